"""What a person types: the apps' own marks become entities, everything else stays as it is."""

import re

from sandbox.markup.html import link
from sandbox.markup.positions import entity
from sandbox.shapes import Json, units

_MARKS = {"**": "bold", "__": "italic", "~~": "strikethrough", "||": "spoiler"}
_TYPED = re.compile(
    r"```(?:(\w+)\n)?(?P<pre>.+?)```|`(?P<code>[^`\n]+)`"
    r"|(?P<mark>\*\*|__|~~|\|\|)(?P<inner>\S|\S.*?\S)(?P=mark)"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<url>[^)\s]+)\)",
    re.DOTALL,
)


def parse(source: str) -> tuple[str, list[Json]]:
    """Unclosed marks are text; marks may be nested."""
    out: list[str] = []
    marked: list[Json] = []
    length = at = 0
    for found in _TYPED.finditer(source):
        inner, entities = _inside(found)
        piece = source[at : found.start()]
        length += units(piece)
        marked += [each | {"offset": each["offset"] + length} for each in entities]
        out += [piece, inner]
        length += units(inner)
        at = found.end()
    return "".join([*out, source[at:]]), marked


def _inside(found: re.Match[str]) -> tuple[str, list[Json]]:
    if found["pre"]:
        inner = found["pre"].strip("\n")
        return inner, [entity("pre", 0, units(inner), {"language": found[1]} if found[1] else {})]
    if found["code"]:
        return found["code"], [entity("code", 0, units(found["code"]))]
    if found["label"]:
        kind, more = link(found["url"])
        if not kind:
            return found[0], []
        return found["label"], [entity(kind, 0, units(found["label"]), more)]
    inner, nested = parse(found["inner"])
    return inner, [entity(_MARKS[found["mark"]], 0, units(inner)), *nested]
