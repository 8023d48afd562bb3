"""Four eyes, whoever writes: an approval belongs to a text, and to somebody who did not write it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.actions.compose import derive_version, open_draft, put_version, still_right
from bot.actions.notice_letters import letter_of
from bot.actions.notify import notify
from bot.actions.remind import BEFORE, remind
from bot.actions.review import approve, edit, return_post, sign
from bot.actions.submit import REVIEW_TIME, needed_by, submit
from bot.actions.ways import add_way
from bot.content import Post, PostState, Version
from bot.gate import Light, light
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.notices import NoticeKind
from bot.partners import Benefit, Depth, Kind
from bot.people import Speaker
from bot.ways import Way, WayKind
from bot.words import words_for
from storage.notices import notices
from tests import cast
from tests.actions.conftest import Newsroom

SECOND_ADMIN = cast.EMMA


@dataclass
class Desk:
    """A post in review, its author, and two admins."""

    room: Newsroom
    author: Speaker
    one: Speaker
    two: Speaker
    post: Post

    @property
    def store(self) -> Any:
        return self.room.store

    async def kept(self) -> Post:
        async with self.room.store.read() as tx:
            post = await tx.posts.get(self.post.id)
        assert post is not None
        return post

    async def approves(self, who: Speaker, seen: str | None = None) -> Post:
        return await approve(self.store, who, self.post.id, seen or (await self.kept()).hash(), self.room.watch())

    async def edits(self, who: Speaker, form: Form, text: str) -> Post:
        return await edit(self.store, who, self.post.id, Version(form, text), self.room.watch())

    async def told(self, kind: NoticeKind) -> set[int]:
        """Who waits to be told so."""
        async with self.room.store.read() as tx:
            keeper: Any = tx.notices
            return {row.person_id for row in await keeper._all(select(notices).where(notices.c.kind == kind.value))}

    async def doors(self, kind: NoticeKind, who: Speaker) -> list[str]:
        """What stands on the buttons of what they are told so."""
        async with self.room.store.read() as tx:
            waiting = [each for each in await tx.notices.waiting(self.room.watch(), 100) if each.kind is kind]
            letters = [await letter_of(tx, each, who.reader) for each in waiting if each.person_id == who.reader.id]
        return [button.label for letter in letters if letter for row in letter.rows for button in row]


@pytest.fixture
async def desk(newsroom: Newsroom) -> Desk:
    async with newsroom.store.write() as tx:
        await tx.admins.ensure({SECOND_ADMIN}, newsroom.watch())
    author, one, two = [await newsroom.speaker(each) for each in (cast.ZIQING, cast.ZHIYUAN, SECOND_ADMIN)]
    post = await open_draft(newsroom.store, author, next(iter(author.partner_ids)), newsroom.watch())
    for form, text in ((Form.ZH_HANS, "周六江边见"), (Form.EN, "See you by the river"), (Form.PT, "Até sábado")):
        await put_version(newsroom.store, author, post.id, Version(form, text))
    post = await submit(newsroom.store, author, post.id, newsroom.watch())
    return Desk(newsroom, author, one, two, post)


async def deep(desk: Desk, depth: Depth) -> None:
    """The partner's posts are reviewed so deep."""
    async with desk.store.write() as tx:
        partner = await tx.partners.get(desk.post.partner_id)
        await tx.partners.save(replace(partner, own={Benefit.REVIEW: depth}))


async def why(deed: Awaitable[object]) -> Why | None:
    try:
        await deed
    except Mistake as mistake:
        return mistake.why
    return None


async def _author_approves(desk: Desk) -> Post:
    both = replace(desk.author, is_admin=True)
    return await desk.approves(both)


async def _approves_own_edit(desk: Desk) -> Post:
    await desk.edits(desk.one, Form.EN, "Meet by the river")
    return await desk.approves(desk.one)


async def _other_approves_the_edit(desk: Desk) -> Post:
    await desk.edits(desk.one, Form.EN, "Meet by the river")
    return await desk.approves(desk.two)


