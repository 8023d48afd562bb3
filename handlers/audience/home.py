"""Somebody's home screen: what they follow, what they have begun, and what they may do when they work here."""

from collections.abc import Sequence
from datetime import datetime

from bot.actions.let_go import forgetting
from bot.actions.settle_in import has_agreed
from bot.partners import Partner
from bot.people import Speaker
from bot.recurrence import city_day, local
from bot.store import Glancing
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
from handlers.showing.screen import Screen


async def home_of(store: Glancing, speaker: Speaker, now: datetime) -> Screen:
    """Home, in the language they have chosen."""
    reader = speaker.reader
    words = words_for(reader.speaks)
    own = await store.at_home(reader.id, city_day(now))
    partners: Sequence[Partner] = ()
    agreed, request = True, None
    if speaker.is_communicator or reader.stopped_at is not None:
        async with store.read() as tx:
            partners = await tx.partners.of_member(reader.id) if speaker.is_communicator else ()
            agreed, request = await has_agreed(tx, reader), await forgetting(tx, reader)
    duties = work(words, speaker, [partner.name(words.form) for partner in partners])
    if request is not None:
        return going_screen(words, local(request.due_at, reader.zone), duties)
    if not agreed:
        return undecided_screen(words, duties)
    comes = Comes(own.follows, own.campaigns, reader.stopped_at is not None, paused_here(reader, now))
    home = home_screen(words, comes, duties)
    return with_story(words, home) if own.begun else home
