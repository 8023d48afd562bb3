"""/new, and everything sent while a post is open: texts, pictures, films, albums."""

from dataclasses import dataclass, replace
from datetime import timedelta

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.campaigns import own_campaign, put_into
from bot.actions.compose import add_media, open_draft
from bot.content import Post, PostState
from bot.hearing.nods import Nod, nod_of, reply_of
from bot.hearing.shape import shape
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Partner
from bot.texts import units, visible
from handlers.partner.campaign_presses import NewIn
from handlers.partner.composing.asked import ask_with
from handlers.partner.composing.beside import ask_about, is_doubtful
from handlers.partner.composing.cards import draw, lay_below, opened, redraw, saved_line
from handlers.partner.composing.compose_screens import (
    begin_screen,
    choose_partner_screen,
    never_mind_screen,
    noted_line,
    pictures_line,
)
from handlers.partner.composing.languages import Placed, place
from handlers.partner.composing.leaving_screens import done_screen
from handlers.partner.composing.waiting import remember
from handlers.partner.pen import Composing, Pen
from handlers.partner.presses import NeverMind, NewFor, NewThen
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, show
from handlers.turns.filters import ANSWER, BY_COMMUNICATOR
from handlers.turns.incoming import Incoming, brought, refusal

CUT_AT = 4000
"""Apps cut a text longer than 4,096 characters into messages; one about so long may have a tail that follows."""
TAIL = timedelta(seconds=3)


def router() -> Router:
    """Beginning a post, and writing it."""
    compose = Router(name="partner.compose")
    compose.message.register(new, Command("new", ignore_case=True))
    compose.callback_query.register(new_for, NewFor.filter())
    compose.callback_query.register(new_then, NewThen.filter())
    compose.callback_query.register(new_in, NewIn.filter())
    compose.callback_query.register(never_mind, NeverMind.filter())
    compose.message.register(write, Composing.open, ANSWER, BY_COMMUNICATOR)
    return compose


async def new(message: Message, pen: Pen) -> None:
    """/new: the partner is known when there is only one."""
    await pen.state.clear()
    partners = await pen.own_partners()
    if len(partners) == 1:
        await begin(message, pen, partners[0])
    else:
        await pen.state.set_state(Composing.whose)
        await show(message, choose_partner_screen(pen.words, partners))


async def new_for(query: CallbackQuery, callback_data: NewFor, pen: Pen) -> None:
    """One of several partners was chosen."""
    if not pen.speaker.writes_for(callback_data.partner_id):
        raise Mistake(Why.NOT_ALLOWED)
    await begin(query, pen, await pen.partner(callback_data.partner_id))


async def new_in(query: CallbackQuery, callback_data: NewIn, pen: Pen) -> None:
    """A post for one campaign; its partner is the campaign's."""
    async with pen.store.read() as tx:
        campaign = await own_campaign(tx, pen.speaker, callback_data.campaign_id)
    await begin(query, pen, await pen.partner(campaign.partner_id), campaign.id)


async def new_then(query: CallbackQuery, callback_data: NewThen, pen: Pen) -> None:
    """The same, and when it shall go out was said."""
    if not pen.speaker.writes_for(callback_data.partner_id):
        raise Mistake(Why.NOT_ALLOWED)
    await begin(query, pen, await pen.partner(callback_data.partner_id), at=callback_data.at)


async def begin(event: Message | CallbackQuery, pen: Pen, partner: Partner, campaign_id: int = 0, at: str = "") -> None:
    """A post is open from now on; the moment `at` which it shall go out, in digits, is kept for later."""
    await pen.state.set_state(Composing.open)
    await pen.state.set_data({"partner_id": partner.id, "campaign_id": campaign_id, "at": at})
    async with pen.store.read() as tx:
        templates = await tx.posts.page([partner.id], {PostState.TEMPLATE}, 0, 1)
    notice = noted_line(pen.words, at) if at else None
    await show(event, begin_screen(pen.words, partner.name(pen.words.form), notice, templates=templates.total))


async def never_mind(query: CallbackQuery, pen: Pen) -> None:
    """Not now; a post that was begun meanwhile is kept."""
    composing = await pen.state.get_state() == Composing.open.state
    post_id = (await pen.state.get_data()).get("post_id") if composing else None
    if composing:
        await pen.state.clear()
    await show(query, done_screen(pen.words, await pen.post(post_id)) if post_id else never_mind_screen(pen.words))


