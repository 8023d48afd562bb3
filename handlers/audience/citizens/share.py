"""/share: a citizen tells a story, piece by piece; every piece is kept at once."""

from collections.abc import Sequence
from typing import Any

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command, Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions import share as verbs
from bot.actions.quotes import known_to, translated
from bot.detection import SURE, detect
from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.places import BAY, Place
from bot.shares import Share
from bot.texts import visible
from bot.translating.translator import Translator
from handlers.audience.citizens.share_screens import (
    Do,
    ShareDo,
    Sharing,
    aside_screen,
    away_screen,
    begin_screen,
    card_screen,
    handed_in_screen,
    place_of,
    places_screen,
    thrown_screen,
    unusable,
    with_alone,
    with_join,
    with_translation,
)
from handlers.audience.home_screens import TellStory, back_home
from handlers.audience.plain_words.asides import beside_a_story
from handlers.audience.questions import SHARE_CARD, leave_question, recall, remember
from handlers.audience.receiving.places import is_name, places_like
from handlers.audience.visit import Visit
from handlers.showing.formatted import html_of
from handlers.showing.letters import rewrite_buttons
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, is_unchanged, show, show_below
from handlers.showing.translated_screens import translated_screen
from handlers.turns.filters import ANSWER, PLAIN
from handlers.turns.replies import asked_about
from handlers.turns.turn import hand

BEFORE, LAST = "before", "last"
"""The text that stood there before the last one came, and that one."""
OVER = frozenset({Why.SHARE_CLOSED, Why.NOT_FOUND})
"""It is handed in or thrown away already, perhaps on another device."""


class Beside(Filter):
    """A text that is likely no part of the open story; the handler gets the `wishes` and `cities` it may be about."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        """What is passed on belongs to the story."""
        text = message.text or ""
        cities = [spot.place for spot in places_like(text) if spot.place in BAY] if is_name(text) else []
        wishes = beside_a_story(text)
        if message.forward_origin or (wishes is None and not cities):
            return False
        return {"wishes": wishes or (), "cities": cities}


def router() -> Router:
    """The command, what is sent, and the card's buttons."""
    share = Router(name="audience.share")
    hand(share, "visit", Visit)
    share.message.register(begin, Command("share", ignore_case=True))
    share.message.register(ask_first, Sharing.open, PLAIN, Beside())
    share.message.register(told, Sharing.open, ANSWER)
    share.callback_query.register(begin, TellStory.filter())
    share.callback_query.register(translate, ShareDo.filter(F.do == Do.TRANSLATE))
    share.callback_query.register(pressed, ShareDo.filter())
    return share


async def begin(event: Message | CallbackQuery, visit: Visit) -> None:
    """A new story, or the one that was begun."""
    await leave_question(visit.state)
    share = await verbs.open_share(visit.store, visit.reader, visit.now)
    await _go_on(visit.state, share)
    words = visit.words
    card = await show(event, card_screen(words, share) if share.text or share.media else begin_screen(words))
    await _only_card(visit.state, card)


async def _go_on(state: FSMContext, share: Share) -> None:
    await state.set_state(Sharing.open)
    await state.update_data(share_id=share.id, album=None)
    await _remember_last(state, None, None)


async def _only_card(state: FSMContext, card: Message | None) -> None:
    """One card has buttons, the last one: an older one would show what the story was."""
    older = await recall(state, SHARE_CARD)
    if card is None or card.bot is None or older == card.message_id:
        return
    await remember(state, SHARE_CARD, card.message_id)
    if older is not None:
        await rewrite_buttons(card.bot, (card.chat.id, older), ())


async def ask_first(message: Message, wishes: Sequence[Wish], cities: Sequence[Place], visit: Visit) -> None:
    """Ask what it is; the question replies to it, so it is at hand when it is a part of the story after all."""
    try:
        share = await _own(visit, await _at_hand(visit.state))
        share.require_editable()
    except Mistake:
        await leave_question(visit.state)
        raise
    screen = aside_screen(visit.words, share, wishes, cities)
    await message.reply(screen.text, reply_markup=screen.keyboard)


