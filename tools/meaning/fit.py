"""Fitting the small models of tools/meaning. Needs `pip install -e .[train]`."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from bot.hearing.meaning import NONE, parts
from tools.detection.fit import strongest
from tools.meaning.phrases import Example

NOTHING = 2.0
"""What phrases that ask for nothing weigh."""


class Plan(NamedTuple):
    """How a model is fitted: the inverse of its regularisation, and how many parts are kept."""

    freedom: float
    keep: int


class Fitted(NamedTuple):
    """A model, the parts that it looks at, and how a message is cut into all of which those are some."""

    found: LogisticRegression
    counter: CountVectorizer
    kept: Sequence[int]


def fitted(plan: Plan, told: list[Example]) -> Fitted:
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
