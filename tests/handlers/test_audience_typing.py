"""What readers type: places and quiet hours, as people write them in four languages."""

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from bot.languages import Form
from bot.places import BAY, Place, spot_of
from bot.recurrence import zones
from bot.words import words_for
from handlers.audience.receiving.hours import hours_alone, read_hours
from handlers.audience.receiving.places import COMMON, LIMIT, is_name, places_like
from tests.rows import each_of


@each_of(
    ("typed", "zone"),
    [
        ("Lisbon", "Europe/Lisbon"),
        (" lisboa ", "Europe/Lisbon"),
        ("里斯本", "Europe/Lisbon"),
        ("Lisbom", "Europe/Lisbon"),
        ("SAO PAULO", "America/Sao_Paulo"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Rio de Janeiro", "America/Sao_Paulo"),
        ("Ho Chi Minh", "Asia/Ho_Chi_Minh"),
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("paris, france", "Europe/Paris"),
        ("Rua do Campo, Macau", "Asia/Macau"),
        ("澳門", "Asia/Macau"),
        ("Macao", "Asia/Macau"),
        ("深圳市", "Asia/Shanghai"),
        ("Cantão", "Asia/Shanghai"),
        ("Moçambique", "Africa/Maputo"),
        ("évora", "Europe/Lisbon"),
        ("Vila Nova de Gaia", "Europe/Lisbon"),
        ("Funchal", "Atlantic/Madeira"),
        ("Ponta Delgada", "Atlantic/Azores"),
        ("桂林", "Asia/Shanghai"),
        ("哈爾濱", "Asia/Shanghai"),
        ("Ｌｏｎｄｏｎ", "Europe/London"),
    ],
)
def test_a_place_is_known_by_any_of_its_names(typed: str, zone: str) -> None:
    assert [spot.zone for spot in places_like(typed)] == [zone]


@each_of(
    ("typed", "first", "others"),
    [
        ("Portugal", "Europe/Lisbon", {"Atlantic/Azores", "Atlantic/Madeira"}),
        ("巴西", "America/Sao_Paulo", {"America/Manaus"}),
        ("USA", "America/New_York", {"America/Los_Angeles", "America/Chicago"}),
    ],
)
def test_a_country_offers_its_zones_the_best_known_first(typed: str, first: str, others: set[str]) -> None:
    found = [spot.zone for spot in places_like(typed)]
    assert found[0] == first
    assert others < set(found)


@each_of("typed", ["", " ", "?!", "🙂", "UTC", "Etc/UTC", "qwertyuiop", "1000", "'; DROP TABLE", "a"])
def test_what_is_no_place_finds_none(typed: str) -> None:
    assert places_like(typed) == ()


@each_of(
    ("typed", "whole"),
    [("Lisboa", True), ("Rua do Campo, Macau", True), ("Lisbom", False), ("Lisb", False), ("America", False)],
)
def test_only_a_whole_name_needs_no_question(typed: str, *, whole: bool) -> None:
    assert is_name(typed) is whole


@given(st.text(max_size=60))
def test_whatever_is_typed_only_real_zones_are_offered(typed: str) -> None:
    found = places_like(typed)
    assert len(found) <= LIMIT
    assert {spot.zone for spot in found} <= zones()


@each_of(
    ("typed", "place"),
    [
        ("深圳市", Place.SHENZHEN),
        ("cantão", Place.GUANGZHOU),
        ("Zhongshan", Place.ZHONGSHAN),
        ("肇慶", Place.ZHAOQING),
        ("Kowloon", Place.HONG_KONG),
        ("氹仔", Place.MACAU),
        ("Pequim", Place.MAINLAND),
        ("上海", Place.MAINLAND),
        ("乌鲁木齐", Place.MAINLAND),
        ("Lisboa", Place.ABROAD),
        ("Taipei", Place.ABROAD),
    ],
)
def test_a_city_of_the_bay_is_a_place_of_its_own(typed: str, place: Place) -> None:
    assert [spot.place for spot in places_like(typed)] == [place]


@each_of("place", BAY)
@each_of("form", Form)
def test_every_city_is_found_by_the_name_on_its_button(form: Form, place: Place) -> None:
    assert places_like(words_for(form).place(place)) == (spot_of(place),)


@each_of("form", Form)
def test_the_places_on_buttons_have_different_names(form: Form) -> None:
    words = words_for(form)
    names = [*(words.zone(zone) for zone in COMMON), *(words.place(place) for place in Place)]
    assert len(set(names)) == len(names)


@each_of(
    ("typed", "hours"),
    [
        ("22:00-7:30", (time(22), time(7, 30))),
        ("22:00 – 07:30.", (time(22), time(7, 30))),
        ("22-7", (time(22), time(7))),
        ("22 7", (time(22), time(7))),
        ("2200-0730", (time(22), time(7, 30))),
        ("２２：００－７：３０", (time(22), time(7, 30))),
        ("22：00～7：30", (time(22), time(7, 30))),
        ("22.00—07.30", (time(22), time(7, 30))),
        ("22h30 às 7h", (time(22, 30), time(7))),
        ("das 23h às 7h", (time(23), time(7))),
        ("Às 23h até às 7h", (time(23), time(7))),
        ("from 10 pm to 7 am", (time(22), time(7))),
        ("由夜晚11點到朝早7點", (time(23), time(7))),
        ("22:00 até 7:30", (time(22), time(7, 30))),
        ("21点30分到8点", (time(21, 30), time(8))),
        ("22點至7點", (time(22), time(7))),
        ("晚上10点到早上7点", (time(22), time(7))),
        ("夜晚10點至朝早8點", (time(22), time(8))),
        ("晚上十点半到早上七点", (time(22, 30), time(7))),
        ("下晝兩點至二十二點", (time(14), time(22))),
        ("二十三點十五分到六點", (time(23, 15), time(6))),
        ("entre as 22h e as 7h", (time(22), time(7))),
        ("between 10 pm and 7 am", (time(22), time(7))),
        ("10 pm to 7 am", (time(22), time(7))),
        ("9PM-12AM", (time(21), time(0))),
        ("7 a.m. to 9 p.m.", (time(7), time(21))),
        ("da meia-noite e meia às 8h", (time(0, 30), time(8))),
        ("24:00-8", (time(0), time(8))),
        *(
            (text, (time(0), time(8)))
            for text in ("晚上12点到早上8点", "夜晚12點到朝早8點", "晚上12時至早上8時", "凌晨12点到8点")
        ),
        *((text, (time(0), time(8))) for text in ("from midnight to 8am", "meia-noite às 8h", "午夜到早上八点")),
        *(
            (text, (time(1), time(9)))
            for text in ("夜晚1點到朝早9點", "晚上1点到早上9点", "from 1 at night to 9 in the morning")
        ),
        *(
            (text, (time(23), time(7)))
            for text in ("from 11 at night to 7 in the morning", "das 11 da noite às 7 da manhã")
        ),
        *((text, (time(23), time(7))) for text in ("from eleven pm to seven am", "das onze da noite às sete da manhã")),
        *((text, (time(13), time(15))) for text in ("下午1点到3点", "下晝一點到三點", "下午1時至3時")),
        *((text, (time(12), time(14))) for text in ("中午12点到2点", "from noon to 2pm", "do meio-dia às 14h")),
        ("中午11点到下午2点", (time(11), time(14))),
        ("das vinte e duas às sete", (time(22), time(7))),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, hours: tuple[time, time]) -> None:
    assert read_hours(typed) == hours


@each_of(
    "typed",
    [
        "晚上十点半到早上七点不要响",
        "夜晚十點半到朝早七點唔好響",
        "no sound from 10:30pm to 7am please",
        "sem som das 22h30 às 7h, por favor",
    ],
)
def test_hours_are_found_in_a_whole_sentence(typed: str) -> None:
    assert read_hours(typed) == (time(22, 30), time(7))


@each_of(
    "typed",
    ["only 2 to 3 posts a day", "10pm to 7am, and 11pm to 9am on Sundays", "after 10 pm", "x" * 99 + "22:00-7:00"],
)
def test_a_sentence_without_two_times_or_with_more_of_them_is_not_guessed(typed: str) -> None:
    assert read_hours(typed) is None


@each_of("typed", ["", "22", "25-7", "22:61-7", "7-7", "13pm-4", "-1--5", "soon", "22:00-", "1-2-3", "🙂", "9" * 200])
def test_hours_that_make_no_sense_are_not_guessed(typed: str) -> None:
    assert read_hours(typed) is None


@each_of(
    "typed",
    [
        *(
            "quiet from 11pm to 7am",
            "no messages between 23 and 7",
            "não me mandem nada entre as 23 e as 7",
            "no messages from 11pm to 7am please",
            "I sleep from 11 at night to 7 in the morning",
        ),
        *("silêncio das 23h às 7h", "não me incomodem das 11 da noite às 7 da manhã", "晚上11点到早上7点别吵我"),
        *("晚上11時至早上7時請勿打擾", "夜晚十一點到朝早七點唔好嘈我", "11点到7点别吵我", "11點到7點唔好嘈我"),
    ],
)
def test_a_sentence_that_asks_for_quiet_says_its_hours(typed: str) -> None:
    assert hours_alone(typed) == (time(23), time(7))


@each_of(
    "typed",
    [
        "o mercado abre das 9h às 18h",
        "no posts between 2 and 5 December",
        "we open from 9am to 6pm",
        "博物馆上午9点到下午5点开放",
        "朝早九點到夜晚十點開門",
    ],
)
def test_opening_hours_are_no_quiet_ones(typed: str) -> None:
    assert hours_alone(typed) is None


@given(st.times(), st.times())
def test_what_the_bot_writes_it_reads(begin: time, end: time) -> None:
    begin, end = begin.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    assert read_hours(f"{begin:%H:%M}–{end:%H:%M}") == (None if begin == end else (begin, end))


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_without_a_fault(typed: str) -> None:
    read_hours(typed)
