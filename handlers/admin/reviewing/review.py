"""Review: the queue, one post as it stands, approval of exactly what was seen."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.review import approve, submitted_post
from bot.actions.settle import opened
from bot.content import Post, PostState
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Partner
from bot.people import Reader
from bot.ports.content import Queued
from bot.ports.page import Page
from handlers.admin.doors import QueuePage
from handlers.admin.reviewing.queue_screens import QueueFilter, QueueOf, queue_screen, whose_screen
from handlers.admin.reviewing.review_screens import (
    LOOKING,
    Case,
    Decide,
    Decision,
    ReviewButton,
    decided_screen,
    review_screen,
)
from handlers.admin.seat import Seat
from handlers.showing.directory import directory, is_called
from handlers.showing.listing import Listing, Shown, picked
from handlers.showing.paging import page_or_last
from handlers.showing.screen import PAGE, Screen, show
from handlers.staff.names_advice import advice_on
from handlers.staff.reach import followed, reach_of
from handlers.turns.turn import the_partner

PRESSING = timedelta(hours=4)
"""What should be looked at within so long, or should have been already, presses."""
CHANGING = frozenset({Why.CONTENT_CHANGED, Why.ALREADY_REVIEWED, Why.NOT_SUBMITTED})
"""Mistakes after which the post is shown again as it stands."""
_LOOKED = "looked"
"""In the conversation: the prints of the texts that were opened, by language."""


def router() -> Router:
    """The queue and approving; looking and returning stand beside it."""
    review = Router(name="admin.review")
    review.message.register(command, Command("review", ignore_case=True))
    LISTING.register(review)
    WHOSE.register(review)
    review.callback_query.register(open_review, ReviewButton.filter())
    review.callback_query.register(press_approve, Decide.filter(F.decision == Decision.APPROVE))
    return review


async def _queue_at(seat: Seat, at: QueuePage) -> Shown:
    """A page of the queue; the last when there are fewer by now."""
    async with seat.store.read() as tx:
        due = seat.now + PRESSING if at.due else None
        wanted = Queued(at.partner or None, at.kind, due, await picked(tx, at.sought))
        page, found = await page_or_last(lambda no: tx.posts.queue(wanted, no * PAGE, PAGE), at.page)
        items = [(post, await the_partner(tx, post.partner_id)) for post in found.items]
        partner = await tx.partners.get(at.partner) if at.partner else None
        proposals = await tx.corrections.count()
    name = partner.name(seat.words.form) if partner else None
    sought = QueueFilter(at.model_copy(update={"page": page}), name)
    return Shown(queue_screen(seat.words, Page(items, found.total), sought, seat.zone, proposals), found.total)


LISTING = Listing(QueuePage, "seat", _queue_at)


async def _whose(seat: Seat, at: QueueOf) -> Shown:
    """Whose posts to show alone: of those that have one waiting."""

    def wanted(partner: Partner) -> bool:
        return partner.id in ids and is_called(partner, at.sought)

    async with seat.store.read() as tx:
        ids = await tx.posts.waiting_of()
        page, found = await directory(tx, seat.words, at.page, wanted)
    screen = whose_screen(seat.words, found, at.model_copy(update={"page": page}))
    return Shown(screen, found.total)


WHOSE = Listing(QueueOf, "seat", _whose)


async def case_of(seat: Seat, post_id: int) -> Case:
    """What the review of a post shows. Raises `Mistake(NOT_FOUND)`."""
    async with seat.store.read() as tx:
        post = await submitted_post(tx, seat.speaker, post_id)
        author = await tx.readers.get(post.author_id)
        reviewer = await tx.readers.get(post.reviewer_id) if post.reviewer_id is not None else None
        looked = await _looked_at(seat, post)
        return Case(
            post=post,
            partner=await the_partner(tx, post.partner_id),
            author=_name(author),
            reviewer=_name(reviewer),
            channels=0 if post.places else len(await tx.channels.of(post.partner_id)),
            own=post.author_id == seat.speaker.reader.id,
            mine=tuple(form for form in Form if _wrote(seat, post, form)),
            me=seat.speaker.reader.id,
            reach=await reach_of(tx, post, seat.now),
            follows=await followed(tx, post, seat.words),
            advice=await advice_on(tx, post),
            looked=looked,
        )


async def _post(seat: Seat, post_id: int) -> Post:
    """The post alone: to show what is decided about it, its whole audience is counted. Raises as `case_of`."""
    async with seat.store.read() as tx:
        return await submitted_post(tx, seat.speaker, post_id)


async def _looked_at(seat: Seat, post: Post) -> frozenset[Form]:
    """The languages that the admin has opened since they opened this post, and that say the same by now."""
    data = await seat.state.get_data()
    kept = data.get(_LOOKED) or {} if data.get("post_id") == post.id else {}
    return frozenset(form for form, version in post.versions.items() if kept.get(form.value) == version.print)


async def looked_at(seat: Seat, case: Case, forms: Iterable[Form]) -> Case:
    """These were shown now, each in its own text."""
    there = {each.version.form for each in (case.post.version_for(form) for form in forms) if each}
    looked = case.looked | there
    data = await seat.state.get_data()
    if data.get("post_id") == case.post.id:
        prints = {form.value: case.post.versions[form].print for form in looked}
        await seat.state.update_data({_LOOKED: prints})
    return replace(case, looked=looked)


def _wrote(seat: Seat, post: Post, form: Form) -> bool:
    version = post.versions.get(form)
    return version is not None and version.author_id == seat.speaker.reader.id


def _name(reader: Reader | None) -> str | None:
    return reader.name if reader else None


async def as_it_stands(seat: Seat, post_id: int, note: Markup | None = None) -> Screen:
    """The review of a post now, with a sentence above it."""
    return review_screen(seat.words, await case_of(seat, post_id), seat.zone, note)


async def decided(seat: Seat, post_id: int) -> Screen:
    """What was decided, and what waits next; the admin's own posts are for others."""
    case = await case_of(seat, post_id)
    async with seat.store.read() as tx:
        found = await tx.posts.queue(Queued(), 0, PAGE)
        proposals = await tx.corrections.count()
    following = next((post for post in found.items if post.author_id != seat.speaker.reader.id), None)
    return decided_screen(seat.words, case, following, found.total, proposals)


