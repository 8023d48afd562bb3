"""A test of many rows fails with every row that does, and names it."""

import pytest

from tests.rows import each_of


@each_of("first", [1, 2])
@each_of(("second", "third"), [(0, 0), (3, 4), (5, 6)])
def below_five(first: int, second: int, third: int, most: int) -> None:
    assert first + second + third < most


def test_every_row_is_tried_and_each_that_fails_is_named() -> None:
    below_five(most=100)
    with pytest.raises(ExceptionGroup, match="2 of 2 rows") as caught:
        below_five(most=9)
    named = [(one.__notes__[-1], [each.__notes__ for each in one.exceptions]) for one in caught.value.exceptions]
    assert named == [
        ("in the row {'first': 1}", [["in the row {'second': 5, 'third': 6}"]]),
        (
            "in the row {'first': 2}",
            [["in the row {'second': 3, 'third': 4}"], ["in the row {'second': 5, 'third': 6}"]],
        ),
    ]


async def test_so_it_is_of_what_is_awaited() -> None:
    @each_of("one", [1, 2])
    async def is_one(one: int) -> None:
        assert one == 1

    with pytest.raises(ExceptionGroup, match="1 of 2 rows"):
        await is_one()


def test_a_test_without_rows_fails() -> None:
    @each_of("one", [])
    def nothing(one: int) -> None: ...

    with pytest.raises(AssertionError):
        nothing()
