"""What people send that is neither typed nor a file: polls, dice, places …; what they pass on; reactions.

What cannot be done raises `NotPossible`.

POST /sandbox/hand {"user", "key", "kind", …}, /sandbox/forward, /sandbox/react; for tests, which may send whatever the
Bot API has, POST /control/hand {"user", "key", "content"}.
"""

import random
from collections.abc import Callable, Mapping

from aiohttp import web

from sandbox.deeds import NotPossible, place, speaking
from sandbox.doors import asked_object, given, world_of
from sandbox.shapes import Json, now
from sandbox.world import World

DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
"""How many faces each has."""
FEWEST, MOST = 2, 12
"""Options of a poll."""
OWN = {"message_id", "date", "chat", "from", "sender_chat", "edit_date", "reply_markup", "reply_to_message"}
"""Fields of a message that whoever passes it on does not pass on."""


def _poll(said: Json) -> Json:
    """A quiz where `correct` is one of its options."""
    question, options = str(said.get("question", "")).strip(), [str(each) for each in said.get("options", ())]
    if not question or not FEWEST <= len(options) <= MOST:
        raise NotPossible(f"a poll needs a question and {FEWEST} to {MOST} options")
    quiz = said.get("correct") is not None
    asked: Json = {
        "id": str(random.getrandbits(62)), "question": question,
        "options": [{"persistent_id": str(no), "text": each, "voter_count": 0} for no, each in enumerate(options)],
        "total_voter_count": 0, "allows_revoting": not quiz, "members_only": False,
        "is_closed": False, "is_anonymous": bool(said.get("is_anonymous", True)),
        "type": "quiz" if quiz else "regular",
        "allows_multiple_answers": not quiz and bool(said.get("allows_multiple_answers")),
    }  # fmt: skip
    return {"poll": asked | ({"correct_option_ids": [int(said["correct"])]} if quiz else {})}


def _dice(said: Json) -> Json:
    emoji = str(said.get("emoji") or "🎲")
    if emoji not in DICE:
        raise NotPossible("no such die")
    return {"dice": {"emoji": emoji, "value": random.randint(1, DICE[emoji])}}  # noqa: S311 - a die


def _contact(said: Json) -> Json:
    named = {name: said[name] for name in ("last_name", "user_id") if name in said}
    return {"contact": {"phone_number": str(said["phone_number"]), "first_name": str(said["first_name"])} | named}


def _location(said: Json) -> Json:
    """Alive for `live_period` seconds when that is given."""
    spot = {"latitude": float(said["latitude"]), "longitude": float(said["longitude"])}
    alive = {name: int(said[name]) for name in ("live_period", "heading") if name in said}
    return {"location": spot | alive}


def _venue(said: Json) -> Json:
    spot = _location(said)
    return spot | {"venue": spot | {"title": str(said["title"]), "address": str(said["address"])}}


def _checklist(said: Json) -> Json:
    tasks = [{"id": no, "text": str(each)} for no, each in enumerate(said.get("tasks", ()), 1)]
    if not tasks:
        raise NotPossible("a checklist needs a task")
    return {"checklist": {"title": str(said.get("title", "")), "tasks": tasks}}


MADE: Mapping[str, Callable[[Json], Json]] = {
    "poll": _poll,
    "dice": _dice,
    "contact": _contact,
    "location": _location,
    "venue": _venue,
    "checklist": _checklist,
}


def hand(world: World, user_id: int, key: str, content: Json, reply_to: int = 0) -> Json:
    """Sends what it holds."""
    chat, shared = speaking(world, user_id, key, reply_to)
    return world.say(chat, user_id, content | shared)


def forward(world: World, user_id: int, key: str, told: tuple[str, int]) -> Json:
    """Passes on a message of a chat, by its key and the message's number; it says where it is from."""
    message = place(world, user_id, told[0]).messages.get(told[1])
    if message is None:
        raise NotPossible("no such message")
    kept = {name: value for name, value in message.items() if name not in OWN}
    return hand(world, user_id, key, {"forward_origin": _origin(message)} | kept)


def _origin(message: Json) -> Json:
    sender = message.get("sender_chat")
    if sender and message["chat"]["type"] == "channel":
        return {"type": "channel", "date": message["date"], "chat": sender, "message_id": message["message_id"]}
    return {"type": "user", "date": message["date"], "sender_user": message["from"]}


def react(world: World, user_id: int, key: str, message_id: int, emoji: tuple[str, str]) -> None:
    """Puts an emoji below a message in the place of another (`""`: none); told to bots that asked for it."""
    chat = place(world, user_id, key)
    if message_id not in chat.messages:
        raise NotPossible("no such message")
    old, new = [[{"type": "emoji", "emoji": each}] if each else [] for each in emoji]
    change: Json = {"chat": chat.about, "message_id": message_id, "user": world.users[user_id], "date": now()}
    world.tell(chat, user_id, "message_reaction", change | {"old_reaction": old, "new_reaction": new})


async def _hand(request: web.Request) -> web.Response:
    said = await asked_object(request)
    made = MADE.get(str(said.get("kind")))
    if made is None:
        raise NotPossible(f"what is handed over is one of {', '.join(MADE)}")
    reply_to = int(said.get("reply_to") or 0)
    return given({"message": hand(world_of(request), int(said["user"]), str(said["key"]), made(said), reply_to)})


async def _forward(request: web.Request) -> web.Response:
    said = await asked_object(request)
    told = str(said["from_key"]), int(said["message_id"])
    return given({"message": forward(world_of(request), int(said["user"]), str(said["key"]), told)})


async def _react(request: web.Request) -> web.Response:
    said = await asked_object(request)
    emoji = str(said.get("was", "")), str(said.get("emoji", ""))
    react(world_of(request), int(said["user"]), str(said["key"]), int(said["message_id"]), emoji)
    return given({"ok": True})


async def _anything(request: web.Request) -> web.Response:
    said = await asked_object(request)
    content = said["content"]
    if not isinstance(content, dict):
        raise NotPossible("the content of a message is a JSON object")
    return given({"message": hand(world_of(request), int(said["user"]), str(said["key"]), content)})


def routes() -> list[web.RouteDef]:
    """The addresses."""
    return [
        web.post("/sandbox/hand", _hand),
        web.post("/sandbox/forward", _forward),
        web.post("/sandbox/react", _react),
        web.post("/control/hand", _anything),
    ]
