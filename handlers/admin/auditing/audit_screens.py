"""Screens of the audit: a page of it, and what to look for."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup

from bot.audit import Field, Wanted
from bot.ports.page import Page
from bot.recurrence import local
from bot.texts import shortened
from bot.transport import Button, Rows
from bot.words import Words, marked
from handlers.admin.auditing.audit_words import DEEDS, NAME, Entry, change, cut, deed, planned, quoted
from handlers.admin.doors import lines, status_door
from handlers.showing.listing_screens import arrows_of
from handlers.showing.screen import Number, Screen, grid

ANY = 0
"""Stands for whoever or whichever it is."""


class AuditPage(CallbackData, prefix="m_aud"):
    """A page of the lines that are looked for; who has a post needs no partner, who has a deed no field."""

    page: Number
    person: Number = ANY
    partner: Number = ANY
    field: Field | None = None
    post: Number = ANY
    deed: str = ""
    """Its code."""
    when: str = ""
    """A day (yyyymmdd), or so many days up to today."""

    def wanted(self, now: datetime) -> Wanted:
        """What is looked for; `now` on the admin's own clock."""
        return Wanted(
            self.person or None,
            self.partner or None,
            self.field,
            self.post or None,
            CODES.get(self.deed),
            self.span(now),
        )

    def span(self, now: datetime) -> tuple[datetime, datetime] | None:
        """The days that are looked at, as moments; none when it is all of them, or no calendar has that day."""
        if not self.when.isdecimal():
            return None
        begin = now.replace(hour=0, minute=0, second=0, microsecond=0)
        if len(self.when) == len("yyyymmdd"):
            try:
                begin = begin.replace(int(self.when[:4]), int(self.when[4:6]), int(self.when[6:]))
            except ValueError:
                return None
            return begin, begin + DAY
        return begin - DAY * (min(int(self.when), LONGEST) - 1), begin + DAY


class By(StrEnum):
    """What lines can be looked for by."""

    PERSON = "w"
    PARTNER = "p"
    FIELD = "f"
    WHEN = "d"


class AuditBy(CallbackData, prefix="m_audby"):
    """Ask for one of these; the page is that of the question, the others are kept."""

    by: By
    page: Number
    person: Number = ANY
    partner: Number = ANY
    field: Field | None = None
    post: Number = ANY
    deed: str = ""
    when: str = ""


class Looking(StatesGroup):
    """Whatever is typed at the audit is looked for."""

    words = State()


DAY = timedelta(days=1)
LONGEST = 999
"""Days to look back at most."""


def code_of(deed: tuple[str, str]) -> str:
    """A deed in a button: short, and the same whatever other deeds there are."""
    return hashlib.sha256(" ".join(deed).encode()).hexdigest()[:4]


CODES = {code_of(deed): deed for deed in DEEDS}
SPANS = {"1": marked("Today"), "7": marked("The last 7 days"), "30": marked("The last 30 days")}

FIELDS = {
    Field.PARTNERS: marked("Partners and channels"),
    Field.POSTS: marked("Posts and reviews"),
    Field.SENDING: marked("What went out"),
    Field.PROGRAMME: marked("The whole programme"),
}


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What is looked for, with its names."""

    at: AuditPage
    person: str | None = None
    partner: str | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody may have meant by what they typed: people, partners, posts by id and name; deeds; days."""

    people: Sequence[tuple[int, str]] = ()
    partners: Sequence[tuple[int, str]] = ()
    posts: Sequence[tuple[int, str]] = ()
    deeds: Sequence[tuple[str, str]] = ()
    day: date | None = None
    """Nothing but a day was typed."""

    on: date | None = None
    """The day that was typed beside the words."""

    @property
    def when(self) -> str:
        """The day to look at, as a page has it."""
        day = self.day or self.on
        return f"{day:%Y%m%d}" if day else ""

    def pages(self, words: Words) -> Sequence[tuple[str, AuditPage]]:
        """Each as a mark and the lines it leads to; deeds stand apart, they are named in words."""
        told = [(f"👤 {name}", AuditPage(page=0, person=one, when=self.when)) for one, name in self.people]
        told += [(name, AuditPage(page=0, partner=one, when=self.when)) for one, name in self.partners]
        posts = ((quoted(words, name), AuditPage(page=0, post=one, when=self.when)) for one, name in self.posts)
        return [*told, *posts]


def audit_screen(words: Words, found: Page[Entry], sought: AuditFilter, zone: str) -> Screen:
    """A page of the audit, newest first."""
    text = lines(
        words.say("<b>Who did what</b>"),
        *_sought_lines(words, sought),
        words.plural("{n} entry, newest first", "{n} entries, newest first", found.total)
        if found.total
        else words.say("There's nothing here yet."),
        Markup(),
        *(line for entry in found.items for line in (_entry(words, entry, zone), Markup())),
        words.say("To search, just type: a name, a post, a day, what somebody did."),
    )
    return Screen(
        text, (arrows_of(sought.at, sought.at.page, found.total), *_filters(words, sought.at), (status_door(words),))
    )