async def write(message: Message, pen: Pen) -> None:
    """Whatever is sent while a post is open belongs to it, or is told why not."""
    incoming = brought(message)
    if await _only_nods(message, pen):
        partner = await pen.partner(int((await pen.state.get_data())["partner_id"]))
        await show(message, begin_screen(pen.words, partner.name(pen.words.form)))
        return
    if incoming is None:
        await _refuse(message, pen)
        return
    post = await _sheet(pen)
    first = not post.versions
    if not await pen.may_change(post):
        await pen.state.clear()
        post.require_editable()
        await ask_with(message, pen, post)
        return
    post, notice = await _add(pen, post, incoming)
    placed = await _place(message, pen, post, incoming.text) if incoming.text else Placed(post)
    doubtful = first and not message.forward_origin and is_doubtful(message.text or "", pen)
    if placed.question and doubtful:
        await ask_about(message, pen, placed.post)
    elif placed.question:
        await pen.state.update_data(album=incoming.album, card=None, saved=None, told=None)
        question = placed.question.text
        if incoming.file is not None:
            question = Markup("\n").join([notice or pictures_line(pen.words), question])
        asked = await message.reply(question, reply_markup=placed.question.keyboard)
        await remember(pen, asked.message_id, message.message_id, placed.stands)
    else:
        said = message.message_id if doubtful else 0
        await _lay(message, pen, _Result(placed.post, incoming, _both(notice, placed.notice), placed.saved, said))


async def _only_nods(message: Message, pen: Pen) -> bool:
    """Whether “ok” is all that was said to the question for a text: nobody begins a post so."""
    text = message.text or ""
    if not text or message.forward_origin or (await pen.state.get_data()).get("post_id"):
        return False
    return nod_of(text) in {Nod.AGREED, Nod.PLEASED} or reply_of(shape(text)) is not None


@dataclass(frozen=True, slots=True)
class _Result:
    post: Post
    incoming: Incoming
    notice: Markup | None
    saved: Form | None
    doubtful: int = 0


def _both(first: Markup | None, second: Markup | None) -> Markup | None:
    lines = [line for line in (first, second) if line]
    return Markup("\n").join(lines) if lines else None


async def _refuse(message: Message, pen: Pen) -> None:
    data, notice = await pen.state.get_data(), refusal(message, pen.words)
    if data.get("post_id"):
        await lay_below(message, pen, await draw(pen, await _sheet(pen), notice))
    else:
        partner = await pen.partner(int(data["partner_id"]))
        await show(message, begin_screen(pen.words, partner.name(pen.words.form), notice))


async def _sheet(pen: Pen) -> Post:
    """The post that is open; a new draft at the first message."""
    data = await pen.state.get_data()
    if not data.get("post_id"):
        at = data.get("at") or None
        post = await open_draft(pen.store, pen.speaker, int(data["partner_id"]), pen.now, at)
        if data.get("campaign_id"):
            post = await put_into(pen.store, pen.speaker, post.id, int(data["campaign_id"]), pen.now)
        await opened(pen, post)
        return post
    try:
        return await pen.post(int(data["post_id"]))
    except Mistake:
        await pen.state.clear()
        raise


async def _add(pen: Pen, post: Post, incoming: Incoming) -> tuple[Post, Markup | None]:
    """Put the picture or film in, or say why not."""
    if incoming.file is None:
        return post, None
    kind, reference = incoming.file
    try:
        post, _ = await add_media(pen.store, pen.speaker, post.id, kind, (pen.bot.id, reference))
    except Mistake as mistake:
        return post, in_words(mistake, pen.words)
    return post, None


async def _place(message: Message, pen: Pen, post: Post, text: str) -> Placed:
    """Save the text or ask about it; a mistake is said on the card, and the draft stays as it was."""
    cut = (await pen.state.get_data()).get("cut")
    if cut and message.date.timestamp() - cut <= TAIL.total_seconds():
        return Placed(post, pen.words.say("✗ This is the rest of the text that was too long: it was left out, too."))
    try:
        return await place(pen, post, text)
    except Mistake as mistake:
        if units(visible(text)) >= CUT_AT:
            await pen.state.update_data(cut=message.date.timestamp())
        return Placed(post, Markup("✗ {}").format(in_words(mistake, pen.words)))


async def _lay(message: Message, pen: Pen, result: _Result) -> None:
    """The card at the bottom; the parts of one album change the one card that answers their first."""
    data, album = await pen.state.get_data(), result.incoming.album
    if album is None or data.get("album") != album:
        await lay_below(message, pen, await draw(pen, result.post, result.notice, result.saved, result.doubtful))
        await pen.state.update_data(album=album, saved=result.saved)
    elif data.get("card"):
        await redraw(pen.bot, message.chat.id, data["card"], await _again(pen, result, data.get("saved")))
    elif result.notice and not data.get("told"):
        await show(message, Screen(result.notice))
        await pen.state.update_data(told=True)


async def _again(pen: Pen, result: _Result, saved: str | None) -> Screen:
    """The card of an album whose first part brought a text: that part's answer stays on it."""
    form = Form(saved) if saved else None
    line = saved_line(pen.words, form) if form else None
    result = replace(result, saved=form, notice=_both(result.notice, line))
    return await draw(pen, result.post, result.notice, result.saved)
