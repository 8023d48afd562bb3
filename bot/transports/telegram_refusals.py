"""Every way in which Telegram says no, as a named value by its own words."""

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from bot.delivery import Reason, Refusal
from bot.wire import Answer, NeverLeft, Unanswered

WORDS: tuple[tuple[str, Reason], ...] = (
    ("bot was blocked by the user", Reason.BLOCKED),
    ("user_is_blocked", Reason.BLOCKED),
    ("can't initiate conversation", Reason.BLOCKED),
    ("can't send messages to bots", Reason.BLOCKED),
    ("user_is_bot", Reason.BLOCKED),
    ("user is deactivated", Reason.DEACTIVATED),
    ("user_deactivated", Reason.DEACTIVATED),
    ("was kicked", Reason.KICKED),
    ("is not a member", Reason.KICKED),
    ("channel_private", Reason.KICKED),
    ("chat_forbidden", Reason.KICKED),
    ("chat not found", Reason.CHAT_NOT_FOUND),
    ("user not found", Reason.CHAT_NOT_FOUND),
    ("peer_id_invalid", Reason.CHAT_NOT_FOUND),
    ("chat_id_invalid", Reason.CHAT_NOT_FOUND),
    ("user_id_invalid", Reason.CHAT_NOT_FOUND),
    ("channel_invalid", Reason.CHAT_NOT_FOUND),
    ("group chat was deleted", Reason.CHAT_NOT_FOUND),
    ("group chat was deactivated", Reason.CHAT_NOT_FOUND),
    ("group is deactivated", Reason.CHAT_NOT_FOUND),
    ("upgraded to a supergroup", Reason.MIGRATED),
    ("need administrator rights", Reason.NO_RIGHTS),
    ("not enough rights", Reason.NO_RIGHTS),
    ("have no rights", Reason.NO_RIGHTS),
    ("have no write access", Reason.NO_RIGHTS),
    ("immediately deleted", Reason.NO_RIGHTS),
    ("chat_write_forbidden", Reason.NO_RIGHTS),
    ("chat_admin_required", Reason.NO_RIGHTS),
    ("chat_restricted", Reason.NO_RIGHTS),
    ("chat_send_", Reason.NO_RIGHTS),
    ("chat_guest_send_forbidden", Reason.NO_RIGHTS),
    ("user_banned_in_channel", Reason.NO_RIGHTS),
    ("user_restricted", Reason.NO_RIGHTS),
    ("right_forbidden", Reason.NO_RIGHTS),
    ("voice_messages_forbidden", Reason.NO_RIGHTS),
    ("privacy_restricted", Reason.NO_RIGHTS),
    ("payment_required", Reason.NO_RIGHTS),
    ("premium_required", Reason.NO_RIGHTS),
    ("premium_account_required", Reason.NO_RIGHTS),
    ("topic_closed", Reason.TOPIC_CLOSED),
    ("topic_deleted", Reason.TOPIC_CLOSED),
    ("topic_id_invalid", Reason.TOPIC_CLOSED),
    ("message thread not found", Reason.TOPIC_CLOSED),
    ("wrong file identifier", Reason.FILE),
    ("wrong remote file", Reason.FILE),
    ("wrong file_id", Reason.FILE),
    ("file_id_invalid", Reason.FILE),
    ("file_reference", Reason.FILE),
    ("file is temporarily unavailable", Reason.FILE),
    ("failed to get http url content", Reason.FILE),
    ("wrong type of the web page content", Reason.FILE),
    ("webpage_", Reason.FILE),
    ("media_empty", Reason.FILE),
    ("media_invalid", Reason.FILE),
    ("document_invalid", Reason.FILE),
    ("can't use file of type", Reason.FILE),
    ("upload file by url", Reason.FILE),
    ("file must be non-empty", Reason.FILE),
    ("message is too long", Reason.CONTENT),
    ("message_too_long", Reason.CONTENT),
    ("caption is too long", Reason.CONTENT),
    ("caption_too_long", Reason.CONTENT),
    ("can't parse", Reason.CONTENT),
    ("text is empty", Reason.CONTENT),
    ("message_empty", Reason.CONTENT),
    ("must be encoded in utf-8", Reason.CONTENT),
    ("entities_too_long", Reason.CONTENT),
    ("entity_", Reason.CONTENT),
    ("reply markup is too long", Reason.CONTENT),
    ("reply_markup_", Reason.CONTENT),
    ("image_process_failed", Reason.CONTENT),
    ("photo_", Reason.CONTENT),
    ("video_", Reason.CONTENT),
    ("type in the album", Reason.CONTENT),
    ("media_grouped_invalid", Reason.CONTENT),
    ("group send failed", Reason.CONTENT),
    ("wrong http url", Reason.CONTENT),
    ("url_invalid", Reason.CONTENT),
    ("button_", Reason.CONTENT),
    ("inline keyboard button", Reason.CONTENT),
    ("file is too big", Reason.CONTENT),
    ("entity too large", Reason.CONTENT),
    ("message to edit not found", Reason.COPY),
    ("message to delete not found", Reason.COPY),
    ("message to pin not found", Reason.COPY),
    ("message_id_invalid", Reason.COPY),
    ("message identifier is not specified", Reason.COPY),
    ("message can't be edited", Reason.COPY),
    ("message can't be deleted", Reason.COPY),
    ("message_edit_time_expired", Reason.COPY),
    ("message_delete_forbidden", Reason.COPY),
    ("message_author_required", Reason.COPY),
    ("in the message to edit", Reason.COPY),
    ("too many requests", Reason.FLOOD),
    ("logged out", Reason.TOKEN),
    ("bad gateway", Reason.UNANSWERED),
    ("gateway time", Reason.UNANSWERED),
)
"""Telegram's own words (lower case) and the refusal they mean; the first that is found wins.

“Bad Gateway” comes in JSON too, and says no more than the page: messages that were answered so have been reported to
have come.
"""
MADE = (
    "message is not modified",
    "message_not_modified",
    "message to delete not found",
    "message to unpin not found",
    "chat_not_modified",
)
"""Refusals of a change that is made already: every copy of another language than the corrected one, for example."""
_PAGES: dict[int, Reason] = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Reason.CONTENT,
    HTTPStatus.TOO_MANY_REQUESTS: Reason.FLOOD,
}
_TOKENS = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND})
"""A token that is unknown, and one that is none."""
_THEIRS = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT, HTTPStatus.OK})
_TOLD = 200
"""Bytes of a page that are told."""
_AFTER = re.compile(r"retry after (\d+)")


