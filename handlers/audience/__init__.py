"""Readers' conversations: start, language, partners, stories, settings, stop, help, and small talk."""

from aiogram import Router

from handlers.audience import (
    help,  # noqa: A004 - /help
    writing,
)
from handlers.audience.answering import answers
from handlers.audience.arriving import door, language, start
from handlers.audience.at_hand import referring
from handlers.audience.citizens import share, vote
from handlers.audience.library import finding, inline, stories
from handlers.audience.personal_data import forget
from handlers.audience.plain_words import talk, wishes
from handlers.audience.receiving import (
    digest,
    fewer,
    flips,
    following,
    less,
    partners,
    pause,
    settings,
    silence,
    stop,
    themes,
    ways,
)


def router() -> Router:
    """All of them; small talk comes last, it takes whatever nobody else understood."""
    audience = Router(name="audience")
    audience.include_routers(
        door.router(),
        referring.router(),
        wishes.router(),
        writing.router(),
        start.router(),
        language.router(),
        partners.router(),
        themes.router(),
        following.router(),
        stories.router(),
        finding.router(),
        inline.router(),
        ways.router(),
        flips.router(),
        less.router(),
        settings.router(),
        fewer.router(),
        digest.router(),
        pause.router(),
        silence.router(),
        stop.router(),
        forget.router(),
        share.router(),
        vote.router(),
        help.router(),
        answers.router(),
        talk.router(),
    )
    return audience
