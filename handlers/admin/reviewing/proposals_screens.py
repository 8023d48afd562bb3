"""The list of corrections that wait for a decision."""

from dataclasses import dataclass

from bot.actions.correction_notices import about
from bot.corrections import Correction
from bot.ports.page import Page
from bot.recurrence import local
from bot.transport import Button
from bot.words import Words
from handlers.admin.doors import lines, queue_door, status_door
from handlers.correcting.waiting_screens import OpenProposal, ProposalsPage
from handlers.showing.listing_screens import arrows, only_lines, search_rows
from handlers.showing.screen import Screen


@dataclass(frozen=True, slots=True)
class Waiting:
    """A correction that waits, with its post's title and partner in words."""

    correction: Correction
    title: str
    partner: str


def proposals_screen(words: Words, found: Page[Waiting], at: ProposalsPage, zone: str) -> Screen:
    """Those that wait, oldest first."""
    told = only_lines(words, at, found.total)
    if found.total:
        told.append(
            words.plural(
                "{n} correction of a post that is out is waiting for a decision:",
                "{n} corrections of posts that are out are waiting for a decision, the oldest first:",
                found.total,
            )
        )
    elif not at.sought:
        told.append(words.say("No correction is waiting for a decision."))
    for each in found.items:
        since = words.moment(local(each.correction.at, zone))
        what = about(words, each.correction.what)
        told.append(
            words.say(
                "• {partner}: {title} · {what} <i>({since})</i>",
                partner=each.partner, title=each.title, what=what, since=since,
            )
        )  # fmt: skip
    rows = tuple(
        (Button(f"{each.title or '…'} · {about(words, each.correction.what)}", _opens(each)),) for each in found.items
    )
    turns = (arrows(at, found.total), *search_rows(words, at, found.total))
    return Screen(lines(*told), (*rows, *turns, (queue_door(words), status_door(words))))


def _opens(each: Waiting) -> str:
    return OpenProposal(correction_id=each.correction.id).pack()
