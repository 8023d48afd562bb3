"""The catalogs as files: read, and brought up to the code."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import PoFileError, read_po, write_po

from bot.languages import Form
from bot.words import DOMAIN, LOCALES
from tools.catalogs.kinds import ROOMS, ROOT

KEYWORDS = {"say": None, "bare": None, "plural": (1, 2), "roughly": (2, 3), "marked": None}
PLURALS = {
    Form.ZH_HANS: "nplurals=1; plural=0;",
    Form.ZH_HANT: "nplurals=1; plural=0;",
    # Babel would give Cantonese two by mistake.
    Form.YUE: "nplurals=1; plural=0;",
    Form.EN: "nplurals=2; plural=(n != 1);",
    Form.PT: "nplurals=2; plural=(n != 1);",
}
_SENTENCE = re.compile(r'^msgid ((?:".*"\n)+)', re.MULTILINE)


class BrokenCatalog(ValueError):  # noqa: N818 - a message for the translator
    """A file that is no catalog."""


def path_of(form: Form) -> Path:
    """Where a form's catalog is kept."""
    return LOCALES / form.catalog / "LC_MESSAGES" / f"{DOMAIN}.po"


@lru_cache(maxsize=1)
def template() -> Catalog:
    """Every sentence of the code, with the places where it is said."""
    catalog = Catalog(project="Kapok", charset="utf-8")
    for room in ROOMS:
        found = extract_from_dir(str(ROOT / room), method_map=[("**.py", "python")], keywords=KEYWORDS)
        for file, _line, sentence, comments, context in found:
            catalog.add(sentence, None, [(f"{room}/{file}", None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    return catalog


def read(form: Form, path: Path | None = None) -> Catalog:
    """A form's catalog as it stands. Raises `BrokenCatalog`."""
    path = path or path_of(form)
    if not path.exists():
        raise BrokenCatalog(f"{path.name} of {form.catalog} is missing; `update` begins an empty one")
    content = path.read_bytes()
    try:
        catalog = read_po(BytesIO(content), locale=form.catalog, abort_invalid=True)
        twice = [said for said, times in Counter(_SENTENCE.findall(content.decode())).items() if times > 1]
    except (PoFileError, ValueError) as broken:
        raise BrokenCatalog(f"{path.name} of {form.catalog} cannot be read: {broken}") from None
    if twice:  # Babel would keep one of the two and say nothing
        raise BrokenCatalog(f"{path.name} of {form.catalog} has this sentence twice: {twice[0].strip()}")
    return catalog


def sentences(catalog: Catalog) -> Iterator[Message]:
    """All but the header."""
    return (message for message in catalog if message.id)


def key_of(message: Message) -> str:
    """The sentence as the code says it; of a plural the first form."""
    return message.id if isinstance(message.id, str) else message.id[0]


def strings_of(message: Message) -> list[str]:
    """What a catalog says for it: one string, or one for each plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def update() -> None:
    """Bring every catalog up to the code; begin one that is not there yet."""
    for form in Form:
        write(form, read(form) if path_of(form).exists() else Catalog())


def write(form: Form, told: Catalog) -> None:
    """Keep what a catalog says for the sentences of the code, in the code's order."""
    fresh = Catalog(locale=form.catalog, project="Kapok", charset="utf-8", fuzzy=False)
    fresh.mime_headers = [("Plural-Forms", PLURALS[form])]
    for message in sentences(template()):
        kept = told.get(message.id)
        string = message.id if form is Form.EN else (kept.string if kept else None)
        flags, comments = (kept.flags, kept.user_comments) if kept else ((), ())
        fresh.add(message.id, string, message.locations, flags, user_comments=comments)
    path = path_of(form)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, fresh, width=0, sort_by_file=True, omit_header=False, include_lineno=False)
    _steady_header(form)


def _steady_header(form: Form) -> None:
    """No dates in the header: they would change with every run."""
    path = path_of(form)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Project-Id-Version: Kapok\\n"\n"Language: {form.catalog}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURALS[form]}\\n"\n\n'
    )
    body = path.read_text(encoding="utf-8").split("\n\n", 1)[1]
    path.write_text(header + body, encoding="utf-8")
