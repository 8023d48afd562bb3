"""Readers' conversations: start, language, partners, stories, settings, stop, help, and small talk."""

from aiogram import Router


def router() -> Router:
    """All of them."""
    return Router(name="audience")
