"""What people are told about a review: a change that voids it, a reviewer's change, deadlines; and copies asked for."""

from datetime import datetime

from markupsafe import Markup

from bot.actions.compare import compare
from bot.actions.notice_parts import door, with_button
from bot.actions.quotes import quoted
from bot.actions.render import letter_for
from bot.actions.report import WHY_NOT
from bot.content import Post, PostState
from bot.languages import Form
from bot.notices import Notice, NoticeKind
from bot.people import Reader
from bot.recurrence import local
from bot.store import Work
from bot.transport import Letter
from bot.words import Words, marked, words_for

ABOUT_A_REVIEW = frozenset(
    {
        *(NoticeKind.VOIDED, NoticeKind.EDITED, NoticeKind.REMARK),
        *(NoticeKind.REVIEW_DUE, NoticeKind.REVIEW_LATE, NoticeKind.COPY),
    }
)
VOIDED = {
    PostState.APPROVED: marked(
        "{name} has changed “{title}”. The approval no longer counts: it's a draft until it's submitted again."
    ),
    PostState.SUBMITTED: marked(
        "{name} has changed “{title}” while it was waiting for review. It's a draft until it's submitted again."
    ),
}


async def review_letter(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    """The notice in words; none when it has nothing to say any more."""
    words, title = words_for(reader.speaks), post.title_at_work(reader.speaks)
    match notice.kind:
        case NoticeKind.COPY:
            return await _copy(tx, notice, post, words)
        case NoticeKind.VOIDED:
            said = VOIDED[PostState(str(notice.facts["was"]))]
            text = words.say(said, name=notice.facts["name"], title=title)
            return with_button(text, *await door(tx, post, reader))
        case NoticeKind.EDITED:
            return with_button(_edited(notice, post, words), *await door(tx, post, reader))
        case NoticeKind.REMARK:
            return with_button(_remark(notice, title, words), *await door(tx, post, reader))
        case _ if post.state is not PostState.SUBMITTED:
            return None
        case _:
            return with_button(_due(notice, title, reader, words), *await door(tx, post, reader))


def _edited(notice: Notice, post: Post, words: Words) -> Markup:
    form = Form(str(notice.facts["form"]))
    head = words.say(
        "{name} has changed the {language} text of “{title}” in review. Another admin must approve it now.",
        name=notice.facts["name"],
        language=words.language(form),
        title=post.title_at_work(words.form),
    )
    version = post.versions.get(form)
    if version is None or version.seen is None:
        return head
    heads = words.say("<b>As it was</b>"), words.say("<b>As it is now</b>")
    return Markup("\n").join([head, Markup(""), *compare(words, version.seen, version.text, heads)])


def _remark(notice: Notice, title: str, words: Words) -> Markup:
    head = words.say("{name} writes about “{title}”:", name=notice.facts["name"], title=title)
    return Markup("\n").join([head, quoted(words, str(notice.facts["comment"]))])


def _due(notice: Notice, title: str, reader: Reader, words: Words) -> Markup:
    due = words.moment(local(datetime.fromisoformat(str(notice.facts["due"])), reader.zone))
    if notice.kind is NoticeKind.REVIEW_DUE:
        return words.say("“{title}” is waiting for review. Please look at it by {due}.", title=title, due=due)
    return words.say("“{title}” is still waiting for review. It was due by {due}.", title=title, due=due)


async def _copy(tx: Work, notice: Notice, post: Post, words: Words) -> Letter | None:
    """The post itself, or why it could not be sent."""
    if "why" in notice.facts:
        why = words.say(WHY_NOT.get(str(notice.facts["why"]), WHY_NOT["other"]))
        return Letter(
            words.say("“{title}” couldn't be sent to you: {why}.", title=post.title_at_work(words.form), why=why)
        )
    partner = await tx.partners.get(post.partner_id)
    return letter_for(post, partner, Form(str(notice.facts["form"]))) if partner else None


async def post_settled(tx: Work, post: Post, reader: Reader) -> Letter | None:
    """What became of a post that an admin was asked to review; none while it waits."""
    words, title = words_for(reader.speaks), post.title_at_work(reader.speaks)
    reviewer = await tx.readers.get(post.reviewer_id) if post.reviewer_id else None
    name = reviewer.name if reviewer and reviewer.name else words.bare("Somebody who has left")
    if post.state is PostState.SUBMITTED:
        return None
    if post.state is PostState.RETURNED:
        text = words.say("{name} has returned “{title}” with a comment.", name=name, title=title)
    elif post.approved_hash is not None:
        text = words.say("✓ {name} has approved “{title}”.", name=name, title=title)
    else:
        text = words.say("“{title}” is no longer waiting for review.", title=title)
    if post.state is PostState.DELETED:
        return Letter(text)
    return with_button(text, words.say("Look at it"), f"review:{post.id}")
