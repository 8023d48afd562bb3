"""The calendar in words, and what its picture shows: a day or a week with its posts, a month with how many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.actions.agenda import Entry
from bot.actions.standstill import halted_line
from bot.almanac import Region, holiday, is_made_up
from bot.content import CAPTION_LIMIT
from bot.recurrence import local
from bot.texts import units, visible
from bot.transport import Button, Rows
from bot.words import Words
from handlers.pictures.calendar import Chip, Sheet
from handlers.reading.page import View
from handlers.reporting.reports_screens import no_picture_line
from handlers.showing.mistakes import FATES
from handlers.showing.screen import Screen
from handlers.staff.planning_words import REGIONS, plan_lines

MOST_DOORS = 20
"""Posts of one day that have a button."""
BACK = "←"
"""What was recalled, on a picture: its font has no ↩."""
DAY, WEEK = timedelta(days=1), timedelta(days=7)


class CalendarPage(CallbackData, prefix="cal"):
    """The calendar around a day, yyyymmdd."""

    view: View
    day: str


@dataclass(frozen=True, slots=True)
class Diary:
    """What the calendar shows. `day` lies in the week or month; `names` and `titles` by partner's and post's id."""

    view: View
    day: date
    today: date
    zone: str
    entries: Sequence[Entry]
    names: Mapping[int, str]
    titles: Mapping[int, str]
    everybody: bool = False
    """An admin's: every partner's posts."""
    own: frozenset[int] = frozenset()
    """Partners that they write for: their posts are opened as their author opens them."""
    named: bool = False
    """The day itself was asked for: it is marked in its week."""
    halted: bool = False
    """Nothing goes out for now."""

    @property
    def first(self) -> date:
        """The first day that is shown: the day itself, or a Monday."""
        if self.view is View.DAY:
            return self.day
        begin = self.day if self.view is View.WEEK else self.day.replace(day=1)
        return begin - timedelta(days=begin.weekday())

    @property
    def days(self) -> list[date]:
        """All days that are shown: one, or whole weeks."""
        if self.view is View.DAY:
            return [self.day]
        if self.view is View.WEEK:
            return [self.first + timedelta(days=n) for n in range(7)]
        after = (self.day.replace(day=28) + timedelta(days=4)).replace(day=1)
        number = (after - self.first).days
        return [self.first + timedelta(days=n) for n in range(-(-number // 7) * 7)]

    def on(self, day: date) -> list[Entry]:
        """What there is on a day of this zone."""
        return [entry for entry in self.entries if local(entry.moment, self.zone).date() == day]


def calendar_screen(words: Words, diary: Diary, *, drawn: bool) -> Screen:
    """The text, short enough to stand under the picture. `drawn`: it stands there."""
    lines = [Markup("<b>{}</b>").format(title_of(words, diary))]
    lines.append(words.say("All times are {place} time.", place=words.zone(diary.zone)))
    lines += _holidays(words, diary.day) if diary.view is View.DAY else []
    lines += [_marked(words, diary)] if diary.named else []
    lines += [halted_line(words)] if diary.halted and diary.days[-1] >= diary.today else []
    if any(entry.suspended for entry in diary.entries):
        lines.append(words.say("⏸ What a suspended partner has planned doesn't go out."))
    body = _days(words, diary)
    if not body:
        body = [_nothing(words, diary)]
    tail = [] if drawn else [Markup(""), no_picture_line(words)]
    return Screen(_fitting(words, lines, body, tail), _rows(words, diary))


def _marked(words: Words, diary: Diary) -> Markup:
    """What there is on the day that was asked for."""
    entries, name = diary.on(diary.day), words.day(diary.day, begins=True)
    told = _counted(words, diary.day, entries) if entries else words.say("{day}: nothing goes out", day=name)
    return Markup("▸ {}").format(told)


def _nothing(words: Words, diary: Diary) -> Markup:
    said = {
        View.DAY: words.say("Nothing goes out on this day."),
        View.WEEK: words.say("Nothing goes out this week."),
        View.MONTH: words.say("Nothing goes out this month."),
    }
    return said[diary.view]


def _fitting(words: Words, head: list[Markup], body: list[Markup], tail: list[Markup]) -> Markup:
    kept = len(body)
    while True:
        more = [words.plural("… and {n} more", "… and {n} more", len(body) - kept)] if kept < len(body) else []
        text = Markup("\n").join([*head, Markup(""), *body[:kept], *more, *tail])
        if units(visible(str(text))) <= CAPTION_LIMIT or not kept:
            return text
        kept -= 1


def title_of(words: Words, diary: Diary) -> str:
    """The day, the week or the month."""
    if diary.view is View.DAY:
        return words.day(diary.day, begins=True)
    if diary.view is View.MONTH:
        return words.day_as(diary.day, "yMMMM")
    return words.span(diary.days[0], diary.days[-1])


def _days(words: Words, diary: Diary) -> list[Markup]:
    if diary.view is View.MONTH:
        month = [day for day in diary.days if day.month == diary.day.month]
        return [_counted(words, day, entries) for day in month if (entries := diary.on(day))]
    if diary.view is View.DAY:
        return [line for entry in diary.on(diary.day) for line in _in_full(words, diary, entry)]
    lines: list[Markup] = []
    for day in diary.days:
        lines += [_entry(words, diary, day, entry, first=no == 0) for no, entry in enumerate(diary.on(day))]
    return lines


def _counted(words: Words, day: date, entries: Sequence[Entry]) -> Markup:
    """How many posts a day has; those that were recalled by themselves."""
    recalled = sum(entry.recalled for entry in entries)
    n, back = len(entries) - recalled, Markup("↩ {}").format(words.number(recalled))
    if not n:
        return Markup("{} {}").format(words.short_day(day), back)
    line = words.plural("{day}: {n} post", "{day}: {n} posts", n, day=words.short_day(day))
    return Markup("{} · {}").format(line, back) if recalled else line


def _in_full(words: Words, diary: Diary, entry: Entry) -> list[Markup]:
    """A post of the day, and how it comes."""
    what = [] if entry.plan is None else plan_lines(words, entry.plan)
    return [_line(words, diary, entry), *(Markup("<i>{}</i>").format(line) for line in what)]


def _holidays(words: Words, day: date) -> list[Markup]:
    """Which of the four calendars have a holiday, or a weekend that is worked."""
    named = [(region, holiday(region, day, words.form)) for region in Region]
    told = [
        words.say("Public holiday in {region}: {name}", region=words.say(REGIONS[region]), name=name)
        for region, name in named
        if name
    ]
    if is_made_up(Region.CN, day):
        told.append(words.say("A working day on the mainland, made up for a holiday."))
    return told


def _entry(words: Words, diary: Diary, day: date, entry: Entry, *, first: bool) -> Markup:
    line = _line(words, diary, entry)
    return Markup("<b>{}</b>\n{}").format(words.short_day(day), line) if first else line


def _line(words: Words, diary: Diary, entry: Entry) -> Markup:
    clock = words.clock(local(entry.moment, diary.zone))
    label = Markup.escape(_label(diary, entry, " · "))
    if entry.fate:
        label = words.say("{post} ({state})", post=label, state=words.say(FATES[entry.fate]))
    elif entry.suspended:
        label = words.say("{post} (partner suspended)", post=label)
    return Markup("{} {} {}").format(mark_of(entry), clock, label)


def mark_of(entry: Entry) -> str:
    """How it stands: gone out, recalled, waits, comes again, comes once."""
    if entry.recalled:
        return "↩"
    if entry.plan is None:
        return "✓"
    if entry.held:
        return "⏸"
    return "🔁" if entry.plan.repeat else "•"


def _label(diary: Diary, entry: Entry, between: str) -> str:
    parts = [diary.names.get(entry.partner_id, "")] if diary.everybody else []
    return between.join([*parts, diary.titles.get(entry.post_id, "…")])


def sheet_of(words: Words, diary: Diary) -> Sheet:
    """What the picture shows."""
    names = [words.weekday(day, short=True) for day in range(7)]
    chips = {
        day: [
            Chip(
                words.clock(local(entry.moment, diary.zone)),
                f"{BACK} {_label(diary, entry, ' ')}" if entry.recalled else _label(diary, entry, " "),
                entry.plan is None,
                entry.held,
                entry.recalled,
            )
            for entry in diary.on(day)
        ]
        for day in diary.days
    }
    faint = frozenset(day for day in diary.days if day.month != diary.day.month) if diary.view is View.MONTH else ()
    days = {day: f"{day.day} · {names[day.weekday()]}" for day in diary.days}
    title = title_of(words, diary)
    return Sheet(title, names, days, chips, diary.today, frozenset(faint))


def _rows(words: Words, diary: Diary) -> Rows:
    before, after = _neighbours(diary)
    labels = {View.DAY: words.bare("Day"), View.WEEK: words.bare("Week"), View.MONTH: words.bare("Month")}
    others = [(view, label) for view, label in labels.items() if view is not diary.view]
    each = diary.days if diary.view is View.WEEK else []
    return (
        *_doors(words, diary),
        tuple(Button(_day_label(diary, day), data=_page(View.DAY, day)) for day in each),
        (
            Button("‹", data=_page(diary.view, before)),
            Button(words.bare("Today"), data=_page(diary.view, diary.today)),
            Button("›", data=_page(diary.view, after)),
        ),
        tuple(Button(label, data=_page(view, diary.day)) for view, label in others),
    )


def _day_label(diary: Diary, day: date) -> str:
    return f"▸{day.day}" if diary.named and day == diary.day else str(day.day)


def _doors(words: Words, diary: Diary) -> list[tuple[Button, ...]]:
    """Of a day: a button that opens each of its posts."""
    if diary.view is not View.DAY:
        return []
    entries = diary.on(diary.day)[:MOST_DOORS]
    return [(Button(_door_label(words, diary, entry), data=_door(diary, entry)),) for entry in entries]


def _door_label(words: Words, diary: Diary, entry: Entry) -> str:
    clock = words.clock(local(entry.moment, diary.zone))
    return f"{mark_of(entry)} {clock} {diary.titles.get(entry.post_id, '…')}"


def _door(diary: Diary, entry: Entry) -> str:
    """The rooms where a post is looked at, which this place does not know: its author's, an admin's, its numbers'."""
    if entry.partner_id in diary.own:
        return f"post:{entry.post_id}"
    if entry.plan:
        return f"m_out:{entry.post_id}"
    return f"sending:{entry.sending}" if entry.sending else f"review:{entry.post_id}"


def _neighbours(diary: Diary) -> tuple[date, date]:
    if diary.view is not View.MONTH:
        step = WEEK if diary.view is View.WEEK else DAY
        return diary.day - step, diary.day + step
    first = diary.day.replace(day=1)
    return first - timedelta(days=1), first + timedelta(days=32)


def _page(view: View, day: date) -> str:
    return CalendarPage(view=view, day=f"{day:%Y%m%d}").pack()
