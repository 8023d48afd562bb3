"""Posts that came, to be shown in another language."""

from dataclasses import replace
from typing import Any

from bot.broadcast import Broadcast
from bot.content import Media, MediaKind, Post, PostKind, PostState, Version
from bot.languages import Form
from tests import cast
from tests.cast import PICTURE
from tests.journeys.conftest import City, Person
from tests.journeys.partner_deeds import HANS, PT, YUE, admin_approves, its_minute_comes


async def kept(
    city: City, *, pictures: int = 0, state: PostState = PostState.SUBMITTED, pt: str = PT, alone: bool = False
) -> Post:
    """A post of XPeng's in three forms, or in Simplified alone."""
    async with city.store.write() as tx:
        media: list[Media] = [await tx.posts.new_media(MediaKind.PHOTO, str(PICTURE)) for _ in range(pictures)]
        partner = await tx.partners.by_slug("xpeng")
        author = await tx.readers.by_address(cast.ZIQING)
        assert partner
        assert author
        texts = {Form.ZH_HANS: HANS} if alone else {Form.ZH_HANS: HANS, Form.YUE: YUE, Form.PT: pt}
        versions = {form: Version(form, text) for form, text in texts.items()}
        now = city.watch()
        draft = Post(0, partner.id, author.id, PostKind.CAMPAIGN, state, now, versions, tuple(media), Form.ZH_HANS)
        return await tx.posts.add(replace(draft, sent_at=now if state is PostState.SENT else None))


async def delivered(city: City, **more: Any) -> tuple[Post, Broadcast]:
    """It has gone out."""
    post = await kept(city, **more)
    await admin_approves(city, post)
    return post, await its_minute_comes(city, post)


async def got(person: Person) -> dict[str, Any]:
    """What somebody has received: one message."""
    (message,) = [one for one in await person.messages() if one.get("reply_markup")]
    return message
