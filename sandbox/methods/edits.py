# ruff: noqa: D103 - a method is documented where its name comes from: core.telegram.org/bots/api
"""editMessage…, deleteMessage, deleteMessages: changes, refused when nothing changes."""

from typing import Any

from sandbox.chats import Chat
from sandbox.methods import buttons, wording
from sandbox.methods.calling import Call, method
from sandbox.methods.media import input_media
from sandbox.pictures import file_of
from sandbox.shapes import Json, bad, forbidden, now

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
TEXT = ("text", "entities", "link_preview_options")
CAPTION = ("caption", "caption_entities", "show_caption_above_media")
MEDIA = ("photo", "video", "document", "voice", "audio", "sticker", "animation", "has_media_spoiler")
NEW_KINDS = {"photo", "video", "document", "audio", "animation"}
DELETE_SECONDS = 48 * 3600
MOST_DELETED = 100


def _target(call: Call) -> tuple[Chat, Json]:
    """The message to edit, if this bot may."""
    if call.params.has("inline_message_id") and not call.params.has("message_id"):
        raise bad("MESSAGE_ID_INVALID")
    chat = call.chat()
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    message = call.message(chat, "message to edit not found")
    if not _may_edit(call, chat, message):
        raise bad("message can't be edited")
    return chat, message


def _may_edit(call: Call, chat: Chat, message: Json) -> bool:
    wrote = chat.author(message["message_id"]) == call.bot.id or message.get("via_bot") == call.bot.user
    own = wrote and "forward_origin" not in message
    if chat.kind != "channel":
        return own
    member = chat.member(call.bot.id)
    return (own and member.may("can_post_messages")) or member.may("can_edit_messages")


def _edited(call: Call, fields: tuple[str, ...], content: Json) -> Json:
    """The message with these fields replaced and the call's keyboard; without one the keyboard goes."""
    keyboard = buttons.reply_markup(call)
    chat, message = _target(call)
    kept = {name: value for name, value in message.items() if name not in (*fields, "reply_markup")}
    changed = kept | content
    if keyboard:
        changed["reply_markup"] = keyboard
    if _same(message, changed):
        raise bad(SAME)
    if fields:
        changed["edit_date"] = now()
    call.world.flood.check(call.bot.id, 0)
    call.world.change(chat, call.bot.id, changed)
    return changed


def _same(old: Json, new: Json) -> bool:
    def essence(message: Json) -> Json:
        shown = {name: value for name, value in message.items() if name not in (*MEDIA[:-1], "edit_date")}
        about = file_of(message)
        return shown | {"file": about["file_unique_id"] if about else None, "caption": message.get("caption", "")}

    return essence(old) == essence(new)


def _need(call: Call, field: str, words: str) -> None:
    _, message = _target(call)
    found = file_of(message) is not None and "sticker" not in message if field == "caption" else field in message
    if not found:
        raise bad(words)


@method("editMessageText")
def edit_message_text(call: Call) -> Json:
    content = wording.text(call)
    _need(call, "text", "there is no text in the message to edit")
    return _edited(call, TEXT, content)


@method("editMessageCaption")
def edit_message_caption(call: Call) -> Json:
    content = wording.caption_of(call)
    _need(call, "caption", "there is no caption in the message to edit")
    return _edited(call, CAPTION, content)


@method("editMessageMedia")
def edit_message_media(call: Call) -> Json:
    given = call.params.json("media", "InputMedia")
    content = input_media(call, given, NEW_KINDS)
    _, message = _target(call)
    if "voice" in message or "sticker" in message:
        raise bad("message media can't be edited")
    if "media_group_id" in message and not _fits(message, content):
        raise bad("can't change media type in the album")
    return _edited(call, MEDIA + CAPTION + TEXT, content)


def _fits(message: Json, content: Json) -> bool:
    """In an album photos and videos change places; documents and audio stay what they are."""

    def family(shown: Json) -> str:
        return next((kind for kind in ("audio", "document") if kind in shown), "visual")

    return family(message) == family(content)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> Json:
    return _edited(call, (), {})


def _may_delete(call: Call, chat: Chat, message: Json) -> bool:
    own = chat.author(message["message_id"]) == call.bot.id
    member = chat.member(call.bot.id)
    if chat.private:
        return True
    if chat.kind == "channel" and own:
        return member.may("can_post_messages")
    return own or member.may("can_delete_messages")


def _check_delete(call: Call, chat: Chat, message: Json) -> None:
    if not _may_delete(call, chat, message):
        raise bad("message can't be deleted")
    rules = not chat.private and chat.member(call.bot.id).may("can_delete_messages")
    if now() - int(message["date"]) > DELETE_SECONDS and not rules:
        raise bad("message can't be deleted for everyone")


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    chat = call.chat()
    message = call.message(chat, "message to delete not found")
    _check_delete(call, chat, message)
    call.world.drop(chat, [message["message_id"]])
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> bool:
    """What is not there is passed over, as documented; one that may not be deleted refuses them all."""
    chat = call.chat()
    numbers = message_ids(call)
    for number in numbers:
        message = chat.messages.get(number)
        if message:
            _check_delete(call, chat, message)
    call.world.drop(chat, numbers)
    return True


def message_ids(call: Call) -> list[int]:
    """One to a hundred numbers. Raises when they are none."""
    given: Any = call.params.json("message_ids", "message identifiers")
    if not isinstance(given, list) or not given:
        raise bad("message identifiers are not specified")
    if len(given) > MOST_DELETED:
        raise bad("too many message identifiers specified")
    if not all(str(number).isdecimal() for number in given):
        raise bad("invalid message identifier specified")
    return [int(number) for number in given]
