"""A small brush over Pillow: shapes in logical units, drawn three times too large, then reduced."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageColor, ImageDraw, ImageFilter

SCALE = 3
HEAVY = 145_000  # bytes; above it a picture is saved with a palette

Point = tuple[float, float]
Colour = tuple[int, int, int, int]
Fill = str | Sequence[str]  # one colour (#rrggbb or #rrggbbaa), or a gradient from top to bottom


def rgba(colour: str) -> Colour:
    """The four channels of a CSS colour."""
    found = ImageColor.getcolor(colour, "RGBA")
    if not isinstance(found, tuple):
        raise TypeError(colour)
    return (found[0], found[1], found[2], found[3])


def seeded(seed: int) -> Random:
    """Dice that fall the same way every time."""
    return Random(seed)  # noqa: S311  (leaves and ripples, no secrets)


def mix(one: str, other: str, share: float) -> str:
    """The colour that lies `share` (0..1) of the way from one to the other."""
    pairs = zip(rgba(one), rgba(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def bezier(a: Point, b: Point, c: Point, d: Point, steps: int = 24) -> list[Point]:
    """Points along a cubic curve, both ends included."""
    found = []
    for step in range(steps + 1):
        t = step / steps
        k = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        x = k[0] * a[0] + k[1] * b[0] + k[2] * c[0] + k[3] * d[0]
        y = k[0] * a[1] + k[1] * b[1] + k[2] * c[1] + k[3] * d[1]
        found.append((x, y))
    return found


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 12) -> list[Point]:
    """A soft line through all the points (Catmull-Rom)."""
    count = len(points)
    found: list[Point] = []
    for i in range(count if closed else count - 1):
        around = [i - 1, i, i + 1, i + 2]
        kept = [n % count if closed else min(max(n, 0), count - 1) for n in around]
        p, a, d, q = (points[n] for n in kept)
        b = (a[0] + (d[0] - p[0]) / 6, a[1] + (d[1] - p[1]) / 6)
        c = (d[0] - (q[0] - a[0]) / 6, d[1] - (q[1] - a[1]) / 6)
        found += bezier(a, b, c, d, steps)
    return found


def turned(points: Sequence[Point], at: Point, degrees: float, size: float = 1.0) -> list[Point]:
    """Points drawn around the origin, sized, turned and moved to their place."""
    c, s = math.cos(math.radians(degrees)) * size, math.sin(math.radians(degrees)) * size
    return [(at[0] + x * c - y * s, at[1] + x * s + y * c) for x, y in points]


def limb(spine: Sequence[Point], start: float, end: float) -> list[Point]:
    """The outline of a branch along a spine, `start` wide at its root and `end` at its tip."""
    left, right = [], []
    last = len(spine) - 1
    for i, (x, y) in enumerate(spine):
        before, after = spine[max(i - 1, 0)], spine[min(i + 1, last)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        half = (start + (end - start) * i / last) / 2
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return left + right[::-1]


def column(stops: Sequence[str], size: tuple[int, int]) -> Image.Image:
    """A gradient from top to bottom through evenly spaced colours."""
    width, height = size
    line = Image.new("RGBA", (1, height))
    parts = len(stops) - 1
    for y in range(height):
        place = y / max(height - 1, 1) * parts
        i = min(int(place), parts - 1)
        line.putpixel((0, y), rgba(mix(stops[i], stops[i + 1], place - i)))
    return line.resize((width, height))


class Canvas:
    """One picture; all coordinates are in final pixels."""

    def __init__(self, width: int, height: int, sky: Sequence[str]) -> None:
        self.width, self.height = width, height
        self.image = column(sky, (width * SCALE, height * SCALE)).convert("RGB")
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def shape(self, points: Sequence[Point], fill: Fill) -> None:
        """A filled polygon."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        if isinstance(fill, str):
            self.pen.polygon(scaled, fill=rgba(fill))
            return
        left, top = (math.floor(min(p[i] for p in scaled)) for i in (0, 1))
        right, bottom = (math.ceil(max(p[i] for p in scaled)) + 1 for i in (0, 1))
        mask = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in scaled], fill=255)
        self._pour(mask, (left, top), fill)

    def oval(self, at: Point, rx: float, ry: float, fill: Fill, degrees: float = 0.0) -> None:
        """A filled ellipse around a point."""
        ring = [(rx * math.cos(i * math.pi / 60), ry * math.sin(i * math.pi / 60)) for i in range(120)]
        self.shape(turned(ring, at, degrees), fill)

    def box(self, at: Point, width: float, height: float, fill: Fill, radius: float = 0.0) -> None:
        """A rectangle from its top left corner, with round corners if asked."""
        x, y = at
        if not radius:
            self.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill)
            return
        r = min(radius, width / 2, height / 2)
        right, bottom = x + width - r, y + height - r
        corners = ((right, y + r, -90), (right, bottom, 0), (x + r, bottom, 90), (x + r, y + r, 180))
        points = []
        for cx, cy, angle in corners:
            turns = [math.radians(angle + 7.5 * i) for i in range(13)]
            points += [(cx + r * math.cos(a), cy + r * math.sin(a)) for a in turns]
        self.shape(points, fill)

    def line(self, points: Sequence[Point], width: float, colour: str) -> None:
        """A line with round ends (use an opaque colour, or a thin line)."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=rgba(colour), width=max(round(width * SCALE), 1), joint="curve")
        if width > 2 and rgba(colour)[3] == 255:
            half = width * SCALE / 2
            for x, y in (scaled[0], scaled[-1]):
                self.pen.ellipse((x - half, y - half, x + half, y + half), fill=rgba(colour))

    def soft(self, points: Sequence[Point], fill: str, blur: float) -> None:
        """A polygon with a blurred edge: glow, mist, shadow."""
        small = Image.new("L", (self.width, self.height), 0)
        ImageDraw.Draw(small).polygon([(x, y) for x, y in points], fill=rgba(fill)[3])
        small = small.filter(ImageFilter.GaussianBlur(blur))
        mask = small.resize(self.image.size, Image.Resampling.BICUBIC)
        self.image.paste(Image.new("RGB", self.image.size, rgba(fill)[:3]), (0, 0), mask)

    def glow(self, at: Point, radius: float, colour: str) -> None:
        """A round light that fades outwards."""
        ring = [(math.cos(i * math.pi / 30), math.sin(i * math.pi / 30)) for i in range(60)]
        self.soft(turned(ring, at, 0, radius), colour, radius * 0.45)

    def save(self, path: Path) -> int:
        """Writes the picture; returns its size in bytes."""
        final = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        out = BytesIO()
        final.save(out, "PNG", optimize=True)
        if out.tell() > HEAVY:
            out = BytesIO()
            palette = final.quantize(256, Image.Quantize.MEDIANCUT, kmeans=1)
            palette = final.quantize(palette=palette, dither=Image.Dither.NONE)
            palette.save(out, "PNG", optimize=True)
        return path.write_bytes(out.getvalue())

    def _pour(self, mask: Image.Image, at: tuple[int, int], stops: Sequence[str]) -> None:
        colours = column(stops, mask.size)
        if any(rgba(stop)[3] < 255 for stop in stops):
            alpha = colours.getchannel("A")
            mask = Image.composite(alpha, Image.new("L", mask.size, 0), mask)
        self.image.paste(colours.convert("RGB"), at, mask)
