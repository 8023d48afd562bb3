"""A partner leaves the programme: what was to come ends, what was told stays, and nobody is left with a dead button."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.plan import plan_due
from bot.actions.schedule import schedule
from bot.actions.settle_in import follow, unfollow
from bot.audit import Wanted
from bot.broadcast import Broadcast, BroadcastState
from bot.content import Post, PostState
from bot.mistakes import Mistake, Why
from bot.recurrence import Aim, local
from bot.repeating import Every, Rule
from tests import cast
from tests.journeys.admin_deeds import kept, scheduled
from tests.journeys.conftest import City, Person, labels_of, link_in, words_of
from tests.journeys.deeds import ADMIN, pressing, reader_of, speaks_english, the_partner
from tests.journeys.partner_deeds import a_submitted_post, author


async def leaves(city: City, admin: Person) -> None:
    """An admin presses through the one question."""
    partner = await the_partner(city, "xpeng")
    await pressing(city, admin, f"m_p:s:{partner.id}")
    await admin.presses("They leave the programme")
    await admin.sees("Should XPeng Motors leave the programme?")
    await admin.presses("Yes, they leave")
    await admin.sees("XPeng Motors", "They left the programme on")


async def repeats(city: City, post: Post) -> None:
    writer = await author(city)
    wall = local(city.watch() + timedelta(hours=1), writer.reader.zone).replace(tzinfo=None)
    await schedule(city.store, writer, post.id, Aim(wall, Rule(Every.DAY)), city.watch())


async def test_the_question_says_what_ends_and_what_stays(city: City) -> None:
    await repeats(city, await scheduled(city))
    await scheduled(city)
    await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    partner = await the_partner(city, "xpeng")
    await pressing(city, admin, f"m_p:r:{partner.id}")
    await admin.sees(
        "1 planned post doesn't go out", "1 running series ends", "1 post leaves the review", "周子晴", "follow"
    )
    await admin.presses("‹ Back")
    await admin.sees("XPeng Motors", "Strategic partner")
    assert (await the_partner(city, "xpeng")).retired_at is None


async def test_nothing_planned_goes_out_and_the_communicators_are_told(city: City) -> None:
    post, waiting = await scheduled(city), await a_submitted_post(city)
    await repeats(city, post)
    admin, ziqing = await speaks_english(city, ADMIN), await speaks_english(city, cast.ZIQING)
    await leaves(city, admin)
    await ziqing.sees("XPeng Motors has left the programme", "no longer write")
    city.watch.forward(timedelta(hours=2))
    await plan_due(city.store, city.watch())
    assert (await kept(city, post)).state is PostState.APPROVED
    assert (await kept(city, waiting)).state is PostState.DRAFT
    async with city.store.read() as tx:
        lines = await tx.audit.page(Wanted(partner_id=post.partner_id), 0, 20)
        assert not await tx.channels.of(post.partner_id)
        assert not await tx.partners.members(post.partner_id)
    verbs = [line.verb for line in lines.items]
    assert {"retire", "unschedule", "unlink"} <= set(verbs)
    await ziqing.says("/posts")
    assert "飞行汽车日" not in str(await ziqing.last())


async def test_of_a_partner_that_leaves_while_its_post_goes_out_everybody_is_told_what_became_of_it(
    city: City,
) -> None:
    """The admin before and after the press, the communicator in the notice and in the report."""
    post = await a_submitted_post(city)
    admin, ziqing = await speaks_english(city, ADMIN), await speaks_english(city, cast.ZIQING)
    async with city.store.write() as tx:
        await tx.posts.save(replace(post, state=PostState.SENDING, approved_hash=post.hash()))
        meant = await tx.broadcasts.start(
            Broadcast(0, post.id, city.watch(), post.hash(), started_at=city.watch()), post.whom
        )
        await tx.broadcasts.advance(meant.id, BroadcastState.SENDING, BroadcastState.PAUSED)
    partner = await the_partner(city, "xpeng")
    await pressing(city, admin, f"m_p:r:{partner.id}")
    far = f"“飞行汽车日”, 0 of {meant.meant} (0%)"
    await admin.sees("What is being sent stops", far)
    await admin.presses("Yes, they leave")
    await admin.sees(f"Cancelled: {far}", "They left the programme on")
    left = "XPeng Motors left the programme while this was going out: the others don't get it."
    await ziqing.sees("Report: ", "飞行汽车日", "Received by 0", left)
    told = " ".join(words_of(each) for each in await ziqing.messages())
    assert "1 post was going out at that moment and has stopped" in told


async def test_readers_are_told_where_they_press_and_read_its_stories_as_before(city: City) -> None:
    admin, emma = await speaks_english(city, ADMIN), city.person(cast.EMMA)
    partner = await the_partner(city, "xpeng")
    await leaves(city, admin)
    for dead in (f"a_follow:{partner.id}:1:0", f"a_write:{partner.id}"):
        assert "has left the programme" in (await pressing(city, emma, dead))["text"]
    await emma.says("/start partner_xpeng")
    page = await emma.sees("They've left the programme")
    assert "Stories" in labels_of(page)
    assert not {"Follow", "Unfollow", "Write to them"} & set(labels_of(page))
    await emma.presses("Stories")
    await emma.sees("Stories", "XPeng Motors")
    await emma.says("/partners")
    listed = await emma.sees("City partners")
    assert not any("XPeng" in label for label in labels_of(listed))


async def test_an_invitation_of_before_leads_nowhere(city: City) -> None:
    admin, emma = await speaks_english(city, ADMIN), city.person(cast.EMMA)
    partner = await the_partner(city, "xpeng")
    await pressing(city, admin, f"m_p:i:{partner.id}")
    invitation = link_in(await admin.sees("You're invited"))
    await leaves(city, admin)
    await emma.says(f"/start {invitation}")
    await emma.sees("XPeng Motors has left the programme")


async def test_the_programme_itself_does_not_leave(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await admin.says("/announce")
    await admin.sees("An announcement by")
    await admin.presses("Write it")
    partner = await the_partner(city, "programme")
    await pressing(city, admin, f"m_p:s:{partner.id}")
    assert "They leave the programme" not in labels_of(await admin.last())
    await pressing(city, admin, f"m_p:t:{partner.id}")
    assert (await the_partner(city, "programme")).retired_at is None


async def test_taken_back_it_has_the_followers_that_have_not_said_no(city: City) -> None:
    admin, partner = await speaks_english(city, ADMIN), await the_partner(city, "xpeng")
    emma, joana = await reader_of(city, cast.EMMA), await reader_of(city, cast.JOANA)
    for reader in (emma, joana):
        await unfollow(city.store, reader.id, partner.id, city.watch())
        await follow(city.store, reader.id, partner.id, city.watch())
    await leaves(city, admin)
    await unfollow(city.store, joana.id, partner.id, city.watch())
    with pytest.raises(Mistake) as refused:
        await follow(city.store, emma.id, partner.id, city.watch())
    assert refused.value.why is Why.RETIRED
    await admin.says("/partners")
    assert not any("XPeng" in label for label in labels_of(await admin.sees("partners in the programme")))
    await admin.presses("Search")
    await admin.says("xpeng")
    await admin.sees("1 partner found")
    await admin.presses("✕ XPeng Motors")
    await admin.presses("Take them back")
    await admin.sees("is in the programme again", "4 readers follow them as before")
    async with city.store.read() as tx:
        assert partner.id in await tx.follows.of(emma.id)
        assert partner.id not in await tx.follows.of(joana.id)


async def test_a_suspended_partners_post_is_refused_at_the_first_step_of_planning(city: City) -> None:
    post = await scheduled(city)
    admin, ziqing = await speaks_english(city, ADMIN), await speaks_english(city, cast.ZIQING)
    await pressing(city, admin, f"m_p:y:{post.partner_id}")
    await pressing(city, ziqing, f"schedule:{post.id}")
    page = await ziqing.sees("XPeng Motors is suspended, so none of its posts go out now")
    assert "⏸ Pause" in labels_of(page)
    assert not any("Next minute" in label for label in labels_of(page))
