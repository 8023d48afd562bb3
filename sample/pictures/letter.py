"""A letter to Macau: from the Canton Tower over the estuary to the Guia lighthouse, on waves of calçada."""

from __future__ import annotations

import math

from brush import Canvas, Point, bezier, limb, smooth, turned
from flowers import bud, face


def scene() -> Canvas:
    """The whole picture."""
    canvas = Canvas(1280, 800, ("#1f6f7d", "#4da6a4", "#a9d8c2", "#fbe8c3"))
    canvas.glow((640, 470), 250, "#fff3d0bb")
    clouds(canvas)
    guangzhou(canvas)
    macau(canvas)
    sea(canvas)
    path(canvas)
    envelope(canvas, (640, 330), -8)
    return canvas


def clouds(canvas: Canvas) -> None:
    """Round ones."""
    for x, y, size in ((180, 130, 1.0), (1060, 110, 1.2), (820, 60, 0.6), (420, 70, 0.7)):
        for dx, dy, r in ((-60, 8, 34), (-22, -12, 46), (28, -4, 40), (66, 12, 28)):
            canvas.oval((x + dx * size, y + dy * size), r * size, r * size * 0.8, ("#f4fbf6", "#cfe8df"))


def guangzhou(canvas: Canvas) -> None:
    """The left shore: towers, in one far colour."""
    shore = ("#3f8c8f", "#8cc3b2")
    for x, top, width in (
        (-10, 470, 60),
        (44, 430, 46),
        (84, 500, 50),
        (132, 388, 40),
        (250, 452, 44),
        (290, 496, 52),
        (336, 520, 40),
    ):
        canvas.box((x, top), width, 640 - top, shore)
    for k in range(15):
        turn = k * math.tau / 15
        low, high = 38 * math.cos(turn), 24 * math.cos(turn + 1.95)
        canvas.line([(208 + low, 600), (208 + high, 300)], 2.6, "#2f7a80")
    canvas.box((202, 300), 12, 300, "#2f7a80")
    canvas.oval((208, 300), 25, 4, "#2f7a80")
    canvas.shape([(203, 300), (207, 214), (209, 214), (213, 300)], "#2f7a80")
    hill(canvas, -60, 420, 66)


def hill(canvas: Canvas, left: float, right: float, height: float) -> None:
    """A green shore."""
    middle = (left + right) / 2
    canvas.shape(
        [
            (left, 680),
            *smooth([(left, 640), (middle - 90, 610 - height * 0.5), (middle + 60, 620 - height), (right, 640)]),
            (right, 680),
        ],
        ("#2f8577", "#1f6a6d"),
    )


def macau(canvas: Canvas) -> None:
    """The right shore: pastel houses under the lighthouse on its hill."""
    canvas.shape(
        [(880, 680), *smooth([(880, 640), (980, 560), (1100, 490), (1200, 500), (1330, 600)]), (1330, 680)],
        ("#4a9d86", "#1f6a6d"),
    )
    canvas.box((1104, 440), 84, 66, ("#fff8e6", "#f2dcb2"))
    canvas.shape([(1096, 442), (1146, 410), (1196, 442)], "#c8553d")
    canvas.shape([(1126, 500), (1134, 350), (1162, 350), (1170, 500)], ("#ffffff", "#f6e2bb"))
    canvas.box((1128, 343), 40, 9, "#c8553d", 3)
    canvas.box((1135, 316), 26, 28, ("#fff3a8", "#ffd36a"))
    canvas.shape([(1130, 318), (1148, 294), (1166, 318)], "#c8553d")
    canvas.shape([(1135, 326), (700, 226), (700, 300), (1135, 338)], "#fff6c833")
    for y in (382, 424):
        canvas.box((1143, y), 10, 17, "#5f8f8a", 5)
    tones = ("#f6c66a", "#f2a58e", "#9ccfb8", "#fbe3a4", "#e88a74", "#b9d8e0", "#f6c66a")
    for k, tone in enumerate(tones):
        x, top = 930 + k * 54, 560 - (k % 3) * 22
        canvas.box((x, top), 54, 110, tone)
        canvas.box((x - 3, top - 5), 60, 8, "#fffaf0")
        if k % 2:
            canvas.shape([(x + 8, top - 4), (x + 27, top - 22), (x + 46, top - 4)], "#fffaf0")
        for wx in (9, 32):
            for wy in (14, 52):
                canvas.box((x + wx, top + wy), 13, 24, "#fffaf0", 6)
                canvas.box((x + wx + 2, top + wy + 3), 9, 20, "#3f8a73", 4)


def sea(canvas: Canvas) -> None:
    """Waves as in the paving of Senado Square."""
    rows = ((636, "#2b8a8f"), (664, "#f7efdc"), (690, "#1f727c"), (718, "#f7efdc"), (746, "#175c69"), (778, "#f7efdc"))
    for k, (y, shade) in enumerate(rows):
        crest = [(x, y + (15 + k * 1.5) * math.sin((x + k * 26) / (46 + k * 2))) for x in range(-10, 1300, 6)]
        canvas.shape([(-10, 810), *crest, (1300, 810)], shade)


