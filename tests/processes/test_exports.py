"""The export at the terminal: a file of either kind, and one line for what cannot be done."""

import json
import zipfile
from pathlib import Path

from tests.processes.test_front_door import kapok


def test_everything_and_one_partner_are_written_and_what_is_wrong_is_said_in_one_line(tmp_path: Path) -> None:
    assert kapok(tmp_path, "sample").returncode == 0
    whole = kapok(tmp_path, "export", "all.zip")
    assert (whole.returncode, whole.stderr) == (0, "")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        kept = json.loads(archive.read("all.json"))
    assert len(kept["partners"]) > 1
    assert kept["audit"][-1]["verb"] == "export"
    one = kapok(tmp_path, "export", "one.xlsx", "--partner", "xpeng", "--form", "yue-Hant")
    assert (one.returncode, one.stderr) == (0, "")
    with zipfile.ZipFile(tmp_path / "one.xlsx") as archive:
        assert "合夥人" in archive.read("xl/workbook.xml").decode()
    for said, why in {
        ("export", "x.txt"): "neither .xlsx nor .zip",
        ("export", "x.zip", "--partner", "nobody"): "(there are: adolph, ",
        ("export", "nowhere/x.xlsx"): "cannot be written",
    }.items():
        told = kapok(tmp_path, *said)
        assert told.returncode == 2
        assert len(told.stderr.splitlines()) == 1
        assert why in told.stderr
