# ruff: noqa: D103 - a method is documented where its name comes from: core.telegram.org/bots/api
"""sendMessage, sendLocation, sendContact, sendDice, sendChatAction, setMessageReaction."""

import random

from sandbox.bots import TENTHS
from sandbox.methods import wording
from sandbox.methods.calling import Call, method
from sandbox.methods.posting import post
from sandbox.shapes import Json, bad

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note", "record_audio", "upload_audio",
}  # fmt: skip


NORTH, EAST = 90, 180


@method("getMe")
def get_me(call: Call) -> Json:
    return call.bot.me


@method("getMyStarBalance")
def get_my_star_balance(call: Call) -> Json:
    stars, tenths = divmod(call.bot.tenths, TENTHS)
    return {"amount": stars, "nanostar_amount": tenths * 100_000_000}


@method("logOut", "close")
def leave_server(_: Call) -> bool:
    return True


@method("sendMessage")
def send_message(call: Call) -> Json:
    return post(call, wording.text(call))


@method("sendLocation", "sendVenue")
def send_location(call: Call) -> Json:
    try:
        place: Json = {name: float(call.params.text(name)) for name in ("latitude", "longitude")}
    except ValueError:
        raise bad("can't parse location") from None
    if not (abs(place["latitude"]) <= NORTH and abs(place["longitude"]) <= EAST):
        raise bad("wrong location specified")
    return post(call, {"location": place})


@method("sendContact")
def send_contact(call: Call) -> Json:
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: call.params.text(name) for name in names if call.params.has(name)}
    if "phone_number" not in contact:
        raise bad("phone number is empty")
    if "first_name" not in contact:
        raise bad("first name is empty")
    return post(call, {"contact": contact})


@method("sendDice")
def send_dice(call: Call) -> Json:
    emoji = call.params.text("emoji") or "🎲"
    return post(call, {"dice": {"emoji": emoji, "value": random.randint(1, 6)}})  # noqa: S311 - a die, no secret


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    action = call.params.text("action")
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat = call.writable()
    call.world.events.add(chat.key, "action", action=action)
    return True


@method("setMessageReaction")
def set_message_reaction(call: Call) -> bool:
    """The reaction is an event for the page; it is not kept."""
    reaction = call.params.json("reaction", "reaction types") or []
    if not isinstance(reaction, list) or len(reaction) > 1:
        raise bad("REACTIONS_TOO_MANY")
    chat = call.chat()
    message = call.message(chat, "message to react not found")
    call.world.events.add(chat.key, "reaction", message_id=message["message_id"], reaction=reaction)
    return True
