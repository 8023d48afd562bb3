"""The language gate, as tables in plain words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.content import Post, PostKind, PostState, Version
from bot.gate import (
    Light,
    changed_since,
    closed_for,
    is_changed,
    light,
    openable,
    required,
    seen,
    signable,
    signed,
    unread,
)
from bot.languages import Form
from bot.partners import Depth

AUTHOR, REVIEWER = 1, 2
HANS, HANT, EN, PT = (
    Version(Form.ZH_HANS, "木棉开了"),
    Version(Form.ZH_HANT, "木棉開了", derived_from=Form.ZH_HANS),
    Version(Form.EN, "The kapok is in bloom", basis=Version(Form.ZH_HANS, "木棉开了").print),
    Version(Form.PT, "A árvore está em flor", basis="of an earlier text"),
)
POST = Post(
    id=1,
    partner_id=1,
    author_id=AUTHOR,
    kind=PostKind.STORY,
    state=PostState.SUBMITTED,
    created_at=datetime(2027, 3, 1, tzinfo=UTC),
    versions={version.form: version for version in (HANS, HANT, EN, PT)},
    source=Form.ZH_HANS,
)

LIGHTS = {
    Form.ZH_HANS: Light.DRAFT,  # written, nobody has looked
    Form.ZH_HANT: Light.DERIVED,  # made by conversion
    Form.YUE: Light.MISSING,
    Form.EN: Light.DRAFT,  # written for the source as it stands
    Form.PT: Light.STALE,  # written for a source that has changed since
}
"""How each language of the post stands."""


@pytest.mark.parametrize("form", Form)
def test_each_language_is_missing_derived_draft_or_stale(form: Form) -> None:
    assert light(POST, form) is LIGHTS[form]


def test_a_signed_language_is_reviewed_and_even_a_stale_one_counts_as_fresh_once_somebody_has_signed_it() -> None:
    post = signed(POST, [Form.EN, Form.PT], REVIEWER)
    assert light(post, Form.EN) is Light.REVIEWED
    assert light(post, Form.PT) is Light.REVIEWED


def test_a_reviewed_language_is_stale_again_when_its_source_changes() -> None:
    post = signed(POST, [Form.EN], REVIEWER)
    changed = replace(post, versions={**post.versions, Form.ZH_HANS: replace(HANS, text="木棉谢了")})
    assert light(changed, Form.EN) is Light.STALE
    assert light(changed, Form.ZH_HANS) is Light.DRAFT


DEPTHS = {
    #             must be reviewed                       keep the gate closed once the rest is signed
    Depth.SOURCE: ({Form.ZH_HANS}, set()),
    Depth.WRITTEN: ({Form.ZH_HANS, Form.EN, Form.PT}, {Form.PT}),
    Depth.EVERY: ({Form.ZH_HANS, Form.ZH_HANT, Form.EN, Form.PT}, {Form.ZH_HANS, Form.ZH_HANT, Form.EN, Form.PT}),
}


@pytest.mark.parametrize("depth", Depth)
def test_the_depth_of_a_review_says_what_must_be_reviewed_and_what_an_approval_signs_by_itself(depth: Depth) -> None:
    needed, closed = DEPTHS[depth]
    assert set(required(POST, depth)) == needed
    assert set(closed_for(signed(POST, signable(POST, depth), REVIEWER), depth)) == closed
    assert openable(POST, depth, REVIEWER) is (not closed)


def test_an_approval_signs_what_must_be_reviewed_and_what_was_looked_at_and_says_what_it_passes_over() -> None:
    looked = {Form.ZH_HANT}
    assert set(signable(POST, Depth.SOURCE, looked)) == {Form.ZH_HANS, Form.ZH_HANT}
    assert unread(POST, Depth.SOURCE, looked) == ([Form.ZH_HANS], [Form.EN])
    assert unread(POST, Depth.WRITTEN, ()) == ([Form.ZH_HANS, Form.EN], [Form.ZH_HANT])
    assert unread(POST, Depth.EVERY, ()) == ([], [])


def test_a_post_of_every_depth_can_be_opened_by_signing_each_language() -> None:
    for depth in Depth:
        assert not closed_for(signed(POST, POST.versions, REVIEWER), depth)


def test_before_the_first_review_nothing_has_changed_and_afterwards_only_what_is_another_text() -> None:
    assert not is_changed(POST)
    reviewed = seen(POST)
    assert not is_changed(reviewed)
    fresh = {**reviewed.versions, Form.EN: replace(reviewed.versions[Form.EN], text="In bloom")}
    fresh |= {Form.YUE: Version(Form.YUE, "木棉開喇")}
    assert changed_since(replace(reviewed, versions=fresh)) == [Form.YUE, Form.EN]
    assert is_changed(replace(reviewed, hashtag="#kapok"))
    assert changed_since(replace(reviewed, hashtag="#kapok")) == []


def test_what_a_machine_wrote_is_signed_by_nobody_s_approval_of_the_whole_but_by_their_signature_alone() -> None:
    made = replace(EN, machine=True)
    post = replace(POST, versions={**POST.versions, Form.EN: made})
    assert light(post, Form.EN) is Light.MACHINE
    assert Form.EN not in signable(post, Depth.WRITTEN)
    assert Form.EN in closed_for(signed(post, signable(post, Depth.WRITTEN), REVIEWER), Depth.WRITTEN)
    read = signed(post, [Form.EN], REVIEWER)
    assert light(read, Form.EN) is Light.REVIEWED
    assert (made.by_machine, read.versions[Form.EN].by_machine) == (True, False)
