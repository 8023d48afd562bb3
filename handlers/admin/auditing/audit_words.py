"""The audit's lines as sentences: what somebody did, and from which state to which."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.audit import BETWEEN, Line
from bot.content import PostState
from bot.hearing.kinds import KINDS, NAMES, said
from bot.languages import known
from bot.partners import CHOICES, Benefit, Kind
from bot.recurrence import local
from bot.repeating import rule_of
from bot.texts import shortened, units, visible
from bot.words import Words, marked
from handlers.showing.mistakes import STATES
from handlers.staff.planning_words import rule_words


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with the names of those it speaks of; none when they are gone."""

    line: Line
    who: str | None = None
    what: str | None = None
    """The partner, the post or the campaign."""
    whom: str | None = None
    """Another person."""


def quoted(words: Words, title: str) -> str:
    """A title between the quotation marks of a language, plain."""
    return visible(str(words.say("“{title}”", title=title)))


DEEDS: dict[tuple[str, str], str] = {
    ("add", "partner"): marked("{who} added the partner {what}"),
    ("kind", "partner"): marked("{who} changed the kind of {what}"),
    ("benefit", "partner"): marked("{who} changed a benefit of {what}"),
    ("rename", "partner"): marked("{who} changed the names of {what}"),
    ("suspend", "partner"): marked("{who} suspended {what}"),
    ("lift", "partner"): marked("{who} lifted the suspension of {what}"),
    ("retire", "partner"): marked("{who} took {what} out of the programme"),
    ("readmit", "partner"): marked("{who} took {what} back into the programme"),
    ("invite", "partner"): marked("{who} invited a communicator of {what}"),
    ("join", "partner"): marked("{who} now writes for {what}"),
    ("dismiss", "reader"): marked("{who} removed {whom} from {what}"),
    ("step down", "reader"): marked("{whom} is no longer an admin"),
    ("link", "channel"): marked("{who} linked a channel of {what}"),
    ("languages", "channel"): marked("{who} changed the languages of a channel of {what}"),
    ("messages", "channel"): marked("{who} changed how a channel of {what} gets its languages"),
    ("unlink", "channel"): marked("{who} unlinked a channel of {what}"),
    ("lost", "channel"): marked("{who} lost the right to post in a channel of {what}"),
    ("back", "channel"): marked("{who} can post in a channel of {what} again"),
    ("submit", "post"): marked("{who} submitted “{what}”"),
    ("edit", "post"): marked("{who} changed a text of “{what}” in review"),
    ("approved", "post"): marked("{who} approved “{what}”"),
    ("returned", "post"): marked("{who} returned “{what}”"),
    ("copy", "post"): marked("{who} made a copy of “{what}”"),
    ("schedule", "post"): marked("{who} scheduled “{what}”"),
    ("unschedule", "post"): marked("{who} cancelled the plan for “{what}”"),
    ("hold", "post"): marked("{who} put “{what}” on hold"),
    ("go on", "post"): marked("{who} let “{what}” go on"),
    ("leave out", "post"): marked("{who} left out one round of “{what}”"),
    ("move", "post"): marked("{who} moved “{what}” to another time"),
    ("remark", "post"): marked("{who} wrote to the authors of “{what}”"),
    ("missed", "post"): marked("“{what}” missed its time"),
    ("haste", "post"): marked("{who} changed how “{what}” goes out"),
    ("urgent", "post"): marked("{who} marked “{what}” as urgent"),
    ("careful", "post"): marked("{who} marked “{what}” as not urgent"),
    ("pay", "post"): marked("{who} paid for faster sending of “{what}”"),
    ("pay no more", "post"): marked("{who} stopped paying for “{what}”"),
    ("accepted", "share"): marked("{who} accepted a reader's story"),
    ("returned", "share"): marked("{who} returned a reader's story"),
    ("declined", "share"): marked("{who} declined a reader's story"),
    ("answer", "request"): marked("{who} answered a question about someone's data"),
    ("begin", "campaign"): marked("{who} started the campaign “{what}”"),
    ("change", "campaign"): marked("{who} changed the campaign “{what}”"),
    ("send", "broadcast"): marked("“{what}” started going out"),
    ("pause", "broadcast"): marked("“{what}” paused by itself"),
    ("paused", "broadcast"): marked("{who} paused “{what}”"),
    ("sending", "broadcast"): marked("{who} resumed “{what}”"),
    ("cancelled", "broadcast"): marked("{who} cancelled the rest of “{what}”"),
    ("urgent", "broadcast"): marked("{who} marked “{what}” as urgent"),
    ("careful", "broadcast"): marked("{who} marked “{what}” as not urgent"),
    ("pay", "broadcast"): marked("{who} paid for faster sending of “{what}”"),
    ("pay no more", "broadcast"): marked("{who} stopped paying for “{what}”"),
    ("again", "broadcast"): marked("{who} sent “{what}” again"),
    ("rest", "broadcast"): marked("{who} sent “{what}” to those left out"),
    ("correct", "broadcast"): marked("{who} corrected the copies of “{what}”"),
    ("recall", "broadcast"): marked("{who} recalled “{what}”"),
    ("pin", "broadcast"): marked("{who} pinned “{what}” in its channels"),
    ("unpin", "broadcast"): marked("{who} unpinned “{what}” in its channels"),
    ("propose", "correction"): marked("{who} proposed a correction of “{what}”"),
    ("approved", "correction"): marked("{who} approved a correction of “{what}”"),
    ("declined", "correction"): marked("{who} declined a correction of “{what}”"),
    ("replaced", "correction"): marked("{who} replaced their correction of “{what}” by another"),
    ("recalled", "correction"): marked("{who} recalled “{what}” while a correction of it was waiting"),
    ("withdrawn", "correction"): marked("{who} withdrew a correction of “{what}”"),
    ("outdated", "correction"): marked("{who} ended a correction of “{what}” that no longer fitted"),
    ("halt", "programme"): marked("{who} stopped all sending"),
    ("halt", "refused"): marked("All sending stopped by itself"),
    ("resume", "programme"): marked("{who} resumed sending"),
    ("export", "programme"): marked("{who} exported the whole programme"),
    ("export", "partner"): marked("{who} exported everything of {what}"),
}
ONCE = {("recall", "post"): DEEDS["recall", "broadcast"]}
"""Lines that are written no longer: a recall once had two."""
NAME = 64
"""Units of a name in a line of a page."""
SIDE = 80
"""Units of the names before a change, and as many after it."""
TOGETHER = {"together": marked("one message"), "separately": marked("a message for each language")}
GOING = {
    "sending": marked("under way"),
    "paused": marked("paused"),
    "cancelled": marked("cancelled"),
    "finished": marked("finished"),
}
BECAME = {**GOING, "sent": STATES[PostState.SENT], "recalled": STATES[PostState.RECALLED]}
"""Of a broadcast, or of the post that it was about."""


