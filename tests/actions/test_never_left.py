"""A request that certainly never left is said again: in the same line, between two halves of a copy, as a notice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.deliver import deliver
from bot.connection import Connection, Heard, NeverLeft
from bot.delivery import DeliveryState
from tests import cast
from tests.actions.below import a_long_due_post, of, texts
from tests.actions.conftest import Newsroom
from tests.actions.deeds import at_once, due
from tests.actions.lookups import SENT
from tests.actions.notices import a_notice, tell_all, told


def never_leaves(monkeypatch: pytest.MonkeyPatch, address: int, times: int) -> list[bytes]:
    """The first so many texts to a chat do not leave; what did not."""
    kept, say = list[bytes](), Connection.say

    def said(self: Connection, head: bytes, body: bytes, seconds: float, told: Heard) -> None:
        if b"/sendMessage " in head and str(address).encode() in body and len(kept) < times:
            kept.append(body)
            told(NeverLeft("the network is away"))
        else:
            say(self, head, body, seconds, told)

    monkeypatch.setattr(Connection, "say", said)
    return kept


async def test_a_copy_that_did_not_leave_is_sent_a_moment_later_by_the_same_line(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.desk = replace(newsroom.desk, sleep=at_once(newsroom))
    post = await newsroom.approved()
    await due(newsroom, post)
    kept = never_leaves(monkeypatch, cast.EMMA, 2)
    assert await deliver(newsroom.desk), "the segment was given back"
    assert len(kept) == 2
    assert (await newsroom.outcomes(post))[cast.EMMA] == SENT


async def test_a_text_that_did_not_leave_follows_its_picture_a_moment_later(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await a_long_due_post(newsroom)
    kept = never_leaves(monkeypatch, cast.EMMA, 2)
    await newsroom.deliver_all()
    assert len(kept) == 2
    assert await of(newsroom, post, cast.EMMA) == (DeliveryState.SENT, None, 2)
    assert await texts(newsroom, cast.EMMA) == [False, True]


async def test_a_notice_that_did_not_leave_is_told_later(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = never_leaves(monkeypatch, cast.ZIQING, 1)
    await a_notice(newsroom)
    await tell_all(newsroom)
    assert (len(kept), await told(newsroom)) == (1, 0)
    newsroom.watch.forward(timedelta(seconds=31))
    await tell_all(newsroom)
    assert await told(newsroom) == 1
