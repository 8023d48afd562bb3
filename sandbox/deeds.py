"""What a person does in a chat: writes, presses a button, edits, deletes, blocks, joins, leaves, promotes.

Every deed raises `NotPossible` when it cannot be done, and `Refusal` where Telegram itself would refuse what was said.
Texts are measured in UTF-16 units.
"""

import re

from sandbox import topics
from sandbox.chats import GONE, Chat, Member, Topic, administrator
from sandbox.markup import found, given, typed
from sandbox.markup.positions import by_place, stripped
from sandbox.methods.posting import without_reply
from sandbox.methods.wording import with_people
from sandbox.queries import Query
from sandbox.shapes import TEXT_LIMIT, Given, Json, now, units
from sandbox.world import World


class NotPossible(Exception):  # noqa: N818 - an answer, no error
    """What this person wants cannot be done, in words for them."""


def place(world: World, user_id: int, key: str) -> Chat:
    """The chat, if this person may act in it. Raises NotPossible."""
    if user_id not in world.users:
        raise NotPossible("no such user")
    try:
        chat = world.chat_by_key(key)
    except (KeyError, ValueError):
        raise NotPossible("no such chat") from None
    if chat.private and chat.id != user_id:
        raise NotPossible("this is somebody else's chat")
    return chat


def _speaking(world: World, user_id: int, key: str, *, start: bool = False) -> Chat:
    chat = place(world, user_id, key)
    if chat.blocked and start:
        unblock(world, user_id, key)
    if chat.blocked:
        raise NotPossible("you blocked this bot")
    if chat.kind == "channel" and not chat.member(user_id).may("can_post_messages"):
        raise NotPossible("only administrators may post in a channel")
    if not chat.member(user_id).inside:
        raise NotPossible("you are not in this chat")
    chat.open = True
    return chat


def _replied(chat: Chat, message_id: int) -> Json:
    quoted = chat.messages.get(message_id)
    return {"reply_to_message": without_reply(quoted)} if quoted else {}


def worded(world: World, text: str, entities: Given = None) -> tuple[str, list[Json]]:
    """A typed text and its entities, as an app would send them."""
    if entities is None:
        plain, marked = typed.parse(text)
    else:
        plain, marked = text, given.entities(text, entities)
    plain, marked = stripped(plain, marked)
    return plain, with_people(world, by_place(marked + found.entities(plain, marked)))


def write(world: World, user_id: int, key: str, said: Json) -> Json:
    """Sends a text; `said` has text, and maybe entities, reply_to and topic."""
    text, entities = worded(world, str(said.get("text", "")), said.get("entities"))
    if not text:
        raise NotPossible("an empty message")
    if units(text) > TEXT_LIMIT:
        raise NotPossible(f"a message has at most {TEXT_LIMIT} characters")
    chat = _speaking(world, user_id, key, start=bool(re.match(r"/start\b", text)))
    content: Json = {"text": text} | ({"entities": entities} if entities else {})
    if number := int(said.get("topic") or 0):
        content |= topics.open_to(chat, user_id, number)
    return world.say(chat, user_id, content | _replied(chat, int(said.get("reply_to") or 0)))


def speaking(world: World, user_id: int, key: str, reply_to: int = 0) -> tuple[Chat, Json]:
    """For files: the chat, opened, and the reply's field."""
    chat = _speaking(world, user_id, key)
    return chat, _replied(chat, reply_to)


def _message(chat: Chat, message_id: int) -> Json:
    message = chat.messages.get(message_id)
    if message is None:
        raise NotPossible("no such message")
    return message


def press(world: World, user_id: int, key: str, pressed: tuple[int, str]) -> Query:
    """Presses a button with this callback_data; the bot that put it there is asked."""
    chat = place(world, user_id, key)
    if chat.blocked:
        raise NotPossible("you blocked this bot")
    message = _message(chat, pressed[0])
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    if not any(button.get("callback_data") == pressed[1] for row in rows for button in row):
        raise NotPossible("no such button on this message")
    bot = world.bots.get(message.get("via_bot", {}).get("id") or chat.author(pressed[0]))
    if bot is None:
        raise NotPossible("no bot behind this button")
    query = world.queries.ask(bot.id, user_id, key, pressed[0])
    shown: Json = {
        "id": query.id, "from": world.users[user_id], "message": message,
        "chat_instance": str(abs(chat.id) * 7919 + chat.bot_id), "data": pressed[1],
    }  # fmt: skip
    bot.updates.add("callback_query", shown)
    return query


