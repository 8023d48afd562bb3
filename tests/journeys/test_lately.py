"""What came before is shown again, to whom it came; who wants less of somebody is led to whose posts come."""

from bot.actions.settle_in import unfollow
from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import reader_of, xpeng
from tests.journeys.fewer import goes_out
from tests.journeys.partner_deeds import EN


async def test_what_came_is_shown_again_by_its_day_and_to_nobody_else(city: City) -> None:
    emma, joana = city.person(cast.EMMA), city.person(cast.JOANA)
    await unfollow(city.store, (await reader_of(city, cast.JOANA)).id, (await xpeng(city)).id, city.watch())
    await goes_out(city)
    title = EN[:30]
    for said in ("I deleted it, can you send it again", "what did you send me today"):
        await emma.says(said)
        assert title in words_of(await emma.sees("What came to you"))
    await emma.presses("1")
    await emma.sees(EN)
    await emma.says("what did you send yesterday")
    await emma.sees("What came to you", "I find nothing that came to you then.")
    await joana.says("o que recebi hoje?")
    await joana.sees("O que recebeu", "Não encontro nada que tenha recebido nesses dias.")


async def test_who_wants_less_of_a_trade_is_led_to_its_partner_and_told_when_nothing_comes_of_it(city: City) -> None:
    emma, words, partner = city.person(cast.EMMA), words_for(Form.EN), await xpeng(city)
    nothing = str(words.say("Nothing comes to you from them. You can have fewer posts from others."))
    for said in ("stop the car ads", "fewer posts from XPeng"):
        await emma.says(said)
        page = await emma.sees(partner.name(Form.EN))
        assert nothing not in words_of(page)
        assert "Unfollow" in labels_of(page)
    await unfollow(city.store, (await reader_of(city, cast.EMMA)).id, partner.id, city.watch())
    for said in ("stop the car ads", "fewer posts from XPeng"):
        await emma.says(said)
        assert labels_of(await emma.sees(nothing))[0] == "Fewer posts"
    await emma.says("XPeng")
    assert nothing not in words_of(await emma.sees(partner.name(Form.EN)))


async def test_who_would_have_one_partner_and_no_others_hears_how_many_they_follow(city: City) -> None:
    emma = city.person(cast.EMMA)
    async with city.store.read() as tx:
        followed = len(await tx.follows.of((await reader_of(city, cast.EMMA)).id))
    await emma.says("follow xpeng pls but not the others")
    page = await emma.sees("XPeng", f"You follow {followed} partner")
    assert labels_of(page)[0] == "Following"


async def test_what_a_lost_post_was_about_is_looked_for_before_its_day(city: City) -> None:
    emma, xiaolan = city.person(cast.EMMA), city.person(cast.XIAOLAN)
    await emma.says("that post from last week abt the dragon boats, cant find it")
    await emma.sees("Stories with “dragon boats”", "1. ")
    await xiaolan.says("上个月发的那条龙舟的还能翻到吗")
    await xiaolan.sees("“龙舟”", "1. ")
