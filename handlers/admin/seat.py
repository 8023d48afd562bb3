"""An admin's turn."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.mistakes import Mistake
from handlers.showing.mistakes import in_words
from handlers.turns.turn import Turn


@dataclass(frozen=True, slots=True)
class Seat(Turn):
    """One turn of an admin."""

    def sorry(self, mistake: Mistake) -> Markup:
        """A mistake in the admin's words."""
        return in_words(mistake, self.words)
