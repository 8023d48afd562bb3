"""Pushing updates to a bot's webhook: in order within a chat, chats side by side, again with backoff until 2xx."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from sandbox.bots import Bot, Webhook
from sandbox.params import Params, from_multipart, from_text
from sandbox.shapes import Json, Refusal, now

HEADER = "X-Telegram-Bot-Api-Secret-Token"
ANSWER_SECONDS = 30
ACCEPTED = 2  # any 2xx
FIRST_PAUSE = 0.2
LONGEST_PAUSE = 60.0
UNHEARD: tuple[tuple[type[aiohttp.ClientError], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "Failed to resolve host: Name or service not known"),
    (aiohttp.ClientSSLError, "SSL error"),
    (aiohttp.ClientConnectorError, "Connection refused"),
    (aiohttp.ClientError, "Connection closed"),
)
"""What a bot is told of a push that nobody answered, the closer cause before the wider one."""
Reply = Callable[[Bot, Params], Awaitable[None]]


def lane_of(update: Json) -> int:
    """Updates of one chat are told one after another."""
    for kind, payload in update.items():
        if kind != "update_id":
            chat = payload.get("chat") or payload.get("message", {}).get("chat") or payload.get("from") or {}
            return int(chat.get("id", 0))
    return 0


class Pusher:
    """The pushing for one bot and one webhook. `reply` runs a method given in the answer to an update."""

    def __init__(self, bot: Bot, hook: Webhook, reply: Reply) -> None:
        self.bot = bot
        self.hook = hook
        self.reply = reply
        self._lanes: dict[int, deque[int]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._last = 0
        self._room = asyncio.Semaphore(hook.max_connections)
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS))

    def take(self) -> None:
        """Puts what is new in its chat's lane."""
        fresh = []
        for update_id in reversed(self.bot.updates.waiting):
            if update_id <= self._last:
                break
            fresh.append(update_id)
        for update_id in reversed(fresh):
            self._last = update_id
            self._enter(update_id)

    def _enter(self, update_id: int) -> None:
        lane = lane_of(self.bot.updates.waiting[update_id][1])
        if lane in self._lanes:
            self._lanes[lane].append(update_id)
            return
        self._lanes[lane] = deque([update_id])
        task = asyncio.create_task(self._run(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, lane: int) -> None:
        queue = self._lanes[lane]
        try:
            while queue:
                await self._until_taken(queue[0])
                self.bot.updates.waiting.pop(queue.popleft(), None)
        finally:
            del self._lanes[lane]

    async def _until_taken(self, update_id: int) -> None:
        pause = FIRST_PAUSE
        while (entry := self.bot.updates.waiting.get(update_id)) and not await self._push(entry[1]):
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    async def _push(self, update: Json) -> bool:
        headers = {"Content-Type": "application/json"}
        if self.hook.secret:
            headers[HEADER] = self.hook.secret
        body = json.dumps(update, ensure_ascii=False).encode()
        try:
            async with self._room, self._http.post(self.hook.url, data=body, headers=headers) as answer:
                content = await answer.read()
                if answer.status // 100 != ACCEPTED:
                    return self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                await self._answered(content, answer.headers.get("Content-Type", ""))
                return True
        except TimeoutError:
            return self._failed("Read timeout expired")
        except aiohttp.ClientError as error:
            return self._failed(next(words for cause, words in UNHEARD if isinstance(error, cause)))

    def _failed(self, words: str) -> bool:
        self.hook.failure, self.hook.failed_at = words, now()
        return False

    async def _answered(self, content: bytes, kind: str) -> None:
        """A webhook may answer with a method to call; nobody hears its result."""
        if not content.strip():
            return
        try:
            plain = kind.partition(";")[0].strip()
            if plain == "multipart/form-data":
                params = from_multipart({}, content, kind)
            else:
                params = from_text({}, content, plain)
        except Refusal:
            return
        if params.has("method"):
            await self.reply(self.bot, params)

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._http.close()


class Pushers:
    """One pusher for each bot that has a webhook."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self._running: dict[int, Pusher] = {}
        self._closing: set[asyncio.Task[Any]] = set()

    def changed(self, bot: Bot) -> None:
        """Called when a bot's webhook was set or deleted."""
        old = self._running.pop(bot.id, None)
        if old:
            task = asyncio.create_task(old.close())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)
        bot.updates.on_arrival = None
        if bot.webhook:
            self._running[bot.id] = pusher = Pusher(bot, bot.webhook, self.reply)
            bot.updates.on_arrival = pusher.take
            pusher.take()

    async def close(self) -> None:
        for pusher in self._running.values():
            pusher.bot.updates.on_arrival = None
            await pusher.close()
        await asyncio.gather(*self._closing, return_exceptions=True)
