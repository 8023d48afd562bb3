"""The sentences that tell which question of an answer is asked: tools/meaning/phrases/points/WISH.txt.

shown.txt has what is asked of a story, partner or list that was just shown (handlers/audience/at_hand/pointing.py), and
`none`,
what is said of something else. A line is a point (or `whole`), a tab, and a message. Run
`python -m tools.meaning.points [WISH …] [-v]`: what models that have not seen a fifth of the sentences make of that
fifth. Needs `pip install -e .[train]`.

right   the point, or `whole` where that is asked for
silent  `whole` (or `none`), where a point is asked for: the answer stands in its usual order
wrong   another point stands first, or what is said of something else is taken for one
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.hearing.meaning import NONE
from bot.hearing.points import SURE, WHOLE
from bot.hearing.shape import shape
from handlers.audience.at_hand import pointing
from tools.meaning.fit import Plan, fitted
from tools.meaning.phrases import FOLDER, SENTENCE, Example

PLAN, PLAN_SHOWN = Plan(1.0, 6_000), Plan(2.0, 16_000)
"""Of each answer that has points, and of what was just shown."""
SHOWN = "shown"
_PARTS = 5
"""Of the sentences one in so many is kept apart in turn."""


def wishes() -> list[str]:
    """Those whose answers have points, and what was just shown."""
    return sorted(path.stem for path in (FOLDER / "points").glob("*.txt"))


def examples(wish: str) -> list[Example]:
    """Its sentences, each once; the last label of one counts."""
    path: Path = FOLDER / "points" / f"{wish}.txt"
    told = {shape(text): point for point, text in (row.split("\t") for row in path.read_text("utf-8").splitlines())}
    return [Example(said, point, SENTENCE) for said, point in told.items() if said]


def plan(wish: str) -> Plan:
    """What its model is made of."""
    return PLAN_SHOWN if wish == SHOWN else PLAN


def _apart(each: Example) -> int:
    return hashlib.md5(each.said.encode()).digest()[0] % _PARTS  # noqa: S324 - no secret


def outcomes(wish: str) -> Iterator[tuple[str, str, Example]]:
    """Right, silent or wrong; what was said to be asked; and the sentence."""
    told = examples(wish)
    rest = NONE if wish == SHOWN else WHOLE
    for part in range(_PARTS):
        asked = [each for each in told if _apart(each) == part]
        found, counter, kept = fitted(plan(wish), [each for each in told if _apart(each) != part])
        seen = counter.transform([each.said for each in asked])[:, kept]
        for each, likely in zip(asked, found.predict_proba(seen), strict=True):
            best = found.classes_[likely.argmax()] if likely.max() >= SURE else rest
            shown = wish == SHOWN
            point = pointing.likeliest(dict(zip(found.classes_, likely, strict=True))) if shown else best
            yield ("right" if point == each.wish else "silent" if point == rest else "wrong"), point, each


def main(arguments: list[str]) -> None:
    """A line for each wish; with -v each sentence that does not come out right."""
    total: Counter[str] = Counter()
    for wish in [each for each in arguments if each != "-v"] or wishes():
        found = list(outcomes(wish))
        counts = Counter(outcome for outcome, _, _ in found)
        total += counts
        _say(wish, counts)
        for outcome, point, each in found if "-v" in arguments else ():
            if outcome != "right":
                sys.stdout.write(f"  {outcome} {each.wish} -> {point}: {each.said}\n")
    _say("all", total)


def _say(name: str, counts: Counter[str]) -> None:
    shares = ", ".join(f"{each} {counts[each] / counts.total():.1%}" for each in ("right", "silent", "wrong"))
    sys.stdout.write(f"{name}: {shares} of {counts.total()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
