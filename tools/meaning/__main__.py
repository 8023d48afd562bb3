"""Makes bot/data/wishes.ngrams and tasks.ngrams: `python -m tools.meaning [wishes|tasks]`; a minute each.

Needs `pip install -e .[train]`. docs/meaning.md says what they are for. The same phrases and libraries give the same
files. `apart` in place of a name makes none: how often a model of wishes that has not seen a tenth of the voices'
sentences is right on them is told.
"""

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from bot.meaning import NONE, parts
from bot.scripts import DATA
from tools.detection.fit import strongest, write
from tools.meaning import phrases, staff
from tools.meaning.phrases import Example

NOTHING = 2.0
"""What phrases that ask for nothing weigh."""


class Plan(NamedTuple):
    """What a model is made of; the inverse of its regularisation, and how many parts are kept."""

    examples: Callable[[], list[Example]]
    freedom: float
    keep: int


PLANS = {"wishes": Plan(phrases.examples, 2.0, 32_000), "tasks": Plan(staff.examples, 0.5, 24_000)}


class Fitted(NamedTuple):
    """A model, the parts that it looks at, and how a message is cut into all of which those are some."""

    found: LogisticRegression
    counter: CountVectorizer
    kept: Sequence[int]


def main(names: list[str]) -> None:
    """Make each model, or those that are named; or look at what was kept apart."""
    if names == ["apart"]:
        _look_apart()
        return
    for name in names or PLANS:
        found, counter, kept = _fitted(PLANS[name], PLANS[name].examples())
        write(DATA / f"{name}.ngrams", tuple(found.classes_), counter.get_feature_names_out()[kept], found)


def _fitted(plan: Plan, told: list[Example]) -> Fitted:
    """Fit, keep the parts that matter most, and fit again."""
    counter = CountVectorizer(analyzer=parts, min_df=2, binary=True, dtype=np.float32)
    counts = counter.fit_transform([each.said for each in told])
    counts.sort_indices()
    classes = [each.wish for each in told]
    weights = np.array([each.weight * (NOTHING if each.wish == NONE else 1) for each in told])
    whole, found = (LogisticRegression(C=plan.freedom, max_iter=200) for _ in range(2))
    kept = strongest(whole.fit(counts, classes, sample_weight=weights), counts, plan.keep)
    sys.stdout.write(f"{len(told)} examples, {counts.shape[1]} parts\n")
    return Fitted(found.fit(counts[:, kept], classes, sample_weight=weights), counter, kept)


def _look_apart() -> None:
    apart = list(phrases.kept_apart())
    found, counter, kept = _fitted(PLANS["wishes"], phrases.examples(without=[each for _, each in apart]))
    seen = counter.transform([each.said for _, each in apart])[:, kept]
    right = found.predict(seen) == [each.wish for _, each in apart]
    for form in sorted({form for form, _ in apart}):
        mine = [form == each for each, _ in apart]
        sys.stdout.write(f"{form}: {right[mine].mean():.1%} of {sum(mine)}\n")
    sys.stdout.write(f"all: {right.mean():.1%}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
