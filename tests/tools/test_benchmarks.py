"""The benchmarks that can be made small still run: whoever doubts a figure in docs/performance.md can make it again."""

import asyncio
import sys
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("benchmark", "row"),
    [
        ("campaign --posts 2 --readers 25 --ledger 25", "each once, in its form"),
        ("cpu_per_message --messages 40 --rounds 1", "| Kapok, every record | 100 |"),
        ("digests --readers 25", "25 digests: "),
        ("search --stories 60 --on SQLite", "two words of nearly all"),
        ("freeze --sizes 300 --on SQLite", "| SQLite | 300 |"),
    ],
)
async def test_a_benchmark_runs_to_its_last_row(benchmark: str, row: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *f"benchmarks.{benchmark}".split()), cwd=ROOT, stdout=PIPE, stderr=STDOUT
    )
    said = (await process.communicate())[0].decode()
    assert process.returncode == 0, said
    assert row in said
