"""Partners in the order of a reader's own alphabet, a page at a time."""

from bot.partners import Partner
from bot.store import Page, Work
from bot.words import Words
from handlers.screen import PAGE


async def directory(tx: Work, words: Words, no: int) -> tuple[Page[Partner], int]:
    """A page of them and its number; the last one when there are fewer. A programme has hundreds, not millions."""
    found = words.ordered(await tx.partners.all(), lambda partner: partner.name(words.form))
    no = max(0, min(no, (len(found) - 1) // PAGE))
    return Page(found[no * PAGE : (no + 1) * PAGE], len(found)), no
