"""What a partner said before, sentence by sentence, in two languages: for a new sentence the same or a near one.

Texts count when they have the same number of sentences and lines in both languages: only then is it known which
sentence says what. Near is measured on letters without tags (rapidfuzz), so a changed number still is near.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from rapidfuzz import fuzz, process

from bot.content import Post, visible
from bot.gate import is_stale
from bot.languages import Form
from bot.sentences import cut
from bot.worksheets import Earlier

NEAR = 75
"""Of 100: below that a proposal costs a translator more than it saves."""
PROPOSALS = 3


class Recollection:
    """Sentences of one pair of languages. Of the same sentence said twice, the first given counts."""

    def __init__(self, posts: Iterable[Post], source: Form, form: Form) -> None:
        self._pairs: dict[str, str] = {}
        for post in posts:
            for said, other in pairs(post, source, form).items():
                self._pairs.setdefault(said, other)

    @cached_property
    def _plain(self) -> dict[str, str]:
        return {said: visible(said) for said in self._pairs}

    def of(self, sentence: str) -> tuple[Earlier, ...]:
        """What was said, the likest first; the very sentence alone if it was said."""
        if sentence in self._pairs:
            return (Earlier(sentence, self._pairs[sentence], 1.0),)
        near = process.extract(visible(sentence), self._plain, scorer=fuzz.ratio, score_cutoff=NEAR, limit=PROPOSALS)
        return tuple(Earlier(said, self._pairs[said], min(score, 99.0) / 100) for _, score, said in near)


def pairs(post: Post, source: Form, form: Form) -> Mapping[str, str]:
    """Which sentence of a post says what in the other language; none when that cannot be known."""
    ours, theirs = post.versions.get(source), post.versions.get(form)
    if ours is None or theirs is None or theirs.by_machine or is_stale(post, ours) or is_stale(post, theirs):
        return {}
    here, there = cut(ours.text), cut(theirs.text)
    if [_breaks(each.gap) for each in here] != [_breaks(each.gap) for each in there]:
        return {}
    return {one.text: other.text for one, other in zip(here, there, strict=True) if one.text and other.text}


def _breaks(gap: str) -> int:
    return gap.count("\n")
