"""What journeys of readers and admins do and look up again and again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.content import Post, PostKind, PostState, Version
from bot.languages import Form
from bot.partners import Partner
from bot.people import Purpose, Reader
from bot.places import Place
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import TOKEN, City, Person, plain
from tests.rows import each_of


async def reader_of(city: City, address: int) -> Reader:
    async with city.store.read() as tx:
        reader = await tx.readers.by_address(address)
    assert reader is not None
    return reader


async def commands(person: Person) -> dict[str, str]:
    await person.settles()
    query = {"key": person.key, "user": str(person.id)}
    async with person.http.get(f"{person.url}/sandbox/messages", params=query) as response:
        answer = await response.json()
    return {one["command"]: one["description"] for one in answer["commands"]}


ADMIN = cast.ZHIYUAN


async def speaks_english(city: City, user: int) -> Person:
    """The same person with the bot in English, so that the test reads like its transcript."""
    async with city.store.write() as tx:
        reader = await tx.readers.by_address(user)
        assert reader is not None
        await tx.readers.save(replace(reader, form=Form.EN))
    return city.person(user)


async def pressing(city: City, person: Person, data: str) -> dict[str, Any]:
    """The answer to a button of any kind: one that stood in an old message, or that somebody made up."""
    async with city.http.post(
        f"{city.url}/bot{TOKEN}/sendMessage",
        json={
            "chat_id": person.id,
            "text": "an old message",
            "reply_markup": {"inline_keyboard": [[{"text": "old", "callback_data": data}]]},
        },
    ) as response:
        message = (await response.json())["result"]
    answer = await person.presses_data(message["message_id"], data)
    assert answer is not None, data
    return answer


async def the_partner(city: City, slug: str) -> Partner:
    async with city.store.read() as tx:
        partner = await tx.partners.by_slug(slug)
    assert partner is not None
    return partner


def say(form: Form, sentence: str, **gaps: object) -> str:
    return plain(words_for(form).say(sentence, **gaps))


async def xpeng(city: City) -> Partner:
    async with city.store.read() as tx:
        partner = await tx.partners.by_slug("xpeng")
    assert partner is not None
    return partner


EVERY_FORM = pytest.mark.parametrize(("who", "form"), [(who, form) for form, who in cast.READERS.items()])
"""Of a test that is told who reads, and in which form."""
TWO = (Form.YUE, Form.PT)
"""One in Han characters and one in Latin letters: enough where people press and the bot speaks, and not of itself.

That each screen speaks all five is looked at in `tests/screens`; all five are gone through where people write.
"""
TWO_FORMS = pytest.mark.parametrize(("who", "form"), [(cast.READERS[form], form) for form in TWO])
"""As `EVERY_FORM`, of two: where what is shown depends on the form."""
IN_CANTONESE, IN_PORTUGUESE = (pytest.mark.parametrize(("who", "form"), [(cast.READERS[form], form)]) for form in TWO)
"""As `TWO_FORMS`, of one: where people only press, one walk shows it (the one here, the other there)."""
EVERYBODY = each_of(("who", "form"), [(who, form) for form, who in cast.READERS.items()])
"""As `EVERY_FORM`, all of them in one city: of what they hear themselves, whatever the others do there."""
TWO_PEOPLE = each_of(("who", "form"), [(cast.READERS[form], form) for form in TWO])
"""As `TWO_FORMS`, both in one city."""


async def ledger(city: City, who: int) -> list[tuple[Purpose, bool]]:
    async with city.store.read() as tx:
        lines = await tx.readers.consents((await reader_of(city, who)).id)
    return [(line.purpose, line.given) for line in lines]


async def planted(city: City, user: int, data: str) -> int:
    """A message with a button of this data: what an old or a forged one looks like to the bot."""
    markup = {"inline_keyboard": [[{"text": "?", "callback_data": data}]]}
    message = {"chat_id": user, "text": "An old message", "reply_markup": markup}
    async with city.http.post(f"{city.url}/bot{TOKEN}/sendMessage", json=message) as response:
        return int((await response.json())["result"]["message_id"])


def first_line(text: str) -> str:
    return plain(text).splitlines()[0]


LANTERNS = {
    Form.ZH_HANS: "<b>荔湾湖的灯会</b>\n\n水面上都是灯。",
    Form.EN: "<b>Lanterns on the lake</b>\n\nLights all over the water.",
    Form.PT: "<b>Lanternas no lago</b>\n\nLuzes e tradições.",
}


async def tell(
    city: City, texts: Mapping[Form, str], *, years: int = 0, places: frozenset[Place] = frozenset()
) -> Post:
    async with city.store.write() as tx:
        partner = await tx.partners.by_slug("adolph")
        assert partner is not None
        at = city.watch()
        at = at.replace(year=at.year - years)
        versions = {form: Version(form, text) for form, text in texts.items()}
        post = Post(0, partner.id, 1, PostKind.STORY, PostState.SENT, at, versions, sent_at=at, places=places)
        return await tx.posts.add(post)
