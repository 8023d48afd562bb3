"""Answers to whatever no conversation waited for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.aliases import Wish
from bot.content import Post
from bot.languages import Form
from bot.nods import Nod
from bot.places import Place, Spot
from bot.transport import Button, Row
from bot.unread import Letters
from bot.words import Words, marked, words_for
from handlers.asking_screens import ask_button
from handlers.audience.answers_screens import ANSWERS, Answer, to_a_partner
from handlers.audience.fewer_screens import FewerMenu, PauseMenu
from handlers.audience.finding_screens import calendar_note
from handlers.audience.flips import Flip
from handlers.audience.following_screens import CitiesMenu, FollowingMenu
from handlers.audience.forget_screens import Forget
from handlers.audience.home_screens import (
    Ballot,
    HelpMenu,
    LanguageMenu,
    MyData,
    PartnersPage,
    SettingsMenu,
    StartPosts,
    StopPosts,
    StoriesPage,
    TellStory,
    ZoneMenu,
    back_home,
    doors,
    paragraphs,
)
from handlers.audience.settings_screens import spot_button
from handlers.audience.shelves import TODAY
from handlers.audience.silence_screens import SilenceMenu
from handlers.audience.start_screens import PickForm, pick_form
from handlers.audience.stories_screens import FindStories, rather
from handlers.menus import READER, commands
from handlers.screen import Screen, grid


def unasked_screen(
    words: Words, duties: Markup | str = "", guesses: Sequence[Wish] = (), *, asked: bool = False
) -> Screen:
    """Plain text outside any conversation; `duties` are what somebody who writes posts may have meant.

    `guesses`, what anybody may have meant, stand first. Who `asked` something is told who could know.
    """
    text = paragraphs(
        words.say("I do not know that, and would rather not guess. A partner may know, or a story may tell.")
        if asked
        else words.say("Thank you for writing. I am only a bot and no good at chatting, but these buttons may help."),
        duties,
        words.say("/help shows all I can do."),
    )
    likely = suggestions(words, [wish for wish in guesses if wish not in BEHIND_DOORS])
    people = ((ask_button(words),),) if duties else ()
    return Screen(text, (*likely, *people, _look_or_write(words), *doors(words)))


_BOOKS = re.compile(
    r"[订訂][一二两兩三幾几个個座位票房枱檯桌餐]|[预預][订訂约約]|[购購买買].{0,6}票|book枱|留位|挂号|掛號|(?:[帮幫]我|同我|代我).{0,3}[买買订訂叫]"
    r"|\b(?:book|reserve|reservation|booking|order|buy|purchase|reservar?|reserva|marcar|comprar?|compra|encomendar?)\b",
    re.IGNORECASE,
)
_ASKS_OF_ONE = re.compile(
    r"使唔使|洗唔洗|[需用要][唔不][需用要]|需要|[是]否|[边邊哪][间間家]"
    r"|\bwhere\b|\b(?:do|does|should|must) \w+ |\bneed(?:ed)? to\b"
    r"|\b(?:my|the|an?) order\b|\bprecis\w+|\bonde\b|\bencomenda\b",
    re.IGNORECASE,
)
"""Something is asked of an order or a booking, and none is given."""


_OF_THE_WORLD = re.compile(
    r"天[气氣]|下雨|落雨|[带帶][伞傘遮]|[气氣][温溫]|[签簽][证證註注]|通行[证證]|[护護]照|[过過][关關境]|地[铁鐵]|高[铁鐵]|[轻輕][轨軌]|巴士|公交|火[车車]|[航][班]"
    r"|\b(?:weather|rain\w*|umbrella|temperature|visas?|passports?|permits?|metro|subway|train|bus|flights?|ferry"
    r"|chuva|chover|chove|temperatura|meteorologia|(?:que|como est[áa] o) tempo|previs[ãa]o do tempo"
    r"|vistos?|passaportes?|comboios?|autocarros?|voos?|barco para)\b",
    re.IGNORECASE,
)
"""What neither a partner nor a story tells."""


def of_the_world(said: str) -> bool:
    """Whether it is about the weather, the way there by train, papers for a journey: no partner need be asked."""
    return bool(_OF_THE_WORLD.search(said)) and not _BOOKS.search(said)


def beyond_screen(words: Words, said: str = "") -> Screen:
    """A question about a place or an offer that only somebody there can answer; an order that only they can take."""
    if of_the_world(said):
        told = words.say(
            "The weather, trains and buses, visas and permits: I know nothing of the kind, and would rather not "
            "guess. What I have are stories of the city and posts of its partners."
        )
        return Screen(told, doors(words))
    books = words.say("I cannot book, order or buy anything: only the partner it is about may be able to.")
    unknown = words.say(
        "Prices and prizes, vouchers, opening hours, how to get there: I know nothing of the kind. Ask the partner "
        "it is about, or look for the story."
    )
    ordered = _BOOKS.search(said) and not _ASKS_OF_ONE.search(said)
    return Screen(books if ordered else unknown, (_look_or_write(words), *doors(words)))


def feast_screen(words: Words, day: date) -> Screen:
    """The day of a feast that they ask for."""
    text = paragraphs(words.say("That day is {day}.", day=words.day(day)), calendar_note(words))
    return Screen(text, (_look_or_write(words), *doors(words)))


def asked_of_them(words: Words, page: Screen) -> Screen:
    """A partner's page as the answer to a question about them: who knows more than it says."""
    more = words.say("This is what I know of them. They can tell you more: write to them.")
    return replace(page, text=paragraphs(page.text, more))


