"""Admins' conversations: partners and invitations, channels, review, status, halt and resume."""

from aiogram import Router

from handlers.admin import how
from handlers.admin.auditing import audit, past_days
from handlers.admin.exports import exporting
from handlers.admin.linked_chats import channels, linking
from handlers.admin.reviewing import editing, looking, moderate, proposals, returning, review, texts
from handlers.admin.roster import adding, benefits, invitations, names, partners, retiring, said
from handlers.admin.running import announcing, going_out, requests, status
from handlers.admin.seat import Seat
from handlers.turns.middlewares import guard
from handlers.turns.turn import hand

CONVERSATIONS = (
    past_days,
    said,
    how,
    partners,
    retiring,
    adding,
    names,
    benefits,
    invitations,
    channels,
    linking,
    review,
    proposals,
    looking,
    texts,
    editing,
    returning,
    going_out,
    moderate,
    requests,
    status,
    audit,
    exporting,
    announcing,
)


def router() -> Router:
    """All of them, behind one guard: whoever is no admin at this moment gets nothing, whatever a menu shows."""
    admin = Router(name="admin")
    guard(admin, lambda speaker: speaker.is_admin)
    hand(admin, "seat", Seat)
    admin.include_routers(*(conversation.router() for conversation in CONVERSATIONS))
    return admin
