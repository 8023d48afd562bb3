"""Telegram: sends what an account has references for past any library; all else by python-telegram-bot's bare `Bot`.

What it cannot know: after a request has left and no answer came, whether the message was accepted (`UNANSWERED`).
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from bot.delivery import Receipt, Refusal
from bot.settings import PUBLIC_API
from bot.transport import Parcel, Told
from bot.transports.telegram_refusals import answer_in, refusal_of
from bot.transports.telegram_wording import wording
from bot.wire import ANSWER_SECONDS, Answer, Body, Held, NeverLeft, Ready, Unanswered, Wire

if TYPE_CHECKING:
    from bot.transports.telegram_bot import BotCalls

_MADE, _WHOLE = re.compile(rb'\{"ok": ?true, ?"result": ?\{"message_id": ?(\d+),'), b"}}"
"""How a yes to a send begins and ends: Telegram names the message's id first."""
_OK = int(HTTPStatus.OK)
_REPLY = b',"reply_parameters":{"message_id":%d,"allow_sending_without_reply":true}'
_TOPIC = b',"message_thread_id":%d'
"""These stand before the rest of a compiled wording."""


class Telegram:
    """One sending account on Telegram. Implements `bot.transport.Transport`."""

    def __init__(
        self, token: str, api: str = PUBLIC_API, *, timeout: float = ANSWER_SECONDS, wire: Wire | None = None
    ) -> None:
        """`timeout` in seconds: how long an answer is waited for before a send is in doubt.

        A wire that is given is shared, and closed by whoever gave it; otherwise this account has its own.
        """
        self._wire = wire or Wire()
        self._shared = wire is not None
        self._api = api
        self.patience = timeout
        """Seconds that an answer is waited for."""
        self._token = token
        self._base = f"{api}/bot{token}"
        self._by_library: BotCalls | None = None

    @property
    def account_id(self) -> int:
        """The public part of the token."""
        return int(self._token.split(":", 1)[0])

    async def open(self) -> None:
        """Nothing: connections open when they are needed."""

    def ready(self) -> Ready:
        """An open connection for one request within."""
        return self._wire.ready(self._api)

    @asynccontextmanager
    async def ready_for_more(self) -> AsyncIterator[None]:
        """The library, too."""
        await self._calls()
        async with self.ready():
            yield

    def at_hand(self) -> "Opening | None":
        """An open connection for one send, when one is at hand."""
        line = self._wire.held(self._api)
        return Opening(self, line) if line else None

    async def opened(self) -> "Opening":
        """One as soon as it is open; a fault of the line is told to what is sent on it."""
        try:
            return Opening(self, await self._wire.hold(self._api))
        except NeverLeft as fault:
            return Opening(self, fault)

    async def close(self) -> None:
        """Close the connections, if they are its own."""
        if not self._shared:
            await self._wire.close()

    async def name(self) -> str | Refusal:
        """The account's user name, or why the network does not tell it."""
        said = await self._said(f"{self._base}/getMe", b"{}")
        match answer_in(said) if isinstance(said, Answer) else None:
            case {"ok": True, "result": {"username": str(name)}}:
                return name
        return refusal_of(said)

    async def send(self, parcel: Parcel) -> Receipt | Refusal:
        """Send the first of a letter's messages.

        What the account has no reference for goes up; everything else is a compiled wording and an address.
        """
        if (request := self.request_of(parcel)) is None:
            return await (await self._calls()).upload(parcel._replace(letter=parcel.letter.messages[0]))
        return _receipt_of(await self._said(*request))

    async def _said(self, url: str, body: bytes) -> Answer | NeverLeft | Unanswered:
        try:
            return await self._wire.post(url, Body(body, "application/json"), seconds=self.patience)
        except (NeverLeft, Unanswered) as lost:
            return lost

    def request_of(self, parcel: Parcel) -> tuple[str, bytes] | None:
        """Where the first of a letter's messages goes, and its body; none when a file has to go up.

        Past the library's `Bot`, which costs a third of a send.
        """
        letter = parcel.letter.messages[0]
        media = letter.media
        references = tuple([parcel.references.get(one.id, "") for one in media]) if media else ()
        if not all(references):
            return None
        worded = wording(letter, references, paid=parcel.paid)
        return f"{self._base}/{worded.method}", worded.to(parcel.address, _more(parcel))

    async def read(self, said: Answer | NeverLeft | Unanswered) -> Receipt | Refusal:
        """What became of a send, whatever was said to it."""
        return _receipt_of(said)

    async def edit(self, parcel: Parcel, message_ids: tuple[int, ...]) -> Receipt | Refusal:
        """Put a letter's text in place of what was sent before; each that follows it is the text of one message."""
        return await (await self._calls()).edit(parcel, message_ids)

    async def replace_picture(self, parcel: Parcel, message_ids: tuple[int, ...], media_id: int) -> Receipt | Refusal:
        """Put one of a letter's pictures where it stands, with the caption and buttons that belong there."""
        return await (await self._calls()).replace_picture(parcel, message_ids, media_id)

    async def recall(self, address: int, message_ids: tuple[int, ...]) -> Receipt | Refusal:
        """Delete what was sent (Telegram allows it for 48 hours)."""
        return await (await self._calls()).recall(address, message_ids)

    async def pin(self, address: int, message_id: int, *, on: bool) -> Receipt | Refusal:
        """Pin a message in its chat, without a sound, or no longer."""
        return await (await self._calls()).pin(address, message_id, on=on)

    async def _calls(self) -> "BotCalls":
        """The library's, imported in a thread: meanwhile the loop goes on."""
        if self._by_library is None:
            calls = await asyncio.to_thread(_library)
            self._by_library = calls(self._token, self._api, self._wire, self.patience)
        return self._by_library


