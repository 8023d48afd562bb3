"""What is said in several journeys, and by whom."""

from collections.abc import Sequence

from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.words import Words, words_for
from tests import cast

READERS = {
    cast.XIAOLAN: (Form.ZH_HANS, "多了一双翅膀"),
    cast.WINGSZE: (Form.ZH_HANT, "多了一雙翅膀"),
    cast.KAMAN: (Form.YUE, "今晚嘅珠江"),
    cast.EMMA: (Form.EN, "Tonight the Pearl River"),
    cast.JOANA: (Form.PT, "Esta noite, o Rio das Pérolas"),
}
HANS = words_for(Form.ZH_HANS)
NAUGHTY = (
    '" OR NEAR *',
    "9" * 4096,
    "花" * 4096,
    "\u200b\u200d\u2060",
    "\u202eabc",
    "مرحبا",
    "🌺🌺",
    "<b>",
    "%_\\",
    "'; --",
    "a{b}c",
)
OPENS = {
    Wish.STORIES: ("<b>Stories</b>",),
    Wish.PARTNERS: ("<b>City partners</b>",),
    Wish.SETTINGS: ("<b>Settings</b>",),
    Wish.FEWER: ("Fewer posts: choose below how many may come.",),
    Wish.EVENTS: ("<b>Stories</b>",),
    Wish.OFFERS: (),
    Wish.RESEND: ("<b>What came to you lately</b>",),
    Wish.STOP: ("<b>Done.</b> No more posts will come.",),
    Wish.START: ("<b>Welcome back!</b> Posts will come here again.", "What would you like to do?"),
    Wish.SILENCE: ("Posts are off. You can still read everything here.",),
    Wish.FOLLOWING: ("<b>Following</b>",),
    Wish.TODAY: ("<b>On this day in earlier years</b>",),
    Wish.HOME: ("What would you like to do?", "Posts are off. You can still read everything here."),
    Wish.SHARE: ("<b>Tell your own story of the city.</b>",),
    Wish.VOTE: ("No citizen's story came out last month, so there's nothing to vote for. Tell yours with /share.",),
    Wish.MY_DATA: ("<b>This is everything I keep about you.</b>",),
    Wish.FORGET: ("<b>Shall I erase your data?</b>",),
    Wish.HELP: ("I'm Kapok: I bring you stories and offers from Guangzhou and its city partners, in your language.",),
}

BY_BUTTON = {
    Wish.SETTINGS: ("Change place",),
    Wish.FOLLOWING: ("Campaigns", "Other cities"),
    Wish.PAUSE: ("Until another day",),
}
"""Pages that begin with the answer when they are asked for in words, each told by buttons that no other has."""


def pages_in(labels: Sequence[str], words: Words) -> set[Wish]:
    """Which of these pages it is."""
    return {wish for wish, told in BY_BUTTON.items() if {str(words.say(each)) for each in told}.issubset(labels)}


def label(sentence: str, words: Words = HANS, **gaps: str) -> str:
    """A button as its reader sees it."""
    return str(words.say(sentence, **gaps).unescape())
