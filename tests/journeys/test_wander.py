"""People who press and type whatever comes to hand, for hours and days, in any order."""

import logging
import os
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from handlers.turns.menus import ADMIN, COMMUNICATOR, READER
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of

_log = logging.getLogger(__name__)
DEEDS = int(os.environ.get("KAPOK_DEEDS", "120"))
"""Of a walk; `make proof` takes thousands."""
SEED = int(os.environ.get("KAPOK_SEED", "7"))
WHO = (*cast.READERS.values(), cast.ZIQING, cast.ZHIYUAN, cast.NEWCOMER)
COMMANDS = [name for name, _ in (*READER, *COMMUNICATOR, *ADMIN)]
BEHIND = ("", "", "", " 1", " foo", " 2027-03-10 18:00", " tomorrow at 9")
"""What is typed behind a command."""
ODD = (
    *(
        "👍",
        "?",
        "…",
        "1",
        "2",
        "0",
        "-1",
        "ok",
        "yes",
        "não",
        "好",
        "唔要",
        "下周一 9:00",
        "9h",
        "/",
        "/nothing",
        "/start p_1",
    ),
    *("<b>", "ﷺ", "שלום", "https://example.org/a?b=c", "木棉花" * 600, "a" * 4096),
)
PHRASES = Path(__file__).resolve().parents[2] / "tools" / "meaning" / "phrases"
WHILES = [timedelta(minutes=30), timedelta(hours=6), timedelta(days=2), timedelta(days=9)]
PRESSED, PICTURED, WAITED = 0.6, 0.012, 0.02
"""How often somebody presses a button, sends a picture, or lets time pass."""


async def test_whatever_is_pressed_or_typed_in_whatever_order_is_answered_and_nothing_fails(
    city: City, png: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger=__name__)
    _log.info("KAPOK_SEED=%d", SEED)
    chance, sentences = Random(SEED), _sentences()  # noqa: S311 - a walk, no secret
    people = [city.person(user) for user in WHO]
    for _ in range(DEEDS):
        person = chance.choice(people)
        if chance.random() < WAITED:
            city.watch.forward(chance.choice(WHILES))
        await _does_something(person, chance, sentences, png)
        await person.settles()
        faults = [
            record.exc_text or record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR
        ]
        assert not faults


def _sentences() -> list[str]:
    """What people type, in five forms and all roles: the models' own sentences, without their patterns."""
    lines = (line for file in sorted(PHRASES.rglob("*.txt")) for line in file.read_text(encoding="utf-8").splitlines())
    return [line.rpartition("\t")[2] for line in lines if "\t" in line and not set("(|)").intersection(line)]


async def _does_something(person: Person, chance: Random, sentences: list[str], png: bytes) -> None:
    """Presses a button, rather a new one; or types, or sends a picture, and is answered."""
    buttons, by_chance = [button for button in await person._buttons() if button[2]], chance.random()
    if buttons and by_chance < PRESSED:
        message, label, data = buttons[min(int(chance.expovariate(1 / 6)), len(buttons) - 1)]
        _log.info("%d presses %r, %s", person.id, label, data)
        await person.presses_data(message, data)
        return
    if by_chance < PRESSED + PICTURED:
        _log.info("%d sends a picture", person.id)
        await person.sends(("kapok.png", png), caption=chance.choice(("", "hello")))
    else:
        command = f"/{chance.choice(COMMANDS)}{chance.choice(BEHIND)}"
        said = chance.choice((command, chance.choice(ODD), *(chance.choice(sentences) for _ in range(5))))
        _log.info("%d types %r", person.id, said[:80])
        await person.says(said)
    answer = await person.sees()
    _log.info("    %r %s", words_of(answer)[:80], labels_of(answer))
