"""Chats and who is in them: private chats with a bot, groups and channels; members as the Bot API shows them."""

from dataclasses import dataclass, field
from itertools import islice

from sandbox.history import History
from sandbox.shapes import Json

ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_send_welcome_messages",
)  # fmt: skip
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics")
ALL_RIGHTS = ADMIN_RIGHTS + CHANNEL_RIGHTS + GROUP_RIGHTS


@dataclass(frozen=True)
class Member:
    """status: creator, administrator, member, left or kicked; `rights` only matter to an administrator."""

    status: str = "member"
    rights: frozenset[str] = frozenset()

    @property
    def inside(self) -> bool:
        return self.status in {"creator", "administrator", "member"}

    @property
    def rules(self) -> bool:
        return self.status in {"creator", "administrator"}

    def may(self, right: str) -> bool:
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    def as_json(self, user: Json, kind: str) -> Json:
        shown: Json = {"user": user, "status": self.status}
        if self.status == "creator":
            shown["is_anonymous"] = False
        elif self.status == "kicked":
            shown["until_date"] = 0
        elif self.status == "administrator":
            names = ADMIN_RIGHTS + (CHANNEL_RIGHTS if kind == "channel" else GROUP_RIGHTS)
            shown |= {"can_be_edited": False, "is_anonymous": False}
            shown |= {name: name in self.rights for name in names}
            shown["can_manage_chat"] = True
        return shown


GONE = Member("left")
MEMBER = Member()


def administrator(rights: Json | None = None) -> Member:
    """All rights, or those named true."""
    if rights is None:
        return Member("administrator", frozenset(ALL_RIGHTS))
    return Member("administrator", frozenset(name for name, given in rights.items() if given))


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a group that has topics (Telegram: a forum)."""

    name: str
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """`about` is the Bot API Chat; messages are never changed in place, so events and updates keep what was true.

    `keyed` numbers the messages that have had buttons under them: apps don't call those edited. There may be a million
    private chats with one message each, so a chat holds only what is not plain: `members` of a private chat are those
    whose place is another than a member's, `authors` are of messages that don't say themselves from whom they are.
    """

    key: str
    about: Json
    bot_id: int = 0
    members: dict[int, Member] = field(default_factory=dict)
    messages: History = field(init=False)
    authors: dict[int, int] | None = None
    last_id: int = 0
    pinned: tuple[int, ...] = ()
    open: bool = False
    topics: dict[int, Topic] | None = None
    keyed: frozenset[int] | set[int] = frozenset()

    def __post_init__(self) -> None:
        self.messages = History(self.about)

    @property
    def id(self) -> int:
        return int(self.about["id"])

    @property
    def kind(self) -> str:
        return str(self.about["type"])

    @property
    def private(self) -> bool:
        return self.bot_id != 0

    @property
    def blocked(self) -> bool:
        """Whether the person of a private chat has blocked the bot."""
        return self.private and self.member(self.bot_id).status == "kicked"

    @property
    def known(self) -> list[int]:
        """Whoever has or had a place here."""
        return [self.id, self.bot_id] if self.private else list(self.members)

    @property
    def people(self) -> list[int]:
        """Who is inside, bots included, as Telegram counts."""
        return [who for who in self.known if self.member(who).inside]

    def member(self, who: int) -> Member:
        found = self.members.get(who)
        if found is None:
            return MEMBER if self.private and who in (self.id, self.bot_id) else GONE
        return found

    def author(self, message_id: int) -> int:
        """Who wrote a message; 0 when it is not there."""
        if self.authors and message_id in self.authors:
            return self.authors[message_id]
        return int(self.messages.get(message_id, {}).get("from", {}).get("id", 0))

    def wrote(self, message_id: int, author: int) -> None:
        """Notes the author of a message that does not say so itself."""
        if self.authors is None:
            self.authors = {}
        self.authors[message_id] = author

    def has_keys(self, message_id: int) -> None:
        """Notes that this message has had buttons."""
        if isinstance(self.keyed, frozenset):
            self.keyed = set(self.keyed)
        self.keyed.add(message_id)

    def forget(self, message_ids: list[int]) -> None:
        """Nothing is left of these messages."""
        for message_id in message_ids:
            self.messages.pop(message_id, None)
            if self.authors:
                self.authors.pop(message_id, None)
        if not self.keyed.isdisjoint(message_ids):
            self.keyed = self.keyed.difference(message_ids)
        self.pinned = tuple(pinned for pinned in self.pinned if pinned not in message_ids)

    def next_message(self) -> int:
        self.last_id += 1
        return self.last_id

    def page(self, limit: int) -> list[Json]:
        """The last messages, oldest first."""
        last = list(islice(reversed(self.messages), max(limit, 0)))
        return [self.messages[number] for number in reversed(last)]
