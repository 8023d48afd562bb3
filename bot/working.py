"""A worker: the clock and delivery alone, without conversations (and without aiogram). Part of the front door."""

import contextlib
import gc
from collections.abc import AsyncIterator

from bot.accounts import PAID_RATE, in_doubt
from bot.actions.clock import Timekeeper, utc_now
from bot.actions.desk import Desk
from bot.actions.served import serve
from bot.reaching import owner, patiently
from bot.redirects import Redirects
from bot.settings import Settings, WrongSetting
from bot.store import Store
from bot.transports.telegram import Telegram
from bot.wire import Wire
from scheduler.clock import Clock


class Worker:
    """One process of delivery on one account; any number may run beside each other on PostgreSQL."""

    def __init__(self, settings: Settings, store: Store) -> None:
        if settings.token is None:
            raise WrongSetting("KAPOK_BOT_TOKEN: a worker needs the bot's token")
        self._wire = Wire(in_flight=in_doubt(PAID_RATE))
        self._transport = Telegram(settings.token, settings.telegram_api, wire=self._wire)
        self._time = Timekeeper(store, utc_now)
        self.desk = Desk(store, self._transport, owner(), self._time, in_doubt=settings.in_doubt)
        if settings.links:
            self.desk.redirects = Redirects.made_with(settings.links.url, settings.token)
        self.username = ""

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deliver until the block ends; then finish what is in flight and give leases back."""
        async with contextlib.AsyncExitStack() as closing:
            closing.push_async_callback(self._wire.close)
            closing.push_async_callback(self._transport.close)
            await self._transport.open()
            self.username = await patiently(self._transport.name)
            await serve(self.desk.store, self._transport.account_id)
            await self._time.ask()
            clock = Clock(self.desk, progress=False, timekeeper=self._time)
            clock.start()
            closing.push_async_callback(clock.stop)
            gc.freeze()
            yield
