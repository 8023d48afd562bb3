"""The benchmarks that can be made small still run: whoever doubts a figure in docs/performance.md can make it again."""

from pathlib import Path

import pytest

from tests.processes.conftest import ROOT, clean, ends, start
from tests.processes.forked import forked


@pytest.mark.parametrize(
    ("benchmark", "row"),
    [
        ("campaign --posts 2 --readers 25 --ledger 25", "each once, in its form"),
        ("cpu_per_message --messages 40 --rounds 1", "| Kapok, every record | 100 |"),
        ("digests --readers 25", "25 digests: "),
        ("search --stories 60 --on SQLite", "two words of nearly all"),
    ],
)
async def test_a_benchmark_runs_to_its_last_row(benchmark: str, row: str) -> None:
    name, *words = benchmark.split()
    code, said = await ends(await forked(ROOT, clean(), f"benchmarks.{name}", *words))
    assert code == 0, said
    assert row in said


async def test_one_that_hands_its_work_to_other_processes_does_too(tmp_path: Path) -> None:
    process = await start(tmp_path, clean(), "-m", "benchmarks.freeze", "--sizes", "300", "--on", "SQLite")
    code, said = await ends(process)
    assert code == 0, said
    assert "| SQLite | 300 |" in said
