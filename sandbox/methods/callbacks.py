# ruff: noqa: D103 - a method is documented where its name comes from: core.telegram.org/bots/api
"""answerCallbackQuery: once, and in time."""

import re

from sandbox.methods.calling import Call, method
from sandbox.shapes import bad, units

ANSWER_LIMIT = 200


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    params = call.params
    text, url = params.text("text"), params.text("url")
    if units(text) > ANSWER_LIMIT:
        raise bad("MESSAGE_TOO_LONG")
    if url and not re.match(r"(https?://)?(t\.me|telegram\.me)/|tg://", url):
        raise bad("URL_INVALID")
    query = call.world.queries.open(params.text("callback_query_id"), call.bot.id)
    answer = {"text": text, "show_alert": params.flag("show_alert"), "url": url}
    query.reply(answer)
    call.world.events.add(query.key, "answer", user=query.user_id, callback_query_id=query.id, **answer)
    return True
