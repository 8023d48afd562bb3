"""How a database stands, told without Alembic, is what Alembic would tell."""

from alembic.script import ScriptDirectory

from storage import Database
from storage.standing import Standing, known_revisions, standing
from storage.upgrade import config, upgrade


def test_the_steps_known_by_their_files_are_those_that_alembic_would_take() -> None:
    steps = ScriptDirectory.from_config(config()).walk_revisions()
    assert known_revisions() == [step.revision for step in steps][::-1]


async def test_a_database_is_empty_then_older_after_each_step_then_up_to_date(empty_url: str) -> None:
    database = Database(empty_url)
    async with database._engines.write.begin() as connection:
        assert await connection.run_sync(standing) is Standing.EMPTY
        *older, newest = known_revisions()
        for revision in older:
            await connection.run_sync(upgrade, revision)
            assert await connection.run_sync(standing) is Standing.OLDER
        await connection.run_sync(upgrade, newest)
        assert await connection.run_sync(standing) is Standing.CURRENT
    await database.close()
