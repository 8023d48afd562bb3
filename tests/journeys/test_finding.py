"""Looking for stories: by words, partner, place, theme, month, and on this day; whatever is typed gets an answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.content import Post, PostKind, PostState, Version
from bot.languages import Form
from bot.places import Place
from bot.searching import without_asking
from bot.shares import Share, ShareState
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of
from tests.journeys.deeds import LANTERNS, planted, reader_of, tell
from tests.journeys.sentences import NAUGHTY

FORMS = {
    cast.XIAOLAN: (Form.ZH_HANS, "灯会"),
    cast.WINGSZE: (Form.ZH_HANT, "燈會"),
    cast.KAMAN: (Form.YUE, "荔灣湖"),
    cast.EMMA: (Form.EN, "lantern"),
    cast.JOANA: (Form.PT, "tradicao"),
}


def say(form: Form, sentence: str, **gaps: object) -> str:
    return plain(words_for(form).say(sentence, **gaps))


@pytest.mark.parametrize("who", FORMS)
async def test_a_reader_finds_a_story_by_a_word_reads_it_and_goes_back_to_what_was_found(city: City, who: int) -> None:
    form, word = FORMS[who]
    post, reader = await tell(city, LANTERNS), city.person(who)
    await reader.says("/stories")
    await reader.presses(say(form, "Search"))
    await reader.sees(say(form, "What are you looking for? Send a word or two, in any of the languages."))
    await reader.says(word)
    found = await reader.sees(say(form, "<b>Stories with “{words}”</b>", words=word), post.title_in(form))
    assert labels_of(found)[0] == "1"
    await reader.presses("1")
    await reader.sees(post.title_in(form))
    await reader.presses(say(form, "‹ Stories"))
    await reader.sees(say(form, "<b>Stories with “{words}”</b>", words=word))


async def test_words_behind_the_command_are_looked_for(city: City) -> None:
    await tell(city, LANTERNS)
    emma = city.person(cast.EMMA)
    await emma.says("/stories lanterns lake")
    await emma.sees("Stories with “lanterns lake”", "Lanterns on the lake")
    await emma.says("and the second one?")
    await emma.sees("Stories with “lanterns lake”")
    await emma.says("/stories qqq")
    await emma.sees("I found nothing.")


@pytest.mark.parametrize("who", FORMS)
async def test_words_of_a_storys_first_line_that_nobody_asked_for_bring_that_story(city: City, who: int) -> None:
    form = FORMS[who][0]
    word = "lanternas" if form is Form.PT else FORMS[who][1]
    post, reader = await tell(city, LANTERNS), city.person(who)
    await reader.says(word)
    found = await reader.sees(say(form, "<b>Stories with “{words}”</b>", words=word), post.title_in(form))
    assert labels_of(found)[0] == "1"


async def test_a_first_line_is_found_though_its_marks_are_left_out(city: City) -> None:
    told = {Form.ZH_HANS: "给一座骑楼，补一块砖\n师傅把砖递上去。"}
    await tell(city, told)
    reader = city.person(cast.XIAOLAN)
    for typed in ("给一座骑楼补一块砖", "一座骑楼補一塊磚"):
        await reader.says(typed)
        await reader.sees(say(Form.ZH_HANS, "<b>Stories with “{words}”</b>", words=typed), "给一座骑楼，补一块砖")
    await reader.says("师傅今天补一块砖给谁")
    assert typed not in words_of(await reader.last())


@pytest.mark.parametrize(
    ("who", "asked", "about"),
    [
        (cast.EMMA, "Are there any stories about lanterns?", "lanterns"),
        (cast.JOANA, "há histórias sobre lanternas?", "lanternas"),
        (cast.KAMAN, "有冇關於燈會嘅故事？", "燈會"),
        (cast.KAMAN, "我想睇燈會嘅故事", "燈會"),
        (cast.WINGSZE, "我想看燈會的故事", "燈會"),
        (cast.XIAOLAN, "我想看灯会的故事", "灯会"),
    ],
)
async def test_a_question_for_stories_about_something_brings_them_under_those_words_alone(
    city: City, who: int, asked: str, about: str
) -> None:
    post, reader = await tell(city, LANTERNS), city.person(who)
    await reader.says(asked)
    await reader.sees(say(FORMS[who][0], "<b>Stories with “{words}”</b>", words=about), post.title_in(FORMS[who][0]))


ORCHARD = {
    Form.EN: "<b>A lychee orchard on Shamian</b>\n\nIn the morning.",
    Form.ZH_HANS: "<b>沙面的荔枝园</b>\n\n早上。",
    Form.PT: "<b>Pastéis e líchias</b>\n\nDe manhã.",
}


@pytest.mark.parametrize(
    ("who", "typed", "rather"),
    [
        (cast.EMMA, "Shamain", "Shamian"),
        (cast.EMMA, "stories about lichee", "lychee"),
        (cast.EMMA, "orchrd", "orchard"),
        (cast.JOANA, "pasteios", "Pastéis"),
        (cast.KAMAN, "shamain", "Shamian"),
        (cast.WINGSZE, "orchad", "orchard"),
        (cast.XIAOLAN, "lychhe", "lychee"),
    ],
)
async def test_a_mistyped_word_is_put_right_with_one_press(city: City, who: int, typed: str, rather: str) -> None:
    post, reader, form = await tell(city, ORCHARD), city.person(who), FORMS[who][0]
    await reader.says(f"/stories {typed}")
    label = say(form, "Did you mean “{words}”?", words=rather)
    assert labels_of(await reader.sees(say(form, "I found nothing. Try another word, or fewer of them.")))[0] == label
    await reader.presses(label)
    await reader.sees(say(form, "<b>Stories with “{words}”</b>", words=rather), post.title_in(form))


async def test_a_slip_is_put_right_from_stories_as_they_stand_and_from_nothing_that_others_typed(city: City) -> None:
    emma, joana = city.person(cast.EMMA), city.person(cast.JOANA)
    await joana.says("orchard")
    await joana.sees()
    rather = say(Form.EN, "Did you mean “{words}”?", words="orchard")
    await emma.says("orchrd")
    assert rather not in labels_of(await emma.sees())
    post = await tell(city, ORCHARD)
    await emma.says("orchrd")
    assert rather in labels_of(await emma.sees())
    async with city.store.write() as tx:
        await tx.posts.save(replace(post, state=PostState.RETURNED, sent_at=None))
    await emma.says("orchrd")
    assert rather not in labels_of(await emma.sees())


@pytest.mark.parametrize("typed", ["qqqqq", "cat", "沙棉", "lantern", "9999", "a" * 300])
async def test_nothing_is_proposed_that_is_not_near_or_has_no_story(city: City, typed: str) -> None:
    await tell(city, ORCHARD)
    emma = city.person(cast.EMMA)
    await emma.says(f"/stories {typed}")
    assert not [label for label in labels_of(await emma.sees("I found nothing.")) if "Did you mean" in label]


async def test_words_from_further_down_a_story_leave_a_way_to_it_and_others_none(city: City) -> None:
    await tell(city, LANTERNS)
    emma = city.person(cast.EMMA)
    await emma.says("on the water")
    await emma.sees("Thank you for writing.")
    await emma.presses("Stories with these words")
    await emma.sees("Stories with “water”", "Lanterns on the lake")
    for text in ("qqq www", "🐉🐉", "湖"):
        await emma.says(text)
        assert "Stories with these words" not in labels_of(await emma.sees(""))


async def test_a_message_that_only_names_something_gets_the_stories_with_it_or_a_way_to_those_that_come_near(
    city: City,
) -> None:
    await tell(city, LANTERNS)
    emma, xiaolan = city.person(cast.EMMA), city.person(cast.XIAOLAN)
    await emma.says("water")
    await emma.sees("Stories with “water”", "Lanterns on the lake")
    await xiaolan.says("荔湾湖水")
    nearest = say(Form.ZH_HANS, "Stories with these words")
    assert labels_of(await xiaolan.sees(""))[0] == nearest
    await xiaolan.presses(nearest)
    await xiaolan.sees("荔湾湖的灯会")


async def test_a_word_of_every_day_is_no_search_though_a_story_has_it(city: City) -> None:
    await tell(city, {Form.EN: "<b>No, and why not</b>\n\nok", Form.YUE: "<b>點解唔係</b>", Form.PT: "<b>Porquê</b>"})
    emma = city.person(cast.EMMA)
    for text in ("no", "why", "ok", "點解", "porquê"):
        await emma.says(text)
        answer = await emma.sees("")
        assert labels_of(answer)[0] != "Stories with these words", text
        assert "Stories with" not in words_of(answer)


SAID_FIRST = {
    "荔湾湖的灯会": Form.ZH_HANS,
    "睇燈會": Form.YUE,
    "quero ver lanternas": Form.PT,
    "are there lanterns on the lake?": Form.EN,
}


@pytest.mark.parametrize(("said", "form"), SAID_FIRST.items())
async def test_what_a_newcomer_says_first_is_answered_once_they_have_a_language(
    city: City, said: str, form: Form
) -> None:
    post, tomas = await tell(city, LANTERNS), city.person(cast.NEWCOMER)
    await tomas.says(said)
    assert labels_of(await tomas.sees("Kapok"))[0] == form.endonym
    await tomas.presses(form.endonym)
    if said != "睇燈會":  # 睇 stands in no story
        await tomas.sees(say(form, "<b>Stories with “{words}”</b>", words=without_asking(said)), post.title_in(form))


@pytest.mark.parametrize(
    ("said", "shows"),
    [
        ("睇故事", "<b>Stories</b>"),
        ("how do I get fewer messages?", "Perhaps this is what you need"),
        ("hey is this a scam or what", "This isn't a scam, it's official"),
    ],
)
async def test_what_a_newcomer_asks_for_first_is_offered_once_they_have_a_language(
    city: City, said: str, shows: str
) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says(said)
    await tomas.presses("English")
    await tomas.sees("May I send you posts?")
    await tomas.sees(plain(shows))


async def test_a_hello_before_there_is_a_language_gets_the_welcome_and_nothing_more(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("hello there")
    await tomas.presses("English")
    await tomas.sees("May I send you posts?")
    await tomas.says("/help")
    await tomas.sees("/stories")
    assert len([each for each in await tomas.messages() if each["from"]["id"] == cast.BOT]) == 2


@pytest.mark.parametrize("typed", NAUGHTY)
async def test_whatever_is_looked_for_gets_a_clear_answer(city: City, typed: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/stories")
    await emma.presses("Search")
    await emma.sees("What are you looking for?")
    await emma.says(typed)
    await emma.sees("Stories")
    answer = words_of(await emma.last())
    told = ("I found nothing.", "I can only look for words", "Press a number to read.")
    assert sum(each in answer for each in told) == 1
    assert len(answer) < 400


@pytest.mark.parametrize(
    ("who", "typed", "head"),
    [
        (cast.XIAOLAN, "小鹏", "小鹏汽车"),
        (cast.WINGSZE, "XPeng", "小鵬汽車"),
        (cast.KAMAN, "十月嘅故事", "2026年10月"),
        (cast.EMMA, "October", "October 2026"),
        (cast.JOANA, "histórias de Outubro", "Outubro de 2026"),
    ],
)
async def test_a_partner_or_a_month_in_a_search_opens_its_shelf(city: City, who: int, typed: str, head: str) -> None:
    async with city.store.write() as tx:
        partner = await tx.partners.by_slug("xpeng")
        assert partner is not None
        at = datetime(2026, 10, 9, 4, tzinfo=UTC)
        versions = {Form.EN: Version(Form.EN, "A day in the air")}
        await tx.posts.add(Post(0, partner.id, 1, PostKind.STORY, PostState.SENT, at, versions, sent_at=at))
    reader = city.person(who)
    await reader.says(f"/stories {typed}")
    await reader.sees(plain(words_for(FORMS[who][0]).say("<b>Stories: {name}</b>", name=head)))


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (cast.XIAOLAN, "想看看小鹏的故事"),
        (cast.KAMAN, "有冇小鵬嘅故仔"),
        (cast.JOANA, "há histórias da XPeng?"),
    ],
)
async def test_who_asks_for_the_stories_of_a_partner_gets_them(city: City, who: int, said: str) -> None:
    form, reader = FORMS[who][0], city.person(who)
    async with city.store.read() as tx:
        partner = await tx.partners.by_slug("xpeng")
    assert partner is not None
    await reader.says(said)
    await reader.sees(plain(words_for(form).say("<b>Stories: {name}</b>", name=partner.name(form))))


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (cast.XIAOLAN, "上次那篇讲灯会的在哪里"),
        (cast.WINGSZE, "想看關於荔灣湖的故事"),
        (cast.KAMAN, "琴日嗰篇燈會喺邊"),
        (cast.EMMA, "where's that lantern one from yesterday"),
        (cast.JOANA, "onde está aquela das lanternas"),
    ],
)
async def test_a_long_question_for_one_story_finds_it(city: City, who: int, said: str) -> None:
    post, reader = await tell(city, LANTERNS), city.person(who)
    await reader.says(said)
    await reader.sees(post.title_in(FORMS[who][0]))


@pytest.mark.parametrize("by", ["q77", "x", "m299999", "lmoon"])
async def test_a_page_of_a_search_that_is_forgotten_says_so(city: City, by: str) -> None:
    data = f"a_stories:0:0:{by}"
    message = await planted(city, cast.EMMA, data)
    toast = await city.person(cast.EMMA).presses_data(message, data)
    assert toast
    assert "no longer there" in toast["text"]


async def test_a_kind_of_shelf_that_does_not_exist_has_no_stories(city: City) -> None:
    await tell(city, LANTERNS)
    emma = city.person(cast.EMMA)
    await emma.presses_data(await planted(city, cast.EMMA, "a_choose:zz"), "a_choose:zz")
    await emma.sees("There are no stories here yet.")


async def test_a_citizens_story_stands_under_the_city_it_is_about(city: City) -> None:
    post, emma = await tell(city, LANTERNS), city.person(cast.EMMA)
    async with city.store.write() as tx:
        about = Share(0, (await reader_of(city, cast.EMMA)).id, ShareState.ACCEPTED, city.watch(), place=Place.FOSHAN)
        await tx.shares.add(replace(about, text="Lanterns", post_id=post.id))
    await emma.says("/stories")
    await emma.presses("Browse")
    await emma.presses("By city")
    assert labels_of(await emma.sees("Which stories"))[0] == "Foshan · 1"
    await emma.presses("Foshan · 1")
    await emma.sees("Lanterns on the lake")


async def test_stories_stand_by_partner_place_theme_and_month(city: City) -> None:
    await tell(city, LANTERNS, places=frozenset({Place.FOSHAN}))
    emma = city.person(cast.EMMA)
    month = words_for(Form.EN).day_as(city.watch(), "yMMMM")
    shelves = {"By partner": "Adolph", "By city": "Foshan", "By theme": "Stories of the city", "By month": month}
    for by, shelf in shelves.items():
        await emma.says("/stories")
        await emma.presses("Browse")
        await emma.presses(by)
        await emma.presses(shelf)
        await emma.sees(f"Stories: {shelf}", "Lanterns on the lake")
    await emma.presses("All stories")
    await emma.sees("Press a number to read.")


async def test_a_kind_of_shelf_is_offered_only_when_one_of_it_holds_a_story(city: City) -> None:
    emma = city.person(cast.EMMA)
    await tell(city, {Form.EN: "A story of no city"})
    await emma.says("/stories")
    await emma.presses("Browse")
    offered = labels_of(await emma.sees("Which stories would you like to see?"))
    assert {"By partner", "By theme", "By month"} <= {*offered}
    assert "By city" not in offered
    await tell(city, LANTERNS, places=frozenset({Place.FOSHAN}))
    await emma.says("/stories")
    await emma.presses("Browse")
    assert "By city" in labels_of(await emma.sees("Which stories would you like to see?"))


async def test_on_this_day_shows_earlier_years_only(city: City) -> None:
    emma = city.person(cast.EMMA)
    await tell(city, {Form.EN: "Today's own"})
    await emma.says("/stories")
    await emma.presses("On this day")
    await emma.sees("On this day in earlier years", "No story came out on this day. Look again tomorrow.")
    await tell(city, LANTERNS, years=1)
    await tell(city, {Form.EN: "Two years ago"}, years=2)
    await emma.says("/stories")
    await emma.presses("On this day")
    told = words_of(await emma.sees("On this day in earlier years", "Lanterns on the lake", "Two years ago"))
    assert "Today's own" not in told
    city.watch.forward(timedelta(days=1))
    await emma.says("/stories")
    await emma.presses("On this day")
    await emma.sees("No story came out on this day. Look again tomorrow.")
