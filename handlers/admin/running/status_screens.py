"""Screens of the programme as a whole: how things stand, stopped, going on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.actions.standstill import flooded_line
from bot.languages import Form
from bot.partners import Channel
from bot.recurrence import local
from bot.transport import Button, Rows
from bot.words import Words
from handlers.admin.doors import StatusButton, lines, partners_door, planned_door, queue_door, status_door
from handlers.admin.linked_chats.channels_screens import NO_POSTING, ChannelButton
from handlers.admin.running.requests_screens import Clocks, clock_line
from handlers.correcting.waiting_screens import proposals_line
from handlers.sending.broadcast_screens import OpenSending
from handlers.showing.screen import Screen

MOST_LOST = 5
"""Channels without rights that are named, each with its button."""


class ResumeButton(CallbackData, prefix="m_go"):
    """Go on sending; first asked, then sure."""

    sure: bool


@dataclass(frozen=True, slots=True)
class Running:
    """One broadcast on its way."""

    title: str
    partner: str
    known: int
    meant: int
    broadcast_id: int
    why: Markup | None = None
    """Why it stands still, if it does."""

    @property
    def left(self) -> int:
        """How many chats have not been written to yet."""
        return self.meant - self.known


@dataclass(frozen=True, slots=True)
class Standing:
    """How the programme stands. Times are aware local times of the admin who asks."""

    at: datetime
    halted_at: datetime | None
    running: Sequence[Running]
    """The first few; `sending` counts them all."""
    sending: int
    waiting: int
    next_at: datetime | None
    readers: Mapping[Form, int]
    partners: int
    requests: Clocks | None = None
    proposals: int = 0
    """Corrections that wait for a decision."""
    planned: int = 0
    """Posts that are scheduled."""
    leaving: int = 0
    """Chats that are being written to at this moment."""
    flooded_until: datetime | None = None
    """Until when the network takes nothing."""
    lost: Sequence[Channel] = ()
    """Channels where the bot may not post."""

    @property
    def left(self) -> int:
        """How many chats have not been written to yet; none when not all broadcasts are at hand."""
        return sum(one.meant - one.known for one in self.running) if self.sending == len(self.running) else 0


def localised(moment: datetime | None, zone: str) -> datetime | None:
    """A moment on the wall clock of a zone, if there is one."""
    return local(moment, zone) if moment else None


def status_screen(words: Words, now: Standing) -> Screen:
    """How things stand."""
    text = lines(
        words.say("<b>How things stand</b> at {clock}", clock=words.clock(now.at)),
        _halted_line(words, now),
        None if now.flooded_until is None else Markup("⚠ {}").format(flooded_line(words, now.flooded_until)),
        Markup(),
        *_running_lines(words, now),
        _next_line(words, now),
        *(words.say(NO_POSTING, channel=channel.title) for channel in now.lost[:MOST_LOST]),
        *_and_more(words, len(now.lost) - MOST_LOST),
        Markup(),
        words.plural("{n} post is waiting for review.", "{n} posts are waiting for review.", now.waiting)
        if now.waiting
        else words.say("No post is waiting for review."),
        Markup("{} /review").format(proposals_line(words, now.proposals)) if now.proposals else None,
        _requests(words, now.requests) if now.requests else None,
        *_reader_lines(words, now.readers),
        words.plural("{n} partner in the programme.", "{n} partners in the programme.", now.partners),
    )
    return Screen(text, _status_rows(words, now))


def _requests(words: Words, clocks: Clocks) -> Markup:
    """The clock of requests, with the command where there are any."""
    line = clock_line(words, clocks)
    return Markup("{} /requests").format(line) if clocks.oldest else line


def _halted_line(words: Words, now: Standing) -> Markup:
    if now.halted_at is None:
        return words.say("✓ Sending is on. /halt stops it.")
    return words.say("✗ All sending has been stopped since {since}.", since=words.moment(now.halted_at))


def _running_lines(words: Words, now: Standing) -> Sequence[Markup]:
    if not now.sending:
        return [words.say("Nothing is being sent at this moment.")]
    heading = words.plural("{n} post is on its way:", "{n} posts are on their way:", now.sending)
    return [heading, *(_running_line(words, one) for one in now.running), *_more_line(words, now)]


def _running_line(words: Words, one: Running) -> Markup:
    line = words.say(
        "• {title} ({partner}): {known} of {meant}, {share}",
        title=one.title,
        partner=one.partner,
        known=words.number(one.known),
        meant=words.number(one.meant),
        share=words.percent(one.known / one.meant if one.meant else 1.0),
    )
    return lines(line, one.why)


def _more_line(words: Words, now: Standing) -> Sequence[Markup]:
    return _and_more(words, now.sending - len(now.running))


def _and_more(words: Words, more: int) -> Sequence[Markup]:
    return [words.plural("and {n} more", "and {n} more", more)] if more > 0 else []


def _next_line(words: Words, now: Standing) -> Markup:
    if now.next_at is None and now.planned:
        return words.plural("{n} scheduled post is paused.", "All {n} scheduled posts are paused.", now.planned)
    if now.next_at is None:
        return words.say("Nothing is scheduled.")
    return words.say("The next post is scheduled for {moment}.", moment=words.moment(now.next_at))


def _reader_lines(words: Words, readers: Mapping[Form, int]) -> Sequence[Markup]:
    total = sum(readers.values())
    heading = words.plural("{n} reader", "{n} readers", total)
    if not total:
        return [heading]
    counts = [words.say("{mark} {count}", mark=form.mark, count=words.number(readers.get(form, 0))) for form in Form]
    return [words.say("{readers}: {counts}", readers=heading, counts=Markup(" · ").join(counts))]


def _status_rows(words: Words, now: Standing) -> Rows:
    again = Button(words.say("Refresh"), data=StatusButton().pack())
    lost = ((Button(each.title, data=ChannelButton(channel_id=each.id).pack()),) for each in now.lost[:MOST_LOST])
    rows = (*_one_by_one(now), *lost, (again, partners_door(words)), (queue_door(words), planned_door(words)))
    if now.halted_at is None:
        return rows
    return ((Button(words.say("Resume sending"), data=ResumeButton(sure=False).pack()),), *rows)


def _one_by_one(now: Standing) -> Rows:
    """Each broadcast on its way leads to its page."""
    return tuple(
        (Button(one.title or "…", data=OpenSending(broadcast_id=one.broadcast_id).pack()),) for one in now.running
    )


def halted_screen(words: Words, now: Standing, stopped: int) -> Screen:
    """Says what was stopped and how to go on."""
    text = lines(
        words.say("✗ All sending is stopped."),
        words.plural(
            "{n} post was on its way and has stopped; nobody will be left out.",
            "{n} posts were on their way and have stopped; nobody will be left out.",
            stopped,
        )
        if stopped
        else words.say("Nothing was being sent. What is scheduled will wait."),
        *_left_lines(words, now),
        _leaving_line(words, now) if now.leaving else None,
        *_planned_lines(words, now),
        Markup(),
        _since_line(words, now),
        words.say("/resume picks up where it stopped."),
    )
    return Screen(text, _halted_rows(words))


def _left_lines(words: Words, now: Standing) -> Sequence[Markup]:
    """Each post on its way, whose it is, and how many chats are left."""
    return [*(_left_line(words, one) for one in now.running), *_more_line(words, now)]


def _left_line(words: Words, one: Running) -> Markup:
    return words.plural(
        "• {title} ({partner}): {n} chat left",
        "• {title} ({partner}): {n} chats left",
        one.left,
        title=one.title or "…",
        partner=one.partner,
    )


def _leaving_line(words: Words, now: Standing) -> Markup:
    """What no stop can call back: it is on the wire, or its answer is not kept yet."""
    return words.plural(
        "{n} of these chats was being written to just then, and may still get it.",
        "{n} of these chats were being written to just then, and may still get it.",
        now.leaving,
    )


def _planned_lines(words: Words, now: Standing) -> Sequence[Markup]:
    """What waits for its moment."""
    if not now.planned or now.next_at is None:
        return []
    return [
        words.plural(
            "{n} scheduled post waits, the first for {moment}.",
            "{n} scheduled posts wait, the first for {moment}.",
            now.planned,
            moment=words.moment(now.next_at),
        )
    ]


def _since_line(words: Words, now: Standing) -> Markup | None:
    if now.halted_at is None:
        return None
    return words.say("Stopped since {since}.", since=words.moment(now.halted_at))


def _halted_rows(words: Words) -> Rows:
    resume = Button(words.say("Resume sending"), data=ResumeButton(sure=False).pack())
    return ((resume,), (status_door(words),))


def resume_question_screen(words: Words, now: Standing) -> Screen:
    """Says what would go on, and asks."""
    text = lines(
        words.say("Resume sending?"),
        _since_line(words, now),
        words.plural(
            "{n} post will pick up where it stopped.", "{n} posts will pick up where they stopped.", now.sending
        )
        if now.sending
        else words.say("No post was stopped halfway."),
        *_left_lines(words, now),
        words.plural("{n} chat is still to get its copy.", "{n} chats are still to get their copies.", now.left)
        if now.left
        else None,
        *(_planned_lines(words, now) or [_next_line(words, now)]),
    )
    sure = Button(words.say("Yes, resume"), data=ResumeButton(sure=True).pack())
    stay = Button(words.say("Leave it stopped"), data=StatusButton().pack())
    return Screen(text, ((sure,), (stay,)))


def resumed_screen(words: Words, now: Standing) -> Screen:
    """Sending is on again, and what goes on."""
    text = words.say("✓ Sending is on again. Nothing was waiting.")
    if now.sending:
        text = words.plural(
            "✓ Sending is on again: {n} post is going out.",
            "✓ Sending is on again: {n} posts are going out.",
            now.sending,
        )
    return Screen(lines(text, *_left_lines(words, now), *_planned_lines(words, now)), _running_rows(words))


def not_halted_screen(words: Words) -> Screen:
    """There is nothing to resume."""
    return Screen(
        words.say("✓ Sending is on: nothing is stopped. /halt stops everything at once."), _running_rows(words)
    )


def _running_rows(words: Words) -> Rows:
    return ((status_door(words),),)
