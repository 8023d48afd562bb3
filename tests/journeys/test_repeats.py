"""An update that comes again, as after a crash before its answer, changes nothing more and is handed on once."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.actions.settle_in import choose_form
from bot.languages import Form
from bot.people import Purpose
from bot.requests import RequestKind
from handlers.audience.questions import AT_DOOR, INVITED, OPENING, PAYLOAD
from handlers.audience.writing import PARTNER
from storage.schema import Moment, metadata
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import commands, ledger, reader_of, xpeng
from tests.journeys.exchanges import write
from tests.journeys.reader_deeds import invitation
from tests.journeys.stage import Stage, buttons, stage, stale

__all__ = ["stage"]
READERS = "handlers.audience."
SENT_AGAIN = {"a_mine"}
"""What is held on them is sent, and noted, each time that it is asked for."""
WATCHED = frozenset(
    {
        *("reader", "chat", "follow", "consent", "digest", "vote", "share", "share_media", "media"),
        *("request", "exchange", "press", "invitation", "member", "dialogue"),
    }
)


async def standing(city: City) -> dict[str, list[tuple[Any, ...]]]:
    """All that readers' presses can change, without the moments and the numbers of messages."""
    found = {}
    async with city.store.read() as tx:
        for table in metadata.sorted_tables:
            if table.name in WATCHED:
                columns = [one for one in table.c if not isinstance(one.type, Moment) and one.name != "data"]
                rows = await tx.readers._all(select(*columns))  # type: ignore[attr-defined]
                found[table.name] = sorted((tuple(row) for row in rows), key=str)
    return found


async def test_every_button_of_a_reader_does_the_same_when_its_press_comes_again(stage: Stage) -> None:
    kinds = [kind for kind in buttons(stage.city.kapok._conversations) if kind.__module__.startswith(READERS)]
    assert len(kinds) > 40
    known, changed = await stage.known(), []
    for kind in kinds:
        for data in sorted(stale(kind)):
            await stage.stands(cast.EMMA, None, known)
            await stage.hears("callback_query", cast.EMMA, data=data)
            once = await standing(stage.city)
            await stage.hears_again()
            changed += [data] if await standing(stage.city) != once else []
    assert set(changed) == SENT_AGAIN


async def test_words_for_a_partner_are_handed_on_once_though_their_update_comes_again(stage: Stage) -> None:
    partner, emma = await xpeng(stage.city), await reader_of(stage.city, cast.EMMA)
    for text in ("When do you open?", "And on Sundays?"):
        await stage.stands(cast.EMMA, "Writing:text", {PARTNER: partner.id})
        await stage.hears("message", cast.EMMA, text=text)
        await stage.stands(cast.EMMA, "Writing:text", {PARTNER: partner.id})  # as a crash would have left it
        assert await stage.hears_again() == ["sendMessage"]
    async with stage.city.store.read() as tx:
        exchange = await tx.exchanges.between(emma.id, partner.id)
    assert exchange
    assert exchange.asked == 2


async def test_a_communicators_answer_is_handed_on_once_though_its_update_comes_again(stage: Stage) -> None:
    known, emma = await stage.known(), await reader_of(stage.city, cast.EMMA)
    data = {"exchange_id": known["exchange_id"]}
    for text in ("At ten.", "At ten."):
        await stage.stands(cast.ZIQING, "Answering:text", data)
        await stage.hears("message", cast.ZIQING, text=text)
        await stage.stands(cast.ZIQING, "Answering:text", data)  # as a crash would have left it
        assert await stage.hears_again() == ["sendMessage"]
    async with stage.city.store.read() as tx:
        exchange = await tx.exchanges.get(known["exchange_id"])
    assert exchange
    assert (exchange.answered, exchange.reader_id) == (2, emma.id)
    assert len(exchange.heard) == len(set(exchange.heard)) == 2
    assert max(exchange.heard) < 0


async def test_the_first_story_comes_once_though_its_yes_comes_again(stage: Stage) -> None:
    await stage.hears("callback_query", cast.NEWCOMER, data="a_form:en")
    assert "sendPhoto" in await stage.hears("callback_query", cast.NEWCOMER, data="a_yes")
    assert "sendPhoto" not in await stage.hears_again()


async def test_the_same_words_in_another_message_are_handed_on_again(city: City) -> None:
    partner, emma = await xpeng(city), await reader_of(city, cast.EMMA)
    for _ in range(2):
        await write(city)
    async with city.store.read() as tx:
        exchange = await tx.exchanges.between(emma.id, partner.id)
    assert exchange
    assert (exchange.asked, exchange.heard) == (2, ())


async def test_a_question_about_data_that_comes_again_is_one_request(stage: Stage) -> None:
    for _ in range(2):
        await stage.stands(cast.EMMA, "AboutData:question", {})
        await (stage.hears_again() if stage.raw else stage.hears("message", cast.EMMA, text="Who sees my name?"))
    emma = await reader_of(stage.city, cast.EMMA)
    async with stage.city.store.read() as tx:
        mine = [one for one in (await tx.requests.waiting(0, 50)).items if one.reader_id == emma.id]
    assert [one.kind for one in mine] == [RequestKind.QUESTION]


async def test_a_photo_that_comes_again_stands_once_in_the_story(stage: Stage) -> None:
    photo = {"file_id": "photo-1", "file_unique_id": "u1", "width": 90, "height": 90}
    known = await stage.known()
    await stage.stands(cast.EMMA, "Sharing:open", known)
    await stage.hears("message", cast.EMMA, photo=[photo])
    await stage.hears_again()
    async with stage.city.store.read() as tx:
        share = await tx.shares.get(known["share_id"])
    assert share
    assert len(share.media) == 1


@pytest.mark.parametrize("kept", ["link", "invitation"])
async def test_a_first_choice_cut_short_by_a_crash_is_gone_on_with_when_the_press_comes_again(
    stage: Stage, kept: str
) -> None:
    city, tomas = stage.city, stage.city.person(cast.NEWCOMER)
    payload = "partner_xpeng" if kept == "link" else f"invite_{await invitation(city)}"
    await tomas.says(f"/start {payload}")
    greeting = await tomas.sees("Kapok")
    await choose_form(city.store, (await reader_of(city, cast.NEWCOMER)).id, Form.PT)  # the crash came after this
    key = f"{city.kapok._bot.id}:{cast.NEWCOMER}:{cast.NEWCOMER}:default"
    stood = await city.store.glance(cast.NEWCOMER, key)
    data = str(stood.data)
    assert (payload.partition("_")[2] in data) is (kept == "link")
    assert (PAYLOAD in data, INVITED in data) == (kept == "link", kept != "link")
    await city.store.keep(key, stood.state, data.replace("{", f'{{"{AT_DOOR}": "{OPENING}", ', 1))
    await tomas.presses_data(greeting["message_id"], "a_form:pt")
    await tomas.sees("XPeng" if kept == "link" else "Nippon Paint")
    shown = await tomas.messages()
    assert any("Posso enviar-lhe publicações?" in words_of(one) for one in shown)
    assert "stop" in await commands(tomas)
    assert [labels for one in shown if (labels := labels_of(one))]


async def test_a_yes_that_comes_again_is_one_line_in_the_ledger(stage: Stage) -> None:
    await stage.hears("callback_query", cast.NEWCOMER, data="a_form:en")
    await stage.hears("callback_query", cast.NEWCOMER, data="a_yes")
    await stage.hears_again()
    assert [purpose for purpose, _ in await ledger(stage.city, cast.NEWCOMER)] == [Purpose.SERVICE]
