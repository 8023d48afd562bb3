"""The import contracts of pyproject.toml, as far as import-linter does not see to it that they are whole."""

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from pkgutil import iter_modules

ROOT = Path(__file__).parents[2]


def modules(folder: Path, name: str, placed: Collection[str]) -> Iterator[str]:
    """Those of a folder; a package that has no place itself stands for its own."""
    for module in iter_modules([str(folder)], f"{name}."):
        if module.ispkg and module.name not in placed:
            yield from modules(folder / module.name.rpartition(".")[2], module.name, placed)
        else:
            yield module.name


def test_every_module_of_bot_has_its_place_among_the_layers() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (layers,) = (each["layers"] for each in told["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    placed = [name.strip() for layer in layers for name in layer.split("|")]
    assert set(modules(ROOT / "bot", "bot", placed)) == {name for name in placed if name.startswith("bot.")}
    assert len(placed) == len(set(placed))
