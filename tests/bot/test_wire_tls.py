"""The wire over TLS, as Telegram speaks it: trusted or not at all."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import trustme

from bot import connection as connections
from bot.wire import Body, NeverLeft, Wire

HELLO = Body(b"hello", "text/plain")


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[trustme.CA]:
    """A certificate authority that this machine trusts for the length of a test."""
    made = trustme.CA()
    path = tmp_path / "authority.pem"
    made.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    connections._trust.cache_clear()
    yield made
    connections._trust.cache_clear()


@pytest.fixture
async def secure(authority: trustme.CA) -> AsyncIterator[tuple[int, list[object]]]:
    """The port of a TLS server with a certificate for localhost, and its connections."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    connections: list[object] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(writer)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
                body = await reader.readexactly(length)
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            writer.close()

    server = await asyncio.start_server(serve, "localhost", 0, ssl=context)
    yield server.sockets[0].getsockname()[1], connections
    server.close()


async def test_what_is_said_over_tls_comes_back_and_the_connection_is_kept(secure: tuple[int, list[object]]) -> None:
    port, connections = secure
    async with Wire(connect_seconds=5, answer_seconds=10) as wire:
        for text in (b"one", "二".encode() * 100_000):
            answer = await wire.post(f"https://localhost:{port}/bot/say", Body(text, "text/plain"))
            assert (answer.status, answer.body) == (200, text)
    assert len(connections) == 1


async def test_a_certificate_for_another_name_is_not_spoken_to(secure: tuple[int, list[object]]) -> None:
    async with Wire(connect_seconds=5, answer_seconds=10) as wire:
        with pytest.raises(NeverLeft, match="certificate"):
            await wire.post(f"https://127.0.0.1:{secure[0]}/bot/say", HELLO)


async def test_an_authority_that_nobody_trusts_is_not_spoken_to(
    secure: tuple[int, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    connections._trust.cache_clear()
    async with Wire(connect_seconds=5, answer_seconds=10) as wire:
        with pytest.raises(NeverLeft, match="certificate"):
            await wire.post(f"https://localhost:{secure[0]}/bot/say", HELLO)
