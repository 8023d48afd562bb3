"""The way of a pressed button over real HTTP, on both databases: led on, counted, and nobody looked at."""

import asyncio
import logging
import string
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
import pytest_asyncio
from yarl import URL

from bot.broadcast import Broadcast
from bot.content import Post, PostState
from bot.languages import Form
from bot.redirects import Redirects
from bot.ways import Way, WayKind
from bot.words import words_for
from handlers.network import redirects as room
from handlers.network.redirects import NOWHERE, Turnstile, in_ascii
from storage import Database
from tests.storage.conftest import NOW, a_cast, draft
from tests.waiting import comes

SHOP = "https://shop.example/lichees?from=kapok&n=1#top"
ABROAD = "https://荔枝.example/深圳 灣?名=é"
REDIRECTS = Redirects.made_with("https://kapok.example/go", "123456789:a-token-of-the-bot")


@dataclass
class Led:
    """The running turnstile, and the post whose buttons lead over it."""

    store: Database
    turnstile: Turnstile
    url: str
    http: aiohttp.ClientSession
    post: Post

    def path(self, no: int = 0) -> str:
        """Of a button's address."""
        return URL(REDIRECTS.through(self.post).ways[no].url or "").path

    async def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        asked = URL(f"{self.url}{path}", encoded=True)
        async with self.http.request(method, asked, allow_redirects=False, headers=headers) as answer:
            return answer.status, dict(answer.headers), await answer.text()

    async def counted(self) -> dict[int, int]:
        """What is written."""
        async with self.store.read() as tx:
            return dict(await tx.reports.passages(self.post.id))

    async def becomes(self, wanted: dict[int, int]) -> None:
        """Wait until just this is written."""

        async def is_written() -> bool:
            return await self.counted() == wanted

        await comes(is_written, str(wanted))

    async def moves(self, state: PostState) -> None:
        """The post stands so from now on, and nothing else is known of it any more."""
        async with self.store.write() as tx:
            assert await tx.posts.advance(replace(self.post, state=state), self.post.state)
        self.turnstile._known.clear()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_tables"))


@pytest_asyncio.fixture
async def led(url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Led]:
    monkeypatch.setattr(room, "WRITE_SECONDS", 0.05)
    store = Database(url)
    await store.open()
    cast = await a_cast(store)
    ways = (Way(WayKind.LINK, SHOP), Way(WayKind.LINK, ABROAD), Way(WayKind.FOLLOW))
    async with store.write() as tx:
        post = await tx.posts.add(replace(draft(cast, PostState.SENT), ways=ways))
    turnstile = Turnstile(store, REDIRECTS)
    async with turnstile.serving("127.0.0.1", 0) as port, aiohttp.ClientSession() as http:
        yield Led(store, turnstile, f"http://127.0.0.1:{port}", http, post)
    await store.close()


async def test_a_press_is_led_on_and_counted_and_its_answer_is_kept_by_nobody(led: Led) -> None:
    status, headers, text = await led.ask(led.path())
    assert (status, headers["Location"], text) == (302, SHOP, "")
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "Set-Cookie" not in headers
    await led.becomes({1: 1})
    for _ in range(3):
        await led.ask(led.path())
    await led.ask(led.path(1))
    await led.becomes({1: 4, 2: 1})


async def test_many_at_once_are_all_counted(led: Led) -> None:
    answers = await asyncio.gather(*(led.ask(led.path(no % 2)) for no in range(200)))
    assert {status for status, _, _ in answers} == {302}
    await led.becomes({1: 100, 2: 100})


async def test_to_look_is_not_to_press(led: Led) -> None:
    status, headers, _ = await led.ask(led.path(), "HEAD")
    assert (status, headers["Location"]) == (302, SHOP)
    await led.ask(led.path(1))
    await led.becomes({2: 1})


async def test_what_an_app_adds_behind_it_changes_nothing(led: Led) -> None:
    status, headers, _ = await led.ask(f"{led.path()}?utm_source=app&to=https://evil.example")
    assert (status, headers["Location"]) == (302, SHOP)