def _sought_lines(words: Words, sought: AuditFilter) -> list[Markup]:
    told = [Markup.escape(shortened(name, NAME)) for name in (sought.person, sought.partner, sought.post) if name]
    told += [words.say(FIELDS[sought.at.field])] if sought.at.field else []
    told += [_deed_name(words, CODES[sought.at.deed])] if sought.at.deed in CODES else []
    told += [_when_name(words, sought.at.when)] if sought.at.when else []
    return [words.say("Only: {filters}", filters=Markup(" · ").join(told))] if told else []


def _deed_name(words: Words, deed: tuple[str, str]) -> Markup:
    """What such lines say, of nobody and nothing."""
    return words.say(DEEDS[deed], who="…", what="…", whom="…")


def _when_name(words: Words, when: str) -> Markup:
    if when in SPANS:
        return words.say(SPANS[when])
    try:
        return Markup.escape(words.day(date.fromisoformat(when)))
    except ValueError:
        return Markup.escape(when)


def _entry(words: Words, entry: Entry, zone: str) -> Markup:
    entry = cut(entry)
    told = deed(words, entry), planned(words, entry.line, zone), change(words, entry.line)
    when = words.moment(local(entry.line.at, zone))
    return Markup("<i>{}</i>\n{}").format(when, lines(*told))


def _filters(words: Words, at: AuditPage) -> Rows:
    labels = {By.PERSON: words.say("Person"), By.PARTNER: words.say("Partner"), By.FIELD: words.say("Action")}
    labels[By.WHEN] = words.say("Days")
    asked = {by: AuditBy.model_validate({**at.model_dump(), "by": by, "page": 0}) for by in labels}
    rows = grid([Button(label, data=asked[by].pack()) for by, label in labels.items()], 2)
    if at.model_copy(update={"page": 0}) == AuditPage(page=0):
        return rows
    return *rows, (Button(words.say("Show all"), data=AuditPage(page=0).pack()),)


def chosen(asked: AuditBy, **choice: object) -> AuditPage:
    """The first page with one more thing looked for."""
    cleared = {"post": ANY} if "partner" in choice else {"deed": ""} if "field" in choice else {}
    return AuditPage.model_validate({**asked.model_dump(exclude={"by"}), "page": 0, **cleared, **choice})


def names_screen(words: Words, asked: AuditBy, names: Page[tuple[int, str]]) -> Screen:
    """Whose lines: of which person, or of which partner."""
    person = asked.by is By.PERSON
    text = words.say("Whose actions?") if person else words.say("About which partner?")
    key = "person" if person else "partner"
    rows = [(Button(name or "…", data=chosen(asked, **{key: one}).pack()),) for one, name in names.items]
    return Screen(text, (*rows, arrows_of(asked, asked.page, names.total), _anything(words, asked, key)))


def fields_screen(words: Words, asked: AuditBy) -> Screen:
    """Which kind of deeds."""
    rows = [(Button(words.bare(name), data=chosen(asked, field=field).pack()),) for field, name in FIELDS.items()]
    return Screen(words.say("Which actions?"), (*rows, _anything(words, asked, "field")))


def when_screen(words: Words, asked: AuditBy) -> Screen:
    """Which days."""
    rows = [(Button(words.bare(name), data=chosen(asked, when=days).pack()),) for days, name in SPANS.items()]
    text = words.say("Which days? Or type one, like 2027-03-09.")
    return Screen(text, (*rows, _anything(words, asked, "when")))


def found_screen(words: Words, typed: str, found: Found) -> Screen:
    """What somebody may have meant; or that there is nothing of that name."""
    pages = [*found.pages(words), *_deed_pages(words, found)]
    text = words.say("“{typed}”: which of these?", typed=typed)
    if not pages:
        text = words.say("I found nobody and nothing called “{typed}” here. Try a shorter piece of it.", typed=typed)
    day = found.day or found.on
    if day:
        pages.append((words.day(day), AuditPage(page=0, when=found.when)))
    rows = [(Button(label, data=page.pack()),) for label, page in pages]
    return Screen(text, (*rows, (Button(words.say("Show all"), data=AuditPage(page=0).pack()),)))


def _deed_pages(words: Words, found: Found) -> list[tuple[str, AuditPage]]:
    pages = [AuditPage(page=0, deed=code_of(deed), when=found.when) for deed in found.deeds]
    names = (str(_deed_name(words, deed).unescape()) for deed in found.deeds)
    return list(zip(names, pages, strict=True))


def _anything(words: Words, asked: AuditBy, key: str) -> tuple[Button, ...]:
    nothing = {"field": None, "when": ""}.get(key, ANY)
    return (Button(words.say("All of them"), data=chosen(asked, **{key: nothing}).pack()),)
