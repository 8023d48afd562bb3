"""The cast file: which bots, people and chats the world begins with, and what the page shows."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.shapes import Json

DEFAULT_BOT: Json = {
    "id": 700000001,
    "token": "700000001:sandbox",
    "username": "sandbox_bot",
    "first_name": "Sandbox",
    "can_join_groups": True,
    "supports_inline_queries": True,
}


@dataclass(frozen=True)
class Cast:
    """What a cast file says, unchanged; an empty one has a single bot."""

    bots: list[Json] = field(default_factory=lambda: [dict(DEFAULT_BOT)])
    users: list[Json] = field(default_factory=list)
    chats: list[Json] = field(default_factory=list)
    phones: list[Json] = field(default_factory=list)
    guide: Json = field(default_factory=dict)


def parse(document: Json) -> Cast:
    """A cast from a parsed TOML document."""
    bots = [document["bot"]] if "bot" in document else []
    bots += document.get("bots", [])
    return Cast(
        bots=[DEFAULT_BOT | bot for bot in bots] or [dict(DEFAULT_BOT)],
        users=document.get("users", []),
        chats=document.get("chats", []),
        phones=document.get("phones", []),
        guide=document.get("guide", {}),
    )


def read(path: Path) -> Cast:
    """Raises OSError when the file is not there, tomllib.TOMLDecodeError when it is not TOML."""
    return parse(tomllib.loads(path.read_text(encoding="utf-8")))
