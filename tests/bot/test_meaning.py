"""Messages that no list foresaw: how many are heard, and that a guess never does anything."""

from collections import Counter

import pytest

from bot.forms.ngrams import read
from bot.forms.scripts import DATA
from bot.hearing.aliases import Wish, alias_of, mentioned
from bot.hearing.meaning import MOST, NEVER_GUESSED, NONE, SHOWN, WISHES, ear, likelihoods, meant, parts
from bot.hearing.shape import shape
from bot.languages import Form
from tests.rows import each_of
from tools.meaning.measure import LATELY, OBLIQUE, OUTCOMES, counted, held_out, outcome
from tools.meaning.phrases import Example, examples

RIGHT, HEARD, ASTRAY = 0.78, 0.86, 0.10
"""Of the held-out messages of a form: right at least, right or near at least, astray at most."""
WEIGHTY = frozenset({Wish.STOP, Wish.FORGET})


@each_of("form", Form)
def test_most_of_what_nobody_foresaw_is_heard_and_nothing_is_done_that_was_not_asked_for(form: Form) -> None:
    found = counted(form)
    assert found.total() >= 120
    assert found["wrong"] == 0
    assert found["astray"] <= ASTRAY * found.total()
    assert found["right"] >= RIGHT * found.total()
    assert found["right"] + found["near"] >= HEARD * found.total()


def test_of_what_is_said_in_a_roundabout_way_half_is_heard_and_nothing_is_done_unasked() -> None:
    found = sum((counted(form, OBLIQUE) for form in Form), Counter[str]())
    assert found.total() >= 60
    assert found["wrong"] == 0
    assert found["right"] >= 0.55 * found.total()
    assert found["right"] + found["near"] >= 0.62 * found.total()
    assert found["astray"] <= 0.1 * found.total()
    assert {*found} <= {*OUTCOMES}


def test_who_wants_posts_again_or_misses_them_is_heard_and_nobody_who_says_so_is_stopped() -> None:
    found = sum((counted(form, LATELY) for form in Form), Counter[str]())
    assert found.total() == 150
    assert found["wrong"] == 0
    assert found["right"] >= 0.9 * found.total()
    assert found["astray"] <= 0.02 * found.total()


@each_of("form", Form)
def test_three_of_four_messages_that_ask_for_nothing_are_offered_nothing(form: Form) -> None:
    found = Counter(outcome(right, text) for right, text in held_out(form) if not right)
    assert found["right"] >= 0.7 * found.total()


@each_of("form", Form)
def test_nobody_is_stopped_or_forgotten_who_did_not_ask_for_it(form: Form) -> None:
    asked = [(right, text) for right, text in held_out(form) if not {*WEIGHTY} & right]
    assert not [text for _, text in asked if (alias := alias_of(text)) and alias.wish in WEIGHTY]


@pytest.fixture(scope="module")
def taught() -> list[Example]:
    """All examples; to write them out takes as long as a hundred tests."""
    return examples()


def test_every_example_is_a_readers_wish_or_none(taught: list[Example]) -> None:
    assert {example.wish for example in taught} == {*Wish, NONE}


def test_what_ends_something_is_not_offered_on_a_faint_likeness() -> None:
    for typed in ("o meu número é 66123456", "quem escreveu isto", "i want to read about yum cha"):
        assert not {*meant(typed).wishes} & WEIGHTY - {*mentioned(typed)}


def test_what_is_held_out_was_never_trained_on(taught: list[Example]) -> None:
    trained = {example.said for example in taught}
    assert len(trained) > 5000
    assert not [text for form in Form for _, text in held_out(form) if shape(text) in trained]
    assert not [text for form in Form for _, text in held_out(form, LATELY) if shape(text) in trained]


@each_of(
    ("typed", "wish"),
    [
        ("how would one go about getting off this mailing list", Wish.STOP),
        ("咁多廣告，少啲得唔得", Wish.FEWER),
        ("我搬家去珠海了，怎么改城市", Wish.SETTINGS),
        ("queria mandar umas fotografias do meu bairro", Wish.SHARE),
        ("邊篇故事贏咗投票", Wish.VOTE),
    ],
)
def test_the_likeliest_wish_comes_first(typed: str, wish: Wish) -> None:
    assert meant(typed).sure
    assert meant(typed).wishes[0] is wish


def test_what_is_not_sure_is_a_short_guess_without_what_weighs_too_much() -> None:
    unsure = [meaning for form in Form for _, text in held_out(form) if not (meaning := meant(text)).sure]
    assert any(meaning.wishes for meaning in unsure)
    assert all(len(meaning.wishes) <= MOST and not NEVER_GUESSED & {*meaning.wishes} for meaning in unsure)


@each_of("text", ["", "   ", "🙏", "stop " * 100, "\ud800", "\u200b"])
def test_what_has_no_words_or_far_too_many_means_nothing(text: str) -> None:
    assert meant(text).wishes == ()


def test_the_likelihoods_of_all_wishes_and_none_are_one() -> None:
    likely = likelihoods(shape("please stop"))
    assert sum(likely.values()) == pytest.approx(1)
    assert {*likely} == {*(wish.value for wish in Wish), NONE}


@each_of("name", [WISHES, SHOWN, "tasks"])
def test_each_part_of_a_message_counts_once_for_every_model_that_hears_it(name: str) -> None:
    model = read(DATA / f"{name}.ngrams")
    said = [shape(text) for form in Form for _, text in held_out(form)] + [
        "banana ban banana",
        "好好好 好好 a",
        "x" * 40,
    ]
    for each in said:
        assert ear(name).points(each, name) == (model.classes, model.sums(parts(each))), each
    assert {*ear(name).known(name)} == model.table.keys()
