"""Admins' conversations: partners and invitations, channels, review, status, halt and resume."""

from aiogram import Router

from handlers.admin import (
    adding,
    announcing,
    audit,
    benefits,
    channels,
    editing,
    exporting,
    going_out,
    how,
    invitations,
    linking,
    looking,
    moderate,
    names,
    partners,
    past_days,
    proposals,
    requests,
    retiring,
    returning,
    review,
    said,
    status,
    texts,
)
from handlers.admin.seat import Seat
from handlers.middlewares import guard
from handlers.turn import hand

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
