"""Whether a sentence is written as its readers write: the house's words, script, punctuation and spaces.

The words are data, `locales/wording.toml`: what a form does not write and what it writes instead, and what the
programme's own things are called.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any, NamedTuple

from bot.forms.scripts import counted
from bot.languages import HAN, MARKS, Form
from bot.words import LOCALES

PATH = LOCALES / "wording.toml"
_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
_LATIN = r"[A-Za-z0-9À-ÿ]"
_TAG = re.compile(r"</?[a-z]+>")
_APART = re.compile(r"\{[a-z_]*\}|https?://\S+|\b\d{1,2}:\d\d(?:-\d{1,2}:\d\d)?|\d{1,2}月\d{1,2}日")
_NO_WORDS = re.compile(r"\{[a-z_]*\}|(?<!<)/[a-z]+")
_NEUTRAL = "\ufffc"
_QUOTES = {Form.ZH_HANS: "「」『』", Form.ZH_HANT: "“”‘’", Form.YUE: "“”‘’", Form.EN: '"「」«»', Form.PT: '"「」«»'}
_RULES = (
    (re.compile(r"[,;:!?]"), "half-width punctuation"),
    (re.compile(rf"(?<={_HAN})\.|\.(?={_HAN})|\.\.\."), "a half-width full stop"),
    (re.compile(r"[()]"), "half-width brackets"),
    (re.compile(r"[\"']"), "straight quotes"),
    (re.compile(r"([。，；：、！？])\1"), "the same mark twice"),
    (re.compile(r"[０-９Ａ-Ｚａ-ｚ]"), "full-width letters or digits"),
    (re.compile(r" [，。！？；：、（）「」“”]|[，。！？；：、（「」“”] "), "a space beside Chinese punctuation"),
    (re.compile(r"\d 月|月 \d+ 日"), "a space inside a date"),
    (re.compile(rf"(?<={_HAN}) (?={_HAN})"), "a space between Han characters"),
    (re.compile(rf"{_HAN}[@/]?{_LATIN}|{_LATIN}{_HAN}"), "no space where Latin meets Han"),
)


class _Table(NamedTuple):
    """What a form does not write: a pattern of all of it, the right word for each, and what may stand all the same."""

    pattern: re.Pattern[str]
    right: Mapping[str, str]
    keep: re.Pattern[str] | None


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


@lru_cache(maxsize=len(Form))
def _table(form: Form) -> _Table:
    told = _raw()[form.catalog]
    right = {word.lower(): str(good) for word, good in told["instead"].items()}
    keep = told.get("keep")
    longest = sorted((re.escape(word).replace(r"\*", r"\w*") for word in right), key=len, reverse=True)
    edge = "" if form in HAN else r"\b"
    pattern = re.compile(f"{edge}({'|'.join(longest)}){edge}", re.IGNORECASE)
    return _Table(pattern, right, re.compile("|".join(map(re.escape, keep)), re.IGNORECASE) if keep else None)


def wrong_words(form: Form, source: str, string: str) -> Iterator[str]:
    """What a reader of this form would stumble over in a translation of `source`."""
    yield from _forbidden(form, _NO_WORDS.sub(_NEUTRAL, string))
    yield from _names(form, _NO_WORDS.sub(_NEUTRAL, source), string)
    if form in HAN:
        yield from _script(form, string)
        yield from _punctuation(string)
    if any(quote in string for quote in _QUOTES[form]):
        yield "quotes of another form"


def _forbidden(form: Form, string: str) -> Iterator[str]:
    table = _table(form)
    plain = table.keep.sub("", string) if table.keep else string
    for found in table.pattern.findall(plain):
        yield f"“{found}” (write {_right(table.right, found.lower())})"


def _right(right: Mapping[str, str], found: str) -> str:
    """The right word for what was found; an entry with a `*` speaks for a family of words."""
    return right.get(found) or next(good for word, good in right.items() if fnmatchcase(found, word))


def _names(form: Form, source: str, string: str) -> Iterator[str]:
    """What is one thing in the programme has one name in each form."""
    for english, names in _raw()["names"].items():
        right = names.get(form.catalog)
        if (
            right
            and re.search(rf"\b{english}s?\b", source, re.IGNORECASE)
            and not re.search(right, string, re.IGNORECASE)
        ):
            yield f"“{english}” is not called {right.replace('|', ' or ')}"


def _script(form: Form, string: str) -> Iterator[str]:
    for char in string:
        counts = counted(char)
        other = counts.traditional if form is Form.ZH_HANS else counts.simplified
        if other and char not in MARKS.values():
            yield f"“{char}” of the other script"


def _punctuation(string: str) -> Iterator[str]:
    for line in _APART.sub(_NEUTRAL, _TAG.sub("", string)).split("\n"):
        for pattern, fault in _RULES:
            if pattern.search(line):
                yield fault
