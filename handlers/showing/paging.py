"""Pages of a long list: the one that is there."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.ports.page import Page
from handlers.showing.screen import PAGE

T = TypeVar("T")


def last_page(total: int) -> int:
    """The number of the last page of a list, from 0."""
    return max(0, (total - 1) // PAGE)


async def page_or_last(read: Callable[[int], Awaitable[Page[T]]], page: int) -> tuple[int, Page[T]]:
    """A page and its number; the last one when there are fewer by now."""
    found = await read(page)
    if found.total and not found.items:
        page = last_page(found.total)
        found = await read(page)
    return page, found


def page_of(items: Sequence[T], page: int) -> tuple[int, Page[T]]:
    """The same of what is at hand as a whole."""
    page = min(page, last_page(len(items)))
    return page, Page(items[page * PAGE : (page + 1) * PAGE], len(items))
