"""The search, the shelves, and what of the stories answers a wish."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.content import PostKind
from bot.hearing.aliases import Wish
from bot.transport import Button
from handlers.audience.home_screens import PartnersPage
from handlers.audience.library.finding_screens import choose_screen, find_screen, offers_note, shelves_screen
from handlers.audience.library.leaves import leaf_screen, look_for, newest_screen, seen, shelf_of
from handlers.audience.library.shelves import KINDS, came, kinds_shown, shelves_of
from handlers.audience.library.stories_screens import ChooseStories, FindStories, stories_screen
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen, show
from handlers.turns.filters import PLAIN
from handlers.turns.turn import hand


class Finding(StatesGroup):
    """The question what they look for."""

    words = State()


def router() -> Router:
    """The search and the shelves."""
    finding = Router(name="audience.finding")
    hand(finding, "visit", Visit)
    finding.message.register(typed, Finding.words, PLAIN)
    finding.callback_query.register(ask, FindStories.filter())
    finding.callback_query.register(choose, ChooseStories.filter())
    return finding


async def ask(query: CallbackQuery, visit: Visit) -> None:
    """Let them say it."""
    await visit.state.set_state(Finding.words)
    await show(query, find_screen(visit.words))


async def typed(message: Message, visit: Visit) -> None:
    """They said it; the question stays open, so that the next word is looked for as well."""
    await show(message, await found_screen(visit, message.text or ""))


async def choose(query: CallbackQuery, callback_data: ChooseStories, visit: Visit) -> None:
    """By what, then which."""
    async with visit.store.read() as tx:
        if of := callback_data.of:
            screen = shelves_screen(visit.words, await shelves_of(tx, visit.here, of))
        else:
            screen = choose_screen(visit.words, await kinds_shown(tx))
    await show(query, screen)


async def found_screen(visit: Visit, text: str) -> Screen:
    """The stories with these words: for whoever hears plain text."""
    return await leaf_screen(visit, 0, await look_for(visit.state, text))


async def offers_screen(visit: Visit) -> Screen:
    """What partners have on offer, and the way to them."""
    async with visit.store.read() as tx:
        leaf = await shelf_of(tx, visit, f"{KINDS}{PostKind.CAMPAIGN}", 0)
    await seen(visit, leaf)
    screen = stories_screen(visit.words, replace(leaf, note=offers_note(visit.words)))
    follow = Button(visit.words.say("Partners to follow"), PartnersPage().pack())
    return replace(screen, rows=(*screen.rows[:-1], (follow,), screen.rows[-1]))


async def whats_on(visit: Visit) -> Screen:
    """The newest, which tell of it, if anything does."""
    return await newest_screen(visit, of_a_day=True)


async def what_came(visit: Visit) -> Screen:
    """What reached them lately."""
    return await leaf_screen(visit, 0, came(None))


OF_STORIES = frozenset({Wish.STORIES, Wish.EVENTS})
"""Wishes that stories grant."""
LOOKED_UP: Mapping[Wish, Callable[[Visit], Awaitable[Screen]]] = {
    Wish.EVENTS: whats_on,
    Wish.OFFERS: offers_screen,
    Wish.RESEND: what_came,
}
"""Wishes that what has been posted grants."""
