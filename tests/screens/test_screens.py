"""Every screen in every form: there, translated, balanced, and not too long for the network."""

import importlib
import inspect
import pkgutil
import re
from html.parser import HTMLParser

import handlers
from bot.content import TEXT_LIMIT
from bot.languages import HAN, Form
from bot.mistakes import Why
from bot.notices import NoticeKind
from bot.texts import units, visible
from bot.words import words_for
from handlers.showing.mistakes import SENTENCES
from handlers.showing.screen import Screen
from tests.rows import each_of
from tests.screens.every import EXAMPLES
from tests.screens.examples_notices import NOTICES

BUTTON_LIMIT = 40
"""Characters that still fit on a phone's button."""


def functions() -> set[str]:
    """Every function of a `…_screens.py` file that makes a screen, as room.module.function."""
    found = set()
    for module in pkgutil.walk_packages(handlers.__path__, "handlers."):
        if not module.name.endswith("_screens"):
            continue
        _, room, *_, name = module.name.split(".")
        for function_name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            made_here = function.__module__ == module.name and not function_name.startswith("_")
            if made_here and function.__annotations__.get("return") is Screen:
                found.add(f"{room}.{name}.{function_name}")
    return found


def test_every_screen_has_an_example() -> None:
    assert functions() == {name for name in EXAMPLES if not name.startswith(("notices.", "mistakes."))}


def test_every_notice_has_an_example() -> None:
    assert set(NOTICES) == set(NoticeKind)


class Tags(HTMLParser):
    """Looks whether tags are those that Telegram knows, and closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"}, tag
        assert tag == "a" or not attrs or tag == "blockquote"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@each_of("name", EXAMPLES)
def test_a_screen_has_words_that_fit_and_buttons_that_work_in_every_form(name: str) -> None:
    for no, make in enumerate(EXAMPLES[name]):
        for form in Form:
            _check(make(words_for(form)), f"{name}-{no}, {form}")


def _check(screen: Screen, which: str) -> None:
    text = visible(str(screen.text))
    assert text.strip(), which
    assert units(text) <= TEXT_LIMIT, which
    assert not re.search(r"\{[a-z_]*\}", text), (which, text)
    tags = Tags()
    tags.feed(str(screen.text))
    assert not tags.open, which
    assert all(len(row) <= 8 for row in screen.rows), which
    for button in (button for row in screen.rows for button in row):
        assert button.label.strip(), (which, button)
        assert "&amp;" not in button.label, (which, button)
        assert len(button.label) <= BUTTON_LIMIT + 24, (which, button)
        assert (button.data is None) != (button.url is None), (which, button)
        assert button.data is None or 1 <= len(button.data.encode()) <= 64, (which, button)


@each_of("form", [form for form in Form if form is not Form.EN])
def test_every_mistake_has_its_sentence_in_every_form(form: Form) -> None:
    for why in Why:
        told = words_for(form).say(SENTENCES[why], **dict.fromkeys(GAPS, "x"))
        assert told != words_for(Form.EN).say(SENTENCES[why], **dict.fromkeys(GAPS, "x")), why
        assert form not in HAN or re.search(r"[\u4e00-\u9fff]", told), why


GAPS = {gap for sentence in SENTENCES.values() for gap in re.findall(r"\{([a-z_]+)\}", sentence)}
