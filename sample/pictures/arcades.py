"""A street of arcade houses (qilou); one of them under bamboo scaffolding, half repainted."""

from __future__ import annotations

from collections.abc import Sequence

from brush import Canvas, Point, bezier, mix, seeded, smooth, turned
from flowers import face

STREET = 690.0
GROUND_FLOOR = 490.0
HOUSES = (  # left edge, width, roof line, wall, trim, crown
    (-30.0, 210.0, 190.0, "#cfd6cf", "#8a9a96", "wave"),
    (180.0, 220.0, 130.0, "#f0c27b", "#fff3d6", "round"),
    (400.0, 240.0, 176.0, "#d9826a", "#fbe6cf", "steps"),
    (640.0, 230.0, 110.0, "#9dc3b0", "#fdf3dc", "wave"),
    (870.0, 210.0, 168.0, "#efe0c0", "#c98b5e", "round"),
    (1080.0, 230.0, 140.0, "#c9746a", "#f8e3c8", "steps"),
)
GLASS = ("#2f7f86", "#d9482f", "#f0b23e", "#4b9a70", "#2d5f95")


def scene() -> Canvas:
    """The whole picture."""
    canvas = Canvas(1280, 800, ("#7fbccb", "#bfe0d8", "#fdecc9"))
    clouds(canvas)
    for number, (left, width, roof, wall, trim, crown) in enumerate(HOUSES):
        upper(canvas, (left, roof), width, (wall, trim), crown)
        windows(canvas, (left, roof), width, trim, number)
        arcade(canvas, left, width, (wall, trim), number)
    street(canvas)
    repair(canvas)
    lanterns(canvas)
    bicycle(canvas, (300, 706))
    leaves(canvas)
    return canvas


def clouds(canvas: Canvas) -> None:
    """Long and low."""
    for x, y, width in ((70, 80, 240), (420, 56, 200), (900, 70, 280)):
        for dx, dy, part in ((0, 0, 1.0), (0.2, -18, 0.5), (0.34, 16, 0.5)):
            canvas.box((x + dx * width, y + dy), width * part, 26, "#f3faf2", 13)


