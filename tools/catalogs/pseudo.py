"""A pseudo-locale: every sentence that goes through the catalogs is marked, accented and lengthened.

⟦Ŝéñđ á ŧéẋŧ ~~~~⟧: what has no brackets on a screen has escaped translation; what is cut off would be cut off in a
longer language too. {gaps}, tags, /commands and @names stay as they are.
"""

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from bot.languages import Form
from bot.words import DOMAIN, LOCALES
from tools.catalogs.files import PLURALS, sentences, template

_ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPRSTUWYZabcdefghijklmnoprstuwyz",
    "ÁƁÇĐÉƑĜĤÍĴĶĹṀÑÓṔŔŜŦÚŴÝŽáƀçđéƒĝĥíĵķĺṁñóṕŕŝŧúŵýž",
)
_KEPT = re.compile(r"(\{[a-z_]*\}|</?[a-z]+>|(?<!<)[/@][A-Za-z_]+)")
_LONGER = 0.4


def pseudo(sentence: str) -> str:
    """The sentence as the pseudo-locale says it: about 40 % longer, between ⟦ and ⟧."""
    pieces = _KEPT.split(sentence)
    said = "".join(piece if place % 2 else piece.translate(_ACCENTED) for place, piece in enumerate(pieces))
    return f"⟦{said} {'~' * max(1, round(len(sentence) * _LONGER) - 3)}⟧"


def pseudo_catalog() -> Catalog:
    """Every sentence of the code, said so."""
    catalog = Catalog(locale=Form.EN.catalog, project="Kapok", charset="utf-8", fuzzy=False)
    catalog.mime_headers = [("Plural-Forms", PLURALS[Form.EN])]
    for message in sentences(template()):
        text = message.id
        catalog.add(text, pseudo(text) if isinstance(text, str) else tuple(map(pseudo, text)))
    return catalog


def compile_pseudo(folder: Path = LOCALES) -> list[str]:
    """Write it as the compiled English catalog of a folder."""
    path = folder / Form.EN.catalog / "LC_MESSAGES" / f"{DOMAIN}.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, pseudo_catalog())
    return [f"{path}: whoever reads English now reads this, until `compile`"]
