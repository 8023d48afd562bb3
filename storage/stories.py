"""Stories: posts that were sent and not recalled, found by words, partner, campaign, kind, place and time."""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    false,
    func,
    literal_column,
    or_,
    select,
)

from bot.broadcast import SENDS, Errand
from bot.content import Post, PostKind, PostState
from bot.delivery import DeliveryState, Skip
from bot.places import Place
from bot.ports.content import Shelves
from bot.ports.page import Page
from bot.searching import Sought, least_near
from bot.terms import RULES
from storage.content import OUT, posts, versions
from storage.ledger import broadcasts, deliveries
from storage.posts import SOUGHT, Posts
from storage.prepared import Prepared
from storage.programme import Programme
from storage.shares import shares
from storage.terms import keep_terms, matches

Spans = tuple[tuple[datetime, datetime], ...]
_RULES = "search rules"
_SOUGHT = select(posts).where(posts.c.state.in_(SOUGHT)).order_by(posts.c.id).limit(500)
_LATE = 1000
"""Broadcasts among which it is looked for what came to a reader lately: each is one look by the ledger's key."""
_UNDER_WAY = timedelta(days=7)
"""For so long a broadcast may have been under way when its copy came to a reader."""
_OPENING = 120
"""Characters of a text that hold its title."""
_BETWEEN = "\x1e"
"""Between two of them; whoever types it has written two titles."""


@cache
def shown() -> ColumnElement[bool]:
    """Whether a post is a story: sent, and not taken back."""
    return OUT & ~_taken_back()


@cache
def _open() -> ColumnElement[bool]:
    """Whether a post may be read by who knows of it: a story, or on its way to readers."""
    return or_(OUT, posts.c.state == PostState.SENDING) & ~_taken_back()


def _taken_back() -> ColumnElement[bool]:
    """Whether its last errand of that kind is a recall."""
    later = broadcasts.alias()
    again = (later.c.post_id == posts.c.id) & (later.c.errand == Errand.SEND) & (later.c.id > broadcasts.c.id)
    back = (broadcasts.c.post_id == posts.c.id) & (broadcasts.c.errand == Errand.RECALL)
    sent_since = select(later.c.id).where(again).correlate(posts, broadcasts).exists()
    return select(broadcasts.c.id).where(back, ~sent_since).correlate(posts).exists()


class Stories(Posts):
    """Finds stories."""

    async def story(self, post_id: int) -> Post | None:
        return next(iter(await self._read(select(posts).where(posts.c.id == post_id, _open()))), None)

    async def those(self, post_ids: Collection[int]) -> Mapping[int, Post]:
        return {post.id: post for post in await self._read(select(posts).where(posts.c.id.in_(post_ids), shown()))}

    async def found(self, sought: Sought, offset: int, limit: int, *, near: bool = False) -> Page[Post]:
        asked = _narrowed(select(posts).where(shown()), sought)
        newest = (posts.c.sent_at.desc(), posts.c.id.desc())
        if not sought.words:
            return await self._page(asked.order_by(*newest), offset, limit)
        wanted = sought.wanted
        if not wanted:
            return Page([], 0)
        least = least_near(wanted) if near else len(wanted)
        fits = matches(wanted, least).subquery()
        asked = asked.join(fits, fits.c.post_id == posts.c.id)
        return await self._page(asked.order_by(fits.c.number.desc(), fits.c.heading.desc(), *newest), offset, limit)

    async def shelves(self) -> Shelves:
        """Counted by the database: a city has few kinds of shelf, and thousands of stories."""
        alike = posts.c.partner_id, posts.c.campaign_id, posts.c.kind, cast(posts.c.places, Text)
        told = select(*alike[:3], alike[3].label("places"), func.count().label("n"))
        rows = await self._all(told.where(shown(), posts.c.sent_at.is_not(None)).group_by(*alike))
        partners, campaigns, kinds, places = Counter[int](), Counter[int](), Counter[PostKind](), Counter[Place]()
        for row in rows:
            partners[row.partner_id] += row.n
            kinds[PostKind(row.kind)] += row.n
            if row.campaign_id:
                campaigns[row.campaign_id] += row.n
            for place in json.loads(row.places) if row.places else ():
                places[Place(place)] += row.n
        for place, number in await self._told_about():
            places[place] += number
        return Shelves(partners, campaigns, kinds, places)

    async def _told_about(self) -> Sequence[tuple[Place, int]]:
        """The cities that citizens' stories are about, and how many."""
        theirs = select(shares.c.place, func.count().label("n")).join(posts, posts.c.id == shares.c.post_id)
        theirs = theirs.where(
            shares.c.place.is_not(None), posts.c.places.is_(None), shown(), posts.c.sent_at.is_not(None)
        )
        return [(Place(row.place), row.n) for row in await self._all(theirs.group_by(shares.c.place))]

    async def moments(self) -> Sequence[datetime]:
        sent = select(posts.c.sent_at).where(shown(), posts.c.sent_at.is_not(None))
        return [row.sent_at for row in await self._all(sent.order_by(posts.c.sent_at.desc()))]

    async def oldest(self) -> datetime | None:
        sent = select(posts.c.sent_at).where(shown(), posts.c.sent_at.is_not(None))
        moment: datetime | None = await self._value(sent.order_by(posts.c.sent_at).limit(1))
        return moment

    async def keep_up(self) -> bool:
        programme = Programme(self._tx)
        if await programme.setting(_RULES) == RULES:
            return False
        last = 0
        while some := await self._read(_SOUGHT.where(posts.c.id > last)):
            for post in some:
                await keep_terms(self._tx, post)
            last = some[-1].id
        await programme.set_setting(_RULES, RULES)
        return True


