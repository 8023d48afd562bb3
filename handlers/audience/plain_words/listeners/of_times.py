"""Listeners for what has a time of its own: the digest, quiet hours and a pause, as set, as wished, as asked."""

from datetime import time
from itertools import product

from bot.actions.settle_in import choose_quiet
from bot.digests import Change, Rhythm
from bot.hearing.aliases import Alias, Wish
from bot.hearing.patterns import any_of
from bot.recurrence import local
from handlers.audience.plain_words.listeners.said import Answer, Hearing
from handlers.audience.plain_words.telling import tells_a_tale
from handlers.audience.plain_words.timed import (
    Timed,
    asked_of,
    asks_when,
    is_asked,
    is_of_all_set,
    names_digest,
    refuses,
)
from handlers.audience.receiving.digest import changed, digest_of, digest_page
from handlers.audience.receiving.digest_screens import MOST_DAYS, digest_offer_screen, so_of
from handlers.audience.receiving.hours import hours_alone
from handlers.audience.receiving.pause import comes_then, pause_as_it_stands
from handlers.audience.receiving.settings_screens import hours_set_screen, quiet_now_screen, time_of_day
from handlers.audience.visit import Visit
from handlers.reading.rhythm import Told, rhythm_told, time_alone
from handlers.showing.directory import partners_named
from handlers.showing.screen import Screen
from handlers.turns.last_screen import Spoken, spoken_of

_OF_SENDING = frozenset({Wish.TIMING, Wish.FEWER, Wish.SETTINGS, Wish.STOP})
"""What is meant where posts shall come at some time and at no other."""
_TAKEN_BACK = any_of(
    r"^\W*(?:no|nope|nah|n[ãa]o|sorry|wait|oops|ups|whoops|desculp\w+|not [^,]+|n[ãa]o [^,]+)[,. ]+",
    r"^\W*(?:[不唔][是係系對对啱][^,，]*|(?:[搞弄打講讲說说]|按)?[错錯][咗了]?)[,，.。!！ ]*",
)
"""“No, at nine”: what is said behind it is wished."""
_NO_LONGER = any_of(r"\bun[ -]?paus\w*|\bdespaus\w*|(?:取消|解除|[结結]束)[暂暫]停")
"""Who would have no pause any more."""
_NO_RHYTHM = any_of(r"[每一][个個]?月|(?:[停等直]|休息)到|\b(?:month|m[êe]s|un(?:til|less)|till?|at[ée])\b")
"""Once a month cannot be; until a day is a pause's."""


async def as_it_stands(it: Hearing) -> Answer | None:
    """They ask when their digest comes, whether they are paused, what their quiet hours are, or what is set at all."""
    if is_of_all_set(it.text):
        return Alias(Wish.SETTINGS, frozenset())
    if _NO_LONGER.search(it.text) and not refuses(it.text.split(maxsplit=1)[0]):
        return Alias(Wish.START, frozenset())
    match await _asked_about(it):
        case Timed.DIGEST:
            return await digest_page(it.visit)
        case Timed.QUIET:
            return quiet_now_screen(it.words, it.visit.reader, local(it.visit.now, it.visit.zone))
        case Timed.PAUSE:
            return await pause_as_it_stands(it.visit)
    return None


async def _asked_about(it: Hearing) -> Timed | None:
    """What they name; “when does it come?” is about the digest that was shown."""
    about = asked_of(it.text)
    if about is Timed.DIGEST and (Wish.TERMS in it.wishes[:1] or rhythm_told(it.text).rhythm):
        return None
    spoken = spoken_of(it.visit.reader.address) if about is None and asks_when(it.text) else None
    return Timed.DIGEST if spoken and spoken.of is Timed.DIGEST else about


