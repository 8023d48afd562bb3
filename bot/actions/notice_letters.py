"""Notices in words: for each kind who makes its letter."""

from collections.abc import Awaitable, Callable, Mapping

from markupsafe import Markup

from bot.actions.catalogs import STRANGE
from bot.actions.citizen_notices import ABOUT_CITIZENS, citizens_letter
from bot.actions.correction_notices import correction_letter
from bot.actions.post_notices import ABOUT_A_POST, post_letter
from bot.actions.report_notices import report_letter
from bot.actions.review_notices import ABOUT_A_REVIEW, review_letter
from bot.content import Post
from bot.languages import Form
from bot.notices import Notice, NoticeKind
from bot.people import Reader
from bot.store import Work
from bot.transport import Letter
from bot.words import words_for


async def letter_of(tx: Work, notice: Notice, reader: Reader) -> Letter | None:
    """The notice in words; none when what it speaks of is gone."""
    if make := ABOUT_POSTS.get(notice.kind):
        post = await tx.posts.get(int(notice.facts["post_id"]))
        return await make(tx, notice, post, reader) if post else None
    return await OTHERS[notice.kind](tx, notice, reader)


async def _joined(tx: Work, notice: Notice, reader: Reader) -> Letter | None:
    words = words_for(reader.speaks)
    partner = await tx.partners.get(int(notice.facts["partner_id"]))
    person = await tx.readers.get(int(notice.facts.get("reader_id", 0)))
    name = partner.name(words.form) if partner else ""
    return Letter(words.say("{name} now writes for {partner}.", name=person.name, partner=name)) if person else None


async def _channel_lost(_: Work, notice: Notice, reader: Reader) -> Letter:
    text = words_for(reader.speaks).say(
        "I can no longer post in the channel “{channel}”. Make me an administrator there again, "
        "or its readers will miss the next post.",
        channel=notice.facts["channel"],
    )
    return Letter(text)


async def _stopped(_: Work, notice: Notice, reader: Reader) -> Letter:
    text = words_for(reader.speaks).say(
        "<b>Sending has stopped by itself.</b> The network says: {detail}. "
        "Nothing is lost: /status shows what waits, /resume goes on.",
        detail=notice.facts.get("detail", ""),
    )
    return Letter(text)


async def _catalogs(_: Work, notice: Notice, reader: Reader) -> Letter:
    words = words_for(reader.speaks)
    facts = dict(notice.facts)
    strange, lines = facts.pop(STRANGE, None), []
    if facts:
        lines.append(
            words.say("<b>Some of my sentences cannot be read.</b> Whoever runs my server finds the files in its log.")
        )
    for form, other in facts.items():
        names = {"language": Form(form).endonym, "other": Form(str(other)).endonym}
        lines.append(words.say("{language}: its readers get {other} meanwhile.", **names))
    if strange:
        lines.append(
            words.say(
                "Some readers have a language that I do not know: {tags}. "
                "I speak with them in the language of their app.",
                tags=strange,
            )
        )
    return Letter(Markup("\n").join(lines))


AboutPost = Callable[[Work, Notice, Post, Reader], Awaitable[Letter | None]]
ABOUT_POSTS: Mapping[NoticeKind, AboutPost] = {
    NoticeKind.CORRECTION: correction_letter,
    NoticeKind.CORRECTION_DECIDED: correction_letter,
    NoticeKind.REPORT: report_letter,
    **dict.fromkeys(ABOUT_A_POST, post_letter),
    **dict.fromkeys(ABOUT_A_REVIEW, review_letter),
}
"""Who speaks of a post; nobody, once it is gone."""

OTHERS: Mapping[NoticeKind, Callable[[Work, Notice, Reader], Awaitable[Letter | None]]] = {
    NoticeKind.JOINED: _joined,
    NoticeKind.CHANNEL_LOST: _channel_lost,
    NoticeKind.CATALOGS: _catalogs,
    NoticeKind.HALTED: _stopped,
    **dict.fromkeys(ABOUT_CITIZENS, citizens_letter),
}
