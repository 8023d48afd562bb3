"""Admins let partners in: names, kind, people and channels; others may not, whatever they press."""

import asyncio

from bot.actions.admit import choose_benefit, dismiss
from bot.actions.benefit_notices import REST
from bot.actions.meet import meet
from bot.languages import Form
from bot.notices import NoticeKind
from bot.partners import INVITATION_LIFE, Benefit, Kind
from handlers.admin.doors import PartnersPage, QueuePage
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, link_in, words_of
from tests.journeys.deeds import ADMIN, commands, pressing, reader_of, speaks_english, the_partner
from tests.waiting import comes


async def adds_partner(admin: Person) -> None:
    await admin.says("/partners")
    await admin.sees("Partners")
    await admin.presses("Add a partner")
    await admin.sees("What's the new partner called?")


async def test_an_admin_adds_a_partner_in_two_steps(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await adds_partner(admin)
    await admin.says("广州酒家\nGuangzhou Restaurant")
    await admin.sees("简 广州酒家", "繁 廣州酒家", "粵 廣州酒家", "EN Guangzhou Restaurant", "What kind of partner")
    await admin.presses("City dreamer")
    await admin.sees("Guangzhou Restaurant", "City dreamer", "Nobody writes for them yet")
    partner = await the_partner(city, "guangzhou-restaurant")
    assert partner.kind is Kind.DREAMER
    assert partner.names[Form.ZH_HANT] == "廣州酒家"


async def test_pressing_the_kind_twice_makes_one_partner(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    async with city.store.read() as tx:
        before = (await tx.partners.page(0, 1)).total
    await adds_partner(admin)
    await admin.says("Museu de Macau")
    shown = await admin.sees("What kind of partner")
    twice = await asyncio.gather(
        *(admin.presses_data(shown["message_id"], "m_kind:0:super", at_once=True) for _ in range(2))
    )
    assert ["older message" in (answer or {}).get("text", "") for answer in twice].count(True) == 1
    assert "older message" in (await pressing(city, admin, "m_kind:0:super"))["text"]
    async with city.store.read() as tx:
        assert (await tx.partners.page(0, 1)).total == before + 1


async def test_a_name_that_cannot_be_is_asked_for_again(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await adds_partner(admin)
    await admin.says("x" * 65)
    await admin.sees("too long", "What's the new partner called?")
    await admin.says("One\nTwo\nThree")
    await admin.sees("I couldn't tell which language “Three” is in")
    await admin.says("<b>Tea</b> & {gap}")
    await admin.sees("EN <b>Tea</b> & {gap}")
    await admin.presses("Cancel")
    await admin.sees("partners in the programme")
    await admin.says("Not a name any more")
    async with city.store.read() as tx:
        assert await tx.partners.by_slug("not-a-name-any-more") is None


async def test_a_picture_is_no_name_and_a_command_leads_out(city: City, png: bytes) -> None:
    admin = await speaks_english(city, ADMIN)
    await adds_partner(admin)
    await admin.sends(("kapok.png", png))
    await admin.sees("A partner needs a name", "What's the new partner called?")
    await admin.says("/status")
    await admin.sees("How things stand")
    await admin.presses("Partners")
    await admin.sees("partners in the programme")


async def test_a_name_is_changed_and_its_script_follows(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    partner = await the_partner(city, "xpeng")
    await admin.says("/partners")
    await admin.sees("Partners")
    await admin.presses("XPeng Motors")
    await admin.sees("Strategic partner", "小鹏汽车", "周子晴")
    await admin.presses("Names")
    await admin.sees("Press a language")
    await admin.presses("简")
    await admin.sees("Send the name in Simplified Chinese", "小鹏汽车")
    await admin.says("小鹏汽车集团")
    await admin.sees("简 小鹏汽车集团", "繁 小鵬汽車集團", "粵 小鵬汽車集團", "EN XPeng Motors")
    assert (await the_partner(city, "xpeng")).id == partner.id


async def test_the_kind_is_changed_and_communicators_hear_what_it_allows(city: City) -> None:
    admin, ziqing = await speaks_english(city, ADMIN), await speaks_english(city, cast.ZIQING)
    await admin.says("/partners")
    await admin.sees("Partners")
    await admin.presses("XPeng Motors")
    await admin.sees("Strategic partner")
    await admin.presses("Kind")
    shown = await admin.sees("What kind of partner is XPeng Motors?", "up to 6 posts a month and 1 channel")
    assert "✓ Strategic partner" in labels_of(shown)
    await admin.presses("City ambassador")
    await admin.sees("✓ Now: City ambassador.", "XPeng Motors")
    assert (await the_partner(city, "xpeng")).kind is Kind.AMBASSADOR
    await ziqing.sees(
        "An admin has made XPeng Motors a partner of another kind: City ambassador.",
        "It now has up to 6 posts a month, up to 2 languages in a post and 1 channel.",
    )


async def nothing_waits(city: City) -> None:
    """A notice is crossed out a moment after its message has come."""

    async def so() -> bool:
        async with city.store.read() as tx:
            return not await tx.notices.waiting(city.watch() + REST, 9)

    await comes(so, "the end of all notices")


async def test_benefits_changed_one_after_the_other_are_told_once_as_they_are_by_then(city: City) -> None:
    admin, ziqing = await speaks_english(city, ADMIN), await speaks_english(city, cast.ZIQING)
    await admin.says("/partners")
    await admin.presses("XPeng Motors")
    await admin.presses("Benefits")
    for benefit, value in (("Posts per month", "12"), ("Pinning", "not included"), ("Own channels", "3")):
        await admin.presses(benefit)
        await admin.presses(value)
        await admin.sees(f"✓ {benefit}: {value}.")
    await admin.presses("Pinning")
    await admin.presses("Back to the usual")
    await admin.sees("✓ Pinning: included.")
    await ziqing._mark()
    city.watch.forward(REST)
    told = await ziqing.sees("An admin has changed what XPeng Motors may do:", "Posts per month: 12 (before: 60)")
    assert "Own channels: 3 (before: 10)" in words_of(told)
    assert "Pinning" not in words_of(told)
    await nothing_waits(city)


async def test_a_benefit_that_is_changed_and_changed_back_is_told_to_nobody(city: City) -> None:
    admin, ziqing = await meet(city.store, ADMIN, "梁志远", "zh-hans", city.watch()), city.person(cast.ZIQING)
    partner, before = await the_partner(city, "xpeng"), len(await ziqing.messages())
    ziqing_id = (await reader_of(city, cast.ZIQING)).id
    for value in (12, None):
        await choose_benefit(city.store, admin, partner.id, (Benefit.POSTS, value), city.watch())
    city.watch.forward(REST)

    async def none_waits() -> bool:
        async with city.store.read() as tx:
            return not await tx.notices.untold(ziqing_id, NoticeKind.BENEFITS)

    await comes(none_waits)
    assert len(await ziqing.messages()) == before


async def test_the_same_invitation_used_by_two_people_makes_one_communicator(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    emma, joana = city.person(cast.EMMA), await speaks_english(city, cast.JOANA)
    await admin.says("/partners")
    await admin.sees("Partners")
    await admin.presses("JD.com")
    await admin.sees("Nobody writes for them yet")
    await admin.presses("Invite a communicator")
    forward = await admin.sees("You're invited to write for JD.com", "It works once", "京东")
    payload = link_in(forward)
    await asyncio.gather(emma.says(f"/start {payload}"), joana.says(f"/start {payload}"))
    await asyncio.gather(emma.sees(""), joana.sees(""))
    partner = await the_partner(city, "jd")
    async with city.store.read() as tx:
        (member,) = await tx.partners.members(partner.id)
    loser = joana if member.address == cast.EMMA else emma
    assert any("used already" in words_of(message) for message in await loser.messages())


async def test_an_invitation_expires_after_seven_days(city: City) -> None:
    admin, emma = await speaks_english(city, ADMIN), city.person(cast.EMMA)
    await admin.says("/partners")
    await admin.sees("Partners")
    await admin.presses("JD.com")
    await admin.sees("Nobody writes for them yet")
    await admin.presses("Invite a communicator")
    payload = link_in(await admin.sees("You're invited to write for JD.com"))
    city.watch.forward(INVITATION_LIFE)
    await emma.says(f"/start {payload}")
    await emma.sees("expired")


async def test_somebody_taken_out_may_write_no_longer(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await admin.says("/partners")
    await admin.sees("Partners")
    await admin.presses("XPeng Motors")
    await admin.sees("周子晴")
    await admin.presses("Communicators")
    await admin.sees("Press a name")
    await admin.presses("周子晴")
    await admin.sees("stop writing for XPeng Motors")
    await admin.presses("Remove them")
    await admin.sees("Nobody writes for XPeng Motors yet")
    speaker = await meet(city.store, cast.ZIQING, "周子晴", None, city.watch())
    assert not speaker.is_communicator


async def test_the_menu_follows_when_somebody_is_taken_out(city: City) -> None:
    ziqing = await speaks_english(city, cast.ZIQING)
    await ziqing.says("/drafts")
    await ziqing.sees("drafts")
    assert "new" in await commands(ziqing)
    xpeng = await the_partner(city, "xpeng")
    admin = await meet(city.store, ADMIN, "梁志远", None, city.watch())
    await dismiss(city.store, admin, xpeng.id, (await reader_of(city, cast.ZIQING)).id, city.watch())
    await ziqing.sees("You no longer write for XPeng Motors", "What you wrote stays")
    await ziqing.says("/new")
    await ziqing.sees("That's for people who write for a partner")
    assert "new" not in await commands(ziqing)


async def test_buttons_of_admins_answer_others_kindly_and_do_nothing(city: City) -> None:
    emma = city.person(cast.EMMA)
    partner = await the_partner(city, "xpeng")
    for data in (
        f"m_kind:{partner.id}:ambassador",
        f"m_p:i:{partner.id}",
        f"m_p:s:{partner.id}",
        "m_add",
        PartnersPage().pack(),
        "m_go:1",
        "m_stat",
        "review:1",
        "m_do:ok:1:0000000000000000",
    ):
        assert "You can't do that here" in (await pressing(city, emma, data))["text"], data
    for command in ("/review", "/status", "/halt", "/resume"):
        await emma.says(command)
        await emma.sees("You can't do that here")
    assert (await the_partner(city, "xpeng")).kind is Kind.STRATEGIC
    async with city.store.read() as tx:
        assert await tx.programme.halted_at() is None


async def test_nonsense_in_a_button_is_answered_kindly(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    for data in (
        "m_p:s:999999",
        "m_p:zzz:1",
        "m_kind:1:emperor",
        "review:x",
        "review:99",
        "m_chan:999",
        "m_out:1:1:0",
        "m_person:1:1:0",
    ):
        assert (await pressing(city, admin, data))["text"], data
    for data in (
        "m_list:-1::0:",
        PartnersPage(page=99999999).pack(),
        "m_queue:-5::0:0::0",
        QueuePage(page=99999).pack(),
        f"m_p:s:{10**30}",
        f"m_list:{10**30}::0:",
    ):
        await pressing(city, admin, data)


async def test_readers_get_their_own_partners(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/partners")
    shown = await emma.sees("")
    assert "Add a partner" not in labels_of(shown)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/partners")
    await admin.sees("Partners")
    await admin.presses("Follow as a reader")
    shown = await admin.sees("")
    assert "Add a partner" not in labels_of(shown)
