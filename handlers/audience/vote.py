"""/vote: one vote each for the story of the month, by a button."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.vote import candidates, vote
from bot.content import Post
from bot.people import Speaker
from bot.shares import month_before, month_of
from bot.store import Store, Work
from bot.words import words_for
from handlers.audience.home_screens import Ballot
from handlers.audience.questions import leave_question
from handlers.audience.vote_screens import Vote, vote_screen
from handlers.screen import Screen, show

Clock = Callable[[], datetime]
SHOWN = 10
"""Stories on one ballot; more would not fit on a phone."""


def router() -> Router:
    """The command and the press."""
    voting = Router(name="audience.vote")
    voting.message.register(ask, Command("vote", ignore_case=True))
    voting.callback_query.register(ask, Ballot.filter())
    voting.callback_query.register(chosen, Vote.filter())
    return voting


async def ask(event: Message | CallbackQuery, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """The ballot."""
    await leave_question(state)
    await show(event, await _ballot(store, speaker, clock()))


async def chosen(query: CallbackQuery, callback_data: Vote, store: Store, speaker: Speaker, clock: Clock) -> None:
    """Their vote, and the ballot with it. Raises `Mistake(NOT_FOUND | VOTE_OVER)`."""
    await vote(store, speaker.reader.id, callback_data.share_id, clock())
    await show(query, await _ballot(store, speaker, clock()))


async def _ballot(store: Store, speaker: Speaker, now: datetime) -> Screen:
    month = month_of(now)
    async with store.read() as tx:
        found = [(share.id, await _post(tx, share.post_id)) for share in (await candidates(tx, month))[-SHOWN:]]
        mine = await tx.shares.voted(month, speaker.reader.id)
        winner = await tx.shares.winner(month_before(month))
        share = await tx.shares.get(winner) if winner else None
        best = await _post(tx, share.post_id if share else None)
    choices = [(share_id, post) for share_id, post in found if post is not None]
    return vote_screen(words_for(speaker.reader.speaks), choices, mine, best)


async def _post(tx: Work, post_id: int | None) -> Post | None:
    return await tx.posts.get(post_id) if post_id is not None else None
