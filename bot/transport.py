"""Port: what the bot asks of a network that delivers."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, Protocol

from bot.content import CAPTION_LIMIT, Media
from bot.delivery import Receipt, Refusal
from bot.texts import units, visible


class Button(NamedTuple):
    """A button under a letter: opens a screen of ours (`data`, 1-64 bytes) or an address (`url`)."""

    label: str
    data: str | None = None
    url: str | None = None


Row = tuple[Button, ...]
Rows = tuple[Row, ...]


class Letter(NamedTuple):
    """What is said to one chat, ready to send: text as Telegram HTML, media in order, rows of buttons.

    A text that is too long for a caption, or buttons, which an album cannot have, come as a message of their own below.
    `then`, another whole letter, follows it into the same chat.
    """

    text: str
    media: tuple[Media, ...] = ()
    rows: Rows = ()
    silent: bool = False
    then: "Letter | None" = None

    @property
    def letters(self) -> tuple["Letter", ...]:
        """It and all that follow it."""
        return (self, *self.then.letters) if self.then else (self,)

    @property
    def messages(self) -> tuple["Letter", ...]:
        """What it takes to say all of it: each a single message or album, in order, the first with the sound."""
        return _messages(self) if self.media or self.then else (self,)

    def fits(self, messages: int) -> bool:
        """Whether a copy of so many messages has its shape; what is a caption now may have stood below its pictures."""
        own = messages - len(self.letters) + 1
        return own in ({len(self.media), len(self.media) + 1} if self.media else {1})

    @property
    def apart(self) -> bool:
        """Whether the text is a message of its own below the media."""
        if not self.media:
            return False
        return (len(self.media) > 1 and bool(self.rows)) or units(visible(self.text)) > CAPTION_LIMIT


@lru_cache(maxsize=256)
def _messages(letter: Letter) -> tuple[Letter, ...]:
    alone, others = letter._replace(then=None), letter.then.messages if letter.then else ()
    if not letter.apart:
        return (alone, *others)
    return (alone._replace(text="", rows=()), alone._replace(media=(), silent=True), *others)


class Parcel(NamedTuple):
    """A letter with its address, and the references under which the account already knows its media."""

    address: int
    letter: Letter
    references: Mapping[int, str] = MappingProxyType({})
    paid: bool = False
    """Carried at the paid pace."""
    reply_to: int | None = None
    """The message in that chat that it replies to, if that is still there."""
    topic: int | None = None
    """The topic of a group where it shall stand; an edit, a recall and a pin need none."""


Said = Receipt | Awaitable[Receipt | Refusal]
"""A plain yes, or whatever else was said: to be awaited once."""
Told = Callable[[Said], None]


class Opening(Protocol):
    """An open way for one send: used once, or given back."""

    def send(self, parcel: Parcel, told: Told) -> None:
        """Send the first of a letter's messages at once; `told` is called when something is known of it."""

    def give_back(self) -> None:
        """Nothing is sent on it."""


class Transport(Protocol):
    """A network, on one sending account. Errors of the network come back as refusals, never as exceptions."""

    @property
    def account_id(self) -> int: ...

    async def open(self) -> None: ...

    def ready(self) -> AbstractAsyncContextManager[None]:
        """The way is open for one request within: entered before a turn is waited for."""

    def ready_for_more(self) -> AbstractAsyncContextManager[None]:
        """As `ready`, for what is more than a send by references: files that go up, edits, recalls, pins."""

    def at_hand(self) -> Opening | None:
        """A way for one send, when one is open: taken before a turn is waited for, as `ready` is entered."""

    async def opened(self) -> Opening:
        """One as soon as it is open."""

    async def send(self, parcel: Parcel) -> Receipt | Refusal:
        """Send the first of a letter's messages, and nothing of what follows it."""

    async def edit(self, parcel: Parcel, message_ids: tuple[int, ...]) -> Receipt | Refusal:
        """Put a letter, and those that follow it, in place of what was sent."""

    async def replace_picture(self, parcel: Parcel, message_ids: tuple[int, ...], media_id: int) -> Receipt | Refusal:
        """Put this one of a letter's pictures in place of what was sent where it stands; the others stay."""

    async def recall(self, address: int, message_ids: tuple[int, ...]) -> Receipt | Refusal: ...

    async def pin(self, address: int, message_id: int, *, on: bool) -> Receipt | Refusal: ...

    async def close(self) -> None: ...
