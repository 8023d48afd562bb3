"""What a partner said before, sentence by sentence, in two languages: for a new sentence the same or a near one.

Texts count when they have as many lines in both languages, and a line when it has as many sentences: only then is it
known which sentence says what. Near is measured on letters without tags (rapidfuzz), so a changed number still is near.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from rapidfuzz import fuzz, process

from bot.content import Post
from bot.gate import is_stale
from bot.languages import Form
from bot.texts import visible
from bot.translating.sentences import cut
from bot.translating.worksheets import Earlier

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
    here, there = _by_lines(ours.text), _by_lines(theirs.text)
    if len(here) != len(there):
        return {}
    same = (pair for pair in zip(here, there, strict=True) if len(pair[0]) == len(pair[1]))
    return {one: other for line, its in same for one, other in zip(line, its, strict=True)}


def _by_lines(text: str) -> list[list[str]]:
    """The sentences of each line that has any."""
    found: list[list[str]] = [[]]
    for sentence in cut(text):
        if sentence.text:
            found[-1].append(sentence.text)
        if "\n" in sentence.gap:
            found.append([])
    return [line for line in found if line]
