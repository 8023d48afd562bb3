"""Somebody's home screen: what they follow, what they have begun, and what they may do when they work here."""

from datetime import datetime

from bot.actions.let_go import forgetting
from bot.actions.settle_in import has_agreed
from bot.actions.share import has_begun
from bot.people import Speaker
from bot.recurrence import local
from bot.store import Store
from bot.words import words_for
from handlers.audience.home_screens import (
    Comes,
    going_screen,
    home_screen,
    paused_here,
    undecided_screen,
    with_story,
    work,
)
from handlers.audience.partners import going_on
from handlers.screen import Screen


async def home_of(store: Store, speaker: Speaker, now: datetime) -> Screen:
    """Home, in the language they have chosen."""
    reader = speaker.reader
    words = words_for(reader.speaks)
    async with store.read() as tx:
        follows, campaigns = await tx.follows.of(reader.id), await going_on(tx, reader, now)
        partners = await tx.partners.of_member(reader.id) if speaker.is_communicator else ()
        agreed, request = await has_agreed(tx, reader), await forgetting(tx, reader)
        begun = await has_begun(tx, reader.id)
    duties = work(words, speaker, [partner.name(words.form) for partner in partners])
    if request is not None:
        return going_screen(words, local(request.due_at, reader.zone), duties)
    if not agreed:
        return undecided_screen(words, duties)
    comes = Comes(len(follows), len(campaigns), reader.stopped_at is not None, paused_here(reader, now))
    home = home_screen(words, comes, duties)
    return with_story(words, home) if begun else home
