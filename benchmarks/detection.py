"""How often the written form of a message is told rightly, at which cost, beside what packages alone can do.

Run: `.venv/bin/python -m benchmarks.detection` (two minutes). It needs the development set in ../shared/langid, or
where `--set FOLDER` says; without one it says so and ends. Each detector runs in a process of its own, on the same
texts, three rounds, the median; ratios are to a combination of packages. The set is for measuring, never for training.
"""

import argparse
import importlib.util
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BASELINE = "script gate + canto-filter + eldc"
PRIOR_IS_RIGHT = 0.9
LABELS = {"zh-Hans": "zh-Hans", "zh-Hant": "zh-Hant", "yue-Hant": "yue", "en": "en", "pt": "pt"}
Detect = Callable[[str], str]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--set", type=Path, default=ROOT.parent / "shared" / "langid")
    options.add_argument("--one", choices=DETECTORS, help="this detector alone, as JSON")
    chosen = options.parse_args()
    if not (chosen.set / "dev.jsonl").exists():
        sys.stderr.write(f"There is no development set in {chosen.set}.\n")
        return 2
    if chosen.one:
        sys.stdout.write(json.dumps(measured(chosen.one, chosen.set)))
        return 0
    rows = {name: _apart(name, chosen.set) for name in DETECTORS}
    print(
        "| detector | macro-F1 | short | code-mixed | no letters | 粵 in Simplified | keyboard 粵 | pt, no accents |",
        end="",
    )
    print(" with the chat, short | CPU µs short | ratio | load s | RSS MB |")
    print("|---|" + "---:|" * 12)
    for name, row in rows.items():
        _show(name, row, rows[BASELINE]["us"])
    return 0


def _apart(name: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.detection", "--set", str(folder), "--one", name]
    done: dict[str, Any] = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)  # noqa: S603
    return done


def _show(name: str, row: dict[str, Any], baseline: float) -> None:
    shares = " | ".join("" if row[key] is None else f"{row[key]:.3f}" for key in SHARES)
    print(
        f"| {name} | {shares} | {row['us']:.0f} | {row['us'] / baseline:.1f}x | {row['load']:.2f} | {row['rss']:.0f} |"
    )


SHARES = ("all", "short", "mixed", "none", "yue_hans", "yue_colloq", "unaccent", "chat")


def measured(name: str, folder: Path) -> dict[str, Any]:
    """Everything about one detector; the scorer is loaded last, so that it costs no memory."""
    start = time.process_time()
    detect = DETECTORS[name]()
    for text in ("good morning", "bom dia", "早晨，食咗飯未呀", "東西", "/start"):
        detect(text)
    load, rss = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    scorer = _scorer(folder)
    items = scorer.load(path=folder / "dev.jsonl")
    found = scorer.score(items, [detect(item["text"]) for item in items])
    row = {"all": found["macroF1"], "short": found["short"], "mixed": found["codemix_acc"], "load": load, "rss": rss}
    lines = (folder / "nolang.jsonl").read_text(encoding="utf-8").splitlines()
    row["none"] = statistics.fmean(detect(json.loads(line)["text"]) == "other" for line in lines)
    for change in ("yue_hans", "yue_colloq", "unaccent"):
        row[change] = _changed(detect, items, scorer.TRANSFORMS[change])
    row["chat"] = _with_the_chat(scorer, items) if name == "Kapok" else None
    return row | {"us": _cost(detect, [item["text"] for item in items if item["length_class"] == "short"])}


def _scorer(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def _changed(detect: Detect, items: list[Any], change: Callable[[Any], str | None]) -> float:
    pairs = [(text, item["label"]) for item in items if (text := change(item)) is not None]
    return statistics.fmean(detect(text) == label for text, label in pairs)


def _cost(detect: Detect, texts: list[str]) -> float:
    """CPU µs a text, the median of three rounds."""
    rounds = []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            detect(text)
        rounds.append((time.process_time() - start) / len(texts) * 1e6)
    return statistics.median(rounds)


def _with_the_chat(scorer: Any, items: list[Any]) -> float:
    """The short ones with a chosen form that is the text's nine times in ten; a foreign text's chat is any of ours."""
    from bot.detection import detect
    from bot.forms.weighing import weigh
    from bot.languages import Form

    chance = random.Random(1)  # noqa: S311 -- which chats are wrong; no secret
    forms = {label: Form(tag) for tag, label in LABELS.items()}
    short = [item for item in items if item["length_class"] == "short"]
    answers = []
    for item in short:
        own = forms.get(item["label"])
        others = [form for form in Form if form is not own]
        chosen = own if own and chance.random() < PRIOR_IS_RIGHT else chance.choice(others)
        answers.append(_label(weigh(detect(item["text"]), chosen).form))
    return float(scorer.score(short, answers)["macroF1"])


def _label(form: str | None) -> str:
    return LABELS.get(form or "", "other")


def _kapok() -> Detect:
    from bot.detection import detect

    return lambda text: _label(detect(text).form)


def _eldc_alone() -> Detect:
    import eldc

    eldc.init()
    names = {"zh": "zh-Hans", "en": "en", "pt": "pt"}
    return lambda text: names.get(eldc.detect(text), "other")


def _langdetect() -> Detect:
    import langdetect

    langdetect.DetectorFactory.seed = 0
    names = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant", "en": "en", "pt": "pt"}

    def answer(text: str) -> str:
        try:
            return names.get(langdetect.detect(text), "other")
        except langdetect.LangDetectException:
            return "other"

    return answer


def _packages() -> Detect:
    import eldc
    from cantofilter import judge

    from bot.forms.cleaning import cleaned
    from bot.forms.scripts import folded, script_of

    eldc.init()
    twelve = eldc.instance()
    twelve.set_languages("en,pt,es,fr,it,de,nl,ca,ro,ms,tl,vi")

    def answer(text: str) -> str:
        seen = cleaned(text)
        han = sum("\u3400" <= char <= "\u9fff" for char in seen)
        letters = sum(char.isalpha() for char in seen)
        if han * 2 > letters or (han and letters - han < han * 8):
            kana = sum("\u3041" <= char <= "\u30fa" for char in seen)
            cantonese = str(judge(folded(seen))) == "cantonese"
            return "other" if kana else "yue" if cantonese else _label(script_of(seen) or "zh-Hans")
        found = twelve.detect(seen) if letters and max(seen, default="") < "\u0300" else None
        return found if found in {"en", "pt"} else "other"

    return answer


DETECTORS: dict[str, Callable[[], Detect]] = {
    "langdetect, seeded": _langdetect,
    "eldc alone": _eldc_alone,
    BASELINE: _packages,
    "Kapok": _kapok,
}

if __name__ == "__main__":
    sys.exit(main())
