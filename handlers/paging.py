"""Pages of a long list: the one that is there."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.ports.page import Page
from handlers.screen import PAGE

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
