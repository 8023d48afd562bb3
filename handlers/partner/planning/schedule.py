"""/schedule: when an approved post goes out; by buttons or as one writes it, on the author's own wall clock."""

from dataclasses import replace
from datetime import datetime, time

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.schedule import unschedule
from bot.content import Post
from bot.dayparts import hints_at_part, part_of
from bot.hearing.tasks import AT_ONCE, Task
from bot.mistakes import Mistake, Why
from bot.recurrence import Plan, check_moment, first_round, local, moment_near, moment_of, next_minute, wall_at
from bot.repeating import Rule
from handlers.partner.composing.confirm_screens import changed_line
from handlers.partner.how_screens import how_screen
from handlers.partner.lists.shelf_screens import STATES_OF
from handlers.partner.lists.shelves import SHELVES
from handlers.partner.pen import Pen, Scheduling
from handlers.partner.planning.choosing import (
    Choice,
    as_seen,
    ask,
    choice_of,
    confirm,
    days,
    plannable,
    save,
    stands_already,
    timing_of,
    to_plan,
)
from handlers.partner.planning.digits import DAY, HOUR, digits_of, wall_of
from handlers.partner.planning.of_the_plan import changed, ending_with, series_at
from handlers.partner.planning.often_screens import OFTEN_EXAMPLE, ends_screen, often_screen
from handlers.partner.planning.plan_presses import Do, OpenSchedule, TakeBack, When, seal
from handlers.partner.planning.reading_plan import Scope, bare, scoped
from handlers.partner.planning.reading_rule import read_end, read_rule, says_how_often
from handlers.partner.planning.schedule_screens import days_screen, hours_screen, minutes_screen, taken_back_screen
from handlers.partner.planning.steering_screens import steering_screen
from handlers.partner.planning.steering_words import goes_on, no_more
from handlers.partner.planning.which_screens import which_screen
from handlers.partner.presses import Pages, Shelf
from handlers.reading.ends import pause_end
from handlers.reading.moment import Reading, month_first, read_time
from handlers.reading.span import shift_of
from handlers.reading.spelling import simplified, time_shape
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, show
from handlers.staff.tasks import is_question, tasks_of
from handlers.turns.filters import ANSWER, BY_COMMUNICATOR
from handlers.turns.menus import COMMUNICATOR, for_tasks

_UNREAD = frozenset({Why.TIME_UNREADABLE, Why.RULE_UNREADABLE, Why.RULE_HALF_READ})

ABOUT_WHEN = frozenset({Task.SCHEDULE, Task.WHEN, Task.CALENDAR})


def router() -> Router:
    """Choosing a moment."""
    scheduling = Router(name="partner.schedule")
    scheduling.message.register(open_list, Command("schedule", ignore_case=True))
    scheduling.callback_query.register(open_days, OpenSchedule.filter())
    scheduling.callback_query.register(choose, When.filter())
    scheduling.callback_query.register(take_back, TakeBack.filter())
    scheduling.message.register(typed, Scheduling.open, ANSWER, BY_COMMUNICATOR)
    return scheduling


async def open_list(message: Message, command: CommandObject, pen: Pen) -> None:
    """/schedule; with one post to schedule there is nothing to choose."""
    await pen.state.clear()
    async with pen.store.read() as tx:
        found = await tx.posts.page(list(pen.speaker.partner_ids), STATES_OF[Shelf.SCHEDULE], 0, 1)
    if found.total == 1:
        await show(message, await days(pen, found.items[0]))
    else:
        await SHELVES.search(message, pen, Pages(shelf=Shelf.SCHEDULE), command.args or "")


async def open_days(query: CallbackQuery, callback_data: OpenSchedule, pen: Pen) -> None:
    """Asks for the day."""
    await show(query, await days(pen, await plannable(pen, callback_data.post_id)))


