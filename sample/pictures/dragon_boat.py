"""A dragon boat on the Pearl River, before the towers and the bridge of Liede."""

from __future__ import annotations

import math

from brush import Canvas, Point, bezier, limb, mix, seeded, smooth, turned

WATER = 470.0


def scene() -> Canvas:
    """The whole picture."""
    canvas = Canvas(1280, 800, ("#6fb7c9", "#b8dfd6", "#f3efcf", "#fbe2ae"))
    canvas.glow((250, 190), 140, "#fffbe2cc")
    canvas.oval((250, 190), 62, 62, "#fff9e0")
    skyline(canvas, 3, ("#a9cfcb", "#d6e4cf"), (90, 300))
    skyline(canvas, 14, ("#7fb3b3", "#b3d2c4"), (40, 190))
    bridge(canvas)
    trees(canvas)
    waves(canvas, 0, 4)
    boat(canvas, (540, 530), 0.42, ("#3f8a73", "#f0b23e"))
    waves(canvas, 4, 6)
    boat(canvas, (612, 628), 0.94, ("#c62828", "#f6c65a"))
    waves(canvas, 6, 9)
    return canvas


def skyline(canvas: Canvas, seed: int, fill: tuple[str, str], heights: tuple[int, int]) -> None:
    """Glass towers in the haze."""
    dice = seeded(seed)
    x = -20.0
    while x < 1300:
        width, height = dice.uniform(44, 86), dice.uniform(*heights)
        top = WATER - height
        lean = dice.choice((0, 0, 18, -18))
        canvas.shape([(x, WATER), (x, top + max(lean, 0)), (x + width, top + max(-lean, 0)), (x + width, WATER)], fill)
        for k in range(1, int(width // 14)):
            canvas.line([(x + k * 14, top + 24), (x + k * 14, WATER)], 1, "#ffffff55")
        x += width + dice.uniform(2, 26)


def bridge(canvas: Canvas) -> None:
    """One shell-shaped tower holds the deck by cables."""
    foot, top = (930.0, WATER - 40), (952.0, 130.0)
    for side in (-1, 1):
        for k in range(15):
            share = 0.22 + k * 0.055
            start = (foot[0] + (top[0] - foot[0]) * share, foot[1] + (top[1] - foot[1]) * share)
            canvas.line([start, (foot[0] + side * (60 + k * (24 if side < 0 else 20)), WATER - 44)], 1.4, "#fffdf0")
    shell = bezier((896, WATER), (890, 300), (916, 190), (952, 124)) + bezier(
        (952, 124), (984, 200), (992, 320), (972, WATER)
    )
    canvas.shape(shell, ("#ffffff", "#e6ece6", "#b9ccc8"))
    canvas.shape(
        bezier((922, WATER), (918, 330), (934, 240), (950, 196))
        + bezier((950, 196), (962, 260), (960, 340), (950, WATER)),
        ("#a9cfcb", "#c9dfd2"),
    )
    canvas.shape([(480, WATER - 48), (1290, WATER - 58), (1290, WATER - 40), (480, WATER - 34)], ("#fffaf0", "#9fb8b6"))
    for x in (560, 700, 1110, 1230):
        canvas.box((x, WATER - 42), 14, 50, "#b9ccc8")


def trees(canvas: Canvas) -> None:
    """The bank: banyans, and a grey roof or two."""
    dice = seeded(8)
    canvas.box((0, WATER - 16), 1280, 26, ("#8fa08f", "#71877f"))
    for x in (70, 196, 330):
        canvas.box((x, WATER - 66), 94, 56, ("#b7c0b6", "#98a79f"))
        ear = [(-52, 0), (-48, -16), (-26, -22), (-14, -40), (0, -44), (14, -40), (26, -22), (48, -16), (52, 0)]
        canvas.shape([(x + 47 + a, WATER - 64 + b) for a, b in smooth(ear, steps=5)], "#58736f")
        canvas.box((x + 40, WATER - 42), 16, 32, "#f5e3b6", 7)
    for x in range(-10, 1300, 36):
        if 860 < x < 1010 or dice.random() < 0.16 or (60 < x < 420 and dice.random() < 0.6):
            continue
        for _ in range(5):
            canvas.oval(
                (x + dice.uniform(-22, 22), WATER - 24 - dice.uniform(0, 30)),
                23,
                18,
                dice.choice(("#4b9a70", "#3f8a6a", "#67ab78", "#2f7d62")),
            )


def waves(canvas: Canvas, first: int, last: int) -> None:
    """Rows of water, from far to near, each with its bright crests."""
    for row in range(first, last):
        y = WATER + 6 + row * 18 + row * row * 2.4
        shade = mix("#8ccac2", "#11606c", row / 8)
        reach, length = 3 + row * 1.1, 40 + row * 9
        crest = [
            (x, y + reach * math.sin((x + row * 47) / length) + reach * 0.5 * math.sin((x + row * 90) / length * 2.3))
            for x in range(-10, 1300, 6)
        ]
        canvas.shape([(-10, 810), *crest, (1300, 810)], shade)
        canvas.line(crest, 1.4 + row * 0.2, mix(shade, "#ffffff", 0.45))
        dice = seeded(row + 40)
        for _ in range(16):
            x, drop = dice.uniform(0, 1280), dice.uniform(8, 26)
            width = dice.uniform(20, 60) + row * 5
            canvas.line(
                bezier(
                    (x, y + drop),
                    (x + width * 0.3, y + drop - 5),
                    (x + width * 0.7, y + drop + 5),
                    (x + width, y + drop),
                    10,
                ),
                2,
                mix(shade, "#ffffff", 0.28),
            )


def boat(canvas: Canvas, at: Point, size: float, paint: tuple[str, str]) -> None:
    """A long hull with a dragon's head to the right; rowers, a drum, flags."""
    body, gold = paint

    def put(points: list[Point]) -> list[Point]:
        return turned(points, at, 0, size)

    for x in (-470, 330):
        canvas.line(put([(x, -10), (x, -178)]), 5 * size, "#8a5238")
        flag = bezier((x, -176), (x - 40, -196), (x - 70, -150), (x - 112, -168), 12) + bezier(
            (x - 100, -120), (x - 66, -104), (x - 40, -146), (x, -118), 12
        )
        canvas.shape(put(flag), (gold, mix(gold, "#e8442f", 0.6)))
    tail(canvas, at, size, paint)
    for k in range(10):
        rower(canvas, put([(-400 + k * 72, -8)])[0], size, k)
    drummer(canvas, put([(368, -10)])[0], size)
    hull = bezier((-560, -64), (-500, 6), (-360, 10), (0, 12)) + bezier((0, 12), (320, 10), (440, 0), (520, -70))
    hull += bezier((520, -40), (460, 40), (330, 62), (0, 64)) + bezier((0, 64), (-360, 62), (-510, 44), (-560, -64))
    canvas.shape(put(hull), (mix(body, "#ffffff", 0.12), body, mix(body, "#2a0d10", 0.5)))
    stripe = bezier((-540, -44), (-470, 16), (-340, 21), (0, 23)) + bezier((0, 23), (320, 21), (430, 14), (512, -56))
    canvas.line(put(stripe), 6 * size, gold)
    for k in range(24):
        left = -436 + k * 35.5
        plate = bezier((left, 30), (left + 2, 52), (left + 30, 52), (left + 32, 30), 8)
        canvas.line(put(plate), 3 * size, gold)
    head(canvas, put([(512, -66)])[0], size, paint)
    for k in range(10):
        blade(canvas, put([(-400 + k * 72, -8)])[0], size)


def rower(canvas: Canvas, at: Point, size: float, k: int) -> None:
    """Leaning into the stroke."""
    shirt = ("#f6c65a", "#fff3d6")[k % 2]
    torso = limb([(-8, 16), (2, -20), (18, -50)], 36, 30)
    canvas.shape(turned(torso, at, 0, size), (shirt, mix(shirt, "#8a5238", 0.3)))
    canvas.oval(turned([(27, -72)], at, 0, size)[0], 16 * size, 17 * size, "#d99a6c")
    canvas.shape(turned(bezier((11, -76), (12, -98), (44, -98), (44, -78)), at, 0, size), "#2b2630")
    canvas.line(turned([(11, -78), (44, -76)], at, 0, size), 5 * size, "#e8442f")


def blade(canvas: Canvas, at: Point, size: float) -> None:
    """Arm, paddle and splash."""
    canvas.line(turned([(18, -44), (38, -26), (50, -34)], at, 0, size), 9 * size, "#d99a6c")
    canvas.line(turned([(56, -46), (14, 66)], at, 0, size), 5 * size, "#8a5238")
    canvas.shape(turned(limb([(24, 40), (16, 62), (4, 92)], 9, 20), at, 0, size), ("#c98f4a", "#8a5238"))
    for x, y, r in ((-8, 78, 6), (-20, 68, 4), (26, 82, 5), (-2, 60, 3), (36, 72, 3)):
        canvas.oval(turned([(x, y)], at, 0, size)[0], r * size, r * size, "#f2fbf8")


def drummer(canvas: Canvas, at: Point, size: float) -> None:
    """Drum, sticks, and somebody who keeps the time."""

    def put(points: list[Point]) -> list[Point]:
        return turned(points, at, 0, size)

    canvas.shape(put(limb([(66, 20), (62, -20), (56, -56)], 40, 32)), ("#e8442f", "#9e1b1e"))
    canvas.oval(put([(54, -80)])[0], 17 * size, 18 * size, "#d99a6c")
    canvas.shape(put(bezier((38, -84), (40, -106), (72, -106), (72, -80))), "#2b2630")
    canvas.shape(put(smooth([(-30, -36), (-34, -8), (-28, 16), (28, 16), (34, -8), (30, -36)])), ("#e8442f", "#9e1b1e"))
    canvas.oval(put([(0, -36)])[0], 31 * size, 9 * size, "#fff3d6")
    for tip, elbow in (((-8, -66), (30, -50)), ((10, -44), (34, -38))):
        canvas.line(put([(50, -46), elbow]), 8 * size, "#d99a6c")
        canvas.line(put([elbow, tip]), 4 * size, "#8a5238")


def tail(canvas: Canvas, at: Point, size: float, paint: tuple[str, str]) -> None:
    """It curls up at the stern."""
    body, gold = paint
    spine = smooth([(-440, 30), (-530, -30), (-590, -120), (-556, -166), (-520, -146)])
    canvas.shape(turned(limb(spine, 44, 6), at, 0, size), (body, mix(body, "#2a0d10", 0.4)))
    for k in range(5):
        root = (-566 - 6 * k + k * k * 2, -60 - k * 22)
        canvas.shape(turned([root, (root[0] - 34, root[1] - 16), (root[0] - 2, root[1] - 22)], at, 0, size), gold)


def head(canvas: Canvas, at: Point, size: float, paint: tuple[str, str]) -> None:
    """The dragon: neck, mane, jaws, horns, beard, one round eye."""
    body, gold = paint

    def put(points: list[Point]) -> list[Point]:
        return turned(points, at, 0, size)

    canvas.shape(
        put(limb(smooth([(-96, 74), (-22, 22), (10, -34), (44, -74)]), 50, 52)), (body, mix(body, "#2a0d10", 0.35))
    )
    for k in range(5):
        x, y = 4 - k * 9 + (k > 2) * 2, -100 + k * 32
        canvas.shape(
            put(
                smooth(
                    [(x + 18, y + 6), (x - 34, y - 22), (x - 14, y + 8), (x - 32, y + 24), (x + 16, y + 26)],
                    closed=True,
                    steps=6,
                )
            ),
            (gold, "#e8902f"),
        )
    canvas.shape(
        put(smooth([(30, -60), (70, -40), (118, -34), (122, -22), (80, -18), (36, -30)], closed=True)),
        mix(body, "#2a0d10", 0.25),
    )
    canvas.shape(put([(60, -50), (118, -40), (110, -58), (64, -64)]), "#7a0f18")
    for k in range(4):
        canvas.shape(put([(72 + k * 12, -62), (84 + k * 12, -61), (78 + k * 12, -48)]), "#fff8e8")
        canvas.shape(put([(74 + k * 11, -36), (84 + k * 11, -35), (80 + k * 11, -47)]), "#fff8e8")
    upper = smooth(
        [(16, -66), (28, -112), (64, -120), (92, -98), (124, -100), (142, -82), (128, -64), (84, -62), (44, -52)],
        closed=True,
    )
    canvas.shape(put(upper), (mix(body, "#ff8a55", 0.35), body))
    canvas.oval(put([(126, -86)])[0], 12 * size, 10 * size, mix(body, "#ff8a55", 0.4))
    canvas.oval(put([(130, -84)])[0], 4 * size, 3.4 * size, "#3b0a10")
    canvas.line(put(bezier((134, -76), (176, -70), (172, -110), (200, -112))), 4 * size, gold)
    for lean in (0, 16):
        horn = smooth([(44 - lean, -112), (22 - lean, -146), (-14 - lean, -160), (-34 - lean, -186)])
        canvas.shape(put(limb(horn, 17, 3)), ("#fff3d6", "#e0b45a"))
    for k in range(4):
        canvas.shape(
            put(limb(smooth([(60 + k * 14, -26), (52 + k * 13, -6), (62 + k * 10, 18 - k * 4)]), 11, 1)), "#fff3d6"
        )
    canvas.oval(put([(66, -94)])[0], 15 * size, 15 * size, "#fffdf2")
    canvas.oval(put([(70, -93)])[0], 8 * size, 8 * size, "#241016")
    canvas.oval(put([(72, -96)])[0], 2.6 * size, 2.6 * size, "#ffffff")
    canvas.line(put(bezier((44, -106), (56, -124), (80, -118), (88, -106))), 7 * size, gold)
    canvas.shape(put(smooth([(28, -74), (6, -92), (14, -64), (-4, -58), (30, -50)], closed=True, steps=6)), gold)
