"""Which written form a message is in, and how sure that is; the caller weighs it with what it knows of the chat.

A script gate first; Han text by words (canto-filter and bot/data/han.toml) and by script; Latin text by eldc and the short
words of chat (bot/data/latin.toml). Limits: a few characters without a marker (相片, 多謝你) nobody can decide from
the text; Cantonese in Simplified characters is still yue-Hant, the only way the bot writes it. Deterministic.
"""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from bot import cues
from bot.languages import HAN, Form
from bot.scripts import counted, folded

SURE = 0.9
"""From this confidence on the text overrides what is known of the chat."""


@dataclass(frozen=True, slots=True)
class Detection:
    """The form of a text (none: another language, or no language), 0..1 how sure, and the form that came second."""

    form: Form | None
    confidence: float
    runner_up: Form | None


_NOISE = re.compile(
    r"<[a-z/][^<>]*>|\{[^{}\s]*\}|&#?\w+;|https?://\S+|\b(?:www\.|t\.me/)\S+|\b[\w.+-]+@[\w-]+\.\w+"
    r"|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|cn|hk|mo|pt|br|io|me)\b(?:/\S*)?|[@#][\w]+|(?<![\w/])/[a-z0-9_]+",
    re.IGNORECASE | re.ASCII,
)
_TAG = re.compile(r"#\w+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff々〇]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:['’][A-Za-z\u00c0-\u024f]+)*")
_NOT_LETTERS = re.compile(r"[^\w'’\s]|[\d_]")
_PARTICLE = re.compile(r"[\u3400-\u9fff]\s?(?:la|ga|ge|lo|ar|ah|wor|gwa|tim|lor|jor|je|leh|ma|me|geh|lah)\b")


def cleaned(text: str) -> str:
    """The text in NFKC without links, @names, /commands, #tags, markup, and without characters nobody sees."""
    seen = text.encode("utf-8", "ignore").decode("utf-8")  # drops lone surrogates
    seen = unicodedata.normalize("NFKC", seen)
    if not seen.isprintable():
        seen = "".join(char if char.isprintable() else " " if char.isspace() else "" for char in seen)
    return _TAG.sub(" ", _NOISE.sub(" ", seen))


def detect(text: str) -> Detection:
    """The written form of a text; a text without letters has none, and that is certain (confidence 1.0).

    None with lower confidence means a language that is not the bot's.
    """
    seen = cleaned(text)
    letters = sum(char.isalpha() for char in seen)
    if not letters:
        return Detection(None, 1.0, None)
    if seen.isascii():
        return _latin(_LATIN_WORD.findall(seen.lower()), seen)
    han, kana = len(_HAN.findall(seen)), len(_KANA.findall(seen))
    words = _LATIN_WORD.findall(seen.lower())
    latin = sum(map(len, words))
    foreign = letters - han - latin
    if foreign > max(han, latin / 2) or kana >= max(2, han / 5):
        return Detection(None, 0.99, None)
    if han * 4 >= len(words):
        return _han(seen, han)
    return _latin(words, seen)


def _logistic(points: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, points))))


