"""python-telegram-bot's way to the network, at its own extension point: requests over the house's wire."""

from http import HTTPStatus
from typing import Any

from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

from bot.delivery import Refusal
from bot.transports.telegram_refusals import answer_in, refusal_of
from bot.wire import Answer, Body, File, NeverLeft, Unanswered, Wire, as_form

_UNREAD = ("entities", "caption_entities", "reply_markup", "link_preview_options")
"""Of a message: python-telegram-bot makes an object of each bold word that comes back."""


class Refused(TelegramError):  # noqa: N818 - what happened
    """Whatever is no yes, read before the library reads it."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail)
        self.refusal = refusal


class WireRequest(BaseRequest):
    """Requests over a shared wire, which is opened and closed by whoever shares it."""

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
        """One request. Raises `Refused`."""
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._seconds
        try:
            if method == "GET":
                said = await self._wire.get(url, seconds=seconds)
            else:
                said = await self._wire.post(url, _body(request_data), seconds=seconds)
        except (NeverLeft, Unanswered) as lost:
            raise Refused(refusal_of(lost)) from lost
        if not HTTPStatus.OK <= said.status < HTTPStatus.MULTIPLE_CHOICES:
            raise Refused(refusal_of(said))
        return said

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Telegram's yes, messages without what no receipt needs. Raises `Refused` for anything else."""
        said = answer_in(Answer(HTTPStatus.OK, payload))
        if said is None or "result" not in said:
            raise Refused(refusal_of(Answer(HTTPStatus.OK, payload)))
        result = said["result"]
        for message in result if isinstance(result, list) else (result,):
            if isinstance(message, dict):
                for name in _UNREAD:
                    message.pop(name, None)
        return said


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
