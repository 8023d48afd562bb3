"""What the model of tasks is trained on: sentences of those who work here, texts of posts, and wishes of readers."""

from collections.abc import Iterator

from bot.aliases import read_aliases, shape
from bot.languages import Form
from bot.meaning import NONE
from bot.tasks import READER
from tools.meaning import phrases
from tools.meaning.measure import HELD_OUT, held_out
from tools.meaning.phrases import FOLDER, Example

COMMUNICATORS, ADMINS, POSTS = (HELD_OUT / "staff" / name for name in ("communicators", "admins", "posts"))
"""Sentences of both, and texts of posts, written before the model was made."""
_EACH = 3
"""Of how many of the readers' examples one is taken."""
_READERS, _NOTHING = 0.03, 0.05
"""What readers' wishes weigh beside tasks, and what asks readers' bot for nothing."""
_SAME = {"later": "drafts", "review": "approval", "campaigns": "campaign"}
_MENTION = 0.7


def examples() -> list[Example]:
    """All of them, in an order that never changes."""
    apart = {shape(text) for form in Form for folder in (COMMUNICATORS, ADMINS, POSTS) for _, text in held_out(form, folder)}
    found = [*phrases.written(FOLDER / "staff"), *_readers(), *_listed()]
    return [each for each in found if each.said and each.said not in apart]


def _readers() -> Iterator[Example]:
    for each in phrases.examples()[::_EACH]:
        if each.wish == NONE:
            yield each._replace(weight=each.weight * _NOTHING)
        else:
            yield each._replace(wish=READER, weight=each.weight * _READERS)


def _listed() -> Iterator[Example]:
    for section, name, _, words in read_aliases():
        group = section.partition(".")[0]
        if group in {"draft", "chores", "orders"} and section != "chores.drafts":
            task = "review" if section == "chores.review" or section == "orders.review" else _SAME.get(name, name)
            yield Example(shape(words), task, _MENTION)
        elif section in {"staff.admins", "staff.asks"}:
            yield Example(shape(words), "admins", _MENTION)
