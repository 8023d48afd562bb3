"""Writing to a partner: the question, and what becomes of it."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData

from bot.hearing.aliases import Wish
from bot.partners import Partner
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import Home, back_home, paragraphs
from handlers.audience.plain_words.suggesting_screens import suggestions
from handlers.audience.receiving.partners_screens import FollowPartner
from handlers.showing.screen import Number, Screen


class HandOn(CallbackData, prefix="a_handon"):
    """What the question under this button replies to is for the partner; `about`: the post that it answers."""

    partner_id: Number
    about: Number = 0


_QUIET = frozenset({Wish.STOP, Wish.FEWER})


def write_screen(words: Words, partner: Partner) -> Screen:
    """Ask for the message; say who will see what."""
    text = paragraphs(
        words.say("What would you like to tell {partner}? Send it as one message.", partner=partner.name(words.form)),
        words.say("They see your words and your language, not who you are. The answer comes here."),
    )
    return Screen(text, ((Button(words.say("Cancel"), Home().pack()),),))


def for_whom_screen(words: Words, partner: Partner, about: int, wishes: Sequence[Wish]) -> Screen:
    """Asks about words that may be a wish: what the bot would do, what keeps this partner quiet, or to hand them on."""
    name = partner.name(words.form)
    leave = Button(words.say("Nothing more from them"), FollowPartner(partner_id=partner.id, on=False).pack())
    quiet = ((leave,),) if _QUIET.intersection(wishes) else ()
    mine = (*suggestions(words, wishes), *quiet)
    on = (Button(words.say("Send it to them"), HandOn(partner_id=partner.id, about=about).pack()),)
    asked = words.say("Is that meant for me or for {partner}?", partner=name)
    return Screen(asked, (*mine, on) if mine else (on, (back_home(words),)))


def written_screen(words: Words, partner: Partner) -> Screen:
    """It is on its way."""
    text = words.say(
        "✓ Passed on to {partner}. They don't see who you are; the answer comes here.",
        partner=partner.name(words.form),
    )
    return Screen(text, ((back_home(words),),))


def only_text_screen(words: Words, *, asked: bool = True) -> Screen:
    """Not a text; `asked` when it was said to the question, which can be left."""
    way = Button(words.say("Cancel"), Home().pack()) if asked else back_home(words)
    return Screen(words.say("I can only pass on text. Please write it in words."), ((way,),))
