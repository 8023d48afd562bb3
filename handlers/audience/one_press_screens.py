"""For a wish that is clear, and that only a press may grant: what the one button does."""

from collections.abc import Mapping

from bot.aliases import Wish
from bot.words import Words, marked
from handlers.audience.home_screens import back_home
from handlers.audience.talk_screens import suggestions
from handlers.screen import Screen

DOES: Mapping[Wish, str] = {
    Wish.SHARE: marked("Gladly. Press the button, then send your story, with photos or without."),
    Wish.STOP: marked("One press, and no more posts come to you."),
    Wish.FORGET: marked(
        "I can erase everything that I keep about you. The button tells what that means, and asks once more."
    ),
    Wish.MY_DATA: marked("Press the button, and I send you all that I keep about you, in two files."),
    Wish.START: marked("One press, and posts come to you again."),
}
"""Wishes that end, change or begin something, or send files: never done unasked, and no guess either."""


def one_press_screen(words: Words, wish: Wish) -> Screen:
    """The button for one of these wishes, and what it does."""
    return Screen(words.say(DOES[wish]), (*suggestions(words, (wish,)), (back_home(words),)))
