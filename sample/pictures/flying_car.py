"""A flying car at dusk, over the Pearl River and the Canton Tower."""

from __future__ import annotations

import math

from brush import Canvas, Point, bezier, mix, seeded, smooth, turned

WATER = 610.0


def scene() -> Canvas:
    """The whole picture."""
    canvas = Canvas(1280, 800, ("#27325f", "#5a4a86", "#b4618a", "#f08b78", "#ffc98a", "#ffdf9f"))
    stars(canvas)
    canvas.glow((200, 440), 190, "#fff0c0dd")
    canvas.oval((200, 442), 84, 84, ("#fff3c9", "#ffd08a"))
    clouds(canvas)
    skyline(canvas, 11, ("#a8668f", "#e08f86"), (40, 130), 14)
    skyline(canvas, 5, ("#6d4a7e", "#b0698a"), (40, 190), 9)
    tower(canvas, (905, WATER))
    skyline(canvas, 29, ("#3e3365", "#57406f"), (16, 90), 6)
    river(canvas)
    trail(canvas)
    car(canvas, (500, 270), 1.22, -7)
    car(canvas, (1130, 190), 0.3, -4)
    return canvas


def stars(canvas: Canvas) -> None:
    """A few, high up."""
    dice = seeded(4)
    for _ in range(46):
        at, radius = (dice.uniform(0, 1280), dice.uniform(0, 190)), dice.uniform(0.7, 1.8)
        canvas.oval(at, radius, radius, "#fff4dfaa")


def clouds(canvas: Canvas) -> None:
    """Flat bands across the sun."""
    for x, y, width, shade in (
        (60, 470, 330, "#ffe3b866"),
        (330, 505, 420, "#f7a98477"),
        (900, 400, 380, "#ffc8a355"),
        (980, 140, 300, "#8f6a9c66"),
        (-60, 210, 300, "#8a619a66"),
    ):
        for k, (dx, dy, part) in enumerate(((0, 0, 1.0), (0.16, -13, 0.6), (0.3, 13, 0.55))):
            canvas.box((x + dx * width, y + dy), width * part, 16 - k * 2, shade, 8)


def skyline(canvas: Canvas, seed: int, fill: tuple[str, str], heights: tuple[int, int], lit: int) -> None:
    """A row of towers; one window in `lit` is bright."""
    dice = seeded(seed)
    x = -20.0
    while x < 1290:
        width, height = dice.uniform(34, 74), dice.uniform(*heights)
        top = WATER - height
        canvas.box((x, top), width, height, fill)
        crown = dice.randrange(4)
        if crown == 0:
            canvas.shape([(x, top), (x + width / 2, top - 26), (x + width, top)], fill[0])
        elif crown == 1:
            canvas.box((x + width / 2 - 2, top - 36), 3, 36, fill[0])
        elif crown == 2:
            canvas.box((x + 8, top - 12), width - 16, 13, fill[0])
        for wy in range(int(top) + 10, int(WATER) - 8, 13):
            for wx in range(int(x) + 6, int(x + width) - 7, 10):
                if dice.randrange(lit) == 0:
                    canvas.box((wx, wy), 4, 6, "#ffdd9ccc")
        x += width + dice.uniform(-3, 9)


def tower(canvas: Canvas, foot: Point) -> None:
    """The Canton Tower: straight bars between two turned rings make its waist."""
    height, low, high, twist = 440.0, 62.0, 40.0, math.radians(112)
    canvas.glow((foot[0], foot[1] - 230), 130, "#ffb6a066")

    def at(turn: float, share: float) -> Point:
        ends = [
            (low * math.cos(turn), low * math.sin(turn)),
            (high * math.cos(turn + twist), high * math.sin(turn + twist)),
        ]
        x, z = (a + (b - a) * share for a, b in zip(*ends, strict=True))
        return (foot[0] + x, foot[1] - share * height + z * 0.13)

    waist = [(share / 40, max(abs(at(t * 0.1, share / 40)[0] - foot[0]) for t in range(63))) for share in range(41)]
    body = [(foot[0] + r, foot[1] - s * height) for s, r in waist] + [
        (foot[0] - r, foot[1] - s * height) for s, r in reversed(waist)
    ]
    canvas.shape(body, ("#ff9a8caa", "#b0569caa", "#5b3c8caa"))
    canvas.box((foot[0] - 9, foot[1] - height), 18, height, ("#fff0d6", "#ff9f96", "#8a55a8"))
    for back in (True, False):
        for k in range(26):
            turn = k * math.tau / 26
            if (math.sin(turn + twist / 2) < 0) is back:
                canvas.line(
                    [at(turn, 0), at(turn, 1)],
                    1.4 if back else 2.2,
                    "#7d4f95" if back else mix("#ffe9c4", "#ff86a0", k / 26),
                )
    for k in range(1, 24):
        ring = [at(t * math.tau / 40, k / 24) for t in range(41)]
        canvas.line(ring, 1.2, "#ffd9c0bb")
    top = foot[1] - height
    canvas.oval((foot[0], top), 37, 6, "#fff0d6")
    canvas.shape(
        [(foot[0] - 7, top), (foot[0] - 2, top - 120), (foot[0] + 2, top - 120), (foot[0] + 7, top)],
        ("#ffe9c4", "#ff8fa0"),
    )
    canvas.oval((foot[0], top - 120), 4, 4, "#ff5a5a")


