"""Letters as bodies of requests, compiled once a form: only the address differs from copy to copy.

What Telegram documents for `sendMessage`, `sendPhoto`, `sendVideo` and `sendMediaGroup`, for files that are known by
reference.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.content import Media, MediaKind
from bot.forms.fitting import fitted
from bot.transport import Button, Letter, Rows

HTML = "HTML"


@dataclass(frozen=True, slots=True)
class Wording:
    """A method and its body without the address: `{"chat_id": …` and then `rest`."""

    method: str
    rest: bytes

    def to(self, address: int, more: bytes = b"") -> bytes:
        """The whole body, with fields that are not everybody's before the rest."""
        return b'{"chat_id":%d%b%b' % (address, more, self.rest)


@lru_cache(maxsize=256)
def wording(letter: Letter, files: tuple[str, ...], *, paid: bool) -> Wording:
    """A letter of one message, whose media have these references, in order."""
    said: dict[str, Any] = {"disable_notification": True} if letter.silent else {}
    if paid:
        said["allow_paid_broadcast"] = True
    if len(files) > 1:
        method, said["media"] = "sendMediaGroup", _album(letter, files)
    elif files:
        name = _name(letter.media[0])
        method = f"send{name.capitalize()}"
        said |= {name: files[0], **_caption(letter), **_keyboard(letter.rows)}
    else:
        method = "sendMessage"
        said |= {"text": letter.text, "parse_mode": HTML, "link_preview_options": {"is_disabled": True}}
        said |= _keyboard(letter.rows)
    return Wording(method, b"," + json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")[1:])


def _album(letter: Letter, files: tuple[str, ...]) -> list[dict[str, str]]:
    """The caption stands under the first."""
    album = [{"type": _name(media), "media": file} for media, file in zip(letter.media, files, strict=True)]
    album[0] |= _caption(letter)
    return album


def _caption(letter: Letter) -> dict[str, str]:
    return {"caption": letter.text, "parse_mode": HTML} if letter.text else {}


def _name(media: Media) -> str:
    return "photo" if media.kind is MediaKind.PHOTO else "video"


def _keyboard(rows: Rows) -> dict[str, Any]:
    if not rows:
        return {}
    return {"reply_markup": {"inline_keyboard": [[_button(button) for button in row] for row in fitted(rows)]}}


def _button(button: Button) -> dict[str, str]:
    said = {"text": button.label, "callback_data": button.data, "url": button.url}
    return {name: value for name, value in said.items() if value is not None}
