"""Admins see how things stand, stop all sending at once, and go on."""

from dataclasses import replace
from datetime import timedelta

from bot.actions.control import go_on, pause
from bot.actions.meet import meet
from bot.broadcast import Broadcast, BroadcastState
from bot.content import PostState
from tests import cast
from tests.journeys.conftest import City, labels_of
from tests.journeys.deeds import ADMIN, speaks_english
from tests.journeys.partner_deeds import a_submitted_post, until


async def test_status_says_how_things_stand(city: City) -> None:
    await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/status")
    shown = await admin.sees("Sending is on", "Nothing is being sent", "1 post is waiting for review", "readers: 简")
    assert "Resume sending" not in labels_of(shown)
    toast = await admin.presses("Refresh")
    assert toast is not None
    await admin.presses("Waiting posts")
    await admin.sees("1 post is waiting for review:")


async def test_status_says_until_when_the_network_takes_nothing(city: City) -> None:
    async with city.store.write() as tx:
        await tx.accounts.pause(cast.BOT, city.watch() + timedelta(minutes=20), city.watch())
    admin = await speaks_english(city, ADMIN)
    await admin.says("/status")
    await admin.sees("Telegram lets nothing leave until Tuesday, 9 March 2027, 12:20; then it goes on by itself.")
    city.watch.forward(timedelta(minutes=21))
    await admin.presses("Refresh")
    shown = await admin.sees("Sending is on")
    assert "lets nothing leave" not in shown["text"]


WAYS_TO_STOP = ["Stop sending to all readers", "Pause only what comes to me"]


async def test_halt_stops_at_once_or_when_they_say_so_and_press_and_resume_asks_first(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await admin.says("/halt")
    await admin.sees("All sending is stopped", "/resume")
    async with city.store.read() as tx:
        assert await tx.programme.halted_at() is not None
    await admin.says("/halt")
    await admin.sees("All sending is stopped", "Stopped since")
    await admin.says("/resume")
    await admin.presses("Yes, resume")
    await admin.sees("Sending is on again")
    for typed in ("pause everything", "停止一切發送", "suspender tudo"):
        await admin.says("/partners")
        await admin.says(typed)
        assert labels_of(await admin.sees("What should stop"))[:2] == WAYS_TO_STOP
    await admin.presses(WAYS_TO_STOP[0])
    await admin.sees("All sending is stopped")
    await admin.says("/resume")
    await admin.sees("Resume sending?")
    await admin.presses("Leave it stopped")
    await admin.sees("All sending has been stopped since")
    await admin.presses("Resume sending")
    await admin.sees("Resume sending?")
    await admin.presses("Yes, resume")
    await admin.sees("Sending is on again")
    async with city.store.read() as tx:
        assert await tx.programme.halted_at() is None
    await admin.says("/resume")
    await admin.sees("nothing is stopped")


async def test_a_post_on_its_way_stands_still_until_sending_goes_on(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    post = await a_submitted_post(city)
    await admin.says("/halt")
    await admin.sees("Nothing was being sent")
    async with city.store.write() as tx:
        sending = replace(post, state=PostState.SENDING, approved_hash=post.hash())
        await tx.posts.save(sending)
        started = await tx.broadcasts.start(
            Broadcast(0, post.id, city.watch(), post.hash(), started_at=city.watch()), post.whom
        )
    await admin.says("/halt")
    await admin.sees("1 post was on its way", f"飞行汽车日 (XPeng Motors): {started.meant} chats left")
    await admin.says("/status")
    await admin.sees("1 post is on its way", f"飞行汽车日 (XPeng Motors): 0 of {started.meant}, 0%")
    await admin.presses("Resume sending")
    await admin.sees("1 post will pick up where it stopped", f"{started.meant} chats are still to get their copies")
    await admin.presses("Yes, resume")
    await admin.sees(
        "Sending is on again: 1 post is going out", f"飞行汽车日 (XPeng Motors): {started.meant} chats left"
    )
    await city.person(cast.XIAOLAN).sees("飞行汽车日")
    await until(city, started.post_id, BroadcastState.FINISHED)
    await admin.says("/status")
    await admin.sees("Nothing is being sent at this moment")


async def test_of_a_post_that_stands_still_it_is_said_why(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    post = await a_submitted_post(city)
    async with city.store.write() as tx:
        await tx.posts.save(replace(post, state=PostState.SENDING, approved_hash=post.hash()))
        begun = Broadcast(0, post.id, city.watch(), post.hash(), started_at=city.watch())
        started = await tx.broadcasts.start(replace(begun, state=BroadcastState.PAUSED), post.whom)
    who = await meet(city.store, ADMIN, "梁志远", None, city.watch())
    await go_on(city.store, who, started.id, city.watch())
    await pause(city.store, who, started.id, city.watch())
    await admin.says("/status")
    await admin.sees("1 post is on its way", "(XPeng Motors)", "梁志远 paused it.")


async def test_a_halt_names_each_of_a_dozen_posts_that_were_on_their_way(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await admin.says("/halt")
    await admin.sees("All sending is stopped")
    for no in range(12):
        post = await a_submitted_post(city, f"第{no}个故事")
        async with city.store.write() as tx:
            await tx.posts.save(replace(post, state=PostState.SENDING))
            begun = Broadcast(0, post.id, city.watch(), "hash", city.watch(), state=BroadcastState.SENDING)
            await tx.broadcasts.start(begun, post.whom)
    await admin.says("/halt")
    await admin.sees("12 posts", *(f"第{no}个故事" for no in range(12)))
    await admin.says("/status")
    await admin.sees("12 posts are on their way", "and 4 more")
