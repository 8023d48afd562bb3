"""Catalogs as Kapok reads them: compiled, one for each form; along the form's chain when its own cannot be read.

A catalog is taken whole or not at all; only what an older one has not got yet is said in English, its own source.
"""

import gettext
import logging
import struct
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
    loaded = {form: load(form, folder).form for form in Form}
    wanted = _sentences(Form.EN, folder)
    for form, given in loaded.items():
        if given is not form:
            found[form] = given
        elif missing := len(wanted - _sentences(form, folder)):
            _log.warning("catalog %s lacks %d sentences of the English one", form.catalog, missing)
            found[form] = missing
    return found


def _sentences(form: Form, folder: Path) -> set[str]:
    """Every sentence of a compiled catalog; none of one that cannot be read."""
    from babel.messages.mofile import read_mo  # noqa: PLC0415 - only who leads looks at them, once

    try:
        with (folder / form.catalog / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            return {str(message.id) for message in read_mo(file)}
    except _UNREADABLE:
        return set()
