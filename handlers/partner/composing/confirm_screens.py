"""The question whether this is the moment, with what is known of it beforehand, and the answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from markupsafe import Markup

from bot.actions.foresee import Foresight
from bot.mistakes import Mistake
from bot.planner import Care
from bot.recurrence import Aim, Plan, local, zone_of
from bot.transport import Button, Rows
from bot.words import Words
from handlers.partner.campaigns_screens import outside_line
from handlers.partner.composing.card_screens import title_of
from handlers.partner.lists.posts_screens import plan_line
from handlers.partner.planning.plan_presses import Do, Shape, When, seal
from handlers.partner.planning.schedule_screens import Timing, no_more, other_day, stopped_line
from handlers.partner.presses import OpenPost, button
from handlers.showing.mistakes import in_words
from handlers.showing.moments import beside
from handlers.showing.screen import Screen
from handlers.staff.planning_words import foresight_lines, plan_lines, rule_words, short
from handlers.staff.reach import Reach, reach_lines

SHOWN = 3
"""Rounds shown before a plan that repeats is saved."""
NOTHING_KNOWN = Foresight()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known of a moment beforehand. `quiet`: the same moment at the readers' home, when phones are silent."""

    reach: Reach
    quiet: datetime | None = None
    foresight: Foresight = NOTHING_KNOWN
    next_ones: Sequence[datetime] = ()
    """The moments of the first rounds, at most `SHOWN`."""
    refused: Mistake | None = None
    """Why the partner may send nothing then."""


def changed_line(words: Words) -> Markup:
    """What was shown before is no longer how it stands."""
    return words.say("The plan has changed in the meantime. Please look again:")


def confirm_screen(words: Words, timing: Timing, aim: Aim, outlook: Outlook, notice: Markup | None = None) -> Screen:
    """Asks whether this is the moment, or these are the rounds."""
    lines = [
        *([notice, Markup("")] if notice else []),
        Markup("<b>{}</b>").format(title_of(timing.post, words)),
        *_when_lines(words, timing, aim, outlook),
        *_instead(words, timing, aim),
        Markup(""),
        *_outlook_lines(words, timing, outlook, aim.wall.date()),
    ]
    return Screen(Markup("\n").join(lines), _confirm_rows(words, timing, aim, outlook))


def _when_lines(words: Words, timing: Timing, aim: Aim, outlook: Outlook) -> list[Markup]:
    place = words.zone(timing.zone)
    if aim.own_zone:
        when = words.say("{moment} on each reader's own clock", moment=words.moment(aim.wall))
    else:
        when = words.say("{moment}, {place} time", moment=words.moment(aim.wall), place=place)
    if timing.moving:
        return [when, words.say("Another time for this one only; the later ones stay as they are.")]
    if aim.rule is None:
        return [when, *beside(words, aim.wall.replace(tzinfo=zone_of(timing.zone)), timing.now)]
    lines = [words.say("It repeats {often}.", often=rule_words(words, aim.rule))]
    if aim.own_zone:
        lines.append(words.say("It goes out at {clock} on each reader's own clock.", clock=words.clock(aim.wall)))
    lines.append(words.say("The next ones ({place} time):", place=place))
    lines += [Markup("· {}").format(words.moment(local(moment, timing.zone))) for moment in outlook.next_ones]
    if len(outlook.next_ones) < SHOWN:
        lines.append(words.say("After that it ends."))
    return lines


def _keeps_on(timing: Timing, aim: Aim) -> bool:
    """Whether it comes round as the series that is planned does."""
    repeat = timing.plan.repeat if timing.plan else None
    return repeat is not None and aim.rule == repeat.left


def _instead(words: Words, timing: Timing, aim: Aim) -> list[Markup]:
    """Which moment this one takes the place of."""
    if timing.plan is None:
        return []
    moment = words.moment(local(timing.plan.moment, timing.zone))
    lines = [words.say("In place of {moment}, {place} time.", moment=moment, place=words.zone(timing.zone))]
    if timing.plan.repeat and not timing.moving and not _keeps_on(timing, aim):
        often = rule_words(words, timing.plan.repeat.rule)
        lines.append(words.say("It no longer repeats {often}.", often=often))
    return lines


