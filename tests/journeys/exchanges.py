"""Questions of readers to partners."""

from typing import Any

from bot.actions.exchange import write_to
from bot.exchanges import Said
from bot.languages import Form
from tests import cast
from tests.journeys.conftest import City, Person
from tests.journeys.deeds import reader_of, say, xpeng


async def asks_from_page(city: City, reader: Person, form: Form, text: str) -> None:
    name = (await xpeng(city)).name(form)
    await reader.says("/partners")
    await reader.presses(name)
    await reader.presses(say(form, "Write to them"))
    await reader.sees(say(form, "They see your words and your language, not who you are. The answer comes here."))
    await reader.says(text)
    await reader.sees(
        say(form, "✓ Passed on to {partner}. They don't see who you are; the answer comes here.", partner=name)
    )


async def question_at(city: City, text: str) -> dict[str, Any]:
    return await city.person(cast.ZIQING).sees(text)


async def write(city: City, text: str = "?", partner_id: int | None = None) -> None:
    emma = await reader_of(city, cast.EMMA)
    await write_to(city.store, emma, partner_id or (await xpeng(city)).id, Said(text), city.watch())
