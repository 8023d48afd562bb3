"""Where the buttons of posts come by on their way to the web: each is counted and led on, and nobody is looked at.

No cookie, no address and no name of a browser is read, kept or logged. What was counted is written at most once a
second, so a crash loses a second of it at the most; an end in order loses nothing.
"""

import asyncio
import contextlib
import logging
import string
from collections import Counter
from collections.abc import AsyncIterator
from urllib.parse import quote, urlsplit

from aiohttp import hdrs, web

from bot.actions.rounds import with_readers
from bot.content import Post
from bot.languages import hinted
from bot.redirects import Passage, Redirects, passage_of
from bot.store import Store
from bot.words import marked, words_for

WRITE_SECONDS = 1.0
"""What was counted waits no longer to be written; what is known of a post is asked anew after it."""
LONGEST_LINE = 1024
"""Bytes of a request's first line, and of each of its headers' lines."""
LONGEST_LANGUAGES = 100
"""Characters of what a browser says of its languages that are looked at."""
LOOKS = 2
"""Posts that are looked up side by side: whoever invents numbers takes no connection from conversations."""
_KEEP_ALIVE_SECONDS = 75.0
_END_SECONDS = 5.0
"""For so long an answer that was begun may take when we end."""
_METHODS = frozenset({hdrs.METH_GET, hdrs.METH_HEAD})
_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Server": "Kapok"}
_log = logging.getLogger(__name__)
_mute = logging.getLogger(f"{__name__}.server")
"""aiohttp's own words, which name visitors' addresses."""
_mute.disabled = True


class Turnstile:
    """Leads whoever pressed a button to where the post says by now, and counts the button."""

    def __init__(self, store: Store, redirects: Redirects) -> None:
        self._store = store
        self._redirects = redirects
        self._path = urlsplit(redirects.base).path + "/"
        self._counts: Counter[tuple[int, int]] = Counter()
        """Post and number of the button -> presses that are not written yet."""
        self._known: dict[int, Post | None] = {}
        """Posts that were asked for since the last look; none for those that are not with readers."""
        self._looking = asyncio.Semaphore(LOOKS)
        self._news, self._closing = asyncio.Event(), asyncio.Event()
        self._away = False
        """Whether the storage did not answer the last time."""

    @contextlib.asynccontextmanager
    async def serving(self, host: str, port: int) -> AsyncIterator[int]:
        """Listen until the block ends, then write what was counted; yields the port.

        Raises `OSError` when the address is not free.
        """
        server = web.Server(
            self._answer,
            access_log=None,
            logger=_mute,
            max_line_size=LONGEST_LINE,
            keepalive_timeout=_KEEP_ALIVE_SECONDS,
        )
        runner = web.ServerRunner(server, shutdown_timeout=_END_SECONDS)
        await runner.setup()
        writing = asyncio.create_task(self._write())
        try:
            await web.TCPSite(runner, host, port).start()
            yield int(runner.addresses[0][1])
        finally:
            await runner.cleanup()
            self._closing.set()
            self._news.set()
            await writing
            await self._keep()

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        if request.method not in _METHODS:
            return web.Response(status=405, headers={**_HEADERS, "Allow": "GET, HEAD"})
        passage = self._asked(request)
        try:
            url = await self._leads_to(passage) if passage else None
        except Exception as fault:  # noqa: BLE001 - it is in the log, and whoever pressed must be told
            self._tell(fault)
            return _line(request, 503, LATER)
        if passage is None or url is None:
            return _line(request, 404, NOWHERE)
        if request.method == hdrs.METH_GET:
            self._counts[passage.post_id, passage.number] += 1
            self._news.set()
        return web.Response(status=302, headers={**_HEADERS, "Location": in_ascii(url)})

    def _asked(self, request: web.BaseRequest) -> Passage | None:
        """What stands before a question mark, which some apps add."""
        path, base = request.raw_path.partition("?")[0], self._path
        return passage_of(path.removeprefix(base)) if path.startswith(base) else None

    async def _leads_to(self, passage: Passage) -> str | None:
        post = self._known[passage.post_id] if passage.post_id in self._known else await self._look_up(passage.post_id)
        return self._redirects.leads_to(passage, post) if post else None

    async def _look_up(self, post_id: int) -> Post | None:
        async with self._looking, self._store.read() as tx:
            post = await tx.posts.get(post_id)
            post = post if post and await with_readers(tx, post) else None
        self._away = False
        self._known[post_id] = post
        self._news.set()
        return post

    async def _write(self) -> None:
        """A second after something has happened: write what was counted, forget what was known."""
        while not self._closing.is_set():
            await self._news.wait()
            self._news.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(WRITE_SECONDS):
                    await self._closing.wait()
            self._known.clear()
            await self._keep()

    async def _keep(self) -> None:
        """In one statement; what the storage does not take now is tried again."""
        counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            async with self._store.write() as tx:
                await tx.reports.passed(counts)
            self._away = False
        except Exception as fault:  # noqa: BLE001 - it is in the log, and tried again a second later
            self._tell(fault)
            self._counts.update(counts)
            self._news.set()

    def _tell(self, fault: Exception) -> None:
        """Once, however often it is tried until the storage is back."""
        if not self._away:
            _log.warning("presses of links cannot be looked up or written just now, it is tried again: %s", fault)
        self._away = True


NOWHERE = marked("This link leads nowhere any more.")
LATER = marked("This link can't be opened just now. Please try again in a moment.")


def _line(request: web.BaseRequest, status: int, sentence: str) -> web.Response:
    """One line in the first language that the browser names; it is looked at for this and not kept."""
    first = request.headers.get(hdrs.ACCEPT_LANGUAGE, "")[:LONGEST_LANGUAGES].partition(",")[0].partition(";")[0]
    words = words_for(hinted(first.strip()))
    return web.Response(status=status, text=f"{words.bare(sentence)}\n", headers=_HEADERS)


def in_ascii(url: str) -> str:
    """An address as a header may say it; what is in ASCII stays letter by letter as it was approved."""
    parts = urlsplit(url)
    with contextlib.suppress(UnicodeError):  # a name that no browser could look up either
        url = url.replace(parts.netloc, parts.netloc.encode("idna").decode(), 1)
    return quote(url, safe=string.punctuation)