async def choose(query: CallbackQuery, callback_data: When, pen: Pen) -> None:
    """A day, an hour, a minute, or yes."""
    post, at = await to_plan(pen, callback_data.post_id), callback_data.at
    if at == "now":
        soon = wall_at(next_minute(pen.now), pen.zone)
        await show(query, await _agreed(pen, post, soon, callback_data))
    elif callback_data.sure:
        await show(query, await _agreed(pen, post, wall_of(at), callback_data))
    else:
        await show(query, await _step(pen, await choice_of(pen, post), at))


async def _agreed(pen: Pen, post: Post, wall: datetime, when: When) -> Screen:
    """They said yes to this moment: planned, unless another plan stands by now than the one they saw."""
    choice = Choice(post).at_wall(wall)
    if when.seen == seal((await timing_of(pen, choice)).plan):
        return await save(pen, choice, choice.aim)
    same, told = await stands_already(pen, post, choice.aim), changed_line(pen.words)
    if same is not None:
        return same
    return await confirm(pen, choice, told) if when.sure else await days(pen, post, told)


async def _step(pen: Pen, choice: Choice, at: str) -> Screen:
    """The screen after so many digits."""
    wall = wall_of(at)
    timing = await timing_of(pen, choice)
    if len(at) == DAY:
        await ask(pen, choice.on(at))
        return hours_screen(pen.words, timing, wall.date())
    if len(at) == HOUR:
        return minutes_screen(pen.words, timing, wall.date(), wall.hour)
    return await confirm(pen, choice.at_wall(wall))


async def typed(message: Message, pen: Pen) -> None:
    """A day and time, or how often, in the author's own words; what cannot be is said, and the question stays."""
    data = await pen.state.get_data()
    choice = await choice_of(pen, await to_plan(pen, int(data["post_id"])))
    await show(message, await answered(message.text or "", pen, choice))


async def answered(text: str, pen: Pen, choice: Choice) -> Screen:
    """What follows from these words about this choice; what cannot be is said, and the question stays."""
    try:
        return await _answer(text, pen, choice)
    except Mistake as mistake:
        if mistake.why in _UNREAD and (steering := await _steering(text, pen, choice)):
            return steering
        told = in_words(_with_example(_of_the_question(mistake, choice), pen), pen.words)
        if mistake.why in _UNREAD:
            told = _help(text, pen) or told
        return await _asked_again(pen, choice, told, _meant(mistake))


async def _steering(text: str, pen: Pen, choice: Choice) -> Screen | None:
    """What can be done to the plan, for who says that it shall not go out: nothing is done before a press."""
    said = no_more(text, pen.wall, month_first=month_first(pen.words))
    end = None if is_question(text) else pause_end(text, pen.wall, pen.words, at=time())
    timing = await timing_of(pen, choice) if said or end or goes_on(text) else None
    if timing is None or timing.plan is None or not (said or timing.plan.held_at):
        return None
    until = local(moment_near(end, pen.zone), pen.zone) if end else None
    return steering_screen(pen.words, timing, timing.plan, said.day if said else None, until)


def _help(text: str, pen: Pen) -> Markup | None:
    """What answers a sentence that surely is about something else of their work than when."""
    found = tasks_of(text, pen.speaker)
    about = ABOUT_WHEN - {Task.CALENDAR} if is_question(text) else ABOUT_WHEN
    tasks = tuple(task for task in found.tasks[:AT_ONCE] if task not in about)
    return how_screen(pen.words, tasks, for_tasks(COMMUNICATOR, tasks)).text if found.sure and tasks else None


def _of_the_question(mistake: Mistake, choice: Choice) -> Mistake:
    """Who is asked how often is told how to write that; an end that may be two days is named."""
    if mistake.why is Why.WHICH_MOMENT and "end" in mistake.facts:
        return Mistake(Why.RULE_HALF_READ, rest=mistake.facts["end"])
    unread = mistake.why is Why.TIME_UNREADABLE and choice.asked == Do.OFTEN
    return Mistake(Why.RULE_UNREADABLE) if unread else mistake


