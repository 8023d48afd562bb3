"""Correcting a post that was sent, for whoever writes for its partner and for admins: here its texts.

It stands beside `sending`, from whose page it is reached. An admin's word is enough about what others wrote; everybody
else proposes, and a notice asks the admins (`waiting`).
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.correct import chats_changed, correct, correctable, corrected, corrects_alone, made_from, propose
from bot.actions.correction_notices import comes_again, rivals_of
from bot.content import Post, Version
from bot.corrections import Replacement
from bot.detection import SURE, detect
from bot.hearing.aliases import language_named
from bot.hearing.nods import lets_be, nod_of, reply_of
from bot.hearing.shape import shape
from bot.languages import Form, known
from bot.mistakes import Mistake, Why
from bot.texts import columns, visible
from bot.translating.proofreading import language_findings
from handlers.correcting.texts_screens import (
    Change,
    Correcting,
    CorrectSure,
    Lacking,
    compare_screen,
    picture_line,
    seen_of,
    text_question_screen,
    what_question_screen,
)
from handlers.correcting.waiting import waiting_of
from handlers.correcting.waiting_screens import proposed_screen
from handlers.sending.broadcast import facts_of, show_sending
from handlers.sending.broadcast_screens import Correct, CorrectTo
from handlers.sending.live import Live
from handlers.showing.formatted import html_of
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, show, toast
from handlers.turns.filters import ANSWER
from handlers.turns.replies import asked_about
from handlers.turns.turn import Turn, hand

WRITE_AGAIN = frozenset({Why.TEXT_EMPTY, Why.TEXT_TOO_LONG, Why.DERIVED_TOO_LONG, Why.NOTHING_CORRECTED})
"""Mistakes after which the question stays."""
SHORT = 32
"""Columns of what only agrees."""
NAMES = 20
"""Columns of what names a language: the Portuguese one, 改葡文."""


def router() -> Router:
    """From the language to the answer."""
    correcting = Router(name="correcting")
    hand(correcting, "turn", Turn)
    correcting.callback_query.register(ask_text, Correct.filter(F.form))
    correcting.callback_query.register(ask_what, Correct.filter())
    correcting.callback_query.register(correct_to, CorrectTo.filter())
    correcting.callback_query.register(sure, CorrectSure.filter())
    correcting.message.register(typed, Correcting.text, ANSWER)
    return correcting


async def ask_what(query: CallbackQuery, callback_data: Correct, turn: Turn) -> None:
    """Which text, the buttons, or a picture. The text itself may be sent, too: its language tells."""
    broadcast_id = callback_data.broadcast_id
    post = await sent_post(turn, broadcast_id)
    await _choose(turn, broadcast_id)
    await show(query, await what_question(turn, post, broadcast_id))


async def _choose(turn: Turn, broadcast_id: int) -> None:
    """What is sent next is a text, or names its language."""
    await turn.state.set_state(Correcting.text)
    await turn.state.set_data({"broadcast_id": broadcast_id})


async def what_question(turn: Turn, post: Post, broadcast_id: int, missing: Form | None = None) -> Screen:
    """What needs correcting, with what waits for an admin already; and that it has no text in a language."""
    waiting = await waiting_of(turn, post)
    if missing is None:
        return what_question_screen(turn.words, post, broadcast_id, waiting)
    lacking = Lacking(missing, writes=turn.speaker.writes_for(post.partner_id))
    return what_question_screen(turn.words, post, broadcast_id, waiting, lacking)


async def begin_anew(query: CallbackQuery, turn: Turn, post: Post, broadcast_id: int) -> None:
    """What was looked at is kept no longer, or is something else by now: nothing is proposed."""
    await _choose(turn, broadcast_id)
    note = turn.words.say("I no longer have the change that this button is about, so nothing was done. Start again.")
    await show(query, _noted(note, await what_question(turn, post, broadcast_id)))


def _noted(note: Markup, screen: Screen) -> Screen:
    return replace(screen, text=Markup("\n\n").join([note, screen.text]))


async def ask_text(query: CallbackQuery, callback_data: Correct, turn: Turn) -> None:
    """What it should say, unless that was sent before its language was named."""
    broadcast_id, data = callback_data.broadcast_id, await turn.state.get_data()
    post, form = await sent_post(turn, broadcast_id), callback_data.form or Form.EN
    version = post.versions.get(form)
    if version is None:
        await _choose(turn, broadcast_id)
        await show(query, await what_question(turn, post, broadcast_id, form))
        return
    said = data.get("said") if data.get("broadcast_id") == broadcast_id else None
    if not isinstance(said, str):
        await _ask(query, turn, broadcast_id, version)
        return
    await turn.state.update_data(form=version.form.value)
    await _compare(query, turn, broadcast_id, Version(version.form, said))


async def sent_post(turn: Turn, broadcast_id: int) -> Post:
    """What was sent, if they may correct it now; nothing is awaited any more once it was recalled."""
    try:
        async with turn.store.read() as tx:
            _, post = await correctable(tx, turn.speaker, broadcast_id)
    except Mistake as mistake:
        if mistake.why is Why.RECALLED:
            await turn.state.clear()
        raise
    return post


async def _ask(event: CallbackQuery | Message, turn: Turn, broadcast_id: int, version: Version) -> None:
    await turn.state.set_state(Correcting.text)
    await turn.state.set_data({"broadcast_id": broadcast_id, "form": version.form.value})
    await show(event, text_question_screen(turn.words, version, broadcast_id))


async def correct_to(query: CallbackQuery, callback_data: CorrectTo, turn: Turn) -> None:
    """The text was sent before it was said to be a correction; it is said when it is gone."""
    message = asked_about(query)
    if message is None:
        await toast(query, turn.words.say("I can no longer see that text. Send it once more."), alert=True)
        return
    await sent_post(turn, callback_data.broadcast_id)
    await _choose(turn, callback_data.broadcast_id)
    await _heard(query, turn, html_of(message))


async def typed(message: Message, turn: Turn) -> None:
    """What shall take the place of something."""
    await _heard(message, turn, html_of(message))


async def _heard(event: Message | CallbackQuery, turn: Turn, text: str) -> None:
    """The new text, in the language that was named, or is plain; else that is asked, and the text kept."""
    data = await turn.state.get_data()
    broadcast_id = int(data["broadcast_id"])
    if lets_be(visible(text)):
        await turn.state.set_data({"broadcast_id": broadcast_id})
        await show(event, await what_question(turn, await sent_post(turn, broadcast_id), broadcast_id))
        return
    if "form" in data:
        await _heard_of(event, turn, broadcast_id, Form(data["form"]), text)
        return
    if not text:
        post = await sent_post(turn, broadcast_id)
        note = picture_line(turn.words, post) if _pictured(event) else in_words(Mistake(Why.TEXT_EMPTY), turn.words)
        await show(event, _noted(note, await what_question(turn, post, broadcast_id)))
        return
    post, found, named = await sent_post(turn, broadcast_id), detect(visible(text)), _named(text)
    if named is not None and named in post.versions:
        await _ask(event, turn, broadcast_id, post.versions[named])
        return
    surely = found.form if found.confidence >= SURE and named is None else named
    if surely is not None and surely in post.versions:
        await turn.state.update_data(form=surely.value)
        await _compare(event, turn, broadcast_id, Version(surely, text))
        return
    if named is None:
        await turn.state.update_data(said=text)
    await show(event, await what_question(turn, post, broadcast_id, surely))


def _pictured(event: CallbackQuery | Message) -> bool:
    return isinstance(event, Message) and bool(event.photo or event.video)


def _named(text: str) -> Form | None:
    """The language that is named, and no more than that."""
    return language_named(visible(text)) if columns(visible(text)) <= NAMES else None


async def _heard_of(event: Message | CallbackQuery, turn: Turn, broadcast_id: int, form: Form, text: str) -> None:
    """The new text of this form; who only agrees is shown what stands there, and the button for it."""
    if not _only_agrees(visible(text)):
        await _compare(event, turn, broadcast_id, Version(form, text))
    elif shown := (await turn.state.get_data()).get("text"):
        note = turn.words.say("Press the button for that: nothing has changed yet.")
        await _compare(event, turn, broadcast_id, Version(form, shown), note)
    else:
        post = await sent_post(turn, broadcast_id)
        await show(event, text_question_screen(turn.words, post.versions[form], broadcast_id))


def _only_agrees(said: str) -> bool:
    """Whether it says “ok” or “yes, do it” to the change that is shown, and is no text for readers."""
    first = re.split(r"[,，.!！。]", said, maxsplit=1)[0]
    told = columns(said) <= SHORT and (nod_of(said) or reply_of(shape(said)) or reply_of(shape(first)))
    return bool(told)


async def _compare(
    event: CallbackQuery | Message, turn: Turn, broadcast_id: int, version: Version, note: Markup | None = None
) -> None:
    """Both side by side, below a note, or what is wrong with it."""
    try:
        change = await _changed(turn, broadcast_id, version)
    except Mistake as mistake:
        if mistake.why not in WRITE_AGAIN:
            await turn.state.clear()
            raise
        post = await sent_post(turn, broadcast_id)
        wrong = in_words(mistake, turn.words)
        await show(event, text_question_screen(turn.words, post.versions[version.form], broadcast_id, wrong))
        return
    if _pictured(event):
        note = picture_line(turn.words, await sent_post(turn, broadcast_id))
        change = replace(change, beside_it=note)
    await turn.state.update_data(text=version.text, beside=change.beside[1].text if change.beside else None)
    screen = compare_screen(turn.words, change)
    await show(event, _noted(note, screen) if note else screen)


async def _changed(turn: Turn, broadcast_id: int, version: Version) -> Change:
    """With the script that is made from it, unless that would not fit."""
    async with turn.store.read() as tx:
        broadcast, post, changed = await corrected(tx, turn.speaker, broadcast_id, Replacement([version]))
        made = made_from(post, version)
        over = None
        if made is not None:
            try:
                _, _, changed = await corrected(tx, turn.speaker, broadcast_id, Replacement([version, made]))
            except Mistake as mistake:
                over = mistake
        chats = await chats_changed(tx, post, changed, broadcast)
        what = Replacement([version, made] if made and not over else [version])
        rivals = await rivals_of(tx, turn.speaker.reader, post, what)
        again = await comes_again(tx, post)
        held_back = bool((await tx.broadcasts.sums(broadcast.id)).held_back)
    return Change(
        broadcast.id,
        post.title_at_work(turn.words.form),
        old=post.versions[version.form],
        new=version,
        chats=chats,
        alone=corrects_alone(turn.speaker, post),
        beside=(post.versions[made.form], made) if made and not over else None,
        left=over,
        rivals=rivals,
        again=again,
        held_back=held_back,
        like=next((known(found.what) for found in language_findings(version.text, version.form)), None),
    )


async def sure(query: CallbackQuery, callback_data: CorrectSure, turn: Turn, live: Live) -> None:
    """Carry it out, or ask the admins; the texts are those that were looked at."""
    data = await turn.state.get_data()
    text, broadcast_id = data.get("text"), callback_data.broadcast_id
    post = await sent_post(turn, broadcast_id)
    if not isinstance(text, str) or data.get("broadcast_id") != broadcast_id or seen_of(text) != callback_data.seen:
        await begin_anew(query, turn, post, broadcast_id)
        return
    version = Version(callback_data.form, text)
    texts = [version] if callback_data.alone or not data.get("beside") else [version, _made(post, version, data)]
    await carry_out(query, turn, live, broadcast_id, Replacement(texts))


async def carry_out(query: CallbackQuery, turn: Turn, live: Live, broadcast_id: int, what: Replacement) -> None:
    """Put it in place, or ask the admins: whatever was looked at."""
    post = await sent_post(turn, broadcast_id)
    if corrects_alone(turn.speaker, post):
        errand = await correct(turn.store, turn.speaker, broadcast_id, what, turn.now)
        await turn.state.clear()
        await show_sending(query, turn, live, await facts_of(turn, errand.id))
        return
    correction = await propose(turn.store, turn.speaker, broadcast_id, what, turn.now)
    await turn.state.clear()
    await show(query, proposed_screen(turn.words, post.title_at_work(turn.words.form), correction))


def _made(post: Post, version: Version, seen: Mapping[str, Any]) -> Version:
    """The other script as it was looked at."""
    made = made_from(post, version)
    if made is None or made.text != seen["beside"]:
        raise Mistake(Why.CONTENT_CHANGED)
    return made
