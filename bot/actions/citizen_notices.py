"""Notices around citizens: questions about data, shared stories, the story of the month; in words."""

from markupsafe import Markup

from bot.actions.notice_parts import with_button
from bot.actions.quotes import blockquote, language_note, quoted
from bot.content import Post
from bot.notices import Notice, NoticeKind
from bot.people import Reader
from bot.shares import Share, ShareState
from bot.store import Work
from bot.transport import Letter
from bot.words import Words, words_for

_DATA = frozenset({NoticeKind.DATA_QUESTION, NoticeKind.DATA_ANSWER})
ABOUT_CITIZENS = _DATA | {NoticeKind.SHARE, NoticeKind.SHARE_DECIDED, NoticeKind.SHARE_OUT, NoticeKind.VOTED}


async def citizens_letter(tx: Work, notice: Notice, reader: Reader) -> Letter | None:
    """The notice in words; none when what it speaks of is gone."""
    return await (_request_letter if notice.kind in _DATA else share_letter)(tx, notice, words_for(reader.speaks))


async def _request_letter(tx: Work, notice: Notice, words: Words) -> Letter | None:
    """A question about data, or its answer; none when whoever asked was forgotten meanwhile."""
    request = await tx.requests.get(int(notice.facts["request_id"]))
    if request is None:
        return None
    if notice.kind is NoticeKind.DATA_ANSWER:
        answer = request.answer or ""
        told = Markup("{}\n{}{}").format(blockquote(request.text or ""), answer, language_note(words, answer))
        return Letter(words.say("You asked about your data. Here is the answer:\n{quoted}", quoted=told))
    if request.done_at is not None:
        return None
    text = words.say("A reader asks about their data.")
    return with_button(text, words.say("Read and answer"), f"m_req:{request.id}")


async def share_letter(tx: Work, notice: Notice, words: Words) -> Letter | None:
    """A citizen's story on its way; none when it is gone, or decided already."""
    share = await tx.shares.get(int(notice.facts["share_id"]))
    if share is None:
        return None
    if notice.kind is NoticeKind.SHARE:
        letter = with_button(words.say("A citizen has shared a story."), words.say("Read it"), f"m_share:o:{share.id}")
        return letter if share.state is ShareState.SUBMITTED else None
    if notice.kind is NoticeKind.SHARE_DECIDED:
        return _decided_letter(share, words)
    post = await tx.posts.get(share.post_id) if share.post_id else None
    return _story_letter(notice, post, words) if post else None


def _story_letter(notice: Notice, post: Post, words: Words) -> Letter:
    """A story that is out, or the story of the month."""
    read, title = words.say("Read it"), post.title_in(words.form)
    if notice.kind is NoticeKind.SHARE_OUT:
        text = words.say(
            "<b>Your story is out!</b> “{title}” is among the stories of the city. Thank you.", title=title
        )
        return with_button(text, read, f"a_story:{post.id}:0:")
    text = words.plural(
        "<b>The story of the month</b> is “{title}”, with {n} vote.",
        "<b>The story of the month</b> is “{title}”, with {n} votes.",
        int(notice.facts["votes"]),
        title=title,
    )
    return with_button(text, read, f"a_story:{post.id}:0:")


def _decided_letter(share: Share, words: Words) -> Letter:
    if share.state is ShareState.ACCEPTED:
        return Letter(
            words.say("<b>Your story is accepted!</b> I'll tell you when it's among the stories of the city.")
        )
    said = quoted(words, share.comment or "")
    if share.state is ShareState.RETURNED:
        text = words.say("Your story needs a little more. The editors say:\n{said}", said=said)
        return with_button(text, words.say("Go on with it"), f"a_share:o:{share.id}:")
    text = words.say("Your story wasn't accepted this time. The editors say:\n{said}", said=said)
    return with_button(text, words.say("Tell another story"), "a_tell")
