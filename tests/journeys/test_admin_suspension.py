"""Admins find partners by any name, and suspend one: none of its posts go out until it is lifted."""

from datetime import timedelta

import pytest

from bot.actions.plan import plan_due
from bot.audit import Wanted
from bot.broadcast import BroadcastState
from bot.content import PostState
from bot.mistakes import Mistake, Why
from tests import cast
from tests.journeys.admin_deeds import kept, plan, scheduled
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import ADMIN, pressing, speaks_english, the_partner
from tests.journeys.partner_deeds import until
from tests.journeys.sending import QUICKLY, goes_out, keep_to


async def suspends(city: City, admin: Person) -> None:
    partner = await the_partner(city, "xpeng")
    await pressing(city, admin, f"m_p:s:{partner.id}")
    await admin.presses("Suspend")
    await admin.sees("Suspend XPeng Motors?")
    await admin.presses("Yes, suspend them")
    await admin.sees("⏸ Suspended: none of their posts go out.")


async def test_what_a_suspended_partner_has_planned_is_marked_wherever_it_stands(city: City) -> None:
    await scheduled(city)
    admin, ziqing = await speaks_english(city, ADMIN), await speaks_english(city, cast.ZIQING)
    await ziqing.says("/posts")
    assert "Suspended" not in words_of(await ziqing.sees("scheduled"))
    await suspends(city, admin)
    await ziqing.sees("An admin has suspended XPeng Motors")
    await ziqing.says("/posts")
    await ziqing.sees("scheduled", "⏸ Suspended: none of their posts go out.")
    await ziqing.presses("1 · ")
    await ziqing.sees("It goes out on", "XPeng Motors is suspended, so none of its posts go out now.")
    for one in (ziqing, admin):
        await one.says("/calendar")
        shown = await one.sees("What a suspended partner has planned doesn't go out.")
        assert "⏸" in words_of(shown).splitlines()[-1]
        assert "(partner suspended)" in words_of(shown).splitlines()[-1]


@pytest.mark.parametrize("typed", ["小鹏", "小鵬", "XPENG", "ｘｐｅｎｇ", "  motors xpeng ", "鵬汽"])
async def test_a_partner_is_found_by_any_form_of_its_name(city: City, typed: str) -> None:
    admin = await speaks_english(city, ADMIN)
    await admin.says("/partners")
    await admin.presses("Search")
    await admin.sees("Which partner?")
    await admin.says(typed)
    shown = await admin.sees("Only:", "1 partner found")
    assert "XPeng Motors" in labels_of(shown)


async def test_partners_of_one_kind_and_none_at_all(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await admin.says("/partners")
    await admin.presses("Search")
    await admin.says("no:such <b>partner</b> " * 9)
    await admin.sees("Only: “no such <b>partner</b>", "I found nothing here")
    await admin.presses("Kind")
    await admin.sees("Which kind of partner?")
    await admin.presses("Strategic partner")
    await admin.sees("Only: Strategic partner")


async def test_a_suspended_partners_plan_waits_and_its_people_are_told(city: City) -> None:
    post = await scheduled(city)
    admin, ziqing = await speaks_english(city, ADMIN), await speaks_english(city, cast.ZIQING)
    await suspends(city, admin)
    await ziqing.sees("An admin has suspended XPeng Motors")
    with pytest.raises(Mistake) as refused:
        await plan(city, post)
    assert refused.value.why is Why.SUSPENDED
    city.watch.forward(timedelta(hours=2))
    await plan_due(city.store, city.watch())
    assert (await kept(city, post)).state is PostState.SCHEDULED
    await admin.presses("Lift the suspension")
    await admin.sees("XPeng Motors", "Strategic partner")
    await ziqing.sees("no longer suspended", "1 post missed its time")
    await plan_due(city.store, city.watch())
    assert (await kept(city, post)).state is PostState.APPROVED
    await plan(city, post)
    async with city.store.read() as tx:
        lines = await tx.audit.page(Wanted(partner_id=post.partner_id), 0, 20)
    assert [line.verb for line in lines.items][:4] == ["schedule", "missed", "lift", "suspend"]


async def test_what_a_suspension_stopped_half_way_is_named_when_it_is_lifted_and_goes_on_by_the_way_told(
    city: City,
) -> None:
    _, broadcast = await goes_out(city, crowd=True)
    admin, ziqing = await speaks_english(city, ADMIN), await speaks_english(city, cast.ZIQING)
    await suspends(city, admin)
    await until(city, broadcast.post_id, BroadcastState.PAUSED)
    await admin.presses("Lift the suspension")
    await ziqing.sees(
        "no longer suspended", "1 post was stopped", "open it in /posts", "“Resume or cancel”, then “Resume”"
    )
    await ziqing.says("/posts")
    await ziqing.presses("1 · ")
    await ziqing.presses("Resume or cancel")
    await ziqing.presses("Resume")
    await ziqing.sees("Under way.")
    await keep_to(city, QUICKLY)
    await until(city, broadcast.post_id, BroadcastState.FINISHED)
