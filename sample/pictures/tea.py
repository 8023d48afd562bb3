"""Morning tea: steamers, a pot and cups by a coloured Xiguan window."""

from __future__ import annotations

from brush import Canvas, Point, bezier, limb, mix, seeded, smooth, turned
from flowers import face

TABLE = 560.0


def scene() -> Canvas:
    """The whole picture."""
    canvas = Canvas(1280, 800, ("#f7dfb4", "#f4cf9a", "#e9b47c"))
    window(canvas)
    lamp(canvas, (1130, 0))
    table(canvas)
    shadow(canvas, (330, 664), 236)
    shadow(canvas, (800, 668), 220)
    stack(canvas)
    steam(canvas)
    pot(canvas, (800, 540))
    for x in (560, 1040, 1150):
        cup(canvas, (x, 690 if x != 1040 else 660))
    chopsticks(canvas)
    return canvas


def window(canvas: Canvas) -> None:
    """Coloured glass in a wooden lattice, with morning light behind."""
    panes = ("#2f7f86", "#d9482f", "#f0b23e", "#4b9a70", "#2d5f95", "#f3d9a0")
    for column, x in enumerate((90, 410, 730)):
        canvas.box((x - 16, 30), 312, 470, ("#7a4a31", "#56301f"), 6)
        canvas.box((x, 46), 280, 438, ("#fff3cf", "#ffe2a6"))
        for i in range(4):
            for j in range(6):
                px, py = x + i * 70, 46 + j * 73
                tone = panes[(i * 2 + j * 3 + column) % 6]
                canvas.box((px, py), 70, 73, (mix(tone, "#ffffff", 0.28), tone))
                if (i + j) % 2 == 0:
                    middle = (px + 35, py + 36.5)
                    canvas.shape(
                        [(px + 35, py + 6), (px + 64, py + 36), (px + 35, py + 67), (px + 6, py + 36)],
                        ("#fff5d8", "#ffdf9c"),
                    )
                    for turn in range(4):
                        leaf = turned([(2, 0), (11, -6), (21, 0), (11, 6)], middle, turn * 90 + 45)
                        canvas.shape(leaf, mix(tone, "#7a2b1a", 0.15))
        for i in range(5):
            canvas.box((x + i * 70 - 3, 46), 6, 438, "#5f3724")
        for j in range(7):
            canvas.box((x, 46 + j * 73 - 3), 280, 6, "#5f3724")
    for x in (120, 470, 820):
        canvas.shape([(x, 500), (x + 190, 500), (x + 420, 800), (x + 190, 800)], "#fff0c822")


def lamp(canvas: Canvas, at: Point) -> None:
    """A round lantern."""
    x, y = at
    canvas.glow((x, y + 210), 120, "#fff3c0aa")
    canvas.line([(x, y), (x, y + 140)], 4, "#5f3724")
    canvas.oval((x, y + 214), 92, 74, ("#ff8a55", "#e23d2a", "#a81f22"))
    for part in (0.36, 0.7):
        ring = [(x + 92 * part * k, 0.0) for k in (-1, 1)]
        for edge, _ in ring:
            sign = 1 if edge > x else -1
            canvas.line(
                bezier(
                    (x + sign * 14, y + 142),
                    (edge + sign * 14, y + 160),
                    (edge + sign * 14, y + 268),
                    (x + sign * 14, y + 286),
                ),
                2,
                "#ffc27a88",
            )
    canvas.box((x - 32, y + 132), 64, 14, "#f0b23e", 4)
    canvas.box((x - 32, y + 282), 64, 14, "#f0b23e", 4)
    for k in range(-3, 4):
        canvas.line([(x + k * 7, y + 296), (x + k * 8, y + 356)], 3, "#d9482f")


def table(canvas: Canvas) -> None:
    """Dark wood, with grain."""
    canvas.box((0, TABLE - 40), 1280, 300, ("#9b5a36", "#7d4229", "#5a2c1f"))
    canvas.box((0, TABLE - 40), 1280, 8, "#c07a4a")
    dice = seeded(2)
    for _ in range(38):
        x, y, width = dice.uniform(-100, 1200), dice.uniform(TABLE - 20, 796), dice.uniform(90, 300)
        canvas.line(
            bezier((x, y), (x + width * 0.3, y - 4), (x + width * 0.7, y + 4), (x + width, y)), 1.6, "#4a231944"
        )


