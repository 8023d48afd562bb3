"""Admins link channels where the bot may post; the others are refused kindly."""

from tests.journeys.admin_deeds import LOOKING, POSTING, a_channel, asks_to_link, promoted
from tests.journeys.conftest import City
from tests.journeys.deeds import ADMIN, pressing, speaks_english, the_partner
from tests.waiting import comes


async def test_a_channel_is_linked_with_its_languages(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    key = await a_channel(city, "\u202eJD  Guangzhou", POSTING)
    await asks_to_link(admin, "JD.com")
    await admin.says(key)
    await admin.sees("I may post in JD Guangzhou")  # a mark that turns the line is left out of its name
    await admin.presses("EN")
    await admin.presses("PT")
    await admin.presses("Done")
    await admin.sees("JD Guangzhou, channel of JD.com", "I may post there", "EN · PT")
    await admin.presses("✓ EN")
    await admin.sees("A post appears there in PT.")
    await admin.presses("EN")
    await admin.sees("PT · EN, one below the other")
    await admin.presses("One message for each language")
    await admin.sees("PT · EN, each in a message of its own")
    await admin.presses("All in one message")
    await admin.sees("one below the other")
    await admin.presses("✓ EN")
    await admin.sees("A post appears there in PT.")
    toast = await admin.presses("✓ PT")
    assert toast
    assert "at least one language" in toast["text"]
    await admin.presses("Unlink")
    await admin.sees("Unlink JD Guangzhou")
    await admin.presses("Unlink")
    await admin.sees("JD.com has no channel yet")


async def test_a_channel_where_the_bot_may_not_post_is_refused_and_asked_again(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    key = await a_channel(city, "JD Quiet", LOOKING)
    await asks_to_link(admin, "JD.com")
    for nonsense in (
        "the big one",
        "@no_such_channel_here",
        "https://t.me/",
        "-100",
        "@xiaolan",
        "https://t.me/c/99999/5",
    ):
        await admin.says(nonsense)
        await admin.sees("I can't find that channel or group", "Link a channel to JD.com")
    await admin.says(key)
    await admin.sees("I can't post there", "Link a channel to JD.com")
    await promoted(city, key, POSTING)
    await admin.says(key.replace("-100", "t.me/c/") + "/7")
    await admin.sees("I may post in JD Quiet")


async def test_another_partners_channel_is_taken(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await asks_to_link(admin, "JD.com")
    await admin.says("@xpeng_city_sample")
    await admin.sees("already belongs to another partner")


async def test_no_language_is_no_link(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    key = await a_channel(city, "2027", POSTING)
    await asks_to_link(admin, "JD.com")
    await admin.says(key)
    await admin.sees("I may post in 2027")
    toast = await admin.presses("Done")
    assert toast
    assert "at least one language" in toast["text"]


async def test_a_kind_allows_so_many_channels(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    partner = await the_partner(city, "xpeng")
    await pressing(city, admin, f"m_kind:{partner.id}:ambassador")
    assert "all the channels" in (await pressing(city, admin, f"m_p:l:{partner.id}"))["text"]


async def test_a_lost_channel_says_so_and_is_checked_again(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    key = await a_channel(city, "JD Lost", POSTING)
    await asks_to_link(admin, "JD.com")
    await admin.says(key)
    await admin.sees("I may post in JD Lost")
    await admin.presses("Done")
    await admin.sees("I may post there")
    await promoted(city, key, LOOKING)
    channel = await _lost(city, key)
    await pressing(city, admin, f"m_chan:{channel}")
    await admin.sees("I haven't been able to post there since")
    toast = await admin.presses("Check again")
    assert toast
    assert "I can't post there" in toast["text"]


async def _lost(city: City, key: str) -> int:
    """The channel, once the bot has noticed."""

    async def noticed() -> int:
        async with city.store.read() as tx:
            channel = await tx.channels.by_address(int(key))
        assert channel is not None
        return channel.id if channel.lost_at is not None else 0

    return await comes(noticed)
