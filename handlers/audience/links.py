"""Where signposts lead: an invitation, a partner, a story, a city. Newcomers follow them once they have a language."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from aiogram import Bot

from bot import signposts
from bot.actions.admit import accept
from bot.actions.settle_in import came_by, choose_place
from bot.mistakes import Mistake
from bot.people import Speaker
from bot.places import spot_of
from bot.signposts import Leads, Signpost
from bot.store import Store, Work
from bot.words import Words, words_for
from handlers.audience.home import home_of
from handlers.audience.partners import bond_of
from handlers.audience.partners_screens import partner_screen
from handlers.audience.start_screens import city_screen, joined_screen
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


async def note_coming(store: Store, speaker: Speaker, payload: str) -> None:
    """Keep what led a newcomer here, if it is a signpost of ours. The first one stays; tokens do not."""
    signpost = signposts.read(payload)
    if signpost is None or speaker.reader.came_by is not None:
        return
    async with store.read() as tx:
        known = await _known(tx, signpost)
    if known is not None:
        await came_by(store, speaker.reader.id, known)


async def _known(tx: Work, signpost: Signpost) -> str | None:
    """How the coming is kept; none when nothing of ours stands there."""
    if signpost.leads is Leads.INVITE:
        return Leads.INVITE.value
    if signpost.leads is Leads.CITY:
        return Signpost(Leads.CITY, signpost.city.value).payload if signpost.city else None
    if signpost.leads is Leads.STORY:
        post = await tx.posts.get(signpost.story_id) if signpost.story_id is not None else None
        return Signpost(Leads.STORY, str(post.id)).payload if post else None
    partner = await tx.partners.by_slug(signpost.value.lower())
    return Signpost(Leads.PARTNER, partner.slug).payload if partner else None


async def follow_link(visit: Visit, payload: str) -> None:
    """Lead them where the link points; an unknown one leads home, one that is no longer good says why."""
    signpost = signposts.read(payload)
    lead = LEADS.get(signpost.leads, _home) if signpost else _home
    try:
        await lead(visit, signpost or Signpost(Leads.STORY, ""))
    except Mistake as mistake:
        await visit.show(Screen(in_words(mistake, visit.words)))
        await _home(visit)


async def _join(visit: Visit, signpost: Signpost) -> None:
    partner = await accept(visit.store, visit.speaker, signpost.value, visit.now)
    await visit.show(joined_screen(visit.words, partner.name(visit.words.form)))
    member = replace(visit.speaker, partner_ids=visit.speaker.partner_ids | {partner.id})
    await refresh_menu(visit.bot, visit.store, member)


async def _partner(visit: Visit, signpost: Signpost) -> None:
    reader = visit.speaker.reader
    async with visit.store.read() as tx:
        partner = await tx.partners.by_slug(signpost.value.lower())
        bond = await bond_of(tx, reader, partner.id, visit.now) if partner else None
    if partner is None or bond is None:
        await _home(visit)
        return
    await visit.show(partner_screen(visit.words, partner, bond))


async def _story(visit: Visit, signpost: Signpost) -> None:
    """A story in the form that the link names, or in the reader's own."""
    reader = visit.speaker.reader
    if signpost.story_id is None:
        await _home(visit)
        return
    await send_story(
        visit.bot, visit.store, reader, StoryIn(post_id=signpost.story_id, form=signpost.form or reader.speaks)
    )


async def _city(visit: Visit, signpost: Signpost) -> None:
    """A city's link also says where a newcomer lives, unless they have said so themselves."""
    if signpost.city is None:
        await _home(visit)
        return
    if visit.speaker.reader.place is None:
        await choose_place(visit.store, visit.speaker.reader.id, spot_of(signpost.city))
        await visit.show(city_screen(visit.words, signpost.city))
    else:
        await _home(visit)


async def _home(visit: Visit, _signpost: Signpost | None = None) -> None:
    await visit.show(await home_of(visit.store, visit.speaker))


LEADS: Mapping[Leads, Callable[[Visit, Signpost], Awaitable[None]]] = {
    Leads.INVITE: _join,
    Leads.PARTNER: _partner,
    Leads.AMBASSADOR: _partner,
    Leads.STORY: _story,
    Leads.CITY: _city,
}
