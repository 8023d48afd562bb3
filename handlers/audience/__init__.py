"""Readers' conversations: start, language, partners, stories, settings, stop, help, and small talk."""

from aiogram import Router

from handlers.audience import (
    answers,
    digest,
    door,
    fewer,
    finding,
    flips,
    following,
    forget,
    help,  # noqa: A004 - /help
    inline,
    language,
    less,
    partners,
    pause,
    referring,
    settings,
    share,
    silence,
    start,
    stop,
    stories,
    talk,
    themes,
    vote,
    ways,
    wishes,
    writing,
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
