"""Advice about names: each at its place, with the words around it, and what it is called there."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from bot.content import Post
from bot.names import Finding, glossary, look, names_of
from bot.store import Work
from bot.words import Words

STOPS = " ,，、。;；:：…"
"""What no excerpt begins or ends with."""
SHOWN = 6
"""So many are shown; the others come up when these are mended."""


async def advice_on(tx: Work, post: Post) -> tuple[Finding, ...]:
    """The names in a post that should be looked at: the programme's and its partners'."""
    return look(post, (*glossary(), *names_of(await tx.partners.all()))) if post.versions else ()


def advice_lines(words: Words, findings: Sequence[Finding]) -> list[Markup]:
    """Nothing when every name is as it should be."""
    if not findings:
        return []
    lines = [Markup(""), words.say("<b>Names to look at</b> (only advice)")]
    alike = _alike(findings)
    lines += [_line(words, places) for places in alike[:SHOWN]]
    more = len(alike) - SHOWN
    return [*lines, words.plural("and {n} more", "and {n} more", more)] if more > 0 else lines


def _alike(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The same name written in the same way is one thing to look at, however often it stands there."""
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.form, finding.right, finding.found, finding.missing, finding.button)
        alike.setdefault(key, []).append(finding)
    return list(alike.values())


def _line(words: Words, places: Sequence[Finding]) -> Markup:
    """The first place of those, and how many there are."""
    finding = places[0]
    mark, right = finding.form.mark, finding.right
    place = words.say(
        "“{before}<u>{name}</u>{after}”",
        before=_flat(finding.before).lstrip(STOPS),
        name=finding.found,
        after=_flat(finding.after).rstrip(STOPS),
    )
    if finding.missing:
        return words.say("{mark} {right} is missing: the source says {place}", mark=mark, right=right, place=place)
    if finding.button is not None:
        return words.say("{mark} on a button: {place} → {right}", mark=mark, place=place, right=right)
    line = words.say("{mark} {place} → {right}", mark=mark, place=place, right=right)
    return line if len(places) == 1 else words.plural("{line} ({n} time)", "{line} ({n} times)", len(places), line=line)


_ADDRESS = re.compile(" {3,}")
"""What stands in place of an address (`bot.names.shown`)."""


def _flat(text: str) -> str:
    """On one line, an address cut to three dots."""
    return _ADDRESS.sub(" … ", text.replace("\n", " "))
