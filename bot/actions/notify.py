"""Tell staff what happened: notices leave the outbox, in the language each person speaks by now.

A notice may come twice after a crash or when no answer came (it is kept until it is told), never not at all while the
person can be reached.
"""

import logging
from datetime import datetime

from markupsafe import Markup

from bot.accounts import Lane
from bot.actions.catalogs import STRANGE
from bot.actions.compare import compare
from bot.actions.desk import Desk
from bot.actions.reader_notices import ABOUT_READERS, reader_letter
from bot.actions.report import as_deep, report
from bot.actions.review_notices import ABOUT_A_REVIEW, review_letter
from bot.content import CorrectionState, Post
from bot.delivery import AGAIN_LATER, Reason, Receipt, Refusal
from bot.languages import Form
from bot.notices import Notice, NoticeKind
from bot.people import Reader
from bot.recurrence import local
from bot.store import Work
from bot.transport import Button, Letter, Parcel
from bot.words import Words, marked, words_for

_log = logging.getLogger(__name__)


async def notify(desk: Desk) -> bool:
    """Tell one notice; false when none waits, or nothing may be sent now. One that fails holds up no other."""
    async with desk.store.read() as tx:
        if not await tx.notices.waiting(desk.now(), 1) or await desk.paused_for(tx):
            return False
    async with desk.store.write() as tx:
        notice = await tx.notices.take(desk.now())
    if notice is None:
        return False
    try:
        told = await _tell(desk, notice)
    except Exception:  # noqa: BLE001 - whatever it was is in the log, and it is tried again after a rest
        _log.exception("notice %s could not be told", notice.id)
        told = False
    async with desk.store.write() as tx:
        await (tx.notices.told(notice.id) if told else tx.notices.tried(notice.id, desk.now()))
    return True


async def _tell(desk: Desk, notice: Notice) -> bool:
    """Whether it has been told as well as it can be."""
    async with desk.store.read() as tx:
        reader = await tx.readers.get(notice.person_id)
        letter = await _letter(tx, notice, reader) if reader else None
        media = [each.id for each in letter.media] if letter else []
        known = await tx.posts.references(media, desk.transport.account_id) if media else {}
    if reader is None or letter is None:
        return True
    result = await desk.in_turn(Lane.BROADCAST, Parcel(reader.address, letter, known), desk.transport.send)
    if result is None:
        return False
    if isinstance(result, Receipt):
        return True
    if notice.kind is NoticeKind.COPY and "why" not in notice.facts and result.decision not in AGAIN_LATER:
        await _say_why(desk, notice, result)
    _log.warning("notice %s: %s %s", notice.id, result.reason, result.detail)
    if result.reason is Reason.FLOOD:
        await desk.pause(result)
    return result.decision not in AGAIN_LATER


async def _say_why(desk: Desk, notice: Notice, refusal: Refusal) -> None:
    """Who asked for a copy hears why it does not come."""
    facts = {**notice.facts, "why": refusal.reason.value}
    async with desk.store.write() as tx:
        await tx.notices.add(Notice(notice.person_id, NoticeKind.COPY, facts, at=desk.now()))


async def _letter(tx: Work, notice: Notice, reader: Reader) -> Letter | None:
    """The notice in words; none when what it speaks of is gone."""
    if notice.kind in ABOUT_READERS:
        return await reader_letter(tx, notice, reader)
    words = words_for(reader.speaks)
    post_id = int(notice.facts.get("post_id", 0))
    if not post_id:
        return Letter(await _text(tx, notice, words))
    post = await tx.posts.get(post_id)
    if post is None:
        return None
    if notice.kind in {NoticeKind.CORRECTION, NoticeKind.CORRECTION_DECIDED}:
        return await _correction_letter(tx, notice, post, words)
    if notice.kind in ABOUT_A_REVIEW:
        return await review_letter(tx, notice, post, reader)
    return await _post_letter(tx, notice, post, reader)


async def _text(tx: Work, notice: Notice, words: Words) -> Markup:
    """A notice that is about no post."""
    if notice.kind is NoticeKind.JOINED:
        partner = await tx.partners.get(int(notice.facts["partner_id"]))
        name = partner.name(words.form) if partner else ""
        return words.say("{name} now writes for {partner}.", name=notice.facts["name"], partner=name)
    if notice.kind is NoticeKind.CHANNEL_LOST:
        channel = notice.facts["channel"]
        return words.say(
            "I can no longer post in the channel “{channel}”. Make me an administrator there again, "
            "or its readers will miss the next post.",
            channel=channel,
        )
    if notice.kind is NoticeKind.CATALOGS:
        return _catalogs_text(notice, words)
    return words.say(
        "<b>Sending has stopped by itself.</b> The network says: {detail}. "
        "Nothing is lost: /status shows what waits, /resume goes on.",
        detail=notice.facts.get("detail", ""),
    )


