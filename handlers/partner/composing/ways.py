"""The buttons under a post: a link asked for in one message, its labels language by language."""

from typing import Any

from aiogram import F, Router
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.ways import add_way, label_way, lead_way, remove_way, way_at
from bot.content import Post
from bot.languages import Form
from bot.mistakes import Mistake
from bot.ways import Way, WayKind
from handlers.partner.composing.card_screens import back_to, title_of
from handlers.partner.composing.cards import opened
from handlers.partner.composing.fetching import fetched
from handlers.partner.pen import Naming, Pen
from handlers.partner.presses import WayPress
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, show
from handlers.staff.ways_screens import (
    Bench,
    WayDo,
    address_question_screen,
    first_label_screen,
    label_question_screen,
    link_question_screen,
    way_screen,
    ways_screen,
)
from handlers.staff.ways_words import WRITE_AGAIN, form_of, link_of
from handlers.turns.filters import ANSWER, BY_COMMUNICATOR


def router() -> Router:
    """The list, each button's page, and the three questions."""
    ways = Router(name="partner.ways")
    ways.callback_query.register(look, WayPress.filter(F.do.in_({WayDo.LIST, WayDo.OPEN})))
    ways.callback_query.register(do, WayPress.filter())
    ways.message.register(typed_link, Naming.link, ANSWER, BY_COMMUNICATOR)
    ways.message.register(typed_label, Naming.label, ANSWER, BY_COMMUNICATOR)
    ways.message.register(typed_address, Naming.lead, ANSWER, BY_COMMUNICATOR)
    return ways


async def look(query: CallbackQuery, callback_data: WayPress, pen: Pen) -> None:
    """Shows the buttons under the post, or one of them."""
    post = await pen.post(callback_data.post_id)
    await _leave_question(pen, post)
    if callback_data.do is WayDo.OPEN and callback_data.no < len(post.ways):
        await show(query, way_screen(pen.words, bench_of(pen, post), callback_data.no))
    else:
        await show(query, _list(pen, post))


async def do(query: CallbackQuery, callback_data: WayPress, pen: Pen) -> None:
    """Ask, add or remove; a post that is out of the author's hands is fetched back first."""
    post = await fetched(query, pen, callback_data.post_id)
    if post is None:
        return
    no, form = callback_data.no, callback_data.form
    if callback_data.do is WayDo.LINK:
        await show(query, await ask_for_link(pen, post))
    elif callback_data.do is WayDo.LABEL and form is not None:
        way_at(post.ways, no)
        await _ask(pen, Naming.label, post_id=post.id, no=no, form=form.value)
        await show(query, label_question_screen(pen.words, bench_of(pen, post), no, form))
    elif callback_data.do is WayDo.LEAD:
        way_at(post.ways, no)
        await _ask(pen, Naming.lead, post_id=post.id, no=no)
        await show(query, address_question_screen(pen.words, bench_of(pen, post), no))
    elif callback_data.do is WayDo.REMOVE:
        await show(query, _list(pen, await remove_way(pen.store, pen.speaker, post.id, no)))
    elif callback_data.do is WayDo.FOLLOW:
        added = await add_way(pen.store, pen.speaker, post.id, Way(WayKind.FOLLOW))
        await show(query, _list(pen, added))


def bench_of(pen: Pen, post: Post) -> Bench:
    """A draft's buttons; each press of theirs names it."""

    def press(do: WayDo, no: int, form: Form | None) -> str:
        return WayPress(do=do, post_id=post.id, no=no, form=form).pack()

    return Bench(title_of(post, pen.words), post.ways, press)


def _list(pen: Pen, post: Post) -> Screen:
    return ways_screen(pen.words, bench_of(pen, post), ((back_to(pen.words, post),),))


async def typed_link(message: Message, pen: Pen) -> None:
    """A label and an address; what cannot be is asked for again."""
    post = await _asked(pen)
    try:
        below = await add_way(pen.store, pen.speaker, post.id, link_of(message.text or "", pen.words))
    except Mistake as mistake:
        wrong = in_words(mistake, pen.words)
        await show(message, await _again(pen, mistake, link_question_screen(pen.words, bench_of(pen, post), wrong)))
        return
    await show(message, await after_link(pen, below))


async def after_link(pen: Pen, post: Post) -> Screen:
    """The button that came last; what it says is asked for when it says nothing yet."""
    no = len(post.ways) - 1
    if post.ways[no].labels:
        await _leave_question(pen, post)
        return way_screen(pen.words, bench_of(pen, post), no)
    # What comes next is most likely the words for it, and no text of the post.
    await _ask(pen, Naming.label, post_id=post.id, no=no, form=None)
    return first_label_screen(pen.words, bench_of(pen, post), no)


async def ask_for_link(pen: Pen, post: Post, wrong: Markup | None = None) -> Screen:
    """Asks for a label and an address; what was `wrong` with the last."""
    await _ask(pen, Naming.link, post_id=post.id)
    return link_question_screen(pen.words, bench_of(pen, post), wrong)


async def typed_label(message: Message, pen: Pen) -> None:
    """What a button says in one language."""
    post, data = await _asked(pen), await pen.state.get_data()
    no, form = int(data["no"]), Form(data["form"]) if data["form"] else form_of(message.text or "", pen.words)
    try:
        named = await label_way(pen.store, pen.speaker, post.id, (no, form), message.text or "")
    except Mistake as mistake:
        wrong = in_words(mistake, pen.words)
        await show(
            message, await _again(pen, mistake, label_question_screen(pen.words, bench_of(pen, post), no, form, wrong))
        )
        return
    await _leave_question(pen, named)
    await show(message, way_screen(pen.words, bench_of(pen, named), no))


async def typed_address(message: Message, pen: Pen) -> None:
    """Where a button leads from now on."""
    post, no = await _asked(pen), int((await pen.state.get_data())["no"])
    try:
        led = await lead_way(pen.store, pen.speaker, post.id, no, message.text or "")
    except Mistake as mistake:
        wrong = in_words(mistake, pen.words)
        question = address_question_screen(pen.words, bench_of(pen, post), no, wrong)
        await show(message, await _again(pen, mistake, question))
        return
    await _leave_question(pen, led)
    await show(message, way_screen(pen.words, bench_of(pen, led), no))


async def _again(pen: Pen, mistake: Mistake, question: Screen) -> Screen:
    """The question with what was wrong; what cannot be put right by writing leads out of it."""
    if mistake.why in WRITE_AGAIN:
        return question
    await pen.state.clear()
    raise mistake


async def _ask(pen: Pen, question: State, **more: Any) -> None:  # noqa: ANN401 - plain values
    """From now on a typed text answers this."""
    await pen.state.update_data(**more)
    await pen.state.set_state(question)


async def _asked(pen: Pen) -> Post:
    try:
        return await pen.post(int((await pen.state.get_data())["post_id"]))
    except Mistake:
        await pen.state.clear()
        raise


async def _leave_question(pen: Pen, post: Post) -> None:
    """Nothing is asked any more: what is sent from now on belongs to the post again."""
    if await pen.state.get_state() in {Naming.link.state, Naming.label.state, Naming.lead.state}:
        await opened(pen, post)
