"""Which tests of the verbs need not be run on PostgreSQL: each statement is said there twice all the same."""

from tests.actions import said


def test_a_test_is_spared_when_two_others_say_all_that_it_says_and_what_happens_at_once_stays() -> None:
    told = {"a": {"x", "y"}, "b": {"x", "y"}, "c": {"x", "y"}, "d": {"y", "z"}, "e": {"x"}}
    assert said.by_others(told) == ["c", "e"]
    assert said.by_others(told, stays=["c"]) == ["b", "e"]
    assert said.by_others({"a": {"x"}}) == []


def test_statements_for_other_numbers_of_values_are_one() -> None:
    one = "SELECT a FROM b WHERE c IN ($1::INTEGER) AND d = $2"
    assert said.plain(one) == said.plain("SELECT a FROM b\n WHERE c IN ($1::INTEGER, $2::INTEGER) AND d = $3")
    assert said.plain("INSERT INTO a VALUES ($1, $2), ($3, $4)") == said.plain("INSERT INTO a VALUES ($1, $2)")
    assert said.plain("SELECT $1") != said.plain("SELECT $1 FROM a")
