"""A plain update: copied from blanks, it is what validating it would have made; anything else is left to validation."""

from collections.abc import Iterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.context_controller import BotContextController
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import Message, Update
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from pydantic import BaseModel, ValidationError

from bot.transport import Button
from handlers.network.plain import ENTITIES, plain
from handlers.showing.screen import NO_PREVIEW, Screen, send

BOT = Bot("42:TOKEN")
CHAT = {"id": 7, "type": "private", "first_name": "Emma"}
EMMA = {"id": 7, "is_bot": False, "first_name": "Emma", "language_code": "pt-PT", "is_premium": True}
COMMAND = {"type": "bot_command", "offset": 0, "length": 5}


def said(**more: Any) -> dict[str, Any]:
    """An update with something else, or something more, in its message."""
    message = {"message_id": 3, "date": 1_800_000_000, "chat": CHAT, "from": EMMA, "text": "木棉花開 🌺"}
    return {"update_id": 9, "message": message | more}


def validated(update: dict[str, Any]) -> Update:
    return Update.model_validate(update, context={"bot": BOT})


def objects(value: Any) -> Iterator[BaseModel]:
    """All that an update is made of."""
    if isinstance(value, BaseModel):
        yield value
        for inner in vars(value).values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


PLAIN = {
    "a text": said(),
    "a command": said(text="/help", entities=[COMMAND]),
    "no entity": said(entities=[]),
    "nothing at all": said(text=""),
    "all names": said(chat=CHAT | {"last_name": "李", "username": "emma"}, **{"from": EMMA | {"last_name": "李"}}),
    "long ago": said(date=0),
}
OTHER = {
    "another kind of update": {"update_id": 9, "edited_message": said()["message"]},
    "two kinds": said() | {"edited_message": said()["message"]},
    "an answer": said(reply_to_message=said()["message"]),
    "a group": said(chat={"id": -7, "type": "group", "title": "Neighbours"}),
    "a new field": said(something_new=1),
    "nobody": {"update_id": 9, "message": {k: v for k, v in said()["message"].items() if k != "from"}},
    "half a character": said(text="\ud83c"),
    "half a character in a name": said(chat=CHAT | {"first_name": "\udf38"}),
    "a number that is a truth": said(message_id=True),
    "a number in words": said(date="1800000000"),
    "milliseconds": said(date=1_800_000_000_000),
    "before 1970": said(date=-1),
    "a text that is none": said(text=5),
    "entities that are none": said(entities={}),
    "a link": said(entities=[COMMAND | {"url": "https://example.org"}]),
    "more entities than there are": said(entities=[COMMAND] * (ENTITIES + 1)),
    "a list": [],
}


@pytest.mark.parametrize("update", PLAIN.values(), ids=PLAIN)
def test_what_is_copied_is_what_validation_would_have_made(update: dict[str, Any]) -> None:
    made, wanted = plain(update, BOT), validated(update)
    assert made == wanted
    assert made is not None
    assert made.model_dump(exclude_unset=True) == wanted.model_dump(exclude_unset=True)
    assert made.event_type == wanted.event_type
    for ours, theirs in zip(objects(made), objects(wanted), strict=True):
        assert type(ours) is type(theirs)
        assert isinstance(ours, BotContextController)
        assert ours.bot is BOT


@pytest.mark.parametrize("update", OTHER.values(), ids=OTHER)
def test_anything_else_is_left_to_validation(update: Any) -> None:
    assert plain(update, BOT) is None


def test_two_updates_share_nothing_that_one_of_them_could_change() -> None:
    one, other = plain(said(entities=[COMMAND]), BOT), plain(said(text="other"), BOT)
    assert one is not None
    assert other is not None
    assert (one.message, other.message) == (
        validated(said(entities=[COMMAND])).message,
        validated(said(text="other")).message,
    )


_ANY: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats()
    | st.text(max_size=5)
    | st.just([])
    | st.just({})
)
_NAMES = (
    "message_id",
    "date",
    "chat",
    "from",
    "text",
    "entities",
    "id",
    "type",
    "is_bot",
    "first_name",
    "username",
    "x",
)


@given(st.sampled_from(("message", "chat", "from", "entity")), st.sampled_from(_NAMES), _ANY)
def test_whatever_stands_in_one_field_it_is_left_alone_or_as_validation_makes_it(
    where: str, name: str, value: Any
) -> None:
    chat, person, entity = dict(CHAT), dict(EMMA), dict(COMMAND)
    update = said(chat=chat, entities=[entity], **{"from": person})
    {"message": update["message"], "chat": chat, "from": person, "entity": entity}[where][name] = value
    made = plain(update, BOT)
    if made is not None:
        try:
            wanted = validated(update)
        except ValidationError:
            pytest.fail("validation refuses it")
        assert made == wanted


class Hearing(Bot):
    """A bot that hands back what it was to say."""

    async def __call__(self, method: TelegramMethod[Any], request_timeout: int | None = None) -> Any:  # noqa: ARG002
        return method


@pytest.mark.parametrize("topic", [None, 5])
@pytest.mark.parametrize("rows", [(), ((Button("Home", "home"),),)])
async def test_a_screen_is_said_by_the_call_that_validating_it_would_have_made(
    topic: int | None, rows: tuple[tuple[Button, ...], ...]
) -> None:
    screen = Screen(Markup("<b>木棉</b> 🌺"), rows)
    said: Message | SendMessage = await send(Hearing("42:TOKEN"), 7, screen, topic)
    validated = SendMessage(
        chat_id=7,
        message_thread_id=topic,
        text=screen.text,
        reply_markup=screen.keyboard,
        link_preview_options=NO_PREVIEW,
    )
    assert (type(said), said.model_dump()) == (SendMessage, validated.model_dump())
