"""What kind of sentence it is: read from the code that says it, since the network's limits differ by kind.

A sentence inside `button(…)`, `Button(…)` and the like is a button's, inside `toast(…)` the answer to a press; those
of some tables are told to the network itself (commands, name, descriptions). What is said through a variable is not
seen here: the screens' own test measures such labels as they come out.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("bot", "handlers")
SAYING = frozenset({"say", "bare", "plural", "roughly", "marked"})


class Kind(Enum):
    """A kind of sentence, and how long it may be: in UTF-16 units as Telegram counts, buttons in columns of a phone."""

    BUTTON = 40
    ANSWER = 200
    COMMAND = 256
    NAME = 64
    SHORT_DESCRIPTION = 120
    DESCRIPTION = 512

    @property
    def shown(self) -> str:
        """Its name in a sentence."""
        return f"{'an' if self is Kind.ANSWER else 'a'} {self.name.lower().replace('_', ' ')}"


_CALLS: Mapping[str, Kind] = {
    "Button": Kind.BUTTON,
    "button": Kind.BUTTON,
    "partner_button": Kind.BUTTON,
    "partners_door": Kind.BUTTON,
    "_with_button": Kind.BUTTON,
    "_act": Kind.BUTTON,
    "toast": Kind.ANSWER,
    "BotCommand": Kind.COMMAND,
}
_TABLES: Mapping[tuple[str, str], Kind] = {
    ("handlers/menus.py", "READER"): Kind.COMMAND,
    ("handlers/menus.py", "COMMUNICATOR"): Kind.COMMAND,
    ("handlers/menus.py", "ADMIN"): Kind.COMMAND,
    ("handlers/front.py", "NAME"): Kind.NAME,
    ("handlers/front.py", "DESCRIPTION"): Kind.DESCRIPTION,
    ("handlers/front.py", "SHORT_DESCRIPTION"): Kind.SHORT_DESCRIPTION,
}


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, frozenset[Kind]]:
    """Every sentence whose kind is known."""
    found: defaultdict[str, set[Kind]] = defaultdict(set)
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for sentence, kind in _said(path):
                found[sentence].add(kind)
    return {sentence: frozenset(each) for sentence, each in found.items()}


def _said(path: Path) -> Iterator[tuple[str, Kind]]:
    file = path.relative_to(ROOT).as_posix()
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        table = _TABLES.get((file, _assigned(statement)))
        yield from _within(statement, table)


def _assigned(statement: ast.stmt) -> str:
    """The name that a module's statement gives a value to, or nothing."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


def _within(node: ast.AST, kind: Kind | None) -> Iterator[tuple[str, Kind]]:
    if isinstance(node, ast.Call):
        name = _called(node)
        if name in SAYING and kind:
            yield from ((text, kind) for text in _texts(node))
        kind = _CALLS.get(name, kind)
    for child in ast.iter_child_nodes(node):
        yield from _within(child, kind)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _texts(call: ast.Call) -> Iterator[str]:
    return (each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str))
