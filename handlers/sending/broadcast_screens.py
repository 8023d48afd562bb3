"""A broadcast in chat: how far it is, what can be done with it, and the question before what cannot be undone."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.actions.payment import paid_lines
from bot.actions.report import numbers, outcomes
from bot.broadcast import SENDS, UNFINISHED, Broadcast, BroadcastState, Errand, Policy
from bot.delivery import DeliveryState, Sums
from bot.languages import Form
from bot.recurrence import local
from bot.signposts import Leads
from bot.transport import Button
from bot.words import Words, marked
from handlers.sending.facts import CHOSEN, SURE, Act, Facts
from handlers.sending.haste import cost_lines, paid_line, urgent_line
from handlers.showing.screen import Number, Screen
from handlers.staff.planning_words import pause_label, paused_line
from handlers.staff.signposts_screens import Sign

ERRANDS = 4
"""Errands listed under a sending, the newest first."""


class OpenSending(CallbackData, prefix="sending"):
    """Open a broadcast's page; notices and progress messages carry it too."""

    broadcast_id: Number


class Correct(CallbackData, prefix="fix"):
    """Correct a text of a sending that is over; no form: ask what of it."""

    broadcast_id: Number
    form: Form | None = None


class CorrectTo(CallbackData, prefix="fixt"):
    """Correct a sending to what the question under this button replied to."""

    broadcast_id: Number


class RestUntil(CallbackData, prefix="sdu"):
    """Pause a broadcast until a moment, in seconds since 1970."""

    broadcast_id: Number
    until: Number


class SendingPress(CallbackData, prefix="sd"):
    """An act on a broadcast."""

    act: Act
    broadcast_id: Number


WHAT: Mapping[Errand, str] = {
    Errand.SEND: marked("The sending"),
    Errand.AGAIN: marked("Sending again"),
    Errand.REST: marked("Sending to those left out"),
    Errand.CORRECT: marked("Correction"),
    Errand.RECALL: marked("Recall"),
    Errand.PIN: marked("Pinning"),
    Errand.UNPIN: marked("Unpinning"),
}
STATES: Mapping[BroadcastState, str] = {
    BroadcastState.SENDING: marked("Under way."),
    BroadcastState.PAUSED: marked("Paused: nothing more happens until somebody resumes it."),
    BroadcastState.CANCELLED: marked("Cancelled: the rest are left out."),
    BroadcastState.FINISHED: marked("Finished."),
}


def sending_screen(words: Words, facts: Facts, note: Markup | None = None) -> Screen:
    """The page, under a note when something could not be done."""
    lines = [note, Markup("")] if note is not None else []
    lines += [Markup("<b>{}</b>").format(facts.title), Markup.escape(facts.partner), Markup("")]
    lines += _standing(words, facts)
    if facts.broadcast.state is BroadcastState.FINISHED:
        lines += numbers(words, facts.broadcast, facts.sums, facts.zone)
    else:
        # Before anything is known the first line says it all: “0 of 1 chat done”.
        told = outcomes(words, facts.broadcast, facts.sums) if facts.sums.known else []
        lines += [_far(words, facts.sums), *told]
    if facts.paid is not None:
        lines += paid_lines(words, facts.paid)
    for errand, sums in facts.errands[:ERRANDS]:
        lines += [Markup(""), *_errand_lines(words, errand, sums, facts.zone)]
    return Screen(Markup("\n").join(lines), (*_acts(words, facts), *_ways(words, facts)))


