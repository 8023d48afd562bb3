"""Plans that repeat, wait, and mean each reader's own clock: what goes out, to whom, and how often."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.actions.control import recall
from bot.actions.correct import chats_changed, correct, corrected
from bot.actions.haste import plan_paid, plan_urgent
from bot.actions.holding import end_holds
from bot.actions.notice_letters import letter_of
from bot.actions.notify import notify
from bot.actions.plan import plan_due
from bot.actions.report import turn_line
from bot.actions.rounds import Turn, turn_of
from bot.actions.schedule import go_on, hold, leave_out, move, schedule, unschedule
from bot.broadcast import Errand, Policy
from bot.content import Post, PostState, Version
from bot.corrections import Replacement
from bot.delivery import DeliveryState
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.notices import NoticeKind
from bot.partners import BENEFITS
from bot.recurrence import Aim, Plan
from bot.repeating import Every, Rule
from bot.transport import Letter
from bot.words import words_for
from handlers.partner.lists import posts
from storage import Database
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.lookups import heard

SIX = datetime(2027, 3, 9, 18, 0)  # noqa: DTZ001 - a wall clock
DAILY = Rule(Every.DAY)
WEEKLY = Rule(Every.WEEK, weekdays=frozenset({1}))


async def plan_of(room: Newsroom, post: Post) -> Plan | None:
    async with room.store.read() as tx:
        return await tx.plans.of(post.id)


async def story_of(room: Newsroom, post: Post) -> Post | None:
    async with room.store.read() as tx:
        return await tx.stories.story(post.id)


async def state_of(room: Newsroom, post: Post) -> PostState:
    async with room.store.read() as tx:
        found = await tx.posts.get(post.id)
    assert found
    return found.state


async def scheduled(room: Newsroom, **aim: Any) -> Post:
    post = await room.approved()
    await schedule(room.store, await room.speaker(cast.ZIQING), post.id, Aim(SIX, **aim), room.watch())
    return post


async def pass_to(room: Newsroom, wall: str, zone: str = "Asia/Shanghai") -> None:
    """The watch is set, what is due is planned and delivered."""
    moment = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    room.watch.forward(moment - room.watch() + timedelta(seconds=1))
    while await plan_due(room.store, room.watch()):
        pass
    await room.deliver_all()


async def copies_of(room: Newsroom, address: int) -> int:
    return sum("river" in text or "rio" in text or "江" in text for text in await room.received(address))


async def test_a_repeating_post_goes_out_at_each_round_and_is_sent_after_the_last(newsroom: Newsroom) -> None:
    """Each report says which one of how many it was."""
    post = await scheduled(newsroom, rule=replace(DAILY, count=3))
    words = words_for(Form.ZH_HANS)
    for day, state in ((9, PostState.SCHEDULED), (10, PostState.SCHEDULED), (11, PostState.SENT)):
        await pass_to(newsroom, f"2027-03-{day:02} 18:00")
        assert await state_of(newsroom, post) is state
        assert await copies_of(newsroom, cast.EMMA) == day - 8
        assert str(turn_line(words, Turn(day - 8, 3))) in await heard(newsroom, cast.ZIQING)
    assert await plan_of(newsroom, post) is None
    await pass_to(newsroom, "2027-03-12 18:00")
    assert len(await newsroom.broadcasts(post)) == 3


async def test_an_admins_word_about_haste_is_for_one_round_and_not_for_all_to_come(newsroom: Newsroom) -> None:
    post, admin = await scheduled(newsroom, rule=DAILY), await newsroom.speaker(cast.ZHIYUAN)
    await plan_paid(newsroom.store, admin, post.id, newsroom.watch(), paid=True)
    await plan_urgent(newsroom.store, admin, post.id, newsroom.watch(), urgent=True)
    for day in (9, 10):
        await pass_to(newsroom, f"2027-03-{day:02} 18:00")
    second, first = await newsroom.broadcasts(post)
    assert (first.paid, first.policy) == (True, Policy.URGENT)
    assert (second.paid, second.policy) == (False, Policy.CAREFUL)


async def test_a_series_is_a_story_after_its_first_round_and_every_round_is_corrected_while_it_goes_on(
    newsroom: Newsroom,
) -> None:
    post = await scheduled(newsroom, rule=replace(DAILY, count=3))
    assert await story_of(newsroom, post) is None
    for day in (9, 10):
        await pass_to(newsroom, f"2027-03-{day:02} 18:00")
        story = await story_of(newsroom, post)
        assert story
        assert story.state is PostState.SCHEDULED
        assert story.is_out
    admin, first = await newsroom.speaker(cast.ZHIYUAN), (await newsroom.broadcasts(post))[-1]
    await correct(
        newsroom.store, admin, first.id, Replacement([Version(Form.EN, "By the lake on Sunday")]), newsroom.watch()
    )
    await newsroom.deliver_all()
    assert await copies_of(newsroom, cast.EMMA) == 0
    assert sum("lake" in text for text in await newsroom.received(cast.EMMA)) == 2
    assert await copies_of(newsroom, cast.JOANA) == 2
    await pass_to(newsroom, "2027-03-11 18:00")
    assert sum("lake" in text for text in await newsroom.received(cast.EMMA)) == 3
    assert await state_of(newsroom, post) is PostState.SENT


async def test_a_correction_of_many_rounds_is_told_in_one_report(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom, rule=replace(DAILY, count=3))
    await newsroom.fault(chat_id=cast.EMMA, error=[400, "Bad Request: something new"])  # she gets two of them
    for day in (9, 10, 11):
        await pass_to(newsroom, f"2027-03-{day:02} 18:00")
    admin, first = await newsroom.speaker(cast.ZHIYUAN), (await newsroom.broadcasts(post))[-1]
    while await notify(newsroom.desk):
        pass
    before = {each: len(await newsroom.received(each)) for each in (cast.ZIQING, cast.ZHIYUAN)}
    lake = Replacement([Version(Form.EN, "By the lake on Sunday")])
    async with newsroom.store.read() as tx:
        _, was, changed = await corrected(tx, admin, first.id, lake)
        assert await chats_changed(tx, was, changed, first) == len({cast.EMMA, cast.CHANNEL})
    await correct(newsroom.store, admin, first.id, lake, newsroom.watch())
    await newsroom.deliver_all()
    while await notify(newsroom.desk):
        pass
    shown = posts._shown(await newsroom.broadcasts(post))
    assert [each.errand for each in shown] == [Errand.CORRECT, Errand.SEND, Errand.SEND], (
        "on the post's page, too, once"
    )
    (report,), (whose_word,) = [(await newsroom.received(each))[before[each] :] for each in before]
    errands = (await newsroom.broadcasts(post))[:3]
    words = words_for(Form.ZH_HANS)
    async with newsroom.store.read() as tx:
        times = sum([(await tx.broadcasts.sums(each.id)).of(DeliveryState.SENT) for each in errands])
    told = str(words.plural("{n} copy corrected", "{n} copies corrected", times))
    assert told in report
    assert told in whose_word
    assert times >= 3


async def test_a_round_that_nobody_got_or_that_was_recalled_is_not_corrected(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom, rule=replace(DAILY, count=3))
    for day in (9, 10, 11):
        await pass_to(newsroom, f"2027-03-{day:02} 18:00")
    third, _second, first = await newsroom.broadcasts(post)
    await recall(newsroom.store, await newsroom.speaker(cast.ZIQING), first.id, newsroom.watch())
    await newsroom.deliver_all()
    async with newsroom.store.read() as tx:
        assert [each.id for each in await tx.broadcasts.with_copies(post.id)] == [third.id, _second.id]


async def test_a_recalled_round_is_no_story_until_the_next_one(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom, rule=DAILY)
    await pass_to(newsroom, "2027-03-09 18:00")
    (sent,) = await newsroom.broadcasts(post)
    await recall(newsroom.store, await newsroom.speaker(cast.ZIQING), sent.id, newsroom.watch())
    await newsroom.deliver_all()
    assert await story_of(newsroom, post) is None
    assert await plan_of(newsroom, post)
    await pass_to(newsroom, "2027-03-10 18:00")
    assert await story_of(newsroom, post)
    assert await copies_of(newsroom, cast.EMMA) == 1


async def test_a_round_is_left_out_and_counts_as_one_of_them(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom, rule=replace(DAILY, count=2))
    author = await newsroom.speaker(cast.ZIQING)
    after = await leave_out(newsroom.store, author, post.id, newsroom.watch())
    assert after
    assert after.wall == SIX + timedelta(days=1)
    assert await leave_out(newsroom.store, author, post.id, newsroom.watch()) is None
    assert await state_of(newsroom, post) is PostState.APPROVED


async def test_one_round_is_moved_and_the_next_ones_keep_their_hour(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom, rule=WEEKLY)
    author = await newsroom.speaker(cast.ZIQING)
    await move(newsroom.store, author, post.id, SIX + timedelta(days=1, hours=1), newsroom.watch())
    await pass_to(newsroom, "2027-03-09 18:00")
    assert not await newsroom.broadcasts(post)
    await pass_to(newsroom, "2027-03-10 19:00")
    assert len(await newsroom.broadcasts(post)) == 1
    plan = await plan_of(newsroom, post)
    assert plan
    assert plan.wall == SIX + timedelta(days=7)


async def test_a_round_is_not_moved_beyond_the_next_one(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom, rule=DAILY)
    author = await newsroom.speaker(cast.ZIQING)
    with pytest.raises(Mistake) as refused:
        await move(newsroom.store, author, post.id, SIX + timedelta(days=1), newsroom.watch())
    assert refused.value.why is Why.TIME_TOO_LATE


async def test_a_held_plan_waits_and_goes_on_with_its_next_round(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom, rule=DAILY)
    author = await newsroom.speaker(cast.ZIQING)
    await hold(newsroom.store, author, post.id, newsroom.watch())
    await pass_to(newsroom, "2027-03-11 19:00")
    assert not await newsroom.broadcasts(post)
    plan = await go_on(newsroom.store, author, post.id, newsroom.watch())
    # The rounds of the 10th and before are lost; the one of an hour ago is made up for.
    assert plan.wall == SIX + timedelta(days=2)
    await pass_to(newsroom, "2027-03-11 19:01")
    assert len(await newsroom.broadcasts(post)) == 1


async def told_of(room: Newsroom, kind: NoticeKind) -> list[int]:
    """Who is told such a thing."""
    async with room.store.read() as tx:
        return [each.person_id for each in await tx.notices.waiting(room.watch(), 99) if each.kind is kind]


async def test_a_hold_with_an_end_leaves_out_what_passes_and_goes_on_by_itself_with_the_round_at_its_end(
    newsroom: Newsroom,
) -> None:
    """Also when nothing ran at its end; whoever held it is told once, its author once that something passes."""
    post, author = await scheduled(newsroom, rule=DAILY), await newsroom.speaker(cast.ZIQING)
    until = datetime(2027, 3, 12, 18, 0, tzinfo=ZoneInfo("Asia/Shanghai")).astimezone(UTC)
    with pytest.raises(Mistake):
        await hold(newsroom.store, author, post.id, newsroom.watch(), newsroom.watch() - timedelta(hours=1))
    await hold(newsroom.store, author, post.id, newsroom.watch(), until)
    for day in (9, 10):
        await pass_to(newsroom, f"2027-03-{day:02} 18:00")
        await end_holds(newsroom.store, newsroom.watch())
        assert await told_of(newsroom, NoticeKind.PASSED) == [author.reader.id]
    newsroom.watch.forward(until - newsroom.watch() + timedelta(hours=30))
    assert await told_of(newsroom, NoticeKind.PAUSE_OVER) == []
    for _ in range(2):
        await end_holds(newsroom.store, newsroom.watch())
    assert await told_of(newsroom, NoticeKind.PAUSE_OVER) == [author.reader.id]
    plan = await plan_of(newsroom, post)
    assert plan
    assert (plan.wall, plan.held_at, plan.held_until) == (SIX + timedelta(days=3), None, None)
    await pass_to(newsroom, "2027-03-14 00:00")
    assert await told_of(newsroom, NoticeKind.MISSED)  # the round of the 12th: nothing ran
    assert len(await newsroom.broadcasts(post)) == 1  # that of the 13th, six hours ago


async def test_a_hold_that_outlasts_the_only_moment_ends_with_the_post_to_be_planned_anew(newsroom: Newsroom) -> None:
    post, author = await scheduled(newsroom), await newsroom.speaker(cast.ZIQING)
    await hold(newsroom.store, author, post.id, newsroom.watch(), newsroom.watch() + timedelta(days=9))
    newsroom.watch.forward(timedelta(days=10))
    await end_holds(newsroom.store, newsroom.watch())
    assert await state_of(newsroom, post) is PostState.APPROVED
    assert await plan_of(newsroom, post) is None
    assert await told_of(newsroom, NoticeKind.PAUSE_OVER) == [author.reader.id]


async def test_a_held_plan_whose_only_moment_has_passed_must_be_planned_anew(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom)
    author = await newsroom.speaker(cast.ZIQING)
    await hold(newsroom.store, author, post.id, newsroom.watch())
    await pass_to(newsroom, "2027-03-09 18:30")
    with pytest.raises(Mistake) as refused:
        await go_on(newsroom.store, author, post.id, newsroom.watch())
    assert refused.value.why is Why.TIME_PAST


async def test_all_rounds_to_come_are_taken_back_and_what_went_out_stays_sent(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom, rule=DAILY)
    await pass_to(newsroom, "2027-03-09 18:00")
    await unschedule(newsroom.store, await newsroom.speaker(cast.ZIQING), post.id, newsroom.watch())
    assert await state_of(newsroom, post) is PostState.SENT
    await pass_to(newsroom, "2027-03-10 18:00")
    assert len(await newsroom.broadcasts(post)) == 1


async def test_rounds_beyond_the_posts_of_a_month_are_passed_over(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with newsroom.store.read() as tx:
        xpeng = await tx.partners.by_slug("xpeng")
    assert xpeng
    monkeypatch.setitem(BENEFITS, xpeng.kind, replace(BENEFITS[xpeng.kind], posts_a_month=2))
    post = await scheduled(newsroom, rule=DAILY)
    await pass_to(newsroom, "2027-03-09 18:00")
    await pass_to(newsroom, "2027-03-10 18:00")
    plan = await plan_of(newsroom, post)
    assert plan
    assert plan.wall == datetime(2027, 4, 1, 18, 0)  # noqa: DTZ001


async def test_after_days_of_standing_still_one_missed_round_is_told_and_the_rule_goes_on(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom, rule=DAILY)
    await pass_to(newsroom, "2027-03-15 12:00")
    assert not await newsroom.broadcasts(post)
    plan = await plan_of(newsroom, post)
    assert plan
    assert plan.wall == datetime(2027, 3, 15, 18, 0)  # noqa: DTZ001
    assert await state_of(newsroom, post) is PostState.SCHEDULED


async def test_a_weekly_post_keeps_its_hour_when_the_authors_clocks_change(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    there = replace(author, reader=replace(author.reader, zone="Europe/Lisbon"))
    post = await newsroom.approved()
    aim = Aim(SIX, WEEKLY)
    moments = [(await schedule(newsroom.store, there, post.id, aim, newsroom.watch())).moment]
    for _ in range(3):
        plan = await leave_out(newsroom.store, there, post.id, newsroom.watch())
        assert plan
        moments.append(plan.moment)
    assert [moment.hour for moment in moments] == [18, 18, 18, 17]


async def moves_to(store: Database, address: int, zone: str) -> None:
    async with store.write() as tx:
        reader = await tx.readers.by_address(address)
        assert reader
        await tx.readers.save(replace(reader, zone=zone))


ALL_FIVE = (cast.XIAOLAN, cast.WINGSZE, cast.KAMAN, cast.EMMA, cast.JOANA)


async def followers(room: Newsroom) -> list[int]:
    async with room.store.read() as tx:
        xpeng = await tx.partners.by_slug("xpeng")
        assert xpeng
        found = []
        for address in ALL_FIVE:
            reader = await tx.readers.by_address(address)
            if reader and xpeng.id in await tx.follows.of(reader.id):
                found.append(address)
    return found


async def test_at_six_on_each_readers_own_clock_everybody_gets_it_once_at_their_six(newsroom: Newsroom) -> None:
    theirs = await followers(newsroom)
    assert cast.JOANA in theirs
    assert cast.EMMA in theirs
    await moves_to(newsroom.store, cast.EMMA, "Asia/Tokyo")
    post = await scheduled(newsroom, own_zone=True)
    await pass_to(newsroom, "2027-03-09 17:00")  # six in Tokyo
    assert (await copies_of(newsroom, cast.EMMA), await copies_of(newsroom, cast.XIAOLAN)) == (1, 0)
    await pass_to(newsroom, "2027-03-09 18:00")
    assert (await copies_of(newsroom, cast.XIAOLAN), await copies_of(newsroom, cast.JOANA)) == (1, 0)
    assert await copies_of(newsroom, cast.CHANNEL) == 1
    assert await state_of(newsroom, post) is PostState.SCHEDULED
    await pass_to(newsroom, "2027-03-09 18:00", "Europe/Lisbon")
    assert Counter([await copies_of(newsroom, address) for address in theirs]) == {1: len(theirs)}
    assert await copies_of(newsroom, cast.CHANNEL) == 1
    assert await state_of(newsroom, post) is PostState.SENT
    async with newsroom.store.read() as tx:
        wave = await tx.broadcasts.wave((await tx.broadcasts.of_post(post.id))[0].id)
    assert len(wave) == 3
    assert sum(each.meant for each in wave) == len(theirs) + 1


async def test_whoever_changes_zone_in_the_middle_of_a_wave_gets_it_once(newsroom: Newsroom) -> None:
    theirs = await followers(newsroom)
    await moves_to(newsroom.store, cast.EMMA, "Asia/Tokyo")
    await scheduled(newsroom, own_zone=True)
    await pass_to(newsroom, "2027-03-09 17:00")
    await moves_to(newsroom.store, cast.EMMA, "Europe/Lisbon")  # has it already
    await moves_to(newsroom.store, cast.XIAOLAN, "Asia/Tokyo")  # would have missed it
    await pass_to(newsroom, "2027-03-09 18:00")
    await pass_to(newsroom, "2027-03-09 18:00", "Europe/Lisbon")
    assert Counter([await copies_of(newsroom, address) for address in theirs]) == {1: len(theirs)}


async def test_where_the_hour_has_passed_it_is_the_next_days(newsroom: Newsroom) -> None:
    await moves_to(newsroom.store, cast.EMMA, "Pacific/Auckland")
    newsroom.watch.forward(timedelta(hours=3))  # three in the afternoon here, eight in the evening there
    await scheduled(newsroom, own_zone=True)
    await pass_to(newsroom, "2027-03-09 18:00", "Europe/Lisbon")
    assert (await copies_of(newsroom, cast.EMMA), await copies_of(newsroom, cast.JOANA)) == (0, 1)
    await pass_to(newsroom, "2027-03-10 18:00", "Pacific/Auckland")
    assert await copies_of(newsroom, cast.EMMA) == 1


async def test_a_wave_that_has_begun_is_not_planned_anew_but_can_be_stopped(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom, own_zone=True)
    author = await newsroom.speaker(cast.ZIQING)
    await pass_to(newsroom, "2027-03-09 18:00")
    with pytest.raises(Mistake) as refused:
        await schedule(newsroom.store, author, post.id, SIX + timedelta(days=1), newsroom.watch())
    assert refused.value.why is Why.BROADCAST_RUNNING
    await unschedule(newsroom.store, author, post.id, newsroom.watch())
    await pass_to(newsroom, "2027-03-09 18:00", "Europe/Lisbon")
    assert await copies_of(newsroom, cast.JOANA) == 0
    assert await state_of(newsroom, post) is PostState.SENT


async def test_a_wave_repeats_and_counts_as_one_post_a_round(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom, own_zone=True, rule=WEEKLY)
    for day in ("09", "16"):
        await pass_to(newsroom, f"2027-03-{day} 18:00")
        await pass_to(newsroom, f"2027-03-{day} 18:00", "Europe/Lisbon")
    assert await copies_of(newsroom, cast.JOANA) == await copies_of(newsroom, cast.XIAOLAN) == 2
    span = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 3, 20, tzinfo=UTC)
    async with newsroom.store.read() as tx:
        assert await tx.plans.count(post.partner_id, span, but=0) == 2


async def test_a_wave_that_repeats_is_a_story_once_its_first_round_has_reached_every_zone(newsroom: Newsroom) -> None:
    post = await scheduled(newsroom, own_zone=True, rule=WEEKLY)
    await pass_to(newsroom, "2027-03-09 18:00")
    assert await story_of(newsroom, post) is None
    await pass_to(newsroom, "2027-03-09 18:00", "Europe/Lisbon")
    assert await story_of(newsroom, post)


async def missed_letters(room: Newsroom, person: int) -> list[Letter]:
    """What the latest missed round says to somebody."""
    who = await room.speaker(person)
    async with room.store.read() as tx:
        waiting = await tx.notices.waiting(room.watch(), 50)
        letters = [
            await letter_of(tx, each, who.reader)
            for each in waiting
            if each.kind is NoticeKind.MISSED and each.person_id == who.reader.id
        ]
    return [letter for letter in letters if letter]


@pytest.mark.parametrize(
    ("person", "buttons"),
    [(cast.ZIQING, ("Schedule it", "Duplicate")), (cast.ZHIYUAN, ("Look at it", "Look at it"))],
)
async def test_of_a_missed_round_it_is_said_when_the_next_comes_and_of_the_last_that_none_does(
    newsroom: Newsroom, person: int, buttons: tuple[str, str]
) -> None:
    await scheduled(newsroom, rule=replace(DAILY, count=3))
    await pass_to(newsroom, "2027-03-09 18:00")
    await pass_to(newsroom, "2027-03-11 07:00")
    (letter,) = await missed_letters(newsroom, person)
    words = words_for((await newsroom.speaker(person)).reader.speaks)
    when = words.moment(datetime(2027, 3, 11, 18, 0))  # noqa: DTZ001 - a wall clock
    assert letter.text.splitlines()[-1] == str(words.say("Next time: {moment}", moment=when))
    assert letter.rows[-1][-1].label == str(words.bare(buttons[0]))
    await pass_to(newsroom, "2027-03-12 07:00")
    letter = (await missed_letters(newsroom, person))[-1]
    assert letter.text.splitlines()[-1] == str(words.say("It won't go out again: nothing more is planned."))
    assert letter.rows[-1][-1].label == str(words.bare(buttons[1]))


async def test_a_missed_post_that_was_planned_once_speaks_of_no_next_time(newsroom: Newsroom) -> None:
    await scheduled(newsroom)
    await pass_to(newsroom, "2027-03-10 18:00")
    (letter,) = await missed_letters(newsroom, cast.ZIQING)
    words = words_for(Form.ZH_HANS)
    assert len(letter.text.splitlines()) == 1
    assert letter.rows[-1][-1].label == str(words.bare("Schedule it"))


async def test_all_groups_of_a_wave_are_one_time_of_a_series_that_has_no_end(newsroom: Newsroom) -> None:
    async with newsroom.store.write() as tx:
        emma = await tx.readers.by_address(cast.EMMA)
        assert emma
        await tx.readers.save(replace(emma, zone="America/New_York"))
    post = await scheduled(newsroom, rule=DAILY, own_zone=True)
    for moment, of in (("2027-03-09 18:00", 1), ("2027-03-10 07:00", 1), ("2027-03-10 18:00", 2)):
        await pass_to(newsroom, moment)
        async with newsroom.store.read() as tx:
            begun = await tx.broadcasts.of_post(post.id)
            assert await turn_of(tx, post, (await tx.broadcasts.rounds(post.id))[-1]) == Turn(of, None)
    assert len(begun) == 3


async def test_of_a_wave_whose_rest_was_missed_it_is_not_said_that_nobody_has_it_and_its_report_is_at_hand(
    newsroom: Newsroom,
) -> None:
    async with newsroom.store.write() as tx:
        emma = await tx.readers.by_address(cast.EMMA)
        assert emma
        await tx.readers.save(replace(emma, zone="America/New_York"))
    post = await scheduled(newsroom, own_zone=True)
    await pass_to(newsroom, "2027-03-09 18:00")
    assert await copies_of(newsroom, cast.EMMA) == 0
    await pass_to(newsroom, "2027-03-11 06:00")
    (letter,) = await missed_letters(newsroom, cast.ZIQING)
    (first,) = await newsroom.broadcasts(post)
    assert first.meant > 0
    assert letter.rows[-1][-1].data == f"report:{first.id}"
    nobody = words_for(Form.ZH_HANS).say(
        "“{title}” was planned for {moment} ({place}), but Kapok wasn't running then and it's too late now. "
        "It wasn't sent to anybody.", title="|", moment="|", place="|"
    )  # fmt: skip
    assert nobody.split("|")[-1] not in letter.text
    assert await state_of(newsroom, post) is PostState.SENT
