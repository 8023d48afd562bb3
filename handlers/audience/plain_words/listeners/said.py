"""One text that nobody awaits, heard once for all who listen to it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import cached_property

from bot.hearing.aliases import Alias, Wish, beyond
from bot.hearing.meaning import ENDING, Meaning
from bot.searching import only_names
from bot.words import Words
from handlers.audience.library.finding import OF_STORIES
from handlers.audience.library.in_passing import rings
from handlers.audience.plain_words.hearing import Heard
from handlers.audience.plain_words.several import Part
from handlers.audience.plain_words.suggesting_screens import PRESSES
from handlers.audience.receiving.places import is_name
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen

NO_STORIES = ENDING | {Wish.FEWER, Wish.PAUSE, Wish.SETTINGS, Wish.FOLLOWING}
"""Wishes beside which stories are only offered; whatever else may be meant, they are no bad answer."""


@dataclass(frozen=True)
class Hearing:
    """One text, heard once for all who listen; what only some of them ask is found out when the first one does."""

    visit: Visit
    text: str
    heard: Heard
    meaning: Meaning

    @property
    def words(self) -> Words:
        """The reader's own."""
        return self.visit.words

    @cached_property
    def wishes(self) -> tuple[Wish, ...]:
        """What they surely ask for, and can be offered."""
        return likely(self.meaning) if self.meaning.sure else ()

    @cached_property
    def others(self) -> tuple[Wish, ...]:
        """What else they may ask for, and can be offered: of what is not sure all that is guessed."""
        return likely(replace(self.meaning, wishes=(*self.meaning.wishes, *self.meaning.others)))

    @cached_property
    def asked(self) -> tuple[Wish, ...]:
        """What they surely ask for: the same, and what only somebody who is there can tell."""
        if not self.meaning.sure:
            return ()
        return tuple(wish for wish in self.meaning.wishes if wish in PRESSES or wish is Wish.BEYOND)

    @cached_property
    def for_stories(self) -> bool:
        """Whether they ask for stories, and perhaps name whose."""
        asked = set(self.wishes)
        if self.wishes and self.wishes[0] in OF_STORIES:
            return asked.isdisjoint(NO_STORIES)
        return bool(asked & OF_STORIES) and asked <= {Wish.PARTNERS, *OF_STORIES}

    @cached_property
    def named(self) -> bool:
        """Whether it only names something that is no place."""
        return only_names(self.text) and Wish.THANKS not in self.meaning.wishes and not self.is_place

    @cached_property
    def is_place(self) -> bool:
        """Whether it is the name of a place."""
        return is_name(self.text)

    @cached_property
    def beyond(self) -> bool:
        """Whether it speaks of what only somebody who is there can tell."""
        return beyond(self.text) and Wish.SHARE not in self.wishes

    async def rings(self) -> bool:
        """Whether its words are worth looking for."""
        return await rings(self.visit.store, self.text)


Answer = Screen | Alias | tuple[Part, ...]
"""What is shown, or a wish that is granted, or several."""
Listener = Callable[[Hearing], Awaitable[Answer | None]]


def likely(meaning: Meaning) -> tuple[Wish, ...]:
    """What can be offered."""
    return tuple(wish for wish in meaning.wishes if wish in PRESSES)
