"""Makes the models in bot/data: `python -m tools.meaning [wishes|tasks|points]`; a minute each.

Needs `pip install -e .[train]`. docs/meaning.md says what they are for. The same phrases and libraries give the same
files. `apart` in place of a name makes none: how often a model of wishes that has not seen a tenth of the voices'
sentences is right on them is told.
"""

import sys

from bot.forms.scripts import DATA
from tools.detection.fit import write
from tools.meaning import phrases, points, staff
from tools.meaning.fit import Plan, fitted
from tools.meaning.phrases import Example

PLANS = {"wishes": Plan(2.0, 32_000), "tasks": Plan(0.5, 24_000)}
EXAMPLES = {"wishes": phrases.examples, "tasks": staff.examples}


def main(names: list[str]) -> None:
    """Make each model, or those that are named; or look at what was kept apart."""
    if names == ["apart"]:
        _look_apart()
        return
    for name in names or [*PLANS, "points"]:
        if name == "points":
            for wish in points.wishes():
                _make(f"points/{wish}", points.plan(wish), points.examples(wish))
        else:
            _make(name, PLANS[name], EXAMPLES[name]())


def _make(name: str, plan: Plan, told: list[Example]) -> None:
    found, counter, kept = fitted(plan, told)
    write(DATA / f"{name}.ngrams", tuple(found.classes_), counter.get_feature_names_out()[kept], found)


def _look_apart() -> None:
    apart = list(phrases.kept_apart())
    found, counter, kept = fitted(PLANS["wishes"], phrases.examples(without=[each for _, each in apart]))
    seen = counter.transform([each.said for _, each in apart])[:, kept]
    right = found.predict(seen) == [each.wish for _, each in apart]
    for form in sorted({form for form, _ in apart}):
        mine = [form == each for each, _ in apart]
        sys.stdout.write(f"{form}: {right[mine].mean():.1%} of {sum(mine)}\n")
    sys.stdout.write(f"all: {right.mean():.1%}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
