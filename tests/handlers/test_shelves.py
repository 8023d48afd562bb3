"""Lists of posts are those of one's own partners; somebody without any gets none, not everybody's."""

from pathlib import Path
from unittest.mock import Mock

import pytest

from bot.actions.compose import open_draft, put_version
from bot.actions.copies import duplicate
from bot.actions.meet import meet
from bot.content import Version
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.recurrence import local
from bot.words import words_for
from handlers.partner.lists.shelves import shelf
from handlers.partner.pen import Pen
from handlers.partner.presses import Pages, Shelf
from tests import cast, fresh, warm


@pytest.mark.parametrize("which", Shelf)
async def test_who_was_taken_out_a_moment_ago_sees_nobodys_posts(tmp_path: Path, which: Shelf) -> None:
    store = warm.at_hand(await fresh.sqlite(tmp_path, fresh.Ready.SAMPLE))
    await store.open()
    speaker = await meet(store, cast.EMMA, "Emma Clarke", "en", cast.NOON)
    pen = Pen(store, speaker, words_for(Form.EN), Mock(), Mock(), cast.NOON)
    with pytest.raises(Mistake) as refused:
        await shelf(pen, Pages(shelf=which))
    assert refused.value.why is Why.NOT_ALLOWED
    await store.close()


async def test_a_copy_is_told_from_what_it_was_copied_from_even_in_the_same_minute(tmp_path: Path) -> None:
    store = warm.at_hand(await fresh.sqlite(tmp_path, fresh.Ready.SAMPLE))
    await store.open()
    author = await meet(store, cast.ZIQING, "周子晴", "zh-hans", cast.NOON)
    post = await open_draft(store, author, next(iter(author.partner_ids)), cast.NOON)
    await put_version(store, author, post.id, Version(Form.EN, "See you by the river"))
    await duplicate(store, author, post.id, cast.NOON)
    words = words_for(Form.EN)
    shown = await shelf(Pen(store, author, words, Mock(), Mock(), cast.NOON), Pages(shelf=Shelf.DRAFTS))
    lines = [line for line in str(shown.screen.text).splitlines() if "XPeng" in line]
    noon = words.moment(local(cast.NOON, author.reader.zone))
    assert [line.removeprefix("XPeng Motors · draft · ") for line in lines] == [f"a copy, made {noon}", f"begun {noon}"]
    await store.close()
