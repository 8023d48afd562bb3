"""Screens that stand last: the newest of a chat, of so many chats, for half an hour."""

import pytest
from markupsafe import Markup

from handlers import last_screen
from handlers.last_screen import FRESH, LastScreens, Stands


def test_the_last_screen_of_a_chat_is_known_until_it_is_old_or_others_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_screen, "MOST", 2)
    monkeypatch.setattr(last_screen, "monotonic", lambda: 1_000.0)
    screens = LastScreens()
    for chat, at in ((1, 900.0), (2, 1_000.0 - FRESH), (1, 950.0)):
        screens.note(chat, Stands(Markup("{}").format(at), (), offers=True, at=at, after=""))
    assert screens.of(2) is None
    found = screens.of(1)
    assert found is not None
    assert found.at == 950.0
    screens.note(3, found)
    assert [screens.of(chat) is None for chat in (1, 2, 3)] == [False, True, False]
    screens.note(4, found)
    screens.forget(4)
    assert [screens.of(chat) is None for chat in (1, 3, 4)] == [True, False, True]
