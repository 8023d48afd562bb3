"""What an admin means by words typed at the audit: people, partners, posts, deeds, a day."""

import re
import unicodedata
from datetime import date, timedelta

from bot.content import STANDING, visible
from bot.lookup import is_meant
from bot.searching import Sought as Wish
from bot.store import Work
from bot.words import Words, marked
from handlers.admin.audit_screens import Found
from handlers.admin.audit_words import DEEDS

MOST = 5
"""Of each kind that are offered."""
NEWEST = 300
"""Posts whose titles are looked through; those that were sent are found however old they are."""
_DAY = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号號]?")
_OF_THIS_YEAR = re.compile(r"(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]?")
_NEAR = {0: marked("Today"), 1: marked("Yesterday")}


async def sought_in(tx: Work, words: Words, typed: str, today: date) -> Found:
    """Everything whose name holds what was typed; a day when it is one."""
    day = _day(words, typed, today)
    if day is not None:
        return Found(day=day)
    people = [await tx.readers.get(one) for one in await tx.audit.people()]
    partners = await tx.partners.all()
    return Found(
        people=[(one.id, one.name) for one in people if one and is_meant(typed, [one.name])][:MOST],
        partners=[
            (one.id, one.name(words.form)) for one in partners if is_meant(typed, (*one.names.values(), one.slug))
        ][:MOST],
        posts=await _posts(tx, words, typed),
        deeds=[deed for deed, sentence in DEEDS.items() if is_meant(typed, [_bare(words, sentence)])][:MOST],
    )


def _day(words: Words, typed: str, today: date) -> date | None:
    """A day as it is written, or said; without its year the last one that was."""
    said = unicodedata.normalize("NFKC", typed).strip()
    for days, name in _NEAR.items():
        if said.casefold() == words.bare(name).casefold():
            return today - timedelta(days=days)
    full, short = _DAY.fullmatch(said), _OF_THIS_YEAR.fullmatch(said)
    try:
        if full:
            return date(*map(int, full.groups()))
        day = date(today.year, *map(int, short.groups())) if short else None
        return day if day is None or day <= today else day.replace(year=today.year - 1)
    except ValueError:
        return None


def _bare(words: Words, sentence: str) -> str:
    """What a deed's sentence says beside its names."""
    return visible(str(words.say(sentence, who="", what="", whom="")))


async def _posts(tx: Work, words: Words, typed: str) -> list[tuple[int, str]]:
    newest = (await tx.posts.page((), STANDING, 0, NEWEST)).items
    titled = [post for post in newest if is_meant(typed, [visible(one.text) for one in post.versions.values()])]
    sent = (await tx.stories.found(Wish(words=typed), 0, MOST)).items
    found = {post.id: post.title_in(words.form) for post in (*titled, *sent)}
    return list(found.items())[:MOST]
