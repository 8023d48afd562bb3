"""Telegram, by python-telegram-bot's bare `Bot`: sends, edits, recalls and pins letters.

What it cannot know: after a request has left and no answer came, whether the message was accepted (`UNANSWERED`).
"""

import asyncio
import os
from collections.abc import Awaitable, Mapping
from pathlib import Path

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.content import Media, MediaKind
from bot.delivery import Receipt, Refusal
from bot.forms.fitting import fitted
from bot.settings import PUBLIC_API
from bot.transport import Letter, Parcel, Rows, Told
from bot.transports.telegram_refusals import makes_no_difference, refusal_of
from bot.transports.telegram_request import WireRequest, plainly_made
from bot.transports.telegram_wording import wording
from bot.wire import ANSWER_SECONDS, Answer, Held, NeverLeft, Ready, Unanswered, Wire

# python-telegram-bot's own switch to its coming type; without it every flood answer warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

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
        request = self._request = WireRequest(self._wire, timeout)
        self._bot = Bot(
            token, base_url=f"{api}/bot", base_file_url=f"{api}/file/bot", request=request, get_updates_request=request
        )
        self._base = self._bot.base_url

    @property
    def account_id(self) -> int:
        """The public part of the token."""
        return int(self._bot.token.split(":", 1)[0])

    async def open(self) -> None:
        """Open the connections; asks nothing of the network."""
        await self._bot.request.initialize()

    def ready(self) -> Ready:
        """An open connection for one request within."""
        return self._wire.ready(self._api)

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
        await self._bot.request.shutdown()
        if not self._shared:
            await self._wire.close()

    async def name(self) -> str | Refusal:
        """The account's user name, or why the network does not tell it."""
        try:
            return (await self._bot.get_me()).username or ""
        except TelegramError as error:
            return refusal_of(error)

    async def send(self, parcel: Parcel) -> Receipt | Refusal:
        """Send the first of a letter's messages.

        What the account has no reference for goes up; everything else is a compiled wording and an address.
        """
        try:
            if (request := self.request_of(parcel)) is None:
                return await self._upload(parcel._replace(letter=parcel.letter.messages[0]))
            return Receipt(await self._request.say(*request))
        except TelegramError as error:
            return refusal_of(error)

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

    async def read(self, url: str, said: Answer | NeverLeft | Unanswered) -> Receipt | Refusal:
        """What became of a send, whatever was said to it."""
        try:
            return Receipt(await self._request.made(url, said))
        except TelegramError as error:
            return refusal_of(error)

    async def edit(self, parcel: Parcel, message_ids: tuple[int, ...]) -> Receipt | Refusal:
        """Put a letter's text in place of what was sent before; each that follows it is the text of one message."""
        first, *others = parcel.letter.letters
        own = len(message_ids) - len(others)
        copies = [(first, message_ids[:own]), *zip(others, zip(message_ids[own:], strict=True), strict=True)]
        for letter, ids in copies:
            edited = await _answered(self._edit(parcel._replace(letter=letter), ids), made=Receipt(ids))
            if isinstance(edited, Refusal):
                return edited
        return Receipt(message_ids)

    async def replace_picture(self, parcel: Parcel, message_ids: tuple[int, ...], media_id: int) -> Receipt | Refusal:
        """Put one of a letter's pictures where it stands, with the caption and buttons that belong there."""
        made = Receipt(message_ids)
        return await _answered(self._replace_picture(parcel, message_ids, media_id), made=made)

    async def recall(self, address: int, message_ids: tuple[int, ...]) -> Receipt | Refusal:
        """Delete what was sent (Telegram allows it for 48 hours)."""
        return await _answered(self._recall(address, message_ids), made=Receipt(message_ids))

    async def pin(self, address: int, message_id: int, *, on: bool) -> Receipt | Refusal:
        """Pin a message in its chat, without a sound, or no longer."""
        return await _answered(self._pin(address, message_id, on=on), made=Receipt((message_id,)))

    async def _pin(self, address: int, message_id: int, *, on: bool) -> Receipt:
        if on:
            await self._bot.pin_chat_message(address, message_id, disable_notification=True)
        else:
            await self._bot.unpin_chat_message(address, message_id)
        return Receipt((message_id,))

    async def _upload(self, parcel: Parcel) -> Receipt:
        letter = parcel.letter
        files = [await _file(media, parcel.references) for media in letter.media]
        if len(files) > 1:
            album = [_input(media, file) for media, file in zip(letter.media, files, strict=True)]
            messages = await self._bot.send_media_group(
                parcel.address,
                album,
                caption=letter.text or None,
                parse_mode=ParseMode.HTML,
                disable_notification=letter.silent,
                allow_paid_broadcast=parcel.paid or None,
                reply_parameters=_reply(parcel.reply_to),
                message_thread_id=parcel.topic,
            )
            return _receipt(letter, tuple(messages))
        return _receipt(letter, (await self._upload_one(parcel, files[0]),))

    async def _upload_one(self, parcel: Parcel, file: str | bytes) -> Message:
        letter = parcel.letter
        send = self._bot.send_photo if letter.media[0].kind is MediaKind.PHOTO else self._bot.send_video
        return await send(
            parcel.address,
            file,
            caption=letter.text or None,
            parse_mode=ParseMode.HTML,
            disable_notification=letter.silent,
            reply_markup=_keyboard(letter.rows),
            allow_paid_broadcast=parcel.paid or None,
            reply_parameters=_reply(parcel.reply_to),
            message_thread_id=parcel.topic,
        )

    async def _edit(self, parcel: Parcel, message_ids: tuple[int, ...]) -> Receipt:
        letter = parcel.letter
        markup = _keyboard(letter.rows)
        if letter.media and len(message_ids) <= len(letter.media):
            await self._bot.edit_message_caption(
                parcel.address,
                message_ids[0],
                caption=letter.text,
                parse_mode=ParseMode.HTML,
                reply_markup=markup if len(letter.media) == 1 else None,
            )
        else:
            await self._bot.edit_message_text(
                letter.text,
                parcel.address,
                message_ids[-1],
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=markup,
            )
        return Receipt(message_ids)

    async def _replace_picture(self, parcel: Parcel, message_ids: tuple[int, ...], media_id: int) -> Receipt:
        letter = parcel.letter
        no = next(no for no, media in enumerate(letter.media) if media.id == media_id)
        media, own = letter.media[no], len(message_ids) - len(letter.letters) + 1
        captioned = no == 0 and own == len(letter.media)
        # Telegram puts the whole in place of the whole: a caption that is not said anew is gone.
        message = await self._bot.edit_message_media(
            _input(media, await _file(media, parcel.references), letter.text if captioned else None),
            parcel.address,
            message_ids[no],
            reply_markup=_keyboard(letter.rows) if captioned and len(letter.media) == 1 else None,
        )
        reference = _reference(message) if isinstance(message, Message) else None
        return Receipt(message_ids, {media_id: reference} if reference else {})

    async def _recall(self, address: int, message_ids: tuple[int, ...]) -> Receipt:
        await self._bot.delete_messages(address, list(message_ids))
        return Receipt(message_ids)


