"""Communicators who ask how posts are made get the answer and the commands for it, in their own language."""

import pytest

from bot.aliases import DraftPart
from bot.languages import Form
from bot.words import words_for
from handlers.partner.how_screens import how_line
from tests import cast
from tests.journeys.conftest import City, words_of
from tests.journeys.working_day import Day

ASKED = {
    Form.ZH_HANS: {
        "怎么发图片": (DraftPart.PICTURES, ["/new", "/drafts"]),
        "能不能定期发": (DraftPart.WHEN, ["/schedule"]),
        "一条最多多少字": (DraftPart.LENGTH, ["/new", "/drafts"]),
        "我想加一个同事一起写": (DraftPart.PEOPLE, []),
    },
    Form.ZH_HANT: {
        "怎樣放照片": (DraftPart.PICTURES, ["/new", "/drafts"]),
        "審核要多久": (DraftPart.REVIEW, ["/drafts"]),
        "葡文版怎樣寫": (DraftPart.LANGUAGES, ["/new", "/drafts"]),
    },
    Form.YUE: {
        "點樣淨係發畀澳門人": (DraftPart.WHOM, ["/new", "/drafts"]),
        "我個同事想一齊寫": (DraftPart.PEOPLE, []),
        "可唔可以每個禮拜發": (DraftPart.WHEN, ["/schedule"]),
    },
    Form.EN: {
        "can I send videos?": (DraftPart.PICTURES, ["/new", "/drafts"]),
        "how do I add a button": (DraftPart.BELOW, ["/drafts", "/new"]),
        "who approves my posts?": (DraftPart.REVIEW, ["/drafts"]),
        "how long can a post be": (DraftPart.LENGTH, ["/new", "/drafts"]),
    },
    Form.PT: {
        "como é que se põe uma fotografia?": (DraftPart.PICTURES, ["/new", "/drafts"]),
        "quantas letras pode ter?": (DraftPart.LENGTH, ["/report", "/new", "/drafts"]),
        "em que línguas devo escrever?": (DraftPart.LANGUAGES, ["/new", "/drafts"]),
        "quero que a minha colega também possa escrever": (DraftPart.PEOPLE, []),
    },
}


@pytest.mark.parametrize("form", Form)
async def test_a_communicator_is_told_how_and_where(city: City, form: Form) -> None:
    day = Day(city, form)
    await day.begins()
    for question, (part, commands) in ASKED[form].items():
        await day.author.says(question)
        told = words_of(await day.author.sees(_plain(form, part)))
        assert [line.split(" – ")[0] for line in told.splitlines() if " – " in line] == commands, question


async def test_readers_and_admins_are_told_nothing_of_it(city: City) -> None:
    for who in (cast.XIAOLAN, cast.ZHIYUAN):
        person = city.person(who)
        await person.says("怎么发图片")
        assert _plain(Form.ZH_HANS, DraftPart.PICTURES) not in words_of(await person.sees(""))


def _plain(form: Form, part: DraftPart) -> str:
    return str(how_line(words_for(form), part).unescape())