def shadow(canvas: Canvas, at: Point, width: float) -> None:
    """Where a thing stands."""
    canvas.soft(
        [(at[0] + x, at[1] + y) for x, y in smooth([(-width, 0), (0, -26), (width, 0), (0, 30)], closed=True)],
        "#2c120c99",
        12,
    )


def steamer(canvas: Canvas, at: Point, width: float, height: float) -> None:
    """One bamboo basket; `at` is the middle of its upper rim."""
    x, y = at
    rim = width * 0.17
    bottom = [
        (x + a, y + height + b)
        for a, b in bezier((width, 0), (width * 0.9, rim * 1.3), (-width * 0.9, rim * 1.3), (-width, 0))
    ]
    canvas.shape([(x - width, y), (x + width, y), *bottom], ("#e2b46c", "#c98f4a", "#a56c36"))
    for share in (0.12, 0.55, 0.94):
        drop = height * share
        band = bezier(
            (x - width, y + drop),
            (x - width * 0.9, y + drop + rim * 1.3),
            (x + width * 0.9, y + drop + rim * 1.3),
            (x + width, y + drop),
        )
        canvas.line(band, 4, "#8f5a2c")
    for k in range(-9, 10):
        px = x + width * 0.99 * (k / 9.6)
        sag = rim * 0.98 * (1 - (k / 9.6) ** 2) ** 0.5
        canvas.line([(px, y + sag + height * 0.14), (px, y + sag + height * 0.92)], 1.4, "#8f5a2c77")
    canvas.oval((x, y), width, rim, ("#b37a3e", "#f0cc8c"))
    canvas.oval((x, y + 3), width * 0.92, rim * 0.84, ("#7d4f28", "#b98446"))
    canvas.oval((x, y + 7), width * 0.9, rim * 0.74, ("#d8a765", "#f3d8a2"))


def stack(canvas: Canvas) -> None:
    """Three baskets: dumplings on top."""
    for level in range(2):
        steamer(canvas, (330, 588 - level * 76), 212, 62)
    steamer(canvas, (330, 436), 212, 62)
    for x, y in ((240, 424), (330, 412), (420, 424)):
        shaomai(canvas, (x, y))
    for x, y in ((284, 452), (376, 452)):
        dumpling(canvas, (x, y))


def dumpling(canvas: Canvas, at: Point) -> None:
    """A shrimp dumpling: clear skin, pink within, pleats above."""
    x, y = at
    outline = [
        (x + a, y + b)
        for a, b in smooth(
            [(-50, 10), (-42, -18), (-14, -38), (18, -38), (44, -16), (50, 10), (24, 22), (-24, 22)], closed=True
        )
    ]
    canvas.shape(outline, ("#fffaf2", "#ffe6dc", "#f6c7b8"))
    canvas.shape(
        [
            (x + a, y + b)
            for a, b in smooth([(-32, 8), (-20, -12), (12, -16), (34, 2), (18, 14), (-18, 15)], closed=True)
        ],
        "#f39c8477",
    )
    for k in range(-4, 5):
        canvas.line(
            bezier(
                (x + k * 7, y - 36 + abs(k) * 3.4), (x + k * 9, y - 26), (x + k * 10, y - 18), (x + k * 10.4, y - 10)
            ),
            2,
            "#e0ac9c",
        )
    canvas.shape(
        [(x + a, y + b) for a, b in smooth([(-34, -14), (-22, -28), (-14, -31), (-24, -16)], closed=True)], "#ffffffbb"
    )


def shaomai(canvas: Canvas, at: Point) -> None:
    """A siu mai: yellow skin, pork, roe."""
    x, y = at
    canvas.shape(
        [
            (x - 34, y - 22),
            (x + 34, y - 22),
            *[(x + a, y + b) for a, b in smooth([(36, 0), (26, 24), (0, 30), (-26, 24), (-36, 0)])],
        ],
        ("#f7cd52", "#e2a22f"),
    )
    for k in range(-3, 4):
        canvas.line([(x + k * 10, y - 16), (x + k * 8, y + 22)], 2, "#c4842299")
    ruffle = [
        (-36, -22),
        (-26, -32),
        (-14, -34),
        (0, -38),
        (14, -34),
        (26, -32),
        (36, -22),
        (22, -13),
        (6, -11),
        (-10, -12),
        (-24, -14),
    ]
    canvas.shape([(x + a, y + b) for a, b in smooth(ruffle, closed=True)], "#fbdc77")
    canvas.oval((x, y - 23), 27, 10, ("#e8a58c", "#c9765e"))
    for a, b in ((-7, -25), (4, -27), (0, -21), (9, -23)):
        canvas.oval((x + a, y + b), 4, 3.4, "#ff7a2e")


