"""Which form each line of a partner's names is in; pure."""

from collections.abc import Mapping

from bot.detection import detect
from bot.forms.scripts import script_of
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.texts import is_seen, one_line, units

NAME_LIMIT = 64
"""Characters of one name: it must fit on a button and in a footer."""
TELLING = 0.7
"""From this confidence on a Latin name is taken for Portuguese; names are short, and English is the usual guess."""
_FIRST_HAN = "\u3400"
_LAST_HAN = "\ufaff"


def one_name(text: str) -> str:
    """A name as it is kept: one line without needless blanks. Raises `Mistake(NAME_MISSING | NAME_TOO_LONG)`."""
    name = one_line(text)
    if not is_seen(name):
        raise Mistake(Why.NAME_MISSING)
    if (length := units(name)) > NAME_LIMIT:
        raise Mistake(Why.NAME_TOO_LONG, length=length, limit=NAME_LIMIT)
    return name


def names_in(text: str) -> Mapping[Form, str]:
    """Names, one per line, each under its form; lines that only one form can claim choose first.

    Raises `Mistake(NAME_MISSING | NAME_TOO_LONG | NAME_UNCLEAR)`.
    """
    lines = [one_name(line) for line in text.splitlines() if is_seen(line)]
    if not lines:
        raise Mistake(Why.NAME_MISSING)
    names: dict[Form, str] = {}
    for line in sorted(lines, key=lambda name: len(_candidates(name))):
        form = next((form for form in _candidates(line) if form not in names), None)
        if form is None:
            raise Mistake(Why.NAME_UNCLEAR, name=line)
        names[form] = line
    return {form: names[form] for form in Form if form in names}


def form_of_name(name: str) -> Form | None:
    """The form a name is in, if it tells."""
    if _is_han(name):
        return script_of(name)
    found = detect(name)
    return found.form if found.confidence >= TELLING else None


def _is_han(name: str) -> bool:
    return any(_FIRST_HAN <= char <= _LAST_HAN for char in name)


def _candidates(name: str) -> tuple[Form, ...]:
    """Forms a name may be in, the likeliest first."""
    form = form_of_name(name)
    if not _is_han(name):
        return (Form.PT, Form.EN) if form is Form.PT else (Form.EN, Form.PT)
    if form is Form.ZH_HANS:
        return (Form.ZH_HANS,)
    return (Form.ZH_HANT, Form.YUE) if form else (Form.ZH_HANS, Form.ZH_HANT, Form.YUE)
