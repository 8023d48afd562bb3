"""Simplified to Traditional as Hong Kong writes it, and back; a draft for a person to review, not a translation.

Works on Telegram HTML: tags, code, links, @names, /commands, #tags, entities and {gaps} stay as they are. OpenCC does
the characters; where its `s2hk` follows the school norm rather than what newspapers and keyboards there write, the
house overlay (`[shapes]` in bot/data/terms.toml) puts the common shape back; `[hant]` and `[hans]` there give the words
that differ. Limits: words are matched without understanding, so "质量" of physics becomes 質素 too; Cantonese does not
survive Simplified (係 becomes 系).
"""

import re
import tomllib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from bot.forms.scripts import DATA, counted
from bot.languages import Form
from bot.texts import HAN_CHARACTER

# A link runs to the next blank, bracket or Chinese full stop: Han letters in its path belong to it.
_PROTECTED = re.compile(
    r"(<(code|pre)\b[^>]*>(?:(?!</?\2\b).)*</\2>"
    r"|<[^>]*>"
    r"|(?:(?<![a-z])[a-z][a-z0-9+.-]{1,15}://|(?<![\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,}/)[^\s<>\"'，。！？；：、）」』】》]*"
    r"|[@#][\w]+"
    r"|(?<![\w/<])/[A-Za-z0-9_]+"
    r"|&#?\w+;"
    r"|\{[^{}]*\})",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = re.compile(r"</?(?:b|strong|i|em|u|ins|s|strike|del|a|span|tg-spoiler)\b[^>]*>", re.IGNORECASE)
_INNER = re.compile(rf"{_PROTECTED.pattern}|(?P<opens>‘)|(?P<closes>’)", _PROTECTED.flags)
_CONFIGS: Mapping[Form, str] = {Form.ZH_HANT: "s2hk", Form.ZH_HANS: "hk2s"}
_SECTIONS: Mapping[Form, str] = {Form.ZH_HANT: "hant", Form.ZH_HANS: "hans"}


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@dataclass(frozen=True, slots=True)
class _Rules:
    """What turns plain text into one script: OpenCC, the terms that go around it, and the shapes put right after it."""

    opencc: _Converter
    terms: Mapping[str, str]
    pattern: re.Pattern[str]
    shapes: Mapping[int, str]
    phrases: Mapping[str, str]
    surnames: Mapping[str, str]
    named: re.Pattern[str]

    def apply(self, text: str, marks: Sequence[tuple[int, str]] = ()) -> str:
        """The text in the other script; the pieces between terms go through OpenCC one by one.

        `marks` are tags and where in the text they stand; one within a piece that becomes longer moves in proportion.
        """
        done, read, waiting = list[str](), 0, deque(marks)
        for place, piece in enumerate(self.pattern.split(text)):
            made = self.terms[piece] if place % 2 else self.shaped(piece)
            cut = 0
            while waiting and waiting[0][0] < read + len(piece):
                at, tag = waiting.popleft()
                here = round((at - read) * len(made) / len(piece))
                done += [made[cut:here], tag]
                cut = here
            done.append(made[cut:])
            read += len(piece)
        return "".join([*done, *(tag for _, tag in waiting)])

    def shaped(self, text: str) -> str:
        """The characters converted, no term exchanged."""
        if text.isascii():
            return text
        done = self.opencc.convert(text).translate(self.shapes)
        for wrong, right in self.phrases.items():
            done = done.replace(wrong, right)
        return self.named.sub(lambda found: self.surnames[found[0]], done) if self.surnames else done


@lru_cache(maxsize=2)
def _rules(to: Form) -> _Rules:
    from opencc import OpenCC  # noqa: PLC0415 - a worker converts nothing and need not hold it

    raw = tomllib.loads((DATA / "terms.toml").read_text(encoding="utf-8"))
    terms: dict[str, str] = raw[_SECTIONS[to]]
    longest_first = sorted(terms, key=len, reverse=True)
    hant = to is Form.ZH_HANT
    return _Rules(
        opencc=OpenCC(_CONFIGS[to]),
        terms=terms,
        pattern=re.compile("(" + "|".join(map(re.escape, longest_first)) + ")"),
        shapes=str.maketrans(raw["shapes" if hant else "shapes_hans"]),
        phrases=raw["phrases"] if hant else {},
        surnames=raw["surnames"]["shapes"] if hant else {},
        named=_named(raw["surnames"]),
    )


def _named(told: Mapping[str, Any]) -> re.Pattern[str]:
    """A surname where it is surely one: behind 姓, or before a title and not inside another word."""
    shapes, titles = "".join(told["shapes"]), "|".join(told["titles"])
    return re.compile(rf"(?<=姓)[{shapes}]|(?:(?<![\u3400-\u9fff])|(?<=[{told['after']}]))[{shapes}](?={titles})")


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")  # OpenCC speaks UTF-8: a lone surrogate becomes "?"


def written(html: str) -> str:
    """What of a text is somebody's writing: without tags, code, links, @names, /commands and #tags."""
    return _PROTECTED.sub("\n", html)


def _is_in(html: str, to: Form) -> bool:
    """Whether a text is written in that script already: its words are its author's."""
    counts = counted(html)
    own, other = counts.traditional, counts.simplified
    if to is Form.ZH_HANS:
        own, other = other, own
    return bool(own) and not other


def _runs(html: str) -> Iterator[tuple[str, list[tuple[int, str]], str]]:
    """The text as (words in one run, the tags within them and where, what stays as it is behind them).

    Bold and its like do not end a run: half a word in bold is still the word.
    """
    text, marks, last = "", list[tuple[int, str]](), 0
    for found in _PROTECTED.finditer(html):
        text, last = text + html[last : found.start()], found.end()
        if _INLINE.fullmatch(found[0]):
            marks.append((len(text), found[0]))
        else:
            yield text, marks, found[0]
            text, marks = "", []
    yield text + html[last:], marks, ""


def changed_terms(html: str, to: Form) -> tuple[tuple[str, str], ...]:
    """The words of a text that become another word, not only another shape, as (before, after); each once."""
    if _is_in(html, to):
        return ()
    rules = _rules(to)
    found = dict.fromkeys(
        term
        for text, _, _ in _runs(html)
        for term in rules.pattern.findall(text)
        if rules.terms[term] != rules.shaped(term)
    )
    return tuple((term, rules.terms[term]) for term in found)


def convert(html: str, to: Form) -> str:
    """The text in that script; text that is in it already comes back as it is.

    Raises ValueError for a target that is not ZH_HANT or ZH_HANS: no rule turns Chinese into Cantonese.
    """
    if to not in _CONFIGS:
        raise ValueError(f"only Chinese scripts convert into each other, not {to}")
    html = _sound(html)
    if _is_in(html, to):
        return html
    rules = _rules(to)
    made = "".join(rules.apply(text, marks) + kept for text, marks, kept in _runs(html))
    return _quoted(made) if to is Form.ZH_HANT and "‘" in made else made


def _quoted(html: str) -> str:
    """With 『』 for ‘’ around Chinese: an apostrophe is the same sign as the second of them."""
    chars, opened = list(html), None
    for found in _INNER.finditer(html):
        if found["opens"]:
            opened = found.start()
        elif found["closes"] and opened is not None:
            if HAN_CHARACTER.search(html, opened, found.start()):
                chars[opened], chars[found.start()] = "『』"
            opened = None
    return "".join(chars)
