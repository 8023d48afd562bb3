"""Posts whose text stands below its pictures."""

from dataclasses import replace

from bot.content import MediaKind, Post
from bot.delivery import DeliveryState
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.deeds import at_once, due
from tests.ledger import outcomes_of

PICTURE = ""


async def a_long_due_post(newsroom: Newsroom) -> Post:
    """With a picture, and more text than a caption holds."""
    newsroom.desk = replace(newsroom.desk, sleep=at_once(newsroom))
    post = await newsroom.approved()
    async with newsroom.store.write() as tx:
        media = await tx.posts.new_media(MediaKind.PHOTO, str(cast.PICTURE))
        long = {form: replace(version, text=version.text + " …" * 600) for form, version in post.versions.items()}
        post = replace(post, media=(media,), versions=long)
        await tx.posts.save(replace(post, approved_hash=post.hash()))
    await due(newsroom, post)
    return post


async def of(newsroom: Newsroom, post: Post, address: int) -> tuple[DeliveryState, str | None, int]:
    """State, reason and number of messages of one reader's copy."""
    broadcast = (await newsroom.broadcasts(post))[0]
    async with newsroom.store.read() as tx:
        reader = await tx.readers.by_address(address)
        outcomes = await outcomes_of(tx, broadcast.id)
    assert reader is not None
    (outcome,) = [each for each in outcomes if each.recipient == reader.id]
    return outcome.state, outcome.reason, len(outcome.message_ids)


async def texts(newsroom: Newsroom, address: int) -> list[bool]:
    """What stands in a chat since the post: whether each is a text."""
    return [text != PICTURE for text in await newsroom.received(address)]
