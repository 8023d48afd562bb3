"""What the model of tasks is trained on: sentences of those who work here, texts of posts, and wishes of readers.

Run, `python -m tools.meaning.staff [-v]` tells how it hears what was written before it was made. Of each message:

right   what is meant is shown; of `none` and a reader's wish: nothing is
near    what is meant is among what stands first in the kind word
kind    nothing is shown
astray  only something else is shown
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.hearing.aliases import read_aliases
from bot.hearing.meaning import NONE
from bot.hearing.shape import shape
from bot.hearing.tasks import READER, Task, wanted
from bot.languages import Form
from tools.meaning import phrases
from tools.meaning.measure import HELD_OUT, held_out
from tools.meaning.phrases import FOLDER, Example

COMMUNICATORS, ADMINS, POSTS = (HELD_OUT / "staff" / name for name in ("communicators", "admins", "posts"))
"""Sentences of both, and texts of posts, written before the model was made."""
_TASKS = {"campaigns": Task.CAMPAIGN}
"""Commands that are called otherwise than what they are for."""
_EACH = 3
"""Of how many of the readers' examples one is taken."""
_READERS, _NOTHING = 0.01, 0.02
"""What readers' wishes weigh beside tasks, and what asks readers' bot for nothing."""


def examples() -> list[Example]:
    """All of them, in an order that never changes."""
    folders = (COMMUNICATORS, ADMINS, POSTS)
    apart = {shape(text) for form in Form for folder in folders for _, text in held_out(form, folder)}
    found = [*phrases.written(FOLDER / "staff"), *_readers(), *_orders()]
    return [each for each in found if each.said and each.said not in apart]


def _readers() -> Iterator[Example]:
    for each in phrases.examples()[::_EACH]:
        if each.wish == NONE:
            yield each._replace(weight=each.weight * _NOTHING)
        else:
            yield each._replace(wish=READER, weight=each.weight * _READERS)


def _orders() -> Iterator[Example]:
    """The words that stand for a command."""
    for section, name, _, words in read_aliases():
        if section.startswith("orders") and name != "drafts":  # “preview” and “done” lead there, too
            yield Example(shape(words), _TASKS.get(name, name), 1.0)


def outcome(right: frozenset[str], text: str, folder: Path) -> str:
    """What comes of a message of this set."""
    found = wanted(text, writes=folder is not ADMINS, runs=folder is ADMINS)
    shown = {*found.tasks} if found.sure else set()
    if right & shown or not (right - {READER} or shown):
        return "right"
    if shown:
        return "astray"
    return "near" if right & {*found.tasks} else "kind"


def counted(form: Form, folder: Path) -> Counter[str]:
    """How many come out as what."""
    return Counter(outcome(*row, folder) for row in held_out(form, folder))


def main(arguments: list[str]) -> None:
    """A line for each set and form, and with -v every message that does not come out right."""
    for folder in (COMMUNICATORS, ADMINS, POSTS):
        for form in Form:
            sys.stdout.write(f"{folder.name} {form} {dict(counted(form, folder))}\n")
            for right, text in held_out(form, folder) if "-v" in arguments else ():
                if (result := outcome(right, text, folder)) != "right":
                    found = wanted(text, writes=folder is not ADMINS, runs=folder is ADMINS).tasks
                    sys.stdout.write(f"  {result} {'|'.join(sorted(right)) or NONE} {text} {' '.join(found)}\n")
        total = sum((counted(form, folder) for form in Form), Counter[str]())
        sys.stdout.write(f"{folder.name} {dict(total)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
