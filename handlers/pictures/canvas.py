"""A sheet to draw on: text that fits its place, boxes, and the picture as PNG."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from bot.languages import Form
from handlers.pictures.fonts import drawable, font

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

PAPER, INK, FAINT, LINE = "#fffdf8", "#2b2622", "#8a817a", "#e6ded4"
RED, GREEN, AMBER, BLUE = "#c8412f", "#4d8a57", "#c98a1b", "#3f6f9f"
HAN_BEGINS = "\u2e80"
NO_LINE_BEGINS = "，。、！？：；」』”）…"
Box = tuple[float, float, float, float]


@dataclass
class Canvas:
    """A sheet in one form's own letters."""

    form: Form
    width: int
    height: int
    _draw: "ImageDraw" = field(init=False)

    def __post_init__(self) -> None:
        from PIL import Image, ImageDraw  # noqa: PLC0415 - only whoever draws needs it

        self._image = Image.new("RGB", (self.width, self.height), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def text(self, at: tuple[float, float], text: str, size: int, **how: str) -> None:
        """A line; `anchor` and `fill` as Pillow has them."""
        text = drawable(text, self.form)
        self._draw.text(at, text, font=font(self.form, size), fill=how.get("fill", INK), anchor=how.get("anchor", "la"))

    def fitted(self, at: tuple[float, float], text: str, size: int, width: float, **how: str) -> None:
        """A line that is cut with “…” where its place ends."""
        self.text(at, fit(text, self.form, size, width), size, **how)

    def box(self, box: Box, fill: str, *, radius: float = 0) -> None:
        """A filled box."""
        if box[2] > box[0] and box[3] > box[1]:
            self._draw.rounded_rectangle(box, radius=radius, fill=fill)

    def rule(self, box: Box) -> None:
        """A thin line."""
        self._draw.line(box, fill=LINE, width=2)

    def png(self) -> bytes:
        """The picture."""
        kept = BytesIO()
        self._image.save(kept, "PNG", optimize=True)
        return kept.getvalue()


def broken(text: str, form: Form, size: int, width: float) -> tuple[str, str]:
    """A text on two lines: as much as fits on the first, Latin words whole; the second is cut where it ends."""
    text, face = drawable(text, form), font(form, size)
    if face.getlength(text) <= width:
        return text, ""
    at = next(at for at in range(len(text), 0, -1) if at == 1 or face.getlength(text[:at]) <= width)
    if not text[at].isspace() and text[at] < HAN_BEGINS and " " in text[:at]:
        at = text.rindex(" ", 0, at)
    elif text[at] in NO_LINE_BEGINS and at > 1:
        at -= 1
    return text[:at].rstrip(), fit(text[at:].lstrip(), form, size, width)


def fit(text: str, form: Form, size: int, width: float) -> str:
    """As much of a line as fits."""
    text, face = drawable(text, form), font(form, size)
    if face.getlength(text) <= width:
        return text
    while text and face.getlength(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"
