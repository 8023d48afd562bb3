"""/stories: what was sent before, page by page, in the reader's language or any other it was written in."""

from dataclasses import replace

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.render import letter_for
from bot.content import OUT, Post
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.people import Reader, Speaker
from bot.store import Store
from bot.transport import Letter
from bot.words import words_for
from handlers.audience.home_screens import StoriesPage, last_page
from handlers.audience.questions import leave_question
from handlers.audience.stories_screens import ReadStory, StoryIn, below_album_screen, stories_screen, story_rows
from handlers.letters import is_text, rewrite_letter, send_letter
from handlers.screen import PAGE, Screen, answered, send, show, show_below


def router() -> Router:
    """Past posts."""
    stories = Router(name="audience.stories")
    stories.message.register(listed, Command("stories", ignore_case=True))
    stories.callback_query.register(turned, StoriesPage.filter())
    stories.callback_query.register(opened, ReadStory.filter())
    stories.callback_query.register(in_another_form, StoryIn.filter())
    return stories


async def listed(message: Message, state: FSMContext, store: Store, speaker: Speaker) -> None:
    """The newest."""
    await leave_question(state)
    await show(message, await _list(store, speaker.reader, 0))


async def turned(query: CallbackQuery, callback_data: StoriesPage, store: Store, speaker: Speaker) -> None:
    """Another page, or back to it."""
    screen = await _list(store, speaker.reader, callback_data.page)
    await (show_below if callback_data.below else show)(query, screen)


async def opened(query: CallbackQuery, callback_data: ReadStory, bot: Bot, store: Store, speaker: Speaker) -> None:
    """The story itself, below."""
    wanted = StoryIn(post_id=callback_data.post_id, form=speaker.reader.speaks, page=callback_data.page)
    await send_story(bot, store, speaker.reader, wanted)
    await answered(query)


async def in_another_form(
    query: CallbackQuery, callback_data: StoryIn, bot: Bot, store: Store, speaker: Speaker
) -> None:
    """The same story in another of its languages: in place, or anew when it was deleted by hand."""
    wanted, words = callback_data, words_for(speaker.reader.speaks)
    post, letter = await _letter(store, wanted.post_id, wanted.form)
    rows = story_rows(words, post, wanted.form, wanted.page)
    if not await _rewritten(query, wanted.at, replace(letter, rows=() if wanted.at else rows)):
        await send_story(bot, store, speaker.reader, wanted)
        await answered(query)
    elif wanted.at:
        await show(query, below_album_screen(words, post, wanted.form, wanted.page, wanted.at))
    else:
        await answered(query)


async def send_story(bot: Bot, store: Store, reader: Reader, wanted: StoryIn) -> None:
    """Send a past post as delivery would, with ways on under it. Raises `Mistake(NOT_FOUND)`."""
    post, letter = await _letter(store, wanted.post_id, wanted.form)
    chosen = post.version_for(wanted.form)
    form = chosen.version.form if chosen else wanted.form
    words = words_for(reader.speaks)
    if len(letter.media) < 2 or letter.apart:  # noqa: PLR2004 - an album is two or more
        await send_letter(bot, reader.address, replace(letter, rows=story_rows(words, post, form, wanted.page)), store)
        return
    album = await send_letter(bot, reader.address, replace(letter, rows=()), store)
    await send(bot, reader.address, below_album_screen(words, post, form, wanted.page, album[0].message_id))


async def _letter(store: Store, post_id: int, form: Form) -> tuple[Post, Letter]:
    async with store.read() as tx:
        post = await tx.posts.get(post_id)
        partner = await tx.partners.get(post.partner_id) if post else None
    # Only what was sent may be read by anybody: a link could name a draft.
    if post is None or partner is None or post.state not in OUT:
        raise Mistake(Why.NOT_FOUND)
    letter = letter_for(post, partner, form)
    if letter is None:
        raise Mistake(Why.NOT_FOUND)
    return post, letter


async def _rewritten(query: CallbackQuery, at: int, letter: Letter) -> bool:
    """Turn the story under the button, or the album's message `at`, into this letter; false when it cannot be there."""
    message, bot, pressed = query.message, query.bot, query.message.message_id if query.message else 0
    if bot is None or not (at or pressed):
        return False
    in_text = False if at else is_text(message)
    letter = replace(letter, rows=()) if at else letter
    return await rewrite_letter(bot, (query.from_user.id, at or pressed), letter, in_text=in_text)


async def _list(store: Store, reader: Reader, no: int) -> Screen:
    async with store.read() as tx:
        page = await tx.posts.stories(no * PAGE, PAGE)
        if not page.items and no:
            no = last_page(page.total)
            page = await tx.posts.stories(no * PAGE, PAGE)
        found = [await tx.partners.get(partner_id) for partner_id in {post.partner_id for post in page.items}]
    partners = {partner.id: partner for partner in found if partner}
    return stories_screen(words_for(reader.speaks), page, no, partners, reader.zone)
