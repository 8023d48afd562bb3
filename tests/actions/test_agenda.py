"""What stands in the calendar."""

from datetime import UTC, datetime, timedelta

from bot.actions.agenda import agenda
from bot.actions.schedule import schedule
from bot.recurrence import Aim
from bot.repeating import Every, Rule
from tests import cast
from tests.actions.conftest import Newsroom


async def test_a_daily_post_stands_in_every_week_of_a_far_month(newsroom: Newsroom) -> None:
    author, post = await newsroom.speaker(cast.ZIQING), await newsroom.approved()
    aim = Aim(datetime.fromisoformat("2027-03-10 09:00"), Rule(Every.DAY))
    await schedule(newsroom.store, author, post.id, aim, newsroom.watch())
    span = (datetime(2028, 9, 1, tzinfo=UTC), datetime(2028, 9, 8, tzinfo=UTC))
    async with newsroom.store.read() as tx:
        found = await agenda(tx, span)
    assert [each.moment for each in found] == [span[0] + timedelta(days=day, hours=1) for day in range(7)]
