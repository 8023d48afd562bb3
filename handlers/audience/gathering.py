"""A person's copy: everything that is held on them, with the names that it needs to be read."""

from datetime import datetime

from bot.actions.let_go import ask_for_copy
from bot.people import Reader
from bot.requests import Request
from bot.store import Store
from handlers.audience.held_in_short import Facts


async def copy_of(store: Store, reader: Reader, now: datetime) -> tuple[Request, Facts]:
    """The facts, and the request, which is open until they have them. What each broadcast sent is told by its title."""
    request, held = await ask_for_copy(store, reader.id, now)
    async with store.read() as tx:
        ids = {row["partner_id"] for rows in held.values() for row in rows if row.get("partner_id")}
        found = await tx.partners.those({int(str(partner_id)) for partner_id in ids})
        carried = await tx.posts.carried_to(reader.id)
    names = {partner_id: partner.name(reader.speaks) for partner_id, partner in found.items()}
    titles = {broadcast_id: post.title_in(reader.speaks) for broadcast_id, post in carried.items()}
    return request, Facts(held, names, reader.zone, now, titles)
