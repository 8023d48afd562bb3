"""One question to a machine over the wire, and what its answers mean. The key goes into a header and nowhere else."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from bot.mistakes import Mistake, Why
from bot.wire import NeverLeft, Unanswered, Wire, as_json

SECONDS = 45.0
_KEY = frozenset({401, 403})
_BUSY = frozenset({429, 456, 503, 529})
"""456 is DeepL's for a quota that is used up."""


async def ask(wire: Wire, url: str, login: str, question: Mapping[str, object], seconds: float) -> Any:  # noqa: ANN401 - JSON
    """The answer's JSON. Raises `Mistake(TRANSLATOR_KEY | TRANSLATOR_BUSY | TRANSLATOR_AWAY | TRANSLATOR_GARBLED)`."""
    try:
        headers = [("Authorization", login)]
        answer = await wire.post(url, as_json(question), headers=headers, seconds=seconds)
    except (NeverLeft, Unanswered):
        raise Mistake(Why.TRANSLATOR_AWAY) from None
    if answer.status in _KEY:
        raise Mistake(Why.TRANSLATOR_KEY)
    if answer.status in _BUSY:
        raise Mistake(Why.TRANSLATOR_BUSY)
    if answer.status != HTTPStatus.OK:
        raise Mistake(Why.TRANSLATOR_AWAY)
    try:
        return json.loads(answer.body)
    except ValueError:
        raise Mistake(Why.TRANSLATOR_GARBLED) from None


def checked(found: object, number: int) -> list[str]:
    """As many sentences as were asked for. Raises `Mistake(TRANSLATOR_GARBLED)`."""
    if not isinstance(found, list) or len(found) != number or not all(isinstance(each, str) for each in found):
        raise Mistake(Why.TRANSLATOR_GARBLED)
    return found
