"""The page of what is held on somebody: nothing of it may stand under a name of the program's own."""

import re
from datetime import UTC, datetime, time

import pytest

from bot.languages import Form
from bot.places import Place
from bot.recurrence import local
from bot.words import words_for
from handlers.audience.personal_data.held import as_page
from handlers.audience.personal_data.held_in_short import Facts, Row
from handlers.audience.personal_data.held_words import COLUMNS, DETAILS, IN_THE_FILE_ALONE, TABLES
from storage.traces import TRACES

NOW = datetime(2027, 3, 9, 4, 5, tzinfo=UTC)
HELD: dict[str, list[Row]] = {
    "reader": [
        {"id": 7, "form": "pt", "hint": "pt-br", "place": "macau", "zone": "Asia/Macau", "met_at": NOW, "cap": 3}
        | {"quiet_begin": time(22), "quiet_on": True, "stopped_at": None, "came_by": "partner_x", "menu": "9f86d0"}
    ],
    "consent": [
        {"id": 1, "reader_id": 7, "purpose": "follow", "given": True, "at": NOW, "form": "pt", "partner_id": 3}
        | {"text_version": "2026-12-3"},
    ],
    "follow": [
        {"reader_id": 7, "partner_id": 3, "at": NOW, "muted_until": None, "whole": True},
        {"reader_id": 7, "partner_id": 4, "at": NOW, "muted_until": None, "whole": False},
    ],
    "campaign_follow": [{"campaign_id": 11, "reader_id": 7, "at": NOW}],
    "place_follow": [{"place": "zhuhai", "reader_id": 7, "at": NOW}],
    "digest": [
        {"reader_id": 7, "every": "week", "hour": 8, "minute": 30, "weekday": 4}
        | {"only": False, "next_at": NOW, "upto": NOW}
    ],
    "delivery": [{"broadcast_id": 4, "recipient": 7, "state": "skipped", "reason": "muted", "at": NOW, "form": "pt"}],
    "press": [{"post_id": 9, "name": name, "reader_id": 7, "at": NOW} for name in ("read", "follow")],
    "dialogue": [{"key": "1:7:7:", "state": "Finding:words", "data": '{"searches": [[1, "flor"]]}'}],
}


def test_every_table_with_a_trace_of_somebody_has_a_name_that_they_can_read() -> None:
    assert {trace.table.name for trace in TRACES} <= set(TABLES)


def test_every_column_has_a_name_or_is_left_to_the_file_on_purpose() -> None:
    held = {column.name for trace in TRACES for column in trace.table.c if column.name not in trace.hidden}
    assert held == (set(COLUMNS) | set(DETAILS) | IN_THE_FILE_ALONE) & held
    assert not set(DETAILS) & set(COLUMNS)
    assert not IN_THE_FILE_ALONE & (set(COLUMNS) | set(DETAILS))


@pytest.mark.parametrize("form", Form)
def test_the_page_begins_with_what_it_comes_to_and_says_nothing_in_the_programs_own_names(form: Form) -> None:
    words = words_for(form)
    names = {3: "Nippon <Paint>", 4: "Adolph"}
    page = as_page(words, Facts(HELD, names, "Asia/Macau", NOW, campaigns={11: "Feira das Flores"}))
    short, told = page.index(str(words.say("In short"))), page.index(f"<h2>{words.say(TABLES['reader'])}</h2>")
    assert short < page.index(str(words.say("You follow {partners}.", partners="Nippon <Paint>"))) < told
    assert str(words.say("Campaigns you follow: {names}.", names="Feira das Flores")) in page
    assert str(words.say("Cities you follow: {names}.", names=words.place(Place.ZHUHAI))) in page
    assert words.moment(local(NOW, "Asia/Macau")) in page
    shown = re.sub(r"<details>.*?</details>", "", page)
    for raw in (
        "text_version",
        "2026-12-3",
        "reader_id",
        "pt-br",
        "partner_x",
        "9f86d0",
        "Finding",
        "searches",
        "· read<",
        "· follow<",
    ):
        assert raw not in shown, raw
    visible = re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)
    assert not re.findall(r"\b[a-z]+_[a-z]+\b", visible.replace("partner_x", ""))
