"""A text is put into the other script once, when it is written: never again for those who get it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.compose import derive_version, open_draft, put_version
from bot.actions.plan import plan_due
from bot.actions.review import approve
from bot.actions.schedule import schedule
from bot.actions.submit import submit
from bot.content import Post, Version
from bot.delivery import DeliveryState
from bot.forms import conversion
from bot.languages import Form
from bot.recurrence import local
from tests import cast
from tests.actions.conftest import Newsroom

CROWD, FIRST = 45, 50_000


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every piece of text that goes through the conversion."""
    pieces: list[str] = []
    apply = conversion._Rules.apply

    def counted(rules: conversion._Rules, text: str, marks: Sequence[tuple[int, str]] = ()) -> str:
        pieces.append(text)
        return apply(rules, text, marks)

    monkeypatch.setattr(conversion._Rules, "apply", counted)
    return pieces


async def in_both_scripts(newsroom: Newsroom) -> Post:
    """An approved post, written in Simplified and made in Traditional."""
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    post = await open_draft(newsroom.store, author, next(iter(author.partner_ids)), newsroom.watch())
    post = await put_version(newsroom.store, author, post.id, Version(Form.ZH_HANS, "周六江边观看视频"))
    post = await derive_version(newsroom.store, author, post.id, Form.ZH_HANT)
    post = await submit(newsroom.store, author, post.id, newsroom.watch())
    return await approve(newsroom.store, admin, post.id, post.hash(), newsroom.watch())


async def goes_out_to_a_crowd(newsroom: Newsroom, post: Post) -> int:
    """To how many it went."""
    author = await newsroom.speaker(cast.ZIQING)
    crowd = {"count": CROWD, "from": FIRST, "started": True}
    async with newsroom.http.post(f"{newsroom.sandbox.url}/control/users", json=crowd) as response:
        assert response.status == 200, await response.text()
    async with newsroom.store.write() as tx:
        for no in range(CROWD):
            form = (Form.ZH_HANT, Form.YUE, Form.ZH_HANS)[no % 3]
            reader = await tx.readers.meet(replace(cast.reader(FIRST + no, newsroom.watch()), form=form))
            await tx.follows.follow(reader.id, post.partner_id, newsroom.watch())
    wall = local(newsroom.watch() + timedelta(minutes=1), author.reader.zone).replace(tzinfo=None)
    await schedule(newsroom.store, author, post.id, wall, newsroom.watch())
    newsroom.watch.forward(timedelta(minutes=1, seconds=1))
    assert await plan_due(newsroom.store, newsroom.watch()) == 1
    await newsroom.deliver_all()
    (broadcast,) = await newsroom.broadcasts(post)
    async with newsroom.store.read() as tx:
        return (await tx.broadcasts.sums(broadcast.id)).of(DeliveryState.SENT)


async def test_a_version_is_made_once_and_nobody_s_copy_is_converted_again(
    newsroom: Newsroom, converted: list[str]
) -> None:
    post = await in_both_scripts(newsroom)
    assert post.versions[Form.ZH_HANT].text == "星期六江邊觀看影片"
    assert converted == ["周六江边观看视频"]
    assert await goes_out_to_a_crowd(newsroom, post) > CROWD
    assert len(converted) == 1
    assert any("觀看影片" in text for text in await newsroom.received(cast.WINGSZE))
