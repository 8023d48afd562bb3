"""Days of a reader who wants fewer posts."""

from bot.broadcast import Broadcast
from bot.languages import Form
from bot.words import words_for
from tests.journeys.conftest import City
from tests.journeys.partner_deeds import approved_post, its_minute_comes


def a_day(form: Form, n: int) -> str:
    return str(words_for(form).plural("{n} a day", "{n} a day", n))


async def goes_out(city: City) -> Broadcast:
    """A promotion of XPeng's that has gone out."""
    _, post = await approved_post(city)
    return await its_minute_comes(city, post)
