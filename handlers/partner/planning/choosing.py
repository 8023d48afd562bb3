"""A moment that is being chosen: what stands in the conversation, and what is known of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from bot.actions.foresee import Foresight, foresee
from bot.actions.schedule import move, refused_that_month, schedule
from bot.actions.suspend import require_active
from bot.content import Post, PostState
from bot.mistakes import Mistake, Why, existing
from bot.people import HOME_ZONE, Quiet
from bot.recurrence import Aim, Plan, check_moment, first_round, local, moment_near, moment_of, next_minute
from bot.repeating import Repeat, Rule, coming, rule_of
from handlers.partner.composing.confirm_screens import SHOWN, Outlook, changed_line, confirm_screen, scheduled_screen
from handlers.partner.pen import Pen, Scheduling
from handlers.partner.planning.digits import wall_of
from handlers.partner.planning.plan_presses import seal
from handlers.partner.planning.schedule_screens import Timing, days_screen
from handlers.partner.planning.steering_screens import moved_line
from handlers.showing.screen import Screen
from handlers.staff.reach import reach_of

PLANNABLE = frozenset({PostState.APPROVED, PostState.SCHEDULED})


@dataclass(frozen=True, slots=True)
class Choice:
    """What has been chosen so far."""

    post: Post
    day: str | None = None
    wall: datetime | None = None
    rule: Rule | None = None
    own_zone: bool = False
    moving: bool = False
    asked: str = ""
    """They are being asked how often, `OFTEN`, or until when it comes again, `ENDS`."""
    part: str = ""
    """The part of the day that was named with it, as `bot.dayparts` has it."""

    def on(self, day: str, part: str = "") -> "Choice":
        """On this day, as yyyymmdd, or in this part of it."""
        return replace(self, day=day, part=part)

    def at_wall(self, wall: datetime) -> "Choice":
        """At this moment, or from it on."""
        return replace(self, wall=wall, day=f"{wall:%Y%m%d}", asked="", part="")

    def with_rule(self, rule: Rule | None) -> "Choice":
        """Again and again by this rule, or once."""
        return replace(self, rule=rule)

    @property
    def aim(self) -> Aim:
        """What is asked for. Raises `Mistake(NOT_FOUND)` while no moment is chosen."""
        return Aim(existing(self.wall), self.rule, self.own_zone)


async def plannable(pen: Pen, post_id: int) -> Post:
    """Raises `Mistake(NOT_APPROVED | NOT_FOUND | NOT_ALLOWED)`, and leaves the question, when there is none to plan."""
    try:
        post = await pen.post(post_id)
    except Mistake:
        await _leave(pen, post_id)
        raise
    if post.state not in PLANNABLE:
        await _leave(pen, post_id)
        raise Mistake(Why.NOT_APPROVED, state=post.state)
    return post


async def _leave(pen: Pen, post_id: int) -> None:
    """The question about this post; one about another stays."""
    if (await pen.state.get_data()).get("post_id") == post_id:
        await pen.state.clear()


async def to_plan(pen: Pen, post_id: int) -> Post:
    """As `plannable`, and `Mistake(SUSPENDED)` at the first step: nobody chooses an hour for nothing."""
    post = await plannable(pen, post_id)
    require_active(await pen.partner_of(post), pen.speaker)
    return post


async def choice_of(pen: Pen, post: Post) -> Choice:
    """What stands in the conversation about this post."""
    data = await pen.state.get_data()
    if data.get("post_id") != post.id:
        return Choice(post)
    return Choice(
        post,
        day=data.get("day"),
        wall=wall_of(data["at"]) if data.get("at") else None,
        rule=rule_of(data["rule"]) if data.get("rule") else None,
        own_zone=bool(data.get("own")),
        moving=bool(data.get("moving")),
        asked=data.get("asked") or "",
        part=data.get("part") or "",
    )


async def ask(pen: Pen, choice: Choice) -> None:
    """From now on a typed text is about this choice."""
    await pen.state.set_state(Scheduling.open)
    await pen.state.set_data(
        {
            "post_id": choice.post.id,
            "day": choice.day,
            "at": f"{choice.wall:%Y%m%d%H%M}" if choice.wall else None,
            "rule": choice.rule.text if choice.rule else None,
            "own": choice.own_zone,
            "moving": choice.moving,
            "asked": choice.asked,
            "part": choice.part,
        }
    )


async def days(pen: Pen, post: Post, notice: Markup | None = None, *, moving: bool = False) -> Screen:
    """Begin anew, with the day."""
    choice = Choice(post, moving=moving)
    await ask(pen, choice)
    return days_screen(pen.words, await timing_of(pen, choice), notice)


async def as_seen(pen: Pen, post_id: int, seen: int) -> tuple[Plan | None, Screen | None]:
    """The plan that stands, and the choice anew when that is another one than was `seen`."""
    async with pen.store.read() as tx:
        plan = await tx.plans.of(post_id)
    if seen == seal(plan):
        return plan, None
    return plan, await days(pen, await plannable(pen, post_id), changed_line(pen.words))


async def timing_of(pen: Pen, choice: Choice) -> Timing:
    """How the post stands now."""
    async with pen.store.read() as tx:
        plan = await tx.plans.of(choice.post.id) if choice.post.state is PostState.SCHEDULED else None
        halted = await tx.programme.halted_at() is not None
        campaign = await tx.campaigns.get(choice.post.campaign_id) if choice.post.campaign_id else None
        partner = await tx.partners.get(choice.post.partner_id)
    suspended = partner.name(pen.words.form) if partner and partner.suspended_at else None
    zone, moving = pen.zone, choice.moving and plan is not None
    now, soon = local(pen.now, zone), local(next_minute(pen.now), zone)
    return Timing(choice.post, zone, now, soon, plan, halted, campaign, moving, suspended)


async def confirm(pen: Pen, choice: Choice, notice: Markup | None = None) -> Screen:
    """Is this what they mean? It is asked with everything that is known of it."""
    aim, repeat = choice.aim, None
    if aim.rule is None:
        check_moment(moment_of(aim.wall, pen.zone), pen.now)
    else:
        repeat = first_round(aim.rule, aim.wall, pen.zone, pen.now)
        aim = replace(aim, wall=repeat.round)
    await ask(pen, choice.at_wall(aim.wall))
    known = await outlook(pen, choice.post, aim, repeat)
    return confirm_screen(pen.words, await timing_of(pen, choice), aim, known, notice)


async def outlook(pen: Pen, post: Post, aim: Aim, repeat: Repeat | None) -> Outlook:
    """What is known of an aim; its rounds when it repeats."""
    moment = moment_near(aim.wall, pen.zone)
    async with pen.store.read() as tx:
        reach = await reach_of(tx, post, moment)
        foresight = await foresee(tx, post, aim, pen.zone, pen.now)
        partner = await tx.partners.get(post.partner_id)
        refused = await refused_that_month(tx, post, partner, pen.speaker, moment) if partner else None
    next_ones = [moment_near(wall, pen.zone) for wall in coming(repeat, SHOWN)] if repeat else ()
    return Outlook(reach, quiet_at_home(moment), foresight, next_ones, refused)


def quiet_at_home(moment: datetime) -> datetime | None:
    """The moment at the readers' home, when it falls into the hours that are quiet unless they chose others."""
    home = local(moment, HOME_ZONE)
    return home if Quiet().covers(home.time()) else None


