"""Let partners, their communicators and their channels in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.actions.benefit_notices import tell_of_benefit
from bot.actions.naming import completed, renamed
from bot.actions.renaming import require_room
from bot.actions.suspend import held_partner, require_here, tell_members
from bot.audit import BETWEEN
from bot.hearing.kinds import value_of
from bot.languages import Form
from bot.mistakes import Mistake, Why, existing
from bot.notices import Notice, NoticeKind
from bot.partners import (
    BENEFITS,
    CHOICES,
    INVITATION_LIFE,
    Benefit,
    Channel,
    Invitation,
    Kind,
    Partner,
    Value,
    hash_of,
    new_token,
)
from bot.people import Speaker
from bot.store import Store, Work


def slug_of(names: Mapping[Form, str]) -> str:
    """A short Latin name for links and the terminal, from the English name if there is one."""
    text = names.get(Form.EN) or names.get(Form.PT) or ""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:32] or "partner"


async def add_partner(store: Store, speaker: Speaker, kind: Kind, names: Mapping[Form, str], now: datetime) -> Partner:
    """A new partner with its names in any of the forms. Raises `Mistake(NAME_MISSING)`."""
    speaker.must_be_admin()
    if not any(name.strip() for name in names.values()):
        raise Mistake(Why.NAME_MISSING)
    async with store.write() as tx:
        base = slug_of(names)
        slug, n = base, 1
        while await tx.partners.by_slug(slug) is not None:
            n += 1
            slug = f"{base}-{n}"
        partner = await tx.partners.add(Partner(0, slug, kind, completed(names)))
        await tx.programme.note(now, speaker.reader.id, "add", f"partner {partner.id} {slug}")
        return partner


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of a partner: its verb, what of it, how, and how the audit tells what was before and after."""

    verb: str
    changed: Callable[[Partner], Partner]
    told: Callable[[Partner], str]
    what: str = ""
    notice: NoticeKind | None = None
    """What its communicators hear of it."""
    benefit: Benefit | None = None
    """Which of its benefits it is, if it is one."""


async def change_kind(store: Store, speaker: Speaker, partner_id: int, kind: Kind, now: datetime) -> Partner:
    """Another kind of partnership; its communicators are told."""
    notice = NoticeKind.KIND
    change = _Change("kind", lambda partner: replace(partner, kind=kind), lambda partner: partner.kind, notice=notice)
    return await _change(store, speaker, partner_id, now, change)


async def choose_benefit(
    store: Store, speaker: Speaker, partner_id: int, chosen: tuple[Benefit, Value | None], now: datetime
) -> Partner:
    """Another value of one benefit for this partner alone; with none, or its kind's own, it is its kind's again.

    Raises `Mistake(NOT_FOUND)` for a value that is not offered.
    """
    benefit, value = chosen
    if value is not None and value not in CHOICES[benefit]:
        raise Mistake(Why.NOT_FOUND)

    def changed(partner: Partner) -> Partner:
        own = {one: had for one, had in partner.own.items() if one is not benefit}
        if value is not None and value != getattr(BENEFITS[partner.kind], benefit.value):
            own[benefit] = value
        return replace(partner, own=own)

    def told(partner: Partner) -> str:
        return str(value_of(partner, benefit))

    return await _change(
        store, speaker, partner_id, now, _Change("benefit", changed, told, benefit.value, benefit=benefit)
    )


async def rename_partner(
    store: Store, speaker: Speaker, partner_id: int, names: Mapping[Form, str], now: datetime
) -> Partner:
    """Other names; forms that are not given keep theirs. Raises `Mistake(NAME_LENGTHENS)`."""

    def told(partner: Partner) -> str:
        return BETWEEN.join(dict.fromkeys(partner.names[form] for form in Form if form in partner.names))

    change = _Change("rename", lambda partner: replace(partner, names=renamed(partner.names, names)), told)
    return await _change(store, speaker, partner_id, now, change)


async def _change(store: Store, speaker: Speaker, partner_id: int, now: datetime, change: _Change) -> Partner:
    async with store.write() as tx:
        was = await held_partner(tx, speaker, partner_id)
        partner = change.changed(was)
        if partner == was:
            return partner
        if partner.names != was.names:
            await require_room(tx, was, partner, speaker.reader.speaks)
        await tx.partners.save(partner)
        subject = f"partner {partner.id} {change.what}".rstrip()
        sides = (change.told(was), change.told(partner))
        await tx.programme.note(now, speaker.reader.id, change.verb, subject, sides)
        if change.notice:
            await tell_members(tx, partner, Notice(0, change.notice, {"partner_id": partner.id}, at=now))
        if change.benefit:
            await tell_of_benefit(tx, was, change.benefit, now)
        return partner


async def invite(store: Store, speaker: Speaker, partner_id: int, now: datetime) -> str:
    """A fresh invitation's token, for a deep link: single use, good for seven days; only its hash is kept.

    Raises `Mistake(NOT_FOUND)`.
    """
    speaker.must_be_admin()
    token = new_token()
    async with store.write() as tx:
        existing(await tx.partners.get(partner_id))
        await tx.partners.invite(Invitation(hash_of(token), partner_id, speaker.reader.id, now + INVITATION_LIFE))
        await tx.programme.note(now, speaker.reader.id, "invite", f"partner {partner_id}")
    return token