def sorry_screen(words: Words) -> Screen:
    """For whoever is displeased and does not say with what."""
    fewer, stop = suggestions(words, (Wish.FEWER, Wish.STOP))
    text = words.say("I am sorry. You can have fewer posts, or none, or tell a partner what you think.")
    return Screen(text, (fewer, stop, _look_or_write(words)[1:], (back_home(words),)))


def complaint_screen(words: Words) -> Screen:
    """A complaint: people who can do something about it are the partners."""
    text = words.say("I am sorry about that. I am only a bot, but partners read what you write to them.")
    return Screen(text, (_look_or_write(words), *suggestions(words, (Wish.HELP,)), (back_home(words),)))


def passed_on_screen(words: Words) -> Screen:
    """Somebody else's words, passed on: they may be the beginning of a story, or for a partner."""
    text = paragraphs(
        words.say("Thank you. I cannot do anything with forwarded messages, but these buttons may help."),
        words.say("/help shows all I can do."),
    )
    return Screen(text, (story_row(words), _look_or_write(words), *doors(words)))


@lru_cache(maxsize=len(Form))
def _look_or_write(words: Words) -> Row:
    """The ways on for what the bot cannot answer: the stories may, or a partner."""
    search = Button(words.say("Search"), FindStories().pack())
    return (search, to_a_partner(words))


def rather_screen(words: Words, near: str, press: CallbackData) -> Screen:
    """A message that is nearly a word that is known: that word first, then the main buttons."""
    return Screen(_perhaps(words), ((rather(words, near, press),), *doors(words)), guess=True)


def jumbled_screen(words: Words) -> Screen:
    """A row of keys that is no word: what there is instead."""
    text = paragraphs(words.say("I did not understand that. Here is what I can do:"), commands(words, READER))
    return Screen(text, doors(words))


def chores_screen(words: Words, table: "Table") -> Screen:
    """A sentence of somebody who works here that seems to be about their work: the commands for it."""
    return Screen(paragraphs(_perhaps(words), commands(words, table)), ((back_home(words),),), guess=True)


def duties_lines(words: Words, likely: "Table", table: "Table") -> Markup:
    """All that somebody may have meant who writes posts; what is likely stands first."""
    others = tuple(each for each in table if each not in likely)
    return (
        paragraphs(_perhaps(words), commands(words, likely), commands(words, others))
        if likely
        else commands(words, table)
    )


BEHIND_DOORS = frozenset({Wish.STORIES, Wish.PARTNERS, Wish.SETTINGS, Wish.LANGUAGE})
"""Wishes that the main buttons below are for."""


def suggesting_screen(words: Words, wishes: Sequence[Wish]) -> Screen:
    """A message that seems to be about something the bot can do: that first; who asks for help may want people."""
    people = (_look_or_write(words),) if Wish.HELP in wishes else ()
    return Screen(_perhaps(words), (*suggestions(words, wishes), *people, (back_home(words),)), guess=True)


def _perhaps(words: Words) -> Markup:
    return words.say("Perhaps this is what you need:")


def introduced_screen(words: Words, screen: Screen) -> Screen:
    """The same, and who answers here: for whoever has not been told lately."""
    bot = words.say("I am a bot and do not understand every message. /help shows all I can do.")
    return replace(screen, text=paragraphs(bot, screen.text))


def suggestions(words: Words, wishes: Sequence[Wish]) -> tuple[Row, ...]:
    """A button for each wish, worded as what it does."""
    return tuple((_suggestion(words, wish),) for wish in wishes if wish in PRESSES)


