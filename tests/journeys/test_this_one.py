"""“Show me this one in English” is about the last post; the language that is spoken here comes second."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content import Post, PostState
from bot.languages import Form
from bot.searching import Sought
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import EVERY_FORM, reader_of, say
from tests.journeys.fewer import goes_out
from tests.journeys.partner_deeds import EN, HANS, newest

ASKED = {
    cast.XIAOLAN: ("给我看英文版", "这个有英文的吗", Form.EN),
    cast.WINGSZE: ("可以看這篇的英文版嗎", "英文版", Form.EN),
    cast.KAMAN: ("呢篇我想睇英文", "呢篇有冇英文版", Form.EN),
    cast.EMMA: ("show me this one in Simplified Chinese", "can I read this in Chinese", Form.ZH_HANS),
    cast.JOANA: ("mostra-me isto em inglês", "a versão em inglês", Form.EN),
}
TEXTS = {Form.EN: EN, Form.ZH_HANS: HANS}


@pytest.mark.parametrize("no", [0, 1])
async def test_the_last_post_is_offered_in_that_language_and_the_setting_stays(city: City, no: int) -> None:
    await goes_out(city)
    for who, (*said, form) in ASKED.items():
        reader, person = await reader_of(city, who), city.person(who)
        words = words_for(reader.speaks)
        await person.says(said[no])
        language = words.language(form)
        offer = await person.sees("")
        assert labels_of(offer)[:2] == [
            words.bare("Show it in {language}", language=language),
            words.bare("Always in {language}", language=language),
        ], said[no]
        await person.presses(labels_of(offer)[0])
        assert TEXTS[form] in words_of(await person.sees(TEXTS[form]))
        assert (await reader_of(city, who)).form is reader.form


async def test_the_second_button_changes_the_language(city: City) -> None:
    await goes_out(city)
    joana = city.person(cast.JOANA)
    await joana.says("mostra-me isto em inglês")
    await joana.sees("")
    await joana.presses(words_for(Form.PT).bare("Always in {language}", language="inglês"))
    await joana.sees(words_for(Form.EN).language(Form.EN))
    assert (await reader_of(city, cast.JOANA)).form is Form.EN


async def test_without_a_post_or_where_all_is_meant_the_language_is_offered_as_ever(city: City) -> None:
    emma = city.person(cast.EMMA)
    ask = say(Form.PT, "Shall I speak {language} with you from now on?", language="português")
    await emma.says("show me this one in Portuguese")
    await emma.sees(ask)
    await goes_out(city)
    for said in ("always speak Portuguese", "speak Portuguese"):
        await emma.says(said)
        await emma.sees(ask)


async def opens_the_second(city: City, person: Person) -> Post:
    """The second story of the list, opened."""
    await person.says("/stories")
    await person.sees("2. ")
    await person.says("2")
    await person.sees("")
    async with city.store.read() as tx:
        return (await tx.stories.found(Sought(), 1, 1)).items[0]


@EVERY_FORM
async def test_a_story_that_was_opened_after_the_last_post_came_is_the_one_that_is_meant(
    city: City, who: int, form: Form
) -> None:
    person, (asked, _, other) = city.person(who), ASKED[who]
    await goes_out(city)
    city.watch.forward(timedelta(minutes=5))
    story = await opens_the_second(city, person)
    await person.says(asked)
    language = words_for(form).language(other)
    title = story.title_in(form)
    await person.sees(say(form, "Shall I show “{title}” in {language}?", title=title, language=language))


async def offered(city: City, post: Post) -> None:
    """Emma asks for Chinese and is offered this post in it."""
    emma, words = city.person(cast.EMMA), words_for(Form.EN)
    await emma.says("show me this one in Simplified Chinese")
    language = words.language(Form.ZH_HANS)
    title = post.title_in(Form.EN)
    await emma.sees(say(Form.EN, "Shall I show “{title}” in {language}?", title=title, language=language))


async def test_a_post_that_came_while_others_still_wait_for_it_is_later_than_what_was_opened_before(city: City) -> None:
    await opens_the_second(city, city.person(cast.EMMA))
    city.watch.forward(timedelta(minutes=5))
    await goes_out(city)
    post = await newest(city)
    async with city.store.write() as tx:
        await tx.posts.save(replace(post, state=PostState.SENDING, sent_at=None))
    await offered(city, post)


async def test_when_the_story_that_was_opened_is_gone_the_post_that_came_is_meant(city: City) -> None:
    await goes_out(city)
    post = await newest(city)
    city.watch.forward(timedelta(minutes=5))
    story = await opens_the_second(city, city.person(cast.EMMA))
    async with city.store.write() as tx:
        await tx.posts.save(replace(story, state=PostState.DELETED))
    await offered(city, post)
