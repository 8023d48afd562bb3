"""Tests of many rows: one test tries them all, and names each that fails.

A test costs some six milliseconds before it does anything: every worker collects it, and it is begun, ended and told.
Thousands of rows that each ask a pure function something would be mostly that. Where a row needs anything of its own
(a database, a patch, an event loop), it stays a test of its own (`pytest.mark.parametrize`).
"""

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

Test = Callable[..., None]


def each_of(names: str | tuple[str, ...], rows: Iterable[Any]) -> Callable[[Test], Test]:
    """Like `pytest.mark.parametrize`: `names` are the test's arguments, each row has their values."""
    wanted = [name.strip() for name in names.split(",")] if isinstance(names, str) else [*names]
    tried = [row if len(wanted) > 1 else (row,) for row in rows]

    def of_all(test: Test) -> Test:
        @functools.wraps(test)
        def of_each(**others: Any) -> None:
            wrong = []
            for row in tried:
                try:
                    test(**dict(zip(wanted, row, strict=True)), **others)
                except (AssertionError, ExceptionGroup) as fault:  # the latter of rows within rows
                    fault.add_note(f"in the row {row!r}")
                    wrong.append(fault)
            if wrong:
                raise ExceptionGroup(f"{len(wrong)} of {len(tried)} rows", wrong)
            assert tried, "no row"

        signature = inspect.signature(test)
        left = [each for name, each in signature.parameters.items() if name not in wanted]
        vars(of_each).update(__signature__=signature.replace(parameters=left))
        return of_each

    return of_all
