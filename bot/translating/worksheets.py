"""What a translator gets and gives back: sentences of posts in one language, to be said in another; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.languages import Form


class Format(StrEnum):
    """The kinds of file that translators' programs read."""

    XLIFF = "xliff"
    PO = "po"

    @property
    def ending(self) -> str:
        """How such a file's name ends."""
        return ".xlf" if self is Format.XLIFF else ".po"


LARGEST = 1_000_000
"""Bytes of a file that is taken back: a campaign of 100 posts with all its notes needs half of it."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the partner said before: a sentence, how it was said in the other language, and how like it is (0 to 1)."""

    source: str
    target: str
    likeness: float

    @property
    def exact(self) -> bool:
        """Whether it is the very sentence."""
        return self.likeness == 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence (Telegram HTML), its translation (empty: none yet), and what was said earlier."""

    source: str
    target: str = ""
    earlier: tuple[Earlier, ...] = ()
    broken: bool = False
    """What came back for it cannot be read: a tag that was never there."""
    note: str = ""
    """For the translator, about this line alone."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One post in one language that it lacks. `print` is its source's when it was written out."""

    post_id: int
    print: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    """For the translator: whose it is, what it is, how long it may be."""
    labels: tuple[Line, ...] = ()
    """The words on its buttons. A sheet of labels alone leaves the text as it is."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Sheets from one language into one other: a file."""

    source: Form
    form: Form
    sheets: Sequence[Sheet]


class Flaw(StrEnum):
    """Why a file is not read at all."""

    BROKEN = "broken"
    FOREIGN = "no file that Kapok wrote"
    """It may be well made, but it does not say of which post it is."""
    LARGE = "too large"
    PACKED = "packed"
    DOCTYPE = "with a document type, which could hide something"


class Unreadable(Exception):  # noqa: N818 - the file's fault, said to whoever sent it
    """The file is none that can be read; `line` is where that became clear, if it is known."""

    def __init__(self, line: int | None = None, flaw: Flaw = Flaw.BROKEN) -> None:
        super().__init__(f"{flaw.value} (line {line})" if line else flaw.value)
        self.line, self.flaw = line, flaw