def _meant(mistake: Mistake) -> tuple[str, ...]:
    """Which moments it may be, in digits, where a date stands beside another day of the week than its own."""
    meant = mistake.facts.get("meant")
    return tuple(digits_of(each) for each in meant) if isinstance(meant, tuple) else ()


async def _asked_again(pen: Pen, choice: Choice, told: Markup, meant: tuple[str, ...]) -> Screen:
    """The question that was not answered, with the reason: until when, how often, at what hour, or else when."""
    timing = await timing_of(pen, choice)
    if choice.asked == Do.ENDS and choice.rule is not None:
        return ends_screen(pen.words, timing, choice.aim, told)
    if choice.asked == Do.OFTEN and choice.wall is not None:
        return often_screen(pen.words, timing, choice.wall, told)
    if choice.day and choice.wall is None and not meant:
        return hours_screen(pen.words, timing, wall_of(choice.day).date(), told, choice.part)
    return days_screen(pen.words, timing, told, meant)


async def _answer(text: str, pen: Pen, choice: Choice) -> Screen:
    """As it was written, or else without the words around the moment: 聽日九點發 is 聽日九點, and for which rounds."""
    try:
        return await _read_answer(text, pen, choice)
    except Mistake as mistake:
        scope, rest = scoped(text)
        if mistake.why not in _UNREAD or bare(rest) == text:
            raise
        plan = await _standing(pen, choice)
        if plan and plan.repeat and scope is Scope.ONE:
            choice = replace(choice, moving=True)
        return await _read_answer(bare(rest), pen, choice, all_of_them=scope is Scope.ALL)


async def _read_answer(text: str, pen: Pen, choice: Choice, *, all_of_them: bool = False) -> Screen:
    if shifted := await _shifted(text, pen, choice, all_of_them=all_of_them):
        return shifted
    rule = _rule(text, pen, choice)
    if rule is not None:
        return await confirm(pen, choice.with_rule(rule))
    if says_how_often(text):
        return await _answer_rule(text, pen, choice)
    reading, part, plan = _read(text, pen, choice), part_of(time_shape(text)), await _standing(pen, choice)
    if plan and not (reading.clock is None and part) and (other := changed(choice, plan, reading, pen.wall)):
        return await confirm(pen, other)
    if reading.wall is not None:
        return await _at_wall(pen, choice, reading.wall, plan if all_of_them else None)
    if reading.day < pen.wall.date():
        raise Mistake(Why.TIME_PAST)
    await ask(pen, choice.on(f"{reading.day:%Y%m%d}", part))
    return hours_screen(pen.words, await timing_of(pen, choice), reading.day, part=part)


async def _shifted(text: str, pen: Pen, choice: Choice, *, all_of_them: bool) -> Screen | None:
    """So much earlier or later than what is chosen, or else planned; none when no such thing is said."""
    shift, plan = shift_of(simplified(text)), await _standing(pen, choice)
    stands = choice.wall or (plan.wall if plan else None)
    if shift is None or stands is None:
        return None
    return await _at_wall(pen, choice, stands + shift, plan if all_of_them else None)


async def _at_wall(pen: Pen, choice: Choice, wall: datetime, goes_on: Plan | None) -> Screen:
    """A day and an hour; of a series it is asked for which rounds, unless it `goes_on` from there."""
    if goes_on and (series := series_at(goes_on, wall)):
        return await confirm(pen, replace(choice.at_wall(wall), own_zone=goes_on.own_zone).with_rule(series))
    if question := await _which(pen, choice, wall):
        return question
    return await confirm(pen, choice.at_wall(wall).with_rule(choice.rule if _begins(pen, choice, wall) else None))