def _standing(words: Words, facts: Facts) -> list[Markup]:
    broadcast = facts.broadcast
    lines = [words.say(WHAT[broadcast.errand])]
    if facts.standstill is None or broadcast.state is not BroadcastState.SENDING:  # what stands still is not under way
        rest_left = broadcast.state is BroadcastState.FINISHED and facts.sums.cancelled
        lines.append(_state(words, broadcast, facts.zone, rest_left=bool(rest_left)))
    if facts.standstill:
        lines.append(facts.standstill)
    elif broadcast.state is BroadcastState.SENDING and broadcast.wide_from is None:
        lines.append(words.say("A small group gets it first; everybody else follows once that has gone well."))
    if broadcast.state in UNFINISHED and broadcast.policy is Policy.URGENT:
        lines.append(urgent_line(words))
    if broadcast.state in UNFINISHED and broadcast.paid:
        lines.append(paid_line(words))
    return lines


def _state(words: Words, broadcast: Broadcast, zone: str, *, rest_left: bool = False) -> Markup:
    if broadcast.paused_until is not None:
        return paused_line(words, local(broadcast.paused_until, zone))
    return words.say(STATES[BroadcastState.CANCELLED if rest_left else broadcast.state])


def _far(words: Words, sums: Sums) -> Markup:
    """How many of those meant are done."""
    return words.plural(
        "{known} of {n} chat done ({share})",
        "{known} of {n} chats done ({share})",
        sums.meant,
        known=words.number(sums.known),
        share=words.percent(sums.known / sums.meant if sums.meant else 1.0),
    )


def _errand_lines(words: Words, errand: Broadcast, sums: Sums, zone: str) -> list[Markup]:
    """An errand in short: what, how far or with what result."""
    head = Markup("<b>{}</b>").format(words.say(WHAT[errand.errand]))
    if errand.state is BroadcastState.FINISHED:
        when, meant, done, *_ = numbers(words, errand, sums, zone)
        return [head, when, meant, done]
    return [head, _state(words, errand, zone), _far(words, sums)]


def _acts(words: Words, facts: Facts) -> tuple[tuple[Button, ...], ...]:
    """What can be done now."""
    refresh = Button(_plain(words.say("Refresh")), OpenSending(broadcast_id=facts.broadcast.id).pack())
    cancel = _act(words.say("Cancel the rest"), Act.CANCEL, facts)
    match facts.broadcast.state:
        case BroadcastState.SENDING:
            now = _act(words.say("Pause"), Act.PAUSE, facts)
            return *_ends(words, facts), (now, refresh), (cancel,), *_haste(words, facts)
        case BroadcastState.PAUSED:
            now = _act(words.say("Resume"), Act.GO_ON, facts)
            return (now, refresh), *_ends(words, facts), (cancel,), *_haste(words, facts)
        case BroadcastState.CANCELLED:
            return ((refresh,),)
    return ((refresh,),) if facts.underway else _afterwards(words, facts)


def _ends(words: Words, facts: Facts) -> tuple[tuple[Button, ...], ...]:
    """Until when it may pause."""
    return tuple(
        (
            Button(
                _plain(pause_label(words, local(end, facts.zone))),
                RestUntil(broadcast_id=facts.broadcast.id, until=int(end.timestamp())).pack(),
            ),
        )
        for end in facts.ends
    )


def _haste(words: Words, facts: Facts) -> tuple[tuple[Button, ...], ...]:
    """An admin's: urgent or not, paid or not."""
    buttons = []
    if facts.possible(Act.URGENT):
        buttons.append(_act(words.say("Make it urgent"), Act.URGENT, facts))
    elif facts.hastened:
        buttons.append(_act(words.say("Not urgent after all"), Act.CAREFUL, facts))
    if facts.possible(Act.PAY):
        buttons.append(_act(words.say("Pay for speed"), Act.PAY, facts))
    elif facts.hastened and facts.broadcast.paid:
        buttons.append(_act(words.say("Stop paying"), Act.FREE, facts))
    return tuple((button,) for button in buttons)


