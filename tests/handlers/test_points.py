"""What was asked of an answer stands first in it."""

from collections.abc import Iterator

import pytest

from bot.forms.ngrams import read
from bot.forms.scripts import DATA
from bot.hearing.aliases import Wish
from bot.hearing.points import WHOLE, point_of
from bot.languages import Form
from bot.words import words_for
from handlers.audience.answering.answers_screens import BY_WORDS
from handlers.audience.answering.points_screens import POINTS
from tests.rows import each_of

WISHES = sorted(path.stem for path in (DATA / "points").glob("*.ngrams") if path.stem in set(Wish))
"""Not what is asked of something shown: see test_pointing."""
ABOVE = {wish: {*points} for wish, points in POINTS.items()}
"""Points that are answered above a page, not within an answer."""

FIRST_ANYWAY = {("own", "draft")}
"""Points whose sentence stands first for who asks nothing, too."""


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    yield
    point_of.cache_clear()


def test_every_point_that_a_model_knows_of_a_page_has_its_sentence_and_the_reverse() -> None:
    assert {each: {*read(DATA / "points" / f"{each}.ngrams").classes} - {WHOLE} for each in ABOVE} == ABOVE


@pytest.mark.parametrize("wish", sorted({*WISHES} - {*ABOVE}))
def test_every_point_that_a_model_knows_has_a_sentence_of_its_own_in_its_screen(
    wish: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {}
    for point in {*read(DATA / "points" / f"{wish}.ngrams").classes, WHOLE}:
        if (wish, point) in FIRST_ANYWAY:
            continue
        monkeypatch.setattr("bot.hearing.points.likelihoods", lambda *_, point=point: {point: 1.0})
        said = BY_WORDS[Wish(wish)](words_for(Form.EN), f"asks {point}").text
        told[point] = said.split("\n\n")[0]
    assert len({*told.values()}) == len(told)


@each_of(
    ("wish", "typed", "first"),
    [
        (Wish.TROUBLE, "i get everything you send two times", "I'm sorry about that. A post can come again"),
        (Wish.TROUBLE, "o vosso link não abre no meu telefone", "What is behind a link"),
        (Wish.TROUBLE, "字太小了，看不清楚", "I can't make letters larger"),
        (Wish.TROUBLE, "影片沒有聲音，一直播不出來", "If a picture, a video or part"),
        (Wish.TROUBLE, "個app成日閃退，好慢呀", "I'm sorry about that. Close this app"),
        (Wish.TIMING, "once a month is enough, all together", "Every day or once a week, nothing in between"),
        (Wish.TIMING, "não mandem nada no horário de expediente", "Quiet hours are for that"),
        (Wish.TIMING, "等会儿再发给我，现在没空", "Read it when you have time"),
        (Wish.TIMING, "兩個月一次就好了", "Every day or once a week, nothing in between"),
        (Wish.TIMING, "返工時間唔好send嘢嚟", "Quiet hours are for that"),
        (Wish.WHO, "so who checks these stories before you publish", "The people who run the programme read"),
        (Wish.WHO, "quem é que escreve estes textos todos?", "Partners write the posts"),
        (Wish.WHO, "你们怎么会知道我的号码的", "Nobody gave me your number"),
        (Wish.WHO, "這不就是商業廣告嗎", "Partners are companies"),
        (Wish.WHO, "係咪要俾錢先用到㗎", "I cost nothing"),
        (Wish.ME, "who built you then", "The people who run"),
        (Wish.ME, "és burro que nem uma porta", "I'm sorry. I understand short"),
        (Wish.ME, "你是用deepseek的吗", "I'm none of the AIs"),
        (Wish.ME, "幫我寫一份報告好嗎", "I can't write, translate"),
        (Wish.ME, "你住喺邊度㗎其實", "I live in this app only"),
        (Wish.HUMAN, "please phone me back this afternoon", "I have no telephone"),
        (Wish.HUMAN, "sou jornalista, com quem posso falar?", "I have no press office"),
        (Wish.HUMAN, "我要投诉你们的合伙人", "People read a complaint"),
        (Wish.HUMAN, "你們的辦公室在哪裡，我想過去", "I have no office"),
        (Wish.HUMAN, "我想搵返寫嗰篇文嘅作者", "Reply to that post"),
    ],
)
def test_what_was_asked_is_answered_first_in_words_that_nobody_listed(wish: Wish, typed: str, first: str) -> None:
    words = words_for(Form.EN)
    assert BY_WORDS[wish](words, typed).text.startswith(first), typed
