"""What each test of the verbs says to PostgreSQL, and which of them say nothing there that two others do not say too.

Those need run on SQLite only: what is the database's own (types, locks, words that only one of them knows) stands in
the statements, and what the verb does is the same. Whatever happens at once stays on both, and so does what each table
refuses. Find them anew, in one process:
`.venv/bin/python -m pytest -p tests.actions.said tests/actions/test_*.py -k postgresql`.
"""

import inspect
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from asyncpg import connection, prepared_stmt

BY_OTHERS = Path(__file__).with_name("said_by_others.txt")
"""Their names, a line each."""
TWICE = 2
_START = 10
"""What a test costs beside its statements, in statements."""
_STAYS = re.compile(
    r"gather\(|create_task\(|TaskGroup\(|at_once|beside|meanwhile|race|one_table_left_out", re.IGNORECASE
)
"""What is about several at once, or about what each table refuses."""
_LIST = re.compile(r"\((?:\s*\$\d+[^(),]*,?)+\)(?:, )?")
_said: dict[str, set[str]] = {}
_stays: set[str] = set()
_now: list[str] = []


def plain(statement: str) -> str:
    """The same for any number of values."""
    statement = _LIST.sub("(…)", " ".join(statement.split()))
    return re.sub(r"\$\d+", "$", re.sub(r"(\(…\))+", "(…)", statement))


def by_others(said: Mapping[str, set[str]], stays: Iterable[str] = ()) -> list[str]:
    """Every test but those that together say each statement twice, if so many do."""
    times = Counter(each for words in said.values() for each in words)
    wanted = Counter({each: min(TWICE, often) for each, often in times.items()})
    left = dict(sorted(said.items()))
    for name in stays:
        wanted -= Counter(left.pop(name, ()))
    while wanted:
        best = max(left, key=lambda name: len(left[name] & wanted.keys()) / (_START + len(left[name])))
        wanted -= Counter(left.pop(best))
    return sorted(left)


def pytest_configure() -> None:
    """Hear every statement, and every one that fails."""
    _listen(connection.Connection, "_get_statement", lambda _, query, *__: query)
    _listen(
        prepared_stmt.PreparedStatement,
        "_PreparedStatement__do_execute",
        lambda statement, *_: statement.get_query(),
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Remember whose words they are."""
    name = item.nodeid.rpartition("/")[2]
    _now[:] = [name]
    _said[name] = set()
    if _STAYS.search(item.nodeid + inspect.getsource(item.obj)):  # type: ignore[attr-defined]
        _stays.add(name)
    return (yield)


def pytest_sessionfinish() -> None:
    """Write them down."""
    BY_OTHERS.write_text("".join(f"{name}\n" for name in by_others(_said, _stays)), encoding="utf-8")


def _listen(owner: Any, name: str, statement_of: Any) -> None:
    inner = getattr(owner, name)

    async def heard(self: Any, *told: Any, **more: Any) -> Any:
        said = plain(statement_of(self, *told))
        if _now:
            _said[_now[0]].add(said)
        try:
            return await inner(self, *told, **more)
        except Exception as fault:
            if _now:
                _said[_now[0]].add(f"{type(fault).__name__} at {said}")
            raise

    setattr(owner, name, heard)
