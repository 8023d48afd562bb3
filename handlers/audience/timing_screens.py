"""When posts come: what a reader can choose of it, and what not."""

from bot.digests import Rhythm
from bot.transport import Button
from bot.words import Words
from handlers.audience.digest_screens import DigestOnly
from handlers.audience.fewer_screens import FewerMenu, PauseMenu
from handlers.audience.home_screens import back_home, paragraphs
from handlers.audience.settings_screens import QuietMenu
from handlers.screen import Screen


def timing_screen(words: Words) -> Screen:
    """That partners choose when they post, and what a reader has instead, each by one press."""
    text = paragraphs(
        words.say("Partners choose when they post; I cannot keep posts for certain days or hours. This I can do:"),
        words.say("• All posts in one message, every day or every Sunday, at an hour of yours."),
        words.say("• Quiet hours: what comes then makes no sound."),
        words.say("• Fewer posts, or none at all until a day that you choose."),
    )
    daily = Button(words.say("One message a day"), DigestOnly(on=True, every=Rhythm.DAY).pack())
    weekly = Button(words.say("One message every Sunday"), DigestOnly(on=True, every=Rhythm.WEEK).pack())
    quiet = Button(words.say("Quiet hours"), QuietMenu().pack())
    fewer = Button(words.say("Fewer posts"), FewerMenu().pack())
    pause = Button(words.say("Pause everything"), PauseMenu().pack())
    return Screen(text, ((daily,), (weekly,), (quiet, fewer), (pause,), (back_home(words),)))