def _afterwards(words: Words, facts: Facts) -> tuple[tuple[Button, ...], ...]:
    """A finished sending: again to those who were chosen, and recall. After a recall nothing is sent again."""
    uncertain, refused, rest = (facts.choosable.get(state, 0) for state in CHOSEN.values())
    labels = {
        Act.UNCERTAIN: words.plural("Send again to {n} uncertain", "Send again to {n} uncertain", uncertain),
        Act.REFUSED: words.plural("Send again to {n} refused", "Send again to {n} refused", refused),
        Act.REST: words.plural("Send to {n} left out", "Send to {n} left out", rest),
        Act.RECALL: words.say("Recall every copy"),
    }
    again = tuple((_act(label, act, facts),) for act, label in labels.items() if facts.possible(act))
    if facts.recalled or not facts.possible(Act.RECALL):
        return again
    correct = Button(_plain(words.say("Correct it")), Correct(broadcast_id=facts.broadcast.id).pack())
    return (*again[:-1], (correct,), *_more(words, facts), again[-1])


def _more(words: Words, facts: Facts) -> tuple[tuple[Button, ...], ...]:
    """A follow-up and the link for those who write for the partner; pinning where the partnership includes it."""
    rows = []
    if facts.writes:
        rows.append((_act(words.say("Write a follow-up"), Act.FOLLOW_UP, facts),))
        story = Sign(leads=Leads.STORY, value=str(facts.broadcast.post_id))
        rows.append((Button(_plain(words.say("Link and QR code")), story.pack()),))
    if facts.pinning and facts.pinned:
        rows.append((_act(words.say("Unpin in the channels"), Act.UNPIN, facts),))
    elif facts.pinning:
        rows.append((_act(words.say("Pin in the channels"), Act.PIN, facts),))
    return tuple(rows)


def follow_up_screen(words: Words, title: str, post_id: int) -> Screen:
    """A follow-up has begun; its card is the communicators'."""
    text = words.say(
        "Your follow-up to “{title}” is ready to write. Everybody who got that post will see it as a reply. "
        "Send its text now.",
        title=title,
    )
    return Screen(text, ((Button(_plain(words.say("Open the draft")), f"draft:{post_id}"),),))


def _ways(words: Words, facts: Facts) -> tuple[tuple[Button, ...], ...]:
    """To its errands, to what it is an errand of, and back."""
    ways = [
        Button(f"› {_plain(words.say(WHAT[errand.errand]))}", OpenSending(broadcast_id=errand.id).pack())
        for errand, _ in facts.errands[:ERRANDS]
    ]
    if facts.broadcast.origin_id is not None:
        origin = OpenSending(broadcast_id=facts.broadcast.origin_id).pack()
        ways.append(Button(_plain(words.say("‹ The sending")), origin))
    # The rooms' own doors, by what their buttons carry: this place stands beside them and knows none.
    back: list[Button] = []
    if facts.writes:
        back.append(Button(_plain(words.say("‹ The post")), f"post:{facts.broadcast.post_id}"))
    if facts.admin:
        back.append(Button(_plain(words.say("How things stand")), "m_stat"))
    return (*((way,) for way in ways), tuple(back))


def question_screen(words: Words, facts: Facts, act: Act, besides: Sequence[Markup] = ()) -> Screen:
    """Says what would happen, and what besides, and asks."""
    lines = [Markup("<b>{}</b>").format(facts.title), Markup.escape(facts.partner), Markup("")]
    lines += [*_questions(words, facts, act), *besides]
    stay = Button(_plain(words.say("Keep as it is")), OpenSending(broadcast_id=facts.broadcast.id).pack())
    return Screen(Markup("\n").join(lines), ((_act(words.say(YES[act]), SURE[act], facts),), (stay,)))


YES: Mapping[Act, str] = {
    Act.CANCEL: marked("Yes, cancel the rest"),
    Act.UNCERTAIN: marked("Yes, send again"),
    Act.REFUSED: marked("Yes, send again"),
    Act.REST: marked("Yes, send it to them"),
    Act.RECALL: marked("Yes, delete every copy"),
    Act.URGENT: marked("Yes, make it urgent"),
    Act.PAY: marked("Yes, pay for speed"),
}


