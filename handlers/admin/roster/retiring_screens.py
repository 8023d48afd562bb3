"""Screens of a partner that leaves the programme, or is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.partners import Partner
from bot.words import Words
from handlers.admin.doors import lines
from handlers.admin.roster.partners_screens import PartnerDo, partner_button
from handlers.showing.screen import Screen


@dataclass(frozen=True, slots=True)
class Ending:
    """What ends when a partner leaves, and the stories that stay."""

    partner: Partner
    once: int
    """Posts that are planned once."""
    series: int
    """Posts that come again and again."""
    waiting: int
    """Posts that wait for review."""
    people: Sequence[str]
    channels: Sequence[str]
    followers: int
    stories: int
    sendings: Sequence[Markup] = ()
    """What is on its way, and how far."""


def retire_screen(words: Words, ending: Ending) -> Screen:
    """Says what would end and what would stay, and asks."""
    partner = ending.partner
    text = lines(
        words.say("Should <b>{partner}</b> leave the programme?", partner=partner.name(words.form)),
        Markup(),
        *_ends(words, ending),
        words.plural("{n} story stays readable.", "{n} stories stay readable.", ending.stories)
        if ending.stories
        else None,
        Markup(),
        words.say("For a break only, suspend them instead."),
    )
    sure = partner_button(words, PartnerDo.RETIRE_SURE, partner.id, words.say("Yes, they leave"))
    suspend = partner_button(words, PartnerDo.SUSPEND, partner.id, words.say("Suspend"))
    stay = partner_button(words, PartnerDo.SHOW, partner.id)
    return Screen(text, ((sure,), (stay, suspend) if not partner.suspended_at else (stay,)))


def _ends(words: Words, ending: Ending) -> list[Markup]:
    told = []
    if ending.once:
        told.append(words.plural("{n} planned post doesn't go out.", "{n} planned posts don't go out.", ending.once))
    if ending.series:
        told.append(words.plural("{n} running series ends.", "{n} running series end.", ending.series))
    if ending.waiting:
        told.append(words.plural("{n} post leaves the review.", "{n} posts leave the review.", ending.waiting))
    if ending.sendings:
        told.append(words.say("What is being sent stops: whoever hasn't got it yet doesn't get it."))
        told += ending.sendings
    if ending.people:
        people = words.list(ending.people)
        told.append(words.say("They no longer write, and I tell them: {people}", people=people))
    if ending.channels:
        channels = words.list(ending.channels)
        told.append(words.say("Their channels are unlinked: {channels}", channels=channels))
    if ending.followers:
        told.append(
            words.plural(
                "{n} reader no longer follows them. I send readers nothing about it.",
                "{n} readers no longer follow them. I send readers nothing about it.",
                ending.followers,
            )
        )
    return [Markup("• {}").format(line) for line in told]


def readmitted_screen(words: Words, partner: Partner, followers: int) -> Screen:
    """They are back; what an admin does next."""
    text = lines(
        words.say("✓ <b>{partner}</b> is in the programme again.", partner=partner.name(words.form)),
        words.plural("{n} reader follows them as before.", "{n} readers follow them as before.", followers)
        if followers
        else None,
        words.say("Now invite their communicators and link their channels. Old plans don't come back."),
    )
    invite = partner_button(words, PartnerDo.INVITE, partner.id, words.say("Invite a communicator"))
    return Screen(text, ((invite,), (partner_button(words, PartnerDo.SHOW, partner.id),)))
