"""The catalogs' workshop: `python tools/catalogs.py update | compile | check`.

update   extracts the sentences from the code into every catalog (`locales/FORM/LC_MESSAGES/kapok.po`); translations
         are kept, nothing is guessed; the English catalog is its own source and is always complete
compile  makes the `.mo` files that Kapok reads
check    fails (exit code 1) when a catalog lacks a sentence, has a fuzzy or an obsolete one, loses a {gap} or a tag,
         or has the wrong number of plural forms
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from bot.languages import Form
from bot.words import DOMAIN, LOCALES

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("bot", "handlers")
KEYWORDS = {"say": None, "plural": (1, 2), "marked": None}
PLURALS = {
    Form.ZH_HANS: "nplurals=1; plural=0;",
    Form.ZH_HANT: "nplurals=1; plural=0;",
    # Babel would give Cantonese two by mistake.
    Form.YUE: "nplurals=1; plural=0;",
    Form.EN: "nplurals=2; plural=(n != 1);",
    Form.PT: "nplurals=2; plural=(n != 1);",
}
_GAP = re.compile(r"\{[a-z_]*\}")
_TAG = re.compile(r"</?[a-z]+>")


def main() -> int:
    """Do what the command line says; the exit code."""
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["check"]:
            findings = [finding for form in Form for finding in check(form)]
            sys.stdout.writelines(f"{finding}\n" for finding in findings)
            return 1 if findings else 0
        case _:
            sys.stdout.write(__doc__ or "")
            return 2
    return 0


def path_of(form: Form) -> Path:
    """Where a form's catalog is kept."""
    return LOCALES / form.catalog / "LC_MESSAGES" / f"{DOMAIN}.po"


def template() -> Catalog:
    """Every sentence of the code, with the places where it is said."""
    catalog = Catalog(project="Kapok", charset="utf-8")
    for room in ROOMS:
        found = extract_from_dir(str(ROOT / room), method_map=[("**.py", "python")], keywords=KEYWORDS)
        for file, _line, sentence, comments, context in found:
            catalog.add(sentence, None, [(f"{room}/{file}", None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    return catalog


def read(form: Form) -> Catalog:
    """A form's catalog as it stands; empty when there is none yet."""
    if not path_of(form).exists():
        return Catalog(locale=form.catalog, project="Kapok", charset="utf-8")
    with path_of(form).open("rb") as file:
        return read_po(file, locale=form.catalog)


def update() -> None:
    """Bring every catalog up to the code."""
    source = template()
    for form in Form:
        old, fresh = read(form), Catalog(locale=form.catalog, project="Kapok", charset="utf-8", fuzzy=False)
        fresh.mime_headers = [("Plural-Forms", PLURALS[form])]
        for message in _sentences(source):
            kept = old.get(message.id)
            string = kept.string if kept else None
            if form is Form.EN:
                string = message.id
            fresh.add(message.id, string, message.locations)
        path_of(form).parent.mkdir(parents=True, exist_ok=True)
        with path_of(form).open("wb") as file:
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


def compile_all() -> None:
    """Make every `.mo` file."""
    for form in Form:
        with path_of(form).with_suffix(".mo").open("wb") as file:
            write_mo(file, read(form))


def _sentences(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def check(form: Form) -> Iterator[str]:
    """What is wrong with a form's catalog, one line each."""
    catalog, source = read(form), template()
    name = path_of(form).relative_to(ROOT)
    if catalog.plural_forms != PLURALS[form]:
        yield f"{name}: plural forms are “{catalog.plural_forms}” instead of “{PLURALS[form]}”"
    for message in _sentences(source):
        told = catalog.get(message.id)
        first = message.id if isinstance(message.id, str) else message.id[0]
        if told is None or not told.string or (isinstance(told.string, tuple) and not all(told.string)):
            yield f"{name}: no translation of “{first}”"
        elif told.fuzzy:
            yield f"{name}: fuzzy translation of “{first}”"
        else:
            yield from (f"{name}: {fault} in “{first}”" for fault in _faults(message, told))
    for message in _sentences(catalog):
        if source.get(message.id) is None:
            yield f"{name}: nobody says “{message.id}” any more"


def _faults(message: Message, told: Message) -> Iterator[str]:
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [told.string] if isinstance(told.string, str) else list(told.string or ())
    for string in strings:
        for what, pattern in (("a {gap}", _GAP), ("a tag", _TAG)):
            if sorted(pattern.findall(string)) != sorted(pattern.findall(sources[-1])):
                yield f"{what} differs"
        if string.count("\n") != sources[-1].count("\n"):
            yield "line breaks differ"


if __name__ == "__main__":
    sys.exit(main())
