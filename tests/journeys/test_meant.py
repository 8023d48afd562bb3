"""Fifty messages of each form as people really type them, each with what the bot should make of it.

`meant/FORM.txt`: what is right, a tab, the message. `stop!`: done at once; `stop`: done, or offered with a button;
`~stop`: a question that must not be taken for an order; `kind`: a kind word, or a story that has these words; several
with `|` between them. The table was written without looking at the bot's own words.
"""

from pathlib import Path
from typing import Any

import pytest

from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.words import Words, words_for
from handlers.audience.answering.answers_screens import ANSWERS, BY_WORDS
from handlers.audience.plain_words.suggesting_screens import LABELS, unasked_screen
from handlers.audience.plain_words.talk_screens import noted_screen, thanked_screen
from handlers.audience.receiving.places import places_like
from handlers.audience.receiving.places_screens import moved_screen, wherever_screen
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of
from tests.journeys.deeds import first_line
from tests.journeys.sentences import OPENS, pages_in

MEANT = Path(__file__).parent / "meant"
UNTOLD = 1
"""Of fifty, so many may be misheard: a typo that no rule explains."""


def table(form: Form) -> list[tuple[list[str], str]]:
    lines = (MEANT / f"{form}.txt").read_text(encoding="utf-8").splitlines()
    return [(right.split("|"), text) for right, text in (line.split("\t") for line in lines)]


def made_of_it(message: dict[str, Any], words: Words, said: str) -> set[str]:
    """What the bot did, or offers, to who said that."""
    text = words_of(message)
    opens = {**OPENS, Wish.LANGUAGE: ("Which language would you like?",)}
    done = {wish for wish, said in opens.items() if text.startswith(tuple(plain(words.say(each)) for each in said))}
    done |= pages_in(labels_of(message), words)
    if text.startswith((first_line(thanked_screen(words).text), first_line(noted_screen(words).text))):
        done.add(Wish.THANKS)
    done |= {wish for wish, screen in ANSWERS.items() if text.startswith(first_line(screen(words).text))}
    done |= {wish for wish, screen in BY_WORDS.items() if text.startswith(first_line(screen(words, said).text))}
    if done:
        return {f"{wish}!" for wish in done}
    if text.startswith(first_line(unasked_screen(words).text)):
        return {"kind"}
    if str(words.say("All stories")) in labels_of(message):
        return {"stories"}
    if str(words.say("‹ Partners")) in labels_of(message):
        return {"partners"}
    quiet = labels_of(message)[:1] == [str(words.say("Quiet hours"))]
    moved = tuple(first_line(moved_screen(words, spots).text) for spots in ((), places_like("Porto")))
    if quiet or text.startswith((*moved, first_line(wherever_screen(words, (), known=True).text))):
        return {"settings"}
    offered = {wish.value for wish, label in LABELS.items() if str(words.say(label)) in labels_of(message)}
    languages = {"language"} if {form.endonym for form in Form} & {*labels_of(message)} else set[str]()
    return offered | languages or {"kind"}


def is_right(right: str, made: set[str]) -> bool:
    if right.startswith("~"):
        return f"{right[1:]}!" not in made
    if right == "kind":
        return not any(each.endswith("!") for each in made)
    return right in made or f"{right}!" in made


@pytest.mark.parametrize("form", Form)
async def test_what_people_type_is_heard_as_they_mean_it(city: City, form: Form) -> None:
    reader, words, wrong = city.person(cast.READERS[form]), words_for(form), []
    rows = table(form)
    assert len(rows) >= 50
    for right, text in rows:
        await reader.says(text)
        made = made_of_it(await reader.sees(""), words, text)
        if not any(is_right(each, made) for each in right):
            wrong.append((text, right, made))
    assert len(wrong) <= UNTOLD, wrong
