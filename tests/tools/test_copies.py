"""Workers of a run of tests that begin as copies of one."""

import subprocess
import sys
from pathlib import Path

from tests.processes.conftest import ROOT, clean

CONFTEST = """
import contextlib
from tests import copies

def pytest_xdist_setupnodes(config, specs):
    block = contextlib.ExitStack()
    config.add_cleanup(block.close)
    block.enter_context(copies.begun(specs, config.args))
"""
TESTS = """
import os
import pytest

def note(what):
    with open(what, "a") as told:
        print(os.getpid(), file=told)

note("imported")

@pytest.mark.parametrize("no", range(4))
def test_it_runs(no):
    note("ran")
    assert no != 3
"""


def test_a_module_is_imported_once_for_all_workers_and_each_runs_its_share(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_noted.py").write_text(TESTS)
    run = [sys.executable, "-m", "pytest", "-n", "2", "-p", "no:cacheprovider", "-q"]
    told = subprocess.run(  # noqa: S603 - ourselves
        run, cwd=tmp_path, env=clean(PYTHONPATH=str(ROOT)), capture_output=True, text=True, check=False
    )
    assert "1 failed, 3 passed" in told.stdout, told.stdout + told.stderr
    (original,) = (tmp_path / "imported").read_text().split()
    workers = (tmp_path / "ran").read_text().split()
    assert len(workers) == 4
    assert len({*workers, original}) == 3
