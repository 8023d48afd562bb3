"""A post's life in any order that hypothesis thinks of, on real storage: what must hold after every step holds."""

import asyncio
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.actions.compose import choose_kind, delete_draft, open_draft, put_version, remove_version, still_right
from bot.actions.review import approve, edit, return_post, sign
from bot.actions.schedule import schedule, unschedule
from bot.actions.submit import submit
from bot.content import Post, PostKind, PostState, Version
from bot.gate import Light, closed_for, is_stale, light
from bot.languages import Form
from bot.mistakes import Mistake
from bot.partners import Benefit, Depth, Kind, Partner
from bot.people import Speaker
from bot.recurrence import local
from tests import cast, fresh, warm

T = TypeVar("T")
FORMS = st.sampled_from([Form.ZH_HANS, Form.ZH_HANT, Form.EN])
TEXTS = st.sampled_from(["木棉", "江边", "tea"])
REVIEWERS = st.integers(0, 2)
OUT = {PostState.APPROVED, PostState.SCHEDULED}


class Life(RuleBasedStateMachine):
    """One post, its author (who is an admin too), and two other admins; somebody remembers what each has read."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="kapok-life-")
        self.loop = asyncio.new_event_loop()
        self.store = warm.at_hand(self.loop.run_until_complete(fresh.sqlite(Path(self.folder.name))))
        self.now = cast.NOON
        self.seen = ["", "", ""]
        """What each reviewer has looked at last, by its hash."""

    def do(self, work: Coroutine[Any, Any, T]) -> T | None:
        try:
            return self.loop.run_until_complete(work)
        except Mistake:
            return None

    @initialize(depth=st.sampled_from(Depth))
    def furnish(self, depth: Depth) -> None:
        self.do(self._furnish(depth))

    async def _furnish(self, depth: Depth) -> None:
        await self.store.open()
        async with self.store.write() as tx:
            partner = Partner(0, "p", Kind.STRATEGIC, {Form.EN: "P"}, own={Benefit.REVIEW: depth})
            self.partner = await tx.partners.add(partner)
            people = [await tx.readers.meet(cast.reader(no + 1, self.now)) for no in range(3)]
            await tx.admins.ensure({1, 2, 3}, self.now)
            await tx.partners.join(self.partner.id, people[0].id, self.now)
        own = frozenset({self.partner.id})
        self.people = [Speaker(each, is_admin=True, partner_ids=own if no == 0 else frozenset())
                       for no, each in enumerate(people)]  # fmt: skip
        self.post_id = (await open_draft(self.store, self.people[0], self.partner.id, self.now)).id

    async def _kept(self) -> Post:
        async with self.store.read() as tx:
            post = await tx.posts.get(self.post_id)
        assert post is not None
        return post

    @property
    def post(self) -> Post:
        return self.loop.run_until_complete(self._kept())

    @rule(form=FORMS, text=TEXTS)
    def write(self, form: Form, text: str) -> None:
        self.do(put_version(self.store, self.people[0], self.post_id, Version(form, text)))

    @rule(form=FORMS)
    def remove(self, form: Form) -> None:
        self.do(remove_version(self.store, self.people[0], self.post_id, form))

    @rule(form=FORMS)
    def say_it_is_still_right(self, form: Form) -> None:
        self.do(still_right(self.store, self.people[0], self.post_id, form))

    @rule(kind=st.sampled_from(PostKind))
    def choose(self, kind: PostKind) -> None:
        self.do(choose_kind(self.store, self.people[0], self.post_id, kind))

    @rule()
    def hand_in(self) -> None:
        self.do(submit(self.store, self.people[0], self.post_id, self.now))

    @rule(who=REVIEWERS)
    def look(self, who: int) -> None:
        self.seen[who] = self.post.hash()

    @rule(who=REVIEWERS)
    def approve(self, who: int) -> None:
        before = self.post
        done = self.do(approve(self.store, self.people[who], self.post_id, self.seen[who] or "nothing", self.now))
        if done is None:
            return
        assert before.hash() == self.seen[who], "approved what was not seen"
        assert before.state is PostState.SUBMITTED
        assert self.people[who].reader.id not in before.authors, "approved their own text"

    @rule(who=REVIEWERS, form=FORMS)
    def sign(self, who: int, form: Form) -> None:
        version = self.post.versions.get(form)
        if version is not None:
            self.do(sign(self.store, self.people[who], self.post_id, form, version.print))

    @rule(who=REVIEWERS, form=FORMS, text=TEXTS)
    def edit(self, who: int, form: Form, text: str) -> None:
        before = self.post
        done = self.do(edit(self.store, self.people[who], self.post_id, Version(form, text), self.now))
        if done is not None and before.versions[form].text != text:
            assert done.versions[form].author_id == self.people[who].reader.id

    @rule(who=REVIEWERS)
    def give_back(self, who: int) -> None:
        self.do(return_post(self.store, self.people[who], self.post_id, "again", self.now))

    @rule(hours=st.integers(1, 50))
    def plan(self, hours: int) -> None:
        wall = local(self.now, self.people[0].reader.zone).replace(tzinfo=None)
        day, hour = divmod(wall.hour + hours, 24)
        self.do(
            schedule(self.store, self.people[0], self.post_id, wall.replace(day=wall.day + day, hour=hour), self.now)
        )

    @rule()
    def take_back(self) -> None:
        self.do(unschedule(self.store, self.people[0], self.post_id, self.now))

    @rule()
    def throw_away_and_begin_again(self) -> None:
        self.do(delete_draft(self.store, self.people[0], self.post_id))
        if self.post.state is PostState.DELETED:
            fresh = self.do(open_draft(self.store, self.people[0], self.partner.id, self.now))
            assert fresh is not None
            self.post_id = fresh.id

    @invariant()
    def what_is_approved_is_just_what_it_says(self) -> None:
        post = self.post
        if post.state in OUT:
            assert post.approved_hash == post.hash()
            assert post.reviewer_id not in post.authors
        elif post.state in {PostState.DRAFT, PostState.RETURNED}:
            assert post.approved_hash is None

    @invariant()
    def what_is_approved_has_passed_the_gate_and_nobody_signed_their_own_text(self) -> None:
        post = self.post
        if post.state in OUT:
            assert not closed_for(post, self.partner.benefits.review)
        for version in post.versions.values():
            assert version.signed_by is None or version.signed_by != version.author_id
            assert version.signed_by != post.author_id

    @invariant()
    def a_light_is_green_only_for_a_signed_text_that_is_not_older_than_its_source(self) -> None:
        post = self.post
        for form, version in post.versions.items():
            green = version.signed_by is not None and not is_stale(post, version)
            assert (light(post, form) is Light.REVIEWED) is green
        assert post.source in post.versions or not post.versions

    @invariant()
    def a_plan_stands_only_for_what_is_scheduled(self) -> None:
        async def planned() -> bool:
            async with self.store.read() as tx:
                return await tx.plans.of(self.post_id) is not None

        assert self.loop.run_until_complete(planned()) is (self.post.state is PostState.SCHEDULED)

    def teardown(self) -> None:
        self.do(self.store.close())
        self.loop.close()
        self.folder.cleanup()


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
