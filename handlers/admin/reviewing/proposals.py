"""Corrections of posts that are out which wait for a decision; one of them stands beside the rooms."""

from aiogram import Router

from bot.actions.control import own_broadcast
from bot.actions.correction_notices import about
from bot.corrections import Correction
from bot.ports.page import Page
from bot.store import Work
from handlers.admin.reviewing.proposals_screens import Waiting, proposals_screen
from handlers.admin.seat import Seat
from handlers.correcting.waiting_screens import ProposalsPage
from handlers.showing.listing import Listing, Shown, paged
from handlers.turns.turn import the_partner


def router() -> Router:
    """The list."""
    proposals = Router(name="admin.proposals")
    LISTING.register(proposals)
    return proposals


async def _waiting(seat: Seat, at: ProposalsPage) -> Shown:
    """A page; their posts are read for that page alone, unless something is looked for."""
    async with seat.store.read() as tx:
        waiting = await tx.corrections.waiting()
        if at.sought:
            found = [await _told(tx, seat, each) for each in waiting]
            at, page = paged(found, at, lambda one: [one.title, one.partner, about(seat.words, one.correction.what)])
        else:
            at, part = paged(waiting, at, lambda _: ())
            page = Page([await _told(tx, seat, each) for each in part.items], part.total)
    return Shown(proposals_screen(seat.words, page, at, seat.zone), page.total)


async def _told(tx: Work, seat: Seat, correction: Correction) -> Waiting:
    _, post = await own_broadcast(tx, seat.speaker, correction.broadcast_id)
    partner = await the_partner(tx, post.partner_id)
    return Waiting(correction, post.title_at_work(seat.words.form), partner.name(seat.words.form))


LISTING = Listing(ProposalsPage, "seat", _waiting)
