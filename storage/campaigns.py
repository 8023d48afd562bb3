"""Campaigns: posts of one partner between two dates, and how far they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, Text, func, insert, select, update

from bot.content import STANDING, Campaign, PostState
from bot.languages import Form
from bot.ports.page import Page
from storage.content import OUT, posts
from storage.partners import partners
from storage.schema import AnyRow, Id, Json, Keeper, Moment, as_row, metadata

campaigns = Table(
    "campaign",
    metadata,
    Column("id", Id, primary_key=True),
    Column("partner_id", Id, ForeignKey("partner.id"), nullable=False, index=True),
    Column("names", Json, nullable=False),
    Column("begins", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("hashtag", Text),
    Column("goal", Integer),
    Column("ended_at", Moment),
)


def _campaign(row: AnyRow) -> Campaign:
    names = {Form(tag): name for tag, name in row.names.items()}
    return Campaign(row.id, row.partner_id, names, row.begins, row.ends, row.hashtag, row.goal, row.ended_at)


def _columns(campaign: Campaign) -> dict[str, object]:
    return as_row(campaigns, campaign, names=dict(campaign.names))


class Campaigns(Keeper):
    """Keeps campaigns."""

    async def add(self, campaign: Campaign) -> Campaign:
        added = insert(campaigns).values(_columns(campaign)).returning(campaigns.c.id)
        return replace(campaign, id=await self._value(added))

    async def get(self, campaign_id: int) -> Campaign | None:
        one = select(campaigns).where(campaigns.c.id == campaign_id)
        row = await self._one(one.with_for_update(key_share=True) if self._writing else one)
        return _campaign(row) if row else None

    async def those(self, campaign_ids: Collection[int]) -> Mapping[int, Campaign]:
        rows = await self._all(select(campaigns).where(campaigns.c.id.in_(campaign_ids))) if campaign_ids else ()
        return {row.id: _campaign(row) for row in rows}

    async def save(self, campaign: Campaign) -> None:
        await self._do(update(campaigns).where(campaigns.c.id == campaign.id).values(_columns(campaign)))

    async def page(self, partner_ids: Collection[int], offset: int, limit: int) -> Page[Campaign]:
        mine = select(campaigns).where(campaigns.c.partner_id.in_(partner_ids))
        ordered = mine.order_by(campaigns.c.ended_at.is_not(None), campaigns.c.ends.desc(), campaigns.c.id.desc())
        rows = await self._all(ordered.offset(offset).limit(limit))
        return Page([_campaign(row) for row in rows], await self._total(mine))

    async def public(self, today: date, partner_id: int | None, offset: int, limit: int) -> Page[Campaign]:
        told = select(posts.c.id).where(posts.c.campaign_id == campaigns.c.id, OUT).exists()
        here = select(partners.c.id).where(partners.c.id == campaigns.c.partner_id, partners.c.suspended_at.is_(None))
        going = campaigns.c.ended_at.is_(None) & (campaigns.c.ends >= today) & told & here.exists()
        if partner_id is not None:
            going &= campaigns.c.partner_id == partner_id
        ordered = select(campaigns).where(going).order_by(campaigns.c.ends, campaigns.c.id)
        rows = await self._all(ordered.offset(offset).limit(limit))
        return Page([_campaign(row) for row in rows], await self._total(ordered))

    async def running(self, partner_id: int, today: date) -> Sequence[Campaign]:
        going = (campaigns.c.partner_id == partner_id) & campaigns.c.ended_at.is_(None) & (campaigns.c.ends >= today)
        rows = await self._all(select(campaigns).where(going).order_by(campaigns.c.ends, campaigns.c.id))
        return [_campaign(row) for row in rows]

    async def states(self, campaign_id: int) -> Mapping[PostState, int]:
        mine = (posts.c.campaign_id == campaign_id) & posts.c.state.in_(STANDING)
        counted = select(posts.c.state, func.count()).where(mine).group_by(posts.c.state)
        return {PostState(state): count for state, count in await self._all(counted)}

    async def sent_before(self, campaign_id: int, moment: datetime) -> int:
        return await self._total(
            select(posts.c.id).where(posts.c.campaign_id == campaign_id, OUT, posts.c.sent_at < moment)
        )

    async def series(self, campaign_id: int) -> int:
        going = (posts.c.campaign_id == campaign_id) & (posts.c.state == PostState.SCHEDULED)
        return await self._total(select(posts.c.id).where(going, posts.c.sent_at.is_not(None)))
