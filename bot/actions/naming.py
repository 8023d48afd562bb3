"""Names of partners and campaigns in the scripts of Chinese: the missing one is made from the other, and follows it."""

from collections.abc import Mapping

from bot.forms.conversion import convert
from bot.languages import OTHER_SCRIPT, Form

Names = Mapping[Form, str]


def completed(names: Names) -> Names:
    """The names with the missing script of Chinese made from the other; Cantonese reads the Traditional one."""
    made = {form: convert(names[other], form) for form, other in OTHER_SCRIPT.items() if other in names}
    return {**made, **names}


def renamed(had: Names, given: Names) -> Names:
    """The names that were had with new ones; a name that only followed another's script follows it on."""
    kept = {form: name for form, name in had.items() if not _follows(had, form, given)}
    return completed({**kept, **given})


def _follows(had: Names, form: Form, given: Names) -> bool:
    if form is Form.YUE:
        return had[form] == had.get(Form.ZH_HANT)
    other = OTHER_SCRIPT.get(form)
    if other is None or other not in given or other not in had:
        return False
    return had[form] == convert(had[other], form)