async def command(message: Message, command: CommandObject, seat: Seat) -> None:
    """/review, with or without what is looked for."""
    await LISTING.search(message, seat, QueuePage(), command.args or "")


async def open_review(query: CallbackQuery, callback_data: ReviewButton, seat: Seat) -> None:
    """One post as it stands."""
    case = await case_of(seat, callback_data.post_id)
    await open_case(seat, case)
    if query.message is not None:
        await opened(seat.store, seat.speaker, query.message.message_id)
    await show(query, review_screen(seat.words, case, seat.zone))


async def open_case(seat: Seat, case: Case, *, decided: bool = False) -> None:
    """While it waits for their decision, what they type next may be why it goes back; or would have, once `decided`."""
    await seat.state.clear()
    if (decided or case.post.state is PostState.SUBMITTED) and not case.own:
        await seat.state.set_state(LOOKING)
        await seat.state.set_data({"post_id": case.post.id, "at": seat.now.isoformat()})
        await looked_at(seat, case, case.looked)


async def _approved_by_me(seat: Seat, post_id: int) -> bool:
    """Whether the button was only tapped twice."""
    post = await _post(seat, post_id)
    return post.state is PostState.APPROVED and post.reviewer_id == seat.speaker.reader.id


async def press_approve(query: CallbackQuery, callback_data: Decide, seat: Seat) -> None:
    """Approve what was seen; if it changed or somebody was quicker, show it as it stands."""
    looked = await _looked_at(seat, await _post(seat, callback_data.post_id))
    await seat.state.clear()
    try:
        await approve(seat.store, seat.speaker, callback_data.post_id, callback_data.seen, seat.now, looked=looked)
    except Mistake as mistake:
        if mistake.why not in CHANGING:
            raise
        if not await _approved_by_me(seat, callback_data.post_id):
            await show(query, await as_it_stands(seat, callback_data.post_id, seat.sorry(mistake)))
            return
    await show(query, await decided(seat, callback_data.post_id))
