"""Review: the queue, a post as each reader will see it, approval of exactly what was seen."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.render import letter_for, letter_for_channel
from bot.actions.review import approve, submitted_post
from bot.content import Post, PostState
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.store import Page, Store, Work
from bot.transport import Letter
from bot.words import Words
from handlers.admin.partners import the_partner
from handlers.admin.review_screens import (
    Case,
    Decide,
    Decision,
    Look,
    LookInChannels,
    QueuePage,
    ReviewButton,
    decided_screen,
    queue_screen,
    review_screen,
)
from handlers.letters import send_letter
from handlers.mistakes import in_words
from handlers.screen import PAGE, Screen, show, show_below

CHANGING = frozenset({Why.CONTENT_CHANGED, Why.ALREADY_REVIEWED, Why.NOT_SUBMITTED})
"""Mistakes after which the post is shown again as it stands."""


def router() -> Router:
    """The queue, looking, and approving; returning is a conversation of its own."""
    review = Router(name="admin.review")
    review.message.register(command, Command("review"))
    review.callback_query.register(turn, QueuePage.filter())
    review.callback_query.register(open_review, ReviewButton.filter())
    review.callback_query.register(look, Look.filter())
    review.callback_query.register(look_in_channels, LookInChannels.filter())
    review.callback_query.register(press_approve, Decide.filter(F.decision == Decision.APPROVE))
    return review


async def waiting(tx: Work, offset: int, limit: int) -> Page[Post]:
    """Submitted posts, oldest first (storage gives them newest first)."""
    total = (await tx.posts.page((), {PostState.SUBMITTED}, 0, 1)).total
    end = max(0, total - offset)
    begin = max(0, end - limit)
    found = await tx.posts.page((), {PostState.SUBMITTED}, begin, end - begin) if end else Page[Post]((), 0)
    return Page(tuple(reversed(found.items)), total)


async def queue_at(store: Store, speaker: Speaker, words: Words, page: int) -> Screen:
    """A page of the queue; the first when there are fewer."""
    async with store.read() as tx:
        found = await waiting(tx, page * PAGE, PAGE)
        if not found.items and page:
            page, found = 0, await waiting(tx, 0, PAGE)
        items = [(post, await the_partner(tx, post.partner_id)) for post in found.items]
    return queue_screen(words, Page(items, found.total), page, speaker.reader.zone)


async def case_of(store: Store, speaker: Speaker, post_id: int) -> Case:
    """What the review of a post shows. Raises `Mistake(NOT_FOUND)`."""
    async with store.read() as tx:
        post = await submitted_post(tx, speaker, post_id)
        author = await tx.readers.get(post.author_id)
        reviewer = await tx.readers.get(post.reviewer_id) if post.reviewer_id is not None else None
        return Case(
            post=post,
            partner=await the_partner(tx, post.partner_id),
            author=author and author.name,
            reviewer=reviewer and reviewer.name,
            channels=len(await tx.channels.of(post.partner_id)),
            own=post.author_id == speaker.reader.id,
        )


async def as_it_stands(
    store: Store, speaker: Speaker, words: Words, post_id: int, note: Markup | None = None
) -> Screen:
    """The review of a post now, with a sentence above it."""
    return review_screen(words, await case_of(store, speaker, post_id), speaker.reader.zone, note)


async def decided(store: Store, speaker: Speaker, words: Words, post_id: int) -> Screen:
    """What was decided, and what waits next; the admin's own posts are for others."""
    case = await case_of(store, speaker, post_id)
    async with store.read() as tx:
        found = await waiting(tx, 0, PAGE)
    following = next((post for post in found.items if post.author_id != speaker.reader.id), None)
    return decided_screen(words, case, following, found.total)


async def command(message: Message, store: Store, speaker: Speaker, words: Words, state: FSMContext) -> None:
    """/review."""
    await state.clear()
    await show(message, await queue_at(store, speaker, words, 0))


async def turn(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    callback_data: QueuePage,
    store: Store,
    speaker: Speaker,
    words: Words,
    state: FSMContext,
) -> None:
    """Another page of the queue, or back to it."""
    await state.clear()
    await show(query, await queue_at(store, speaker, words, callback_data.page))


async def open_review(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    callback_data: ReviewButton,
    store: Store,
    speaker: Speaker,
    words: Words,
    state: FSMContext,
) -> None:
    """One post as it stands."""
    await state.clear()
    await show(query, await as_it_stands(store, speaker, words, callback_data.post_id))


async def look(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery, callback_data: Look, bot: Bot, store: Store, speaker: Speaker, words: Words
) -> None:
    """Exactly what a reader of that form gets."""
    case = await case_of(store, speaker, callback_data.post_id)
    letter = letter_for(case.post, case.partner, callback_data.form)
    await _look_at(query, bot, store, case, [letter] if letter else [])
    await _below(query, _again(words, speaker, case, callback_data.seen))


async def look_in_channels(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery, callback_data: LookInChannels, bot: Bot, store: Store, speaker: Speaker, words: Words
) -> None:
    """Exactly what each of the partner's channels gets; those that get the same are shown once."""
    case = await case_of(store, speaker, callback_data.post_id)
    async with store.read() as tx:
        channels = await tx.channels.of(case.partner.id)
    made = [letter_for_channel(case.post, case.partner, channel.forms) for channel in channels]
    await _look_at(query, bot, store, case, list(dict.fromkeys(letter for letter in made if letter)))
    await _below(query, _again(words, speaker, case, callback_data.seen))


def _again(words: Words, speaker: Speaker, case: Case, seen: str) -> Screen:
    """The review anew; when the content is not what the pressed button stood for, that is said first."""
    same = case.post.hash().startswith(seen)
    note = None if same else in_words(Mistake(Why.CONTENT_CHANGED), words)
    return review_screen(words, case, speaker.reader.zone, note)


async def _look_at(query: CallbackQuery, bot: Bot, store: Store, case: Case, letters: list[Letter]) -> None:
    if not letters:
        raise Mistake(Why.NO_VERSION)
    for letter in letters:
        await send_letter(bot, query.from_user.id, letter, store)


async def _below(query: CallbackQuery, screen: Screen) -> None:
    """The review moves below what was looked at, so that its buttons are at hand."""
    await show_below(query, screen)
    if isinstance(query.message, Message):
        with suppress(TelegramBadRequest):  # a message older than 48 hours cannot be deleted: then it stays
            await query.message.delete()


async def press_approve(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    callback_data: Decide,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Callable[[], datetime],
) -> None:
    """Approve what was seen; if it changed or somebody was quicker, show it as it stands."""
    post_id = callback_data.post_id
    try:
        await approve(store, speaker, post_id, callback_data.seen, clock())
    except Mistake as mistake:
        if mistake.why not in CHANGING:
            raise
        await show(query, await as_it_stands(store, speaker, words, post_id, in_words(mistake, words)))
        return
    await show(query, await decided(store, speaker, words, post_id))
