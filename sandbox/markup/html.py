"""parse_mode HTML: Telegram's tags and nothing else, with Telegram's words and byte offsets when it is broken."""

import re
import sys
from dataclasses import dataclass

from sandbox.markup.positions import broken, byte_offset, entity
from sandbox.shapes import Json, units

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "tg-spoiler": "spoiler", "span": "spoiler", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
SURROGATES = range(0xD800, 0xE000)
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#(\d{1,8})|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)\s*(?:(=)\s*(\"[^\"]*\"|'[^']*'|[A-Za-z0-9.-]+)?)?")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)")
_LANGUAGE = "language-"


@dataclass
class Open:
    """A tag not yet closed, and where its text starts in UTF-16 units."""

    name: str
    attributes: dict[str, str]
    start: int


def decode(text: str) -> str:
    """Character references become characters; unknown ones stay."""
    return _ENTITY.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1], 16) if found[1] else int(found[2])
    valid = 0 < code <= sys.maxunicode and code not in SURROGATES
    return chr(code) if valid else found[0]


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        at = 0
        while (tag := self.source.find("<", at)) >= 0:
            self._text(self.source[at:tag])
            at = self._end_tag(tag) if self.source.startswith("</", tag) else self._start_tag(tag)
        self._text(self.source[at:])
        if self.open:
            raise broken(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return "".join(self.pieces), self.entities

    def _text(self, piece: str) -> None:
        if piece:
            plain = decode(piece) if "&" in piece else piece
            self.pieces.append(plain)
            self.length += units(plain)

    def _where(self, index: int) -> int:
        return byte_offset(self.source, index)

    def _start_tag(self, begin: int) -> int:
        found = re.compile(r"[^\s>]*").match(self.source, begin + 1)
        end = found.end() if found else begin + 1
        if end >= len(self.source):
            raise broken(f"Unclosed start tag at byte offset {self._where(begin)}")
        name = self.source[begin + 1 : end].lower()
        if name not in TAGS:
            raise broken(f'Unsupported start tag "{name}" at byte offset {self._where(begin)}')
        attributes, end = self._attributes(name, begin, end)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise broken(f'Tag "span" must have class "tg-spoiler" at byte offset {self._where(begin)}')
        self.open.append(Open(name, attributes, self.length))
        return end

    def _attributes(self, name: str, begin: int, at: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while True:
            while at < len(self.source) and self.source[at].isspace():
                at += 1
            if at >= len(self.source):
                raise broken(f"Unclosed start tag at byte offset {self._where(begin)}")
            if self.source[at] == ">":
                return attributes, at + 1
            at = self._attribute(name, begin, at, attributes)

    def _attribute(self, name: str, begin: int, at: int, attributes: dict[str, str]) -> int:
        found = _ATTRIBUTE.match(self.source, at)
        if not found:
            raise broken(f'Empty attribute name in the tag "{name}" at byte offset {self._where(begin)}')
        key = found[1].lower()
        if not found[2] and not (name == "blockquote" and key == "expandable"):
            words = f'Expected equal sign in declaration of an attribute of the tag "{name}"'
            raise broken(f"{words} at byte offset {self._where(begin)}")
        if found[2] and found[3] is None:
            raise broken(f"Unclosed start tag at byte offset {self._where(begin)}")
        attributes[key] = decode((found[3] or "").strip("\"'"))
        return found.end()

    def _end_tag(self, begin: int) -> int:
        end = self.source.find(">", begin)
        if not self.open:
            raise broken(f"Unexpected end tag at byte offset {self._where(begin)}")
        name = self.source[begin + 2 : end if end >= 0 else None].strip().lower()
        if end < 0 or any(letter.isspace() for letter in name):
            raise broken(f"Unclosed end tag at byte offset {self._where(begin)}")
        tag = self.open.pop()
        if name and name != tag.name:
            words = f'expected "</{tag.name}>", found "</{name}>"'
            raise broken(f"Unmatched end tag at byte offset {self._where(begin)}, {words}")
        self._close(tag)
        return end + 1

    def _close(self, tag: Open) -> None:
        kind = TAGS[tag.name]
        more: Json = {}
        if self.length == tag.start:
            return
        if tag.name == "a":
            start = tag.start
            kind, more = link(tag.attributes.get("href") or self._since(start))
        elif tag.name == "code" and self._language_of_pre(tag):
            return
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            kind = "expandable_blockquote"
        elif tag.name == "tg-emoji":
            more = {"custom_emoji_id": tag.attributes.get("emoji-id", "")}
        elif tag.name == "pre" and tag.attributes.get("language"):
            more = {"language": tag.attributes["language"]}
        if kind:
            self.entities.append(entity(kind, tag.start, self.length, more))

    def _language_of_pre(self, code: Open) -> bool:
        """<pre><code class="language-x"> is one `pre` with a language."""
        outer = self.open[-1] if self.open else None
        spoken = code.attributes.get("class", "")
        if outer is None or outer.name != "pre" or outer.start != code.start or not spoken.startswith(_LANGUAGE):
            return bool(outer and outer.name == "pre")
        outer.attributes["language"] = spoken[len(_LANGUAGE) :]
        return True

    def _since(self, start: int) -> str:
        whole = "".join(self.pieces).encode("utf-16-le", "surrogatepass")
        return whole[start * 2 :].decode("utf-16-le", "surrogatepass")


def link(href: str) -> tuple[str, Json]:
    """A link's kind and what it carries; no kind when Telegram would drop it silently."""
    person = _USER_LINK.match(href)
    if person:
        return "text_mention", {"user_id": int(person[1])}
    url = full_url(href)
    return ("text_link", {"url": url}) if url else ("", {})


def full_url(href: str) -> str:
    """The address as Telegram keeps it; '' when it is none."""
    if re.fullmatch(r"(https?|ton|tg|tonsite)://\S+", href, re.IGNORECASE):
        return href if "/" in href.split("://", 1)[1] or "?" in href else href + "/"
    if re.fullmatch(r"(mailto|tel):\S+", href, re.IGNORECASE):
        return href
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", href):
        return f"http://{href}" + ("" if "/" in href else "/")
    return ""


def parse(source: str) -> tuple[str, list[Json]]:
    """Text and entities. Raises `can't parse entities`."""
    return _Reader(source).read()