def _catalogs_text(notice: Notice, words: Words) -> Markup:
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
    return Markup("\n").join(lines)


async def _post_letter(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    words, title = words_for(reader.speaks), post.title_in(reader.speaks)
    partner = await tx.partners.get(post.partner_id)
    if notice.kind is NoticeKind.SUBMITTED:
        text = words.say(
            "{partner} has submitted a post for review: “{title}”.",
            partner=partner.name(words.form) if partner else "",
            title=title,
        )
        return _with_button(text, words.say("Review it"), f"review:{post.id}")
    if notice.kind is NoticeKind.APPROVED:
        text = words.say("✓ Approved: “{title}”. When shall it go out?", title=title)
        return _with_button(text, words.say("Schedule it"), f"schedule:{post.id}")
    if notice.kind is NoticeKind.RETURNED:
        text = words.say(
            "Returned for changes: “{title}”.\nThe reviewer says: {comment}", title=title, comment=post.comment or ""
        )
        return _with_button(text, words.say("Open the draft"), f"draft:{post.id}")
    if notice.kind is NoticeKind.MISSED:
        return _with_button(_missed(words, notice, title), words.say("Schedule it"), f"schedule:{post.id}")
    if notice.kind is NoticeKind.PAUSED:
        text = words.say(
            "<b>Paused by itself:</b> “{title}”. More than half of the latest copies were refused, "
            "so nothing more is sent until somebody has looked.",
            title=title,
        )
        return _with_button(text, words.say("Look at it"), f"sending:{notice.facts['broadcast_id']}")
    return await _report_letter(tx, notice, post, reader)


async def _correction_letter(tx: Work, notice: Notice, post: Post, words: Words) -> Letter | None:
    """What is proposed, with both texts and the decision; or what was decided. None once an admin has decided."""
    correction = await tx.corrections.get(int(notice.facts["correction_id"]))
    if correction is None:
        return None
    title, language = post.title_in(words.form), correction.version.form.endonym
    if notice.kind is NoticeKind.CORRECTION_DECIDED:
        text = words.say(DECIDED[correction.state], title=title, language=language)
        return _with_button(text, words.say("Look at it"), f"sending:{correction.broadcast_id}")
    if correction.state is not CorrectionState.OPEN or correction.version.form not in post.versions:
        return None
    person = await tx.readers.get(correction.proposed_by)
    head = words.say(
        "{person} proposes a correction of “{title}” in {language}.",
        person=person.name if person else "",
        title=title,
        language=language,
    )
    texts = compare(words, post.versions[correction.version.form].text, correction.version.text)
    yes = Button(str(words.say("✓ Correct every copy").unescape()), data=f"fixed:{correction.id}:1")
    no = Button(str(words.say("Leave it as it is").unescape()), data=f"fixed:{correction.id}:0")
    return Letter(Markup("\n").join([head, Markup(""), *texts]), rows=((yes,), (no,)))


DECIDED: dict[CorrectionState, str] = {
    CorrectionState.APPROVED: marked("✓ Your correction of “{title}” in {language} is approved and on its way."),
    CorrectionState.DECLINED: marked("Your correction of “{title}” in {language} was not taken: it stays as it is."),
}


async def _report_letter(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    broadcast = await tx.broadcasts.get(int(notice.facts["broadcast_id"]))
    if broadcast is None:
        return None
    partner = await tx.partners.get(post.partner_id)
    sums = await tx.broadcasts.sums(broadcast.id)
    sums = as_deep(sums, partner.benefits.reports) if partner else sums
    words = words_for(reader.speaks)
    return _with_button(
        report(words, post, broadcast, sums, reader.zone), words.say("Open the post"), f"post:{post.id}"
    )


def _missed(words: Words, notice: Notice, title: str) -> Markup:
    zone = str(notice.facts["zone"])
    moment = local(datetime.fromisoformat(str(notice.facts["moment"])), zone)
    return words.say(
        "“{title}” was planned for {moment} ({place}), but Kapok was not running then and it is too late now. "
        "It was not sent to anybody.",
        title=title,
        moment=words.moment(moment),
        place=words.zone(zone),
    )


def _with_button(text: Markup, label: Markup, data: str) -> Letter:
    return Letter(text, rows=((Button(str(label.unescape()), data=data),),))
