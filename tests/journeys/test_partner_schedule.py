"""A communicator decides when an approved post goes out, and reads what became of it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.actions.settle_in import choose_place
from bot.actions.standstill import halted_line
from bot.content import PostState
from bot.hearing.tasks import Task
from bot.languages import Form
from bot.places import Place, Spot
from bot.recurrence import Plan
from handlers.partner.how_screens import how_line
from handlers.staff.planning_words import paused_line
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.partner_deeds import (
    EN,
    HANS,
    WORDS,
    admin_approves,
    approved_post,
    begins,
    hears_of_approval,
    newest,
    presses_forged,
    saved,
    say,
    submits,
)

HOME = ZoneInfo("Asia/Shanghai")


async def plan_of(city: City) -> Plan | None:
    async with city.store.read() as tx:
        return await tx.plans.of((await newest(city)).id)


async def paused_until(city: City) -> datetime | None:
    plan = await plan_of(city)
    return plan.held_until if plan else None


async def opens(city: City) -> Person:
    """An approved post, and the question when it shall go out."""
    author, _ = await approved_post(city)
    await author.says("/schedule")
    await author.sees(say("When should it go out? All times are {place} time.", place=WORDS.zone("Asia/Shanghai")))
    return author


async def test_a_post_goes_out_in_the_next_minute_and_its_numbers_come_back(city: City) -> None:
    author = await opens(city)
    await author.presses(say("Next minute ({clock})", clock="")[:-2])
    await author.sees("✓", say("You'll get the report once it has gone out."))
    assert (await newest(city)).state is PostState.SCHEDULED
    emma = city.person(cast.EMMA)
    await emma._mark()
    await author._mark()
    city.watch.forward(timedelta(minutes=2))
    await emma.sees(EN)
    await author.sees(say("<b>Report: {title}</b>", title="")[:3])
    await author.says("/posts")
    await author.sees("1. ", say("sent"))
    await author.presses("1 · ")
    page = await author.sees(say("sent"), "✓ 英文")
    assert "EN 2" not in words_of(page)  # two readers could be made out


async def test_a_plan_is_taken_back_in_time(city: City) -> None:
    author = await opens(city)
    await author.presses(say("Next minute ({clock})", clock="")[:-2])
    await author.sees("✓")
    await author.presses(say("Do not send it"))
    await author.sees(HANS[:12])
    assert (await newest(city)).state is PostState.APPROVED
    assert await plan_of(city) is None


async def test_day_hour_and_minute_are_tapped_then_confirmed(city: City) -> None:
    author = await opens(city)
    await author.presses(say("Tomorrow"))
    await author.sees("18:35")
    await author.presses("18:00 …")
    await author.sees("18:35")
    await author.presses("18:30")
    await author.sees("18:30", HANS[:12])
    assert await plan_of(city) is None
    await author.presses(say("✓ Confirm"))
    await author.sees("✓", "18:30")
    plan = await plan_of(city)
    assert plan
    day = city.watch().astimezone(HOME).date() + timedelta(days=1)
    assert plan.wall == datetime(day.year, day.month, day.day, 18, 30)  # noqa: DTZ001 - a wall clock
    assert plan.zone == "Asia/Shanghai"


@pytest.mark.parametrize(
    "text", ["2027-03-12 18:30", "3月12日下午六点半", "12 March 2027 6:30 pm", "１２/３/２０２７　１８：３０"]
)
async def test_a_typed_day_and_time_is_understood_and_confirmed(city: City, text: str) -> None:
    author = await opens(city)
    await author.says(text if "/" not in text else "３/１２/２０２７　１８：３０")  # 周子晴 writes the month first
    await author.sees("18:30", "3月12日")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓")
    plan = await plan_of(city)
    assert plan
    assert plan.wall == datetime(2027, 3, 12, 18, 30)  # noqa: DTZ001 - a wall clock


async def test_an_hour_that_follows_a_day_is_of_that_day_and_of_the_part_that_was_named(city: City) -> None:
    author = await opens(city)
    await author.says("下周日")  # 9 March 2027 is a Tuesday
    await author.sees("3月21日")
    await author.says("半夜十二点半")
    assert labels_of(await author.sees("00:00"))[:2] == ["3月21日周日 00:30", "3月22日周一 00:30"]
    for said, hours, hour, clock in (
        ("后天凌晨", ["00:00 …", "05:00 …"], "三点", "03:00"),
        ("明天下午", ["12:00 …", "18:00 …"], "三点半", "15:30"),
        ("明天下午", ["12:00 …", "18:00 …"], "20:00", "20:00"),
        ("明天晚上", ["18:00 …", "23:00 …"], "十二点半", "23:59"),  # which of two midnights
        ("今天上午", ["12:00 …", "21:00 …"], "18:00", "18:00"),
    ):
        await author.says(said)
        shown = [label for label in labels_of(await author.sees("18:35")) if "…" in label]
        assert [shown[0], shown[-1]] == hours
        await author.says(hour)
        await author.sees(clock)


async def test_a_time_that_cannot_be_is_said_so_and_the_question_stays(city: City) -> None:
    author = await opens(city)
    for text, answer in (
        ("2月30日 18:30", "There's no such day or hour. Choose another one."),
        ("25:00", "There's no such day or hour. Choose another one."),
        ("0001-01-01 00:00", "There's no such day or hour. Choose another one."),
        ("2026-01-01 10:00", "That time has passed. Choose a later one."),
        ("改天再说", "I couldn't read that as a date and time."),
        ("2029-01-01 10:00", "That's too far ahead: at most {days} days. Choose an earlier day."),
    ):
        await author.says(text)
        await author.sees(say(answer, days=366))
    await author.says("谁来审核我的帖子")  # another question is answered, and this one stays
    asked = say("When should it go out? All times are {place} time.", place=WORDS.zone("Asia/Shanghai"))
    await author.sees(str(how_line(WORDS, Task.APPROVAL)), asked)
    await author.says("明天 18:30")
    await author.sees("18:30")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓")


async def test_a_picture_instead_of_a_time_is_answered_and_the_question_stays(city: City, png: bytes) -> None:
    author = await opens(city)
    await author.sends(("a.png", png))
    await author.sees(say("I couldn't read that as a date and time."))
    await author.says("明天")
    await author.sees("18:35")
    await author.says("18:35")
    await author.sees("18:35")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓")


async def test_an_hour_that_daylight_saving_skips_is_refused_in_the_authors_zone(city: City) -> None:
    author, _ = await approved_post(city)
    async with city.store.read() as tx:
        reader = await tx.readers.by_address(cast.ZIQING)
    assert reader
    await choose_place(city.store, reader.id, Spot("Europe/Lisbon", Place.ABROAD))
    await author.says("/schedule")
    await author.sees(WORDS.zone("Europe/Lisbon"))
    await author.says("2027-03-28 01:30")
    await author.sees("01:30", WORDS.zone("Europe/Lisbon"))
    assert await plan_of(city) is None
    await author.says("2027-03-28 02:30")
    await author.sees("02:30")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓", "02:30")
    plan = await plan_of(city)
    assert plan
    assert plan.moment.hour == 1


async def test_a_quiet_hour_is_pointed_out_before_it_is_confirmed(city: City) -> None:
    author = await opens(city)
    await author.says("明天 23:00")
    await author.sees(
        say(
            "It's {clock} in {place} then, a quiet hour: readers get it without a sound.",
            clock="23:00",
            place=WORDS.zone("Asia/Shanghai"),
        )
    )


async def test_a_scheduled_post_is_moved_to_another_day(city: City) -> None:
    author = await opens(city)
    await author.says("明天 18:30")
    await author.sees("18:30")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓")
    await author.says("/schedule")
    await author.sees(
        "18:30", say("When should it go out? All times are {place} time.", place=WORDS.zone("Asia/Shanghai"))
    )
    await author.says("2027-03-20 9:05")
    was = WORDS.moment(datetime(2027, 3, 10, 18, 30))  # noqa: DTZ001 - a wall clock
    await author.sees(
        "09:05", say("In place of {moment}, {place} time.", moment=was, place=WORDS.zone("Asia/Shanghai"))
    )
    await author.presses(say("✓ Confirm"))
    await author.sees("✓")
    plan = await plan_of(city)
    assert plan
    assert plan.wall == datetime(2027, 3, 20, 9, 5)  # noqa: DTZ001 - a wall clock
    async with city.store.write() as tx:
        await tx.programme.halt(city.watch())
    halted = str(halted_line(WORDS))
    await author.says("/posts")
    await author.sees(halted)
    await author.presses("1 · ")
    await author.sees(say("It goes out on {moment}, {place} time.", moment="", place="")[:2], halted)
    await author.says("/calendar")
    await author.sees(halted)


async def test_confirming_a_moment_that_has_passed_meanwhile_is_refused(city: City) -> None:
    author = await opens(city)
    soon = (city.watch() + timedelta(minutes=3)).astimezone(HOME)
    await author.says(f"{soon:%Y-%m-%d %H:%M}")
    await author.sees(f"{soon:%H:%M}")
    city.watch.forward(timedelta(minutes=10))
    toast = await author.presses(say("✓ Confirm"))
    assert toast
    assert toast["text"] == say("That time has passed. Choose a later one.")
    assert await plan_of(city) is None


async def test_only_an_approved_post_is_scheduled(city: City) -> None:
    author = city.person(cast.ZIQING)
    await author.says("/new")
    await author.sees("小鹏汽车")
    await author.says(EN)
    await author.sees("✓ 英文")
    post = await newest(city)
    await author.says("/schedule")
    await author.sees("/posts")
    toast = await presses_forged(city, author, f"schedule:{post.id}")
    assert toast == say("Only an approved post can be scheduled: this one is {state}.", state=say("draft"))


async def test_a_command_leads_out_of_the_question(city: City) -> None:
    author = await opens(city)
    await author.says("/posts")
    await author.sees("1. ")
    await author.says("小鹏")
    await author.sees("")
    assert await plan_of(city) is None
    assert say("I couldn't read that as a date and time.") not in words_of(await author.last())


@pytest.mark.parametrize("at", ["20270230", "20270230:1", "202702301830:1", "x:1", "2027"])
async def test_a_moment_in_a_button_that_no_calendar_has_is_refused(city: City, at: str) -> None:
    author, post = await approved_post(city)
    digits, _, sure = at.partition(":")
    answer = await presses_forged(city, author, f"pt:{post.id}:{digits}:{sure or 0}:0")
    assert answer == say("There's no such day or hour. Choose another one.")


async def test_a_film_and_a_picture_go_the_whole_way_as_an_album_and_a_film_alone(city: City, png: bytes) -> None:
    author = await begins(city)
    await author.sends(("film.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(2000)), caption=EN, kind="video")
    await author.sees(saved(Form.EN))
    await goes_out(city, author)
    message = await city.person(cast.EMMA).last()
    assert message["video"]["file_id"]
    assert EN in words_of(message)
    author = await begins(city)
    await author.sends(("film.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(3000)), caption=EN, kind="video")
    await author.sees(saved(Form.EN))
    await author.sends(("kapok.png", png))
    await author.sees(str(WORDS.plural("{n} photo", "{n} photos", 1)))
    await goes_out(city, author)
    album = [each for each in await city.person(cast.EMMA).messages() if "media_group_id" in each]
    assert ["video" in each for each in album] == [True, False]


async def goes_out(city: City, author: Person) -> None:
    """Submitted, approved, and sent in the next minute."""
    post = await submits(city, author)
    await admin_approves(city, post)
    await hears_of_approval(author)
    await author.presses(say("Schedule it"))
    await author.sees(EN[:10])
    await author.presses(say("Next minute ({clock})", clock="").rstrip("（）"))
    await author.sees("✓")
    emma = city.person(cast.EMMA)
    await emma._mark()
    city.watch.forward(timedelta(minutes=2))
    await emma.sees(EN)


async def test_a_day_that_has_passed_is_refused_before_an_hour_is_asked_for(city: City) -> None:
    author = await opens(city)
    await author.says("昨天")
    await author.sees(say("That time has passed. Choose a later one."))


async def test_every_week_is_on_the_weekday_that_was_chosen(city: City) -> None:
    author = await opens(city)
    chosen = city.watch().astimezone(HOME) + timedelta(days=4)
    await author.says(f"{chosen:%Y-%m-%d} 10:00")
    await author.sees("10:00")
    await author.says("每周重复")
    await author.sees("10:00")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓")
    plan = await plan_of(city)
    assert plan is not None
    assert plan.moment.astimezone(HOME).date() == chosen.date()
    assert plan.repeat is not None


async def _old_card(author: Person, typed: str) -> tuple[int, str]:
    """The question whether this is the moment, left on the screen: its message and what its yes carries."""
    await author.says(typed)
    await author.sees(":")
    return await author._button(say("✓ Confirm"))


async def test_an_old_confirm_card_moves_no_plan_unasked(city: City) -> None:
    """It shows what it would take the place of; only the next yes moves it."""
    author = await opens(city)
    old = await _old_card(author, "2027-03-20 9:05")
    await author.says("2027-03-21 10:00")
    await author.sees("10:00")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓", "10:00")
    await author.presses_data(*old)
    was = WORDS.moment(datetime(2027, 3, 21, 10))  # noqa: DTZ001 - a wall clock
    await author.sees(
        say("The plan has changed in the meantime. Please look again:"),
        say("In place of {moment}, {place} time.", moment=was, place=WORDS.zone("Asia/Shanghai")),
    )
    plan = await plan_of(city)
    assert plan
    assert plan.wall.day == 21
    await author.presses(say("✓ Confirm"))
    await author.sees("✓", "09:05")
    plan = await plan_of(city)
    assert plan
    assert plan.wall.day == 20


async def test_an_old_next_minute_button_moves_no_plan_unasked(city: City) -> None:
    author = await opens(city)
    old = await author._button(say("Next minute ({clock})", clock="")[:-2])
    await author.says("2027-03-21 10:00")
    await author.sees("10:00")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓", "10:00")
    await author.presses_data(*old)
    await author.sees(say("The plan has changed in the meantime. Please look again:"), "10:00")
    plan = await plan_of(city)
    assert plan
    assert plan.wall.day == 21


async def test_an_old_card_of_a_series_moves_no_plan_unasked_and_its_end_is_said(city: City) -> None:
    author = await opens(city)
    old = await _old_card(author, "每周一 9:00")
    await author.says("每周二 10:00")
    await author.sees("10:00")
    await author.presses_data(*old)
    await author.sees(say("The plan has changed in the meantime. Please look again:"), "10:00")
    assert await plan_of(city) is None
    await author.presses(say("✓ Confirm"))
    await author.sees("✓", "10:00")
    await author.says("/schedule")
    await author.sees("10:00")
    often = [WORDS.say("every {days}", days=WORDS.weekday(day)) for day in (1, 6)]
    await author.says("2027-03-21 11:00")
    asked = await author.sees("11:00", say("It repeats {often}.", often=often[0]))
    assert say("Only the one of {moment}", moment="3月16日周二 10:00") in labels_of(asked)
    await author.presses(say("Just this once, then no more"))
    await author.sees("11:00", say("It no longer repeats {often}.", often=often[0]))
    await author.says("2027-03-21 11:00")
    await author.presses(say("All of them, from then on"))
    await author.sees("11:00", say("It repeats {often}.", often=often[1]))
    await author.says("/schedule")
    await author.sees("10:00")
    await author.says("3月21日 11点，以后都改")
    await author.sees("11:00", say("It repeats {often}.", often=often[1]))
    await author.says("/schedule")
    await author.sees("10:00")
    await author.says("只改这一次：3月21日 11点")
    await author.sees("11:00", say("Another time for this one only; the later ones stay as they are."))


async def test_who_types_that_a_series_shall_not_go_out_is_shown_what_can_be_done_and_nothing_is(city: City) -> None:
    author = await opens(city)
    await author.says("每周二 10:00")
    await author.sees("10:00")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓")
    planned, asks = await plan_of(city), say("Nothing has changed yet. What should I do?")
    await author.says("/schedule")
    await author.sees("10:00")
    for typed in ("以后都不发", "停止这个系列", "3月23日不发"):
        await author.says(typed)
        shown = await author.sees(asks)
        assert {say("Stop repeating"), say("Skip this one"), say("⏸ Pause")} < {*labels_of(shown)}
    assert say("Only the next one can be skipped, that of {moment}.", moment="|").split("|")[0] in words_of(shown)
    await author.says("/posts")  # no question is open any more
    await author.sees("10:00")
    await author.says("先停一停这个系列")
    await author.sees(asks)
    assert await plan_of(city) == planned


async def test_a_pause_with_an_end_is_two_taps_or_typed_and_taken_back_by_one(city: City) -> None:
    """While no series is planned, that is what is said of one."""
    author = await opens(city)
    await author.says("/posts")
    await author.sees("")
    await author.says("暂停的那个系列什么时候恢复")
    await author.sees(say("<b>Approved and scheduled posts</b>"))
    await author.says("/schedule")
    await author.sees("18:30")
    await author.says("每周二 10:00")
    await author.sees("10:00")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓")
    planned = await plan_of(city)
    midnight = datetime(2027, 3, 24, tzinfo=ZoneInfo("Asia/Shanghai"))  # today is Tuesday the ninth
    for typed, end in (("这个系列停到3月24号", midnight), ("停两个星期", midnight - timedelta(days=1))):
        await author.says("/schedule")
        await author.sees("10:00")
        await author.says(typed)
        shown = await author.sees(say("Nothing has changed yet. What should I do?"))
        await author.presses(labels_of(shown)[0])
        await author.sees(paused_line(WORDS, end).striptags())
        assert await paused_until(city) == end.astimezone(UTC)
        await author.presses(say("▶ Resume"))
        assert "⏸" not in words_of(await author.sees("10:00"))
        assert await plan_of(city) == planned
    await author.presses(say("⏸ Pause"))
    await author.sees("⏸")
    await author.says("/posts")  # no question is open any more
    await author.sees("⏸")
    await author.says("这个系列什么时候恢复")
    shown = await author.sees("10:00", say("⏸ Paused: it doesn't go out until somebody resumes it."))
    await author.presses(next(each for each in labels_of(shown) if each.startswith("⏸") and "3月15日" in each))
    await author.sees("⏸", "3月15日")
    assert await paused_until(city) == midnight.astimezone(UTC) - timedelta(days=9)


async def test_an_old_skip_leaves_out_no_other_round(city: City) -> None:
    author = await opens(city)
    await author.says("每周一 9:00")
    await author.sees("09:00")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓")
    cards = []
    for _ in range(2):
        await author.says("/schedule")
        await author.sees(say("When should it go out? All times are {place} time.", place=WORDS.zone("Asia/Shanghai")))
        cards.append(await author._button(say("Skip this one")))
    await author.presses(say("Skip this one"))
    await author.sees("✓")
    skipped = await plan_of(city)
    await author.presses_data(*cards[0])
    await author.sees(say("The plan has changed in the meantime. Please look again:"))
    assert await plan_of(city) == skipped


async def test_an_old_stop_takes_no_other_plan_back(city: City) -> None:
    author = await opens(city)
    await author.says("每周一 9:00")
    await author.sees("09:00")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓")
    old = await author._button(say("Stop repeating"))
    await author.says("/schedule")
    await author.sees(say("When should it go out? All times are {place} time.", place=WORDS.zone("Asia/Shanghai")))
    await author.says("2027-03-21 11:00")
    await author.presses(say("Just this once, then no more"))
    await author.presses(say("✓ Confirm"))
    await author.sees("✓", "11:00")
    planned = await plan_of(city)
    await author.presses_data(*old)
    await author.sees(say("The plan has changed in the meantime. Please look again:"))
    assert await plan_of(city) == planned


async def test_a_second_yes_to_the_same_moment_says_that_it_is_planned(city: City) -> None:
    author = await opens(city)
    cards = [await _old_card(author, "2027-03-20 9:05") for _ in range(2)]
    for card in cards:
        await author.presses_data(*card)
        await author.sees("✓", say("You'll get the report once it has gone out."), "09:05")


@pytest.mark.parametrize(
    ("typed", "pressed", "day"), [("3月20日星期五 9:00", "周六 09:00", 20), ("周五3月20日9点", "周五 09:00", 19)]
)
async def test_a_weekday_that_is_not_the_dates_is_asked_about(city: City, typed: str, pressed: str, day: int) -> None:
    author = await opens(city)
    await author.says(typed)
    await author.sees("3月20日星期六", "3月19日星期五")
    await author.presses(pressed)
    await author.sees("09:00")
    await author.presses(say("✓ Confirm"))
    await author.sees("✓", "09:00")
    plan = await plan_of(city)
    assert plan
    assert plan.wall == datetime(2027, 3, day, 9)  # noqa: DTZ001 - a wall clock
