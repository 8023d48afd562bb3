"""Makes bot/data/wishes.ngrams and tasks.ngrams: `python -m tools.meaning [wishes|tasks]`; half a minute each.

Needs `pip install -e .[train]`. docs/meaning.md says what they are for. The same phrases and libraries give the same
files.
"""

import sys
from collections.abc import Callable
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


def main(names: list[str]) -> None:
    """Fit, keep the parts that matter most, fit again, and write: each model, or those that are named."""
    for name in names or PLANS:
        _make(name, PLANS[name])


def _make(name: str, plan: Plan) -> None:
    told = plan.examples()
    counter = CountVectorizer(analyzer=parts, min_df=2, binary=True, dtype=np.float32)
    counts = counter.fit_transform([each.said for each in told])
    counts.sort_indices()
    known, wishes = counter.get_feature_names_out(), [each.wish for each in told]
    weights = np.array([each.weight * (NOTHING if each.wish == NONE else 1) for each in told])
    fit = LogisticRegression(C=plan.freedom, max_iter=100).fit
    kept = strongest(fit(counts, wishes, sample_weight=weights), counts, plan.keep)
    found = fit(counts[:, kept], wishes, sample_weight=weights)
    sys.stdout.write(f"{name}: {len(told)} examples, {counts.shape[1]} parts\n")
    write(DATA / f"{name}.ngrams", tuple(found.classes_), known[kept], found)


if __name__ == "__main__":
    main(sys.argv[1:])
