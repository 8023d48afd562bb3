"""Reading a page of a list of posts."""

from bot.actions.fates import fate_of
from bot.actions.sums import sums_of
from bot.broadcast import Errand
from bot.content import Post, PostState
from bot.delivery import Sums
from bot.mistakes import Mistake, Why
from bot.partners import Partner
from bot.ports.page import Page
from bot.store import Work
from handlers.paging import page_or_last
from handlers.partner.pen import Pen
from handlers.partner.presses import Pages
from handlers.partner.shelf_screens import STATES_OF, Row, shelf_screen
from handlers.screen import PAGE, Screen

_BEGUN = frozenset({PostState.SCHEDULED, PostState.SENDING, PostState.SENT})
"""What may have gone out, as a whole or for some rounds, and was not taken back."""


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
    return Page([await row_of(tx, post, partners[post.partner_id]) for post in found.items], found.total)


async def row_of(tx: Work, post: Post, partner: Partner) -> Row:
    """A post with what a list says of it."""
    plan = await tx.plans.of(post.id) if post.state is PostState.SCHEDULED else None
    fate = await fate_of(tx, post.id) if post.state is PostState.RECALLED else None
    return Row(post, partner, plan, fate)


async def received(tx: Work, post: Post) -> Sums | None:
    """The numbers of its latest sending, of all groups of a wave together; none when it has never gone out."""
    begun = await tx.broadcasts.of_post(post.id) if post.state in _BEGUN else ()
    latest = next((each for each in begun if each.errand is Errand.SEND), None)
    if latest is None:
        return None
    return await sums_of(tx, await tx.broadcasts.wave(latest.id))
