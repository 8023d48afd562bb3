"""Screens of an invitation: the message to forward, and what to do with it."""

from bot.partners import Partner
from bot.words import Words
from handlers.admin.partners_screens import PartnerDo, partner_button
from handlers.screen import Screen


def invited_screen(words: Words, partner: Partner) -> Screen:
    """Says what to do with the message below."""
    text = words.say(
        "Forward the message below to the person who will write for <b>{partner}</b>. I will tell you when they "
        "have joined.",
        partner=partner.name(words.form),
    )
    again = partner_button(words, PartnerDo.INVITE, partner.id, words.say("Another invitation"))
    return Screen(text, ((again,), (partner_button(words, PartnerDo.SHOW, partner.id),)))


def invitation_screen(words: Words, partner: Partner, link: str, until: str) -> Screen:
    """The message to forward: no buttons, so that it travels as it is."""
    text = words.say(
        "You are invited to write for <b>{partner}</b>, a partner of the city. Open this link to begin:\n{link}\n\n"
        "It works once, for one person, until {until}.",
        partner=partner.name(words.form),
        link=link,
        until=until,
    )
    return Screen(text)
