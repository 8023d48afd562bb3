"""A reader's turn."""

from dataclasses import dataclass, replace

from bot.people import Reader
from bot.redirects import Redirects
from bot.store import Glancing
from bot.words import words_for
from handlers.audience.library.shelves import Here
from handlers.showing.screen import Screen, send
from handlers.turns.turn import Turn


@dataclass(frozen=True, slots=True)
class Visit(Turn):
    """One turn of a reader, and over which address links lead them on."""

    store: Glancing
    redirects: Redirects
    just_met: bool = False
    """They have chosen a language a moment ago, and the welcome stands above."""

    @property
    def reader(self) -> Reader:
        """Who visits."""
        return self.speaker.reader

    @property
    def here(self) -> Here:
        """Their language decides what stands on a shelf."""
        return Here(self.words, self.now)

    def of(self, reader: Reader) -> "Visit":
        """The same of a reader who has changed something, in the language that they read now."""
        if reader is self.reader:
            return self
        return replace(self, speaker=replace(self.speaker, reader=reader), words=words_for(reader.speaks))

    async def show(self, screen: Screen) -> None:
        """Show it at the bottom of their chat."""
        await send(self.bot, self.reader.address, screen)
