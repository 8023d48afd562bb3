"""Traditional Chinese follows Simplified: derived by conversion and the house's terms, or corrected by hand.

`locales/zh_Hant_HK/terms.toml` gives the bot's own words (帖子 → 帖文), beside those that posts are converted with.
`locales/zh_Hant_HK/corrected.toml` keeps, for every sentence corrected by hand, the Simplified it was corrected from;
when that changes, the correction has to be looked at again.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from babel.messages.catalog import Catalog

from bot.forms.conversion import convert
from bot.languages import Form
from bot.words import LOCALES
from tools.catalogs.files import key_of, read, sentences, strings_of, write

FOLDER = LOCALES / Form.ZH_HANT.catalog
TERMS, CORRECTED = FOLDER / "terms.toml", FOLDER / "corrected.toml"
EDGE = "|"
"""At an end of a term: the word ends there, it is no piece of a longer one."""
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_HEADER = (
    "# Traditional sentences corrected by hand: the English, and the Simplified they were corrected from.\n"
    "# Written by `python -m tools.catalogs corrected`; docs/translating.md says when.\n\n"
)


@lru_cache(maxsize=1)
def _terms() -> tuple[re.Pattern[str], Sequence[str]]:
    told: dict[str, str] = tomllib.loads(TERMS.read_text(encoding="utf-8"))
    order = sorted(told, key=len, reverse=True)
    return re.compile("|".join(map(_whole, order))), [told[term] for term in order]


def _whole(term: str) -> str:
    """A term as a pattern: where it has an edge, no other Han character stands beside it."""
    before = f"(?<!{_HAN})" if term.startswith(EDGE) else ""
    after = f"(?!{_HAN})" if term.endswith(EDGE) else ""
    return f"({before}{re.escape(term.strip(EDGE))}{after})"


def derived(simplified: str) -> str:
    """The sentence in Traditional, before anybody has looked at it."""
    pattern, words = _terms()
    return pattern.sub(lambda found: words[(found.lastindex or 1) - 1], convert(simplified, Form.ZH_HANT))


def corrected() -> dict[str, str]:
    """The Simplified that each hand-corrected sentence was corrected from, by its English."""
    if not CORRECTED.exists():
        return {}
    told: dict[str, str] = tomllib.loads(CORRECTED.read_text(encoding="utf-8"))
    return told


def _keep(marks: Mapping[str, str]) -> None:
    # A JSON string of these characters is a TOML string too.
    lines = [f"{json.dumps(key)} = {json.dumps(marks[key], ensure_ascii=False)}\n" for key in sorted(marks)]
    CORRECTED.write_text(_HEADER + "".join(lines), encoding="utf-8")


def _pairs(hans: Catalog, hant: Catalog) -> Iterator[tuple[str, str, str]]:
    """English, Simplified and Traditional of every sentence that Simplified has; Traditional may be empty."""
    for message in sentences(hans):
        simplified = strings_of(message)
        if simplified and simplified[0]:
            told = hant.get(message.id)
            yield key_of(message), simplified[0], (strings_of(told) or [""])[0] if told else ""


def derive() -> list[str]:
    """Make every sentence anew but those corrected by hand; which of these have not followed their Simplified."""
    hans, hant, marks = read(Form.ZH_HANS), read(Form.ZH_HANT), corrected()
    wanted = {english: derived(simplified) for english, simplified, _ in _pairs(hans, hant) if english not in marks}
    for message in sentences(hant):
        if key_of(message) in wanted:
            text = wanted[key_of(message)]
            message.string = text if isinstance(message.id, str) else (text,)
    write(Form.ZH_HANT, hant)
    return list(drift())


def mark_corrected() -> list[str]:
    """Take what differs from its derivation as corrected by hand from the Simplified of now."""
    pairs = list(_pairs(read(Form.ZH_HANS), read(Form.ZH_HANT)))
    marks = {english: hans for english, hans, hant in pairs if hant and hant != derived(hans)}
    _keep(marks)
    return [f"{len(marks)} sentences are corrected by hand, {len(pairs) - len(marks)} derived"]


def drift(hans: Catalog | None = None, hant: Catalog | None = None) -> Iterator[str]:
    """Where Traditional has not followed Simplified, one line each."""
    marks = corrected()
    for english, simplified, traditional in _pairs(hans or read(Form.ZH_HANS), hant or read(Form.ZH_HANT)):
        mark = marks.pop(english, None)
        if mark is None and traditional and traditional != derived(simplified):
            yield (
                f"zh_Hant_HK: “{english}” is not what its Simplified gives (“{derived(simplified)}”): "
                "`derive`, or `corrected` if somebody corrected it by hand"
            )
        elif mark is not None and mark != simplified:
            yield (
                f"zh_Hant_HK: “{english}” was corrected by hand from “{mark}”, which is “{simplified}” now: "
                "look again, then `corrected`"
            )
    yield from (f"zh_Hant_HK: corrected.toml has “{english}”, which nobody says any more" for english in marks)