class Opening:
    """An open connection for one send. Implements `bot.transport.Opening`."""

    __slots__ = ("_line", "_telegram", "_told", "_url")

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
            told(telegram.read(request[0], line))
            return
        if request is None or not isinstance(line, Held):
            self.give_back()
            told(telegram.send(parcel))
            return
        self._told, self._url = told, request[0]
        if not line.say(*request, telegram.patience, self._heard):
            told(telegram.send(parcel))

    def give_back(self) -> None:
        """Nothing is sent on it."""
        if isinstance(self._line, Held):
            self._line.give_back()

    def _heard(self, said: Answer | NeverLeft | Unanswered) -> None:
        made = plainly_made(said) if isinstance(said, Answer) else None
        self._told(Receipt((made,)) if made else self._telegram.read(self._url, said))


def _more(parcel: Parcel) -> bytes:
    """What only this copy says; most say nothing."""
    topic = _TOPIC % parcel.topic if parcel.topic else b""
    return topic + _REPLY % parcel.reply_to if parcel.reply_to else topic


def _reply(message_id: int | None) -> ReplyParameters | None:
    """When that message is gone, the copy comes without being a reply."""
    return ReplyParameters(message_id, allow_sending_without_reply=True) if message_id else None


async def _answered(call: Awaitable[Receipt], made: Receipt) -> Receipt | Refusal:
    """`made`: what it amounts to when the network says that there is nothing left to change."""
    try:
        return await call
    except TelegramError as error:
        return made if makes_no_difference(error) else refusal_of(error)


async def _file(media: Media, references: Mapping[int, str]) -> str | bytes:
    """The account's name for a file, or its bytes."""
    if media.id in references:
        return references[media.id]
    if media.path is None:
        raise BadRequest("wrong file identifier: this account does not know the file")
    try:
        return await asyncio.to_thread(Path(media.path).read_bytes)
    except OSError as fault:
        raise BadRequest(f"wrong file identifier: {fault}") from fault


def _input(media: Media, file: str | bytes, caption: str | None = None) -> InputMediaPhoto | InputMediaVideo:
    make = InputMediaPhoto if media.kind is MediaKind.PHOTO else InputMediaVideo
    return make(file, caption=caption, parse_mode=ParseMode.HTML) if caption else make(file)


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    lines = [[InlineKeyboardButton(b.label, callback_data=b.data, url=b.url) for b in row] for row in fitted(rows)]
    return InlineKeyboardMarkup(lines) if lines else None


def _receipt(letter: Letter, messages: tuple[Message, ...]) -> Receipt:
    references = {
        media.id: reference
        for media, message in zip(letter.media, messages, strict=False)
        if (reference := _reference(message))
    }
    return Receipt(tuple(message.message_id for message in messages), references)


def _reference(message: Message) -> str | None:
    if message.photo:
        return message.photo[-1].file_id
    return message.video.file_id if message.video else None
