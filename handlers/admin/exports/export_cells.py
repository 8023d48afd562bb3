"""An export's values as an admin reads them, on their own clock; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from markupsafe import Markup

from bot.actions.report import WHY_NOT
from bot.audit import Line
from bot.exports import COLUMNS, Cell, Row, Table
from bot.hearing.kinds import NAMES, said
from bot.languages import known
from bot.partners import CHOICES, Benefit
from bot.places import Place
from bot.recurrence import local, zones
from bot.repeating import rule_of
from bot.texts import visible
from bot.words import Words
from handlers.admin.auditing.audit_words import Entry, deed, planned, side
from handlers.admin.exports.export_words import CHATS, CORRECTED, HEADS, KINDS_OF, NUMBERED, SHEETS, STATES_OF
from handlers.reporting.words import PRESSES
from handlers.sending.broadcast_screens import WHAT
from handlers.staff.planning_words import rule_words

_HIDDEN = frozenset({"person_id"})


@dataclass(frozen=True, slots=True)
class Naming:
    """Whose words, whose clock, and what partners are called."""

    words: Words
    zone: str
    partners: Mapping[int, str] = field(default_factory=dict)

    def sheet(self, table: Table) -> str:
        """What its sheet is called."""
        return self.words.bare(SHEETS[table])

    def heads(self, table: Table) -> Sequence[str]:
        """The heads of its columns."""
        return [self.words.bare(HEADS[name]) for name in _shown(table)]

    def cells(self, table: Table, row: Row) -> Sequence[Cell]:
        """One row of it."""
        if table is Table.AUDIT:
            row = {**row, **_deed(self, row)}
        return [self._cell(table, name, row[name]) for name in _shown(table)]

    def _cell(self, table: Table, name: str, value: object) -> Cell:
        if value is None:
            return None
        if name == "partner_id":
            return self.partners.get(int(str(value)), str(value))
        if name in _WORDED:
            return _WORDED[name](self.words, value)
        if name == "state":
            return word(self.words, STATES_OF[table], value)
        return _cell(self.words, value, self.zone)


def _cell(words: Words, value: object, zone: str) -> Cell:
    if isinstance(value, bool):
        return words.bare("yes") if value else words.bare("no")
    if isinstance(value, datetime):
        return (local(value, zone) if value.tzinfo else value).replace(tzinfo=None)
    return value if isinstance(value, int | date) else str(value)


def _shown(table: Table) -> list[str]:
    return [name for name in COLUMNS[table] if name not in _HIDDEN]


def word(words: Words, told: Mapping[str, str], value: object) -> str:
    """A word of the program's own; what has none stands as it is kept."""
    return words.bare(told[str(value)]) if str(value) in told else str(value)


def _deed(naming: Naming, row: Row) -> Row:
    """What is told in words of a line of the audit."""
    words = naming.words
    line = Line(0, *(row[name] for name in _LINE))  # type: ignore[arg-type]
    about = naming.partners.get(line.partner_id or 0) if line.thing in {"partner", "channel", "reader"} else None
    who = None if row["person"] is None else str(row["person"])
    told = deed(words, Entry(line, who, about or _about(words, line), line.subject))
    when = planned(words, line, naming.zone)
    return {
        "verb": visible(str(told if when is None else Markup("{} · {}").format(told, when))),
        "person": who or ("Kapok" if line.person_id is None else None),
        "before": _side(words, line, line.before),
        "after": _side(words, line, line.after),
    }


def _about(words: Words, line: Line) -> str:
    """A thing by the number that it has on the other sheets, or as it is kept."""
    number = line.id_of(line.thing)
    if number is None or line.thing not in NUMBERED:
        return line.subject
    return words.bare(NUMBERED[line.thing], number=str(number))


_LINE = ("at", "person_id", "verb", "subject", "partner_id", "before", "after")


def _side(words: Words, line: Line, value: str | None) -> str | None:
    told = side(words, line, value) if value is not None else None
    return value if told is None else visible(str(told))


def _names(_words: Words, value: object) -> str:
    return " · ".join(dict.fromkeys(str(name) for name in _dict(value).values()))


def _own(words: Words, value: object) -> str:
    kept = [(Benefit(name), choice) for name, choice in _dict(value).items() if name in set(Benefit)]
    return words.list([f"{words.bare(NAMES[benefit])}: {_choice(words, benefit, choice)}" for benefit, choice in kept])


def _choice(words: Words, benefit: Benefit, kept: object) -> str:
    choice = next((one for one in CHOICES[benefit] if one == kept), None)
    return str(kept) if choice is None else said(words, choice)


def _forms(words: Words, value: object) -> str:
    tags = [known(str(tag)) for tag in _list(value)]
    return words.list([words.language(form, begins=not at) for at, form in enumerate(filter(None, tags))])


def _form(words: Words, value: object) -> str:
    form = known(str(value))
    return words.language(form, begins=True) if form else str(value)


def _places(words: Words, value: object) -> str:
    return words.list([words.place(Place(str(place))) for place in _list(value) if place in set(Place)])


def _ways(words: Words, value: object) -> str:
    return "\n".join(_way(words, _dict(way)) for way in _list(value))


def _way(words: Words, way: Mapping[str, object]) -> str:
    told = " ".join(filter(None, (_names(words, way.get("labels")), str(way.get("url") or ""))))
    return told or word(words, PRESSES, way.get("kind"))


def _zone(words: Words, value: object) -> str:
    return words.zone(str(value)) if value in zones() else str(value)


def _dict(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


_WORDED: Mapping[str, Callable[[Words, object], Cell]] = {
    "names": _names,
    "about": _names,
    "own": _own,
    "kind": lambda words, value: word(words, KINDS_OF, value),
    "forms": _forms,
    "form": _form,
    "source": _form,
    "derived_from": _form,
    "places": _places,
    "ways": _ways,
    "text": lambda _, value: visible(str(value)),
    "zone": _zone,
    "rule": lambda words, value: visible(str(rule_words(words, rule_of(str(value))))),
    "errand": lambda words, value: word(words, {str(errand): label for errand, label in WHAT.items()}, value),
    "chat": lambda words, value: word(words, CHATS, value),
    "reason": lambda words, value: word(words, WHY_NOT, value),
    "corrected": lambda words, value: word(words, CORRECTED, value),
    "button": lambda words, value: word(words, PRESSES, value),
}
