"""A reader follows one campaign, or another city, and gets that and nothing else; in the form that they read."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.actions.lapse import lapse
from bot.actions.render import hashtag_in
from bot.actions.settle_in import choose_form, follow_campaign, stop, unfollow
from bot.content import Campaign, Post, PostState
from bot.forms.flips import BELL
from bot.languages import Form
from bot.places import Place
from bot.recurrence import city_day, local
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import planted, reader_of, say, xpeng
from tests.journeys.flipping import kept
from tests.journeys.partner_deeds import admin_approves, its_minute_comes
from tests.journeys.reader_deeds import the_campaign


async def goes_out(city: City, campaign: Campaign | None = None, places: frozenset[Place] = frozenset()) -> Post:
    """A post of XPeng goes out: of a campaign, for some places, or to all who follow."""
    post = await kept(city)
    async with city.store.write() as tx:
        post = replace(post, campaign_id=campaign.id if campaign else None, places=places)
        await tx.posts.save(post)
    await admin_approves(city, post)
    await its_minute_comes(city, post)
    return post


async def delivered_to(person: Person) -> list[dict[str, Any]]:
    """The posts in a chat: what bears the bell."""
    return [one for one in await person.messages() if BELL in labels_of(one)]


async def leaves_xpeng(city: City, user: int) -> None:
    await unfollow(city.store, (await reader_of(city, user)).id, (await xpeng(city)).id, city.watch())


@pytest.mark.parametrize("form", [Form.PT])
async def test_a_reader_follows_a_campaign_from_its_partner_s_page_and_gets_its_posts_alone(
    city: City, form: Form
) -> None:
    await leaves_xpeng(city, cast.EMMA)
    await choose_form(city.store, (await reader_of(city, cast.EMMA)).id, form)
    campaign, partner, emma = await the_campaign(city), await xpeng(city), city.person(cast.EMMA)
    name, theirs = campaign.name(form), partner.name(form)
    await emma.says("/partners")
    await emma.presses(theirs)
    await emma.presses(say(form, "Campaign: {name}", name=name))
    page = await emma.sees(say(form, "A campaign by {partner}", partner=theirs))
    assert name in words_of(page)
    assert hashtag_in("#飞行", form) in words_of(page)
    await emma.presses(say(form, "Follow this campaign"))
    await emma.sees(say(form, "✓ You follow it: its posts come to you until it ends."))
    await goes_out(city)
    assert await delivered_to(emma) == []
    await goes_out(city, campaign)
    assert len(await delivered_to(emma)) == 1
    await emma.presses(BELL)
    await emma.presses(say(form, "Nothing more of this campaign"))
    await goes_out(city, campaign)
    assert len(await delivered_to(emma)) == 1


@pytest.mark.parametrize("form", [Form.YUE])
async def test_what_is_followed_stands_in_one_place_and_is_changed_there(city: City, form: Form) -> None:
    await leaves_xpeng(city, cast.EMMA)
    reader = await reader_of(city, cast.EMMA)
    await choose_form(city.store, reader.id, form)
    campaign, emma, words = await the_campaign(city), city.person(cast.EMMA), words_for(form)
    name = campaign.name(form)
    await emma.says("/settings")
    await emma.presses(say(form, "Following"))
    for_cities = "Some posts are for one city only: you get those for {cities}."
    await emma.sees(say(form, for_cities, cities=words.place(Place.SHENZHEN)))  # where she lives
    await emma.presses(say(form, "Campaigns"))
    listed = await emma.sees(say(form, "Press a name to see more. ✓ marks those you follow."))
    assert say(form, "until {day}", day=words.day(campaign.ends)) in words_of(listed)
    await emma.presses(name)
    await emma.presses(say(form, "Follow this campaign"))
    await emma.presses(say(form, "‹ Campaigns"))
    await emma.presses(f"✓ {name}")
    await emma.presses(say(form, "‹ Home"))
    await emma.says("/settings")
    await emma.presses(say(form, "Following"))
    assert f"✓ {say(form, 'Campaign: {name}', name=name)}" in labels_of(await emma.sees(""))
    await emma.presses(say(form, "Other cities"))
    await emma.presses(words.place(Place.MACAU))
    saved = await emma.sees(say(form, "✓ Saved."))
    assert f"✓ {words.place(Place.MACAU)}" in labels_of(saved)
    await emma.presses(say(form, "‹ Following"))
    both = words.list([words.place(Place.SHENZHEN), words.place(Place.MACAU)])
    await emma.sees(say(form, for_cities, cities=both))
    await emma.presses(say(form, "Other cities"))
    await emma.presses(f"✓ {words.place(Place.MACAU)}")
    assert words.place(Place.MACAU) in labels_of(await emma.sees(say(form, "✓ Saved.")))


async def test_a_post_for_macau_comes_to_who_lives_elsewhere_and_follows_macau(city: City) -> None:
    macau, emma = frozenset({Place.MACAU}), city.person(cast.EMMA)
    await goes_out(city, places=macau)
    assert await delivered_to(emma) == []
    await emma.says("/start city_macau")
    await emma.presses("Follow Macau")
    await emma.sees("✓ Saved.")
    await goes_out(city, places=macau)
    assert len(await delivered_to(emma)) == 1


async def test_a_city_s_stories_offer_to_follow_it_until_it_is_followed(city: City) -> None:
    emma, form = city.person(cast.EMMA), Form.EN
    await planted(city, cast.EMMA, "a_stories:0:0:lmacau")
    await emma.presses("?")
    await emma.sees("Stories: Macau")
    await emma.presses(say(form, "Follow {city}", city="Macau"))
    await emma.sees("✓ Saved.")
    await planted(city, cast.EMMA, "a_stories:0:0:lmacau")
    await emma.presses("?")
    assert "Follow Macau" not in labels_of(await emma.sees("Stories: Macau"))


async def test_a_campaign_s_stories_lead_to_its_page_and_its_page_to_them(city: City) -> None:
    campaign, emma = await the_campaign(city), city.person(cast.EMMA)
    await emma.says(f"/start campaign_{campaign.id}")
    await emma.sees("Flying car days", "so its posts come to you")  # she follows XPeng
    await emma.presses("Stories")
    await emma.sees("Stories: Flying car days")
    await emma.presses("About this campaign")
    await emma.sees("Flying car days", "so its posts come to you")


async def test_a_communicator_has_a_link_of_the_campaign_by_which_a_newcomer_comes_to_its_page(city: City) -> None:
    campaign, ziqing = await the_campaign(city), city.person(cast.ZIQING)
    words = words_for(Form.ZH_HANS)
    await ziqing.says("/campaigns")
    await ziqing.presses(campaign.name(Form.ZH_HANS))
    await ziqing.presses(str(words.bare("Link and QR code")))
    sign = await ziqing.sees(f"?start=campaign_{campaign.id}")
    assert sign["photo"]


async def test_a_campaign_that_nobody_knows_of_yet_is_shown_to_nobody(city: City) -> None:
    campaign, emma = await the_campaign(city, told=False), city.person(cast.EMMA)
    async with city.store.write() as tx:
        begins = date.max - timedelta(days=9)
        await tx.campaigns.save(replace(campaign, begins=begins, ends=date.max))
    await emma.says(f"/start campaign_{campaign.id}")
    await emma.sees("I can't find the campaign of this link; perhaps it hasn't begun yet.")
    await emma.says("/start campaign_99999")
    await emma.sees("I can't find the campaign of this link; perhaps it hasn't begun yet.")
    await planted(city, cast.EMMA, "a_themes:0")
    await emma.presses("?")
    await emma.sees("There's no campaign at the moment.")
    await planted(city, cast.EMMA, f"a_theme:{campaign.id}:0")
    toast = await emma.presses("?")
    assert toast is not None
    await planted(city, cast.EMMA, f"a_join:{campaign.id}:1")
    assert await emma.presses("?") is not None
    async with city.store.read() as tx:
        assert await tx.follows.campaigns((await reader_of(city, cast.EMMA)).id) == frozenset()


async def test_a_campaign_to_come_of_which_a_series_has_begun_is_shown(city: City) -> None:
    campaign, emma = await the_campaign(city), city.person(cast.EMMA)
    async with city.store.write() as tx:
        begins = city.watch().date() + timedelta(days=9)
        await tx.campaigns.save(replace(campaign, begins=begins))
        (story,) = [
            each
            for each in (await tx.posts.page([campaign.partner_id], {PostState.SENT}, 0, 99)).items
            if each.campaign_id == campaign.id
        ]
        await tx.posts.save(replace(story, state=PostState.SCHEDULED))
    await planted(city, cast.EMMA, f"a_theme:{campaign.id}:0")
    await emma.presses("?")
    await emma.sees(campaign.name(Form.EN), "A campaign by")


async def test_a_campaign_that_is_over_is_followed_no_more_and_a_forged_press_is_told_so(city: City) -> None:
    await leaves_xpeng(city, cast.EMMA)
    campaign, emma = await the_campaign(city, days=-1), city.person(cast.EMMA)
    await emma.says(f"/start campaign_{campaign.id}")
    page = await emma.sees("It's over. Its stories can still be read.")
    assert "Follow this campaign" not in labels_of(page)
    await planted(city, cast.EMMA, f"a_join:{campaign.id}:1")
    toast = await emma.presses("?")
    assert toast is not None
    assert toast["text"] == "That campaign is over. Its stories can still be read under /stories."
    async with city.store.read() as tx:
        assert await tx.follows.campaigns((await reader_of(city, cast.EMMA)).id) == frozenset()


async def test_a_forged_city_is_followed_by_nobody(city: City) -> None:
    emma = city.person(cast.EMMA)
    await planted(city, cast.EMMA, "a_city:abroad:1")
    toast = await emma.presses("?")
    assert toast is not None
    async with city.store.read() as tx:
        assert await tx.follows.cities((await reader_of(city, cast.EMMA)).id) == frozenset()


async def test_mydata_names_campaigns_and_cities_and_stop_of_the_partner_ends_its_campaigns(city: City) -> None:
    await leaves_xpeng(city, cast.EMMA)
    campaign, partner, emma = await the_campaign(city), await xpeng(city), city.person(cast.EMMA)
    await emma.says(f"/start campaign_{campaign.id}")
    await emma.presses("Follow this campaign")
    await emma.sees("✓ You follow it")
    await emma.says(f"/stop_{partner.id}")
    await emma.sees("Done.")
    async with city.store.read() as tx:
        reader = await reader_of(city, cast.EMMA)
        assert await tx.follows.campaigns(reader.id) == frozenset()
        lines = [(line.purpose.value, line.given) for line in await tx.readers.consents(reader.id)][-3:]
    assert lines == [("follow_campaign", True), ("follow_campaign", False), ("follow", False)]


async def test_a_campaign_s_days_are_the_city_s_for_a_reader_in_lisbon(city: City) -> None:
    joana, form = city.person(cast.JOANA), Form.PT
    campaign = await the_campaign(city, told=False)
    while local(city.watch(), "Europe/Lisbon").date() == city_day(city.watch()):
        city.watch.forward(timedelta(hours=1))
    today = city_day(city.watch())
    async with city.store.write() as tx:
        await tx.campaigns.save(replace(campaign, begins=today, ends=today))
    await joana.says(f"/start campaign_{campaign.id}")
    await joana.sees(say(form, "A campaign by {partner}", partner=(await xpeng(city)).name(form)))


@pytest.mark.parametrize("form", [Form.PT])
async def test_an_old_button_to_follow_a_campaign_that_is_over_says_so_and_names_no_command_of_others(
    city: City, form: Form
) -> None:
    campaign, emma = await the_campaign(city, days=2), city.person(cast.EMMA)
    await choose_form(city.store, (await reader_of(city, cast.EMMA)).id, form)
    city.watch.forward(timedelta(days=5))
    await planted(city, cast.EMMA, f"a_join:{campaign.id}:1")
    toast = await emma.presses("?")
    assert toast
    assert toast["text"] == say(form, "That campaign is over. Its stories can still be read under /stories.")


@pytest.mark.parametrize("form", [Form.YUE])
@pytest.mark.parametrize("data", ["a_often:{}:1:0", "a_mute:{}:week:0"])
async def test_an_old_button_to_hear_less_of_a_partner_who_was_left_says_so(city: City, form: Form, data: str) -> None:
    await leaves_xpeng(city, cast.EMMA)
    await choose_form(city.store, (await reader_of(city, cast.EMMA)).id, form)
    await planted(city, cast.EMMA, data.format((await xpeng(city)).id))
    toast = await city.person(cast.EMMA).presses("?")
    assert toast
    assert toast["text"] == say(form, "You don't follow this partner any more. /partners shows whom you follow.")


@pytest.mark.parametrize("form", [Form.PT])
async def test_what_is_followed_says_while_posts_are_off_that_nothing_comes(city: City, form: Form) -> None:
    reader, emma, words = await reader_of(city, cast.EMMA), city.person(cast.EMMA), words_for(form)
    await choose_form(city.store, reader.id, form)
    async with city.store.read() as tx:
        n = len(await tx.follows.of(reader.id))
    await stop(city.store, reader.id, city.watch())
    await planted(city, cast.EMMA, "a_follows")
    await emma.presses("?")
    still = "You still follow {n} partner. /start brings its posts back."
    several = "You still follow {n} partners. /start brings their posts back."
    shown = words_of(await emma.sees(str(words.plural(still, several, n))))
    assert shown.split("\n\n")[1:] == [
        say(form, "Posts are off. You can still read everything here."),
        str(words.plural(still, several, n)),
    ]


@pytest.mark.parametrize("shelf", ["c99", "p99"])
async def test_the_stories_of_what_is_not_there_are_not_shown_under_no_name(city: City, shelf: str) -> None:
    await planted(city, cast.EMMA, f"a_stories:0:0:{shelf}")
    toast = await city.person(cast.EMMA).presses("?")
    assert toast
    assert toast["text"] == say(Form.EN, "That's no longer there. /help shows what you can do here.")


@pytest.mark.parametrize("form", [Form.YUE])
async def test_a_campaign_that_is_over_is_not_counted_among_what_is_followed(city: City, form: Form) -> None:
    await leaves_xpeng(city, cast.EMMA)
    reader, emma, words = await reader_of(city, cast.EMMA), city.person(cast.EMMA), words_for(form)
    await choose_form(city.store, reader.id, form)
    await follow_campaign(city.store, reader.id, (await the_campaign(city, days=2)).id, city.watch())
    beside = str(words.plural("You also follow {n} campaign.", "You also follow {n} campaigns.", 1))
    await emma.says("/start")
    assert beside in words_of(await emma.sees(""))
    city.watch.forward(timedelta(days=5))
    await emma.says("/start")
    assert beside not in words_of(await emma.sees(""))
    await planted(city, cast.EMMA, "a_why")
    await emma.presses("?")
    assert beside not in words_of(await emma.sees(say(form, "If nothing comes, no partner has posted anything.")))


@pytest.mark.parametrize("form", [Form.PT])
async def test_who_follows_one_campaign_alone_and_comes_back_is_not_told_that_they_follow_nothing(
    city: City, form: Form
) -> None:
    reader, emma = await reader_of(city, cast.EMMA), city.person(cast.EMMA)
    await choose_form(city.store, reader.id, form)
    async with city.store.read() as tx:
        partners = await tx.follows.of(reader.id)
    for partner_id in partners:
        await unfollow(city.store, reader.id, partner_id, city.watch())
    await follow_campaign(city.store, reader.id, (await the_campaign(city)).id, city.watch())
    await stop(city.store, reader.id, city.watch())
    await emma.says("/start")
    one = "You follow {n} campaign. Its posts come here until you use /stop."
    several = "You follow {n} campaigns. Their posts come here until you use /stop."
    await emma.sees(
        say(form, "<b>Welcome back!</b> Posts will come here again."), str(words_for(form).plural(one, several, 1))
    )


async def test_nothing_comes_by_a_campaign_whose_last_day_is_over_everywhere(city: City) -> None:
    await leaves_xpeng(city, cast.EMMA)
    campaign, emma = await the_campaign(city, days=1), city.person(cast.EMMA)
    reader = await reader_of(city, cast.EMMA)
    await follow_campaign(city.store, reader.id, campaign.id, city.watch())
    city.watch.forward(timedelta(days=3))
    while await lapse(city.store, city.watch()):  # the clock does the same, when it looks
        pass
    await goes_out(city, campaign)
    assert await delivered_to(emma) == []
    async with city.store.read() as tx:
        assert await tx.follows.campaigns(reader.id) == frozenset()


@pytest.mark.parametrize("text", ["/stop", "/stop_5"])
async def test_a_stop_that_is_passed_on_stops_nothing(city: City, text: str) -> None:
    emma, before = city.person(cast.EMMA), await reader_of(city, cast.EMMA)
    origin = {"type": "hidden_user", "sender_user_name": "Ana", "date": 1700000000}
    await emma._mark(typed=True)
    await city.control("hand", user=cast.EMMA, key=emma.key, content={"text": text, "forward_origin": origin})
    await emma.sees("")
    async with city.store.read() as tx:
        assert (await xpeng(city)).id in await tx.follows.of(before.id)
    assert (await reader_of(city, cast.EMMA)).stopped_at is None
