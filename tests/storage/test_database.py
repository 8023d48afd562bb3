"""The database opens once, keeps all or nothing, and says in one line why it cannot be used."""

import asyncio
import socket
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, make_url, text

from bot.languages import Form
from bot.people import Consent, Purpose
from storage import Database, StorageFault
from storage.engines import engines
from storage.schema import metadata
from tests.storage.conftest import NOW, Cast, draft, person


async def add_one(database: Database) -> None:
    async with database.write() as tx:
        value = int(await tx.programme.setting("counter") or 0)
        await tx.programme.set_setting("counter", str(value + 1))


async def run(database: Database, sql: str) -> None:
    async with database._engines.write.begin() as connection:
        await connection.execute(text(sql))


async def test_migrations_make_exactly_the_tables_that_the_code_knows(store: Database) -> None:
    def differences(connection: Connection) -> Any:
        options = {"compare_type": True, "compare_server_default": True}
        return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)

    async with store._engines.read.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_migrations_make_the_same_tables_as_the_code_on_sqlite(tmp_path: Path) -> None:
    columns = 'select t.name, t.wr, c.name, c.type, c."notnull", c.dflt_value, c.pk'
    keys = 'select t.name, f."from", f."table", f."to" from pragma_table_list t'
    looks = (
        f"{columns} from pragma_table_list t join pragma_table_info(t.name) c where t.schema = 'main'",
        f"{keys} join pragma_foreign_key_list(t.name) f",
        "select name, sql from sqlite_master where type = 'index' and sql is not null",
    )

    async def schema(database: Database) -> list[list[Any]]:
        async with database._engines.read.connect() as connection:
            found = [[tuple(row) for row in (await connection.execute(text(look))).all()] for look in looks]
        return [sorted(row for row in rows if row[0] != "alembic_version") for rows in found]

    migrated, made = (Database(f"sqlite+aiosqlite:///{tmp_path}/{name}.db") for name in ("migrated", "made"))
    await migrated.open()
    async with made._engines.write.begin() as connection:
        await connection.run_sync(metadata.create_all)
    assert await schema(migrated) == await schema(made)
    await migrated.close()
    await made.close()


async def test_a_post_from_before_numbers_were_kept_gives_none_again_under_which_presses_are_counted(
    store: Database, url: str, cast: Cast
) -> None:
    async with store.write() as tx:
        pressed, quiet = await tx.posts.add(draft(cast)), await tx.posts.add(draft(cast))
        await tx.reports.passed({(pressed.id, 1): 1, (pressed.id, 3): 2})
    await store.close()
    before = Database(url)
    await run(before, "drop index ix_plan_held")
    await run(before, "alter table broadcast drop column paused_until")
    await run(before, "alter table plan drop column passed")
    await run(before, "alter table plan drop column held_until")
    await run(before, "drop table asked")
    await run(before, "alter table chat drop column moved_at")
    await run(before, "alter table digest drop column minute")
    await run(before, "alter table digest drop column weekday")
    await run(before, "alter table post drop column numbers")
    await run(before, "update alembic_version set version_num = '0029'")
    await before.close()
    after = Database(url)
    await after.open()
    async with after.read() as tx:
        kept = [await tx.posts.get(each.id) for each in (pressed, quiet)]
    await after.close()
    assert [each and each.numbers for each in kept] == [3, 0]


async def test_those_who_start_together_make_the_tables_once(empty_url: str) -> None:
    databases = [Database(empty_url) for _ in range(6)]
    await asyncio.gather(*(database.open() for database in databases))
    await add_one(databases[0])
    async with databases[-1].read() as tx:
        assert await tx.programme.setting("counter") == "1"
    for database in databases:
        await database.close()


