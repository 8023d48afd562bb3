"""Who handles an update, found in a dictionary instead of by asking every conversation.

aiogram asks all filters of all routers in their order: a hundred commands cost more than everything else together.
The handlers here still are aiogram's, with its filters, guards and order; only those are passed over whose own filters
say that they wait for another command, another button or another state. And what stands around a turn is put together
once, where aiogram does it for each update.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, cast

from aiogram import Bot, Dispatcher, Router
from aiogram.dispatcher.event.bases import REJECTED, UNHANDLED, SkipHandler
from aiogram.dispatcher.event.handler import FilterObject, HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message, TelegramObject, Update

from handlers.turns.facts import STROKE_SIGN, Facts, facts_of
from handlers.turns.filters import Given, Numbered

Handling = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
_SEPARATOR = ":"
_EVENTS = ("message", "edited_message", "callback_query")


@dataclass(frozen=True, slots=True)
class Line:
    """One handler, what leads to it (`words` and `states`; none is any), and the way through its guards.

    `given` is told by one look; `filters` are those that have to be asked beside.
    """

    router: Router
    handler: HandlerObject
    filters: tuple[FilterObject, ...]
    words: frozenset[str] | None
    states: frozenset[str] | None
    given: tuple[Given, ...]
    handle: Handling

    def may_take(self, word: str | None, facts: Facts) -> bool:
        """Whether what one look told leaves it possible."""
        if not facts.command and any(map(_waits_for_a_command, self.filters)):
            return False
        heard = (self.words is None or word in self.words) and (self.states is None or facts.state in self.states)
        return heard and all(each.holds(facts) for each in self.given)


class Board:
    """All handlers of one kind of event, by what leads to them."""

    def __init__(self, event: str, root: Router) -> None:
        self._lines = tuple(line for router in root.chain_tail for line in _handlers(event, router, root))
        self._words = frozenset[str]().union(*(line.words for line in self._lines if line.words))
        self._found: dict[tuple[str | None, Facts], tuple[Line, ...]] = {}

    def lines(self, word: str | None, facts: Facts) -> tuple[Line, ...]:
        """Those who may take it, in their order. Words that nobody waits for share one answer."""
        key = (word if word in self._words else None, facts)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = tuple(line for line in self._lines if line.may_take(*key))
        return found


class Switchboard(Dispatcher):
    """aiogram's dispatcher with messages and buttons put through. All is in its place before the first update."""

    @cached_property
    def _turn(self) -> Handling:
        """From an update to its event, with what stands around."""
        return _around([*self.update.outer_middleware, *self.update.middleware], self._opened)

    @cached_property
    def _lines(self) -> dict[str, Handling]:
        """From each kind of event to whoever takes it, with what stands around."""
        return {event: self._line(event) for event in _EVENTS}

    def _line(self, event: str) -> Handling:
        observer = self.observers[event]
        return _around(observer.outer_middleware, partial(_put_through, Board(event, self), _shared(observer)))

    async def feed_update(self, bot: Bot, update: Update, **kwargs: Any) -> Any:  # noqa: ANN401 - aiogram's signature
        """As aiogram's, which says in its log how long it took."""
        if update.bot != bot:
            return await super().feed_update(bot, update, **kwargs)
        return await self._turn(update, {"dispatcher": self, **self.workflow_data, **kwargs, "bot": bot})

    async def _opened(self, update: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
        try:
            return await self._listen_update(cast("Update", update), **data)
        except SkipHandler:
            return UNHANDLED

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:  # noqa: ANN401
        """As aiogram's: what stands around the dispatcher's own events comes first, then whoever takes it."""
        line = self._lines.get(update_type)
        if line is None:
            return await super().propagate_event(update_type, event, **kwargs)
        return await line(event, {**kwargs, "event_router": self})


def _around(layers: Sequence[Any], inner: Handling) -> Handling:
    """Aiogram's `wrap_middlewares`, for something within that takes what they take."""
    for layer in reversed(layers):
        inner = partial(layer, inner)
    return inner


async def _put_through(board: Board, shared: HandlerObject, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
    found = await _found(shared.filters or (), event, data)
    return UNHANDLED if found is None else await _first(board, event, {**data, **found})


async def _first(board: Board, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - a handler's
    facts = facts_of(event, data.get("speaker"), data.get("raw_state"))
    for line in board.lines(leading(event), facts):
        data["event_router"], data["handler"] = line.router, line.handler
        found = await _found(line.filters, event, data)
        if found is None:
            continue
        try:
            answer = await line.handle(event, {**data, **found})
        except SkipHandler:
            continue
        if answer is not UNHANDLED:
            return UNHANDLED if answer is REJECTED else answer
    return UNHANDLED


async def _found(filters: Sequence[FilterObject], event: TelegramObject, data: dict[str, Any]) -> dict[str, Any] | None:
    """What a handler's filters found, when all of them say yes.

    As aiogram's own check, which hands whatever does not await to a thread: `F.text` would cost more than an answer.
    """
    found: dict[str, Any] = {}
    for each in filters:
        given = {**data, **found} if found else data
        told = given if each.varkw else {name: given[name] for name in each.params if name in given}
        answer = each.callback(event, **told)
        if each.awaitable:
            answer = await answer
        if not answer:
            return None
        if isinstance(answer, dict):
            found.update(answer)
    return found


def leading(event: TelegramObject) -> str | None:
    """The word that leads somewhere: a command's, however it is written, or a button's prefix."""
    if isinstance(event, CallbackQuery):
        return event.data.split(_SEPARATOR, 1)[0] if event.data else None
    text = (event.text or event.caption) if isinstance(event, Message) else None
    if not text or text.isspace():
        return None
    return text.split(maxsplit=1)[0][1:].partition("@")[0].casefold()


def _waits_for_a_command(each: FilterObject) -> bool:
    told = each.callback
    return isinstance(told, Numbered) or (isinstance(told, Command) and told.prefix == STROKE_SIGN)


def _handlers(event: str, router: Router, root: Router) -> Iterator[Line]:
    observer = router.observers[event]
    if router is not root and (len(observer.outer_middleware) or _shared(observer).filters):
        raise ValueError(
            f"{router} stands behind filters or outer middlewares of its own, which are not looked at here"
        )
    guards = [each for above in reversed(tuple(router.chain_head)) for each in above.observers[event].middleware]
    for handler in observer.handlers:
        words, states = _waits_for(handler)
        handle = observer.middleware.wrap_middlewares(guards, handler.call)
        given = tuple(each.callback for each in handler.filters or () if isinstance(each.callback, Given))
        yield Line(router, handler, _to_ask(handler), words, states, given, handle)


def _shared(observer: TelegramEventObserver) -> HandlerObject:
    """The filters that all handlers of a router share: aiogram keeps them in a handler of no use."""
    return observer._handler  # noqa: SLF001 - only looked at, so that nobody's filter is forgotten


def _to_ask(handler: HandlerObject) -> tuple[FilterObject, ...]:
    """Without those that one look at the update answers."""
    told = (Given, State)
    return tuple(each for each in handler.filters or () if not isinstance(each.callback, told) or _is_open(each))


def _is_open(each: FilterObject) -> bool:
    return isinstance(each.callback, State) and _state(each.callback) is None


def _waits_for(handler: HandlerObject) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """The words and the states that its filters ask for, as far as they can be known beforehand."""
    words, states = None, None
    for each in handler.filters or ():
        if isinstance(each.callback, Command):
            words = _commands(each.callback)
        elif isinstance(each.callback, CallbackQueryFilter):
            words = _prefix(each.callback)
        elif isinstance(each.callback, State):
            states = _state(each.callback)
    return words, states


def _commands(command: Command) -> frozenset[str] | None:
    """None when one of them is a pattern."""
    plain = [each.casefold() for each in command.commands if isinstance(each, str)]
    return frozenset(plain) if len(plain) == len(command.commands) else None


def _prefix(button: CallbackQueryFilter) -> frozenset[str] | None:
    told = button.callback_data
    return frozenset({told.__prefix__}) if told.__separator__ == _SEPARATOR else None


def _state(state: State) -> frozenset[str] | None:
    return None if state.state in {None, "*"} else frozenset({str(state.state)})
