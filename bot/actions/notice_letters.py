"""Notices in words: for each kind who makes its letter."""

from collections.abc import Awaitable, Callable, Mapping

from bot.actions.citizen_notices import ABOUT_CITIZENS, citizens_letter
from bot.actions.correction_notices import correction_letter, correction_settled
from bot.actions.halt_notices import ABOUT_A_HALT, halt_letter
from bot.actions.house_notices import ABOUT_THE_HOUSE, house_letter
from bot.actions.notice_parts import headed
from bot.actions.post_notices import ABOUT_A_PAUSE, ABOUT_A_POST, pause_letter, pause_settled, post_letter
from bot.actions.reader_notices import ABOUT_READERS, reader_letter
from bot.actions.report_notices import report_letter
from bot.actions.review_notices import ABOUT_A_REVIEW, post_settled, review_letter
from bot.content import Post
from bot.notices import LEFT, Notice, NoticeKind
from bot.people import Reader
from bot.store import Work
from bot.transport import Letter
from bot.words import words_for


async def letter_of(tx: Work, notice: Notice, reader: Reader) -> Letter | None:
    """The notice in words; none when what it speaks of is gone."""
    if make := ABOUT_POSTS.get(notice.kind):
        post = await tx.posts.get(int(notice.facts["post_id"]))
        letter = await make(tx, notice, post, reader) if post else None
        if letter is None or post is None or notice.kind in NAMED:
            return letter
        return await headed(tx, letter, post, reader)
    letter = await OTHERS[notice.kind](tx, notice, reader)
    return _once_more(letter, reader) if letter and LEFT in notice.facts else letter


async def _settled(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    if "correction_id" in notice.facts:
        return await correction_settled(tx, notice, post, reader)
    if "broadcast_id" in notice.facts:
        return await pause_settled(tx, notice, post, reader)
    return await post_settled(tx, post, reader)


def _once_more(letter: Letter, reader: Reader) -> Letter:
    """It may be there already: then nobody takes it for a second one."""
    said = words_for(reader.speaks).say(
        "<i>This may have reached you already: then it's the same message once more.</i>"
    )
    return letter._replace(text=f"{said}\n\n{letter.text}")


AboutPost = Callable[[Work, Notice, Post, Reader], Awaitable[Letter | None]]
ABOUT_POSTS: Mapping[NoticeKind, AboutPost] = {
    NoticeKind.CORRECTION: correction_letter,
    NoticeKind.CORRECTION_DECIDED: correction_letter,
    NoticeKind.SETTLED: _settled,
    NoticeKind.REPORT: report_letter,
    **dict.fromkeys(ABOUT_A_POST, post_letter),
    **dict.fromkeys(ABOUT_A_PAUSE, pause_letter),
    **dict.fromkeys(ABOUT_A_REVIEW, review_letter),
}
"""Who speaks of a post; nobody, once it is gone."""

NAMED = frozenset({NoticeKind.SUBMITTED, NoticeKind.COPY})
"""Which say whose post it is, or are the post."""
OTHERS: Mapping[NoticeKind, Callable[[Work, Notice, Reader], Awaitable[Letter | None]]] = {
    **dict.fromkeys(ABOUT_THE_HOUSE, house_letter),
    **dict.fromkeys(ABOUT_A_HALT, halt_letter),
    **dict.fromkeys(ABOUT_CITIZENS, citizens_letter),
    **dict.fromkeys(ABOUT_READERS, reader_letter),
}
