"""Settings, parsed once from the environment (and `.env`): frozen, checked, each mistake one clear line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PUBLIC_API = "https://api.telegram.org"
DATABASE = "sqlite+aiosqlite:///var/kapok.db"
_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{3,}")
_KNOWN = {
    "KAPOK_BOT_TOKEN",
    "KAPOK_TELEGRAM_API",
    "KAPOK_DATABASE_URL",
    "KAPOK_ADMINS",
    "KAPOK_SANDBOX_PORT",
    "KAPOK_LOG",
}
_DRIVERS = {"sqlite+aiosqlite", "postgresql+asyncpg"}
_LEVELS = ("debug", "info", "warning", "error")
_PORT_MAX = 65535


class WrongSetting(ValueError):  # noqa: N818 - a message for the operator
    """A setting that cannot be used; its text is one line for the terminal, without secrets."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. Without a token the sandbox is started and used."""

    token: str | None = field(default=None, repr=False)
    telegram_api: str = field(default=PUBLIC_API, repr=False)
    database_url: str = field(default=DATABASE, repr=False)
    admins: frozenset[int] = frozenset()
    sandbox_port: int = 8081
    log: str = "info"

    @property
    def sandbox(self) -> bool:
        """Whether Kapok runs against its own sandbox."""
        return self.token is None

    @property
    def account_id(self) -> int:
        """The public part of the token: the bot's own id."""
        return int((self.token or "0:").split(":", 1)[0])


def parse(environment: Mapping[str, str]) -> Settings:
    """Settings from variables. Raises `WrongSetting` with one line that names the variable, never its secret."""
    unknown = sorted(name for name in environment if name.startswith("KAPOK_") and name not in _KNOWN)
    if unknown:
        raise WrongSetting(f"{unknown[0]}: no such setting (known: {', '.join(sorted(_KNOWN))})")
    value = {name: environment.get(name, "").strip() for name in _KNOWN}
    return Settings(
        token=_token(value["KAPOK_BOT_TOKEN"]),
        telegram_api=_api(value["KAPOK_TELEGRAM_API"]),
        database_url=_database(value["KAPOK_DATABASE_URL"]),
        admins=_admins(value["KAPOK_ADMINS"]),
        sandbox_port=_port(value["KAPOK_SANDBOX_PORT"]),
        log=_level(value["KAPOK_LOG"]),
    )


def _token(text: str) -> str | None:
    if text and not _TOKEN.fullmatch(text):
        raise WrongSetting("KAPOK_BOT_TOKEN: not a bot token (it looks like 123456789:ABC…, as @BotFather gives it)")
    return text or None


def _api(text: str) -> str:
    try:
        parts = urlsplit(text or PUBLIC_API)
        well = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or True)
    except ValueError:  # a port that is no number, half an IPv6 address
        well = False
    if not well or parts.query or parts.fragment:
        raise WrongSetting("KAPOK_TELEGRAM_API: not the base URL of a Bot API server (such as http://127.0.0.1:8081)")
    return (text or PUBLIC_API).rstrip("/")


def _database(text: str) -> str:
    url = text or DATABASE
    scheme = url.split("://", 1)[0]
    url = url.replace(scheme, {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}.get(scheme, scheme), 1)
    if "://" not in url or url.split("://", 1)[0] not in _DRIVERS:
        raise WrongSetting("KAPOK_DATABASE_URL: not sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER@HOST/NAME")
    return url


def _admins(text: str) -> frozenset[int]:
    try:
        return frozenset(int(part) for part in re.split(r"[,\s]+", text) if part)
    except ValueError:
        raise WrongSetting("KAPOK_ADMINS: not a list of numeric ids (such as 123456789, 987654321)") from None


def _port(text: str) -> int:
    if text and not (text.isdecimal() and int(text) <= _PORT_MAX):
        raise WrongSetting("KAPOK_SANDBOX_PORT: not a port number (0 for any free one)")
    return int(text or 8081)


def _level(text: str) -> str:
    level = (text or "info").lower()
    if level not in _LEVELS:
        raise WrongSetting(f"KAPOK_LOG: not one of {', '.join(_LEVELS)}")
    return level
