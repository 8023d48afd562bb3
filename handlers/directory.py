"""Partners in the order of a reader's own alphabet, a page at a time."""

from collections.abc import Callable

from bot.lookup import is_meant
from bot.partners import Partner
from bot.ports.page import Page
from bot.store import Work
from bot.words import Words
from handlers.screen import PAGE


def is_here(partner: Partner) -> bool:
    """Whether it has not left the programme."""
    return partner.retired_at is None


def is_called(partner: Partner, typed: str) -> bool:
    """Whether one of its names holds what was typed; it does when nothing was."""
    return is_meant(typed, (*partner.names.values(), partner.slug))


async def directory(
    tx: Work, words: Words, no: int, wanted: Callable[[Partner], bool] = is_here
) -> tuple[Page[Partner], int]:
    """A page of those wanted and its number; the last one when there are fewer. There are hundreds, not millions."""
    partners = [partner for partner in await tx.partners.all() if wanted(partner)]
    found = words.ordered(partners, lambda partner: partner.name(words.form))
    no = max(0, min(no, (len(found) - 1) // PAGE))
    return Page(found[no * PAGE : (no + 1) * PAGE], len(found)), no
