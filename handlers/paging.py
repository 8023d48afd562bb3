"""Pages of a long list: the one that is there, and the buttons to the newer and the older ones."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiogram.filters.callback_data import CallbackData

from bot.ports.page import Page
from bot.transport import Button
from bot.words import Words
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


def newer_older(words: Words, page: int, total: int, to: Callable[[int], CallbackData]) -> tuple[Button, ...]:
    """Buttons to the pages before and after."""
    buttons = []
    if page > 0:
        buttons.append(Button(words.bare("‹ Newer"), to(page - 1).pack()))
    if page < last_page(total):
        buttons.append(Button(words.bare("Older ›"), to(page + 1).pack()))
    return tuple(buttons)
