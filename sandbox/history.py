"""The messages of one chat by number. A plain text is kept as what it says; the rest is put together if asked.

In a long run nobody looks at most messages: as whole objects they would take four times the memory.
"""

from collections.abc import Iterator, MutableMapping
from typing import Any

from sandbox.shapes import Json

PLAIN = ["message_id", "date", "chat", "from", "text"]
MARKED = [*PLAIN, "entities"]


class History(MutableMapping[int, Json]):
    """Oldest first. `about` is the chat of every message kept short; one of another moment's chat is kept whole."""

    __slots__ = ("_about", "_kept")

    def __init__(self, about: Json) -> None:
        self._about = about
        self._kept: dict[int, Any] = {}

    def __setitem__(self, number: int, message: Json) -> None:
        names = list(message)
        if names == MARKED and message["chat"] is self._about:
            self._kept[number] = message["date"], message["from"], message["text"], message["entities"]
        elif names == PLAIN and message["chat"] is self._about:
            self._kept[number] = message["date"], message["from"], message["text"]
        else:
            self._kept[number] = message

    def __getitem__(self, number: int) -> Json:
        kept = self._kept[number]
        return kept if isinstance(kept, dict) else self._whole(number, kept)

    def _whole(self, number: int, kept: tuple[Any, ...]) -> Json:
        date, author, text, *entities = kept
        message: Json = {"message_id": number, "date": date, "chat": self._about, "from": author, "text": text}
        return message | {"entities": entities[0]} if entities else message

    def __delitem__(self, number: int) -> None:
        del self._kept[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._kept)

    def __reversed__(self) -> Iterator[int]:
        yield from reversed(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, number: object) -> bool:
        return number in self._kept
