"""Lists of posts are those of one's own partners; somebody without any gets none, not everybody's."""

from pathlib import Path
from unittest.mock import Mock

import pytest

from bot.actions.meet import meet
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.words import words_for
from handlers.partner.pen import Pen
from handlers.partner.presses import Pages, Shelf
from handlers.partner.shelves import shelf
from storage import Database
from tests import cast, fresh


@pytest.mark.parametrize("which", Shelf)
async def test_who_was_taken_out_a_moment_ago_sees_nobodys_posts(tmp_path: Path, which: Shelf) -> None:
    store = Database(await fresh.sqlite(tmp_path, fresh.Ready.SAMPLE))
    await store.open()
    speaker = await meet(store, cast.EMMA, "Emma Clarke", "en", cast.NOON)
    pen = Pen(store, speaker, words_for(Form.EN), Mock(), Mock(), cast.NOON)
    with pytest.raises(Mistake) as refused:
        await shelf(pen, Pages(shelf=which))
    assert refused.value.why is Why.NOT_ALLOWED
    await store.close()
