"""python-telegram-bot's way to the network, at its own extension point: requests over the house's wire."""

import json
import re
from http import HTTPStatus
from typing import Any, cast

from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.wire import Answer, Body, File, NeverLeft, Unanswered, Wire, as_form

_MADE, _WHOLE = re.compile(rb'\{"ok": ?true, ?"result": ?\{"message_id": ?(\d+),'), b"}}"
"""How a yes to a send begins and ends: Telegram names the message's id first."""
_OK = int(HTTPStatus.OK)
_UNREAD = ("entities", "caption_entities", "reply_markup", "link_preview_options")
"""Of a message: python-telegram-bot makes an object of each bold word that comes back."""


class WireRequest(BaseRequest):
    """Requests over a shared wire, which is opened and closed by whoever shares it.

    A fault of the line is the `__cause__` of what is raised: `NeverLeft` or `Unanswered`.
    """

    def __init__(self, wire: Wire, seconds: float) -> None:
        """`seconds`: how long an answer is waited for before a request is in doubt."""
        self._wire = wire
        self._seconds = seconds

    @property
    def read_timeout(self) -> float:
        """Seconds."""
        return self._seconds

    async def initialize(self) -> None:
        """Nothing: connections open when they are needed."""

    async def shutdown(self) -> None:
        """Nothing: the wire is somebody else's."""

    async def do_request(  # noqa: PLR0913, PLR0917 - python-telegram-bot's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401 - its private "nothing was said"
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401, ARG002 - the wire counts by the body's size
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401, ARG002 - the wire's own
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401, ARG002 - the wire's own
    ) -> tuple[int, bytes]:
        """One request. Raises `TimedOut`, `NetworkError`."""
        if isinstance(cast("object", request_data), Answer):
            return cast("Answer", request_data)
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._seconds
        try:
            if method == "GET":
                return await self._wire.get(url, seconds=seconds)
            return await self._wire.post(url, _body(request_data), seconds=seconds)
        except (NeverLeft, Unanswered) as lost:
            raise _trouble(lost) from lost

    async def say(self, url: str, body: bytes) -> tuple[int, ...]:
        """Send a body that is compiled already; the ids of the messages it became. Raises `TelegramError`.

        Only a plain yes is read here: python-telegram-bot's own reading of anything else costs as much as the request.
        """
        try:
            answer = await self._wire.post(url, Body(body, "application/json"), seconds=self._seconds)
        except (NeverLeft, Unanswered) as lost:
            raise _trouble(lost) from lost
        made = plainly_made(answer)
        return (made,) if made else await self.made(url, answer)

    async def made(self, url: str, said: Answer | NeverLeft | Unanswered) -> tuple[int, ...]:
        """The ids of the messages that a send became, whatever was said. Raises `TelegramError`."""
        if not isinstance(said, Answer):
            raise _trouble(said) from said
        sent: Any = await self.post(url, cast("RequestData", said))
        return tuple(message["message_id"] for message in (sent if isinstance(sent, list) else (sent,)))

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Telegram's answer, messages without what no receipt needs.

        Raises `TelegramError` with a cause for anything else, a gateway's page for example.
        """
        try:
            said = _telegrams(json.loads(payload.decode("utf-8", "replace")))
        except ValueError as strange:
            raise TelegramError("Invalid server response") from strange
        result = said.get("result")
        for message in result if isinstance(result, list) else (result,):
            if isinstance(message, dict):
                for name in _UNREAD:
                    message.pop(name, None)
        return said


def plainly_made(answer: Answer) -> int | None:
    """The id of the one message that a send became, read of a plain yes alone."""
    made = _MADE.match(answer.body)
    return int(made[1]) if made and answer.status == _OK and answer.body.rstrip().endswith(_WHOLE) else None


def _telegrams(said: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """The answer, if it is one of the Bot API. Raises ValueError."""
    if not isinstance(said, dict) or ("result" if said.get("ok") else "description") not in said:
        raise ValueError("not an answer of the Bot API")
    return said


def _trouble(lost: NeverLeft | Unanswered) -> NetworkError:
    late = isinstance(lost.__cause__, TimeoutError)
    return TimedOut(str(lost)) if late else NetworkError(str(lost))


def _body(said: RequestData | None) -> Body:
    if said is None:
        return Body(b"{}", "application/json")
    if not said.contains_files:
        return Body(said.json_payload, "application/json")
    files = {
        name: File(called, content if isinstance(content, bytes) else content.read(), kind)
        for name, (called, content, kind) in said.multipart_data.items()
    }
    return as_form(said.json_parameters, files)
