"""Looking for stories: the question, the shelves, and what stands above what was found."""

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from bot.searching import names_a_kind, without_asking
from bot.texts import shortened
from bot.transport import Button, Row
from bot.words import Words
from handlers.audience.home_screens import StoriesPage, back_home, paragraphs
from handlers.audience.library.shelves import MONTHS, PARTNERS, PLACES, THEMES, Shelf
from handlers.audience.library.stories_screens import ChooseStories, shelf_rows
from handlers.showing.screen import Screen, grid

SHOWN = 40
"""Characters of what somebody looked for that are shown."""


def find_screen(words: Words) -> Screen:
    """Ask what they look for."""
    ask = words.say("What are you looking for? Send a word or two, in any of the languages.")
    return Screen(ask, ((Button(words.say("Cancel"), StoriesPage().pack()),),))


def choose_screen(words: Words, kinds: Sequence[str]) -> Screen:
    """By what they would like to choose: those kinds of shelf that hold anything."""
    labels = {
        PARTNERS: words.say("By partner"),
        PLACES: words.say("By city"),
        THEMES: words.say("By theme"),
        MONTHS: words.say("By month"),
    }
    rows = grid([Button(label, ChooseStories(of=of).pack()) for of, label in labels.items() if of in kinds])
    return _choice(words, rows)


def shelves_screen(words: Words, shelves: Sequence[Shelf]) -> Screen:
    """The shelves of one kind, with how many stories stand there."""
    return _choice(words, shelf_rows(words, shelves))


def _choice(words: Words, rows: tuple[Row, ...]) -> Screen:
    ask = words.say("Which stories would you like to see?") if rows else words.say("There are no stories here yet.")
    back = Button(words.say("‹ Stories"), StoriesPage().pack())
    return Screen(ask, (*rows, (back, back_home(words))))


def shelf_head(words: Words, name: str) -> Markup:
    """Above the stories of a shelf."""
    return words.say("<b>Stories: {name}</b>", name=name)


def came_head(words: Words, days: tuple[date, date] | None) -> Markup:
    """Above what came to the reader: lately, or on these days, the second one excluded."""
    if days is None:
        return words.say("<b>What came to you lately</b>")
    begin, last = days[0], days[1] - timedelta(days=1)
    if last <= begin:
        return words.say("<b>What came to you</b>: {day}", day=words.day(begin))
    return words.say("<b>What came to you</b>: {begin} – {end}", begin=words.day(begin), end=words.day(last))


def nothing_came_note(words: Words, days: tuple[date, date] | None) -> Markup:
    """Below that, where nothing did."""
    if days is None:
        return words.say(
            "I find nothing that came to you lately. All that was sent is under “{stories}”.",
            stories=words.say("All stories"),
        )
    return words.say(
        "I find nothing that came to you then. All that was sent is under “{stories}”.",
        stories=words.say("All stories"),
    )


def today_head(words: Words) -> Markup:
    """Above those of earlier years."""
    return words.say("<b>On this day in earlier years</b>")


def found_head(words: Words, typed: str) -> Markup:
    """Above what was found: what was looked for, without what turns or hides letters."""
    shown = without_asking("".join(char if char.isprintable() else _in_place_of(char) for char in typed))
    if not shown:
        return words.say("<b>Stories</b>")
    if names_a_kind(typed):
        return words.say("<b>Stories about “{words}”</b>", words=shortened(shown, SHOWN))
    return words.say("<b>Stories with “{words}”</b>", words=shortened(shown, SHOWN))


def _in_place_of(hidden: str) -> str:
    """Nothing of a character without a width, which stands within words; of a line break a space."""
    return " " if hidden.isspace() else ""


def found_button(words: Words, by: str) -> Button:
    """The way to what was found, where nobody asked to search."""
    return Button(words.say("Stories with these words"), StoriesPage(by=by).pack())


def closest_note(words: Words, typed: str) -> Markup:
    """Above stories that have a part of what was asked for."""
    return words.say("No story has all of “{words}” yet. These come closest.", words=shortened(typed, SHOWN))


def calendar_note(words: Words) -> Markup:
    """For who asks what is on one day: dates stand in the stories, if anywhere."""
    return words.say("I keep no calendar: partners say in their posts what is on, and when.")


def offers_note(words: Words) -> Markup:
    """For who asks for discounts, vouchers or prizes: who knows."""
    return words.say("You'll find offers in partners' posts. About vouchers and prizes, ask the partner: write to it.")


def found_note(words: Words, total: int, *, readable: bool, near: bool, long: bool) -> Markup:
    """How the stories below fit what was looked for, or what to try when there are none."""
    if not readable:
        return words.say("I can only look for words and numbers. Send a word, in any of the languages.")
    if not total:
        return words.say("I found nothing. Try another word, or fewer of them.")
    notes = [words.say("No story has all of that. These come closest.")] if near else []
    notes += [words.say("That was long, so I searched for its first words only.")] if long else []
    return paragraphs(*notes)
