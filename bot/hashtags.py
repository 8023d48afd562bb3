"""A campaign's hashtags: one for everybody, or one in Chinese and one in Latin letters."""

import re

from bot.languages import HAN, Form
from bot.mistakes import Mistake, Why

HASHTAG_LIMIT = 64
_TAG = re.compile(r"[#＃]?(\w+)")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
MOST = 2


def read_hashtags(text: str) -> str:
    """What was typed, as `#one` or `#one #two`. Raises `Mistake(HASHTAG_UNREADABLE)`."""
    words = text.split()
    tags = [match.group(1) for word in words if (match := _TAG.fullmatch(word)) and not match.group(1).isdecimal()]
    if not tags or len(tags) != len(words) or len(tags) > MOST or max(map(len, tags)) > HASHTAG_LIMIT:
        raise Mistake(Why.HASHTAG_UNREADABLE)
    if len(tags) == MOST and bool(_HAN.search(tags[0])) == bool(_HAN.search(tags[1])):
        raise Mistake(Why.HASHTAG_UNREADABLE)
    return " ".join(f"#{tag}" for tag in tags)


def hashtag_for(tags: str, form: Form) -> str:
    """The one that stands under a text of this form: in its own letters if there is one, as it was typed."""
    both = tags.split()
    fitting = [tag for tag in both if bool(_HAN.search(tag)) == (form in HAN)]
    return (fitting or both)[0]