def test_those_who_open_a_new_sqlite_file_at_the_same_moment_wait_for_each_other(tmp_path: Path) -> None:
    def begin(url: str) -> str:
        writer = engines(url).strides
        assert writer
        barrier.wait()
        with writer.begin() as connection:
            mode = str(connection.execute(text("PRAGMA journal_mode")).scalar())
        writer.dispose()
        return mode

    barrier = Barrier(8)
    with ThreadPoolExecutor(8) as pool:
        for name in range(20):
            modes = list(pool.map(begin, [f"sqlite+aiosqlite:///{tmp_path}/{name}.db"] * 8))
            assert modes == ["wal"] * 8


async def test_it_opens_from_any_working_directory_and_makes_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = Database("sqlite+aiosqlite:///var/100%/kapok.db")
    await database.open()
    await database.close()
    assert (tmp_path / "var" / "100%" / "kapok.db").exists()


async def test_a_write_that_fails_leaves_nothing(store: Database) -> None:
    async def fail() -> None:
        async with store.write() as tx:
            await tx.readers.meet(person(7))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with store.read() as tx:
        assert await tx.readers.by_address(7) is None


async def test_a_write_that_is_cancelled_leaves_nothing_and_frees_its_place(store: Database) -> None:
    inside = asyncio.Event()

    async def hang() -> None:
        async with store.write() as tx:
            await tx.readers.meet(person(7))
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await inside.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await add_one(store)
    async with store.read() as tx:
        assert await tx.readers.by_address(7) is None
        assert await tx.programme.setting("counter") == "1"


async def test_fifty_increments_at_once_lose_nothing_on_sqlite(tmp_path: Path) -> None:
    databases = [Database(f"sqlite+aiosqlite:///{tmp_path}/kapok.db") for _ in range(5)]
    await databases[0].open()
    await asyncio.gather(*(add_one(database) for database in databases * 10))
    async with databases[0].read() as tx:
        assert await tx.programme.setting("counter") == "50"
    for database in databases:
        await database.close()


async def test_a_read_sees_one_moment(store: Database, other: Database) -> None:
    async with store.read() as tx:
        assert await tx.programme.setting("counter") is None
        await add_one(other)
        assert await tx.programme.setting("counter") is None
    async with store.read() as tx:
        assert await tx.programme.setting("counter") == "1"


async def test_a_read_changes_nothing(store: Database) -> None:
    with pytest.raises(StorageFault, match=r"read-?only"):
        async with store.read() as tx:
            await tx.programme.set_setting("counter", "1")


async def test_a_write_inside_a_write_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    store = Database(f"sqlite+aiosqlite:///{tmp_path}/kapok.db")
    await store.open()
    async with store.write():
        with pytest.raises(RuntimeError, match="wait for itself"):
            await add_one(store)
    await add_one(store)
    await store.close()


async def test_an_oversight_of_ours_is_not_called_a_fault_of_storage(store: Database, cast: Cast) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key") as told:
        async with store.write() as tx:
            await tx.follows.follow(cast.ana.id, 10**9, NOW)
    assert not isinstance(told.value, StorageFault)


async def test_a_database_of_a_newer_kapok_is_refused_and_left_alone(store: Database, url: str) -> None:
    await run(store, "update alembic_version set version_num = '9999'")
    newer = Database(url)
    with pytest.raises(StorageFault, match="newer Kapok"):
        await newer.open()
    with pytest.raises(StorageFault, match="newer Kapok"):
        await newer.check()
    await newer.close()


async def test_a_check_says_what_opening_would_do_and_changes_nothing(empty_url: str) -> None:
    database = Database(empty_url)
    (finding,) = await database.check()
    assert "will be made" in finding
    (finding,) = await database.check()
    assert "will be made" in finding
    await database.open()
    (finding,) = await database.check()
    assert "up to date" in finding
    await database.close()


