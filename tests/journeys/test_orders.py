"""Plain words instead of the commands of communicators and admins: theirs, and nobody else's."""

import itertools

import pytest

from bot.content import PostState
from handlers.partner.lists.shelf_screens import EMPTY, HEADS
from handlers.partner.presses import Shelf
from tests import cast
from tests.journeys.conftest import City, words_of
from tests.journeys.partner_deeds import EN, HANS, WORDS, begins, say


@pytest.mark.parametrize("typed", ["草稿", "my drafts", "os meus rascunhos"])
async def test_a_communicator_sees_their_drafts_by_asking_in_any_language(city: City, typed: str) -> None:
    author = city.person(cast.ZIQING)
    await author.says(typed)
    await author.sees(say("There are no drafts. /new starts a post."))


@pytest.mark.parametrize("typed", ["运行情况", "how things stand", "ponto da situação"])
async def test_an_admin_sees_how_things_stand_by_asking(city: City, typed: str) -> None:
    admin = city.person(cast.ZHIYUAN)
    await admin.says(typed)
    await admin.sees(say("Nothing is scheduled."))


@pytest.mark.parametrize(
    ("typed", "sees"),
    [
        ("novo parceiro", "计划内共有"),
        ("invite a communicator", "计划内共有"),
        ("suspend xpeng", "要暂停小鹏汽车吗"),
        ("convidar alguém para a adolph", "还没有传播官"),
        ("there is something to export", "/export"),
        ("what went out yesterday", "/report"),
        ("o que está à minha espera", "/review"),
        ("há alguma coisa para aprovar", "/review"),
        ("parem tudo já", "/halt"),
    ],
)
async def test_an_admins_words_about_the_programme_lead_to_its_commands(city: City, typed: str, sees: str) -> None:
    admin = city.person(cast.ZHIYUAN)
    await admin.says(typed)
    await admin.sees(sees)


async def test_a_page_among_whose_buttons_something_may_be_typed_mutes_nothing_that_staff_say(city: City) -> None:
    ways = (("Change place",), ("Fewer posts", "Pause everything"))
    orders = {
        cast.ZIQING: {
            "草稿": say("There are no drafts. /new starts a post."),
            "how do I add a photo to a post?": "/new",
        },
        cast.ZHIYUAN: {"stop all sending now": "停发"},
    }
    for who, said in orders.items():
        person = city.person(who)
        for way, (typed, sees) in itertools.product(ways, said.items()):
            await person.says("/settings")
            for label in way:
                await person.presses(say(label))
            await person.says(typed)
            await person.sees(sees)


async def test_who_has_no_such_command_is_answered_as_before(city: City) -> None:
    emma, author = city.person(cast.EMMA), city.person(cast.ZIQING)
    await emma.says("my drafts")
    assert "/drafts" not in words_of(await emma.sees(""))
    await author.says("stop all sending")
    assert "/resume" not in words_of(await author.sees(""))


@pytest.mark.parametrize(
    ("typed", "sees"),
    [
        ("/report", "There are no reports yet: one comes after each sending. /calendar shows what is planned."),
        ("/Reports", "There are no reports yet: one comes after each sending. /calendar shows what is planned."),
        ("/statistics", "There are no reports yet: one comes after each sending. /calendar shows what is planned."),
        ("/数据", "There are no reports yet: one comes after each sending. /calendar shows what is planned."),
        ("/relatório", "There are no reports yet: one comes after each sending. /calendar shows what is planned."),
        ("/templates", EMPTY[Shelf.TEMPLATES]),
        ("/inbox", EMPTY[Shelf.DRAFTS]),
        ("/my_drafts", EMPTY[Shelf.DRAFTS]),
        ("/草稿", EMPTY[Shelf.DRAFTS]),
        ("/preview", EMPTY[Shelf.DRAFTS]),
        ("/plan", EMPTY[Shelf.SCHEDULE]),
        ("/correct", HEADS[Shelf.POSTS]),
        ("/recall", HEADS[Shelf.POSTS]),
        ("/write", "Then send the other languages, one message each, in any order."),
    ],
)
async def test_whatever_a_communicator_may_try_as_a_command_leads_somewhere(city: City, typed: str, sees: str) -> None:
    author = city.person(cast.ZIQING)
    await author.says(typed)
    await author.sees(say(sees))


async def test_an_empty_list_of_reports_says_what_of_older_posts_and_what_to_do(city: City) -> None:
    author, admin = city.person(cast.ZIQING), city.person(cast.ZHIYUAN)
    one, more = (
        "{n} older post has no report, since it didn't go out through me.",
        "{n} older posts have no report, since they didn't go out through me.",
    )
    async with city.store.read() as tx:
        xpeng = await tx.partners.by_slug("xpeng")
    assert xpeng
    for who, writes, partners in ((author, True, [xpeng.id]), (admin, False, [])):
        async with city.store.read() as tx:
            sent = (await tx.posts.page(partners, (PostState.SENT,), 0, 1)).total
        await who.says("/report")
        told = words_of(await who.sees(str(WORDS.plural(one, more, sent))))
        assert (say("/new writes a post, /posts shows what there is.") in told) is writes


async def test_such_a_word_leads_out_of_a_draft_as_commands_do_and_tells_readers_nothing(city: City) -> None:
    author, emma = await begins(city), city.person(cast.EMMA)
    await author.says("/报告")
    await author.sees(say("There are no reports yet: one comes after each sending. /calendar shows what is planned."))
    await emma.says("/report")
    await emma.sees("I don't know /report")


async def test_an_unknown_command_offers_the_nearest_ones_of_whoever_types_it(city: City) -> None:
    author, admin = city.person(cast.ZIQING), city.person(cast.ZHIYUAN)
    await author.says("/publicar")
    told = await author.sees(say("I don't know {command}. Perhaps you mean:", command="/publicar"), "/new – ")
    assert "/announce" not in words_of(told)
    await admin.says("/频道")
    told = await admin.sees(say("I don't know {command}. Perhaps you mean:", command="/频道"), "/partners – ")
    assert "/new" not in words_of(told)


async def test_with_nothing_near_whoever_works_here_sees_all_that_is_theirs(city: City) -> None:
    author, admin, emma = city.person(cast.ZIQING), city.person(cast.ZHIYUAN), city.person(cast.EMMA)
    await author.says("/channels")
    told = await author.sees(say("I don't know {command}. You can use these:", command="/channels"), "/drafts – ")
    assert "/review" not in words_of(told)
    await admin.says("/wxyz")
    told = await admin.sees(say("I don't know {command}. You can use these:", command="/wxyz"), "/partners – ")
    assert "/drafts" not in words_of(told)
    await emma.says("/wxyz")
    assert words_of(await emma.sees("")) == "I don't know /wxyz. /help shows all I can do."


async def test_within_a_draft_the_same_words_are_its_text(city: City) -> None:
    author = await begins(city)
    await author.says(HANS)
    await author.sees("")
    await author.says(EN)
    await author.sees("")
    await author.says("日历")
    assert say("All times are {place} time.", place="广州") not in words_of(await author.sees(""))
