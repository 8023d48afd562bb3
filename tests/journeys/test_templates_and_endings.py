"""Templates, a button that goes again, and the end of a campaign: pressed through as a communicator does."""

import pytest

from bot.content import PostState
from bot.languages import Form
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.partner_deeds import newest
from tests.journeys.working_day import OWN, Day


@pytest.fixture(params=[Form.PT])
async def day(city: City, request: pytest.FixtureRequest) -> Day:
    day = Day(city, request.param)
    await day.begins()
    return day


async def opens_template(day: Day, title: str) -> None:
    """From /new to the template's page."""
    await day.author.says("/new")
    await day.author.sees("")
    await day.author.presses(day.say("Begin from a template"))
    listed = await day.author.sees("1. ", title)
    copied = day.say("{partner} · {state} · a copy, made {moment}", partner="", state="|", moment="|").split("|")[1]
    assert copied not in words_of(listed)
    await day.author.presses("1 · ")
    assert day.say("Begin a post from it") in labels_of(await day.author.sees(title))


async def test_a_post_is_kept_as_a_template_begun_from_and_the_template_deleted(day: Day) -> None:
    author, say = day.author, day.say
    await day.opens(OWN[day.form])
    first = await newest(day.city)
    title = first.title_at_work(day.form)[:12]
    await author.presses(say("More ›"))
    await author.sees(title)
    await author.presses(say("Save as a template"))
    await author.sees("✓", title)
    await opens_template(day, title)
    await author.presses(say("Begin a post from it"))
    card = await author.sees(title, say("draft"))
    assert say("Submit") in labels_of(card)
    begun = await newest(day.city)
    assert begun.id != first.id
    assert (begun.state, begun.versions) == (PostState.DRAFT, first.versions)
    await opens_template(day, title)
    await author.presses(say("Delete it"))
    await author.sees("")
    await author.says("/new")
    assert say("Begin from a template") not in labels_of(await author.sees(""))


async def test_a_button_is_made_named_in_another_language_and_removed(day: Day) -> None:
    author, say = day.author, day.say
    await day.opens(OWN[day.form])
    await author.presses(say("Buttons"))
    await author.sees(say("There are none yet. Readers see them below the text, each in their own language."))
    await author.presses("+ ")
    await author.sees(say("You can add the other languages afterwards."))
    await author.says("Reservar https://example.org/visit")
    await author.sees("https://example.org/visit", say("Press a language to write your own words for it."))
    await author.presses(day.words.language(Form.EN, begins=True))
    await author.sees(
        say("What should this button say in {language}? Send a few words.", language=day.words.language(Form.EN))
    )
    await author.says("Book a seat")
    await author.sees("EN Book a seat")
    await author.presses(say("Back"))
    await author.sees(say("In channels only links are shown. Press a button to change or remove it."))
    assert (await newest(day.city)).ways[0].labels[Form.EN] == "Book a seat"
    (way,) = (await newest(day.city)).ways
    await author.presses(way.label(day.form) or "")
    await author.sees("EN Book a seat")
    await author.presses(say("Remove it"))
    await author.sees(say("There are none yet. Readers see them below the text, each in their own language."))
    assert not (await newest(day.city)).ways
    await author.presses(say("Back"))
    await author.sees(say("Send another language or more pictures at any time."))


async def test_a_campaign_ends_after_one_question_and_its_posts_stay(day: Day) -> None:
    author, say = day.author, day.say
    name = "木棉花季" if day.form is Form.YUE else "Época da sumaúma"
    await author.says("/campaigns")
    await author.sees("")
    await author.presses(say("New campaign"))
    await author.sees(say("What's the campaign called? Send its name in any language."))
    await author.says(name)
    await author.sees(say("What is its first day? Press one, or write it, like “31 March” or “next Friday”."))
    await author.presses(say("Today"))
    await author.sees(say("What is its last day? Press one, or write it."))
    await author.says("31/3")
    await author.sees(say("How many posts should it have? Press a number, or write one."))
    await author.presses("5")
    await author.sees("")
    await author.presses(say("No hashtag"))
    await author.sees(say("✓ The campaign is ready."), name)
    await author.presses(say("New post"))
    await author.sees("")
    await day.writes(OWN[day.form])
    await author.says("/campaigns")
    await author.sees(name)
    await author.presses(name)
    await author.sees(name)
    await author.presses(say("End it now"))
    await author.sees(
        say("End “{campaign}” now? Its posts stay as they are, and those that are planned still go out.", campaign=name)
    )
    await author.presses(say("Back"))
    await author.sees(name)
    assert (await newest(day.city)).campaign_id is not None
    await author.presses(say("End it now"))
    await author.sees("")
    await author.presses(say("End it"))
    page = await author.sees(name)
    assert not {say("End it now"), say("New post")} & set(labels_of(page))
    assert (await newest(day.city)).state is PostState.DRAFT