def edit(world: World, user_id: int, key: str, change: tuple[int, str]) -> Json:
    """Changes one's own text or caption."""
    chat = _speaking(world, user_id, key)
    message = _message(chat, change[0])
    if not _own(chat, user_id, change[0]):
        raise NotPossible("this message is not yours to edit")
    text, entities = worded(world, change[1])
    if not text:
        raise NotPossible("an empty message")
    field, marks = ("text", "entities") if "text" in message else ("caption", "caption_entities")
    edited = {name: value for name, value in message.items() if name != marks}
    edited |= {field: text, "edit_date": now()} | ({marks: entities} if entities else {})
    return world.change(chat, user_id, edited)


def _own(chat: Chat, user_id: int, message_id: int) -> bool:
    author = chat.author(message_id)
    return author == user_id or (chat.kind == "channel" and chat.member(user_id).may("can_edit_messages"))


def delete(world: World, user_id: int, key: str, message_id: int) -> None:
    """Deletes for everybody; the Bot API tells bots nothing of it."""
    chat = place(world, user_id, key)
    _message(chat, message_id)
    if not (chat.private or _own(chat, user_id, message_id) or chat.member(user_id).may("can_delete_messages")):
        raise NotPossible("this message is not yours to delete")
    world.drop(chat, [message_id])


def block(world: World, user_id: int, key: str) -> None:
    """Blocks the bot of a private chat."""
    _set_blocked(world, user_id, key, blocked=True)


def unblock(world: World, user_id: int, key: str) -> None:
    """Takes a block back."""
    _set_blocked(world, user_id, key, blocked=False)


def _set_blocked(world: World, user_id: int, key: str, *, blocked: bool) -> None:
    chat = place(world, user_id, key)
    if not chat.private:
        raise NotPossible("only a bot can be blocked")
    if chat.blocked != blocked:
        world.set_member(chat, chat.bot_id, Member("kicked" if blocked else "member"), user_id)
        world.events.add(key, "blocked", user=user_id, blocked=blocked)


def join(world: World, user_id: int, key: str) -> None:
    """Becomes a member."""
    chat = place(world, user_id, key)
    if chat.member(user_id).inside:
        return
    world.set_member(chat, user_id, Member(), user_id)
    if chat.kind != "channel":
        world.say(chat, user_id, {"new_chat_members": [world.users[user_id]]})


def leave(world: World, user_id: int, key: str) -> None:
    """Is no longer a member."""
    chat = place(world, user_id, key)
    if chat.private or not chat.member(user_id).inside:
        return
    if chat.kind != "channel":
        world.say(chat, user_id, {"left_chat_member": world.users[user_id]})
    world.set_member(chat, user_id, GONE, user_id)


def promote(world: World, user_id: int, key: str, change: tuple[int, Json | None]) -> None:
    """Makes somebody administrator with these rights; None removes a bot from the chat, a person from the admins."""
    chat = place(world, user_id, key)
    who, rights = change
    if not chat.member(user_id).may("can_promote_members"):
        raise NotPossible("you may not promote members here")
    if who not in world.bots and who not in world.users:
        raise NotPossible("no such member")
    if rights is not None:
        world.set_member(chat, who, administrator(rights), user_id)
    elif who in world.bots:
        world.set_member(chat, who, Member("kicked"), user_id)
    elif chat.member(who).inside:
        world.set_member(chat, who, Member(), user_id)


def manage_topic(world: World, user_id: int, key: str, said: Json) -> int:
    """Opens a topic by its `name`; changes or deletes (`gone`) the one named by `topic`. Its number."""
    chat = place(world, user_id, key)
    if not chat.member(user_id).may("can_manage_topics"):
        raise NotPossible("you may not manage topics here")
    number = int(said.get("topic") or 0)
    if not number:
        return topics.begin(world, chat, user_id, str(said.get("name", "")))
    if said.get("gone"):
        topics.end(world, chat, number)
    else:
        was = topics.the_topic(chat, number)
        wanted = Topic(str(said.get("name") or was.name), bool(said.get("closed", was.closed)))
        topics.change(world, chat, user_id, number, wanted)
    return number


def found_chat(world: World, user_id: int, kind: str, title: str, *, forum: bool = False) -> Chat:
    """A new channel or group of this person's own; a supergroup may have topics (`forum`)."""
    if user_id not in world.users:
        raise NotPossible("no such user")
    if kind not in {"channel", "supergroup", "group"} or not title.strip():
        raise NotPossible("a channel, supergroup or group needs a title")
    lowest = min((chat.id for chat in world.chats.values() if not chat.private), default=-1002000000000)
    about: Json = {"id": min(lowest, -1002000000000) - 1, "type": kind, "title": title}
    if forum and kind == "supergroup":
        about["is_forum"] = True
    made = world.add_chat(about | {"owner": user_id})
    world.events.add(made.key, "chat", chat=made.about | {"key": made.key})
    return made
