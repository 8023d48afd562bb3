"""Settings, parsed once from the environment (and `.env`): frozen, checked, each mistake one clear line."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream

PUBLIC_API = "https://api.telegram.org"
CHATTY = ("httpx", "httpcore", "apscheduler", "aiogram.event", "aiogram.dispatcher", "aiosqlite", "alembic", "telegram")
"""Libraries that log what nobody may read, at any level: requests with the token in them, people's names and texts."""
DATABASE = "sqlite+aiosqlite:///var/kapok.db"
PRACTICE = "sqlite+aiosqlite:///var/practice.db"
"""Of the sandbox: its sample people are nobody on Telegram, and one of them is an admin."""
_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{3,}")
_KNOWN = {
    "KAPOK_BOT_TOKEN",
    "KAPOK_TELEGRAM_API",
    "KAPOK_DATABASE_URL",
    "KAPOK_ADMINS",
    "KAPOK_SANDBOX_PORT",
    "KAPOK_WEBHOOK_URL",
    "KAPOK_WEBHOOK_SECRET",
    "KAPOK_WEBHOOK_LISTEN",
    "KAPOK_LINKS_URL",
    "KAPOK_LINKS_LISTEN",
    "KAPOK_DOUBT",
    "KAPOK_TRANSLATOR_URL",
    "KAPOK_TRANSLATOR_KEY",
    "KAPOK_TRANSLATOR_MODEL",
    "KAPOK_LOG",
}
_DRIVERS = {"sqlite+aiosqlite", "postgresql+asyncpg"}
_LEVELS = ("debug", "info", "warning", "error")
_PORT_MAX = 65535
_DOUBT_MAX = 1000
WEBHOOK_LISTEN = "127.0.0.1:8082"
LINKS_LISTEN = "127.0.0.1:8083"
LINKS_LIMIT = 256
"""Characters of the base address; a button's is 60 longer at most."""
_PERSON = re.compile(r"[1-9][0-9]{0,15}")
"""An id, of 52 bits at most (core.telegram.org/bots/api#user); those of groups begin with a minus."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_LISTEN = re.compile(r"(?P<host>\[[0-9A-Fa-f:.%]+\]|[^\s:/@\[\]]+):(?P<port>[0-9]{1,5})")
_PATH = re.compile(r"[A-Za-z0-9._~/-]*")


class WrongSetting(ValueError):  # noqa: N818 - a message for the operator
    """A setting that cannot be used; its text is one line for the terminal, without secrets."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram pushes updates to, and where they arrive here."""

    url: str
    secret: str = field(repr=False)
    host: str
    port: int

    @property
    def path(self) -> str:
        """The address's path."""
        return urlsplit(self.url).path or "/"


@dataclass(frozen=True, slots=True)
class Links:
    """Over which public address the buttons of posts lead, and where they arrive here."""

    url: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine that translates: where it is, and what it wants to hear."""

    url: str
    key: str = field(repr=False)
    model: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. Without a token the sandbox is started and used."""

    token: str | None = field(default=None, repr=False)
    telegram_api: str = field(default=PUBLIC_API, repr=False)
    database_url: str = field(default=PRACTICE, repr=False)
    admins: frozenset[int] = frozenset()
    sandbox_port: int = 8081
    webhook: Webhook | None = None
    links: Links | None = None
    """Off unless it is set: then buttons lead straight to where they lead, and nobody counts them."""
    in_doubt: int | None = None
    """K: so many people of one process are in doubt after a crash at the most; none: as the pace needs."""
    machine: Machine | None = None
    """Off unless it is set."""
    log: str = "info"

    @property
    def sandbox(self) -> bool:
        """Whether Kapok runs against its own sandbox."""
        return self.token is None

    @property
    def account_id(self) -> int:
        """The public part of the token: the bot's own id."""
        return int((self.token or "0:").split(":", 1)[0])

    @property
    def open_line(self) -> bool:
        """Whether the token goes to another machine unencrypted: a Bot API server of one's own may stand beside us."""
        api = urlsplit(self.telegram_api)
        return api.scheme == "http" and api.hostname not in _LOOPBACK


def kept_in(file: Path) -> Mapping[str, str]:
    """The variables that a file such as `.env` sets, none when there is no file.

    Raises `WrongSetting` for a line that sets nothing: skipped in silence, it would leave the sandbox running.
    """
    if not file.exists():
        return {}
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise WrongSetting(f"{file}: not a text file in UTF-8") from None
    for told in parse_stream(io.StringIO(text)):
        if told.error or (told.key and told.value is None):
            line = told.original.line + len(told.original.string) - len(told.original.string.lstrip("\n"))
            raise WrongSetting(f"{file}, line {line}: not NAME=VALUE")
    return {name: value or "" for name, value in dotenv_values(stream=io.StringIO(text)).items()}


def person(text: str) -> int:
    """Somebody's numeric id. Raises `WrongSetting`."""
    if not _PERSON.fullmatch(text):
        raise WrongSetting(f"{text}: not a person's numeric id (such as 123456789)")
    return int(text)


