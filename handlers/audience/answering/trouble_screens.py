"""Something does not work, is wrong in a post, or was pressed by mistake: what may be done about it."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.hearing.aliases import Wish
from bot.hearing.points import point_of
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import (
    Answer,
    LanguageMenu,
    SettingsMenu,
    back_home,
    paragraphs,
    to_a_partner,
    to_help,
)
from handlers.audience.plain_words.plainly import refuses_pictures
from handlers.audience.receiving.following_screens import FollowingMenu
from handlers.showing.screen import Screen

HEAVY = "heavy"


def trouble_screen(words: Words, said: str = "") -> Screen:
    """Something does not open, or is wrong in a post: only what is asked, with a way to the rest; else all of it."""
    rows = ((to_a_partner(words), to_help(words)), (back_home(words),))
    point = HEAVY if refuses_pictures(said) else point_of(Wish.TROUBLE, said)
    if answer := _asked(words).get(point):
        other = Button(words.say("Something else"), Answer(wish=Wish.TROUBLE).pack())
        return Screen(answer, ((other,), *rows))
    text = paragraphs(
        words.say("I'm sorry about that. Which of these is it?"),
        words.say("• A button in an old message does nothing: press “{home}” for new ones.", home=words.say("‹ Home")),
        words.say("• A post is wrong, came twice, or doesn't open: reply to it, and its partner will read that."),
        words.say("• The letters are small, or you'd rather listen: your phone's own settings can help."),
        words.say(
            "• Pictures use too much data: I can't leave them out, but this app's settings can turn off their "
            "automatic download. Each then waits until you press it."
        ),
    )
    return Screen(text, rows)


def _asked(words: Words) -> Mapping[str, Markup]:
    """What may be done about one thing."""
    return {
        "wrong": words.say(
            "Thank you for telling me. Please reply to that post and say so: whoever wrote it will read that."
        ),
        "link": words.say(
            "What is behind a link, a code or a form isn't mine, and I can't mend it. Please reply to that post: "
            "its partner will read that. Close any page that asks for a password or a card number."
        ),
        "missing": words.say(
            "If a picture, a video or part of a text is missing, try again a little later, on another network. If "
            "that doesn't help, reply to that post: its partner will read that."
        ),
        "button": words.say(
            "A button in an old message may do nothing any more. Press “{home}” below: the buttons there work.",
            home=words.say("‹ Home"),
        ),
        "twice": words.say(
            "I'm sorry about that. A post can come again when its partner sends it again, or when the network broke "
            "off on the way. If it goes on, reply to it: its partner will read that."
        ),
        "hangs": words.say(
            "I'm sorry about that. Close this app and open it again, or try another network: that helps most often."
        ),
        "small": words.say(
            "I can't make letters larger, but you can: look for the text size in the settings of this app or of "
            "your phone."
        ),
        "aloud": words.say(
            "I can't read aloud, but most phones can: look under accessibility in your phone's settings."
        ),
        "long": words.say("I can't shorten what partners write, but you can tell them: reply to that post."),
        HEAVY: words.say(
            "I can't make pictures smaller or leave them out. This app can wait with them until you press one: its "
            "settings say when pictures are downloaded automatically."
        ),
    }


def slip_screen(words: Words) -> Screen:
    """For who pressed the wrong button: what can be put right, and where."""
    text = words.say(
        "No harm done: a press can be put right. Partners, language and settings are below, /start brings posts back, "
        "and /vote changes your vote. Only what has been erased is gone."
    )
    following = Button(words.say("Following"), FollowingMenu().pack())
    language = Button(words.say("Language"), LanguageMenu().pack())
    settings = Button(words.say("Settings"), SettingsMenu().pack())
    return Screen(text, ((following,), (settings, language), (back_home(words),)))
