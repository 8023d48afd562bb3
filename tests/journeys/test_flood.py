"""One person sends far more than anybody can read: they are slowed and told so once, others notice nothing."""

from handlers.turns.middlewares import MOST_WAITING, OVERRUN
from tests import cast
from tests.journeys.conftest import City

FLOOD = 200


async def test_who_floods_is_told_once_and_heard_again_while_others_are_answered_as_usual(city: City) -> None:
    emma, joana = city.person(cast.EMMA), city.person(cast.JOANA)
    place = {"id": cast.EMMA, "type": "private", "first_name": "Emma", "is_bot": False}
    updates = city.world.bots[cast.BOT].updates
    for number in range(FLOOD):
        said = {"message_id": 5_000 + number, "date": 1, "chat": place, "from": place, "text": "/help"}
        updates.add("message", {**said, "entities": [{"type": "bot_command", "offset": 0, "length": 5}]})
    for each in ("/help", "/settings", "/stories"):
        await joana.says(each)
    await joana.sees("Histórias")
    await emma.sees(OVERRUN)
    await city.kapok._conversations["idle"]()
    told = [message["text"] for message in await emma.messages() if message["from"]["id"] == cast.BOT]
    assert told.count(OVERRUN) == 1
    assert MOST_WAITING <= len(told) - 1 < FLOOD
    mine = [message for message in await joana.messages() if message["from"]["id"] == cast.BOT]
    assert len(mine) == 3
    await emma.says("/help")
    await emma.sees("/stories")
    assert [message["text"] for message in await emma.messages()].count(OVERRUN) == 1
