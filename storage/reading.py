"""One post with its versions and media, by prepared statements: every turn and every start of a broadcast reads one."""

from sqlalchemy import bindparam, select

from bot.content import Post
from storage.content import post_media, post_of, posts, select_media, versions
from storage.prepared import Prepared, Runner

_ONE = select(posts).where(posts.c.id == bindparam("post"))
POST, HELD = Prepared(_ONE), Prepared(_ONE.with_for_update(key_share=True))
VERSIONS = Prepared(select(versions).where(versions.c.post_id == bindparam("post")))
MEDIA = Prepared(select_media().where(post_media.c.post_id == bindparam("post")))


def whole_post(runner: Runner, post_id: int, *, held: bool = False) -> Post | None:
    """As it stands; held: nobody else changes it before the transaction that is open ends."""
    one = {"post": post_id}
    row = runner.row(HELD if held else POST, one)
    return post_of(row, runner.rows(VERSIONS, one), runner.rows(MEDIA, one)) if row else None
