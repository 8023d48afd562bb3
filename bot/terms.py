"""A text's terms, the same whatever its script, width, accents, and (mostly) word forms; and what holds them.

Han without spaces: every pair of neighbouring characters, and the last one of a run alone, so that a single character
is the beginning of a term. Words of other scripts: their stems. One way for texts and for what is typed, anywhere.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from bot.content import Post, Version
from bot.forms.scripts import DATA, plain
from bot.languages import Form
from bot.texts import visible

RULES = "6"
"""Changed with anything below, and with which posts have terms: those kept under other rules are made anew when the
database is opened."""
LONGEST_TERM = 24
"""Characters."""
OF_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, as they stand within the brackets of a pattern."""
RUN = re.compile(f"([{OF_HAN}]+)|([^\\W_{OF_HAN}]+)")
_MARKS = re.compile(rf"(?<=[{OF_HAN}])[^\w\s]+(?=[{OF_HAN}])")
_SAME = str.maketrans("著衞鉢盃", "着卫钵杯")
"""Shapes that Hong Kong writes and the tables take for other characters."""
_KEPT = frozenset("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328")
"""Accents that a search leaves out; marks of other scripts are letters there."""
_ENDINGS = (("coes", "cao"), ("soes", "sao"), ("aes", "ao"), ("ais", "al"), ("eis", "el"), ("ois", "ol"), ("ns", "m"))
"""Plurals of Portuguese that change more than an s, without their accents, by which the stemmer would know them."""
_SHORTEST_PLURAL = 4


@dataclass(frozen=True, slots=True)
class Term:
    """What somebody looks for, a piece of it: as it stands, or as the beginning of a term."""

    text: str
    begins: bool = False


Wanted = tuple[tuple[Term, ...], ...]
"""All that is looked for, each in its alternatives."""


def term_shape(text: str) -> str:
    """A text as terms are compared: small letters, half width, no accents, no invisible characters, one script."""
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    left_out = {ord(char) for char in set(parts) if char in _KEPT or unicodedata.category(char) == "Cf"}
    bare = parts.translate(dict.fromkeys(left_out))
    return plain(unicodedata.normalize("NFC", bare)).translate(_SAME)


def terms_of(text: str, form: Form | None = None) -> Iterator[str]:
    """Every term of a text in one form, in order."""
    for han, word in RUN.findall(term_shape(text)):
        if han:
            yield from (han[at : at + 2] for at in range(len(han)))
        else:
            yield from stems(word, form)


def terms_in(post: Post) -> Mapping[str, bool]:
    """The terms of all its versions, and whether they stand in a first line."""
    found: dict[str, bool] = {}
    for version in post.versions.values():
        head, rest = _headline(version)
        found.update(dict.fromkeys(_terms_of_head(head, version.form), True))
        for term in terms_of(f"{rest}\n{post.hashtag or ''}", version.form):
            found.setdefault(term, False)
    return found


def _terms_of_head(head: str, form: Form) -> Iterator[str]:
    """As it stands, and as somebody types it who leaves out the marks between characters."""
    yield from terms_of(head, form)
    if (typed := _MARKS.sub("", head)) != head:
        yield from terms_of(typed, form)


def _headline(version: Version) -> tuple[str, str]:
    """The first line that a reader sees, and the rest."""
    head, _, rest = visible(version.text).strip().partition("\n")
    return head, rest


def in_headline(post: Post, wanted: Wanted) -> bool:
    """Whether all that is looked for stands in the first lines of a post."""
    heads = {term for each in post.versions.values() for term in _terms_of_head(_headline(each)[0], each.form)}
    return all(is_told(heads, one_of) for one_of in wanted)


def held_of(post: Post, wanted: Wanted) -> int:
    """How many of the things that are looked for stand in a post."""
    told = terms_in(post)
    return sum(is_told(told, one_of) for one_of in wanted)


def is_told(told: Iterable[str], one_of: Iterable[Term]) -> bool:
    """Whether one of these stands among a text's terms."""
    return any(_is(each, term) for term in one_of for each in told)


def forms_with(post: Post, wanted: Wanted) -> tuple[Form, ...]:
    """The forms of a post whose version has all that is looked for; of the scripts of Chinese both."""
    told = {form: set(terms_of(visible(version.text), form)) for form, version in post.versions.items()}
    return tuple(form for form, terms in told.items() if all(is_told(terms, one_of) for one_of in wanted))


def _is(head: str, term: Term) -> bool:
    return head.startswith(term.text) if term.begins else head == term.text


@cache
def asking_words() -> Mapping[str, Any]:
    """Words that tell nothing of what is looked for, as `data/asking.toml` has them."""
    return tomllib.loads((DATA / "asking.toml").read_text(encoding="utf-8"))


@cache
def _small() -> frozenset[str]:
    words = asking_words()
    return frozenset(map(term_shape, (*words["latin"], *words["everyday"])))


@cache
def _stemmers() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """English and Portuguese."""
    from snowballstemmer import stemmer  # noqa: PLC0415 - 3 MB that a worker, which makes no terms, does without

    return stemmer("english").stemWord, stemmer("portuguese").stemWord


@lru_cache(4096)
def stems(word: str, form: Form | None = None) -> tuple[str, ...]:
    """A word's stem in the language of a text; what is typed, or stands among Han, in English and in Portuguese.

    For comparing, not words of any language. One that looks like a small word is told from it: comida is not com.
    """
    if not word.isascii() or not word.isalpha():
        return (word[:LONGEST_TERM],)
    english, portuguese = _stemmers()
    both = {Form.EN: english(word), Form.PT: portuguese(_without_plural(word))}
    wanted = [both[form]] if form in both else both.values()
    small = _small()
    told = (f"{each}+" if each in small and each != word else each for each in wanted)
    return tuple(dict.fromkeys(each[:LONGEST_TERM] for each in told))


def _without_plural(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    for ending, single in _ENDINGS:
        if len(word) > len(ending) and word.endswith(ending):
            return word[: -len(ending)] + single
    return word[:-1]