def _openings() -> Select[Any]:
    """How the texts of the newest begin, as one value: who asks again can tell that nothing has changed."""
    newest = select(posts.c.id).where(shown()).order_by(posts.c.sent_at.desc(), posts.c.id.desc())
    newest = newest.limit(bindparam("most", type_=Integer))
    opening = func.substr(versions.c.text, 1, _OPENING).label("opening")
    between: Any = literal_column(f"'{_BETWEEN}'")
    each = select(opening).where(versions.c.post_id.in_(newest)).subquery()
    return select(func.aggregate_strings(each.c.opening, between).label("told"))


OPENINGS = Prepared(_openings())


@lru_cache(maxsize=1)
def titles(told: str | None) -> tuple[str, ...]:
    """What `OPENINGS` tells, in one order."""
    return tuple(map(_title, sorted(told.split(_BETWEEN)))) if told else ()


def _title(opening: str) -> str:
    """Its first line, without a last word that may have been cut."""
    title, _, rest = opening.strip().partition("\n")
    return title if rest or len(opening) < _OPENING else title.rpartition(" ")[0]


def _narrowed(asked: Select[*tuple[Any, ...]], sought: Sought) -> Select[*tuple[Any, ...]]:
    exact = {"partner_id": sought.partner_id, "campaign_id": sought.campaign_id, "kind": sought.kind}
    rules = [posts.c[name] == value for name, value in exact.items() if value is not None]
    if sought.place is not None:
        meant = cast(posts.c.places, Text).contains(f'"{sought.place.value}"', autoescape=True)
        told = select(shares.c.post_id).where(shares.c.place == sought.place, shares.c.post_id.is_not(None))
        rules.append(or_(meant, posts.c.places.is_(None) & posts.c.id.in_(told)))
    if sought.reader_id is not None:
        rules.append(posts.c.id.in_(_came_to(sought.reader_id, sought.spans)))
    elif sought.spans is not None:
        rules.append(_within(posts.c.sent_at, sought.spans))
    return asked.where(*rules)


def _within(at: ColumnElement[Any], spans: Spans, before: timedelta = timedelta(0)) -> ColumnElement[bool]:
    """A moment in one of them, or so long before."""
    return or_(false(), *(and_(at >= begin - before, at < end) for begin, end in spans))


def _came_to(reader_id: int, spans: Spans | None) -> Select[Any]:
    """The posts that a reader got, by themselves or in their digest: then, or among what was sent lately."""
    sent = select(broadcasts.c.id).where(broadcasts.c.errand.in_(sorted(SENDS)))
    got = or_(deliveries.c.state == DeliveryState.SENT, deliveries.c.reason == Skip.DIGEST)
    copies = select(broadcasts.c.post_id).join(deliveries, deliveries.c.broadcast_id == broadcasts.c.id)
    copies = copies.where(deliveries.c.recipient == reader_id, got)
    if spans is None:
        late = sent.order_by(broadcasts.c.id.desc()).limit(_LATE)
        return copies.where(deliveries.c.broadcast_id.in_(late))
    begun = sent.where(_within(broadcasts.c.started_at, spans, _UNDER_WAY))
    return copies.where(deliveries.c.broadcast_id.in_(begun), _within(deliveries.c.at, spans))
