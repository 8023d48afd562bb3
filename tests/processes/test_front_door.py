"""The command line, Ctrl-C, and what a wrong setting or database gets."""

import asyncio
import contextlib
import signal
import socket
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions.served import serve
from storage.standing import known_revisions
from tests import cast
from tests.processes.conftest import Town, clean, ends, kapok, says, start
from tests.processes.forked import PATIENCE, called, forked
from tests.processes.plans import WORDS, plan_a_post


def test_help_tells_the_commands_and_settings_without_loading_any_library_of_the_edge(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        cwd=tmp_path,
        env=clean(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert told.returncode == 0
    assert all(word in told.stdout for word in ("run", "check", "sample", "KAPOK_BOT_TOKEN"))
    loaded = "import sys, bot.__main__; print([m for m in ('aiogram', 'telegram', 'sqlalchemy') if m in sys.modules])"
    looked = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", loaded], env=clean(), capture_output=True, text=True, check=True
    )
    assert looked.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"KAPOK_BOT_TOKEN": "nonsense"}, "KAPOK_BOT_TOKEN"),
        ({"KAPOK_DATABASE_URL": "mysql://x/y"}, "KAPOK_DATABASE_URL"),
        ({"KAPOK_ADMINS": "somebody"}, "KAPOK_ADMINS"),
        ({"KAPOK_ADMIN": "1"}, "KAPOK_ADMIN"),
        ({"KAPOK_WEBHOOK_URL": "https://kapok.example/hook"}, "KAPOK_WEBHOOK_SECRET"),
    ],
)
def test_a_wrong_setting_gets_one_clear_line_and_exit_code_2(
    tmp_path: Path, settings: dict[str, str], name: str
) -> None:
    told = kapok(tmp_path, "run", **settings)
    assert told.returncode == 2
    assert len(told.stderr.splitlines()) == 1
    assert name in told.stderr
    assert not told.stdout


def test_settings_are_read_from_a_file_and_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("KAPOK_ADMINS=nobody\n")
    assert kapok(tmp_path, "check").returncode == 2
    assert kapok(tmp_path, "check", KAPOK_ADMINS="1").returncode == 0


def test_check_says_one_line_a_finding_and_changes_nothing(tmp_path: Path) -> None:
    told = kapok(tmp_path, "check")
    assert told.returncode == 0
    assert all(line.startswith("ok ") for line in told.stdout.splitlines())
    assert not list(tmp_path.rglob("*.db"))


def test_check_finds_a_network_that_cannot_be_reached_and_a_database_that_cannot(tmp_path: Path) -> None:
    told = kapok(
        tmp_path,
        "check",
        KAPOK_BOT_TOKEN="123456:abcdef",
        KAPOK_TELEGRAM_API="http://kapok:hidden@127.0.0.1:9",
        KAPOK_DATABASE_URL="postgresql://kapok:hidden@127.0.0.1:9/kapok",
    )
    assert told.returncode == 2
    assert sum(line.startswith("WRONG") for line in told.stdout.splitlines()) == 2
    assert "WRONG token: Telegram cannot be reached at 127.0.0.1:9 (" in told.stdout
    assert "hidden" not in told.stdout + told.stderr
    assert "abcdef" not in told.stdout + told.stderr


def test_check_points_at_what_may_not_be_meant_so(tmp_path: Path) -> None:
    token = "123456:abcdef"
    told = kapok(tmp_path, "check", KAPOK_BOT_TOKEN=token, KAPOK_TELEGRAM_API="http://kapok.invalid:9").stdout
    assert "LOOK  settings: KAPOK_ADMINS names nobody" in told
    assert "LOOK  settings: the token goes unencrypted to kapok.invalid:" in told
    nearby = {"KAPOK_BOT_TOKEN": token, "KAPOK_TELEGRAM_API": "http://127.0.0.1:9", "KAPOK_ADMINS": "7"}
    assert "LOOK" not in kapok(tmp_path, "check", **nearby).stdout


