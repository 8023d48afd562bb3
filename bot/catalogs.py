"""Catalogs as Kapok reads them: compiled, one for each form; along the form's chain when its own cannot be read.

A catalog is taken whole or not at all: sentences of two forms are never mixed. English is its own source.
"""

import gettext
import logging
import struct
from dataclasses import dataclass
from pathlib import Path

from bot.languages import CHAINS, Form

DOMAIN = "kapok"
LOCALES = Path(__file__).resolve().parent.parent / "locales"
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
        except (OSError, ValueError, struct.error) as fault:
            _log.warning("catalog %s cannot be read: %s", step.form.catalog, fault)
        if step.form is Form.EN:
            break
    return Loaded(gettext.NullTranslations(), Form.EN)


def replaced(folder: Path = LOCALES) -> dict[Form, Form]:
    """The forms whose own catalog cannot be read, and what their readers get instead."""
    loaded = {form: load(form, folder).form for form in Form}
    return {form: other for form, other in loaded.items() if other is not form}
