"""Advice about names: each at its place, with the words around it, and what it is called there."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.content import Post
from bot.names import Finding, glossary, look, names_of
from bot.store import Work
from bot.words import Words

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
    lines += [_line(words, finding) for finding in findings[:SHOWN]]
    more = len(findings) - SHOWN
    return [*lines, words.plural("and {n} more", "and {n} more", more)] if more > 0 else lines


def _line(words: Words, finding: Finding) -> Markup:
    mark, right = finding.form.mark, finding.right
    place = Markup("“{}<u>{}</u>{}”").format(_flat(finding.before), finding.found, _flat(finding.after))
    if finding.missing:
        return words.say("{mark} {right} is missing: the source says {place}", mark=mark, right=right, place=place)
    if finding.button is not None:
        return words.say("{mark} on a button: {place} → {right}", mark=mark, place=place, right=right)
    return words.say("{mark} {place} → {right}", mark=mark, place=place, right=right)


def _flat(text: str) -> str:
    """On one line."""
    return text.replace("\n", " ")
