"""The log of calls to the Bot API: what was asked, by which bot, and how it was answered; no secrets in it."""

import time
from collections import deque
from typing import Any

from sandbox.record import OK, Record
from sandbox.shapes import Json

REMEMBERED = 50_000
SHORT = 200


def _unfit(item: tuple[str, Any]) -> bool:
    return (type(item[1]) is str and len(item[1]) > SHORT) or item[0] == "secret_token"


def shortened(values: Json) -> Json:
    """Parameters fit for a log: long strings are cut, a webhook's secret is left out."""
    if not any(map(_unfit, values.items())):
        return values
    shown = {}
    for name, value in values.items():
        if name == "secret_token":
            continue
        shown[name] = value[:SHORT] + "…" if isinstance(value, str) and len(value) > SHORT else value
    return shown


class Calls:
    """The last ones in full, all of them in short (`record`); `n` grows by one for each call."""

    def __init__(self) -> None:
        self.n = 0
        self.record = Record()
        self._kept: deque[tuple[Any, ...]] = deque(maxlen=REMEMBERED)

    def add(self, method: str, token_id: int, values: Json, answer: Json) -> None:
        self.n += 1
        ok, code, words, message_id = answer["ok"], answer.get("error_code"), answer.get("description"), None
        result = answer.get("result")
        if isinstance(result, dict):
            message_id = result.get("message_id")
        entry = (self.n, time.time(), method, token_id, shortened(values), ok, code, words, message_id)
        self._kept.append(entry)
        self.record.add(method, values, code or OK)

    def since(self, n: int, method: str = "") -> list[Json]:
        found = []
        for call in reversed(self._kept):
            if call[0] <= n:
                break
            if not method or call[2].lower() == method.lower():
                found.append(_shown(call))
        return found[::-1]

    def clear(self) -> None:
        self._kept.clear()
        self.record.clear(self.n)


def _shown(call: tuple[Any, ...]) -> Json:
    n, at, method, token_id, params, ok, code, description, message_id = call
    entry: Json = {
        "n": n, "at": at, "method": method, "token_id": token_id, "chat_id": params.get("chat_id"), "params": params,
        "ok": ok, "error_code": code, "description": description,
    }  # fmt: skip
    return entry if message_id is None else entry | {"message_id": message_id}
