"""The bot's own sentences: gaps, plurals, dates and lists as each form writes them, and what a broken catalog does."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from markupsafe import Markup

from bot.catalogs import LOCALES, faults
from bot.languages import Form
from bot.recurrence import local
from bot.words import Words, words_for
from tests.rows import each_of

NOON = datetime(2026, 3, 9, 7, 5, tzinfo=UTC)


@each_of(
    ("form", "day"),
    [
        (Form.ZH_HANS, "2026年3月9日星期一"),
        (Form.ZH_HANT, "2026年3月9日星期一"),
        (Form.YUE, "2026年3月9日星期一"),
        (Form.EN, "Monday, 9 March 2026"),
        (Form.PT, "segunda-feira, 9 de Março de 2026"),
    ],
)
def test_a_day_is_written_in_full_in_every_form_and_the_time_as_hours_and_minutes(form: Form, day: str) -> None:
    moment = local(NOON, "Asia/Macau")
    comma = "," if form in {Form.EN, Form.PT} else ""
    assert words_for(form).moment(moment) == f"{day}{comma} 15:05"


@each_of(
    ("form", "joined"),
    [
        (Form.ZH_HANS, "A、B 和 C"),
        (Form.ZH_HANT, "A、B 及 C"),
        (Form.YUE, "A、B 同 C"),
        (Form.EN, "A, B and C"),
        (Form.PT, "A, B e C"),
    ],
)
def test_a_list_is_joined_as_the_form_joins_it(form: Form, joined: str) -> None:
    assert words_for(form).list(["A", "B", "C"]) == joined


@each_of(
    ("form", "ordered"),
    [
        (Form.ZH_HANS, "阿道夫 广州日报 京东 小鹏汽车 中国邮政 Ébano Eça eva Zara"),  # a guang jing xiao zhong
        (Form.ZH_HANT, "小鵬汽車 中國郵政 京東 阿道夫 廣州日報 Ébano Eça eva Zara"),  # 3 4 8 8 15 strokes
        (Form.YUE, "小鵬汽車 中國郵政 京東 阿道夫 廣州日報 Ébano Eça eva Zara"),
        (Form.EN, "Ébano Eça eva Zara"),
        (Form.PT, "água Ébano Eça eva Zara"),
    ],
)
def test_names_are_sorted_as_the_form_sorts_them(form: Form, ordered: str) -> None:
    assert words_for(form).ordered(sorted(ordered.split()), str) == ordered.split()


@each_of(
    ("form", "said"),
    [
        (Form.ZH_HANS, ["今天", "明天", "3月11日周三"]),
        (Form.ZH_HANT, ["今天", "明天", "3月11日星期三"]),
        (Form.YUE, ["今日", "聽日", "3月11日星期三"]),
        (Form.EN, ["Today", "Tomorrow", "Wed 11 Mar"]),
        (Form.PT, ["Hoje", "Amanhã", "quarta, 11/03"]),
    ],
)
def test_a_near_day_is_said_as_people_say_it(form: Form, said: list[str]) -> None:
    today = NOON.date()
    assert [words_for(form).near_day(today + timedelta(days=n), today) for n in range(3)] == said


@each_of(
    ("form", "week", "turn"),
    [
        (Form.ZH_HANS, "2027年3月8日至14日", "2026年12月28日至2027年1月3日"),
        (Form.ZH_HANT, "2027年3月8日至14日", "2026年12月28日至2027年1月3日"),
        (Form.YUE, "2027年3月8日至14日", "2026年12月28日至2027年1月3日"),
        (Form.EN, "8–14 Mar 2027", "28 Dec 2026 – 3 Jan 2027"),
        (Form.PT, "8–14 de Março de 2027", "28 de Dezembro de 2026 – 3 de Janeiro de 2027"),
    ],
)
def test_days_of_one_month_share_what_they_have_in_common(form: Form, week: str, turn: str) -> None:
    words = words_for(form)
    assert words.span(date(2027, 3, 8), date(2027, 3, 14)) == week
    assert words.span(date(2026, 12, 28), date(2027, 1, 3)) == turn


@each_of(
    ("form", "names"),
    [
        (Form.ZH_HANS, "简体中文 繁体中文 粤语 英文 葡文"),
        (Form.ZH_HANT, "簡體中文 繁體中文 粵語 英文 葡文"),
        (Form.YUE, "簡體中文 繁體中文 粵語 英文 葡文"),
        (Form.EN, "Simplified Chinese, Traditional Chinese, Cantonese, English, Portuguese"),
        (Form.PT, "chinês simplificado, chinês tradicional, cantonês, inglês, português"),
    ],
)
def test_every_language_has_a_name_in_every_other(form: Form, names: str) -> None:
    told = names.split(", " if "," in names else " ")
    assert [words_for(form).language(each) for each in Form] == told
    assert [words_for(form).language(each, begins=True) for each in Form] == [
        name[0].upper() + name[1:] for name in told
    ]


def test_values_are_escaped_and_mark_up_is_not() -> None:
    words = words_for(Form.EN)
    assert words.say("<b>{name}</b>", name="<i>&") == "<b>&lt;i&gt;&amp;</b>"
    assert words.say("{name}", name=Markup("<i>x</i>")) == "<i>x</i>"
    assert words.list(["<", "b"]) == "&lt; and b"


def test_numbers_have_the_separators_of_the_form() -> None:
    assert words_for(Form.EN).number(1234567) == "1,234,567"
    assert words_for(Form.PT).number(1234567).replace("\u00a0", " ") in {"1 234 567", "1.234.567"}


@each_of(("n", "word"), [(0, "chats"), (1, "chat"), (2, "chats")])
def test_english_has_two_plural_forms(n: int, word: str) -> None:
    assert words_for(Form.EN).plural("Meant for {n} chat", "Meant for {n} chats", n).endswith(word)


@each_of("form", [Form.ZH_HANS, Form.ZH_HANT, Form.YUE])
def test_chinese_and_cantonese_have_one_plural_form(form: Form) -> None:
    one = words_for(form).plural("Meant for {n} chat", "Meant for {n} chats", 1)
    many = words_for(form).plural("Meant for {n} chat", "Meant for {n} chats", 2)
    assert one.replace("1", "2") == many


def shelf(folder: Path, *forms: Form) -> Path:
    """A folder with the compiled catalogs of these forms only."""
    for form in forms:
        path = folder / form.catalog / "LC_MESSAGES" / "kapok.mo"
        path.parent.mkdir(parents=True)
        path.write_bytes((LOCALES / form.catalog / "LC_MESSAGES" / "kapok.mo").read_bytes())
    return folder


@pytest.mark.parametrize(
    ("form", "there", "spoken"),
    [
        (Form.PT, [], Form.EN),
        (Form.PT, [Form.EN, Form.ZH_HANT], Form.EN),
        (Form.YUE, [Form.EN, Form.ZH_HANS, Form.ZH_HANT], Form.ZH_HANT),
        (Form.YUE, [Form.EN, Form.ZH_HANS], Form.ZH_HANS),
        (Form.ZH_HANT, [Form.ZH_HANS, Form.YUE], Form.YUE),
        (Form.ZH_HANS, [Form.PT], Form.EN),
        (Form.EN, [Form.PT], Form.EN),
    ],
)
def test_a_missing_catalog_is_replaced_by_the_next_of_the_chain_with_its_dates_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, form: Form, there: list[Form], spoken: Form
) -> None:
    words = Words(form, shelf(tmp_path, *there))
    moment = local(NOON, "Asia/Macau")
    assert (words.form, words.spoken) == (form, spoken)
    assert words.say("Schedule it") == words_for(spoken).say("Schedule it")
    assert words.moment(moment) == words_for(spoken).moment(moment)
    assert words.list(["A", "B"]) == words_for(spoken).list(["A", "B"])
    assert form.catalog in caplog.text


@pytest.mark.parametrize("content", [b"", b"not a catalog", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_broken_catalog_is_replaced_too(tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes) -> None:
    folder = shelf(tmp_path, Form.EN, Form.PT)
    (folder / "pt_MO" / "LC_MESSAGES" / "kapok.mo").write_bytes(content)
    assert Words(Form.PT, folder).say("Schedule it") == "Schedule it"
    assert "pt_MO" in caplog.text
    assert faults(folder)[Form.PT] is Form.EN


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"charset=utf-8", b"charset=utf-x"),
        (b"plural=(n != 1)", b"plural=(n @! 1)"),
        ("Início".encode(), b"In\xff\xffcio"),
    ],
)
def test_a_catalog_with_one_wrong_byte_in_its_head_or_words_is_replaced_whole(
    tmp_path: Path, right: bytes, wrong: bytes
) -> None:
    folder = shelf(tmp_path, Form.EN, Form.PT)
    path = folder / "pt_MO" / "LC_MESSAGES" / "kapok.mo"
    assert right in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(right, wrong))
    assert Words(Form.PT, folder).spoken is Form.EN
    assert faults(folder)[Form.PT] is Form.EN


def test_an_older_catalog_is_used_and_what_it_lacks_is_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = shelf(tmp_path, *Form)
    older = Catalog(locale="pt_MO")
    older.add("Schedule it", "Agendar")
    with (folder / "pt_MO" / "LC_MESSAGES" / "kapok.mo").open("wb") as file:
        write_mo(file, older)
    (lacks,) = faults(folder).items()
    assert (lacks[0], type(lacks[1])) == (Form.PT, int)
    assert f"pt_MO lacks {lacks[1]} sentences" in caplog.text
    words = Words(Form.PT, folder)
    assert (words.say("Schedule it"), words.say("Cancel")) == ("Agendar", "Cancel")
    (folder / "en" / "LC_MESSAGES" / "kapok.mo").write_bytes(b"")
    assert faults(folder) == {}  # nothing to compare with; English is its own source


def test_nothing_is_replaced_while_every_catalog_can_be_read() -> None:
    assert faults() == {}


AWAY = {
    Form.ZH_HANS: ["33 小时后", "10 天后", "400 天后"],
    Form.ZH_HANT: ["33 小時後", "10 日後", "400 日後"],
    Form.YUE: ["33 小時後", "10 日後", "400 日後"],
    Form.EN: ["In 33 hours", "In 10 days", "In 400 days"],
    Form.PT: ["Dentro de 33 horas", "Dentro de 10 dias", "Dentro de 400 dias"],
}


@each_of("form", Form)
def test_what_is_ahead_is_counted_in_hours_and_from_two_days_on_in_days_however_many(form: Form) -> None:
    assert [words_for(form).away(timedelta(hours=hours)) for hours in (33, 240, 9600)] == AWAY[form]


@each_of(
    ("form", "said"),
    [
        (Form.ZH_HANS, "广州 香港 澳门 里斯本 圣保罗"),
        (Form.ZH_HANT, "廣州 香港 澳門 里斯本 聖保羅"),
        (Form.YUE, "廣州 香港 澳門 里斯本 聖保羅"),
        (Form.EN, "Guangzhou Hong Kong Macau Lisbon São Paulo"),
        (Form.PT, "Cantão Hong Kong Macau Lisboa São Paulo"),
    ],
)
def test_a_zone_is_called_as_its_readers_call_the_place_and_at_home_never_shanghai(form: Form, said: str) -> None:
    zones = ("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Macau", "Europe/Lisbon", "America/Sao_Paulo")
    assert " ".join(map(Words(form).zone, zones)) == said


@each_of(
    ("zone", "names"),
    [
        ("Asia/Ho_Chi_Minh", ["胡志明市", "胡志明市", "胡志明市", "Ho Chi Minh City", "Cidade de Ho Chi Minh"]),
        ("Asia/Kolkata", ["加尔各答", "加爾各答", "加爾各答", "Kolkata", "Calcutá"]),
        ("Europe/Kyiv", ["基辅", "基輔", "基輔", "Kyiv", "Kiev"]),
        (
            "America/Argentina/Buenos_Aires",
            ["布宜诺斯艾利斯", "布宜諾斯艾利斯", "布宜諾斯艾利斯", "Buenos Aires", "Buenos Aires"],
        ),
        ("Australia/Sydney", ["悉尼", "悉尼", "悉尼", "Sydney", "Sydney"]),
        ("Africa/Luanda", ["罗安达", "羅安達", "羅安達", "Luanda", "Luanda"]),
        ("America/Sao_Paulo", ["圣保罗", "聖保羅", "聖保羅", "São Paulo", "São Paulo"]),
    ],
)
def test_a_zone_is_called_by_its_city_as_readers_of_the_form_call_it(zone: str, names: list[str]) -> None:
    assert [Words(form).zone(zone) for form in Form] == names


@each_of(
    ("form", "said"),
    [
        (Form.ZH_HANS, ["以后我就用 XPeng 和你交流。", "以后我就用小鹏和你交流。"]),
        (Form.ZH_HANT, ["以後我會用 XPeng 與你溝通。", "以後我會用小鹏與你溝通。"]),
        (Form.YUE, ["以後我用 XPeng 同你傾。", "以後我用小鹏同你傾。"]),
        (Form.EN, ["From now on I'll speak XPeng with you.", "From now on I'll speak 小鹏 with you."]),
    ],
)
def test_a_name_in_a_chinese_sentence_has_spaces_around_it_only_where_scripts_meet(form: Form, said: list[str]) -> None:
    sentence = "From now on I'll speak {language} with you."
    assert [words_for(form).say(sentence, language=name) for name in ("XPeng", "小鹏")] == said


@each_of(
    ("form", "short", "whole"),
    [
        (Form.ZH_HANS, "周一", "星期一"),
        (Form.ZH_HANT, "星期一", "星期一"),
        (Form.YUE, "星期一", "星期一"),
        (Form.EN, "Mon", "Monday"),
        (Form.PT, "segunda", "segunda-feira"),
    ],
)
def test_a_weekday_is_short_where_the_form_has_a_short_one(form: Form, short: str, whole: str) -> None:
    assert (words_for(form).weekday(0, short=True), words_for(form).weekday(0)) == (short, whole)
