"""An admin makes a post urgent or pays for speed, before it goes out and while it does, knowing what it means."""

import pytest

from bot.broadcast import BroadcastState, Policy
from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.journeys.admin_deeds import speaks
from tests.journeys.conftest import City, Person, labels_of
from tests.journeys.deeds import say as say_in
from tests.journeys.partner_deeds import HANS, WORDS, approved_post, newest, presses_forged, presses_old, say, until
from tests.journeys.sending import a_crowd, goes_out

URGENT = (
    "Urgent: it goes before all others. "
    "If sending is interrupted, whoever was being written to at that moment gets it once more. "
    "Nobody misses it; a few may get it twice."
)


def stars(n: int) -> str:
    return str(WORDS.plural("It costs at most {n} Star.", "It costs at most {n} Stars.", n))


async def going_out(admin: Person) -> None:
    """From how things stand to a post that is approved."""
    await admin.says("/status")
    await admin.presses(say("Approved posts"))
    await admin.sees(say("no time yet"))
    await admin.presses(HANS[:8])
    await admin.sees(say("Its author hasn't chosen a time yet."))


async def test_an_approved_post_is_made_urgent_and_paid_after_one_question(city: City) -> None:
    _, post = await approved_post(city)
    admin = city.person(cast.ZHIYUAN)
    await going_out(admin)
    assert say("Pay for speed") not in labels_of(await admin.last())  # six chats: there is nothing to gain
    await a_crowd(city, post.partner_id)
    await going_out(admin)
    await admin.presses(say("Make it urgent"))
    await admin.sees(say(URGENT))
    await admin.presses(say("Pay for speed"))
    await admin.sees(say("Pay Telegram for speed?"), stars(16), "100,000", "@BotFather")
    assert not (await newest(city)).paid
    await admin.presses(say("Yes, pay for speed"))
    await admin.sees(say("Paid speed: up to {rate} messages a second, paid for in Stars.", rate="1,000"))
    kept = await newest(city)
    assert (kept.urgent, kept.paid, kept.hash()) == (True, True, post.hash())
    await admin.presses(say("Stop paying"))
    await admin.sees(say("Free speed: about {rate} messages a second.", rate="30"))
    await admin.presses(say("Not urgent after all"))
    await admin.sees(say("Careful: if sending is interrupted, the uncertain copies are listed and a person decides."))
    kept = await newest(city)
    assert (kept.urgent, kept.paid) == (False, False)


@pytest.mark.parametrize("form", [Form.YUE])
async def test_a_sending_under_way_is_made_urgent_and_paid(city: City, form: Form) -> None:
    _, broadcast = await goes_out(city, crowd=True)
    await speaks(city, cast.ZHIYUAN, form)
    admin = city.person(cast.ZHIYUAN)
    await presses_old(city, admin, f"sd:pause:{broadcast.id}")
    await admin.sees(say_in(form, "Paused: nothing more happens until somebody resumes it."))
    await admin.presses(say_in(form, "Make it urgent"))
    await admin.sees(say_in(form, "Make this sending urgent?"), say_in(form, URGENT))
    await admin.presses(say_in(form, "Yes, make it urgent"))
    await admin.sees(say_in(form, URGENT))
    await admin.presses(say_in(form, "Pay for speed"))
    await admin.sees(say_in(form, "Pay Telegram for speed?"))
    await admin.presses(say_in(form, "Yes, pay for speed"))
    page = await admin.sees(say_in(form, URGENT))
    assert {say_in(form, "Not urgent after all"), say_in(form, "Stop paying")} <= set(labels_of(page))
    now = await until(city, broadcast.post_id, BroadcastState.PAUSED)
    assert (now.policy, now.paid) == (Policy.URGENT, True)
    await admin.presses(say_in(form, "Stop paying"))
    await admin.sees(say_in(form, URGENT))
    await admin.presses(say_in(form, "Not urgent after all"))
    await admin.sees(say_in(form, "Paused: nothing more happens until somebody resumes it."))
    now = await until(city, broadcast.post_id, BroadcastState.PAUSED)
    assert (now.policy, now.paid) == (Policy.CAREFUL, False)


async def test_a_communicator_neither_sees_nor_presses_what_is_an_admins(city: City) -> None:
    author, broadcast = await goes_out(city, crowd=True)
    await presses_old(city, author, f"sd:pause:{broadcast.id}")
    page = await author.sees(say("Paused: nothing more happens until somebody resumes it."))
    assert not {say("Make it urgent"), say("Pay for speed")} & set(labels_of(page))
    sorry = str(words_for(Form.ZH_HANS).say("You can't do that here. /help shows what you can do."))
    for data in (f"sd:urgent!:{broadcast.id}", f"sd:pay!:{broadcast.id}", f"sd:free:{broadcast.id}"):
        assert await presses_forged(city, author, data) == sorry
    now = await until(city, broadcast.post_id, BroadcastState.PAUSED)
    assert (now.policy, now.paid) == (Policy.CAREFUL, False)
