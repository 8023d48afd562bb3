"""What goes through python-telegram-bot's bare `Bot`: files that go up, edits, recalls and pins.

A worker imports it when it is first needed: eight megabytes, and half a second of CPU.
"""

import asyncio
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
from telegram.error import TelegramError

from bot.content import Media, MediaKind
from bot.delivery import Reason, Receipt, Refusal
from bot.forms.fitting import fitted
from bot.transport import Letter, Parcel, Rows
from bot.transports.telegram_refusals import makes_no_difference
from bot.transports.telegram_request import Refused, WireRequest
from bot.wire import Wire

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class BotCalls:
    """One account's calls. What the network says to them comes back as refusals, never as exceptions."""

    def __init__(self, token: str, api: str, wire: Wire, seconds: float) -> None:
        """`seconds`: how long an answer is waited for."""
        request = WireRequest(wire, seconds)
        self._bot = Bot(
            token, base_url=f"{api}/bot", base_file_url=f"{api}/file/bot", request=request, get_updates_request=request
        )

    async def upload(self, parcel: Parcel) -> Receipt | Refusal:
        """Send one message's worth of a letter, with files that the account may not know."""
        return await _answered(self._upload(parcel))

    async def edit(self, parcel: Parcel, message_ids: tuple[int, ...]) -> Receipt | Refusal:
        """Put a letter's text in place of what was sent before; each that follows it is the text of one message."""
        first, *others = parcel.letter.letters
        own = len(message_ids) - len(others)
        copies = [(first, message_ids[:own]), *zip(others, zip(message_ids[own:], strict=True), strict=True)]
        for letter, ids in copies:
            edited = await _answered(self._edit(parcel._replace(letter=letter), ids), Receipt(ids))
            if isinstance(edited, Refusal):
                return edited
        return Receipt(message_ids)

    async def replace_picture(self, parcel: Parcel, message_ids: tuple[int, ...], media_id: int) -> Receipt | Refusal:
        """Put one of a letter's pictures where it stands, with the caption and buttons that belong there."""
        return await _answered(self._replace_picture(parcel, message_ids, media_id), Receipt(message_ids))

    async def recall(self, address: int, message_ids: tuple[int, ...]) -> Receipt | Refusal:
        """Delete what was sent (Telegram allows it for 48 hours)."""
        return await _answered(self._recall(address, message_ids), Receipt(message_ids))

    async def pin(self, address: int, message_id: int, *, on: bool) -> Receipt | Refusal:
        """Pin a message in its chat, without a sound, or no longer."""
        return await _answered(self._pin(address, message_id, on=on), Receipt((message_id,)))

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


def _reply(message_id: int | None) -> ReplyParameters | None:
    """When that message is gone, the copy comes without being a reply."""
    return ReplyParameters(message_id, allow_sending_without_reply=True) if message_id else None


async def _answered(call: Awaitable[Receipt], made: Receipt | None = None) -> Receipt | Refusal:
    """`made`: what it amounts to when the network says that there is nothing left to change."""
    try:
        return await call
    except Refused as no:
        return made if made and makes_no_difference(no.refusal) else no.refusal
    except TelegramError as strange:  # the library's own fault, whatever became of the request
        return Refusal(Reason.UNANSWERED, type(strange).__name__)


async def _file(media: Media, references: Mapping[int, str]) -> str | bytes:
    """The account's name for a file, or its bytes."""
    if media.id in references:
        return references[media.id]
    if media.path is None:
        raise Refused(Refusal(Reason.FILE, "this account does not know the file"))
    try:
        return await asyncio.to_thread(Path(media.path).read_bytes)
    except OSError as fault:
        raise Refused(Refusal(Reason.FILE, str(fault))) from fault


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