def river(canvas: Canvas) -> None:
    """Water with broken light."""
    canvas.box((0, WATER), 1280, 200, ("#f2a07e", "#a05f8c", "#43407a", "#252a56"))
    dice = seeded(9)
    for _ in range(240):
        y = WATER + 4 + dice.random() ** 1.3 * 182
        near = (y - WATER) / 190
        x = dice.choice((dice.gauss(200, 70), dice.gauss(905, 38), dice.uniform(-40, 1280)))
        shade = "#ffe3a8" if abs(x - 200) < 150 else "#ffb3a8" if abs(x - 905) < 70 else "#c98aa8"
        width = dice.uniform(18, 60) * (0.6 + near)
        canvas.box((x - width / 2, y), width, 2 + near * 3, shade + ("aa" if near < 0.5 else "66"), 2)
    for x, y in ((1060, 706), (420, 726)):
        hull = smooth([(-70, -10), (-52, 10), (54, 10), (80, -14), (20, -8)], closed=True, steps=6)
        canvas.shape([(x + a, y + b) for a, b in hull], "#231f47")
        canvas.box((x - 36, y - 30), 70, 22, "#3a3168", 6)
        for k in range(4):
            canvas.box((x - 29 + k * 16, y - 25), 10, 8, "#ffdf9c", 2)


def trail(canvas: Canvas) -> None:
    """The way it came."""
    for k, shade in enumerate(("#ffffff18", "#ffffff22", "#fff3d83a")):
        upper = bezier((-40, 420 + k * 5), (120, 410), (260, 340), (420, 296), 30)
        lower = bezier((420, 304), (270, 356), (130, 430), (-40, 452 - k * 9), 30)
        canvas.shape(upper + lower, shade)


def rotor(canvas: Canvas, at: Point, size: float, turn: float) -> None:
    """A mast with two spinning discs."""
    canvas.line(turned([(0, 26), (0, -14)], at, turn, size), 7 * size, "#2c3156")
    for lift in (-16, 20):
        middle = turned([(0, lift)], at, turn, size)[0]
        canvas.oval(middle, 118 * size, 13 * size, "#ffffff3c", turn)
        canvas.oval(middle, 116 * size, 9 * size, "#ffffff30", turn)
        canvas.line(turned([(-116, lift), (116, lift)], at, turn, size), 3 * size, "#fff6e8aa")
        canvas.oval(middle, 9 * size, 6 * size, "#2c3156", turn)


def car(canvas: Canvas, at: Point, size: float, turn: float) -> None:
    """A rounded cabin for two on four arms."""

    def put(points: list[Point]) -> list[Point]:
        return turned(points, at, turn, size)

    for x, y in ((-150, -40), (176, -44)):
        canvas.line(put([(x * 0.3, 6), (x, y + 24)]), 9 * size, "#6d6a96")
        rotor(canvas, put([(x, y)])[0], size * 0.78, turn)
    body = smooth(
        [
            (-176, 4),
            (-120, -34),
            (-30, -72),
            (60, -64),
            (136, -16),
            (184, 16),
            (160, 44),
            (60, 58),
            (-70, 52),
            (-150, 28),
        ],
        closed=True,
    )
    canvas.shape(put(body), ("#ffffff", "#f3eef4", "#c9c2dc", "#8a82b4"))
    glass = smooth([(-52, -52), (0, -68), (58, -58), (116, -20), (128, 2), (40, 2), (-62, -8)], closed=True)
    canvas.shape(put(glass), ("#33406f", "#6f6da8", "#f0a08c"))
    canvas.shape(put(smooth([(4, -60), (40, -56), (84, -30), (66, -28), (30, -44)], closed=True)), "#ffffff66")
    canvas.line(put([(20, -64), (8, 2)]), 4 * size, "#e9e4f0")
    canvas.shape(
        put(smooth([(-168, 10), (-60, 18), (80, 22), (176, 22), (160, 32), (60, 36), (-80, 32)], closed=True)),
        "#e8442f",
    )
    canvas.shape(put(smooth([(150, 8), (178, 16), (172, 22), (146, 16)], closed=True)), "#fff6c8")
    for x in (-84, 84):
        canvas.line(put([(x, 46), (x * 1.2, 84)]), 7 * size, "#4a4775")
    canvas.line(put([(-146, 86), (140, 86), (160, 76)]), 8 * size, "#35345f")
    for x, y in ((-140, 16), (168, 14)):
        canvas.line(put([(x * 0.55, 30), (x, y + 24)]), 12 * size, "#4a4775")
        rotor(canvas, put([(x * 1.22, y)])[0], size, turn)
