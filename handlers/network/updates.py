"""What Telegram sends, looked at raw before anything validates it: how deep, how much, and what nobody here reads.

aiogram 3.31 tries 27 kinds of text at every level of a `rich_message`: three levels cost 17 ms, four half a second,
each further one some twenty times as much. No conversation reads one, so its content is cut out before validation;
whatever else is nested costs in a straight line, and depth and number are bounded. For webhooks `read`, for long
polling `Wary`, below any session.
"""

import json
import logging
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, cast

import orjson
from aiogram import BaseMiddleware, Bot
from aiogram.client.session.base import BaseSession
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.methods import GetUpdates, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import TelegramObject, Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from handlers.network.plain import plain
from handlers.turns.middlewares import Handler

DEEPEST = 32
"""Levels of a whole update. What conversations need has up to 10; a text that answers a rich message has more."""
MOST = 800
"""Objects, lists and what lists hold, outside rich messages. A full update has 700: twice 100 entities, 100 buttons."""
_UNREAD = "rich_message"
_NESTED = (dict, list)
_MESSAGES, _NEEDED = ("message", "edited_message"), {"message_id", "date", "chat", "from", "forward_origin"}
"""What people write, and what no message can do without; passed on, it would else be its sender's own word."""
_INSIDE = 2
"""Levels of the answer around each update of a long poll."""

# Possessive, and closed even when the text is cut off: every character is looked at once, whatever is sent.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+\\?"?', re.DOTALL)
_TOKEN = re.compile(_STRING.pattern + rb"|[\[\]{}]", re.DOTALL)
_BRACKETS = bytes.maketrans(b"[]{}", b"()()")
_OTHERS = bytes(set(range(256)) - set(b"[]{}"))
_ID = re.compile(rb'"update_id"\s*+:\s*+(\d{1,18})(?!\d)')
_log = logging.getLogger(__name__)


class NotAnUpdate(ValueError):  # noqa: N818 - a named outcome
    """Not JSON, or without an `update_id`."""


class Unreadable(ValueError):  # noqa: N818 - a named outcome
    """An update that is left out; its text, for the log, says why and quotes nothing of it."""

    def __init__(self, update_id: int | None, why: str) -> None:
        super().__init__(f"update {'without a readable id' if update_id is None else update_id} is left out: {why}")
        self.update_id = update_id


def depth(raw: bytes, most: int = DEEPEST) -> int:
    """How many lists and objects stand inside each other; some number over `most` when it is more.

    Exact for JSON, never too small for anything else. Each pass removes the innermost pairs, at the speed of memory.
    """
    rest = _STRING.sub(b"", raw).translate(_BRACKETS, _OTHERS)
    passes = 0
    while rest and passes <= most:
        less = rest.replace(b"()", b"")
        if len(less) == len(rest):  # not balanced, so not JSON: whatever reads it meets at most these
            return passes + less.count(b"(")
        rest, passes = less, passes + 1
    return passes


def read(raw: bytes, bot: Bot) -> Update:
    """An update fit for the conversations, within 20 ms for 64 KB of anything. Raises `NotAnUpdate`, `Unreadable`."""
    if depth(raw) > DEEPEST:
        raise Unreadable(_id_in(raw), f"more than {DEEPEST} levels deep")
    try:
        said = _parsed(raw)
    except ValueError as fault:  # not UTF-8, not JSON, a number of 5,000 digits
        raise NotAnUpdate("not JSON") from fault
    return _fit(said, bot)


