"""Languages that are asked for by name and not spoken here: “do you speak Spanish?”, 識唔識講西班牙文."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

from bot.languages import Form
from bot.lookup import name_shape

_ABROAD = (
    *("es", "fr", "de", "it", "ja", "ko", "ru", "th", "vi", "id", "ms", "ar", "hi", "tl", "nl", "pl", "tr", "uk"),
    *("sv", "el", "he", "fa", "bn", "ur", "my", "km", "ro", "cs", "hu", "fi", "da", "nb", "hak", "nan"),
)
_HAN = re.compile(r"[語文話]$")
_SPOKEN = "[語文話]"
"""Of a Chinese name of a language its last character, for which people say another: 西班牙語, 西班牙文."""


def tongue_named(text: str) -> str | None:
    """The code of the one language, none of the bot's, that a text names."""
    said, (pattern, codes) = name_shape(text), _names()
    found = {codes[_HAN.sub("", name)] for name in pattern.findall(said)}
    return found.pop() if len(found) == 1 else None


@cache
def _names() -> tuple[re.Pattern[str], Mapping[str, str]]:
    codes: dict[str, str] = {}
    for form in Form:
        names = Locale.parse(form.catalog).languages
        codes.update({_HAN.sub("", name_shape(names[code])): code for code in _ABROAD})
    written = sorted(codes, key=len, reverse=True)
    each = (rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) + _SPOKEN for name in written)
    return re.compile("|".join(each)), codes
