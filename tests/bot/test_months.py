"""One table of months, by their names and in running text."""

from bot.hearing.months import SHORTEST, beginnings, month_of, names, spoken
from bot.lookup import name_shape
from tests.rows import each_of


@each_of(
    ("word", "month"),
    [
        ("March", 3),
        ("março", 3),
        ("MARCO", 3),
        ("Sept.", 9),
        ("set", 9),
        ("dez.", 12),
        ("fev", 2),
        ("ma", None),
        ("moon", None),
        ("", None),
    ],
)
def test_a_month_is_told_by_its_name_or_its_beginning(word: str, month: int | None) -> None:
    assert month_of(word) == month


def test_no_two_months_begin_alike() -> None:
    assert len({(name[:SHORTEST], month) for name, month in names().items()}) == len(beginnings().split("|"))


@each_of(("said", "month"), [("stories of october", 10), ("10月嘅故事", 10), ("十一月", 11), ("em março", 3)])
def test_running_text_names_a_month_by_its_whole_name(said: str, month: int) -> None:
    assert [each for each in range(1, 13) if spoken(each).search(name_shape(said))] == [month]


@each_of("said", ["o mar e o set", "out of town", "21月", "decembers"])
def test_what_only_begins_like_a_month_names_none_in_running_text(said: str) -> None:
    assert not [each for each in range(1, 13) if spoken(each).search(said)]
