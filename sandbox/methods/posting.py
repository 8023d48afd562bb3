"""The common way of everything a bot sends: options, limits, the message itself."""

from sandbox import topics
from sandbox.chats import Chat
from sandbox.methods import buttons
from sandbox.methods.calling import Call
from sandbox.shapes import Json, bad

OPTIONS = {"protect_content", "message_effect_id", "reply_parameters", "reply_to_message_id", "message_thread_id"}


def options(call: Call, chat: Chat) -> Json:
    """Fields a message gets from the options of its call."""
    extra: Json = {}
    if OPTIONS.isdisjoint(call.params.values):
        return extra
    if call.params.flag("protect_content"):
        extra["has_protected_content"] = True
    if effect := call.params.text("message_effect_id"):
        extra["effect_id"] = effect
    replied = _replied(call, chat)
    if topic := call.params.integer("message_thread_id") or _topic_of(replied):
        extra |= topics.open_to(chat, call.bot.id, topic)
    if replied:
        extra["reply_to_message"] = replied
    return extra


def _topic_of(replied: Json | None) -> int:
    """An answer stands where what it answers stands."""
    return int(replied["message_thread_id"]) if replied and replied.get("is_topic_message") else 0


def _replied(call: Call, chat: Chat) -> Json | None:
    given = call.params.json("reply_parameters", "reply parameters") or {}
    if not isinstance(given, dict):
        raise bad("object expected as reply parameters")
    lenient = given.get("allow_sending_without_reply") or call.params.flag("allow_sending_without_reply")
    message_id = given.get("message_id") or call.params.integer("reply_to_message_id")
    if not message_id:
        return None
    found = chat.messages.get(int(message_id)) if str(message_id).isdecimal() else None
    if found is None and not lenient:
        raise bad("message to be replied not found")
    return without_reply(found) if found else None


def without_reply(message: Json) -> Json:
    """A message as it is quoted: the chain goes one step."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def post(call: Call, content: Json) -> Json:
    """Sends one message with the call's options and keyboard. The order of checks is Telegram's."""
    keyboard = buttons.reply_markup(call)
    chat = call.writable()
    extra = options(call, chat)
    call.paced(chat)
    if keyboard:
        extra["reply_markup"] = keyboard
    return call.world.say(chat, call.bot.id, content | extra if extra else content)
