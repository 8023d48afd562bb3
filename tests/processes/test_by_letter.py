"""Who asks by letter for a copy or to be forgotten is served at the terminal."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests import cast
from tests.processes.conftest import kapok


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert kapok(tmp_path, "sample").returncode == 0
    return tmp_path


def open_requests(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "var" / "practice.db") as database:
        return [kind for (kind,) in database.execute("SELECT kind FROM request WHERE done_at IS NULL")]


def test_a_copy_is_a_page_in_their_language_or_json(folder: Path) -> None:
    for name in ("joana.html", "joana.json"):
        told = kapok(folder, "copy", str(cast.JOANA), name)
        assert (told.returncode, told.stderr) == (0, "")
    assert "Tudo o que guardo sobre si" in (folder / "joana.html").read_text(encoding="utf-8")
    kept = json.loads((folder / "joana.json").read_text(encoding="utf-8"))
    assert kept["reader"][0]["form"] == "pt"
    assert open_requests(folder) == []


def test_a_copy_can_be_read_by_its_user_alone_and_takes_no_other_files_place(folder: Path) -> None:
    assert kapok(folder, "copy", str(cast.JOANA), "own.json").returncode == 0
    assert (folder / "own.json").stat().st_mode & 0o777 == 0o600
    again = kapok(folder, "copy", str(cast.JOANA), "own.json")
    assert (again.returncode, len(again.stderr.splitlines())) == (2, 1)
    assert "File exists" in again.stderr


def test_whoever_shall_be_forgotten_stands_in_line_for_it(folder: Path) -> None:
    told = kapok(folder, "forget", str(cast.JOANA))
    assert (told.returncode, told.stderr) == (0, "")
    assert "erased in 10 minutes" in told.stdout
    assert open_requests(folder) == ["forget"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (("copy", "1", "one.json"), "1: nobody whom Kapok knows"),
        (("copy", str(cast.JOANA), "joana.pdf"), "neither .html nor .json"),
        (("copy", str(cast.JOANA), "nowhere/joana.json"), "cannot be written"),
        (("forget", "99"), "99: nobody whom Kapok knows"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(folder: Path, said: tuple[str, ...], why: str) -> None:
    told = kapok(folder, *said)
    assert told.returncode == 2
    assert len(told.stderr.splitlines()) == 1
    assert why in told.stderr
