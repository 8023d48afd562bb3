"""What readers do not want is skipped with its reason, also when they said so after the audience was frozen."""

from dataclasses import replace
from datetime import timedelta

from bot.actions.compose import choose_everybody, choose_kind, choose_places, open_draft, put_version
from bot.actions.correct import correct
from bot.actions.review import approve
from bot.actions.settle_in import choose_cap, limit_partner, mute, unfollow
from bot.actions.submit import submit
from bot.content import Post, PostKind, Version
from bot.corrections import Replacement
from bot.languages import Form
from bot.partners import Kind
from bot.people import Mute
from bot.places import Place
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.deeds import due
from tests.actions.lookups import partner_of


async def test_a_mute_after_the_freeze_is_heard(newsroom: Newsroom) -> None:
    emma, post = await newsroom.speaker(cast.EMMA), await newsroom.approved()
    await due(newsroom, post)
    await mute(newsroom.store, emma.reader.id, post.partner_id, Mute.WEEK, newsroom.watch())
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert outcomes.pop(cast.EMMA) == ("skipped", "muted")
    assert set(outcomes.values()) == {("sent", None)}
    assert not await newsroom.received(cast.EMMA)
    newsroom.watch.forward(timedelta(days=8))
    after = await newsroom.approved()
    await due(newsroom, after)
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(after))[cast.EMMA] == ("sent", None)


async def test_whoever_is_over_their_limit_is_meant_and_skipped_and_a_story_still_comes(newsroom: Newsroom) -> None:
    emma = await newsroom.speaker(cast.EMMA)
    await choose_cap(newsroom.store, emma.reader.id, 1, newsroom.watch())
    for expected in (("sent", None), ("skipped", "over_cap")):
        post = await newsroom.approved()
        await due(newsroom, post)
        await newsroom.deliver_all()
        (broadcast,) = await newsroom.broadcasts(post)
        outcomes = await newsroom.outcomes(post)
        assert broadcast.meant == len(outcomes) == 6
        assert outcomes[cast.EMMA] == expected
    story = await a_story(newsroom)
    await due(newsroom, story)
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(story))[cast.EMMA] == ("sent", None)


async def test_a_correction_counts_against_no_limit(newsroom: Newsroom) -> None:
    emma, admin, post = (
        await newsroom.speaker(cast.EMMA),
        await newsroom.speaker(cast.ZHIYUAN),
        await newsroom.approved(),
    )
    await due(newsroom, post)
    await newsroom.deliver_all()
    newsroom.watch.forward(timedelta(days=8))
    (sending,) = await newsroom.broadcasts(post)
    await correct(
        newsroom.store,
        admin,
        sending.id,
        Replacement([Version(Form.EN, "On Sunday, not on Saturday")]),
        newsroom.watch(),
    )
    await newsroom.deliver_all()
    await limit_partner(newsroom.store, emma.reader.id, post.partner_id, 1, newsroom.watch())
    await choose_cap(newsroom.store, emma.reader.id, 1, newsroom.watch())
    after = await newsroom.approved()
    await due(newsroom, after)
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(after))[cast.EMMA] == ("sent", None)


async def test_what_is_over_the_weeks_limit_for_a_partner_is_skipped_until_the_week_is_over(newsroom: Newsroom) -> None:
    emma, post = await newsroom.speaker(cast.EMMA), await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    later = await newsroom.approved()
    await due(newsroom, later)
    await limit_partner(newsroom.store, emma.reader.id, post.partner_id, 1, newsroom.watch())
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(later)
    assert outcomes.pop(cast.EMMA) == ("skipped", "over_week")
    assert list(outcomes.values()) == [("sent", None)] * 5
    assert len(await newsroom.received(cast.EMMA)) == 1
    newsroom.watch.forward(timedelta(days=8))
    after = await newsroom.approved()
    await due(newsroom, after)
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(after))[cast.EMMA] == ("sent", None)


async def a_story(newsroom: Newsroom, *, everybody: bool = False) -> Post:
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    post = await open_draft(newsroom.store, author, next(iter(author.partner_ids)), newsroom.watch())
    await put_version(newsroom.store, author, post.id, Version(Form.EN, "How the old pier got its name"))
    await choose_kind(newsroom.store, author, post.id, PostKind.STORY)
    await choose_everybody(newsroom.store, author, post.id, everybody=everybody)
    post = await submit(newsroom.store, author, post.id, newsroom.watch())
    return await approve(newsroom.store, admin, post.id, post.hash(), newsroom.watch())


async def test_a_story_for_everybody_leaves_the_last_place_to_a_partner_they_follow(newsroom: Newsroom) -> None:
    emma, partner = await newsroom.speaker(cast.EMMA), await partner_of(newsroom, Kind.STRATEGIC)
    async with newsroom.store.write() as tx:
        other = await tx.partners.by_slug("jd")
        assert other is not None
        await tx.follows.unfollow(emma.reader.id, partner.id)
        await tx.follows.follow(emma.reader.id, other.id, newsroom.watch())
    await choose_cap(newsroom.store, emma.reader.id, 1, newsroom.watch())
    story = await a_story(newsroom, everybody=True)
    await due(newsroom, story)
    await newsroom.deliver_all()
    assert (await newsroom.outcomes(story))[cast.EMMA] == ("skipped", "over_cap")
    async with newsroom.store.write() as tx:
        await tx.follows.follow(emma.reader.id, partner.id, newsroom.watch())
    for post in (await newsroom.approved(), await a_story(newsroom, everybody=True)):
        await due(newsroom, post)
        await newsroom.deliver_all()
        assert (await newsroom.outcomes(post))[cast.EMMA] == ("sent", None)


async def test_nothing_for_everybody_comes_from_a_partner_they_left_after_the_freeze(newsroom: Newsroom) -> None:
    emma, partner = await newsroom.speaker(cast.EMMA), await partner_of(newsroom, Kind.STRATEGIC)
    story = await a_story(newsroom, everybody=True)
    await due(newsroom, story)
    await unfollow(newsroom.store, emma.reader.id, partner.id, newsroom.watch())
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(story)
    assert outcomes.pop(cast.EMMA) == ("skipped", "unfollowed")
    assert set(outcomes.values()) == {("sent", None)}


async def test_whom_a_post_is_for_is_part_of_what_was_approved(newsroom: Newsroom) -> None:
    author, post = await newsroom.speaker(cast.ZIQING), await newsroom.approved()
    changed = await choose_places(newsroom.store, author, post.id, [Place.MACAU, Place.ABROAD])
    assert changed.approved_hash is None
    assert changed.hash() != post.hash()
    assert replace(changed, places=frozenset()).hash() == post.hash()
