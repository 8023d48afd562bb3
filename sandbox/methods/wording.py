"""The text or caption of a call: parsed, measured, with mentions of people filled in."""

from sandbox import markup
from sandbox.methods.calling import Call
from sandbox.shapes import CAPTION_LIMIT, TEXT_LIMIT, Json, bad, units
from sandbox.world import World

PREVIEW = {"link_preview_options", "disable_web_page_preview"}


def with_people(world: World, entities: list[Json]) -> list[Json]:
    """tg://user links become text_mention of somebody known; others are dropped silently, as Telegram does."""
    if not any(each["type"] == "text_mention" for each in entities):
        return entities
    kept = []
    for each in entities:
        if each["type"] == "text_mention":
            who = each.get("user_id") or _named(each)
            if not isinstance(who, int) or (who not in world.users and who not in world.bots):
                continue
            kept.append({name: each[name] for name in ("type", "offset", "length")} | {"user": world.who(who)})
        else:
            kept.append(each)
    return kept


def _named(each: Json) -> object:
    user = each.get("user")
    return user.get("id") if isinstance(user, dict) else None


def text(call: Call) -> Json:
    """The fields of a text message. Raises `message text is empty`, `message is too long`."""
    params = call.params
    said, entities = markup.read(
        params.text("text"), params.text("parse_mode"), params.json("entities", "message entities")
    )
    if not said:
        raise bad("message text is empty")
    if units(said) > TEXT_LIMIT:
        raise bad("message is too long")
    content: Json = {"text": said}
    if entities := with_people(call.world, entities):
        content["entities"] = entities
    if PREVIEW.isdisjoint(params.values):
        return content
    preview = params.json("link_preview_options", "link preview options")
    if params.flag("disable_web_page_preview"):
        preview = {"is_disabled": True}
    if preview:
        content["link_preview_options"] = preview
    return content


def caption(world: World, source: str, mode: str, given: object) -> Json:
    """The caption's fields; {} when there is none. Raises `message caption is too long`."""
    said, entities = markup.read(source, mode, given)
    if not said:
        return {}
    if units(said) > CAPTION_LIMIT:
        raise bad("message caption is too long")
    content: Json = {"caption": said}
    if entities := with_people(world, entities):
        content["caption_entities"] = entities
    return content


def caption_of(call: Call) -> Json:
    """The caption of a call, with its place."""
    params = call.params
    given = params.json("caption_entities", "caption entities")
    content = caption(call.world, params.text("caption"), params.text("parse_mode"), given)
    if content and params.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content
