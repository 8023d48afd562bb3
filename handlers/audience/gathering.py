"""A person's copy: everything that is held on them, with the names that it needs to be read."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.actions.let_go import ask_for_copy
from bot.languages import Form
from bot.people import Reader
from bot.requests import Request
from bot.store import Store, Work
from handlers.audience.held_in_short import Facts, Row


async def copy_of(store: Store, reader: Reader, now: datetime) -> tuple[Request, Facts]:
    """The facts, and the request, which is open until they have them."""
    request, held = await ask_for_copy(store, reader.id, now)
    async with store.read() as tx:
        ids = {row["partner_id"] for rows in held.values() for row in rows if row.get("partner_id")}
        found = [await tx.partners.get(int(str(partner_id))) for partner_id in ids]
        titles = await _titles(tx, held.get("delivery", ()), reader.speaks)
    names = {partner.id: partner.name(reader.speaks) for partner in found if partner}
    return request, Facts(held, names, reader.zone, now, titles)


async def _titles(tx: Work, deliveries: Sequence[Row], form: Form) -> Mapping[int, str]:
    """What each broadcast sent, by its title."""
    told: dict[int, str] = {}
    for broadcast_id in {int(str(row["broadcast_id"])) for row in deliveries}:
        broadcast = await tx.broadcasts.get(broadcast_id)
        post = await tx.posts.get(broadcast.post_id) if broadcast else None
        if post is not None:
            told[broadcast_id] = post.title_in(form)
    return told
