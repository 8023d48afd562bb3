"""A broadcast under way is watched, paused, resumed and cancelled in chat; afterwards it is sent again or recalled."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from sqlalchemy import select

from bot.actions import progress
from bot.actions.control import cancel
from bot.actions.halt import halt, resume
from bot.actions.let_go import ask_to_be_forgotten
from bot.actions.meet import meet
from bot.actions.standstill import flooded_line, halted_line
from bot.broadcast import Broadcast, BroadcastState, Errand
from bot.delivery import DeliveryState, Skip, Sums
from bot.languages import Form
from bot.recurrence import local
from bot.requests import COOLING
from bot.words import words_for
from handlers.admin.doors import StatusButton
from handlers.partner.presses import OpenPost
from handlers.sending.broadcast_screens import OpenSending, SendingPress, sending_screen
from handlers.sending.facts import Act, Facts
from scheduler import clock
from storage.ledger import deliveries
from storage.schema import metadata
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import planted
from tests.journeys.partner_deeds import (
    HANS,
    WORDS,
    approved_post,
    copies,
    presses_forged,
    presses_old,
    say,
    until,
)
from tests.journeys.reader_deeds import gone
from tests.journeys.sending import CROWD, QUICKLY, goes_out, keep_to, looks
from tests.screens.examples_shared import GOING, OVER
from tests.waiting import comes

READERS = (cast.XIAOLAN, cast.WINGSZE, cast.KAMAN, cast.EMMA, cast.JOANA)
EVERYBODY = (*READERS, *CROWD)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress is shown more often than five seconds, for people in a hurry."""
    monkeypatch.setattr(clock, "PROGRESS_EVERY", 0.3)
    monkeypatch.setattr(progress, "EVERY", timedelta(seconds=0.3))


def received(city: City) -> int:
    return sum(copies(city, address) for address in EVERYBODY)


async def paused_in_the_middle(city: City) -> tuple[Person, Broadcast]:
    """Somebody sees how far it is, opens it and pauses."""
    author, broadcast = await goes_out(city, crowd=True)
    shown = await author.sees("156", "%")
    assert labels_of(shown) == [say("Look at it")]
    await author.presses(say("Look at it"))
    page = await author.sees(say("The sending"), say("Under way."), "156")
    assert [say("Pause"), say("Refresh"), say("Cancel the rest")] == labels_of(page)[:3]
    await comes(lambda: is_received(city))
    await author.presses(say("Pause"))
    await author.sees(say("Paused: nothing more happens until somebody resumes it."))
    await comes(lambda: has_landed(city), "the end of what was in flight")
    assert 0 < received(city) < len(EVERYBODY), "it was not paused in the middle"
    await keep_to(city, QUICKLY)
    return author, broadcast


async def is_received(city: City) -> bool:
    return received(city) > 0


async def has_landed(city: City) -> bool:
    """Whether no copy is on its way any more."""
    async with city.store.read() as tx:
        return not await tx.broadcasts.leaving()


async def test_a_broadcast_is_paused_in_the_middle_and_goes_on_and_everybody_gets_it_once(city: City) -> None:
    author, broadcast = await paused_in_the_middle(city)
    before = received(city)
    await asyncio.sleep(3 * clock.LOOK_EVERY)
    assert before == received(city)
    await author.says("/posts")
    await author.sees(say("⏸ Paused"))
    await presses_old(city, author, OpenPost(post_id=broadcast.post_id).pack())
    await author.sees(WORDS.say("{person} paused it.", person="周子晴"))
    await author.presses(say("Resume or cancel"))
    await author.says("为什么停了？")
    await author.sees(say("The sending"), WORDS.say("{person} paused it.", person="周子晴"))
    await author.says("先停两个小时")
    page = await author.sees(say("The sending"), say("Resume"))
    await author.presses(next(each for each in labels_of(page) if each.startswith("⏸")))
    await author.sees(say("⏸ Paused until {moment}. Then it goes on by itself.", moment="|").split("|")[0])
    city.watch.forward(timedelta(hours=2, minutes=1))  # nobody presses anything
    await until(city, broadcast.post_id, BroadcastState.FINISHED)
    await author.sees(say("The pause of “{title}” is over: it's being sent again.", title="|").split("|")[1])
    assert {copies(city, address) for address in EVERYBODY} == {1}
    await author.sees(str(WORDS.plural("Received by {n}", "Received by {n}", 156)))
    await comes(lambda: is_done(author))


