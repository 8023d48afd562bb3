"""Port: a machine that translates, if one is set; and what its text must keep, hidden from it behind marks.

Tags, links, @names and the programme's terms are sent as <x id="1"/>, which the engines leave alone; a sentence whose
marks do not all come back is not taken.
"""

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.languages import Form
from bot.texts import writable
from bot.translating.sentences import Code, is_nested, pieces

_MARK = re.compile(r"<x\s+id=\"(\d{1,4})\"\s*(?:/>|>\s*</x>)")


class Translator(Protocol):
    """Translates sentences that hold marks. Raises the `Mistake`s of a translator (`Why.TRANSLATOR_…`)."""

    def knows(self, source: Form, form: Form) -> bool:
        """Whether it reads the one language and writes the other."""

    async def translate(self, sentences: Sequence[str], source: Form, form: Form) -> Sequence[str]:
        """One for each, in their order."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A sentence as it is sent: XML with marks, and what stands behind each in the other language."""

    text: str
    behind: tuple[str, ...]

    def shown(self, answer: str) -> str | None:
        """The answer with everything in its place; none when a mark is lost, doubled or invented."""
        wanted = Counter(str(no) for no in range(len(self.behind)))
        said = _MARK.split(writable(answer))
        if Counter(said[1::2]) != wanted or any("<" in words for words in said[::2]):
            return None
        told = [
            self.behind[int(piece)] if place % 2 else html.escape(html.unescape(piece), quote=False)
            for place, piece in enumerate(said)
        ]
        sentence = "".join(told)
        return sentence if is_nested(sentence) else None


def hide(sentence: str, terms: Mapping[str, str]) -> Hidden:
    """The sentence ready to be sent; a term is put behind a mark, and comes back as it is in the other language."""
    behind: list[str] = []

    def mark(raw: str) -> str:
        behind.append(raw)
        return f'<x id="{len(behind) - 1}"/>'

    text = "".join(_named(raw, terms, mark) if code is Code.WORDS else mark(raw) for code, raw in pieces(sentence))
    return Hidden(text, tuple(behind))


def _named(words: str, terms: Mapping[str, str], mark: Callable[[str], str]) -> str:
    names = sorted((html.escape(term, quote=False) for term in terms if term), key=len, reverse=True)
    if not names:
        return words
    whole = re.compile("|".join(rf"(?<![A-Za-zÀ-ÿ]){re.escape(name)}(?![A-Za-zÀ-ÿ])" for name in names))
    return whole.sub(lambda found: mark(html.escape(terms[html.unescape(found[0])], quote=False)), words)
