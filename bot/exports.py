"""What an admin takes along of the programme or of one partner: tables of rows, and which columns each has; pure.

Readers are counted, never named: whoever reads a file like this has no more right to know them than anybody.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum


class Table(StrEnum):
    """One table of it, in the order in which they are written."""

    PARTNERS = "partners"
    COMMUNICATORS = "communicators"
    CHANNELS = "channels"
    CAMPAIGNS = "campaigns"
    POSTS = "posts"
    VERSIONS = "versions"
    PLANS = "plans"
    SENDINGS = "sendings"
    OUTCOMES = "outcomes"
    """How many chats of a sending ended how, by language."""
    PRESSES = "presses"
    LINKS = "links"
    """How often buttons that lead onto the web were pressed, where that is counted."""
    CORRECTIONS = "corrections"
    AUDIT = "audit"


Row = Mapping[str, object]
Cell = str | int | bool | date | datetime | None
COLUMNS: Mapping[Table, tuple[str, ...]] = {
    Table.PARTNERS: ("partner_id", "slug", "kind", "names", "about", "own", "suspended_at", "retired_at", "followers"),
    Table.COMMUNICATORS: ("partner_id", "person", "at"),
    Table.CHANNELS: ("partner_id", "title", "forms", "lost_at"),
    Table.CAMPAIGNS: ("campaign_id", "partner_id", "names", "begins", "ends", "hashtag", "goal", "ended_at"),
    Table.POSTS: (
        *("post_id", "partner_id", "campaign_id", "kind", "state", "source", "author", "created_at", "submitted_at"),
        *("reviewer", "comment", "sent_at", "places", "everybody", "hashtag", "media", "ways", "follows_id"),
    ),
    Table.VERSIONS: ("post_id", "form", "text", "author", "derived_from", "machine", "signed_by"),
    Table.PLANS: ("post_id", "moment", "zone", "rule", "own_zone", "held_at", "held_until", "author"),
    Table.SENDINGS: (
        *("broadcast_id", "post_id", "errand", "state", "paused_until"),
        *("moment", "started_at", "finished_at", "meant"),
    ),
    Table.OUTCOMES: ("broadcast_id", "chat", "state", "reason", "form", "number"),
    Table.PRESSES: ("post_id", "button", "number"),
    Table.LINKS: ("post_id", "button_no", "times"),
    Table.CORRECTIONS: (
        *("broadcast_id", "corrected", "form", "text", "ways", "picture_no"),
        *("state", "author", "at", "decided_by"),
    ),
    Table.AUDIT: ("at", "person_id", "person", "partner_id", "verb", "subject", "before", "after"),
}