async def test_a_check_makes_no_file(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/var/kapok.db")
    assert len(await database.check()) == 1
    await database.close()
    assert not (tmp_path / "var").exists()


async def test_a_read_only_file_is_refused_in_one_line(tmp_path: Path) -> None:
    whole = Database(f"sqlite+aiosqlite:///{tmp_path}/kapok.db")
    await whole.open()
    await whole.close()
    locked = Database(f"sqlite+aiosqlite:///file:{tmp_path}/kapok.db?mode=ro&uri=true")
    with pytest.raises(StorageFault, match=r"^file:.*/kapok\.db: attempt to write a readonly database$"):
        await locked.open()
    await locked.close()


async def test_what_is_no_database_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "kapok.db").write_text("not a database, but long enough to look like one" * 100)
    for path in (tmp_path, tmp_path / "kapok.db"):
        database = Database(f"sqlite+aiosqlite:///{path}")
        with pytest.raises(StorageFault, match=r"^/.*: .*database") as told:
            await database.open()
        with pytest.raises(StorageFault):
            await database.check()
        assert "\n" not in str(told.value)
        await database.close()


@pytest.mark.parametrize("place", ["geheim@127.0.0.1:1/kapok", "geheim@nowhere.invalid/kapok"])
async def test_a_server_that_cannot_be_reached_is_named_without_its_password(place: str) -> None:
    database = Database(f"postgresql+asyncpg://kapok:{place}?password=geheim")
    for step in (database.open, database.check, lambda: add_one(database)):
        with pytest.raises(StorageFault) as told:
            await step()
        assert "geheim" not in str(told.value)
        assert "/kapok: " in str(told.value)
    await database.close()


async def test_how_a_line_is_secured_may_be_said_as_postgresql_s_own_programs_say_it(postgres_url: str) -> None:
    more = "&" if "?" in postgres_url else "?"
    database = Database(f"{postgres_url}{more}sslmode=disable")
    await database.open()
    assert await database.called() is not None
    await database.close()


async def test_a_database_that_the_server_does_not_have_is_named(postgres_url: str) -> None:
    database = Database(postgres_url.replace("/kapok_", "/nothing_"))
    with pytest.raises(StorageFault, match=r'database "nothing_.*" does not exist'):
        await database.open()
    await database.close()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite+aiosqlite://",
        "sqlite+aiosqlite:///:memory:",
        "sqlite+aiosqlite:///kapok.db?mode=geheim",
        "mysql+aiomysql://u:geheim@h/d",
        "postgresql+asyncpg://u:geheim@h/d?colour=geheim",
        "nonsense",
    ],
)
def test_what_cannot_keep_anything_is_refused_at_once(url: str) -> None:
    with pytest.raises(StorageFault) as told:
        Database(url)
    assert "geheim" not in str(told.value)


async def test_a_commit_on_sqlite_survives_a_power_cut(tmp_path: Path) -> None:
    store = Database(f"sqlite+aiosqlite:///{tmp_path}/kapok.db")
    async with store._engines.write.connect() as connection:
        found = [await connection.scalar(text(f"pragma {name}")) for name in ("journal_mode", "synchronous")]
        assert found == ["wal", 2]
        assert await connection.scalar(text("pragma foreign_keys")) == 1
        assert await connection.scalar(text("pragma busy_timeout")) == 10_000
    await store.close()