async def _reader_approves(desk: Desk) -> Post:
    return await desk.approves(await desk.room.speaker(cast.JOANA))


async def _approves_yesterdays(desk: Desk) -> Post:
    seen = (await desk.kept()).hash()[:16]
    await desk.edits(desk.two, Form.PT, "Até domingo")
    return await desk.approves(desk.one, seen)


async def _approves_twice(desk: Desk) -> Post:
    await desk.approves(desk.one)
    return await desk.approves(desk.two)


async def _approves_after_a_return(desk: Desk) -> Post:
    await return_post(desk.store, desk.one, desk.post.id, "shorter", desk.room.watch())
    return await desk.approves(desk.two)


async def _approves_after_the_author_took_it_back(desk: Desk) -> Post:
    await put_version(desk.store, desk.author, desk.post.id, Version(Form.YUE, "禮拜六江邊見"))
    return await desk.approves(desk.one)


async def _edits_what_another_has_edited(desk: Desk) -> Post:
    await desk.edits(desk.two, Form.EN, "Meet by the river")
    mine = Version(Form.EN, "By the river", seen="See you by the river")
    return await edit(desk.store, desk.one, desk.post.id, mine, desk.room.watch())


async def _signs_another_text(desk: Desk) -> Post:
    seen = desk.post.versions[Form.EN].print
    await desk.edits(desk.two, Form.EN, "Meet by the river")
    return await sign(desk.store, desk.one, desk.post.id, Form.EN, seen)


async def _signs_twice(desk: Desk) -> Post:
    seen = desk.post.versions[Form.EN].print
    await sign(desk.store, desk.one, desk.post.id, Form.EN, seen)
    return await sign(desk.store, desk.two, desk.post.id, Form.EN, seen)


RULES: dict[str, tuple[Callable[[Desk], Awaitable[Post]], Why | None]] = {
    "another admin approves": (lambda desk: desk.approves(desk.one), None),
    "the author approves, being an admin too": (_author_approves, Why.OWN_POST),
    "somebody approves who is no admin": (_reader_approves, Why.NOT_ALLOWED),
    "a reviewer approves the text they have just changed": (_approves_own_edit, Why.OWN_VERSION),
    "another admin approves a text that a reviewer has changed": (_other_approves_the_edit, None),
    "somebody approves what it said yesterday": (_approves_yesterdays, Why.CONTENT_CHANGED),
    "somebody approves what is approved already": (_approves_twice, Why.ALREADY_REVIEWED),
    "somebody approves what was returned": (_approves_after_a_return, Why.ALREADY_REVIEWED),
    "somebody approves what the author took back": (_approves_after_the_author_took_it_back, Why.NOT_SUBMITTED),
    "a reviewer changes a text that another has changed meanwhile": (
        _edits_what_another_has_edited,
        Why.VERSION_CHANGED,
    ),
    "somebody signs a text that is another by now": (_signs_another_text, Why.VERSION_CHANGED),
    "somebody signs what is signed": (_signs_twice, Why.ALREADY_SIGNED),
}


@pytest.mark.parametrize("rule", RULES)
async def test_four_eyes(desk: Desk, rule: str) -> None:
    deed, refusal = RULES[rule]
    assert await why(deed(desk)) is refusal


async def test_of_two_reviewers_at_once_one_decides_and_the_other_is_told_so(desk: Desk) -> None:
    seen = desk.post.hash()
    outcomes = await asyncio.gather(
        why(desk.approves(desk.one, seen)),
        why(return_post(desk.store, desk.two, desk.post.id, "shorter", desk.room.watch())),
    )
    assert sorted(outcomes, key=str) == sorted([None, Why.ALREADY_REVIEWED], key=str)
    decided = await desk.kept()
    assert decided.state is (PostState.APPROVED if outcomes[0] is None else PostState.RETURNED)
    assert decided.reviewer_id == (desk.one if outcomes[0] is None else desk.two).reader.id


