"""Campaigns: posts of one partner between two dates, and how far they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, Text, func, insert, select, update

from bot.content import STANDING, Campaign, PostState
from bot.languages import Form
from bot.ports.page import Page
from storage.content import posts
from storage.schema import AnyRow, Id, Json, Keeper, Moment, metadata

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
    return {
        "partner_id": campaign.partner_id,
        "names": dict(campaign.names),
        "begins": campaign.begins,
        "ends": campaign.ends,
        "hashtag": campaign.hashtag,
        "goal": campaign.goal,
        "ended_at": campaign.ended_at,
    }


class Campaigns(Keeper):
    """Keeps campaigns."""

    async def add(self, campaign: Campaign) -> Campaign:
        added = insert(campaigns).values(_columns(campaign)).returning(campaigns.c.id)
        return replace(campaign, id=await self._value(added))

    async def get(self, campaign_id: int) -> Campaign | None:
        row = await self._one(select(campaigns).where(campaigns.c.id == campaign_id))
        return _campaign(row) if row else None

    async def those(self, campaign_ids: Collection[int]) -> Mapping[int, Campaign]:
        rows = await self._all(select(campaigns).where(campaigns.c.id.in_(campaign_ids)))
        return {row.id: _campaign(row) for row in rows}

    async def save(self, campaign: Campaign) -> None:
        await self._do(update(campaigns).where(campaigns.c.id == campaign.id).values(_columns(campaign)))

    async def page(self, partner_ids: Collection[int], offset: int, limit: int) -> Page[Campaign]:
        mine = select(campaigns).where(campaigns.c.partner_id.in_(partner_ids))
        ordered = mine.order_by(campaigns.c.ended_at.is_not(None), campaigns.c.ends.desc(), campaigns.c.id.desc())
        rows = await self._all(ordered.offset(offset).limit(limit))
        return Page([_campaign(row) for row in rows], await self._total(mine))

    async def running(self, partner_id: int, today: date) -> Sequence[Campaign]:
        going = (campaigns.c.partner_id == partner_id) & campaigns.c.ended_at.is_(None) & (campaigns.c.ends >= today)
        rows = await self._all(select(campaigns).where(going).order_by(campaigns.c.ends, campaigns.c.id))
        return [_campaign(row) for row in rows]

    async def states(self, campaign_id: int) -> Mapping[PostState, int]:
        mine = (posts.c.campaign_id == campaign_id) & posts.c.state.in_(STANDING)
        counted = select(posts.c.state, func.count()).where(mine).group_by(posts.c.state)
        return {PostState(state): count for state, count in await self._all(counted)}

    async def series(self, campaign_id: int) -> int:
        going = (posts.c.campaign_id == campaign_id) & (posts.c.state == PostState.SCHEDULED)
        return await self._total(select(posts.c.id).where(going, posts.c.sent_at.is_not(None)))
