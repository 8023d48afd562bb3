"""What a reader sees after /stop."""

from bot.words import Words
from handlers.audience.home_screens import paragraphs, start_posts
from handlers.screen import Screen


def stopped_screen(words: Words) -> Screen:
    """It is done, and how to come back."""
    text = paragraphs(
        words.say("<b>Done.</b> No more posts will come."),
        words.say("/start brings them back. Your language and your partners are kept."),
    )
    return Screen(text, ((start_posts(words),),))
