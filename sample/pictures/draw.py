"""Every picture of the sample, drawn anew by `python sample/pictures/draw.py [name ...]`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from brush import Canvas

HERE = Path(__file__).parent
PICTURES = {
    "kapok": ("flowers", "portrait"),
    "kapok-in-bloom": ("branch", "scene"),
    "morning-tea": ("tea", "scene"),
    "arcades": ("arcades", "scene"),
    "letter-to-macau": ("letter", "scene"),
    "flying-car": ("flying_car", "scene"),
    "dragon-boat": ("dragon_boat", "scene"),
}


def main() -> None:
    """Draws those named, or all."""
    for name in sys.argv[1:] or PICTURES:
        module, function = PICTURES[name]
        scene: Callable[[], Canvas] = getattr(import_module(module), function)
        size = scene().save(HERE / f"{name}.png")
        sys.stdout.write(f"{name}.png  {size // 1000} KB\n")


if __name__ == "__main__":
    main()
