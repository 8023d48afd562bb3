"""How many messages are told rightly as people type them, each list written before the cues were looked at.

A line `= form kind share` begins a kind and says the least share of it that must be told rightly, a little under what
was seen, so that a new cue which harms a kind is noticed. Forms joined by | are all right: nobody can tell from text.
The lists `typed_fresh*.txt` are only for measuring: what they get wrong stays wrong, or they measure nothing more. The
others have been mended on.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot.detection import detect
from bot.forms.scripts import script_of
from tests.rows import each_of


class Kind(NamedTuple):
    name: str
    forms: frozenset[str]
    least: float
    texts: list[str]


def _kinds(path: Path) -> Iterator[Kind]:
    for block in path.read_text(encoding="utf-8").removeprefix("= ").split("\n= "):
        head, *texts = block.strip("\n").split("\n")
        forms, kind, least = head.split()
        yield Kind(f"{path.stem}: {forms} {kind}", frozenset(forms.split("|")), float(least), texts)


KINDS = [kind for path in sorted(Path(__file__).parent.glob("typed*.txt")) for kind in _kinds(path)]


@each_of("kind", KINDS)
def test_messages_are_told_as_people_type_them(kind: Kind) -> None:
    wrong = [text for text in kind.texts if not _is_right(text, kind.forms)]
    assert len(wrong) <= len(kind.texts) * (1 - kind.least) + 1e-9, wrong


def test_the_fresh_list_shares_no_message_with_those_that_were_mended_on() -> None:
    fresh = {text for kind in KINDS if kind.name.startswith("typed_fresh") for text in kind.texts}
    assert not fresh & {text for kind in KINDS if not kind.name.startswith("typed_fresh") for text in kind.texts}


def _is_right(text: str, forms: frozenset[str]) -> bool:
    """A text whose characters are in both scripts may be in either."""
    found = detect(text).form or "none"
    neutral = found.startswith("zh") and any(form.startswith("zh") for form in forms) and script_of(text) is None
    return found in forms or neutral
