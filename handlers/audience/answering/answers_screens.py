"""Questions about the bot and the programme that a few words answer."""

from collections.abc import Callable, Mapping

from bot.hearing.aliases import Wish
from bot.hearing.points import point_of
from bot.transport import Button
from bot.words import Words
from handlers.audience.answering.timing_screens import timing_screen
from handlers.audience.answering.trouble_screens import trouble_screen
from handlers.audience.answering.who_screens import human_screen, me_screen, who_screen
from handlers.audience.citizens.own_story_screens import own_screen, telling_screen
from handlers.audience.home_screens import (
    Answer,
    LanguageMenu,
    PartnersPage,
    SettingsMenu,
    StoriesPage,
    TellStory,
    back_home,
    paragraphs,
    to_a_partner,
    to_help,
    told_first,
)
from handlers.audience.library.keeping_screens import keep_screen
from handlers.audience.receiving.following_screens import FollowingMenu
from handlers.showing.screen import Screen


def join_screen(words: Words) -> Screen:
    """How to become a partner; who writes for one already needs an invitation."""
    text = paragraphs(
        words.say(
            "I'm glad that you want to take part. The people who run the programme decide who becomes a partner; "
            "I don't. Partners know the way in: ask one of them."
        ),
        words.say("Anybody can take part at once, with a story of their own."),
        words.say("If you write for a partner already, ask it, or the programme, for an invitation link."),
    )
    tell = Button(words.say("Tell your own story"), TellStory().pack())
    return Screen(text, ((to_a_partner(words),), (tell,), (back_home(words),)))


def voice_screen(words: Words) -> Screen:
    """Who would speak, or listen."""
    text = words.say(
        "I can only read and write: no voice messages. The microphone on your phone's keyboard writes down what you "
        "say, and most phones can read a message aloud."
    )
    return Screen(text, ((to_help(words),), (back_home(words),)))


def phone_screen(words: Words, said: str = "") -> Screen:
    """Another phone, number or account; first what was asked."""
    told = {
        "whole": words.say(
            "Your language, your partners and your settings go with your account in this app, not with your phone or "
            "number: sign in there with the same account, and all is as it was."
        ),
        "account": words.say(
            "A new account starts afresh. To erase what I keep about the old one, send /forget from there."
        ),
    }
    only_asked = {
        "lost": words.say(
            "I have no password of my own: whoever is signed in to your account in this app sees what I wrote to you. "
            "The app's settings show where that is, and end it."
        ),
        "computer": words.say(
            "I'm wherever you open this app with your account: on a phone, a tablet or a computer, in a browser too."
        ),
        "two": words.say(
            "With the same account, several phones show the same. Somebody with an account of their own begins with "
            "/start and follows whom they like."
        ),
    }
    following = Button(words.say("Following"), FollowingMenu().pack())
    text = told_first(point_of(Wish.PHONE, said), told, only_asked)
    return Screen(text, ((following, to_help(words)), (back_home(words),)))


def programme_screen(words: Words) -> Screen:
    """What the programme is, and the four kinds of partner."""
    text = paragraphs(
        words.say(
            "In Guangzhou's City Partner programme companies, institutions and people of the city help to tell its "
            "story, for longer than one event."
        ),
        words.say(
            "There are four kinds of partner: strategic partner, super partner, city dreamer and city ambassador. "
            "Each partner's page says which it is."
        ),
        words.say("The people who run the programme decide which kind somebody is, and what comes with it."),
    )
    partners = Button(words.say("Partners"), PartnersPage().pack())
    join = Button(words.say("Become a partner"), Answer(wish=Wish.JOIN).pack())
    return Screen(text, ((partners, join), (back_home(words),)))


def terms_screen(words: Words) -> Screen:
    """What the bot's own words and signs mean."""
    text = paragraphs(
        words.say("✓ marks what you've chosen, and the partners whose posts come to you."),
        words.say(
            "Follow: a partner's posts come to you. Mute: not for a while. Digest: many posts in one message, at an "
            "hour that you choose. Quiet hours: posts come without a sound."
        ),
        words.say(
            "A text that a machine has translated says so below it. Anything else was written or read by a person; if "
            "a word is wrong, reply to the post."
        ),
        words.say("Stop: no more posts. Your language and your partners are kept, and /start brings the posts back."),
    )
    following = Button(words.say("Following"), FollowingMenu().pack())
    settings = Button(words.say("Settings"), SettingsMenu().pack())
    return Screen(text, ((following, settings), (to_help(words),), (back_home(words),)))


