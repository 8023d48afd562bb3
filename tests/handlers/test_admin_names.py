"""Which form each line of a partner's names is in."""

import pytest

from bot.languages import Form
from bot.mistakes import Mistake, Why
from handlers.admin.roster.naming import NAME_LIMIT, names_in

HANS, HANT, YUE, EN, PT = Form


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("小鹏汽车", {HANS: "小鹏汽车"}),
        ("小鵬汽車", {HANT: "小鵬汽車"}),
        ("XPeng Motors", {EN: "XPeng Motors"}),
        ("Correios de Macau", {PT: "Correios de Macau"}),
        ("大公\n大公報", {HANS: "大公", HANT: "大公報"}),
        ("小鹏汽车\n小鵬汽車\n小鵬汽車公司\nXPeng\nXPeng Portugal",
         {HANS: "小鹏汽车", HANT: "小鵬汽車", YUE: "小鵬汽車公司", EN: "XPeng", PT: "XPeng Portugal"}),
        ("  Tea \t House \n\n", {EN: "Tea House"}),
        ("小鹏 XPeng", {HANS: "小鹏 XPeng"}),
        ("\u202eTea House\n\u200b\u2060", {EN: "Tea House"}),
    ],
)  # fmt: skip
def test_each_line_finds_its_form(text: str, names: dict[Form, str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Why.NAME_MISSING),
        (" \n \t", Why.NAME_MISSING),
        ("\u200b\u200d\u3164", Why.NAME_MISSING),
        ("x" * (NAME_LIMIT + 1), Why.NAME_TOO_LONG),
        ("小鹏汽车\n广州酒家", Why.NAME_UNCLEAR),
        ("One\nTwo\nThree", Why.NAME_UNCLEAR),
    ],
)
def test_what_is_no_name_says_why(text: str, why: Why) -> None:
    with pytest.raises(Mistake) as refused:
        names_in(text)
    assert refused.value.why is why


def test_a_name_is_as_long_as_the_network_counts_it() -> None:
    flowers = "Kapok " + "🌺" * 29  # two units each
    assert len(names_in(flowers)) == 1
    with pytest.raises(Mistake) as refused:
        names_in(flowers + "a")
    assert (refused.value.why, refused.value.facts["length"]) == (Why.NAME_TOO_LONG, NAME_LIMIT + 1)
