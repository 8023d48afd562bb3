"""What a search compares: a text's terms, the same whatever its script, width, accents, and (mostly) word forms.

Han without spaces: every pair of neighbouring characters, and the last one of a run alone, so that a single character
is the beginning of a term. Words of other scripts: their stem. One way for texts and for what is typed, anywhere.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.content import Post, PostKind, visible
from bot.places import Place
from bot.scripts import plain

RULES = "1"
"""Changed with anything below: terms kept under other rules are made anew when the database is opened."""
LONGEST_TERM = 24
MOST_TERMS = 24
"""Of what somebody looks for; a text is looked up by its beginning."""
READ = 512
"""Characters of what somebody looks for that are read at all."""
_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(f"([{_HAN}]+)|([^\\W_{_HAN}]+)")
_SAME = str.maketrans("著衞鉢盃", "着卫钵杯")
"""Shapes that Hong Kong writes and the tables take for other characters."""
_KEPT = frozenset("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328")
"""Accents that a search leaves out; marks of other scripts are letters there."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which stories somebody wants: all that is given must hold. `spans` are moments [begin, end), one of them."""

    words: str = ""
    partner_id: int | None = None
    campaign_id: int | None = None
    kind: PostKind | None = None
    place: Place | None = None
    spans: tuple[tuple[datetime, datetime], ...] | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """What somebody looks for, a piece of it: as it stands, or as the beginning of a term."""

    text: str
    begins: bool = False


def folded(text: str) -> str:
    """Full width to half, small letters, no accents, no invisible characters, one script."""
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(char for char in parts if char not in _KEPT and unicodedata.category(char) != "Cf")
    return plain(unicodedata.normalize("NFC", bare)).translate(_SAME)


def terms_of(text: str) -> Iterator[str]:
    """Every term of a text, in order."""
    for han, word in _RUN.findall(folded(text)):
        if han:
            yield from (han[at : at + 2] for at in range(len(han)))
        else:
            yield stem(word)[:LONGEST_TERM]


def terms_in(post: Post) -> Mapping[str, bool]:
    """The terms of all its versions, and whether they stand in a first line."""
    found: dict[str, bool] = {}
    for version in post.versions.values():
        head, _, rest = visible(version.text).strip().partition("\n")
        found.update(dict.fromkeys(terms_of(head), True))
        for term in terms_of(f"{rest}\n{post.hashtag or ''}"):
            found.setdefault(term, False)
    return found


def looked_for(typed: str) -> tuple[Term, ...]:
    """What is looked for when somebody types this; nothing when there is no letter or digit in it."""
    found: dict[Term, None] = {}
    for han, word in _RUN.findall(folded(typed[:READ])):
        if len(han) > 1:
            found.update(dict.fromkeys(Term(han[at : at + 2]) for at in range(len(han) - 1)))
        elif han:
            found[Term(han, begins=True)] = None
        else:
            part = stem(word)[:LONGEST_TERM]
            found[Term(part, begins=len(part) >= SHORTEST_BEGINNING)] = None
    return tuple(found)[:MOST_TERMS]


SHORTEST_BEGINNING = 3
_ENDINGS = (("coes", "cao"), ("soes", "sao"), ("aes", "ao"), ("ais", "al"), ("eis", "el"), ("ois", "ol"), ("ies", "i"))
"""Plurals of Portuguese and English that change more than an s."""
_PLURAL, _VERB, _VOWEL, _OTHER = 4, 6, 4, 5


def stem(word: str) -> str:
    """A word without the endings that English and Portuguese bend; for comparing, not a word of any language."""
    if not word.isascii() or not word.isalpha():
        return word
    return _without_vowel(_without_verb(_without_plural(word)))


def _without_plural(word: str) -> str:
    if len(word) < _PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    for ending, single in _ENDINGS:
        if len(word) >= _OTHER and word.endswith(ending):
            return word[: -len(ending)] + single
    return word[:-1]


def _without_verb(word: str) -> str:
    for ending in ("ing", "ed"):
        if len(word) >= _VERB and word.endswith(ending):
            rest = word[: -len(ending)]
            return rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "aeouls" else rest
    return word


def _without_vowel(word: str) -> str:
    if len(word) < _VOWEL:
        return word
    word = word.removesuffix("ie") + "i" if word.endswith("ie") else word
    if word.endswith("y"):
        return word[:-1] + "i"
    if word.endswith("m"):  # homem, homens
        return word[:-1] + "n"
    return word[:-1] if word[-1] in "aeo" else word
