"""Which bot a database serves: its chats, pictures and messages are that bot's, and no other's.

To another bot every reader would be gone, and a correction would change whatever message has the number there.
"""

from bot.ports.programme import BOT
from bot.settings import WrongSetting
from bot.store import Store


async def refuse_another(store: Store, bot_id: int) -> None:
    """Raises `WrongSetting` when the database serves another bot."""
    async with store.read() as tx:
        _look(await tx.programme.setting(BOT), bot_id)


async def serve(store: Store, bot_id: int) -> None:
    """From now on it serves this one, whose token the network has accepted. Raises `WrongSetting` as above."""
    async with store.write() as tx:
        served = await tx.programme.setting(BOT)
        _look(served, bot_id)
        if served is None:
            await tx.programme.set_setting(BOT, str(bot_id))


def _look(served: str | None, bot_id: int) -> None:
    if served not in {None, str(bot_id)}:
        raise WrongSetting(another(served, bot_id))


def another(served: str | None, bot_id: int) -> str:
    """What is wrong, and what to do about it."""
    return (
        f"KAPOK_BOT_TOKEN: this database serves the bot {served}, and the token is the bot {bot_id}'s: give it the "
        "token of its own bot, or give this bot a database of its own (KAPOK_DATABASE_URL)"
    )
