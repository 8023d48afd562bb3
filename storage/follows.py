"""Who follows what: partners as a whole, single campaigns of theirs, and places beside one's own.

A row of `follow` is whom posts may come from: with `whole` all of a partner's, without it only those of the campaigns
that stand in `campaign_follow`. So an audience is one walk along one index, and a mute or a limit is of the partner in
both cases.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    delete,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)

from bot.content import Campaign, Whom
from bot.languages import Form
from bot.partners import PROGRAMME
from bot.people import Purpose
from bot.places import Place
from storage.campaigns import campaigns
from storage.chats import chats
from storage.partners import partners
from storage.people import REACHABLE, awake, by_form, consents, count_by_form, readers
from storage.prepared import Prepared
from storage.schema import AnyRow, Id, Keeper, Moment, metadata

follows = Table(
    "follow",
    metadata,
    Column("reader_id", Id, ForeignKey("reader.id"), primary_key=True),
    Column("partner_id", Id, ForeignKey("partner.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("muted_until", Moment),
    Column("whole", Boolean, nullable=False, server_default=true()),
    Column("weekly", Integer),
    Index(None, "partner_id", "reader_id"),
    sqlite_with_rowid=False,
)
campaign_follows = Table(
    "campaign_follow",
    metadata,
    Column("campaign_id", Id, ForeignKey("campaign.id"), primary_key=True),
    Column("reader_id", Id, ForeignKey("reader.id"), primary_key=True, index=True),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
aside = Table(  # what a reader had asked for of a partner that has left: a mute or a limit, for its return
    "follow_aside",
    metadata,
    Column("partner_id", Id, ForeignKey("partner.id"), primary_key=True),
    Column("reader_id", Id, ForeignKey("reader.id"), primary_key=True, index=True),
    Column("muted_until", Moment),
    Column("weekly", Integer),
    sqlite_with_rowid=False,
)
place_follows = Table(
    "place_follow",
    metadata,
    Column("place", Text, primary_key=True),
    Column("reader_id", Id, ForeignKey("reader.id"), primary_key=True, index=True),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
OfCampaign = ColumnElement[Any] | int | None
"""A campaign's number, a column or gap that holds one, or that there is none."""


def covers(campaign: OfCampaign, theirs: FromClause = follows) -> ColumnElement[bool]:
    """Of follows: those by which a post of this campaign comes; of no campaign, those of a whole partner."""
    if campaign is None:
        return theirs.c.whole.is_(true())
    one = (campaign_follows.c.campaign_id == campaign) & (campaign_follows.c.reader_id == theirs.c.reader_id)
    # In this order: whoever follows the whole partner is not looked up.
    return or_(
        theirs.c.whole.is_(true()), select(campaign_follows.c.at).where(one).correlate_except(campaign_follows).exists()
    )


def wanted(whom: Whom, at: datetime) -> ColumnElement[bool]:
    """Of follows joined with readers and chats: those by which such a post comes at this moment."""
    loud = follows.c.muted_until.is_(None) | (follows.c.muted_until <= at)
    return (follows.c.partner_id == whom.partner_id) & REACHABLE & awake(at) & loud & covers(whom.campaign_id)


def everybody(whom: Whom, at: datetime) -> ColumnElement[bool]:
    """Of readers joined with chats: those who take posts of anybody and have neither muted nor left this partner.

    The programme itself speaks to those too who follow nobody yet.
    """
    takes = select(follows.c.partner_id).where(follows.c.reader_id == readers.c.id).correlate(readers).exists()
    here = (follows.c.reader_id == readers.c.id) & (follows.c.partner_id == whom.partner_id)
    ours = select(partners.c.id).where(partners.c.id == whom.partner_id, partners.c.slug == PROGRAMME).exists()
    follow = select(follows.c.partner_id).where(here, covers(whom.campaign_id)).correlate(readers).exists()
    left = readers.c.id.in_(withdrawn(consents.c.partner_id == whom.partner_id)) & ~follow
    silent = select(follows.c.partner_id).where(here, follows.c.muted_until > at).correlate(readers).exists()
    return REACHABLE & awake(at) & (takes | ours) & ~silent & ~left


def withdrawn(about: ColumnElement[bool]) -> Select[int]:
    """Readers whose ledger has a no to a partner; whoever does not follow it either has left it."""
    lines = select(consents.c.reader_id).where(about)
    return lines.where(consents.c.purpose == Purpose.FOLLOW, consents.c.given.is_(false()))


def in_places(places: Iterable[Place]) -> ColumnElement[bool]:
    """Of readers: those who live in one of these places, or follow one."""
    places = list(places)
    follow = select(place_follows.c.reader_id).where(place_follows.c.place.in_(places))
    return or_(readers.c.place.in_(places), readers.c.id.in_(follow))


