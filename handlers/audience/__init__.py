"""Readers' conversations: start, language, partners, stories, settings, stop, help, and small talk."""

from aiogram import Router

from handlers.audience import (
    fewer,
    flips,
    forget,
    help,  # noqa: A004 - /help
    language,
    partners,
    settings,
    share,
    start,
    stop,
    stories,
    talk,
    vote,
    ways,
    wishes,
)


def router() -> Router:
    """All of them; small talk comes last, it takes whatever nobody else understood."""
    audience = Router(name="audience")
    audience.include_routers(
        wishes.router(),
        start.router(),
        language.router(),
        partners.router(),
        stories.router(),
        ways.router(),
        flips.router(),
        settings.router(),
        fewer.router(),
        stop.router(),
        forget.router(),
        share.router(),
        vote.router(),
        help.router(),
        talk.router(),
    )
    return audience
