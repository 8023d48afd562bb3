"""Every call there was, in a few bytes each: method, chat, code; its text only where asked for, each text kept once."""

from array import array
from collections.abc import Iterator
from typing import Any

from sandbox.shapes import Json

MOST_METHODS = 1000
OTHER = "other"
LONGEST_NAME = 200
WIDEST = 1 << 63
OK = 200


class Record:
    """Complete until cleared: about 12 bytes a call, 16 with texts. Texts are as they were asked for, not as parsed."""

    def __init__(self) -> None:
        self.texts = False
        self.clear(0)

    def clear(self, n: int) -> None:
        """Forgets everything; the next call is number n + 1."""
        self.before = n
        self.methods = [OTHER]
        self._number = {OTHER: 0}
        self._method, self._code, self._chat = array("H"), array("H"), array("q")
        self._named: dict[int, str] = {}
        self._text = array("I")
        self._texts = [""]
        self._text_number = {"": 0}

    def add(self, method: str, values: Json, code: int) -> None:
        """One call; 200 is the code of success."""
        number, chat = self._number.get(method), values.get("chat_id")
        self._method.append(self._method_number(method) if number is None else number)
        self._code.append(code)
        self._chat.append(chat if type(chat) is int and -WIDEST < chat < WIDEST else self._chat_number(chat))
        if self.texts:
            said = values.get("text") or values.get("caption") or ""
            missing = len(self._chat) - 1 - len(self._text)
            self._text.extend([0] * missing)
            self._text.append(self._text_of(said if isinstance(said, str) else ""))

    def _method_number(self, method: str) -> int:
        if len(self.methods) >= MOST_METHODS:
            return 0
        self.methods.append(method[:LONGEST_NAME])
        self._number[method] = len(self.methods) - 1
        return len(self.methods) - 1

    def _chat_number(self, given: Any) -> int:  # noqa: ANN401 - as it was given
        if given is None:
            return 0
        try:
            number = int(given)
        except (ValueError, TypeError, OverflowError):
            number = WIDEST
        if -WIDEST < number < WIDEST:
            return number
        self._named[len(self._chat)] = str(given)[:LONGEST_NAME]
        return 0

    def _text_of(self, said: str) -> int:
        found = self._text_number.get(said)
        if found is None:
            found = self._text_number[said] = len(self._texts)
            self._texts.append(said)
        return found

    def since(self, n: int, method: str, most: int) -> tuple[list[list[Any]], int]:
        """Up to `most` calls after number n as [number, method, chat, code, text?], and the number to go on from."""
        rows: list[list[Any]] = []
        last = self.before + len(self._chat)
        for at in range(max(0, n - self.before), len(self._chat)):
            if len(rows) == most:
                last = self.before + at
                break
            name = self.methods[self._method[at]]
            if not method or name.lower() == method.lower():
                rows.append([self.before + at + 1, name, *self._rest(at)])
        return rows, last

    def _rest(self, at: int) -> Iterator[Any]:
        yield self._named.get(at) or self._chat[at] or None
        yield self._code[at]
        if at < len(self._text):
            yield self._texts[self._text[at]]
