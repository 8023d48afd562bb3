"""Kapok at work: conversations, clock and delivery in one process, wired here. Part of the front door."""

import contextlib
import gc
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from bot.accounts import PAID_RATE, in_doubt
from bot.actions.catalogs import tell_of_catalogs
from bot.actions.clock import Timekeeper, utc_now
from bot.actions.desk import Desk
from bot.actions.schedule import keep_to_wall_clocks
from bot.actions.served import serve
from bot.catalogs import faults
from bot.pace import Pacer
from bot.reaching import owner, patiently
from bot.redirects import Redirects
from bot.settings import Settings, WrongSetting
from bot.store import Glancing
from bot.translators import translator_for
from bot.transports.telegram import Telegram
from bot.wire import Wire
from handlers.admin.exports.exporting import say_what_stopped
from handlers.network.opening import answered, ask_for_pushes, bot_over
from handlers.network.patience import Patience
from handlers.network.polling import Polling
from handlers.network.webhook import Webhook
from handlers.turns.conversations import conversations
from handlers.turns.front import show_front
from scheduler.clock import Clock

IN_FLIGHT = in_doubt(PAID_RATE) + 100
"""Requests at once: a paid broadcast at its full pace, and replies beside it."""


class Kapok:
    """The whole bot on one account."""

    def __init__(self, settings: Settings, store: Glancing, now: Callable[[], datetime] | None = None) -> None:
        """`now`: the clock to go by; without one, the database's."""
        token = settings.token or ""
        self._wire = Wire(in_flight=IN_FLIGHT)
        pacer = Pacer()
        self._transport = Telegram(token, settings.telegram_api, wire=self._wire)
        patience = Patience(pacer, self._transport.ready)
        self._bot = bot_over(self._wire, token, settings.telegram_api, patience)
        self._time = None if now else Timekeeper(store, utc_now)
        clock = now or self._time or utc_now
        self.desk = Desk(store, self._transport, owner(), clock, pacer=pacer, in_doubt=settings.in_doubt)
        self._links = settings.links
        if settings.links:
            self.desk.redirects = Redirects.made_with(settings.links.url, token)
        self._clock = Clock(self.desk, timekeeper=self._time)
        translator = translator_for(settings.machine, self._wire) if settings.machine else None
        self._conversations = conversations(store, clock, translator, self.desk.redirects)
        self._webhook = settings.webhook
        self.username = ""

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve until the block ends; then finish what is in flight, and close."""
        # What was opened last is closed first, whatever becomes of the others.
        async with contextlib.AsyncExitStack() as closing:
            closing.push_async_callback(self._wire.close)
            self.username = await patiently(lambda: answered(self._reach()))
            await serve(self.desk.store, self._transport.account_id)
            if self._time:
                await self._time.ask()
            await keep_to_wall_clocks(self.desk.store, self.desk.now())
            await tell_of_catalogs(self.desk.store, faults(), self.desk.now())
            await self._transport.open()
            closing.push_async_callback(self._transport.close)
            await self._lead_on(closing)
            self._clock.start()
            closing.push_async_callback(self._clock.stop)
            await say_what_stopped(self._bot, self.desk.store)
            await self._hear(closing)
            # Everything imported by now stays: a full collection would stop the loop for a fifth of a second.
            gc.freeze()
            closing.callback(gc.unfreeze)
            yield

    async def _lead_on(self, closing: contextlib.AsyncExitStack) -> None:
        """Whoever presses a button that leads over us is led on from now on."""
        if self._links is None:
            return
        from handlers.network.redirects import Turnstile  # noqa: PLC0415 - a server that most do not need

        turnstile = Turnstile(self.desk.store, self.desk.redirects)
        try:
            await closing.enter_async_context(turnstile.serving(self._links.host, self._links.port))
        except OSError as taken:
            raise WrongSetting(f"KAPOK_LINKS_LISTEN: cannot listen there ({taken.strerror})") from None

    async def _hear(self, closing: contextlib.AsyncExitStack) -> None:
        """Updates from now on: pushed to our address when there is one, else asked for."""
        closing.push_async_callback(self._conversations["idle"])  # called once nothing comes in any more
        if self._webhook is None:
            asking = Polling(self._conversations, self._bot, self.desk.store, self.desk.now)
            await closing.enter_async_context(asking.serving())
            return
        hook = self._webhook
        door = Webhook(self._conversations, self._bot, hook.secret)
        try:
            await closing.enter_async_context(door.serving(hook.path, hook.host, hook.port))
            kinds = self._conversations.resolve_used_update_types()
            await patiently(lambda: answered(ask_for_pushes(self._bot, hook, kinds)))
        except OSError as taken:
            raise WrongSetting(f"KAPOK_WEBHOOK_LISTEN: cannot listen there ({taken.strerror})") from None

    async def _reach(self) -> str:
        """Our name, with everything in its place for a start."""
        me = await self._bot.me()
        if self._webhook is None:
            await self._bot.delete_webhook()
        await show_front(self._bot, self.desk.store)
        return me.username or ""
