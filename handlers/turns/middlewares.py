"""Who speaks, in which language, with which open store: what every handler may receive."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware, Bot, Router
from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import Chat, Message, TelegramObject, Update, User

from bot.actions.meet import meet
from bot.hearing.meaning import LONGEST
from bot.hearing.shape import spelled_out
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.store import Glance, Glancing
from bot.texts import is_seen, one_line
from bot.words import Words, marked, words_for
from handlers.turns.facts import STROKE_SIGN, is_idle
from handlers.turns.memory import OneTurn, conversation

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

MOST_WAITING = 30
"""Updates of one chat that may wait or be in hand: an album, a hasty hand and a post in five forms stay below."""
TOLD_AGAIN = 60.0
"""Seconds until whoever goes on too fast is told once more."""
OVERRUN = marked("That was too fast for me: I left some of it out. Take a breath, then send it once more.")
_log = logging.getLogger(__name__)


class InOrder(BaseMiddleware):
    """Updates of one chat are handled one after the other, in the order they came; chats do not wait for each other.

    Whoever sends more than can wait is slowed: the rest is left out, and they are told so, once a minute at most.
    """

    def __init__(self) -> None:
        self._queues: dict[int, _Queue] = {}
        self._told: dict[int, float] = {}
        self._idle = asyncio.Event()
        self._idle.set()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Wait for this chat's turn (asyncio's locks are first come, first served)."""
        chat: Chat | None = data.get("event_chat")
        user: User | None = data.get("event_from_user")
        key = chat.id if chat else user.id if user else 0
        queue = self._queues.get(key) or self._queues.setdefault(key, _Queue())
        if queue.inside >= MOST_WAITING and _is_said(event):
            queue.overrun = True
            return None
        queue.inside += 1
        self._idle.clear()
        try:
            async with queue.turn:
                answer = await handler(event, data)
                if queue.overrun:
                    queue.overrun = False
                    if self._may_tell(key):
                        await _slow_down(data)
                return answer
        finally:
            queue.inside -= 1
            if not queue.inside:
                del self._queues[key]
                if not self._queues:
                    self._idle.set()

    def _may_tell(self, key: int) -> bool:
        """Whether this chat was not told within the last minute; then it counts as told."""
        now = asyncio.get_running_loop().time()
        self._told = {chat: at for chat, at in self._told.items() if now - at < TOLD_AGAIN}
        return self._told.setdefault(key, now) == now

    async def idle(self) -> None:
        """Wait until every update that was taken has been handled."""
        await self._idle.wait()


@dataclass(slots=True)
class _Queue:
    """The updates of one chat that wait or are being handled."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    inside: int = 0
    overrun: bool = False


def _is_said(event: TelegramObject) -> bool:
    """What a person can say again; that they blocked us or gave a channel is never left out."""
    return isinstance(event, Update) and bool(event.message or event.edited_message or event.callback_query)


async def _slow_down(data: dict[str, Any]) -> None:
    """Say it to a person; in a group the bot is quiet. What they are told costs no answer."""
    chat, words, bot = data.get("event_chat"), data.get("words"), data.get("bot")
    if not isinstance(chat, Chat) or not isinstance(words, Words) or not isinstance(bot, Bot):
        return
    try:
        await bot.send_message(chat.id, words.say(OVERRUN))
    except AiogramError as refused:
        _log.info("the writer in chat %d was not told to slow down: %s", chat.id, refused)


class WhoSpeaks(BaseMiddleware):
    """Meets the person and gives the handler `speaker` (roles of this very moment), `words` (their language), `state`.

    All of it comes from one glance at the store, taken when the chat's turn has come. `store` and `clock` come with it.
    """

    def __init__(self, store: Glancing, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Look the person up. Who talks elsewhere than with the bot (in a group, in a channel) is nobody it keeps.

        Nor is whoever only blocks or unblocks it: they may have been forgotten.
        """
        user, chat = data.get("event_from_user"), data.get("event_chat")
        data["store"], data["clock"] = self._store, self._clock
        came_or_went = isinstance(event, Update) and event.my_chat_member is not None
        if isinstance(user, User) and isinstance(chat, Chat) and chat.type == ChatType.PRIVATE and not came_or_went:
            key = StorageKey(bot_id=data["bot"].id, chat_id=chat.id, user_id=user.id)
            seen = await self._store.glance(user.id, conversation(key))
            speaker = await self._met(user, seen)
            data["speaker"], data["words"] = speaker, words_for(speaker.reader.speaks)
            data["state"], data["raw_state"] = FSMContext(OneTurn(self._store, seen), key), seen.state
        return await handler(event, data)

    async def _met(self, user: User, seen: Glance) -> Speaker:
        """The one seen; a newcomer, or somebody with another name by now, is kept first."""
        name = name_of(user)
        if seen.speaker is not None and seen.speaker.reader.name == name:
            return seen.speaker
        return await meet(self._store, user.id, name, user.language_code, self._clock())


def name_of(user: User) -> str:
    """Their name as others see it: marks that turn the direction of a line are left out, an invisible name replaced."""
    told = user.full_name
    if told.isascii() and told.isprintable() and not told.isspace():
        return " ".join(told.split())
    name = one_line(told)
    if is_seen(name):
        return name
    return f"@{user.username}" if user.username else str(user.id)


class SpelledOut(BaseMiddleware):
    """What a reader says to the bot in a chat's spelling is heard as others write it, by whoever listens.

    A story, a letter, a reply or a post is kept as it was typed.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """While nobody waits for their words."""
        speaker: Speaker | None = data.get("speaker")
        if speaker and isinstance(event, Message) and event.text and _to_the_bot(event, speaker, data["raw_state"]):
            said = spelled_out(event.text, speaker.reader.speaks)
            event = event if said == event.text else event.model_copy(update={"text": said})
        return await handler(event, data)


def _to_the_bot(message: Message, speaker: Speaker, state: str | None) -> bool:
    """Whether it is a reader's own, short and no command."""
    text = message.text or ""
    answers = message.reply_to_message is not None or message.forward_origin is not None
    works = speaker.is_admin or speaker.is_communicator
    return len(text) <= LONGEST and text[0] != STROKE_SIGN and not (answers or works) and is_idle(state)


class OnlyFor(BaseMiddleware):
    """Guards a role's router: rights are looked at for each update and each button, whatever the menu shows."""

    def __init__(self, may: Callable[[Speaker], bool], why: Why) -> None:
        self._may, self._why = may, why

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Raise the mistake for anybody else."""
        speaker: Speaker | None = data.get("speaker")
        if speaker is None or not self._may(speaker):
            raise Mistake(self._why)
        return await handler(event, data)


def guard(router: Router, may: Callable[[Speaker], bool], why: Why = Why.NOT_ALLOWED) -> None:
    """Put the guard before every message and button of a router; `why` is what others are told."""
    for events in (router.message, router.edited_message, router.callback_query):
        events.middleware(OnlyFor(may, why))
