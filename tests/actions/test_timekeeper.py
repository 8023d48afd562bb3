"""What many machines go by: the database's clock where there is one, else this machine's."""

from datetime import UTC, datetime, timedelta

from bot.actions.clock import Timekeeper
from tests.actions.conftest import Newsroom

HOUR = timedelta(hours=1)


async def test_a_machine_whose_clock_is_wrong_goes_by_the_database(newsroom: Newsroom, url: str) -> None:
    keeper = Timekeeper(newsroom.store, lambda: datetime.now(UTC) - HOUR)
    assert abs(keeper() + HOUR - datetime.now(UTC)) < timedelta(seconds=10)
    await keeper.ask()
    shared = url.startswith("postgresql")
    wrong = abs(keeper() - datetime.now(UTC))
    assert wrong < timedelta(seconds=10) if shared else wrong > HOUR - timedelta(seconds=10)