async def test_where_each_language_is_signed_by_itself_an_approval_waits_for_the_last(desk: Desk) -> None:
    await deep(desk, Depth.EVERY)
    forms = list(desk.post.versions)
    for form in forms[:-1]:
        await sign(desk.store, desk.two, desk.post.id, form, desk.post.versions[form].print)
    assert await why(desk.approves(desk.one)) is Why.GATE_CLOSED
    await sign(desk.store, desk.one, desk.post.id, forms[-1], desk.post.versions[forms[-1]].print)
    approved = await desk.approves(desk.one)
    assert {version.signed_by for version in approved.versions.values()} == {desk.one.reader.id, desk.two.reader.id}


@pytest.mark.parametrize(
    ("depth", "outcome"), [(Depth.SOURCE, None), (Depth.WRITTEN, Why.GATE_CLOSED), (Depth.EVERY, Why.GATE_CLOSED)]
)
async def test_a_language_older_than_its_source_keeps_the_gate_closed_unless_only_the_source_counts(
    desk: Desk, depth: Depth, outcome: Why | None
) -> None:
    await deep(desk, depth)
    post = await put_version(desk.store, desk.author, desk.post.id, Version(Form.ZH_HANS, "周日江边见"))
    assert light(post, Form.EN) is Light.STALE
    await submit(desk.store, desk.author, post.id, desk.room.watch())
    assert await why(desk.approves(desk.one)) is outcome


async def test_the_author_says_that_a_stale_language_still_says_the_same(desk: Desk) -> None:
    await deep(desk, Depth.WRITTEN)
    await put_version(desk.store, desk.author, desk.post.id, Version(Form.ZH_HANS, "周六江边见！"))
    for form in (Form.EN, Form.PT):
        post = await still_right(desk.store, desk.author, desk.post.id, form)
        assert light(post, form) is Light.DRAFT
    await submit(desk.store, desk.author, post.id, desk.room.watch())
    assert (await desk.approves(desk.one)).state is PostState.APPROVED


async def test_what_was_made_by_conversion_is_made_anew_when_its_source_changes_and_is_never_stale(desk: Desk) -> None:
    await derive_version(desk.store, desk.author, desk.post.id, Form.ZH_HANT)
    post = await put_version(desk.store, desk.author, desk.post.id, Version(Form.ZH_HANS, "周日江边见"))
    assert post.versions[Form.ZH_HANT].text == "星期日江邊見"
    assert light(post, Form.ZH_HANT) is Light.DERIVED


async def test_a_change_voids_an_approval_and_everybody_else_concerned_hears_of_it(desk: Desk) -> None:
    await desk.approves(desk.one)
    colleague = await desk.room.speaker(cast.JOANA)
    async with desk.store.write() as tx:
        await tx.partners.join(desk.post.partner_id, colleague.reader.id, desk.room.watch())
    colleague = await desk.room.speaker(cast.JOANA)
    post = await put_version(desk.store, colleague, desk.post.id, Version(Form.EN, "By the river"))
    assert (post.state, post.approved_hash) == (PostState.DRAFT, None)
    assert await desk.told(NoticeKind.VOIDED) == {desk.author.reader.id, desk.one.reader.id}
    assert light(post, Form.EN) is Light.DRAFT
    assert light(post, Form.PT) is Light.REVIEWED


async def test_whoever_approved_is_asked_to_review_only_once_it_has_been_submitted_again(desk: Desk) -> None:
    await desk.approves(desk.one)
    words = words_for(desk.one.reader.speaks)
    await put_version(desk.store, desk.author, desk.post.id, Version(Form.EN, "By the river"))
    assert await desk.doors(NoticeKind.VOIDED, desk.one) == [str(words.say("Look at it"))]
    await submit(desk.store, desk.author, desk.post.id, desk.room.watch())
    assert await desk.doors(NoticeKind.SUBMITTED, desk.one) == [str(words.say("Review it"))] * 2


async def test_a_button_under_a_post_is_approved_with_it(desk: Desk) -> None:
    await desk.approves(desk.one)
    post = await add_way(desk.store, desk.author, desk.post.id, Way(WayKind.LINK, "example.com"))
    assert post.state is PostState.DRAFT
    assert await why(desk.approves(desk.two)) is Why.NOT_SUBMITTED


