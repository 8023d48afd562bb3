"""A bot: its token, its queue of updates, and what it says of itself per scope and language."""

from dataclasses import dataclass, field

from sandbox.pending import Pending
from sandbox.shapes import Json

RICH = 1_000_000
TENTHS = 10


@dataclass
class Webhook:
    """Where a bot's updates are pushed to; `failure` is the last one, as getWebhookInfo shows it."""

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    failure: str = ""
    failed_at: int = 0


@dataclass
class Bot:
    """`commands`: scope -> language -> commands; `texts`: name, description, short_description -> language -> text.

    `tenths` of a Telegram Star are what paid broadcasts are paid from, one a message.
    """

    id: int
    token: str
    username: str
    first_name: str
    can_join_groups: bool = True
    reads_groups: bool = False
    inline: bool = False
    updates: Pending = field(default_factory=lambda: Pending(1))
    webhook: Webhook | None = None
    commands: dict[str, dict[str, list[Json]]] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    menus: dict[str, Json] = field(default_factory=dict)
    tenths: int = RICH * TENTHS
    _user: Json = field(default_factory=dict, repr=False)

    @property
    def user(self) -> Json:
        """One object for as long as the name lasts: each message of the bot's refers to it. Not to be changed."""
        name = self.texts.get("name", {}).get("") or self.first_name
        if self._user.get("first_name") != name:
            self._user = {"id": self.id, "is_bot": True, "first_name": name, "username": self.username}
        return self._user

    @property
    def me(self) -> Json:
        return self.user | {
            "can_join_groups": self.can_join_groups,
            "can_read_all_group_messages": self.reads_groups,
            "supports_inline_queries": self.inline,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def text(self, what: str, language: str) -> str:
        said = self.texts.get(what, {})
        return said.get(language) or said.get("") or (self.first_name if what == "name" else "")


def from_cast(entry: Json) -> Bot:
    """A bot as a cast file names it. Raises KeyError."""
    return Bot(
        id=int(entry["id"]),
        token=str(entry["token"]),
        username=str(entry["username"]),
        first_name=str(entry["first_name"]),
        can_join_groups=bool(entry.get("can_join_groups", True)),
        reads_groups=bool(entry.get("can_read_all_group_messages", False)),
        inline=bool(entry.get("supports_inline_queries", False)),
        updates=Pending(int(entry.get("first_update_id", 100_000_001))),
        tenths=int(float(entry.get("stars", RICH)) * TENTHS),
    )
