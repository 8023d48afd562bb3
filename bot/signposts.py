"""Signposts: what a deep link or a QR code leads to, and how a reader's coming is kept; pure.

    partner_<slug>   ambassador_<slug>   story_<id>   story_<id>_<form>   campaign_<id>   city_<place>
    invite_<token>

`stories` alone leads to all of them, `group` home: it stands in groups where somebody called the bot.

A payload is what Telegram allows after `?start=`: 1 to 64 of `A-Za-z0-9_-`. Anything else leads nowhere.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.languages import Form, known
from bot.places import BAY, Place

LONGEST = 64
PAYLOAD = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST}}}")
STORIES = "stories"
"""The payload that leads to the list of stories; whoever comes by it is not counted."""
GROUP = "group"
"""The payload of the link in a group: it leads nowhere but to the bot itself."""
LONGEST_ID = 15
"""Digits of a number that surely fits into a button."""


class Leads(StrEnum):
    """To what."""

    PARTNER = "partner"
    AMBASSADOR = "ambassador"
    """A partner too, of the kind that is one citizen."""
    STORY = "story"
    CAMPAIGN = "campaign"
    CITY = "city"
    INVITE = "invite"


@dataclass(frozen=True, slots=True)
class Signpost:
    """Where a link leads: to a partner's slug, a story's or campaign's number, a city's name, an invitation's token."""

    leads: Leads
    value: str

    @property
    def payload(self) -> str:
        """What stands after `?start=`."""
        return f"{self.leads}_{self.value}"

    @property
    def number(self) -> int | None:
        """The number of a story or a campaign; none when it is no number of ours."""
        number = self.value.partition("_")[0]
        return int(number) if number.isascii() and number.isdecimal() and len(number) <= LONGEST_ID else None

    @property
    def form(self) -> Form | None:
        """The form that a story's link names."""
        return known(self.value.partition("_")[2])

    @property
    def city(self) -> Place | None:
        """The city of the Bay Area; none when there is no such."""
        return next((place for place in BAY if place.value == self.value.lower()), None)


def read(payload: str) -> Signpost | None:
    """What a payload says; none when it leads nowhere."""
    kind, _, value = payload.partition("_")
    if not PAYLOAD.fullmatch(payload) or kind.lower() not in set(Leads):
        return None
    return Signpost(Leads(kind.lower()), value)
