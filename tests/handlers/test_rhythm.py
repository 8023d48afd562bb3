"""How often and when something shall come, as people write it while they talk; what they ask of what they have set."""

from datetime import time

from bot.digests import Change, Digest, Rhythm
from handlers.audience.plain_words.listeners.of_times import nearer
from handlers.audience.plain_words.timed import Timed, asked_of, asks_when, is_of_all_set, names_digest, refuses
from handlers.reading.rhythm import Told, rhythm_told, time_alone, time_typed
from tests.rows import each_of

DAY, WEEK = Rhythm.DAY, Rhythm.WEEK


@each_of(
    ("typed", "told"),
    [
        ("digest every sunday at nine", Change(WEEK, time(9), 6)),
        ("digest daily 8 pls", Change(DAY, time(8))),
        ("every day at half 8 in the evening", Change(DAY, time(20, 30))),
        ("one message a day at lunch", Change(DAY, time(12))),
        ("todas as sextas às 18h", Change(WEEK, time(18), 4)),
        ("resumo diário às 8 e meia da noite", Change(DAY, time(20, 30))),
        ("tudo numa mensagem ao sábado de manhã", Change(WEEK, time(8), 5)),
        ("每星期日早上九點", Change(WEEK, time(9), 6)),
        ("每日夜晚八點半一次過俾我", Change(DAY, time(20, 30))),
        ("逢禮拜五放工後", Change(WEEK, time(19), 4)),
        ("一個禮拜一次夠晒", Change(WEEK)),
        ("每天早上七点半发一条就行", Change(DAY, time(7, 30))),
        ("每周五晚上六点发一次合集", Change(WEEK, time(18), 4)),
    ],
)
def test_a_rhythm_is_read_with_its_day_and_its_time(typed: str, told: Change) -> None:
    assert rhythm_told(typed).changes == (told,)


@each_of("typed", ["only weekends pls", "só ao fim de semana", "星期六日先send", "只在周末发", "只要週末的"])
def test_of_two_days_one_is_to_be_chosen(typed: str) -> None:
    assert [each.weekday for each in rhythm_told(typed).changes] == [5, 6]


@each_of(
    ("typed", "alone"),
    [
        ("make it nine thirty instead", True),
        ("não, às nove", True),
        ("唔係，九點呀", True),
        ("改成十點好了", True),
        ("不对，七点", True),
        ("até às 7 afinal", True),
        ("until 7 pls", True),
        ("到七點吧", True),
        ("the fair opens at nine", False),
        ("o mercado abre às nove", False),
        ("博物館九點開門", False),
    ],
)
def test_a_change_says_a_time_and_nothing_else(typed: str, alone: bool) -> None:  # noqa: FBT001
    told = rhythm_told(typed)
    assert told.at is not None
    assert told.alone is alone


@each_of(
    ("typed", "at"),
    [
        ("make it 11 instead", time(11)),
        ("10 would be better", time(10)),
        ("onze é melhor", time(11)),
        ("11 em vez disso", time(11)),
        ("唔係，11", time(11)),
        ("I have 2 kids", None),
        ("thanks", None),
        ("26 instead", None),
    ],
)
def test_a_mere_number_beside_nothing_else_is_an_hour_for_who_speaks_of_one(typed: str, at: time | None) -> None:
    assert time_alone(typed).at == at


@each_of(
    ("typed", "standing", "meant"),
    [
        ("make it nine", time(18), time(21)),
        ("make it nine", time(8), time(9)),
        ("às nove da manhã", time(18), time(9)),
        ("唔係，九點呀", time(20, 30), time(21)),
        ("9:00", time(20, 30), time(9)),
    ],
)
def test_an_hour_alone_is_of_the_half_of_the_day_that_stands(typed: str, standing: time, meant: time) -> None:
    assert rhythm_told(typed).near(standing).at == meant


@each_of(
    ("typed", "read"),
    [
        ("7:30", time(7, 30)),
        ("9", time(9)),
        ("730", time(7, 30)),
        ("夜晚八點半", time(20, 30)),
        ("às 7h", time(7)),
        ("25", None),
    ],
)
def test_to_the_question_at_what_time_a_number_is_an_answer(typed: str, read: time | None) -> None:
    assert time_typed(typed) == read


@each_of("typed", ["at 25:00 every day", "hello there", "word " * 40])
def test_where_no_time_is_told_none_is_read(typed: str) -> None:
    assert rhythm_told(typed).at is None
    assert rhythm_told("hello there") == Told()


@each_of(
    ("typed", "of"),
    [
        ("when does my digest come?", Timed.DIGEST),
        ("qdo chega o meu resumo?", Timed.DIGEST),
        ("我嘅摘要幾點嚟？", Timed.DIGEST),
        ("摘要什麼時候會來？", Timed.DIGEST),
        ("係咪已經靜咗音？", Timed.QUIET),
        ("what time are my quiet hours", Timed.QUIET),
        ("免打扰几点到几点来着", Timed.QUIET),
        ("am i still paused? until when", Timed.PAUSE),
        ("até quando está em pausa?", Timed.PAUSE),
        ("停到幾時㗎？", Timed.PAUSE),
        ("现在是暂停着吗，到哪天", Timed.PAUSE),
        ("can I get a summary of this story?", None),
        ("digest every sunday at nine", None),
        ("when does the museum open?", None),
        ("小鵬停一個月", None),
    ],
)
def test_a_question_about_what_is_set_is_told_from_a_wish(typed: str, of: Timed | None) -> None:
    assert asked_of(typed) is of


@each_of("typed", ["what day is it coming again", "a que dias vem isso?", "佢幾時嚟架", "哪天发来着", "幾點會送"])
def test_a_question_when_that_names_nothing_is_about_what_was_shown(typed: str) -> None:
    assert asks_when(typed)
    assert not asks_when("when is the fair in the park")
    assert not asks_when("幾點開門")


@each_of("typed", ["设置里现在都有啥", "what have I set", "o que tenho definido?", "設定有咩"])
def test_who_asks_what_is_set_means_all_of_it(typed: str) -> None:
    assert is_of_all_set(typed)


@each_of(
    ("typed", "against"),
    [
        ("no more digests", True),
        ("pára o resumo diário", True),
        ("唔要摘要喇", True),
        ("resumo no domingo às 9", False),
        ("resumo para sexta às 9", False),
        ("特别想要合集", False),
    ],
)
def test_who_refuses_the_digest_is_not_taken_for_who_orders_it(typed: str, against: bool) -> None:  # noqa: FBT001
    assert names_digest(typed)
    assert refuses(typed) is against


@each_of(
    ("at", "sure", "hours"),
    [
        (time(11), False, (time(23), time(7))),
        (time(6), False, (time(22), time(6))),
        (time(8), True, (time(22), time(8))),
        (time(9), False, (time(21), time(7))),
    ],
)
def test_of_quiet_hours_the_nearer_end_is_moved(at: time, sure: bool, hours: tuple[time, time]) -> None:  # noqa: FBT001
    assert nearer(time(22), time(7), at, sure=sure) == hours


def test_what_is_not_named_of_a_digest_stays() -> None:
    weekly = Digest(1).changed(Change(weekday=4, at=time(18, 30)))
    assert (weekly.every, weekly.weekday, weekly.at) == (WEEK, 4, time(18, 30))
    assert weekly.changed(Change(at=time(9))) == Digest(1, WEEK, time(9), 4)
    assert Digest(1, every=None).changed(Change(only=False)).every is None
    assert Digest(1, every=None).changed(Change(at=time(9))).every is DAY
