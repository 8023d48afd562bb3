"""Screens of an invitation: the message to forward, and what to do with it."""

from datetime import datetime

from markupsafe import Markup

from bot.languages import OTHER_SCRIPT, Form
from bot.partners import Partner
from bot.words import Words, words_for
from handlers.admin.roster.partners_screens import PartnerDo, partner_button
from handlers.showing.screen import Screen


def invited_screen(words: Words, partner: Partner) -> Screen:
    """Says what to do with the message below."""
    text = words.say(
        "Forward the message below to the person who will write for <b>{partner}</b>. I'll tell you when they "
        "have joined.",
        partner=partner.name(words.form),
    )
    again = partner_button(words, PartnerDo.INVITE, partner.id, words.say("Another invitation"))
    return Screen(text, ((again,), (partner_button(words, PartnerDo.SHOW, partner.id),)))


def invitation_screen(form: Form, partner: Partner, link: str, until: datetime) -> Screen:
    """The message to forward, in all languages: whoever gets it may read another than the admin, of this `form`.

    No buttons, so that it travels as it is. `until`: by the admin's wall clock.
    """
    others = (other for other in (Form.ZH_HANS, Form.EN, Form.PT) if OTHER_SCRIPT.get(form) is not other)
    told = [_invitation(words_for(each), partner, until) for each in dict.fromkeys((form, *others))]
    return Screen(Markup("\n\n").join([*told, Markup.escape(link)]))


def _invitation(words: Words, partner: Partner, until: datetime) -> Markup:
    return words.say(
        "You're invited to write for <b>{partner}</b>, a partner of the city. Open the link below to begin. It works "
        "once, for one person, until {until}.",
        partner=partner.name(words.form),
        until=words.moment(until),
    )
