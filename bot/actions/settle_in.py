"""A reader's own choices: start, stop, language, place, quiet hours, whom they follow, and how much of it they want."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.actions.digest import begin_digest
from bot.actions.suspend import require_here
from bot.content import Campaign, PostState
from bot.languages import Form
from bot.mistakes import Mistake, Why, existing
from bot.people import CAPS, WEEKLIES, Consent, Mute, Purpose, Quiet, Reader
from bot.places import BAY, Place, Spot
from bot.recurrence import city_day, zone_of
from bot.store import Store, Work

WELCOME_REST = timedelta(hours=24)
"""Whoever blocks and unblocks again is welcomed back once in this time."""


async def reader_by(tx: Work, reader_id: int) -> Reader:
    """The reader. Raises `Mistake(NOT_FOUND)`."""
    return existing(await tx.readers.get(reader_id))


async def changed(store: Store, reader_id: int, **chosen: Any) -> Reader:  # noqa: ANN401 - a reader's own fields
    """The reader with what they chose, kept. Raises `Mistake(NOT_FOUND)`."""
    async with store.write() as tx:
        reader = replace(await reader_by(tx, reader_id), **chosen)
        await tx.readers.save(reader)
        return reader


async def choose_form(store: Store, reader_id: int, form: Form) -> Reader:
    """Speak this form from now on. It is no consent: posts come once somebody has agreed to them."""
    return await changed(store, reader_id, form=form)


async def came_by(store: Store, reader_id: int, signpost: str) -> None:
    """What led them here; the first that did stays."""
    async with store.write() as tx:
        reader = await reader_by(tx, reader_id)
        if reader.came_by is None:
            await tx.readers.save(replace(reader, came_by=signpost))


async def start(store: Store, reader_id: int, now: datetime) -> Reader:
    """Posts again after a stop, as before it."""
    async with store.write() as tx:
        reader = await _started(tx, await reader_by(tx, reader_id), now)
        await tx.readers.save(reader)
        return reader


async def undecided(tx: Work, reader: Reader) -> bool:
    """Whether they have never said yes or no to posts."""
    if reader.stopped_at is None:
        return False
    return not any(line.purpose is Purpose.SERVICE for line in await tx.readers.consents(reader.id))


async def has_agreed(tx: Work, reader: Reader) -> bool:
    """Whether they have ever said yes to posts; only then may a /start bring them back without asking."""
    if reader.stopped_at is None:
        return True
    return any(line.purpose is Purpose.SERVICE and line.given for line in await tx.readers.consents(reader.id))


async def _started(tx: Work, reader: Reader, now: datetime) -> Reader:
    if reader.stopped_at is not None:
        await tx.readers.consent(Consent(reader.id, Purpose.SERVICE, given=True, at=now, form=reader.speaks))
    return reader.start()


async def stop(store: Store, reader_id: int, now: datetime) -> Reader:
    """No more posts, at once; follows are kept for a return."""
    async with store.write() as tx:
        return await stop_in(tx, await reader_by(tx, reader_id), now)


async def stop_in(tx: Work, reader: Reader, now: datetime) -> Reader:
    """The same within a unit of work; the ledger gets a line when they had posts, or had not decided until now."""
    decides = await undecided(tx, reader)
    if reader.stopped_at is None or decides:
        reader = reader.stop(now)
        await tx.readers.save(reader)
        await tx.readers.consent(Consent(reader.id, Purpose.SERVICE, given=False, at=now, form=reader.speaks))
    return reader


async def no_promotions(store: Store, reader_id: int, now: datetime) -> Reader:
    """Stories only, from whomever they follow; after a stop it is a start without promotions."""
    async with store.write() as tx:
        reader = await _started(tx, await reader_by(tx, reader_id), now)
        return await _capped(tx, reader, 0, now)


async def _capped(tx: Work, reader: Reader, cap: int | None, now: datetime) -> Reader:
    """With a line in the ledger about promotions, if they come from now on or no longer do."""
    if (reader.cap == 0) is not (cap == 0):
        line = Consent(reader.id, Purpose.PROMOTION, given=cap != 0, at=now, form=reader.speaks)
        await tx.readers.consent(line)
    reader = replace(reader, cap=cap)
    await tx.readers.save(reader)
    return reader


async def came_back(store: Store, address: int, now: datetime) -> Reader | None:
    """They unblocked the bot: the chat is there again, and consent stands as it did.

    The reader, if they are to be welcomed: posts come to them again, and they were not welcomed within a day.
    """
    async with store.write() as tx:
        reader = await tx.readers.by_address(address)
        if reader is None or reader.gone_at is None:
            return None
        reader = replace(reader, gone_at=None)
        takes = reader.reachable and not reader.paused(now)
        welcome = takes and not (reader.welcomed_at and now - reader.welcomed_at < WELCOME_REST)
        reader = replace(reader, welcomed_at=now if welcome else reader.welcomed_at)
        await tx.readers.save(reader)
        return reader if welcome else None


async def went_away(store: Store, address: int, now: datetime) -> None:
    """They blocked the bot: heard at once."""
    async with store.write() as tx:
        reader = await tx.readers.by_address(address)
        if reader is not None and reader.gone_at is None:
            await tx.readers.save(replace(reader, gone_at=now))


async def choose_place(store: Store, reader_id: int, spot: Spot) -> Reader:
    """Live here, by the clock of its zone. Raises `Mistake(ZONE_UNKNOWN)`."""
    zone_of(spot.zone)
    return await changed(store, reader_id, zone=spot.zone, place=spot.place)


async def choose_quiet(store: Store, reader_id: int, begin: time | None, end: time | None) -> Reader:
    """Quiet between these local times of day, or never when none is given."""
    async with store.write() as tx:
        reader = await reader_by(tx, reader_id)
        quiet = replace(reader.quiet, on=False) if begin is None or end is None else Quiet(begin, end)
        reader = replace(reader, quiet=quiet)
        await tx.readers.save(reader)
        return reader


async def follow(store: Store, reader_id: int, partner_id: int, now: datetime) -> None:
    """Follow a partner: its posts will come, also to whoever has not decided about posts; after a stop they wait.

    Raises `Mistake(NOT_FOUND | RETIRED)`.
    """
    async with store.write() as tx:
        partner = existing(await tx.partners.get(partner_id))
        require_here(partner, await reader_by(tx, reader_id))
        await follow_in(tx, reader_id, partner_id, now)


async def follow_in(tx: Work, reader_id: int, partner_id: int, now: datetime) -> bool:
    """The same within a unit of work, of a partner that is there; false when they follow it already."""
    reader = await reader_by(tx, reader_id)
    if partner_id in await tx.follows.of(reader_id):
        return False
    await tx.follows.follow(reader_id, partner_id, now)
    if await undecided(tx, reader):
        await tx.readers.save(await _started(tx, reader, now))
    consent = Consent(reader_id, Purpose.FOLLOW, given=True, at=now, form=reader.speaks, partner_id=partner_id)
    await tx.readers.consent(consent)
    return True


async def follow_all(store: Store, reader_id: int, now: datetime) -> None:
    """Every partner that is here, each as if it had been chosen alone."""
    async with store.write() as tx:
        for partner in await tx.partners.all():
            if partner.retired_at is None:
                await follow_in(tx, reader_id, partner.id, now)


async def unfollow(store: Store, reader_id: int, partner_id: int, now: datetime) -> None:
    """Nothing more of a partner, whether they follow it, a campaign of it, or only get what it sends to everybody.

    Raises `Mistake(NOT_FOUND)`.
    """
    async with store.write() as tx:
        reader = await reader_by(tx, reader_id)
        existing(await tx.partners.get(partner_id))
        campaigns = [each for each in await followed_campaigns(tx, reader_id) if each.partner_id == partner_id]
        follows = campaigns or partner_id in await tx.follows.of(reader_id)
        if not follows and await _has_left(tx, reader_id, partner_id):
            return
        await tx.follows.unfollow(reader_id, partner_id)
        for campaign in campaigns:
            await tx.readers.consent(_of_campaign(reader, campaign, now, given=False))
        consent = Consent(reader_id, Purpose.FOLLOW, given=False, at=now, form=reader.speaks, partner_id=partner_id)
        await tx.readers.consent(consent)


async def _has_left(tx: Work, reader_id: int, partner_id: int) -> bool:
    """Whether the ledger's last line about a partner says no."""
    about = (Purpose.FOLLOW, partner_id)
    lines = [line for line in await tx.readers.consents(reader_id) if (line.purpose, line.partner_id) == about]
    return bool(lines) and not lines[-1].given


