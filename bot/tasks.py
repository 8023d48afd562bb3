"""What whoever works here may want who types a sentence instead of a command: a small linear model of their own.

`bot/data/tasks.ngrams`, made by tools/meaning from our own sentences (docs/meaning.md). It is read when somebody who
writes posts or runs the programme types a sentence. Nothing is ever done on its word alone: it shows commands, an
answer, or a button.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.aliases import shape
from bot.meaning import NONE, likelihoods

READER = "reader"
"""The class of what readers ask for."""
LONGEST = 160
"""Characters of a sentence about one's work; more is a text."""
SURE, UNLIKELY, BESIDE, GUESS = 0.5, 0.3, 0.25, 0.12
MOST = 3


class Task(StrEnum):
    """One thing that somebody who works here may want."""

    NEW = "new"
    """To write a post."""
    DRAFTS = "drafts"
    """To find what was begun, and go on with it."""
    WORDING = "wording"
    """To change or shape the text of a draft."""
    PICTURES = "pictures"
    BELOW = "below"
    """Buttons and links under a post."""
    LANGUAGES = "languages"
    PREVIEW = "preview"
    """To see it first, or show it to somebody."""
    WHOM = "whom"
    CAMPAIGN = "campaign"
    DELETE = "delete"
    """To throw a draft away."""
    MORE = "more"
    """A copy, a template."""
    LENGTH = "length"
    SCHEDULE = "schedule"
    """To give it a time, another one, or none after all."""
    WHEN = "when"
    """Urgent, or again and again."""
    CALENDAR = "calendar"
    POSTS = "posts"
    """To look at what went out, correct it, take it back."""
    REPORT = "report"
    APPROVAL = "approval"
    """What becomes of what was submitted, and who looks at it."""
    LINK = "link"
    """Followers: how they are won, the code for the door."""
    PEOPLE = "people"
    """Colleagues who write."""
    QUOTA = "quota"
    CHANNEL = "channel"
    ZONE = "zone"
    """Whose clock it is."""
    ADMINS = "admins"
    """Those who run the programme, to be asked or known."""
    LETTERS = "letters"
    """What readers write to the partner."""
    REVIEW = "review"
    """Posts that wait for an admin."""
    MODERATE = "moderate"
    """Stories of citizens."""
    REQUESTS = "requests"
    """Questions about data."""
    ANNOUNCE = "announce"
    AUDIT = "audit"
    STATUS = "status"
    HALT = "halt"
    RESUME = "resume"
    PARTNERS = "partners"
    EXPORT = "export"


RUNNING = frozenset(
    {
        *(Task.REVIEW, Task.MODERATE, Task.REQUESTS, Task.ANNOUNCE, Task.AUDIT, Task.STATUS),
        *(Task.HALT, Task.RESUME, Task.PARTNERS, Task.EXPORT),
    }
)
"""Of admins alone."""
BOTH = frozenset({Task.CALENDAR, Task.REPORT, Task.LINK, Task.ADMINS, Task.POSTS, Task.ZONE})
WRITING = frozenset(Task) - RUNNING - BOTH
"""Of communicators alone."""


def likely(text: str) -> dict[str, float]:
    return likelihoods(shape(text), "tasks")
