"""Handlers found in a dictionary are the very ones that aiogram's own walk through all routers finds."""

import itertools
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.dispatcher.event.bases import UNHANDLED, SkipHandler
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Update

from bot.languages import Form
from bot.people import Reader, Speaker
from handlers.turns.filters import (
    ANSWER,
    BY_ADMIN,
    BY_COMMUNICATOR,
    BY_NEWCOMER,
    IDLE,
    OWN,
    PASSED_ON,
    PLAIN,
    REPLY,
    STROKE,
    WORDLESS,
)
from handlers.turns.switchboard import Switchboard
from tests import cast
from tests.journeys.conftest import TOKEN

BOT = Bot(TOKEN)


class Asking(StatesGroup):
    name = State()
    place = State()


class Page(CallbackData, prefix="page"):
    number: int


class Other(CallbackData, prefix="other", sep="|"):
    number: int


def rooms() -> list[Router]:
    """Every way in which our conversations ask for what they wait for, and a few that they might."""
    first, inner, last = Router(name="first"), Router(name="inner"), Router(name="last")
    first.message.register(
        said("first /partners, admins only"), Command("partners", ignore_case=True), F.from_user.id == 1
    )
    first.message.register(said("a name"), Asking.name, ANSWER)
    first.callback_query.register(said("an even page"), Page.filter(F.number % 2 == 0))
    first.callback_query.register(said("a page while a place is asked for"), Asking.place, Page.filter())
    inner.message.register(said("/partners"), Command("partners", "PARTNER", ignore_case=True))
    inner.message.register(said("/Exact"), Command("Exact"))
    inner.message.register(skipped, Command("skipped"))
    inner.message.register(said("!mark"), Command("mark", prefix="!"))
    inner.message.register(said("nothing but what is plain"), Asking.place, PLAIN)
    inner.message.register(said("no text"), WORDLESS)
    inner.message.register(said("typed as a command"), STROKE, F.from_user.id == 1)
    inner.message.register(said("an admin's own words"), PLAIN, BY_ADMIN, IDLE, OWN)
    inner.message.register(said("a communicator's, in between"), BY_COMMUNICATOR, Asking.place, ANSWER, F.text)
    inner.message.register(said("a communicator's answer to somebody"), PLAIN, REPLY, BY_COMMUNICATOR)
    inner.message.register(said("somebody else's words"), PASSED_ON, BY_ADMIN)
    inner.message.register(said("a newcomer's"), PLAIN, BY_NEWCOMER, F.from_user.id == 1)
    inner.edited_message.register(said("edited name"), Asking.name, F.text)
    inner.callback_query.register(said("a page"), Page.filter())
    inner.callback_query.register(said("another separator"), Other.filter())
    last.message.register(said("skipped before"), Command("skipped"))
    last.message.register(said("anything without a question"), State())
    last.message.register(said("any command"), F.text.startswith("/"))
    last.message.register(said("any text"), F.text)
    last.callback_query.register(said("any button"))
    first.include_router(inner)
    return [first, last]


def said(what: str) -> Any:
    async def handler(_event: Any) -> str:
        return what

    return handler


async def skipped(_event: Any) -> None:
    raise SkipHandler


def built(dispatcher: Dispatcher) -> Dispatcher:
    dispatcher.include_routers(*rooms())
    return dispatcher


MINE, AIOGRAMS = built(Switchboard(disable_fsm=True)), built(Dispatcher(disable_fsm=True))
TEXTS = (
    *("/partners", "/PARTNERS now", "/partner", "/partners@somebody", "/exact", "/Exact", "/skipped", "!mark", "/mark"),
    *("hello", "/", "/ partners", "partners", "  /partners", "/unknown", "\u00a0"),
)
PRESSED = ("page:1", "page:2", "page:x", "page", "other|1", "other:1", "", ":", "gone:1", None)
STATES = (None, "Asking:name", "Asking:place", "Asking:gone")


