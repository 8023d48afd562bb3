"""What somebody may have wanted to type: a word that was mistyped, put right from words that are known.

Words of letters only: a Chinese character is typed whole, and a wrong one is another word. Nearness is the number of
letters left out, put in, changed or swapped (rapidfuzz), after accents and case are gone.
"""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.searching import folded

SHORTEST = 4
"""Letters of a word that may be a mistyped one: below that, too many words are near."""
_LONG, _TWO = 7, 2
"""From so many letters on, two of them may be wrong."""
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")


def vocabulary(texts: Iterable[str]) -> Mapping[str, str]:
    """The words of texts, as they are compared and as they are first written."""
    known: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text):
            if len(word) >= SHORTEST:
                known.setdefault(folded(word), word)
    return known


def nearly(typed: str, known: Mapping[str, str]) -> str | None:
    """What was typed with every unknown word replaced by the nearest known one; none when no word has one."""
    put_right = _WORD.sub(lambda word: _nearest(word[0], known), typed)
    return put_right if put_right != typed else None


def _nearest(word: str, known: Mapping[str, str]) -> str:
    said = folded(word)
    if len(said) < SHORTEST or said in known:
        return word
    most = _TWO if len(said) >= _LONG else 1
    found = process.extractOne(said, known.keys(), scorer=OSA.distance, score_cutoff=most)
    return known[found[0]] if found else word
