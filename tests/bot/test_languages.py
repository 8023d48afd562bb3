"""The chain of forms: what a reader gets, and the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.languages import CHAINS, HAN, Because, Form, hinted, known, step_for
from tests.rows import each_of

forms = st.sampled_from(Form)
TRADITIONAL = {Form.ZH_HANT, Form.YUE}


@given(forms, st.sets(forms, min_size=1))
def test_a_reader_always_gets_a_form_that_exists_and_the_first_of_their_chain(reader: Form, there: set[Form]) -> None:
    step = step_for(reader, there)
    assert step is not None
    assert step.form in there
    before = [each.form for each in CHAINS[reader]][: [each.form for each in CHAINS[reader]].index(step.form)]
    assert not set(before) & there


@given(forms.filter(lambda form: form is not Form.ZH_HANS), st.sets(forms, min_size=1))
def test_nobody_but_a_reader_of_simplified_gets_simplified_where_traditional_exists(
    reader: Form, there: set[Form]
) -> None:
    step = step_for(reader, there)
    if step and there & TRADITIONAL:
        assert step.form is not Form.ZH_HANS


@given(forms, st.sets(forms, min_size=1))
def test_the_reason_is_own_exactly_when_the_form_is_the_readers(reader: Form, there: set[Form]) -> None:
    step = step_for(reader, there)
    assert step is not None
    assert (step.because is Because.OWN) == (step.form is reader)


@pytest.mark.parametrize(("reader", "other"), [(Form.EN, Form.PT), (Form.PT, Form.EN)])
@given(there=st.sets(forms))
def test_a_reader_of_latin_letters_gets_the_other_language_in_them_before_any_chinese(
    reader: Form, other: Form, there: set[Form]
) -> None:
    step = step_for(reader, (there | {other}) - {reader})
    assert step is not None
    assert step.form is other


@given(st.sampled_from(sorted(HAN)), st.sets(forms))
def test_a_reader_of_chinese_gets_chinese_before_english_and_english_before_portuguese(
    reader: Form, there: set[Form]
) -> None:
    step = step_for(reader, there)
    if there & HAN:
        assert step is not None
        assert step.form in HAN
    elif step is not None:
        assert step.form is (Form.EN if Form.EN in there else Form.PT)


@each_of("reader", [Form.ZH_HANS, Form.YUE, Form.EN, Form.PT])
def test_written_chinese_comes_in_traditional_before_it_comes_in_cantonese(reader: Form) -> None:
    step = step_for(reader, {Form.ZH_HANT, Form.YUE} - {Form.YUE if reader is Form.YUE else Form.EN})
    assert step is not None
    assert step.form is Form.ZH_HANT


@each_of(
    ("reader", "reasons"),
    [
        (Form.ZH_HANS, "own script spoken other other"),
        (Form.ZH_HANT, "own spoken script other other"),
        (Form.YUE, "own formal formal other other"),
        (Form.EN, "own other other other other"),
        (Form.PT, "own other other other other"),
    ],
)
def test_the_reason_says_how_far_from_theirs_it_is(reader: Form, reasons: str) -> None:
    assert [step.because for step in CHAINS[reader]] == reasons.split()


def test_there_is_nothing_to_give_when_nothing_is_there() -> None:
    assert step_for(Form.EN, ()) is None


@each_of("form", Form)
def test_every_chain_reaches_every_form_once(form: Form) -> None:
    assert sorted(step.form for step in CHAINS[form]) == sorted(Form)


@each_of(
    ("code", "form"),
    [
        ("zh", Form.ZH_HANS),
        ("zh-CN", Form.ZH_HANS),
        ("zh-hans-HK", Form.ZH_HANS),
        ("zh-SG", Form.ZH_HANS),
        ("zh-hk", Form.ZH_HANT),
        ("zh_MO", Form.ZH_HANT),
        ("zh-TW", Form.ZH_HANT),
        ("zh-Hant-HK", Form.ZH_HANT),
        ("yue", Form.YUE),
        ("yue-HK", Form.YUE),
        ("zh-yue", Form.YUE),
        ("zh-MY", Form.ZH_HANS),
        ("zh-yue-HK", Form.YUE),
        ("zha", Form.EN),
        ("pt", Form.PT),
        ("pt-br", Form.PT),
        ("en-GB", Form.EN),
        ("fr", Form.EN),
        ("", Form.EN),
        (None, Form.EN),
    ],
)
def test_a_language_code_hints_at_a_form(code: str | None, form: Form) -> None:
    assert hinted(code) is form


@each_of("tag", [None, "", "tlh", "zh", "EN", "pt_MO", "\ud800", "e" * 1000])
def test_a_tag_of_no_form_is_no_form_and_hints_at_one_that_exists(tag: str | None) -> None:
    assert known(tag) is None
    assert hinted(tag) in Form
    assert [known(form.value) for form in Form] == list(Form)
