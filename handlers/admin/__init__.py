"""Admins' conversations: partners and invitations, review, status, halt and resume."""

from aiogram import Router


def router() -> Router:
    """All of them."""
    return Router(name="admin")
