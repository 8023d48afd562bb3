"""Telegram, by python-telegram-bot's bare `Bot`: sends letters, and names every way in which Telegram says no.

What it cannot know: after a request has left and no answer came, whether the message was accepted (`UNANSWERED`).
"""

import asyncio
import os
import re
from collections.abc import Awaitable, Mapping
from contextlib import suppress
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
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.content import Media, MediaKind
from bot.delivery import Decision, Reason, Receipt, Refusal
from bot.fitting import fitted
from bot.settings import PUBLIC_API
from bot.transport import Button, Letter, Parcel
from bot.transports.telegram_request import WireRequest
from bot.transports.telegram_wording import Wording, pictures, wording
from bot.wire import ANSWER_SECONDS, NeverLeft, Ready, Wire

# python-telegram-bot's own switch to its coming type; without it every flood answer warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

WORDS: tuple[tuple[str, Reason], ...] = (
    ("bot was blocked by the user", Reason.BLOCKED),
    ("user_is_blocked", Reason.BLOCKED),
    ("can't initiate conversation", Reason.BLOCKED),
    ("can't send messages to bots", Reason.BLOCKED),
    ("user_is_bot", Reason.BLOCKED),
    ("user is deactivated", Reason.DEACTIVATED),
    ("user_deactivated", Reason.DEACTIVATED),
    ("was kicked", Reason.KICKED),
    ("is not a member", Reason.KICKED),
    ("channel_private", Reason.KICKED),
    ("chat_forbidden", Reason.KICKED),
    ("chat not found", Reason.CHAT_NOT_FOUND),
    ("user not found", Reason.CHAT_NOT_FOUND),
    ("peer_id_invalid", Reason.CHAT_NOT_FOUND),
    ("chat_id_invalid", Reason.CHAT_NOT_FOUND),
    ("group chat was deleted", Reason.CHAT_NOT_FOUND),
    ("group chat was deactivated", Reason.CHAT_NOT_FOUND),
    ("group is deactivated", Reason.CHAT_NOT_FOUND),
    ("upgraded to a supergroup", Reason.MIGRATED),
    ("need administrator rights", Reason.NO_RIGHTS),
    ("not enough rights", Reason.NO_RIGHTS),
    ("have no rights", Reason.NO_RIGHTS),
    ("chat_write_forbidden", Reason.NO_RIGHTS),
    ("chat_admin_required", Reason.NO_RIGHTS),
    ("chat_restricted", Reason.NO_RIGHTS),
    ("chat_send_", Reason.NO_RIGHTS),
    ("chat_guest_send_forbidden", Reason.NO_RIGHTS),
    ("user_banned_in_channel", Reason.NO_RIGHTS),
    ("user_restricted", Reason.NO_RIGHTS),
    ("right_forbidden", Reason.NO_RIGHTS),
    ("voice_messages_forbidden", Reason.NO_RIGHTS),
    ("privacy_restricted", Reason.NO_RIGHTS),
    ("payment_required", Reason.NO_RIGHTS),
    ("premium_required", Reason.NO_RIGHTS),
    ("premium_account_required", Reason.NO_RIGHTS),
    ("topic_closed", Reason.TOPIC_CLOSED),
    ("topic_deleted", Reason.TOPIC_CLOSED),
    ("topic_id_invalid", Reason.TOPIC_CLOSED),
    ("message thread not found", Reason.TOPIC_CLOSED),
    ("wrong file identifier", Reason.FILE),
    ("wrong remote file", Reason.FILE),
    ("wrong file_id", Reason.FILE),
    ("file_id_invalid", Reason.FILE),
    ("file_reference", Reason.FILE),
    ("file is temporarily unavailable", Reason.FILE),
    ("failed to get http url content", Reason.FILE),
    ("wrong type of the web page content", Reason.FILE),
    ("webpage_", Reason.FILE),
    ("media_empty", Reason.FILE),
    ("media_invalid", Reason.FILE),
    ("upload file by url", Reason.FILE),
    ("file must be non-empty", Reason.FILE),
    ("message is too long", Reason.CONTENT),
    ("message_too_long", Reason.CONTENT),
    ("caption is too long", Reason.CONTENT),
    ("caption_too_long", Reason.CONTENT),
    ("can't parse", Reason.CONTENT),
    ("text is empty", Reason.CONTENT),
    ("message_empty", Reason.CONTENT),
    ("must be encoded in utf-8", Reason.CONTENT),
    ("entities_too_long", Reason.CONTENT),
    ("entity_bounds_invalid", Reason.CONTENT),
    ("reply markup is too long", Reason.CONTENT),
    ("reply_markup_", Reason.CONTENT),
    ("image_process_failed", Reason.CONTENT),
    ("photo_", Reason.CONTENT),
    ("video_", Reason.CONTENT),
    ("type in the album", Reason.CONTENT),
    ("media_grouped_invalid", Reason.CONTENT),
    ("group send failed", Reason.CONTENT),
    ("wrong http url", Reason.CONTENT),
    ("url_invalid", Reason.CONTENT),
    ("button_", Reason.CONTENT),
    ("file is too big", Reason.CONTENT),
    ("entity too large", Reason.CONTENT),
    ("message to edit not found", Reason.COPY),
    ("message to delete not found", Reason.COPY),
    ("message_id_invalid", Reason.COPY),
    ("message identifier is not specified", Reason.COPY),
    ("message can't be edited", Reason.COPY),
    ("message can't be deleted", Reason.COPY),
    ("message_edit_time_expired", Reason.COPY),
    ("message_delete_forbidden", Reason.COPY),
    ("message_author_required", Reason.COPY),
    ("in the message to edit", Reason.COPY),
    ("too many requests", Reason.FLOOD),
)
"""Telegram's own words (lower case) and the refusal they mean; the first that is found wins."""
_REPLY = b',"reply_parameters":{"message_id":%d,"allow_sending_without_reply":true}'
"""Stands before the rest of a compiled wording."""
MADE = ("message is not modified", "message_not_modified", "message to delete not found", "message to unpin not found")
"""Refusals of a change that is made already: every copy of another language than the corrected one, for example."""


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
        """Send a letter."""
        return await _answered(self._send(parcel))

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

    async def _send(self, parcel: Parcel) -> Receipt:
        """What the account has no reference for goes up; everything else is a compiled wording and an address."""
        media = parcel.letter.media
        references = tuple([parcel.references.get(one.id, "") for one in media]) if media else ()
        if not all(references):
            return await self._upload(parcel)
        worded = wording(parcel.letter, references, paid=parcel.paid)
        receipt = await self._say(parcel.address, worded, parcel.reply_to)
        return await self._below(parcel, receipt, worded.then) if worded.then else receipt

    async def _say(self, address: int, worded: Wording, reply_to: int | None = None) -> Receipt:
        # Past the library's `Bot`, which costs a third of a send.
        body = worded.to(address, _REPLY % reply_to if reply_to else b"")
        return Receipt(await self._request.say(f"{self._base}/{worded.method}", body))

    async def _below(self, parcel: Parcel, above: Receipt, text: Wording) -> Receipt:
        """The text below pictures that have arrived. Both or nothing: when it is refused, they are taken back."""
        try:
            below = await self._say(parcel.address, text)
        except TelegramError as error:
            if refusal_of(error).decision is not Decision.DOUBT:
                with suppress(TelegramError):  # what cannot be taken back stays: the refusal is what counts
                    await self._recall(parcel.address, above.message_ids)
            raise
        return Receipt((*above.message_ids, *below.message_ids), above.references)

    async def _upload(self, parcel: Parcel) -> Receipt:
        letter = parcel.letter
        if letter.apart:
            above = await self._upload(parcel._replace(letter=pictures(letter)))
            below = wording(letter._replace(media=(), silent=True), (), paid=parcel.paid)
            return await self._below(parcel, above, below)
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
    except TelegramError as error:
        if made and isinstance(error, BadRequest) and any(words in str(error).lower() for words in MADE):
            return made
        return refusal_of(error)


