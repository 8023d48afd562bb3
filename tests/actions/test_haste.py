"""An admin makes a post urgent or pays for its speed, before it goes out or while it does; nobody else may."""

from datetime import timedelta

import pytest

from bot.accounts import PAID, PERMITTED
from bot.actions.compose import delete_draft, open_draft, put_version
from bot.actions.control import recall
from bot.actions.haste import pay, pay_no_more, plan_paid, plan_urgent, set_careful, set_urgent
from bot.actions.payment import paid_lines, paid_messages
from bot.broadcast import Policy, minutes_for, stars_for
from bot.content import Version
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.words import words_for
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.deeds import due
from tests.actions.lookups import heard


async def test_what_was_said_before_it_goes_out_holds_for_its_broadcast(newsroom: Newsroom) -> None:
    admin, post = await newsroom.speaker(cast.ZHIYUAN), await newsroom.approved()
    await plan_urgent(newsroom.store, admin, post.id, newsroom.watch(), urgent=True)
    await plan_paid(newsroom.store, admin, post.id, newsroom.watch(), paid=True)
    await due(newsroom, post)
    (broadcast,) = await newsroom.broadcasts(post)
    assert (broadcast.policy, broadcast.paid) == (Policy.URGENT, True)
    await newsroom.deliver_all()
    cost = "\n".join(paid_lines(words_for(Form.ZH_HANS), broadcast.meant))
    assert cost in await heard(newsroom, cast.ZHIYUAN), "whoever pays is told what it cost"
    assert cost not in await heard(newsroom, cast.ZIQING)


async def test_a_post_is_careful_and_free_unless_somebody_says_so(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    (broadcast,) = await newsroom.broadcasts(post)
    assert (broadcast.policy, broadcast.paid) == (Policy.CAREFUL, False)
    await newsroom.deliver_all()
    async with newsroom.store.read() as tx:
        assert await paid_messages(tx, broadcast, post) is None


async def test_it_is_changed_while_it_goes_out_and_not_when_it_is_over(newsroom: Newsroom) -> None:
    admin, post = await newsroom.speaker(cast.ZHIYUAN), await newsroom.approved()
    await due(newsroom, post)
    (broadcast,) = await newsroom.broadcasts(post)
    for deed, policy, paid in (
        (set_urgent, Policy.URGENT, False),
        (pay, Policy.URGENT, True),
        (set_careful, Policy.CAREFUL, True),
        (pay_no_more, Policy.CAREFUL, False),
    ):
        await deed(newsroom.store, admin, broadcast.id, newsroom.watch())
        (now,) = await newsroom.broadcasts(post)
        assert (now.policy, now.paid) == (policy, paid)
    newsroom.watch.forward(timedelta(seconds=1))
    await newsroom.deliver_all()
    async with newsroom.store.read() as tx:
        assert await paid_messages(tx, broadcast, post) == 0, "it went out when it was free again"
    for deed in (set_urgent, set_careful, pay, pay_no_more):
        with pytest.raises(Mistake) as refused:
            await deed(newsroom.store, admin, broadcast.id, newsroom.watch())
        assert refused.value.why is Why.BROADCAST_OVER
    with pytest.raises(Mistake) as refused:
        await plan_paid(newsroom.store, admin, post.id, newsroom.watch(), paid=True)
    assert refused.value.why is Why.NOT_EDITABLE


async def test_an_errand_cannot_be_hastened_and_neither_can_a_deleted_post(newsroom: Newsroom) -> None:
    admin, post = await newsroom.speaker(cast.ZHIYUAN), await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    (sending,) = await newsroom.broadcasts(post)
    errand = await recall(newsroom.store, admin, sending.id, newsroom.watch())
    for deed in (set_urgent, set_careful, pay, pay_no_more):
        with pytest.raises(Mistake) as refused:
            await deed(newsroom.store, admin, errand.id, newsroom.watch())
        assert refused.value.why is Why.BROADCAST_OVER
    author = await newsroom.speaker(cast.ZIQING)
    draft = await open_draft(newsroom.store, author, post.partner_id, newsroom.watch())
    await delete_draft(newsroom.store, author, draft.id)
    with pytest.raises(Mistake) as refused:
        await plan_urgent(newsroom.store, admin, draft.id, newsroom.watch(), urgent=True)
    assert refused.value.why is Why.NOT_FOUND


async def test_a_change_of_the_post_takes_it_back_with_the_approval(newsroom: Newsroom) -> None:
    admin, author = await newsroom.speaker(cast.ZHIYUAN), await newsroom.speaker(cast.ZIQING)
    post = await newsroom.approved()
    await plan_urgent(newsroom.store, admin, post.id, newsroom.watch(), urgent=True)
    await plan_paid(newsroom.store, admin, post.id, newsroom.watch(), paid=True)
    changed = await put_version(newsroom.store, author, post.id, Version(Form.EN, "Another text"))
    assert (changed.urgent, changed.paid, changed.approved_hash) == (False, False, None)


async def test_the_audit_says_of_a_post_to_come_that_it_was_paid_for(newsroom: Newsroom) -> None:
    admin, post = await newsroom.speaker(cast.ZHIYUAN), await newsroom.approved()
    for paid, verb in ((True, "pay"), (False, "pay no more")):
        await plan_paid(newsroom.store, admin, post.id, newsroom.watch(), paid=paid)
        async with newsroom.store.read() as tx:
            line = await tx.audit.last(post.partner_id, [(verb, f"post {post.id}")])
        assert line is not None
        assert line.person_id == admin.reader.id


async def test_only_admins_hasten(newsroom: Newsroom) -> None:
    author, post = await newsroom.speaker(cast.ZIQING), await newsroom.approved()
    with pytest.raises(Mistake) as refused:
        await plan_paid(newsroom.store, author, post.id, newsroom.watch(), paid=True)
    assert refused.value.why is Why.NOT_ALLOWED
    await due(newsroom, post)
    (broadcast,) = await newsroom.broadcasts(post)
    for deed in (set_urgent, set_careful, pay, pay_no_more):
        with pytest.raises(Mistake) as refused:
            await deed(newsroom.store, author, broadcast.id, newsroom.watch())
        assert refused.value.why is Why.NOT_ALLOWED


@pytest.mark.parametrize(("messages", "stars"), [(0, 0), (1, 1), (10, 1), (11, 2), (100_000, 10_000)])
def test_a_tenth_of_a_star_a_message_is_rounded_up(messages: int, stars: int) -> None:
    assert stars_for(messages) == stars


@pytest.mark.parametrize(
    ("messages", "rate", "minutes"),
    [(1, PERMITTED, 1), (1801, PERMITTED, 2), (100_000, PERMITTED, 56), (100_000, PAID, 2)],
)
def test_how_long_it_takes_is_in_whole_minutes(messages: int, rate: int, minutes: int) -> None:
    assert minutes_for(messages, rate) == minutes
