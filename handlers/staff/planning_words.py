"""How often, what speaks against a moment, and whose hour has passed, in words; for communicators and admins alike."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time, timedelta

from markupsafe import Markup

from bot.actions.foresee import Foresight
from bot.almanac import Region, holiday
from bot.planner import Care, Caution
from bot.recurrence import Plan, local
from bot.repeating import LAST, Every, Rule
from bot.words import Words, marked
from handlers.showing.roughly import roughly

ENDS = (7, 14)
"""Days after which a pause may end, beside Monday."""
WORKDAYS = frozenset(range(5))
SATURDAY = 5
NTH: Mapping[int, str] = {
    1: marked("on the first {day} of every month"),
    2: marked("on the second {day} of every month"),
    3: marked("on the third {day} of every month"),
    4: marked("on the fourth {day} of every month"),
    LAST: marked("on the last {day} of every month"),
}
NTH_OF_WEEKEND: Mapping[int, str] = {
    1: marked("on the first {weekend_day} of every month"),
    2: marked("on the second {weekend_day} of every month"),
    3: marked("on the third {weekend_day} of every month"),
    4: marked("on the fourth {weekend_day} of every month"),
    LAST: marked("on the last {weekend_day} of every month"),
}
"""Sentences of their own: in Portuguese Saturday and Sunday are masculine, the other days feminine."""
REGIONS: Mapping[Region, str] = {
    Region.CN: marked("the mainland"),
    Region.HK: marked("Hong Kong"),
    Region.MO: marked("Macau"),
    Region.PT: marked("Portugal"),
}


def rule_words(words: Words, rule: Rule) -> Markup:
    """How often, and until when: “every Monday and Thursday, 12 times”."""
    often = _often(words, rule)
    if rule.count is not None:
        return words.plural("{often}, {n} time", "{often}, {n} times", rule.count, often=often)
    if rule.until is not None:
        return words.say("{often}, until {day}", often=often, day=words.day_as(rule.until, "yMMMMd"))
    return often


def _often(words: Words, rule: Rule) -> Markup:
    if rule.every is Every.DAY:
        every = words.say("every day")
        return every if rule.step == 1 else words.plural("every {n} day", "every {n} days", rule.step)
    if rule.every is Every.WEEK:
        return _weekly(words, rule)
    if rule.every is Every.YEAR:
        return words.say("every year on {day}", day=_day_of_year(words, rule))
    monthly = _monthly(words, rule)
    if rule.step == 1:
        return monthly
    return words.plural("{often}, every {n} month", "{often}, every {n} months", rule.step, often=monthly)


def _weekly(words: Words, rule: Rule) -> Markup:
    if rule.weekdays == WORKDAYS and rule.step == 1:
        return words.say("every day from Monday to Friday")
    days = words.list([words.weekday(day) for day in sorted(rule.weekdays)])
    if rule.step == 1:
        return words.say("every {days}", days=days)
    return words.plural("every {n} week on {days}", "every {n} weeks on {days}", rule.step, days=days)


def _monthly(words: Words, rule: Rule) -> Markup:
    if rule.nth is not None:
        day = min(rule.weekdays)
        if day >= SATURDAY:
            return words.say(NTH_OF_WEEKEND[rule.nth], weekend_day=words.weekday(day))
        return words.say(NTH[rule.nth], day=words.weekday(day))
    if rule.day == LAST:
        return words.say("on the last day of every month")
    return words.say("on day {day} of every month", day=rule.day)


def _day_of_year(words: Words, rule: Rule) -> str:
    try:
        day = date(2028, rule.month or 1, rule.day or 1)  # any leap year
    except ValueError:
        return f"{rule.day}/{rule.month}"
    return words.day_as(day, "MMMMd")


def short(words: Words, wall: datetime) -> str:
    """A day and time, short enough for a button."""
    return f"{words.short_day(wall.date())} {words.clock(wall)}"


def pause_ends(now: datetime) -> list[datetime]:
    """When a plan's pause may end, on a clock that shows `now`: as Monday begins, in one week, in two."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    days = sorted({7 - now.weekday(), *ENDS})
    return [midnight + timedelta(days=each) for each in days]


