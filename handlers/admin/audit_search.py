"""What an admin means by words typed at the audit: people, partners, posts, deeds, a day."""

import re
import unicodedata
from datetime import date

from bot.content import STANDING, visible
from bot.lookup import is_meant
from bot.searching import Sought as Wish
from bot.store import Work
from bot.words import Words
from handlers.admin.audit_screens import Found
from handlers.admin.audit_words import DEEDS

MOST = 5
"""Of each kind that are offered."""
NEWEST = 300
"""Posts whose titles are looked through; those that were sent are found however old they are."""
_DAY = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号號]?")


async def sought_in(tx: Work, words: Words, typed: str) -> Found:
    """Everything whose name holds what was typed; a day when it is one."""
    day = _day(typed)
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


def _day(typed: str) -> date | None:
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    try:
        return date(*map(int, found.groups())) if found else None
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
