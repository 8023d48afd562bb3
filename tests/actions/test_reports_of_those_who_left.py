"""A report that is told to who writes for its partner no more has no button that would refuse them."""

from collections.abc import Awaitable, Callable

import pytest

from bot.actions.admit import dismiss
from bot.actions.control import cancel
from bot.actions.notify import notify
from bot.actions.retire import retire
from bot.content import Post
from bot.languages import Form
from bot.people import Speaker
from handlers.sending.broadcast_screens import SendingPress
from handlers.sending.facts import Act
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.deeds import due


async def reported(newsroom: Newsroom) -> tuple[str, list[str]]:
    """The report that its author got, and what its buttons carry."""
    while await notify(newsroom.desk):
        pass
    key = {"key": f"{cast.BOT}:{cast.ZIQING}"}
    async with newsroom.http.get(f"{newsroom.sandbox.url}/sandbox/messages", params=key) as response:
        messages = (await response.json())["messages"]
    told = next(one for one in reversed(messages) if "报告：" in one["text"])
    rows = told.get("reply_markup", {}).get("inline_keyboard", [])
    return told["text"], [button["callback_data"] for row in rows for button in row]


async def leave(newsroom: Newsroom, admin: Speaker, post: Post) -> None:
    await retire(newsroom.store, admin, post.partner_id, newsroom.watch())


async def be_dismissed(newsroom: Newsroom, admin: Speaker, post: Post) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    await dismiss(newsroom.store, admin, post.partner_id, author.reader.id, newsroom.watch())


async def test_the_report_leads_its_author_to_the_whole_of_it_and_to_the_post(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    _, carried = await reported(newsroom)
    assert carried == [f"report:{(await newsroom.broadcasts(post))[0].id}", f"post:{post.id}"]


async def test_the_report_of_what_was_cancelled_leads_to_whom_it_left_out(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    (broadcast,) = await newsroom.broadcasts(post)
    await cancel(newsroom.store, await newsroom.speaker(cast.ZIQING), broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    _, carried = await reported(newsroom)
    assert carried == [f"report:{broadcast.id}", f"sd:rest:{broadcast.id}", f"post:{post.id}"]
    assert SendingPress.unpack(carried[1]).act is Act.REST


@pytest.mark.parametrize("go", [leave, be_dismissed])
async def test_the_report_of_who_is_let_go_before_it_is_told_has_no_buttons(
    newsroom: Newsroom, go: Callable[[Newsroom, Speaker, Post], Awaitable[None]]
) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    await go(newsroom, await newsroom.speaker(cast.ZHIYUAN), post)
    text, carried = await reported(newsroom)
    assert post.title_in(Form.ZH_HANS) in text
    assert not carried
