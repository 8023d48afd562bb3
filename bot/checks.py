"""`python -m bot check`: settings, database and token, one line a finding; changes nothing. Part of the front door."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.settings import Settings
from bot.transports.telegram_request import WireRequest
from bot.wire import ANSWER_SECONDS, Wire
from storage import Database, StorageFault


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    well: bool
    line: str


async def check(settings: Settings) -> list[Finding]:
    """Everything that can be known before serving."""
    return [*_settings(settings), *await _database(settings), *await _token(settings)]


def _settings(settings: Settings) -> list[Finding]:
    findings = [Finding(well=True, line="settings: every one can be read")]
    if not settings.admins and not settings.sandbox:
        findings.append(Finding(well=True, line="settings: KAPOK_ADMINS names nobody, so nobody can approve posts yet"))
    if settings.links:
        at = f"{settings.links.host}:{settings.links.port}"
        line = f"settings: buttons of posts lead over {settings.links.url}, which must reach {at} here, and are counted"
        findings.append(Finding(well=True, line=line))
    return findings


async def _database(settings: Settings) -> list[Finding]:
    try:
        database = Database(settings.database_url)
        try:
            return [Finding(well=True, line=f"database: {line}") for line in await database.check()]
        finally:
            await database.close()
    except StorageFault as fault:
        return [Finding(well=False, line=f"database: {fault}")]


async def _token(settings: Settings) -> list[Finding]:
    if settings.token is None:
        return [Finding(well=True, line="token: none is set, the sandbox will be used")]
    try:
        async with Wire() as wire:
            request = WireRequest(wire, ANSWER_SECONDS)
            bot = Bot(settings.token, f"{settings.telegram_api}/bot", request=request, get_updates_request=request)
            await bot.initialize()
            return [Finding(well=True, line=f"token: Telegram knows it as @{bot.username}")]
    except InvalidToken:
        return [Finding(well=False, line="token: Telegram does not accept it")]
    except NetworkError as away:
        place = urlsplit(settings.telegram_api).netloc.rpartition("@")[2]
        return [Finding(well=False, line=f"token: Telegram cannot be reached at {place} ({away})")]
    except TelegramError as refused:
        return [Finding(well=False, line=f"token: {refused}")]
