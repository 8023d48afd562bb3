"""How a post that is approved goes out: when, to how many, urgent or not, paid or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.accounts import PERMITTED
from bot.content import Post
from bot.partners import Partner
from bot.ports.page import Page
from bot.recurrence import Plan, local
from bot.transport import Button, Rows
from bot.words import Words
from handlers.admin.doors import PlannedPage, lines, planned_door, status_door
from handlers.admin.reviewing.review_screens import GoingOut, ReviewButton
from handlers.sending.haste import cost_lines, paid_line, urgent_line
from handlers.showing.listing_screens import arrows, only_lines, search_rows
from handlers.showing.screen import Number, Screen
from handlers.staff.pausing_screens import which_pauses_screen
from handlers.staff.planning_words import pause_label, plan_lines
from handlers.staff.reach import Reach, reach_lines, whom_line


class SetUrgent(CallbackData, prefix="m_urgent"):
    """Urgent, or not after all."""

    post_id: Number
    on: bool


class SetHeld(CallbackData, prefix="m_hold"):
    """Hold its plan, until a moment in seconds since 1970 or without an end (0); or let it go on."""

    post_id: Number
    on: bool
    until: Number = 0


class SetPaid(CallbackData, prefix="m_paid"):
    """Pay for speed, asked first and then sure; or not after all."""

    post_id: Number
    on: bool
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Departure:
    """An approved post, when it goes out if that is planned, and to how many. Times are shown in `zone`."""

    post: Post
    partner: Partner
    reach: Reach
    plan: Plan | None
    zone: str
    ends: Sequence[datetime] = ()
    """Until when its plan may be held, to choose from; aware, by the clock of `zone`."""

    @property
    def messages(self) -> int:
        """How many chats are to be written to."""
        return self.reach.followers + self.reach.channels


def planned_screen(words: Words, found: Page[Departure], at: PlannedPage) -> Screen:
    """Approved posts, the newest first, with their times."""
    if not found.total and not at.sought:
        return Screen(words.say("No approved post is waiting to go out."), ((status_door(words),),))
    head = [words.plural("{n} approved post:", "{n} approved posts:", found.total)] if found.total else []
    rows = [(Button(_title(words, each.post), data=GoingOut(post_id=each.post.id).pack()),) for each in found.items]
    told = (_planned_line(words, each) for each in found.items)
    text = lines(*only_lines(words, at, found.total), *head, *told)
    turns = (arrows(at, found.total), *search_rows(words, at, found.total))
    return Screen(text, (*rows, *turns, (status_door(words),)))


def _planned_line(words: Words, departure: Departure) -> Markup:
    return words.say(
        "• {partner}: {title} <i>({since})</i>",
        partner=departure.partner.name(words.form),
        title=departure.post.title_at_work(words.form),
        since=_when(words, departure) or words.say("no time yet"),
    )


def _when(words: Words, departure: Departure) -> str:
    return words.moment(local(departure.plan.moment, departure.zone)) if departure.plan else ""


def _title(words: Words, post: Post) -> str:
    return post.title_at_work(words.form) or words.bare("(no text)")


def going_out_screen(words: Words, departure: Departure) -> Screen:
    """As it stands, and what an admin may change."""
    post = departure.post
    free = words.say("Free speed: about {rate} messages a second.", rate=words.number(PERMITTED))
    careful = words.say("Careful: if sending is interrupted, the uncertain copies are listed and a person decides.")
    text = lines(
        Markup("<b>{}</b>").format(_title(words, post)),
        Markup.escape(departure.partner.name(words.form)),
        _plan_line(words, departure),
        *(plan_lines(words, departure.plan) if departure.plan else ()),
        Markup(),
        *([] if post.places else [whom_line(words, post.whom)]),
        *reach_lines(words, departure.reach),
        Markup(),
        urgent_line(words) if post.urgent else careful,
        paid_line(words) if post.paid else free,
    )
    see = Button(words.say("See the post"), data=ReviewButton(post_id=post.id).pack())
    return Screen(text, (*_holds(words, departure), *_choices(words, departure), (see, planned_door(words))))


def _holds(words: Words, departure: Departure) -> Rows:
    """To pause what is planned, or to let it go on."""
    if departure.plan is None:
        return ()
    post_id, held = departure.post.id, departure.plan.held_at is not None
    label = words.bare("▶ Resume") if held else words.bare("⏸ Pause")
    ends = [
        Button(
            str(pause_label(words, end).unescape()),
            data=SetHeld(post_id=post_id, on=True, until=int(end.timestamp())).pack(),
        )
        for end in departure.ends
    ]
    return (*((end,) for end in ends), (Button(label, data=SetHeld(post_id=post_id, on=not held).pack()),))


def which_plan_screen(
    words: Words, partner: Partner | None, plans: Sequence[Departure], until: datetime | None = None
) -> Screen:
    """Which of the planned posts is meant; or that there is none. With an end a press pauses it until then."""
    if plans and until:
        end = int(until.timestamp())
        choices = [
            (_title(words, each.post), SetHeld(post_id=each.post.id, on=True, until=end).pack()) for each in plans
        ]
        return which_pauses_screen(words, choices, until, [planned_door(words)])
    if partner is None:
        asked, none = words.say("Which planned post do you mean?"), words.say("No post is planned to go out.")
    else:
        name = partner.name(words.form)
        asked = words.say("{partner} has several planned posts. Which one do you mean?", partner=name)
        none = words.say("{partner} has no post that is planned to go out.", partner=name)
    text = asked if plans else none
    rows = [(Button(_title(words, each.post), data=GoingOut(post_id=each.post.id).pack()),) for each in plans]
    return Screen(text, (*rows, (planned_door(words),)))


def _plan_line(words: Words, departure: Departure) -> Markup:
    if departure.plan is None:
        return words.say("Its author hasn't chosen a time yet.")
    place = words.zone(departure.zone)
    return words.say("It goes out on {moment}, {place} time.", moment=_when(words, departure), place=place)


def _choices(words: Words, departure: Departure) -> Rows:
    """Paying is offered where there is something to gain."""
    post = departure.post
    urgent = words.say("Not urgent after all") if post.urgent else words.say("Make it urgent")
    rows = [(Button(urgent, data=SetUrgent(post_id=post.id, on=not post.urgent).pack()),)]
    if post.paid:
        rows.append((Button(words.say("Stop paying"), data=SetPaid(post_id=post.id, on=False).pack()),))
    elif departure.messages > PERMITTED:
        rows.append((Button(words.say("Pay for speed"), data=SetPaid(post_id=post.id, on=True).pack()),))
    return tuple(rows)


def pay_question_screen(words: Words, departure: Departure) -> Screen:
    """What it costs at most, and asks."""
    post_id = departure.post.id
    text = lines(
        Markup("<b>{}</b>").format(_title(words, departure.post)),
        Markup.escape(departure.partner.name(words.form)),
        Markup(),
        words.say("Pay Telegram for speed?"),
        *cost_lines(words, departure.messages),
    )
    sure = Button(words.say("Yes, pay for speed"), data=SetPaid(post_id=post_id, on=True, sure=True).pack())
    stay = Button(words.say("Keep as it is"), data=GoingOut(post_id=post_id).pack())
    return Screen(text, ((sure,), (stay,)))
