"""What whoever works here may want who types a sentence instead of a command: a small linear model of their own.

`bot/data/tasks.ngrams`, made by tools/meaning from our own sentences (docs/meaning.md). It is read when somebody who
writes posts or runs the programme types a sentence. Nothing is ever done on its word alone: it shows commands, an
answer, or a button.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.hearing.meaning import NONE, likelihoods
from bot.hearing.shape import shape
from bot.texts import columns

READER = "reader"
"""The class of what readers ask for."""
LONGEST, LONG = 120, 48
"""Columns of a sentence about one's work at most; and from how many on a writer's is likelier the text of a post."""
SHORT_TEXT, LONG_TEXT, NO_TEXT = (0.45, 0.2), (0.6, 0.1), (0.4, 0.4)
"""How likely the best task must be, and at most that nothing is asked for: of who writes, and of others."""
BESIDE, GUESS, PERHAPS = 0.2, 0.08, 0.6
"""How likely a task beside the best one must be, each one that is only guessed, and at most that nothing is asked."""
AT_ONCE, MOST = 2, 3
"""Tasks that are surely asked for at once, and that are guessed."""


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
BOTH = frozenset({Task.CALENDAR, Task.REPORT, Task.LINK, Task.ADMINS, Task.POSTS, Task.LETTERS})
WRITING = frozenset(Task) - RUNNING - BOTH
"""Of communicators alone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may be wanted, the likeliest first; when that is not `sure`, guesses.

    `reads`: what readers ask for is likelier. `asks`: it hardly asks for nothing, so it is no text of a post.
    """

    tasks: tuple[Task, ...] = ()
    sure: bool = False
    reads: bool = False
    asks: bool = False


@lru_cache(maxsize=1024)
def wanted(text: str, *, writes: bool = True, runs: bool = False) -> Wanted:
    """What somebody wants who writes posts, or runs the programme, or both; nothing where a text is too long."""
    length = columns(text)
    said = shape(text) if length <= LONGEST else ""
    if not said:
        return Wanted()
    others = (frozenset() if runs else RUNNING) | (frozenset() if writes else WRITING)
    likely = {name: each for name, each in likelihoods(said, "tasks").items() if name not in others}
    whole = sum(likely.values())
    reader, nothing = likely.pop(READER) / whole, likely.pop(NONE) / whole
    best = [(Task(name), likely[name] / whole) for name in sorted(likely, key=lambda name: -likely[name])[:MOST]]
    most = best[0][1]
    least, doubt = (LONG_TEXT if length > LONG else SHORT_TEXT) if writes else NO_TEXT
    if most >= max(least, reader) and nothing <= doubt:
        return Wanted(tuple(task for task, each in best if each >= BESIDE), sure=True, asks=True)
    guesses = tuple(task for task, each in best if each >= GUESS and nothing <= PERHAPS)
    return Wanted(guesses, reads=reader > max(most, nothing), asks=nothing <= LONG_TEXT[1])
