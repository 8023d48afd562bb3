"""A letter shown in a conversation exactly as delivery would send it (previews, stories)."""

from collections.abc import Mapping

from aiogram import Bot
from aiogram.types import FSInputFile, InaccessibleMessage, InputMediaPhoto, InputMediaVideo, MediaUnion, Message

from bot.content import Media, MediaKind
from bot.store import Store
from bot.transport import Letter, Rows
from handlers.showing.screen import NO_PREVIEW, changed, keyboard


async def send_letter(bot: Bot, chat_id: int, letter: Letter, store: Store) -> list[Message]:
    """Send all of a letter; files that the bot has not uploaded yet are uploaded once and remembered."""
    async with store.read() as tx:
        known = await tx.posts.references([media.id for media in letter.media], bot.id)
    messages = [said for each in letter.messages for said in await _send(bot, chat_id, each, known)]
    fresh = [(media, message) for media, message in zip(letter.media, messages, strict=False) if media.id not in known]
    if fresh:
        async with store.write() as tx:
            for media, message in fresh:
                reference = reference_in(message)
                if reference:
                    await tx.posts.keep_reference(media.id, bot.id, reference)
    return messages


async def rewrite_letter(bot: Bot, at: tuple[int, int], letter: Letter, *, in_text: bool | None) -> bool:
    """Put a letter in place of the one that stands there (chat, message), whose pictures stay; false when it is gone.

    False, too, when a text that is too long for a caption would have to stand in one. Whether a text or a caption
    stands there may be unknown: of a message from years ago Telegram tells nothing but its ids.
    """
    chat_id, message_id = at
    buttons = keyboard(letter.rows)
    if in_text is None:
        in_text = letter.apart or not letter.media
    if letter.apart and not in_text:
        return False
    if in_text:
        return await changed(
            bot.edit_message_text(
                letter.text,
                chat_id=chat_id,
                message_id=message_id,
                reply_markup=buttons,
                link_preview_options=NO_PREVIEW,
            )
        )
    return await changed(
        bot.edit_message_caption(chat_id=chat_id, message_id=message_id, caption=letter.text, reply_markup=buttons)
    )


async def rewrite_buttons(bot: Bot, at: tuple[int, int], rows: Rows) -> bool:
    """Put other buttons under a message (chat, message), whose text stays; false when it is gone."""
    chat_id, message_id = at
    return await changed(
        bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id, reply_markup=keyboard(rows))
    )


def is_text(message: Message | InaccessibleMessage | None) -> bool | None:
    """Whether a message is text and no caption, as far as the network tells."""
    return message.text is not None if isinstance(message, Message) else None


def reference_in(message: Message) -> str | None:
    """The network's name for the file of a message."""
    if message.photo:
        return message.photo[-1].file_id
    return message.video.file_id if message.video else None


async def _send(bot: Bot, chat_id: int, letter: Letter, known: Mapping[int, str]) -> list[Message]:
    buttons, caption = keyboard(letter.rows), letter.text or None
    if not letter.media:
        said = await bot.send_message(chat_id, letter.text, reply_markup=buttons, link_preview_options=NO_PREVIEW)
        return [said]
    if len(letter.media) > 1:
        return list(await bot.send_media_group(chat_id, _album(letter, known)))
    media = letter.media[0]
    file = _file(media, known)
    if media.kind is MediaKind.PHOTO:
        return [await bot.send_photo(chat_id, file, caption=caption, reply_markup=buttons)]
    return [await bot.send_video(chat_id, file, caption=caption, reply_markup=buttons)]


def _album(letter: Letter, known: Mapping[int, str]) -> list[MediaUnion]:
    album: list[MediaUnion] = []
    for no, media in enumerate(letter.media):
        make = InputMediaPhoto if media.kind is MediaKind.PHOTO else InputMediaVideo
        album.append(make(media=_file(media, known), caption=(letter.text or None) if no == 0 else None))
    return album


def _file(media: Media, known: Mapping[int, str]) -> str | FSInputFile:
    if media.id in known:
        return known[media.id]
    if media.path is None:
        raise LookupError(f"media {media.id} has neither a reference on this account nor a file")
    return FSInputFile(media.path)
