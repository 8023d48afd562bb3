"""Makes bot/data/han.ngrams and latin.ngrams: `python -m tools.detection FOLDER APART [han | latin]`.

FOLDER  where packages are kept; what is missing there is fetched (300 MB)
APART   the folder with dev.jsonl and apart_sha1.txt, whose texts are never trained on

Needs `pip install -e .[train]`, apt-get and npm. docs/detection.md says what it does and why.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # sums in one order, before numpy is loaded

from bot.forms.scripts import DATA
from tools.detection import examples, stamp
from tools.detection.corpus import Apart, corpus
from tools.detection.fit import Plan, fit
from tools.detection.sources import fetch

HAN = Plan(classes=("zh", "yue"), totals=(1.3, 1.0), longest=3, rarest=8, keep=60_000, freedom=0.04)
LATIN = Plan(
    classes=("en", "pt", "gl", "es", "other"),
    totals=(1.0, 1.0, 0.6, 0.7, 1.5),
    longest=5,
    rarest=12,
    keep=60_000,
    freedom=0.5,
)
MODELS = {"han": (examples.han, HAN), "latin": (examples.latin, LATIN)}


def main(arguments: list[str]) -> int:
    """Do what the command line says; the exit code."""
    match arguments:
        case [folder, apart, *rest]:
            fetch(Path(folder))
            texts = stamp.texts(Path(folder))
            for name in stamp.changed(texts):
                sys.stdout.write(f"{name}: not the text that the committed models come from\n")
            sentences = corpus(Path(folder), Apart(Path(apart)))
            for model in rest or MODELS:
                shaped, plan = MODELS[model]
                fit(list(shaped(sentences)), plan, DATA / f"{model}.ngrams")
                stamp.write([model], texts, Path(apart))
            return 0
        case _:
            sys.stdout.write(__doc__ or "")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
