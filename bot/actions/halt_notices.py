"""Notices of a halt of all sending to those whose posts it stops, and to the other admins, in words."""

from markupsafe import Markup

from bot.notices import Notice, NoticeKind
from bot.people import Reader
from bot.store import Work
from bot.transport import Letter
from bot.words import Words, words_for

ABOUT_A_HALT = frozenset({NoticeKind.POSTS_HALTED, NoticeKind.POSTS_RESUMED})


async def halt_letter(tx: Work, notice: Notice, reader: Reader) -> Letter | None:
    """The notice in words; none when it is the other way round by now."""
    words, halted = words_for(reader.speaks), await tx.programme.halted_at() is not None
    if halted is not (notice.kind is NoticeKind.POSTS_HALTED):
        return None
    by = await tx.readers.get(int(notice.facts["by"])) if "by" in notice.facts else None
    if halted:
        return Letter(_halted_text(notice, words, by))
    lines = [
        words.say(
            "✓ Sending is on again. What had stopped goes on by itself, and what is scheduled goes out at its time."
        )
    ]
    if by is not None:
        lines.append(words.say("It was {person} who resumed it.", person=by.name))
    return Letter(Markup("\n").join(lines))


def _halted_text(notice: Notice, words: Words, by: Reader | None) -> Markup:
    """What of theirs stands still, and that nothing needs to be done; admins read who did it."""
    if "network" in notice.facts:
        head = words.say(
            "<b>All sending has stopped by itself for now</b>, of all partners: Telegram refused the bot. "
            "The admins know."
        )
    elif by is not None:
        head = words.say("<b>{person} has stopped all sending for now</b>, of all partners.", person=by.name)
    else:
        head = words.say("<b>An admin has stopped all sending for now</b>, of all partners.")
    lines = [head]
    if going := int(notice.facts.get("going", 0)):
        lines.append(
            words.plural(
                "{n} post of yours was going out and has stopped halfway.",
                "{n} posts of yours were going out and have stopped halfway.",
                going,
            )
        )
    if planned := int(notice.facts.get("planned", 0)):
        lines.append(
            words.plural(
                "{n} scheduled post of yours waits.",
                "{n} scheduled posts of yours wait.",
                planned,
            )
        )
    if "admin" in notice.facts:
        lines.append(words.say("/status shows what waits, /resume goes on. I tell you when somebody has done so."))
    else:
        lines.append(words.say("You need not do anything: I tell you when sending goes on."))
    return Markup("\n").join(lines)
