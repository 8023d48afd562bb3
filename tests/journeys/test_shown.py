"""What is said of something that was just shown is about that: a story, a partner, a list, an offer, what was done."""

from bot.languages import Form
from bot.searching import Sought
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import reader_of
from tests.journeys.fewer import goes_out
from tests.journeys.partner_deeds import newest
from tests.rows import each_of

ASKED = {
    cast.XIAOLAN: ("第二个谁写的呀", "这个要钱不", "他们还发过什么", "看全文", "上一篇"),
    cast.WINGSZE: ("第二篇是誰寫的", "要不要收費", "他們發過什麼", "睇全文", "上一篇"),
    cast.KAMAN: ("第2個係邊個寫架", "要唔要俾錢", "佢寫過啲咩", "睇全文", "唔係呢篇，上一篇"),
    cast.EMMA: (
        "who wrote the second one?",
        "how much is it",
        "what else have they posted",
        "show me the whole story",
        "the one before",
    ),
    cast.JOANA: ("quem escreveu a segunda?", "quanto custa?", "o que publicaram?", "quero ler tudo", "a anterior"),
}
BELOW = {
    cast.XIAOLAN: "奶奶爬得动那楼梯吗",
    cast.WINGSZE: "嫲嫲行不行得動那些樓梯",
    cast.KAMAN: "阿婆上唔上到嗰啲樓梯㗎",
    cast.EMMA: "will granny manage the stairs?",
    cast.JOANA: "o terreno é muito íngreme?",
}
"""What nobody foresaw, and no story tells."""


async def asks(person: Person, said: str) -> str:
    """The first line of the answer."""
    await person.says(said)
    return words_of(await person.sees("")).splitlines()[0]


@each_of(("who", "said"), ASKED.items())
async def test_of_a_story_named_by_its_place_or_opened_each_question_is_answered_in_its_first_line(
    city: City, who: int, said: tuple[str, ...]
) -> None:
    person, form = city.person(who), (await reader_of(city, who)).speaks
    words, (author, price, others, whole, before) = words_for(form), said
    async with city.store.read() as tx:
        found = (await tx.stories.found(Sought(), 0, 2)).items
        partner = await tx.partners.get(found[1].partner_id)
    assert partner is not None
    title, name = found[1].title_in(form), partner.name(form)
    await person.says("/stories")
    await person.sees("2. ")
    assert await asks(person, price) == words.bare("Which one do you mean? Press its number.")
    by = words.bare("“{title}” is by <b>{partner}</b>, a partner of the city.", title=title, partner=name)
    assert await asks(person, author) == by.replace("<b>", "").replace("</b>", "")
    assert await asks(person, price) == words.bare("“{title}” doesn't say what it costs.", title=title)
    below = await asks(person, BELOW[who])
    assert below == words.bare("Of “{title}” I know only what stands in it.", title=title)
    assert title in await asks(person, whole)
    assert found[0].title_in(form) in await asks(person, before)
    await asks(person, "2")
    assert name in await asks(person, others)


async def test_a_post_that_came_is_what_is_asked_about_and_only_where_one_is_known(city: City) -> None:
    emma = city.person(cast.EMMA)
    assert "I cost nothing" in await asks(emma, "how much is it")
    await goes_out(city)
    title = (await newest(city)).title_in(Form.EN)
    assert title in await asks(emma, "how much is it")


async def test_of_a_partner_whose_page_was_seen_they_are_asked(city: City) -> None:
    emma = city.person(cast.EMMA)
    await asks(emma, "JD")
    await emma.says("where are they?")
    page = await emma.sees("That I don't know, but they do.")
    assert labels_of(page)[0] == "Write to them"


async def test_none_of_a_list_asks_what_they_look_for_and_several_are_opened(city: City) -> None:
    kaman = city.person(cast.KAMAN)
    await asks(kaman, "/stories")
    assert "都唔係" in await asks(kaman, "一個都唔啱")
    await kaman.says("第一同第三篇")
    async with city.store.read() as tx:
        found = (await tx.stories.found(Sought(), 0, 3)).items
    await kaman.sees(found[2].title_in(Form.YUE))


