"""Reports: which groups are told, and files that no spreadsheet evaluates."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from bot.broadcast import Errand
from bot.delivery import DeliveryState, Reason
from bot.languages import Form
from bot.partners import Reports
from bot.places import Place
from bot.reports import LEAST, Crowd, Since, parts_of, report_of
from bot.words import words_for
from handlers.reporting.files import as_csv, as_xlsx, harmless
from handlers.reporting.reports_screens import report_screen
from handlers.sending.broadcast_screens import OpenSending
from tests.rows import each_of
from tests.screens.examples_shared import QUIET

HEAD = ("Section", "Item", "Value")


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 40), max_size=12))
def test_no_group_under_five_can_be_had_not_even_by_subtraction(counts: dict[str, int]) -> None:
    parts = parts_of(counts)
    assert sum(parts.told.values()) + parts.rest == sum(counts.values())
    assert all(n >= LEAST for n in parts.told.values())
    hidden = [n for key, n in counts.items() if n and key not in parts.told]
    assert parts.rest == sum(hidden)
    if parts.told:
        assert parts.rest == 0 or parts.rest >= LEAST
        assert len(hidden) != 1


@each_of("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1+1", "\r=1", "\u3000=cmd|' /C calc'!A0", "\n@x"])
def test_a_name_that_a_spreadsheet_would_evaluate_is_shown_as_text(name: str) -> None:
    rows = list(csv.reader(StringIO(as_csv(HEAD, [("Report", name, 3)]).decode("utf-8-sig"))))
    assert rows[1] == ["Report", f"'{name}", "3"]
    sheet = ZipFile(BytesIO(as_xlsx(HEAD, [("Report", name, 3)])))
    assert b"<f>" not in sheet.read("xl/worksheets/sheet1.xml")
    assert b't="s"' in sheet.read("xl/worksheets/sheet1.xml")


@each_of("name", ["小鹏汽车", "China Post", "3 = 3", "粵語"])
def test_any_other_name_stays_as_it_is(name: str) -> None:
    assert harmless(name) == name


def test_the_report_of_what_was_recalled_begins_with_that_and_leads_to_the_sending() -> None:
    recall = replace(QUIET.broadcast, errand=Errand.RECALL, origin_id=QUIET.broadcast.id)
    screen = report_screen(words_for(Form.EN), replace(QUIET, recall=recall, deleted=6), "Asia/Macau", drawn=True)
    lines = screen.text.split("\n")
    assert lines[1].startswith("↩ Recalled on ")
    assert lines[2] == "Deleted from 6 chats"
    assert screen.rows[-1][0].data == OpenSending(broadcast_id=QUIET.broadcast.id).pack()


@each_of(
    ("depth", "groups", "reasons"),
    [(Reports.SUMS, False, False), (Reports.LANGUAGES, True, False), (Reports.REASONS, True, True)],
)
def test_a_report_tells_as_much_as_a_partner_s_kind_includes(depth: Reports, groups: bool, reasons: bool) -> None:  # noqa: FBT001 - a table
    crowds = [
        Crowd(DeliveryState.SENT, None, Form.EN, Place.MACAU, "Asia/Macau", is_channel=False, number=9),
        Crowd(DeliveryState.REFUSED, Reason.BLOCKED, None, None, None, is_channel=False, number=3),
    ]
    assert report_of(12, crowds, Since(0, 0, 0), {}, [(10, 9, 1)]).usual_received is None  # one makes nothing usual
    whole = report_of(12, crowds, Since(0, 0, 0), {}, [(10, 9, 1)] * 2)
    told = whole.as_deep(depth)
    assert (told.meant, told.states) == (whole.meant, whole.states)
    assert [bool(parts.told) for parts in (told.forms, told.places, told.zones)] == [groups] * 3
    assert (bool(told.reasons), told.usual_blocked is not None) == (reasons, reasons)
