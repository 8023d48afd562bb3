"""A text cut into its sentences and put together again, and what in them a translator must leave as it is; pure.

Cut only outside tags: a sentence's tags are always whole. Where an abbreviation is taken for an end, the translator
gets a sentence in two pieces; nothing is lost.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.languages import HAN, Form

_CLOSED = r"(?:</[^<>]*>)*"
_ENDS = re.compile(
    r"(?P<lead>\A\s+)"
    r"|(?P<line>[^\S\n]*\n\s*|\s+\Z)"
    rf"|(?P<han>[。！？]+[」』”’）》]*{_CLOSED})(?P<narrow>[^\S\n]*)(?=\S)"
    rf"|(?P<latin>[.!?…]+[\"'”’)»]*{_CLOSED})(?P<blank>[^\S\n]+)(?=[A-ZÀ-ÖØ-Þ0-9\"“«‘(¿¡<\u3400-\u9fff])"
)
_ABBREVIATED = ("Dr.", "Mr.", "Mrs.", "Ms.", "Sr.", "Sra.", "St.", "No.", "n.º", "e.g.", "i.e.")
_LINK = r"https?://[^\s<>\"'，。！？；：、）」』】》]*[^\s<>\"'，。！？；：、）」』】》.,!?;:)]"
_CODES = re.compile(rf"(?P<tag><[^<>]*>)|(?P<thing>{_LINK}|@\w+|(?<![\w/<&])/[A-Za-z]\w*|\{{[^{{}}<>\s]*\}})")


class Code(StrEnum):
    """What a piece of a sentence is."""

    WORDS = "words"
    TAG = "tag"
    THING = "thing"
    """A link, an @name, a /command, a {gap}."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Telegram HTML, and the blanks between it and the next."""

    text: str
    gap: str = ""


def cut(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text; put together they are the text. One may be empty, before leading blanks."""
    found: list[Sentence] = []
    open_at, begin = _open(text), 0
    for end in _ENDS.finditer(text):
        stop, gap = _gap(end)
        if open_at[stop] or text[:stop].endswith(_ABBREVIATED):
            continue
        found.append(Sentence(text[begin:stop], gap))
        begin = stop + len(gap)
    return (*found, Sentence(text[begin:])) if begin < len(text) else tuple(found)


def _gap(end: re.Match[str]) -> tuple[int, str]:
    name = end.lastgroup or "line"
    if name in {"lead", "line"}:
        return end.start(), end[name]
    return end.start(name), end[name]


def _open(text: str) -> list[bool]:
    """For each place in the text, whether it stands inside a tag or between two."""
    inside, depth, at = [False] * (len(text) + 1), 0, 0
    for tag in re.finditer(r"<[^<>]*>", text):
        inside[at : tag.start() + 1] = [depth > 0] * (tag.start() + 1 - at)
        inside[tag.start() + 1 : tag.end()] = [True] * (tag.end() - tag.start() - 1)
        depth = max(0, depth - 1) if tag[0].startswith("</") else depth + 1
        at = tag.end()
    inside[at:] = [depth > 0] * (len(text) + 1 - at)
    return inside


def joined(sentences: Sequence[Sentence], texts: Sequence[str], source: Form, form: Form) -> str:
    """Other texts in the sentences' places; between two of a line stands what the form puts there."""
    gaps = [_fitted(sentence, source, form) for sentence in sentences[:-1]]
    gaps += [sentence.gap for sentence in sentences[-1:]]
    return "".join(text + gap for text, gap in zip(texts, gaps, strict=True))


def _fitted(sentence: Sentence, source: Form, form: Form) -> str:
    if "\n" in sentence.gap or not sentence.text or (source in HAN) == (form in HAN):
        return sentence.gap
    return "" if form in HAN else sentence.gap or " "


def pieces(sentence: str) -> Iterator[tuple[Code, str]]:
    """The sentence in pieces: words, tags, and things that are the same in every language."""
    at = 0
    for code in _CODES.finditer(sentence):
        if code.start() > at:
            yield Code.WORDS, sentence[at : code.start()]
        yield Code(str(code.lastgroup)), code[0]
        at = code.end()
    if at < len(sentence):
        yield Code.WORDS, sentence[at:]


def codes(sentence: str, kind: Code) -> Counter[str]:
    """How often each tag or thing stands in it."""
    return Counter(raw for code, raw in pieces(sentence) if code is kind)


def is_nested(sentence: str) -> bool:
    """Whether each tag is closed, and in the right order."""
    open_tags: list[str] = []
    for code, raw in pieces(sentence):
        if code is Code.TAG and not raw.startswith("</"):
            open_tags.append(tag_name(raw))
        elif code is Code.TAG and (not open_tags or open_tags.pop() != tag_name(raw)):
            return False
    return not open_tags


def tag_name(tag: str) -> str:
    """Its name, opening or closing."""
    return re.split(r"[\s>/]", tag.strip("<>/") + ">", maxsplit=1)[0].lower()
