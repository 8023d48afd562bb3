# ruff: noqa: D103 - a method is documented where its name comes from: core.telegram.org/bots/api
"""getMe, getMyStarBalance, sendMessage, sendChatAction."""

from sandbox.bots import TENTHS
from sandbox.methods import wording
from sandbox.methods.calling import Call, method
from sandbox.methods.posting import post
from sandbox.shapes import Json, bad

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note", "record_audio", "upload_audio",
}  # fmt: skip


@method("getMe")
def get_me(call: Call) -> Json:
    return call.bot.me


@method("getMyStarBalance")
def get_my_star_balance(call: Call) -> Json:
    stars, tenths = divmod(call.bot.tenths, TENTHS)
    return {"amount": stars, "nanostar_amount": tenths * 100_000_000}


@method("sendMessage")
def send_message(call: Call) -> Json:
    return post(call, wording.text(call))


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    action = call.params.text("action")
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat = call.writable()
    call.world.events.add(chat.key, "action", action=action)
    return True
