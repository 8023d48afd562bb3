"""reply_markup: keyboards under a message, checked as Telegram does. Kapok puts none under the input."""

from typing import Any
from urllib.parse import urlsplit

from sandbox.methods.calling import Call
from sandbox.shapes import Given, Json, bad, units

DATA_LIMIT = 64
HOST_LIMIT = 255
MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
SCHEMES = {"http", "https", "tg", "ton", "mailto", "tel"}
ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip


def reply_markup(call: Call) -> Json:
    """What was asked for, cleaned; {} when nothing was."""
    given = call.params.json("reply_markup", "reply keyboard markup")
    if not given:
        return {}
    if not isinstance(given, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" not in given:
        raise bad("no keyboard but an inline one is known here")
    return inline(given["inline_keyboard"])


def inline(rows: Given) -> Json:
    """Raises BUTTON_DATA_INVALID and its like. An empty keyboard is none."""
    cleaned = [[_button(button) for button in row] for row in _rows(rows, "inline_keyboard") if row]
    if sum(len(row) for row in cleaned) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in cleaned):
        raise bad("reply markup is too long")
    return {"inline_keyboard": cleaned} if cleaned else {}


def _rows(rows: Given, name: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad(f'field "{name}" of the reply markup must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad(f'field "{name}" must be an Array of Arrays')
    return rows


def _button(button: Given) -> Json:
    prefix = "can't parse inline keyboard button"
    if not isinstance(button, dict):
        raise bad(f"{prefix}: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad(f'{prefix}: Can\'t find field "text"' if text is None else f'{prefix}: Field "text" must be a String')
    if not text.strip():
        raise bad("BUTTON_TEXT_INVALID" if text else f'{prefix}: Field "text" must be non-empty')
    if not any(button.get(name) is not None for name in ACTIONS):
        raise bad(f"{prefix}: Text buttons are unallowed in the inline keyboard")
    _check_data(button.get("callback_data"), prefix)
    if button.get("url") is not None:
        button = button | {"url": checked_url(button["url"])}
    return {name: value for name, value in button.items() if value is not None}


def _check_data(data: Given, prefix: str) -> None:
    if data is None:
        return
    if not isinstance(data, str):
        raise bad(f'{prefix}: Field "callback_data" must be a String')
    if not 1 <= len(data.encode("utf-8", "replace")) <= DATA_LIMIT:
        raise bad("BUTTON_DATA_INVALID")


def checked_url(url: Given) -> str:
    """The address of a button. Raises `inline keyboard button URL … is invalid`."""
    text = str(url).strip()
    words = f"inline keyboard button URL '{text}' is invalid"
    if "://" not in text and not text.startswith(("mailto:", "tel:")):
        text = f"http://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:
        raise bad(f"{words}: Wrong HTTP URL") from None
    if parts.scheme.lower() not in SCHEMES:
        raise bad(f"{words}: Unsupported URL protocol")
    if parts.scheme.lower().startswith("http"):
        _check_host(parts.hostname or "", words)
    return text


def _check_host(host: str, words: str) -> None:
    if not host:
        raise bad(f"{words}: URL host is empty")
    if any(letter.isspace() for letter in host) or units(host) > HOST_LIMIT or ".." in host:
        raise bad(f"{words}: Wrong HTTP URL")
    if "." not in host.strip(".") and ":" not in host:
        raise bad(f"{words}: Wrong HTTP URL")
