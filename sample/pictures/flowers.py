"""Kapok flowers: the open face, the cup seen from the side, the bud; and the bot's own picture."""

from __future__ import annotations

import math

from brush import Canvas, Point, bezier, mix, seeded, smooth, turned

EDGE, BODY, WARM = "#a8141f", "#d92b22", "#f4633a"
CUP = ((-60, 0.34, 0.98), (60, 0.34, 0.98), (27, 0.38, 0.94), (-27, 0.38, 0.94), (0, 0.4, 0.72))  # lean, width, length


def petal(width: float = 0.5) -> list[Point]:
    """One petal pointing right, one unit long, thick and a little pointed."""
    upper = bezier((0.06, -0.08), (0.26, -width * 0.55), (0.55, -width * 1.02), (0.82, -width * 0.72))
    upper += bezier((0.82, -width * 0.72), (0.93, -width * 0.55), (0.99, -width * 0.26), (1.0, 0), 12)[1:]
    return upper + [(x, -y) for x, y in reversed(upper)]


def squash(points: list[Point], at: Point, tilt: float) -> list[Point]:
    """Seen from a little below: heights shrink by `tilt`."""
    return [(x, at[1] + (y - at[1]) * tilt) for x, y in points]


def face(canvas: Canvas, at: Point, size: float, turn: float = 0.0, tilt: float = 1.0) -> None:
    """An open kapok flower looking at us; `size` is the length of a petal."""
    for i in (0, 2, 4, 1, 3):
        angle = turn + i * 72 - 90
        canvas.shape(squash(turned(petal(0.53), at, angle, size * 1.03), at, tilt), mix(EDGE, "#5c0a14", 0.35))
        for step in range(26):
            share = step / 25
            colour = mix(EDGE, BODY, min(share * 2.2, 1)) if share < 0.45 else mix(BODY, WARM, (share - 0.45) / 0.55)
            inner = [(x * (1 - share * 0.3) + 0.05 * share, y * (1 - share * 0.82)) for x, y in petal(0.5)]
            canvas.shape(squash(turned(inner, at, angle, size), at, tilt), colour)
        for bend in (-0.2, -0.07, 0.07, 0.2):
            vein = bezier((0.3, bend * 0.5), (0.5, bend), (0.7, bend * 1.25), (0.9, bend * 0.9), 10)
            canvas.line(squash(turned(vein, at, angle, size), at, tilt), size * 0.007, "#a8141f66")
    heart(canvas, at, size, turn, tilt)


def heart(canvas: Canvas, at: Point, size: float, turn: float, tilt: float) -> None:
    """The stamens: five bundles outside, a ring inside, a pistil."""
    dice = seeded(7)
    canvas.shape(squash(turned(circle(0.2), at, 0, size), at, tilt), "#8c0f1c")
    for ring, (reach, spread) in enumerate(((0.5, 30.0), (0.34, 33.0))):
        for bundle in range(5):
            for k in range(9):
                angle = turn + bundle * 72 - 90 + ring * 36 + (k - 4) / 4 * spread + dice.uniform(-2, 2)
                far = reach * dice.uniform(0.84, 1.06)
                stem = bezier((0.03, 0), (far * 0.4, 0.02), (far * 0.8, 0.02), (far, 0), 6)
                placed = squash(turned(stem, at, angle, size), at, tilt)
                canvas.line(placed, size * 0.014, "#ffd9a8" if ring == 0 else "#ffe9c9")
                canvas.oval(placed[-1], size * 0.026, size * 0.019, "#4a1420", angle + 90)
    for i in range(5):
        canvas.shape(squash(turned(petal(0.5), at, turn + i * 72 - 54, size * 0.1), at, tilt), "#ffe3c2")
    canvas.oval(at, size * 0.03, size * 0.03 * tilt, "#f2a65a")


def circle(radius: float) -> list[Point]:
    """A round outline about the origin."""
    return [(radius * math.cos(i * math.pi / 24), radius * math.sin(i * math.pi / 24)) for i in range(48)]


def cup(canvas: Canvas, at: Point, size: float, turn: float = 0.0) -> None:
    """A kapok flower from the side, opening upwards; `at` is where its stalk ends."""
    for lean, thick, long in CUP:
        if lean == 27:
            stamens(canvas, at, size, turn)
        for step in range(16):
            share = step / 15
            inner = [(0.12 + x * long * (1 - share * 0.2), y * (1 - share * 0.82)) for x, y in petal(thick)]
            colour = mix(mix(EDGE, "#5c0a14", 0.3), EDGE if abs(lean) > 30 else BODY, min(share * 4, 1))
            colour = mix(colour, BODY if abs(lean) > 30 else WARM, max(share - 0.25, 0))
            canvas.shape(turned(inner, at, turn + lean - 90, size), colour)
    calyx(canvas, at, size, turn)


def stamens(canvas: Canvas, at: Point, size: float, turn: float) -> None:
    """The brush of threads that looks out of a cup."""
    for k in range(-7, 8):
        tip = turned([(0.2, 0), (1.02 - abs(k) % 3 * 0.06, 0)], at, turn + k * 3.4 - 90, size)
        canvas.line(tip, size * 0.02, "#ffdcae")
        canvas.oval(tip[1], size * 0.034, size * 0.024, "#4a1420", turn + k * 3.4)


def calyx(canvas: Canvas, at: Point, size: float, turn: float) -> None:
    """The thick brown-green cup that holds a flower."""
    outline = smooth(
        [
            (-0.06, -0.1),
            (0.2, -0.26),
            (0.4, -0.23),
            (0.33, -0.1),
            (0.44, 0),
            (0.33, 0.1),
            (0.4, 0.23),
            (0.2, 0.26),
            (-0.06, 0.1),
        ],
        closed=True,
    )
    canvas.shape(turned(outline, at, turn - 90, size), ("#7c6a3c", "#4d3a2a"))
    canvas.shape(turned([(x * 0.8, y * 0.34 - 0.07) for x, y in outline], at, turn - 90, size), "#a08a5266")


def bud(canvas: Canvas, at: Point, size: float, turn: float = 0.0) -> None:
    """A bud about to open."""
    canvas.shape(turned([(0.1 + x * 0.66, y * 0.72) for x, y in petal()], at, turn - 90, size), (WARM, EDGE))
    outline = smooth(
        [(-0.04, -0.08), (0.18, -0.24), (0.44, -0.2), (0.36, 0), (0.44, 0.2), (0.18, 0.24), (-0.04, 0.08)], closed=True
    )
    canvas.shape(turned(outline, at, turn - 90, size), ("#77653a", "#45332a"))


def portrait() -> Canvas:
    """The bot's picture: one flower on a pale morning sky."""
    canvas = Canvas(640, 640, ("#fff4dc", "#ffe2bd", "#fbc79a"))
    canvas.glow((320, 300), 230, "#fffaf0dd")
    for radius, shade in ((296, "#f7b07c30"), (262, "#f7b07c30")):
        canvas.oval((320, 320), radius, radius, shade)
    canvas.soft(turned(circle(1.0), (332, 352), 0, 205), "#8c2f1c70", 26)
    face(canvas, (320, 332), 252)
    return canvas