def _questions(words: Words, facts: Facts, act: Act) -> list[Markup]:
    if act is Act.CANCEL:
        return _cancel_question(words, facts)
    if act is Act.RECALL:
        return _recall_question(words, facts)
    if act is Act.URGENT:
        return [words.say("Make this sending urgent?"), urgent_line(words)]
    if act is Act.PAY:
        return [words.say("Pay Telegram for speed?"), *cost_lines(words, facts.left)]
    return _again_question(words, facts, act)


def _cancel_question(words: Words, facts: Facts) -> list[Markup]:
    """Of a sending the rest may follow later; a correction or a recall that was cut short is begun anew."""
    asked = words.plural("Leave out the remaining {n} chat?", "Leave out the remaining {n} chats?", facts.left)
    if facts.broadcast.errand in SENDS:
        return [asked, words.say("Those who have it keep it. Whoever is left out can be sent it later, from here.")]
    return [asked, words.say("What is done already stays as it is. This can't be undone.")]


def _again_question(words: Words, facts: Facts, act: Act) -> list[Markup]:
    if act is Act.UNCERTAIN:
        n = facts.choosable.get(DeliveryState.UNKNOWN, 0)
        return [
            words.plural("Send it again to {n} uncertain chat?", "Send it again to {n} uncertain chats?", n),
            words.say("They may already have it: then they get it twice."),
        ]
    if act is Act.REST:
        n = facts.choosable.get(DeliveryState.SKIPPED, 0)
        return [
            words.plural("Send it to the {n} chat left out?", "Send it to the {n} chats left out?", n),
            words.say(
                "They don't have it: it was cancelled, or couldn't be posted there. They get it as it reads now."
            ),
        ]
    n = facts.choosable.get(DeliveryState.REFUSED, 0)
    return [
        words.plural("Send it again to {n} chat that refused?", "Send it again to {n} chats that refused?", n),
        words.say("They don't have it. Whoever has blocked the bot is left out."),
    ]


def _recall_question(words: Words, facts: Facts) -> list[Markup]:
    copies = facts.sums.of(DeliveryState.SENT)
    lines = [words.plural("Delete this post from {n} chat?", "Delete this post from {n} chats?", copies)]
    if facts.old:
        lines.append(words.say("It's more than 48 hours old: Telegram will keep most copies."))
    else:
        lines.append(words.say("Telegram deletes messages for 48 hours after they were sent; older copies stay."))
    if facts.sums.held_back:
        told = words.say(
            "Some readers have it only in a digest or under /stories: it no longer opens there, but what they opened "
            "already stays."
        )
        lines.append(told)
    lines.append(words.say("Those who have read it have read it. This can't be undone."))
    return lines


def with_recall_lines(words: Words, ended: int, following: datetime | None) -> list[Markup]:
    """What becomes of corrections that wait, so many, and of a post that comes again `following`, a wall clock."""
    lines = []
    if ended:
        told = words.plural(
            "{n} proposed correction that is waiting for an admin is dropped with it.",
            "{n} proposed corrections that are waiting for an admin are dropped with it.",
            ended,
        )
        lines.append(told)
    if following is not None:
        told = words.say(
            "⚠ The post comes again on {moment}: this doesn't stop it. To stop that, open {command}.",
            moment=words.moment(following),
            command="/schedule",
        )
        lines.append(told)
    return lines


def _act(label: Markup, act: Act, facts: Facts) -> Button:
    return Button(_plain(label), SendingPress(act=act, broadcast_id=facts.broadcast.id).pack())


def _plain(label: Markup) -> str:
    return label.unescape()


def mending_line(words: Words, command: str) -> Markup:
    """What can be done about a post that is out already, and by which command one comes to it."""
    return words.say(
        "A post that is out can be corrected in every copy (text, pictures, buttons) or recalled: open it under "
        "{command}, then press “{more}”.",
        command=command,
        more=words.bare("Correct, recall and more"),
    )
