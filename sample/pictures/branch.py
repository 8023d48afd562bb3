"""Kapok in bloom: bare branches, red flowers, far grey roofs, one flower falling."""

from __future__ import annotations

from brush import Canvas, Point, limb, seeded, smooth, turned
from flowers import bud, cup, face, petal


def scene() -> Canvas:
    """The whole picture."""
    canvas = Canvas(1280, 800, ("#8fc7d6", "#c4e1dd", "#fdeccb", "#fbd3a4"))
    canvas.glow((960, 300), 210, "#fff8e0ee")
    canvas.oval((960, 300), 92, 92, "#fff6dc")
    hills(canvas)
    roofs(canvas)
    birds(canvas)
    tree(canvas)
    fallen(canvas)
    return canvas


def hills(canvas: Canvas) -> None:
    """Baiyun hills in the haze."""
    for base, shade, dice in ((560, "#b9d3cb", seeded(3)), (610, "#a2c3ba", seeded(8))):
        ridge = [(x, base + dice.uniform(-46, 30)) for x in range(-60, 1400, 120)]
        canvas.shape([(-60, 800), *smooth(ridge), (1400, 800)], (shade, "#e9dcc0"))


def roofs(canvas: Canvas) -> None:
    """Old houses with wok-ear gables, pale with distance."""
    ear = [(-0.5, 0), (-0.5, -0.16), (-0.36, -0.22), (-0.3, -0.46), (-0.16, -0.6), (0, -0.64)]
    gable = smooth(ear + [(-x, y) for x, y in ear[-2::-1]], steps=6)
    dice = seeded(21)
    rows = ((664, "#aebfb4", "#8ea9a1"), (736, "#86a09a", "#5d807d"))
    for row, (base, wall, roof) in enumerate(rows):
        x = 30.0 - row * 70
        while x < 1330:
            width, top = dice.uniform(104, 150), base - dice.uniform(0, 40)
            canvas.shape([(x + a * width * 1.08, top - 2 + b * width * 1.06) for a, b in gable], roof)
            canvas.shape([(x + a * width, top + b * width * 0.92) for a, b in gable], wall)
            canvas.box((x - width / 2, top - 1), width, 200, (wall, "#d8cdb2"))
            canvas.box((x - width * 0.54, top - 2), width * 1.08, 7, roof)
            canvas.box((x - 11, top + 26), 22, 32, "#f5e3b6", 11)
            canvas.oval((x, top - width * 0.3), 8, 8, "#f5e3b6")
            x += width * 1.04


def birds(canvas: Canvas) -> None:
    """Three of them, near the sun."""
    for x, y, size in ((1120, 150, 1.0), (1184, 116, 0.75), (1062, 104, 0.6)):
        for way in (-1, 1):
            wing: list[Point] = [(0, 0), (way * 14, -13), (way * 34, -9), (way * 15, -7)]
            canvas.shape([(x + a * size, y + b * size) for a, b in smooth(wing, closed=True, steps=5)], "#3b5560")


def tree(canvas: Canvas) -> None:
    """Trunk at the left; limbs reach across, flowers sit on them in order of distance."""
    bark = ("#6a4a41", "#3c2a2d")
    limbs: tuple[tuple[list[Point], float, float], ...] = (
        ([(20, 900), (70, 640), (84, 420), (66, 200), (90, -40)], 130, 66),
        ([(40, 620), (110, 540), (210, 505), (380, 512), (560, 470), (700, 482)], 52, 7),
        ([(330, 508), (420, 590), (520, 606), (590, 650)], 19, 5),
        ([(62, 372), (116, 316), (240, 262), (430, 270), (640, 196), (830, 214), (960, 168)], 54, 7),
        ([(420, 268), (500, 330), (610, 330), (700, 366)], 22, 5),
        ([(560, 220), (610, 140), (700, 96), (742, 36)], 20, 5),
        ([(44, 200), (100, 110), (190, 60), (330, 70), (420, 20), (470, -30)], 36, 12),
    )
    for spine, start, end in limbs[1:]:
        canvas.shape(limb(smooth(spine), start, end), bark)
    canvas.shape(limb(smooth(limbs[0][0]), *limbs[0][1:]), bark)
    for y in range(30, 800, 62):
        canvas.shape(turned(petal(0.7), (52 + (y * 37) % 46, y), 80, 24), "#8b655a88")
    for at, turn in (((470, 6), 24), ((742, 36), 14), ((610, 140), -44), ((960, 168), 64), ((520, 606), 8)):
        bud(canvas, at, 46, turn)
    for at, size, turn in (((262, 62), 92, -10), ((640, 196), 100, -14), ((560, 470), 94, -8), ((830, 210), 88, 16)):
        cup(canvas, at, size, turn)
    for at, size, turn in (((590, 648), 60, 150), ((700, 366), 76, 100), ((700, 482), 74, 66)):
        cup(canvas, at, size, turn)
    face(canvas, (400, 268), 116, 12, 0.94)
    face(canvas, (232, 500), 104, -20, 0.9)
    face(canvas, (150, 168), 86, 30, 0.92)


def fallen(canvas: Canvas) -> None:
    """A flower on its way down, and two loose petals."""
    face(canvas, (930, 560), 74, 40, 0.72)
    for at, angle in (((820, 470), 30), ((1080, 470), -50), ((1010, 690), 10)):
        canvas.shape(turned(petal(0.5), at, angle, 40), ("#ef5a34", "#b51a20"))