async def a_time(it: Hearing) -> Answer | None:
    """How often or when something shall come: done where they name the digest, or speak of it; else offered.

    Of a message that asks, or refuses, or names a partner, nothing is done.
    """
    said = _TAKEN_BACK.sub("", it.text)
    told, named, asks = rhythm_told(said), names_digest(said), is_asked(said)
    if not told.says and spoken_of(it.visit.reader.address):
        told = time_alone(said)
    if not (told.says or named) or tells_a_tale(said) or partners_named(it.text, await it.visit.store.called()):
        return None
    if refuses(said):
        return await digest_page(it.visit, refused=True) if named and not asks else None
    done = None if asks else await _done(it.visit, told, said, named=named)
    return done or (None if _NO_RHYTHM.search(said) or comes_then(said) else await _offered(it, told, named=named))


async def _done(visit: Visit, told: Told, said: str, *, named: bool) -> Screen | None:
    """What they say of what they name, or of what was shown, offered or set a moment ago."""
    spoken = spoken_of(visit.reader.address)
    about = spoken.of if spoken else None
    if spoken and about is Timed.QUIET and told.alone and told.hour and not told.rhythm:
        return await _quiet_changed(visit, told, spoken)
    if _NO_RHYTHM.search(said):
        return None
    if told.says and len(told.changes) == 1 and (named or (about is Timed.DIGEST and told.alone)):
        return await _digest_changed(visit, told, spoken)
    return None


async def _digest_changed(visit: Visit, told: Told, spoken: Spoken | None) -> Screen:
    """As they say it, or what was offered with that changed; who has none gets nothing beside it, as by the button."""
    standing = await digest_of(visit)
    offered = so_of(*spoken.offered) if spoken and spoken.of is Timed.DIGEST and spoken.offered else Change()
    before = standing.changed(offered) if offered != Change() else standing
    change = (told if told.rhythm else told.near(before.at)).changes[0]
    only = None if standing.every else True
    kept = Change(change.rhythm or offered.rhythm, change.at or offered.at, _day(change, offered), only)
    return await changed(visit, kept)


def _day(change: Change, offered: Change) -> int | None:
    """A day of the week; none where every day is said now."""
    return offered.weekday if change.weekday is None and change.every is not Rhythm.DAY else change.weekday


async def _offered(it: Hearing, told: Told, *, named: bool) -> Answer | None:
    """All posts in one message at that time, by one press; two times of day are quiet hours."""
    if hours_alone(it.text):
        return None
    if told.at and not told.rhythm and not named and Wish.TIMING in it.meaning.wishes:
        return Alias(Wish.TIMING, frozenset())
    meant = named or (it.meaning.wishes and it.meaning.wishes[0] in _OF_SENDING) or (told.alone and told.every)
    rhythm = told.every or (told.days and (named or told.again))
    if not meant or not (rhythm and (told.at or 0 < len(told.days) <= MOST_DAYS)):
        return None
    return digest_offer_screen(it.words, told.changes)


async def _quiet_changed(visit: Visit, told: Told, spoken: Spoken) -> Screen | None:
    """The end of the quiet hours, of those that stand or were offered, that is nearer to what they say."""
    if told.at is None:
        return None
    begin, end = (
        map(time_of_day, spoken.offered) if spoken.offered else (visit.reader.quiet.begin, visit.reader.quiet.end)
    )
    return await set_hours(visit, *nearer(begin, end, told.at, sure=told.sure))


async def set_hours(visit: Visit, begin: time, end: time) -> Screen:
    """Kept, and shown as they stand."""
    return hours_set_screen(visit.words, await choose_quiet(visit.store, visit.reader.id, begin, end))


def nearer(begin: time, end: time, at: time, *, sure: bool) -> tuple[time, time]:
    """Eleven, said of 22:00 to 7:00, is their beginning, in the evening."""
    either = [at] if sure else [at, at.replace(hour=(at.hour + 12) % 24)]
    new, moved = min(product(either, (begin, end)), key=lambda pair: _apart(*pair))
    return (new, end) if moved == begin else (begin, new)


def _apart(one: time, other: time) -> int:
    """Minutes between two times of day, the shorter way round."""
    minutes = abs(one.hour * 60 + one.minute - other.hour * 60 - other.minute)
    return min(minutes, 24 * 60 - minutes)
