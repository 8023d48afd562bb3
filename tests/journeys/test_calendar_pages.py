"""/calendar with a day behind it opens that week, with what was sent in it."""

from bot.broadcast import BroadcastState
from bot.mistakes import Mistake, Why
from handlers.showing.mistakes import in_words
from tests.journeys.conftest import City, labels_of
from tests.journeys.partner_deeds import WORDS, say, until
from tests.journeys.sending import goes_out


async def test_a_day_behind_the_command_opens_its_week_and_what_was_sent_is_marked(city: City) -> None:
    author, broadcast = await goes_out(city)
    await until(city, broadcast.post_id, BroadcastState.FINISHED)
    await author.says("/calendar 下星期")
    await author.sees("3月15日", say("Nothing goes out this week."))
    await author.says("/calendar 3月10日")
    marked = await author.sees("✓ 12:0", "今晚的珠江", "▸ 2027年3月10日")
    assert "▸10" in labels_of(marked)
    await author.says("/calendar 三月")
    await author.sees("2027年3月", "1 条")
    await author.says("下星期")
    await author.sees("3月15日", say("Nothing goes out this week."))
    await author.says("/calendar foo")
    await author.sees(str(in_words(Mistake(Why.DAY_UNREADABLE), WORDS)))
