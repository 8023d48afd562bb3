"""Plain words instead of the commands of communicators and admins: theirs, and nobody else's."""

import pytest

from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, words_of
from tests.journeys.partner_deeds import EN, HANS, begins, say


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


async def test_who_has_no_such_command_is_answered_as_before(city: City) -> None:
    emma, author = city.person(cast.EMMA), city.person(cast.ZIQING)
    await emma.says("my drafts")
    await emma.sees(str(words_for(Form.EN).say("/help shows all I can do.")))
    await author.says("stop all sending")
    assert "/resume" not in words_of(await author.sees(""))


async def test_within_a_draft_the_same_words_are_its_text(city: City) -> None:
    author = await begins(city)
    await author.says(HANS)
    await author.sees("")
    await author.says(EN)
    await author.sees("")
    await author.says("日历")
    assert say("Times are in {place} time.", place="广州") not in words_of(await author.sees(""))
