"""Requests that cannot be met as asked: a named reason and its facts, said in words by whoever talks to the person."""

from enum import StrEnum, auto


class Why(StrEnum):
    """Why a request was not carried out. Every value has its sentence in `handlers/mistakes.py`."""

    NOT_ALLOWED = auto()
    NOT_FOUND = auto()
    INVITATION_USED = auto()
    INVITATION_EXPIRED = auto()
    INVITATION_UNKNOWN = auto()
    ALREADY_MEMBER = auto()
    SLUG_TAKEN = auto()
    NAME_MISSING = auto()
    NAME_TOO_LONG = auto()
    NAME_UNCLEAR = auto()
    CHANNEL_TAKEN = auto()
    CHANNEL_NOT_ADMIN = auto()
    CHANNEL_UNKNOWN = auto()
    CHANNELS_FULL = auto()
    CHANNEL_WITHOUT_FORM = auto()
    CHANNEL_TOO_LONG = auto()
    TEXT_EMPTY = auto()
    TEXT_TOO_LONG = auto()
    ALBUM_TOO_LARGE = auto()
    NO_VERSION = auto()
    NOT_EDITABLE = auto()
    NOT_SUBMITTED = auto()
    ALREADY_REVIEWED = auto()
    CONTENT_CHANGED = auto()
    OWN_POST = auto()
    OWN_CORRECTION = auto()
    CORRECTION_DECIDED = auto()
    COMMENT_MISSING = auto()
    COMMENT_TOO_LONG = auto()
    NOT_APPROVED = auto()
    NOT_SCHEDULED = auto()
    POSTS_USED_UP = auto()
    BROADCAST_OVER = auto()
    BROADCAST_RUNNING = auto()
    TIME_PAST = auto()
    TIME_IMPOSSIBLE = auto()
    TIME_UNREADABLE = auto()
    TIME_TOO_FAR = auto()
    NO_SUCH_TIME = auto()
    ZONE_UNKNOWN = auto()
    CONVERSION_SOURCE = auto()
    LANGUAGES_USED_UP = auto()
    EVERYBODY_NOT_INCLUDED = auto()
    EVERYBODY_ONLY_STORIES = auto()
    GATE_CLOSED = auto()
    OWN_VERSION = auto()
    VERSION_CHANGED = auto()
    ALREADY_SIGNED = auto()
    NO_OTHER_ADMIN = auto()
    WAYS_FULL = auto()
    LINK_UNREADABLE = auto()
    LABEL_MISSING = auto()
    LABEL_TOO_LONG = auto()
    HASHTAG_UNREADABLE = auto()
    CAMPAIGN_OVER = auto()
    CAMPAIGN_BACKWARDS = auto()
    DAY_UNREADABLE = auto()
    GOAL_UNREADABLE = auto()
    WRITTEN_ENOUGH = auto()
    ANSWERED_ENOUGH = auto()
    EXCHANGE_OVER = auto()
    MESSAGE_TOO_LONG = auto()
    NOBODY_ANSWERS = auto()


class Mistake(Exception):  # noqa: N818 - it is the person's, not ours: not an error of the program
    """A request refused for a reason the person can act on; `facts` fill the sentence's gaps."""

    def __init__(self, why: Why, **facts: object) -> None:
        super().__init__(why.value)
        self.why = why
        self.facts = facts
