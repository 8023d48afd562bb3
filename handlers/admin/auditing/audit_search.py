"""What an admin means by words typed at the audit: people, partners, posts, deeds, a day."""

import re
import unicodedata
from datetime import date, timedelta

from bot.content import STANDING
from bot.hearing.months import month_of
from bot.languages import Form
from bot.lookup import is_meant
from bot.searching import Picked
from bot.store import Work
from bot.texts import visible
from bot.words import Words, marked
from handlers.admin.auditing.audit_screens import Found
from handlers.admin.auditing.audit_words import DEEDS
from handlers.showing.directory import is_called

MOST = 5
"""Of each kind that are offered."""
_DAY = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号號]?")
_OF_THIS_YEAR = re.compile(r"(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|º|\.)?\s*(?:de |of )?\s*([^\W\d_]+)\.?(?:,?\s*(?:de )?\s*(\d{4}))?")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s*(\d{4}))?")
_NUMBERS = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})")
_BETWEEN = re.compile(r"[\s,，、;；]+")
LONGEST_DAY = 5
"""Words of a day at most: “9 de Março de 2027”."""
_NEAR = {0: marked("Today"), 1: marked("Yesterday")}


async def sought_in(tx: Work, words: Words, typed: str, today: date) -> Found:
    """Everything whose name holds what was typed; a day when it is one; with a day beside it, what was done then."""
    day = _day(words, typed, today)
    if day is not None:
        return Found(day=day)
    typed, on = _day_beside(words, typed, today)
    people = [await tx.readers.get(one) for one in await tx.audit.people()]
    partners = await tx.partners.all()
    return Found(
        people=[(one.id, one.name) for one in people if one and is_meant(typed, [one.name])][:MOST],
        partners=[(one.id, one.name(words.form)) for one in partners if is_called(one, typed)][:MOST],
        posts=await _posts(tx, words, typed),
        deeds=[deed for deed in DEEDS if _is_done(words, deed, typed)][:MOST],
        on=on,
    )


def _day_beside(words: Words, typed: str, today: date) -> tuple[str, date | None]:
    """Words with a day before or after them, apart: “JD.com 9 March”, “昨天 停发”."""
    said = _BETWEEN.split(typed.strip())
    for size in range(min(LONGEST_DAY, len(said) - 1), 0, -1):
        for day, rest in ((said[-size:], said[:-size]), (said[:size], said[size:])):
            if (found := _day(words, " ".join(day), today)) is not None:
                return " ".join(rest), found
    return typed, None


def _day(words: Words, typed: str, today: date) -> date | None:
    """A day as it is written, or said; without its year the last one that was."""
    said = unicodedata.normalize("NFKC", typed).strip()
    for days, name in _NEAR.items():
        if said.casefold() == words.bare(name).casefold():
            return today - timedelta(days=days)
    full = _DAY.fullmatch(said)
    try:
        if full:
            return date(*map(int, full.groups()))
        short = _of_any_year(words, said)
        return _last(short, today) if short else None
    except ValueError:
        return None


_Written = tuple[int | None, int, int]
"""A year if it was written, the month, the day."""


def _of_any_year(words: Words, said: str) -> _Written | None:
    """A day with its month in figures, or by its name in any language that the bot speaks."""
    if han := _OF_THIS_YEAR.fullmatch(said):
        return None, int(han[1]), int(han[2])
    if figures := _NUMBERS.fullmatch(said):
        first, second = int(figures[1]), int(figures[2])
        return (None, first, second) if words.form is Form.ZH_HANS else (None, second, first)
    for pattern, day, name in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        found = pattern.fullmatch(said.casefold())
        if found and (month := month_of(found[name])):
            return int(found[3]) if found[3] else None, month, int(found[day])
    return None


def _last(written: _Written, today: date) -> date:
    """Without its year the last one that was; the 29th of February of a leap year."""
    year, month, day = written
    if year is not None:
        return date(year, month, day)
    for back in range(LEAP):
        try:
            found = date(today.year - back, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError(written)


LEAP = 9
"""Years among which every day is found that there is at all."""


def _is_done(words: Words, deed: tuple[str, str], typed: str) -> bool:
    """Whether a deed is meant by a piece of its sentence, or by its command."""
    return typed.casefold() == deed[0] or is_meant(typed, [_bare(words, DEEDS[deed])])


def _bare(words: Words, sentence: str) -> str:
    """What a deed's sentence says beside its names."""
    return visible(str(words.say(sentence, who="", what="", whom="")))


async def _posts(tx: Work, words: Words, typed: str) -> list[tuple[int, str]]:
    found = (await tx.posts.page((), STANDING, 0, MOST, Picked(typed))).items
    return [(post.id, post.title_at_work(words.form)) for post in found]
