"""The words of consent that are shown are those of the version that the ledger names, in every form."""

from pathlib import Path

import pytest

from bot.languages import Form
from bot.people import CONSENT_TEXT
from bot.words import words_for
from handlers.audience.arriving.start_screens import consent

DOCS = Path(__file__).resolve().parents[2] / "docs" / "consent.md"
OF_WHOM = {
    Form.ZH_HANS: "合伙人的帖子",
    Form.ZH_HANT: "合夥人的帖文",
    Form.YUE: "合夥人嘅帖文",
    Form.EN: "from partners you choose",
    Form.PT: "dos parceiros que escolher",
}


def newest() -> tuple[str, str]:
    """The version that stands first, and its words on one line, without marks."""
    version, told = DOCS.read_text("utf-8").split("\n## ")[1].split("\n", 1)
    return version, " ".join(told.replace("\n> ", " ").replace("**", "").split())


@pytest.mark.parametrize("form", Form)
def test_what_is_agreed_to_stands_under_its_version_and_says_whose_posts_come(form: Form) -> None:
    version, told = newest()
    shown = str(consent(words_for(form)).striptags())
    assert version == CONSENT_TEXT
    assert shown in told
    assert OF_WHOM[form] in shown