@lru_cache(maxsize=len(Form) * len(Wish))
def _suggestion(words: Words, wish: Wish) -> Button:
    return Button(words.say(LABELS[wish]), PRESSES[wish].pack())


PRESSES: Mapping[Wish, CallbackData] = {
    Wish.FORGET: Forget(sure=False),
    Wish.MY_DATA: MyData(),
    Wish.SHARE: TellStory(),
    Wish.VOTE: Ballot(),
    Wish.STORIES: StoriesPage(),
    Wish.PARTNERS: PartnersPage(),
    Wish.LANGUAGE: LanguageMenu(),
    Wish.SETTINGS: SettingsMenu(),
    Wish.FEWER: FewerMenu(),
    Wish.STOP: StopPosts(),
    Wish.PAUSE: PauseMenu(),
    Wish.START: StartPosts(),
    Wish.SILENCE: SilenceMenu(),
    Wish.FOLLOWING: FollowingMenu(),
    Wish.TODAY: StoriesPage(by=TODAY),
    Wish.HELP: HelpMenu(),
    **{wish: Answer(wish=wish) for wish in (*ANSWERS, Wish.EVENTS, Wish.OFFERS, Wish.RESEND)},
}
LABELS: Mapping[Wish, str] = {
    Wish.FORGET: marked("Erase what I keep about you"),
    Wish.MY_DATA: marked("What I keep about you"),
    Wish.SHARE: marked("Tell your own story"),
    Wish.VOTE: marked("Vote for the story of the month"),
    Wish.STORIES: marked("Read stories"),
    Wish.PARTNERS: marked("Partners to follow"),
    Wish.LANGUAGE: marked("Language"),
    Wish.SETTINGS: marked("Place and quiet hours"),
    Wish.FEWER: marked("Fewer posts"),
    Wish.STOP: marked("Stop all posts"),
    Wish.START: marked("Send me posts again"),
    Wish.SILENCE: marked("Why nothing comes"),
    Wish.FOLLOWING: marked("Following"),
    Wish.TODAY: marked("On this day"),
    Wish.HELP: marked("What I can do"),
    Wish.JOIN: marked("Become a partner"),
    Wish.KEEP: marked("Keep or pass on a story"),
    Wish.WHO: marked("Who is behind this"),
    Wish.TROUBLE: marked("Something does not work"),
    Wish.PHONE: marked("Another phone or number"),
    Wish.OWN: marked("A story that I sent"),
    Wish.PAUSE: marked("Pause everything"),
    Wish.PROGRAMME: marked("What the programme is"),
    Wish.TELLING: marked("How to tell a story"),
    Wish.TERMS: marked("What my words mean"),
    Wish.ME: marked("Who I am"),
    Wish.HUMAN: marked("Speak to somebody"),
    Wish.EVENTS: marked("What is on"),
    Wish.OFFERS: marked("Offers"),
    Wish.LEARN: marked("Learn a language"),
    Wish.COUNTED: marked("How many read"),
    Wish.REMIND: marked("Reminders"),
    Wish.TIMING: marked("When posts come"),
    Wish.RESEND: marked("What came lately"),
    Wish.ELSEWHERE: marked("Outside this app"),
}


def thanked_screen(words: Words) -> Screen:
    """A word of thanks, praise."""
    return Screen(words.say("You are welcome. I am here whenever you need me."), doors(words))


_WARM: Mapping[Nod, str] = {
    Nod.SAD: marked("I am sorry to hear that. I am only a bot, but I wish you strength."),
    Nod.DESPERATE: marked(
        "That sounds very hard, and I am only a bot. Please talk to somebody you trust, "
        "or call the emergency number where you are, now."
    ),
    Nod.BIRTHDAY: marked("Happy birthday! May this year bring you good stories."),
    Nod.GLAD: marked("What good news! Congratulations."),
    Nod.FESTIVE: marked("Thank you, and the same to you!"),
    Nod.AMUSED: marked("Glad you are enjoying yourself."),
    Nod.NIGHT: marked("Good night, and sweet dreams."),
}


def _listeners(words: Words) -> Markup:
    """Lines of those who listen day and night, as their cities and countries name them in 2026."""
    return words.say(
        "Somebody listens on these lines, day and night: 12356 on the mainland, 18111 in Hong Kong, 2852 5222 "
        "in Macau, 1411 in Portugal."
    )


