"""Communicators hear at once, and once, when their channel loses a right, moves, or is mended."""

from dataclasses import replace

from bot.audit import Wanted
from bot.languages import Form
from bot.notices import NoticeKind
from bot.partners import Channel
from tests import cast
from tests.journeys.admin_deeds import LOOKING, POSTING, a_channel, asks_to_link, promoted
from tests.journeys.conftest import City, Person, words_of
from tests.journeys.deeds import ADMIN, speaks_english, the_partner

KEY = str(cast.CHANNEL)
ALL = {"can_post_messages": True, "can_edit_messages": True}


async def heard(person: Person, fragment: str) -> int:
    return sum(fragment in words_of(message) for message in await person.messages())


async def rights(city: City, key: str, wanted: dict[str, bool] | None) -> None:
    """Set by the operator of the network, whoever owns the channel."""
    status = "left" if wanted is None else "administrator"
    await city.control("member", key=key, member=cast.BOT, status=status, rights=wanted or {})


async def test_a_lost_right_is_told_at_once_and_once_and_so_is_its_return(city: City) -> None:
    ziqing = await speaks_english(city, cast.ZIQING)
    await rights(city, KEY, LOOKING)
    await ziqing.sees("I can no longer post in the channel")
    await rights(city, KEY, {"can_invite_users": True})
    await rights(city, KEY, None)
    await rights(city, KEY, ALL)
    await ziqing.sees("I can post in the channel", "again")
    assert await heard(ziqing, "can no longer post") == 1
    assert await heard(ziqing, "I can post in the channel") == 1
    partner = await the_partner(city, "xpeng")
    async with city.store.read() as tx:
        lines = await tx.audit.page(Wanted(partner_id=partner.id), 0, 9)
    assert [line.verb for line in lines.items] == ["back", "lost"]


async def test_where_the_bot_may_not_post_stands_in_the_status_and_admins_hear_of_it_for_who_has_no_people(
    city: City,
) -> None:
    admin = await speaks_english(city, ADMIN)
    key = await a_channel(city, "JD Macau", POSTING)
    async with city.store.write() as tx:
        jd = await tx.partners.by_slug("jd")
        assert jd
        assert not await tx.partners.members(jd.id)
        await tx.channels.link(Channel(0, int(key), jd.id, "JD Macau", (Form.PT,)))
    await admin.says("/status")
    assert "JD Macau" not in words_of(await admin.sees("How things stand"))
    await rights(city, key, LOOKING)
    await admin.sees("I can no longer post in the channel “JD Macau”")
    await admin.says("/status")
    await admin.sees("✗ JD Macau: I can't post there now")
    await admin.presses("JD Macau")
    await admin.sees("JD Macau, channel of JD.com", "I haven't been able to post there since")


async def test_the_right_to_pin_is_told_apart(city: City) -> None:
    ziqing = await speaks_english(city, cast.ZIQING)
    await rights(city, KEY, {**ALL, "can_invite_users": True})
    await rights(city, KEY, POSTING)
    await ziqing.sees("I may no longer pin posts in the channel")
    await rights(city, KEY, ALL)
    await ziqing.sees("I may pin posts in the channel", "again")


async def test_who_lets_the_bot_into_a_new_channel_hears_how_to_go_on(city: City) -> None:
    ziqing = await speaks_english(city, cast.ZIQING)
    key = await a_channel(city, "Vale do Rio", POSTING)
    await ziqing.sees("I may post in “Vale do Rio” now", "admin")
    await promoted(city, key, None)
    assert await heard(ziqing, "Vale do Rio") == 1


async def test_a_group_without_a_name_or_links_is_linked_by_the_number_that_the_bot_tells_its_admin(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    key = str((await admin._post("chat", user=ADMIN, type="group", title="Neighbours"))["key"])
    await city.control("member", key=key, member=cast.BOT, status="administrator", by=ADMIN)
    await admin.sees("I may post in “Neighbours” now", f"send this number: {key}")
    await asks_to_link(admin, "JD.com")
    await admin.says(key)
    await admin.sees("I may post in Neighbours")


async def test_a_group_that_becomes_a_supergroup_keeps_its_partner(city: City) -> None:
    ziqing = await speaks_english(city, cast.ZIQING)
    new = -1009876543210
    said = {
        "message_id": 5,
        "date": 1,
        "chat": {"id": cast.CHANNEL, "type": "group", "title": "XPeng"},
        "migrate_to_chat_id": new,
    }
    for number in (1, 2):
        update = {"update_id": 10**6 + number, "message": said}
        await city.kapok._conversations.feed_raw_update(city.kapok._bot, update)
    await ziqing.sees("has become a supergroup")
    partner = await the_partner(city, "xpeng")
    async with city.store.read() as tx:
        assert [channel.address for channel in await tx.channels.of(partner.id)] == [new]
        waiting = await tx.notices.waiting(city.watch(), 9)
    assert NoticeKind.CHANNEL_MOVED not in [notice.kind for notice in waiting]
    assert await heard(ziqing, "supergroup") == 1


async def test_a_group_is_called_a_group_and_a_channel_whose_kind_was_not_known_learns_it(city: City) -> None:
    ziqing, admin = await speaks_english(city, cast.ZIQING), await speaks_english(city, ADMIN)
    made = await ziqing._post("chat", user=cast.ZIQING, type="supergroup", title="Drivers")
    key = str(made["key"])
    await promoted(city, key, {"can_pin_messages": True})
    await asks_to_link(admin, "XPeng")
    await admin.says(key)
    await admin.sees("I may post in Drivers")
    await admin.presses("Done")
    await admin.sees("Drivers, group of XPeng")
    await promoted(city, key, {"can_pin_messages": False})
    await ziqing.sees("I may no longer pin posts in the group “Drivers”")
    async with city.store.write() as tx:
        (channel,) = await tx.channels.all_at(int(key))
        await tx.channels.save(replace(channel, group=False))
    await rights(city, key, None)
    await ziqing.sees("I can no longer post in the group “Drivers”")
    await promoted(city, key, {"can_pin_messages": False})
    await ziqing.sees("I can post in the group “Drivers” again")
