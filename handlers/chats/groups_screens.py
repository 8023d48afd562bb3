"""What the bot says in a group when it is called."""

from bot.transport import Button
from bot.words import Words
from handlers.showing.screen import Screen


def called_screen(words: Words, link: str) -> Screen:
    """Where it talks."""
    text = words.say("I talk with people one by one, so that everybody gets their own language. Come and see me:")
    return Screen(text, ((Button(words.say("Talk to Kapok"), url=link),),))
