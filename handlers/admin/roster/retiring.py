"""A partner leaves the programme, or is taken back: asked once, with everything that would come of it."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery
from markupsafe import Markup

from bot.actions.progress import progress
from bot.actions.retire import readmit, retire
from bot.actions.suspend import MANY
from bot.broadcast import SENDS, BroadcastState
from bot.content import PostState
from bot.searching import Sought
from bot.store import Work
from handlers.admin.roster.partners import page_of
from handlers.admin.roster.partners_screens import PartnerButton, PartnerDo
from handlers.admin.roster.retiring_screens import Ending, readmitted_screen, retire_screen
from handlers.admin.seat import Seat
from handlers.showing.screen import show
from handlers.turns.turn import the_partner


def router() -> Router:
    """The question and both answers."""
    retiring = Router(name="admin.retiring")
    retiring.callback_query.register(ask, PartnerButton.filter(F.do == PartnerDo.RETIRE))
    retiring.callback_query.register(press_retire, PartnerButton.filter(F.do == PartnerDo.RETIRE_SURE))
    retiring.callback_query.register(press_readmit, PartnerButton.filter(F.do == PartnerDo.READMIT))
    return retiring


async def ask(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """Say what would end and what would stay."""
    async with seat.store.read() as tx:
        partner = await the_partner(tx, callback_data.partner_id)
        planned = (await tx.posts.page([partner.id], {PostState.SCHEDULED}, 0, MANY)).items
        plans = [await tx.plans.of(post.id) for post in planned]
        ending = Ending(
            partner=partner,
            once=sum(1 for plan in plans if plan and not plan.repeat),
            series=sum(1 for plan in plans if plan and plan.repeat),
            waiting=(await tx.posts.page([partner.id], {PostState.SUBMITTED}, 0, 1)).total,
            people=[member.name for member in await tx.partners.members(partner.id)],
            channels=[channel.title for channel in await tx.channels.of(partner.id)],
            followers=sum((await tx.follows.counts(partner.id)).values()),
            stories=(await tx.stories.found(Sought(partner_id=partner.id), 0, 1)).total,
            sendings=await _on_its_way(tx, seat, partner.id),
        )
    await show(query, retire_screen(seat.words, ending))


async def press_retire(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """Retires the partner after the second press."""
    partner_id = callback_data.partner_id
    async with seat.store.read() as tx:
        stopped = await _on_its_way(tx, seat, partner_id, ended=True)
    await retire(seat.store, seat.speaker, partner_id, seat.now)
    await show(query, await page_of(seat, partner_id, Markup("\n").join(stopped) if stopped else None))


async def _on_its_way(tx: Work, seat: Seat, partner_id: int, *, ended: bool = False) -> list[Markup]:
    """How far each of their sendings has come that is not over, in a line; how far it came when that `ended` it."""
    told = []
    for each in await tx.broadcasts.unfinished():
        post = await tx.posts.get(each.post_id)
        if each.errand not in SENDS or post is None or post.partner_id != partner_id:
            continue
        shown = replace(each, state=BroadcastState.CANCELLED) if ended else each
        told.append(progress(seat.words, shown, await tx.broadcasts.done(each.id), post.title_at_work(seat.words.form)))
    return told


async def press_readmit(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """They are here again; what an admin has to do now is said first."""
    partner = await readmit(seat.store, seat.speaker, callback_data.partner_id, seat.now)
    async with seat.store.read() as tx:
        followers = sum((await tx.follows.counts(partner.id)).values())
    await show(query, readmitted_screen(seat.words, partner, followers))