def path(canvas: Canvas) -> None:
    """The way the letter takes: dashes."""
    for half in (
        bezier((232, 268), (330, 120), (420, 140), (520, 236), 40),
        bezier((800, 330), (900, 430), (1000, 420), (1080, 366), 40),
    ):
        for i in range(0, 40, 4):
            canvas.line(half[i : i + 3], 5, "#fffaf0")


def envelope(canvas: Canvas, at: Point, turn: float) -> None:
    """The letter: striped edge, flap, stamp, postmark, three lines for an address."""

    def put(points: list[Point]) -> list[Point]:
        return turned(points, at, turn)

    canvas.soft(
        [(x + 14, y + 34) for x, y in put([(-250, -150), (250, -150), (250, 170), (-250, 170)])], "#0f4a5588", 16
    )
    canvas.shape(put([(-250, -160), (250, -160), (250, 160), (-250, 160)]), "#fffaf0")
    for k in range(25):
        for side in (-160, 146):
            x = -250 + k * 20
            if k % 2 == 0:
                canvas.shape(
                    put([(x + 5, side), (x + 17, side), (x + 12, side + 14), (x, side + 14)]),
                    "#d9382c" if k % 4 == 0 else "#1f727c",
                )
    for k in range(16):
        for side in (-250, 236):
            y = -160 + k * 20
            if k % 2 == 0:
                canvas.shape(
                    put([(side, y + 4), (side + 14, y), (side + 14, y + 12), (side, y + 16)]),
                    "#1f727c" if k % 4 == 0 else "#d9382c",
                )
    canvas.shape(put([(-236, -146), (236, -146), (236, 146), (-236, 146)]), ("#fffdf6", "#fbeed4"))
    for y, width in ((24, 200), (60, 240), (96, 150)):
        canvas.line(
            put(smooth([(-200, y), (-200 + width * 0.4, y - 5), (-200 + width * 0.7, y + 4), (-200 + width, y)])),
            6,
            "#b9a78a",
        )
    canvas.shape(put(limb(smooth([(-206, -60), (-150, -88), (-90, -84)]), 8, 3)), "#7a5540")
    bud(canvas, put([(-92, -84)])[0], 34, 96)
    face(canvas, put([(-150, -86)])[0], 34, 10, 0.94)
    stamp(canvas, at, turn)
    postmark(canvas, put([(62, -58)])[0], turn - 14)


def stamp(canvas: Canvas, at: Point, turn: float) -> None:
    """A perforated stamp with an arcade house under a kapok sun."""
    left, top, width, height = 96.0, -128.0, 122.0, 152.0

    def put(points: list[Point]) -> list[Point]:
        return turned(points, at, turn)

    canvas.shape(put([(left, top), (left + width, top), (left + width, top + height), (left, top + height)]), "#ffffff")
    for k in range(13):
        for x, y in (
            (left + k * width / 12, top),
            (left + k * width / 12, top + height),
            (left, top + k * height / 12),
            (left + width, top + k * height / 12),
        ):
            canvas.oval(put([(x, y)])[0], 3.8, 3.8, "#fff4e0")
    west, north, east, south = left + 11, top + 11, left + width - 11, top + height - 11
    canvas.shape(put([(west, north), (east, north), (east, south), (west, south)]), ("#f6b25c", "#f7d79a"))
    canvas.shape(put([(west, south - 34), (east, south - 34), (east, south), (west, south)]), "#1f727c")
    for k in range(3):
        x = west + 8 + k * 29
        canvas.shape(
            put(
                [(x, south - 72 - k % 2 * 14), (x + 26, south - 72 - k % 2 * 14), (x + 26, south - 12), (x, south - 12)]
            ),
            ("#fffaf0", "#e9f2ea"),
        )
        arch = [
            (x + 5, south - 12),
            *bezier((x + 5, south - 30), (x + 5, south - 46), (x + 21, south - 46), (x + 21, south - 30), 8),
            (x + 21, south - 12),
        ]
        canvas.shape(put(arch), "#1f727c")
        canvas.shape(
            put([(x + 9, south - 66), (x + 17, south - 66), (x + 17, south - 54), (x + 9, south - 54)]), "#d9382c"
        )
    face(canvas, put([((west + east) / 2 + 14, north + 32)])[0], 27, 0)


def postmark(canvas: Canvas, at: Point, turn: float) -> None:
    """Two rings, a small pagoda, and the machine's waves."""
    for radius, width in ((60, 3.2), (42, 2.0)):
        ring = [(radius * math.cos(i * math.pi / 40), radius * math.sin(i * math.pi / 40)) for i in range(81)]
        canvas.line(turned(ring, at, turn), width, "#3b4a5a99")
    for k in range(12):
        canvas.oval(turned([(51, 0)], at, k * 30)[0], 2.6, 2.6, "#3b4a5a99")
    for level in range(4):
        width, y = 20 - level * 4, 20 - level * 14
        canvas.shape(
            turned([(-width, y), (width, y), (width * 0.6, y - 8), (-width * 0.6, y - 8)], at, turn), "#3b4a5a99"
        )
    for k in range(5):
        wave = [(66 + x, -28 + k * 14 + 5 * math.sin(x / 9)) for x in range(0, 92, 3)]
        canvas.line(turned(wave, at, turn), 2.6, "#3b4a5a99")
