"""Said while a post is open, and likely no text of it: a time, an order, a link for a button, what its card is for."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import Any

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, ReplyParameters

from bot.actions.compose import remove_language
from bot.actions.ways import add_way
from bot.content import Post
from bot.hearing.aliases import alias_of
from bot.hearing.nods import nod_of
from bot.hearing.orders import order_of
from bot.hearing.tasks import AT_ONCE, Task, Wanted, wanted
from bot.mistakes import Mistake
from bot.partners import languages_of
from bot.people import Speaker
from bot.recurrence import wall_at
from bot.texts import columns, visible
from bot.words import Words
from handlers.partner.composing.adrift import in_sight
from handlers.partner.composing.beside_screens import (
    for_admins_too,
    link_screen,
    order_screen,
    part_screen,
    people_screen,
    when_screen,
    work_screen,
)
from handlers.partner.composing.cards import turn_into_card
from handlers.partner.composing.fetching import fetched
from handlers.partner.composing.ways import after_link, ask_for_link
from handlers.partner.how_screens import TOLD
from handlers.partner.pen import Composing, Pen
from handlers.partner.planning.reading_plan import said_when
from handlers.partner.planning.said_when import wished
from handlers.partner.presses import LinkBelow, NotText
from handlers.reading.moment import month_first
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, show
from handlers.staff.tasks import begins_asking, is_question
from handlers.staff.ways_words import link_of
from handlers.turns.filters import BY_COMMUNICATOR, PLAIN
from handlers.turns.menus import commands_for, for_tasks, named

_LINK = re.compile(r"(?P<label>[^\n]*?)\s*(?:[a-z]{2,10}://|www\.|t\.me/)[^\s]+\s*", re.IGNORECASE)
LABEL = 24
"""Columns of a label before an address; more is a text that ends with one."""
SUBMITS = frozenset({Task.DRAFTS, Task.SCHEDULE})
"""What is said of the post itself, unless it names the list: “done”, “send it out”."""
SENDS = SUBMITS | {Task.APPROVAL}
"""What is said of the post's way to its readers, unless it asks."""
_A_LIST = re.compile(r"草稿|收件|draft|inbox|rascunho|caixa", re.IGNORECASE)
_DONE = re.compile(
    r"^\s*(?:好[了啦咗]?|行了?|搞[定掂][了咗啦]?|[写寫]好[了咗啦]?|弄好了?|完成[了咗]?|ok(?:ay)?|done|ready|all set"
    r"|pronto|j[áa] est[áa]|feito|est[áa] (?:feito|pronto))\s*[,，。.!！、:：;；~～]+\s*(?=\S)",
    re.IGNORECASE,
)
"""Before what is asked for: 好了，提交."""
_NEXT = re.compile(
    r"\b(?:what(?:['’]s| is)? next|what (?:do|should|can|must) i do (?:now|next|then)|what now|now what|and now)\b"
    r"|接下[来來](?:[呢做怎]|$)|下一步|跟住(?:呢|點|做)|[然之][后後](?:呢|怎么|點)|而家[点點]做|[现現]在怎么[办做]"
    r"|\be agora\b|\be a seguir\b|pr[óo]ximo passo|o que (?:fa[çc]o|devo fazer) (?:agora|a seguir)",
    re.IGNORECASE,
)
"""What comes next, of the post that is open."""
PARTS = frozenset(TOLD - {Task.APPROVAL, Task.ZONE, Task.POSTS})
"""What is done on a post's card."""
SHORT, ASKED = 48, 72
"""Columns of a sentence about one's work at most, and of one that begins as a question; more is a text."""


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
        here = wall_at(clock(), speaker.reader.zone)
        beside = seems(message.text or "", here, words)
        return {"beside": beside} if beside and (await state.get_data()).get("post_id") else False


def seems(text: str, here: datetime, words: Words) -> Beside | None:
    """What words that were typed while a post is open seem to be, if not a text of it."""
    text = _DONE.sub("", text)
    link = _LINK.fullmatch(text)
    if link and (columns(link["label"]) <= LABEL or Task.BELOW in spoken_of(link["label"])):
        return Beside.LINK
    order = order_of(text)
    if order and (order not in SUBMITS or _A_LIST.search(text)):
        return Beside.WORK
    short, about = columns(text) <= _most(text), spoken_of(text)
    if order or (about and PARTS.issuperset(about)):
        return Beside.PART if about and PARTS.issuperset(about) else Beside.ORDER
    if said_when(text, here, month_first=month_first(words)):
        return Beside.WHEN
    if about[:1] == (Task.ADMINS,):
        return Beside.PEOPLE
    sends = (
        SENDS.issuperset(about)
        and about not in {(), (Task.DRAFTS,)}
        and not (is_question(text) or _A_LIST.search(text))
    )
    goes_on = sends or bool(_NEXT.search(text))
    work = Beside.ORDER if goes_on else Beside.WORK
    return work if short and (goes_on or about or alias_of(text) or nod_of(text)) else None


