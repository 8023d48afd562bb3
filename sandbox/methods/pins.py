"""pinChatMessage, unpinChatMessage."""

from sandbox.chats import Chat
from sandbox.methods.calling import Call, method
from sandbox.methods.posting import without_reply
from sandbox.shapes import bad, forbidden


def _pinnable(call: Call) -> Chat:
    chat = call.chat()
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    right = "can_edit_messages" if chat.kind == "channel" else "can_pin_messages"
    if not chat.private and not chat.member(call.bot.id).may(right):
        raise bad("not enough rights to manage pinned messages in the chat")
    return chat


@method("pinChatMessage")
def pin_chat_message(call: Call) -> bool:
    """The service message about it is told to the other bots of the chat."""
    chat = _pinnable(call)
    message = call.message(chat, "message to pin not found")
    message_id = message["message_id"]
    if message_id not in chat.pinned:
        chat.pinned = (*chat.pinned, message_id)
        call.world.events.add(chat.key, "pin", message_id=message_id)
        call.world.say(chat, call.bot.id, {"pinned_message": without_reply(message)})
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> bool:
    """Without message_id the one pinned last."""
    chat = _pinnable(call)
    message_id = call.params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad("message to unpin not found")
    _unpin(call, chat, message_id)
    return True


def _unpin(call: Call, chat: Chat, message_id: int) -> None:
    chat.pinned = tuple(pinned for pinned in chat.pinned if pinned != message_id)
    call.world.touched = True
    call.world.events.add(chat.key, "unpin", message_id=message_id)
