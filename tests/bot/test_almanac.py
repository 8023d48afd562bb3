"""Holidays are called as their readers call them, substituted days too; none of the next years is left in English."""

from datetime import date, timedelta

from bot.almanac import Region, _called, holiday, is_made_up
from bot.forms.scripts import folded
from bot.languages import HAN, Form
from tests.rows import each_of

YEARS = range(2026, 2032)
EVERY = [date(2026, 1, 1) + timedelta(days=n) for n in range(366 * len(YEARS))]


@each_of("region", Region)
def test_every_holiday_of_the_next_years_has_its_words_in_every_form(region: Region) -> None:
    named = 0
    for day in EVERY:
        told = {form: holiday(region, day, form) for form in Form}
        if told[Form.EN] is None:
            assert not any(told.values())
            continue
        named += 1
        for form in HAN:
            name = told[form] or ""
            assert name, day
            assert not any("a" <= char.lower() <= "z" for char in name), (day, name)
        assert folded(told[Form.ZH_HANT] or "") == told[Form.ZH_HANT]
        assert "(observed)" not in (told[Form.EN] or "")
        assert told[Form.PT] != told[Form.EN], (day, told)
    assert named > len(YEARS) * 8


@each_of(
    ("region", "day", "form", "name"),
    [
        (Region.CN, date(2026, 2, 17), Form.ZH_HANS, "春节"),
        (Region.CN, date(2026, 2, 17), Form.PT, "Ano Novo Lunar"),
        (Region.CN, date(2026, 1, 2), Form.ZH_HANS, "调休放假"),
        (Region.CN, date(2026, 1, 2), Form.EN, "day off in exchange for a working weekend"),
        (Region.HK, date(2026, 4, 7), Form.YUE, "清明節補假"),
        (Region.HK, date(2026, 12, 26), Form.ZH_HANT, "聖誕節後第一個工作日"),
        (Region.MO, date(2026, 12, 20), Form.PT, "Dia da Região Administrativa Especial de Macau"),
        (Region.MO, date(2026, 9, 26), Form.YUE, "中秋節翌日"),
        (Region.PT, date(2026, 4, 25), Form.ZH_HANT, "葡萄牙自由日"),
        (Region.PT, date(2026, 12, 25), Form.ZH_HANS, "圣诞节"),
        (Region.CN, date(2026, 3, 3), Form.EN, None),
    ],
)
def test_a_holiday_is_called_as_its_reader_calls_it(region: Region, day: date, form: Form, name: str | None) -> None:
    assert holiday(region, day, form) == name


def test_two_holidays_on_one_day_are_both_named_and_an_unknown_one_stands_as_it_is() -> None:
    assert holiday(Region.CN, date(2031, 10, 1), Form.YUE) == "中秋節 · 國慶日"
    assert _called("Festival of Nothing", Form.PT) == "Festival of Nothing"
    assert _called("Festival of Nothing (observed)", Form.EN) == "Festival of Nothing (day in lieu)"


def test_mainland_weekends_that_are_made_up_for_are_known() -> None:
    assert is_made_up(Region.CN, date(2026, 2, 14))
    assert holiday(Region.CN, date(2026, 2, 14), Form.ZH_HANS) is None
    assert not is_made_up(Region.CN, date(2026, 3, 7))
    assert not is_made_up(Region.HK, date(2026, 2, 14))
