"""What the committed models were made from, written beside them: a test notices drift without the packages.

A model whose script has changed since is a model that nobody can make again. `python -m tools.detection` writes
bot/data/models.toml; the same texts, files and libraries give the same models, byte for byte.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.forms.scripts import DATA
from tools.detection.sources import sources

ROOT = DATA.parent.parent
STAMP = DATA / "models.toml"
_INPUTS = (
    "tools/detection/*.py",
    "tools/detection/*.toml",
    "bot/forms/cleaning.py",
    "bot/forms/ngrams.py",
    "bot/forms/scripts.py",
    "bot/data/scripts.toml",
    "bot/data/sources.toml",
)
"""Every file of this repository that what a model learns depends on."""
_LIBRARIES = ("numpy", "scipy", "scikit-learn", "opencc", "msgpack", "PyYAML")


def recipe(root: Path = ROOT) -> str:
    """The digest of every file here that the models depend on."""
    return _digest(path for pattern in _INPUTS for path in sorted(root.glob(pattern)))


def digest(model: str) -> str:
    """The digest of a model's file."""
    return _digest([DATA / f"{model}.ngrams"])


def stamped() -> dict[str, dict[str, str]]:
    """What is written: for each model its recipe, file and libraries; under `texts` each source's digest."""
    found: dict[str, Any] = tomllib.loads(STAMP.read_text(encoding="utf-8")) if STAMP.exists() else {}
    return found


def texts(folder: Path) -> dict[str, str]:
    """The digest of what each source's package holds."""
    return {source.name: _digest(source.paths(folder)) for source in sources()}


def changed(now: dict[str, str]) -> Iterator[str]:
    """The sources whose text is not the one that the committed models come from."""
    before = stamped().get("texts", {})
    return (name for name, found in now.items() if before.get(name, found) != found)


def write(models: Iterable[str], now: dict[str, str], apart: Path) -> None:
    """Note what these models, just made, come from."""
    made = {
        "recipe": recipe(),
        "apart": _digest([apart / "apart_sha1.txt", apart / "dev.jsonl"]),
        "libraries": ", ".join(f"{name} {version(name)}" for name in _LIBRARIES),
    }
    tables = stamped() | {model: made | {"file": digest(model)} for model in models} | {"texts": now}
    lines = ["# What the models in this folder were made from; tools/detection writes this, no hand does."]
    for name, table in sorted(tables.items()):
        lines += ["", f"[{name}]", *(f'{key} = "{value}"' for key, value in table.items())]
    STAMP.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _digest(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
