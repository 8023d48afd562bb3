"""A post's link goes out, is opened from a phone and stands in the report; unless that is set, it leads straight."""

import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.actions.control import recall
from bot.actions.meet import meet
from bot.content import Post
from bot.running import Kapok
from bot.settings import Links, Settings, WrongSetting
from bot.working import Worker
from handlers.network import redirects
from tests import cast
from tests.journeys.conftest import TOKEN, City, Person, a_city, words_of
from tests.journeys.partner_deeds import (
    EN,
    HANS,
    admin_approves,
    begins,
    hears_of_approval,
    its_minute_comes,
    newest,
    say,
    submits,
    writes,
)
from tests.waiting import comes

SHOP = "https://shop.example/lichees?n=1"
OWN = "https://t.me/kapok_channel"


def links() -> Links:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return Links(f"http://127.0.0.1:{port}/go", "127.0.0.1", port)


@pytest_asyncio.fixture
async def counting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[City]:
    monkeypatch.setattr(redirects, "WRITE_SECONDS", 0.05)
    async with a_city(tmp_path, links=links()) as running:
        yield running


def urls_of(message: dict[str, Any]) -> list[str]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [key["url"] for row in rows for key in row if "url" in key]


async def a_post_with_links(city: City) -> tuple[Person, Post]:
    """Written and given its buttons by typing and pressing; its preview shows where they lead."""
    author = await begins(city)
    await writes(author, ZH_HANS=HANS, EN=EN)
    await author.presses(say("Buttons"))
    for said in (f"买荔枝 {SHOP}", f"频道 {OWN}"):
        await author.presses(say("+ {button}", button=say("Link")))
        await author.says(said)
        await author.sees(said.split()[0])
        await author.presses(say("Back"))
    await author.presses(say("Back"))
    await author.presses(say("Preview"))
    await author.presses("EN")
    assert urls_of(await author.sees(EN)) == [SHOP, OWN]
    over = city.kapok.desk.redirects.base
    exactly, but = say("This is exactly how it will arrive."), f" {over}" if over else ""
    await author.sees(but or exactly)
    await author.presses(say("Back"))
    post = await submits(city, author)
    await admin_approves(city, post)
    await hears_of_approval(author)
    return author, await newest(city)


async def link_of(reader: Person, text: str = EN) -> str:
    """Of the first button under the post on somebody's phone; the second is the network's own."""
    (message,) = [each for each in await reader.messages() if text in words_of(each)]
    first, second = urls_of(message)[:2]
    assert second == OWN
    return first


async def opened(city: City, url: str, method: str = "GET") -> tuple[int, str | None]:
    """What a browser is told there."""
    async with city.http.request(method, url, allow_redirects=False) as answer:
        return answer.status, answer.headers.get("Location")


async def reads_again(reader: Person, post: Post) -> dict[str, Any]:
    """The story as it is opened from its link, or from /stories, later."""
    await reader.says(f"/start story_{post.id}")
    return await reader.sees(EN)


async def test_a_story_that_is_read_again_keeps_its_links_and_they_are_counted(counting: City) -> None:
    author, post = await a_post_with_links(counting)
    await its_minute_comes(counting, post)
    emma = counting.person(cast.EMMA)
    link = await link_of(emma)
    assert urls_of(await reads_again(emma, post)) == [link, OWN]
    await emma.presses("简")
    assert urls_of(await emma.sees(HANS)) == [link, OWN]
    assert await opened(counting, link) == (302, SHOP)
    await reads_the_report(author, str(say("“{button}”: pressed {n} time", button="买荔枝", n=1)))


async def test_a_story_that_is_read_again_leads_straight_where_nobody_counts(city: City) -> None:
    _, post = await a_post_with_links(city)
    await its_minute_comes(city, post)
    assert urls_of(await reads_again(city.person(cast.EMMA), post)) == [SHOP, OWN]


async def reads_the_report(author: Person, wanted: str) -> str:
    """Open it, and again until what was pressed is written."""

    async def told() -> str:
        await author.says("/report")
        await author.sees(say("Reports"))
        await author.presses("1 · ")
        report = words_of(await author.sees(say("<b>Report: {title}</b>", title="")[:3]))
        return report if wanted in report else ""

    return await comes(told, wanted)


async def test_a_link_goes_out_is_opened_and_stands_in_the_report(counting: City) -> None:
    author, post = await a_post_with_links(counting)
    sent = await its_minute_comes(counting, post)
    emma, channel = counting.person(cast.EMMA), counting.channel()
    link = await link_of(emma)
    assert re.fullmatch(rf"http://127\.0\.0\.1:\d+/go/{post.id}\.1\.[\w-]{{20}}", link)
    assert {await link_of(counting.person(cast.XIAOLAN), HANS), await link_of(channel, HANS)} == {link}
    assert await opened(counting, link, "HEAD") == (302, SHOP)
    assert await opened(counting, link) == (302, SHOP)
    assert (await opened(counting, f"{link[:-1]}{'A' if link[-1] != 'A' else 'B'}"))[0] == 404
    once = str(say("“{button}”: pressed {n} time", button="买荔枝", n=1))
    told = await reads_the_report(author, once)
    assert say("Links are counted by presses, not by people: who pressed isn't recorded.") in told
    assert "“频道”" not in told
    writer = await meet(counting.store, cast.ZIQING, "周子晴", "zh-hans", counting.watch())
    await recall(counting.store, writer, sent.id, counting.watch())

    async def leads_nowhere() -> bool:
        return await opened(counting, link) == (404, None)

    await comes(leads_nowhere)


async def test_in_another_language_and_after_the_bell_it_leads_the_same_way(counting: City) -> None:
    _, post = await a_post_with_links(counting)
    await its_minute_comes(counting, post)
    emma = counting.person(cast.EMMA)
    link = await link_of(emma)
    await emma.presses("简")
    await emma.sees(HANS)
    assert await link_of(emma, HANS) == link
    await emma.presses("🔕")
    await emma.presses("‹ Back")
    await emma.sees(HANS)
    assert await link_of(emma, HANS) == link


async def test_unless_it_is_set_a_link_leads_straight_and_no_report_counts_it(city: City) -> None:
    author, post = await a_post_with_links(city)
    await its_minute_comes(city, post)
    assert await link_of(city.person(cast.EMMA)) == SHOP
    assert await link_of(city.channel(), HANS) == SHOP
    told = await reads_the_report(author, "")
    assert "买荔枝" not in told


async def test_a_place_that_is_taken_ends_the_start_with_one_line(city: City) -> None:
    taken = links()
    with socket.socket() as other:
        other.bind((taken.host, taken.port))
        other.listen()
        kapok = Kapok(Settings(token=TOKEN, telegram_api=city.url, links=taken), city.store, city.watch)
        with pytest.raises(WrongSetting, match=r"^KAPOK_LINKS_LISTEN: cannot listen there"):
            async with kapok.running():
                pytest.fail("it runs")


async def test_whoever_sends_and_whoever_answers_make_the_same_address_of_the_token(city: City) -> None:
    told = Settings(token=TOKEN, telegram_api=city.url, links=links())
    run, worker = Kapok(told, city.store).desk, Worker(told, city.store).desk
    assert run.redirects == worker.redirects
    assert told.links is not None
    assert run.redirects.base == told.links.url
    assert TOKEN not in repr(run.redirects)
