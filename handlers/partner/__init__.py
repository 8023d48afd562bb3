"""Communicators' conversations: compose, preview, drafts, schedule, posts."""

from aiogram import Router


def router() -> Router:
    """All of them."""
    return Router(name="partner")
