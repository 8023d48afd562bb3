"""A Kapok whose catalogs are broken or missing: it starts, says so to its admins, and speaks along the chain."""

import shutil
import signal
from pathlib import Path

from tests import cast
from tests.processes.conftest import ROOT, Town, ends, says
from tests.processes.forked import forked

ROOMS = ("bot", "handlers", "scheduler", "storage", "sandbox", "locales", "sample")


def installation(folder: Path) -> Path:
    """A copy of the program, to be damaged."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room)  # with what is compiled already
    return folder


def compiled(folder: Path, catalog: str) -> Path:
    return folder / "locales" / catalog / "LC_MESSAGES" / "kapok.mo"


async def test_it_starts_tells_the_admin_in_the_chat_once_and_its_readers_get_the_next_language(town: Town) -> None:
    await town.load()
    copy = installation(town.folder / "copy")
    compiled(copy, "pt_MO").write_bytes(b"\xde\x12\x04\x95 and nothing that follows")
    compiled(copy, "yue_Hant_HK").unlink()
    for _ in range(2):
        process = await forked(copy, town.environment(), "bot", "run", bare=True)
        town.started.append(process)
        said = await says(process, "ready")
        await town.waits_for(cast.ZHIYUAN, "我有一部分文字缺失或读不出来")
        await town.post("sandbox/send", user=cast.JOANA, key=f"{cast.BOT}:{cast.JOANA}", text="/help")
        await town.waits_for(cast.JOANA, "in your language")
        await town.post("sandbox/send", user=cast.KAMAN, key=f"{cast.BOT}:{cast.KAMAN}", text="/help")
        await town.waits_for(cast.KAMAN, "用你的語言，為你帶來")
        code, rest = await ends(process, signal.SIGTERM)
        assert code == 0, rest
        assert "catalog pt_MO cannot be read" in said + rest
    told = [text for text in await town.received(cast.ZHIYUAN) if "读不出来" in text]
    assert len(told) == 1
    assert "葡文：读者暂时看到英文。" in told[0]
    assert "粤语：读者暂时看到繁体中文。" in told[0]
