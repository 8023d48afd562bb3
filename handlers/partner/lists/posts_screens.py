"""A post's page: where it stands, when it goes out, and its numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.actions.quotes import language_note
from bot.actions.standstill import halted_line
from bot.broadcast import BroadcastState, Fate
from bot.content import Post, PostState
from bot.mistakes import Mistake
from bot.ports.page import Page
from bot.recurrence import Plan, local
from bot.transport import Button, Rows
from bot.words import Words, marked
from handlers.correcting.waiting_screens import NONE, Proposal, waiting_lines, waiting_rows
from handlers.partner.composing.card_screens import head_of, whom_lines
from handlers.partner.composing.form_standing import form_lines
from handlers.partner.pen import AT_HAND, AWAY
from handlers.partner.planning.plan_presses import OpenSchedule
from handlers.partner.presses import Act, Look, OpenDraft, OpenPost, Pages, Press, Rewrite, Shelf, button
from handlers.reporting.reports_screens import report_door
from handlers.sending.broadcast_screens import OpenSending
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, grid
from handlers.staff.planning_words import plan_lines

OVER = frozenset({PostState.SENT, PostState.RECALLED})
"""What goes out no more: another is begun from it."""


_STEERING: Mapping[BroadcastState, str] = {
    BroadcastState.SENDING: marked("Pause or cancel"),
    BroadcastState.PAUSED: marked("Resume or cancel"),
    BroadcastState.CANCELLED: marked("Look at it"),
}


@dataclass(frozen=True, slots=True)
class Sending:
    """A broadcast of the post that is not over: how many are meant and how many have an outcome."""

    meant: int
    known: int
    sent: int
    standstill: Markup | None = None
    """Why it does not move."""
    state: BroadcastState = BroadcastState.SENDING


@dataclass(frozen=True, slots=True)
class Standing:
    """Facts of a post's page. `reports` are finished broadcasts in words, newest first."""

    post: Post
    partner: str
    zone: str
    plan: Plan | None = None
    sending: Sending | None = None
    reports: Sequence[Markup] = ()
    broadcast_id: int | None = None
    """The broadcast that can be paused, cancelled, recalled …: the one that is not over, or else the latest sending."""

    report_id: int | None = None
    """The latest sending, of which there is a whole report."""

    stopped: Mistake | None = None
    """Why nothing of its partner goes out."""

    halted: bool = False
    """Nothing goes out at all."""

    fate: Fate | None = None
    """Of a post that was recalled: what became of that."""

    waiting: Page[Proposal] = NONE
    """Corrections of it that wait for an admin."""


def post_screen(words: Words, standing: Standing) -> Screen:
    """The page."""
    post = standing.post
    going = standing.sending.state if standing.sending and post.state is PostState.SENDING else None
    lines = [head_of(post, standing.partner, words, standing.fate, going), *whom_lines(post, words)]
    if standing.plan:
        lines += [plan_line(words, standing.plan, standing.zone), *plan_lines(words, standing.plan)]
        lines += [halted_line(words)] if standing.halted and not standing.sending else []
    if standing.stopped:
        lines.append(in_words(standing.stopped, words))
    lines += [Markup(""), *form_lines(post, words)]
    if post.state is PostState.RETURNED and post.comment:
        said = words.say("The reviewer says: {comment}", comment=post.comment)
        lines += [Markup(""), said + language_note(words, post.comment)]
    if standing.sending:
        lines += [Markup(""), *sending_lines(words, standing.sending)]
    for report in standing.reports:
        lines += [Markup(""), report]
    lines += waiting_lines(words, standing.waiting)
    return Screen(Markup("\n").join(lines), _rows(words, standing))


def plan_line(words: Words, plan: Plan, zone: str) -> Markup:
    """When it goes out, on the reader of this line's own clock."""
    moment = words.moment(local(plan.moment, zone))
    return words.say("It goes out on {moment}, {place} time.", moment=moment, place=words.zone(zone))


def sending_lines(words: Words, sending: Sending) -> list[Markup]:
    """How far a broadcast is."""
    return [
        _far(words, sending),
        words.plural("Received by {n} so far", "Received by {n} so far", sending.sent),
        *([sending.standstill] if sending.standstill else []),
    ]


def _far(words: Words, sending: Sending) -> Markup:
    meant, known = sending.meant, words.number(sending.known)
    if sending.state is BroadcastState.PAUSED:
        return words.plural("Paused: {known} of {n} chat done", "Paused: {known} of {n} chats done", meant, known=known)
    if sending.state is BroadcastState.CANCELLED:
        return words.plural(
            "Cancelled: {known} of {n} chat done, the rest are left out",
            "Cancelled: {known} of {n} chats done, the rest are left out",
            meant,
            known=known,
        )
    return words.plural(
        "Being sent: {known} of {n} chat done", "Being sent: {known} of {n} chats done", meant, known=known
    )


def _steering(words: Words, sending: Sending | None) -> Markup:
    if sending is None:
        return words.say("Correct, recall and more")
    return words.say(_STEERING.get(sending.state, _STEERING[BroadcastState.SENDING]))


def _rows(words: Words, standing: Standing) -> Rows:
    post = standing.post
    first: list[Button] = []
    if post.state in AT_HAND | AWAY:
        first.append(button(words.say("Open the draft"), OpenDraft(post_id=post.id)))
    if post.state in {PostState.APPROVED, PostState.SCHEDULED}:
        first.append(button(words.say("Day and time"), OpenSchedule(post_id=post.id)))
    if post.state is PostState.SCHEDULED and not post.is_story:
        first.append(button(words.say("Change it"), Rewrite(post_id=post.id)))
    if post.state is PostState.SENDING:
        first.append(button(words.say("Refresh"), OpenPost(post_id=post.id)))
    if standing.broadcast_id is not None:
        first.append(button(_steering(words, standing.sending), OpenSending(broadcast_id=standing.broadcast_id)))
    if standing.report_id is not None:
        first.append(report_door(words, standing.report_id))
    if post.state in OVER:
        first.append(button(words.say("Duplicate"), Press(act=Act.DUPLICATE, post_id=post.id)))
    if post.versions:
        first.append(button(words.say("Preview"), Look(post_id=post.id, form=post.source)))
    waiting = waiting_rows(words, standing.waiting)
    return (*grid(first), *waiting, (button(words.say("All posts"), Pages(shelf=Shelf.POSTS)),))
