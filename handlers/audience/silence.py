"""Nothing has come for days: why, as far as the reader's own choices tell."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.people import Speaker
from bot.store import Store
from bot.words import words_for
from handlers.audience.fewer import wanted_by
from handlers.audience.home import home_of
from handlers.audience.partners import going_on
from handlers.audience.questions import leave_question
from handlers.audience.silence_screens import SilenceMenu, Ties, silence_screen
from handlers.screen import Screen, show

Clock = Callable[[], datetime]


def router() -> Router:
    """The button; words that ask for it are heard by `wishes`."""
    silence = Router(name="audience.silence")
    silence.callback_query.register(asked, SilenceMenu.filter())
    return silence


async def asked(
    event: Message | CallbackQuery, state: FSMContext, store: Store, speaker: Speaker, clock: Clock
) -> None:
    """Home says it of whoever has stopped, has never agreed or is being forgotten."""
    await leave_question(state)
    why = _why if speaker.reader.reachable else home_of
    await show(event, await why(store, speaker, clock()))


async def _why(store: Store, speaker: Speaker, now: datetime) -> Screen:
    reader = speaker.reader
    wanted = await wanted_by(store, reader, now)
    async with store.read() as tx:
        follows, campaigns = await tx.follows.of(reader.id), await going_on(tx, reader, now)
        muted = {partner_id for partner_id, until in (await tx.follows.mutes(reader.id)).items() if until > now}
    heard = follows | {campaign.partner_id for campaign in campaigns}
    shown = replace(wanted, mutes=[(partner, until) for partner, until in wanted.mutes if partner.id in heard])
    followed = Ties(len(follows), len(muted & follows), len(campaigns))
    return silence_screen(words_for(reader.speaks), shown, followed)
