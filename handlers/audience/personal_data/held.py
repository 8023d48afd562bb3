"""What is held on a person, as a page to read on a phone and as JSON; pure. The page has no scripts and asks nobody.

The JSON file is what is kept, word for word, under the program's own names. The page says in a few sentences what it
comes to, then all of it in the reader's words; numbers are folded away, and what means nothing to people is left out.
"""

import json
from collections.abc import Sequence
from datetime import datetime, time

from markupsafe import Markup

from bot.languages import Form
from bot.places import Place
from bot.recurrence import local, zones
from bot.words import Words
from handlers.audience.personal_data.held_in_short import Facts, Row, in_short
from handlers.audience.personal_data.held_words import COLUMNS, DETAILS, LISTED, PRESSES, TABLES, VALUES


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
    sections = [_section(words, facts, name) for name in order if name in TABLES]
    rest = words.say("The JSON file that came with this page has all of it word for word, as I keep it.")
    parts = [_short(words, facts), *sections, Markup("<p>{}</p>").format(rest)]
    body = Markup("\n").join(part for part in parts if part)
    return str(_PAGE.format(lang=words.form.value, title=title, style=_STYLE, made=made, sections=body))


def _short(words: Words, facts: Facts) -> Markup:
    """What it comes to."""
    lines = Markup("\n").join(Markup("<li>{}</li>").format(line) for line in in_short(words, facts))
    return Markup("<section>\n<h2>{}</h2>\n<ul>{}</ul>\n</section>").format(words.say("In short"), lines)


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
    rows = facts.held[table]
    if table in LISTED:
        lines = Markup("\n").join(_line(words, facts, row) for row in reversed(rows))
        cards = Markup("<ul>{}</ul>").format(lines)
    else:
        cards = Markup("\n").join(_card(words, facts, row) for row in rows)
    return Markup("<section>\n<h2>{}</h2>\n{}\n</section>").format(words.say(TABLES[table]), cards)


def _line(words: Words, facts: Facts, row: Row) -> Markup:
    """One row in one line: the moment first; a yes or no with its question."""
    told = sorted(_told(words, facts, row), key=lambda each: each[0] not in MOMENTS)
    said = [
        words.say("{name}: {value}", name=words.say(COLUMNS[name]), value=value)
        if _needs_a_name(name, row[name])
        else value
        for name, value in told
    ]
    title = facts.titles.get(int(str(row.get("broadcast_id") or 0)))
    return Markup("<li>{}</li>").format(Markup(" · ").join([*said[:1], *([title] if title else []), *said[1:]]))


def _needs_a_name(column: str, value: object) -> bool:
    """Whether a value says nothing by itself: a yes, or until when."""
    return isinstance(value, bool) or (isinstance(value, datetime) and column not in MOMENTS)


MOMENTS = frozenset({"at", "created_at", "asked_at"})


def _told(words: Words, facts: Facts, row: Row) -> list[tuple[str, str | Markup]]:
    """The columns that have a name, with their values as a reader reads them; empty ones are left out."""
    known = {name: value for name, value in row.items() if name in COLUMNS}
    told = [(name, _value(words, facts, PRESS if _is_press(row, name) else name, each)) for name, each in known.items()]
    return [(name, value) for name, value in told if value]


PRESS = "press"


def _is_press(row: Row, column: str) -> bool:
    """The name of a button under a post, and not somebody's."""
    return column == "name" and "post_id" in row


def _card(words: Words, facts: Facts, row: Row) -> Markup:
    named = [(words.say(COLUMNS[name]), value) for name, value in _told(words, facts, row)]
    bare = [(words.say(DETAILS[name]), str(value)) for name, value in row.items() if name in DETAILS and value]
    details = Markup("<details><summary>{}</summary><dl>{}</dl></details>").format(
        words.say("Technical details"), _pairs(bare)
    )
    return Markup("<article><dl>{}</dl>{}</article>").format(_pairs(named), details if bare else "")


def _pairs(told: Sequence[tuple[Markup, str | Markup]]) -> Markup:
    return Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(name, value) for name, value in told)


def _value(words: Words, facts: Facts, column: str, value: object) -> str | Markup:
    """One value as a reader reads it; nothing for what is empty."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _yes_or_no(words, column, yes=value)
    if isinstance(value, datetime):
        return words.moment(local(value, facts.zone) if value.tzinfo else value)
    if isinstance(value, time):
        return words.clock(value)
    if column in facts.names:
        return facts.names[column].get(int(str(value)), str(value))
    return _word(words, column, str(value))


def _yes_or_no(words: Words, column: str, *, yes: bool) -> Markup:
    if column == "given":
        return words.say("agreed") if yes else words.say("didn't agree")
    return words.say("yes") if yes else words.say("no")


def _word(words: Words, column: str, value: str) -> str | Markup:
    if column in {"form", "derived_from", "source"} and value in set(Form):
        return words.language(Form(value), begins=True)
    if column == "place" and value in set(Place):
        return words.place(Place(value))
    if column in {"hour", "weekday"}:
        return words.clock(time(int(value))) if column == "hour" else words.weekday(int(value))
    if column == "zone" and value in zones():
        return words.zone(value)
    if column in NAMED:
        known = PRESSES if column == PRESS else VALUES
        return words.say(known[value]) if value in known else ""
    return value


NAMED = frozenset({PRESS, "purpose", "kind", "state", "reason", "every", "gone_reason"})
"""Columns whose values are words of the program's own; one that has no name here stands in the JSON alone."""
