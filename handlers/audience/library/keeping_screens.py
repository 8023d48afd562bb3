"""Keeping a story, passing it on, printing it elsewhere."""

from bot.hearing.aliases import Wish
from bot.hearing.points import point_of
from bot.transport import Button, Rows
from bot.words import Words
from handlers.audience.home_screens import StoriesPage, back_home, to_a_partner, told_first
from handlers.audience.library.stories_screens import FindStories
from handlers.showing.screen import Screen


def onward_screen(words: Words) -> Screen:
    """How to pass on the story that they just saw."""
    return _kept(words, "forward")


def keep_screen(words: Words, said: str = "") -> Screen:
    """How to keep a story, or pass it on; first whichever was asked."""
    return _kept(words, point_of(Wish.KEEP, said))


def _kept(words: Words, point: str) -> Screen:
    told = {
        "whole": words.say(
            "No story gets lost: they all stay here under /stories, and a search finds each of them again."
        ),
        "forward": words.say(
            "To keep one, or to send it to somebody, hold your finger on it and forward it: my name above it leads "
            "them here."
        ),
    }
    only_asked = {
        "save": words.say("I have no list of favourites: hold your finger on a story and forward it to yourself."),
        "invite": words.say(
            "Whoever wants me too needs only a story that you forward: they press my name above it, and then “Start”."
        ),
        "print": words.say(
            "I have no PDF to print or download: hold your finger on a story, copy the text, and print it from there."
        ),
        "picture": words.say("To keep a picture, open it and save it from this app's menu; a screenshot does, too."),
        "reprint": words.say("To print a story or publish it elsewhere, ask whoever wrote it: the rights are theirs."),
    }
    search = Button(words.say("Search"), FindStories().pack())
    rows: Rows = ((Button(words.say("Stories"), StoriesPage().pack()), search), (back_home(words),))
    if point == "reprint":
        rows = ((to_a_partner(words),), *rows)
    return Screen(told_first(point, told, only_asked), rows)
