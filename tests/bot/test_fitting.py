"""Buttons side by side: as many as fit on a phone, none lost, none out of order."""

from itertools import chain

import pytest

from bot.forms.fitting import fitted
from bot.texts import columns
from bot.transport import Button
from handlers.showing.screen import grid


def row(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(label, data=label) for label in labels)


@pytest.mark.parametrize(
    ("labels", "sizes"),
    [
        (["Settings", "Language"], [2]),
        (["更改免打扰时段", "停收全部帖子"], [2]),
        (["Mudar horas de silêncio", "Menos publicações"], [1, 1]),
        (["九" * 9, "字"], [2]),
        (["十" * 10, "字"], [1, 1]),
        (["n" * 14, "字"], [2]),
        (["n" * 15, "字"], [1, 1]),
        (["Macau", "Zhuhai", "Foshan"], [3]),
        (["Guangzhou", "✓ Shenzhen", "Hong Kong"], [2, 1]),
        (["Change quiet hours", "Fewer posts"], [1, 1]),
        (["Choose partners", "Only read"], [1, 1]),
        (["08:00", "12:00", "19:00", "21:00"], [4]),
        (["Todos os dias", "Aos domingos", "✓ Desligado"], [2, 1]),
        (["08:00", "12:00", "✓ 19:00", "21:00"], [2, 2]),
        (["简 ✓✓", "繁 ✓✓", "粵 ✓✓", "EN ✓✓", "PT ✓✓"], [3, 2]),
        (["简", "繁", "粵", "• EN", "PT"], [5]),
        (["One label that is wider than any phone shows it"], [1]),
        ([], []),
    ],
)
def test_a_row_is_broken_where_a_label_would_be_cut_off(labels: list[str], sizes: list[int]) -> None:
    rows = fitted((row(*labels),))
    assert [len(line) for line in rows] == sizes
    assert list(chain(*rows)) == list(row(*labels))


def test_every_row_keeps_its_place() -> None:
    rows = (row("A very long label", "Another very long one"), row("1", "2"))
    assert fitted(rows) == (row("A very long label"), row("Another very long one"), row("1", "2"))


@pytest.mark.parametrize(
    ("labels", "width", "sizes"),
    [
        (["广州", "深圳", "香港", "澳门"], 3, [3, 1]),
        (["Guangzhou", "Shenzhen", "Hong Kong", "Macau", "Zhuhai", "Foshan"], 3, [2, 2, 2]),
        ([f"{hour:02}:00 …" for hour in range(8, 22)], 4, [3, 3, 3, 3, 2]),
        (["08:00", "12:00", "✓ 19:00", "21:00"], 4, [2, 2]),
        (["Elsewhere on the mainland", "Macau"], 3, [2]),
        ([], 3, []),
    ],
)
def test_a_grid_has_as_many_in_each_of_its_rows_as_all_rows_have_room_for(
    labels: list[str], width: int, sizes: list[int]
) -> None:
    assert [len(line) for line in grid(list(row(*labels)), width)] == sizes


def test_han_characters_take_two_columns() -> None:
    assert (columns("Macau"), columns("澳門"), columns("城 A")) == (5, 4, 4)
