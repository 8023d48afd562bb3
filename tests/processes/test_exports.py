"""Exports: at the terminal a file of either kind, and one line for what cannot be done; in the chat one cut short."""

import json
import signal
import zipfile
from pathlib import Path

import pytest

from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.processes.conftest import Town, kapok

WORDS = words_for(Form.ZH_HANS)
"""The admin's."""
WRITING = WORDS.bare("I'm writing your file. You can go on meanwhile.")
CUT_SHORT = WORDS.bare(
    "I was restarted while I wrote your file, so it didn't come. Nothing is lost: have it made again."
)
DONE = str(WORDS.plural("Here is your file: {n} row.", "Here is your file: {n} rows.", 1)).partition("1")[0].strip()


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


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_an_export_that_a_stop_cut_short_is_said_at_the_next_start_and_made_again(
    town: Town, how: signal.Signals
) -> None:
    await town.load()
    first = await town.kapok()
    await town.post("control/faults", method="sendDocument", delay=20)
    await asks_for_everything(town)
    await town.waits_for(cast.ZHIYUAN, WRITING)
    first.send_signal(how)
    await first.communicate()
    await town.http.delete(f"{town.url}/control/faults")
    await town.kapok()
    texts = await town.waits_for(cast.ZHIYUAN, CUT_SHORT)
    assert not any(WRITING in text for text in texts)
    await presses(town, cast.ZHIYUAN, WORDS.bare("Make it again"))
    await town.waits_for(cast.ZHIYUAN, DONE)


async def asks_for_everything(town: Town) -> None:
    await town.post("sandbox/send", user=cast.ZHIYUAN, key=f"{cast.BOT}:{cast.ZHIYUAN}", text="/export")
    await town.waits_for(cast.ZHIYUAN, "Excel")
    await presses(town, cast.ZHIYUAN, "JSON")


async def presses(town: Town, user: int, label: str) -> None:
    """Press the newest button that says this."""
    key = f"{cast.BOT}:{user}"
    async with town.http.get(f"{town.url}/sandbox/messages", params={"key": key, "limit": "50"}) as response:
        messages = (await response.json())["messages"]
    message_id, data = next(
        (message["message_id"], button["callback_data"])
        for message in reversed(messages)
        for row in (message.get("reply_markup") or {}).get("inline_keyboard", [])
        for button in row
        if button["text"] == label
    )
    await town.post("sandbox/press", user=user, key=key, message_id=message_id, data=data, wait=1)