async def test_a_reviewers_change_is_told_to_the_author_and_the_other_admin_with_both_texts(desk: Desk) -> None:
    await desk.edits(desk.one, Form.EN, "See you by the Pearl River")
    assert await desk.told(NoticeKind.EDITED) == {desk.author.reader.id, desk.two.reader.id}
    while await notify(desk.room.desk):
        pass
    told = (await desk.room.received(SECOND_ADMIN))[-1]
    assert "See you by the Pearl River" in told
    assert "As it was" in told


async def test_a_reviewer_alone_may_not_change_a_text_because_nobody_could_approve_it(newsroom: Newsroom) -> None:
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    post = await open_draft(newsroom.store, author, next(iter(author.partner_ids)), newsroom.watch())
    await put_version(newsroom.store, author, post.id, Version(Form.EN, "By the river"))
    await submit(newsroom.store, author, post.id, newsroom.watch())
    changed = edit(newsroom.store, admin, post.id, Version(Form.EN, "At the river"), newsroom.watch())
    assert await why(changed) is Why.NO_OTHER_ADMIN


async def test_who_lost_the_right_to_review_or_to_write_meanwhile_decides_nothing_more(desk: Desk) -> None:
    assert await why(desk.approves(replace(desk.one, is_admin=False))) is Why.NOT_ALLOWED
    async with desk.store.write() as tx:
        await tx.partners.leave(desk.post.partner_id, desk.author.reader.id)
    left = await desk.room.speaker(cast.ZIQING)
    assert await why(put_version(desk.store, left, desk.post.id, Version(Form.EN, "x"))) is Why.NOT_ALLOWED


async def test_news_of_a_post_whose_author_has_left_goes_to_those_who_write_for_the_partner_now(desk: Desk) -> None:
    joana = await desk.room.speaker(cast.JOANA)
    async with desk.store.write() as tx:
        await tx.partners.leave(desk.post.partner_id, desk.author.reader.id)
        await tx.partners.join(desk.post.partner_id, joana.reader.id, desk.room.watch())
    await desk.approves(desk.one)
    assert await desk.told(NoticeKind.APPROVED) == {joana.reader.id}


async def test_the_admins_are_reminded_once_before_the_review_is_due_and_once_when_it_is_late(desk: Desk) -> None:
    submitted = desk.post.submitted_at
    assert submitted is not None

    async def told(ahead: timedelta) -> tuple[int, set[int], set[int]]:
        reminded = await remind(desk.store, submitted + ahead)
        return reminded, await desk.told(NoticeKind.REVIEW_DUE), await desk.told(NoticeKind.REVIEW_LATE)

    admins, author = {desk.one.reader.id, desk.two.reader.id}, desk.author.reader.id
    assert await told(REVIEW_TIME - BEFORE - timedelta(seconds=1)) == (0, set(), set())
    assert await told(REVIEW_TIME - BEFORE) == (1, admins, set())
    assert await told(REVIEW_TIME - timedelta(seconds=1)) == (0, admins, set())
    assert await told(REVIEW_TIME) == (1, admins, admins | {author})
    assert await told(REVIEW_TIME * 2) == (0, admins, admins | {author})


async def test_an_author_who_needs_it_sooner_moves_the_deadline_and_a_decision_ends_it(desk: Desk) -> None:
    asked = await needed_by(desk.store, desk.author, desk.post.id, 4, desk.room.watch())
    assert asked.review_by is not None
    assert await remind(desk.store, asked.review_by) == 1
    await desk.approves(desk.one)
    assert await remind(desk.store, asked.review_by + timedelta(days=1)) == 0


async def test_a_kind_that_is_reviewed_deeper_finds_it_so_at_the_next_approval(desk: Desk) -> None:
    async with desk.store.write() as tx:
        partner = await tx.partners.get(desk.post.partner_id)
        await tx.partners.save(replace(partner, kind=Kind.AMBASSADOR))
    assert await why(desk.approves(desk.one)) is Why.GATE_CLOSED
