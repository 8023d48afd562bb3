"""Readers say where they live, mute a partner for a while, and set a limit: what they do not want does not come."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery import DeliveryState, Skip
from bot.languages import Form
from bot.places import Place
from bot.recurrence import local
from bot.words import Words, words_for
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import IN_CANTONESE, IN_PORTUGUESE, planted, reader_of, say, xpeng
from tests.journeys.fewer import a_day, goes_out
from tests.journeys.partner_deeds import EN, HANS, copies

READERS = {cast.KAMAN: Form.YUE, cast.JOANA: Form.PT}
EVERY_FORM = pytest.mark.parametrize(("who", "form"), READERS.items())


@IN_PORTUGUESE
async def test_a_partner_is_muted_for_a_week_from_its_page_and_unmuted(city: City, who: int, form: Form) -> None:
    reader, words = city.person(who), words_for(form)
    name = (await xpeng(city)).name(form)
    await reader.says("/partners")
    await reader.sees(say(form, "<b>City partners</b>"))
    await reader.presses(name)
    await reader.sees(name)
    await reader.presses(say(form, "Mute a week"))
    page = await reader.sees(words.day(local(city.watch() + timedelta(days=7), (await reader_of(city, who)).zone)))
    assert labels_of(page)[:2] == [say(form, "Unfollow"), say(form, "Unmute")]
    broadcast = await goes_out(city)
    assert broadcast.meant == 5
    assert not [each for each in await reader.messages() if EN in words_of(each) or HANS in words_of(each)]
    await reader.presses(say(form, "Unmute"))
    page = await reader.sees(say(form, "✓ You follow them: their posts come to you."))
    assert say(form, "Mute a month") in labels_of(page)


@IN_CANTONESE
async def test_mutes_and_the_limit_stand_in_the_settings(city: City, who: int, form: Form) -> None:
    reader, name = city.person(who), (await xpeng(city)).name(form)
    await city_mutes(city, who)
    await reader.says("/settings")
    await reader.sees(say(form, "Promotions: as many as your partners send."))
    await reader.presses(say(form, "Fewer posts"))
    page = await reader.sees(say(form, "Muted for now:"), name)
    assert f"✓ {say(form, 'No limit')}" in labels_of(page)
    await reader.presses(a_day(form, 3))
    page = await reader.sees(say(form, "✓ Saved."))
    assert f"✓ {a_day(form, 3)}" in labels_of(page)
    assert (await reader_of(city, who)).cap == 3
    await reader.presses(say(form, "Unmute {partner}", partner=name))
    await reader.sees(say(form, "To hear from a partner less often, or not for a while, open its page under Partners."))
    await reader.presses(say(form, "No limit"))
    await reader.sees(say(form, "Promotions: as many as your partners send."))
    assert (await reader_of(city, who)).cap is None
    await reader.presses(say(form, "‹ Settings"))
    await reader.sees(say(form, "Settings"))


async def city_mutes(city: City, who: int) -> None:
    async with city.store.write() as tx:
        await tx.follows.mute((await reader_of(city, who)).id, (await xpeng(city)).id, city.watch() + timedelta(days=7))


async def test_whoever_has_had_enough_for_a_day_gets_no_more_promotions_and_the_report_says_so(city: City) -> None:
    joana = await reader_of(city, cast.JOANA)
    async with city.store.write() as tx:
        await tx.readers.save(replace(joana, cap=1))
    first = await goes_out(city)
    assert copies(city, cast.JOANA) == 1
    second = await goes_out(city)
    assert copies(city, cast.JOANA) == 1
    assert copies(city, cast.KAMAN) == 2
    async with city.store.read() as tx:
        assert (await tx.broadcasts.sums(first.id)).of(DeliveryState.SENT) == 6
        sums = await tx.broadcasts.sums(second.id)
    assert (sums.meant, sums.known) == (6, 6)
    assert sums.reasons == {(DeliveryState.SKIPPED, Skip.OVER_CAP): 1}
    author, words = city.person(cast.ZIQING), words_for(Form.ZH_HANS)
    await author.says("/posts")
    await author.presses("1 · ")
    await author.sees(str(words.say("had reached their own limit for a day")))
    city.watch.forward(timedelta(hours=25))
    await goes_out(city)
    assert copies(city, cast.JOANA) == 2


@pytest.mark.parametrize("data", ["a_cap:7", "a_cap:x", "a_mute:999:week:0", "a_mute:1:year:0", "a_unmute:999"])
async def test_a_forged_wish_does_no_harm(city: City, data: str) -> None:
    emma = city.person(cast.EMMA)
    toast = await emma.presses_data(await planted(city, cast.EMMA, data), data)
    assert toast
    assert toast["text"]
    assert (await reader_of(city, cast.EMMA)).cap is None


@IN_PORTUGUESE
async def test_a_city_is_chosen_by_one_press(city: City, who: int, form: Form) -> None:
    reader, words = city.person(who), words_for(form)
    await reader.says("/settings")
    await reader.presses(say(form, "Change place"))
    await reader.sees(say(form, "Where do you live? Times and quiet hours follow the clock there."))
    await reader.presses(words.place(Place.ZHUHAI))
    page = words_of(await reader.sees(say(form, "✓ Saved.")))
    assert words.place(Place.ZHUHAI) in page
    kept = await reader_of(city, who)
    assert (kept.place, kept.zone) == (Place.ZHUHAI, "Asia/Shanghai")
    await typed_is(words, city, who, "Lisboa", (Place.ABROAD, "Europe/Lisbon"))
    await typed_is(words, city, who, "佛山", (Place.FOSHAN, "Asia/Shanghai"))


async def typed_is(words: Words, city: City, who: int, typed: str, expected: tuple[Place, str]) -> None:
    reader = city.person(who)
    await reader.says("/settings")
    await reader.presses(str(words.say("Change place")))
    await reader.presses(str(words.say("Another place")))
    await reader.sees(str(words.say("Type a city or a country, such as Lisbon or Macau.")))
    await reader.says(typed)
    await reader.sees(str(words.say("✓ Saved.")))
    kept = await reader_of(city, who)
    assert (kept.place, kept.zone) == expected