async def _which(pen: Pen, choice: Choice, wall: datetime) -> Screen | None:
    """Of a series: whether one round is meant, all of them, or another plan; none where there is nothing to ask."""
    timing = await timing_of(pen, choice)
    plan = timing.plan
    if plan is None or plan.repeat is None or plan.zone != pen.zone or choice.moving or choice.rule is not None:
        return None
    check_moment(moment_of(wall, pen.zone), pen.now)
    await ask(pen, choice.at_wall(wall))
    return which_screen(pen.words, timing, plan, wall, all_of_them=series_at(plan, wall) is not None)


async def _standing(pen: Pen, choice: Choice) -> Plan | None:
    """The plan that what is said may be about: while nothing was chosen in its place, and on the writer's own clock."""
    plan = (await timing_of(pen, choice)).plan if choice.wall is None and not choice.day else None
    return plan if plan and plan.zone == pen.zone else None


def _begins(pen: Pen, choice: Choice, wall: datetime) -> bool:
    """Whether the rule that stands has a round on this day: any other day that is written is meant by itself."""
    if choice.rule is None:
        return False
    try:
        return first_round(choice.rule, wall, pen.zone, pen.now).round.date() == wall.date()
    except Mistake:
        return False


def _rule(text: str, pen: Pen, choice: Choice) -> Rule | None:
    """The rule that stands, with the end that was written."""
    if choice.rule is None:
        return None
    first = month_first(pen.words)
    return read_end(text, choice.rule, pen.wall, month_first=first, asked=choice.asked == Do.ENDS, begins=choice.wall)


async def _answer_rule(text: str, pen: Pen, choice: Choice) -> Screen:
    """How often, counted from the moment chosen before, or from now at the hour that was written or is planned."""
    plan = await _standing(pen, choice)
    reading = read_rule(text, pen.wall, month_first=month_first(pen.words), begins=_chosen(choice))
    stands = choice.wall or (plan.wall if plan else None)
    if reading.clock is None and (stands is None or reading.part):
        raise Mistake(Why.RULE_UNREADABLE)
    begins = choice.wall or (datetime.combine(pen.wall.date(), stands.time()) if stands else pen.wall)
    # A rule in place of another begins anew: the first round of that one is nothing that they chose.
    day = pen.wall.date() if choice.rule else begins.date()
    begins = datetime.combine(day, reading.clock if reading.clock is not None else begins.time())
    rule = ending_with(reading.beginning(begins, pen.wall), plan)
    return await confirm(pen, choice.at_wall(begins).with_rule(rule))


def _chosen(choice: Choice) -> datetime | None:
    """The moment that was chosen, or the day alone."""
    return choice.wall or (wall_of(choice.day) if choice.day else None)


def _with_example(mistake: Mistake, pen: Pen) -> Mistake:
    if mistake.why not in {Why.RULE_UNREADABLE, Why.RULE_HALF_READ}:
        return mistake
    return Mistake(mistake.why, **mistake.facts, example=pen.words.say(OFTEN_EXAMPLE))


def _read(text: str, pen: Pen, choice: Choice) -> Reading:
    """What was written; a time alone is of the day that was chosen before, if one was, and of the part of it."""
    day = wall_of(choice.day).date() if choice.day else None

    def read(said: str) -> Reading:
        return read_time(said, pen.wall, month_first=month_first(pen.words), asks_at_night=True, on=day)

    if choice.part and not hints_at_part(time_shape(text)):
        try:
            reading = read(f"{text} {choice.part}")
        except Mistake as mistake:
            if mistake.why is Why.WHICH_MOMENT:
                raise
        else:
            if reading.timed_only:
                return reading
    return read(text)  # three in the afternoon, but not 20:00


async def take_back(query: CallbackQuery, callback_data: TakeBack, pen: Pen) -> None:
    """Do not send it after all; not another plan than the one that was shown."""
    post_id = callback_data.post_id
    _, changed = await as_seen(pen, post_id, callback_data.seen)
    if changed is not None:
        await show(query, changed)
        return
    post = await unschedule(pen.store, pen.speaker, post_id, pen.now)
    await pen.state.clear()
    await show(query, taken_back_screen(pen.words, post))
