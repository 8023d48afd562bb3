"""Listeners for what has a time of its own: the digest, quiet hours and a pause, as set, as wished, as asked."""

from datetime import time

from bot.actions.settle_in import choose_quiet
from bot.aliases import Alias, Wish
from bot.digests import Change, Rhythm
from bot.patterns import any_of
from bot.recurrence import local
from handlers.audience.digest import changed, digest_of, digest_page
from handlers.audience.digest_screens import digest_offer_screen, minute_and_day, so_of
from handlers.audience.home import home_of
from handlers.audience.home_screens import paused_here
from handlers.audience.listeners.said import Answer, Hearing
from handlers.audience.pause_screens import not_paused, pause_screen
from handlers.audience.settings_screens import hours_set_screen, quiet_now_screen, time_of_day
from handlers.audience.spoken_of import Spoken, speak_of, spoken_of
from handlers.audience.standing import Standing, asked_of, is_asked, names_digest, refuses
from handlers.audience.visit import Visit
from handlers.directory import partners_named
from handlers.reading.rhythm import Told, rhythm_told
from handlers.screen import Screen

_OF_SENDING = frozenset({Wish.TIMING, Wish.FEWER, Wish.SETTINGS, Wish.PAUSE, Wish.STOP, Wish.REMIND})
"""What is meant where posts shall come at some time and at no other."""
_TAKEN_BACK = any_of(
    r"^\W*(?:no|nope|nah|n[ãa]o|sorry|wait|not [^,]+|n[ãa]o [^,]+)[,. ]+",
    r"^\W*(?:[不唔][是係系對对啱][^,，]*|[错錯][咗了]?)[,，.。!！ ]+",
)
"""“No, at nine”: what is said behind it is wished."""
_NO_LONGER = any_of(r"\bun[ -]?paus\w*|\bdespaus\w*|(?:取消|解除|[结結]束)[暂暫]停")
"""Who would have no pause any more."""
MOST_DAYS = 2
"""Days between which one may choose: who would have all but some asks for what cannot be."""
_MONTHLY = any_of(r"[每一][个個]?月|\b(?:month|m[êe]s)\b")


async def as_it_stands(it: Hearing) -> Answer | None:
    """They ask when their digest comes, whether they are paused, what their quiet hours are."""
    if _NO_LONGER.search(it.text) and not refuses(it.text.split(maxsplit=1)[0]):
        return Alias(Wish.START, frozenset())
    match asked_of(it.text):
        case Standing.DIGEST if not rhythm_told(it.text).rhythm:
            return await digest_page(it.visit)
        case Standing.QUIET:
            await speak_of(it.visit, Standing.QUIET)
            return quiet_now_screen(it.words, it.visit.reader, local(it.visit.now, it.visit.zone))
        case Standing.PAUSE:
            return await _pause_as_it_stands(it.visit)
    return None


async def _pause_as_it_stands(visit: Visit) -> Screen:
    """Home says it of whoever gets no posts at all."""
    if not visit.reader.reachable:
        return await home_of(visit.store, visit.speaker, visit.now)
    until = paused_here(visit.reader, visit.now)
    return pause_screen(visit.words, until, "" if until else not_paused(visit.words))


async def a_time(it: Hearing) -> Answer | None:
    """How often or when something shall come: done where they name the digest, or speak of it; else offered.

    Of a message that asks, or refuses, or names a partner, nothing is done.
    """
    behind = _TAKEN_BACK.sub("", it.text)
    told = rhythm_told(behind)
    if not told.says or _MONTHLY.search(behind):
        return None
    named, spoken = names_digest(behind), await spoken_of(it.visit)
    about = spoken.of if spoken else None
    said_so = not is_asked(behind) and not refuses(behind)
    if not said_so and not (named and told.rhythm):
        return None
    if partners_named(it.text, await it.visit.store.called()):
        return None
    if said_so and spoken and about is Standing.QUIET and told.alone and told.hour and not told.rhythm:
        return await _quiet_changed(it.visit, told, spoken)
    if said_so and len(told.changes) == 1 and (named or (about is Standing.DIGEST and told.alone)):
        return await _digest_changed(it.visit, told, spoken)
    return await _offered(it, told, named=named)


async def _digest_changed(visit: Visit, told: Told, spoken: Spoken | None) -> Screen:
    """As they say it, or what was offered with that changed; who has none gets nothing beside it, as by the button."""
    standing = await digest_of(visit)
    offered = so_of(*spoken.offered) if spoken and spoken.of is Standing.DIGEST and spoken.offered else Change()
    before = standing.changed(offered) if offered != Change() else standing
    change = (told if told.rhythm else told.near(before.at)).changes[0]
    only = None if standing.every else True
    kept = Change(change.rhythm or offered.rhythm, change.at or offered.at, _day(change, offered), only)
    return await changed(visit, kept)


def _day(change: Change, offered: Change) -> int | None:
    """A day of the week; none where every day is said now."""
    return offered.weekday if change.weekday is None and change.every is not Rhythm.DAY else change.weekday


async def _offered(it: Hearing, told: Told, *, named: bool) -> Screen | None:
    """All posts in one message at that time, by one press."""
    meant = named or (it.meaning.wishes and it.meaning.wishes[0] in _OF_SENDING) or (told.alone and told.every)
    if not meant or not (told.rhythm and (told.at or 0 < len(told.days) <= MOST_DAYS)):
        return None
    changes = told.changes
    await speak_of(it.visit, Standing.DIGEST, minute_and_day(changes[0]) if len(changes) == 1 else None)
    return digest_offer_screen(it.words, changes)


async def _quiet_changed(visit: Visit, told: Told, spoken: Spoken) -> Screen | None:
    """The end of the quiet hours, of those that stand or were offered, that is nearer to what they say."""
    if told.at is None:
        return None
    begin, end = (
        map(time_of_day, spoken.offered) if spoken.offered else (visit.reader.quiet.begin, visit.reader.quiet.end)
    )
    return await set_hours(visit, *_nearer(begin, end, told.at, sure=told.sure))


async def set_hours(visit: Visit, begin: time, end: time) -> Screen:
    """Kept, and shown as they stand."""
    await speak_of(visit, Standing.QUIET)
    return hours_set_screen(visit.words, await choose_quiet(visit.store, visit.reader.id, begin, end))


def _nearer(begin: time, end: time, at: time, *, sure: bool) -> tuple[time, time]:
    """Eleven, said of 22:00 to 7:00, is their beginning, in the evening."""
    either = [at] if sure else [at, at.replace(hour=(at.hour + 12) % 24)]
    ends = [(_apart(each, end), place, each) for each in either for place, end in enumerate((begin, end))]
    _, place, moved = min(ends)
    return (moved, end) if place == 0 else (begin, moved)


def _apart(one: time, other: time) -> int:
    """Minutes between two times of day, the shorter way round."""
    minutes = abs(one.hour * 60 + one.minute - other.hour * 60 - other.minute)
    return min(minutes, 24 * 60 - minutes)
