"""Tests of many rows: one test tries them all, and names each that fails.

A test costs some six milliseconds before it does anything: every worker collects it, and it is begun, ended and told.
Thousands of rows that each ask a pure function something would be mostly that. Where a row needs anything of its own
(a database, a patch, an event loop), it stays a test of its own (`pytest.mark.parametrize`).
"""

import contextlib
import functools
import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Test = Callable[..., Any]


def each_of(names: str | tuple[str, ...], rows: Iterable[Any]) -> Callable[[Test], Test]:
    """Like `pytest.mark.parametrize`: `names` are the test's arguments, each row has their values.

    A journey may have rows too, if each is another person's: then they live in one city.
    """
    wanted = [name.strip() for name in names.split(",")] if isinstance(names, str) else [*names]
    tried = [dict(zip(wanted, row if len(wanted) > 1 else (row,), strict=True)) for row in rows]

    def of_all(test: Test) -> Test:
        @functools.wraps(test)
        def of_each(**others: Any) -> None:
            with _all_named(tried) as naming:
                for row in tried:
                    with naming(row):
                        test(**row, **others)

        @functools.wraps(test)
        async def journey_of_each(**others: Any) -> None:
            with _all_named(tried) as naming:
                for row in tried:
                    with naming(row):
                        await test(**row, **others)

        made = journey_of_each if inspect.iscoroutinefunction(test) else of_each
        signature = inspect.signature(test)
        left = [each for name, each in signature.parameters.items() if name not in wanted]
        vars(made).update(__signature__=signature.replace(parameters=left))
        return made

    return of_all


@contextlib.contextmanager
def _all_named(rows: list[dict[str, Any]]) -> Iterator[Callable[[dict[str, Any]], Any]]:
    """At its end the rows that failed are told, each by its values."""
    assert rows, "no row"
    wrong: list[Exception] = []

    @contextlib.contextmanager
    def naming(row: dict[str, Any]) -> Iterator[None]:
        try:
            yield
        except (AssertionError, ExceptionGroup) as fault:  # the latter of rows within rows
            fault.add_note(f"in the row {row!r}")
            wrong.append(fault)

    yield naming
    if wrong:
        raise ExceptionGroup(f"{len(wrong)} of {len(rows)} rows", wrong)