async def is_done(author: Person) -> bool:
    """Whether its progress stands once in the chat, and at its end."""
    lines = [words_of(each) for each in await author.messages() if "156" in words_of(each)]
    done = [line for line in lines if "%" in line and line.startswith("✓ ")]
    return len(done) == 1 and "100%" in done[0]


async def test_who_is_forgotten_before_their_turn_gets_nothing_and_nothing_leads_to_them(city: City) -> None:
    author, broadcast = await paused_in_the_middle(city)
    last = next(address for address in reversed(CROWD) if not copies(city, address))
    async with city.store.read() as tx:
        known = await tx.readers.by_address(last)
    assert known is not None
    await ask_to_be_forgotten(city.store, known.id, city.watch())
    city.watch.forward(COOLING)
    await gone(city, last)
    await author.presses(say("Resume"))
    done = await until(city, broadcast.post_id, BroadcastState.FINISHED)
    assert sum(copies(city, address) for address in EVERYBODY if address != last) == len(EVERYBODY) - 1
    assert not any("/stop_" in words_of(each) for each in await city.person(last).messages())
    async with city.store.read() as tx:
        sums = await tx.broadcasts.sums(done.id)
        assert sums.known == sums.meant == done.meant
        connection: Any = tx.posts._tx  # type: ignore[attr-defined]
        for table in metadata.sorted_tables:
            for row in (await connection.execute(select(table))).mappings():
                told = {name: value for name, value in row.items() if value in (last, str(last))}
                assert not told, (table.name, told)
        (line,) = (await connection.execute(select(deliveries).where(deliveries.c.recipient == known.id))).mappings()
        # The sum needs a line for everybody meant: a number that leads to nobody, by nobody's fault.
        assert (line["state"], line["reason"], line["message_ids"]) == ("skipped", "gone", None)
        assert await tx.readers.get(known.id) is None


async def test_the_rest_of_a_broadcast_is_cancelled_after_a_question(city: City) -> None:
    author, broadcast = await paused_in_the_middle(city)
    await author.presses(say("Cancel the rest"))
    await author.sees(say("Those who have it keep it. Whoever is left out can be sent it later, from here."))
    await author.presses(say("Yes, cancel the rest"))
    await until(city, broadcast.post_id, BroadcastState.FINISHED)
    await author.sees(say("cancelled before their turn"))
    assert 0 < received(city) < len(EVERYBODY)
    assert max(copies(city, address) for address in EVERYBODY) == 1
    await presses_old(city, author, press(Act.PAUSE, broadcast.id))
    await author.sees(say("It's too late for that: this sending is over."), say("Cancelled: the rest are left out."))
    left = len(EVERYBODY) - received(city)
    await author.presses(str(WORDS.plural("Send to {n} left out", "Send to {n} left out", left)))
    await author.sees(
        str(WORDS.plural("Send it to the {n} chat left out?", "Send it to the {n} chats left out?", left))
    )
    await author.presses(say("Yes, send it to them"))
    await author.sees(say("Sending to those left out"))
    rest = await until(city, broadcast.post_id, BroadcastState.FINISHED)
    assert (rest.meant, rest.origin_id) == (left, broadcast.id)
    assert [copies(city, address) for address in EVERYBODY] == [1] * len(EVERYBODY)


async def test_a_recall_deletes_every_copy(city: City) -> None:
    author, broadcast = await goes_out(city)
    await until(city, broadcast.post_id, BroadcastState.FINISHED)
    assert {copies(city, address) for address in READERS} == {1}
    await looks(author)
    await author.presses(say("Recall every copy"))
    await author.sees(say("Those who have read it have read it. This can't be undone."))
    await author.presses(say("Yes, delete every copy"))
    await author.sees(str(WORDS.plural("Deleted from {n} chat", "Deleted from {n} chats", 6)))
    assert {copies(city, address) for address in READERS} == {0}
    await looks(author)
    page = await author.last()
    assert str(WORDS.plural("Deleted from {n} chat", "Deleted from {n} chats", 6)) in words_of(page)