def refusal_of(error: TelegramError) -> Refusal:  # noqa: PLR0911 - one table of Telegram's errors
    """The named value of an error of python-telegram-bot."""
    # Of a refused token, `do_api_request` puts words of its own over the network's.
    said = error.__cause__ if isinstance(error, InvalidToken) and error.__cause__ else error
    detail = re.sub(r"\d{3,20}:[A-Za-z0-9_-]{20,}", "(token)", str(said))
    match error:
        case RetryAfter():
            return Refusal(Reason.FLOOD, detail, retry_after=_seconds(error))
        case ChatMigrated():
            return Refusal(Reason.MIGRATED, detail, migrated_to=error.new_chat_id)
        case InvalidToken():
            return Refusal(Reason.TOKEN, detail)
        case Conflict():
            return Refusal(Reason.OTHER, detail)
        # A no that we do not know is this copy's alone: it must not silence a chat for good.
        case Forbidden() | BadRequest():
            return Refusal(_named(detail, Reason.OTHER), detail)
        case TimedOut() | NetworkError():
            lost = _lost(error)
            return Refusal(_named(detail, lost) if lost is Reason.SERVER else lost, detail)
        case _ if error.__cause__ is not None:  # "Invalid server response": a yes that nobody could read
            return Refusal(Reason.UNANSWERED, detail)
        case _:
            return Refusal(_named(detail, Reason.OTHER), detail)


def _lost(error: NetworkError) -> Reason:
    """A fault of the line: never left us, answered by Telegram itself, or left and unanswered.

    Telegram's own words (JSON) say that the message was not taken. A gateway's page (502, 504) says only that the
    gateway heard nothing in time from the server behind it, which may have taken the message: the page that cannot be
    parsed is the error's cause, and the send is in doubt.
    """
    cause = error.__cause__
    if isinstance(cause, NeverLeft):
        return Reason.UNREACHED
    return Reason.SERVER if cause is None and not isinstance(error, TimedOut) else Reason.UNANSWERED


def _named(detail: str, otherwise: Reason) -> Reason:
    said = detail.lower()
    return next((reason for words, reason in WORDS if words in said), otherwise)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after.total_seconds() if not isinstance(after, int | float) else float(after)


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


def _input(media: Media, file: str | bytes) -> InputMediaPhoto | InputMediaVideo:
    return InputMediaPhoto(file) if media.kind is MediaKind.PHOTO else InputMediaVideo(file)


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
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
