"""What somebody sees before they speak: the bot's name, what it is for, its public commands and its menu button.

Telegram knows two-letter codes only; whoever has chosen a form gets a menu of their own (`handlers/turns/menus.py`).
Each is told only when it is not what was told last: Telegram lets a bot change its name a few times a day at most.
"""

import hashlib
import json
import logging
from collections.abc import Iterator

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramNetworkError, TelegramServerError, TelegramUnauthorizedError
from aiogram.methods import (
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import BotCommandScopeDefault, MenuButtonCommands

from bot.languages import Form
from bot.store import Store
from bot.words import Words, marked, words_for
from handlers.turns.menus import READER, menu_of

NAME = marked("Kapok · Guangzhou")
SHORT_DESCRIPTION = marked("Stories and offers from Guangzhou and its city partners, in your language.")
DESCRIPTION = marked(
    "Stories and offers from Guangzhou and its city partners, in the language you like best.\n\n"
    "You choose whom you follow, how many posts come, and when your phone stays silent. Press Start, and I'll ask."
)
PUBLIC = {None: Form.EN, "en": Form.EN, "zh": Form.ZH_HANT, "pt": Form.PT}
"""`zh` gets Traditional until a reader has chosen; whoever has none of these codes gets English."""
_SETTING = "front:{account}"
_log = logging.getLogger(__name__)


async def show_front(bot: Bot, store: Store) -> None:
    """Tell the network what has changed; a refusal is logged, and tried again at the next start."""
    setting = _SETTING.format(account=bot.id)
    async with store.read() as tx:
        known: dict[str, str] = json.loads(await tx.programme.setting(setting) or "{}")
    told = dict(known)
    try:
        for name, call in _calls():
            mark = hashlib.sha256(call.model_dump_json(exclude_none=True).encode()).hexdigest()[:16]
            if known.get(name) != mark and await _tell(bot, name, call):
                told[name] = mark
    finally:
        if told != known:
            async with store.write() as tx:
                await tx.programme.set_setting(setting, json.dumps(told))


async def _tell(bot: Bot, name: str, call: TelegramMethod[bool]) -> bool:
    try:
        await bot(call)
    except (TelegramNetworkError, TelegramServerError, TelegramUnauthorizedError):  # the start itself deals with these
        raise
    except AiogramError as refused:
        _log.warning("%s was not taken: %s", name, refused)
        return False
    return True


def _calls() -> Iterator[tuple[str, TelegramMethod[bool]]]:
    """Everything that there is to tell, each under a name of its own."""
    yield "menu button", SetChatMenuButton(menu_button=MenuButtonCommands())
    for code, form in PUBLIC.items():
        words = words_for(form)
        for call in _in_words(words, code):
            yield f"{call.__api_method__} {code or 'others'}", call


def _in_words(words: Words, code: str | None) -> Iterator[TelegramMethod[bool]]:
    scope = BotCommandScopeDefault()
    yield SetMyCommands(commands=menu_of(READER, words), scope=scope, language_code=code)
    yield SetMyName(name=_plain(words, NAME), language_code=code)
    yield SetMyShortDescription(short_description=_plain(words, SHORT_DESCRIPTION), language_code=code)
    yield SetMyDescription(description=_plain(words, DESCRIPTION), language_code=code)


def _plain(words: Words, sentence: str) -> str:
    return words.bare(sentence)
