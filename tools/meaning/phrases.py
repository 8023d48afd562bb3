"""The phrases that the model of wishes is trained on: our own sentences, in tools/meaning/phrases, with alternatives.

A line is a wish (or `none`), a tab, and a phrase: `(a|b|)` is one of these, `{name}` one of the words that a line
`= name` lists. What stands in the held-out set is never trained on.
zh.txt serves both scripts, which are compared as one. voices-FORM.txt has what people type, one message a line.
"""

import hashlib
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bot.hearing.aliases import read_aliases
from bot.hearing.meaning import NONE
from bot.hearing.shape import shape
from bot.languages import Form
from tools.meaning.measure import HELD_OUT, LATELY, OBLIQUE, held_out

FOLDER = Path(__file__).parent / "phrases"
TYPED = Path(__file__).resolve().parents[2] / "tests" / "journeys" / "meant"
MOST = 32
"""Examples that are made of one line."""
SENTENCE, PATTERN = 5.0, 2.0
"""What a line weighs that is one message, and each of the messages of another, over the root of how many they are."""
_APART = 10
"""Of the voices' sentences one in so many can be kept apart, by its text."""
_GAP = re.compile(r"\{(\w+)\}")
_EITHER = re.compile(r"\(([^()]*)\)(\??)")
_MENTION = 0.7
"""What a word that only suggests a wish weighs, beside a whole message."""


class Example(NamedTuple):
    """A message as it is compared, what it wishes, and what it weighs."""

    said: str
    wish: str
    weight: float


def kept_apart() -> Iterator[tuple[str, Example]]:
    """A tenth of the voices, each with its form: what a model that was trained without them makes of strangers."""
    for path in sorted(FOLDER.glob("voices-*.txt")):
        for name, told in (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()):
            if not _EITHER.search(told) and hashlib.md5(told.encode()).digest()[0] % _APART == 0:  # noqa: S324
                yield path.stem.partition("-")[2], Example(shape(told), name, SENTENCE)


def examples(*, without: Iterable[Example] = ()) -> list[Example]:
    """All of them, in an order that never changes."""
    apart = {
        shape(text) for form in Form for folder in (HELD_OUT, OBLIQUE, LATELY) for _, text in held_out(form, folder)
    }.union(each.said for each in without)
    found = [*written(), *_listed(), *_typed()]
    return [each for each in found if each.said and each.said not in apart]


def written(folder: Path = FOLDER) -> Iterator[Example]:
    """What the phrases of a folder's files stand for."""
    for path in sorted(folder.glob("*.txt")):
        words: dict[str, list[str]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            name, told = line.split("\t")
            if name.startswith("= "):
                words[name[2:]] = told.split("|")
                continue
            made = _made_of(told, words)
            weight = PATTERN / len(made) ** 0.5 if len(made) > 1 else SENTENCE
            yield from (Example(shape(each), name, weight) for each in made)


def _listed() -> Iterator[Example]:
    """The lists of words that the bot hears anyway."""
    for section, name, _, words in read_aliases():
        if section != "around" and not section.startswith(("orders", "near", "both", "story", "city", "staff")):
            wish = "language" if section == "named" else name
            yield Example(shape(words), wish, _MENTION if section.startswith("mentions") else 1.0)


def _typed() -> Iterator[Example]:
    """tests/journeys/meant, by which the lists were filled, so that it measures nothing any more."""
    for path in sorted(TYPED.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            right, text = line.split("\t")
            wish = right.split("|")[0].removesuffix("!")
            if not wish.startswith("~"):
                yield Example(shape(text), NONE if wish == "kind" else wish, 1.0)


def _made_of(told: str, words: dict[str, list[str]]) -> list[str]:
    if not (_GAP.search(told) or _EITHER.search(told)):
        return [" ".join(told.split())]
    dice = random.Random(told)  # noqa: S311 - the same every time, which is the point

    def chosen(either: re.Match[str]) -> str:
        options: list[str] = either[1].split("|")
        return dice.choice([*options, ""] if either[2] else options)

    def once() -> str:
        said = _GAP.sub(lambda gap: dice.choice(words[gap[1]]), told)
        return " ".join(_EITHER.sub(chosen, said).split())

    made = sorted({once() for _ in range(3 * MOST)})
    dice.shuffle(made)
    return made[:MOST]
