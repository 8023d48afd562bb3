"""Questions about the bot and the programme that a few words answer."""

from collections.abc import Callable, Mapping

from aiogram.filters.callback_data import CallbackData

from bot.aliases import Wish
from bot.transport import Button
from bot.words import Words
from handlers.audience.following_screens import FollowingMenu
from handlers.audience.forget_screens import AskAboutData
from handlers.audience.home_screens import (
    HelpMenu,
    PartnersPage,
    StoriesPage,
    TellStory,
    back_home,
    paragraphs,
)
from handlers.audience.stories_screens import FindStories
from handlers.screen import Screen


class Answer(CallbackData, prefix="a_answer"):
    """To the answer to one such question."""

    wish: Wish


def join_screen(words: Words) -> Screen:
    """How to become a partner; who writes for one already needs an invitation."""
    text = paragraphs(
        words.say(
            "It is good that you want to take part. The people who run the programme decide who becomes a partner; "
            "I do not. Partners know the way in: ask one of them."
        ),
        words.say("Anybody can take part at once, with a story of their own."),
        words.say("If you write for a partner already, ask it, or the programme, for an invitation link."),
    )
    tell = Button(words.say("Tell your own story"), TellStory().pack())
    return Screen(text, ((to_a_partner(words),), (tell,), (back_home(words),)))


def keep_screen(words: Words) -> Screen:
    """How to keep a story, or pass it on."""
    text = paragraphs(
        words.say("No story gets lost: they all stay here under /stories, and a search finds each of them again."),
        words.say("To keep one apart, or to send it to somebody, hold it with a finger and forward it."),
    )
    search = Button(words.say("Search"), FindStories().pack())
    return Screen(text, ((Button(words.say("Stories"), StoriesPage().pack()), search), (back_home(words),)))


def who_screen(words: Words) -> Screen:
    """Who is behind the bot, what it costs, what it does with what it knows."""
    text = paragraphs(
        words.say(
            "I am Kapok, the bot of Guangzhou's City Partner programme. What I send is written by its partners, "
            "or told by people of the city."
        ),
        words.say("I cost nothing, and I never ask for money or passwords."),
        words.say(
            "I keep your language, your place and whom you follow, and use them for nothing else. /mydata shows it."
        ),
        words.say("To reach people: reply to a partner's post, or write to them from their page under /partners."),
    )
    return Screen(text, ((to_a_partner(words), _help(words)), (back_home(words),)))


def trouble_screen(words: Words) -> Screen:
    """Something does not open, or is wrong in a post."""
    text = paragraphs(
        words.say(
            "I am sorry about that. Buttons of an old message may no longer work; “{home}” brings new ones.",
            home=words.say("‹ Home"),
        ),
        words.say("If something in a post is wrong or does not open, tell its partner: reply to the post."),
        words.say("How large the letters are, and whether a voice reads them to you, is set on your phone."),
    )
    return Screen(text, ((to_a_partner(words), _help(words)), (back_home(words),)))


def phone_screen(words: Words) -> Screen:
    """Another phone, number or account."""
    text = paragraphs(
        words.say(
            "Your language, your partners and your settings go with your account in this app, not with your phone or "
            "number: sign in there with the same account, and all is as it was."
        ),
        words.say("A new account begins anew. What I keep about the old one is erased there, with /forget."),
    )
    following = Button(words.say("Following"), FollowingMenu().pack())
    return Screen(text, ((following, _help(words)), (back_home(words),)))


def own_screen(words: Words) -> Screen:
    """A story of theirs: a draft, one that was handed in, one that is told to all."""
    text = paragraphs(
        words.say("A story that you have not handed in yet waits under /share: change it there, or throw it away."),
        words.say("One that you have handed in is with the editors; I will tell you what they say."),
        words.say("To have it changed or taken out after that, ask them: they answer here."),
    )
    ask = Button(words.say("Ask about my data"), AskAboutData().pack())
    tell = Button(words.say("Tell your own story"), TellStory().pack())
    return Screen(text, ((ask,), (tell,), (back_home(words),)))


def to_a_partner(words: Words) -> Button:
    """To whoever can tell what the bot cannot: partners, who can be written to."""
    return Button(words.say("Write to a partner"), PartnersPage().pack())


def _help(words: Words) -> Button:
    return Button(words.say("What I can do"), HelpMenu().pack())


ANSWERS: Mapping[Wish, Callable[[Words], Screen]] = {
    Wish.JOIN: join_screen,
    Wish.KEEP: keep_screen,
    Wish.WHO: who_screen,
    Wish.TROUBLE: trouble_screen,
    Wish.PHONE: phone_screen,
    Wish.OWN: own_screen,
}
"""Wishes that words alone grant."""
