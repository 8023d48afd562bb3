"""A person's copy: everything that is held on them, with the names that it needs to be read."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.actions.let_go import ask_for_copy
from bot.people import Reader
from bot.requests import Request
from bot.store import Store
from handlers.audience.personal_data.held_in_short import Facts, Row


async def copy_of(store: Store, reader: Reader, now: datetime) -> tuple[Request, Facts]:
    """The facts, and the request, which is open until they have them. What each broadcast sent is told by its title."""
    request, held = await ask_for_copy(store, reader.id, now)
    async with store.read() as tx:
        found = await tx.partners.those(_ids(held, "partner_id"))
        campaigns = await tx.campaigns.those(_ids(held, "campaign_id"))
        carried = await tx.posts.carried_to(reader.id)
    names = {partner_id: partner.name(reader.speaks) for partner_id, partner in found.items()}
    titles = {broadcast_id: post.title_in(reader.speaks) for broadcast_id, post in carried.items()}
    themes = {campaign_id: campaign.name(reader.speaks) for campaign_id, campaign in campaigns.items()}
    return request, Facts(held, names, reader.zone, now, titles, themes)


def _ids(held: Mapping[str, Sequence[Row]], column: str) -> set[int]:
    """What a column of any table names."""
    return {int(str(row[column])) for rows in held.values() for row in rows if row.get(column)}
