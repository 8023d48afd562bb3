"""Notices about a post on its way: submitted, approved, returned, missed, paused."""

from datetime import datetime

from markupsafe import Markup

from bot.actions.notice_parts import door, with_button, writes
from bot.actions.quotes import language_note
from bot.broadcast import BroadcastState
from bot.content import Post, PostState
from bot.notices import Notice, NoticeKind
from bot.people import Reader
from bot.recurrence import Plan, local
from bot.store import Work
from bot.transport import Letter
from bot.words import Words, words_for

ABOUT_A_POST = frozenset(
    {NoticeKind.SUBMITTED, NoticeKind.APPROVED, NoticeKind.RETURNED, NoticeKind.MISSED, NoticeKind.PAUSED}
)
ABOUT_A_PAUSE = frozenset({NoticeKind.PASSED, NoticeKind.PAUSE_OVER})


RESUMED = BroadcastState.SENDING
"""So the audit calls it when somebody lets a broadcast go on."""


async def post_letter(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    """The notice in words, with a button to what it speaks of; none when nothing waits for a review any more."""
    words, title = words_for(reader.speaks), post.title_at_work(reader.speaks)
    partner = await tx.partners.get(post.partner_id)
    if notice.kind is NoticeKind.SUBMITTED:
        if post.state is not PostState.SUBMITTED:
            return None
        text = words.say(
            "{partner} has submitted a post for review: “{title}”.",
            partner=partner.name(words.form) if partner else "",
            title=title,
        )
        return with_button(text, words.say("Review it"), f"review:{post.id}")
    if notice.kind is NoticeKind.APPROVED:
        text = words.say("✓ Approved: “{title}”. When should it go out?", title=title)
        return with_button(text, words.say("Schedule it"), f"schedule:{post.id}")
    if notice.kind is NoticeKind.RETURNED:
        text = words.say(
            "Returned for changes: “{title}”.\nThe reviewer says: {comment}", title=title, comment=post.comment or ""
        )
        text += language_note(words, post.comment or "")
        return with_button(text, words.say("Open the draft"), f"draft:{post.id}")
    if notice.kind is NoticeKind.MISSED:
        return await _missed_letter(tx, notice, post, reader)
    text = words.say(
        "<b>Paused by itself:</b> “{title}”. More than half of the latest copies were refused "
        "or got no answer, so nothing more is sent until somebody resumes it.",
        title=title,
    )
    return with_button(text, words.say("Look at it"), f"sending:{notice.facts['broadcast_id']}")


async def pause_letter(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    """What passed while a plan was held, or that a pause is over; by the clock of the plan."""
    words, title = words_for(reader.speaks), post.title_at_work(reader.speaks)
    if "broadcast_id" in notice.facts:
        text = words.say("The pause of “{title}” is over: it's being sent again.", title=title)
        return with_button(text, words.say("Look at it"), f"sending:{notice.facts['broadcast_id']}")
    plan = await tx.plans.of(post.id)
    if notice.kind is NoticeKind.PASSED:
        text = _passed(words, notice, plan, title)
    elif "moment" not in notice.facts:
        text = words.say("The pause of “{title}” is over, but nothing more of it is planned.", title=title)
    else:
        wall = _wall(notice)
        text = words.say("The pause of “{title}” is over. Next time: {moment}", title=title, moment=words.moment(wall))
        if passed := int(notice.facts["passed"]):
            left_out = words.plural(
                "{n} time passed during the pause and was left out.",
                "{n} times passed during the pause and were left out.",
                passed,
            )
            text = Markup("\n").join([text, left_out])
    if not await writes(tx, post, reader):
        return with_button(text, *await door(tx, post, reader))
    return with_button(text, words.say("Schedule it"), f"schedule:{post.id}")


def _passed(words: Words, notice: Notice, plan: Plan | None, title: str) -> Markup:
    text = words.say(
        "“{title}” was to go out on {moment}, but it's paused: it wasn't sent.",
        title=title,
        moment=words.moment(_wall(notice)),
    )
    if plan is None or plan.held_at is None or plan.repeat is None:
        return text
    more = words.say("Other times that pass during the pause are left out too, without another message.")
    return Markup("\n").join([text, more])


def _wall(notice: Notice) -> datetime:
    return local(datetime.fromisoformat(str(notice.facts["moment"])), str(notice.facts["zone"]))


async def pause_settled(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    """What became of a broadcast that had paused by itself; none while it stands."""
    broadcast = await tx.broadcasts.get(int(notice.facts["broadcast_id"]))
    if broadcast is None or broadcast.state is BroadcastState.PAUSED:
        return None
    mine = f"broadcast {broadcast.id}"
    line = await tx.audit.last(post.partner_id, [(state, mine) for state in (RESUMED, BroadcastState.CANCELLED)])
    person = await tx.readers.get(line.person_id) if line and line.person_id else None
    words, title = words_for(reader.speaks), post.title_at_work(reader.speaks)
    name = person.name if person and person.name else words.bare("Somebody who has left")
    if line and line.verb == RESUMED:
        text = words.say("“{title}” had paused by itself. {name} has resumed it.", title=title, name=name)
    elif line:
        text = words.say("“{title}” had paused by itself. {name} has cancelled the rest.", title=title, name=name)
    else:
        text = words.say("“{title}” had paused by itself. It's over.", title=title)
    return with_button(text, words.say("Look at it"), f"sending:{broadcast.id}")


async def _missed_letter(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter:
    """Of what comes again also when it does next, or that it does not any more; and how its people go on."""
    words = words_for(reader.speaks)
    text = _missed(words, notice, post.title_at_work(words.form))
    plan = await tx.plans.of(post.id)
    if plan and plan.repeat:
        wall = local(plan.moment, str(notice.facts["zone"]))
        text = Markup("\n").join([text, words.say("Next time: {moment}", moment=words.moment(wall))])
    elif notice.facts.get("repeats") and plan is None:
        text = Markup("\n").join([text, words.say("It won't go out again: nothing more is planned.")])
    if not await writes(tx, post, reader):
        return with_button(text, *await door(tx, post, reader))
    if "wave" in notice.facts:  # of what went out there was no report yet
        return with_button(text, words.say("The whole report"), f"report:{notice.facts['wave']}")
    if post.is_out and plan is None:
        return with_button(text, words.say("Duplicate"), f"pe:dup:{post.id}:")
    return with_button(text, words.say("Schedule it"), f"schedule:{post.id}")


def _missed(words: Words, notice: Notice, title: str) -> Markup:
    zone, moment = str(notice.facts["zone"]), _wall(notice)
    if "wave" in notice.facts:
        return words.say(
            "“{title}” was going out at each reader's own hour. When the rest of it was due, {moment} ({place}), "
            "Kapok wasn't running, and it's too late now: those readers didn't get it.",
            title=title,
            moment=words.moment(moment),
            place=words.zone(zone),
        )
    return words.say(
        "“{title}” was planned for {moment} ({place}), but Kapok wasn't running then and it's too late now. "
        "It wasn't sent to anybody.",
        title=title,
        moment=words.moment(moment),
        place=words.zone(zone),
    )