def nodded_screen(words: Words, nod: Nod) -> Screen:
    """A nod, a frown, a question mark: who frowns may want fewer posts, who wonders may want help."""
    if nod is Nod.PLEASED:
        return thanked_screen(words)
    if nod is Nod.AGREED:
        return noted_screen(words)
    if nod is Nod.DESPERATE:
        return Screen(paragraphs(words.say(_WARM[nod]), _listeners(words)), ())
    if nod in _WARM:
        return Screen(words.say(_WARM[nod]), doors(words))
    return suggesting_screen(words, (Wish.HELP,)) if nod is Nod.PUZZLED else sorry_screen(words)


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
        "I do not speak {language}. I speak {languages}.",
        language=language,
        languages=words.list([form.endonym for form in Form]),
    )


def letters_line(words: Words, letters: Letters) -> Markup:
    """Letters that several languages share: which it is nobody guesses."""
    return words.say(
        "I cannot read {letters}. I speak {languages}.",
        letters=words.bare(LETTERS[letters]),
        languages=words.list([form.endonym for form in Form]),
    )


LETTERS: Mapping[Letters, str] = {
    Letters.CYRILLIC: marked("the Cyrillic alphabet"),
    Letters.ARABIC: marked("the Arabic alphabet"),
    Letters.DEVANAGARI: marked("the Devanagari script"),
    Letters.OTHER: marked("these letters"),
}


def unread_screen(words: Words, *first: Row) -> Screen:
    """A picture, a voice message, a sticker: anything but text; `first` is what it may be good for."""
    text = paragraphs(
        words.say("Thank you. I can only read text here, but these buttons may help."),
        words.say("/help shows all I can do."),
    )
    return Screen(text, (*first, *doors(words)))


def story_row(words: Words) -> Row:
    """Below what somebody showed: it may be the beginning of their own story."""
    return (Button(words.say(LABELS[Wish.SHARE]), TellStory().pack()),)


def place_row(words: Words) -> Row:
    """Below a location: the way to say where they live."""
    return (Button(words.say("Change place"), ZoneMenu().pack()),)


def here_screen(words: Words, spots: Sequence[Spot]) -> Screen:
    """The name of a place, and nothing beside it: they may live there, or look for it. Abroad only the zone is kept."""
    if all(spot.place is Place.ABROAD for spot in spots):
        text = words.say("That is a place. If you live there, press its time zone, and I will go by it.")
    else:
        text = words.say("That is a place. If you live there, press it, and I will remember it.")
    return Screen(text, (*grid([spot_button(words, spot) for spot in spots]), _look_or_write(words), *doors(words)))


def moved_screen(words: Words, spots: Sequence[Spot]) -> Screen:
    """A sentence that says where they live."""
    settings = Button(words.say("‹ Settings"), SettingsMenu().pack())
    rows = grid([spot_button(words, spot) for spot in spots])
    return Screen(_lives_there(words, spots), (*rows, (settings, back_home(words))))


def wherever_screen(words: Words, spots: Sequence[Spot], look: Row = (), *, known: bool = False) -> Screen:
    """For who says where they live and asks what that changes; `look` leads to the stories of there."""
    text = paragraphs(
        words.say(
            "You can read and follow everything here wherever you live. Your place only sets the clock for your quiet "
            "hours, and some posts are only for readers in one city."
        ),
        words.say("I have your place already.") if known else _lives_there(words, spots),
    )
    saves = () if known else grid([spot_button(words, spot) for spot in spots])
    cities = Button(words.say("Other cities"), CitiesMenu().pack())
    settings = Button(words.say("‹ Settings"), SettingsMenu().pack())
    return Screen(text, (*saves, *((look,) if look else ()), (cities,), (settings, back_home(words))))


def _lives_there(words: Words, spots: Sequence[Spot]) -> Markup:
    if spots and all(spot.place is Place.ABROAD for spot in spots):
        return words.say("Do you live there now? Press that city's time zone, and I will go by it.")
    return words.say("Do you live there now? Press it, and I will remember it.")


def noted_screen(words: Words) -> Screen:
    """Something said that asks for nothing, a thumb up: perhaps thanks, and perhaps not."""
    return Screen(words.say("Got it. I am here whenever you need me."), doors(words))


Table = tuple[tuple[str, str], ...]
"""Commands and what they do."""


def unknown_command_screen(words: Words, command: str, near: Table = (), duties: Table = ()) -> Screen:
    """A command that does not exist, or not for them: those `near`, or else all `duties` of whoever works here."""
    if near:
        unknown = words.say("I do not know {command}. Perhaps you mean:", command=command)
    elif duties:
        unknown = words.say("I do not know {command}. You can use these:", command=command)
    else:
        return Screen(words.say("I do not know {command}. /help shows all I can do.", command=command), doors(words))
    shown = commands(words, near or duties)
    return Screen(paragraphs(unknown, shown, words.say("/help shows all I can do.")), doors(words))


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