async def test_check_tells_a_token_that_is_known_from_one_that_is_not(town: Town) -> None:
    for token, line in (
        (town.environment()["KAPOK_BOT_TOKEN"], "ok    token: Telegram knows it as @"),
        ("700000009:wrong", "WRONG token: Telegram does not accept it"),
    ):
        environment = town.environment(KAPOK_BOT_TOKEN=token)
        _, said = await ends(await forked(town.folder, environment, "bot", "check"))
        assert line in said
        assert token.partition(":")[2] not in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("forget", "99999999999999999999"), "99999999999999999999: not a person's numeric id"),
        (("copy", "none", "copy.html"), "none: not a person's numeric id"),
        (("sample",), "the sample is to practise with"),
        (("run", "--fast"), "unrecognized arguments: --fast"),
        ((), "COMMAND"),
    ],
)
def test_what_cannot_be_meant_so_at_a_terminal_gets_one_line_before_anything_is_made(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    said = kapok(tmp_path, *words, KAPOK_BOT_TOKEN="123456:abcdef")
    assert said.returncode == 2
    assert told in said.stderr
    assert len(said.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_database_of_a_newer_kapok_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kapok.db"
    url = f"sqlite+aiosqlite:///{path}"
    assert kapok(tmp_path, "sample", KAPOK_DATABASE_URL=url).returncode == 0
    with sqlite3.connect(path) as database:
        database.execute("update alembic_version set version_num = '9999'")
    database.close()
    told = kapok(tmp_path, "run", KAPOK_DATABASE_URL=url, KAPOK_SANDBOX_PORT="0")
    assert told.returncode == 2
    assert len(told.stderr.splitlines()) == 1
    assert "newer" in told.stderr


def test_a_file_that_is_no_database_gets_one_line(tmp_path: Path) -> None:
    (tmp_path / "kapok.db").write_text("this is not a database, it is a letter " * 100)
    told = kapok(tmp_path, "run", KAPOK_DATABASE_URL=f"sqlite+aiosqlite:///{tmp_path / 'kapok.db'}")
    assert told.returncode == 2
    assert len(told.stderr.splitlines()) == 1


@pytest.mark.parametrize("url", ["sqlite:///no-folder/kapok.db", "postgresql://kapok:hidden@host:port/kapok"])
def test_a_database_that_cannot_be_used_gets_one_line_without_its_secrets(tmp_path: Path, url: str) -> None:
    (tmp_path / "no-folder").write_text("a file")
    told = kapok(tmp_path, "run", KAPOK_DATABASE_URL=url)
    assert told.returncode == 2
    assert len(told.stderr.splitlines()) == 1
    assert "hidden" not in told.stdout + told.stderr
    assert kapok(tmp_path, "check", KAPOK_DATABASE_URL=url).stdout.count("WRONG database") == 1


def test_loading_the_sample_twice_adds_nothing(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'kapok.db'}"
    assert "is loaded" in kapok(tmp_path, "sample", KAPOK_DATABASE_URL=url).stdout
    assert "already" in kapok(tmp_path, "sample", KAPOK_DATABASE_URL=url).stdout


def test_a_sample_that_cannot_be_read_gets_one_line(tmp_path: Path) -> None:
    told = kapok(tmp_path, "sample", "--folder", str(tmp_path))
    assert told.returncode == 2
    assert len(told.stderr.splitlines()) == 1


def test_a_port_that_is_taken_for_the_sandbox_gets_one_line_that_names_the_setting(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = kapok(tmp_path, "run", KAPOK_SANDBOX_PORT=str(taken.getsockname()[1]))
    assert told.returncode == 2
    assert told.stderr.startswith("kapok: KAPOK_SANDBOX_PORT: the sandbox cannot listen on 127.0.0.1:")
    assert len(told.stderr.splitlines()) == 1


def test_chats_of_the_sandbox_that_cannot_be_read_get_one_line_that_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "var" / "sandbox").mkdir(parents=True)
    (tmp_path / "var" / "sandbox" / "state.json").write_text("{")
    told = kapok(tmp_path, "run", KAPOK_SANDBOX_PORT="0")
    assert told.returncode == 2
    assert told.stderr.startswith("kapok: the sandbox does not start: var/sandbox/state.json cannot be read")
    assert len(told.stderr.splitlines()) == 1


async def test_without_a_token_it_prints_one_address_serves_the_page_and_ctrl_c_stops_it(tmp_path: Path) -> None:
    process = await start(tmp_path, clean(KAPOK_SANDBOX_PORT="0"), "-m", "bot", "run")
    said = await says(process, "Open http://")
    address = said.split("Open ")[1].split()[0]
    page = await asyncio.to_thread(subprocess.run, ["curl", "-s", address], capture_output=True, check=True)
    assert b"<html" in page.stdout
    code, rest = await ends(process, signal.SIGINT)
    assert code == 0
    assert "nothing was left in flight" in rest
    assert (tmp_path / "var" / "practice.db").exists()


def at_revision(file: Path, revision: str) -> str:
    """Let the tables be taken for those of this revision; for which they were taken before."""
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        (before,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
        database.execute("UPDATE alembic_version SET version_num = ?", [revision])
    return str(before)


async def test_beside_a_run_on_one_file_nobody_else_serves_and_after_a_kill_a_new_one_does(town: Town) -> None:
    await town.load()
    first = await town.kapok()
    *_, older, newest = known_revisions()
    at_revision(town.folder / "kapok.db", older)
    for command in ("run", "worker"):
        code, said = await ends(await forked(town.folder, town.environment(), "bot", command))
        assert code == 2
        assert "another Kapok is at work on this file" in said
    assert at_revision(town.folder / "kapok.db", newest) == older, "nobody upgrades what somebody else works on"
    first.kill()
    await first.wait()
    assert await town.kapok()


async def bot_of(town: Town) -> str | None:
    async with town.store() as store:
        return await store.bot()


async def test_the_token_of_another_bot_than_its_database_serves_gets_one_clear_line(town: Town) -> None:
    async with town.store() as store:
        await serve(store, 5)
    for command in ("run", "worker", "check"):
        code, said = await ends(await forked(town.folder, town.environment(), "bot", command))
        assert code == 2
        assert said.count(f"this database serves the bot 5, and the token is the bot {cast.BOT}'s") == 1, said
    assert await bot_of(town) == "5"


async def test_a_refused_token_gets_one_clear_line_and_exit_code_2(town: Town) -> None:
    environment = town.environment(KAPOK_BOT_TOKEN="700000009:wrong")
    code, said = await ends(await forked(town.folder, environment, "bot", "run"))
    assert code == 2
    assert "KAPOK_BOT_TOKEN" in said
    assert "wrong" not in said.replace("wrong settings", "")
    assert await bot_of(town) is None, "a slip must not give the database away"


async def test_ctrl_c_is_heard_while_telegram_cannot_be_reached(town: Town) -> None:
    environment = town.environment(KAPOK_TELEGRAM_API="http://127.0.0.1:9")
    process = await forked(town.folder, environment, "bot", "run")
    await says(process, "cannot be reached")
    code, said = await ends(process, signal.SIGINT)
    assert code == 0, said
    assert "Traceback" not in said


OPENS = """
import asyncio, sys, bot.working, storage

async def opened():
    store = storage.Database(sys.argv[1])
    await store.open()
    await store.close()

asyncio.run(opened())
edge = ("aiogram", "alembic", "asyncpg", "opencc", "langdetect", "PIL", "holidays")
shunned = (*edge, "rapidfuzz", "defusedxml", "snowballstemmer", "telegram", "httpx", "sqlalchemy.orm")
print([name for name in shunned if name in sys.modules])
"""


def test_a_worker_on_tables_that_are_up_to_date_loads_no_library_that_sending_does_without(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'kapok.db'}"
    assert kapok(tmp_path, "sample", KAPOK_DATABASE_URL=url).returncode == 0
    looked = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", OPENS, url],
        env=clean(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert looked.stdout.strip() == "[]"


async def test_a_worker_delivers_alone_and_stops_gracefully(town: Town) -> None:
    await town.load()
    worker = await start(town.folder, town.environment(), "-m", "bot", "worker")
    town.started.append(worker)
    await says(worker, "ready")
    async with town.store() as store:
        await plan_a_post(store, timedelta(seconds=0.5))
        await town.waits_for(cast.EMMA, WORDS)
    assert await bot_of(town) == str(cast.BOT)
    code, said = await ends(worker, signal.SIGTERM)
    assert code == 0
    assert "nothing was left in flight" in said


async def test_a_worker_whose_tables_a_newer_version_has_changed_ends_with_one_clear_line(town: Town) -> None:
    await town.load()
    worker = await forked(town.folder, town.environment(), "bot", "worker")
    town.started.append(worker)
    await says(worker, "ready")
    at_revision(town.folder / "kapok.db", "9999")
    code, said = await ends(worker)
    assert code == 2
    assert said.count("a newer Kapok has changed the tables") == 1
    assert "nothing was left in flight" in said
    assert "Traceback" not in said


async def test_a_worker_without_a_token_gets_one_clear_line(tmp_path: Path) -> None:
    told = kapok(tmp_path, "worker")
    assert told.returncode == 2
    assert "KAPOK_BOT_TOKEN" in told.stderr


async def test_on_a_webhook_it_serves_ctrl_c_ends_it_and_its_secret_is_never_shown(town: Town) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    secret = "a-secret-of-some-length"
    environment = town.environment(
        KAPOK_WEBHOOK_URL=f"http://127.0.0.1:{port}/hook",
        KAPOK_WEBHOOK_SECRET=secret,
        KAPOK_WEBHOOK_LISTEN=f"127.0.0.1:{port}",
        KAPOK_LOG="debug",
    )
    process = await forked(town.folder, environment, "bot", "run")
    town.started.append(process)
    said = await says(process, "ready")
    await town.post("sandbox/send", user=cast.EMMA, key=f"{cast.BOT}:{cast.EMMA}", text="/help")
    await town.waits_for(cast.EMMA, "/stop")
    elsewhere = f"sqlite+aiosqlite:///{town.folder / 'elsewhere.db'}"
    other = await forked(town.folder, environment | {"KAPOK_DATABASE_URL": elsewhere}, "bot", "run")
    code, refused = await ends(other)
    assert code == 2
    assert "KAPOK_WEBHOOK_LISTEN" in refused
    code, rest = await ends(process, signal.SIGTERM)
    assert code == 0, rest
    assert "nothing was left in flight" in rest
    assert secret not in said + rest + refused


async def test_killed_it_leaves_no_sandbox_behind(tmp_path: Path) -> None:
    process = await forked(tmp_path, clean(KAPOK_SANDBOX_PORT="0"), "bot", "run")
    port = int((await says(process, "Open http://")).split("Open http://127.0.0.1:")[1].split()[0])
    process.kill()
    await process.communicate()
    async with asyncio.timeout(20):
        while await listens(port):  # noqa: ASYNC110 - another process: nothing tells when its socket closes
            await asyncio.sleep(0.1)


async def listens(port: int) -> bool:
    """Whether anybody does at this port of loopback."""
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


def test_each_command_finds_what_it_needs_in_a_python_that_has_loaded_nothing_of_ours(tmp_path: Path) -> None:
    assert called(tmp_path, clean(), "bot", "sample", bare=True).returncode == 0
    for words in (
        ("copy", str(cast.JOANA), "joana.json"),
        ("forget", str(cast.JOANA)),
        ("export", "all.zip"),
        ("export-texts", "1", "--form", "pt", "one.xlf"),
        ("import-texts", "one.xlf", "--by", str(cast.ZIQING)),
    ):
        told = called(tmp_path, clean(), "bot", *words, bare=True)
        assert "Traceback" not in told.stderr, (words, told.stderr)
        assert told.returncode == 0 or len(told.stderr.splitlines()) == 1, (words, told.stdout, told.stderr)
