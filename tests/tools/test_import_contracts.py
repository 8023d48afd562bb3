"""The import contracts of pyproject.toml, as far as import-linter does not see to it that they are whole."""

import tomllib
from pathlib import Path
from pkgutil import iter_modules

import bot

ROOT = Path(__file__).parents[2]


def test_every_module_of_bot_has_its_place_among_the_layers() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (layers,) = (each["layers"] for each in told["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    placed = [name.strip() for layer in layers for name in layer.split("|")]
    assert {f"bot.{module.name}" for module in iter_modules(bot.__path__)} == {
        name for name in placed if name.startswith("bot.")
    }
    assert len(placed) == len(set(placed))
