"""A page of the audit fits into one message, whatever names stand in its lines."""

import pytest

from bot.audit import BETWEEN, Line
from bot.content import TEXT_LIMIT
from bot.languages import Form
from bot.ports.page import Page
from bot.texts import units, visible
from bot.words import words_for
from handlers.admin.auditing.audit_screens import CODES, AuditFilter, AuditPage, audit_screen
from handlers.admin.auditing.audit_words import DEEDS, Entry
from handlers.showing.screen import PAGE
from tests import cast

WIDE = "\U00020bb7" * 128
"""As long as a person's name can be, each character two units."""
NAMES = BETWEEN.join(f"{no}" + "\U00020bb7" * 63 for no in range(5))


def page(form: Form, entry: Entry) -> str:
    deed = max(CODES, key=lambda code: len(DEEDS[CODES[code]]))
    sought = AuditFilter(AuditPage(page=0, deed=deed, when="20261120"), WIDE, WIDE, WIDE)
    return visible(str(audit_screen(words_for(form), Page([entry] * PAGE, 99), sought, "Asia/Shanghai").text))


@pytest.mark.parametrize("form", Form)
def test_a_page_of_the_longest_names_fits_into_a_message(form: Form) -> None:
    for verb, thing in DEEDS:
        sides = (NAMES, NAMES.replace(BETWEEN, f"!{BETWEEN}") + "!") if verb == "rename" else (None, None)
        line = Line(1, cast.NOON, 1, verb, f"{thing} 1", 1, *sides)
        assert units(page(form, Entry(line, WIDE, WIDE, WIDE))) <= TEXT_LIMIT


def test_of_long_names_the_ones_that_changed_are_told() -> None:
    before = BETWEEN.join(["A" * 60, "B" * 60, "Kapok"])
    line = Line(1, cast.NOON, 1, "rename", "partner 1", 1, before, before.replace("Kapok", "Cotton"))
    assert "Kapok → Cotton" in page(Form.EN, Entry(line, "Ana", "Kapok"))
