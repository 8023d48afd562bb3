"""Companies that many people know: whoever asks for one that is no partner is told so."""

import tomllib
from functools import cache, lru_cache

from bot.forms.scripts import DATA
from bot.hearing.aliases import LONGEST_ASKED
from bot.hearing.shape import Pieces, shape


@cache
def _known() -> Pieces[tuple[str, ...]]:
    """Each by its names, in whichever script."""
    told = tomllib.loads((DATA / "companies.toml").read_text(encoding="utf-8"))["names"]
    return Pieces((shape(name), tuple(names)) for names in told for name in names)


@lru_cache(maxsize=64)
def company_named(text: str) -> str:
    """The company that a text names, as it is written there; nothing when it names none of those known, or several."""
    if len(text) > LONGEST_ASKED:
        return ""
    found, said = _known().within(text), text.casefold()
    if len(found) != 1:
        return ""
    name = next((each for each in found[0] if each.casefold() in said), "")
    at = said.find(name.casefold())
    return text[at : at + len(name)] or found[0][0]
