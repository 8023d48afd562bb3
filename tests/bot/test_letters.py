"""What a reader gets, for every set of versions: one whole version along their chain, and the reason."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import languages
from bot.actions.render import REASONS, letter_as, letter_for
from bot.content import Post
from bot.languages import CHAINS, HAN, Because, Form, Step
from bot.partners import Kind, Partner
from bot.texts import visible
from bot.words import words_for
from tests.bot.posts import a_post

forms = st.sampled_from(Form)
several = st.sets(forms, min_size=1).map(sorted)
PARTNER = Partner(1, "p", Kind.STRATEGIC, {Form.EN: "P"})
TRADITIONAL = {Form.ZH_HANT, Form.YUE}
WHY: Mapping[tuple[Form, Form], Because] = {
    (Form.ZH_HANS, Form.ZH_HANT): Because.SCRIPT,
    (Form.ZH_HANT, Form.ZH_HANS): Because.SCRIPT,
    (Form.YUE, Form.ZH_HANT): Because.FORMAL,
    (Form.YUE, Form.ZH_HANS): Because.FORMAL,
    (Form.ZH_HANS, Form.YUE): Because.SPOKEN,
    (Form.ZH_HANT, Form.YUE): Because.SPOKEN,
}
"""The reason between reader and version, written down apart from the chains; another language where nothing stands."""


def given_to(reader: Form, post: Post) -> Form:
    """The form whose whole text stands in a reader's letter; no part of another may stand there."""
    letter = letter_for(post, PARTNER, reader)
    assert letter is not None
    whole = [form for form, version in post.versions.items() if version.text in letter.text]
    parts = [form for form in post.versions if f"Title {form}<" in letter.text]
    assert whole == parts
    (form,) = whole
    return form


def check_reader(reader: Form, written: list[Form]) -> None:
    """All that is promised about what a reader gets."""
    post = a_post(*written)
    form = given_to(reader, post)
    assert form in {step.form for step in CHAINS[reader]}
    if reader in TRADITIONAL and TRADITIONAL & set(written):
        assert form in TRADITIONAL
    if reader in HAN and HAN & set(written):
        assert form in HAN
    because = Because.OWN if form is reader else WHY.get((reader, form), Because.OTHER)
    letter = letter_for(post, PARTNER, reader)
    assert letter is not None
    words = words_for(reader)
    lines = {reason: words.say(REASONS[reason], language=words.language(form)) for reason in REASONS}
    said = {reason for reason, line in lines.items() if visible(str(line)) in visible(letter.text)}
    assert said == ({because} if because is not Because.OWN else set())


@given(forms, several)
def test_a_reader_gets_one_whole_version_along_their_chain_and_the_true_reason_when_it_is_not_theirs(
    reader: Form, written: list[Form]
) -> None:
    check_reader(reader, written)


def check_all(reader: Form, sets: list[list[Form]]) -> None:
    """The same for many sets of versions."""
    for written in sets:
        check_reader(reader, written)


def _swapped(reader: Form, one: int, other: int) -> tuple[Step, ...]:
    chain = list(CHAINS[reader])
    chain[one], chain[other] = chain[other], chain[one]
    return tuple(chain)


MUTATED = {
    "simplified before traditional": (Form.ZH_HANT, _swapped(Form.ZH_HANT, 1, 2)),
    "simplified before traditional for Cantonese": (Form.YUE, _swapped(Form.YUE, 1, 2)),
    "a foreign language before Chinese": (Form.ZH_HANS, _swapped(Form.ZH_HANS, 1, 3)),
    "a wrong reason": (Form.YUE, (CHAINS[Form.YUE][0], Step(Form.ZH_HANT, Because.SCRIPT), *CHAINS[Form.YUE][2:])),
    "no reason": (Form.PT, (CHAINS[Form.PT][0], Step(Form.EN, Because.OWN), *CHAINS[Form.PT][2:])),
    "no end": (Form.EN, CHAINS[Form.EN][:2]),
}


@pytest.mark.parametrize("name", MUTATED)
def test_a_chain_that_is_spoilt_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, chain = MUTATED[name]
    monkeypatch.setitem(languages.CHAINS, reader, chain)
    subsets = [[form for no, form in enumerate(Form) if bits >> no & 1] for bits in range(1, 2 ** len(Form))]
    with pytest.raises(AssertionError):
        check_all(reader, subsets)


@given(forms, forms, several)
def test_a_form_that_the_chain_does_not_reach_is_given_to_nobody(
    reader: Form, wanted: Form, written: list[Form]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        shorter = tuple(step for step in CHAINS[reader] if step.form is not wanted)
        patched.setitem(languages.CHAINS, reader, shorter)
        post = a_post(*written)
        assert letter_as(post, PARTNER, wanted, reader) is None
        letter = letter_for(post, PARTNER, reader)
        assert letter is None or f"Title {wanted}<" not in letter.text
