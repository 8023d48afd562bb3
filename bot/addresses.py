"""Addresses of the web in a text: which of them stand in one language of a post and not in its source; pure."""

import html
import re
from dataclasses import dataclass

from bot.content import Post
from bot.languages import Form

_ADDRESS = re.compile(r"href=\"(?P<behind>[^\"]+)\"|(?P<seen>(?:https?://|www\.|t\.me/)[!#-;=?-~]+)", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
_AFTER = ".,;:!?)]'*_/"
"""What may follow an address in a sentence, and a last stroke that makes it no other."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A language whose addresses are not its source's."""

    form: Form
    missing: tuple[str, ...]
    other: tuple[str, ...]


def addresses_in(text: str) -> tuple[str, ...]:
    """Each address in a text that is Telegram HTML once, as it is compared: without scheme and closing marks."""
    found = (html.unescape(each["behind"] or each["seen"]) for each in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(_compared(each) for each in found))


def _compared(address: str) -> str:
    host, stroke, path = _SCHEME.sub("", address).rstrip(_AFTER).partition("/")
    return host.lower() + stroke + path


def strays(post: Post) -> list[Stray]:
    """The languages of a post that lack an address of its source or have another one."""
    source = post.source or next((form for form in Form if form in post.versions), None)
    if source is None or source not in post.versions:
        return []
    right, found = addresses_in(post.versions[source].text), []
    for form in Form:
        if form in post.versions and form is not source:
            there = addresses_in(post.versions[form].text)
            missing = tuple(each for each in right if each not in there)
            other = tuple(each for each in there if each not in right)
            if missing or other:
                found.append(Stray(form, missing, other))
    return found
