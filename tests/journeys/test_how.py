"""Communicators who ask how posts are made get the answer and the commands for it, in their own language."""

import pytest

from bot.hearing.tasks import Task
from bot.languages import Form
from bot.words import words_for
from handlers.partner.how_screens import how_line
from tests import cast
from tests.journeys.conftest import City, words_of
from tests.journeys.working_day import Day

ASKED = {
    Form.ZH_HANS: {
        "怎么发图片": (Task.PICTURES, ["/new", "/drafts"]),
        "能不能定期发": (Task.WHEN, ["/schedule"]),
        "配图发错了怎么换": (Task.POSTS, ["/posts"]),
        "一条最多多少字": (Task.LENGTH, ["/new", "/drafts"]),
        "我想加一个同事一起写": (Task.PEOPLE, []),
    },
    Form.ZH_HANT: {
        "怎樣放照片": (Task.PICTURES, ["/new", "/drafts"]),
        "已發出的帖文圖片錯了怎樣換": (Task.POSTS, ["/posts"]),
        "審核要多久": (Task.APPROVAL, ["/drafts"]),
        "葡文版怎樣寫": (Task.LANGUAGES, ["/new", "/drafts"]),
    },
    Form.YUE: {
        "點樣淨係發畀澳門人": (Task.WHOM, ["/new", "/drafts"]),
        "發出去先發現有錯字點算": (Task.POSTS, ["/posts"]),
        "發咗出去嘅相點換": (Task.POSTS, ["/posts"]),
        "我個同事想一齊寫": (Task.PEOPLE, []),
        "可唔可以每個禮拜發": (Task.WHEN, ["/schedule"]),
    },
    Form.EN: {
        "how do I change the picture of a post that is out?": (Task.POSTS, ["/posts"]),
        "can I send videos?": (Task.PICTURES, ["/new", "/drafts"]),
        "how do I add a button": (Task.BELOW, ["/new", "/drafts"]),
        "who approves my posts?": (Task.APPROVAL, ["/drafts"]),
        "how long can a post be": (Task.LENGTH, ["/new", "/drafts"]),
    },
    Form.PT: {
        "como é que se põe uma fotografia?": (Task.PICTURES, ["/new", "/drafts"]),
        "o botão tem o link errado, já foi enviado": (Task.POSTS, ["/posts"]),
        "quantas letras pode ter?": (Task.LENGTH, ["/new", "/drafts"]),
        "em que línguas devo escrever?": (Task.LANGUAGES, ["/new", "/drafts"]),
        "quero que a minha colega também possa escrever": (Task.PEOPLE, []),
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
        assert _plain(Form.ZH_HANS, Task.PICTURES) not in words_of(await person.sees(""))


def _plain(form: Form, part: Task) -> str:
    return str(how_line(words_for(form), part).unescape())
