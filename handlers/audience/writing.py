"""A reader writes to a partner: from its page, or by replying to a post or an answer."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import Filter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.actions.exchange import require_somebody, write_to
from bot.exchanges import Said
from bot.hearing.aliases import Wish, alias_of
from bot.mistakes import existing
from bot.people import Speaker
from bot.store import Store
from handlers.audience.plain_words.asides import firm_wishes, named
from handlers.audience.questions import leave_question, recall, remember
from handlers.audience.receiving.partners_screens import PartnerPage, WriteTo
from handlers.audience.visit import Visit
from handlers.audience.writing_screens import HandOn, for_whom_screen, only_text_screen, write_screen, written_screen
from handlers.showing.screen import show, show_below, toast
from handlers.turns.filters import ANSWER, PLAIN, REPLY, WORDLESS
from handlers.turns.replies import asked_about, pressed_in
from handlers.turns.turn import hand

PARTNER = "writes to"


class Writing(StatesGroup):
    """The message to a partner. Data: `PARTNER`."""

    text = State()


class RepliesToPost(Filter):
    """Only replies to a partner's post or answer; the handler gets `to`: the partner's id and the post's, or 0."""

    async def __call__(self, message: Message, store: Store, speaker: Speaker) -> bool | dict[str, tuple[int, int]]:
        """By the buttons under it, or by the copies that were delivered."""
        said = message.reply_to_message
        if said is None or said.from_user is None or not said.from_user.is_bot:
            return False
        button = pressed_in(said, WriteTo) or pressed_in(said, PartnerPage)
        if button:
            return {"to": (button.partner_id, 0)}
        async with store.read() as tx:
            post = await tx.exchanges.post_of(speaker.reader.id, said.message_id)
        return {"to": (post.partner_id, post.id)} if post else False


class Aside(Filter):
    """Words that may be for the bot and not for the partner; the handler gets the `wishes` that they may be."""

    async def __call__(self, message: Message, raw_state: str | None = None) -> bool | dict[str, Sequence[Wish]]:
        """In a reply only what is firm: a partner may be greeted and thanked."""
        text = message.text or ""
        wishes, alias = firm_wishes(text), alias_of(text)
        if alias and raw_state == Writing.text.state and message.reply_to_message is None:
            return {"wishes": wishes or named(alias)}
        return {"wishes": wishes} if wishes else False


def router() -> Router:
    """Writing to partners; stands first, since a reply says itself what it belongs to."""
    writing = Router(name="audience.writing")
    hand(writing, "visit", Visit)
    writing.message.register(replied_aside, PLAIN, REPLY, RepliesToPost(), Aside())
    writing.message.register(replied, PLAIN, REPLY, RepliesToPost())
    writing.message.register(shown, WORDLESS, REPLY, RepliesToPost())
    writing.message.register(typed_aside, Writing.text, PLAIN, Aside())
    writing.message.register(typed, Writing.text, PLAIN)
    writing.message.register(anything_else, Writing.text, ANSWER)
    writing.callback_query.register(ask, WriteTo.filter())
    writing.callback_query.register(handed_on, HandOn.filter())
    return writing


async def ask(query: CallbackQuery, callback_data: WriteTo, visit: Visit) -> None:
    """Asks for the letter to the partner."""
    partner = await visit.partner(callback_data.partner_id)
    await require_somebody(visit.store, visit.reader, partner)
    await leave_question(visit.state)
    await visit.state.set_state(Writing.text)
    await remember(visit.state, PARTNER, partner.id)
    await show_below(query, write_screen(visit.words, partner))


async def typed_aside(message: Message, wishes: Sequence[Wish], visit: Visit) -> None:
    """A wish, or a greeting that says nothing yet: ask for whom it is."""
    await _ask_for_whom(message, (await _written_to(visit), 0), visit, wishes)


async def replied_aside(message: Message, to: tuple[int, int], wishes: Sequence[Wish], visit: Visit) -> None:
    """They answered a post with “stop” or the like."""
    await _ask_for_whom(message, to, visit, wishes)


async def _ask_for_whom(message: Message, to: tuple[int, int], visit: Visit, wishes: Sequence[Wish]) -> None:
    """The question replies to the words, so they are at hand when they are for the partner after all."""
    screen = for_whom_screen(visit.words, await visit.partner(to[0]), to[1], wishes)
    await message.reply(screen.text, reply_markup=screen.keyboard)


async def handed_on(query: CallbackQuery, callback_data: HandOn, visit: Visit) -> None:
    """It was for the partner."""
    message = asked_about(query)
    if message is None or not message.text:
        await toast(query, visit.words.say("I can no longer see that text. Send it once more."), alert=True)
        return
    said = _said(message, callback_data.about)
    partner = await write_to(visit.store, visit.reader, callback_data.partner_id, said, visit.now)
    if await visit.state.get_state() == Writing.text.state:
        await leave_question(visit.state)
    await show(query, written_screen(visit.words, partner))


async def typed(message: Message, visit: Visit) -> None:
    """Hands the letter on to the partner."""
    partner = await write_to(visit.store, visit.reader, await _written_to(visit), _said(message), visit.now)
    await leave_question(visit.state)
    await show(message, written_screen(visit.words, partner))


async def _written_to(visit: Visit) -> int:
    """The partner whom they write to. Raises `Mistake(NOT_FOUND)`."""
    partner_id = existing(await recall(visit.state, PARTNER))
    return int(partner_id)


async def replied(message: Message, to: tuple[int, int], visit: Visit) -> None:
    """They answered a post, or an answer."""
    partner_id, post_id = to
    partner = await write_to(visit.store, visit.reader, partner_id, _said(message, post_id), visit.now)
    await show(message, written_screen(visit.words, partner))


async def shown(message: Message, visit: Visit) -> None:
    """They answered one with a picture, a voice message, a sticker."""
    await show(message, only_text_screen(visit.words, asked=False))


def _said(message: Message, about: int = 0) -> Said:
    return Said(message.text or "", message.message_id, about)


async def anything_else(message: Message, visit: Visit) -> None:
    """A picture or a voice message cannot be handed on."""
    await show(message, only_text_screen(visit.words))