async def test_an_address_in_any_script_is_said_in_ascii(led: Led) -> None:
    _, headers, _ = await led.ask(led.path(1))
    assert headers["Location"] == in_ascii(ABROAD)
    assert URL(headers["Location"]).host == "荔枝.example"
    assert URL(headers["Location"]).path == "/深圳 灣"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
async def test_any_other_method_is_refused(led: Led, method: str) -> None:
    status, headers, _ = await led.ask(led.path(), method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")
    assert await led.counted() == {}


@pytest.mark.parametrize("state", [PostState.RECALLED, PostState.DELETED, PostState.DRAFT])
async def test_a_post_that_nobody_may_read_any_more_leads_nowhere(led: Led, state: PostState) -> None:
    assert (await led.ask(led.path()))[0] == 302
    await led.moves(state)
    assert (await led.ask(led.path()))[0] == 404


async def test_of_a_wave_or_a_first_round_that_goes_on_links_lead_on_from_the_first_copy(led: Led) -> None:
    await led.moves(PostState.SCHEDULED)
    assert (await led.ask(led.path()))[0] == 404
    async with led.store.write() as tx:
        await tx.broadcasts.start(Broadcast(0, led.post.id, NOW, "hash", NOW), led.post.whom)
    led.turnstile._known.clear()
    assert (await led.ask(led.path()))[0] == 302


@pytest.mark.parametrize(("said", "form"), [("zh-HK,en;q=0.8", Form.ZH_HANT), ("pt-BR", Form.PT), ("", Form.EN)])
async def test_nowhere_is_said_in_one_line_of_the_browsers_language(led: Led, said: str, form: Form) -> None:
    status, headers, text = await led.ask("/go/1.1.AAAAAAAAAAAAAAAAAAAA", **{"Accept-Language": said})
    assert (status, headers["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert (text, "Location" in headers) == (f"{words_for(form).bare(NOWHERE)}\n", False)


async def test_forged_and_odd_paths_lead_nowhere_and_are_not_counted(led: Led) -> None:
    good, rng = led.path(), Random(7)  # noqa: S311 - a fuzz that comes out the same each time
    mark = good.rsplit(".", 1)[1]
    odd = [
        *(
            "/",
            "/go",
            "/go/",
            f"/go/{mark}",
            good.removeprefix("/go"),
            f"/{good}",
            f"{good}/",
            f"{good}.",
            f"{good}%00",
        ),
        *(good.replace("/go/", "/go/../go/"), good.replace("/go/", "/go//"), f"/go/{'9' * 18}.1.{mark}"),
        *(f"/go/{'9' * 30}.1.{mark}", f"/go/-1.1.{mark}", f"/go/0.1.{mark}", f"/go/{led.post.id}.3.{mark}"),
        *(f"/go/{led.post.id}.9.{mark}", f"/go/{led.post.id}.10.{mark}", f"/go/{led.post.id}.1.https://evil.example"),
        *(f"/go/{led.post.id}.1.", f"/go/{led.post.id}.1.{mark}{mark}", "/go/%2e%2e/etc/passwd", "/go/١.١." + mark),
    ]
    letters = "AZaz09-_./%2é荔 \x7f"
    for _ in range(200):
        changed = list(good)
        for _ in range(rng.randint(1, 4)):
            changed[rng.randrange(len(changed))] = rng.choice(letters)
        odd.append("".join(changed))
    odd = [path for path in odd if path != good and path.startswith("/")]
    for path in odd:
        status, headers, _ = await led.ask(quote(path, safe=string.punctuation))
        assert (status, "Location" in headers) == (404, False), path
    assert (await led.ask(good))[0] == 302
    await led.becomes({1: 1})


async def raw(led: Led, request: bytes) -> bytes:
    """What comes back to these very bytes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", URL(led.url).port)
    writer.write(request)
    await writer.drain()
    answer = await asyncio.wait_for(reader.read(65536), 10)
    writer.close()
    return answer


async def test_a_line_longer_than_any_of_ours_and_what_is_no_http_are_refused(led: Led) -> None:
    long = b"GET /go/" + b"1" * 3000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    for request in (
        long,
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\r\n\r\n",
        b"GET /go/\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    ):
        assert b" 302 " not in (await raw(led, request)).split(b"\r\n")[0]
    assert (await led.ask(led.path()))[0] == 302


async def test_nothing_of_whoever_pressed_is_logged(led: Led, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await led.ask(led.path(), **{"User-Agent": "a-telltale-browser", "Cookie": "who=me"})
    await led.ask("/go/nowhere", **{"User-Agent": "a-telltale-browser"})
    await raw(led, b"GET / HTTP/9.9\r\nUser-Agent: a-telltale-browser\r\n\r\n")
    await led.becomes({1: 1})
    told = [record.getMessage() for record in caplog.records if record.name.startswith(("handlers", "aiohttp"))]
    assert told == []


async def test_what_the_storage_does_not_take_is_counted_later_and_told_once(
    led: Led, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried = asyncio.Event()

    def away() -> Any:
        if len(caplog.records):
            tried.set()
        raise OSError("the disk is full")

    await led.ask(led.path())
    await led.becomes({1: 1})
    with monkeypatch.context() as patch:
        patch.setattr(led.store, "write", away)
        await led.ask(led.path())
        await asyncio.wait_for(tried.wait(), 10)
        await led.ask(led.path())
    await led.becomes({1: 3})
    assert len([record for record in caplog.records if "cannot be looked up or written" in record.getMessage()]) == 1


async def test_while_the_storage_is_away_whoever_presses_is_asked_to_come_again(
    led: Led, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> Any:
        raise OSError("the disk is full")

    monkeypatch.setattr(led.store, "read", away)
    status, headers, text = await led.ask(led.path())
    assert (status, "Location" in headers) == (503, False)
    assert text.count("\n") == 1


async def test_an_end_in_order_writes_what_was_counted_even_with_a_connection_left_open(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "WRITE_SECONDS", 3600.0)
    store = Database(url)
    await store.open()
    cast = await a_cast(store)
    async with store.write() as tx:
        post = await tx.posts.add(replace(draft(cast, PostState.SENT), ways=(Way(WayKind.LINK, SHOP),)))
    turnstile = Turnstile(store, REDIRECTS)
    async with aiohttp.ClientSession() as http:
        async with turnstile.serving("127.0.0.1", 0) as port:
            led = Led(store, turnstile, f"http://127.0.0.1:{port}", http, post)
            _, idle = await asyncio.open_connection("127.0.0.1", port)
            idle.write(b"GET /go/half HTTP/1.1\r\n")
            assert (await led.ask(led.path()))[0] == 302
        assert await led.counted() == {1: 1}
        idle.close()
    await store.close()


async def test_a_button_that_leads_into_the_networks_own_app_is_no_way_of_ours(led: Led) -> None:
    async with led.store.write() as tx:
        ways = (Way(WayKind.LINK, "https://t.me/kapok"),)
        post = await tx.posts.add(replace(led.post, id=0, ways=ways))
    assert REDIRECTS.through(post).ways == post.ways


@pytest.mark.parametrize(
    ("url_", "said"),
    [
        ("https://a.example/%E6%B7%B1?x=%zz#é", "https://a.example/%E6%B7%B1?x=%zz#%C3%A9"),
        ("http://深圳.cn:8080/", "http://xn--fes124c.cn:8080/"),
        (f"http://{'深' * 70}.cn/", f"http://{'%E6%B7%B1' * 70}.cn/"),
        ("https://a.example/\x00\x7f", "https://a.example/%00%7F"),
    ],
)
def test_a_header_holds_ascii_alone(url_: str, said: str) -> None:
    assert in_ascii(url_) == said
