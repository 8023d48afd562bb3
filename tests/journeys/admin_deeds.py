"""What admins have and do in several journeys."""

from datetime import timedelta
from typing import Any

from bot.actions.meet import meet
from bot.actions.review import approve
from bot.actions.schedule import schedule
from bot.content import Post
from bot.languages import Form
from bot.recurrence import local
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, Person
from tests.journeys.deeds import ADMIN, reader_of
from tests.journeys.partner_deeds import a_submitted_post, author

SECOND = cast.EMMA
POSTING = {"can_post_messages": True}
LOOKING = {"can_post_messages": False, "can_invite_users": True}


async def kept(city: City, post: Post) -> Post:
    async with city.store.read() as tx:
        found = await tx.posts.get(post.id)
    assert found is not None
    return found


async def speaks(city: City, who: int, form: Form) -> None:
    """They have chosen this language."""
    person = city.person(who)
    await person.says("/language")
    await person.presses(form.endonym)
    await person.sees(words_for(form).language(form))
    assert (await reader_of(city, who)).form is form


async def scheduled(city: City) -> Post:
    post = await a_submitted_post(city)
    admin = await meet(city.store, ADMIN, "梁志远", None, city.watch())
    await approve(city.store, admin, post.id, post.hash(), city.watch())
    await plan(city, post)
    return await kept(city, post)


async def plan(city: City, post: Post) -> None:
    writer = await author(city)
    wall = local(city.watch() + timedelta(hours=1), writer.reader.zone).replace(tzinfo=None)
    await schedule(city.store, writer, post.id, wall, city.watch())


async def a_channel(city: City, title: str, rights: dict[str, bool] | None) -> str:
    """A channel of the communicator's, with the bot as administrator if rights are given."""
    ziqing = city.person(cast.ZIQING)
    made = await ziqing._post("chat", user=cast.ZIQING, type="channel", title=title)
    if rights is not None:
        await promoted(city, made["key"], rights)
    return str(made["key"])


async def promoted(city: City, key: str, rights: dict[str, bool] | None) -> Any:
    ziqing = city.person(cast.ZIQING)
    return await ziqing._post("promote", user=cast.ZIQING, key=key, member=cast.BOT, rights=rights)


async def asks_to_link(admin: Person, name: str) -> None:
    await admin.says("/partners")
    await admin.sees("Partners")
    await admin.presses(name)
    await admin.sees("follower")
    await admin.presses("Channels")
    await admin.sees("hannel")
    await admin.presses("Link a channel")
    await admin.sees("Link a channel to", "@username")
