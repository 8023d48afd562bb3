"""What communicators' journeys share: labels in the communicator's language, texts, an admin's decision."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from typing import cast as cast_to

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from sqlalchemy import func, select

from bot.actions.both_scripts import write_version
from bot.actions.compose import derive_version, open_draft, put_version
from bot.actions.meet import meet
from bot.actions.review import approve, return_post
from bot.actions.schedule import schedule
from bot.actions.submit import submit
from bot.broadcast import Broadcast, BroadcastState
from bot.content import Post, PostState, Version
from bot.languages import Form
from bot.people import Speaker
from bot.recurrence import local
from bot.words import words_for
from storage.content import posts
from tests import cast
from tests.journeys.conftest import City, Person
from tests.journeys.deeds import the_partner
from tests.waiting import comes

NAMES = {cast.ZIQING: "周子晴", cast.ZHIYUAN: "梁志远"}
WORDS = words_for(Form.ZH_HANS)
"""周子晴's language."""
HANS = "今晚的珠江，多了一双翅膀。戴上眼镜，从广州塔旁边飞过，看两岸的灯一盏一盏亮起来。"
HANT = "今晚的珠江，多了一雙翅膀。戴上眼鏡，從廣州塔旁邊飛過，看兩岸的燈一盞一盞亮起來。"
YUE = "今晚嘅珠江，多咗對翼。戴上眼鏡，喺廣州塔隔籬飛過，睇住兩岸啲燈一盞一盞咁着。"
EN = "Tonight the Pearl River has wings: glide past the tower as the lights come on along both banks."
PT = "Esta noite, o Rio das Pérolas tem asas: passa-se ao lado da torre enquanto as luzes se acendem nas margens."


def say(sentence: str, **gaps: object) -> str:
    """A sentence as 周子晴 sees it."""
    return str(WORDS.say(sentence, **gaps).striptags())


def saved(form: Form) -> str:
    """The line that says under which language a text was saved."""
    return say("Saved as {language}.", language=WORDS.language(form))


async def newest(city: City) -> Post:
    """The post that was begun last."""
    last = select(func.max(posts.c.id)).where(posts.c.state != PostState.DELETED)
    async with city.store.read() as tx:
        post = await tx.posts.get(await cast_to("Any", tx).posts._value(last))
    assert post is not None
    return post


async def begins(city: City) -> Person:
    """周子晴 sends /new."""
    author = city.person(cast.ZIQING)
    await author.says("/new")
    await author.sees("小鹏汽车")
    return author


async def writes(author: Person, **texts: str) -> None:
    """One message for each language, each recognised."""
    for name, text in texts.items():
        await author.says(text)
        await author.sees(saved(Form[name]))


async def submits(city: City, author: Person) -> Post:
    """Submit, with languages missing or not."""
    await author.presses(say("Submit"))
    await author.sees("")
    if (await newest(city)).state is not PostState.SUBMITTED:
        await author.presses(say("Submit as it is"))
        await author.sees("✓")
    return await newest(city)


async def admin_approves(city: City, post: Post) -> None:
    """梁志远 approves (his conversation has its own journeys)."""
    speaker = await meet(city.store, cast.ZHIYUAN, "梁志远", "zh-hans", city.watch())
    await approve(city.store, speaker, post.id, post.hash(), city.watch())


async def hears_of_approval(author: Person) -> None:
    """The clock's notice has come: later it would push itself below what the author presses."""
    await author.sees(say("✓ Approved: “{title}”. When should it go out?", title="|").split("|")[1])


async def admin_returns(city: City, post: Post, comment: str) -> None:
    """梁志远 returns it."""
    speaker = await meet(city.store, cast.ZHIYUAN, "梁志远", "zh-hans", city.watch())
    await return_post(city.store, speaker, post.id, comment, city.watch())


async def handed_in(city: City, texts: Mapping[Form, str]) -> Post:
    """周子晴 has begun a post, written it and handed it in, without a chat: that has its own journeys."""
    speaker, now = await author(city), city.watch()
    draft = await open_draft(city.store, speaker, (await the_partner(city, "xpeng")).id, now)
    for form, text in texts.items():
        await write_version(city.store, speaker, draft.id, Version(form, text))
    return await submit(city.store, speaker, draft.id, now)


async def approved_post(city: City) -> tuple[Person, Post]:
    """A post in two languages, approved."""
    post, ziqing = await handed_in(city, {Form.ZH_HANS: HANS, Form.EN: EN}), city.person(cast.ZIQING)
    await ziqing._mark()  # another post may have been approved before
    await admin_approves(city, post)
    await hears_of_approval(ziqing)
    return ziqing, await newest(city)


async def its_minute_comes(city: City, post: Post, *states: BroadcastState, by: int = cast.ZIQING) -> Broadcast:
    """An approved post is planned for the next minute, which passes; its broadcast, once it stands so (finished)."""
    speaker = await meet(city.store, by, NAMES[by], "zh-hans", city.watch())
    wall = local(city.watch() + timedelta(minutes=1), speaker.reader.zone).replace(tzinfo=None)
    await schedule(city.store, speaker, post.id, wall, city.watch())
    city.watch.forward(timedelta(minutes=2))
    return await until(city, post.id, *(states or {BroadcastState.FINISHED}))


async def until(city: City, post_id: int, *states: BroadcastState) -> Broadcast:
    """Wait until the newest broadcast of a post stands so."""

    async def stands() -> Broadcast | None:
        async with city.store.read() as tx:
            found = await tx.broadcasts.of_post(post_id)
        return found[0] if found and found[0].state in states else None

    return await comes(stands, f"a broadcast of post {post_id} in {states}")


async def presses_forged(city: City, person: Person, data: str) -> str:
    """Press a button that this person should not have; the words of the answer."""
    button = InlineKeyboardButton(text="forged", callback_data=data)
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
    message = await city.kapok._bot.send_message(person.id, "forged", reply_markup=keyboard)
    toast = await person.presses_data(message.message_id, data)
    assert toast
    return str(toast.get("text", ""))


async def has_one_card(author: Person) -> None:
    """Until one card is left in the chat: the one before goes away just after the new one has come."""

    async def one_is_left() -> bool:
        shown = await author.messages()
        return sum(say("Finish later") in str(each.get("reply_markup")) for each in shown) == 1

    await comes(one_is_left)


async def author(city: City) -> Speaker:
    return await meet(city.store, cast.ZIQING, "周子晴", None, city.watch())


async def a_submitted_post(city: City, text: str = "<b>飞行汽车日</b>\n三月的珠江边。") -> Post:
    """A post as the communicator hands it in."""
    speaker, now = await author(city), city.watch()
    draft = await open_draft(city.store, speaker, (await the_partner(city, "xpeng")).id, now)
    await put_version(city.store, speaker, draft.id, Version(Form.ZH_HANS, text))
    await derive_version(city.store, speaker, draft.id, Form.ZH_HANT)
    return await submit(city.store, speaker, draft.id, now)


def copies(city: City, address: int) -> int:
    """How many messages are on somebody's phone."""
    return len(city.world.chat_by_key(f"{cast.BOT}:{address}").messages)


async def presses_old(city: City, person: Person, data: str, about: int | None = None) -> dict[str, Any] | None:
    """Press a button of a screen that has long been another, and replied to this message; the toast, if any."""
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="old", callback_data=data)]])
    message = await city.kapok._bot.send_message(
        person.id, "an old screen", reply_markup=keyboard, reply_to_message_id=about
    )
    return await person.presses_data(message.message_id, data)
