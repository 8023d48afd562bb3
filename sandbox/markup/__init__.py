"""From what was written to (text, entities): parse modes, given entities, entities found by themselves."""

from sandbox.markup import found, given, html, markdown
from sandbox.markup.positions import by_place, stripped
from sandbox.shapes import Json, bad

MODES = {"html": html.parse, "markdown": markdown.parse_legacy, "markdownv2": markdown.parse}


def read(text: str, mode: str, entities: object = None) -> tuple[str, list[Json]]:
    """What Telegram makes of a text. Raises `can't parse entities: …` and `unsupported parse_mode`."""
    if mode and mode.lower() != "none":
        parse = MODES.get(mode.lower())
        if parse is None:
            raise bad("unsupported parse_mode")
        text, marked = parse(text)
    else:
        marked = given.entities(text, entities)
    text, marked = stripped(text, marked)
    return text, by_place(marked + found.entities(text, marked))
