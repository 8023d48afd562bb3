"""What outlives a restart: a snapshot in DIR/state.json, replaced as a whole; files' bytes lie beside it."""

import asyncio
import json
import logging
import time
from dataclasses import asdict
from typing import Any

from sandbox.bots import Bot, Webhook
from sandbox.chats import Chat, Member, Topic
from sandbox.files import Stored
from sandbox.shapes import Json
from sandbox.world import World

_log = logging.getLogger(__name__)
DEBOUNCE_SECONDS = 1.0
PATIENCE = 10
"""How many times as long as a save takes the next one waits at the least."""


class Unreadable(ValueError):  # noqa: N818 - a message for the terminal
    """What was kept cannot be read; its text is one line that says what to do."""


def _bot(bot: Bot) -> Json:
    return {
        "commands": {scope: dict(said) for scope, said in bot.commands.items()},
        "texts": {what: dict(said) for what, said in bot.texts.items()},
        "menus": dict(bot.menus),
        "webhook": asdict(bot.webhook) if bot.webhook else None,
        "next_id": bot.updates.next_id,
        "allowed": list(bot.updates.allowed),
        "waiting": list(bot.updates.waiting.values()),
    }


def _chat(chat: Chat) -> Json:
    return {
        "key": chat.key,
        "about": chat.about,
        "bot_id": chat.bot_id,
        "members": {who: [member.status, sorted(member.rights)] for who, member in chat.members.items()},
        "messages": list(chat.messages.values()),
        "authors": dict(chat.authors or {}),
        "last_id": chat.last_id,
        "pinned": list(chat.pinned),
        "open": chat.open,
        "keyed": sorted(chat.keyed),
        "topics": {number: [topic.name, topic.closed] for number, topic in (chat.topics or {}).items()},
    }


def snapshot(world: World) -> Json:
    """Everything worth keeping. Messages are never changed in place, so it may be written by another thread."""
    return {
        "users": list(world.users.values()),
        "started": sorted(world.started),
        "deactivated": sorted(world.deactivated),
        "chats": [_chat(chat) for chat in world.chats.values()],
        "bots": {bot.id: _bot(bot) for bot in world.bots.values()},
        "files": world.files.as_json(),
        "event": world.events.n,
    }


def write(world: World, kept: Json) -> None:
    """Replaces the kept state as a whole."""
    if world.keep is None:
        return
    world.keep.mkdir(parents=True, exist_ok=True)
    fresh = world.keep / "state.json.new"
    fresh.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8", errors="surrogatepass")
    fresh.replace(world.keep / "state.json")


def save(world: World) -> None:
    """At the end, at once."""
    if world.keep is not None and world.touched:
        world.touched = False
        write(world, snapshot(world))


async def keeping(world: World) -> None:
    """Saves about a second after a change; a large world less often, so that saving stays a tenth of the time.

    What cannot be written (a full disk) goes to the log, and is tried again.
    """
    pause = DEBOUNCE_SECONDS
    while world.keep is not None:
        await asyncio.sleep(pause)
        if not world.touched:
            continue
        world.touched = False
        began = time.monotonic()
        try:
            await asyncio.to_thread(write, world, snapshot(world))
        except OSError as fault:
            world.touched = True
            _log.warning("the chats cannot be kept: %s", fault)
        pause = max(DEBOUNCE_SECONDS, PATIENCE * (time.monotonic() - began))


def load(world: World) -> None:
    """Lays what was kept over the cast, which decides about bots: one no longer in it is forgotten.

    Raises `Unreadable`.
    """
    if world.keep is None or not (world.keep / "state.json").exists():
        return
    path = world.keep / "state.json"
    try:
        _lay_over(world, json.loads(path.read_text(encoding="utf-8", errors="surrogatepass")))
    except (ValueError, LookupError, TypeError, AttributeError) as broken:
        why = f"{type(broken).__name__}: {broken}"
        raise Unreadable(f"{path} cannot be read ({why}); without that file all chats begin anew") from None


def _lay_over(world: World, kept: Json) -> None:
    cast_users = {int(user["id"]) for user in world.cast.users}
    for user in kept["users"]:
        if user["id"] not in cast_users:
            world.add_user(user)
    world.started |= set(kept["started"])
    world.deactivated |= set(kept["deactivated"])
    for entry in kept["files"]:
        world.files.remember(Stored(**entry))
    for entry in kept["chats"]:
        _load_chat(world, entry)
    for bot_id, entry in kept["bots"].items():
        if int(bot_id) in world.bots:
            _load_bot(world.bots[int(bot_id)], entry)
    world.events.n = max(world.events.n, kept["event"])
    world.touched = False


def _load_chat(world: World, entry: Json) -> None:
    chat = Chat(entry["key"], entry["about"], entry["bot_id"])
    cast_chat = world.chats.get(chat.key)
    chat.members = dict(cast_chat.members) if cast_chat else {}
    chat.members |= {int(who): Member(status, frozenset(rights)) for who, (status, rights) in entry["members"].items()}
    chat.messages.update((message["message_id"], message) for message in entry["messages"])
    chat.authors = {int(number): author for number, author in entry["authors"].items()}
    chat.last_id, chat.pinned = entry["last_id"], tuple(entry["pinned"])
    chat.open = entry["open"]
    chat.keyed = frozenset(entry.get("keyed", []))
    chat.topics = {int(number): Topic(*told) for number, told in entry.get("topics", {}).items()} or None
    world.chats[chat.key] = chat
    if "username" in chat.about and not chat.private:
        world.names[str(chat.about["username"]).lower()] = chat.key


def _load_bot(bot: Bot, entry: Json) -> None:
    names: Any = ("commands", "texts", "menus")
    for name in names:
        setattr(bot, name, entry[name])
    bot.webhook = Webhook(**entry["webhook"]) if entry["webhook"] else None
    bot.updates.next_id = entry["next_id"]
    bot.updates.allowed = entry["allowed"]
    for moment, update in entry["waiting"]:
        bot.updates.waiting[update["update_id"]] = (moment, update)
