"""A message at work when the process is killed or stopped: answered after the next start, or by the end."""

import asyncio
import signal
from collections.abc import Awaitable, Callable

from bot.actions.polled import handled_ahead
from tests import cast
from tests.processes.conftest import PATIENCE, TOKEN, Town, ends

HELP = "/stories"
"""Stands in every answer to /help."""


async def types(town: Town, address: int, text: str) -> None:
    await town.post("sandbox/send", user=address, key=f"{cast.BOT}:{address}", text=text)


async def struck(town: Town) -> bool:
    async with town.http.get(f"{town.url}/control/faults") as response:
        return not (await response.json())["faults"]


async def unconfirmed(town: Town) -> int:
    return int((await town.post(f"bot{TOKEN}/getWebhookInfo"))["result"]["pending_update_count"])


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await true():  # noqa: ASYNC110 - another process ends it
            await asyncio.sleep(0.05)


async def test_a_message_at_work_at_a_kill_is_answered_after_the_next_start_and_the_others_are_not_again(
    town: Town,
) -> None:
    await town.load()
    first = await town.kapok()
    late = {"error": [500, "Internal Server Error"], "delay": 60}
    await town.post("control/faults", method="sendMessage", chat_id=cast.EMMA, **late)
    await types(town, cast.EMMA, "/help")
    await until(lambda: struck(town))
    await types(town, cast.JOANA, "/help")
    await town.waits_for(cast.JOANA, HELP)  # one that is slow holds up nobody
    async with town.store() as store:
        assert await store.bot() == str(cast.BOT)

        async def kept() -> bool:
            return len(await handled_ahead(store)) == 1

        await until(kept)
    first.kill()
    await first.communicate()
    assert await unconfirmed(town) == 2
    second = await town.kapok()
    await town.waits_for(cast.EMMA, HELP)
    await town.post("control/faults", method="sendMessage", chat_id=cast.EMMA, delay=1)
    await types(town, cast.EMMA, "/help")
    await until(lambda: struck(town))
    code, said = await ends(second, signal.SIGTERM)
    assert code == 0, said
    assert await unconfirmed(town) == 0
    answers = {who: sum(HELP in each for each in await town.received(who)) for who in (cast.EMMA, cast.JOANA)}
    assert answers == {cast.EMMA: 2, cast.JOANA: 1}
