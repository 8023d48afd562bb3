"""Communicators' conversations: compose, preview, drafts, schedule, posts, campaigns."""

from aiogram import Router

from bot.mistakes import Why
from handlers.partner import asking, campaign_questions, campaigns, how
from handlers.partner.composing import (
    adrift,
    asked,
    beside,
    card,
    compose,
    languages,
    preview,
    rewriting,
    submit,
    wanted,
    ways,
    whom,
)
from handlers.partner.lists import drafts, gone_out, how_it_stands, more, posts, shelves
from handlers.partner.pen import Pen
from handlers.partner.planning import repeating, said_when, schedule, steered
from handlers.partner.translating import translators, translators_files
from handlers.turns.middlewares import guard
from handlers.turns.turn import hand

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
    how_it_stands,
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
