"""Bars with their labels: a report at one look."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.languages import Form
from handlers.pictures.canvas import FAINT, INK, LINE, RED, Canvas
from handlers.pictures.fonts import font

WIDTH, MARGIN, NUMBER = 1080, 48, 170
LABELS = (300, 470)
"""How wide the labels are: as the longest asks for, within these."""
TITLE, HEAD, ROW, GAP = 40, 30, 46, 34


@dataclass(frozen=True, slots=True)
class Bar:
    """A label, the number in the reader's own writing, and how long the bar is, 0 to 1."""

    label: str
    told: str
    share: float
    colour: str = RED


@dataclass(frozen=True, slots=True)
class Section:
    """Bars under one heading."""

    title: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything on the picture; `lines` stand under the title."""

    title: str
    lines: Sequence[str]
    sections: Sequence[Section]


def draw_bars(chart: Chart, form: Form) -> bytes:
    """The picture as PNG."""
    rows = sum(len(section.bars) for section in chart.sections)
    heads = len(chart.sections) * (HEAD + 22 + GAP)
    canvas = Canvas(form, WIDTH, MARGIN * 2 + TITLE + 20 + len(chart.lines) * 42 + heads + rows * ROW)
    canvas.fitted((MARGIN, MARGIN - 8), chart.title, TITLE, WIDTH - 2 * MARGIN)
    y: float = MARGIN + TITLE + 20
    for line in chart.lines:
        canvas.fitted((MARGIN, y), line, 28, WIDTH - 2 * MARGIN, fill=FAINT)
        y += 42
    label = _label_width(chart, form)
    for section in chart.sections:
        y = _section(canvas, section, y + GAP, label)
    return canvas.png()


def _label_width(chart: Chart, form: Form) -> float:
    face = font(form, 26)
    longest = max((face.getlength(bar.label) for section in chart.sections for bar in section.bars), default=0)
    return min(max(longest + 24, LABELS[0]), LABELS[1])


def _section(canvas: Canvas, section: Section, y: float, label: float) -> float:
    """Where the next one begins."""
    canvas.text((MARGIN, y), section.title, HEAD, fill=INK)
    y += HEAD + 14
    canvas.rule((MARGIN, y, WIDTH - MARGIN, y))
    y += 8
    for bar in section.bars:
        _bar(canvas, bar, y, label)
        y += ROW
    return y


def _bar(canvas: Canvas, bar: Bar, y: float, label: float) -> None:
    left, right = MARGIN + label, WIDTH - MARGIN - NUMBER
    canvas.fitted((MARGIN, y + ROW / 2), bar.label, 26, label - 16, anchor="lm")
    canvas.box((left, y + 9, right, y + ROW - 9), LINE, radius=8)
    if bar.share > 0:
        canvas.box(
            (left, y + 9, left + max(8, (right - left) * min(1.0, bar.share)), y + ROW - 9), bar.colour, radius=8
        )
    canvas.text((WIDTH - MARGIN, y + ROW / 2), bar.told, 26, anchor="rm")
