"""Which of the questions that one answer holds a message asks: a small linear model for each such answer.

`bot/data/points/WISH.ngrams`, made by tools/meaning from our own sentences (docs/meaning.md). It only says what stands
first in an answer that is given anyway.
"""

from functools import lru_cache

from bot.hearing.aliases import Wish
from bot.hearing.meaning import LONGEST, likelihoods
from bot.hearing.shape import shape

WHOLE = "whole"
"""The class of messages that ask for the answer as a whole."""
SURE = 0.5
"""How likely a point must be to stand first."""


@lru_cache(maxsize=1024)
def point_of(wish: Wish, said: str, least: float = SURE) -> str:
    """The point of a wish's answer that a message asks for; empty when that is the whole, or nobody can tell.

    `least`: how likely it must be.

    For a wish without points of its own, raises FileNotFoundError.
    """
    text = shape(said) if len(said) <= LONGEST else ""
    if not text:
        return ""
    likely = likelihoods(text, f"points/{wish}")
    best = max(likely, key=likely.__getitem__)
    return best if likely[best] >= least and best != WHOLE else ""
