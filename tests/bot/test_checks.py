"""What `check` finds before anything is opened."""

import pytest

from bot import checks
from bot.checks import Finding, Mark
from bot.languages import Form
from bot.settings import parse


async def test_catalogs_that_are_not_compiled_or_older_are_pointed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "faults", lambda: {Form.PT: Form.EN, Form.YUE: 3})
    found = [finding for finding in await checks.check(parse({})) if finding.mark is Mark.LOOK]
    assert found == [
        Finding("words: the catalog pt_MO cannot be read, its readers get en: is it compiled?", Mark.LOOK),
        Finding("words: the catalog yue_Hant_HK lacks 3 sentences, which are said in English: `make words`", Mark.LOOK),
    ]
