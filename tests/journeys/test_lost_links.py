"""Links to what is not there, or no longer: one sentence says what happened, and what there is stands below it."""

import pytest

from bot.actions.settle_in import choose_place
from bot.actions.suspend import suspend
from bot.broadcast import Broadcast, BroadcastState, Errand
from bot.languages import Form
from bot.people import Speaker
from bot.places import Place, spot_of
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import reader_of, tell

LOST = {
    "nonsense": "This link doesn't work",
    "_": "This link doesn't work",
    "A" * 64: "This link doesn't work",
    "x" * 4000: "This link doesn't work",
    "\u202e\u200b木棉 🙂": "This link doesn't work",
    "partner_nobody": "I can't find the partner of this link",
    "ambassador_" + "-" * 53: "I can't find the partner of this link",
    "story_x": "I can't find the story of this link",
    "story_": "I can't find the story of this link",
    "story_-1": "I can't find the story of this link",
    f"story_{'9' * 40}": "I can't find the story of this link",
    "story_999999": "I can't find the story of this link",
    "city_atlantis": "I don't know the city of this link.",
    "invite_nonsense": "This invitation isn't valid.",
}


@pytest.mark.parametrize(("payload", "told"), LOST.items())
async def test_a_link_that_leads_nowhere_says_so_and_shows_what_there_is(city: City, payload: str, told: str) -> None:
    emma, tomas = city.person(cast.EMMA), city.person(cast.NEWCOMER)
    await emma.says(f"/start {payload}")
    home = await emma.sees(told, "What would you like to do?")
    assert labels_of(home) == ["Stories", "Partners", "Settings", "Language"]
    await tomas.says(f"/start {payload}")
    await tomas.presses("English")
    await tomas.sees("May I send you posts?")
    assert labels_of(await tomas.sees(told)) == ["Stories", "Partners", "Settings", "Language"]
    assert (await reader_of(city, cast.NEWCOMER)).came_by in {None, "invite"}


async def test_a_link_to_a_story_that_was_taken_back_says_so(city: City) -> None:
    emma, post = city.person(cast.EMMA), await tell(city, {Form.EN: "Lanterns"})
    async with city.store.write() as tx:
        back = Broadcast(
            0, post.id, city.watch(), post.hash(), city.watch(), 0, BroadcastState.FINISHED, errand=Errand.RECALL
        )
        await tx.broadcasts.start_errand(back, ())
    await emma.says(f"/start story_{post.id}")
    await emma.sees("Adolph has taken this story back", "What would you like to do?")


async def test_a_partner_that_takes_a_break_says_so_on_its_page(city: City) -> None:
    emma, admin = city.person(cast.EMMA), Speaker(await reader_of(city, cast.ZHIYUAN), is_admin=True)
    async with city.store.read() as tx:
        partner = await tx.partners.by_slug("adolph")
    assert partner is not None
    await suspend(city.store, admin, partner.id, city.watch())
    await emma.says("/start partner_adolph")
    await emma.sees("Adolph", "They're taking a break")
    await emma.presses("Follow")
    shown = await emma.sees("They're taking a break", "✓ You follow them.")
    assert "their posts come to you" not in words_of(shown)


async def test_a_citys_link_leaves_the_place_that_somebody_chose(city: City) -> None:
    emma = city.person(cast.EMMA)
    await choose_place(city.store, (await reader_of(city, cast.EMMA)).id, spot_of(Place.MACAU))
    await emma.says("/start city_zhuhai")
    assert labels_of(await emma.sees("for Zhuhai", "Macau"))[:2] == ["Follow Zhuhai", "Change place"]
    await emma.says("/start city_macau")
    await emma.sees("This link is for Macau, and that's your place already.", "What would you like to do?")
    assert (await reader_of(city, cast.EMMA)).place is Place.MACAU