def pause_label(words: Words, wall: datetime) -> Markup:
    """Of a button that pauses until then, or until that day begins."""
    until = short(words, wall) if wall.time() != time() else words.short_day(wall.date())
    return words.say("⏸ Pause until {moment}", moment=until)


def paused_line(words: Words, wall: datetime) -> Markup:
    """That a pause ends then."""
    return words.say("⏸ Paused until {moment}. Then it goes on by itself.", moment=words.moment(wall))


def _outlasted(words: Words, wall: datetime) -> Markup:
    return words.say(
        "⏸ Paused until {moment}. Its time passes before then, so it has to be planned anew.", moment=words.moment(wall)
    )


def plan_lines(words: Words, plan: Plan) -> list[Markup]:
    """What else there is to a plan than its moment."""
    lines = []
    if plan.held_until is not None:
        end = local(plan.held_until, plan.zone)
        lines.append(_outlasted(words, end) if plan.outlasted else paused_line(words, end))
    elif plan.held_at is not None:
        lines.append(words.say("⏸ Paused: it doesn't go out until somebody resumes it."))
    if plan.repeat:
        lines.append(words.say("It repeats {often}.", often=rule_words(words, plan.repeat.rule)))
    if plan.own_zone:
        lines.append(
            words.say("It goes out at {clock} on each reader's own clock.", clock=words.clock(plan.wall.time()))
        )
    if plan.wave_id is not None:
        lines.append(words.say("Some time zones have it already; the others follow."))
    return lines


def foresight_lines(words: Words, foresight: Foresight, known: Collection[Care] = ()) -> list[Markup]:
    """What speaks against a moment, one line each; without what is known already."""
    cautions = [caution for caution in foresight.cautions if caution.care not in known]
    lines = [Markup("⚠ {}").format(_caution(words, caution)) for caution in cautions]
    if foresight.passed:
        places = words.list([words.zone(zone) for zone in sorted(foresight.passed)])
        lines.append(
            roughly(
                words,
                "That hour has passed today in {places}: {n} reader there gets it the day after.",
                "That hour has passed today in {places}: {n} readers there get it the day after.",
                sum(foresight.passed.values()),
                places=places,
            )
        )
    return lines


def _caution(words: Words, caution: Caution) -> Markup:
    if caution.care is Care.HOLIDAY and caution.region and caution.day:
        return _holiday(words, caution, caution.region, caution.day)
    if caution.care is Care.MADE_UP and caution.day:
        day = words.short_day(caution.day)
        return roughly(
            words,
            "{day} is a working day on the mainland, to make up for a holiday: {n} reader lives there.",
            "{day} is a working day on the mainland, to make up for a holiday: {n} readers live there.",
            caution.number,
            day=day,
        )
    return _CAUTIONS[caution.care](words, caution.number)


def _holiday(words: Words, caution: Caution, region: Region, day: date) -> Markup:
    return roughly(
        words,
        "A public holiday in {region} ({name}): {n} reader lives there.",
        "A public holiday in {region} ({name}): {n} readers live there.",
        caution.number,
        region=words.say(REGIONS[region]),
        name=holiday(region, day, words.form) or "",
    )


_CAUTIONS: Mapping[Care, Callable[[Words, int], Markup]] = {
    Care.QUIET: lambda words, n: roughly(
        words,
        "{n} reader has quiet hours then and gets it without a sound.",
        "{n} readers have quiet hours then and get it without a sound.",
        n,
    ),
    Care.OTHERS: lambda words, n: words.plural(
        "{n} post of another partner goes out within an hour of it.",
        "{n} posts of other partners go out within an hour of it.",
        n,
    ),
    Care.OWN: lambda words, n: words.plural(
        "{n} other post of yours goes out within an hour of it.",
        "{n} other posts of yours go out within an hour of it.",
        n,
    ),
    Care.FULL: lambda words, n: roughly(
        words,
        "{n} reader may have reached their limit of promotions for a day by then, and won't get it.",
        "{n} readers may have reached their limit of promotions for a day by then, and won't get it.",
        n,
    ),
}