def cut(entry: Entry) -> Entry:
    """The line with names that leave room for a page of others; of long names on both sides, those that differ."""
    line = entry.line
    if (line.verb, line.thing) == ("rename", "partner") and line.before and line.after:
        before, after = _differing(line.before, line.after)
        line = replace(line, before=shortened(before, SIDE), after=shortened(after, SIDE))
    who, what, whom = (name and shortened(name, NAME) for name in (entry.who, entry.what, entry.whom))
    return Entry(line, who, what, whom)


def _differing(before: str, after: str) -> tuple[str, str]:
    """Both as they are where they have room; else without the names that stand on both sides."""
    if max(units(before), units(after)) <= SIDE:
        return before, after
    olds, news = before.split(BETWEEN), after.split(BETWEEN)
    gone, come = [name for name in olds if name not in news], [name for name in news if name not in olds]
    return (BETWEEN.join(gone), BETWEEN.join(come)) if gone and come else (before, after)


def deed(words: Words, entry: Entry) -> Markup:
    """Who did what; a deed that has no sentence yet is shown as it is kept."""
    line = entry.line
    did = line.verb, line.thing
    sentence = DEEDS.get(did) or ONCE.get(did)
    who = "Kapok" if line.person_id is None else entry.who or words.bare("Somebody who has left")
    if sentence is None:
        return words.say("{who}: {verb} ({subject})", who=who, verb=line.verb, subject=line.subject)
    gone = words.say("(no longer there)")
    return words.say(sentence, who=who, what=entry.what or gone, whom=entry.whom or gone)


def change(words: Words, line: Line) -> Markup | None:
    """From which state to which, where the line tells."""
    if line.before is None or line.after is None or line.before == line.after:
        return None
    before, after = (side(words, line, value) for value in (line.before, line.after))
    if before is None or after is None:
        return None
    moved = Markup("{} → {}").format(before, after)
    return _named(words, line, moved) if (line.verb, line.thing) == ("benefit", "partner") else moved


def _named(words: Words, line: Line, moved: Markup) -> Markup:
    benefit = words.say(NAMES[_benefit_of(line)])
    return words.say("{benefit}: <b>{value}</b>", benefit=benefit, value=moved)


def _benefit_of(line: Line) -> Benefit:
    return Benefit(line.subject.rsplit(" ", 1)[-1])


def planned(words: Words, line: Line, zone: str) -> Markup | None:
    """For which moment, in a zone that is named, and how often from then on; none where the line tells none."""
    if line.moment is None:
        return None
    moment = words.moment(local(line.moment, zone))
    said = words.say("{moment}, {place} time", moment=moment, place=words.zone(zone))
    return Markup("{} · 🔁 {}").format(said, rule_words(words, rule_of(line.rule))) if line.rule else said


def side(words: Words, line: Line, value: str) -> str | Markup | None:
    """One side of a change, where it has words."""
    if line.thing == "post":
        return words.say(STATES[PostState(value)])
    if line.thing == "broadcast":
        return words.say(BECAME[value]) if value in BECAME else None
    if line.thing == "channel":
        return _of_channel(words, value)
    return _of_partner(words, line, value) if line.thing == "partner" else None


def _of_channel(words: Words, value: str) -> str | Markup:
    """Its languages, or how they come; the lines of the latter were once kept under the former's verb."""
    if value in TOGETHER:
        return words.say(TOGETHER[value])
    return " · ".join(form.mark for tag in value.split() if (form := known(tag)))


def _of_partner(words: Words, line: Line, value: str) -> str | Markup | None:
    if line.verb == "kind":
        return words.say(KINDS[Kind(value)])
    if line.verb == "benefit":
        return _benefit(words, _benefit_of(line), value)
    return value if line.verb == "rename" else None


def _benefit(words: Words, benefit: Benefit, value: str) -> str:
    """A benefit's value as its own screen says it; one that is offered no longer stands as it was kept."""
    choice = next((one for one in CHOICES[benefit] if str(one) == value), None)
    return value if choice is None else said(words, choice)
