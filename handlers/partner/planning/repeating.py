"""How often a post goes out, and on whose clock; and what can be done to a plan: pause, leave out, move."""

from dataclasses import replace
from datetime import UTC, datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.actions.schedule import go_on, hold, leave_out
from bot.mistakes import Mistake, Why
from bot.recurrence import passed_over
from bot.repeating import Every, Rule, suggestions
from handlers.partner.composing.confirm_screens import changed_line
from handlers.partner.pen import Pen
from handlers.partner.planning.choosing import (
    Choice,
    as_seen,
    ask,
    choice_of,
    confirm,
    days,
    plannable,
    planned,
    save,
    timing_of,
    to_plan,
)
from handlers.partner.planning.of_the_plan import series_at
from handlers.partner.planning.often_screens import ends_screen, often_screen, weekdays_screen
from handlers.partner.planning.plan_presses import Do, HoldUntil, Shape, Steer, SteerPlan, seal
from handlers.partner.planning.schedule_screens import taken_back_screen
from handlers.partner.planning.steering_screens import left_out_line, passed_line
from handlers.showing.screen import Screen, show

_BITS = range(7)


def router() -> Router:
    """The buttons under a chosen moment and under a plan."""
    repeating = Router(name="partner.repeating")
    repeating.callback_query.register(change, Shape.filter())
    repeating.callback_query.register(begin_move, SteerPlan.filter(F.do == Steer.MOVE))
    repeating.callback_query.register(steer, SteerPlan.filter())
    repeating.callback_query.register(hold_until, HoldUntil.filter())
    return repeating


async def change(query: CallbackQuery, callback_data: Shape, pen: Pen) -> None:
    """One change; a choice that is no longer open begins anew."""
    choice = await choice_of(pen, await to_plan(pen, callback_data.post_id))
    if choice.wall is None:
        await show(query, await days(pen, choice.post))
    else:
        await show(query, await _changed(pen, choice, callback_data))


async def _changed(pen: Pen, choice: Choice, shape: Shape) -> Screen:
    if shape.do is Do.SAVE:
        stale = shape.n != seal((await timing_of(pen, choice)).plan, choice.aim)
        return await confirm(pen, choice, changed_line(pen.words)) if stale else await save(pen, choice, choice.aim)
    if shape.do in {Do.OFTEN, Do.DAYS, Do.ENDS}:
        await ask(pen, replace(choice, asked=Do.ENDS if shape.do is Do.ENDS else Do.OFTEN))
        return await _question(pen, choice, shape)
    if shape.do is Do.SERIES:
        return await _whole_series(pen, choice)
    return await confirm(pen, _with(choice, shape))


async def _whole_series(pen: Pen, choice: Choice) -> Screen:
    """From the chosen moment on; begun anew where the series is another one by now."""
    plan = (await timing_of(pen, choice)).plan
    rule = series_at(plan, choice.aim.wall) if plan else None
    if plan is None or rule is None:
        return await days(pen, choice.post, changed_line(pen.words))
    return await confirm(pen, replace(choice, own_zone=plan.own_zone).with_rule(rule))


async def _question(pen: Pen, choice: Choice, shape: Shape) -> Screen:
    timing, aim = await timing_of(pen, choice), choice.aim
    if shape.do is Do.OFTEN:
        return often_screen(pen.words, timing, aim.wall)
    if shape.do is Do.DAYS:
        return weekdays_screen(pen.words, timing, shape.n)
    return ends_screen(pen.words, timing, aim)


def _with(choice: Choice, shape: Shape) -> Choice:
    """The choice after an answer. Raises `Mistake(NOT_FOUND)` for a button that nobody was given."""
    if shape.do is Do.OWN:
        return replace(choice, own_zone=bool(shape.n))
    if shape.do is Do.ONCE:
        return choice.with_rule(None)
    if shape.do is Do.THIS:
        return replace(choice.with_rule(None), moving=True)
    if shape.do is Do.TIMES and choice.rule is not None:
        return choice.with_rule(replace(choice.rule, count=shape.n or None, until=None))
    weekdays = frozenset(day for day in _BITS if shape.n >> day & 1)
    if shape.do is Do.WEEKLY and weekdays:
        return choice.with_rule(Rule(Every.WEEK, weekdays=weekdays))
    rules = suggestions(choice.aim.wall)
    if shape.do is Do.RULE and shape.n < len(rules):
        return choice.with_rule(rules[shape.n])
    raise Mistake(Why.NOT_FOUND)


async def begin_move(query: CallbackQuery, callback_data: SteerPlan, pen: Pen) -> None:
    """Another time for this round only; it begins with the day."""
    await show(query, await days(pen, await plannable(pen, callback_data.post_id), moving=True))


async def hold_until(query: CallbackQuery, callback_data: HoldUntil, pen: Pen) -> None:
    """Pause it until then; a pause that stands ends then."""
    until = datetime.fromtimestamp(callback_data.until, UTC)
    await hold(pen.store, pen.speaker, callback_data.post_id, pen.now, until)
    await show(query, await days(pen, await pen.post(callback_data.post_id)))


async def steer(query: CallbackQuery, callback_data: SteerPlan, pen: Pen) -> None:
    """Pause it, let it go on, or leave this round out."""
    post_id = callback_data.post_id
    if callback_data.do is Steer.LEAVE_OUT:
        await show(query, await _left_out(pen, post_id, callback_data.seen))
        return
    if callback_data.do is Steer.HOLD:
        await hold(pen.store, pen.speaker, post_id, pen.now)
        await show(query, await days(pen, await pen.post(post_id)))
    else:
        await show(query, await _gone_on(pen, post_id))


async def _gone_on(pen: Pen, post_id: int) -> Screen:
    """It goes out again; what passed while it was paused is said, since nobody was told."""
    async with pen.store.read() as tx:
        before = await tx.plans.of(post_id)
    plan = await go_on(pen.store, pen.speaker, post_id, pen.now)
    passed = passed_over(before, plan) if before else []
    return await days(pen, await pen.post(post_id), passed_line(pen.words, passed) if passed else None)


async def _left_out(pen: Pen, post_id: int, seen: int) -> Screen:
    """Without this round; which it was is said. Not another round than the one that was shown."""
    before, changed = await as_seen(pen, post_id, seen)
    if changed is not None:
        return changed
    plan = await leave_out(pen.store, pen.speaker, post_id, pen.now)
    await pen.state.clear()
    post = await pen.post(post_id)
    if plan is None or before is None:
        return taken_back_screen(pen.words, post)
    return await planned(pen, post, plan, left_out_line(pen.words, post, before, pen.zone))
