"""What is held on a person, as a page to read on a phone and as JSON; pure. The page has no scripts and asks nobody.

The JSON file is what is kept, word for word; the page names tables, columns and values in the reader's language and
keeps whatever has no name here under its own, folded away.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from markupsafe import Markup

from bot.languages import Form
from bot.places import Place
from bot.recurrence import local, zones
from bot.words import Words
from handlers.audience.held_words import COLUMNS, TABLES, VALUES

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that is held, table by table; partners' names; the reader's zone, and now."""

    held: Mapping[str, Sequence[Row]]
    partners: Mapping[int, str]
    zone: str
    now: datetime


def as_json(facts: Facts) -> str:
    """As it is kept; moments are UTC."""
    told = {"made_at": facts.now, **{table: list(rows) for table, rows in facts.held.items()}}
    return json.dumps(told, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | time) else str(value)


def as_page(words: Words, facts: Facts) -> str:
    """One HTML page."""
    title = words.say("Everything I keep about you")
    made = words.say("As it stood on {moment}.", moment=words.moment(local(facts.now, facts.zone)))
    order = sorted(facts.held, key=lambda name: list(TABLES).index(name) if name in TABLES else len(TABLES))
    sections = Markup("\n").join(_section(words, facts, name) for name in order)
    return str(_PAGE.format(lang=words.form.value, title=title, style=_STYLE, made=made, sections=sections))


_STYLE = Markup(
    "body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1rem;color:#222;background:#fff}"
    "h1{font-size:1.4rem}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}article{border:1px solid #ddd;border-radius:.5rem;"
    "padding:.6rem .8rem;margin:.6rem 0}dl{margin:0}dt{color:#666;font-size:.85rem}"
    "dd{margin:0 0 .5rem;overflow-wrap:anywhere}"
    "@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}article{border-color:#444}dt{color:#aaa}}"
)
_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
    "<style>{style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{made}</p>\n{sections}\n</body>\n</html>\n"
)


def _section(words: Words, facts: Facts, table: str) -> Markup:
    heading = words.say(TABLES[table]) if table in TABLES else Markup.escape(table)
    cards = Markup("\n").join(_card(words, facts, row) for row in facts.held[table])
    return Markup("<section>\n<h2>{}</h2>\n{}\n</section>").format(heading, cards)


def _card(words: Words, facts: Facts, row: Row) -> Markup:
    told = {name: _value(words, facts, name, value) for name, value in row.items()}
    named = [(words.say(COLUMNS[name]), value) for name, value in told.items() if name in COLUMNS]
    bare = [(Markup.escape(name), value) for name, value in told.items() if name not in COLUMNS]
    details = Markup("<details><summary>{}</summary><dl>{}</dl></details>").format(
        words.say("Technical details"), _pairs(bare)
    )
    return Markup("<article><dl>{}</dl>{}</article>").format(_pairs(named), details if _pairs(bare) else "")


def _pairs(told: Sequence[tuple[Markup, str | Markup]]) -> Markup:
    """Names and values; empty ones are left out."""
    return Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(name, value) for name, value in told if value)


def _value(words: Words, facts: Facts, column: str, value: object) -> str | Markup:
    """One value as a reader reads it; nothing for what is empty."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return words.say("yes") if value else words.say("no")
    if isinstance(value, datetime):
        return words.moment(local(value, facts.zone) if value.tzinfo else value)
    if isinstance(value, time):
        return words.clock(value)
    if column == "partner_id":
        return facts.partners.get(int(str(value)), str(value))
    return _word(words, column, str(value))


def _word(words: Words, column: str, value: str) -> str | Markup:
    if column in {"form", "derived_from", "source"} and value in set(Form):
        return words.language(Form(value), begins=True)
    if column == "place" and value in set(Place):
        return words.place(Place(value))
    if column == "zone" and value in zones():
        return words.zone(value)
    return words.say(VALUES[value]) if column in NAMED and value in VALUES else value


NAMED = frozenset({"purpose", "kind", "state", "reason"})
"""Columns whose values are words of the program's own."""
