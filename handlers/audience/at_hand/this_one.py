"""“Show me this one in English”: the post they saw last, in that language; the reader's own stays as it is."""

import re

from bot.hearing.patterns import Pattern
from handlers.audience.arriving.language import in_their_script
from handlers.audience.at_hand.shown import CAME, story_seen
from handlers.audience.plain_words.of_language_screens import this_one_screen
from handlers.audience.plain_words.telling import asks, language_wanted
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen
from handlers.turns.last_screen import standing_in

_THIS_ONE = Pattern(
    r"版|[这這呢][个個条條则則篇段]|上面|[看睇读讀](?!唔|不)|[翻译譯]|原文"
    r"|\b(?:this|that|it|version|read|show|see|translat\w+|last|above)\b"
    r"|\b(?:ist[oa]|est[ea]|vers[ãa]o|ler|l[êe]-l[oa]|mostr\w+|traduz\w*|tradu[çc][ãa]o|[úu]ltim[ao])\b",
    re.IGNORECASE,
)
"""Who speaks of a text, and not of the bot."""
_ALWAYS = Pattern(
    r"\b(?:always|from now on|everything|all|sempre|tudo|a partir de agora)\b|以[后後]|[总總]是|全部|都", re.IGNORECASE
)

FEW = 2
"""Spaces of a message that names a language and no more."""


async def this_one(visit: Visit, text: str) -> Screen | None:
    """The post they saw last, in the language they name, and below it the setting; none if it is not told in that.

    A language and no more is about the story, if nothing stands below that.
    """
    named = language_wanted(text)
    if named is None or _ALWAYS.search(text):
        return None
    form, speaks_of_it = in_their_script(named, text, visit.words.form), _THIS_ONE.search(text)
    if not speaks_of_it and (
        asks(text) or text.count(" ") > FEW or standing_in(visit.reader.address) or form is visit.words.form
    ):
        return None
    seen = await story_seen(visit, came_within=None if speaks_of_it else CAME)
    return this_one_screen(visit.words, seen.post, form) if seen and form in seen.post.versions else None
