"""Before an announcement is written: whom it reaches, and who must agree."""

from bot.partners import Partner
from bot.transport import Button
from bot.words import Words
from handlers.admin.doors import lines, status_door
from handlers.screen import Screen

WRITE = "pn:{partner_id}"
"""The communicators' button to begin a post for a partner: of handlers/partner, which this room does not know."""


def announce_screen(words: Words, partner: Partner, meant: int, *, alone: bool) -> Screen:
    """Whom it would reach, who must agree, and the way on."""
    text = lines(
        words.say("<b>An announcement by {partner}</b>", partner=partner.name(words.form)),
        words.plural("It will go to {n} reader, everybody there is.", "It will go to all {n} readers.", meant),
        words.say("If it is only for some places, choose them afterwards."),
        words.say("You are the only admin: it is approved as soon as you submit it. Look at the preview first.")
        if alone
        else words.say("Another admin must approve it before it goes out."),
    )
    write = Button(words.say("Write it"), data=WRITE.format(partner_id=partner.id))
    return Screen(text, ((write,), (status_door(words),)))
