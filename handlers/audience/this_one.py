"""“Show me this one in English”: the post they saw last, in that language; the reader's own stays as it is."""

import re
from datetime import datetime
from operator import itemgetter

from bot.content import Post
from bot.patterns import Pattern
from handlers.audience.language import in_their_script
from handlers.audience.of_language_screens import this_one_screen
from handlers.audience.questions import OPENED, recall
from handlers.audience.telling import language_wanted
from handlers.audience.visit import Visit
from handlers.screen import Screen

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


async def this_one(visit: Visit, text: str) -> Screen | None:
    """The post they saw last, in the language they name, and below it the setting; none if it is not told in that."""
    named = language_wanted(text)
    if named is None or not _THIS_ONE.search(text) or _ALWAYS.search(text):
        return None
    form = in_their_script(named, text, visit.words.form)
    post = await _last_seen(visit)
    return this_one_screen(visit.words, post, form) if post and form in post.versions else None


async def _last_seen(visit: Visit) -> Post | None:
    """The story that they opened or the post that came to them, whichever was later and is still to be read."""
    opened = await recall(visit.state, OPENED)
    async with visit.store.read() as tx:
        came = await tx.posts.last_to(visit.reader.id)
        seen = [came] if came else []
        if opened:
            seen.append((opened[0], datetime.fromisoformat(opened[1])))
        for post_id, _ in sorted(seen, key=itemgetter(1), reverse=True):
            if post := await tx.stories.story(post_id):
                return post
    return None