def is_doubtful(text: str, pen: Pen) -> bool:
    """Whether the first words after /new may be no text: they seem to be for the bot, or are a mere question."""
    asks = columns(text) <= SHORT and text.rstrip().endswith(("?", "？"))
    return asks or seems(text, pen.wall, pen.words) is not None


def spoken_of(text: str) -> tuple[Task, ...]:
    """What a few words surely ask for, at most two things; beside what is done on the card no report is meant."""
    found = wanted(text) if columns(text) <= _most(text) else Wanted()
    tasks = found.tasks[:AT_ONCE] if found.sure else ()
    return tasks[:1] if tasks[:1] and tasks[0] in PARTS and tasks[1:] == (Task.REPORT,) else tasks


def _most(text: str) -> int:
    return ASKED if begins_asking(text) else SHORT


def router() -> Router:
    """The questions, and the press that makes a button. Before `compose`."""
    asides = Router(name="partner.beside")
    asides.message.register(said, Composing.open, PLAIN, BY_COMMUNICATOR, NoText())
    asides.callback_query.register(put_below, LinkBelow.filter())
    asides.callback_query.register(take_out, NotText.filter())
    return asides


async def said(message: Message, pen: Pen, beside: Beside) -> None:
    """Ask what it is; the question replies to it, so it is at hand when it is a text after all."""
    post = await pen.post(int((await pen.state.get_data())["post_id"]))
    await ask_about(message, pen, post, beside)


async def ask_about(message: Message, pen: Pen, post: Post, beside: Beside | None = None) -> None:
    """The question, as a reply to the words."""
    text = message.text or ""
    beside = beside or seems(text, pen.wall, pen.words)
    screen = await _question(pen, post, text, beside)
    await message.reply(screen.text, reply_markup=screen.keyboard)


async def _question(pen: Pen, post: Post, text: str, beside: Beside | None) -> Screen:
    """What words seem to be is asked; what seems to be nothing may be for the admins."""
    screens = {Beside.ORDER: order_screen, Beside.LINK: link_screen, Beside.PEOPLE: people_screen}
    tasks, asks = spoken_of(text), is_question(text)
    if beside is Beside.WORK:
        return work_screen(pen.words, post.id, _commands(text, pen.speaker), tasks if asks else ())
    if beside is Beside.PART:
        return part_screen(pen.words, post, tasks, asks=asks)
    if beside is Beside.WHEN:
        said = said_when(text, pen.wall, month_first=month_first(pen.words))
        return when_screen(pen.words, await wished(pen, post, said))
    return screens[beside or Beside.PEOPLE](pen.words, post)


async def take_out(query: CallbackQuery, callback_data: NotText, pen: Pen) -> None:
    """The first words were no text of the post: they leave it, and what they are is asked below them."""
    post, form = await pen.post(callback_data.post_id), callback_data.form
    if not await pen.may_change(post) or len(languages_of(post.versions)) > 1 or form not in post.versions:
        await turn_into_card(query, pen, post)
        return
    text = visible(post.versions[form].text)
    post = await remove_language(pen.store, pen.speaker, post.id, form)
    await turn_into_card(query, pen, post)
    beside = seems(text, pen.wall, pen.words)
    screen = for_admins_too(pen.words, await _question(pen, post, text, beside))
    with suppress(TelegramBadRequest):  # deleted by hand: there is nothing to ask about
        replied = ReplyParameters(message_id=callback_data.said)
        chat, keyboard = query.from_user.id, screen.keyboard
        await pen.bot.send_message(chat, screen.text, reply_markup=keyboard, reply_parameters=replied)


def _commands(text: str, speaker: Speaker) -> tuple[tuple[str, str], ...]:
    """Those of theirs that it may need."""
    alias, menu = alias_of(text), commands_for(is_admin=speaker.is_admin, is_communicator=speaker.is_communicator)
    command = alias.wish if alias else order_of(text)
    return named(menu, (command,)) if command else for_tasks(menu, spoken_of(text))


async def put_below(query: CallbackQuery, callback_data: LinkBelow, pen: Pen) -> None:
    """A button under the post; what cannot be one is asked for again."""
    message = await in_sight(query, pen)
    post = await fetched(query, pen, callback_data.post_id) if message else None
    if message is None or post is None:
        return
    try:
        below = await add_way(pen.store, pen.speaker, post.id, link_of(message.text or "", pen.words))
    except Mistake as mistake:
        await show(query, await ask_for_link(pen, post, in_words(mistake, pen.words)))
        return
    await show(query, await after_link(pen, below))
