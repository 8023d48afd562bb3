"""Said while a post is open, and likely no text of it: a time, an order, a link for a button, what its card is for."""

import re
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.ways import add_way
from bot.aliases import DraftPart, Order, alias_of, chores, order_of, parts, shape
from bot.mistakes import Mistake
from bot.nods import nod_of
from bot.people import Speaker
from bot.recurrence import local
from bot.texts import columns
from bot.words import Words
from handlers.filters import PLAIN, IsCommunicator
from handlers.menus import commands_for, named
from handlers.mistakes import in_words
from handlers.partner.adrift import in_sight
from handlers.partner.asking import wants_people
from handlers.partner.beside_screens import (
    link_screen,
    order_screen,
    part_screen,
    people_screen,
    when_screen,
    work_screen,
)
from handlers.partner.fetching import fetched
from handlers.partner.pen import Composing, Pen
from handlers.partner.presses import LinkBelow
from handlers.partner.reading_plan import said_when
from handlers.partner.said_when import wished
from handlers.partner.ways import after_link, ask_for_link, link_in
from handlers.reading_time import month_first
from handlers.screen import show

_LINK = re.compile(r"(?P<label>[^\n]*?)\s*(?:[a-z]{2,10}://|www\.|t\.me/)[^\s]+\s*", re.IGNORECASE)
LABEL = 24
"""Columns of a label before an address; more is a text that ends with one."""
SUBMITS = frozenset({Order.DRAFTS, Order.SCHEDULE})
"""What is said of the post itself, unless it names the list: “done”, “send it out”."""
SHORT = 48
"""Columns of a sentence about one's work at most; more is a text."""


class Beside(StrEnum):
    """What it seems to be."""

    WHEN = "when"
    ORDER = "order"
    LINK = "link"
    PART = "part"
    """Where, how or to whom: what is done on the post's card."""
    PEOPLE = "people"
    """The admins."""
    WORK = "work"
    """A sentence about their work, a wish, an “ok”."""


class NoText(Filter):
    """A post is begun and open, and this seems to be none of its texts; the handler gets `beside`."""

    async def __call__(  # noqa: PLR0913 - aiogram hands them by name
        self,
        message: Message,
        *,
        state: FSMContext,
        speaker: Speaker,
        words: Words,
        clock: Callable[[], datetime],
        raw_state: str | None = None,
    ) -> bool | dict[str, Any]:
        """Whether it does."""
        if raw_state != Composing.open.state or message.forward_origin:
            return False
        here = local(clock(), speaker.reader.zone).replace(tzinfo=None)
        beside = _beside(message.text or "", here, words)
        return {"beside": beside} if beside and (await state.get_data()).get("post_id") else False


def _beside(text: str, here: datetime, words: Words) -> Beside | None:
    short, about = columns(text) <= SHORT, spoken_of(text)
    link = _LINK.fullmatch(text)
    if link and (DraftPart.BELOW in about or columns(link["label"]) <= LABEL):
        return Beside.LINK
    if about:
        return Beside.PART
    if order := order_of(text):
        return Beside.ORDER if order in SUBMITS and order not in chores(text) else Beside.WORK
    if said_when(text, here, month_first=month_first(words)):
        return Beside.WHEN
    if wants_people(text):
        return Beside.PEOPLE
    return Beside.WORK if short and (chores(text) or alias_of(text) or nod_of(text)) else None


def spoken_of(text: str) -> tuple[DraftPart, ...]:
    """What about the making of a post a few words speak of."""
    return parts(text) if columns(shape(text)) <= SHORT else ()


def router() -> Router:
    """The questions, and the press that makes a button. Before `compose`."""
    asides = Router(name="partner.beside")
    asides.message.register(said, Composing.open, PLAIN, IsCommunicator(), NoText())
    asides.callback_query.register(put_below, LinkBelow.filter())
    return asides


async def said(message: Message, pen: Pen, beside: Beside) -> None:
    """Ask what it is; the question replies to it, so it is at hand when it is a text after all."""
    post, text = await pen.post(int((await pen.state.get_data())["post_id"])), message.text or ""
    screens = {Beside.ORDER: order_screen, Beside.LINK: link_screen, Beside.PEOPLE: people_screen}
    if beside is Beside.WORK:
        screen = work_screen(pen.words, post.id, _commands(text, pen.speaker))
    elif beside is Beside.PART:
        screen = part_screen(pen.words, post, spoken_of(text))
    elif beside is Beside.WHEN:
        screen = when_screen(
            pen.words,
            await wished(pen, post, said_when(text, pen.wall.replace(tzinfo=None), month_first=month_first(pen.words))),
        )
    else:
        screen = screens[beside](pen.words, post)
    await message.reply(screen.text, reply_markup=screen.keyboard)


def _commands(text: str, speaker: Speaker) -> tuple[tuple[str, str], ...]:
    """Those of theirs that it may need."""
    alias, menu = alias_of(text), commands_for(is_admin=speaker.is_admin, is_communicator=speaker.is_communicator)
    orders = (order,) if (order := order_of(text)) else chores(text)
    return named(menu, orders if alias is None else (alias.wish,))


async def put_below(query: CallbackQuery, callback_data: LinkBelow, pen: Pen) -> None:
    """A button under the post; what cannot be one is asked for again."""
    message = await in_sight(query, pen)
    post = await fetched(query, pen, callback_data.post_id) if message else None
    if message is None or post is None:
        return
    try:
        below = await add_way(pen.store, pen.speaker, post.id, link_in(message.text or "", pen))
    except Mistake as mistake:
        await show(query, await ask_for_link(pen, post, in_words(mistake, pen.words)))
        return
    await show(query, await after_link(pen, below))