@each_of(
    ("who", "theirs", "another", "beyond"),
    [(cast.KAMAN, "京東嘅故事", "再嚟一個", "第兩篇"), (cast.JOANA, "histórias da JD.com", "mais uma", "a segunda")],
)
async def test_another_one_is_the_first_of_a_list_then_the_next_and_at_its_end_one_of_the_others(
    city: City, who: int, theirs: str, another: str, beyond: str
) -> None:
    person, form = city.person(who), (await reader_of(city, who)).speaks
    async with city.store.read() as tx:
        newest = (await tx.stories.found(Sought(), 0, 1)).items[0]
        jd = await tx.partners.by_slug("jd")
        assert jd is not None
        own = (await tx.stories.found(Sought(partner_id=jd.id), 0, 2)).items
    assert len(own) == 1
    await asks(person, theirs)
    await person.says(beyond)
    await person.sees(words_for(form).plural("Only {n} story stands here.", "Only {n} stories stand here.", 1))
    assert await asks(person, another) == own[0].title_in(form)
    await person.says(another)
    await person.sees(words_for(form).bare("That was the last of the list."), newest.title_in(form))


async def test_a_yes_does_what_one_press_would_have_done_and_undo_takes_it_back(city: City) -> None:
    emma = city.person(cast.EMMA)
    await asks(emma, "pause everything until Monday")
    assert "I only asked" in await asks(emma, "undo that")
    assert (await reader_of(city, cast.EMMA)).paused_until is None
    await asks(emma, "yes please")
    assert (await reader_of(city, cast.EMMA)).paused_until is not None
    assert "Posts are paused until" in await asks(emma, "how long does that last?")
    await asks(emma, "pause everything until Monday")
    await asks(emma, "no")
    assert (await reader_of(city, cast.EMMA)).paused_until is not None


async def test_a_yes_with_a_change_is_heard_for_the_change(city: City) -> None:
    emma = city.person(cast.EMMA)
    await asks(emma, "no posts at night")
    assert "once a week" in await asks(emma, "yes but only on weekends")


async def test_a_hello_before_a_question_is_said_back_once_and_what_is_asked_further_of_its_page_is_told_first(
    city: City,
) -> None:
    joana = city.person(cast.JOANA)
    await joana.says("olá, o que é que vcs sabem de mim?")
    page = labels_of(await joana.sees("Olá!\n\n", "Um toque"))
    await joana.says("olá! o que é que vcs sabem de mim?")
    assert "Olá" not in words_of(await joana.sees("Um toque"))
    await joana.says("e guardam isso por qto tempo")
    assert labels_of(await joana.sees("Guardo-os até")) == page


async def test_less_of_one_and_another_kept_is_about_the_first_and_says_that_the_other_stays(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("no car stuff but keep china post i like the stamps")
    page = words_of(await emma.sees("Nothing changes for China Post"))
    assert "XPeng" in page.splitlines()[0]
    assert "XPeng" in await asks(emma, "stop the flying car stuff but keep the stories")
    assert "One press, and no promotions come" in await asks(emma, "skip the ads but i still want the stories")
    assert "Nothing comes to you from them" in await asks(emma, "actually ditch adolph, keep xpeng")
    assert "by topic or place" in await asks(emma, "only send me things in haizhu")
    assert "by topic or place" in await asks(emma, "only food please")
    await emma.says("how do i switch to portuguese")
    await emma.sees("português")
    assert "Nothing changes" in await asks(emma, "nah leave it in english")


async def test_a_typed_yes_erases_nobody(city: City) -> None:
    emma = city.person(cast.EMMA)
    await asks(emma, "/forget")
    await emma.says("yes")
    await emma.sees("Please press a button")
    assert (await reader_of(city, cast.EMMA)).stopped_at is None


async def test_a_chats_spelling_is_heard_as_written_out_and_a_story_is_kept_as_it_was_typed(city: City) -> None:
    emma, joana = city.person(cast.EMMA), city.person(cast.JOANA)
    async with city.store.read() as tx:
        found = (await tx.stories.found(Sought(), 0, 2)).items
    await asks(emma, "/stories")
    assert await asks(emma, "whats the 2nd one abt") == found[1].title_in(Form.EN)
    await joana.says("o q tem p fzr no fds?")
    await joana.sees("Não tenho agenda")
    await emma.says("/share")
    await emma.says("me n my gran, on the 2nd of May")
    await emma.sees("me n my gran, on the 2nd of May")