async def followed_campaigns(tx: Work, reader_id: int) -> Sequence[Campaign]:
    """The campaigns that they follow, also those that are over; the first to end first."""
    found = await tx.campaigns.those(await tx.follows.campaigns(reader_id))
    return sorted(found.values(), key=lambda campaign: (campaign.ends, campaign.id))


async def is_known(tx: Work, campaign: Campaign, today: date) -> bool:
    """Whether readers may know of it: its first day has come, or something of it went out."""
    if today >= campaign.begins:
        return True
    states = await tx.campaigns.states(campaign.id)
    told = states.get(PostState.SENDING) or states.get(PostState.SENT)
    return bool(told or await tx.campaigns.series(campaign.id))


async def follow_campaign(store: Store, reader_id: int, campaign_id: int, now: datetime) -> None:
    """Follow a campaign without its partner: its posts will come, as after `follow`.

    Raises `Mistake(NOT_FOUND | RETIRED | THEME_OVER)`.
    """
    async with store.write() as tx:
        reader, campaign = await reader_by(tx, reader_id), await _campaign(tx, campaign_id)
        require_here(await tx.partners.get(campaign.partner_id), reader)
        today = city_day(now)
        if not await is_known(tx, campaign, today):
            raise Mistake(Why.NOT_FOUND)
        if not campaign.days_left(today):
            raise Mistake(Why.THEME_OVER)
        if campaign.id in await tx.follows.campaigns(reader_id):
            return
        await tx.follows.follow_campaign(reader_id, campaign, now)
        if await undecided(tx, reader):
            await tx.readers.save(await _started(tx, reader, now))
        await tx.readers.consent(_of_campaign(reader, campaign, now, given=True))


