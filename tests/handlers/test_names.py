"""Whatever people call themselves, there is a name to show on a line and on a button."""

import pytest
from aiogram.types import User

from handlers.turns.middlewares import name_of


@pytest.mark.parametrize(
    ("first", "last", "username", "shown"),
    [
        ("Emma", "Clarke", None, "Emma Clarke"),
        ("🌺", None, None, "🌺"),
        ("👩\u200d🚀", None, None, "👩\u200d🚀"),
        ("مريم", None, None, "مريم"),
        ("<b>", "& Co", None, "<b> & Co"),
        ("\u202egnosrever", None, None, "gnosrever"),
        ("A \n\n B", None, None, "A B"),
        ("\u3164", None, "quiet_one", "@quiet_one"),
        ("\u200b\u200e", "\u2800", None, "5"),
    ],
)
def test_a_name_is_shown_as_one_line_in_its_own_direction(
    first: str, last: str | None, username: str | None, shown: str
) -> None:
    assert name_of(User(id=5, is_bot=False, first_name=first, last_name=last, username=username)) == shown
