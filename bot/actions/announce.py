"""The programme's own partner, for which admins write to all readers by the same ways as everybody else."""

from dataclasses import replace
from datetime import datetime

from bot.content import Post, PostState
from bot.gate import closed_for, signable, signed
from bot.mistakes import Mistake, Why
from bot.partners import PROGRAMME, PROGRAMME_NAMES, Kind, Partner
from bot.people import Speaker
from bot.store import Store, Work


async def the_programme(tx: Work) -> Partner:
    """The programme's partner as it is kept, or as it would be: then its id is 0."""
    return await tx.partners.by_slug(PROGRAMME) or Partner(0, PROGRAMME, Kind.STRATEGIC, PROGRAMME_NAMES)


async def announce(store: Store, speaker: Speaker, now: datetime) -> Partner:
    """The programme's partner, made when it is first asked for; its communicators are the admins of this moment."""
    speaker.must_be_admin()
    async with store.write() as tx:
        partner = await kept_programme(tx, now, speaker.reader.id)
        await _let_in(tx, partner, now)
        return partner


async def kept_programme(tx: Work, now: datetime, by: int | None = None) -> Partner:
    """The programme's partner, made when it is first needed."""
    partner = await the_programme(tx)
    if not partner.id:
        partner = await tx.partners.add(partner)
        await tx.programme.note(now, by, "add", f"partner {partner.id} {partner.slug}")
    return partner


async def _let_in(tx: Work, partner: Partner, now: datetime) -> None:
    admins = {admin.id for admin in await tx.admins.all()}
    here = {member.id for member in await tx.partners.members(partner.id)}
    for reader_id in sorted(admins - here):
        await tx.partners.join(partner.id, reader_id, now)
    for reader_id in sorted(here - admins):
        await tx.partners.leave(partner.id, reader_id)


async def alone(tx: Work, speaker: Speaker, partner: Partner) -> bool:
    """Whether the programme speaks through its only admin, so that nobody is there for four eyes."""
    return (
        partner.slug == PROGRAMME
        and speaker.is_admin
        and {one.id for one in await tx.admins.all()} == {speaker.reader.id}
    )


def on_ones_word(post: Post, partner: Partner, reader_id: int) -> Post:
    """A submitted announcement, approved by its author, since there is no other admin.

    Raises `Mistake(GATE_CLOSED)` while a language is older than its source.
    """
    depth = partner.benefits.review
    read = signed(post, signable(post, depth), reader_id)
    closed = closed_for(read, depth)
    if closed:
        raise Mistake(Why.GATE_CLOSED, forms=tuple(closed))
    return replace(read, state=PostState.APPROVED, approved_hash=read.hash(), reviewer_id=reader_id, review_by=None)
