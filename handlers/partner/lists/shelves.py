"""The lists of posts: reading a page of one."""

from aiogram import Router
from aiogram.types import Message

from bot.actions.fates import fate_of
from bot.actions.sums import sums_of
from bot.broadcast import UNFINISHED, BroadcastState, Errand
from bot.content import Post, PostState
from bot.delivery import Sums
from bot.mistakes import Mistake, Why
from bot.partners import Partner
from bot.ports.page import Page
from bot.store import Work
from handlers.partner.lists.shelf_screens import DATED, STATES_OF, Row, shelf_screen
from handlers.partner.pen import Pen
from handlers.partner.planning.dated import moment_in
from handlers.partner.presses import Pages
from handlers.showing.listing import Listing, Shown, picked
from handlers.showing.paging import page_or_last
from handlers.showing.screen import PAGE

_BEGUN = frozenset({PostState.SCHEDULED, PostState.SENDING, PostState.SENT})
"""What may have gone out, as a whole or for some rounds, and was not taken back."""
_STILL = (BroadcastState.PAUSED, BroadcastState.SENDING, BroadcastState.CANCELLED)
"""Of several sendings of a post that are not over, a list tells the first of these."""


async def shelf(pen: Pen, at: Pages) -> Shown:
    """The page; the last one when there are fewer by now. Raises `Mistake(NOT_ALLOWED)`."""
    async with pen.store.read() as tx:
        partners = {partner.id: partner for partner in await tx.partners.of_member(pen.speaker.reader.id)}
        if not partners:  # taken out a moment ago: for storage, no partner in particular means all of them
            raise Mistake(Why.NOT_ALLOWED)
        ids, states, sought = list(partners), STATES_OF[at.shelf], await picked(tx, at.sought)
        page, found = await page_or_last(lambda no: tx.posts.page(ids, states, no * PAGE, PAGE, sought), at.page)
        rows = Page([await row_of(tx, post, partners[post.partner_id]) for post in found.items], found.total)
        halted = await tx.programme.halted_at() is not None
    screen = shelf_screen(pen.words, at.model_copy(update={"page": page}), rows, pen.zone, halted=halted)
    return Shown(screen, rows.total)


async def _dated(message: Message, pen: Pen, at: Pages) -> bool:
    """A day that is written at drafts, or at approved posts, is for one of them, and it is asked for which."""
    digits = moment_in(message.text or "", pen) if at.shelf in DATED else ""
    if digits:
        await SHELVES.open(message, pen, Pages(shelf=at.shelf, at=digits))
    return bool(digits)


SHELVES = Listing(Pages, "pen", shelf, first=_dated)


def router() -> Router:
    """The pages of all shelves."""
    shelves = Router(name="partner.shelves")
    SHELVES.register(shelves)
    return shelves


async def row_of(tx: Work, post: Post, partner: Partner) -> Row:
    """A post with what a list says of it."""
    plan = await tx.plans.of(post.id) if post.state is PostState.SCHEDULED else None
    fate = await fate_of(tx, post.id) if post.state is PostState.RECALLED else None
    begun = await tx.broadcasts.of_post(post.id) if post.state is PostState.SENDING else ()
    states = {each.state for each in begun if each.state in UNFINISHED}
    if plan is not None and plan.held_at is not None:
        states.add(BroadcastState.PAUSED)
    return Row(post, partner, plan, fate, going=next((each for each in _STILL if each in states), None))


async def received(tx: Work, post: Post) -> Sums | None:
    """The numbers of its latest sending, of all groups of a wave together; none when it has never gone out."""
    begun = await tx.broadcasts.of_post(post.id) if post.state in _BEGUN else ()
    latest = next((each for each in begun if each.errand is Errand.SEND), None)
    if latest is None:
        return None
    return await sums_of(tx, await tx.broadcasts.wave(latest.id))
