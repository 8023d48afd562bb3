"""The bell under a post: a reader gets less of this in two taps, and the post stands there as before."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.actions.settle_in import choose_cap, choose_form, stop, unfollow
from bot.content import Post, PostState
from bot.forms.flips import BELL
from bot.languages import Form
from bot.recurrence import local
from bot.reports import Counted
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import IN_PORTUGUESE, planted, reader_of, say, xpeng
from tests.journeys.flipping import delivered, got, kept
from tests.journeys.partner_deeds import HANS, YUE


async def press_bell(person: Person) -> dict[str, Any]:
    """The post's message with what the bell offers."""
    message = await got(person)
    await person.presses(BELL)
    offered = await got(person)
    assert offered["message_id"] == message["message_id"]
    assert words_of(offered) == words_of(message)
    return offered


async def presses(city: City, post: Post) -> dict[str, int]:
    async with city.store.read() as tx:
        return dict(await tx.reports.pressed(post.id))


@pytest.mark.parametrize("form", [Form.YUE])
async def test_two_taps_mute_the_partner_for_a_week_and_the_post_has_its_own_buttons_again(
    city: City, form: Form
) -> None:
    await choose_form(city.store, (await reader_of(city, cast.EMMA)).id, form)
    await delivered(city)
    reader, partner = city.person(cast.EMMA), await xpeng(city)
    before = await got(reader)
    name, words = partner.name(form), words_for(form)
    offered = await press_bell(reader)
    assert labels_of(offered) == [
        say(form, "One post a week from {partner}", partner=name),
        say(form, "A week without {partner}", partner=name),
        say(form, "At most one promotion a day"),
        say(form, "Stories only, no promotions"),
        say(form, "Nothing more from {partner}", partner=name),
        say(form, "Stop all posts"),
        say(form, "‹ Back"),
    ]
    toast = await reader.presses(say(form, "A week without {partner}", partner=name))
    day = words.day(local(city.watch() + timedelta(days=7), (await reader_of(city, cast.EMMA)).zone))
    said = "Nothing comes from {partner} until {day}. You can change this under /settings."
    assert toast is not None
    assert toast["text"] == say(form, said, partner=name, day=day)
    after = await got(reader)
    assert labels_of(after) == labels_of(before)
    assert words_of(after) == words_of(before)
    async with city.store.read() as tx:
        until = (await tx.follows.mutes((await reader_of(city, cast.EMMA)).id))[partner.id]
    assert until - city.watch() <= timedelta(days=7)
    assert say(form, "Unmute {partner}", partner=name) in labels_of(await press_bell(reader))


async def test_one_a_day_then_none_then_only_what_is_left_is_offered(city: City) -> None:
    await delivered(city)
    joana, form = city.person(cast.JOANA), Form.PT
    await press_bell(joana)
    await joana.presses(say(form, "At most one promotion a day"))
    assert (await reader_of(city, cast.JOANA)).cap == 1
    assert say(form, "At most one promotion a day") not in labels_of(await press_bell(joana))
    await joana.presses(say(form, "Stories only, no promotions"))
    assert (await reader_of(city, cast.JOANA)).cap == 0
    assert say(form, "Stories only, no promotions") not in labels_of(await press_bell(joana))
    await joana.presses(say(form, "‹ Back"))
    assert labels_of(await got(joana)) == ["简", "粵", "• PT", BELL]


async def test_nothing_more_of_a_partner_and_nothing_at_all(city: City) -> None:
    await delivered(city)
    kaman, partner = city.person(cast.KAMAN), await xpeng(city)
    await press_bell(kaman)
    await kaman.presses(say(Form.YUE, "Nothing more from {partner}", partner=partner.name(Form.YUE)))
    async with city.store.read() as tx:
        assert partner.id not in await tx.follows.of((await reader_of(city, cast.KAMAN)).id)
    await press_bell(kaman)
    await kaman.presses(say(Form.YUE, "Stop all posts"))
    await kaman.sees(say(Form.YUE, "<b>Done.</b> No more posts will come."))
    assert (await reader_of(city, cast.KAMAN)).stopped_at is not None
    post = next(one for one in await kaman.messages() if words_of(one).startswith(YUE[:10]))
    assert labels_of(post) == ["简", "• 粵", "PT", BELL]
    toast = await kaman.presses(BELL)
    assert toast
    assert toast["text"] == say(Form.YUE, "Posts are off. You can still read everything here.")


async def test_a_choice_that_comes_after_a_stop_starts_nothing(city: City) -> None:
    await delivered(city)
    emma = city.person(cast.EMMA)
    await press_bell(emma)
    reader = await reader_of(city, cast.EMMA)
    await stop(city.store, reader.id, city.watch())
    toast = await emma.presses(say(Form.EN, "Stories only, no promotions"))
    assert toast
    assert toast["text"] == say(Form.EN, "Posts are off. You can still read everything here.")
    after = await reader_of(city, cast.EMMA)
    assert after.stopped_at is not None
    assert after.cap is None


