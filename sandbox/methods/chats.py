# ruff: noqa: D103 - a method is documented where its name comes from: core.telegram.org/bots/api
"""getChat, getChatMember and what else a bot may ask or do about a chat it is in."""

from sandbox.chats import GONE, Chat
from sandbox.methods.calling import Call, method
from sandbox.shapes import Json, bad

FULL: Json = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False,
        "premium_subscription": False, "gifts_from_channels": False,
    },
}  # fmt: skip


@method("getChat")
def get_chat(call: Call) -> Json:
    chat = call.chat()
    if chat.private and not (chat.open or chat.id in call.world.started):
        raise bad("chat not found")
    full = chat.about | FULL
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]]
    if not chat.private:
        full["permissions"] = {"can_send_messages": chat.kind != "channel"}
    return full


@method("getChatMember")
def get_chat_member(call: Call) -> Json:
    chat = call.chat()
    who = call.params.integer("user_id")
    if who not in call.world.users and who not in call.world.bots:
        raise bad("invalid user_id specified" if who <= 0 else "member not found")
    rules = chat.private or chat.member(call.bot.id).rules
    if chat.kind == "channel" and not rules and who != call.bot.id:
        raise bad("member list is inaccessible")
    return _shown(call, chat, who)


def _shown(call: Call, chat: Chat, who: int) -> Json:
    return chat.member(who).as_json(call.world.who(who), chat.kind)


@method("getChatMemberCount", "getChatMembersCount")
def get_chat_member_count(call: Call) -> int:
    return len(call.chat().people)


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Json]:
    """Other bots are left out, as documented."""
    chat = call.chat()
    if chat.private:
        raise bad("there are no administrators in the private chat")
    shown = [who for who, member in chat.members.items() if member.rules and known(call, who)]
    return [_shown(call, chat, who) for who in shown if who not in call.world.bots or who == call.bot.id]


def known(call: Call, who: int) -> bool:
    """Whether this id is anybody's."""
    return who in call.world.users or who in call.world.bots


@method("leaveChat")
def leave_chat(call: Call) -> bool:
    chat = call.chat()
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    call.world.set_member(chat, call.bot.id, GONE, call.bot.id)
    return True
