"""A pause of everything: by a tap, until a day that is typed, or as somebody says it in passing."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.pauses import check_end, pause, resume
from bot.hearing.aliases import Alias, Wish
from bot.hearing.meaning import LONGEST, Meaning
from bot.hearing.negation import ends_nothing
from bot.hearing.nods import Nod, nod_of
from bot.hearing.patterns import Pattern, any_of
from bot.mistakes import Mistake, Why, existing
from bot.recurrence import local, moment_near, wall_at
from bot.texts import columns
from handlers.audience.home import home_of
from handlers.audience.home_screens import EndPause, paused_here
from handlers.audience.plain_words.telling import asks
from handlers.audience.questions import leave_question, recall, remember
from handlers.audience.receiving.fewer_screens import PauseMenu
from handlers.audience.receiving.pause_screens import (
    AskPause,
    PauseFor,
    PauseUntil,
    Pausing,
    by_itself,
    not_later,
    not_paused,
    pause_offer_screen,
    pause_question_screen,
    pause_screen,
    paused_screen,
    resumed_screen,
    span_of,
    which_day_screen,
)
from handlers.audience.visit import Visit
from handlers.reading.ends import MORNING, day_typed, either_day, from_day_to_day, is_for_later, pause_end
from handlers.reading.rhythm import rhythm_told
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, show, show_below, without_heading
from handlers.turns.filters import ANSWER, PLAIN
from handlers.turns.turn import hand

_HOLDS = Pattern(
    r"停|[别別勿]|不要|不[发發傳]|唔好|再[发發傳]|什么都|咩都|休息"
    r"|\b(?:stop|pause|hold|snooze|mute|break|quiet|silen\w+|nothing|none|no (?:more|posts?|messages?))\b"
    r"|\bdo(?: not|n['’]?t)\b"
    r"|\b(?:nada|par(?:em|ar|a (?:de|com|tudo))|paus\w+|suspend\w+|n[ãa]o|sil[êe]nci\w+)\b",
    re.IGNORECASE,
)
"""Words that say not to send."""
_THEN_AGAIN = Pattern(r"[一二三四五六日天末号號]再(?:[发發傳传]|send)", re.IGNORECASE)
_LONGER = Pattern(
    r"[延加][长長]|[长長再][啲点點停多]|\b(?:extend|longer|another|more|prolong\w*|estend\w*|alarg\w*|mais)\b",
    re.IGNORECASE,
)
"""Who is paused and says so counts from the end of their pause."""
DAY_ALONE = 30
"""Columns of a message that says until when, and no more."""
FRESH = timedelta(minutes=10)
"""For so long a day that is typed is about the spans that were shown."""
_PLEASE = any_of(
    r"[,，\s]*(?:可以|可唔可以|得|行|好)(?:[吗嗎么嘛不]|不[行好]|唔[得好])?[呀啊㗎]?[?？]*\s*$",
    r"[,，\s]*(?:ok(?:ay)?|please|pls|is that ok(?:ay)?|pode ser|por favor)\?*\s*$",
)
"""What makes a wish a question and asks nothing: 十二號之後先再發得唔得."""
_ASKED = "asked_span"
"""When they were."""
_OF_ITS_END = frozenset({Wish.PAUSE, Wish.START, Wish.SILENCE})
_BY_ITSELF = any_of(
    r"自[动動行]|[会會就]自己|(?:我|要|使)自己|\bby (?:itself|themselves)\b|\bon (?:its|their) own\b|\bautomatic\w*"
    r"|\bsozinh[oa]s?\b|\bautom[aá]tic\w*|\bsem (?:eu )?fazer nada\b"
)
_AGAIN = any_of(
    r"恢[复復]|[再重][新收来來嚟开開]|\b(?:resume|restart|start|come back|return|continue)\b"
    r"|\b(?:volt\w+|retom\w+|recome\w+) |\bde novo\b"
)
_MISSES = any_of(
    r"[会會係].{0,4}[错錯漏][过過咗]?[收睇看]?.{0,8}(?:帖|故|嘢|消息|[内內]容)"
    r"|\bI(?:['’]ll| will| would)? miss (?:what|any|every|(?:the|your|some) (?:posts|stories|news|messages))"
    r"|\bperco (?:alguma coisa|as? (?:hist[óo]rias?|publica))"
)
"""What somebody asks of a pause: what comes by itself when it is over, and what is gone."""
_OF_SENDING = frozenset({Wish.PAUSE, Wish.STOP, Wish.FEWER, Wish.SETTINGS})


def router() -> Router:
    """The page, its question, and the way out of a pause."""
    pauses = Router(name="audience.pause")
    hand(pauses, "visit", Visit)
    pauses.message.register(typed_among, Pausing.among, PLAIN)
    pauses.message.register(typed, Pausing.day, ANSWER)
    pauses.callback_query.register(menu, PauseMenu.filter())
    pauses.callback_query.register(picked, PauseFor.filter())
    pauses.callback_query.register(until_picked, PauseUntil.filter())
    pauses.callback_query.register(ask_day, AskPause.filter())
    pauses.callback_query.register(ended, EndPause.filter())
    return pauses


def asks_of_a_day(text: str) -> bool:
    """Whether it is a question about something that lasts until a day, rather than about what is sent."""
    return asks(text) and not _HOLDS.search(text)


async def asked(message: Message, visit: Visit) -> None:
    """Somebody says that they want a pause: until when they say it, by one press, or for how long."""
    await leave_question(visit.state)
    offer = _offer(visit, message.text or "")
    if offer and visit.reader.reachable:
        await _may_be_typed(visit)
    page = offer if offer and visit.reader.reachable else await _asking_page(visit, _asked_of_it(visit, message.text))
    await show(message, without_heading(message, page))


def _asked_of_it(visit: Visit, text: str | None) -> Markup | str:
    """What a pause cannot do, or what it does by itself, where the message speaks of that."""
    if is_for_later(text or ""):
        return not_later(visit.words)
    return by_itself(visit.words) if asks(text or "") and asks_what_comes_back(text or "") else ""


async def overheard(visit: Visit, text: str, meaning: Meaning) -> Screen | Alias | None:
    """A pause in other words: an end, and that nothing shall be sent; while one stands, what is asked of it."""
    sending = meaning.wishes[:1] and meaning.wishes[0] in _OF_SENDING and not meaning.clear
    erased = meaning.wishes[:1] == (Wish.FORGET,)  # nobody is forgotten until a day
    of_it = bool(meaning.wishes) and (not meaning.sure or sending or erased or comes_then(text))
    says_so = (Wish.PAUSE in meaning.wishes and meaning.wishes[0] is not Wish.BEYOND) or (
        _HOLDS.search(text) and (of_it or (from_day_to_day(text) and not asks(text)))
    )
    if says_so and visit.reader.reachable:
        if is_for_later(text):
            return Alias(Wish.PAUSE, frozenset())  # whose page says that none begins later
        if offer := _offer(visit, text):
            await _may_be_typed(visit)
            return offer
    until, asked = paused_here(visit.reader, visit.now), asks(text)
    if asked and asks_what_comes_back(text):
        return pause_screen(visit.words, until, by_itself(visit.words))
    return pause_screen(visit.words, until) if until and asked and {*meaning.wishes[:1]} & _OF_ITS_END else None


def comes_then(text: str) -> bool:
    """Whether posts shall come again on a day, and not before: 星期一再发."""
    return bool(_THEN_AGAIN.search(text))


def asks_what_comes_back(text: str) -> bool:
    """Whether it is about what comes by itself after a pause, or is missed by then: 會自動恢復嗎."""
    if len(text) > LONGEST:
        return False
    return bool(_MISSES.search(text) or (_BY_ITSELF.search(text) and _AGAIN.search(text)))


def _offer(visit: Visit, text: str) -> Screen | None:
    """The end that a message names, if it is still ahead; a pause begins at once."""
    if is_for_later(text):
        return None
    paused = visit.reader.paused_until if visit.reader.paused(visit.now) and _LONGER.search(text) else None
    wall = pause_end(text, wall_at(paused or visit.now, visit.zone), visit.words)
    if wall is None and (ends := either_day(text, visit.wall, visit.words)):
        return _which(visit, ends)
    until = moment_near(wall, visit.zone) if wall else None
    return pause_offer_screen(visit.words, local(until, visit.zone)) if until and until > visit.now else None


def _which(visit: Visit, ends: Sequence[datetime]) -> Screen:
    return which_day_screen(visit.words, [local(moment_near(each, visit.zone), visit.zone) for each in ends])


async def pause_as_it_stands(visit: Visit) -> Screen:
    """For who asks whether there is one, and until when."""
    return await _asking_page(visit, "" if visit.reader.paused(visit.now) else not_paused(visit.words))


async def _page(visit: Visit, lead: Markup | str = "") -> Screen:
    """Home says it of whoever gets no posts at all."""
    if not visit.reader.reachable:
        return await home_of(visit.store, visit.speaker, visit.now)
    return pause_screen(visit.words, paused_here(visit.reader, visit.now), lead)


async def _asking_page(visit: Visit, lead: Markup | str = "") -> Screen:
    """The same, and a day may be typed instead of a press."""
    if visit.reader.reachable:
        await _may_be_typed(visit)
    return await _page(visit, lead)


async def _may_be_typed(visit: Visit) -> None:
    """Another day, for a while."""
    await visit.state.set_state(Pausing.among)
    await remember(visit.state, _ASKED, visit.now.isoformat())


async def menu(query: CallbackQuery, callback_data: PauseMenu, visit: Visit) -> None:
    """For how long; also the way out of the question."""
    await leave_question(visit.state)
    await (show_below if callback_data.below else show)(query, await _asking_page(visit))


async def picked(query: CallbackQuery, callback_data: PauseFor, visit: Visit) -> None:
    """Until the morning of the day that is so many days from now. Raises `Mistake(NOT_FOUND)`."""
    span = existing(span_of(callback_data.days))
    await _keep(query, visit, datetime.combine(visit.wall.date() + span, MORNING))


async def until_picked(query: CallbackQuery, callback_data: PauseUntil, visit: Visit) -> None:
    """What was offered; for how long, when that has passed by now."""
    try:
        until = datetime.fromtimestamp(callback_data.minute * 60, UTC)
        await _kept(query, visit, until)
    except (OverflowError, OSError, ValueError, Mistake):
        await show(query, await _page(visit))


async def ask_day(query: CallbackQuery, visit: Visit) -> None:
    """Asks for a day to be typed."""
    await visit.state.set_state(Pausing.day)
    await show(query, pause_question_screen(visit.words))


async def typed_among(message: Message, visit: Visit) -> None:
    """A day, typed where spans could be pressed a moment ago, is offered; anything else is heard as it is anywhere."""
    text, wall, at = message.text or "", visit.wall, await recall(visit.state, _ASKED)
    day, ends = day_typed(text, wall, visit.words), either_day(text, wall, visit.words, asked=True)
    forgotten = at is None or visit.now - datetime.fromisoformat(at) > FRESH
    again = rhythm_told(text).again  # “every Sunday at nine” is no end
    asked = asks(_PLEASE.sub("", text))
    if forgotten or again or not (day or ends) or asked or columns(text) > DAY_ALONE:
        await leave_question(visit.state)
        raise SkipHandler
    await show(message, _suggested(visit, day) if day else _which(visit, ends))


def _suggested(visit: Visit, wall: datetime) -> Screen:
    """The day, to be confirmed: they may have gone on to something else since."""
    until = moment_near(wall, visit.zone)
    try:
        check_end(until, visit.now)
    except Mistake as mistake:
        return pause_screen(visit.words, paused_here(visit.reader, visit.now), in_words(mistake, visit.words))
    return pause_offer_screen(visit.words, local(until, visit.zone))


async def typed(message: Message, visit: Visit) -> None:
    """A day was typed; what is none, or too far away, is asked for again; a no leaves it as it was."""
    if ends_nothing(message.text or "") or nod_of(message.text or "") is Nod.AGREED:
        await leave_question(visit.state)
        await show(message, await _page(visit))
        return
    words, wall = visit.words, day_typed(message.text or "", visit.wall, visit.words)
    if wall is None and (ends := either_day(message.text or "", visit.wall, words, asked=True)):
        await show(message, _which(visit, ends))
        return
    if wall is None:
        await show(message, pause_question_screen(words, in_words(Mistake(Why.TIME_UNREADABLE), words)))
        return
    try:
        await _keep(message, visit, wall)
    except Mistake as mistake:
        await show(message, pause_question_screen(words, in_words(mistake, words)))


async def _keep(event: Message | CallbackQuery, visit: Visit, wall: datetime) -> None:
    """Raises `Mistake(TIME_PAST | TIME_TOO_FAR)`."""
    await _kept(event, visit, moment_near(wall, visit.zone))


async def _kept(event: Message | CallbackQuery, visit: Visit, until: datetime) -> None:
    visit = visit.of(await pause(visit.store, visit.reader.id, until, visit.now))
    await leave_question(visit.state)
    paused = visit.reader.reachable
    await show(event, paused_screen(visit.words, local(until, visit.zone)) if paused else await _page(visit))


async def ended(event: Message | CallbackQuery, visit: Visit) -> None:
    """Posts again, before the pause is over; a second tap says so once more."""
    await leave_question(visit.state)
    visit = visit.of(await resume(visit.store, visit.reader.id))
    await show(event, resumed_screen(visit.words) if visit.reader.reachable else await _page(visit))
