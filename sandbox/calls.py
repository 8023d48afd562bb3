"""The log of calls to the Bot API: what was asked, by which bot, and how it was answered; no secrets in it."""

import time
from collections import deque

from sandbox.shapes import Json

REMEMBERED = 50_000
SHORT = 200


def shortened(values: Json) -> Json:
    """Parameters fit for a log: long strings are cut, a webhook's secret is left out."""
    shown = {}
    for name, value in values.items():
        if name == "secret_token":
            continue
        shown[name] = value[:SHORT] + "…" if isinstance(value, str) and len(value) > SHORT else value
    return shown


class Calls:
    """Bounded; `n` grows by one for each call."""

    def __init__(self) -> None:
        self.n = 0
        self._kept: deque[Json] = deque(maxlen=REMEMBERED)

    def add(self, method: str, token_id: int, values: Json, answer: Json) -> None:
        self.n += 1
        entry: Json = {
            "n": self.n, "at": time.time(), "method": method, "token_id": token_id,
            "chat_id": values.get("chat_id"), "params": shortened(values), "ok": answer["ok"],
            "error_code": answer.get("error_code"), "description": answer.get("description"),
        }  # fmt: skip
        result = answer.get("result")
        if isinstance(result, dict) and "message_id" in result:
            entry["message_id"] = result["message_id"]
        self._kept.append(entry)

    def since(self, n: int, method: str = "") -> list[Json]:
        found = []
        for entry in reversed(self._kept):
            if entry["n"] <= n:
                break
            if not method or entry["method"].lower() == method.lower():
                found.append(entry)
        return found[::-1]

    def clear(self) -> None:
        self._kept.clear()
