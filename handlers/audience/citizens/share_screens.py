"""The card of a citizen's story while it is being told."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup

from bot.actions.quotes import blockquote, language_line, language_note
from bot.content import ALBUM_LIMIT
from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.places import BAY, Place
from bot.shares import Share
from bot.texts import visible
from bot.transport import Button, Rows
from bot.words import Words
from handlers.audience.home_screens import back_home, paragraphs
from handlers.audience.plain_words.suggesting_screens import suggestions
from handlers.showing.screen import Number, Screen, grid


class Sharing(StatesGroup):
    """A story is being told: whatever is sent belongs to it. Data: share_id, album."""

    open = State()


class Do(StrEnum):
    """What to do with a story."""

    OPEN = "o"
    FORM = "f"
    PLACES = "p"
    PLACE = "a"
    NAMED = "n"
    RIGHTS = "r"
    HAND_IN = "h"
    AWAY = "x"
    SURE = "y"
    TRANSLATE = "t"
    JOIN = "j"
    ALONE = "l"
    TEXT = "w"
    """What the question under this button replies to is a text of the story."""


class ShareDo(CallbackData, prefix="a_share"):
    """Something to do with one's own story."""

    do: Do
    share_id: Number
    value: str = ""


def _do(label: str, do: Do, share: Share, value: str = "") -> Button:
    return Button(label, ShareDo(do=do, share_id=share.id, value=value).pack())


def begin_screen(words: Words) -> Screen:
    """What to send."""
    text = paragraphs(
        words.say("<b>Tell your own story of the city.</b>"),
        words.say("Send the text, in one message or several, and photos. You'll see it before anybody else does."),
    )
    return Screen(text, ((back_home(words),),))


def card_screen(words: Words, share: Share, sorry: Markup | str = "") -> Screen:
    """The story as it stands, and what is still to be said about it."""
    text = paragraphs(
        Markup("✗ {}").format(sorry) if sorry else "",
        _editors(words, share.comment) if share.comment else "",
        blockquote(visible(share.text)) if share.text else words.say("No text yet: send it now."),
        Markup("\n").join(_lines(words, share)),
    )
    return Screen(text, _rows(words, share))


def _editors(words: Words, comment: str) -> Markup:
    return words.say("The editors say: {comment}", comment=comment) + language_note(words, comment)


def with_translation(words: Words, screen: Screen, share: Share) -> Screen:
    """The card, with the way to the editors' words in the reader's language; only when those are in another."""
    if not language_note(words, share.comment or ""):
        return screen
    return replace(screen, rows=((_do(words.say("Translate what they say"), Do.TRANSLATE, share),), *screen.rows))


def with_join(words: Words, screen: Screen, share: Share) -> Screen:
    """The card of a text that has taken the place of another: it may have been meant as what comes after it."""
    return replace(screen, rows=((_do(words.say("Add it to the text before"), Do.JOIN, share),), *screen.rows))


def with_alone(words: Words, screen: Screen, share: Share) -> Screen:
    """The card of a text that stands below another: it may have been meant to take its place."""
    return replace(screen, rows=((_do(words.say("Only the last text"), Do.ALONE, share),), *screen.rows))


def _lines(words: Words, share: Share) -> list[Markup]:
    place = words.place(share.place) if share.place else words.say("no particular city")
    return [
        words.plural("{n} photo", "{n} photos", len(share.media)) if share.media else words.say("No photos yet"),
        language_line(words, share.form),
        words.say("City: {place}", place=place),
        words.say("Told by {citizen}", citizen=share.credit) if share.credit else words.say("Told anonymously"),
    ]


def _rows(words: Words, share: Share) -> Rows:
    marks = [_do(f"• {form.mark}" if form is share.form else form.mark, Do.FORM, share, form.value) for form in Form]
    named = words.say("Without my name") if share.credit else words.say("With my name")
    rights = words.say("Text and photos are mine to share")
    return (
        tuple(marks),
        (_do(words.say("City"), Do.PLACES, share), _do(named, Do.NAMED, share, "0" if share.credit else "1")),
        (_do(f"☑ {rights}" if share.rights_at else f"☐ {rights}", Do.RIGHTS, share, "0" if share.rights_at else "1"),),
        (_do(words.say("Send it in"), Do.HAND_IN, share), _do(words.say("Throw away"), Do.AWAY, share)),
    )


def places_screen(words: Words, share: Share) -> Screen:
    """Which city it is about."""
    cities = [_do(words.place(city), Do.PLACE, share, city.value) for city in BAY]
    none = _do(words.say("No particular city"), Do.PLACE, share, "")
    return Screen(words.say("Which city is your story about?"), (*grid(cities, 3), (none,)))


def aside_screen(words: Words, share: Share, wishes: Sequence[Wish], cities: Sequence[Place]) -> Screen:
    """Asks about a text that is likely for the bot, before it becomes the story's: what it may ask for, first."""
    about = [_do(words.place(city), Do.PLACE, share, city.value) for city in cities]
    likely = (*grid(about), *suggestions(words, wishes))
    part, back, away = (
        _do(words.say("It's part of my story"), Do.TEXT, share),
        _do(words.say("Back to the story"), Do.OPEN, share),
        _do(words.say("Throw away the story"), Do.AWAY, share),
    )
    if Wish.STOP in wishes:
        likely = ((away,), *likely)
    asked = words.say("Is your story about this city?")
    if not cities:
        asked = words.say("Is that meant for me, or is it part of your story?")
    return Screen(asked, (*likely, (part,), (back,)) if likely else ((back,), (part,), (away,)))


def away_screen(words: Words, share: Share) -> Screen:
    """Asks before it is thrown away."""
    rows = ((_do(words.say("Throw away"), Do.SURE, share), _do(words.say("Keep it"), Do.OPEN, share)),)
    return Screen(words.say("Throw this story away, with its text and photos?"), rows)


def thrown_screen(words: Words) -> Screen:
    """It's gone."""
    return Screen(words.say("It's gone. /share starts a new one."), ((back_home(words),),))


def handed_in_screen(words: Words) -> Screen:
    """It is with the editors."""
    text = words.say("✓ <b>Thank you!</b> Your story is with the editors. I'll tell you what they say.")
    return Screen(text, ((back_home(words),),))


def unusable(words: Words) -> Markup:
    """What else was sent."""
    return words.plural(
        "A story can have text and up to {n} photo. I left this out.",
        "A story can have text and up to {n} photos. I left this out.",
        ALBUM_LIMIT,
    )


def place_of(value: str) -> Place | None:
    """A city from a button; none for no particular one, or one that somebody made up."""
    return next((city for city in BAY if city.value == value), None)
