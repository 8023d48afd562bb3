"""Ways on: what the buttons under a post lead to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count
from typing import Any
from urllib.parse import SplitResult, urlsplit

from bot.languages import Because, Form, step_for
from bot.mistakes import Mistake, Why
from bot.texts import one_line, units

WAYS_LIMIT = 4
LABEL_LIMIT = 32
"""Characters that fit on a phone's button."""
URL_LIMIT = 512
_NAME = r"[\w\-\u0300-\U0010ffff]+"
_HOST = re.compile(rf"{_NAME}(?:\.{_NAME})+")
"""Names in any script, with none of them empty."""


AT_HOME = frozenset({Because.OWN, Because.SCRIPT, Because.FORMAL})
"""Words on a button that its readers take for their own language: signs are formal in Cantonese, too."""


class WayKind(StrEnum):
    """Where a button leads."""

    LINK = "link"
    """To an address on the web."""
    FOLLOW = "follow"
    """The reader follows the partner."""


@dataclass(frozen=True, slots=True)
class Way:
    """A button under a post; without a label of its own it has the bot's."""

    kind: WayKind
    url: str | None = None
    labels: Mapping[Form, str] = field(default_factory=dict)
    number: int = 0
    """Under which its presses are counted, once a correction has moved others; 0: its place, from 1."""

    def label(self, form: Form) -> str | None:
        """What a reader of this form sees on it, along their chain."""
        step = step_for(form, self.labels)
        return self.labels[step.form] if step else None

    def borrowed(self, forms: Iterable[Form]) -> Mapping[Form, list[Form]]:
        """Under texts of which forms its words are in another language: the form of the words -> those of the texts."""
        found: dict[Form, list[Form]] = {}
        for form in forms:
            step = step_for(form, self.labels)
            if step and step.because not in AT_HOME:
                found.setdefault(step.form, []).append(form)
        return found

    @property
    def print(self) -> str:
        """All of it in one line, for the content's hash."""
        labels = " ".join(f"{form}={self.labels[form]}" for form in sorted(self.labels))
        return f"{self.kind}:{self.url or ''}:{labels}"


def numbered(ways: Iterable[Way]) -> tuple[Way, ...]:
    """The buttons, each with its number, which it keeps whatever becomes of the others."""
    return tuple(replace(way, number=way.number or place) for place, way in enumerate(ways, 1))


def in_place_of(old: Iterable[Way], ways: Iterable[Way], given: int = 0) -> tuple[tuple[Way, ...], int]:
    """The buttons that come in place of others, and the highest number given so far, which was `given` before.

    Whichever is new has a number that none ever had.
    """
    highest = max(given, *(way.number for way in numbered(old)), 0)
    fresh = count(highest + 1)
    come = tuple(replace(way, number=way.number or next(fresh)) for way in ways)
    return come, max(highest, *(way.number for way in come), 0)


def ways_from(kept: Iterable[Mapping[str, Any]]) -> tuple[Way, ...]:
    """The buttons that were kept, each as its fields."""
    return tuple(
        Way(
            WayKind(way["kind"]),
            way["url"],
            {Form(tag): label for tag, label in way["labels"].items()},
            way.get("number", 0),
        )
        for way in kept
    )


def check_url(text: str) -> str:
    """An address that a button may open. Raises `Mistake(LINK_UNREADABLE)`."""
    url = text.strip()
    url = url if "://" in url else f"https://{url}"
    try:
        known = _leads_somewhere(urlsplit(url))
    except ValueError:
        raise Mistake(Why.LINK_UNREADABLE) from None
    if not known or len(url) > URL_LIMIT or any(character.isspace() for character in url):
        raise Mistake(Why.LINK_UNREADABLE)
    return url


def _leads_somewhere(parts: SplitResult) -> bool:
    """As networks see it: a host of two names or more and no user's name before it. ValueError for a wrong port."""
    if parts.scheme == "tg":
        return bool(parts.netloc)
    web = parts.scheme in {"http", "https"} and "@" not in parts.netloc and parts.port != 0
    return web and _HOST.fullmatch(parts.hostname or "") is not None


def check_label(text: str) -> str:
    """A label that fits on a button. Raises `Mistake(LABEL_TOO_LONG | LABEL_MISSING | LABEL_IS_ADDRESS)`."""
    label = one_line(text)
    if not any(character.isalnum() for character in label):
        raise Mistake(Why.LABEL_MISSING)
    if "://" in label or label.casefold().startswith("www."):  # it may lead elsewhere than it says
        raise Mistake(Why.LABEL_IS_ADDRESS)
    if (length := units(label)) > LABEL_LIMIT:
        raise Mistake(Why.LABEL_TOO_LONG, length=length, limit=LABEL_LIMIT)
    return label
