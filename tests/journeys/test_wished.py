"""When a post shall go out is said before it can be scheduled, and is one press once it is approved."""

from datetime import date, datetime

import pytest

from bot.content import PostState
from bot.languages import Form
from handlers.reading.within import moment_within
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.partner_deeds import EN, admin_approves, newest
from tests.journeys.working_day import OWN, Day

WANTS = {
    Form.ZH_HANS: "我想下周二上午十点发一条关于新车的帖子",
    Form.ZH_HANT: "想發一則介紹新車的帖文，下星期二上午十時",
    Form.YUE: "我想下個禮拜二朝早十點出篇講新車嘅文",
    Form.EN: "I want to send a post next Tuesday at 10 about our new car",
    Form.PT: "quero enviar uma publicação na próxima terça às 10h sobre o nosso carro novo",
}
NOTED = "✓ Noted: {moment}. Once the post is approved, one press gives it that time."
FRIDAY = datetime(2026, 11, 27, 13, 30)  # noqa: DTZ001 - a wall clock


@pytest.fixture(params=list(Form))
def day(city: City, request: pytest.FixtureRequest) -> Day:
    return Day(city, request.param)


async def test_who_wants_a_post_at_a_moment_begins_it_and_has_the_moment_by_one_press_later(day: Day) -> None:
    await day.begins()
    await day.author.says(WANTS[day.form])
    begun = words_of(await day.author.sees(day.say(NOTED, moment="|").split("|")[1]))
    assert day.say("<b>A new post for {partner}</b>", partner="|").split("|")[0] in begun
    await day.writes(OWN.get(day.form, EN))
    await day.submits()
    post = await newest(day.city)
    assert post.wished is not None
    assert post.wished.endswith("1000")
    await admin_approves(day.city, post)
    approved = day.say("✓ Approved: “{title}”. When should it go out?", title="|").split("|")[1]
    await day.author.presses(labels_of(await day.author.sees(approved))[0])
    asked = labels_of(await day.author.sees(""))
    first = next(
        label for label in asked if label.startswith(day.say("As you said: {moment}", moment="|").split("|")[0])
    )
    assert asked.index(first) == 0
    await day.author.presses(first)
    await day.author.presses(day.say("✓ Confirm"))
    await day.author.sees("10:00")


async def test_who_wants_a_post_for_one_of_two_days_begins_it_without_a_moment(city: City) -> None:
    day = Day(city, Form.EN)
    await day.begins()
    await day.author.says("write a post for next Sunday at 9")
    begun = words_of(await day.author.sees(day.say("<b>A new post for {partner}</b>", partner="|").split("|")[0]))
    assert day.say(NOTED, moment="|").split("|")[0] not in begun
    await day.writes(EN)
    assert (await newest(city)).wished is None


async def test_a_moment_said_just_after_handing_in_is_kept(day: Day) -> None:
    await day.begins()
    await day.author.says("/new")
    await day.author.sees("")
    await day.writes(OWN.get(day.form, EN))
    await day.submits()
    await day.author.says("2099-03-09 18:30")
    await day.author.sees(day.say(NOTED, moment="|").split("|")[1])
    assert (await newest(day.city)).wished == "209903091830"


async def test_of_several_drafts_the_one_that_is_pressed_has_the_moment(city: City) -> None:
    day = Day(city, Form.EN)
    await day.begins()
    for text in (EN, f"2: {EN}"):
        await day.opens(text)
    await day.author.says("/posts")
    for said, moment in (("2099-03-09 18:30", "209903091830"), ("/drafts", ""), ("2099-03-10", "20990310")):
        await day.author.says(said)
        asked = await day.author.sees("")
        if moment:
            assert "which of these?" in words_of(asked)
            await day.author.presses("2 · ")
            await day.author.sees("✓ Noted: ")
            async with city.store.read() as tx:
                drafts = (await tx.posts.page([], {PostState.DRAFT}, 0, 2)).items
            assert [post.wished for post in drafts] == [None, moment]
            await day.author.says("/posts")


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        *((said, (date(2026, 12, 1), 10)) for said in WANTS.values()),
        ("I want to write about our Sunday market", (date(2026, 11, 29), None)),
        ("we want to post something on 5 December at 6pm for our fans", (date(2026, 12, 5), 18)),
        ("I want to publish 3 photos", None),
        ("我想寫多一點", None),
        ("quero publicar já uma coisa", None),
        ("I want to write about what we did yesterday", None),
        ("想寫篇中秋嘅", None),
    ],
)
def test_the_moment_that_a_sentence_speaks_of_is_found_in_it(said: str, moment: tuple[date, int | None] | None) -> None:
    reading = moment_within(said, FRIDAY)
    assert (reading and (reading.day, reading.clock and reading.clock.hour)) == moment
