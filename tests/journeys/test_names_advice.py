"""A wrong or missing name is shown to its author and to the reviewer, at its place; it stops nothing."""

from tests import cast
from tests.journeys.conftest import City, words_of
from tests.journeys.deeds import ADMIN, speaks_english


async def test_author_and_reviewer_see_wrong_and_missing_names_as_advice(city: City) -> None:
    ziqing, admin = await speaks_english(city, cast.ZIQING), await speaks_english(city, ADMIN)
    await ziqing.says("/new")
    await ziqing.sees("A new post")
    await ziqing.says("三月在广州，珠江边见，小鹏汽车等你来。")
    shown = await ziqing.sees("Simplified Chinese")
    assert "Names to look at" not in words_of(shown)
    await ziqing.says("Come and see us in canton, by the Pearl River: https://example.com/Canton")
    shown = await ziqing.sees("Names to look at", "EN “", "canton", "→ Guangzhou", "EN XPeng Motors is missing")
    assert words_of(shown).count("→ Guangzhou") == 1
    await ziqing.presses("Submit")
    await ziqing.presses("Submit as it is")
    await ziqing.sees("✓ Submitted")
    await admin.presses("Review it")
    await admin.sees("Names to look at", "→ Guangzhou", "It's waiting for your decision")


async def test_the_same_wrong_name_is_one_line_however_often_it_stands_there(city: City) -> None:
    ziqing = await speaks_english(city, cast.ZIQING)
    await ziqing.says("/new")
    await ziqing.sees("A new post")
    await ziqing.says("Come and see us in canton. Spring in canton is warm, and canton is near.")
    shown = await ziqing.sees("Names to look at", "→ Guangzhou (3 times)")
    assert words_of(shown).count("→ Guangzhou") == 1


async def test_an_address_beside_a_wrong_name_is_cut_to_dots_and_its_own_words_are_let_be(city: City) -> None:
    ziqing = await speaks_english(city, cast.ZIQING)
    await ziqing.says("/new")
    await ziqing.sees("A new post")
    await ziqing.says("https://example.com/Canton tells of spring in canton, by the river: https://example.com/canton")
    shown = await ziqing.sees("Names to look at")
    (line,) = [each for each in words_of(shown).splitlines() if "→ Guangzhou" in each]
    assert "   " not in line
    assert "canton" in line
    assert "example" not in line


async def test_author_and_reviewer_are_told_of_a_language_whose_links_are_others(city: City) -> None:
    ziqing, admin = await speaks_english(city, cast.ZIQING), await speaks_english(city, ADMIN)
    await ziqing.says("/new")
    await ziqing.sees("A new post")
    await ziqing.says("三月在广州，珠江边见，请看 https://example.com/river ，小鹏汽车等你来。")
    shown = await ziqing.sees("Simplified Chinese")
    assert "links differ" not in words_of(shown)
    await ziqing.says("Come and see us in Guangzhou, by the Pearl River, with XPeng Motors: https://example.com/rivers")
    await ziqing.sees(
        "The links differ", "EN lacks the link example.com/river", "EN has another link: example.com/rivers"
    )
    await ziqing.presses("Submit")
    await ziqing.presses("Submit as it is")
    await ziqing.sees("✓ Submitted")
    await admin.presses("Review it")
    await admin.sees("EN lacks the link example.com/river", "It's waiting for your decision")
