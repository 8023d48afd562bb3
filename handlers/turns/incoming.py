"""What a message brings for a post: text, a picture or film, or nothing that can stand in one (and why not)."""

from dataclasses import dataclass

from aiogram.types import Message
from markupsafe import Markup

from bot.content import MediaKind
from bot.words import Words
from handlers.showing.formatted import html_of


@dataclass(frozen=True, slots=True)
class Incoming:
    """`text` is Telegram HTML, `file` the network's reference, `album` the group it came in."""

    text: str
    file: tuple[MediaKind, str] | None
    album: str | None


def brought(message: Message) -> Incoming | None:
    """What can stand in a post; none when nothing can."""
    file: tuple[MediaKind, str] | None = None
    if message.photo:
        file = MediaKind.PHOTO, message.photo[-1].file_id
    elif message.video:
        file = MediaKind.VIDEO, message.video.file_id
    if file is None and not message.text:
        return None
    return Incoming(html_of(message), file, message.media_group_id)


def refusal(message: Message, words: Words) -> Markup:
    """Why this cannot stand in a post, and what to do instead."""
    if message.animation or (message.document and _pictorial(message.document.mime_type)):
        return words.say(
            "That came as a file. Send it again as a photo or a video, not as a file, and I'll put it into the post."
        )
    if message.document:
        return words.say(
            "A post holds text, photos and videos, but no files. I left this one out. Copy its text and send it here "
            "as a message."
        )
    if message.audio or message.voice or message.video_note:
        return words.say("I can't put a recording into a post. Write it as text, or send a photo or a video.")
    return words.say("A post holds text, photos and videos. I left this out.")


def _pictorial(mime: str | None) -> bool:
    return (mime or "").startswith(("image/", "video/"))
