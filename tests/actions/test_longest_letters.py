"""Whatever people write to each other is counted as Telegram counts, and the letter around it fits into one message."""

from dataclasses import replace

import pytest

from bot.actions.exchange import answer, write_to
from bot.actions.let_go import answer_question, ask_about_data
from bot.actions.notice_letters import letter_of
from bot.actions.review import COMMENT_LIMIT, return_post
from bot.content import TEXT_LIMIT, Post
from bot.exchanges import LONGEST, Said
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.notices import NoticeKind
from bot.people import Reader
from bot.requests import QUESTION_LIMIT
from bot.texts import units, visible
from tests import cast
from tests.actions.conftest import Newsroom

RARE = "𠮷"
"""One character, two units."""


@pytest.fixture
async def emma(newsroom: Newsroom) -> Reader:
    return (await newsroom.speaker(cast.EMMA)).reader


async def lengths(room: Newsroom, kind: NoticeKind) -> list[int]:
    """Units of each waiting letter of this kind, in each form."""
    found = []
    async with room.store.read() as tx:
        for notice in await tx.notices.waiting(room.watch(), 50):
            reader = await tx.readers.get(notice.person_id)
            if notice.kind is kind and reader is not None:
                letters = [await letter_of(tx, notice, replace(reader, form=form)) for form in Form]
                found += [units(visible(letter.text)) for letter in letters if letter]
    return found


async def to_partner(room: Newsroom, reader: Reader, post: Post, text: str) -> None:
    await write_to(room.store, reader, post.partner_id, Said(text, about=post.id), room.watch())


async def test_a_message_and_its_answer_fit_with_all_that_stands_around_them(newsroom: Newsroom, emma: Reader) -> None:
    post = await newsroom.approved({Form.ZH_HANT: RARE * 300})
    await to_partner(newsroom, emma, post, RARE * (LONGEST // 2))
    asked = await lengths(newsroom, NoticeKind.QUESTION)
    assert LONGEST < max(asked) <= TEXT_LIMIT
    assert len(asked) >= len(Form)
    author = await newsroom.speaker(cast.ZIQING)
    async with newsroom.store.read() as tx:
        exchange = await tx.exchanges.between(emma.id, post.partner_id)
    assert exchange
    await answer(newsroom.store, author, exchange.id, Said(RARE * (LONGEST // 2)), newsroom.watch())
    assert LONGEST < max(await lengths(newsroom, NoticeKind.ANSWER)) <= TEXT_LIMIT


async def test_a_question_about_data_and_its_answer_fit_together(newsroom: Newsroom, emma: Reader) -> None:
    admin = await newsroom.speaker(cast.ZHIYUAN)
    longest = RARE * (QUESTION_LIMIT // 2)
    request = await ask_about_data(newsroom.store, emma.id, longest, newsroom.watch())
    await answer_question(newsroom.store, admin, request.id, longest, newsroom.watch())
    told = await lengths(newsroom, NoticeKind.DATA_ANSWER)
    assert len(told) == len(Form)
    assert 2 * QUESTION_LIMIT < max(told) <= TEXT_LIMIT


async def test_one_character_more_is_too_long_by_two(newsroom: Newsroom, emma: Reader) -> None:
    admin = await newsroom.speaker(cast.ZHIYUAN)
    post = await newsroom.approved()
    refused = []
    for doing in (
        to_partner(newsroom, emma, post, RARE * (LONGEST // 2 + 1)),
        ask_about_data(newsroom.store, emma.id, RARE * (QUESTION_LIMIT // 2 + 1), newsroom.watch()),
        return_post(newsroom.store, admin, post.id, "a" + RARE * (COMMENT_LIMIT // 2), newsroom.watch()),
    ):
        with pytest.raises(Mistake) as mistake:
            await doing
        refused.append((mistake.value.why, mistake.value.facts["length"]))
    assert refused == [
        (Why.MESSAGE_TOO_LONG, LONGEST + 2),
        (Why.QUESTION_TOO_LONG, QUESTION_LIMIT + 2),
        (Why.COMMENT_TOO_LONG, COMMENT_LIMIT + 1),
    ]
