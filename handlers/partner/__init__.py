"""Communicators' conversations: compose, preview, drafts, schedule, posts."""

from aiogram import Router

from handlers.middlewares import guard
from handlers.partner import card, compose, drafts, languages, posts, preview, schedule, submit
from handlers.partner.pen import TakesPen


def router() -> Router:
    """All of them, for communicators only."""
    partner = Router(name="partner")
    guard(partner, lambda speaker: speaker.is_communicator)
    partner.message.middleware(TakesPen())
    partner.callback_query.middleware(TakesPen())
    for conversation in (drafts, posts, schedule, preview, submit, card, languages, compose):
        partner.include_router(conversation.router())
    return partner
