"""What a sentence of whoever works here asks for, by the roles that they have."""

from bot.people import Speaker
from bot.tasks import Wanted, wanted


def tasks_of(text: str, speaker: Speaker) -> Wanted:
    """What they may want; nothing of a reader."""
    if not (speaker.is_admin or speaker.is_communicator):
        return Wanted()
    return wanted(text, writes=speaker.is_communicator, runs=speaker.is_admin)
