"""Nothing has come for days: a reader hears why, as far as their own choices tell, and gets the button that helps."""

from datetime import timedelta

import pytest

from bot.actions.digest import choose_only
from bot.actions.settle_in import follow, follow_campaign, mute, stop, unfollow
from bot.languages import Form
from bot.people import Mute
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import reader_of, say, xpeng
from tests.journeys.reader_deeds import the_campaign

ASKS = {
    cast.XIAOLAN: (Form.ZH_HANS, "怎么好几天没收到消息了"),
    cast.WINGSZE: (Form.ZH_HANT, "為甚麼收不到帖文？"),
    cast.KAMAN: (Form.YUE, "好耐冇收到嘢"),
    cast.EMMA: (Form.EN, "I haven't received anything for days"),
    cast.JOANA: (Form.PT, "há dias que não recebo nada"),
}
EVERY_FORM = pytest.mark.parametrize(("who", "form", "typed"), [(who, *told) for who, told in ASKS.items()])


async def follows_only_xpeng(city: City, who: int) -> None:
    reader, partner = await reader_of(city, who), await xpeng(city)
    async with city.store.read() as tx:
        others = await tx.follows.of(reader.id) - {partner.id}
    for other in others:
        await unfollow(city.store, reader.id, other, city.watch())
    await follow(city.store, reader.id, partner.id, city.watch())


@EVERY_FORM
async def test_who_has_stopped_hears_just_that_and_one_tap_brings_posts_back(
    city: City, who: int, form: Form, typed: str
) -> None:
    reader = city.person(who)
    await stop(city.store, (await reader_of(city, who)).id, city.watch())
    await reader.says(typed)
    await reader.sees(say(form, "Posts are off. You can still read everything here."))
    await reader.presses(say(form, "Send me posts again"))
    await reader.sees(say(form, "<b>Welcome back!</b> Posts will come here again."))
    assert (await reader_of(city, who)).reachable


@EVERY_FORM
async def test_who_has_muted_all_they_follow_hears_it_and_one_tap_ends_it(
    city: City, who: int, form: Form, typed: str
) -> None:
    reader, partner, words = city.person(who), await xpeng(city), words_for(form)
    await follows_only_xpeng(city, who)
    await mute(city.store, (await reader_of(city, who)).id, partner.id, Mute.WEEK, city.watch())
    await reader.says(typed)
    muted = words.plural("You've muted the partner you follow.", "You've muted all partners you follow.", 1)
    await reader.sees(str(muted), partner.name(form))
    await reader.presses(str(words.bare("Unmute {partner}", partner=partner.name(form))))
    await reader.sees(say(form, "✓ Saved."))
    await reader.says(typed)
    on = words.plural(
        "Your posts are on, and you follow {n} partner.", "Your posts are on, and you follow {n} partners.", 1
    )
    told = words_of(await reader.sees(str(on)))
    assert say(form, "If nothing comes, no partner has posted anything.") in told


@EVERY_FORM
async def test_who_follows_nobody_is_led_to_the_partners(city: City, who: int, form: Form, typed: str) -> None:
    reader = city.person(who)
    await follows_only_xpeng(city, who)
    await unfollow(city.store, (await reader_of(city, who)).id, (await xpeng(city)).id, city.watch())
    await reader.says(typed)
    sentence = "You follow no partner yet. Choose some under Partners, and their posts will come here."
    assert say(form, "Partners") in labels_of(await reader.sees(say(form, sentence)))


async def test_who_takes_only_the_digest_reads_when_it_comes(city: City) -> None:
    emma = city.person(cast.EMMA)
    await choose_only(city.store, await reader_of(city, cast.EMMA), city.watch(), only=True)
    await emma.says("why don't I get any posts?")
    await emma.sees("Only your digest comes, every day at 19:00.")


async def test_a_mute_that_has_ended_counts_no_more(city: City) -> None:
    emma = city.person(cast.EMMA)
    await follows_only_xpeng(city, cast.EMMA)
    await mute(city.store, (await reader_of(city, cast.EMMA)).id, (await xpeng(city)).id, Mute.WEEK, city.watch())
    city.watch.forward(timedelta(days=8))
    await emma.says("nothing comes")
    await emma.sees("Your posts are on, and you follow 1 partner.")


async def test_a_mute_of_the_partner_whose_campaign_alone_is_followed_is_named(city: City) -> None:
    emma, partner = city.person(cast.EMMA), await xpeng(city)
    await follows_only_xpeng(city, cast.EMMA)
    await follows_a_campaign_alone(city)
    await mute(city.store, (await reader_of(city, cast.EMMA)).id, partner.id, Mute.WEEK, city.watch())
    await emma.says("nothing comes")
    told = await emma.sees("You follow 1 campaign.", "Muted for now:", partner.name(Form.EN))
    assert "no partner has posted anything" not in words_of(told)
    assert f"Unmute {partner.name(Form.EN)}" in labels_of(told)


async def test_a_campaign_that_is_over_is_followed_no_more_by_what_home_and_silence_say(city: City) -> None:
    emma = city.person(cast.EMMA)
    await follows_only_xpeng(city, cast.EMMA)
    await follows_a_campaign_alone(city)
    await emma.says("hello")
    await emma.sees("You follow 1 campaign.")
    city.watch.forward(timedelta(days=40))
    for said in ("hello", "nothing comes"):
        await emma.says(said)
        await emma.sees("You follow no partner yet.")


async def follows_a_campaign_alone(city: City) -> None:
    reader, campaign = await reader_of(city, cast.EMMA), await the_campaign(city)
    await unfollow(city.store, reader.id, campaign.partner_id, city.watch())
    await follow_campaign(city.store, reader.id, campaign.id, city.watch())
