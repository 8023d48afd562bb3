"""aiogram's way to the network, at its own extension point: requests over the house's wire."""

from collections.abc import AsyncGenerator
from http import HTTPStatus
from typing import Any

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramServerError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile, TelegramObject
from pydantic import BaseModel

from bot.wire import Answer, Body, File, NeverLeft, Unanswered, Wire, as_form, as_json

_FINE = range(200, 300)


class WireSession(BaseSession):
    """Requests over a shared wire, which is closed by whoever shares it. Without files a request is JSON."""

    def __init__(self, *, wire: Wire, **given: Any) -> None:  # noqa: ANN401 - whatever aiogram's session takes
        super().__init__(**given)
        self._wire = wire

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's
    ) -> TelegramType:
        """One request. Raises aiogram's own errors; `TelegramNetworkError` from `NeverLeft` or `Unanswered`."""
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        body = await self._body(bot, method)
        try:
            answer = await self._wire.post(url, body, seconds=self.timeout if timeout is None else timeout)
        except (NeverLeft, Unanswered) as lost:
            raise TelegramNetworkError(method=method, message=str(lost)) from lost
        return self._result(bot, method, answer)

    def _result(self, bot: Bot, method: TelegramMethod[TelegramType], answer: Answer) -> TelegramType:
        content = answer.body.decode("utf-8", "replace")
        try:
            response = self.check_response(bot=bot, method=method, status_code=answer.status, content=content)
        except ClientDecodeError as page:
            if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:  # a gateway's own words
                raise TelegramServerError(method=method, message=f"HTTP {answer.status}") from page
            raise
        result: Any = response.result
        return result  # type: ignore[no-any-return]

    async def _body(self, bot: Bot, method: TelegramMethod[TelegramType]) -> Body:
        """Without files what it says as it is, once JSON; with files a form of strings, as aiogram prepares them."""
        files: dict[str, InputFile] = {}

        def said(value: Any) -> Any:  # noqa: ANN401 - JSON
            if isinstance(value, TelegramObject):
                return _said(value, bot)
            return self.prepare_value(value, bot=bot, files=files, _dumps_json=False)

        values = {name: value for name, value in _said(method, bot).items() if value != ""}
        body = as_json(values, said)
        if not files:
            return body
        files.clear()
        told = method.model_dump(warnings=False, exclude_none=True)
        strings = {name: self.prepare_value(value, bot=bot, files=files) for name, value in told.items()}
        form = {name: value for name, value in strings.items() if value}
        return as_form(form, {key: await _read(bot, key, file) for key, file in files.items()})

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109 - aiogram's
        chunk_size: int = 65536,
        raise_for_status: bool = True,  # noqa: FBT001, FBT002 - aiogram's
    ) -> AsyncGenerator[bytes, None]:
        """A file in pieces. Raises `ConnectionError`; the wire's limit holds (`LARGEST_ANSWER`)."""
        try:
            answer = await self._wire.get(url, [(n, str(v)) for n, v in (headers or {}).items()], seconds=timeout)
        except (NeverLeft, Unanswered) as lost:
            raise ConnectionError(str(lost)) from lost
        if raise_for_status and answer.status not in _FINE:
            raise ConnectionError(f"HTTP {answer.status}")
        for start in range(0, len(answer.body), chunk_size):
            yield answer.body[start : start + chunk_size]

    async def close(self) -> None:
        """Nothing: the wire is somebody else's."""


def _said(told: BaseModel, bot: Bot) -> dict[str, Any]:
    """What an object of aiogram's holds, defaults filled in; its `model_dump` costs more than the rest of a request."""
    extra = told.model_extra
    said = {}
    for name, held in (vars(told) | extra if extra else vars(told)).items():
        value = bot.default[held.name] if type(held) is Default else held
        if value is not None:
            said[name] = value
    return said


async def _read(bot: Bot, key: str, file: InputFile) -> File:
    return File(file.filename or key, b"".join([piece async for piece in file.read(bot)]))
