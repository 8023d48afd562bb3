"""Letters as bodies: the same words and files as the library would send, compiled once."""

import json
from typing import Any

import pytest

from bot.content import Media, MediaKind
from bot.transport import Button, Letter
from bot.transports.telegram_wording import wording

TEXT = "<b>木棉</b> “Kapok” \ud83d\n年"
PHOTO, FILM = Media(1, MediaKind.PHOTO, "a.png"), Media(2, MediaKind.VIDEO)
LETTER = Letter(TEXT)


def said(letter: Letter, *files: str, paid: bool = False) -> tuple[str, dict[str, Any]]:
    found = wording(letter, files, paid=paid)
    return found.method, json.loads(found.to(7))


def test_a_text_is_said_without_a_preview_of_its_links() -> None:
    method, body = said(LETTER)
    assert method == "sendMessage"
    assert body["link_preview_options"] == {"is_disabled": True}
    assert (body["chat_id"], body["parse_mode"]) == (7, "HTML")
    assert body["text"] == TEXT.replace("\ud83d", "?")


def test_a_picture_and_a_film_carry_the_text_as_their_caption() -> None:
    for media, method, name in ((PHOTO, "sendPhoto", "photo"), (FILM, "sendVideo", "video")):
        found, body = said(LETTER._replace(media=(media,)), "reference")
        assert (found, body[name]) == (method, "reference")
        assert "caption" in body
        assert "text" not in body


def test_an_album_has_its_caption_under_the_first_and_nowhere_else() -> None:
    method, body = said(LETTER._replace(media=(PHOTO, FILM)), "first", "second")
    assert method == "sendMediaGroup"
    assert [(each["type"], each["media"], "caption" in each) for each in body["media"]] == [
        ("photo", "first", True),
        ("video", "second", False),
    ]


def test_buttons_stand_in_their_rows_with_what_they_carry() -> None:
    rows = ((Button("看", data="story:1"), Button("Web", url="https://example.org")),)
    _, body = said(LETTER._replace(rows=rows))
    assert body["reply_markup"]["inline_keyboard"] == [
        [{"text": "看", "callback_data": "story:1"}, {"text": "Web", "url": "https://example.org"}]
    ]


@pytest.mark.parametrize(("silent", "paid"), [(False, False), (True, False), (False, True)])
def test_silence_and_payment_are_said_only_when_they_are_meant(*, silent: bool, paid: bool) -> None:
    _, body = said(LETTER._replace(silent=silent), paid=paid)
    assert body.get("disable_notification", False) is silent
    assert body.get("allow_paid_broadcast", False) is paid


def test_a_form_is_compiled_once() -> None:
    assert wording(LETTER, (), paid=False) is wording(LETTER._replace(), (), paid=False)
