"""What somebody wrote, in the words of a machine, for whoever speaks another language."""

from bot.actions.quotes import blockquote
from bot.words import Words
from handlers.showing.screen import Screen


def translated_screen(words: Words, said: str) -> Screen:
    """Their words by a machine."""
    return Screen(blockquote(said) + "\n\n" + words.say("<i>Translated by a machine: it may be wrong.</i>"))
