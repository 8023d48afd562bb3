"""What readers have and do in several journeys."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.actions.admit import invite
from bot.content import Campaign, Media, MediaKind, Post, PostKind, PostState, Version
from bot.languages import Form
from bot.people import Speaker
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import ROOT, City, Person
from tests.journeys.deeds import reader_of, say, xpeng
from tests.waiting import PATIENCE, comes

STORIES = {
    Form.ZH_HANS: "我家楼下的肠粉店开了三十年，老板记得每个孩子的名字。",
    Form.ZH_HANT: "我家樓下的腸粉店開了三十年，老闆記得每個孩子的名字。",
    Form.YUE: "我屋企樓下間腸粉舖開咗三十年，老闆記得晒每個細路嘅名。",
    Form.EN: "The noodle shop below our flat is thirty years old, and its owner knows every child by name.",
    Form.PT: "A loja de massas por baixo da nossa casa tem trinta anos, e o dono sabe o nome de cada criança.",
}
NAMES = {
    Form.ZH_HANS: "飞行汽车开放日",
    Form.ZH_HANT: "飛行汽車開放日",
    Form.YUE: "飛行汽車開放日",
    Form.EN: "Flying car days",
    Form.PT: "Dias do carro voador",
}


async def hands_in(reader: Person, form: Form, text: str | None = None) -> None:
    await reader.says("/share")
    await reader.sees(
        say(form, "Send the text, in one message or several, and photos. You'll see it before anybody else does.")
    )
    await reader.says(text or STORIES[form])
    await reader.sees(say(form, "Language: {language}", language=words_for(form).language(form)))
    await reader.presses(f"☐ {say(form, 'Text and photos are mine to share')}")
    await reader.sees(say(form, "Language: {language}", language=words_for(form).language(form)))
    await reader.presses(say(form, "Send it in"))
    await reader.sees(say(form, "✓ <b>Thank you!</b> Your story is with the editors. I'll tell you what they say."))


async def is_gone(city: City, who: int) -> bool:
    """Whether nobody is known at this address."""
    async with city.store.read() as tx:
        return await tx.readers.by_address(who) is None


async def gone(city: City, who: int) -> None:
    """Until nobody is known at this address, once the clock has looked."""
    await comes(lambda: is_gone(city, who), f"the end of {who}")


async def add_story(city: City, text: str, *, pictures: int = 0, state: PostState = PostState.SENT) -> Post:
    path = str(ROOT / "sample" / "pictures" / "kapok.png")
    async with city.store.write() as tx:
        media: list[Media] = [await tx.posts.new_media(MediaKind.PHOTO, path) for _ in range(pictures)]
        versions = {
            Form.EN: Version(Form.EN, f"<b>{text}</b>\n\nIn English."),
            Form.PT: Version(Form.PT, f"<b>{text}</b>\n\nEm português."),
        }
        now = city.watch()
        partner = await tx.partners.by_slug("adolph")
        assert partner is not None
        return await tx.posts.add(
            Post(0, partner.id, 1, PostKind.STORY, state, now, versions, tuple(media), Form.EN, sent_at=now)
        )


async def invitation(city: City) -> str:
    admin = Speaker(await reader_of(city, cast.ZHIYUAN), is_admin=True)
    async with city.store.read() as tx:
        partner = await tx.partners.by_slug("nippon-paint")
    assert partner is not None
    return await invite(city.store, admin, partner.id, city.watch())


async def the_campaign(city: City, days: int = 30, *, told: bool = True) -> Campaign:
    """A campaign of XPeng that goes on; of which a story is out, if it is told of."""
    partner, today = await xpeng(city), city.watch().date()
    async with city.store.write() as tx:
        campaign = await tx.campaigns.add(
            Campaign(0, partner.id, NAMES, today - timedelta(days=1), today + timedelta(days=days), "#飞行")
        )
        if told:
            (story, *_) = (await tx.posts.page([partner.id], {PostState.SENT}, 0, 1)).items
            await tx.posts.save(replace(story, campaign_id=campaign.id))
    return campaign


async def asks(person: Person, query: str, offset: str = "") -> dict[str, Any]:
    told = {"query": query, "offset": offset, "wait": PATIENCE}
    return await person._post("inline", user=person.id, key=person.key, **told)


async def chooses(person: Person, answer: dict[str, Any], place: int = 0) -> dict[str, Any]:
    chosen = answer["results"][place]["id"]
    sent = await person._post("choose", user=person.id, key=person.key, query_id=answer["query_id"], result_id=chosen)
    return dict(sent["message"])
