"""/campaigns: the list, one campaign's page and posts, and putting a post into one."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.campaigns import end_campaign, own_campaign, progress_of, put_into
from bot.content import STANDING, Campaign, Post
from bot.ports.page import Page
from bot.store import Work
from handlers.partner.campaign_presses import (
    CampaignChoice,
    CampaignDo,
    CampaignPosts,
    CampaignPress,
    CampaignsPage,
    PutInto,
)
from handlers.partner.campaigns_screens import (
    Standing,
    campaign_posts_screen,
    campaign_screen,
    campaigns_screen,
    end_screen,
    put_into_screen,
)
from handlers.partner.composing.cards import turn_into_card
from handlers.partner.composing.fetching import fetched
from handlers.partner.lists.shelves import received, row_of
from handlers.partner.pen import Pen
from handlers.showing.listing import Listing, Shown, paged, picked
from handlers.showing.paging import page_or_last
from handlers.showing.screen import PAGE, Screen, show
from handlers.turns.turn import the_partner

MANY = 1000
"""Campaigns of somebody's partners."""


def router() -> Router:
    """Everything but what is asked for in words."""
    campaigns = Router(name="partner.campaigns")
    campaigns.message.register(open_list, Command("campaigns", ignore_case=True))
    for listing in (CAMPAIGNS, POSTS, CHOICE):
        listing.register(campaigns)
    campaigns.callback_query.register(open_one, CampaignPress.filter(F.do == CampaignDo.SHOW))
    campaigns.callback_query.register(ask_end, CampaignPress.filter(F.do == CampaignDo.END))
    campaigns.callback_query.register(end, CampaignPress.filter(F.do == CampaignDo.END_SURE))
    campaigns.callback_query.register(choose, PutInto.filter())
    return campaigns


async def open_list(message: Message, command: CommandObject, pen: Pen) -> None:
    """The first page, or what is looked for."""
    await CAMPAIGNS.search(message, pen, CampaignsPage(), command.args or "")


async def _list(pen: Pen, at: CampaignsPage) -> Shown:
    async with pen.store.read() as tx:
        at, found = paged((await tx.campaigns.page(pen.speaker.partner_ids, 0, MANY)).items, at, _names)
        standings = [Standing(await progress_of(tx, each), pen.wall.date()) for each in found.items]
    return Shown(campaigns_screen(pen.words, Page(standings, found.total), at), found.total)


def _names(campaign: Campaign) -> list[str]:
    return [*campaign.names.values(), campaign.hashtag or ""]


async def open_one(query: CallbackQuery, callback_data: CampaignPress, pen: Pen) -> None:
    """Shows the campaign's page."""
    await pen.state.clear()
    await show(query, await page_of(pen, callback_data.campaign_id))


async def page_of(pen: Pen, campaign_id: int, note: Markup | None = None) -> Screen:
    """A campaign's page. Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`."""
    async with pen.store.read() as tx:
        campaign = await own_campaign(tx, pen.speaker, campaign_id)
        standing = Standing(await progress_of(tx, campaign), pen.wall.date())
        partner = await tx.partners.get(campaign.partner_id)
    return campaign_screen(pen.words, standing, partner.name(pen.words.form) if partner else "", note)


async def _posts(pen: Pen, at: CampaignPosts) -> Shown:
    """A page of its posts; the last when there are fewer by now."""
    async with pen.store.read() as tx:
        campaign, sought = await own_campaign(tx, pen.speaker, at.campaign_id), await picked(tx, at.sought)
        page, found = await page_or_last(
            lambda no: tx.posts.of_campaign(campaign.id, STANDING, no * PAGE, PAGE, sought), at.page
        )
        partner = await the_partner(tx, campaign.partner_id)
        rows = [replace(await row_of(tx, each, partner), sums=await received(tx, each)) for each in found.items]
    at = at.model_copy(update={"page": page})
    screen = campaign_posts_screen(pen.words, campaign, Page(rows, found.total), at, pen.zone)
    return Shown(screen, found.total)


async def ask_end(query: CallbackQuery, callback_data: CampaignPress, pen: Pen) -> None:
    """Ask whether it is meant."""
    async with pen.store.read() as tx:
        campaign = await own_campaign(tx, pen.speaker, callback_data.campaign_id)
    await show(query, end_screen(pen.words, campaign))


async def end(query: CallbackQuery, callback_data: CampaignPress, pen: Pen) -> None:
    """Ends the campaign."""
    campaign = await end_campaign(pen.store, pen.speaker, callback_data.campaign_id, pen.now)
    await show(query, await page_of(pen, campaign.id))


async def _choice(pen: Pen, at: CampaignChoice) -> Shown:
    """Ask which campaign the post is in."""
    post = await pen.post(at.post_id)
    async with pen.store.read() as tx:
        at, found = paged(await _offered(tx, pen, post), at, _names)
    return Shown(put_into_screen(pen.words, post, found, at), found.total)


async def _offered(tx: Work, pen: Pen, post: Post) -> list[Campaign]:
    """Those that go on, and the one it is in."""
    running = list(await tx.campaigns.running(post.partner_id, pen.wall.date()))
    if post.campaign_id is not None and post.campaign_id not in {each.id for each in running}:
        own = await tx.campaigns.get(post.campaign_id)
        running += [own] if own else []
    return running


CAMPAIGNS = Listing(CampaignsPage, "pen", _list)
POSTS = Listing(CampaignPosts, "pen", _posts)
CHOICE = Listing(CampaignChoice, "pen", _choice, beside=True)


async def choose(query: CallbackQuery, callback_data: PutInto, pen: Pen) -> None:
    """Put it in or take it out; the author is asked first when the post is out of their hands."""
    post = await fetched(query, pen, callback_data.post_id)
    if post is None:
        return
    campaign_id = None if callback_data.out else callback_data.campaign_id
    if campaign_id is not None and campaign_id == post.campaign_id:
        await turn_into_card(query, pen, post)
        return
    await turn_into_card(query, pen, await put_into(pen.store, pen.speaker, post.id, campaign_id, pen.now))
