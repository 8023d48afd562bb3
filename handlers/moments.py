"""What stands beside a moment: the city's own time, where it is another, and how many days there are until then."""

from datetime import datetime

from markupsafe import Markup

from bot.people import HOME_ZONE
from bot.recurrence import local
from bot.words import Words


def beside(words: Words, moment: datetime, now: datetime) -> list[Markup]:
    """Lines to go below a moment; both times are aware and on the reader's own clock."""
    there = local(moment, HOME_ZONE)
    lines = []
    if there.utcoffset() != moment.utcoffset():
        lines.append(words.say("In Guangzhou: {moment}", moment=words.moment(there)))
    if (days := (moment.date() - now.date()).days) > 0:
        lines.append(Markup.escape(words.away(days)))
    return lines
