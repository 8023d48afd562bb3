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


_CALLS: Mapping[str, Kind] = {"Button": Kind.BUTTON, "toast": Kind.ANSWER, "BotCommand": Kind.COMMAND}
_LABEL = "label"
"""The parameter that is a button's words, of whatever makes a button or a letter with one."""
_MADE = frozenset({"Button", "Letter"})
_TABLES: Mapping[tuple[str, str], Kind] = {
    ("handlers/turns/menus.py", "READER"): Kind.COMMAND,
    ("handlers/turns/menus.py", "COMMUNICATOR"): Kind.COMMAND,
    ("handlers/turns/menus.py", "ADMIN"): Kind.COMMAND,
    ("handlers/turns/front.py", "NAME"): Kind.NAME,
    ("handlers/turns/front.py", "DESCRIPTION"): Kind.DESCRIPTION,
    ("handlers/turns/front.py", "SHORT_DESCRIPTION"): Kind.SHORT_DESCRIPTION,
}


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, frozenset[Kind]]:
    """Every sentence whose kind is known."""
    found: defaultdict[str, set[Kind]] = defaultdict(set)
    read = {path: ast.parse(path.read_text(encoding="utf-8")) for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    makers = {path: _makers(tree) for path, tree in read.items()}
    shared = {name: place for own in makers.values() for name, place in own.items() if not name.startswith("_")}
    for path, tree in read.items():
        for sentence, kind in _said(path.relative_to(ROOT).as_posix(), tree, shared | makers[path]):
            found[sentence].add(kind)
    return {sentence: frozenset(each) for sentence, each in found.items()}


def _makers(tree: ast.Module) -> dict[str, int]:
    """The functions of a file that are given a button's label, and the place of it."""
    return {
        each.name: [arg.arg for arg in each.args.args].index(_LABEL)
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef)
        and isinstance(each.returns, ast.Name)
        and each.returns.id in _MADE
        and _LABEL in {arg.arg for arg in each.args.args}
    }


def _said(file: str, tree: ast.Module, makers: Mapping[str, int]) -> Iterator[tuple[str, Kind]]:
    for statement in tree.body:
        yield from _within(statement, _TABLES.get((file, _assigned(statement))), makers)


def _assigned(statement: ast.stmt) -> str:
    """The name that a module's statement gives a value to, or nothing."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


def _within(node: ast.AST, kind: Kind | None, makers: Mapping[str, int]) -> Iterator[tuple[str, Kind]]:
    labels: set[ast.AST] = set()
    if isinstance(node, ast.Call):
        name = _called(node)
        if name in SAYING and kind:
            yield from ((text, kind) for text in _texts(node))
        kind = _CALLS.get(name, kind)
        if name in makers:
            labels = {*node.args[makers[name] :][:1], *(each for each in node.keywords if each.arg == _LABEL)}
    for child in ast.iter_child_nodes(node):
        yield from _within(child, Kind.BUTTON if child in labels else kind, makers)


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _texts(call: ast.Call) -> Iterator[str]:
    return (each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str))
