"""Corrections of posts that are out which wait for a decision; one of them stands beside the rooms."""

from aiogram import Router

from bot.actions.held import held_broadcast
from handlers.admin.proposals_screens import Waiting, proposals_screen
from handlers.admin.seat import Seat
from handlers.correcting_waiting_screens import ProposalsPage, about
from handlers.listing import Listing, Shown, paged
from handlers.turn import the_partner


def router() -> Router:
    """The list."""
    proposals = Router(name="admin.proposals")
    LISTING.register(proposals)
    return proposals


async def _waiting(seat: Seat, at: ProposalsPage) -> Shown:
    found = []
    async with seat.store.read() as tx:
        for correction in await tx.corrections.waiting():
            if held := await held_broadcast(tx, correction.broadcast_id):
                partner = await the_partner(tx, held[1].partner_id)
                found.append(Waiting(correction, held[1].title_in(seat.words.form), partner.name(seat.words.form)))
    at, page = paged(found, at, lambda each: [each.title, each.partner, about(seat.words, each.correction.what)])
    return Shown(proposals_screen(seat.words, page, at, seat.zone), page.total)


LISTING = Listing(ProposalsPage, "seat", _waiting)
