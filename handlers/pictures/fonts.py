"""Fonts of the machine with all the bot's scripts: Noto Sans CJK, at its usual place or as fontconfig says."""

import shutil
import subprocess
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from bot.languages import Form

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

USUAL = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc"),
)
FACES: Mapping[Form, int] = {Form.ZH_HANS: 2, Form.ZH_HANT: 4, Form.YUE: 4, Form.EN: 0, Form.PT: 0}
"""Which face of the collection draws a form's own shapes of the characters: SC or HK. Latin letters are the same,
but these set quotation marks and the middle dot as wide as a character; JP, for the Latin forms, does not."""


@lru_cache(maxsize=1)
def font_file() -> Path | None:
    """Where the fonts are; none: no picture can be drawn here, and texts stand alone."""
    return next((path for path in USUAL if path.exists()), None) or _by_fontconfig()


def _by_fontconfig() -> Path | None:
    asked = shutil.which("fc-match")
    if asked is None:
        return None
    told = subprocess.run(  # noqa: S603 - fontconfig's own tool, nothing of a person's
        [asked, "--format=%{file}", "Noto Sans CJK SC"], capture_output=True, text=True, check=False, timeout=10
    )
    path = Path(told.stdout.strip())
    return path if path.name.startswith("NotoSansCJK") and path.suffix == ".ttc" and path.exists() else None


@lru_cache(maxsize=32)
def font(form: Form, size: int) -> "FreeTypeFont":
    """The font of a form. Raises `OSError` where there is none: `font_file` tells beforehand."""
    from PIL import ImageFont  # noqa: PLC0415 - only whoever draws needs it

    file = font_file()
    if file is None:
        raise OSError("no font with all scripts")
    return ImageFont.truetype(file, size, index=FACES[form])


NOBODY_S = "\uffff"
"""No character: a font draws it as the empty box that stands for what it lacks."""
PROBE = 20
INVISIBLE = {"Cf", "Mn"}
"""Joiners and marks on what stands before them: a letter with its accent is one character by then."""


@lru_cache(maxsize=4096)
def _has(form: Form, char: str) -> bool:
    if category(char) in INVISIBLE:
        return False
    face = font(form, PROBE)
    return bytes(face.getmask(char)) != bytes(face.getmask(NOBODY_S))


def drawable(text: str, form: Form) -> str:
    """What of a line the form's font can draw: emoji, which it lacks, would each be an empty box."""
    whole = normalize("NFC", text)
    kept = "".join(char for char in whole if char.isspace() or _has(form, char))
    return whole if kept == whole else " ".join(kept.split()) or "…"
