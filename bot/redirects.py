"""Buttons that lead over an address of Kapok's own, so that their presses can be counted; pure.

What is signed is the post and which of its buttons: nothing of a reader's is in it. Where that leads the post says, so
that an address which was corrected is right in every copy.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.content import Post
from bot.ways import Way, numbered

_PURPOSE = b"kapok: addresses of buttons"
"""What sets this key apart from any other that is made from the token."""
_MARK_BYTES = 15
"""120 bits, which are 20 letters and nothing over."""
_ASKED = re.compile(r"(?P<post>[1-9][0-9]{0,17})\.(?P<number>[1-9][0-9]{0,2})\.(?P<mark>[A-Za-z0-9_-]{20})")
_NETWORKS_OWN = frozenset({"t.me", "telegram.me", "telegram.dog"})


class Passage(NamedTuple):
    """What an address of ours asks for: the button of this number of a post, and why we should believe it."""

    post_id: int
    number: int
    mark: str


def passage_of(text: str) -> Passage | None:
    """What stands behind our base address; none when we can never have made it."""
    asked = _ASKED.fullmatch(text)
    return Passage(int(asked["post"]), int(asked["number"]), asked["mark"]) if asked else None


@dataclass(frozen=True, slots=True)
class Redirects:
    """Makes the addresses that buttons get, and knows its own again. Without a base every button leads straight."""

    base: str = ""
    key: bytes = field(default=b"", repr=False)

    @classmethod
    def made_with(cls, base: str, token: str) -> "Redirects":
        """With a key that every process of the bot has: of its token, which it does not betray."""
        return cls(base, hmac.digest(token.encode(), _PURPOSE, hashlib.sha256))

    def through(self, post: Post) -> Post:
        """The post as it goes to its readers; what opens in the app itself is left alone, and so is all without a base.

        It is for rendering only: its hash is another.
        """
        if not self.base:
            return post
        both = zip(post.ways, numbered(post.ways), strict=True)
        return replace(post, ways=tuple(self._way(post.id, way) if counted(way) else own for own, way in both))

    def shown(self, post: Post) -> Post:
        """The post on a screen of the bot's: as it goes to readers once it is out, else as its author wrote it."""
        return self.through(post) if post.is_out else post

    def over(self, post: Post) -> str:
        """The address over which this post's links lead; empty when they lead straight, or it has none."""
        return self.base if any(counted(way) for way in post.ways) else ""

    def leads_to(self, passage: Passage, post: Post) -> str | None:
        """Where this button of the post leads now; none when the passage is not ours."""
        way = next((way for way in numbered(post.ways) if way.number == passage.number), None)
        if way is None or not hmac.compare_digest(self._mark(post.id, passage.number), passage.mark):
            return None
        return way.url

    def _way(self, post_id: int, way: Way) -> Way:
        return replace(way, url=f"{self.base}/{post_id}.{way.number}.{self._mark(post_id, way.number)}")

    def _mark(self, post_id: int, number: int) -> str:
        digest = hmac.digest(self.key, f"{post_id}.{number}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest[:_MARK_BYTES]).decode()


DIRECT = Redirects()
"""As long as nothing is set."""


def counted(way: Way) -> bool:
    """Whether it leads onto the web: the network's own addresses open in its app, which a detour would leave."""
    parts = urlsplit(way.url or "")
    host = parts.hostname or ""
    return parts.scheme in {"http", "https"} and not (host in _NETWORKS_OWN or host.endswith(".t.me"))
