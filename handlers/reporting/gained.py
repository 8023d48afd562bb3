"""How many readers a partner has won and lost, as whoever works here asks in plain words."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.people import Speaker
from bot.recurrence import moment_near, wall_at
from bot.store import Glancing
from handlers.reading.past import Days, days_past
from handlers.reporting.reports_screens import Gain, gains_screen
from handlers.showing.directory import is_here, partner_named
from handlers.showing.screen import show
from handlers.turns.filters import BY_STAFF, IDLE, OWN, PLAIN
from handlers.turns.turn import Turn, hand

MOST = 80
"""Characters of such a question."""
_WHOM = re.compile(
    r"粉|[关關]注|追[蹤踪]|[读讀]者|[订訂][阅閱]|follow|\b(?:readers?|subscribers?|people|seguidor\w*|leitor\w*|pessoas)\b",
    re.IGNORECASE,
)
_CAME_OR_WENT = re.compile(
    r"[涨漲增新掉]|多[了咗]|少[了咗]|走[了咗]|流失|取[关關消]"
    r"|\b(?:gain(?:ed)?|new|w[io]n|lost|los[et]|join(?:ed)?|left|gr[eo]w[nt]?h?|(?:un)?followed)\b"
    r"|\b(?:ganh\w+|nov[oa]s|perd\w+|deixaram|chegaram|a mais|a menos)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"多少|[几幾]|\b(?:how many|quant[oa]s)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|desde)\b|以[来來]|[起至]今|到[现現而]", re.IGNORECASE)


class AsksWhoCame(Filter):
    """Whoever works here asks how many readers came or went; the handler gets the `days`."""

    async def __call__(
        self, message: Message, speaker: Speaker, clock: Callable[[], datetime]
    ) -> bool | dict[str, Any]:
        """Which days: this week unless others are named."""
        days = asked_days(message.text or "", wall_at(clock(), speaker.reader.zone).date())
        return {"days": days} if days else False


def asked_days(text: str, today: date) -> Days | None:
    """The days that a question about readers who came and went is about, until today at most; none of anything else."""
    if len(text) > MOST or not all(said.search(text) for said in (_WHOM, _CAME_OR_WENT, _HOW_MANY)):
        return None
    tomorrow = today + timedelta(days=1)
    first, end = days_past(text, today) or (today - timedelta(days=today.weekday()), tomorrow)
    return first, tomorrow if _SINCE.search(text) else min(end, tomorrow)


def router() -> Router:
    """The question. Before the rooms: it names no command, and may name a partner."""
    gained = Router(name="reporting.gained")
    hand(gained, "turn", Turn)
    gained.message.register(told, PLAIN, BY_STAFF, IDLE, OWN, AsksWhoCame())
    return gained


async def told(message: Message, turn: Turn, store: Glancing, days: Days) -> None:
    """Of the one that is named, or of all that they may know of; those who won most first."""
    named = partner_named(message.text or "", await store.called())
    first, end = (moment_near(datetime.combine(day, time()), turn.zone) for day in days)
    async with turn.store.read() as tx:
        mine = await (tx.partners.all() if turn.speaker.is_admin else tx.partners.of_member(turn.speaker.reader.id))
        some = [each for each in mine if is_here(each)]
        gains = [
            Gain(
                partner.name(turn.words.form),
                await tx.reports.since((), partner.id, (first, end)),
                sum((await tx.follows.counts(partner.id)).values()),
            )
            for partner in [each for each in some if each.id == named] or some
        ]
    gains.sort(key=lambda each: (each.since.unfollowed - each.since.followed, -each.now))
    await show(message, gains_screen(turn.words, days, gains))
