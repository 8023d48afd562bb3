"""Inline mode on a person's side: asking a bot from any chat, and sending what was chosen.

What cannot be done raises `NotPossible`.
"""

from sandbox.bots import Bot
from sandbox.deeds import NotPossible, place, speaking
from sandbox.queries import Query
from sandbox.shapes import Json
from sandbox.world import World

QUERY_LIMIT = 256
CHAT_TYPES = {"private": "sender"}


def ask(world: World, user_id: int, key: str, text: str, offset: str = "") -> Query:
    """`text` may begin with @bot; otherwise the bot of the chat is asked, or the first. `offset`: what comes after."""
    chat = place(world, user_id, key)
    bot = world.bots.get(chat.bot_id, world.first_bot)
    if text.startswith("@"):
        name, _, text = text[1:].partition(" ")
        bot = _named(world, name)
    if not bot.inline:
        raise NotPossible("this bot has no inline mode")
    query = world.queries.ask(bot.id, user_id, key)
    query.text = text[:QUERY_LIMIT]
    shown: Json = {"id": query.id, "from": world.users[user_id], "query": query.text, "offset": offset}
    bot.updates.add("inline_query", shown | {"chat_type": CHAT_TYPES.get(chat.kind, chat.kind)})
    return query


def _named(world: World, name: str) -> Bot:
    for bot in world.bots.values():
        if bot.username.lower() == name.lower():
            return bot
    raise NotPossible("no such bot")


def choose(world: World, user_id: int, key: str, chosen: tuple[str, str]) -> Json:
    """Sends a result as the person's own message, via the bot."""
    query = world.queries.known.get(chosen[0])
    if query is None or query.user_id != user_id or not query.answer:
        raise NotPossible("no such inline query")
    result = next((each for each in query.answer["results"] if each["id"] == chosen[1]), None)
    if result is None:
        raise NotPossible("no such result")
    chat, _ = speaking(world, user_id, key)
    bot = world.bots[query.bot_id]
    message = world.say(chat, user_id, result["message"] | {"via_bot": bot.user})
    told: Json = {"result_id": chosen[1], "from": world.users[user_id], "query": query.text}
    bot.updates.add("chosen_inline_result", told)
    return message
