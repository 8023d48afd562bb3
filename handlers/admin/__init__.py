"""Admins' conversations: partners and invitations, channels, review, status, halt and resume."""

from aiogram import Router

from handlers.admin import adding, channels, invitations, linking, names, partners, returning, review, status
from handlers.filters import PRIVATE
from handlers.middlewares import guard


def router() -> Router:
    """All of them, behind one guard: whoever is no admin at this moment gets nothing, whatever a menu shows."""
    admin = Router(name="admin")
    guard(admin, lambda speaker: speaker.is_admin)
    admin.message.filter(PRIVATE)
    for conversation in (partners, adding, names, invitations, channels, linking, review, returning, status):
        admin.include_router(conversation.router())
    return admin
