"""An admin writes to all readers in the programme's name; with a second admin there are four eyes."""

from datetime import timedelta

from bot.content import Post, PostState
from bot.partners import PROGRAMME
from tests import cast
from tests.journeys.admin_deeds import SECOND, kept
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import ADMIN, pressing, speaks_english, the_partner
from tests.waiting import comes

TEXT = "All stories pause for the holiday. See you on Monday."


async def writes(city: City, admin: Person) -> Post:
    await admin.says("/announce")
    await admin.sees("An announcement by Guangzhou City Partners", "It'll go to all")
    await admin.presses("Write it")
    await admin.sees("A new post for Guangzhou City Partners")
    await admin.says(TEXT)
    await admin.sees("Story by Guangzhou City Partners")
    async with city.store.read() as tx:
        partner = await tx.partners.by_slug(PROGRAMME)
        assert partner is not None
        return (await tx.posts.page([partner.id], set(PostState), 0, 1)).items[0]


async def test_the_only_admin_announces_to_everybody_at_their_own_word(city: City) -> None:
    admin, joana = await speaks_english(city, ADMIN), await speaks_english(city, cast.JOANA)
    async with city.store.write() as tx:
        reader = await tx.readers.by_address(cast.JOANA)
        assert reader is not None
        for partner_id in await tx.follows.of(reader.id):
            await tx.follows.unfollow(reader.id, partner_id)
    post = await writes(city, admin)
    assert "For all readers" in labels_of(await admin.last())
    await admin.says("/help")
    shown = await admin.sees("You run the programme")
    assert all(shown["text"].count(f"/{each} ") == 1 for each in ("calendar", "link"))
    await admin.presses("Submit")
    await admin.presses("Submit as it is")
    await admin.sees("✓ Approved", "When should it go out?")
    await admin.presses("Schedule it")
    await admin.presses("Next minute")
    await admin.sees("It goes out")
    city.watch.forward(timedelta(minutes=2))
    await joana.sees("All stories pause for the holiday", "A message from Guangzhou City Partners")

    async def is_sent() -> bool:
        return (await kept(city, post)).state is PostState.SENT

    await comes(is_sent)
    await admin.says("/audit")
    await admin.sees("梁志远 approved “All stories pause")


async def test_looking_at_what_an_announcement_would_be_makes_no_partner(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await admin.says("/announce")
    await admin.sees("An announcement by Guangzhou City Partners", "It'll go to all")
    async with city.store.read() as tx:
        assert await tx.partners.by_slug(PROGRAMME) is None
    await admin.says("/partners")
    listed = await admin.sees("partners in the programme")
    assert "Guangzhou City Partners" not in labels_of(listed)


async def test_an_announcement_begins_with_whatever_is_sent_before_write_it_is_pressed(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    for text in (TEXT, "The tower is dark tonight. Thank you for your patience."):
        await admin.says("/announce")
        await admin.sees("An announcement by Guangzhou City Partners", "Send its text now")
        await admin.says(text)
        await admin.sees("Story by Guangzhou City Partners", "Saved as English")
    async with city.store.read() as tx:
        partner = await tx.partners.by_slug(PROGRAMME)
        assert partner is not None
        assert (await tx.posts.page([partner.id], set(PostState), 0, 1)).total == 2


async def test_a_command_after_announce_leads_out_of_it(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await admin.says("/announce")
    await admin.sees("An announcement by Guangzhou City Partners")
    await admin.says("/status")
    await admin.sees("How things stand")
    async with city.store.read() as tx:
        assert await tx.partners.by_slug(PROGRAMME) is None


async def test_with_a_second_admin_there_are_four_eyes(city: City) -> None:
    async with city.store.write() as tx:
        await tx.admins.ensure({SECOND}, city.watch())
    admin, second = await speaks_english(city, ADMIN), await speaks_english(city, SECOND)
    post = await writes(city, admin)
    await admin.presses("Submit")
    await admin.presses("Submit as it is")
    await admin.sees("✓ Submitted", "An admin will look at it")
    toast = await pressing(city, admin, f"m_do:ok:{post.id}:{post.hash()[:16]}")
    assert "another admin must approve it" in toast["text"]
    await second.presses("Review it")
    await second.presses("✓ Approve")
    await second.sees("✓ Approved")
    assert (await kept(city, post)).state is PostState.APPROVED


async def test_who_is_no_admin_announces_nothing(city: City) -> None:
    ziqing = await speaks_english(city, cast.ZIQING)
    await ziqing.says("/announce")
    async with city.store.read() as tx:
        assert await tx.partners.by_slug(PROGRAMME) is None
    partner = await the_partner(city, "jd")
    assert "can't do that" in (await pressing(city, ziqing, f"pn:{partner.id}"))["text"]
    assert all("announcement" not in words_of(message) for message in await ziqing.messages())