def update(kind: str, person: int, **content: Any) -> Update:
    someone = {"id": person, "is_bot": False, "first_name": "Emma"}
    message = {"message_id": 1, "date": 1_800_000_000, "chat": {"id": person, "type": "private"}, "from": someone}
    if kind == "callback_query":
        told: dict[str, Any] = {"id": "1", "from": someone, "chat_instance": "1", "message": message, **content}
    else:
        told = {**message, **content}
    return Update.model_validate({"update_id": 1, kind: told}, context={"bot": BOT})


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    me = update("message", 1).message
    assert me is not None
    assert me.from_user is not None
    monkeypatch.setattr(BOT, "_me", me.from_user.model_copy(update={"username": "kapok"}))


@pytest.mark.parametrize("person", [1, 2])
@pytest.mark.parametrize("state", STATES)
async def test_whatever_is_said_is_heard_by_whom_aiogram_would_ask(person: int, state: str | None) -> None:
    for kind, text in itertools.product(("message", "edited_message"), TEXTS):
        for content in ({"text": text}, {"caption": text, "photo": []}):
            event = update(kind, person, **content)
            expected = await AIOGRAMS.feed_update(BOT, event, raw_state=state)
            assert await MINE.feed_update(BOT, event, raw_state=state) == expected, (kind, content)


@pytest.mark.parametrize("state", [*STATES, "list-posts:open"])
@pytest.mark.parametrize("speaker", [None, "newcomer", "reader", "admin", "communicator"])
async def test_who_writes_and_how_is_looked_at_once_and_heard_by_whom_aiogram_would_ask(
    speaker: str | None, state: str | None
) -> None:
    form = None if speaker == "newcomer" else Form.EN
    reader = Reader(id=1, address=1, name="Emma", met_at=cast.NOON, form=form)
    partners = frozenset({1} if speaker == "communicator" else ())
    who = {"speaker": Speaker(reader, speaker == "admin", partners)} if speaker else {}
    earlier = {"message_id": 2, "date": 1_800_000_000, "chat": {"id": 1, "type": "private"}, "text": "earlier"}
    origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1_800_000_000}
    heard = set()
    for text, more in itertools.product(
        ("hello", "/partner", " /exact"), ({}, {"reply_to_message": earlier}, {"forward_origin": origin})
    ):
        event = update("message", 1, text=text, **more)
        expected = await AIOGRAMS.feed_update(BOT, event, raw_state=state, **who)
        assert await MINE.feed_update(BOT, event, raw_state=state, **who) == expected, (text, more)
        heard.add(expected)
    assert len(heard) > 1


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("data", PRESSED)
async def test_whatever_is_pressed_is_taken_by_whom_aiogram_would_have_asked(
    data: str | None, state: str | None
) -> None:
    event = update("callback_query", 1, data=data)
    expected = await AIOGRAMS.feed_update(BOT, event, raw_state=state)
    assert await MINE.feed_update(BOT, event, raw_state=state) == expected


async def test_a_router_behind_a_filter_of_its_own_is_refused_rather_than_put_through_wrongly() -> None:
    dispatcher, router = Switchboard(disable_fsm=True), Router()
    router.message.filter(F.text == "never")
    router.message.register(said("never"))
    dispatcher.include_router(router)
    with pytest.raises(ValueError, match="of its own"):
        await dispatcher.feed_update(BOT, update("message", 1, text="hello"))


async def test_what_stands_around_a_turn_is_passed_in_aiograms_order() -> None:
    walks = []
    for dispatcher in (built(Switchboard(disable_fsm=True)), built(Dispatcher(disable_fsm=True))):
        walk: list[str] = []
        for event in ("update", "message"):
            for part in ("outer_middleware", "middleware"):
                for number in (1, 2):
                    getattr(dispatcher.observers[event], part)(passing(f"{event} {part} {number}", walk))
        walk.append(await dispatcher.feed_update(BOT, update("message", 1, text="hello"), raw_state=None))
        walks.append(walk)
    assert walks[0] == walks[1]
    assert len(walks[0]) == 9


def passing(name: str, walk: list[str]) -> Any:
    async def middleware(handler: Any, event: Any, data: dict[str, Any]) -> Any:
        walk.append(name)
        return await handler(event, data)

    return middleware


async def test_what_nobody_takes_is_left_unhandled() -> None:
    empty = Switchboard(disable_fsm=True)
    assert await empty.feed_update(BOT, update("message", 1, text="/partners")) is UNHANDLED