async def _at_hand(state: FSMContext) -> int:
    """The story that is being told."""
    return int((await state.get_data())["share_id"])


async def _own(visit: Visit, share_id: int) -> Share:
    """Raises `Mistake(NOT_FOUND)`."""
    async with visit.store.read() as tx:
        return await verbs.own_share(tx, visit.reader.id, share_id)


async def told(message: Message, visit: Visit) -> None:
    """A text or a photo, or something that cannot stand in a story."""
    share = await _own(visit, await _at_hand(visit.state))
    try:
        screen = await _taken(message, visit, share)
    except Mistake as mistake:
        if mistake.why in OVER:
            await leave_question(visit.state)
            raise
        screen = card_screen(visit.words, await _own(visit, share.id), in_words(mistake, visit.words))
        if mistake.why is Why.SHARE_TOO_LONG and share.text:
            screen = with_alone(visit.words, screen, share)
    await _lay(message, visit, screen)


async def _with_text(visit: Visit, share: Share, text: str) -> Screen:
    """The card with one more text: below what stands there, or in its place when it says the same anew.

    What went or was added is kept, so that the author can have it the other way.
    """
    had, words = share.text, visit.words
    await _remember_last(visit.state, had, text)
    if not had or had in text:
        return card_screen(words, await _tell(visit, share.id, text))
    if verbs.says_anew(had, text):
        told = await _tell(visit, share.id, text)
        return with_join(words, card_screen(words, told), told)
    told = await _tell(visit, share.id, f"{had}\n\n{text}")
    return with_alone(words, card_screen(words, told), told)


async def _tell(visit: Visit, share_id: int, text: str) -> Share:
    form = _form_of(visible(text), visit.words.form)
    return await verbs.tell(visit.store, visit.reader.id, share_id, text, form)


async def _remember_last(state: FSMContext, before: str | None, last: str | None) -> None:
    await remember(state, BEFORE, before)
    await remember(state, LAST, last)


async def _joined(visit: Visit, share: Share) -> Screen:
    """The text before with the last one below it; pressed twice it is done once."""
    before = await recall(visit.state, BEFORE)
    if before and before not in share.text:
        share = await _tell(visit, share.id, f"{before}\n\n{share.text}")
    return card_screen(visit.words, share)


async def _alone(visit: Visit, share: Share) -> Screen:
    """The last text in the place of all before it, which can still be had back."""
    before, last = await recall(visit.state, BEFORE), await recall(visit.state, LAST)
    if not last:
        return card_screen(visit.words, share)
    told = await _tell(visit, share.id, last)
    card = card_screen(visit.words, told)
    return with_join(visit.words, card, told) if before else card


async def _told_after_all(query: CallbackQuery, visit: Visit, share: Share) -> Screen:
    """The card with the text that was asked about."""
    message, state, words = asked_about(query), visit.state, visit.words
    if message is None or not message.text or share.reader_id is None:
        return card_screen(words, share, words.say("I can no longer see that text. Send it once more."))
    if await state.get_state() != Sharing.open.state:
        await _go_on(state, share)
    return await _with_text(visit, share, html_of(message))


async def _taken(message: Message, visit: Visit, share: Share) -> Screen:
    """The card with what the message brings, or what cannot stand in a story."""
    if not (message.photo or message.text):
        return card_screen(visit.words, share, unusable(visit.words))
    if message.photo:
        file = (visit.bot.id, message.photo[-1].file_id)
        share = await verbs.show_picture(visit.store, visit.reader.id, share.id, file)
    text = html_of(message)
    return await _with_text(visit, share, text) if text else card_screen(visit.words, share)


