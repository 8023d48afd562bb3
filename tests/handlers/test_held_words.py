"""The page of what is held on somebody: nothing of it may stand under a name of the program's own."""

from handlers.audience.held_words import TABLES
from storage.traces import TRACES


def test_every_table_with_a_trace_of_somebody_has_a_name_that_they_can_read() -> None:
    assert {trace.table.name for trace in TRACES} <= set(TABLES)
