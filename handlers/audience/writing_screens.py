"""Writing to a partner: the question, and what becomes of it."""

from bot.partners import Partner
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import Home, back_home, paragraphs
from handlers.screen import Screen


def write_screen(words: Words, partner: Partner) -> Screen:
    """Ask for the message; say who will see what."""
    text = paragraphs(
        words.say("What would you like to tell {partner}? Send it as one message.", partner=partner.name(words.form)),
        words.say("They see your words and your language, not who you are. The answer comes here."),
    )
    return Screen(text, ((Button(words.say("Cancel"), Home().pack()),),))


def written_screen(words: Words, partner: Partner) -> Screen:
    """It is on its way."""
    text = words.say(
        "✓ Passed on to {partner}. They do not see who you are; the answer comes here.",
        partner=partner.name(words.form),
    )
    return Screen(text, ((back_home(words),),))


def only_text_screen(words: Words, *, asked: bool = True) -> Screen:
    """Not a text; `asked` when it was said to the question, which can be left."""
    way = Button(words.say("Cancel"), Home().pack()) if asked else back_home(words)
    return Screen(words.say("I can only pass on text. Please write it in words."), ((way,),))
