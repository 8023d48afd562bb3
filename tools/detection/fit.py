"""Fits a linear model to examples, keeps the n-grams that matter and writes it as bot/forms/ngrams.py reads it.

The regularisation was chosen on a twentieth of the sentences that the fit does not see; the same fit always gives the
same file, given the same packages and libraries.
"""

import hashlib
import json
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression, SGDClassifier

from bot.forms.ngrams import grams
from tools.detection.examples import Example

_HELD_OUT = 20
_REACH = 0.9998
"""The share of an n-gram's weights that a byte holds whole: the few strongest would leave the others no steps."""


@dataclass(frozen=True)
class Plan:
    """What a model shall be like."""

    classes: tuple[str, ...]
    totals: tuple[float, ...]
    """How much each class weighs in all."""
    longest: int
    rarest: int
    keep: int
    freedom: float


def fit(examples: Sequence[Example], plan: Plan, path: Path) -> None:
    """Fit, prune, fit again, and write; the accuracy on what was held out goes to the terminal."""
    labels = np.array([plan.classes.index(example.label) for example in examples])
    weights = _weights(examples, labels, plan)
    held = np.array([hashlib.md5(e.shape.encode()).digest()[0] % _HELD_OUT == 0 for e in examples])  # noqa: S324
    names, counts = _counted(examples, plan)
    kept = _best(counts[~held], labels[~held], weights[~held], plan.keep)
    names, counts = names[kept], counts[:, kept]
    found = LogisticRegression(C=plan.freedom, max_iter=60)
    found.fit(counts[~held], labels[~held], sample_weight=weights[~held])
    right = found.predict(counts[held]) == labels[held]
    for place, name in enumerate(plan.classes):
        sys.stdout.write(f"{path.stem} {name}: {right[labels[held] == place].mean():.4f} of the held out\n")
    write(path, plan.classes, names, found, plan.longest)


def _weights(examples: Sequence[Example], labels: Any, plan: Plan) -> Any:  # noqa: ANN401 -- numpy is for training only
    weights = np.array([example.weight for example in examples])
    for place, total in enumerate(plan.totals):
        weights[labels == place] *= total * len(examples) / sum(plan.totals) / weights[labels == place].sum()
    return weights


def _counted(examples: Sequence[Example], plan: Plan) -> tuple[Any, Any]:
    def parts(shape: str) -> set[str]:
        return grams(shape, plan.longest) - {" "}

    counter = CountVectorizer(analyzer=parts, min_df=plan.rarest, binary=True, dtype=np.float32)
    counts = counter.fit_transform([example.shape for example in examples])
    counts.sort_indices()  # else they lie in the order of Python's hashes, and sums differ in their last digits
    return counter.get_feature_names_out(), counts


def _best(counts: Any, labels: Any, weights: Any, keep: int) -> Any:  # noqa: ANN401
    """The n-grams that move most decisions in a quick first fit, in the order of the alphabet."""
    first = SGDClassifier(loss="log_loss", alpha=1e-5, max_iter=3, tol=None, random_state=1, average=True)
    first.fit(counts, labels, sample_weight=weights)
    return strongest(first, counts, keep)


def strongest(first: Any, counts: Any, keep: int) -> Any:  # noqa: ANN401
    """The parts that move most decisions of a first fit, in the order of the alphabet."""
    often = np.asarray(counts.sum(axis=0)).ravel()
    force = np.abs(first.coef_).max(axis=0) * np.sqrt(often)
    return np.sort(np.argsort(-force, kind="stable")[:keep])


def write(path: Path, classes: tuple[str, ...], names: Any, found: Any, longest: int = 0) -> None:  # noqa: ANN401
    """A fitted model as bot/forms/ngrams.py reads it; without `longest` its parts are cut elsewhere."""
    table, bias = found.coef_, found.intercept_
    if len(table) == 1 and len(classes) == 2:  # noqa: PLR2004 -- one line tells two classes apart
        table, bias = table[:1], bias[:1]
    else:
        table, bias = table - table.mean(axis=0), bias - bias.mean()
    reach = _REACH if longest else 1.0  # of words the strongest say the most
    step = float(f"{np.quantile(np.abs(table), reach) / 127:.6g}")  # later digits are the processor's
    small = np.clip(np.rint(table / step), -127, 127).astype(np.int8)
    used = np.abs(small).max(axis=0) > 0
    classes = classes[-1:] if len(table) == 1 else classes
    head = {"classes": classes, "bias": [round(float(b), 4) for b in bias], "step": step, "longest": longest}
    body = "\n".join(names[used]).encode() + b"\0" + small[:, used].tobytes()
    path.write_bytes(json.dumps(head).encode() + b"\n" + zlib.compress(body, 9))
    sys.stdout.write(f"{path.name}: {int(used.sum())} n-grams, {path.stat().st_size} bytes\n")
