"""The main job, as the guide on the page leads through it: from a communicator's thumb to every reader's phone."""

import tomllib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.languages import Form
from tests import cast
from tests.journeys.conftest import ROOT, City, a_city, words_of
from tests.journeys.sentences import HANS, READERS, label

GUIDE = tomllib.loads((ROOT / "sample" / "cast.toml").read_text(encoding="utf-8"))["guide"]
TYPED = [step["type"].strip() for step in GUIDE["en"]["steps"] if "type" in step]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where each of the two is to stand."""
    return tmp_path if request.param == "sqlite" else str(request.getfixturevalue("postgresql_sample"))


@pytest.fixture
async def kept_in(database: Path | str) -> AsyncIterator[City]:
    """A city with the sample programme."""
    async with a_city(database) as running:
        yield running


async def test_one_post_reaches_everyone_in_their_own_language_at_its_minute_and_the_report_comes(
    kept_in: City,
) -> None:
    city = kept_in
    author, admin = city.person(cast.ZIQING), city.person(cast.ZHIYUAN)
    for typed in TYPED:
        await author.says(typed)
        await author.sees("小鹏汽车")
    await author.presses(label("Submit"))
    await author.sees("✓")
    review = await admin.sees("多了一双翅膀")
    assert "小鹏汽车" in words_of(review)
    await admin.presses(label("Review it"))
    await admin.sees("多了一双翅膀")
    await admin.presses(label("✓ Approve"))
    await admin.sees("✓")
    await author.sees("✓", "多了一双翅膀")
    await author.presses(label("Schedule it"))
    await author.sees("多了一双翅膀")
    await author.presses(label("Next minute ({clock})", clock="").rstrip("（）"))
    await author.sees("✓")
    assert not [text for address in READERS for text in await texts(city, address)]
    city.watch.forward(timedelta(minutes=2))
    await author.sees(str(HANS.plural("Received by {n}", "Received by {n}", 6)))
    await author.presses(label("Open the post"))
    await author.sees(label("sent"))
    for address, (form, fragment) in READERS.items():
        (got,) = await texts(city, address)
        assert fragment in got, form
        assert "/stop" in got
    channel = [words_of(message) for message in await city.channel().messages()]
    assert sum("多了一双翅膀" in text and "Tonight the Pearl River" in text for text in channel) == 1


async def texts(city: City, address: int) -> list[str]:
    """What somebody has received."""
    return [words_of(message) for message in await city.person(address).messages()]


@pytest.mark.parametrize("form", Form)
def test_the_guide_is_there_in_every_form_and_has_the_same_steps(form: Form) -> None:
    steps: list[dict[str, Any]] = GUIDE[form.value]["steps"]
    english = GUIDE["en"]["steps"]
    assert [step.get("user", step.get("chat")) for step in steps] == [
        step.get("user", step.get("chat")) for step in english
    ]
    assert [step.get("type") for step in steps] == [step.get("type") for step in english]


@pytest.mark.parametrize("form", Form)
def test_the_guide_names_the_buttons_as_they_are(form: Form) -> None:
    told = "\n".join(step["text"] for step in GUIDE[form.value]["steps"])
    for sentence in ("Preview", "Submit", "✓ Approve", "Review it", "Schedule it"):
        assert label(sentence) in told, sentence
    soon = label("Next minute ({clock})", clock="").rstrip("（）")
    assert soon in told
    ends = [step["press"] for step in GUIDE[form.value]["steps"] if "type" not in step]
    assert ends == [label("Submit"), label("✓ Approve"), soon]
