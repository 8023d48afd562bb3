"""Plain words in any language do what a command does, and the language of a chat is noticed with care."""

from datetime import timedelta

import pytest

from bot.detection import detect
from bot.hearing.aliases import Wish
from bot.hearing.meaning import meant
from bot.hearing.unread import Letters
from bot.languages import Form
from bot.words import words_for
from handlers.audience.home_screens import StoriesPage, back_home, doors
from handlers.audience.plain_words.of_language_screens import foreign_screen, letters_line
from handlers.audience.plain_words.suggesting_screens import rather_screen, suggesting_screen, unasked_screen
from handlers.audience.plain_words.talk_screens import thanked_screen, unknown_command_screen, unread_screen
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of
from tests.journeys.deeds import EVERYBODY, reader_of, tell

SPANISH = "Buenos días, ¿podrían decirme cuándo empieza la próxima fiesta de la ciudad? Muchas gracias."


@pytest.mark.parametrize("typed", ["停", "Stop!", "parar", "唔要喇", "退订", "please stop sending me messages"])
async def test_who_says_stop_in_any_language_is_stopped_at_once_and_told_in_their_own(city: City, typed: str) -> None:
    kaman = city.person(cast.KAMAN)
    await kaman.says(typed)
    await kaman.sees(plain(words_for(Form.YUE).say("<b>Done.</b> No more posts will come.")))
    assert (await reader_of(city, cast.KAMAN)).stopped_at is not None


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("histórias", "Stories"),
        ("falar com um parceiro", "City partners"),
        ("設定", "Quiet hours"),
        ("語言", "Which language would you like?"),
        ("太多了", "Fewer posts"),
        ("帮助", "I'm Kapok"),
        ("早晨", "What would you like to do?"),
        ("obrigada", "You're welcome."),
        ("葡文", "Português"),
    ],
)
async def test_words_open_what_the_command_opens(city: City, typed: str, shows: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says(typed)
    assert shows.lower() in words_of(await emma.sees("")).lower()


@pytest.mark.parametrize(
    ("who", "typed", "shows"),
    [
        (cast.XIAOLAN, "一天发这么多条，能不能少一点啊", "少收帖子"),
        (cast.KAMAN, "你哋夜晚十一點之後唔好再嘈住我瞓覺", "唔會響"),
        (cast.EMMA, "don't message me in the middle of the night", "make no sound already"),
        (cast.JOANA, "muda para inglês", "Shall I speak English with you from now on?"),
        (cast.XIAOLAN, "周末北极有什么活动", "我没有日程表"),
    ],
)
async def test_who_says_plainly_what_a_page_is_for_gets_that_page_at_once(
    city: City, who: int, typed: str, shows: str
) -> None:
    reader = city.person(who)
    await reader.says(typed)
    assert shows in words_of(await reader.sees(""))


@pytest.mark.parametrize(
    ("who", "form", "typed"),
    [
        (cast.XIAOLAN, Form.ZH_HANS, "小鹏的消息太多了"),
        (cast.WINGSZE, Form.ZH_HANT, "怎樣可以不再收到小鵬汽車的帖文"),
        (cast.KAMAN, Form.YUE, "唔鍾意小鵬"),
        (cast.EMMA, Form.EN, "how do I get less from xpeng?"),
        (cast.JOANA, Form.PT, "já não quero receber coisas da XPeng"),
    ],
)
async def test_who_wants_more_or_less_of_a_partner_that_they_name_gets_its_page(
    city: City, who: int, form: Form, typed: str
) -> None:
    reader = city.person(who)
    await reader.says(typed)
    page = await reader.sees("")
    assert plain(words_for(form).say("‹ Partners")) in labels_of(page)
    assert any(name in words_of(page).splitlines()[0] for name in ("小鹏汽车", "小鵬汽車", "XPeng Motors"))


SLIPS = {
    cast.XIAOLAN: (Form.ZH_HANS, "换语盐", "换语言", "Which language would you like?"),
    cast.WINGSZE: (Form.ZH_HANT, "換語鹽", "換語言", "Which language would you like?"),
    cast.KAMAN: (Form.YUE, "轉語鹽", "轉語言", "Which language would you like?"),
    cast.EMMA: (Form.EN, "stoties", "stories", "<b>Stories</b>"),
    cast.JOANA: (Form.PT, "linhua", "língua", "Which language would you like?"),
}


TYPED = [
    (cast.XIAOLAN, Form.ZH_HANS, "/停", "/mydata shows what I keep about you; /forget erases it."),
    (cast.XIAOLAN, Form.ZH_HANS, "/取消", "What would you like to do?"),
    (cast.WINGSZE, Form.ZH_HANT, "/故事", "<b>Stories</b>"),
    (cast.WINGSZE, Form.ZH_HANT, "/忘記我", "<b>Shall I erase your data?</b>"),
    (cast.KAMAN, Form.YUE, "/唔要喇", "/mydata shows what I keep about you; /forget erases it."),
    (cast.EMMA, Form.EN, "/Unsubscribe", "/mydata shows what I keep about you; /forget erases it."),
    (cast.JOANA, Form.PT, "/historias", "<b>Stories</b>"),
    (cast.JOANA, Form.PT, "/parar@kapok_city_bot", "/mydata shows what I keep about you; /forget erases it."),
    (cast.JOANA, Form.PT, "/mudar_de_língua", "Which language would you like?"),
]


@pytest.mark.parametrize(("who", "form", "typed", "shows"), TYPED)
async def test_a_plain_word_typed_as_a_command_does_at_once_what_the_command_does(
    city: City, who: int, form: Form, typed: str, shows: str
) -> None:
    await city.person(who).says(typed)
    await city.person(who).sees(plain(words_for(form).say(shows)))


async def test_such_a_command_leads_out_of_an_open_question_and_stops_nothing_when_it_says_cancel(city: City) -> None:
    joana = city.person(cast.JOANA)
    await joana.says("/settings")
    await joana.presses("Mudar o local")
    await joana.presses("Outro local")
    await joana.says("/cancelar")
    await joana.sees(plain(words_for(Form.PT).say("What would you like to do?")))
    await joana.says("Macau")
    await joana.sees(
        plain(words_for(Form.PT).say("That's a place. If you live there, press it, and I'll remember it."))
    )
    assert (await reader_of(city, cast.JOANA)).reachable


async def test_a_newcomer_who_types_a_command_in_their_language_is_greeted_and_then_taken_there(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/故事")
    assert labels_of(await tomas.sees("Kapok"))[0] == "简体中文"
    await tomas.presses("简体中文")
    await tomas.sees(plain(words_for(Form.ZH_HANS).say("<b>Stories</b>")))
    await tomas.says("/停")
    await tomas.sees("/start")
    assert not (await reader_of(city, cast.NEWCOMER)).reachable


@pytest.mark.parametrize("who", SLIPS)
async def test_a_mistyped_word_in_the_chat_is_offered_the_one_that_is_near(city: City, who: int) -> None:
    form, typed, near, shows = SLIPS[who]
    reader, words = city.person(who), words_for(form)
    await reader.says(typed)
    await reader.sees("/help")
    offer = plain(words.say("Did you mean “{words}”?", words=near))
    assert labels_of(await reader.last())[0] == offer
    await reader.presses(offer)
    await reader.sees(plain(words.say(shows)))


async def test_a_mistyped_word_of_a_story_in_the_chat_is_offered_that_one(city: City) -> None:
    emma = city.person(cast.EMMA)
    await tell(city, {Form.EN: "Under the banyans of Shamian\n\nShade."})
    await emma.says("shaimian")
    assert labels_of(await emma.sees("/help"))[0] == "Did you mean “Shamian”?"
    await emma.presses("Did you mean “Shamian”?")
    await emma.sees("Under the banyans of Shamian")


async def test_hello_does_not_bring_posts_back_after_a_stop_but_start_again_does(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("stop")
    await emma.sees("Done.")
    await emma.says("hello")
    await emma.sees("Posts are off.")
    assert (await reader_of(city, cast.EMMA)).stopped_at is not None
    await emma.says("start again")
    await emma.sees("Welcome back!")
    assert (await reader_of(city, cast.EMMA)).stopped_at is None


async def test_who_says_stop_while_asked_for_a_place_is_stopped(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("settings")
    await emma.presses("Change place")
    await emma.presses("Another place")
    await emma.sees("Type a city")
    await emma.says("stop")
    await emma.sees("Done.")
    await emma.says("Lisbon")
    await emma.sees("That's a place.")
    assert (await reader_of(city, cast.EMMA)).zone == "Asia/Shanghai"


async def test_a_newcomer_may_stop_or_ask_for_help_in_plain_words_and_else_chooses_a_language_first(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("睇故事")
    assert labels_of(await tomas.sees("Kapok"))[0] == "粵語"
    await tomas.says("ajuda")
    await tomas.sees("/stories")
    await tomas.says("parar")
    await tomas.sees("/start")
    assert not (await reader_of(city, cast.NEWCOMER)).reachable


async def test_a_text_of_a_communicator_that_is_an_alias_stays_the_posts_text(city: City) -> None:
    author = city.person(cast.ZIQING)
    await author.says("/new")
    await author.sees("小鹏汽车")
    await author.says("故事")
    await author.presses(plain(words_for(Form.ZH_HANS).say("It's part of the post")))
    await author.sees("")
    assert "简体中文" in labels_of(await author.last())


async def test_a_foreign_language_is_named_to_a_reader_and_to_a_newcomer(city: City) -> None:
    emma, tomas = city.person(cast.EMMA), city.person(cast.NEWCOMER)
    await emma.says(SPANISH)
    assert "✓ English" in labels_of(await emma.sees("This looks like Spanish. I speak 简体中文"))
    await tomas.says(SPANISH)
    await tomas.sees("Kapok", "espanhol")


async def test_an_offered_language_is_offered_again_only_after_a_month(city: City) -> None:
    emma, text = city.person(cast.EMMA), "Quando é a próxima festa dos barcos-dragão em Cantão?"
    await emma.says(text)
    assert "Português" in labels_of(await emma.sees(""))
    city.watch.forward(timedelta(days=29))
    await emma.says(text)
    assert "Português" not in labels_of(await emma.sees(""))
    city.watch.forward(timedelta(days=2))
    await emma.says(text)
    assert "Português" in labels_of(await emma.sees(""))


async def test_the_offer_keeps_the_way_to_what_was_asked(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("Como é que eu deixo de receber estas mensagens todas?")
    offer = await emma.sees("português")
    assert labels_of(offer) == ["Português", "✓ English", plain(words_for(Form.PT).say("Stop all posts"))]


async def test_what_nobody_can_tell_from_the_text_is_taken_as_the_chats_own_language(city: City) -> None:
    kaman, wingsze = city.person(cast.KAMAN), city.person(cast.WINGSZE)
    for person in (kaman, wingsze):
        await person.says("相片")
        answer = words_of(await person.sees(""))
        assert detect(answer).form is (Form.YUE if person is kaman else Form.ZH_HANT)


ROUNDABOUT = {
    Form.YUE: ("部手機俾你哋洗版洗到爆", "成日震到我頭暈", "你哋真係好有嘢講", "逼到我部手機都爆"),
    Form.EN: (
        "slow down a little",
        "ease off a bit",
        "my chat is all kapok now",
        "you are quite a talker",
        "take it easy",
        "that is a lot to read",
        "my cat is called Mute",
    ),
}
"""Who might want fewer posts. Of which of these the model is not sure is another at each training."""


@pytest.mark.parametrize(("who", "form"), [(cast.KAMAN, Form.YUE), (cast.EMMA, Form.EN)])
async def test_where_the_bot_is_not_sure_its_guesses_stand_above_the_main_buttons(
    city: City, who: int, form: Form
) -> None:
    guesses = ((text, meant(text)) for text in ROUNDABOUT[form])
    said = next(text for text, guess in guesses if not guess.sure and Wish.FEWER in guess.wishes[:2])
    reader, words = city.person(who), words_for(form)
    await reader.says(said)
    labels = labels_of(await reader.sees(plain(words.say("/help shows all I can do."))))
    assert plain(words.say("Fewer posts")) in labels[:2]
    assert labels[-4:] == [plain(words.say(door)) for door in ("Stories", "Partners", "Settings", "Language")]


KNEES = {
    Form.ZH_HANS: "今天我的膝盖很疼",
    Form.ZH_HANT: "今天我的膝蓋很疼",
    Form.YUE: "今日我個膝頭好痛",
    Form.EN: "my knee hurts today",
    Form.PT: "hoje dói-me o joelho",
}


@EVERYBODY
async def test_what_nobody_understands_still_has_ways_on_in_their_own_language(
    city: City, who: int, form: Form
) -> None:
    reader, words = city.person(who), words_for(form)
    await reader.says(KNEES[form])
    shown = await reader.sees("/help")
    ways = ("Search", "Write to a partner", "Stories", "Partners", "Settings", "Language")
    assert labels_of(shown)[-6:] == [plain(words.say(way)) for way in ways]
    await reader.presses(plain(words.say("Write to a partner")))
    await reader.sees(plain(words.say("<b>City partners</b>")))


HUMANS = {
    Form.ZH_HANS: "我想跟你们的人说话",
    Form.ZH_HANT: "我想聯絡真人",
    Form.YUE: "我想搵真人傾",
    Form.EN: "can I talk to a human",
    Form.PT: "quero falar com uma pessoa",
}


@EVERYBODY
async def test_who_asks_for_a_human_is_led_to_people(city: City, who: int, form: Form) -> None:
    reader, words = city.person(who), words_for(form)
    await reader.says(HUMANS[form])
    await reader.sees("/partners")
    await reader.presses(plain(words.say("Write to a partner")))
    await reader.sees(plain(words.say("<b>City partners</b>")))


STRANGE = {"Привет!": Letters.CYRILLIC, "شكرا": Letters.ARABIC, "नमस्ते": Letters.DEVANAGARI, "ইতিহাস": Letters.OTHER}


@EVERYBODY
async def test_letters_of_several_languages_are_kindly_said_to_be_unread(city: City, who: int, form: Form) -> None:
    reader, words = city.person(who), words_for(form)
    for typed, letters in STRANGE.items():
        await reader.says(typed)
        labels = labels_of(await reader.sees(plain(letters_line(words, letters))))
        assert [label.removeprefix("✓ ") for label in labels[:5]] == [each.endonym for each in Form]


async def test_a_newcomer_hears_that_their_letters_are_unread_and_chooses_a_language(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("Здравствуйте")
    greeting = await tomas.sees("cirílico")
    assert "Português" in labels_of(greeting)


@pytest.mark.parametrize("form", Form)
def test_no_answer_of_small_talk_is_a_dead_end(form: Form) -> None:
    words = words_for(form)
    ways = {back_home(words).data} | {button.data for row in doors(words) for button in row}
    for screen in (
        *(unasked_screen(words), unread_screen(words), thanked_screen(words), unknown_command_screen(words, "/x")),
        *(suggesting_screen(words, [wish]) for wish in Wish),
        *(foreign_screen(words, letters_line(words, Letters.OTHER)), rather_screen(words, "x", StoriesPage())),
    ):
        assert ways & {button.data for row in screen.rows for button in row}
