"""What a home screen counts: one look for all of it, since who says hello gets one."""

from typing import Any

from sqlalchemy import BigInteger, Date, Select, bindparam, exists, func, or_, select, true

from bot.shares import BEGUN
from storage.campaigns import campaigns
from storage.follows import campaign_follows, follows
from storage.prepared import Prepared
from storage.schema import one_of
from storage.shares import share_media, shares

_READER, _TODAY = bindparam("reader", type_=BigInteger), bindparam("today", type_=Date)


def _statement() -> Select[*tuple[Any, ...]]:
    followed = select(func.count()).where(follows.c.reader_id == _READER, follows.c.whole.is_(true()))
    joined = campaign_follows.join(campaigns, campaigns.c.id == campaign_follows.c.campaign_id)
    going = campaigns.c.ended_at.is_(None) & (campaigns.c.ends >= _TODAY)
    of_campaigns = select(func.count()).select_from(joined).where(campaign_follows.c.reader_id == _READER, going)
    shown = exists(select(share_media.c.no).where(share_media.c.share_id == shares.c.id))
    theirs = select(shares.c.id).where(shares.c.reader_id == _READER, one_of(shares.c.state, BEGUN))
    return select(
        followed.scalar_subquery().label("follows"),
        of_campaigns.scalar_subquery().label("campaigns"),
        exists(theirs.where(or_(shares.c.text != "", shown))).label("begun"),
    )


HOME = Prepared(_statement())
"""Its columns are those of `bot.store.AtHome`."""
