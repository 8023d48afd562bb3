"""The world: bots, people, chats, messages and files, all in memory, and what happens when somebody speaks."""

from collections.abc import Callable
from pathlib import Path

from sandbox import bots as bots_module
from sandbox.bots import Bot
from sandbox.calls import Calls
from sandbox.cast import Cast
from sandbox.chats import Chat, Member, administrator
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.flood import Flood
from sandbox.latency import Latency
from sandbox.pictures import seen_by
from sandbox.queries import Queries
from sandbox.shapes import Json, bad, forbidden, now


class World:
    """One Telegram. `keep` is the folder that outlives a restart, `strict` the limit of a strict window, if any."""

    def __init__(
        self, cast: Cast | None = None, keep: Path | None = None, *, flood: bool = True, strict: int = 0
    ) -> None:
        self.cast = cast or Cast()
        self.keep = keep
        self.events = Events()
        self.calls = Calls()
        self.faults = Faults()
        self.flood = Flood(enabled=flood, strict=strict)
        self.latency = Latency()
        self.touched = False
        self.webhook_changed: Callable[[Bot], None] = lambda _: None
        self.reset()

    def reset(self) -> None:
        """Back to the cast; the counters of events and calls go on."""
        self.bots: dict[int, Bot] = {}
        self.tokens: dict[str, Bot] = {}
        self.users: dict[int, Json] = {}
        self.started: set[int] = set()
        self.deactivated: set[int] = set()
        self.chats: dict[str, Chat] = {}
        self.names: dict[str, str] = {}
        self.queries = Queries()
        self.files = Files(self.keep / "files" if self.keep else None)
        for entry in self.cast.bots:
            self.add_bot(bots_module.from_cast(entry))
        for entry in self.cast.users:
            self.add_user(entry)
        for entry in self.cast.chats:
            self.add_chat(entry)

    def restart(self) -> None:
        """reset() while bots are connected: their polls end, their numbers of updates go on, webhooks are gone."""
        before = self.bots
        self.release()
        self.reset()
        self.faults.planned.clear()
        self.calls.clear()
        self.flood.restart()
        self.events.clear()
        self.events.add("", "reset")
        self.touched = True
        for bot in self.bots.values():
            if bot.id in before:
                bot.updates.next_id = before[bot.id].updates.next_id
            self.webhook_changed(bot)

    def release(self) -> None:
        """Ends the bots' long polls with what there is."""
        for bot in self.bots.values():
            bot.updates.release()

    def add_bot(self, bot: Bot) -> None:
        self.bots[bot.id] = bot
        self.tokens[bot.token] = bot

    @property
    def first_bot(self) -> Bot:
        return next(iter(self.bots.values()))

    def add_user(self, entry: Json) -> Json:
        names = ("id", "first_name", "last_name", "username", "language_code", "is_premium")
        user: Json = {"is_bot": False, "first_name": str(entry["id"])}
        user |= {name: entry[name] for name in names if entry.get(name) is not None}
        user["id"] = int(user["id"])
        self.users[user["id"]] = user
        for flag, flagged in (("started", self.started), ("deactivated", self.deactivated)):
            if entry.get(flag):
                flagged.add(user["id"])
            elif flag in entry:
                flagged.discard(user["id"])
        self.touched = True
        return user

    def add_chat(self, entry: Json) -> Chat:
        names = ("id", "type", "title", "username", "is_forum")
        about = {name: entry[name] for name in names if entry.get(name) is not None}
        chat = Chat(str(about["id"]), about)
        for who in entry.get("members", []):
            chat.members[int(who)] = Member()
        for who in entry.get("admins", []):
            chat.members[int(who)] = administrator(entry.get("rights", {}).get(str(who)))
        if owner := entry.get("owner"):
            chat.members[int(owner)] = Member("creator")
        self.chats[chat.key] = chat
        if "username" in about:
            self.names[str(about["username"]).lower()] = chat.key
        self.touched = True
        return chat

    def who(self, user_id: int) -> Json:
        """A bot or a person as the Bot API's User."""
        if user_id in self.bots:
            return self.bots[user_id].user
        return self.users[user_id]

    def private(self, bot_id: int, user_id: int) -> Chat:
        """The chat of a person with a bot, made when first asked for."""
        key = f"{bot_id}:{user_id}"
        chat = self.chats.get(key)
        if chat is None:
            user = self.users[user_id]
            about = {name: user[name] for name in ("id", "first_name", "last_name", "username") if name in user}
            chat = Chat(key, about | {"type": "private"}, bot_id=bot_id, open=user_id in self.started)
            self.chats[key] = chat
        return chat

    def find_chat(self, bot: Bot, given: str) -> Chat:
        """What a bot means by chat_id. Raises `chat not found`; bots don't talk to each other."""
        if known := self.chats.get(f"{bot.id}:{given}"):
            return known
        if not given.strip():
            raise bad("chat_id is empty")
        if given.startswith("@"):
            key = self.names.get(given[1:].lower(), "")
        else:
            key = given.strip()
            if key.isdecimal() and int(key) in self.bots:
                raise forbidden("bots can't send messages to bots")
            if key.isdecimal() and int(key) in self.users:
                return self.private(bot.id, int(key))
        chat = self.chats.get(key)
        if chat is None or chat.private:
            raise bad("chat not found")
        return chat

    def chat_by_key(self, key: str) -> Chat:
        """A chat as people name it. Raises KeyError."""
        bot_id, colon, user_id = key.partition(":")
        if colon:
            if int(bot_id) not in self.bots:
                raise KeyError(key)
            return self.private(int(bot_id), int(user_id))
        return self.chats[key]

    def say(self, chat: Chat, author: int, content: Json) -> Json:
        """A new message in a chat: kept, told to those who watch, and to the bots it is for."""
        message: Json = {"message_id": chat.next_message(), "date": now(), "chat": chat.about}
        if chat.kind == "channel":
            message["sender_chat"] = chat.about
        else:
            message["from"] = self.who(author)
        message.update(content)
        self._put(chat, message)
        if "from" not in message:
            chat.wrote(message["message_id"], author)
        self.events.add(chat.key, "message", message=message)
        self.tell(chat, author, "message", message)
        return message

    def change(self, chat: Chat, author: int, message: Json, kind: str = "edit") -> Json:
        """Puts an edited message in the place of the old one."""
        self._put(chat, message)
        self.events.add(chat.key, "edit", message=message)
        if kind == "edit":
            self.tell(chat, author, "edited_message", message)
        return message

    def _put(self, chat: Chat, message: Json) -> None:
        chat.messages[message["message_id"]] = message
        if "reply_markup" in message:
            chat.has_keys(message["message_id"])
        self.touched = True

    def drop(self, chat: Chat, message_ids: list[int]) -> None:
        """Deletes messages; the unknown are passed over."""
        gone = list(dict.fromkeys(each for each in message_ids if each in chat.messages))
        chat.forget(gone)
        if gone:
            self.touched = True
            self.events.add(chat.key, "delete", message_ids=gone)

    def tell(self, chat: Chat, author: int, kind: str, message: Json) -> None:
        """The update for each bot that may see this message; a bot is not told what it did itself."""
        if chat.private:
            if author != chat.bot_id and chat.bot_id in self.bots:
                self.bots[chat.bot_id].updates.add(kind, message)
            return
        if chat.kind == "channel":
            kind = kind.replace("message", "channel_post")
        for who in chat.members:
            bot = self.bots.get(who)
            if bot and who != author and self._sees(chat, bot, author, message):
                bot.updates.add(kind, seen_by(self.files, message, bot.id))

    def _sees(self, chat: Chat, bot: Bot, author: int, message: Json) -> bool:
        member = chat.member(bot.id)
        if chat.kind == "channel" or author in self.bots:
            return member.rules and chat.kind == "channel"
        if not member.inside:
            return False
        text = str(message.get("text") or message.get("caption") or "")
        replied = message.get("reply_to_message", {}).get("from", {}).get("id")
        service = "text" not in message and "caption" not in message and any(key in message for key in SERVICE)
        addressed = text.startswith("/") or f"@{bot.username}".lower() in text.lower() or replied == bot.id
        return member.rules or bot.reads_groups or addressed or service

    def set_member(self, chat: Chat, who: int, member: Member, by: int) -> None:
        """Changes somebody's place in a chat and tells the bots concerned."""
        old = chat.member(who)
        if old == member:
            return
        chat.members[who] = member
        self.touched = True
        user = self.who(who)
        # In a private chat it is the bot's own place that changes: kicked when it is blocked.
        change: Json = {
            "chat": chat.about, "from": self.who(by), "date": now(),
            "old_chat_member": old.as_json(user, chat.kind), "new_chat_member": member.as_json(user, chat.kind),
        }  # fmt: skip
        if who in self.bots:
            self.bots[who].updates.add("my_chat_member", change)
        for other in chat.members:
            if other != who and other in self.bots and chat.member(other).rules:
                self.bots[other].updates.add("chat_member", change)
        self.events.add(chat.key, "member", user=who, status=member.status)

    def phones(self) -> list[Json]:
        """What the page shows, with the key of each phone's chat."""
        return [phone | {"key": self.phone_key(phone)} for phone in self.cast.phones]

    def phone_key(self, phone: Json) -> str:
        if "chat" in phone:
            return str(phone["chat"])
        return f"{phone.get('bot', self.first_bot.id)}:{phone['user']}"


SERVICE = (
    "new_chat_members", "left_chat_member", "pinned_message", "group_chat_created", "new_chat_title",
    "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
)  # fmt: skip
