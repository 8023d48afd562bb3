"""Small groups of readers are never told exactly, nor by the difference of two numbers that are told."""

from itertools import combinations

from bot.actions.foresee import Foresight
from bot.languages import Form
from bot.places import Place
from bot.planner import Care, Caution
from bot.reports import LEAST
from bot.texts import visible
from bot.words import words_for
from handlers.showing.roughly import rounded, shown, together
from handlers.staff.planning_words import foresight_lines
from handlers.staff.reach import Reach, reach_lines
from tests.rows import each_of

SIZES = (4, 12, 3, 31, 1)
ALIKE = [tuple(one if n < LEAST else n for n in SIZES) for one in (1, 2, 3, 4)]
"""Other cities, where only the small groups are other ones."""


def test_no_choice_of_places_tells_one_small_group_from_another() -> None:
    for many in range(1, len(SIZES) + 1):
        for chosen in combinations(range(len(SIZES)), many):
            assert len({together(other[at] for at in chosen) for other in (SIZES, *ALIKE)}) == 1


@each_of(("groups", "told"), [((), 0), ((0, 0), 0), ((3,), 1), ((3, 4), 5), ((12,), 10), ((13, 4), 15)])
def test_a_choice_is_told_as_its_parts_are(groups: tuple[int, ...], told: int) -> None:
    assert together(groups) == told


def test_a_large_group_is_told_to_five() -> None:
    assert [rounded(n) for n in (5, 7, 8, 1234)] == [5, 5, 10, 1235]


@each_of("form", Form)
@each_of("n", range(1, LEAST))
def test_fewer_than_five_are_told_alike_in_every_form(form: Form, n: int) -> None:
    words, macau = words_for(form), frozenset({Place.MACAU})
    for everybody in (False, True):
        for places in (macau, frozenset[Place]()):
            assert reach_lines(words, Reach(n, 0, places, n, everybody)) == reach_lines(
                words, Reach(1, 0, places, 1, everybody)
            )
    assert shown(words, n) == shown(words, 1)
    told = [foresight_lines(words, _foresight(number)) for number in (n, 1)]
    assert told[0] == told[1]
    assert all("5" in visible(str(line)) for line in told[0])


def _foresight(n: int) -> Foresight:
    return Foresight([Caution(Care.QUIET, n), Caution(Care.FULL, n)], passed={"Asia/Tokyo": n})


def test_about_as_many_are_said_in_words() -> None:
    words = words_for(Form.EN)
    lines = [str(line) for line in reach_lines(words, Reach(12, 0, frozenset({Place.MACAU}), 3))]
    assert "It reaches about 10 followers." in lines
    assert "Fewer than 5 followers haven't said where they live, and don't get it." in lines
    assert "It reaches 12 followers." in [str(line) for line in reach_lines(words, Reach(12, 0))]
