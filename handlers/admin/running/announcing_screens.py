"""Before an announcement is written: whom it reaches, and who must agree."""

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.languages import Form
from bot.partners import Partner
from bot.transport import Button
from bot.words import Words
from handlers.admin.doors import lines, status_door
from handlers.showing.screen import Screen

WRITE = "pn:{partner_id}"
"""The communicators' button to begin a post for a partner: of handlers/partner, which this room does not know."""


class WriteFirst(CallbackData, prefix="m_ann"):
    """Write the first announcement: the programme's partner is not there yet."""


def announce_screen(words: Words, partner: Partner, meant: int, *, alone: bool) -> Screen:
    """Whom it would reach, who must agree, and the way on."""
    text = lines(
        words.say("<b>An announcement by {partner}</b>", partner=partner.name(words.form)),
        Markup(),
        words.plural("It'll go to {n} reader, the only one so far.", "It'll go to all {n} readers.", meant),
        words.say("If it's only for some places, choose them afterwards."),
        Markup(),
        words.say("You're the only admin: it's approved as soon as you submit it. Look at the preview first.")
        if alone
        else words.say("Another admin must approve it before it goes out."),
        Markup(),
        words.say("Send its text now, or press the button to read how."),
    )
    data = WRITE.format(partner_id=partner.id) if partner.id else WriteFirst().pack()
    write = Button(words.say("Write it"), data=data)
    return Screen(text, ((write,), (status_door(words),)))


def write_screen(words: Words, partner: Partner) -> Screen:
    """Send the text: the beginning of a post as communicators see it."""
    text = lines(
        words.say("<b>A new post for {partner}</b>", partner=partner.name(words.form)),
        words.say(
            "Send its text in any of these languages: {languages}. Bold, links and the like stay as you make them; "
            "a photo, a video or an album may come with it.",
            languages=words.list([words.language(form) for form in Form]),
        ),
        words.say("Then send the other languages, one message each, in any order."),
    )
    return Screen(text, ((status_door(words),),))
