# ruff: noqa: D103 - a method is documented where its name comes from: core.telegram.org/bots/api
"""answerInlineQuery: results for somebody typing @bot; and what a chosen result says."""

import re

from sandbox import markup
from sandbox.methods import buttons, wording
from sandbox.methods.calling import Call, method
from sandbox.shapes import TEXT_LIMIT, Given, Json, bad, units
from sandbox.world import World

MOST_RESULTS = 50
START = re.compile(r"[A-Za-z0-9_-]{1,64}")
ID_LIMIT = OFFSET_LIMIT = 64


@method("answerInlineQuery")
def answer_inline_query(call: Call) -> bool:
    results = call.params.json("results", "inline query results")
    if not isinstance(results, list):
        raise bad("can't parse inline query results: expected an Array")
    if len(results) > MOST_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    checked = [_checked(call, result) for result in results]
    if len({result["id"] for result in checked}) != len(checked):
        raise bad("RESULT_ID_DUPLICATE")
    query = call.world.queries.open(call.params.text("inline_query_id"), call.bot.id)
    offset = call.params.text("next_offset")
    if len(offset.encode()) > OFFSET_LIMIT:
        raise bad("NEXT_OFFSET_INVALID")
    query.reply({"results": checked, "next_offset": offset, "button": _button(call)})
    shown = [bare(result) for result in checked]
    call.world.events.add(query.key, "inline", query_id=query.id, results=shown)
    return True


def _button(call: Call) -> Json | None:
    """What stands above the results, and leads to a chat with the bot."""
    shown = call.params.json("button", "inline query results button")
    if shown is None:
        return None
    if not isinstance(shown, dict) or not shown.get("text"):
        raise bad("can't parse inline query results button: Can't find field \"text\"")
    if not START.fullmatch(str(shown.get("start_parameter", ""))):
        raise bad("START_PARAM_INVALID")
    return shown


def bare(result: Json) -> Json:
    """A result as the bot gave it."""
    return {name: value for name, value in result.items() if name != "message"}


def _checked(call: Call, result: Given) -> Json:
    """The result with the message it would send as `message`."""
    if not isinstance(result, dict):
        raise bad("can't parse inline query result: expected an Object")
    if not 1 <= len(str(result.get("id") or "").encode()) <= ID_LIMIT:
        raise bad("RESULT_ID_INVALID")
    if not result.get("type"):
        raise bad("can't parse inline query result: Can't find field \"type\"")
    if result["type"] == "article" and not result.get("title"):
        raise bad("ARTICLE_TITLE_EMPTY")
    message = _message(call, result)
    keyboard = result.get("reply_markup")
    if isinstance(keyboard, dict) and (rows := buttons.inline(keyboard.get("inline_keyboard", []))):
        message["reply_markup"] = rows
    return result | {"id": str(result["id"]), "message": message}


def _message(call: Call, result: Json) -> Json:
    written = result.get("input_message_content")
    if isinstance(written, dict):
        return _written(call.world, written)
    if result["type"] == "article":
        raise bad("SEND_MESSAGE_MEDIA_INVALID")
    return {"text": str(result.get("caption") or result.get("title") or result["type"])}


def _written(world: World, given: Json) -> Json:
    mode = str(given.get("parse_mode") or "")
    text, entities = markup.read(str(given.get("message_text") or ""), mode, given.get("entities"))
    if not text:
        raise bad("message text is empty")
    if units(text) > TEXT_LIMIT:
        raise bad("message is too long")
    entities = wording.with_people(world, entities)
    return {"text": text} | ({"entities": entities} if entities else {})
