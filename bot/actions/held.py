"""A broadcast that somebody is about to change, with its post.

Everybody holds the post first: of two who began at the other's end, each would wait for the other.
"""

from bot.broadcast import Broadcast
from bot.content import Post
from bot.store import Work


async def held_broadcast(tx: Work, broadcast_id: int) -> tuple[Broadcast, Post] | None:
    """Both as they stand; in a unit of work that writes, nobody else changes either before it ends."""
    seen = await tx.broadcasts.get(broadcast_id)
    post = await tx.posts.get(seen.post_id) if seen else None
    broadcast = await tx.broadcasts.hold(broadcast_id) if post else None
    return (broadcast, post) if broadcast and post else None
