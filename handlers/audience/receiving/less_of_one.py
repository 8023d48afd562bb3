"""Who wants less of one partner, named or known by its trade: its page, and what else can be had less of."""

from dataclasses import replace

from bot.hearing.aliases import Wish
from bot.hearing.meaning import meant
from bot.hearing.negation import ends_nothing
from bot.hearing.patterns import any_of
from bot.searching import overheard
from handlers.audience.plain_words.kinds_refused import kind_refused
from handlers.audience.plain_words.plainly import declines_one, refuses_others
from handlers.audience.plain_words.telling import asks
from handlers.audience.receiving.less_of_one_screens import (
    beside_others,
    mute_offer,
    nothing_of_them,
    whose_screen,
)
from handlers.audience.receiving.partners import bond_of, partner_page
from handlers.audience.receiving.partners_screens import PartnerPage, fewer_of_them
from handlers.audience.visit import Visit
from handlers.reading.ends import mute_told
from handlers.showing.directory import of_trade
from handlers.showing.screen import Screen
from handlers.turns.turn import the_partner

LESS = frozenset({Wish.FEWER, Wish.STOP, Wish.PAUSE})
_LEAVES = any_of(
    r"unfollow|取[关關]|取消(?:[关關]注|追[蹤踪]|[订訂][阅閱])|退[订訂]|deixar de seguir|少[收发發推啲点點一]"
)
MOST = 6
"""Partners of a trade that are offered; of more the trade tells too little."""


async def page_heard(visit: Visit, partner_id: int, text: str, *, leaves: bool = False) -> Screen:
    """A partner's page for who named it; who wants less of it is asked how much less, or told that nothing comes.

    `leaves`: they want less, however they say it.
    """
    page = await partner_page(visit, PartnerPage(partner_id=partner_id))
    if refuses_others(text):
        async with visit.store.read() as tx:
            followed = await tx.follows.of(visit.reader.id)
        return beside_others(visit.words, page, len(followed)) if followed else page
    span = None if asks(text) else mute_told(text)
    leaves = leaves or declines_one(text) or bool(_LEAVES.search(text) and not ends_nothing(text))
    if not (span or leaves or kind_refused(text)) and LESS.isdisjoint(meant(text).wishes[:1]):
        return page
    async with visit.store.read() as tx:
        partner, bond = await the_partner(tx, partner_id), await bond_of(tx, visit.reader, partner_id, visit.now)
    if not bond.hears:
        return nothing_of_them(visit.words, page)
    if span:
        return mute_offer(visit.words, partner, span, page)
    return replace(page, text=fewer_of_them(visit.words, partner, bond))


async def whose_posts(visit: Visit, text: str, kind: str) -> Screen | None:
    """The partners of the trade whose posts somebody does not want: “stop the car ads”; none when there are none."""
    async with visit.store.read() as tx:
        found = of_trade(await tx.partners.all(), overheard(kind))
        followed = await tx.follows.of(visit.reader.id)
    found = [each for each in found if each.id in followed] or found
    if not found or len(found) > MOST:
        return None
    return await page_heard(visit, found[0].id, text) if len(found) == 1 else whose_screen(visit.words, found)
