"""What citizens tell: a share on its way to a story of the city, and the story of the month."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.content import Media
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.people import HOME_ZONE
from bot.places import Place
from bot.recurrence import local

SHARE_LIMIT = 900
"""Characters of a shared story: with its footer it must fit under a picture."""
CITIZENS = "citizens"
"""The slug of the partner that tells citizens' stories."""


CITIZENS_NAMES = {
    Form.ZH_HANS: "市民故事",
    Form.ZH_HANT: "市民故事",
    Form.YUE: "街坊故事",
    Form.EN: "Citizens’ stories",
    Form.PT: "Histórias dos cidadãos",
}


class ShareState(StrEnum):
    """Where a share stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    DECLINED = "declined"
    ACCEPTED = "accepted"


BEGUN = (ShareState.DRAFT, ShareState.RETURNED)
"""What waits for more of it, or for its author to hand it in."""


@dataclass(frozen=True, slots=True)
class Share:
    """A citizen's story. `id` 0 means not kept yet; no reader once its author was forgotten."""

    id: int
    reader_id: int | None
    state: ShareState
    at: datetime
    text: str = ""
    """Telegram HTML."""
    form: Form | None = None
    place: Place | None = None
    credit: str | None = None
    """The name to be told with it; anonymous when there is none."""
    rights_at: datetime | None = None
    """When its author said that text and pictures are theirs to share."""
    media: tuple[Media, ...] = ()
    submitted_at: datetime | None = None
    decided_by: int | None = None
    comment: str | None = None
    post_id: int | None = None
    told_at: datetime | None = None

    def require_editable(self) -> None:
        """Raise `Mistake(SHARE_CLOSED)` when its author may not change it any more."""
        if self.state not in {ShareState.DRAFT, ShareState.RETURNED}:
            raise Mistake(Why.SHARE_CLOSED)


@dataclass(frozen=True, slots=True)
class Tally:
    """One story of a month and how many chose it."""

    share: Share
    votes: int


def month_of(moment: datetime) -> str:
    """The month at home, such as 2026-11."""
    return f"{local(moment, HOME_ZONE):%Y-%m}"


def crowned(month: str) -> str:
    """The setting that says which story a month's voters chose."""
    return f"vote:{month}"


def last_told(month: str) -> str:
    """The setting that says which voter was the last to be told."""
    return f"vote told:{month}"


def month_before(month: str) -> str:
    """The month before this one."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"
