"""Whatever is held on a person: for every table, which rows are about them and what becomes of those when they go.

A table is either in `TRACES` or in `IMPERSONAL`; a test holds both against the metadata, and another looks for somebody
who was forgotten in every column of every table. What stays (who approved what, whom a broadcast reached) names them by
our own number of a chat, and that chat has no address any more: it leads to nobody.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Table, delete, or_, select, update

from bot.people import Reader
from storage.chats import chats
from storage.content import media, posts, references, versions
from storage.corrections import corrections
from storage.dialogues import dialogues
from storage.digests import digests
from storage.exchanges import exchanges
from storage.follows import aside, campaign_follows, follows, place_follows
from storage.ledger import deliveries, received
from storage.notices import asked, notices
from storage.partners import invitations, members
from storage.people import admins, consents, readers
from storage.programme import audit
from storage.recurrence import plans
from storage.reports import presses
from storage.requests import requests
from storage.schema import Keeper
from storage.shares import share_media, shares, votes

NOWHERE = -(2**60)
"""From here downwards are the addresses of those who were forgotten: no network has such."""
Mine = Callable[[Reader], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Trace:
    """One table's rows about a person. Without `blank` they are deleted, with it these columns are emptied."""

    table: Table
    mine: Mine
    blank: Mapping[str, object] | None = None
    hidden: frozenset[str] = field(default_factory=frozenset)
    """Columns that are a secret or nobody's business; not shown."""


def _told(reader: Reader) -> ColumnElement[bool]:
    return shares.c.reader_id == reader.id


def _untold(reader: Reader) -> ColumnElement[bool]:
    """Shared, and no story of the city."""
    return _told(reader) & shares.c.post_id.is_(None)


def _pictures(reader: Reader) -> Select[int]:
    """Media of what was never told."""
    joined = share_media.join(shares, shares.c.id == share_media.c.share_id)
    return select(share_media.c.media_id).select_from(joined).where(_untold(reader))


def _written(who: Reader) -> ColumnElement[bool]:
    """Texts of their own; those of old posts, of which nobody knows who wrote them, are the author's."""
    theirs = versions.c.post_id.in_(select(posts.c.id).where(posts.c.author_id == who.id))
    return (versions.c.author_id == who.id) | (versions.c.author_id.is_(None) & theirs)


KEEP: Mapping[str, object] = {}
"""A record of the programme's, which stays as it is."""
TRACES: tuple[Trace, ...] = (  # in the order in which they are erased
    Trace(votes, lambda who: votes.c.reader_id == who.id),
    Trace(digests, lambda who: digests.c.reader_id == who.id),
    Trace(exchanges, lambda who: exchanges.c.reader_id == who.id),
    Trace(presses, lambda who: presses.c.reader_id == who.id),
    Trace(references, lambda who: references.c.media_id.in_(_pictures(who))),
    Trace(media, lambda who: media.c.id.in_(_pictures(who))),
    Trace(share_media, lambda who: share_media.c.share_id.in_(select(shares.c.id).where(_untold(who)))),
    Trace(posts, lambda who: posts.c.id.in_(select(shares.c.post_id).where(_told(who))), {"credit": None}),
    Trace(shares, _untold),
    Trace(shares, _told, {"reader_id": None, "credit": None, "text": "", "comment": None, "place": None}),
    Trace(notices, lambda who: notices.c.person_id == who.id),
    Trace(asked, lambda who: asked.c.person_id == who.id),
    Trace(dialogues, lambda who: dialogues.c.address == who.address, hidden=frozenset({"address"})),
    Trace(requests, lambda who: requests.c.reader_id == who.id),
    Trace(consents, lambda who: consents.c.reader_id == who.id),
    Trace(campaign_follows, lambda who: campaign_follows.c.reader_id == who.id),
    Trace(place_follows, lambda who: place_follows.c.reader_id == who.id),
    Trace(aside, lambda who: aside.c.reader_id == who.id),
    Trace(follows, lambda who: follows.c.reader_id == who.id),
    Trace(members, lambda who: members.c.reader_id == who.id),
    Trace(admins, lambda who: admins.c.address == who.address),
    Trace(readers, lambda who: readers.c.id == who.id),
    Trace(chats, lambda who: chats.c.id == who.id, {"address": NOWHERE, "gone_reason": None}),
    # Records of the programme's: shown to whom they are about, and kept under a number that leads to nobody.
    Trace(
        invitations,
        lambda who: or_(invitations.c.made_by == who.id, invitations.c.used_by == who.id),
        KEEP,
        frozenset({"token_hash"}),
    ),
    Trace(posts, lambda who: or_(posts.c.author_id == who.id, posts.c.reviewer_id == who.id), KEEP),
    Trace(versions, _written, KEEP),
    Trace(plans, lambda who: plans.c.planned_by == who.id, KEEP),
    Trace(corrections, lambda who: or_(corrections.c.proposed_by == who.id, corrections.c.decided_by == who.id), KEEP),
    Trace(deliveries, lambda reader: received(reader.id), KEEP),
    Trace(audit, lambda who: audit.c.person_id == who.id, KEEP),
)
IMPERSONAL = frozenset(
    {
        *("partner", "channel", "campaign", "post_media", "occurrence", "programme", "setting", "account"),
        *("wave", "story_term"),
        *("passage", "tally"),  # how often, never who
        *("broadcast", "segment"),  # a segment holds numbers of chats; whom it reached is in `delivery`
        "stub",  # what is left of somebody, on purpose
    }
)


class Traces(Keeper):
    """Finds and erases what is held on a person."""

    async def of(self, reader: Reader) -> Mapping[str, Sequence[Mapping[str, object]]]:
        found: dict[str, list[Mapping[str, object]]] = {}
        for trace in TRACES:
            shown = [column for column in trace.table.c if column.name not in trace.hidden]
            rows = await self._all(select(*shown).where(trace.mine(reader)))
            lines = found.setdefault(trace.table.name, [])
            lines += [line for row in rows if (line := dict(row._mapping)) not in lines]  # noqa: SLF001 - its public name
        return {name: lines for name, lines in found.items() if lines}

    async def erase(self, reader: Reader, at: datetime) -> None:
        for trace in TRACES:
            if trace.blank is None:
                await self._do(delete(trace.table).where(trace.mine(reader)))
            elif trace.blank:
                blank = dict(trace.blank)
                if trace.table is chats:
                    blank |= {"address": NOWHERE - reader.id, "gone_at": at}
                await self._do(update(trace.table).where(trace.mine(reader)).values(blank))