async def test_only_the_uncertain_get_it_again_and_only_after_a_question(city: City) -> None:
    fault = {"method": "sendMessage", "times": 1, "chat_id": cast.EMMA, "cut": "before"}
    async with city.http.post(f"{city.url}/control/faults", json=fault) as planned:
        assert planned.status == 200
    author, broadcast = await goes_out(city)
    await until(city, broadcast.post_id, BroadcastState.FINISHED)
    assert copies(city, cast.EMMA) == 0
    await looks(author)
    await author.presses(str(WORDS.plural("Send again to {n} uncertain", "Send again to {n} uncertain", 1)))
    await author.sees(say("They may already have it: then they get it twice."))
    await author.presses(say("Yes, send again"))
    await author.sees(say("Sending again"))
    again = await until(city, broadcast.post_id, BroadcastState.FINISHED)
    assert (again.meant, again.origin_id) == (1, broadcast.id)
    assert {copies(city, address) for address in READERS} == {1}
    await author.sees(say("<b>Report: {title}</b>", title="")[:3])
    panel = await looks(author)
    correct = say("Correct it")
    assert labels_of(panel) == [
        correct,
        say("Write a follow-up"),
        say("Link and QR code"),
        say("Pin in the channels"),
        say("Recall every copy"),
        f"› {say('Sending again')}",
        say("‹ The post"),
    ]
    for act in (Act.UNCERTAIN, Act.UNCERTAIN_SURE):  # nobody is left to be chosen
        await presses_old(city, author, press(act, broadcast.id))
        await author.sees(say("Finished."))
    assert copies(city, cast.EMMA) == 1


async def test_an_admin_reaches_what_is_on_its_way(city: City) -> None:
    _, broadcast = await goes_out(city, crowd=True)
    admin = city.person(cast.ZHIYUAN)
    await admin.says("/status")
    shown = await admin.sees(say("How things stand"))
    await admin.presses(labels_of(shown)[0])
    await admin.sees(say("The sending"), say("Under way."))
    await admin.presses(say("Pause"))
    await admin.sees(say("Paused: nothing more happens until somebody resumes it."))
    assert (await until(city, broadcast.post_id, BroadcastState.PAUSED)).id == broadcast.id
    await admin.presses(say("How things stand"))
    await admin.sees(say("✓ Sending is on. /halt stops it."))


async def test_an_author_sees_on_the_posts_page_that_sending_was_halted(city: City) -> None:
    author, broadcast = await goes_out(city, crowd=True)
    line = say("All sending is stopped by an admin; it goes on when they resume it.")
    admin = await meet(city.store, cast.ZHIYUAN, "梁志远", "zh-hans", city.watch())
    await halt(city.store, admin, city.watch())
    await presses_old(city, author, OpenPost(post_id=broadcast.post_id).pack())
    await author.sees(line)
    await resume(city.store, admin, city.watch())
    await author.presses(say("Refresh"))
    page = await author.sees("156")
    assert line not in words_of(page)


async def test_what_is_cancelled_while_all_sending_is_halted_is_not_called_under_way(city: City) -> None:
    author, broadcast = await goes_out(city, crowd=True)
    admin = await meet(city.store, cast.ZHIYUAN, "梁志远", "zh-hans", city.watch())
    await halt(city.store, admin, city.watch())
    await cancel(city.store, admin, broadcast.id, city.watch())
    await author.says("/posts")
    assert say("being sent") not in words_of(await author.sees(say("sending cancelled")))
    await presses_old(city, author, OpenPost(post_id=broadcast.post_id).pack())
    page = await author.sees(say("sending cancelled"), "156")
    assert say("being sent") not in words_of(page)
    assert say("Look at it") in labels_of(page)


