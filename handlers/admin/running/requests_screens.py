"""Requests about data, as admins see them."""

from dataclasses import dataclass
from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup

from bot.actions.quotes import blockquote
from bot.languages import Form
from bot.ports.page import Page
from bot.requests import Request, RequestKind
from bot.texts import shortened
from bot.transport import Button
from bot.words import Words, marked
from handlers.admin.doors import lines, noted, status_door
from handlers.showing.listing_screens import Listed, arrows, only_lines, search_rows
from handlers.showing.screen import PAGE, Number, Screen

BEGINS = 80
"""Characters of a question that stand in the list."""


class AnsweringRequest(StatesGroup):
    """An answer is typed."""

    text = State()


class RequestsPage(Listed, prefix="m_reqs"):
    """A page of the open requests."""


class OpenQuestion(CallbackData, prefix="m_req"):
    """One question, to be answered."""

    request_id: Number


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, the language of whoever made it, and when it is due on the admin's clock."""

    request: Request
    form: Form
    due: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Clocks:
    """How many are open, since when the oldest, and when the first is due."""

    open: int
    oldest: datetime | None
    due: datetime | None


KINDS = {
    RequestKind.COPY: marked("a copy of their data (it couldn't be sent; they may ask again)"),
    RequestKind.FORGET: marked("to be forgotten (happens automatically)"),
    RequestKind.QUESTION: marked("a question"),
}


def clock_line(words: Words, clocks: Clocks) -> Markup:
    """The clock of all requests in one line."""
    if clocks.oldest is None or clocks.due is None:
        return words.say("There are no open requests about data.")
    return words.plural(
        "{n} request about data is open since {oldest}, due by {due}.",
        "{n} requests about data are open, the oldest since {oldest}, the first due by {due}.",
        clocks.open,
        oldest=words.moment(clocks.oldest),
        due=words.moment(clocks.due),
    )


def requests_screen(words: Words, found: Page[Asked], clocks: Clocks, at: RequestsPage) -> Screen:
    """The open ones, the soonest due first."""
    items = list(enumerate(found.items, at.page * PAGE + 1))
    text = lines(
        words.say("<b>Requests about data</b>"),
        clock_line(words, clocks),
        *only_lines(words, at, found.total),
        *(line for place, item in items for line in (Markup(), _line(words, place, item))),
    )
    questions = [(place, item) for place, item in items if item.request.kind is RequestKind.QUESTION]
    rows = [(_answer(words, place, item),) for place, item in questions]
    turns = (arrows(at, found.total), *search_rows(words, at, found.total))
    return Screen(text, (*rows, *turns, (status_door(words),)))


def _line(words: Words, place: int, item: Asked) -> Markup:
    kind, due = words.say(KINDS[item.request.kind]), words.moment(item.due)
    late = words.say("<b>late</b>") if item.late else ""
    line = words.say("{place}. {kind}, due {due} {late}", place=place, kind=kind, due=due, late=late).rstrip()
    if not item.request.text:
        return line
    begins = shortened(" ".join(item.request.text.split()), BEGINS)
    return Markup("{}\n<i>{}</i>").format(line, begins)


def _answer(words: Words, place: int, item: Asked) -> Button:
    label = words.say("Answer {place}", place=place)
    return Button(label, data=OpenQuestion(request_id=item.request.id).pack())


def question_screen(words: Words, asked: Asked, sorry: Markup | None = None) -> Screen:
    """The question; what is typed next is the answer."""
    text = lines(
        words.say("A reader asks in {language}:", language=words.language(asked.form)),
        blockquote(asked.request.text or ""),
        words.say("Type your answer in their language. They see it without your name."),
    )
    back = Button(words.say("‹ Back"), data=RequestsPage().pack())
    return Screen(noted(sorry, text), ((back,),))


def answered_screen(words: Words) -> Screen:
    """It is on its way."""
    back = Button(words.say("‹ Back"), data=RequestsPage().pack())
    return Screen(words.say("✓ Your answer is on its way."), ((back,),))
