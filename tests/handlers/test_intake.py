"""The intake over real sockets: whatever is said to it, however it is cut, is answered as it should be, or ended."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.network import intake, intake_caller
from handlers.network.intake import Intake
from handlers.network.intake_request import LARGEST, LARGEST_HEAD, MOST_HEADERS, Entry, Reading

ENTRY = Entry(b"/hook", b"x-secret", b"the-right-secret")
KEY = b"X-Secret: the-right-secret\r\n"
HOST = b"POST /hook HTTP/1.1\r\nHost: x\r\n" + KEY
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def post(body: bytes = b"hello", more: bytes = b"", line: bytes = b"POST /hook HTTP/1.1", key: bytes = KEY) -> bytes:
    return line + b"\r\nHost: x\r\n" + key + more + b"Content-Length: %d\r\n\r\n" % len(body) + body


def chunked(*parts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    head = b"POST /hook HTTP/1.1\r\nHost: x\r\n" + KEY + b"Transfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + end


@dataclass
class House:
    """A running intake and what it took."""

    intake: Intake
    port: int
    taken: list[bytes] = field(default_factory=list)
    work: Callable[[bytes], "int | asyncio.Task[None]"] | None = None
    more: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, body: bytes) -> "int | asyncio.Task[None]":
        self.taken.append(body)
        self.more.set()
        return self.work(body) if self.work else 200

    async def took(self, count: int) -> None:
        """Wait until so many have been taken."""
        async with asyncio.timeout(30):
            while len(self.taken) < count:
                self.more.clear()
                await self.more.wait()

    async def call(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def say(self, *pieces: bytes) -> bytes:
        """Everything that is answered until the connection is closed; we say no more after the pieces."""
        reader, writer = await self.call()
        with contextlib.suppress(ConnectionError):
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0)
            writer.write_eof()
        async with asyncio.timeout(20):
            said = await reader.read()
        writer.close()
        return said


@contextlib.asynccontextmanager
async def a_house() -> AsyncIterator[House]:
    async with contextlib.AsyncExitStack() as stack:
        house: House

        def take(body: bytes) -> "int | asyncio.Task[None]":
            return house.take(body)

        place = Intake(ENTRY, take)
        house = House(place, await stack.enter_async_context(place.open("127.0.0.1", 0)))
        yield house


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with a_house() as running:
        yield running


def status(said: bytes) -> int:
    return int(said.split(b" ", 2)[1]) if said else 0


async def test_two_requests_in_one_packet_are_answered_one_after_the_other(house: House) -> None:
    assert await house.say(post(b"one") + post(b"two")) == OK + OK
    assert house.taken == [b"one", b"two"]


async def test_a_request_said_byte_by_byte_is_one_request(house: House) -> None:
    said = post(b"one") + chunked(b"tw", b"o")
    assert await house.say(*(said[at : at + 1] for at in range(len(said)))) == OK + OK
    assert house.taken == [b"one", b"two"]


@given(st.lists(st.integers(1, 300), max_size=12))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_however_it_is_cut_the_same_is_read(cuts: list[int]) -> None:
    said = post(b"a" * 300) + chunked(b"b" * 99, b"c") + post(b"", line=b"GET /hook HTTP/1.1") + post()
    whole, cut, at = Reading(ENTRY), Reading(ENTRY), 0
    whole.feed(said)
    for length in [*cuts, len(said)]:
        cut.feed(said[at : at + length])
        at += length
    assert list(cut.found) == list(whole.found)
    assert [request.no for request in cut.found] == [None, None, 405]


async def test_half_a_request_is_answered_by_nothing(house: House) -> None:
    assert await house.say(post()[:-2]) == b""
    assert await house.say(post()[:40]) == b""
    assert not house.taken


@pytest.mark.parametrize("half", [post()[:-2], post()[:40], b"P", chunked(b"a", end=b""), chunked(b"a", end=b"0\r\nX")])
async def test_who_says_half_and_stays_is_told_that_it_took_too_long(
    house: House, monkeypatch: pytest.MonkeyPatch, half: bytes
) -> None:
    monkeypatch.setattr(intake_caller, "READ_SECONDS", 0.1)
    reader, writer = await house.call()
    writer.write(half)
    assert status(await reader.read()) == 408
    writer.close()


async def test_a_byte_now_and_then_gains_no_time(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_caller, "READ_SECONDS", 0.3)
    reader, writer = await house.call()

    async def drip() -> None:
        writer.write(HOST + b"X-A: ")
        while True:
            writer.write(b"a")
            await asyncio.sleep(0.02)

    dripping = asyncio.create_task(drip())
    assert status(await reader.read()) == 408
    dripping.cancel()
    writer.close()


@pytest.mark.parametrize("quiet", [b"", b"\r\n"])
async def test_who_says_nothing_is_let_go(house: House, monkeypatch: pytest.MonkeyPatch, quiet: bytes) -> None:
    monkeypatch.setattr(intake_caller, "IDLE_SECONDS", 0.1)
    reader, writer = await house.call()
    writer.write(quiet)
    with contextlib.suppress(ConnectionError):
        assert await reader.read() == b""
    writer.close()


REFUSED = {
    "both a length and chunks": (HOST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "chunks, then a length": (HOST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400),
    "two lengths": (HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", 400),
    "the same length twice": (HOST + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400),
    "two lengths in one": (HOST + b"Content-Length: 5, 6\r\n\r\nhello!", 400),
    "a length below nothing": (HOST + b"Content-Length: -1\r\n\r\n", 400),
    "a length with a sign": (HOST + b"Content-Length: +5\r\n\r\nhello", 400),
    "a length in sixteens": (HOST + b"Content-Length: 0x5\r\n\r\nhello", 400),
    "a length beyond numbers": (HOST + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n", 400),
    "a length of 5,000 digits": (HOST + b"Content-Length: " + b"0" * 5_000 + b"5\r\n\r\nhello", 400),
    "a space before the colon": (HOST + b"Content-Length : 5\r\n\r\nhello", 400),
    "a folded header": (HOST + b"X-A: b\r\n c\r\nContent-Length: 5\r\n\r\nhello", 400),
    "a bare line feed": (HOST + b"X-A: b\nContent-Length: 5\r\n\r\nhello", 400),
    "a bare carriage return": (HOST + b"X-A: b\rc\r\nContent-Length: 5\r\n\r\nhello", 400),
    "a nought in a header": (HOST + b"X-A: b\0c\r\nContent-Length: 5\r\n\r\nhello", 400),
    "chunks that end elsewhere": (HOST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400),
    "chunks of another name": (HOST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400),
    "chunks twice": (HOST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", 400),
    "chunks in HTTP/1.0": (chunked(b"hello").replace(b"HTTP/1.1", b"HTTP/1.0"), 400),
    "a chunk without a size": (HOST + b"Transfer-Encoding: chunked\r\n\r\nx\r\n\r\n", 400),
    "a chunk longer than it says": (HOST + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n", 400),
    "garbage": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9, 400),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "HTTP/0.9": (b"POST /hook\r\n", 400),
    "no such version": (post(line=b"POST /hook HTTP/3.1"), 400),
    "another protocol": (post(more=b"Connection: Upgrade\r\nUpgrade: websocket\r\n"), 400),
    "another method": (post(line=b"PUT /hook HTTP/1.1"), 405),
    "no body at all": (b"GET /hook HTTP/1.1\r\nHost: x\r\n" + KEY + b"\r\n", 405),
    "a tunnel": (b"CONNECT x:1 HTTP/1.1\r\nHost: x\r\n" + KEY + b"\r\n", 404),
    "another path": (post(line=b"POST /hook/ HTTP/1.1"), 404),
    "a path within": (post(line=b"POST /a/../hook HTTP/1.1"), 404),
    "no secret": (post(key=b""), 401),
    "another secret": (post(key=b"X-Secret: the-wrong-secret\r\n"), 401),
    "an empty secret": (post(key=b"X-Secret:\r\n"), 401),
    "the secret twice": (post(key=KEY + KEY), 401),
    "the secret three times": (post(key=KEY * 3), 401),
    "a wrong secret, then the right one": (post(key=b"X-Secret: a\r\n" + KEY), 401),
    "the secret behind the body": (
        chunked(b"hello", end=b"0\r\n" + KEY + b"\r\n").replace(KEY, b"", 1),
        401,
    ),
    "another wish": (post(more=b"Expect: a-miracle\r\n"), 417),
    "too many headers": (post(more=b"X-A: b\r\n" * MOST_HEADERS), 431),
    "too long a header": (post(more=b"X-A: " + b"b" * LARGEST_HEAD + b"\r\n"), 431),
    "too long a name": (post(more=b"b" * LARGEST_HEAD + b": a\r\n"), 431),
    "too long a path": (post(line=b"POST /" + b"h" * LARGEST_HEAD + b" HTTP/1.1"), 431),
    "a header without an end": (HOST + b"X-A: " + b"b" * 2_000_000, 431),
    "trailers without an end": (chunked(b"hello", end=b"0\r\n" + b"X-A: b\r\n" * 200_000), 431),
    "too large": (post(b"a" * (LARGEST + 1)), 413),
    "too large, only said to be": (HOST + b"Content-Length: %d\r\n\r\nhello" % (LARGEST + 1), 413),
    "too large in chunks": (chunked(*[b"a" * 50_000] * 22), 413),
    "more frame than picture": (HOST + b"Transfer-Encoding: chunked\r\n\r\n1;" + b"a" * 3_000_000, 413),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_is_refused_is_never_taken_and_nothing_after_it_is_read(house: House, name: str) -> None:
    said, expected = REFUSED[name]
    answer = await house.say(said + post(b"smuggled"))
    assert (status(answer), answer.count(b"HTTP/1.1 "), house.taken) == (expected, 1, [])
    assert b"Connection: close" in answer


async def test_what_came_before_a_refusal_is_answered_first(house: House) -> None:
    answer = await house.say(post(b"one") + post(key=b"") + post(b"three"))
    assert answer.startswith(OK + b"HTTP/1.1 401")
    assert house.taken == [b"one"]


async def test_a_length_that_is_too_small_leaves_a_rest_that_is_no_request(house: House) -> None:
    answer = await house.say(HOST + b"Content-Length: 2\r\n\r\nhello")
    assert answer.startswith(OK + b"HTTP/1.1 400")
    assert house.taken == [b"he"]


@pytest.mark.parametrize(
    "said",
    [
        post(line=b"POST /hook HTTP/1.0"),
        post(line=b"POST /hook HTTP/1.0", more=b"Connection: keep-alive\r\n"),
        post(more=b"Connection: close\r\n"),
    ],
)
async def test_who_does_not_ask_to_stay_is_answered_and_let_go(house: House, said: bytes) -> None:
    reader, writer = await house.call()
    writer.write(said)
    answer = await reader.read()
    writer.close()
    assert status(answer) == 200
    assert b"Connection: close" in answer
    assert house.taken == [b"hello"]


async def test_a_query_and_a_case_of_headers_make_no_difference(house: House) -> None:
    said = post(line=b"POST /hook?a=b HTTP/1.1", key=KEY.replace(b"X-Secret", b"x-sECRET"))
    assert await house.say(said) == OK


async def test_chunks_with_extensions_and_trailers_are_a_body(house: House) -> None:
    assert await house.say(chunked(b"hel", b"lo", end=b"0;a=b\r\nX-A: b\r\n\r\n") + post(b"two")) == OK + OK
    assert house.taken == [b"hello", b"two"]


async def test_who_waits_for_a_word_before_the_body_gets_it_once_and_only_with_the_secret(house: House) -> None:
    for key, word in ((KEY, b"HTTP/1.1 100 Continue\r\n\r\n"), (b"", b"HTTP/1.1 401 Unauthorized\r\n")):
        reader, writer = await house.call()
        head, body = post(more=b"Expect: 100-continue\r\n", key=key).split(b"hello")[0], b"hello"
        writer.write(head)
        assert await reader.readexactly(len(word)) == word
        if key:
            writer.write(body)
            assert await reader.readexactly(len(OK)) == OK
        writer.close()
    assert house.taken == [b"hello"]


async def test_the_next_of_a_connection_waits_until_the_one_before_is_answered(house: House) -> None:
    go = asyncio.Event()

    async def wait() -> None:
        await go.wait()

    house.work = lambda _: asyncio.create_task(wait())
    reader, writer = await house.call()
    writer.write(post(b"one") + post(b"two") + post(b"three"))
    await house.took(1)
    await asyncio.sleep(0.05)
    assert house.taken == [b"one"]
    go.set()
    assert await reader.readexactly(3 * len(OK)) == OK * 3
    assert house.taken == [b"one", b"two", b"three"]
    writer.close()


async def test_who_asks_on_and_on_without_listening_is_not_read_any_more(house: House) -> None:
    reader, writer = await house.call()
    reader._transport.pause_reading()  # type: ignore[attr-defined]
    many = post(b"x") * 2_000
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(3):
            for _ in range(400):
                writer.write(many)
                await writer.drain()
    before = -1
    while before != len(house.taken):  # until nothing more is taken: what was on its way has come
        before = len(house.taken)
        await asyncio.sleep(0.5)
    assert before < 800_000
    writer.transport.abort()


async def test_a_fault_in_the_taking_is_answered_as_ours(house: House, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_: bytes) -> int:
        raise RuntimeError("broken")

    house.work = broken
    assert status(await house.say(post())) == 500
    assert "could not be taken" in caplog.text


async def test_a_connection_cut_while_it_is_worked_for_loses_no_work(house: House) -> None:
    go, done = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        await go.wait()
        done.set()

    house.work = lambda _: asyncio.create_task(work())
    _, writer = await house.call()
    writer.write(post())
    await house.took(1)
    writer.transport.abort()
    await asyncio.sleep(0.05)
    go.set()
    async with asyncio.timeout(30):
        await done.wait()


async def test_when_all_places_are_taken_the_quietest_gives_its_own_and_a_busy_one_never(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_OPEN", 2)
    go = asyncio.Event()

    async def wait() -> None:
        await go.wait()

    house.work = lambda _: asyncio.create_task(wait())
    busy, quiet = await house.call(), await house.call()
    busy[1].write(post(b"busy"))
    await house.took(1)
    third = await house.call()
    assert await quiet[0].read() == b""
    third[1].write(post(b"third"))
    await house.took(2)
    fourth = await house.call()
    assert status(await fourth[0].read()) == 503
    go.set()
    assert await busy[0].readexactly(len(OK)) == OK
    assert await third[0].readexactly(len(OK)) == OK
    for _, writer in (busy, quiet, third, fourth):
        writer.close()


async def test_closing_answers_what_has_begun_and_lets_the_quiet_go() -> None:
    go = asyncio.Event()

    async def wait() -> None:
        await go.wait()

    async with contextlib.AsyncExitStack() as stack:
        house = await stack.enter_async_context(a_house())
        house.work = lambda _: asyncio.create_task(wait())
        quiet, busy, half = await house.call(), await house.call(), await house.call()
        busy[1].write(post(b"busy"))
        half[1].write(post(b"half")[:-1])
        await house.took(1)
        closing = asyncio.create_task(stack.aclose())
        assert await quiet[0].read() == b""
        with pytest.raises(OSError, match=r"refused|failed"):
            await house.call()
        assert not closing.done()
        half[1].write(b"f")
        go.set()
        assert status(await busy[0].read()) == status(await half[0].read()) == 200
        await closing
    assert house.taken == [b"busy", b"half"]
    for _, writer in (quiet, busy, half):
        writer.close()


@given(st.lists(st.binary(max_size=60) | st.sampled_from([post(), HOST, b"\r\n", KEY, b"0\r\n\r\n", chunked(b"a")])))
def test_no_bytes_get_past_without_the_secret_or_break_the_reading(pieces: list[bytes]) -> None:
    reading = Reading(ENTRY)
    for piece in pieces:
        reading.feed(piece)
    if KEY.strip() not in b"".join(pieces):
        assert all(request.no for request in reading.found)
    assert all(request.no is None for request in list(reading.found)[:-1])
