"""Catalogs as Kapok reads them: compiled, one for each form; along the form's chain when its own cannot be read.

A catalog is taken whole or not at all; only what an older one has not got yet is said in English, its own source.
"""

import gettext
import logging
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.languages import CHAINS, Form

DOMAIN = "kapok"
LOCALES = Path(__file__).resolve().parent.parent / "locales"
_UNREADABLE = (OSError, ValueError, LookupError, struct.error)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The sentences for a form's readers, and the form they are really in."""

    sentences: gettext.NullTranslations
    form: Form


def load(form: Form, folder: Path = LOCALES) -> Loaded:
    """The first catalog of the form's chain that can be read; whatever cannot is named in the log."""
    for step in CHAINS[form]:
        try:
            return Loaded(gettext.translation(DOMAIN, str(folder), [step.form.catalog]), step.form)
        except _UNREADABLE as fault:
            _log.warning("catalog %s cannot be read: %s", step.form.catalog, fault)
        if step.form is Form.EN:
            break
    return Loaded(gettext.NullTranslations(), Form.EN)


def faults(folder: Path = LOCALES) -> dict[Form, Form | int]:
    """What readers get instead of a catalog that cannot be read, or how many sentences one lacks beside the English."""
    found: dict[Form, Form | int] = {}
    loaded = {form: load(form, folder) for form in Form}
    wanted = _wanted(folder)
    for form, given in loaded.items():
        if given.form is not form:
            found[form] = given.form
        elif missing := _lacks(given.sentences, wanted):
            _log.warning("catalog %s lacks %d sentences of the English one", form.catalog, missing)
            found[form] = missing
    return found


class _Missed(gettext.NullTranslations):
    """Counts what the catalog before it has not got."""

    count = 0

    def gettext(self, message: str) -> str:
        self.count += 1
        return message


def _lacks(sentences: gettext.NullTranslations, wanted: list[str]) -> int:
    missed = _Missed()
    sentences.add_fallback(missed)
    for sentence in wanted:
        sentences.gettext(sentence)
    return missed.count


def _wanted(folder: Path) -> list[str]:
    """Every sentence of the compiled English catalog; none of one that cannot be read."""
    from babel.messages.mofile import read_mo  # noqa: PLC0415 - only who leads looks at them, once

    try:
        with (folder / Form.EN.catalog / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            return [_key(message.id) for message in read_mo(file) if message.id]
    except _UNREADABLE:
        return []


def _key(sentence: str | Sequence[str]) -> str:
    return sentence if isinstance(sentence, str) else sentence[0]
