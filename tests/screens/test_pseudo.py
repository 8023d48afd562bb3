"""Every example screen in the pseudo-locale: what stands outside ⟦ ⟧ is a fact, or has escaped translation."""

import ast
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from markupsafe import Markup

from bot.languages import ENDONYMS, MARKS, Form
from bot.texts import visible
from bot.words import Words, words_for
from handlers.showing.screen import Screen
from tests.rows import each_of
from tests.screens.every import EXAMPLES
from tools.catalogs.pseudo import compile_pseudo

_INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d_]{3,}")
_CUT = re.compile(r"⟦[^⟦⟧]*…")
"""The beginning of a label that was too long for its button."""
_COMMAND = re.compile(r"/[a-z]+")


class PseudoWords(Words):
    """The pseudo-locale; what CLDR writes is marked, too."""

    def number(self, value: float) -> str:
        return f"⟦{super().number(value)}⟧"

    def percent(self, share: float) -> str:
        return f"⟦{super().percent(share)}⟧"

    def list(self, items: "object") -> Markup:
        return Markup("⟦{}⟧").format(super().list(items))  # type: ignore[arg-type]

    def day(self, moment: date, *, begins: bool = False) -> str:
        return f"⟦{super().day(moment, begins=begins)}⟧"

    def clock(self, moment: datetime | time) -> str:
        return f"⟦{super().clock(moment)}⟧"

    def span(self, *of: "object") -> str:
        return f"⟦{super().span(*of)}⟧"  # type: ignore[arg-type]

    def day_as(self, *of: "object") -> str:
        return f"⟦{super().day_as(*of)}⟧"  # type: ignore[arg-type]

    def weekday(self, day: int, *, short: bool = False) -> str:
        return f"⟦{super().weekday(day, short=short)}⟧"

    def away(self, ahead: timedelta) -> str:
        return f"⟦{super().away(ahead)}⟧"

    def near_day(self, *days: "object") -> str:
        return f"⟦{super().near_day(*days)}⟧"  # type: ignore[arg-type]

    def zone(self, name: str) -> str:
        return f"⟦{super().zone(name)}⟧"


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    folder = tmp_path_factory.mktemp("locales")
    compile_pseudo(folder)
    return PseudoWords(Form.EN, folder)


@pytest.fixture(autouse=True, scope="module")
def _told_to_others(words: Words) -> Iterator[None]:
    """Notices are told in the words of whoever gets them: wherever those are looked up, these are found."""
    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            if name.startswith(("bot.", "handlers.")) and getattr(module, "words_for", None) is words_for:
                patch.setattr(module, "words_for", lambda _form: words)
        yield


def outside(text: str) -> str:
    """What is left of a text when everything marked is taken out, the innermost first."""
    while (rest := _INNERMOST.sub(" ", text)) != text:
        text = rest
    return _CUT.sub(" ", text)


FORMATS = ("CSV", "Excel", "JSON", "XLIFF")
"""Names of files' formats are the same in all languages."""


def constants() -> str:
    """Every string of the examples' files and of the cast: names, titles and texts that people wrote."""
    folder = Path(__file__).parent
    files = [*folder.glob("examples_*.py"), folder.parent / "cast.py"]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    strings = [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    texts = [
        *map(str, strings),
        *(visible(text) for text in strings if isinstance(text, str)),
        *FORMATS,
        *ENDONYMS.values(),
        *MARKS.values(),
    ]
    return " ".join([*texts, *(text[::-1] for text in texts)])  # one example corrects a text by turning it round


FACTS = frozenset(_WORD.findall(constants()))


def escaped(text: str) -> list[str]:
    """Words outside the marks that nobody's facts hold; the last word before … may be cut."""
    plain = _COMMAND.sub(" ", outside(text))
    cut = {word for word in re.findall(r"(\w+)…", plain) if any(fact.startswith(word) for fact in FACTS)}
    return [word for word in _WORD.findall(plain) if word not in FACTS | cut]


QUOTES = re.compile("[“”「」]")
FREE = "audience.stories_screens"
"""Its searches are people's own, with quotation marks."""


def quoting(text: str) -> list[str]:
    """Quotation marks outside the marks: each form has its own, which are in its catalog."""
    return QUOTES.findall(outside(text))


IN_ALL = {"audience.start_screens.greeting_screen", "admin.invitations_screens.invitation_screen"}
"""They speak several languages at once, to somebody whose language is not known."""


def texts_of(screen: Screen) -> list[str]:
    """What it shows, its buttons last."""
    return [visible(str(screen.text)), *(button.label for row in screen.rows for button in row)]


@each_of("name", [name for name in EXAMPLES if name not in IN_ALL])
def test_no_sentence_and_no_quotation_mark_of_a_screen_escapes_translation(words: Words, name: str) -> None:
    for no, make in enumerate(EXAMPLES[name]):
        for text in texts_of(make(words)):
            assert escaped(text) == [], (no, text)
            assert name.startswith(FREE) or quoting(text) == [], (no, text)


def test_a_sentence_that_does_not_go_through_the_catalogs_is_found(words: Words) -> None:
    marked = str(words.say("✓ Saved."))
    assert escaped(f"{marked} XPeng Motors") == []
    assert escaped(f"{marked} Nothing waits.") == ["Nothing", "waits"]
