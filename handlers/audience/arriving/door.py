"""At the door the questions are open: a place that is typed answers one; who types yes or no is shown the button."""

from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.actions.settle_in import choose_place, undecided
from bot.detection import talks
from bot.hearing.aliases import Wish, alias_of
from bot.hearing.nods import Nod, nod_of
from bot.people import Reader, Speaker
from bot.places import Spot
from bot.store import Store
from bot.words import words_for
from handlers.audience.arriving.start_screens import door_screen
from handlers.audience.questions import AT_DOOR, recall
from handlers.audience.receiving.places import WITHIN, is_name, places_like
from handlers.audience.receiving.settings_screens import TRIED, missed_place
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen, show
from handlers.turns.filters import Given
from handlers.turns.turn import hand


class AtDoor(Filter):
    """Who has not said whether posts may come, and types where they live, or only yes or no; hands on the `spot`."""

    async def __call__(
        self, message: Message, state: FSMContext, store: Store, speaker: Speaker | None = None
    ) -> bool | dict[str, Any]:
        """Whether it is an answer to what is asked there."""
        if speaker is None or not await _stands_there(state, speaker.reader):
            return False
        text = message.text or ""
        spot = _place_of(text)
        if not (spot or _is_answer(text)):
            return False
        async with store.read() as tx:
            return {"spot": spot} if await undecided(tx, speaker.reader) else False


_AT_REST = Given(lambda it: it.reader and it.state is None)


def router() -> Router:
    """Stands before the plain words that are wishes: at the door an "ok" is no thanks."""
    door = Router(name="audience.door")
    hand(door, "visit", Visit)
    door.message.register(answered, _AT_REST, AtDoor())
    return door


async def answered(message: Message, visit: Visit, spot: Spot | None) -> None:
    """The place is kept; consent is given by the button alone, so that nobody gives it by an "ok" said in passing."""
    reader = await choose_place(visit.store, visit.reader.id, spot) if spot else visit.reader
    words = words_for(reader.speaks)
    note = "" if spot else words.say("Please press a button to answer:")
    await show(message, door_screen(words, reader.place, reader.zone, note))


async def unknown_place(store: Store, state: FSMContext, reader: Reader, text: str) -> Screen | None:
    """While it is asked where they live, a name that nobody knows is taken for an answer."""
    if reader.place or not await _stands_there(state, reader) or not _may_be_name(text):
        return None
    async with store.read() as tx:
        if not await undecided(tx, reader):
            return None
    words = words_for(reader.speaks)
    return door_screen(words, None, reader.zone, missed_place(words, text))


def _may_be_name(text: str) -> bool:
    """Short, of letters, no question, and nothing that is said in passing."""
    said = text.strip()
    if not 0 < len(said) <= TRIED or said.count(" ") > WITHIN or talks(said):
        return False
    return "".join(said.split()).replace("-", "").isalpha()


def _place_of(text: str) -> Spot | None:
    """The one place whose whole name was typed."""
    found = places_like(text) if is_name(text) else ()
    return found[0] if len(found) == 1 else None


def _is_answer(text: str) -> bool:
    """A yes, or a no."""
    alias = alias_of(text)
    return nod_of(text) is Nod.AGREED or (alias is not None and alias.wish is Wish.THANKS)


async def _stands_there(state: FSMContext, reader: Reader) -> bool:
    return reader.form is not None and await state.get_state() is None and bool(await recall(state, AT_DOOR))
