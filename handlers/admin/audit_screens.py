"""Screens of the audit: a page of it, and what to look for."""

from dataclasses import dataclass
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.audit import Field, Wanted
from bot.recurrence import local
from bot.store import Page
from bot.transport import Button
from bot.words import Words, marked
from handlers.admin.audit_words import Entry, change, deed
from handlers.admin.doors import lines, status_door
from handlers.screen import PAGE, Number, Screen

ANY = 0
"""Stands for whoever or whichever it is."""


class AuditPage(CallbackData, prefix="m_aud"):
    """A page of the lines that are looked for."""

    page: Number
    person: Number = ANY
    partner: Number = ANY
    field: Field | None = None

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(self.person or None, self.partner or None, self.field)


class By(StrEnum):
    """What lines can be looked for by."""

    PERSON = "w"
    PARTNER = "p"
    FIELD = "f"


class AuditBy(CallbackData, prefix="m_audby"):
    """Ask for one of these; the page is that of the question, the others are kept."""

    by: By
    page: Number
    person: Number = ANY
    partner: Number = ANY
    field: Field | None = None


FIELDS = {
    Field.PARTNERS: marked("Partners and channels"),
    Field.POSTS: marked("Posts and reviews"),
    Field.SENDING: marked("What went out"),
    Field.PROGRAMME: marked("The whole programme"),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for, with its names."""

    at: AuditPage
    person: str | None = None
    partner: str | None = None


def audit_screen(words: Words, found: Page[Entry], sought: Sought, zone: str) -> Screen:
    """A page of the audit, newest first."""
    text = lines(
        words.say("<b>Who did what</b>"),
        *_sought_lines(words, sought),
        words.plural("{n} entry, newest first", "{n} entries, newest first", found.total)
        if found.total
        else words.say("There is nothing here yet."),
        Markup(),
        *(_entry(words, entry, zone) for entry in found.items),
    )
    return Screen(text, (_pages(sought.at, found.total), *_filters(words, sought.at), (status_door(words),)))


def _sought_lines(words: Words, sought: Sought) -> list[Markup]:
    told = [Markup.escape(name) for name in (sought.person, sought.partner) if name]
    told += [words.say(FIELDS[sought.at.field])] if sought.at.field else []
    return [words.say("Only: {filters}", filters=Markup(" · ").join(told))] if told else []


def _entry(words: Words, entry: Entry, zone: str) -> Markup:
    what, moved = deed(words, entry), change(words, entry.line)
    when = words.moment(local(entry.line.at, zone))
    return Markup("<i>{}</i>\n{}").format(when, what if moved is None else lines(what, moved))


def _pages(at: AuditPage, total: int) -> tuple[Button, ...]:
    back = (Button("‹", data=at.model_copy(update={"page": at.page - 1}).pack()),) if at.page > 0 else ()
    more = (at.page + 1) * PAGE < total
    return (*back, *((Button("›", data=at.model_copy(update={"page": at.page + 1}).pack()),) if more else ()))


def _filters(words: Words, at: AuditPage) -> tuple[tuple[Button, ...], ...]:
    labels = {By.PERSON: words.say("Person"), By.PARTNER: words.say("Partner"), By.FIELD: words.say("Action")}
    row = tuple(Button(label, data=_by(at, by).pack()) for by, label in labels.items())
    if at.wanted == Wanted():
        return (row,)
    return row, (Button(words.say("Show everything"), data=AuditPage(page=0).pack()),)


def _by(at: AuditPage, by: By, page: int = 0) -> AuditBy:
    return AuditBy(by=by, page=page, person=at.person, partner=at.partner, field=at.field)


def chosen(asked: AuditBy, **choice: object) -> AuditPage:
    """The first page with one more thing looked for."""
    kept = {"person": asked.person, "partner": asked.partner, "field": asked.field}
    return AuditPage.model_validate({"page": 0, **kept, **choice})


def names_screen(words: Words, asked: AuditBy, names: Page[tuple[int, str]]) -> Screen:
    """Whose lines: of which person, or of which partner."""
    person = asked.by is By.PERSON
    text = words.say("Whose actions?") if person else words.say("About which partner?")
    key = "person" if person else "partner"
    rows = [(Button(name or "…", data=chosen(asked, **{key: one}).pack()),) for one, name in names.items]
    turns = []
    if asked.page > 0:
        turns.append(Button("‹", data=asked.model_copy(update={"page": asked.page - 1}).pack()))
    if (asked.page + 1) * PAGE < names.total:
        turns.append(Button("›", data=asked.model_copy(update={"page": asked.page + 1}).pack()))
    return Screen(text, (*rows, tuple(turns), _anything(words, asked, key)))


def fields_screen(words: Words, asked: AuditBy) -> Screen:
    """Which kind of deeds."""
    rows = [(Button(words.bare(name), data=chosen(asked, field=field).pack()),) for field, name in FIELDS.items()]
    return Screen(words.say("Which actions?"), (*rows, _anything(words, asked, "field")))


def _anything(words: Words, asked: AuditBy, key: str) -> tuple[Button, ...]:
    nothing = None if key == "field" else ANY
    return (Button(words.say("All of them"), data=chosen(asked, **{key: nothing}).pack()),)