_READER: Any = bindparam("reader", type_=BigInteger)
_MINE = follows.c.reader_id == _READER
_FOLLOWED = Prepared(select(follows.c.partner_id).where(_MINE, follows.c.whole.is_(true())))
_LIMITED = Prepared(select(follows.c.partner_id, follows.c.weekly).where(_MINE, follows.c.weekly.is_not(None)))
_MUTED = Prepared(select(follows.c.partner_id, follows.c.muted_until).where(_MINE, follows.c.muted_until.is_not(None)))
_CAMPAIGNS = Prepared(select(campaign_follows.c.campaign_id).where(campaign_follows.c.reader_id == _READER))


class Follows(Keeper):
    """Keeps who follows what."""

    async def of(self, reader_id: int) -> frozenset[int]:
        return frozenset(row.partner_id for row in await self._of(_FOLLOWED, reader_id))

    async def campaigns(self, reader_id: int) -> frozenset[int]:
        return frozenset(row.campaign_id for row in await self._of(_CAMPAIGNS, reader_id))

    async def cities(self, reader_id: int) -> frozenset[Place]:
        mine = place_follows.c.reader_id == reader_id
        return frozenset(Place(row.place) for row in await self._all(select(place_follows.c.place).where(mine)))

    async def follow(self, reader_id: int, partner_id: int, at: datetime) -> None:
        row = self._insert(follows).values(reader_id=reader_id, partner_id=partner_id, at=at, whole=True)
        # From now on as a follower; one of the whole partner stays what they are, since when and how muted.
        now_whole = {"whole": True, "at": at}
        keys = [follows.c.reader_id, follows.c.partner_id]
        await self._do(
            row.on_conflict_do_update(index_elements=keys, set_=now_whole, where=follows.c.whole.is_(false()))
        )

    async def unfollow(self, reader_id: int, partner_id: int) -> None:
        await self._do(
            delete(campaign_follows).where(_of_partner(partner_id), campaign_follows.c.reader_id == reader_id)
        )
        await self._do(delete(follows).where(follows.c.reader_id == reader_id, follows.c.partner_id == partner_id))

    async def follow_campaign(self, reader_id: int, campaign: Campaign, at: datetime) -> None:
        await self._add(follows, reader_id=reader_id, partner_id=campaign.partner_id, at=at, whole=False)
        await self._add(campaign_follows, campaign_id=campaign.id, reader_id=reader_id, at=at)

    async def unfollow_campaign(self, reader_id: int, campaign: Campaign) -> None:
        mine = campaign_follows.c.reader_id == reader_id
        await self._do(delete(campaign_follows).where(mine, campaign_follows.c.campaign_id == campaign.id))
        others = select(campaign_follows.c.at).where(mine, _of_partner(campaign.partner_id)).exists()
        bare = (follows.c.reader_id == reader_id) & (follows.c.partner_id == campaign.partner_id)
        await self._do(delete(follows).where(bare, follows.c.whole.is_(false()), ~others))

    async def lapsing(self, day: date) -> bool:
        return await self._one(over(day)) is not None

    async def lapse(self, day: date, most: int) -> None:
        one = await self._one(over(day))
        if one is None:
            return
        mine = campaign_follows.c.campaign_id == one.id
        some = select(campaign_follows.c.reader_id).where(mine).order_by(campaign_follows.c.reader_id).limit(most)
        ids = [row.reader_id for row in await self._all(some)]
        await self._do(delete(campaign_follows).where(mine, campaign_follows.c.reader_id.in_(ids)))
        theirs = campaign_follows.c.reader_id == follows.c.reader_id
        others = select(campaign_follows.c.at).where(theirs, _of_partner(one.partner_id)).correlate(follows).exists()
        bare = (follows.c.partner_id == one.partner_id) & follows.c.whole.is_(false())
        await self._do(delete(follows).where(bare, follows.c.reader_id.in_(ids), ~others))

    async def follow_place(self, reader_id: int, place: Place, at: datetime) -> None:
        await self._add(place_follows, place=place, reader_id=reader_id, at=at)

    async def unfollow_place(self, reader_id: int, place: Place) -> None:
        await self._do(
            delete(place_follows).where(place_follows.c.reader_id == reader_id, place_follows.c.place == place)
        )

    async def let_go(self, partner_id: int) -> None:
        await self._do(delete(campaign_follows).where(_of_partner(partner_id)))
        await self._do(delete(aside).where(aside.c.partner_id == partner_id))
        theirs = follows.c.partner_id == partner_id
        wished = select(*(follows.c[name] for name in _WISHED)).where(theirs, _asks_less(follows))
        await self._do(insert(aside).from_select(_WISHED, wished))
        await self._do(delete(follows).where(theirs))

    async def restore(self, partner_id: int, at: datetime) -> None:
        moment = literal(at, Moment())
        whole = _willing(partner_id, Purpose.FOLLOW, consents.c.reader_id)
        some = _willing(partner_id, Purpose.CAMPAIGN, consents.c.reader_id, consents.c.campaign_id) & ~_left_since(
            partner_id
        )
        whose = (consents.c.reader_id, consents.c.partner_id, moment)
        await self._restored(follows, _BY, select(*whose, true()).where(whole))
        await self._restored(follows, _BY, select(*whose, false()).where(some))
        theirs = (consents.c.campaign_id, consents.c.reader_id, moment)
        await self._restored(campaign_follows, _OF, select(*theirs).where(some))
        await self._asked_before(partner_id)

    async def _asked_before(self, partner_id: int) -> None:
        """Whoever follows again has it muted or limited as before it left."""
        mine = (aside.c.partner_id == follows.c.partner_id) & (aside.c.reader_id == follows.c.reader_id)
        values = {name: select(aside.c[name]).where(mine).scalar_subquery() for name in ("muted_until", "weekly")}
        again = (follows.c.partner_id == partner_id) & select(aside.c.reader_id).where(mine).exists()
        await self._do(update(follows).where(again).values(values))
        await self._do(delete(aside).where(aside.c.partner_id == partner_id))

    async def _restored(self, table: Table, columns: Sequence[str], rows: Select[*tuple[Any, ...]]) -> None:
        await self._do(self._insert(table).from_select(columns, rows).on_conflict_do_nothing())

    async def counts(self, partner_id: int) -> Mapping[Form, int]:
        of_partner = (follows.c.reader_id == readers.c.id) & (follows.c.partner_id == partner_id)
        return by_form(await self._all(count_by_form().join(follows, of_partner & covers(None))))

    async def places(self, whom: Whom, at: datetime) -> Mapping[Place | None, int]:
        met = readers.join(chats, chats.c.id == readers.c.id)
        if whom.everybody:
            meant = everybody(whom, at)
        else:
            met, meant = met.join(follows, follows.c.reader_id == readers.c.id), wanted(whom, at)
        counted = select(readers.c.place, func.count().label("number")).select_from(met).where(meant)
        if whom.places:
            counted = counted.where(in_places(whom.places))
        rows = await self._all(counted.group_by(readers.c.place))
        return {Place(row.place) if row.place else None: row.number for row in rows}

    async def mute(self, reader_id: int, partner_id: int, until: datetime | None) -> bool:
        one = (follows.c.reader_id == reader_id) & (follows.c.partner_id == partner_id)
        return await self._do(update(follows).where(one).values(muted_until=until)) == 1

    async def limit(self, reader_id: int, partner_id: int, weekly: int | None) -> bool:
        one = (follows.c.reader_id == reader_id) & (follows.c.partner_id == partner_id)
        return await self._do(update(follows).where(one).values(weekly=weekly)) == 1

    async def unlimit(self, reader_id: int, weekly: int) -> None:
        limited = (follows.c.reader_id == reader_id) & (follows.c.weekly == weekly)
        await self._do(update(follows).where(limited).values(weekly=None))

    async def limits(self, reader_id: int) -> Mapping[int, int]:
        return {row.partner_id: row.weekly for row in await self._of(_LIMITED, reader_id)}

    async def mutes(self, reader_id: int) -> Mapping[int, datetime]:
        return {row.partner_id: row.muted_until for row in await self._of(_MUTED, reader_id)}

    async def _of(self, asked: Prepared, reader_id: int) -> Sequence[AnyRow]:
        return await self._step(lambda runner: runner.rows(asked, {"reader": reader_id}))