def parse(environment: Mapping[str, str]) -> Settings:
    """Settings from variables. Raises `WrongSetting` with one line that names the variable, never its secret."""
    unknown = sorted(name for name in environment if name.upper().startswith("KAPOK_") and name not in _KNOWN)
    if unknown:
        raise WrongSetting(f"{unknown[0]}: no such setting (known: {', '.join(sorted(_KNOWN))})")
    value = {name: environment.get(name, "").strip() for name in _KNOWN}
    settings = Settings(
        token=_token(value["KAPOK_BOT_TOKEN"]),
        telegram_api=_api(value["KAPOK_TELEGRAM_API"]),
        database_url=_database(value["KAPOK_DATABASE_URL"] or (DATABASE if value["KAPOK_BOT_TOKEN"] else PRACTICE)),
        admins=_admins(value["KAPOK_ADMINS"]),
        sandbox_port=_port(value["KAPOK_SANDBOX_PORT"]),
        webhook=_webhook(value["KAPOK_WEBHOOK_URL"], value["KAPOK_WEBHOOK_SECRET"], value["KAPOK_WEBHOOK_LISTEN"]),
        links=_links(value["KAPOK_LINKS_URL"], value["KAPOK_LINKS_LISTEN"]),
        in_doubt=_doubt(value["KAPOK_DOUBT"]),
        machine=_machine(*(value[f"KAPOK_TRANSLATOR_{name}"] for name in ("URL", "KEY", "MODEL"))),
        log=_level(value["KAPOK_LOG"]),
    )
    webhook, links = settings.webhook, settings.links
    if webhook and links and (webhook.host, webhook.port) == (links.host, links.port):
        raise WrongSetting("KAPOK_LINKS_LISTEN: the same as KAPOK_WEBHOOK_LISTEN")
    return settings


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
    scheme = text.split("://", 1)[0]
    url = text.replace(
        scheme, {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}.get(scheme, scheme), 1
    )
    if "://" not in url or url.split("://", 1)[0] not in _DRIVERS:
        raise WrongSetting("KAPOK_DATABASE_URL: not sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER@HOST/NAME")
    if url.partition("://")[2].partition("/")[0].count("@") > 1:
        raise WrongSetting("KAPOK_DATABASE_URL: an @ in the password is written %40")
    return url


def _admins(text: str) -> frozenset[int]:
    ids = [part for part in re.split(r"[,\s]+", text) if part]
    if not all(map(_PERSON.fullmatch, ids)):
        raise WrongSetting("KAPOK_ADMINS: not a list of people's numeric ids (such as 123456789, 987654321)")
    return frozenset(map(int, ids))


def _port(text: str) -> int:
    if text and not (text.isdecimal() and int(text) <= _PORT_MAX):
        raise WrongSetting("KAPOK_SANDBOX_PORT: not a port number (0 for any free one)")
    return int(text or 8081)


def _doubt(text: str) -> int | None:
    if text and not (text.isdecimal() and 0 < int(text) <= _DOUBT_MAX):
        raise WrongSetting(f"KAPOK_DOUBT: not a number of people from 1 to {_DOUBT_MAX}")
    return int(text) if text else None


def _webhook(url: str, secret: str, listen: str) -> Webhook | None:
    """None without an address; then the other two mean nothing, but must not be wrong."""
    if (url or secret) and not _SECRET.fullmatch(secret):
        raise WrongSetting("KAPOK_WEBHOOK_SECRET: a webhook needs one, of 16 to 256 characters A-Z a-z 0-9 _ -")
    host, port = _listens("KAPOK_WEBHOOK_LISTEN", listen, WEBHOOK_LISTEN)
    if not url:
        return None
    if not _public(url):
        raise WrongSetting("KAPOK_WEBHOOK_URL: not a public https address without a query (http on loopback only)")
    return Webhook(url, secret, host, port)


def _links(url: str, listen: str) -> Links | None:
    """None without an address; then the other means nothing, but must not be wrong."""
    host, port = _listens("KAPOK_LINKS_LISTEN", listen, LINKS_LISTEN)
    if not url:
        return None
    if not _public(url) or len(url) > LINKS_LIMIT:
        raise WrongSetting("KAPOK_LINKS_URL: not a public https address without a query (http on loopback only)")
    return Links(url.rstrip("/"), host, port)


def _listens(name: str, listen: str, default: str) -> tuple[str, int]:
    where = _LISTEN.fullmatch(listen or default)
    if not where or int(where["port"]) > _PORT_MAX:
        raise WrongSetting(f"{name}: not HOST:PORT (such as {default})")
    return where["host"].strip("[]"), int(where["port"])


def _machine(url: str, key: str, model: str) -> Machine | None:
    """None without an address; a key must not go over an open line."""
    if not url:
        if key:
            raise WrongSetting("KAPOK_TRANSLATOR_URL: a key without an address")
        return None
    if not _public(url):
        raise WrongSetting("KAPOK_TRANSLATOR_URL: not an https address without a query (http on loopback only)")
    if not key or not (key.isascii() and key.isprintable()):
        raise WrongSetting("KAPOK_TRANSLATOR_KEY: needed with KAPOK_TRANSLATOR_URL, in printable ASCII")
    return Machine(url.rstrip("/"), key, model)


def _public(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:  # a port that is no number, half an IPv6 address
        return False
    schemes = {"https", "http"} if host in _LOOPBACK else {"https"}
    bare = not (parts.query or parts.fragment or "@" in parts.netloc)
    return bool(host and bare and parts.scheme in schemes and _PATH.fullmatch(parts.path))


_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def _level(text: str) -> str:
    level = (text or "info").lower()
    if level not in _LEVELS:
        raise WrongSetting(f"KAPOK_LOG: not one of {', '.join(_LEVELS)}")
    return level