def steam(canvas: Canvas) -> None:
    """Three soft ribbons."""
    for x, sway, shade in ((250, 34, "#ffffffbb"), (340, -40, "#ffffff99"), (420, 30, "#ffffffaa")):
        spine = smooth([(x, 392), (x + sway, 320), (x - sway * 0.6, 240), (x + sway * 0.8, 160), (x, 84)])
        canvas.soft(limb(spine, 34, 4), shade, 9)


def pot(canvas: Canvas, at: Point) -> None:
    """A white porcelain pot with a kapok flower."""
    x, y = at

    def put(points: list[Point]) -> list[Point]:
        return [(x + a, y + b) for a, b in points]

    canvas.shape(
        put(limb(smooth([(130, -46), (212, -70), (232, 10), (196, 70), (110, 84)]), 26, 20)), ("#ffffff", "#c9d3d6")
    )
    canvas.shape(put(limb(smooth([(-80, 40), (-176, 30), (-212, -36), (-262, -78)]), 84, 22)), ("#ffffff", "#ccd5d8"))
    canvas.oval((x - 264, y - 80), 15, 8, "#8d9a9d", -44)
    body = smooth(
        [
            (-148, 20),
            (-128, -58),
            (-62, -98),
            (62, -98),
            (128, -58),
            (148, 20),
            (112, 104),
            (56, 130),
            (-56, 130),
            (-112, 104),
        ],
        closed=True,
    )
    canvas.shape(put(body), ("#ffffff", "#fbf8f1", "#dfe4e2", "#b4c2c6"))
    canvas.shape(
        put(smooth([(-122, 10), (-106, -48), (-62, -80), (-78, -34), (-94, 22), (-104, 50)], closed=True)), "#ffffffcc"
    )
    canvas.oval((x, y - 94), 76, 16, ("#d7dddd", "#f7f5ee"))
    lid = put(smooth([(-74, -96), (-52, -124), (0, -136), (52, -124), (74, -96), (0, -84)], closed=True))
    canvas.shape(lid, ("#ffffff", "#d5dddf"))
    canvas.oval((x, y - 146), 18, 16, ("#f0664a", "#b51a20"))
    canvas.box((x - 66, y + 122), 132, 14, ("#c5d0d3", "#98a8ad"), 7)
    for turn, size in ((-30, 1.0), (28, 0.8), (160, 0.7)):
        leaf = [(40, 0), (70, -16), (112, 0), (70, 14)]
        canvas.shape(turned(smooth(leaf, closed=True, steps=6), (x + 8, y + 20), turn, size), "#3f8a73")
    face(canvas, (x + 8, y + 20), 62, 8, 0.96)


def cup(canvas: Canvas, at: Point) -> None:
    """A small cup of tea."""
    x, y = at
    shadow(canvas, (x, y + 42), 62)
    canvas.shape(
        [
            (x - 52, y - 20),
            (x + 52, y - 20),
            *[(x + a, y + b) for a, b in bezier((50, -10), (44, 58), (-44, 58), (-50, -10))],
        ],
        ("#ffffff", "#e9ecea", "#b9c6c9"),
    )
    canvas.oval((x, y - 20), 53, 15, "#f8f6f0")
    canvas.oval((x, y - 18), 46, 11, ("#8c3d16", "#c9742e"))
    canvas.oval((x - 14, y - 20), 14, 3, "#f3b46e99")
    for k in range(-3, 4):
        canvas.oval((x + k * 13, y + 10 - abs(k) * 2.2), 3, 3, "#d9482f")


def chopsticks(canvas: Canvas) -> None:
    """A pair on a rest."""
    for drop in (0, 17):
        canvas.shape(
            [(640, 742 + drop), (1106, 756 + drop * 0.5), (1106, 759 + drop * 0.5), (640, 753 + drop)],
            ("#f0664a", "#8f1a1a"),
        )
        canvas.shape([(640, 742 + drop), (690, 743.5 + drop), (690, 753.6 + drop), (640, 753 + drop)], "#f0b23e")
    canvas.box((1010, 752), 28, 24, ("#ffffff", "#b9c6c9"), 8)
