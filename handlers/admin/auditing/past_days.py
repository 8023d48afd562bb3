"""An admin asks in plain words what went wrong, or who did something, on a day that was: the audit of that day."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.hearing.aliases import alias_of
from bot.people import Speaker
from bot.recurrence import local
from handlers.admin.auditing.audit import day_of_audit
from handlers.admin.seat import Seat
from handlers.reading.past import days_ago
from handlers.showing.screen import show
from handlers.turns.filters import BY_ADMIN, IDLE, PLAIN

MOST = 80
"""Characters of such a question."""
_WRONG = re.compile(
    r"(?:出|有|[发發]生)(?:过|過|[了咗])?(?:(?:什么|甚麼|[咩乜]嘢?|哪些|边啲|邊啲)(?:问题|問題|[事错錯])?|[错錯])|[没沒冇未][发發](?:到|出|送|成)"
    r"|失[败敗]|出[错錯]|[发發]唔[到出]|[发發]不出"
    r"|\b(?:w[ea]nt|go(?:es|ing)?|gone) wrong\b|\bhappen(?:ed)?\b|\bfail(?:ed|ures?)?\b|\bproblems?\b|\berrors?\b"
    r"|\b(?:not|n[’']t) (?:go out|sent|delivered)\b"
    r"|\b(?:correu|corre|deu) (?:mal|errado)\b|\baconteceu\b|\bfalh\w+|\bproblemas?\b|\berros?\b"
    r"|\bn[ãa]o sai(?:u|ram)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"[谁誰]|[边邊][个個]|\bwho\b|\bquem\b", re.IGNORECASE)


class AsksOfADay(Filter):
    """Nobody awaits an answer, and an admin asks what went wrong on a day, or who did something; gets the `day`."""

    async def __call__(
        self, message: Message, speaker: Speaker, clock: Callable[[], datetime]
    ) -> bool | dict[str, Any]:
        """Which day."""
        text = message.text or ""
        if message.forward_origin or alias_of(text):
            return False
        day = asked_day(text, local(clock(), speaker.reader.zone).date())
        return {"day": day} if day else False


def asked_day(text: str, today: date) -> date | None:
    """The day that is asked about; who did something is asked of days that are over."""
    if len(text) > MOST or "\n" in text.strip():
        return None
    ago = days_ago(text)
    if ago is None or not (_WRONG.search(text) or (ago and _WHO.search(text))):
        return None
    return today - timedelta(days=ago)


def router() -> Router:
    """Before what is said of one partner, and of all sending: a question of what was is no order."""
    past = Router(name="admin.past_days")
    past.message.register(told, PLAIN, BY_ADMIN, IDLE, AsksOfADay())
    return past


async def told(message: Message, seat: Seat, day: date) -> None:
    """Who did what that day, and where to look for how posts arrived."""
    await show(message, await day_of_audit(seat, day))