async def test_what_somebody_wrote_stands_in_no_fault(store: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key") as told:
        async with store.write() as tx:
            await tx.readers.consent(
                Consent(10**9, Purpose.SERVICE, given=True, at=NOW, form=Form.EN, text_version="my secret")
            )
    assert "my secret" not in "".join(traceback.format_exception(told.value))


async def test_an_account_is_served_by_one_run_at_a_time_and_by_workers_beside_it_on_postgresql(
    postgres_url: str,
) -> None:
    mine, theirs = Database(postgres_url), Database(postgres_url)
    try:
        async with mine.serving(1, alone=True), theirs.serving(1, alone=False), theirs.serving(2, alone=True):
            with pytest.raises(StorageFault, match="another `run` of this bot"):
                await theirs.serving(1, alone=True).__aenter__()
        async with theirs.serving(1, alone=True):
            pass
    finally:
        await mine.close()
        await theirs.close()


@pytest.mark.parametrize("alone", [True, False])
async def test_a_place_that_the_server_forgot_is_taken_again_unless_another_run_has_it(
    postgres_url: str, *, alone: bool
) -> None:
    mine, theirs = Database(postgres_url), Database(postgres_url)
    kapoks = "select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory'"

    async def forgets() -> None:
        async with theirs._engines.write.connect() as connection:
            await connection.execute(text(kapoks))

    try:
        async with mine.serving(1, alone=alone):
            assert mine._seat
            await forgets()
            assert await mine.ousted() is None
            unseen, mine._seat._session = mine._seat._session, None
            assert unseen, "its connection broke, and the server has not noticed"
            assert await mine.ousted() is None
            assert await mine.ousted() is None
            async with theirs._engines.read.connect() as connection:
                assert not await connection.run_sync(theirs._undisturbed)
            if alone:
                with pytest.raises(StorageFault, match="another `run` of this bot"):
                    await theirs.serving(1, alone=True).__aenter__()
            await forgets()
            async with theirs.serving(1, alone=True):
                why = await mine.ousted()
                assert why == await mine.ousted()
                assert bool(why) is alone
                assert not alone or "another `run` of this bot has begun on it" in str(why)
            await unseen.close()
    finally:
        await mine.close()
        await theirs.close()


async def test_what_goes_wrong_while_serving_is_not_taken_for_trouble_of_the_database(postgres_url: str) -> None:
    database = Database(postgres_url)
    with pytest.raises(OSError, match="the bot's own"):
        async with database.serving(1, alone=True):
            raise OSError("the bot's own")
    await database.close()


async def test_a_connection_ends_when_the_servers_machine_says_nothing_for_a_minute(postgres_url: str) -> None:
    behind, lines = f"{make_url(postgres_url).query['host']}/.s.PGSQL.5432", list[asyncio.Task[None]]()

    async def passes_on(*near: Any) -> None:
        far = await asyncio.open_unix_connection(behind)
        for (reader, _), (_, writer) in ((near, far), (far, near)):
            lines.append(asyncio.create_task(poured(reader, writer)))

    async def poured(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while told := await reader.read(65_536):
            writer.write(told)
        writer.close()

    server = await asyncio.start_server(passes_on, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    store = Database(make_url(postgres_url).set(host=host, port=port, query={}).render_as_string(hide_password=False))
    async with store._engines.write.connect() as connection:
        mine: Any = (await connection.get_raw_connection()).driver_connection
        await connection.execute(text("select 1"))
        pool = await store._glances._lines()  # type: ignore[attr-defined]
        async with pool.acquire() as glance:
            await glance.fetchval("select 1")
            for one in (mine, glance._con):
                line = one._transport.get_extra_info("socket")
                assert line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
                assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 60_000
    await store.close()
    server.close()
    await asyncio.gather(*lines, return_exceptions=True)


async def test_a_server_is_told_to_look_for_machines_that_are_gone(postgres_url: str) -> None:
    store = Database(postgres_url)
    asked = "select name, reset_val, source from pg_settings where name like 'tcp_keepalives%' order by name"
    try:
        for engine in (store._engines.write, store._engines.read):
            async with engine.connect() as connection:
                # What is in force is always 0 on the socket of these tests: it is for connections over a network.
                found = [tuple(row) for row in await connection.execute(text(asked))]
            assert found == [
                ("tcp_keepalives_count", "3", "client"),
                ("tcp_keepalives_idle", "30", "client"),
                ("tcp_keepalives_interval", "10", "client"),
            ]
    finally:
        await store.close()


async def test_a_run_whose_connection_is_gone_holds_nobody_back_and_ends_without_a_fault(postgres_url: str) -> None:
    mine, theirs = Database(postgres_url), Database(postgres_url)
    knife = await asyncpg.connect(postgres_url.replace("postgresql+asyncpg", "postgresql"))
    cut = "select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory' and database = $1"
    try:
        async with mine.serving(1, alone=True):
            database = await knife.fetchval("select oid from pg_database where datname = current_database()")
            assert await knife.fetch(cut, database)
            async with theirs.serving(1, alone=True):
                pass
    finally:
        await knife.close()
        await mine.close()
        await theirs.close()