def upper(canvas: Canvas, at: Point, width: float, paint: tuple[str, str], crown: str) -> None:
    """The wall over the street, its crown and cornices."""
    (x, roof), (wall, trim) = at, paint
    middle = x + width / 2
    if crown == "round":
        canvas.shape(
            [
                (x + 40, roof + 2),
                *bezier((x + 40, roof), (x + 60, roof - 84), (x + width - 60, roof - 84), (x + width - 40, roof)),
            ],
            (trim, wall),
        )
        canvas.oval((middle, roof - 28), 15, 15, mix(wall, "#5a3a2c", 0.4))
    elif crown == "steps":
        for k, step in enumerate((78, 52, 28)):
            canvas.box((middle - step, roof - 20 * (k + 1)), step * 2, 62, trim if k % 2 else mix(trim, wall, 0.4))
        canvas.oval((middle, roof - 30), 11, 11, mix(wall, "#5a3a2c", 0.3))
    else:
        ridge = smooth(
            [
                (x + 14, roof + 2),
                (x + 34, roof - 26),
                (x + 70, roof - 20),
                (middle, roof - 70),
                (x + width - 70, roof - 20),
                (x + width - 34, roof - 26),
                (x + width - 14, roof + 2),
            ]
        )
        canvas.shape(ridge, (trim, mix(wall, trim, 0.5)))
        canvas.oval((middle, roof - 30), 13, 13, mix(wall, "#5a3a2c", 0.3))
    for k in range(int(width // 22)):
        canvas.box((x + 8 + k * 22, roof - 12), 9, 22, trim, 4)
    canvas.box((x, roof), width, GROUND_FLOOR - roof, (mix(wall, "#ffffff", 0.15), wall, mix(wall, "#5a3a2c", 0.14)))
    canvas.box((x - 3, roof - 1), width + 6, 14, trim, 3)
    canvas.box((x, roof + 13), width, 5, "#5a3a2c33")
    for px in (x + 5, x + width - 17):
        canvas.box((px, roof + 18), 12, GROUND_FLOOR - roof - 18, mix(wall, trim, 0.65))


def windows(canvas: Canvas, at: Point, width: float, trim: str, number: int) -> None:
    """Two storeys; round heads hold coloured glass."""
    x, roof = at
    pitch = (GROUND_FLOOR - roof - 30) / 2
    for floor in range(2):
        y = roof + 34 + floor * pitch
        for k in range(3):
            left, wide, tall = x + 26 + k * (width - 44) / 3, (width - 44) / 3 - 16, pitch - 36
            arch = [
                (left, y + tall),
                *bezier((left, y + 20), (left, y - 8), (left + wide, y - 8), (left + wide, y + 20), 12),
                (left + wide, y + tall),
            ]
            grown = [
                (left + wide / 2 + (a - left - wide / 2) * 1.2, y + tall / 2 + (b - y - tall / 2) * 1.06)
                for a, b in arch
            ]
            canvas.shape(grown, trim)
            canvas.shape(arch, ("#35565e", "#4f7b80", "#7fa7a2"))
            tones = [GLASS[(number + k + floor + n) % 5] for n in range(3)]
            for n, tone in enumerate(tones):
                fan = bezier(
                    (left + wide / 2, y + 26),
                    (left + wide * n / 3, y + 24),
                    (left + wide * n / 3, y + 14 - (n == 1) * 6),
                    (left + wide * (n + 0.05) / 3, y + 18 - (n == 1) * 12),
                    8,
                )
                fan += [(left + wide * (n + 1) / 3, y + 18 - (n == 1) * 12), (left + wide / 2, y + 26)]
                canvas.shape(fan, tone)
            canvas.box((left, y + 26), wide, 4, trim)
            canvas.box((left + wide / 2 - 2, y + 28), 4, tall - 28, trim)
            if (number + k + floor) % 3 == 0:
                shutter = mix("#2f7d62", "#35565e", 0.3 * (k % 2))
                canvas.box((left, y + 30), wide / 2 - 2, tall - 30, shutter)
                for slat in range(int((tall - 36) // 8)):
                    canvas.box((left + 3, y + 35 + slat * 8), wide / 2 - 8, 3, "#1c5a5288")
            canvas.box((left - 6, y + tall), wide + 12, 8, mix(trim, "#5a3a2c", 0.15), 2)
            if (number * 2 + k + floor) % 4 == 1:
                flowerbox(canvas, (left, y + tall), wide)


def flowerbox(canvas: Canvas, at: Point, wide: float) -> None:
    """Green, with red dots."""
    dice = seeded(round(at[0] * 7 + at[1]))
    for _ in range(14):
        canvas.oval(
            (at[0] + dice.uniform(0, wide), at[1] - dice.uniform(0, 14)),
            7,
            6,
            dice.choice(("#3f8a73", "#2f7d62", "#67a86b")),
        )
    for _ in range(5):
        canvas.oval((at[0] + dice.uniform(2, wide - 2), at[1] - dice.uniform(4, 18)), 3.6, 3.6, "#e8442f")
    canvas.box((at[0] - 3, at[1] - 4), wide + 6, 13, "#8a5238", 3)


def arcade(canvas: Canvas, x: float, width: float, paint: tuple[str, str], number: int) -> None:
    """The covered pavement: a dark arch, a shop within, a pillar on either side."""
    wall, trim = paint
    canvas.box((x, GROUND_FLOOR), width, STREET - GROUND_FLOOR, (mix(wall, "#5a3a2c", 0.1), mix(wall, "#5a3a2c", 0.3)))
    left, right, top = x + 24, x + width - 24, GROUND_FLOOR + 26
    arch = [
        (left, STREET),
        *bezier((left, top + 56), (left + 4, top - 12), (right - 4, top - 12), (right, top + 56)),
        (right, STREET),
    ]
    canvas.shape([(x + width / 2 + (a - x - width / 2) * 1.07, b - 6) for a, b in arch], trim)
    canvas.shape(arch, ("#2c2a33", "#4b3a35", "#6e5140"))
    warm = ("#ffd98a", "#f4a95a") if number % 2 else ("#ffe6b0", "#e8b878")
    canvas.box((left + 26, top + 62), right - left - 52, STREET - top - 78, warm)
    for k in range(1, 4):
        canvas.box((left + 26 + k * (right - left - 52) / 4 - 2, top + 62), 4, STREET - top - 78, "#5f3724")
    canvas.box((left + 20, top + 54), right - left - 40, 12, "#5f3724")
    canvas.box((left + 26, STREET - 54), right - left - 52, 38, "#8a4a30")
    awning = GLASS[number % 5]
    for k in range(8):
        wide = (right - left - 16) / 8
        canvas.box((left + 8 + k * wide, top + 52), wide, 30, awning if k % 2 else "#fff6e2")
        canvas.oval((left + 8 + (k + 0.5) * wide, top + 82), wide / 2, 8, awning if k % 2 else "#fff6e2")
    canvas.box((x - 4, GROUND_FLOOR - 8), width + 8, 16, trim, 3)
    canvas.box((x, GROUND_FLOOR + 8), width, 5, "#5a3a2c33")
    for px in (x, x + width - 22):
        canvas.box(
            (px, GROUND_FLOOR + 22), 22, STREET - GROUND_FLOOR - 22, (mix(wall, trim, 0.7), mix(wall, "#5a3a2c", 0.2))
        )
        canvas.box((px - 4, GROUND_FLOOR + 40), 30, 10, trim, 2)
        canvas.box((px - 4, STREET - 26), 30, 26, mix(trim, "#5a3a2c", 0.25))


def street(canvas: Canvas) -> None:
    """Granite slabs."""
    canvas.box((0, STREET), 1280, 18, ("#d9cdb6", "#a99c88"))
    canvas.box((0, STREET + 18), 1280, 100, ("#8f9793", "#6b7678"))
    for row, y in enumerate((STREET + 42, STREET + 70, STREET + 102)):
        canvas.line([(0, y), (1280, y)], 2, "#5c686b")
        for k in range(9):
            x = k * 160 + row * 70 - 40
            canvas.line([(x, y), (x + (x - 640) * 0.05, y + 30)], 2, "#5c686b")


def repair(canvas: Canvas) -> None:
    """The third house: fresh paint on one half, bamboo poles, two people at work."""
    left, width, roof, *_ = HOUSES[2]
    patch = smooth(
        [
            (left + 12, roof + 20),
            (left + 116, roof + 20),
            (left + 96, roof + 90),
            (left + 122, roof + 170),
            (left + 92, roof + 250),
            (left + 110, GROUND_FLOOR - 10),
            (left + 12, GROUND_FLOOR - 10),
        ],
        steps=5,
    )
    canvas.shape(patch, "#5a3a2c2a")
    dice = seeded(6)
    for _ in range(30):
        canvas.box((left + dice.uniform(18, 90), roof + dice.uniform(30, 290)), dice.uniform(10, 24), 6, "#5a3a2c30", 2)
    pole, tie = "#c9a24a", "#7d5a24"
    for k in range(5):
        x = left + 6 + k * (width - 12) / 4
        canvas.line([(x, roof - 66 + k % 2 * 16), (x + (k - 2), STREET + 6)], 7, pole)
        for joint in range(9):
            canvas.line([(x - 4, roof - 30 + joint * 66), (x + 4, roof - 30 + joint * 66)], 3, tie)
    for y in (roof + 20, roof + 128, roof + 236, GROUND_FLOOR + 40):
        canvas.line([(left - 14, y), (left + width + 14, y - 3)], 7, pole)
    for y in (roof + 128, roof + 236):
        canvas.box((left - 4, y - 10), width + 8, 8, "#a5743e", 2)
    worker(canvas, (left + 168, roof + 118), "#f0b23e", 1)
    worker(canvas, (left + 70, roof + 226), "#2d5f95", -1)


def worker(canvas: Canvas, foot: Point, shirt: str, way: int) -> None:
    """Somebody with a brush and a straw hat."""
    x, y = foot
    for dx in (-7, 7):
        canvas.line([(x + dx, y - 34), (x + dx * 1.3, y - 2)], 10, "#3b4a5a")
    canvas.box((x - 15, y - 72), 30, 42, shirt, 9)
    canvas.line([(x + way * 8, y - 62), (x + way * 26, y - 74), (x + way * 38, y - 92)], 8, "#e8b48a")
    canvas.line([(x + way * 38, y - 92), (x + way * 45, y - 104)], 4, "#7d5a24")
    canvas.box((x + way * 47 - 8, y - 116), 16, 13, "#fff3d6", 3)
    canvas.oval((x, y - 84), 11, 12, "#e8b48a")
    canvas.shape([(x - 23, y - 86), (x, y - 106), (x + 23, y - 86)], ("#f6dc95", "#d9a94e"))


def lanterns(canvas: Canvas) -> None:
    """A string of them under the cornice."""
    for left in (180, 640, 1080):
        rope = bezier((left, 470), (left + 70, 506), (left + 150, 506), (left + 220, 470), 4)
        canvas.line(bezier((left, 470), (left + 70, 506), (left + 150, 506), (left + 220, 470)), 2, "#5f3724")
        for x, y in rope[1:4]:
            canvas.oval((x, y + 20), 17, 15, ("#ff8a55", "#e23d2a", "#a81f22"))
            canvas.box((x - 6, y + 3), 12, 4, "#f0b23e", 1)
            canvas.box((x - 6, y + 33), 12, 4, "#f0b23e", 1)
            canvas.line([(x, y + 37), (x, y + 50)], 2.4, "#d9482f")


def bicycle(canvas: Canvas, at: Point) -> None:
    """Parked at the kerb, flowers in its basket."""
    x, y = at

    def put(points: Sequence[Point]) -> list[Point]:
        return [(x + a, y + b) for a, b in points]

    for wheel in (-56, 56):
        ring = turned([(0, 0)], (x + wheel, y), 0)[0]
        canvas.oval(ring, 36, 36, "#2b3238")
        canvas.oval(ring, 31, 31, "#7d8784")
        for k in range(6):
            canvas.line(turned([(-31, 0), (31, 0)], ring, k * 30), 1, "#dfe4e2")
    frame = "#1f727c"
    for points in (
        [(-56, 0), (-16, -52), (34, -52), (-4, 0), (-56, 0)],
        [(-4, 0), (-22, -66)],
        [(56, 0), (34, -52), (30, -76)],
    ):
        canvas.line(put(points), 5, frame)
    canvas.line(put([(-36, -68), (-8, -68)]), 9, "#5f3724")
    canvas.line(put([(30, -76), (12, -84)]), 5, "#2b3238")
    canvas.shape(put([(36, -84), (80, -84), (74, -50), (42, -50)]), ("#d8a765", "#a5743e"))
    for fx, fy in ((46, -90), (62, -96), (74, -88)):
        face(canvas, (x + fx, y + fy), 14, fx)


def leaves(canvas: Canvas) -> None:
    """A branch at the corner, for depth."""
    dice = seeded(12)
    for k in range(42):
        at = (1290 - dice.random() ** 1.4 * 240, dice.random() ** 1.6 * 150 - 10)
        leaf = smooth([(0, 0), (16, -9), (40, 0), (16, 9)], closed=True, steps=6)
        canvas.shape(turned(leaf, at, dice.uniform(70, 170), 1.25), ("#2f7d62", "#1c5a52", "#3f8a73")[k % 3])
    face(canvas, (1196, 62), 42, 20)
    face(canvas, (1256, 128), 34, -10)