def _parsed(raw: bytes) -> Any:  # noqa: ANN401 - JSON
    """Raises `ValueError`. Half a character, written as an escape, is known to Python's own parser alone."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return json.loads(raw.decode())


def _fit(said: Any, bot: Bot) -> Update:  # noqa: ANN401 - JSON
    number = said.get("update_id") if isinstance(said, dict) else None
    if type(number) is not int or number < 0:
        raise NotAnUpdate("no update_id")
    if (update := plain(said, bot)) is not None:
        return update
    if prune(said) > MOST:
        raise Unreadable(number, f"more than {MOST} things in it")
    try:
        return Update.model_validate(said, context={"bot": bot})
    except ValidationError as fault:
        if (mended := _mended(said)) is not None or (mended := _known_of(said, fault)) is not None:
            return _fit(mended, bot)
        raise Unreadable(number, f"not in Telegram's form ({fault.error_count()} faults)") from None


def _mended(said: Any) -> Any:  # noqa: ANN401 - JSON
    """The same with `?` for each half of a character (a surrogate alone), which no text may hold; none without any."""
    text = json.dumps(said, ensure_ascii=False)
    whole = text.encode("utf-8", "replace").decode()
    return json.loads(whole) if whole != text else None


def _known_of(said: Any, fault: ValidationError) -> Any:  # noqa: ANN401 - JSON
    """A message without what is not in the form that is known here, so that its sender gets an answer; else none.

    A poll of a Telegram that is older or newer than aiogram lacks fields or has others: it is then something unknown.
    """
    within = [each["loc"][:2] for each in fault.errors(include_url=False, include_context=False, include_input=False)]
    strange = {at[1] for at in within if len(at) == len(("message", "poll")) and at[0] in _MESSAGES} - _NEEDED
    if not strange or len(within) != sum(at[-1] in strange for at in within):
        return None
    name = within[0][0]
    return said | {name: {each: value for each, value in said[name].items() if each not in strange}}


def _id_in(raw: bytes) -> int | None:
    found = _ID.search(raw)
    return int(found.group(1)) if found else None


def prune(said: Any) -> int:  # noqa: ANN401 - JSON
    """Empty every rich message, in place; how many objects, lists and items remain (counting stops beyond `MOST`)."""
    waiting, seen = [said], 0
    while waiting and seen <= MOST:
        one = waiting.pop()
        seen += 1
        if isinstance(one, dict):
            if isinstance(one.get(_UNREAD), dict):
                one[_UNREAD] = {"blocks": []}
            waiting.extend(value for value in one.values() if isinstance(value, _NESTED))
        elif isinstance(one, list):
            waiting.extend(one)
    return seen


def loads(content: str) -> Any:  # noqa: ANN401 - JSON
    """A session's `json_loads` for whatever Telegram answers (a chat's pinned message can be a rich one, too)."""
    if depth(content.encode("utf-8", "surrogatepass")) > DEEPEST:
        raise ValueError(f"more than {DEEPEST} levels deep")
    said = json.loads(content)
    prune(said)
    return said


class Wary(BaseSession):
    """A session that looks at raw answers first: each polled update stands or falls alone, and the offset moves on."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - whatever the session below takes
        super().__init__(**{"json_loads": loads, **given})

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """As aiogram's, which lets one update that it cannot read stop all that come after it."""
        polled = isinstance(method, GetUpdates) and status_code == HTTPStatus.OK
        found = _updates_in(content) if polled else []
        if not found:
            return super().check_response(bot, method, status_code, content)
        updates = [update for one in found if (update := _or_blank(one, bot))]
        return cast("Response[TelegramType]", Response[list[Update]].model_construct(ok=True, result=updates))


def _updates_in(content: str) -> list[Any]:
    """What a poll's answer holds, parsed; when it is too deep for that, the raw bytes of each update."""
    raw, within = content.encode("utf-8", "surrogatepass"), DEEPEST + _INSIDE
    if depth(raw, within) > within:
        return list(_pieces(raw))
    try:
        answer = json.loads(content)
    except ValueError:  # aiogram's own check says so
        return []
    found = answer.get("result") if isinstance(answer, dict) else None
    return found if isinstance(found, list) else []


def _or_blank(one: Any, bot: Bot) -> Update | None:  # noqa: ANN401 - JSON, parsed or raw
    """The update, or when it is left out one that holds nothing but its number, so that the offset passes it."""
    try:
        return read(one, bot) if isinstance(one, bytes) else _fit(one, bot)
    except NotAnUpdate as fault:
        _log.warning("something among the updates is left out: %s", fault)
        return None
    except Unreadable as fault:
        _log.warning("%s", fault)
        return None if fault.update_id is None else Update(update_id=fault.update_id)


def _pieces(raw: bytes) -> Iterator[bytes]:
    """The raw updates of `{"ok": true, "result": [...]}`, however deep each of them is."""
    level = start = 0
    for token in _TOKEN.finditer(raw):
        if (char := raw[token.start()]) in b"[{":
            level += 1
            if level == _INSIDE + 1:
                start = token.start()
        elif char in b"]}":
            if level == _INSIDE + 1:
                yield raw[start : token.end()]
            level -= 1


class OnlyKnown(BaseMiddleware):
    """Leaves out what holds nothing that this bot knows: blanks of `Wary`, kinds that a newer Telegram adds."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Without this aiogram would warn with all that was said in it."""
        update = cast("Update", event)
        try:
            _ = update.event_type
        except UpdateTypeLookupError:
            if update.model_extra:
                _log.info("update %d is left out: of a kind that is not known here", update.update_id)
            return UNHANDLED
        return await handler(event, data)
