"""Campaigns as readers see them: those that go on, and whether a campaign's posts come."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.actions.settle_in import follow_campaign, is_known, unfollow_campaign
from bot.mistakes import existing
from bot.recurrence import city_day
from handlers.audience.receiving.partners import bond_of
from handlers.audience.receiving.partners_screens import CampaignPage
from handlers.audience.receiving.themes_screens import FollowCampaign, Theme, ThemesPage, theme_screen, themes_screen
from handlers.audience.visit import Visit
from handlers.showing.paging import page_or_last
from handlers.showing.screen import PAGE, Screen, show, show_below
from handlers.turns.turn import hand, the_partner


def router() -> Router:
    """The list, a page, and following."""
    themes = Router(name="audience.themes")
    hand(themes, "visit", Visit)
    themes.callback_query.register(turned, ThemesPage.filter())
    themes.callback_query.register(opened, CampaignPage.filter())
    themes.callback_query.register(changed, FollowCampaign.filter())
    return themes


async def turned(query: CallbackQuery, callback_data: ThemesPage, visit: Visit) -> None:
    """A page of those that go on."""
    today = city_day(visit.now)
    async with visit.store.read() as tx:
        no, page = await page_or_last(lambda at: tx.campaigns.public(today, None, at * PAGE, PAGE), callback_data.page)
        partners = await tx.partners.those({each.partner_id for each in page.items})
        followed = await tx.follows.campaigns(visit.reader.id)
    await show(query, themes_screen(visit.words, page, partners, no, followed))


async def opened(query: CallbackQuery, callback_data: CampaignPage, visit: Visit) -> None:
    """A campaign's page. Raises `Mistake(NOT_FOUND)`."""
    screen = await _page(visit, callback_data.campaign_id)
    await (show_below if callback_data.below else show)(query, screen)


async def changed(query: CallbackQuery, callback_data: FollowCampaign, visit: Visit) -> None:
    """Follow it or no more, and see it at once. Raises `Mistake(NOT_FOUND | RETIRED | THEME_OVER)`."""
    change = follow_campaign if callback_data.on else unfollow_campaign
    await change(visit.store, visit.reader.id, callback_data.campaign_id, visit.now)
    await show(query, await _page(visit, callback_data.campaign_id))


async def _page(visit: Visit, campaign_id: int) -> Screen:
    return existing(await campaign_of(visit, campaign_id))


async def campaign_of(visit: Visit, campaign_id: int) -> Screen | None:
    """A campaign's page; none of what readers may not know yet: nothing went out, and its first day is to come."""
    today = city_day(visit.now)
    async with visit.store.read() as tx:
        campaign = await tx.campaigns.get(campaign_id)
        if campaign is None or not await is_known(tx, campaign, today):
            return None
        reader = await tx.readers.get(visit.reader.id) or visit.reader  # a first follow may have begun their posts
        partner = await the_partner(tx, campaign.partner_id)
        bond = await bond_of(tx, reader, partner.id, visit.now)
    return theme_screen(visit.words, Theme(campaign, partner, bond, today))
