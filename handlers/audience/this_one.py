"""“Show me this one in English”: the post they saw last, in that language; the reader's own stays as it is."""

import re
from datetime import datetime

from handlers.audience.language import in_their_script
from handlers.audience.questions import OPENED, recall
from handlers.audience.talk_screens import this_one_screen
from handlers.audience.telling import language_wanted
from handlers.audience.visit import Visit
from handlers.screen import Screen

_THIS_ONE = re.compile(
    r"版|[这這呢][个個条條则則篇段]|上面|[看睇读讀](?!唔|不)|[翻译譯]|原文"
    r"|\b(?:this|that|it|version|read|show|see|translat\w+|last|above)\b"
    r"|\b(?:ist[oa]|est[ea]|vers[ãa]o|ler|l[êe]-l[oa]|mostr\w+|traduz\w*|tradu[çc][ãa]o|[úu]ltim[ao])\b",
    re.IGNORECASE,
)
"""Who speaks of a text, and not of the bot."""
_ALWAYS = re.compile(
    r"\b(?:always|from now on|everything|all|sempre|tudo|a partir de agora)\b|以[后後]|[总總]是|全部|都", re.IGNORECASE
)


async def this_one(visit: Visit, text: str) -> Screen | None:
    """The post they saw last, in the language they name, and below it the setting; none if it is not told in that."""
    named = language_wanted(text)
    if named is None or not _THIS_ONE.search(text) or _ALWAYS.search(text):
        return None
    form = in_their_script(named, text, visit.words.form)
    opened, at = await recall(visit.state, OPENED) or (0, "")
    async with visit.store.read() as tx:
        came = await tx.posts.last_to(visit.reader.id)
        by_hand = opened and not (came and came.sent_at and came.sent_at > datetime.fromisoformat(at))
        post = await tx.stories.story(opened if by_hand or came is None else came.id)
    return this_one_screen(visit.words, post, form) if post and form in post.versions else None
