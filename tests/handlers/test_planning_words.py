"""How often something comes again, as people say it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.languages import Form
from bot.recurrence import Plan
from bot.repeating import LAST, Every, Repeat, Rule
from bot.words import words_for
from handlers.staff.planning_words import plan_lines, rule_words
from tests.rows import each_of


@each_of(
    ("which", "day", "said"),
    [
        (1, 0, "na primeira segunda-feira de cada mês"),
        (2, 0, "na segunda segunda-feira de cada mês"),
        (3, 4, "na terceira sexta-feira de cada mês"),
        (1, 5, "no primeiro sábado de cada mês"),
        (4, 6, "no quarto domingo de cada mês"),
        (LAST, 3, "na última quinta-feira de cada mês"),
        (LAST, 6, "no último domingo de cada mês"),
    ],
)
def test_a_day_of_every_month_has_its_gender_in_portuguese(which: int, day: int, said: str) -> None:
    assert rule_words(words_for(Form.PT), Rule(Every.MONTH, weekdays=frozenset({day}), nth=which)) == said


@each_of(
    ("form", "said"),
    [
        (Form.YUE, "每個月最尾一個星期日"),
        (Form.ZH_HANT, "每月最後一個星期日"),
        (Form.ZH_HANS, "每月最后一个星期日"),
        (Form.EN, "on the last Sunday of every month"),
    ],
)
def test_the_last_sunday_of_every_month_is_said_in_every_form(form: Form, said: str) -> None:
    assert rule_words(words_for(form), Rule(Every.MONTH, weekdays=frozenset({6}), nth=LAST)) == said


def test_of_a_post_whose_only_moment_passes_while_it_is_paused_it_is_not_said_that_it_goes_on() -> None:
    words, noon, wall = words_for(Form.EN), datetime(2027, 3, 9, 12, tzinfo=UTC), datetime(2027, 3, 9, 12)  # noqa: DTZ001
    plan = Plan(1, wall, "UTC", noon, 1, held_at=noon, held_until=noon + timedelta(days=1))
    assert "planned anew" in plan_lines(words, plan)[0]
    for other in (
        replace(plan, held_until=noon - timedelta(hours=1)),
        replace(plan, repeat=Repeat(Rule(Every.DAY), wall, wall)),
        replace(plan, wave_id=1),
    ):
        assert "goes on by itself" in plan_lines(words, other)[0]
