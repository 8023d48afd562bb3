"""Feasts are read as days by the names that people of each form type, and fall where the calendars say."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta

from bot import feasts
from bot.almanac import Region, holiday
from bot.feasts import feast_day, names_feast, with_days
from bot.languages import Form
from handlers.reading.spelling import time_shape
from tests.rows import each_of

TODAY = date(2026, 11, 27)
YEARS = range(2026, 2036)


def day_of(plain: str, today: date = TODAY) -> str:
    return with_days(plain, today).strip()


NAMES = {
    Form.ZH_HANS: ("春节", "清明节", "端午节", "中秋", "重阳节", "圣诞节", "复活节"),
    Form.ZH_HANT: ("春節", "清明節", "端午節", "中秋節", "重陽節", "聖誕節", "復活節"),
    Form.YUE: ("年初一", "清明", "端午", "中秋", "重陽", "聖誕", "復活節"),
    Form.EN: (
        "chinese new year", "ching ming", "dragon boat festival", "mid-autumn", "double ninth", "christmas", "easter",
    ),
    Form.PT: ("ano novo chines", "cheng ming", "barco-dragao", "bolo lunar", "chong yeung", "natal", "pascoa"),
}  # fmt: skip
CALENDARS = (
    (Region.CN, "Chinese New Year"),
    (Region.CN, "Ching Ming Festival"),
    (Region.CN, "Dragon Boat Festival"),
    (Region.CN, "Mid-Autumn Festival"),
    (Region.MO, "Chung Yeung Festival"),
    (Region.PT, "Christmas Day"),
    (Region.PT, "Easter Sunday"),
)


@each_of("form", Form)
@each_of("year", YEARS)
def test_a_feast_falls_on_the_day_that_the_public_holidays_have(form: Form, year: int) -> None:
    for name, (region, english) in zip(NAMES[form], CALENDARS, strict=True):
        day = date.fromisoformat(day_of(name, date(year, 1, 1)))
        assert english in (holiday(region, day, Form.EN) or "").split(" · "), (name, day)
        before = holiday(region, day - timedelta(days=1), Form.EN) or ""
        assert english not in before.split(" · "), (name, "not its first day")


@each_of(
    ("day", "names"),
    [
        ("2027-02-05", ["除夕", "年三十", "chinese new year's eve", "vespera do ano novo chines", "农历除夕"]),
        ("2027-02-06", ["大年初一", "正月初一", "lunar new year", "spring festival", "festival da primavera"]),
        ("2027-02-07", ["年初二", "大年初二", "the day after chinese new year"]),
        ("2027-02-20", ["元宵节", "元宵", "正月十五", "lantern festival", "festival das lanternas"]),
        ("2027-04-04", ["清明前一天", "清明前一日", "the day before ching ming"]),
        ("2027-05-13", ["佛誕", "佛诞节", "buddha's birthday", "dia do buda"]),
        ("2027-06-09", ["端午節", "tuen ng", "festival dos barcos-dragao"]),
        ("2027-09-15", ["中秋", "明年中秋", "2027年中秋节", "moon festival", "festival da lua", "chong chao"]),
        ("2027-09-16", ["中秋節翌日", "追月", "the day after mid-autumn"]),
        ("2027-10-08", ["重阳", "chung yeung festival", "chong yeung"]),
        ("2026-12-22", ["冬至", "冬節", "winter solstice", "solsticio de inverno"]),
        ("2027-03-26", ["good friday", "sexta-feira santa", "耶穌受難日"]),
        ("2027-03-29", ["復活節星期一", "easter monday", "segunda-feira de pascoa"]),
        ("2027-02-09", ["carnaval", "terca-feira de carnaval", "carnival"]),
        ("2026-12-24", ["圣诞前夕", "christmas eve", "vespera de natal", "na vespera de natal", "consoada"]),
        ("2026-12-25", ["聖誕當日", "聖誕正日", "next christmas", "no dia de natal", "xmas", "christmas 2026"]),
        ("2026-12-26", ["聖誕節翌日", "圣诞节第二天", "boxing day", "dia seguinte ao natal"]),
        ("2027-12-25", ["明年圣诞", "出年聖誕", "christmas next year", "natal do proximo ano", "natal de 2027"]),
        ("2026-12-31", ["new year's eve", "passagem de ano", "vespera de ano novo"]),
        ("2027-01-01", ["元旦", "new year's day", "ano novo"]),
        ("2027-10-01", ["國慶日", "国庆", "national day", "dia nacional da china"]),
        ("2028-05-28", ["2028年端午", "dragon boat festival 2028", "barco-dragao 2028"]),
    ],
)
def test_it_is_the_next_to_come_or_that_of_the_year_that_is_said(day: str, names: list[str]) -> None:
    assert {name: day_of(name) for name in names} == dict.fromkeys(names, day)


def test_on_the_day_itself_it_is_today_and_on_the_next_it_is_next_year_s() -> None:
    assert day_of("聖誕", date(2026, 12, 25)) == "2026-12-25"
    assert day_of("聖誕", date(2026, 12, 26)) == "2027-12-25"
    assert day_of("除夕", date(2027, 2, 6)) == "2028-01-25"


def test_a_night_says_so_of_the_hour() -> None:
    assert with_days("平安夜8点", TODAY).split() == ["2026-12-24", "晚上", "8点"]
    assert with_days("年三十晚八點", TODAY).split() == ["2027-02-05", "晚上", "八點"]


@each_of(
    "text",
    [
        "明天九点",
        "amanha as 9h",
        "friday 18:30",
        "natalia",
        "二十七一早九點",
        "eastern",
        "工人日報",
        "international day",
    ],
)
def test_what_names_no_feast_stays_as_it_is(text: str) -> None:
    assert with_days(text, TODAY) == text
    assert not names_feast(text)


def _every() -> Iterator[str]:
    entries = tomllib.loads(feasts._DATA.read_text(encoding="utf-8"))["feast"]
    for entry in entries:
        for kind in ("names", "nights"):
            yield from filter(None, entry.get(kind, "").split("|"))


def test_every_name_of_the_table_stands_there_once_and_is_read() -> None:
    names = list(_every())
    assert len(names) == len(set(names))
    unread = [name for name in names if not day_of(name).startswith("20")]
    assert unread == []


def test_a_year_of_which_nothing_is_known_leaves_the_words_as_they_are() -> None:
    assert day_of("1492年中秋") == "1492年中秋"


@each_of("year", YEARS)
def test_the_feasts_of_the_seventh_month_are_a_moon_before_mid_autumn_and_eight_days_apart(year: int) -> None:
    first = date(year, 1, 1)
    sevenths, ghosts, autumn = (date.fromisoformat(day_of(name, first)) for name in ("七夕", "中元節", "中秋"))
    assert ghosts - sevenths == timedelta(days=8)
    assert autumn - ghosts in {timedelta(days=29), timedelta(days=30)}


def test_a_feast_whose_day_nobody_has_written_down_is_left_as_it_is() -> None:
    assert day_of("2090年七夕") == "2090年七夕"


def test_the_day_of_a_feast_that_a_question_names_is_found_however_it_is_spelled() -> None:
    for asked in ("When is Chinese New Year?", "quando é o Ano Novo Chinês", "春节是几号"):
        assert feast_day(time_shape(asked), TODAY) == date(2027, 2, 6)
    assert feast_day("when is the flower market", TODAY) is None
