"""A post that real processes send."""

from datetime import timedelta

from bot.actions.compose import open_draft, put_version
from bot.actions.meet import meet
from bot.actions.review import approve
from bot.actions.schedule import schedule
from bot.actions.submit import submit
from bot.content import Version
from bot.languages import Form
from bot.recurrence import local
from storage import Database
from tests import cast

WORDS = "The river lights are on tonight"


async def plan_a_post(store: Database, ahead: timedelta) -> int:
    """An approved post, planned for a moment from now."""
    now = cast.real_now()
    author = await meet(store, cast.ZIQING, "周子晴", None, now)
    admin = await meet(store, cast.ZHIYUAN, "梁志远", None, now)
    post = await open_draft(store, author, next(iter(author.partner_ids)), now)
    await put_version(store, author, post.id, Version(Form.EN, WORDS))
    post = await submit(store, author, post.id, now)
    post = await approve(store, admin, post.id, post.hash(), now)
    wall = local(now + ahead, author.reader.zone).replace(tzinfo=None)
    await schedule(store, author, post.id, wall, now)
    return post.id
