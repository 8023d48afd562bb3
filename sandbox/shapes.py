"""The few words everything here is made of: JSON objects, refusals in Telegram's manner, UTF-16 lengths."""

import time
from typing import Any

Json = dict[str, Any]
Given = Any  # JSON from outside: it may be anything

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


class Refusal(Exception):  # noqa: N818 - the house's word for it
    """An answer `ok: false`, in Telegram's own words."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad(words: str) -> Refusal:
    """400."""
    return Refusal(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refusal:
    """403."""
    return Refusal(403, f"Forbidden: {words}")


def too_many(seconds: int) -> Refusal:
    """429, with the seconds to wait."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def now() -> int:
    """The date as Telegram gives it: whole seconds."""
    return int(time.time())


def units(text: str) -> int:
    """How long a text is for Telegram: UTF-16 code units."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
