"""Home of those who work here: a communicator and an admin see what they may do, and help closes no open post."""

from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of

HANS = words_for(Form.ZH_HANS)
OFFER = "You wrote in {language}. Shall I speak {language} with you from now on?"


async def test_home_names_the_duties_of_those_who_have_some(city: City) -> None:
    for user, command in ((cast.ZIQING, "/new"), (cast.ZHIYUAN, "/review")):
        person = city.person(user)
        await person.says("/start")
        home = await person.sees(plain(HANS.say("What would you like to do?")), command)
        assert len(labels_of(home)) == 4
    emma = city.person(cast.EMMA)
    await emma.says("/start")
    assert "/new" not in words_of(await emma.sees("What would you like to do?"))
    await emma.says("/help")
    assert "/stories" in words_of(await emma.last()), "people look once the bot has answered"


async def test_help_and_an_unknown_command_leave_an_open_post_open(city: City) -> None:
    ziqing = city.person(cast.ZIQING)
    await ziqing.says("/new")
    await ziqing.says("今天下午三点，我们在珠江边试飞一台飞行汽车。")
    await ziqing.sees(plain(HANS.say("Saved as {language}.", language=HANS.language(Form.ZH_HANS))))
    for command in ("/help", "/publicar"):
        await ziqing.says(command)
        await ziqing.sees("/help" if command == "/publicar" else "/drafts")
    await ziqing.says("This afternoon at three, a flying car will take off beside the Pearl River.")
    await ziqing.sees(plain(HANS.say("Saved as {language}.", language=HANS.language(Form.EN))))


async def test_a_communicator_without_an_open_post_is_told_how_to_begin_one(city: City) -> None:
    ziqing = city.person(cast.ZIQING)
    await ziqing.says("Flying cars beside the Pearl River!")
    told = words_of(await ziqing.sees("/new", "/drafts"))
    assert plain(words_for(Form.EN).say(OFFER, language="English")) not in told
