# ruff: noqa: D103 - a method is documented where its name comes from: core.telegram.org/bots/api
"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo: how a bot hears of the world."""

import re
from urllib.parse import urlsplit

from sandbox.bots import Webhook
from sandbox.methods.calling import Call, method
from sandbox.shapes import Json, Refusal, bad

ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
KINDS = {
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count",
    "inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
    "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member", "chat_join_request",
    "chat_boost", "removed_chat_boost",
}  # fmt: skip


def _allow(call: Call) -> None:
    """Remembers allowed_updates when given; kinds nobody knows are ignored, as on Telegram."""
    given = call.params.json("allowed_updates", "allowed_updates")
    if given is None:
        return
    if not isinstance(given, list):
        raise bad("can't parse allowed_updates: expected an Array")
    call.bot.updates.allowed = [kind for kind in map(str, given) if kind in KINDS]
    call.world.touched = True


@method("getUpdates")
async def get_updates(call: Call) -> list[Json]:
    if call.bot.webhook:
        raise Refusal(409, ACTIVE)
    _allow(call)
    params = call.params
    limit = params.between("limit", 100, 1, 100)
    seconds = params.between("timeout", 0, 0, 50)
    call.world.touched = True
    return await call.bot.updates.poll(params.integer("offset"), limit, seconds)


@method("setWebhook")
def set_webhook(call: Call) -> bool:
    """An http address is allowed, as for a local Bot API server."""
    params = call.params
    url = params.text("url")
    if not url:
        return delete_webhook(call)
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if not re.fullmatch(r"[\w-]{0,256}", secret, re.ASCII):
        raise bad("secret token contains unallowed characters")
    _allow(call)
    _drop(call)
    connections = params.between("max_connections", 40, 1, 100)
    call.bot.webhook = Webhook(url, secret, connections, params.text("ip_address"))
    call.bot.updates.displace("Conflict: terminated by setWebhook request")
    call.world.webhook_changed(call.bot)
    return True


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    _drop(call)
    call.bot.webhook = None
    call.world.webhook_changed(call.bot)
    return True


def _drop(call: Call) -> None:
    if call.params.flag("drop_pending_updates"):
        call.bot.updates.waiting.clear()
    call.world.touched = True


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    hook, updates = call.bot.webhook, call.bot.updates
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(updates.waiting)}
    if updates.allowed:
        info["allowed_updates"] = updates.allowed
    if hook:
        info |= {"url": hook.url, "max_connections": hook.max_connections}
        if hook.ip_address:
            info["ip_address"] = hook.ip_address
        if hook.failure:
            info |= {"last_error_date": hook.failed_at, "last_error_message": hook.failure}
    return info
