"""parse_mode MarkdownV2 and the legacy Markdown, with Telegram's complaints."""

import re

from sandbox.markup.html import link
from sandbox.markup.positions import broken, byte_offset, entity
from sandbox.shapes import Json, units

RESERVED = set("_*[]()~`>#+-=|{}.!")
NAMES = {
    "*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler", "`": "code",
    "```": "pre", "[": "text_link",
}  # fmt: skip
WORDS = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
    "spoiler": "Spoiler", "code": "Code", "pre": "Pre", "text_link": "TextUrl",
}  # fmt: skip


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.length = 0
        self.open: list[tuple[str, int, int]] = []
        self.entities: list[Json] = []
        self.quote = -1

    def put(self, text: str) -> None:
        self.out.append(text)
        self.length += units(text)

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self._step()
        self._end_quote()
        if self.open:
            mark, _, begin = self.open[-1]
            words = WORDS[NAMES[mark]]
            raise broken(f"Can't find end of {words} entity at byte offset {byte_offset(self.source, begin)}")
        return "".join(self.out), self.entities

    def _step(self) -> None:
        source, at = self.source, self.at
        letter = source[at]
        if letter == "\\" and at + 1 < len(source) and source[at + 1].isascii():
            self.put(source[at + 1])
            self.at += 2
        elif self.open and self.open[-1][0] in {"`", "```"}:
            self._inside_code()
        elif letter == ">" and (at == 0 or source[at - 1] == "\n"):
            self.quote = self.length if self.quote < 0 else self.quote
            self.at += 1
        elif letter == "\n":
            self._newline()
        elif mark := self._mark():
            self._toggle(mark)
        elif letter in RESERVED:
            raise broken(f"Character '{letter}' is reserved and must be escaped with the preceding '\\'")
        else:
            self.put(letter)
            self.at += 1

    def _newline(self) -> None:
        if self.quote >= 0 and not self.source.startswith(">", self.at + 1):
            self._end_quote()
        self.put("\n")
        self.at += 1

    def _end_quote(self, *, expandable: bool = False) -> None:
        if self.quote >= 0 and self.length > self.quote:
            kind = "expandable_blockquote" if expandable else "blockquote"
            self.entities.append(entity(kind, self.quote, self.length))
        self.quote = -1

    def _mark(self) -> str:
        for mark in ("```", "||", "__", "*", "_", "~", "`", "[", "]"):
            if self.source.startswith(mark, self.at):
                return mark
        return "![" if self.source.startswith("![", self.at) else ""

    def _inside_code(self) -> None:
        mark, start, _ = self.open[-1]
        if not self.source.startswith(mark, self.at):
            self.put(self.source[self.at])
            self.at += 1
            return
        self.open.pop()
        self.at += len(mark)
        self._add(NAMES[mark], start, self._language(mark, start))

    def _language(self, mark: str, start: int) -> Json:
        """The word right after ``` is the language when a new line follows it."""
        if mark != "```":
            return {}
        whole = "".join(self.out)
        skipped = len(whole.encode("utf-16-le")[: start * 2].decode("utf-16-le"))
        inner = whole[skipped:]
        found = re.match(r"([^\s`]*)\n", inner)
        if not found:
            return {}
        self.out = [whole[:skipped], inner[found.end() :]]
        self.length -= units(found[0])
        return {"language": found[1]} if found[1] else {}

    def _toggle(self, mark: str) -> None:
        begin = self.at
        if mark == "||" and self.quote >= 0 and self.source[begin + 2 : begin + 3] in {"", "\n"} and not self.open:
            self.at += 2
            self._end_quote(expandable=True)
        elif mark == "]":
            self._close_link()
        elif self.open and self.open[-1][0] == mark:
            _, start, _ = self.open.pop()
            self.at += len(mark)
            self._add(NAMES[mark], start, {})
        else:
            self.open.append(("[" if mark == "![" else mark, self.length, begin))
            self.at += len(mark)

    def _close_link(self) -> None:
        if not self.open or self.open[-1][0] != "[":
            raise broken("Character ']' is reserved and must be escaped with the preceding '\\'")
        _, start, _ = self.open.pop()
        target, self.at = self._target(self.at + 1)
        kind, more = link(target)
        if kind:
            self._add(kind, start, more)

    def _target(self, at: int) -> tuple[str, int]:
        if not self.source.startswith("(", at):
            return "", at
        begin, target = at, ""
        at += 1
        while at < len(self.source) and self.source[at] != ")":
            at += self.source[at] == "\\" and at + 1 < len(self.source)
            target += self.source[at]
            at += 1
        if at >= len(self.source):
            raise broken(f"Can't find end of a URL at byte offset {byte_offset(self.source, begin)}")
        return target, at + 1

    def _add(self, kind: str, start: int, more: Json) -> None:
        if self.length > start:
            self.entities.append(entity(kind, start, self.length, more))


def parse(source: str) -> tuple[str, list[Json]]:
    """MarkdownV2. Raises `can't parse entities`."""
    return _Reader(source).read()


_LEGACY = re.compile(
    r"\\([_*`\[])|(```)(?:(\w+)\n)?(.*?)```|([_*`])(.*?)\5|\[([^\]]*)\]\(([^)]*)\)|([_*`\[])", re.DOTALL
)


def parse_legacy(source: str) -> tuple[str, list[Json]]:
    """The old Markdown: no nesting, no underline."""
    out, length, at = [], 0, 0
    marked: list[Json] = []
    for found in _LEGACY.finditer(source):
        piece = source[at : found.start()]
        kind, inner, more = _legacy(found, source)
        size = units(piece)
        if kind and inner:
            marked.append(entity(kind, length + size, length + size + units(inner), more))
        out += [piece, inner]
        length += size + units(inner)
        at = found.end()
    return "".join([*out, source[at:]]), marked


def _legacy(found: re.Match[str], source: str) -> tuple[str, str, Json]:
    if found[1]:
        return "", found[1], {}
    if found[2]:
        return "pre", found[4], {"language": found[3]} if found[3] else {}
    if found[5]:
        return NAMES[found[5]], found[6], {}
    if found[7] is not None:
        kind, more = link(found[8])
        return kind, found[7], more
    if found[9] == "[":
        return "", "[", {}
    where = byte_offset(source, found.start())
    raise broken(f"Can't find end of the entity starting at byte offset {where}")
