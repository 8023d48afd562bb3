"""Where deep links lead: an invitation, a partner, a story. Newcomers follow them once they have chosen a language."""

from dataclasses import dataclass, replace
from datetime import datetime

from aiogram import Bot

from bot.actions.admit import accept
from bot.languages import Form
from bot.mistakes import Mistake
from bot.people import Speaker
from bot.store import Store
from bot.words import Words, words_for
from handlers.audience.home import home_of
from handlers.audience.partners import bond_of
from handlers.audience.partners_screens import partner_screen
from handlers.audience.start_screens import joined_screen
from handlers.audience.stories import send_story
from handlers.audience.stories_screens import StoryIn
from handlers.menus import refresh_menu
from handlers.mistakes import in_words
from handlers.screen import Screen, send


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who came by a link."""

    bot: Bot
    store: Store
    speaker: Speaker
    now: datetime

    @property
    def words(self) -> Words:
        """Their language."""
        return words_for(self.speaker.reader.speaks)

    async def show(self, screen: Screen) -> None:
        """Show it at the bottom of their chat."""
        await send(self.bot, self.speaker.reader.address, screen)


async def follow_link(visit: Visit, payload: str) -> None:
    """Lead them where the link points; an unknown one leads home, one that is no longer good says why."""
    kind, _, value = payload.partition("_")
    leads = {"invite": _join, "partner": _partner, "story": _story}
    try:
        await leads.get(kind, _home)(visit, value)
    except Mistake as mistake:
        await visit.show(Screen(in_words(mistake, visit.words)))
        await _home(visit)


async def _join(visit: Visit, token: str) -> None:
    partner = await accept(visit.store, visit.speaker, token, visit.now)
    await visit.show(joined_screen(visit.words, partner.name(visit.words.form)))
    member = replace(visit.speaker, partner_ids=visit.speaker.partner_ids | {partner.id})
    await refresh_menu(visit.bot, visit.store, member)


async def _partner(visit: Visit, slug: str) -> None:
    reader = visit.speaker.reader
    async with visit.store.read() as tx:
        partner = await tx.partners.by_slug(slug.lower())
        bond = await bond_of(tx, reader, partner.id, visit.now) if partner else None
    if partner is None or bond is None:
        await _home(visit)
        return
    await visit.show(partner_screen(visit.words, partner, bond))


async def _story(visit: Visit, value: str) -> None:
    """A story in the reader's own form, or in the one that the link names (`12_pt`)."""
    number, _, tag = value.partition("_")
    if number.isascii() and number.isdecimal() and len(number) <= LONGEST_ID:
        reader = visit.speaker.reader
        form = next((form for form in Form if form == tag), reader.speaks)
        await send_story(visit.bot, visit.store, reader, StoryIn(post_id=int(number), form=form))
    else:
        await _home(visit)


async def _home(visit: Visit, _value: str = "") -> None:
    await visit.show(await home_of(visit.store, visit.speaker))


LONGEST_ID = 15
"""Digits of a number that surely fits into a button."""
