"""What many machines go by: the database's clock where there is one, else this machine's."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

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


@pytest.mark.parametrize("took", [-HOUR, timedelta(minutes=2)], ids=["set back meanwhile", "slow"])
async def test_an_answer_that_took_long_moves_no_clock(took: timedelta) -> None:
    begun = datetime.now(UTC)
    times = iter([begun, begun, begun, begun + took, begun + took])

    class Late:
        async def clock(self) -> datetime:
            return begun

    late: Any = Late()
    keeper = Timekeeper(late, lambda: next(times))
    await keeper.ask()
    await keeper.ask()
    assert keeper() == begun + took, "nor do leases end before they begin"
