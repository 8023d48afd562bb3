"""Makes bot/data/han.ngrams and latin.ngrams: `python -m tools.detection FOLDER APART [han | latin]`.

FOLDER  where packages are kept; what is missing there is fetched (300 MB)
APART   the folder with dev.jsonl and apart_sha1.txt, whose texts are never trained on

Needs `pip install -e .[train]`, apt-get and npm. docs/detection.md says what it does and why.
"""

import sys
from pathlib import Path

from bot.scripts import DATA
from tools.detection import examples
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


def main(arguments: list[str]) -> int:
    """Do what the command line says; the exit code."""
    match arguments:
        case [folder, apart, *rest]:
            fetch(Path(folder))
            sentences = corpus(Path(folder), Apart(Path(apart)))
            if "han" in rest or not rest:
                fit(list(examples.han(sentences)), HAN, DATA / "han.ngrams")
            if "latin" in rest or not rest:
                fit(list(examples.latin(sentences)), LATIN, DATA / "latin.ngrams")
            return 0
        case _:
            sys.stdout.write(__doc__ or "")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
