"""Campaigns of one's own partner: begun, changed, ended; and posts put into them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.actions.compose import own_post, save
from bot.actions.naming import renamed
from bot.content import EDITABLE, Campaign, Post, PostState
from bot.languages import Form
from bot.mistakes import Mistake, Why, existing
from bot.people import HOME_ZONE, Speaker
from bot.recurrence import local, moment_near
from bot.store import Store, Work
from bot.texts import one_line, within

NAME_LIMIT = 60
GOAL_LIMIT = 1000
PLANNED = (PostState.SCHEDULED,)
SENT = (PostState.SENDING, PostState.SENT)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is: posts that wait for their first moment, that went out on its days, and all there are."""

    campaign: Campaign
    planned: int
    sent: int
    posts: int
    begun: int = 0
    """Those that have no moment yet."""
    sending: int = 0
    """Of those that went out, how many are still on their way."""
    early: int = 0
    """Those that went out before its first day: they were put into it all the same, and bring it no nearer its goal."""

    @property
    def arrived(self) -> int:
        """Those that have gone out to the last reader."""
        return self.sent - self.sending

    @property
    def share(self) -> float:
        """Of its goal, or without a goal of its posts, how much went out; at most all."""
        whole = self.campaign.goal or self.posts - self.early
        return min(1.0, self.sent / whole) if whole else 0.0


async def own_campaign(tx: Work, speaker: Speaker, campaign_id: int) -> Campaign:
    """The campaign, if the speaker writes for its partner. Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`."""
    campaign = existing(await tx.campaigns.get(campaign_id))
    if not speaker.writes_for(campaign.partner_id):
        raise Mistake(Why.NOT_ALLOWED)
    return campaign


async def progress_of(tx: Work, campaign: Campaign) -> Progress:
    """How far it is."""
    states: Mapping[PostState, int] = await tx.campaigns.states(campaign.id)
    planned, sent, begun = (sum(states.get(state, 0) for state in group) for group in (PLANNED, SENT, EDITABLE))
    series = await tx.campaigns.series(campaign.id)
    sending = states.get(PostState.SENDING, 0)
    early = await tx.campaigns.sent_before(
        campaign.id, moment_near(datetime.combine(campaign.begins, time()), HOME_ZONE)
    )
    return Progress(campaign, planned - series, sent + series - early, sum(states.values()), begun, sending, early)


async def begin_campaign(store: Store, speaker: Speaker, campaign: Campaign, now: datetime) -> Campaign:
    """A new campaign. Raises `Mistake(NOT_ALLOWED | NAME_… | CAMPAIGN_BACKWARDS | GOAL_UNREADABLE)`."""
    if not speaker.writes_for(campaign.partner_id):
        raise Mistake(Why.NOT_ALLOWED)
    check_campaign(campaign)
    async with store.write() as tx:
        campaign = await tx.campaigns.add(campaign)
        await tx.programme.note(now, speaker.reader.id, "begin", f"campaign {campaign.id}")
        return campaign


async def change_campaign(
    store: Store, speaker: Speaker, campaign_id: int, changed: Callable[[Campaign], Campaign], now: datetime
) -> Campaign:
    """Another name, goal, hashtag or other days. Posts that were submitted keep the hashtag they had then."""
    async with store.write() as tx:
        campaign = await own_campaign(tx, speaker, campaign_id)
        fresh = changed(campaign)
        check_campaign(fresh)
        await tx.campaigns.save(fresh)
        if fresh.hashtag != campaign.hashtag:
            await _retag(tx, fresh)
        await tx.programme.note(now, speaker.reader.id, "change", f"campaign {campaign.id}")
        return fresh


async def _retag(tx: Work, campaign: Campaign) -> None:
    """Drafts follow."""
    at_hand = (PostState.DRAFT, PostState.RETURNED)
    for found in (await tx.posts.of_campaign(campaign.id, at_hand, 0, GOAL_LIMIT)).items:
        post = await tx.posts.get(found.id)  # held, so that nobody's change of it is undone
        if post is not None and post.state in at_hand:
            await tx.posts.save(replace(post, hashtag=campaign.hashtag))


async def end_campaign(store: Store, speaker: Speaker, campaign_id: int, now: datetime) -> Campaign:
    """It is over from now on; its posts stay what they are."""
    return await change_campaign(
        store, speaker, campaign_id, lambda campaign: replace(campaign, ended_at=campaign.ended_at or now), now
    )


async def put_into(store: Store, speaker: Speaker, post_id: int, campaign_id: int | None, now: datetime) -> Post:
    """Put a post into a campaign of its partner, under its hashtag; or with none, take it out.

    Raises `Mistake(CAMPAIGN_OVER | NOT_FOUND | NOT_ALLOWED)`.
    """
    async with store.write() as tx:
        campaign = None if campaign_id is None else await own_campaign(tx, speaker, campaign_id)
        if campaign is not None and campaign.days_left(local(now, speaker.reader.zone).date()) == 0:
            raise Mistake(Why.CAMPAIGN_OVER)
        post = await own_post(tx, speaker, post_id)
        post.require_editable()
        if campaign is not None and campaign.partner_id != post.partner_id:
            raise Mistake(Why.NOT_FOUND)
        hashtag = campaign.hashtag if campaign else None
        return await save(tx, speaker, post, replace(post, campaign_id=campaign_id, hashtag=hashtag))


def check_campaign(campaign: Campaign) -> None:
    """Raise `Mistake(CAMPAIGN_BACKWARDS | GOAL_UNREADABLE | NAME_MISSING)`, or what `check_name` raises."""
    if campaign.ends < campaign.begins:
        raise Mistake(Why.CAMPAIGN_BACKWARDS)
    if campaign.goal is not None and not 1 <= campaign.goal <= GOAL_LIMIT:
        raise Mistake(Why.GOAL_UNREADABLE, limit=GOAL_LIMIT)
    if not campaign.names:
        raise Mistake(Why.NAME_MISSING)
    check_name(next(iter(campaign.names.values())))


def check_name(name: str) -> str:
    """A name for a campaign, in one line. Raises `Mistake(TEXT_EMPTY | NAME_TOO_LONG)`."""
    return within(one_line(name), NAME_LIMIT, empty=Why.TEXT_EMPTY, too_long=Why.NAME_TOO_LONG)


def named(campaign: Campaign, form: Form, name: str) -> Campaign:
    """The campaign with a name in this form; of a Chinese one in both scripts."""
    return replace(campaign, names=renamed(campaign.names, {form: check_name(name)}))