async def accept(store: Store, speaker: Speaker, token_hash: str, now: datetime) -> Partner:
    """Use the invitation with this hash, of somebody who still is an admin. Of two at once one joins.

    Raises `Mistake(INVITATION_… | ALREADY_MEMBER)`.
    """
    async with store.write() as tx:
        invitation = await tx.partners.invitation(token_hash)
        if invitation is None or invitation.made_by not in {admin.id for admin in await tx.admins.all()}:
            raise Mistake(Why.INVITATION_UNKNOWN)
        partner = await tx.partners.get(invitation.partner_id)
        if partner is None:
            raise Mistake(Why.INVITATION_UNKNOWN)
        require_here(partner, speaker.reader)
        if speaker.writes_for(partner.id):
            raise Mistake(Why.ALREADY_MEMBER, partner=partner.name(speaker.reader.speaks))
        invitation.check(now)
        if not await tx.partners.take(invitation.token_hash, speaker.reader.id, now):
            raise Mistake(Why.INVITATION_USED)
        await tx.partners.join(partner.id, speaker.reader.id, now)
        facts: dict[str, str | int] = {"partner_id": partner.id, "reader_id": speaker.reader.id}
        await tx.notices.add(Notice(invitation.made_by, NoticeKind.JOINED, facts, at=now))
        await tx.programme.note(now, speaker.reader.id, "join", f"partner {partner.id}")
        return partner


async def dismiss(store: Store, speaker: Speaker, partner_id: int, reader_id: int, now: datetime) -> None:
    """Somebody writes for a partner no longer, and hears of it; what they wrote stays."""
    speaker.must_be_admin()
    async with store.write() as tx:
        if any(member.id == reader_id for member in await tx.partners.members(partner_id)):
            await tx.notices.add(Notice(reader_id, NoticeKind.DISMISSED, {"partner_id": partner_id}, at=now))
        await tx.partners.leave(partner_id, reader_id)
        await tx.partners.void(partner_id)  # they may hold a link that nobody has used
        await tx.programme.note(now, speaker.reader.id, "dismiss", f"reader {reader_id} partner {partner_id}")


async def check_linkable(tx: Work, partner_id: int, address: int | None = None, topic: int | None = None) -> None:
    """Raise `Mistake(NOT_FOUND | CHANNEL_TAKEN | CHANNELS_FULL)` when the partner may not link this channel, or any."""
    partner = existing(await tx.partners.get(partner_id))
    standing = await tx.channels.by_address(address, topic) if address is not None else None
    if standing is not None and standing.partner_id == partner_id:
        return
    if standing is not None:
        raise Mistake(Why.CHANNEL_TAKEN)
    limit = partner.benefits.channels
    if len(await tx.channels.of(partner_id)) >= limit:
        raise Mistake(Why.CHANNELS_FULL, limit=limit)


async def link_channel(store: Store, speaker: Speaker, channel: Channel, now: datetime) -> Channel:
    """Give a partner a channel where the bot may post (the caller has seen that it may).

    Raises `Mistake(CHANNEL_WITHOUT_FORM | CHANNEL_TAKEN | CHANNELS_FULL)`.
    """
    speaker.must_be_admin()
    if not channel.forms:
        raise Mistake(Why.CHANNEL_WITHOUT_FORM)
    async with store.write() as tx:
        await check_linkable(tx, channel.partner_id, channel.address, channel.topic)
        standing = await tx.channels.by_address(channel.address, channel.topic)
        if standing is not None:
            channel = replace(channel, past=standing.taking(channel.forms, now).past)
        linked = await tx.channels.link(channel)
        await tx.programme.note(now, speaker.reader.id, "link", f"channel {linked.id} partner {channel.partner_id}")
        return linked


async def choose_channel_form(  # noqa: PLR0913 - who, which channel, which language, when
    store: Store, speaker: Speaker, channel_id: int, form: Form, now: datetime, *, on: bool
) -> Channel:
    """One language of a channel more (`on`), or one less; never none.

    Raises `Mistake(NOT_FOUND | CHANNEL_WITHOUT_FORM)`.
    """
    speaker.must_be_admin()
    async with store.write() as tx:
        channel = existing(await tx.channels.get(channel_id))
        forms = with_form(channel.forms, form, on=on)
        if not forms:
            raise Mistake(Why.CHANNEL_WITHOUT_FORM)
        if forms == channel.forms:
            return channel
        await tx.channels.save(channel.taking(forms, now))
        change = (" ".join(channel.forms), " ".join(forms))
        await tx.programme.note(now, speaker.reader.id, "languages", f"channel {channel_id}", change)
        return replace(channel, forms=forms)


async def choose_separately(store: Store, speaker: Speaker, channel_id: int, now: datetime, *, on: bool) -> Channel:
    """A channel's languages come in a message each from now on (`on`), or together. Raises `Mistake(NOT_FOUND)`."""
    speaker.must_be_admin()
    async with store.write() as tx:
        channel = existing(await tx.channels.get(channel_id))
        if channel.separately is on:
            return channel
        changed = replace(channel, separately=on)
        await tx.channels.save(changed)
        change = ("together", "separately") if on else ("separately", "together")
        await tx.programme.note(now, speaker.reader.id, "messages", f"channel {channel_id}", change)
        return changed


def with_form(forms: tuple[Form, ...], form: Form, *, on: bool) -> tuple[Form, ...]:
    """The forms with this one (a new one at the end), or without it."""
    if on:
        return forms if form in forms else (*forms, form)
    return tuple(one for one in forms if one != form)


async def unlink_channel(store: Store, speaker: Speaker, channel_id: int, now: datetime) -> None:
    """Take a channel from its partner."""
    speaker.must_be_admin()
    async with store.write() as tx:
        # Noted first: afterwards nobody knows whose it was.
        await tx.programme.note(now, speaker.reader.id, "unlink", f"channel {channel_id}")
        await tx.channels.unlink(channel_id)
