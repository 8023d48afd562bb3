"""The story of the month: who wins, and who hears of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.actions import vote as verb
from bot.actions.vote import announce
from bot.content import Post, PostKind, PostState, Version
from bot.languages import Form
from bot.notices import NoticeKind
from bot.shares import Share, ShareState
from bot.store import Work
from tests import cast
from tests.actions.conftest import Newsroom

OVER = datetime(2027, 4, 1, 4, 0, tzinfo=UTC)
"""March is over in Guangzhou."""


async def a_story(tx: Work, author: int, text: str) -> int:
    """A citizen's story that went out; the number of its share."""
    partner = await tx.partners.by_slug("xpeng")
    assert partner is not None
    versions, at = {Form.EN: Version(Form.EN, text)}, cast.NOON - timedelta(days=20)
    post = await tx.posts.add(Post(0, partner.id, author, PostKind.STORY, PostState.SENT, at, versions, sent_at=at))
    share = await tx.shares.add(Share(0, author, ShareState.ACCEPTED, at, text, Form.EN, post_id=post.id, told_at=at))
    return share.id


async def voters(tx: Work, number: int, share_id: int, first: int = 90_000) -> list[int]:
    """So many readers who have voted for it."""
    found = [await tx.readers.meet(cast.reader(first + no, cast.NOON)) for no in range(number)]
    for reader in found:
        await tx.shares.vote("2027-03", reader.id, share_id, cast.NOON)
    return [reader.id for reader in found]


async def recalled(tx: Work, share_id: int) -> None:
    share = await tx.shares.get(share_id)
    assert share is not None
    assert share.post_id is not None
    post = await tx.posts.get(share.post_id)
    assert post is not None
    assert await tx.posts.advance(replace(post, state=PostState.RECALLED), PostState.SENT)


async def told(newsroom: Newsroom) -> list[tuple[int, int, int]]:
    """Who is to hear of which story, with how many votes."""
    async with newsroom.store.read() as tx:
        waiting = await tx.notices.waiting(OVER, 1000, {NoticeKind.VOTED})
    return sorted((one.person_id, int(one.facts["share_id"]), int(one.facts["votes"])) for one in waiting)


async def test_everybody_who_voted_hears_once_and_whoever_stopped_does_not(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verb, "PART", 2)
    author, admin = await newsroom.speaker(cast.EMMA), await newsroom.speaker(cast.ZHIYUAN)
    async with newsroom.store.write() as tx:
        share_id = await a_story(tx, author.reader.id, "The arcades.")
        people = await voters(tx, 5, share_id)
        await tx.shares.vote("2027-03", admin.reader.id, share_id, cast.NOON)
        silent = await tx.readers.get(people[2])
        assert silent is not None
        await tx.readers.save(replace(silent, stopped_at=cast.NOON))
    await announce(newsroom.store, OVER)
    await announce(newsroom.store, OVER)
    hear = {author.reader.id, admin.reader.id, *people} - {silent.id}
    assert await told(newsroom) == [(person_id, share_id, 6) for person_id in sorted(hear)]


async def test_when_the_story_is_recalled_amid_the_telling_nobody_hears_of_another(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.EMMA)
    async with newsroom.store.write() as tx:
        crowned, other = [await a_story(tx, author.reader.id, text) for text in ("Crowned.", "Another.")]
        await voters(tx, 2, crowned)
        await voters(tx, 1, other, first=91_000)
    await verb._crown(newsroom.store, "2027-03", OVER)
    async with newsroom.store.write() as tx:
        await recalled(tx, crowned)
    await announce(newsroom.store, OVER)
    assert {share_id for _, share_id, _ in await told(newsroom)} == {crowned}
    assert len(await told(newsroom)) == 2  # the author and the admin, who heard before


async def test_a_story_that_was_recalled_is_not_the_story_of_the_month(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.EMMA)
    async with newsroom.store.write() as tx:
        gone, stands = [await a_story(tx, author.reader.id, text) for text in ("Gone.", "Still there.")]
        await voters(tx, 2, gone)
        await voters(tx, 1, stands, first=91_000)
        await recalled(tx, gone)
    await announce(newsroom.store, OVER)
    assert {share_id for _, share_id, _ in await told(newsroom)} == {stands}