def _han(seen: str, han: int) -> Detection:
    lowered = folded(seen).lower()
    simplified, traditional = counted(seen)
    if (shapes := cues.japanese(seen)) > max(simplified // 3, traditional // 2) and shapes * 8 >= han:
        return Detection(None, 0.7, Form.ZH_HANT)
    points = cues.spoken(lowered) + _judged(lowered) + (2.0 if _PARTICLE.search(lowered) else 0.0)
    points -= 0.3 + (0.9 if simplified > traditional else 0.0)
    spoken = _logistic(points)
    script, certainty = _script(simplified, traditional)
    if spoken >= 0.5:  # noqa: PLR2004 -- even odds
        return Detection(Form.YUE, spoken, script)
    other = Form.ZH_HANS if script is Form.ZH_HANT else Form.ZH_HANT
    second = Form.YUE if spoken > 1 - certainty else other
    return Detection(script, certainty * (1 - spoken), second)


def _script(simplified: int, traditional: int) -> tuple[Form, float]:
    lead = simplified - traditional
    sure = 0.5 if not lead else _logistic(3.0 + abs(lead) - min(simplified, traditional))
    return (Form.ZH_HANS if lead >= 0 else Form.ZH_HANT), sure


_JUDGED: Mapping[str, float] = {"cantonese": 2.0, "mandarin": -1.0, "mixed": 0.5, "neutral": 0.0}


def _judged(lowered: str) -> float:
    from cantofilter import judge  # noqa: PLC0415 -- late, so that importing this module stays quick

    return _JUDGED[str(judge(lowered))]


import os
PRE=float(os.environ.get('PRE','0'))
PRP=float(os.environ.get('PRP','0'))
EW=float(os.environ.get("EW",".7"))
_OURS = frozenset({"en", "pt"})
_LATIN_LANGUAGES = "en,pt,es,fr,it,de,nl,ca,ro,ms,tl,vi,no,sv,da,fi,pl,cs,tr,hu,eu,hr"


@lru_cache(maxsize=1)
def _eldc() -> Any:  # noqa: ANN401 -- eldc has no types
    import eldc  # noqa: PLC0415 -- loads 20 MB

    eldc.init()
    instance = eldc.instance()
    instance.set_languages(_LATIN_LANGUAGES)
    instance.set_scores(12)
    return instance


def _latin(words: list[str], seen: str) -> Detection:
    plain = _NOT_LETTERS.sub(" ", seen).lower()
    points = cues.latin(words)
    scores: dict[str, float] = _eldc().detect_details(plain).scores
    if not points and not scores:
        return Detection(None, 0.4, None)
    evidence = {language: -math.log(max(1e-6, 1.0 - score)) * len(words) * EW for language, score in scores.items()}
    for language, weight in evidence.items():
        points[language] = points.get(language, 0.0) + weight
    return _best(points)


def _best(points: Mapping[str, float]) -> Detection:
    english, portuguese = points.get("en", 0.0) + PRE, points.get("pt", 0.0) + PRP
    other = max((value for language, value in points.items() if language not in _OURS), default=0.0)
    ranked = sorted(((english, Form.EN), (portuguese, Form.PT), (other, None)), key=lambda pair: -pair[0])
    total = sum(math.exp(value - ranked[0][0]) for value, _ in ranked)
    second = ranked[1][1] or ranked[2][1]
    return Detection(ranked[0][1], 1.0 / total, second)


def weigh(
    detection: Detection, chosen: Form | None, recent: Sequence[Form] = (), hint: Form | None = None
) -> Detection:
    """The detection with the chat as a prior: what the person chose, their recent messages, the network's hint.

    Only a text that leaves doubt (confidence under SURE) is moved, and only to what it could be: its runner-up, or
    another Chinese form for a Chinese text.
    """
    if detection.confidence >= SURE:
        return detection
    prior: dict[Form, float] = {}
    for form, weight in ((chosen, 3.0), (hint, 0.5), *((form, 1.0) for form in recent[-5:])):
        if form is not None:
            prior[form] = prior.get(form, 0.0) + weight
    possible = {detection.form, detection.runner_up}
    if detection.form in HAN:
        possible |= HAN
    expected = max((form for form in prior if form in possible), key=lambda form: prior[form], default=None)
    if expected is None or expected == detection.form:
        return detection if expected is None else replace(detection, confidence=min(SURE, detection.confidence + 0.2))
    return Detection(expected, min(SURE, 1.0 - detection.confidence / 2), detection.form)


def foreign_name(text: str) -> str | None:
    """The ISO 639-1 code of the foreign language of a Latin text of 20 letters or more; none when detect() knows it.

    Seeded, so the same text always gets the same answer. The first call loads langdetect, about a second.
    """
    seen = cleaned(text)
    if sum(map(len, _LATIN_WORD.findall(seen))) < 20 or detect(text).form is not None:  # noqa: PLR2004
        return None
    import langdetect  # noqa: PLC0415 -- slow to load, seldom needed

    langdetect.DetectorFactory.seed = 0
    try:
        return str(langdetect.detect(seen))
    except langdetect.LangDetectException:
        return None
