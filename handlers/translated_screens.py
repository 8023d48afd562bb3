"""What somebody wrote, in the words of a machine, for whoever speaks another language."""

from markupsafe import Markup

from bot.words import Words
from handlers.screen import Screen


def translated_screen(words: Words, said: str) -> Screen:
    """Their words by a machine."""
    quote = Markup("<blockquote>{}</blockquote>\n\n").format(said)
    return Screen(quote + words.say("<i>Translated by a machine: it may be wrong.</i>"))
