"""Two hundred messages of each form, as people write them to such a bot, of which many are typed into the sandbox.

`said/FORM.txt` has one message a line: greetings, questions, requests, complaints, short ones, code-mixed ones.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from markupsafe import Markup

from bot.content import PostKind
from bot.detection import detect
from bot.forms.weighing import weigh
from bot.hearing.aliases import Alias, Wish, alias_of, beyond, language_named, mentioned
from bot.hearing.meaning import meant, was_woken
from bot.hearing.nods import Nod, nod_of
from bot.languages import Form
from bot.people import Quiet
from bot.words import Words, words_for
from handlers.audience.answering.answers_screens import ANSWERS, BY_WORDS
from handlers.audience.answering.beyond_screens import beyond_screen
from handlers.audience.answering.who_screens import asks_who_has_it
from handlers.audience.arriving.start_screens import language_screen
from handlers.audience.at_hand import shown
from handlers.audience.library.finding_screens import came_head, found_head, shelf_head
from handlers.audience.library.shelves import LABELS as SHELVED
from handlers.audience.plain_words.circumstances_screens import silent_already_screen
from handlers.audience.plain_words.listeners.of_wishes import answered, opens
from handlers.audience.plain_words.plainly import refuses_ads
from handlers.audience.plain_words.several import OF_A_PARTNER
from handlers.audience.plain_words.suggesting_screens import (
    ONE_PRESS,
    PRESSES,
    introduced_screen,
    one_press_screen,
    suggesting_screen,
    unasked_screen,
)
from handlers.audience.plain_words.talk_screens import (
    complaint_screen,
    nodded_screen,
    noted_screen,
    praised_screen,
    thanked_screen,
)
from handlers.audience.plain_words.telling import asks, complains, praises, tells_at_length
from handlers.audience.plain_words.topics import topics_of
from handlers.audience.receiving import partners
from handlers.audience.receiving.fewer_screens import Wanted
from handlers.audience.receiving.hours import would_sleep
from handlers.audience.receiving.pause_screens import pause_screen
from handlers.audience.receiving.places import places_like
from handlers.audience.receiving.places_screens import moved_screen, wherever_screen
from handlers.audience.receiving.silence_screens import Ties, silence_screen
from handlers.audience.receiving.stop_screens import promotions_screen
from handlers.showing.screen import Screen
from handlers.turns import last_screen
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of
from tests.journeys.deeds import first_line
from tests.journeys.sentences import OPENS, pages_in

SAID = Path(__file__).parent / "said"
EACH = 3
"""Every third is typed; what a message is taken for is measured of far more in `tests/bot`."""
ON = ("Your posts are on, and you follow {n} partner.", "Your posts are on, and you follow {n} partners.")
"""What somebody hears who would get posts and gets them."""


def said_in(form: Form) -> list[str]:
    return [line for line in (SAID / f"{form}.txt").read_text(encoding="utf-8").splitlines() if line]


def lives_there(words: Words) -> list[str]:
    """What is asked of who says where they live: of a city here, and of one abroad; or what it changes, if known."""
    moved = [moved_screen(words, spots) for spots in ((), places_like("Porto"))]
    return [first_line(screen.text) for screen in (*moved, wherever_screen(words, (), known=True))]


def told_first(text: str, words: Words) -> list[str]:
    """What stands first where no page opens: one press without ads, or that the night is quiet as it is."""
    ads = [promotions_screen(words)] if refuses_ads(text) else []
    night = [silent_already_screen(words, Quiet(), sorry=False)] if would_sleep(text) else []
    return [first_line(screen.text) for screen in (*ads, *night)]


def answers_to(text: str, words: Words) -> list[str]:
    """How the right answer may begin, in the reader's own form (or in the one they ask for by name)."""
    alias = alias_of(text)
    meaning = meant(text)
    who_has_it = meaning.wishes[:1] == (Wish.MY_DATA,) and meaning.sure and asks_who_has_it(text)
    if in_words := [said_of(Wish.WHO, words, text)] if who_has_it else in_a_few_words(text, words):
        return [first_line(screen.text) for screen in in_words]
    if alias is None and opens(text, meaning):
        alias = Alias(meaning.wishes[0], frozenset(), language_named(text))
    about = [plain(found_head(words, topic)).rstrip() for topic in topics_of(text)]
    about = about if Wish.STORIES in meaning.wishes else []
    if (
        alias is None
        and (screen := of_its_own(text, words))
        and (complains(text) or praises(text) or not meaning.clear)
    ):
        return [first_line(screen.text), *about]
    if alias is None:
        agreed = meaning.wishes == mentioned(text) == (Wish.STORIES,)
        wishes = meaning.wishes if meaning.sure or agreed else ()
        offered = any(wish in PRESSES for wish in wishes)
        suggested = suggesting_screen(words, wishes)
        screens = (
            [suggested, introduced_screen(words, suggested)] if offered else [unasked_screen(words, asked=asks(text))]
        )
        pressed = one_press_screen(words, wishes[0]) if meaning.clear and offered and wishes[0] in ONE_PRESS else None
        screens += [pressed] if pressed else []
        screens += (
            [thanked_screen(words), noted_screen(words), praised_screen(words)]
            if Wish.THANKS in wishes and not offered
            else []
        )
        stories = (
            [found_head(words, text), shelf_head(words, ""), words.say("<b>Stories</b>")]
            if {Wish.STORIES, Wish.EVENTS, Wish.RESEND} & {*wishes}
            else []
        )
        stories += came_heads(words) if Wish.RESEND in wishes else []
        named = language_named(text) if Wish.LANGUAGE in wishes[:1] else None
        asked = [in_their_own(named)] if named else []
        lives = lives_there(words) if Wish.SETTINGS in wishes else []
        on = [plain(words.plural(*ON, 4))] if Wish.START in wishes else []
        return [
            *(first_line(screen.text) for screen in screens),
            *(plain(each).rstrip() for each in stories),
            *asked,
            *lives,
            *on,
            *about,
        ]
    if alias.wish is Wish.THANKS:
        kind = noted_screen if nod_of(text) is Nod.AGREED else thanked_screen
        return [first_line(kind(words).text)]
    if alias.wish is Wish.LANGUAGE:
        other = words_for(alias.named or words.form)
        return [
            plain(words.say("Which language would you like?")),
            first_line(language_screen(words, asked=True).text),
            plain(other.say("Shall I speak {language} with you from now on?", language=other.language(other.form))),
        ]
    told = [plain(words.say(sentence)) for sentence in OPENS[alias.wish]]
    told += [plain(words.plural(*ON, 4))] if alias.wish is Wish.START else []
    told += lives_there(words) if alias.wish is Wish.SETTINGS else []
    if alias.wish is Wish.SILENCE:
        told += [first_line(silence_screen(words, Wanted(), Ties(follows)).text) for follows in range(9)]
    return told


