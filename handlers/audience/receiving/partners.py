"""/partners: who takes part, and whose posts come to me."""

import re
from collections.abc import Sequence
from datetime import datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.actions.settle_in import follow, follow_all, followed_campaigns, limit_partner, mute, unfollow
from bot.content import Campaign
from bot.hearing.patterns import Pattern
from bot.partners import Partner
from bot.people import Reader
from bot.recurrence import city_day, local
from bot.searching import overheard
from bot.store import Work
from bot.texts import columns
from bot.words import words_for
from handlers.audience.home_screens import PartnersPage, paused_here
from handlers.audience.library.in_passing import rings
from handlers.audience.library.leaves import FRESH, LAST
from handlers.audience.library.stories import place_named
from handlers.audience.plain_words.circumstances_screens import no_partner_screen
from handlers.audience.questions import DIRECTORY, WHOSE, leave_question, recall, remember
from handlers.audience.receiving.partners_screens import (
    Bond,
    FollowAll,
    FollowPartner,
    LimitPartner,
    MutePartner,
    PartnerPage,
    follow_all_screen,
    partner_screen,
    partners_screen,
)
from handlers.audience.visit import Visit
from handlers.showing.directory import directory, is_here, of_trade, partner_named
from handlers.showing.screen import PAGE, Screen, show, show_below
from handlers.turns.turn import hand, the_partner

LONGEST = 48
"""Columns of a message that names a partner by its place."""
_PLACE = Pattern(
    r"(第[一二三四五六七八]|最[后後尾])(?:一?[个個间間家位]|嗰間|那家)"
    r"|\bthe (first|second|third|fourth|fifth|sixth|seventh|eighth|last)\b"
    r"|\bo (primeiro|segundo|terceiro|quarto|quinto|sexto|sétimo|oitavo|último)\b",
    re.IGNORECASE,
)
_NO_PARTNER = Pattern(
    r"[帖篇条條天日次步]|故[事仔]|文章|\b(?:post|stor|day|time|week|month|of|vez|dia|m[êe]s|andar|publica|hist|pic|photo|foto|link)",
    re.IGNORECASE,
)
"""What else there is a first one of."""
_FOLLOW = Pattern(
    r"关注|關注|追[蹤踪]|[订訂][阅閱]|\b(?:follow\w*|subscribe\w*|seguir|sig[oa]|segue|subscrev\w+)\b", re.IGNORECASE
)
_ALL = Pattern(
    r"所有|全部|全都|每[个個一間间]|[晒曬齊齐]|\b(?:all|every(?:one|body| partner)|tod[ao]s|toda a gente|tudo)\b",
    re.IGNORECASE,
)
_NOT = Pattern(
    r"取消|退|停|[不没沒唔未冇吗嗎咩?？]|\b(?:un\w+|not?|n['’]t|don['’]?t|stop|n[ãa]o|deix\w+|parar|parem)\b",
    re.IGNORECASE,
)


def place_of_one(text: str) -> int | None:
    """The place in the list of a partner, named in a few words that speak of no story: “follow the second one”."""
    said = text.strip()
    found = _PLACE.search(said) if columns(said) <= LONGEST and not _NO_PARTNER.search(said) else None
    return place_named(next(filter(None, found.groups()))) if found else None


def router() -> Router:
    """The partners."""
    partners = Router(name="audience.partners")
    hand(partners, "visit", Visit)
    partners.message.register(listed, Command("partners", ignore_case=True))
    partners.callback_query.register(turned, PartnersPage.filter())
    partners.callback_query.register(opened, PartnerPage.filter())
    partners.callback_query.register(changed, FollowPartner.filter())
    partners.callback_query.register(all_followed, FollowAll.filter())
    partners.callback_query.register(muted, MutePartner.filter())
    partners.callback_query.register(limited, LimitPartner.filter())
    return partners


async def listed(message: Message, visit: Visit) -> None:
    """The first page; who would follow them all is offered that."""
    await leave_question(visit.state)
    await show(message, await everyone(visit, message.text or "") or await _list(visit, 0))


async def everyone(visit: Visit, text: str) -> Screen | None:
    """One press for whoever says that they would follow all partners; none when they do, or say something else."""
    if not (_FOLLOW.search(text) and _ALL.search(text)) or _NOT.search(text):
        return None
    async with visit.store.read() as tx:
        here = {partner.id for partner in await tx.partners.all() if is_here(partner)}
        followed = await tx.follows.of(visit.reader.id)
    return follow_all_screen(visit.words, len(here)) if here - followed else None


async def nobody_called(visit: Visit, name: str) -> Screen | None:
    """That no partner has this name, and the list; none when a partner, or a story, may be meant."""
    if partner_named(name, await visit.store.called()) or await rings(visit.store, name):
        return None
    async with visit.store.read() as tx:
        if of_trade(await tx.partners.all(), overheard(name)):
            return None
    return no_partner_screen(visit.words, name, await _list(visit, 0))


