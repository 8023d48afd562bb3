"""Communicators' conversations: compose, preview, drafts, schedule, posts."""

from aiogram import Router

from handlers.middlewares import guard
from handlers.partner import card, compose, drafts, languages, posts, preview, repeating, schedule, submit, whom
from handlers.partner.pen import Pen
from handlers.turn import hand


def router() -> Router:
    """All of them, for communicators only."""
    partner = Router(name="partner")
    guard(partner, lambda speaker: speaker.is_communicator)
    hand(partner, "pen", Pen)
    for conversation in (drafts, posts, schedule, repeating, preview, submit, whom, card, languages, compose):
        partner.include_router(conversation.router())
    return partner
