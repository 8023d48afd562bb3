import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.literals import literals_of
from bot.hearing.patterns import Pattern, Several, any_of
from bot.languages import Form
from handlers.audience.plain_words import circumstances, plainly, telling
from tools.meaning.measure import held_out

NEEDS = {
    "stop": {"stop"},
    r"\bstop(?: it)?\b": {"stop"},
    "colou?r of": {"color of", "colour of"},
    "[你您]好": {"你好", "您好"},
    "(?:cats|dogs)? like": {" like"},
    r"(?:no|sem) \w+ (?:please|faz favor)": {" please", " faz favor"},
    "(?i:Why)(?=.*not)": {"why"},
    r"(?:ha){2,}": {"ha"},
    r"(\w)\1 together": {" together"},
    "(?:unfollow|follow)": {"follow"},
}
NEEDS_NOTHING = (r"\d+", "a?", "[^x]", "a|b", r"(?:stop)?", "(?!stop)", r"\W*", "")
OURS = [
    each for module in (circumstances, plainly, telling) for each in vars(module).values() if isinstance(each, Pattern)
]


@pytest.mark.parametrize("pattern", NEEDS)
def test_a_pattern_needs_the_words_that_all_it_finds_has(pattern: str) -> None:
    assert literals_of(pattern) == NEEDS[pattern]


@pytest.mark.parametrize("pattern", NEEDS_NOTHING)
def test_a_pattern_that_may_find_anything_needs_nothing(pattern: str) -> None:
    assert literals_of(pattern) == set()


@given(st.sampled_from(sorted(NEEDS)).flatmap(lambda told: st.tuples(st.just(told), st.from_regex(told))))
def test_whatever_a_pattern_finds_holds_one_of_its_literals(found: tuple[str, str]) -> None:
    pattern, text = found
    assert any(each in text.casefold() for each in literals_of(pattern))


def test_sentences_are_found_by_our_patterns_as_by_themselves() -> None:
    bare = [(each, re.compile(each.pattern, re.IGNORECASE)) for each in OURS]
    told = 0
    for text in [text for form in Form for _, text in held_out(form)]:
        for ours, alone in bare:
            found = alone.search(text)
            told += found is not None
            assert bool(ours.search(text)) == bool(found), (ours.pattern, text)
    assert told > 1000


def test_of_several_patterns_one_look_tells_whether_any_is_worth_a_try() -> None:
    several = Several(OURS)
    both, one_is_always = Several((any_of("stop"), any_of("parar"))), Several((any_of("stop"), any_of(r"\d")))
    for text in [text for form in Form for _, text in held_out(form)]:
        assert several.may_be_in(text) or not any(each.search(text) for each in OURS)
    assert [each.may_be_in(text) for each in (both, one_is_always) for text in ("Não PARAR", "sim")] == [
        *(True, False),
        *(True, True),
    ]


def test_a_pattern_does_what_python_s_does_where_it_is_found_and_where_it_is_not() -> None:
    clauses = any_of("[,.]", " und ")
    assert clauses.split("Stop, please") == ["Stop", " please"]
    assert clauses.split("stop please") == ["stop please"]
    assert (clauses.sub(";", "a, b"), clauses.sub(";", "a b")) == ("a; b", "a b")
    assert [each[0] for each in clauses.finditer("a UND b")] == [" UND "]
    assert list(clauses.finditer("a b")) == []
    assert clauses.match(".")
    assert clauses.match("a.") is None
    assert clauses.fullmatch(", ") is None


def test_a_pattern_that_is_made_later_is_found_too() -> None:
    text = "an ornithopter, of all things"
    assert any_of("of all").search(text)
    assert any_of("ornithopter").search(text)


def test_half_a_character_keeps_no_pattern_from_the_rest() -> None:
    assert any_of("of all").search("\ud800 of all things \udfff")