async def unfollow_campaign(store: Store, reader_id: int, campaign_id: int, now: datetime) -> None:
    """Nothing more by this campaign; whoever follows its partner gets its posts still. Raises `Mistake(NOT_FOUND)`."""
    async with store.write() as tx:
        reader, campaign = await reader_by(tx, reader_id), await _campaign(tx, campaign_id)
        if campaign.id in await tx.follows.campaigns(reader_id):
            await tx.follows.unfollow_campaign(reader_id, campaign)
            await tx.readers.consent(_of_campaign(reader, campaign, now, given=False))


async def _campaign(tx: Work, campaign_id: int) -> Campaign:
    return existing(await tx.campaigns.get(campaign_id))


def _of_campaign(reader: Reader, campaign: Campaign, now: datetime, *, given: bool) -> Consent:
    return Consent(
        reader.id,
        Purpose.CAMPAIGN,
        given=given,
        at=now,
        form=reader.speaks,
        partner_id=campaign.partner_id,
        campaign_id=campaign.id,
    )


async def follow_city(store: Store, reader_id: int, city: Place, now: datetime) -> None:
    """What partners send to readers in this city comes too, of those they follow. Raises `Mistake(NOT_FOUND)`."""
    if city not in BAY:
        raise Mistake(Why.NOT_FOUND)
    async with store.write() as tx:
        await tx.follows.follow_place(reader_id, city, now)


async def unfollow_city(store: Store, reader_id: int, city: Place) -> None:
    """Only what is for where they live, or for a city that they follow still."""
    async with store.write() as tx:
        await tx.follows.unfollow_place(reader_id, city)


async def mute(store: Store, reader_id: int, partner_id: int, how_long: Mute | None, now: datetime) -> None:
    """Nothing of a partner for a while, or again from now on; they stay a follower. Raises `Mistake(NOT_FOLLOWED)`."""
    async with store.write() as tx:
        if not await tx.follows.mute(reader_id, partner_id, now + how_long.length if how_long else None):
            raise Mistake(Why.NOT_FOLLOWED)


async def limit_partner(store: Store, reader_id: int, partner_id: int, weekly: int | None, now: datetime) -> None:
    """At most so many posts of a partner in a week, one of `WEEKLIES`, or all; none means that a digest has them.

    Raises `Mistake(NOT_FOUND | NOT_FOLLOWED)`.
    """
    if weekly is not None and weekly not in WEEKLIES:
        raise Mistake(Why.NOT_FOUND)
    async with store.write() as tx:
        reader = await reader_by(tx, reader_id)
        if not await tx.follows.limit(reader_id, partner_id, weekly):
            raise Mistake(Why.NOT_FOLLOWED)
        if weekly == 0:
            await begin_digest(tx, reader, now)


async def choose_cap(store: Store, reader_id: int, cap: int | None, now: datetime) -> Reader:
    """At most so many promotions a day, one of `CAPS`, or as many as come; a digest is theirs to choose.

    Raises `Mistake(NOT_FOUND)`.
    """
    if cap is not None and cap not in CAPS:
        raise Mistake(Why.NOT_FOUND)
    async with store.write() as tx:
        return await _capped(tx, await reader_by(tx, reader_id), cap, now)


async def note_menu(store: Store, reader_id: int, fingerprint: str) -> None:
    """Remember which command menu their chat shows."""
    await changed(store, reader_id, menu=fingerprint)
