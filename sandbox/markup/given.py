"""Entities given as JSON beside the text, checked as Telegram does; places in UTF-16 units. Raises `Refusal` 400."""

from sandbox.markup.html import full_url
from sandbox.markup.positions import broken
from sandbox.shapes import Given, Json, bad, units

PLAIN = {
    "bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "expandable_blockquote",
}  # fmt: skip
FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
EXTRA = {"pre": "language", "text_link": "url", "custom_emoji": "custom_emoji_id", "text_mention": "user"}


def entities(text: str, listed: Given) -> list[Json]:
    """Those that mark something; what Telegram finds by itself is left to it."""
    if not listed:
        return []
    if not isinstance(listed, list):
        raise bad("can't parse entities JSON object: expected an Array")
    length = units(text)
    return [each for one in listed if (each := _entity(one, length))]


def _entity(one: Given, length: int) -> Json | None:
    if not isinstance(one, dict):
        raise broken("expected MessageEntity to be an Object")
    offset, size, kind = one.get("offset"), one.get("length"), one.get("type")
    if not isinstance(offset, int) or not isinstance(size, int):
        raise broken('field "offset" and "length" must be of type Number')
    if offset < 0 or size < 0 or offset > length:
        raise broken("entity begins after the end of the text" if offset > length else "wrong entity offset or length")
    if offset + size > length:
        raise broken(f"entity beginning at UTF-16 offset {offset} ends after the end of the text")
    if kind in FOUND or size == 0:
        return None
    if kind not in PLAIN and kind not in EXTRA:
        raise broken(f'unsupported entity type "{kind}"')
    return {"type": kind, "offset": offset, "length": size, **_extra(str(kind), one)}


def _extra(kind: str, one: Json) -> Json:
    name = EXTRA.get(kind)
    if name is None or not one.get(name):
        return {}
    if kind == "text_link":
        return {"url": full_url(str(one["url"])) or str(one["url"])}
    return {name: one[name]}