def _outlook_lines(words: Words, timing: Timing, outlook: Outlook, day: date) -> list[Markup]:
    lines = reach_lines(words, outlook.reach)
    if outlook.reach == Reach(0, 0):
        lines = [words.say("Nobody would get it: nobody follows you yet. /link has a link and QR code to share.")]
    if outlook.refused is not None:
        lines.append(Markup("⚠ {}").format(in_words(outlook.refused, words)))
    if outlook.quiet is not None:  # says more than how many they are
        lines.append(quiet_line(words, outlook.quiet))
    known = {Care.QUIET} if outlook.quiet is not None else set()
    lines += foresight_lines(words, outlook.foresight, known)
    if outlook.foresight.better is not None:
        better = words.say("A better moment: {moment}.", moment=words.moment(outlook.foresight.better))
        lines += [Markup(""), better]
    lines += _outside(words, timing, day)
    if timing.halted:
        lines.append(stopped_line(words))
    return lines


def _confirm_rows(words: Words, timing: Timing, aim: Aim, outlook: Outlook) -> Rows:
    post_id, better = timing.post.id, outlook.foresight.better
    plain = aim.rule is None and not aim.own_zone and not timing.moving
    sure = (
        When(post_id=post_id, at=f"{aim.wall:%Y%m%d%H%M}", sure=True, seen=seal(timing.plan))
        if plain
        else Shape(post_id=post_id, do=Do.SAVE, n=seal(timing.plan, aim))
    )
    yes = () if outlook.refused else (button(words.say("✓ Confirm"), sure),)
    rows: list[tuple[Button, ...]] = [(*yes, other_day(words, timing))]
    if better is not None:
        label = words.say("Take {moment}", moment=short(words, better))
        rows.append((button(label, When(post_id=post_id, at=f"{better:%Y%m%d%H%M}")),))
    if timing.moving:
        return tuple(rows)
    this = button(words.say("Move this one"), Shape(post_id=post_id, do=Do.THIS))
    if aim.rule is None:
        often = button(words.say("🔁 Repeat it"), Shape(post_id=post_id, do=Do.OFTEN))
        again: tuple[Button, ...] = (often, this) if timing.plan and timing.plan.repeat else (often,)
    else:
        once = button(words.say("Only once"), Shape(post_id=post_id, do=Do.ONCE))
        ends = button(words.say("Until when?"), Shape(post_id=post_id, do=Do.ENDS))
        again = (ends, this if _keeps_on(timing, aim) else once)
    own = words.say("At the same time for all") if aim.own_zone else words.say("On each reader's own clock")
    return (*rows, again, (button(own, Shape(post_id=post_id, do=Do.OWN, n=not aim.own_zone)),))


def scheduled_screen(words: Words, timing: Timing, plan: Plan, outlook: Outlook, done: Markup | None = None) -> Screen:
    """It is planned; or what else was `done` to its plan."""
    unadvised = replace(outlook, foresight=replace(outlook.foresight, better=None))
    lines = [
        done or words.say("✓ Scheduled: <b>{title}</b>", title=title_of(timing.post, words)),
        plan_line(words, plan, timing.zone),
        *plan_lines(words, plan),
        Markup(""),
        *_outlook_lines(words, timing, unadvised, plan.wall.date()),
        Markup(""),
        words.say("You'll get the report once it has gone out."),
    ]
    rows = (
        (other_day(words, timing), no_more(words, plan)),
        (button(words.say("Open the post"), OpenPost(post_id=timing.post.id)),),
    )
    return Screen(Markup("\n").join(lines), rows)


def _outside(words: Words, timing: Timing, day: date) -> list[Markup]:
    """A warning when the day is none of its campaign's."""
    campaign = timing.campaign
    return [] if campaign is None or campaign.covers(day) else [outside_line(words, campaign)]


def quiet_line(words: Words, quiet: datetime) -> Markup:
    """It comes at an hour when phones stay silent."""
    return words.say(
        "It's {clock} in {place} then, a quiet hour: readers get it without a sound.",
        clock=words.clock(quiet),
        place=words.zone(str(quiet.tzinfo)),
    )
