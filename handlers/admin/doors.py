"""The admins' doors, to which any screen may lead: partners, the queue, approved posts, how things stand."""

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.content import PostKind
from bot.partners import Kind
from bot.transport import Button
from bot.words import Words
from handlers.showing.listing_screens import Listed
from handlers.showing.screen import Number


class PartnersPage(Listed, prefix="m_list"):
    """A page of the list of partners; of one kind."""

    kind: Kind | None = None


class QueuePage(Listed, prefix="m_queue"):
    """A page of the posts that wait for review, oldest first; of one partner, of one kind, or only what presses."""

    partner: Number = 0
    kind: PostKind | None = None
    due: bool = False


class StatusButton(CallbackData, prefix="m_stat"):
    """How things stand, now."""


class PlannedPage(Listed, prefix="m_planned"):
    """A page of the approved posts, newest first."""


def partners_door(words: Words, label: str | None = None) -> Button:
    """Leads to the list of partners."""
    return Button(label or words.say("Partners"), data=PartnersPage().pack())


def queue_door(words: Words) -> Button:
    """Leads to the queue."""
    return Button(words.say("Waiting posts"), data=QueuePage().pack())


def planned_door(words: Words) -> Button:
    """Leads to the approved posts and how they go out."""
    return Button(words.say("Approved posts"), data=PlannedPage().pack())


def status_door(words: Words) -> Button:
    """Leads to the programme as a whole."""
    return Button(words.say("How things stand"), data=StatusButton().pack())


def lines(*parts: Markup | None) -> Markup:
    """Lines one below the other; those that are none are left out."""
    return Markup("\n").join(part for part in parts if part is not None)


def noted(note: Markup | None, text: Markup) -> Markup:
    """A text under a note, if there is one: what was wrong, or what has changed."""
    return text if note is None else lines(note, Markup(), text)