async def test_a_page_opened_while_it_is_not_known_which_message_shows_progress_stands_below_it(city: City) -> None:
    author, broadcast = await goes_out(city)
    async with city.store.write() as tx:
        assert await tx.broadcasts.begin_progress(broadcast.id)
    data = OpenSending(broadcast_id=broadcast.id).pack()
    progress_message = await planted(city, author.id, data)
    await author.presses_data(progress_message, data)
    assert (await author.sees(say("The sending")))["message_id"] > progress_message


async def test_who_would_have_it_sent_faster_is_told_who_can_and_an_admin_where(city: City) -> None:
    author, _ = await approved_post(city)
    await author.says("能不能发快一点，付费广播")
    shown = await author.sees(WORDS.say("Only an admin can make a post urgent, or pay Telegram for a faster sending: "
                                        "ask them, with its name."))  # fmt: skip
    assert labels_of(shown) == [say("Ask the admins")]
    admin = city.person(cast.ZHIYUAN)
    await admin.says("可唔可以快啲發？畀錢都得")
    await admin.presses(say("Approved posts"))
    await admin.sees(HANS[:5])


async def test_a_strangers_forged_press_is_refused(city: City) -> None:
    _, broadcast = await goes_out(city)
    done = await until(city, broadcast.post_id, BroadcastState.FINISHED)
    emma = city.person(cast.EMMA)
    sorry = str(words_for(Form.EN).say("You can't do that here. /help shows what you can do."))
    for data in (OpenSending(broadcast_id=done.id).pack(), *(press(act, done.id) for act in Act)):
        assert await presses_forged(city, emma, data) == sorry
    async with city.store.read() as tx:
        assert len(await tx.broadcasts.of_post(done.post_id)) == 1


async def test_who_looks_at_what_a_flood_answer_of_a_day_holds_up_hears_until_when(city: City) -> None:
    """After a restart, or where another process heard it: whoever asks is answered meanwhile."""
    author, going = await goes_out(city, flooded=timedelta(days=1))
    async with city.store.read() as tx:
        until = await tx.accounts.paused_until(cast.BOT, city.watch())
    assert until
    shown = flooded_line(WORDS, local(until, "Asia/Shanghai")).striptags()
    button = InlineKeyboardButton(text="look", callback_data=OpenSending(broadcast_id=going.id).pack())
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
    await city.kapok._bot.send_message(author.id, "look", reply_markup=keyboard)
    await author.presses("look")
    await author.sees(shown)


@pytest.mark.parametrize("data", ["sending:99999", "sd:recall!:99999", "sd:pause:99999"])
async def test_a_broadcast_that_is_not_there_is_said_kindly(city: City, data: str) -> None:
    author, _ = await approved_post(city)
    assert say("That's no longer there. /help shows what you can do here.") == await presses_forged(city, author, data)


def press(act: Act, broadcast_id: int) -> str:
    return SendingPress(act=act, broadcast_id=broadcast_id).pack()


def test_the_ways_back_are_the_rooms_own_doors() -> None:
    facts: Facts = OVER
    pressed = {button.data for row in sending_screen(WORDS, facts).rows for button in row}
    assert {StatusButton().pack(), OpenPost(post_id=facts.broadcast.post_id).pack()} <= pressed


def test_what_an_admin_has_stopped_is_not_called_under_way() -> None:
    halted = sending_screen(words_for(Form.EN), replace(GOING, standstill=halted_line(words_for(Form.EN)))).text
    assert "stopped by an admin" in halted
    assert "Under way" not in halted


def test_what_was_cancelled_halfway_is_not_called_finished() -> None:
    words = words_for(Form.EN)
    reasons = {(DeliveryState.SKIPPED, Skip.CANCELLED.value): 7}
    text = sending_screen(words, replace(OVER, sums=replace(OVER.sums, reasons=reasons))).text
    assert "Cancelled: the rest are left out." in text
    assert "Finished" not in text.partition("Sent on")[0]


def test_a_page_says_once_that_nothing_is_done_yet() -> None:
    words = words_for(Form.EN)
    pin = replace(OVER.broadcast, errand=Errand.PIN, state=BroadcastState.SENDING, meant=1)
    text = sending_screen(words, replace(OVER, broadcast=pin, sums=Sums(1, {}, {}, {}), errands=())).text
    assert "0 of 1 chat done" in text
    assert "Done in" not in text
