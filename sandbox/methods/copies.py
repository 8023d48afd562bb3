# ruff: noqa: D103 - a method is documented where its name comes from: core.telegram.org/bots/api
"""copyMessage, forwardMessage, and many at once: the same content again, with or without where it came from."""

from sandbox.chats import Chat
from sandbox.methods import buttons, wording
from sandbox.methods.calling import Call, method
from sandbox.methods.edits import CAPTION, message_ids
from sandbox.methods.posting import options
from sandbox.pictures import file_of, seen_by
from sandbox.shapes import Json, bad

CARRIED = (
    "text", "entities", "link_preview_options", "photo", "video", "document", "voice", "audio", "sticker",
    "animation", "has_media_spoiler", "caption", "caption_entities", "show_caption_above_media", "location",
    "contact", "dice",
)  # fmt: skip


def content_of(call: Call, message: Json, verb: str) -> Json:
    """What a message says, with file_ids of this bot; a service message says nothing."""
    content = {name: message[name] for name in CARRIED if name in message}
    if not content or message.get("has_protected_content"):
        raise bad(f"message can't be {verb}")
    return seen_by(call.world.files, content, call.bot.id)


def origin(chat: Chat, message: Json) -> Json:
    """Where a forwarded message comes from."""
    if "forward_origin" in message:
        found: Json = message["forward_origin"]
        return found
    if chat.kind == "channel":
        about = {"type": "channel", "chat": chat.about, "message_id": message["message_id"]}
        return about | {"date": message["date"]}
    return {"type": "user", "sender_user": message["from"], "date": message["date"]}


def _new_caption(call: Call, content: Json) -> Json:
    if "caption" not in call.params.values or file_of(content) is None:
        return content
    return {name: value for name, value in content.items() if name not in CAPTION} | wording.caption_of(call)


@method("copyMessage")
def copy_message(call: Call) -> Json:
    keyboard = buttons.reply_markup(call)
    source = call.chat("from_chat_id")
    message = call.message(source, "message to copy not found")
    chat = call.writable()
    content = _new_caption(call, content_of(call, message, "copied")) | options(call, chat)
    call.paced(chat)
    if "inline_keyboard" in keyboard:
        content["reply_markup"] = keyboard
    return {"message_id": call.world.say(chat, call.bot.id, content)["message_id"]}


def _forward(call: Call, source: Chat, chat: Chat, message: Json) -> Json:
    content = content_of(call, message, "forwarded") | {"forward_origin": origin(source, message)}
    return content | options(call, chat)


@method("forwardMessage")
def forward_message(call: Call) -> Json:
    source = call.chat("from_chat_id")
    message = call.message(source, "message to forward not found")
    chat = call.writable()
    content = _forward(call, source, chat, message)
    call.paced(chat)
    return call.world.say(chat, call.bot.id, content)


def _many(call: Call, verb: str) -> list[Json]:
    """Messages that are not there are passed over; none left is a refusal."""
    source, chat = call.chat("from_chat_id"), call.writable()
    found = [source.messages[number] for number in message_ids(call) if number in source.messages]
    if not found:
        raise bad(f"there are no messages to {verb}")
    if verb == "forward":
        contents = [_forward(call, source, chat, message) for message in found]
    else:
        contents = [content_of(call, message, "copied") for message in found]
    call.paced(chat, len(contents))
    said = [call.world.say(chat, call.bot.id, content) for content in contents]
    return [{"message_id": message["message_id"]} for message in said]


@method("copyMessages")
def copy_messages(call: Call) -> list[Json]:
    return _many(call, "copy")


@method("forwardMessages")
def forward_messages(call: Call) -> list[Json]:
    return _many(call, "forward")
