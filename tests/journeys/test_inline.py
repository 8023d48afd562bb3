"""Inline mode: in any chat, `@bot word` offers stories in the language of the word, shared with a link back."""

from dataclasses import replace

import pytest

from bot.content import PostState, Version
from bot.languages import Form
from bot.shares import ShareState
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, words_of
from tests.journeys.deeds import IN_PORTUGUESE, LANTERNS, tell
from tests.journeys.flipping import kept
from tests.journeys.reader_deeds import add_story, asks, chooses
from tests.journeys.sentences import NAUGHTY

WORDS = {"燈會": Form.ZH_HANS, "荔湾湖的灯会": Form.ZH_HANS, "tradições": Form.PT, "lanterns on the water": Form.EN}


@pytest.mark.parametrize(("typed", "form"), WORDS.items())
async def test_a_story_is_offered_in_the_language_of_the_word(city: City, typed: str, form: Form) -> None:
    post = await tell(city, LANTERNS)
    reader = city.person(cast.EMMA if form is not Form.EN else cast.JOANA)
    answer = await asks(reader, typed)
    assert [result["title"] for result in answer["results"]] == [post.title_in(form)]


@pytest.mark.parametrize(
    ("who", "typed", "form"),
    [
        (cast.EMMA, "灯会", Form.ZH_HANS),
        (cast.EMMA, "lago", Form.PT),
        (cast.XIAOLAN, "lanterns", Form.EN),
        (cast.WINGSZE, "燈會", Form.ZH_HANT),
        (cast.EMMA, "lanterns", Form.EN),
    ],
)
async def test_a_word_too_short_to_tell_its_language_offers_the_story_as_it_is_written_with_it(
    city: City, who: int, typed: str, form: Form
) -> None:
    post = await tell(city, LANTERNS)
    answer = await asks(city.person(who), typed)
    assert [(result["id"], result["title"]) for result in answer["results"]] == [
        (f"{post.id}:{form}", post.title_in(form))
    ]


@pytest.mark.parametrize(("typed", "title"), [("龍船", "扒龍船喇"), ("我們一起去看龍船比賽", "划龍船了")])
async def test_a_word_that_cantonese_and_chinese_write_alike_offers_a_reader_of_cantonese_theirs(
    city: City, typed: str, title: str
) -> None:
    await tell(city, {Form.YUE: "扒龍船喇\n\n我哋一齊去睇。", Form.ZH_HANT: "划龍船了\n\n我們一起去看龍船比賽。"})
    answer = await asks(city.person(cast.KAMAN), typed)
    assert answer["results"][0]["title"] == title


async def test_what_is_shared_names_its_partner_and_leads_back_to_the_whole_story(city: City) -> None:
    post, emma = await tell(city, LANTERNS), city.person(cast.EMMA)
    message = await chooses(emma, await asks(emma, "lantern"))
    assert message["text"] == "Lanterns on the lake\n\nLights all over the water.\n\nTold by Adolph, city partner"
    url = message["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert url.endswith(f"?start=story_{post.id}")
    joana = city.person(cast.JOANA)
    await joana.says(f"/start story_{post.id}")
    await joana.sees("Lanternas no lago")


async def test_a_story_shared_into_the_chat_with_the_bot_is_no_answer_to_an_open_question(city: City) -> None:
    await tell(city, LANTERNS)
    emma = city.person(cast.EMMA)
    await emma.says("/share")
    await emma.sees("Send the text")
    await chooses(emma, await asks(emma, "lantern"))
    await emma.says("My own story of the lanterns.")
    card = words_of(await emma.sees("My own story"))
    assert "Lanterns on the lake" not in card
    async with city.store.read() as tx:
        reader = await tx.readers.by_address(cast.EMMA)
        assert reader
        shares = await tx.shares.of(reader.id, {ShareState.DRAFT})
    assert [share.text for share in shares] == ["My own story of the lanterns."]


async def test_a_story_shared_into_the_chat_with_the_bot_is_not_answered_as_if_they_had_written_it(city: City) -> None:
    await tell(city, LANTERNS)
    emma = city.person(cast.EMMA)
    shared = await chooses(emma, await asks(emma, "lantern"))
    await emma.says("/help")
    await emma.sees("I'm Kapok")
    since = [words_of(each) for each in await emma.messages() if each["message_id"] > shared["message_id"]]
    assert [text.partition("\n")[0][:9] for text in since] == ["/help", "I'm Kapok"]


async def test_an_empty_query_offers_the_newest_page_by_page_and_each_once(city: City) -> None:
    for no in range(25):
        await add_story(city, f"Story {no:02}")
    await add_story(city, "Unsent", state=PostState.APPROVED)
    emma, titles, offset = city.person(cast.EMMA), list[str](), ""
    for _ in range(5):
        answer = await asks(emma, "", offset)
        titles += [result["title"] for result in answer["results"]]
        offset = answer["next_offset"]
        if not offset:
            break
    assert titles[:2] == ["Story 24", "Story 23"]
    assert len(titles) == len(set(titles)) >= 25
    assert "Unsent" not in titles


MISSED = {
    "ornitorrinco não há": Form.PT,
    "鴨嘴獸喺邊度": Form.YUE,
    "鸭嘴兽在哪里": Form.ZH_HANS,
    "where is a platypus": Form.EN,
}


@pytest.mark.parametrize(("typed", "form"), MISSED.items())
async def test_a_word_without_a_story_is_told_so_in_its_language_with_a_way_to_all(
    city: City, typed: str, form: Form
) -> None:
    joana = city.person(cast.JOANA)
    answer = await asks(joana, typed)
    assert answer["results"] == []
    assert answer["button"]["text"] == words_for(form).bare("No story has that. See all stories ›")
    await joana.says(f"/start {answer['button']['start_parameter']}")
    await joana.sees(words_for(Form.PT).bare("Press a number to read."))


async def test_a_newcomer_who_comes_from_an_empty_list_sees_all_stories_once_they_have_a_language(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    answer = await asks(tomas, "🌺")
    await tomas.says(f"/start {answer['button']['start_parameter']}")
    await tomas.presses("English")
    await tomas.sees("Press a number to read.")


@pytest.mark.parametrize("typed", NAUGHTY)
async def test_whatever_is_asked_is_answered(city: City, typed: str) -> None:
    answer = await asks(city.person(cast.EMMA), typed, offset="-7")
    assert answer["results"] is not None


@IN_PORTUGUESE
@pytest.mark.parametrize("more", ["", "\n\n18:30"])
async def test_a_first_line_too_long_for_a_title_is_shared_whole(city: City, who: int, form: Form, more: str) -> None:
    post = await kept(city, state=PostState.SENT)
    text = post.versions[form].text
    async with city.store.write() as tx:
        await tx.posts.save(replace(post, versions={**post.versions, form: Version(form, text + more)}))
    reader = city.person(who)
    answer = await asks(reader, "")
    offered = [result["title"] for result in answer["results"]]
    shared = await chooses(reader, answer, offered.index(post.title_in(form)))
    assert post.title_in(form).endswith("…")
    assert words_of(shared).startswith(text + more)
    assert "…" not in words_of(shared)


async def test_who_only_asks_is_not_kept(city: City) -> None:
    async with city.store.read() as tx:
        assert await tx.readers.by_address(cast.NEWCOMER) is None
    assert (await asks(city.person(cast.NEWCOMER), ""))["results"]
    async with city.store.read() as tx:
        assert await tx.readers.by_address(cast.NEWCOMER) is None
