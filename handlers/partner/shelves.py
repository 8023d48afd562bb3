"""Reading a page of a list of posts."""

from bot.actions.fates import fate_of
from bot.content import PostState
from bot.mistakes import Mistake, Why
from bot.partners import Partner
from bot.ports.page import Page
from bot.store import Work
from handlers.paging import page_or_last
from handlers.partner.pen import Pen
from handlers.partner.presses import Pages
from handlers.partner.shelf_screens import STATES_OF, Row, shelf_screen
from handlers.screen import PAGE, Screen


async def shelf(pen: Pen, pages: Pages) -> Screen:
    """The page; the last one when there are fewer by now. Raises `Mistake(NOT_ALLOWED)`."""
    no, rows = await page_or_last(lambda no: _rows(pen, Pages(shelf=pages.shelf, page=no)), pages.page)
    return shelf_screen(pen.words, Pages(shelf=pages.shelf, page=no), rows, pen.zone)


async def _rows(pen: Pen, pages: Pages) -> Page[Row]:
    async with pen.store.read() as tx:
        partners = {partner.id: partner for partner in await tx.partners.of_member(pen.speaker.reader.id)}
        if not partners:  # taken out a moment ago: for storage, no partner in particular means all of them
            raise Mistake(Why.NOT_ALLOWED)
        return await _page(tx, partners, pages)


async def _page(tx: Work, partners: dict[int, Partner], pages: Pages) -> Page[Row]:
    found = await tx.posts.page(list(partners), STATES_OF[pages.shelf], max(0, pages.page) * PAGE, PAGE)
    rows = []
    for post in found.items:
        plan = await tx.plans.of(post.id) if post.state is PostState.SCHEDULED else None
        fate = await fate_of(tx, post.id) if post.state is PostState.RECALLED else None
        rows.append(Row(post, partners[post.partner_id], plan, fate))
    return Page(rows, found.total)
