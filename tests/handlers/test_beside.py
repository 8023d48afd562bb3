"""What words seem to be that are typed while a post is open."""

from datetime import datetime

import pytest

from bot.languages import Form
from bot.words import words_for
from handlers.partner.composing.beside import Beside, seems

NOON = datetime(2026, 11, 27, 12)  # noqa: DTZ001 - a wall clock


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        *((said, Beside.ORDER) for said in ("好了，提交", "搞掂，交啦", "ok, submit it", "pronto, submete")),
        *(
            (said, Beside.ORDER)
            for said in (
                "what do I do now?",
                "接下来呢",
                "跟住點做",
                "e agora?",
                "send it to the admins",
                "está bom, envia para aprovação",
            )
        ),
        *((said, Beside.WHEN) for said in ("好了，下周日早上十点发", "done, Sunday at 10am", "pronto, domingo às 10h")),
        ("看看效果", Beside.PART),
        *((said, None) for said in ("好了，我们周末见！", "Done, and we are proud of it.")),
    ],
)
def test_an_order_behind_a_word_that_says_done_is_heard_and_a_text_is_not(said: str, beside: Beside | None) -> None:
    assert seems(said, NOON, words_for(Form.EN)) is beside
