"""What stands beside a moment: the city's own time, where it is another, and how long it is until then."""

from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from bot.people import HOME_ZONE
from bot.recurrence import local
from bot.words import Words

SOON = timedelta(days=2)
"""Counted in hours: who writes “tomorrow” after midnight may mean this very morning."""


def beside(words: Words, moment: datetime, now: datetime) -> list[Markup]:
    """Lines to go below a moment; both times are aware and on the reader's own clock."""
    there = local(moment, HOME_ZONE)
    lines = []
    if there.utcoffset() != moment.utcoffset():
        lines.append(words.say("In Guangzhou: {moment}", moment=words.moment(there)))
    if (days := (moment.date() - now.date()).days) > 0:
        ahead = moment.astimezone(UTC) - now.astimezone(UTC)
        lines.append(Markup.escape(words.away(ahead if ahead < SOON else timedelta(days=days))))
    return lines
