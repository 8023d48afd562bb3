"""A moment for a post that nobody would get."""

from datetime import UTC, datetime

import pytest

from bot.actions.foresee import Foresight
from bot.content import Post, PostKind, PostState
from bot.languages import Form
from bot.recurrence import Aim
from bot.words import words_for
from handlers.partner.composing.confirm_screens import Outlook, confirm_screen
from handlers.partner.planning.schedule_screens import Timing
from handlers.staff.reach import Reach

NOW = datetime(2026, 11, 27, 1, tzinfo=UTC)
POST = Post(9, 5, 6, PostKind.CAMPAIGN, PostState.APPROVED, NOW)
NOBODY = "Nobody would get it: nobody follows you yet. /link has a link and QR code to share."


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize(("reach", "told"), [(Reach(0, 0), True), (Reach(0, 1), False), (Reach(9, 0), False)])
def test_who_would_reach_nobody_is_told_how_readers_come(form: Form, reach: Reach, *, told: bool) -> None:
    words = words_for(form)
    timing = Timing(POST, "Asia/Macau", NOW, NOW)
    screen = confirm_screen(words, timing, Aim(datetime(2026, 11, 29, 9)), Outlook(reach, None, Foresight()))  # noqa: DTZ001
    assert (str(words.say(NOBODY)) in screen.text) is told
