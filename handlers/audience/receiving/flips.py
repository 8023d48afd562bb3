"""The marks under a delivered post: the same message in another form, in place; in a channel, for who tapped only."""

from aiogram import Bot, Router
from aiogram.enums import ChatType
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, MaybeInaccessibleMessageUnion, Message

from bot.actions.render import letter_for
from bot.actions.rounds import with_readers
from bot.content import Post, PostState
from bot.forms.flips import FLIP, SHOWN
from bot.languages import Form
from bot.mistakes import Mistake, Why, existing
from bot.partners import Partner
from bot.people import Speaker
from bot.reports import Counted, Pressed
from bot.store import Work
from handlers.audience.visit import Visit
from handlers.showing.letters import is_text, rewrite_letter, send_letter
from handlers.showing.screen import Number, answered, toast
from handlers.turns.turn import hand, the_partner


class Flip(CallbackData, prefix=FLIP):
    """Show this post in this form; made by `bot/forms/flips.py`."""

    post_id: Number
    form: Form


def router() -> Router:
    """The marks, wherever they stand."""
    flips = Router(name="audience.flips")
    hand(flips, "visit", Visit)
    flips.callback_query.register(flipped, Flip.filter())
    return flips


async def flipped(query: CallbackQuery, callback_data: Flip, bot: Bot, visit: Visit | None = None) -> None:
    """In the reader's own chat the message changes; what a channel shows to everybody stays, and the bot opens."""
    message, form = query.message, callback_data.form
    if message is None or message.chat.type != ChatType.PRIVATE or visit is None:
        await _open_bot(query, callback_data, bot)
        return
    if _shows(message, query.data):
        await answered(query)
        return
    async with visit.store.write() as tx:
        post, partner = await readable(tx, visit.speaker, callback_data.post_id)
        await tx.reports.press(Pressed(post.id, Counted.READ, visit.reader.id, message.message_id), visit.now)
    letter = letter_for(visit.redirects.shown(post), partner, form) if form in post.versions else None
    if letter is None:
        words = visit.words
        await toast(
            query, words.say("The {language} text is no longer there.", language=words.language(form)), alert=True
        )
        return
    if not await rewrite_letter(bot, (message.chat.id, message.message_id), letter, in_text=is_text(message)):
        await send_letter(bot, visit.reader.address, letter, visit.store)
    await answered(query)


def _shows(message: MaybeInaccessibleMessageUnion, pressed: str | None) -> bool:
    """Whether it is in this form as it stands: made anew it would lose the note on why it is in no other."""
    markup = message.reply_markup if isinstance(message, Message) else None
    keys = (key for row in markup.inline_keyboard for key in row) if markup else ()
    return any(key.callback_data == pressed and key.text.startswith(SHOWN) for key in keys)


async def _open_bot(query: CallbackQuery, wanted: Flip, bot: Bot) -> None:
    """Where others read along nothing changes: their own chat opens, at this post in this form."""
    me = await bot.me()
    await answered(query, url=f"https://t.me/{me.username}?start=story_{wanted.post_id}_{wanted.form}")


async def readable(tx: Work, speaker: Speaker, post_id: int) -> tuple[Post, Partner]:
    """A post that may be read, or that they work on: a preview has marks too. Raises `Mistake(NOT_FOUND)`."""
    post, partner = await post_under(tx, speaker, post_id)
    if post.is_out and not _works_on(speaker, post) and await tx.stories.story(post_id) is None:
        raise Mistake(Why.NOT_FOUND)
    return post, partner


async def post_under(tx: Work, speaker: Speaker, post_id: int) -> tuple[Post, Partner]:
    """As `readable`; also one that was taken back, of which a copy with its buttons may be left."""
    post = existing(await tx.posts.get(post_id))
    if not (await with_readers(tx, post) or _works_on(speaker, post)):
        raise Mistake(Why.NOT_FOUND)
    return post, await the_partner(tx, post.partner_id)


def _works_on(speaker: Speaker, post: Post) -> bool:
    works_on_it = speaker.is_admin or speaker.writes_for(post.partner_id)
    return works_on_it and post.state is not PostState.DELETED
