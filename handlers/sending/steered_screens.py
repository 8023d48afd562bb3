"""Screens for words about what is on its way: which one is meant, and who may make a sending faster."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.mistakes import Mistake, Why
from bot.transport import Button
from bot.words import Words
from handlers.sending.broadcast_screens import OpenSending, RestUntil, mending_line
from handlers.sending.facts import Facts
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen
from handlers.staff.asking_screens import ask_button
from handlers.staff.pausing_screens import which_pauses_screen

_TO_COME = "m_planned:0::0"
"""An admin's list of posts that are approved, by what its buttons carry."""


def which_screen(words: Words, going: Sequence[Facts], until: datetime | None = None) -> Screen:
    """Several are on their way: which of them; where they said until when it shall pause, a press pauses it."""
    if until:
        end = int(until.timestamp())
        data = [RestUntil(broadcast_id=each.broadcast.id, until=end).pack() for each in going]
        return which_pauses_screen(words, [*zip((each.title for each in going), data, strict=True)], until)
    rows = [(Button(each.title, OpenSending(broadcast_id=each.broadcast.id).pack()),) for each in going]
    return Screen(words.say("Which post do you mean?"), tuple(rows))


def no_doubt_screen(words: Words) -> Screen:
    """Of every copy it is known whether it arrived."""
    return Screen(words.say("No copy of the latest sendings is in doubt: there's nothing to resend."))


def still_screen(words: Words, there: Markup, stopped: Sequence[str], halted: datetime | None) -> Screen:
    """Why nothing goes out, though nothing is under way: a halt, a suspension, or that nothing has its time now."""
    why = [in_words(Mistake(Why.SUSPENDED, partner=partner), words) for partner in stopped]
    if halted:
        why.insert(0, words.say("✗ All sending has been stopped since {since}.", since=words.moment(halted)))
    return Screen(Markup("\n\n").join([*(why or [words.say("Nothing is being sent at this moment.")]), there]))


def faster_screen(words: Words, *, admin: bool) -> Screen:
    """How a post gets out faster: an admin makes it so, whoever writes asks one."""
    if admin:
        told = words.say(
            "A post can be made urgent, or Telegram paid for its speed: open it here before it goes out. What is going "
            "out already has the same buttons under /status."
        )
        return Screen(told, ((Button(words.bare("Approved posts"), _TO_COME),),))
    told = words.say(
        "Only an admin can make a post urgent, or pay Telegram for a faster sending: ask them, with its name."
    )
    return Screen(told, ((ask_button(words),),))


def mending_screen(words: Words, there: Markup, latest: Sequence[tuple[int, str]]) -> Screen:
    """How a post that is out is mended, with the command for it, and the latest sendings: the number, the title."""
    rows = tuple((Button(title or "…", OpenSending(broadcast_id=no).pack()),) for no, title in latest)
    return Screen(Markup("\n").join([mending_line(words, "/report"), there]), rows)
