"""A day, a week or a month as a picture: what goes out when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.languages import Form
from handlers.pictures.canvas import AMBER, FAINT, GREEN, INK, LINE, RED, Canvas, broken

WIDTH, MARGIN, TITLE = 1260, 30, 36
HEAD, CHIP = 64, 92
COLUMN = (WIDTH - 2 * MARGIN) / 7
MOST = 9
"""Posts drawn for one day; how many more there are is said below them."""
CELL = 124


@dataclass(frozen=True, slots=True)
class Chip:
    """One post on a day: its hour, a word on what it is, and how it stands."""

    clock: str
    label: str
    gone: bool = False
    held: bool = False
    recalled: bool = False

    @property
    def colour(self) -> str:
        """Green has gone out, grey was recalled, amber waits, red comes."""
        if self.recalled:
            return FAINT
        return GREEN if self.gone else AMBER if self.held else RED


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title, the days in order with their labels, and what is on them. `faint` days are of another month."""

    title: str
    weekdays: Sequence[str]
    days: Mapping[date, str]
    chips: Mapping[date, Sequence[Chip]]
    today: date
    faint: frozenset[date] = frozenset()


def draw_week(sheet: Sheet, form: Form) -> bytes:
    """A column for each of its days: seven, or one."""
    width = (WIDTH - 2 * MARGIN) / len(sheet.days)
    most = max([len(chips) for chips in sheet.chips.values()] or [0])
    rows = min(most, MOST) + (most > MOST)
    canvas = Canvas(form, WIDTH, int(2 * MARGIN + TITLE + 24 + HEAD + max(2, rows) * (CHIP + 6)))
    canvas.fitted((MARGIN, MARGIN - 6), sheet.title, TITLE, WIDTH - 2 * MARGIN)
    for no, (day, label) in enumerate(sheet.days.items()):
        left, top = MARGIN + no * width, MARGIN + TITLE + 24
        if day == sheet.today:
            canvas.box((left, top, left + width - 6, top + HEAD - 8), LINE, radius=8)
        canvas.fitted((left + 10, top + (HEAD - 8) / 2), label, 22, width - 22, anchor="lm")
        _column(canvas, sheet.chips.get(day, ()), (left, top + HEAD), width)
    return canvas.png()


def _column(canvas: Canvas, chips: Sequence[Chip], at: tuple[float, float], width: float) -> None:
    left, top = at
    for chip in chips[:MOST]:
        canvas.box((left, top, left + width - 6, top + CHIP), chip.colour, radius=8)
        canvas.text((left + 10, top + 7), chip.clock, 20, fill="white")
        for no, line in enumerate(broken(chip.label, canvas.form, 19, width - 24)):
            canvas.text((left + 10, top + 33 + no * 27), line, 19, fill="white")
        top += CHIP + 6
    if len(chips) > MOST:
        canvas.text((left + 10, top + 6), f"+{len(chips) - MOST}", 22, fill=FAINT)


def draw_month(sheet: Sheet, form: Form) -> bytes:
    """Weeks below each other; how many go out on each day."""
    weeks = -(-len(sheet.days) // 7)
    canvas = Canvas(form, WIDTH, int(2 * MARGIN + TITLE + 70 + weeks * CELL))
    canvas.fitted((MARGIN, MARGIN - 6), sheet.title, TITLE, WIDTH - 2 * MARGIN)
    for no, name in enumerate(sheet.weekdays):
        canvas.text((MARGIN + no * COLUMN + COLUMN / 2, MARGIN + TITLE + 34), name, 22, fill=FAINT, anchor="mm")
    for no, day in enumerate(sheet.days):
        left, top = MARGIN + no % 7 * COLUMN, MARGIN + TITLE + 60 + no // 7 * CELL
        _cell(canvas, sheet, day, (left, top))
    return canvas.png()


def _cell(canvas: Canvas, sheet: Sheet, day: date, at: tuple[float, float]) -> None:
    left, top = at
    canvas.box((left, top, left + COLUMN - 6, top + CELL - 6), LINE if day == sheet.today else "#f7f2ea", radius=8)
    canvas.text((left + 10, top + 8), str(day.day), 22, fill=FAINT if day in sheet.faint else INK)
    colours = [chip.colour for chip in sheet.chips.get(day, ())]
    counts = [(colour, colours.count(colour)) for colour in (GREEN, RED, AMBER, FAINT)]
    x = left + 10
    for colour, number in counts:
        if number:
            canvas.box((x, top + 58, x + 44, top + 102), colour, radius=10)
            canvas.text((x + 22, top + 80), str(number), 22, fill="white", anchor="mm")
            x += 50