def over(day: date | BindParameter[date]) -> Select[int, int]:
    """A campaign that somebody follows, and that was ended or had its last day before this one."""
    over = campaigns.c.ended_at.is_not(None) | (campaigns.c.ends < day)
    followed = select(campaign_follows.c.at).where(campaign_follows.c.campaign_id == campaigns.c.id).exists()
    return select(campaigns.c.id, campaigns.c.partner_id).where(over, followed).order_by(campaigns.c.id).limit(1)


def _of_partner(partner_id: int) -> ColumnElement[bool]:
    """Of campaign follows: those of one partner's campaigns."""
    return campaign_follows.c.campaign_id.in_(select(campaigns.c.id).where(campaigns.c.partner_id == partner_id))


_WISHED = ("partner_id", "reader_id", "muted_until", "weekly")


def _asks_less(theirs: FromClause) -> ColumnElement[bool]:
    return theirs.c.muted_until.is_not(None) | theirs.c.weekly.is_not(None)


_BY, _OF = ("reader_id", "partner_id", "at", "whole"), ("campaign_id", "reader_id", "at")


def _willing(partner_id: int, purpose: Purpose, *keys: ColumnElement[Any]) -> ColumnElement[bool]:
    """Of the ledger: the last lines about a partner for this purpose, one for each of these keys, that say yes."""
    about = (consents.c.partner_id == partner_id) & (consents.c.purpose == purpose)
    last = select(func.max(consents.c.id)).where(about).group_by(*keys)
    return consents.c.id.in_(last) & consents.c.given


def _left_since(partner_id: int) -> ColumnElement[bool]:
    """Of the ledger's lines: whether their reader has said no to the whole partner later."""
    later = consents.alias()
    no = (later.c.partner_id == partner_id) & (later.c.purpose == Purpose.FOLLOW) & later.c.given.is_(false())
    theirs = (later.c.reader_id == consents.c.reader_id) & (later.c.id > consents.c.id)
    return select(later.c.id).where(no, theirs).correlate(consents).exists()
