"""What is typed about a button: a label with its address, an address, words in one of the languages."""

import re

from bot.detection import detect
from bot.hearing.tasks import Task, wanted
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.texts import visible
from bot.ways import Way, WayKind
from bot.words import Words

SURE_ENOUGH = 0.75
"""From this confidence on a text is taken for what it looks like, with a button to correct it."""
WRITE_AGAIN = frozenset({Why.LINK_UNREADABLE, Why.LABEL_MISSING, Why.LABEL_TOO_LONG, Why.LABEL_IS_ADDRESS})
"""What can be put right by writing it once more."""
_ADDRESS = re.compile(r"\S+$")
_SPEAKS_OF_IT = re.compile(
    r"\b(?:add|put|make|insert|button|p[õo]e|p[ôo]r|adicion\w+|junt\w+|met\w+|bot[ãa]o)\b|按[钮鈕]|[個个条條]掣|[加放整]",
    re.IGNORECASE,
)
"""Of a button, or of what is to be done with it: more than what could stand on one."""


def link_of(text: str, words: Words) -> Way:
    """The label is in the language it is recognised as, else the writer's own; an order is none. Raises `Mistake`."""
    address = _ADDRESS.search(text.strip())
    if address is None:
        raise Mistake(Why.LINK_UNREADABLE)
    label = text.strip()[: address.start()].strip(" -–—:：|→\n")
    labels = {} if not label or _is_order(label) else {form_of(label, words): label}
    return Way(WayKind.LINK, address.group(), labels)


def _is_order(label: str) -> bool:
    """“Put a button to”: of the message, and no label."""
    found = wanted(label)
    return found.sure and Task.BELOW in found.tasks and bool(_SPEAKS_OF_IT.search(label))


def form_of(text: str, words: Words) -> Form:
    """The form a few words are in, as far as they tell; else the writer's own."""
    found = detect(visible(text))
    return found.form if found.form and found.confidence >= SURE_ENOUGH else words.form