async def all_followed(query: CallbackQuery, visit: Visit) -> None:
    """Done, and the list shows it."""
    await follow_all(visit.store, visit.reader.id, visit.now)
    await show(query, await _list(visit, 0))


async def turned(query: CallbackQuery, callback_data: PartnersPage, visit: Visit) -> None:
    """Another page, or back to it."""
    await show(query, await _list(visit, callback_data.page))


async def opened_by_place(visit: Visit, number: int) -> bool:
    """The one at this place of the list that they saw a moment ago; false when they saw none, or another list."""
    no, at = await recall(visit.state, DIRECTORY) or (0, None)
    if at is None or visit.now - datetime.fromisoformat(at) > FRESH:
        return False
    async with visit.store.read() as tx:
        no, page = await directory(tx, visit.words, no)
    if number > len(page.items):
        return False
    chosen = page.items[number if number == LAST else number - 1]
    await visit.show(await partner_page(visit, PartnerPage(partner_id=chosen.id, page=no)))
    return True


async def seen_lately(visit: Visit) -> tuple[int, datetime] | None:
    """The partner whose page they saw a moment ago, and when."""
    partner_id, at = await recall(visit.state, WHOSE) or (0, None)
    if at is None or visit.now - datetime.fromisoformat(at) > FRESH:
        return None
    return partner_id, datetime.fromisoformat(at)


async def opened(query: CallbackQuery, callback_data: PartnerPage, visit: Visit) -> None:
    """A partner's page."""
    screen = await partner_page(visit, callback_data)
    await (show_below if callback_data.below else show)(query, screen)


async def changed(query: CallbackQuery, callback_data: FollowPartner, visit: Visit) -> None:
    """Follow or unfollow, and see it at once."""
    change = follow if callback_data.on else unfollow
    await change(visit.store, visit.reader.id, callback_data.partner_id, visit.now)
    await show(query, await partner_page(visit, callback_data))


async def muted(query: CallbackQuery, callback_data: MutePartner, visit: Visit) -> None:
    """Nothing of theirs for a while, or again from now on. Raises `Mistake(NOT_FOLLOWED)`."""
    await mute(visit.store, visit.reader.id, callback_data.partner_id, callback_data.span, visit.now)
    await show(query, await partner_page(visit, callback_data))


async def limited(query: CallbackQuery, callback_data: LimitPartner, visit: Visit) -> None:
    """At most so many of theirs in a week, or all of them. Raises `Mistake(NOT_FOUND | NOT_FOLLOWED)`."""
    await limit_partner(visit.store, visit.reader.id, callback_data.partner_id, callback_data.weekly, visit.now)
    await show(query, await partner_page(visit, callback_data))


async def _list(visit: Visit, no: int) -> Screen:
    async with visit.store.read() as tx:
        no, page = await directory(tx, visit.words, no)
        followed = await tx.follows.of(visit.reader.id)
    await remember(visit.state, DIRECTORY, [no, visit.now.isoformat()])
    return partners_screen(visit.words, page, no, followed)


async def partner_page(visit: Visit, pressed: PartnerPage | FollowPartner | MutePartner | LimitPartner) -> Screen:
    """What it is, what they are to it, and what they can change."""
    async with visit.store.read() as tx:
        partner = await the_partner(tx, pressed.partner_id)
        reader = await tx.readers.get(visit.reader.id) or visit.reader  # a first follow may have begun their posts
        bond = await bond_of(tx, reader, partner.id, visit.now)
        campaigns = await themes_of(tx, partner, visit.now)
    await remember(visit.state, WHOSE, [partner.id, visit.now.isoformat()])
    return partner_screen(words_for(reader.speaks), partner, bond, pressed.page, campaigns)


async def bond_of(tx: Work, reader: Reader, partner_id: int, now: datetime) -> Bond:
    """What a reader is to a partner at this moment."""
    until = (await tx.follows.mutes(reader.id)).get(partner_id)
    followed = partner_id in await tx.follows.of(reader.id)
    muted_until = local(until, reader.zone) if until and until > now else None
    theirs = [each for each in await going_on(tx, reader, now) if each.partner_id == partner_id]
    weekly, digest = (await tx.follows.limits(reader.id)).get(partner_id), await tx.digests.of(reader.id)
    has_digest = digest is not None and digest.every is not None
    away, stopped = paused_here(reader, now), reader.stopped_at is not None
    return Bond(followed, stopped, muted_until, theirs, weekly, has_digest, away)


async def going_on(tx: Work, reader: Reader, now: datetime) -> Sequence[Campaign]:
    """The campaigns that a reader follows and that are not over."""
    today = city_day(now)
    return [each for each in await followed_campaigns(tx, reader.id) if each.days_left(today)]


async def themes_of(tx: Work, partner: Partner, now: datetime) -> Sequence[Campaign]:
    """The campaigns of a partner that its page leads to."""
    return (await tx.campaigns.public(city_day(now), partner.id, 0, PAGE)).items
