"""Sentences that cannot be read: every admin is told, once, in words that can be."""

import typing
from typing import Any

from sqlalchemy import update

from bot.actions.catalogs import tell_of_catalogs
from bot.actions.notify import notify
from bot.languages import Form
from storage.people import readers
from tests import cast
from tests.actions.conftest import Newsroom

BROKEN = {Form.PT: Form.EN, Form.YUE: Form.ZH_HANT}
SAID = "葡文"


async def told(newsroom: Newsroom) -> list[str]:
    while await notify(newsroom.desk):
        pass
    return [text for text in await newsroom.received(cast.ZHIYUAN) if SAID in text]


async def test_admins_are_told_once_however_often_kapok_starts(newsroom: Newsroom) -> None:
    await newsroom.speaker(cast.ZHIYUAN)
    assert [await tell_of_catalogs(newsroom.store, BROKEN, newsroom.watch()) for _ in range(3)] == [True, False, False]
    (text,) = await told(newsroom)
    assert "葡文：读者暂时看到英文。" in text
    assert "粤语：读者暂时看到繁体中文。" in text


async def test_what_was_well_in_between_or_is_worse_now_is_told_anew(newsroom: Newsroom) -> None:
    await newsroom.speaker(cast.ZHIYUAN)
    worse = {**BROKEN, Form.ZH_HANT: Form.YUE}
    tries = [BROKEN, worse, {}, {}, worse]
    assert [await tell_of_catalogs(newsroom.store, each, newsroom.watch()) for each in tries] == [
        True, True, False, False, True,
    ]  # fmt: skip
    assert len(await told(newsroom)) == 3


async def test_admins_are_told_how_many_sentences_an_older_catalog_lacks(newsroom: Newsroom) -> None:
    await newsroom.speaker(cast.ZHIYUAN)
    assert await tell_of_catalogs(newsroom.store, {Form.PT: 261}, newsroom.watch())
    (text,) = await told(newsroom)
    assert "葡文：缺 261 句。读者看到的是英文。" in text


async def test_nobody_is_told_anything_while_all_is_well(newsroom: Newsroom) -> None:
    await newsroom.speaker(cast.ZHIYUAN)
    assert not await tell_of_catalogs(newsroom.store, {}, newsroom.watch())
    assert await told(newsroom) == []


async def test_a_language_tag_that_does_not_exist_is_told_once_and_its_reader_is_spoken_to_by_their_app_s(
    newsroom: Newsroom,
) -> None:
    await newsroom.speaker(cast.ZHIYUAN)
    joana = await newsroom.speaker(cast.JOANA)
    async with newsroom.store.write() as tx:
        odd = update(readers).where(readers.c.id == joana.reader.id).values(form="tlh", hint="pt-br")
        await typing.cast("Any", tx).posts._tx.execute(odd)
    assert [await tell_of_catalogs(newsroom.store, {}, newsroom.watch()) for _ in range(2)] == [True, False]
    while await notify(newsroom.desk):
        pass
    assert [text for text in await newsroom.received(cast.ZHIYUAN) if "tlh" in text]
    again = await newsroom.speaker(cast.JOANA)
    assert (again.reader.form, again.reader.speaks) == (None, Form.PT)
