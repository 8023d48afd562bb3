"""A language that they wrote in, or asked for: spoken here, or not."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.content import Post
from bot.hearing.aliases import Wish
from bot.hearing.unread import Letters
from bot.languages import Form
from bot.transport import Button
from bot.words import Words, marked, words_for
from handlers.audience.arriving.start_screens import PickForm, pick_form
from handlers.audience.home_screens import back_home, paragraphs
from handlers.audience.plain_words.suggesting_screens import suggestions
from handlers.audience.receiving.flips import Flip
from handlers.showing.screen import Screen, grid


def foreign_screen(words: Words, about: Markup) -> Screen:
    """A language that is not one of the five: `about` names it, or its letters; below are those to choose from."""
    text = paragraphs(about, words.say("/help shows all I can do."))
    return Screen(text, (*grid([pick_form(form, chosen=form is words.form) for form in Form]), (back_home(words),)))


def foreign_line(words: Words, language: str) -> Markup:
    """Which language it looks like, and which are spoken here."""
    return words.say(
        "This looks like {language}. I speak {languages}.",
        language=language,
        languages=words.list([form.endonym for form in Form]),
    )


def unspoken_line(words: Words, language: str) -> Markup:
    """A language that they ask for, and which are spoken here."""
    return words.say(
        "I don't speak {language}. I speak {languages}.",
        language=language,
        languages=words.list([form.endonym for form in Form]),
    )


def letters_line(words: Words, letters: Letters) -> Markup:
    """Letters that several languages share: which it is nobody guesses."""
    return words.say(
        "I can't read {letters}. I speak {languages}.",
        letters=words.bare(LETTERS[letters]),
        languages=words.list([form.endonym for form in Form]),
    )


LETTERS: Mapping[Letters, str] = {
    Letters.CYRILLIC: marked("the Cyrillic alphabet"),
    Letters.ARABIC: marked("the Arabic alphabet"),
    Letters.DEVANAGARI: marked("the Devanagari script"),
    Letters.OTHER: marked("these letters"),
}


def this_one_screen(words: Words, post: Post, form: Form) -> Screen:
    """That post in another language; then all that is said."""
    language = words.language(form)
    ask = words.say("Shall I show “{title}” in {language}?", title=post.title_in(words.form), language=language)
    show = Button(words.bare("Show it in {language}", language=language), Flip(post_id=post.id, form=form).pack())
    always = Button(words.bare("Always in {language}", language=language), PickForm(form=form).pack())
    return Screen(ask, ((show,), (always,), (back_home(words),)))


def offer_screen(words: Words, current: Form, wishes: Sequence[Wish] = (), *, asked: bool = False) -> Screen:
    """They wrote in another language than theirs, or asked for it: said in that one, with both to choose from.

    Below stands what the message seems to be about: the question about the language shall not swallow it.
    """
    offer = (
        words.say("Shall I speak {language} with you from now on?", language=words.language(words.form))
        if asked
        else words.say(
            "You wrote in {language}. Shall I speak {language} with you from now on?",
            language=words.language(words.form),
        )
    )
    if (current, words.form) == (Form.YUE, Form.ZH_HANT):
        theirs = words_for(current)
        already = theirs.say(
            "What I write in {language} has traditional characters.", language=theirs.language(current)
        )
        offer = paragraphs(already, offer)
    return Screen(offer, ((pick_form(words.form), pick_form(current, chosen=True)), *suggestions(words, wishes)))
