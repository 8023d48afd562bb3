"""Where signposts lead: an invitation, a partner, a campaign, a story, a city; once somebody has a language."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from aiogram.fsm.context import FSMContext
from markupsafe import Markup

from bot import signposts
from bot.actions.admit import accept
from bot.actions.settle_in import came_by, choose_place
from bot.mistakes import Mistake
from bot.partners import Partner, hash_of
from bot.people import Reader, Speaker
from bot.places import spot_of
from bot.signposts import Leads, Signpost
from bot.store import Store, Work
from bot.words import marked
from handlers.audience.arriving.start_screens import (
    city_screen,
    joined_screen,
    other_city_screen,
    own_invitation_screen,
)
from handlers.audience.home import home_of
from handlers.audience.home_screens import doors, paragraphs
from handlers.audience.library.leaves import leaf_screen
from handlers.audience.library.stories import send_story
from handlers.audience.library.stories_screens import StoryIn
from handlers.audience.questions import INVITED, PAYLOAD, remember
from handlers.audience.receiving.partners import bond_of, themes_of
from handlers.audience.receiving.partners_screens import partner_screen
from handlers.audience.receiving.themes import campaign_of
from handlers.audience.visit import Visit
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen
from handlers.turns.menus import refresh_menu


async def note_coming(store: Store, speaker: Speaker, payload: str) -> None:
    """Keep what led a newcomer here, if it is a signpost of ours. The first one stays; tokens do not."""
    signpost = signposts.read(payload)
    if signpost is None or speaker.reader.came_by is not None:
        return
    async with store.read() as tx:
        known = await _known(tx, signpost)
    if known is not None:
        await came_by(store, speaker.reader.id, known)


async def keep_link(state: FSMContext, payload: str) -> None:
    """Until they have a language; of an invitation its hash alone, which opens nothing to whoever reads it."""
    signpost = signposts.read(payload)
    token = signpost.value if signpost and signpost.leads is Leads.INVITE else None
    payload = "" if payload.lower() == signposts.GROUP else payload
    told = payload if signpost or payload.lower() == signposts.STORIES else payload and NOWHERE
    await remember(state, INVITED, hash_of(token) if token is not None else None)
    await remember(state, PAYLOAD, told if told and token is None else None)


async def _known(tx: Work, signpost: Signpost) -> str | None:
    """How the coming is kept; none when nothing of ours stands there."""
    if signpost.leads is Leads.INVITE:
        return Leads.INVITE.value
    if signpost.leads is Leads.CITY:
        return Signpost(Leads.CITY, signpost.city.value).payload if signpost.city else None
    if signpost.leads is Leads.STORY:
        post = await tx.posts.get(signpost.number) if signpost.number is not None else None
        return Signpost(Leads.STORY, str(post.id)).payload if post else None
    if signpost.leads is Leads.CAMPAIGN:
        campaign = await tx.campaigns.get(signpost.number) if signpost.number is not None else None
        return Signpost(Leads.CAMPAIGN, str(campaign.id)).payload if campaign else None
    partner = await tx.partners.by_slug(signpost.value.lower())
    return Signpost(Leads.PARTNER, partner.slug).payload if partner else None


async def lives_by_link(store: Store, reader: Reader, payload: str) -> Reader | None:
    """A newcomer's place, when what led them here is a city's link; the welcome then shows it. None otherwise."""
    signpost = signposts.read(payload)
    if signpost is None or signpost.leads is not Leads.CITY or signpost.city is None or reader.place is not None:
        return None
    return await choose_place(store, reader.id, spot_of(signpost.city))


async def follow_link(visit: Visit, payload: str) -> None:
    """Lead them where the link points; one that leads nowhere, or no longer, says why and shows what there is."""
    if payload.lower() == signposts.STORIES:
        await visit.show(await leaf_screen(visit, 0))
        return
    if payload.lower() == signposts.GROUP:
        await visit.show(await home_of(visit.store, visit.speaker, visit.now))
        return
    signpost = signposts.read(payload)
    if signpost is None:
        await _home(visit, visit.words.say(LEADS_NOWHERE))
        return
    await _lead(visit, LEADS[signpost.leads](visit, signpost))


async def follow_invitation(visit: Visit, token_hash: str) -> None:
    """The same, of an invitation that was kept."""
    await _lead(visit, _join_by(visit, token_hash))


async def _lead(visit: Visit, there: Awaitable[None]) -> None:
    try:
        await there
    except _Lost as lost:
        await _home(visit, lost.said)
    except Mistake as mistake:
        await _home(visit, in_words(mistake, visit.words))


class _Lost(Exception):  # noqa: N818 - a link that leads nowhere is no error
    """Nothing stands any more where the link leads."""

    def __init__(self, said: Markup) -> None:
        self.said = said
        super().__init__(said)


async def _join(visit: Visit, signpost: Signpost) -> None:
    """An admin who opens one may only be trying it before they pass it on."""
    partner = await _invited_to(visit, signpost.value) if visit.speaker.is_admin else None
    if partner is None or visit.speaker.writes_for(partner.id):
        await _join_by(visit, hash_of(signpost.value))
    else:
        await visit.show(own_invitation_screen(visit.words, partner, signpost.value))


async def _invited_to(visit: Visit, token: str) -> Partner | None:
    async with visit.store.read() as tx:
        invitation = await tx.partners.invitation(hash_of(token))
        return await tx.partners.get(invitation.partner_id) if invitation else None


async def _join_by(visit: Visit, token_hash: str) -> None:
    partner = await accept(visit.store, visit.speaker, token_hash, visit.now)
    await visit.show(joined_screen(visit.words, partner))
    member = replace(visit.speaker, partner_ids=visit.speaker.partner_ids | {partner.id})
    await refresh_menu(visit.bot, visit.store, member)


async def _partner(visit: Visit, signpost: Signpost) -> None:
    reader = visit.reader
    async with visit.store.read() as tx:
        partner = await tx.partners.by_slug(signpost.value.lower())
        bond = await bond_of(tx, reader, partner.id, visit.now) if partner else None
        campaigns = await themes_of(tx, partner, visit.now) if partner else ()
    if partner is None or bond is None:
        raise _Lost(visit.words.say(NO_PARTNER))
    await visit.show(partner_screen(visit.words, partner, bond, campaigns=campaigns))


async def _campaign(visit: Visit, signpost: Signpost) -> None:
    number = signpost.number
    screen = await campaign_of(visit, number) if number is not None else None
    if screen is None:
        raise _Lost(visit.words.say(NO_CAMPAIGN))
    await visit.show(screen)


async def _story(visit: Visit, signpost: Signpost) -> None:
    """A story in the form that the link names, or in the reader's own."""
    async with visit.store.read() as tx:
        post = await tx.posts.get(signpost.number) if signpost.number is not None else None
        partner = await tx.partners.get(post.partner_id) if post else None
        told = post is not None and await tx.stories.story(post.id) is not None
    if post and partner and post.is_out and not told:
        raise _Lost(visit.words.say(TAKEN_BACK, partner=partner.name(visit.words.form)))
    if post is None or not told:
        raise _Lost(visit.words.say(NO_STORY))
    wanted = StoryIn(post_id=post.id, form=signpost.form or visit.reader.speaks)
    await send_story(visit, wanted)


