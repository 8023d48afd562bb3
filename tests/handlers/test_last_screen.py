"""Screens that stand last: the newest of a chat, of so many chats, for half an hour."""

from typing import Any

import pytest
from aiogram.types import TelegramObject, Update
from markupsafe import Markup

from bot.hearing.aliases import Wish
from bot.languages import Form
from handlers.audience.plain_words.timed import Timed
from handlers.turns import last_screen
from handlers.turns.last_screen import FRESH, TIME_FRESH, LastScreens, Spoken, Stands, answering, stands_now


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
    screens.note(4, None)
    assert [screens.of(chat) is None for chat in (1, 3, 4)] == [True, False, True]


def test_what_has_a_time_is_spoken_of_for_ten_minutes_below_other_screens_too(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    monkeypatch.setattr(last_screen, "monotonic", lambda: now)
    screens, spoken = LastScreens(), Spoken(Timed.DIGEST, (540, 7))
    screens.note(1, Stands(Markup(), (), offers=True, at=now, after="", spoken=spoken))
    screens.note(1, Stands(Markup(), (), offers=True, at=now, after=""))
    screens.note(1, None)
    assert (screens.spoken_of(1), screens.spoken_of(2)) == (spoken, None)
    assert [screens.greets(1), screens.greets(1)] == [True, False]
    now += TIME_FRESH
    assert screens.greets(1) is False
    assert screens.spoken_of(1) is None


async def test_a_screen_that_says_nothing_of_it_is_about_what_was_asked_for_within_its_turn() -> None:
    screens, seen = LastScreens(), list[Wish | None]()

    async def asks_for(_: TelegramObject, data: dict[str, Any]) -> None:
        if wish := data["wish"]:
            answering(wish)
        stands_now(1, Stands(Markup(), (), offers=True, about=data["page"]))
        found = screens.of(1)
        seen.append(found.about if found else None)

    for wish, page in ((Wish.MY_DATA, None), (None, None), (Wish.FORGET, Wish.MY_DATA)):
        await screens(asks_for, Update(update_id=1), {"wish": wish, "page": page})
    assert seen == [Wish.MY_DATA, None, Wish.MY_DATA]


def test_the_forms_that_somebody_wrote_in_are_remembered_of_those_who_wrote_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(last_screen, "MOST", 2)
    screens = LastScreens()
    for reader in (1, 2, 1, 3):
        screens.wrote_in(reader, (*screens.forms_of(reader), Form.EN))
    assert [screens.forms_of(reader) for reader in (1, 2, 3)] == [(Form.EN, Form.EN), (), (Form.EN,)]
