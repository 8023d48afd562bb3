"""The wire tells what never left from what was not answered, against servers that misbehave on purpose."""

import asyncio
import contextlib
import contextvars
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from bot import connection as connections
from bot import wire as wires
from bot.wire import Answer, Body, File, NeverLeft, Unanswered, Wire, as_form, as_json

HELLO = Body(b"hello", "text/plain")
FINE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Call:
    """One request as a server sees it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    head: bytes = b""
    body: bytes = b""

    async def says(self, answer: bytes = FINE) -> None:
        self.writer.write(answer)
        await self.writer.drain()


Manner = Callable[[Call], Awaitable[None]]


@dataclass
class Server:
    """Takes whole requests, and answers in its manner."""

    manner: Manner
    port: int = 0
    calls: list[Call] = field(default_factory=list)
    connections: list[asyncio.StreamWriter] = field(default_factory=list)
    called: asyncio.Queue[Call] = field(default_factory=asyncio.Queue)
    tasks: set[asyncio.Task[None] | None] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot/say"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections.append(writer)
        self.tasks.add(asyncio.current_task())
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                call = Call(reader, writer, await reader.readuntil(b"\r\n\r\n"))
                length = [line for line in call.head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
                call.body = await reader.readexactly(int(length[0].partition(b":")[2])) if length else b""
                self.calls.append(call)
                self.called.put_nowait(call)
                await self.manner(call)
        writer.close()


@contextlib.asynccontextmanager
async def serving(manner: Manner = Call.says) -> AsyncIterator[Server]:
    server = Server(manner)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, backlog=200, limit=2**24)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for writer in server.connections:
            writer.transport.abort()
        for task in filter(None, server.tasks):
            task.cancel()
            await asyncio.wait({task})


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with asyncio.timeout(30), Wire(connect_seconds=5, answer_seconds=10) as wire:
        yield wire


async def never(_: Call) -> None:
    """Does not answer."""
    await asyncio.Event().wait()


async def resets(call: Call) -> None:
    call.writer.transport.abort()


async def hangs_up(call: Call) -> None:
    call.writer.close()


def says(answer: bytes) -> Manner:
    async def manner(call: Call) -> None:
        await call.says(answer)
        call.writer.close()

    return manner


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_what_is_said_arrives_and_the_answer_comes_back(wire: Wire) -> None:
    async with serving() as server:
        assert await wire.post(f"{server.url}?a=b c", HELLO) == Answer(200, b"ok")
        head, body = server.calls[0].head.decode(), server.calls[0].body
    assert head.startswith("POST /bot/say?a=b%20c HTTP/1.1\r\n")
    assert f"\r\nHost: 127.0.0.1:{server.port}\r\n" in head
    assert "\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n" in head
    assert body == b"hello"


async def test_an_address_with_a_name_and_password_sends_them(wire: Wire) -> None:
    async with serving() as server:
        await wire.get(f"http://me:secret@127.0.0.1:{server.port}/")
        assert b"\r\nHost: 127.0.0.1:" in server.calls[0].head
        assert b"\r\nAuthorization: Basic bWU6c2VjcmV0\r\n" in server.calls[0].head


@pytest.mark.parametrize("status", [301, 404, 429, 502, 504])
async def test_every_status_is_an_answer(wire: Wire, status: int) -> None:
    async with serving(says(b"HTTP/1.1 %d No\r\nContent-Length: 3\r\n\r\n<p>" % status)) as server:
        assert await wire.post(server.url, HELLO) == Answer(status, b"<p>")


async def test_an_answer_in_pieces_is_put_together(wire: Wire) -> None:
    pieces = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"
    async with serving(lambda call: call.says(pieces)) as server:
        assert [(await wire.post(server.url, HELLO)).body for _ in range(3)] == [b"abcde"] * 3
        assert len(server.connections) == 1


async def test_go_on_is_not_yet_the_answer(wire: Wire) -> None:
    async with serving(says(b"HTTP/1.1 100 Continue\r\n\r\n" + FINE)) as server:
        assert await wire.post(server.url, HELLO) == Answer(200, b"ok")


# Never left


async def test_a_refused_connection_never_left(wire: Wire) -> None:
    with pytest.raises(NeverLeft):
        await wire.post(f"http://127.0.0.1:{free_port()}/", HELLO)


async def test_a_name_that_does_not_resolve_never_left(wire: Wire) -> None:
    with pytest.raises(NeverLeft):
        await wire.post("http://nowhere.invalid/", HELLO)


@pytest.mark.parametrize(
    "address", ["", "ftp://a/", "http://[::1/", "http://a:70000/", "http:///x", f"http://{'a' * 70}/"]
)
async def test_what_is_no_address_never_left(wire: Wire, address: str) -> None:
    with pytest.raises(NeverLeft):
        await wire.post(address, HELLO)


async def test_a_server_that_takes_no_connections_never_left() -> None:
    with contextlib.ExitStack() as open_sockets:
        full = open_sockets.enter_context(socket.socket())
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(3):  # Linux takes one more than the backlog, and lets the next ones wait
            waiting = open_sockets.enter_context(socket.socket())
            waiting.settimeout(0)
            waiting.connect_ex(full.getsockname())
        async with Wire(connect_seconds=0.05) as wire:
            with pytest.raises(NeverLeft, match=r"within 0\.05 seconds") as raised:
                await wire.post(f"http://127.0.0.1:{full.getsockname()[1]}/", HELLO)
    assert isinstance(raised.value.__cause__, TimeoutError)


async def test_a_server_that_speaks_no_tls_never_left(wire: Wire) -> None:
    def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 welcome\r\n")
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as listening:
        with pytest.raises(NeverLeft):
            await wire.post(f"https://127.0.0.1:{listening.sockets[0].getsockname()[1]}/", HELLO)


async def test_an_upload_cut_in_the_middle_never_left_whole(wire: Wire) -> None:
    async def cuts(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.transport.abort()

    async with await asyncio.start_server(cuts, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        with pytest.raises(NeverLeft, match="before the request was sent whole"):
            await wire.post(f"http://127.0.0.1:{port}/", Body(bytes(50_000_000), "video/mp4"))


async def test_without_a_place_among_those_in_flight_it_never_left() -> None:
    async with serving(never) as server, Wire(in_flight=1) as wire:
        first = asyncio.create_task(wire.post(server.url, HELLO))
        await server.called.get()
        with pytest.raises(NeverLeft, match="no place"):
            await wire.post(server.url, HELLO, seconds=0.02)
        first.cancel()
        await asyncio.wait({first})


# Left, and unanswered


@pytest.mark.parametrize(
    "manner",
    [
        resets,
        hangs_up,
        says(b"HTTP/1.1 200 OK\r\nConte"),
        says(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"),
        says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
        says(b"HTTP/1.1 200 OK\r\n\r\nends with the connection"),
        says(b"\0\1\2 not HTTP\r\n\r\n"),
        says(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
        says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok"),
    ],
    ids=["reset", "closed", "half-head", "half-body", "half-chunk", "no-length", "garbage", "upgrade", "two-lengths"],
)
async def test_a_request_that_left_without_a_readable_answer_is_unanswered(wire: Wire, manner: Manner) -> None:
    async with serving(manner) as server:
        with pytest.raises(Unanswered):
            await wire.post(server.url, HELLO)
        assert len(server.calls) == 1, "it was said again"


async def test_a_cut_on_a_connection_used_before_is_unanswered_and_not_said_again(wire: Wire) -> None:
    async def once(call: Call) -> None:
        await (call.says() if len(server.calls) == 1 else resets(call))

    async with serving(once) as server:
        await wire.post(server.url, HELLO)
        with pytest.raises(Unanswered):
            await wire.post(server.url, HELLO)
        assert (len(server.calls), len(server.connections)) == (2, 1)


async def test_a_slow_answer_is_unanswered_because_of_time(wire: Wire) -> None:
    async with serving(never) as server:
        with pytest.raises(Unanswered, match=r"within 0\.05 seconds") as raised:
            await wire.post(server.url, HELLO, seconds=0.05)
    assert isinstance(raised.value.__cause__, TimeoutError)


async def test_a_request_waits_for_its_own_time_on_a_connection_that_another_used_before(wire: Wire) -> None:
    async def slower_and_slower(call: Call) -> None:
        await asyncio.sleep({1: 0.0, 2: 1.1}.get(len(server.calls), 5.0))
        await call.says()

    async with serving(slower_and_slower) as server:
        await wire.post(server.url, HELLO, seconds=1.0)
        assert await wire.post(server.url, HELLO, seconds=20) == Answer(200, b"ok")
        with pytest.raises(Unanswered, match=r"within 0\.05 seconds"):
            await wire.post(server.url, HELLO, seconds=0.05)
        assert len(server.connections) == 1


async def test_an_answer_that_trickles_for_ever_is_unanswered_in_time(wire: Wire) -> None:
    async def trickles(call: Call) -> None:
        await call.says(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        while True:
            await call.says(b".")
            await asyncio.sleep(0)  # the client lives in the same loop

    async with serving(trickles) as server:
        with pytest.raises(Unanswered):
            await wire.post(server.url, HELLO, seconds=0.05)


async def test_an_answer_without_measure_is_unanswered(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "LARGEST_ANSWER", 1000)
    async with serving(says(b"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + bytes(1001))) as server:
        with pytest.raises(Unanswered):
            await wire.post(server.url, HELLO)


# Connections


async def test_connections_are_kept_and_used_again(wire: Wire) -> None:
    async with serving() as server:
        for _ in range(20):
            await wire.post(server.url, HELLO)
        assert (len(server.calls), len(server.connections)) == (20, 1)


async def test_a_hundred_are_in_flight_and_never_more(wire: Wire) -> None:
    arrived, gate = asyncio.Event(), asyncio.Event()

    async def together(call: Call) -> None:
        if len(server.calls) == wires.IN_FLIGHT:
            arrived.set()
        await gate.wait()
        await call.says()

    async with serving(together) as server:
        asking = [asyncio.create_task(wire.post(server.url, HELLO)) for _ in range(300)]
        await arrived.wait()
        assert len(server.calls) == wires.IN_FLIGHT
        gate.set()
        assert {answer.status for answer in await asyncio.gather(*asking)} == {200}
        assert (len(server.calls), len(server.connections)) == (300, 100)


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", FINE + FINE, FINE + b"\0\1"],
    ids=["close", "two-answers", "rubbish-behind"],
)
async def test_a_connection_that_is_not_fit_is_not_used_again(wire: Wire, answer: bytes) -> None:
    async with serving(lambda call: call.says(answer)) as server:
        for _ in range(3):
            assert (await wire.post(server.url, HELLO)).body == b"ok"
        assert len(server.connections) == 3


async def test_a_connection_closed_while_idle_is_not_used_again(wire: Wire) -> None:
    async with serving() as server:
        await wire.post(server.url, HELLO)
        (line,) = wire._lines
        server.connections[0].close()
        await line.ended
        assert (await wire.post(server.url, HELLO)).status == 200
        assert len(server.connections) == 2


async def test_a_connection_idle_for_long_is_not_trusted(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wires, "IDLE_SECONDS", -1.0)
    async with serving() as server:
        for _ in range(3):
            await wire.post(server.url, HELLO)
        assert len(server.connections) == 3


# Ready before its turn


async def test_who_is_ready_speaks_on_a_connection_that_was_open_before(wire: Wire) -> None:
    async with serving() as server:
        async with wire.ready(server.url):
            assert len(wire._lines) == 1
            await wire.post(server.url, HELLO)
            await wire.post(server.url, HELLO)
        assert (len(server.calls), len(server.connections)) == (2, 1)


async def test_nobody_else_takes_the_connection_of_who_is_ready(wire: Wire) -> None:
    async with serving() as server:
        await wire.post(server.url, HELLO)
        async with wire.ready(server.url):
            await asyncio.create_task(wire.post(server.url, HELLO), context=contextvars.Context())
            await wire.post(server.url, HELLO)
        assert len(server.connections) == 2


async def test_who_was_ready_and_did_not_speak_leaves_the_connection_to_others(wire: Wire) -> None:
    async with serving() as server:
        async with wire.ready(server.url):
            pass
        await wire.post(server.url, HELLO)
        assert len(server.connections) == 1


async def test_a_connection_that_ended_while_its_turn_was_waited_for_is_made_anew(wire: Wire) -> None:
    async with serving() as server:
        async with wire.ready(server.url):
            (line,) = wire._lines
            line.drop()
            await line.ended
            assert (await wire.post(server.url, HELLO)).status == 200
        assert len(server.connections) == 2


async def test_a_connection_readied_too_long_ago_is_made_anew(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving() as server:
        async with wire.ready(server.url):
            monkeypatch.setattr(wires, "IDLE_SECONDS", -1.0)
            await wire.post(server.url, HELLO)
        assert len(server.connections) == 2


async def test_who_cannot_be_made_ready_is_told_when_it_speaks(wire: Wire) -> None:
    for nowhere in ("http://127.0.0.1:9", "ftp://127.0.0.1"):
        async with wire.ready(nowhere):
            with pytest.raises(NeverLeft):
                await wire.post(nowhere, HELLO)


async def test_no_more_connections_are_made_ready_than_the_pool_has_places() -> None:
    async with serving() as server, Wire(in_flight=2) as wire, contextlib.AsyncExitStack() as waiting:
        for _ in range(3):
            await waiting.enter_async_context(wire.ready(server.url))
        assert len(wire._lines) == 2
        assert (await wire.post(server.url, HELLO)).status == 200


async def test_who_waits_to_be_made_ready_takes_a_connection_that_became_free(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wires, "APART", 0.5)

    async def speak() -> None:
        async with wire.ready(server.url):
            await wire.post(server.url, HELLO)

    async with serving() as server:
        await asyncio.gather(speak(), speak())
        assert (len(server.calls), len(server.connections)) == (2, 1)


async def test_who_comes_to_the_doors_takes_what_became_free_and_waits_for_no_moment_of_its_own(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def speak() -> None:
        async with wire.ready(server.url):
            await wire.post(server.url, HELLO)

    async with serving() as server, contextlib.AsyncExitStack() as ready, contextlib.AsyncExitStack() as doors:
        await ready.enter_async_context(wire.ready(server.url))
        monkeypatch.setattr(wires, "APART", 1000.0)
        for _ in range(wires.CONNECTING):
            await doors.enter_async_context(wire._doors)
        speaking = asyncio.create_task(speak())
        await asyncio.sleep(0)
        await ready.aclose()
        await doors.aclose()
        async with asyncio.timeout(30):
            await speaking
        assert (len(server.calls), len(server.connections)) == (1, 1)


async def test_who_was_made_ready_waits_for_no_place_in_the_pool() -> None:
    async def answers_second(call: Call) -> None:
        await (never(call) if call.body == b"first" else call.says())

    async with serving(answers_second) as server, Wire(in_flight=1) as wire, wire.ready(server.url):
        unready = contextvars.copy_context()
        unready.run(wires._READY.set, None)
        first = asyncio.create_task(wire.post(server.url, Body(b"first", "text/plain")), context=unready)
        await server.called.get()
        assert (await wire.post(server.url, HELLO, seconds=5)).status == 200
        first.cancel()


# Held for a plain call


async def answered(wire: Wire, url: str, data: bytes = b"{}") -> Answer | NeverLeft | Unanswered:
    """What a held connection tells."""
    held = wire.held(url) or await wire.hold(url)
    told: asyncio.Future[Answer | NeverLeft | Unanswered] = asyncio.get_running_loop().create_future()
    assert held
    assert held.say(url, data, 5.0, told.set_result)
    return await told


async def test_a_held_connection_says_the_same_and_is_kept_for_the_next(wire: Wire) -> None:
    async with serving() as server:
        assert await wire.post(server.url, Body(b"{}", "application/json")) == await answered(wire, server.url)
        assert len({call.head for call in server.calls}) == 1
        assert len(server.connections) == 1


async def test_a_long_body_is_given_the_time_that_it_takes_to_arrive(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slowly(call: Call) -> None:
        await asyncio.sleep(0.2)
        await call.says()

    monkeypatch.setattr(wires, "SLOWEST_LINE", 4)
    async with serving(slowly) as server:
        held = await wire.hold(server.url)
        assert held
        told: asyncio.Queue[object] = asyncio.Queue()
        assert held.say(server.url, b"[1, 2, 3, 4, 5]", 0.05, told.put_nowait)
        assert await told.get() == Answer(200, b"ok")
        assert await wire.post(server.url, HELLO, seconds=0.05) == Answer(200, b"ok")


async def test_who_is_called_hears_that_nobody_answered_and_the_next_goes_by_another_connection(wire: Wire) -> None:
    async def cuts(call: Call) -> None:
        call.writer.close()

    async with serving(cuts) as server:
        assert isinstance(await answered(wire, server.url), Unanswered)
        server.manner = Call.says
        assert await answered(wire, server.url) == Answer(200, b"ok")


async def test_who_is_told_may_say_the_next_at_once_by_the_same_connection(wire: Wire) -> None:
    said: asyncio.Queue[object] = asyncio.Queue()

    def again(first: object) -> None:
        said.put_nowait(first)
        held = wire.held(server.url)
        assert held
        assert held.say(server.url, b"{}", 5.0, said.put_nowait)

    async with serving() as server:
        held = await wire.hold(server.url)
        assert held
        assert held.say(server.url, b"{}", 5.0, again)
        async with asyncio.timeout(5):
            assert [await said.get() for _ in range(2)] == [Answer(200, b"ok")] * 2
        assert len(server.connections) == 1


async def test_a_held_connection_that_ended_meanwhile_says_nothing(wire: Wire) -> None:
    async with serving() as server:
        held = await wire.hold(server.url)
        assert held
        for line in list(wire._lines):
            line.drop()
        assert not held.say(server.url, b"{}", 5.0, lambda _: pytest.fail("nothing has left"))
        assert not server.calls
        held.give_back()
        assert wire.held(server.url) is None


async def test_no_more_are_held_than_the_pool_has_and_none_by_a_wrong_address() -> None:
    async with serving() as server, Wire(in_flight=1) as wire:
        held = await wire.hold(server.url)
        assert held
        assert await wire.hold(server.url) is None
        held.give_back()
        assert wire.held(server.url)
        assert wire.held("ftp://nowhere") is None


async def test_a_connection_that_may_carry_nothing_more_is_ended_by_us(wire: Wire) -> None:
    closing = FINE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    async with serving(lambda call: call.says(closing)) as server:  # it says so, and waits for us to do it
        await wire.post(server.url, HELLO)
        await no_lines(wire)


async def no_lines(wire: Wire) -> None:
    async with asyncio.timeout(5):
        while wire._lines:  # noqa: ASYNC110 - the wire tells nobody
            await asyncio.sleep(0.001)


async def test_a_connection_on_which_something_comes_unasked_carries_nothing_more(wire: Wire) -> None:
    async with serving() as server:
        await wire.post(server.url, HELLO)
        await server.calls[0].says(b"HTTP/1.1 408 Request Timeout\r\n\r\n")
        await no_lines(wire)


@pytest.mark.parametrize("more", [b"and then some", FINE], ids=["what is no HTTP", "an answer to nothing"])
async def test_a_server_that_says_more_than_it_was_asked_is_asked_by_a_new_connection(wire: Wire, more: bytes) -> None:
    async with serving(lambda call: call.says(FINE + more)) as server:
        for _ in range(2):
            assert await wire.post(server.url, HELLO) == Answer(200, b"ok")
        assert len(server.connections) == 2


async def test_a_server_that_answers_before_it_has_read_everything_is_asked_by_a_new_connection(wire: Wire) -> None:
    lines: list[asyncio.StreamWriter] = []

    async def hasty(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append(writer)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(FINE)  # and the rest is left in the line

    async with await asyncio.start_server(hasty, "127.0.0.1", 0) as listening:
        url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/"
        for body in (b"x" * 32 * 2**20, b"hello"):
            assert await wire.post(url, Body(body, "text/plain")) == Answer(200, b"ok")
        assert len(lines) == 2
        for line in lines:
            line.transport.abort()


# Cancelled, closed


async def test_what_was_cancelled_while_it_waited_for_a_place_is_never_said() -> None:
    async with serving(never) as server, Wire(in_flight=1) as wire:
        first = asyncio.create_task(wire.post(server.url, HELLO))
        await server.called.get()
        second = asyncio.create_task(wire.post(server.url, Body(b"second", "text/plain")))
        await asyncio.wait({second}, timeout=0.02)
        second.cancel()
        first.cancel()
        await asyncio.wait({first, second})
        server.manner = Call.says
        assert (await wire.post(server.url, Body(b"third", "text/plain"))).status == 200
        assert [call.body for call in server.calls] == [b"hello", b"third"]
        assert len(server.connections) == 2, "an answer to the first could have been taken for the third's"


async def test_closing_tells_whoever_waits_that_no_answer_is_known() -> None:
    async with serving(never) as server:
        wire = Wire(in_flight=2)
        asking = [asyncio.create_task(wire.post(server.url, HELLO)) for _ in range(3)]
        for _ in range(2):
            await server.called.get()
        await wire.close()
        ends = await asyncio.gather(*asking, return_exceptions=True)
        assert sorted(type(end).__name__ for end in ends) == ["NeverLeft", "Unanswered", "Unanswered"]
        assert not wire._lines
        with pytest.raises(NeverLeft, match="closed"):
            await wire.post(server.url, HELLO)


# Bodies


async def test_five_megabytes_arrive_as_they_are(wire: Wire) -> None:
    film = bytes(range(256)) * 20_000
    body = as_form({"chat_id": "1"}, {"video": File("film.mp4", film, "video/mp4")})
    async with serving() as server:
        assert (await wire.post(server.url, body)).status == 200
        assert server.calls[0].body == body.data
    assert film in body.data


def test_a_form_is_multipart_and_no_name_breaks_out_of_it() -> None:
    body = as_form({"caption": "你好"}, {"photo": File('a".png\r\nX: y', b"\x89PNG", "image/png")})
    edge = body.kind.partition("boundary=")[2].encode()
    assert body.data == (
        b'\r\n--%s\r\nContent-Disposition: form-data; name="caption"\r\n\r\n%s'
        b'\r\n--%s\r\nContent-Disposition: form-data; name="photo"; filename="a%%22.png%%0D%%0AX: y"\r\n'
        b"Content-Type: image/png\r\n\r\n\x89PNG\r\n--%s--\r\n" % (edge, "你好".encode(), edge, edge)
    )


def test_json_keeps_every_script_and_survives_half_an_emoji() -> None:
    assert as_json({"text": "木棉"}).data == '{"text":"木棉"}'.encode()
    assert as_json({"text": "\ud83d"}).data == b'{"text": "?"}'