async def _city(visit: Visit, signpost: Signpost) -> None:
    """A city's link also says where a newcomer lives, unless they have said so themselves."""
    place = visit.reader.place
    if signpost.city is None:
        raise _Lost(visit.words.say(NO_CITY))
    if place is None:
        await choose_place(visit.store, visit.reader.id, spot_of(signpost.city))
        await visit.show(city_screen(visit.words, signpost.city))
    elif place is signpost.city:
        await _home(visit, visit.words.say(SAME_CITY, city=visit.words.place(place)))
    else:
        await visit.show(other_city_screen(visit.words, signpost.city, place, visit.reader.zone))


async def _home(visit: Visit, said: Markup) -> None:
    """What happened, and what there is; whoever has only just been asked about posts is not asked again."""
    if visit.just_met:
        await visit.show(Screen(said, doors(visit.words)))
        return
    home = await home_of(visit.store, visit.speaker, visit.now)
    await visit.show(replace(home, text=paragraphs(said, home.text)))


NOWHERE = "_"
"""A payload that leads nowhere, kept in place of one that cannot be read: it may hold a token."""
LEADS_NOWHERE = marked("This link doesn't work; perhaps a part of it got lost.")
NO_PARTNER = marked("I can't find the partner of this link; perhaps it has left.")
NO_CAMPAIGN = marked("I can't find the campaign of this link; perhaps it hasn't begun yet.")
NO_STORY = marked("I can't find the story of this link; perhaps it's no longer here.")
TAKEN_BACK = marked("{partner} has taken this story back, so it can no longer be read.")
NO_CITY = marked("I don't know the city of this link.")
SAME_CITY = marked("This link is for <b>{city}</b>, and that's your place already.")
LEADS: Mapping[Leads, Callable[[Visit, Signpost], Awaitable[None]]] = {
    Leads.INVITE: _join,
    Leads.PARTNER: _partner,
    Leads.AMBASSADOR: _partner,
    Leads.STORY: _story,
    Leads.CAMPAIGN: _campaign,
    Leads.CITY: _city,
}
