"""Nothing has come for days: why, as far as the reader's own choices tell."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.audience.home import home_of
from handlers.audience.questions import leave_question
from handlers.audience.receiving.fewer import wanted_by
from handlers.audience.receiving.partners import going_on
from handlers.audience.receiving.silence_screens import SilenceMenu, Ties, silence_screen
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen, show
from handlers.turns.turn import hand


def router() -> Router:
    """The button; words that ask for it are heard by `wishes`."""
    silence = Router(name="audience.silence")
    hand(silence, "visit", Visit)
    silence.callback_query.register(asked, SilenceMenu.filter())
    return silence


async def asked(event: Message | CallbackQuery, visit: Visit) -> None:
    """Home says it of whoever has stopped, has paused, has never agreed or is being forgotten."""
    await leave_question(visit.state)
    takes = visit.reader.reachable and not visit.reader.paused(visit.now)
    await show(event, await (_why(visit) if takes else home_of(visit.store, visit.speaker, visit.now)))


async def _why(visit: Visit) -> Screen:
    reader, now = visit.reader, visit.now
    wanted = await wanted_by(visit)
    async with visit.store.read() as tx:
        follows, campaigns = await tx.follows.of(reader.id), await going_on(tx, reader, now)
        muted = {partner_id for partner_id, until in (await tx.follows.mutes(reader.id)).items() if until > now}
    heard = follows | {campaign.partner_id for campaign in campaigns}
    shown = replace(wanted, mutes=[(partner, until) for partner, until in wanted.mutes if partner.id in heard])
    followed = Ties(len(follows), len(muted & follows), len(campaigns))
    return silence_screen(visit.words, shown, followed)
