"""Communicators' conversations: compose, preview, drafts, schedule, posts, campaigns."""

from aiogram import Router

from bot.mistakes import Why
from handlers.middlewares import guard
from handlers.partner import (
    adrift,
    asked,
    asking,
    beside,
    campaign_questions,
    campaigns,
    card,
    compose,
    drafts,
    gone_out,
    how,
    languages,
    more,
    posts,
    preview,
    repeating,
    rewriting,
    said_when,
    schedule,
    shelves,
    steered,
    submit,
    translators,
    translators_files,
    wanted,
    ways,
    whom,
)
from handlers.partner.pen import Pen
from handlers.turn import hand

CONVERSATIONS = (
    gone_out,
    asking,
    shelves,
    drafts,
    posts,
    campaigns,
    campaign_questions,
    schedule,
    repeating,
    rewriting,
    preview,
    submit,
    whom,
    ways,
    more,
    translators,
    translators_files,
    card,
    languages,
    beside,
    compose,
    asked,
    said_when,
    steered,
    wanted,
    how,
    adrift,
)


def router() -> Router:
    """All of them, for communicators only."""
    partner = Router(name="partner")
    guard(partner, lambda speaker: speaker.is_communicator, Why.NO_PARTNER)
    hand(partner, "pen", Pen)
    for conversation in CONVERSATIONS:
        partner.include_router(conversation.router())
    return partner
