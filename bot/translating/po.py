"""Worksheets as PO files: sentences as Telegram HTML; what was said almost so is a fuzzy proposal."""

import re
from collections import defaultdict
from collections.abc import Mapping
from io import SEEK_END, BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from bot.languages import Form, known
from bot.translating.worksheets import Flaw, Line, Sheet, Unreadable, Worksheet

_CONTEXT = re.compile(r"post/(\d{1,15})/([0-9a-f]+)/([A-Za-z-]+)/([A-Za-z-]+)/(b?\d{1,6})")
_LABEL = "b"
"""Begins the number of a button's label."""
HEADER = """\
# Translations for Kapok. Keep tags (<b>), links and @names as they are.
msgid ""
msgstr ""
"Project-Id-Version: Kapok, {posts}\\n"
"Language: {form.catalog}\\n"
"X-Source-Language: {source.catalog}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Of our own: the library's asks translators for names and addresses that nobody needs. There are no plurals."""


def write(worksheet: Worksheet) -> bytes:
    """The file: PO in UTF-8, all sheets one below the other."""
    catalog = Catalog(locale=worksheet.form.catalog, fuzzy=False)
    for sheet in worksheet.sheets:
        about = f"post/{sheet.post_id}/{sheet.print}/{worksheet.source}/{worksheet.form}"
        for no, line in enumerate(sheet.lines, 1):
            _add(catalog, f"{about}/{no}", line, sheet.notes)
        for no, line in enumerate(sheet.labels, 1):
            _add(catalog, f"{about}/{_LABEL}{no}", line, (line.note,))
    posts = {sheet.post_id for sheet in worksheet.sheets}
    told = f"post {posts.pop()}" if len(posts) == 1 else f"{len(posts)} posts"
    written = BytesIO(HEADER.format(posts=told, source=worksheet.source, form=worksheet.form).encode())
    written.seek(0, SEEK_END)
    write_po(written, catalog, width=0, include_previous=True, omit_header=True)
    return written.getvalue()


def _add(catalog: Catalog, context: str, line: Line, notes: tuple[str, ...]) -> None:
    near = next(iter(line.earlier), None) if not line.target else None
    message = catalog.add(
        line.source,
        line.target or (near.target if near else ""),
        auto_comments=notes,
        previous_id=near.source if near else (),
        context=context,
    )
    # Babel takes "50% de" for a pattern of Python's.
    message.flags = {"fuzzy"} if near else set()


def read(file: bytes) -> Worksheet:
    """The worksheet of a file; what is still fuzzy counts as not translated. Raises `Unreadable`."""
    try:
        catalog = read_po(BytesIO(file), abort_invalid=True)
    except PoFileError as broken:
        raise Unreadable((broken.lineno or 0) + 1) from broken
    except (ValueError, LookupError, AttributeError) as broken:
        raise Unreadable from broken
    lines: defaultdict[tuple[int, str, Form, Form], dict[tuple[bool, int], Line]] = defaultdict(dict)
    for message in catalog:
        if message.id:
            post_id, fingerprint, source, form, no = _place(message)
            lines[post_id, fingerprint, source, form][no] = _line(message)
    pairs = {(source, form) for _, _, source, form in lines}
    if len(pairs) != 1:
        raise Unreadable(flaw=Flaw.FOREIGN)
    sheets = [Sheet(key[0], key[1], _those(told), labels=_those(told, labels=True)) for key, told in lines.items()]
    return Worksheet(*pairs.pop(), sheets)


def _those(told: Mapping[tuple[bool, int], Line], *, labels: bool = False) -> tuple[Line, ...]:
    return tuple(told[no] for no in sorted(told) if no[0] is labels)


def _place(message: Message) -> tuple[int, str, Form, Form, tuple[bool, int]]:
    place = _CONTEXT.fullmatch(message.context or "")
    source, form = (known(place[3]), known(place[4])) if place else (None, None)
    if place is None or source is None or form is None:
        raise Unreadable(message.lineno, Flaw.FOREIGN)
    return int(place[1]), place[2], source, form, (place[5].startswith(_LABEL), int(place[5].lstrip(_LABEL)))


def _line(message: Message) -> Line:
    if not isinstance(message.id, str) or not isinstance(message.string, str):  # plurals are none of ours
        raise Unreadable(message.lineno)
    said = "" if message.fuzzy or not message.string.strip() else message.string
    return Line(message.id, said)
