"""Answers to what a message tells of its writer's circumstances: others who read, two languages, no such partner."""

from dataclasses import replace

from bot.languages import Form
from bot.people import Quiet
from bot.transport import Button
from bot.words import Words
from handlers.audience.arriving.start_screens import pick_form
from handlers.audience.home_screens import (
    LanguageMenu,
    PartnersPage,
    SettingsMenu,
    StoriesPage,
    back_home,
    paragraphs,
)
from handlers.audience.library.finding_screens import found_button
from handlers.audience.library.stories_screens import FindStories
from handlers.audience.plain_words.timed import Timed
from handlers.audience.receiving.settings_screens import QuietMenu
from handlers.showing.screen import Screen, grid
from handlers.turns.last_screen import Spoken


def others_screen(words: Words) -> Screen:
    """For whoever has somebody beside them who reads another language than they do."""
    text = paragraphs(
        words.say(
            "Everybody chooses their own language: they find me in their own account and choose there. "
            "Yours stays as it is."
        ),
        _in_place(words),
    )
    return Screen(text, _ways(words))


def theirs_screen(words: Words) -> Screen:
    """For whoever would have posts come to somebody else, too."""
    text = words.say(
        "Everybody gets posts in an account of their own. Forward this message to them: my name above it leads them "
        "to me, and they choose their language and partners. Nothing changes for you."
    )
    return Screen(text, _ways(words))


def both_screen(words: Words) -> Screen:
    """For whoever would have two languages at once."""
    text = paragraphs(words.say("I speak one language with you, the one that you choose."), _in_place(words))
    return Screen(text, _ways(words))


def why_language_screen(words: Words) -> Screen:
    """For whoever wonders in which language something came."""
    spoken = words.say(
        "I speak {language} with you. Whatever isn't written in it comes in the nearest language there is.",
        language=words.language(words.form),
    )
    text = paragraphs(spoken, _in_place(words), words.say("Which language would you like?"))
    forms = grid([pick_form(form, chosen=form is words.form) for form in Form])
    return Screen(text, (*forms, (back_home(words),)))


def one_topic_screen(words: Words, found: str) -> Screen:
    """For whoever would get posts of one topic alone; `found` is the shelf of stories that have its words, if any."""
    text = words.say(
        "I can't sort posts by topic or place: each partner chooses what it writes about. Follow only the partners "
        "whose posts you'd like, or look for stories by their words."
    )
    partners = Button(words.say("Partners to follow"), PartnersPage().pack())
    look = found_button(words, found) if found else Button(words.say("Search"), FindStories().pack())
    return Screen(text, ((look,), (partners,), (back_home(words),)))


def one_district_screen(words: Words, district: str, found: str) -> Screen:
    """The same for a part of a town; `found` is the shelf of stories that name it, if any."""
    told = words.say("I can't choose posts by district: each is for all readers, or for those of a whole city.")
    none = words.say("No story names {district} yet.", district=district)
    follow = words.say("You may follow only the partners whose posts you'd like, or look for stories by a word.")
    look = found_button(words, found) if found else Button(words.say("Search"), FindStories().pack())
    partners = Button(words.say("Partners to follow"), PartnersPage().pack())
    return Screen(paragraphs(told, "" if found else none, follow), ((look,), (partners,), (back_home(words),)))


def _in_place(words: Words) -> str:
    return words.say("To read a post in another language, press that language below the post: it changes in place.")


def _ways(words: Words) -> tuple[tuple[Button, ...], ...]:
    stories = Button(words.say("Stories"), StoriesPage().pack())
    return ((Button(words.say("Language"), LanguageMenu().pack()), stories), (back_home(words),))


def no_partner_screen(words: Words, name: str, partners: Screen) -> Screen:
    """Whom they would follow is no partner; below are those there are."""
    return replace(
        partners, text=paragraphs(words.say("No partner here is called “{name}”.", name=name), partners.text)
    )


def silent_already_screen(words: Words, quiet: Quiet, *, sorry: bool) -> Screen:
    """For whoever would have quiet at an hour that is quiet; `sorry` that they were woken all the same."""
    text = paragraphs(
        words.say("I'm sorry that a post woke you.") if sorry else "",
        words.say(
            "From {begin} to {end} your posts make no sound already. You can change these hours.",
            begin=words.clock(quiet.begin),
            end=words.clock(quiet.end),
        ),
        words.say("If you hear something all the same, mute this chat in the app itself.") if sorry else "",
    )
    hours = Button(words.say("Quiet hours"), QuietMenu().pack())
    back = Button(words.say("‹ Settings"), SettingsMenu().pack()), back_home(words)
    return Screen(text, ((hours,), back), spoken=Spoken(Timed.QUIET))


def for_kin_screen(words: Words) -> Screen:
    """For whoever wrote here what somebody of their family should read: it has gone to nobody."""
    text = words.say("That seems to be for somebody else. I'm only a bot, and have passed it on to nobody.")
    return Screen(text, ((back_home(words),),))