class Opening:
    """An open connection for one send. Implements `bot.transport.Opening`."""

    __slots__ = ("_line", "_telegram", "_told")

    def __init__(self, telegram: Telegram, line: Held | NeverLeft | None) -> None:
        """`line`: none when the pool is full; a fault when it could not be opened."""
        self._telegram, self._line = telegram, line

    def send(self, parcel: Parcel, told: Told) -> None:
        """Send the first of a letter's messages; a plain yes is told as a receipt, of anything else how to read it."""
        telegram, line = self._telegram, self._line
        try:
            request = telegram.request_of(parcel)
        except BaseException:
            self.give_back()
            raise
        if request is not None and isinstance(line, NeverLeft):
            told(telegram.read(line))
            return
        if request is None or not isinstance(line, Held):
            self.give_back()
            told(telegram.send(parcel))
            return
        self._told = told
        if not line.say(*request, telegram.patience, self._heard):
            told(telegram.send(parcel))

    def give_back(self) -> None:
        """Nothing is sent on it."""
        if isinstance(self._line, Held):
            self._line.give_back()

    def _heard(self, said: Answer | NeverLeft | Unanswered) -> None:
        made = _plainly_made(said) if isinstance(said, Answer) else None
        self._told(Receipt((made,)) if made else self._telegram.read(said))


def _more(parcel: Parcel) -> bytes:
    """What only this copy says; most say nothing."""
    topic = _TOPIC % parcel.topic if parcel.topic else b""
    return topic + _REPLY % parcel.reply_to if parcel.reply_to else topic


def _plainly_made(answer: Answer) -> int | None:
    """The id of the one message that a send became, read of a plain yes alone."""
    made = _MADE.match(answer.body)
    return int(made[1]) if made and answer.status == _OK and answer.body.rstrip().endswith(_WHOLE) else None


def _receipt_of(said: Answer | NeverLeft | Unanswered) -> Receipt | Refusal:
    """The ids of the messages that a send became, or why it became none."""
    if isinstance(said, Answer):
        if made := _plainly_made(said):
            return Receipt((made,))
        match answer_in(said):
            case {"ok": True, "result": {"message_id": int(only)}}:
                return Receipt((only,))
            case {"ok": True, "result": [{"message_id": _}, *_] as album}:
                return Receipt(tuple(message["message_id"] for message in album))
    return refusal_of(said)


def _library() -> "type[BotCalls]":
    from bot.transports.telegram_bot import BotCalls  # noqa: PLC0415 - see there

    return BotCalls
