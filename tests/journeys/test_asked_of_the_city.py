"""What people ask, tell or complain of that no command is for: each gets an honest answer, and a way on that fits."""

import pytest

from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.words import words_for
from handlers.audience.answering.beyond_screens import beyond_screen
from handlers.audience.answering.who_screens import asks_who_has_it
from handlers.audience.library.finding_screens import calendar_note
from handlers.audience.plain_words.suggesting_screens import LABELS
from handlers.audience.plain_words.talk_screens import praised_screen, sorry_screen
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of

LONG_TALES = {
    Form.ZH_HANS: "我外婆以前在西关卖花，到了春天就把掉下来的木棉花捡回家晒干。"
    "现在我住在曼彻斯特，锅里煲的还是她教的那锅汤。",
    Form.EN: "my grandma used to sell flowers at Liwan and every spring she brought home kapok petals to dry for soup. "
    "I still make that soup today in Manchester.",
    Form.PT: "A minha avó vivia na Rua da Felicidade e todos os domingos íamos comprar flores ao mercado vermelho. "
    "Ainda guardo o vaso dela.",
}


def told(form: Form, sentence: str) -> str:
    return str(words_for(form).say(sentence))


@pytest.mark.parametrize(
    ("form", "question"),
    [
        (Form.ZH_HANS, "门票多少钱"),
        (Form.ZH_HANT, "幾點開門？"),
        (Form.YUE, "點搭車去㗎"),
        (Form.EN, "what time does it open"),
        (Form.EN, "where is it"),
        (Form.EN, "how do I get there?"),
        (Form.EN, "can I bring my por-por"),
        (Form.EN, "do I have to pay at the door"),
        (Form.EN, "do they take octopus card"),
        (Form.PT, "quanto tempo demora o comboio de zhuhai"),
        (Form.PT, "qto custa o bilhete?"),
        (Form.PT, "a que horas abre"),
        (Form.PT, "como chego lá"),
        (Form.PT, "posso levar a minha avó?"),
    ],
)
async def test_who_asks_for_prices_hours_or_the_way_is_told_who_knows(city: City, form: Form, question: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(question)
    answer = await reader.sees(plain(beyond_screen(words, question).text))
    offered = {str(words.say(label)) for wish, label in LABELS.items() if wish in {Wish.FEWER, Wish.SILENCE, Wish.STOP}}
    assert not offered & {*labels_of(answer)}


@pytest.mark.parametrize(
    ("form", "question"),
    [
        (Form.EN, "how much is the flying car"),
        (Form.EN, "when do the kapok trees bloom"),
        (Form.PT, "qto custa o carro voador"),
    ],
)
async def test_a_question_that_a_story_may_help_with_has_a_way_to_it(city: City, form: Form, question: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(question)
    assert labels_of(await reader.sees(""))[0] == told(form, "Stories with these words")
    await reader.presses(told(form, "Stories with these words"))
    await reader.sees("1. ")


@pytest.mark.parametrize(
    ("form", "question"),
    [(Form.EN, "when is the dragon boat race"), (Form.PT, "barcos dragão, quando é que há?")],
)
async def test_who_asks_when_something_is_on_is_told_that_there_is_no_calendar_and_shown_its_stories(
    city: City, form: Form, question: str
) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(question)
    await reader.sees(plain(calendar_note(words_for(form))), "1. ")


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.EN, "how do i get rid of these messages"),
        (Form.EN, "how much data do you keep on me"),
        (Form.PT, "quanto tempo guardam os meus dados?"),
    ],
)
async def test_what_the_bot_can_do_is_never_taken_for_a_question_about_a_place(
    city: City, form: Form, typed: str
) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    assert plain(beyond_screen(words_for(form)).text) not in words_of(await reader.sees(""))


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.EN, "mute xpeng"),
        (Form.PT, "silenciar a xpeng"),
        (Form.EN, "tell xpeng their car is ugly"),
        (Form.EN, "question for xpeng: when is the test drive?"),
        (Form.PT, "pergunta para a xpeng: quando chega o carro a macau?"),
        (Form.EN, "i want to ask xpeng something"),
        (Form.YUE, "我想問下小鵬幾時有得試車"),
    ],
)
async def test_who_has_something_to_say_to_a_partner_or_mutes_it_gets_its_page(
    city: City, form: Form, typed: str
) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    assert told(form, "Write to them") in labels_of(await reader.sees(""))


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.EN, "why is this in chinese"),
        (Form.EN, "i cant read this, its in chinese"),
        (Form.PT, "está em chinês, não percebo"),
        (Form.PT, "não leio chinês"),
        (Form.EN, "no chinese pls i cannot read"),
        (Form.PT, "porque é que isto está em chinês"),
    ],
)
async def test_who_cannot_read_a_language_is_not_offered_just_that_one(city: City, form: Form, typed: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    await reader.sees(told(form, "Which language would you like?"))


@pytest.mark.parametrize("form", LONG_TALES)
async def test_a_long_tale_may_be_the_story_that_somebody_has_to_tell(city: City, form: Form) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(LONG_TALES[form])
    assert labels_of(await reader.sees(""))[0] == told(form, LABELS[Wish.SHARE])


async def test_a_long_question_is_no_tale_even_without_its_mark(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says(
        "so my friend told me about this and I was wondering which streets near shamian island are quiet in the "
        "evening because my parents walk slowly"
    )
    assert told(Form.EN, LABELS[Wish.SHARE]) not in labels_of(await emma.sees(""))


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.EN, "loved the one about the postman!"),
        (Form.EN, "wow this is beautiful"),
        (Form.PT, "adorei a história do carteiro!"),
        (Form.PT, "que história tão bonita"),
        (Form.EN, "what a lovely story about the old wall"),
    ],
)
async def test_praise_of_one_story_is_thanked_for(city: City, form: Form, typed: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    await reader.sees(plain(praised_screen(words_for(form)).text))


@pytest.mark.parametrize(
    ("form", "typed"),
    [(Form.EN, "boring"), (Form.EN, "😡"), (Form.PT, "que seca"), (Form.PT, "isto não presta!")],
)
async def test_who_is_displeased_hears_that_the_bot_is_sorry_and_how_to_have_less(
    city: City, form: Form, typed: str
) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    answer = await reader.sees(plain(sorry_screen(words).text))
    assert {str(words.say(LABELS[wish])) for wish in (Wish.FEWER, Wish.STOP)} <= {*labels_of(answer)}


@pytest.mark.parametrize(
    "typed", ["i'm on holiday until 15 january, no messages pls", "stop for now, i'll come back after exams"]
)
async def test_who_gets_posts_is_not_offered_to_get_them_again_beside_something_else(city: City, typed: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says(typed)
    assert told(Form.EN, LABELS[Wish.START]) not in labels_of(await emma.sees(""))


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.EN, "hi kapok! just joined"),
        (Form.EN, "good evening from macau"),
        (Form.PT, "viva, tudo bem contigo?"),
    ],
)
async def test_who_says_hello_and_little_else_is_shown_what_there_is(city: City, form: Form, typed: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    await reader.sees(told(form, "What would you like to do?"))


async def test_who_may_ask_for_stories_gets_or_is_offered_them_and_not_told_that_there_is_no_answer(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("anything for kids?")
    assert {told(Form.EN, LABELS[Wish.STORIES]), "1"} & {*labels_of(await emma.sees(""))}


@pytest.mark.parametrize(
    ("form", "typed"), [(Form.EN, "something about flowers pls"), (Form.PT, "qualquer coisa sobre flores sff")]
)
async def test_a_please_is_not_looked_for_in_stories(city: City, form: Form, typed: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    assert told(form, "All stories") in labels_of(await reader.sees(""))


@pytest.mark.parametrize(
    ("form", "typed", "place"),
    [
        (Form.PT, "moro na taipa", "Macau"),
        (Form.PT, "voltámos para cantão no mês passado", "Cantão"),
        (Form.EN, "we moved back to Guangzhou last month", "Guangzhou"),
    ],
)
async def test_who_says_where_they_live_is_offered_that_place(city: City, form: Form, typed: str, place: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    assert place in labels_of(await reader.sees(told(form, "Do you live there now? Press it, and I'll remember it.")))


async def test_what_nobody_can_tell_leads_to_the_story_of_it_and_an_order_is_no_question(city: City) -> None:
    reader, words = city.person(cast.READERS[Form.YUE]), words_for(Form.YUE)
    await reader.says("木棉花幾時開㗎")
    await reader.sees(plain(beyond_screen(words).text))
    await reader.presses("有呢啲字嘅故事")
    await reader.sees("木棉")
    await reader.says("使唔使預約")
    await reader.sees(plain(words.say("Which one do you mean? Press its number.")))
    await reader.says("幫我訂兩張飛")
    await reader.sees(
        plain(words.say("I can't book, order or buy anything: only the partner it's about may be able to."))
    )


async def test_who_would_have_posts_for_others_or_a_pause_of_days_to_come_is_told_how_it_is(city: City) -> None:
    emma, words = city.person(cast.EMMA), words_for(Form.EN)
    await emma.says("can my mum get these posts too")
    await emma.sees("Everybody gets posts in an account of their own.")
    await emma.says("please pause everything from 10 to 24 August")
    answer = await emma.sees("A pause begins at once, I can't keep one for later days.")
    assert str(words.say("Two weeks")) in labels_of(answer)


@pytest.mark.parametrize("said", ["do you sell our info", "who reads what I write here", "会把我的信息卖给商家吗"])
def test_who_asks_who_else_has_their_data_is_understood(said: str) -> None:
    assert asks_who_has_it(said)
    assert not asks_who_has_it("what do you know about me")


async def test_who_asks_whether_their_data_are_sold_is_told_and_not_shown_a_button(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("do you sell our info")
    await emma.sees("I sell nothing that I know of you and pass none of it on.")


async def test_who_asks_whether_kapok_speaks_a_language_is_offered_it(city: City) -> None:
    wingsze = city.person(cast.WINGSZE)
    await wingsze.says("你會說廣東話嗎")
    assert Form.YUE.endonym in labels_of(await wingsze.sees(""))