async def save(pen: Pen, choice: Choice, aim: Aim) -> Screen:
    """Plan it, and say how it stands."""
    done = None
    if choice.moving:
        plan = await move(pen.store, pen.speaker, choice.post.id, aim.wall, pen.now)
        done = moved_line(pen.words, choice.post)
    else:
        plan = await schedule(pen.store, pen.speaker, choice.post.id, aim, pen.now)
    await pen.state.clear()
    return await planned(pen, choice.post, plan, done)


async def stands_already(pen: Pen, post: Post, aim: Aim) -> Screen | None:
    """That it is planned just so, for who presses twice."""
    async with pen.store.read() as tx:
        plan = await tx.plans.of(post.id) if post.state is PostState.SCHEDULED else None
    if plan is None or (plan.wall, plan.own_zone) != (aim.wall, aim.own_zone) or plan.zone != pen.zone:
        return None
    rule = plan.repeat.rule if plan.repeat else None
    return await planned(pen, post, plan) if rule == aim.rule else None


async def planned(pen: Pen, post: Post, plan: Plan, done: Markup | None = None) -> Screen:
    """It is planned, with what is known of it; what was `done` to it, when that is something else."""
    post = replace(post, state=PostState.SCHEDULED)
    async with pen.store.read() as tx:
        reach = await reach_of(tx, post, plan.moment)
    timing = await timing_of(pen, Choice(post))
    outlook = Outlook(reach, quiet_at_home(plan.moment), Foresight())
    return scheduled_screen(pen.words, timing, plan, outlook, done)