def answer_in(said: Answer) -> dict[str, Any] | None:
    """What the Bot API answered, yes or no; none when it is no answer of the Bot API, a gateway's page for example."""
    try:
        found = json.loads(said.body.decode("utf-8", "replace"))
    except ValueError:
        return None
    return found if isinstance(found, dict) and ("result" if found.get("ok") else "description") in found else None


def makes_no_difference(refusal: Refusal) -> bool:
    """Whether there was nothing left to change."""
    return any(words in refusal.detail.lower() for words in MADE)


def refusal_of(said: Answer | NeverLeft | Unanswered) -> Refusal:
    """The named value of whatever is no yes: it never left us, left and was not answered, or Telegram says no."""
    if not isinstance(said, Answer):
        lost = Reason.UNREACHED if isinstance(said, NeverLeft) else Reason.UNANSWERED
        return Refusal(lost, _discreet(str(said)))
    answer = answer_in(said)
    if answer is None or answer.get("ok"):
        return Refusal(_of_a_page(said.status), _discreet(f"{said.status} {said.body[:_TOLD]!r}"))
    return _of_an_answer(said.status, answer)


def _of_an_answer(status: int, answer: Mapping[str, Any]) -> Refusal:
    detail = _discreet(str(answer.get("description", status)))
    match answer.get("parameters"):
        case {"migrate_to_chat_id": int(moved)} if moved:
            return Refusal(Reason.MIGRATED, detail, migrated_to=moved)
        case {"retry_after": int(after) | float(after)} if after:
            return Refusal(Reason.FLOOD, detail, retry_after=float(after))
    if status in _TOKENS:
        return Refusal(Reason.TOKEN, detail)
    # A no that we do not know is this copy's alone: it must not silence a chat for good.
    return _named(detail, Reason.OTHER if status in _THEIRS else Reason.SERVER)


def _of_a_page(status: int) -> Reason:
    """What is no answer of the Bot API came from something before it, which either passed the message on or did not.

    From 500 on it did, and heard nothing, or nothing that it understood; below, it did not. A yes that nobody can read
    to its end may be one.
    """
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status < HTTPStatus.MULTIPLE_CHOICES:
        return Reason.UNANSWERED
    return _PAGES.get(status, Reason.SERVER)


def _named(detail: str, otherwise: Reason) -> Refusal:
    said = detail.lower()
    reason = next((reason for words, reason in WORDS if words in said), otherwise)
    after = _AFTER.search(said) if reason is Reason.FLOOD else None
    return Refusal(reason, detail, retry_after=float(after[1]) if after else None)


def _discreet(detail: str) -> str:
    return re.sub(r"\d{3,20}:[A-Za-z0-9_-]{20,}", "(token)", detail)
