"""Makes bot/data/wishes.ngrams: `python -m tools.meaning`. Needs `pip install -e .[train]`; two minutes.

docs/meaning.md says what it is for. The same phrases and libraries give the same file. With `apart` none is made: how
often a model that has not seen a tenth of the voices' sentences is right on them is told.
"""

import sys
from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from bot.meaning import NONE, parts
from bot.scripts import DATA
from tools.detection.fit import strongest, write
from tools.meaning.phrases import examples, kept_apart

FREEDOM, NOTHING, KEEP = 2.0, 2.0, 32_000
"""The inverse of the regularisation, what phrases that ask for nothing weigh, and how many parts are kept."""
PATH = DATA / "wishes.ngrams"


def main(arguments: Sequence[str]) -> None:
    """Fit, keep the parts that matter most, fit again, and write or look at what was kept apart."""
    apart = list(kept_apart()) if "apart" in arguments else []
    told = examples(without=[each for _, each in apart])
    counter = CountVectorizer(analyzer=parts, min_df=2, binary=True, dtype=np.float32)
    counts = counter.fit_transform([each.said for each in told])
    counts.sort_indices()
    names, wishes = counter.get_feature_names_out(), [each.wish for each in told]
    weights = np.array([each.weight * (NOTHING if each.wish == NONE else 1) for each in told])
    kept = strongest(_fitted(counts, wishes, weights), counts, KEEP)
    found = _fitted(counts[:, kept], wishes, weights)
    sys.stdout.write(f"{len(told)} examples, {counts.shape[1]} parts\n")
    if apart:
        seen = counter.transform([each.said for _, each in apart])[:, kept]
        right = found.predict(seen) == [each.wish for _, each in apart]
        for form in sorted({form for form, _ in apart}):
            mine = [form == each for each, _ in apart]
            sys.stdout.write(f"{form}: {right[mine].mean():.1%} of {sum(mine)}\n")
        sys.stdout.write(f"all: {right.mean():.1%}\n")
    else:
        write(PATH, tuple(found.classes_), names[kept], found)


def _fitted(counts: object, wishes: list[str], weights: object) -> LogisticRegression:
    return LogisticRegression(C=FREEDOM, max_iter=100).fit(counts, wishes, sample_weight=weights)


if __name__ == "__main__":
    main(sys.argv[1:])
