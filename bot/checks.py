"""`python -m bot check`: settings, database and token, one line a finding; changes nothing. Part of the front door."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from bot.actions.served import another
from bot.catalogs import faults
from bot.delivery import Reason
from bot.settings import Settings
from bot.transports.telegram import Telegram
from storage import Database, StorageFault

_AWAY = frozenset({Reason.UNREACHED, Reason.UNANSWERED, Reason.SERVER})


class Mark(StrEnum):
    """How a finding is marked in the terminal."""

    WELL = "ok"
    LOOK = "LOOK"
    """Kapok serves all the same; somebody should decide whether it is meant so."""
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    line: str
    mark: Mark = Mark.WELL


async def check(settings: Settings) -> list[Finding]:
    """Everything that can be known before serving."""
    return [*_settings(settings), *_words(), *await _database(settings), *await _token(settings)]


def _settings(settings: Settings) -> list[Finding]:
    findings = [Finding("settings: every one can be read")]
    if not settings.admins and not settings.sandbox:
        findings.append(Finding("settings: KAPOK_ADMINS names nobody, so nobody can approve posts yet", Mark.LOOK))
    if settings.open_line:
        host = urlsplit(settings.telegram_api).hostname
        line = f"settings: the token goes unencrypted to {host}: is the way there yours alone?"
        findings.append(Finding(line, Mark.LOOK))
    if settings.links:
        at = f"{settings.links.host}:{settings.links.port}"
        line = f"settings: buttons of posts lead over {settings.links.url}, which must reach {at} here, and are counted"
        findings.append(Finding(line))
    return findings


def _words() -> list[Finding]:
    """The catalogs that are compiled here."""
    faulty = faults()
    lines = [
        f"words: the catalog {form.catalog} lacks {told} sentences, which are said in English: `make words`"
        if isinstance(told, int)
        else f"words: the catalog {form.catalog} cannot be read, its readers get {told.catalog}: is it compiled?"
        for form, told in faulty.items()
    ]
    return [Finding(line, Mark.LOOK) for line in lines] or [Finding("words: the catalog of every language can be read")]


async def _database(settings: Settings) -> list[Finding]:
    try:
        database = Database(settings.database_url)
        try:
            findings = [Finding(f"database: {line}") for line in await database.check()]
            served = await database.bot()
            if settings.token and served not in {None, str(settings.account_id)}:
                findings.append(Finding(another(served, settings.account_id), Mark.WRONG))
            return findings
        finally:
            await database.close()
    except StorageFault as fault:
        return [Finding(f"database: {fault}", Mark.WRONG)]


async def _token(settings: Settings) -> list[Finding]:
    if settings.token is None:
        return [Finding("token: none is set, the sandbox will be used")]
    telegram = Telegram(settings.token, settings.telegram_api)
    try:
        told = await telegram.name()
    finally:
        await telegram.close()
    if isinstance(told, str):
        return [Finding(f"token: Telegram knows it as @{told}")]
    if told.reason is Reason.TOKEN:
        return [Finding("token: Telegram does not accept it", Mark.WRONG)]
    if told.reason in _AWAY:
        place = urlsplit(settings.telegram_api).netloc.rpartition("@")[2]
        return [Finding(f"token: Telegram cannot be reached at {place} ({told.detail})", Mark.WRONG)]
    return [Finding(f"token: {told.detail}", Mark.WRONG)]
