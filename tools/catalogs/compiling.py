"""The catalogs made into what Kapok reads."""

from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from bot.languages import Form
from tools.catalogs.checking import unfit
from tools.catalogs.files import BrokenCatalog, key_of, path_of, read, sentences, strings_of


def compile_all() -> list[str]:
    """Make every `.mo` file that can be made, and tell of the others and of what was left out."""
    told = []
    for form in Form:
        try:
            catalog = read(form)
        except BrokenCatalog as broken:
            told.append(str(broken))
            continue
        told += [f"{form.catalog}: left out, said in English: {fault}" for fault in _left_out(catalog)]
        with path_of(form).with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
    return told


def _left_out(catalog: Catalog) -> Iterator[str]:
    """Take out every sentence that could not be filled or sent; what is wrong with each."""
    for message in sentences(catalog):
        source = message.id if isinstance(message.id, str) else message.id[-1]
        faults = [fault for string in strings_of(message) if string for fault in unfit(source, string)]
        if faults:
            message.string = ""
            yield f"{faults[0]} in “{key_of(message)}”"
