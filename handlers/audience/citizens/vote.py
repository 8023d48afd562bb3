"""/vote: one vote each for the story of the month, by a button."""

from dataclasses import replace
from datetime import date, timedelta

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.actions.vote import candidates, vote
from bot.content import Post
from bot.hearing.aliases import Wish
from bot.hearing.points import point_of
from bot.recurrence import city_day
from bot.shares import month_before, month_of
from bot.store import Work
from handlers.audience.answering.points_screens import asked_of
from handlers.audience.citizens.vote_screens import Vote, vote_screen
from handlers.audience.home_screens import Ballot
from handlers.audience.questions import leave_question
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen, show
from handlers.turns.turn import hand

SHOWN = 10
"""Stories on one ballot; more would not fit on a phone."""
_UNTIL = "until"
"""The point of who asks when a vote ends, or begins."""


def router() -> Router:
    """The command and the press."""
    voting = Router(name="audience.vote")
    hand(voting, "visit", Visit)
    voting.message.register(ask, Command("vote", ignore_case=True))
    voting.callback_query.register(ask, Ballot.filter())
    voting.callback_query.register(chosen, Vote.filter())
    return voting


async def ask(event: Message | CallbackQuery, visit: Visit) -> None:
    """Shows the ballot."""
    await leave_question(visit.state)
    said = (event.text or "") if isinstance(event, Message) else ""
    await show(event, await ballot(visit, said))


async def chosen(query: CallbackQuery, callback_data: Vote, visit: Visit) -> None:
    """Their vote, and the ballot with it. Raises `Mistake(NOT_FOUND | VOTE_OVER)`."""
    await vote(visit.store, visit.reader.id, callback_data.share_id, visit.now)
    await show(query, await ballot(visit))


async def ballot(visit: Visit, said: str = "") -> Screen:
    """What can be voted for, and first what was `said` to be asked of it; until when, only where there is anything."""
    month, following = month_of(visit.now), _first_of_next_month(city_day(visit.now))
    async with visit.store.read() as tx:
        found = [(share.id, await _post(tx, share.post_id)) for share in (await candidates(tx, month))[-SHOWN:]]
        mine = await tx.shares.voted(month, visit.reader.id)
        winner = await tx.shares.winner(month_before(month))
        share = await tx.shares.get(winner) if winner else None
        best = await _post(tx, share.post_id if share else None)
        choices = [(share_id, post) for share_id, post in found if post is not None]
        begins = following if not choices and await candidates(tx, f"{following:%Y-%m}") else None
    page = vote_screen(visit.words, choices, mine, best, begins)
    if not choices and point_of(Wish.VOTE, said) == _UNTIL:
        return replace(page, about=Wish.VOTE)
    return asked_of(visit.words, Wish.VOTE, said, page)


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


async def _post(tx: Work, post_id: int | None) -> Post | None:
    return await tx.posts.get(post_id) if post_id is not None else None