async def test_muting_whom_one_has_left_meanwhile_is_answered_and_the_flip_row_can_be_had_back(city: City) -> None:
    await delivered(city)
    joana, partner = city.person(cast.JOANA), await xpeng(city)
    await press_bell(joana)
    await unfollow(city.store, (await reader_of(city, cast.JOANA)).id, partner.id, city.watch())
    toast = await joana.presses(say(Form.PT, "A week without {partner}", partner=partner.name(Form.PT)))
    assert toast
    assert toast["text"]
    await joana.presses(say(Form.PT, "‹ Back"))
    assert labels_of(await got(joana)) == ["简", "粵", "• PT", BELL]


@pytest.mark.parametrize(
    "data", ["less:999:en", "less:x:en", "less:1:xx", "a_less:999:en:mute", "a_less:1:en:all", "a_less:1:en"]
)
async def test_a_forged_bell_gets_a_clear_answer(city: City, data: str) -> None:
    emma = city.person(cast.EMMA)
    toast = await emma.presses_data(await planted(city, cast.EMMA, data), data)
    assert toast
    assert "/help" in toast["text"]


async def test_the_bell_of_a_preview_says_what_it_is_for_and_its_presses_are_no_readers(city: City) -> None:
    post = await kept(city, state=PostState.DRAFT)
    author = city.person(cast.ZIQING)
    data = f"less:{post.id}:pt"
    toast = await author.presses_data(await planted(city, cast.ZIQING, data), data)
    assert toast
    assert toast["text"] == say(
        Form.ZH_HANS, "Under the post that goes out, readers find here how to get less of this."
    )
    await author.presses_data(await planted(city, cast.ZIQING, f"flip:{post.id}:pt"), f"flip:{post.id}:pt")
    assert await presses(city, post) == {}


async def test_presses_count_under_delivered_copies_alone(city: City) -> None:
    post, _ = await delivered(city)
    author, kaman = city.person(cast.ZIQING), city.person(cast.KAMAN)
    data = f"flip:{post.id}:zh-Hans"
    await author.presses_data(await planted(city, cast.ZIQING, data), data)
    await author.sees(HANS)
    assert await presses(city, post) == {}
    await kaman.presses("PT")
    await kaman.presses("简")
    assert await presses(city, post) == {Counted.READ: 1}


async def test_a_digest_reader_sees_the_limit_they_set_from_the_bell_in_the_settings(city: City) -> None:
    await delivered(city)
    emma = city.person(cast.EMMA)
    await choose_cap(city.store, (await reader_of(city, cast.EMMA)).id, 3, city.watch())
    await press_bell(emma)
    await emma.presses(say(Form.EN, "At most one promotion a day"))
    await emma.says("/settings")
    await emma.sees("Promotions: at most 1 a day.")


@IN_PORTUGUESE
async def test_an_album_in_one_form_bears_no_bell_and_says_the_command_that_is_one(
    city: City, who: int, form: Form
) -> None:
    post, _ = await delivered(city, pictures=2, alone=True)
    reader, name = city.person(who), (await xpeng(city)).name(form)
    (caption,) = [words_of(one) for one in await reader.messages() if words_of(one)]
    assert say(form, "Less of this: {command}", command=f"/less_{post.id}") in caption
    await reader.says(f"/less_{post.id}")
    offered = await reader.sees(say(form, "<b>Less of this</b>"))
    assert labels_of(offered)[1] == say(form, "A week without {partner}", partner=name)
    await reader.presses(say(form, "At most one promotion a day"))
    assert (await reader_of(city, who)).cap == 1


@pytest.mark.parametrize("typed", ["/less_0", "/less_99999999", "/less_" + "9" * 40, "/less_", "/less_x"])
async def test_a_command_for_less_of_what_is_not_there_is_answered(city: City, typed: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says(typed)
    await emma.sees("/help")


async def test_while_a_wave_goes_on_its_first_readers_have_the_bell_and_the_languages(city: City) -> None:
    post, _ = await delivered(city)
    async with city.store.write() as tx:
        sent = await tx.posts.get(post.id)
        assert sent
        waiting = replace(sent, state=PostState.SCHEDULED, sent_at=None)
        assert await tx.posts.advance(waiting, PostState.SENT)
    kaman = city.person(cast.KAMAN)
    assert say(Form.YUE, "Stop all posts") in labels_of(await press_bell(kaman))
    await kaman.presses(say(Form.YUE, "‹ Back"))
    await kaman.presses("PT")
    assert labels_of(await got(kaman)) == ["简", "粵", "• PT", BELL]