def learn_screen(words: Words) -> Screen:
    """Who would learn a language, or practise one."""
    text = words.say(
        "I can't teach a language or look up words, but stories help: below each are its languages, and a press "
        "shows the same story in another one."
    )
    rows = (Button(words.say("Stories"), StoriesPage().pack()), Button(words.say("Language"), LanguageMenu().pack()))
    return Screen(text, (rows, (back_home(words),)))


def counted_screen(words: Words) -> Screen:
    """How many readers there are."""
    text = words.say(
        "I don't say how many people follow. The programme and its partners see numbers only, never names."
    )
    return Screen(text, ((to_a_partner(words), to_help(words)), (back_home(words),)))


def remind_screen(words: Words) -> Screen:
    """Who would be reminded of something."""
    text = paragraphs(
        words.say("I'm sorry, I can't remind you: I only pass on what partners write, when they write it."),
        words.say(
            "Your phone's alarm or calendar can. To find a post again then, hold your finger on it and forward it "
            "to yourself."
        ),
        words.say("If you follow a partner, what it writes about the day comes to you by itself."),
    )
    lately = Button(words.say("What came lately"), Answer(wish=Wish.RESEND).pack())
    events = Button(words.say("What is on"), Answer(wish=Wish.EVENTS).pack())
    partners = Button(words.say("Partners to follow"), PartnersPage().pack())
    return Screen(text, ((lately, events), (partners,), (back_home(words),)))


def elsewhere_screen(words: Words, said: str = "") -> Screen:
    """Who would have posts by another way, or the bot in another app; first what was asked."""
    told = {
        "whole": words.say(
            "I'm in this app only: I send nothing by e-mail, SMS, WeChat or WhatsApp, and have no newsletter, "
            "no website and no app of my own."
        ),
        "relative": words.say(
            "To pass a story on, hold your finger on it: forward it to anybody here, or copy its text elsewhere."
        ),
        "partners": words.say("Some partners can be found elsewhere too: ask them."),
    }
    only_asked = {
        "web": words.say(
            "I have no website, but this app also opens on a computer and in a browser, and I'm there too."
        ),
        "group": words.say("I write to each reader alone, in no group: forward a story there."),
        "call": words.say("I only write: I ring nobody up, and have no radio, no podcast and no television."),
    }
    stories = Button(words.say("Stories"), StoriesPage().pack())
    text = told_first(point_of(Wish.ELSEWHERE, said), told, only_asked)
    return Screen(text, ((stories, to_a_partner(words)), (to_help(words), back_home(words))))


BY_WORDS: Mapping[Wish, Callable[[Words, str], Screen]] = {
    Wish.TIMING: timing_screen,
    Wish.WHO: who_screen,
    Wish.TROUBLE: trouble_screen,
    Wish.OWN: own_screen,
    Wish.KEEP: keep_screen,
    Wish.TELLING: telling_screen,
    Wish.ME: me_screen,
    Wish.HUMAN: human_screen,
    Wish.PHONE: phone_screen,
    Wish.ELSEWHERE: elsewhere_screen,
}
"""Those of them whose words decide what stands first in the answer."""
ANSWERS: Mapping[Wish, Callable[[Words], Screen]] = {
    Wish.JOIN: join_screen,
    Wish.KEEP: keep_screen,
    Wish.WHO: who_screen,
    Wish.TROUBLE: trouble_screen,
    Wish.PHONE: phone_screen,
    Wish.OWN: own_screen,
    Wish.PROGRAMME: programme_screen,
    Wish.TELLING: telling_screen,
    Wish.TERMS: terms_screen,
    Wish.ME: me_screen,
    Wish.HUMAN: human_screen,
    Wish.LEARN: learn_screen,
    Wish.COUNTED: counted_screen,
    Wish.REMIND: remind_screen,
    Wish.TIMING: timing_screen,
    Wish.ELSEWHERE: elsewhere_screen,
}
"""Wishes that words alone grant."""
