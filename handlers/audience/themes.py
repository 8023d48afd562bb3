"""Campaigns as readers see them: those that go on, and whether a campaign's posts come."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.actions.settle_in import follow_campaign, is_known, unfollow_campaign
from bot.mistakes import Mistake, Why
from bot.people import Reader, Speaker
from bot.recurrence import city_day
from bot.store import Store
from bot.words import words_for
from handlers.audience.partners import bond_of
from handlers.audience.partners_screens import CampaignPage
from handlers.audience.themes_screens import FollowCampaign, Theme, ThemesPage, theme_screen, themes_screen
from handlers.paging import page_or_last
from handlers.screen import PAGE, Screen, show, show_below
from handlers.turn import the_partner

Clock = Callable[[], datetime]


def router() -> Router:
    """The list, a page, and following."""
    themes = Router(name="audience.themes")
    themes.callback_query.register(turned, ThemesPage.filter())
    themes.callback_query.register(opened, CampaignPage.filter())
    themes.callback_query.register(changed, FollowCampaign.filter())
    return themes


async def turned(query: CallbackQuery, callback_data: ThemesPage, store: Store, speaker: Speaker, clock: Clock) -> None:
    """A page of those that go on."""
    reader = speaker.reader
    today = city_day(clock())
    async with store.read() as tx:
        no, page = await page_or_last(lambda at: tx.campaigns.public(today, None, at * PAGE, PAGE), callback_data.page)
        partners = await tx.partners.those({each.partner_id for each in page.items})
        followed = await tx.follows.campaigns(reader.id)
    await show(query, themes_screen(words_for(reader.speaks), page, partners, no, followed))


async def opened(
    query: CallbackQuery, callback_data: CampaignPage, store: Store, speaker: Speaker, clock: Clock
) -> None:
    """A campaign's page. Raises `Mistake(NOT_FOUND)`."""
    await (show_below if callback_data.below else show)(
        query, await _page(store, speaker.reader, callback_data.campaign_id, clock())
    )


async def changed(
    query: CallbackQuery, callback_data: FollowCampaign, store: Store, speaker: Speaker, clock: Clock
) -> None:
    """Follow it or no more, and see it at once. Raises `Mistake(NOT_FOUND | RETIRED | THEME_OVER)`."""
    change = follow_campaign if callback_data.on else unfollow_campaign
    await change(store, speaker.reader.id, callback_data.campaign_id, clock())
    await show(query, await _page(store, speaker.reader, callback_data.campaign_id, clock()))


async def _page(store: Store, reader: Reader, campaign_id: int, now: datetime) -> Screen:
    screen = await campaign_of(store, reader, campaign_id, now)
    if screen is None:
        raise Mistake(Why.NOT_FOUND)
    return screen


async def campaign_of(store: Store, reader: Reader, campaign_id: int, now: datetime) -> Screen | None:
    """A campaign's page; none of what readers may not know yet: nothing went out, and its first day is to come."""
    today = city_day(now)
    async with store.read() as tx:
        campaign = await tx.campaigns.get(campaign_id)
        if campaign is None or not await is_known(tx, campaign, today):
            return None
        reader = await tx.readers.get(reader.id) or reader  # a first follow may have begun their posts
        partner = await the_partner(tx, campaign.partner_id)
        bond = await bond_of(tx, reader, partner.id, now)
    return theme_screen(words_for(reader.speaks), Theme(campaign, partner, bond, today))