def _form_of(text: str, own: Form) -> Form | None:
    """What a story is written in; of two that it may be, the one that its author reads."""
    found = detect(text)
    return own if found.confidence < SURE and own is found.runner_up else found.form


async def _lay(message: Message, visit: Visit, screen: Screen) -> None:
    """The card at the bottom; the photos of one album, which come as many messages, change the one card."""
    state, album = visit.state, message.media_group_id
    data = await state.get_data()
    if album and data.get("album") == album and data.get(SHARE_CARD):
        try:
            await visit.bot.edit_message_text(
                screen.text, chat_id=message.chat.id, message_id=data[SHARE_CARD], reply_markup=screen.keyboard
            )
        except TelegramBadRequest as refusal:
            if not is_unchanged(refusal):
                raise
        return
    await state.update_data(album=album)
    await _only_card(state, await show(message, screen))


async def translate(query: CallbackQuery, callback_data: ShareDo, visit: Visit, translator: Translator | None) -> None:
    """What the editors say, below, in the reader's language."""
    share = await _own(visit, callback_data.share_id)
    if translator is None or not share.comment:
        raise Mistake(Why.NOT_TRANSLATED)
    said = await translated(translator, share.comment, visit.reader.speaks)
    await show_below(query, translated_screen(visit.words, said))


async def pressed(query: CallbackQuery, callback_data: ShareDo, visit: Visit, translator: Translator | None) -> None:
    """A button of the card; what cannot be done is said on it."""
    words = visit.words
    share = await _open(query, visit, callback_data.share_id)
    try:
        if callback_data.do is Do.JOIN:
            screen = await _joined(visit, share)
        elif callback_data.do is Do.ALONE:
            screen = await _alone(visit, share)
        elif callback_data.do is Do.TEXT:
            screen = await _told_after_all(query, visit, share)
        else:
            screen = await _done(callback_data, share, visit)
    except Mistake as mistake:
        if mistake.why in OVER:
            raise
        await show(query, card_screen(words, share, in_words(mistake, words)))
        return
    if callback_data.do in {Do.HAND_IN, Do.SURE}:
        await leave_question(visit.state)
    elif callback_data.do is Do.OPEN:
        await _go_on(visit.state, share)
        if known_to(translator, share.comment or "", visit.reader.speaks):
            screen = with_translation(words, screen, share)
    await _only_card(visit.state, await show(query, screen))


async def _open(query: CallbackQuery, visit: Visit, share_id: int) -> Share:
    """The story, while it may be changed; a card that can change nothing any more keeps the way home alone."""
    try:
        share = await _own(visit, share_id)
        share.require_editable()
    except Mistake:
        if query.message:
            place = (query.message.chat.id, query.message.message_id)
            await rewrite_buttons(visit.bot, place, ((back_home(visit.words),),))
        raise
    return share


async def _done(pressed: ShareDo, share: Share, visit: Visit) -> Screen:
    """What the press does, and what is shown then."""
    store, reader, words = visit.store, visit.reader, visit.words
    match pressed.do:
        case Do.PLACES:
            return places_screen(words, share)
        case Do.AWAY:
            return away_screen(words, share)
        case Do.SURE:
            await verbs.throw_away(store, reader.id, share.id)
            return thrown_screen(words)
        case Do.HAND_IN:
            await verbs.hand_in(store, reader.id, share.id, visit.now)
            return handed_in_screen(words)
        case Do.FORM if pressed.value in set(Form):
            share = await verbs.in_form(store, reader.id, share.id, Form(pressed.value))
        case Do.PLACE:
            share = await verbs.at_place(store, reader.id, share.id, place_of(pressed.value))
        case Do.NAMED:
            share = await verbs.credited(store, reader, share.id, named=pressed.value == "1")
        case Do.RIGHTS:
            at = visit.now if pressed.value == "1" else None
            share = await verbs.confirm_rights(store, reader.id, share.id, at)
    return card_screen(words, share)