def came_heads(words: Words) -> list[Markup]:
    """Above what came to somebody: lately, or on a day."""
    return [came_head(words, None), words.say("<b>What came to you</b>: {day}", day="")]


def in_a_few_words(text: str, words: Words) -> list[Screen]:
    """The answer to a nod, to a question about the bot and the programme, or beyond it."""
    alias, meaning = alias_of(text), meant(text)
    if alias:
        return [said_of(alias.wish, words, text)] if alias.wish in ANSWERS else []
    if nod := nod_of(text):
        return [nodded_screen(words, nod)]
    if tells_at_length(text):
        return []
    likely = [wish for wish in meaning.wishes if wish in PRESSES] if meaning.sure else []
    if meaning.wishes[:1] == (Wish.BEYOND,) and (meaning.sure or asks(text)):
        return [beyond_screen(words, text)]
    if (answer := answered(likely)) and answer not in {Wish.OFFERS, Wish.RESEND}:
        own = of_its_own(text, words)
        said = pause_screen(words) if answer is Wish.PAUSE else said_of(answer, words, text)
        return [said, *([own] if own else [])]
    return []


def said_of(wish: Wish, words: Words, text: str) -> Screen:
    """The answer that words are, by the message's own words where they tell more."""
    return BY_WORDS[wish](words, text) if wish in BY_WORDS else ANSWERS[wish](words)


def of_its_own(text: str, words: Words) -> Screen | None:
    """The answer to a complaint, to praise, to a question that only somebody there can answer."""
    if complains(text):
        return complaint_screen(words)
    if praises(text):
        return praised_screen(words)
    return beyond_screen(words, text) if beyond(text) else None


def in_their_own(form: Form) -> str:
    """The offer to speak a language, in it."""
    words = words_for(form)
    return plain(words.say("Shall I speak {language} with you from now on?", language=words.language(form)))


@pytest.mark.parametrize("form", Form)
async def test_everything_that_people_say_gets_its_answer_in_their_own_form(
    city: City, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_screen, "FRESH", -1.0)  # each is said alone: nothing stands before them
    for module in (partners, shown):
        monkeypatch.setattr(module, "FRESH", timedelta(-1))
    reader, words, wrong = city.person(cast.READERS[form]), words_for(form), []
    said = said_in(form)
    assert len(said) >= 200
    said = said[list(Form).index(form) % EACH :: EACH]
    offered = plain(shelf_head(words, words.bare(SHELVED[PostKind.CAMPAIGN])))
    sorry = plain(words.say("I'm sorry that a post woke you."))
    for text in said:
        await reader.says(text)
        expected, alias = answers_to(text, words), alias_of(text)
        opened = meant(text).wishes if opens(text, meant(text)) and not asks_who_has_it(text) else ()
        files = Wish.MY_DATA in ((alias.wish,) if alias else opened)
        below = expected[0] if files else ""  # two files come first
        message = await reader.sees(below)
        answer = words_of(message)
        of_one = OF_A_PARTNER.issuperset(meant(text).wishes) or Wish.PARTNERS in mentioned(text)
        their_page = plain(words.say("‹ Partners")) in labels_of(message) and of_one
        offers = (alias.wish if alias else Wish.OFFERS) is Wish.OFFERS and answer.startswith(offered)
        woken = was_woken(text) and answer.startswith(sorry)
        first = answer.startswith((*expected, *told_first(text, words)))
        page = bool(pages_in(labels_of(message), words) & {*meant(text).wishes, *([alias.wish] if alias else [])})
        if not (first or page or their_page or offers or woken):
            wrong.append((text, answer))
        if alias and alias.wish is Wish.SHARE:
            await reader.says("/help")  # out of the question for a story's text, whose older card loses its buttons
            await reader.sees(plain(words.say(OPENS[Wish.HELP][0])))
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("form", Form)
def test_what_people_say_is_told_by_its_text_and_the_chats_language(form: Form) -> None:
    said = said_in(form)
    alone = sum(detect(text).form is form for text in said) / len(said)
    weighed = sum(weigh(detect(text), form).form is form for text in said) / len(said)
    assert weighed >= 0.95
    assert weighed >= alone
