"""A correction and a recall say what becomes of what was opened from a digest or a shelf: it is no copy of theirs."""

from dataclasses import replace

import pytest

from bot.delivery import HELD_BACK, DeliveryState, Skip
from bot.languages import Form
from bot.words import words_for
from handlers.correcting.texts_screens import compare_screen
from handlers.sending.broadcast_screens import question_screen
from handlers.sending.facts import Act
from tests.screens.examples_shared import CHANGE, OVER

ONLY_THERE = "Some readers have it only in a digest or under /stories"


@pytest.mark.parametrize(("why", "told"), [*((why, True) for why in HELD_BACK), (Skip.UNFOLLOWED, False)])
def test_a_recall_says_that_what_was_opened_stays_where_readers_were_left_to_open_it(why: Skip, told: bool) -> None:  # noqa: FBT001
    facts = replace(OVER, sums=replace(OVER.sums, reasons={(DeliveryState.SKIPPED, why): 1}))
    assert (ONLY_THERE in question_screen(words_for(Form.EN), facts, Act.RECALL).text) is told


def test_a_correction_says_that_what_was_opened_stays_as_it_was() -> None:
    words = words_for(Form.EN)
    assert ONLY_THERE in compare_screen(words, replace(CHANGE, held_back=True)).text
    assert ONLY_THERE not in compare_screen(words, CHANGE).text
