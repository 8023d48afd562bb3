"""What a reader's limit holds back comes as one message at their hour; a reader may take nothing but that."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.actions.digest import change_digest, choose_every, choose_only, tell_digests
from bot.actions.settle_in import choose_cap, choose_place, limit_partner, no_promotions, stop
from bot.content import Post, PostState
from bot.delivery import DeliveryState, Skip
from bot.digests import Change, Digest, Rhythm
from bot.languages import Form
from bot.people import Reader
from bot.places import Place, Spot
from bot.words import words_for
from handlers.audience.receiving.digest_screens import DigestOnly
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import IN_CANTONESE, IN_PORTUGUESE, planted, reader_of, say, xpeng
from tests.journeys.digests import digests_in, outcome_of, the_digest, wait_for_digest
from tests.journeys.fewer import a_day, goes_out


def test_a_button_of_an_older_digest_page_is_still_read() -> None:
    assert DigestOnly.unpack("a_only:1").on


@IN_PORTUGUESE
async def test_what_is_over_the_limit_comes_once_as_one_message_and_a_number_opens_it(
    city: City, who: int, form: Form
) -> None:
    reader, person = await reader_of(city, who), city.person(who)
    await choose_cap(city.store, reader.id, 1, city.watch())
    await choose_every(city.store, reader, Rhythm.DAY, city.watch())
    first, second, third = [await goes_out(city) for _ in range(3)]
    outcomes = [(await outcome_of(city, each, reader)).reason for each in (first, second, third)]
    assert outcomes == [None, Skip.OVER_CAP, Skip.OVER_CAP]
    await wait_for_digest(city, person, reader)
    told = words_of(await person.sees(say(form, "<b>Your digest</b>")))
    assert say(form, "<i>/settings changes the digest. To stop: /stop</i>") in told
    assert labels_of(await person.last()) == ["1", "2"]
    await person.presses("2")
    await person.sees((await post_of(city, third.post_id)).title_in(form).rstrip("…"))
    city.watch.forward(timedelta(days=1, minutes=1))
    await tell_digests(city.store, city.watch())
    assert len(await digests_in(city, who)) == 1


async def post_of(city: City, post_id: int) -> Post:
    async with city.store.read() as tx:
        post = await tx.posts.get(post_id)
    assert post is not None
    return post


async def test_who_takes_nothing_but_the_digest_gets_each_story_in_it_only(city: City) -> None:
    emma, person = await reader_of(city, cast.EMMA), city.person(cast.EMMA)
    await choose_only(city.store, emma, city.watch(), only=True)
    sent = await goes_out(city)
    outcome = await outcome_of(city, sent, emma)
    assert (outcome.state, outcome.reason) == (DeliveryState.SKIPPED, Skip.DIGEST)
    await wait_for_digest(city, person, emma)
    await person.sees("Your digest", (await post_of(city, sent.post_id)).title_in(Form.EN))


@IN_CANTONESE
async def test_settings_say_in_one_line_what_comes_and_a_walk_to_nothing_but_the_digest_ends_in_one(
    city: City, who: int, form: Form
) -> None:
    person, words = city.person(who), words_for(form)
    await person.says("/settings")
    shown = words_of(await person.sees(say(form, "<b>Settings</b>")))
    assert say(form, "Promotions: as many as your partners send.") in shown
    await person.presses(say(form, "Fewer posts"))
    await person.presses(a_day(form, 3))
    fewer = words_of(await person.sees(say(form, "✓ Saved."), say(form, "Digest: off.")))
    assert len(fewer.split("\n\n")) <= 4
    await person.presses(say(form, "The rest as a digest"))
    await person.sees(say(form, "Your digest comes every day at {clock}, if there's anything new.", clock="19:00"))
    await person.presses(say(form, "Only the digest"))
    await person.presses(say(form, "‹ Back"))
    only = say(form, "Only your digest comes, every day at {clock}.", clock="19:00")
    await person.sees(say(form, "<b>Fewer posts</b>"), only)
    await person.presses(say(form, "‹ Settings"))
    settings = words_of(await person.sees(say(form, "<b>Settings</b>"), only))
    assert str(words.plural("Promotions: at most {n} a day.", "Promotions: at most {n} a day.", 3)) not in settings
    sent = await goes_out(city)
    await wait_for_digest(city, person, await reader_of(city, who))
    title = (await post_of(city, sent.post_id)).title_in(form).rstrip("…")
    await person.sees(say(form, "<b>Your digest</b>"), title)


async def test_settings_of_who_takes_only_the_digest_and_no_promotions_say_both(city: City) -> None:
    emma, person = await reader_of(city, cast.EMMA), city.person(cast.EMMA)
    await choose_only(city.store, emma, city.watch(), only=True)
    await no_promotions(city.store, emma.id, city.watch())
    await person.says("/settings")
    await person.sees(
        "Promotions: none. Stories of the city still come.", "Only your digest comes, every day at 19:00."
    )


async def test_nothing_to_tell_is_no_message_and_a_recalled_story_is_left_out(city: City) -> None:
    emma = await reader_of(city, cast.EMMA)
    await choose_only(city.store, emma, city.watch(), only=True)
    sent = await goes_out(city)
    async with city.store.write() as tx:
        post = await tx.posts.get(sent.post_id)
        assert post
        await tx.posts.advance(replace(post, state=PostState.DELETED), PostState.SENT)
    for _ in range(3):
        city.watch.forward(timedelta(days=1))
        await tell_digests(city.store, city.watch())
    async with city.store.read() as tx:
        assert not [each for each in await tx.notices.waiting(city.watch(), 99) if each.person_id == emma.id]
    assert not await digests_in(city, cast.EMMA)


async def test_whoever_has_stopped_gets_no_digest_and_not_all_of_it_when_they_come_back(city: City) -> None:
    emma = await reader_of(city, cast.EMMA)
    await choose_cap(city.store, emma.id, 1, city.watch())
    await choose_every(city.store, emma, Rhythm.DAY, city.watch())
    for _ in range(2):
        await goes_out(city)
    await stop(city.store, emma.id, city.watch())
    city.watch.forward(timedelta(days=2))
    await tell_digests(city.store, city.watch())
    digest = await the_digest(city, emma)
    assert digest.upto is not None
    assert digest.upto > city.watch() - timedelta(minutes=10)
    assert not await digests_in(city, cast.EMMA)


async def test_a_reader_chooses_the_digest_by_buttons(city: City) -> None:
    emma, reader = city.person(cast.EMMA), await reader_of(city, cast.EMMA)
    await emma.says("/settings")
    await emma.presses("Fewer posts")
    await emma.presses("Digest")
    await emma.sees("is off")
    await emma.presses("Once a week")
    await emma.sees("✓ Your digest comes every Sunday at 19:00")
    await emma.presses("12:00")
    await emma.sees("every Sunday at 12:00")
    await emma.presses("Only the digest")
    await emma.sees("nothing else comes")
    assert (await the_digest(city, reader)).only
    await emma.presses("Off")
    await emma.sees("is off")
    digest = await the_digest(city, reader)
    assert (digest.every, digest.only, digest.next_at) == (None, False, None)


@pytest.mark.parametrize("away", [timedelta(hours=12), timedelta(days=3)])
async def test_after_a_downtime_one_digest_tells_all_and_the_next_hour_tells_none_of_it_again(
    city: City, away: timedelta
) -> None:
    emma, person = await reader_of(city, cast.EMMA), city.person(cast.EMMA)
    await choose_only(city.store, emma, city.watch(), only=True)
    await goes_out(city)
    await wait_for_digest(city, person, emma, away)
    await person.sees("Your digest")
    again = (await the_digest(city, emma)).next_at
    assert again is not None
    city.watch.forward(again - city.watch() + timedelta(minutes=1))
    await tell_digests(city.store, city.watch())
    assert len(await digests_in(city, cast.EMMA)) == 1


@pytest.mark.parametrize(("late", "silent"), [(timedelta(minutes=1), False), (timedelta(hours=7), True)])
async def test_a_digest_that_comes_late_at_night_makes_no_sound(city: City, late: timedelta, *, silent: bool) -> None:
    emma, person = await reader_of(city, cast.EMMA), city.person(cast.EMMA)
    await choose_only(city.store, emma, city.watch(), only=True)
    await goes_out(city)
    await wait_for_digest(city, person, emma, late)
    await person.sees("Your digest")
    sent = (await city.control("calls?method=sendMessage", "GET"))["calls"]
    told = next(call for call in reversed(sent) if "Your digest" in str(call))
    assert ("disable_notification" in str(told)) == silent


async def test_another_hour_right_after_a_digest_brings_none_of_its_stories_again(city: City) -> None:
    emma, person = await reader_of(city, cast.EMMA), city.person(cast.EMMA)
    await choose_only(city.store, emma, city.watch(), only=True)
    await goes_out(city)
    due = await wait_for_digest(city, person, emma, timedelta(seconds=5))
    await person.sees("Your digest")
    later = await change_digest(city.store, emma, Change(at=time(21)), city.watch())
    assert later.next_at == due + timedelta(hours=2)
    city.watch.forward(timedelta(hours=2))
    await tell_digests(city.store, city.watch())
    assert (await the_digest(city, emma)).next_at == due + timedelta(hours=26)
    assert len(await digests_in(city, cast.EMMA)) == 1


ZONES = {
    "Asia/Shanghai": datetime(2027, 3, 9, 11, tzinfo=UTC),
    "Europe/Lisbon": datetime(2027, 3, 9, 19, tzinfo=UTC),
    "America/Sao_Paulo": datetime(2027, 3, 9, 22, tzinfo=UTC),
}


@pytest.mark.parametrize(("zone", "moment"), ZONES.items())
def test_a_digest_comes_at_the_hour_of_the_readers_own_clock(zone: str, moment: datetime) -> None:
    planned = Digest(1).planned(zone, datetime(2027, 3, 9, 4, tzinfo=UTC))
    assert planned.next_at == moment
    assert planned.planned(zone, moment).next_at == moment + timedelta(days=1)


def test_a_weekly_digest_comes_on_sundays_across_a_change_of_clocks() -> None:
    planned = Digest(1, Rhythm.WEEK, time(8)).planned("Europe/Lisbon", datetime(2027, 3, 22, 9, tzinfo=UTC))
    assert planned.next_at == datetime(2027, 3, 28, 7, tzinfo=UTC)


async def test_whoever_moved_gets_the_digest_at_that_hour_there(city: City) -> None:
    emma = await reader_of(city, cast.EMMA)
    await choose_every(city.store, emma, Rhythm.DAY, city.watch())
    await change_digest(city.store, emma, Change(at=time(12)), city.watch())
    moved = await choose_place(city.store, emma.id, Spot("Europe/Lisbon", Place.ABROAD))
    city.watch.forward(timedelta(days=1))
    await tell_digests(city.store, city.watch())
    digest = await the_digest(city, emma)
    assert digest.is_for(moved.zone)
    assert digest.at == time(12)


@pytest.mark.parametrize("only", [False, True])
async def test_whoever_takes_no_promotions_finds_none_in_their_digest(city: City, *, only: bool) -> None:
    reader = await reader_of(city, cast.EMMA)
    await choose_cap(city.store, reader.id, 1, city.watch())
    await choose_every(city.store, reader, Rhythm.DAY, city.watch())
    await choose_only(city.store, reader, city.watch(), only=only)
    for _ in range(2):
        await goes_out(city)
    assert reader.id in await held_back(city, reader)
    await no_promotions(city.store, reader.id, city.watch())
    await goes_out(city)
    assert await held_back(city, reader) == {}


async def held_back(city: City, reader: Reader) -> Mapping[int, Sequence[int]]:
    async with city.store.read() as tx:
        return await tx.digests.held_back([reader.id], city.watch() + timedelta(hours=1))


@IN_PORTUGUESE
async def test_one_post_a_week_of_a_partner_comes_and_the_others_wait_for_the_digest(
    city: City, who: int, form: Form
) -> None:
    reader, person, partner = await reader_of(city, who), city.person(who), await xpeng(city)
    await person.says("/partners")
    await person.presses(partner.name(form))
    await person.presses(say(form, "One a week"))
    page = await person.sees(say(form, "At most one of their posts comes each week. The others are under /stories."))
    assert say(form, "One a week") not in labels_of(page)
    await person.presses(say(form, "The rest as a digest"))
    await person.sees(say(form, "Your digest comes every day at {clock}, if there's anything new.", clock="19:00"))
    await person.says("/partners")
    await person.presses(partner.name(form))
    rest = "At most one of their posts comes each week; the others wait for your digest."
    await person.sees(say(form, "✓ You follow them."), say(form, rest))
    first, second = [await goes_out(city) for _ in range(2)]
    assert [(await outcome_of(city, each, reader)).reason for each in (first, second)] == [None, Skip.OVER_WEEK]
    await person.says("/settings")
    await person.presses(say(form, "Fewer posts"))
    await person.sees(say(form, "• {partner}: one post a week", partner=partner.name(form)))
    await wait_for_digest(city, person, reader)
    await person.sees(say(form, "<b>Your digest</b>"), (await post_of(city, second.post_id)).title_in(form))


async def test_who_turns_the_digest_off_hears_again_who_waited_for_it_alone(city: City) -> None:
    emma, person, partner = await reader_of(city, cast.EMMA), city.person(cast.EMMA), await xpeng(city)
    await limit_partner(city.store, emma.id, partner.id, 0, city.watch())
    assert (await outcome_of(city, await goes_out(city), emma)).reason == Skip.DIGEST
    await choose_every(city.store, emma, None, city.watch())
    assert (await outcome_of(city, await goes_out(city), emma)).state is DeliveryState.SENT
    await person.says("/partners")
    await person.presses(partner.name(Form.EN))
    await person.sees("You follow them: their posts come to you.")


async def test_a_partner_heard_in_the_digest_only_turns_a_digest_on_that_was_off_and_back_all_comes(
    city: City,
) -> None:
    emma, person, partner = await reader_of(city, cast.EMMA), city.person(cast.EMMA), await xpeng(city)
    await choose_every(city.store, emma, None, city.watch())
    await person.says("/partners")
    await person.presses(partner.name(Form.EN))
    await person.presses("One a week")
    await person.sees("The others are under /stories.")
    await person.presses("Digest only")
    await person.sees("they wait for your digest")
    assert (await the_digest(city, emma)).every is Rhythm.DAY
    assert (await outcome_of(city, await goes_out(city), emma)).reason == Skip.DIGEST
    await person.presses("All posts")
    await person.sees("You follow them: their posts come to you.")
    assert (await outcome_of(city, await goes_out(city), emma)).state is DeliveryState.SENT
    await planted(city, cast.EMMA, f"a_often:{partner.id}:7:0")
    toast = await person.presses("?")
    assert toast is not None
