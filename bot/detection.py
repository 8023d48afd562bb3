"""Which written form a message is in, and how sure that is; the caller weighs it with what it knows of the chat.

A script gate first; Han text by words (canto-filter and bot/data/han.toml) and by script; Latin text by eldc and the
short words of chat (bot/data/latin.toml). Deterministic. Limits: a few characters without a marker (相片, 多謝你)
nobody can decide from the text; Cantonese in Simplified characters is still yue-Hant, the only way the bot writes it;
Galician counts as Portuguese. The thresholds were chosen by hand and checked on a development set, not fitted.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from bot.forms.cleaning import WORD, cleaned, words_of
from bot.forms.ngrams import han_shape, latin_shape, model
from bot.forms.scripts import Counts, counted, folded
from bot.hearing import cues
from bot.languages import Form

SURE = 0.9
"""From this confidence on the text overrides what is known of the chat."""


@dataclass(frozen=True, slots=True)
class Detection:
    """The form of a text (none: another language, or no language), 0..1 how sure, and the form that came second."""

    form: Form | None
    confidence: float
    runner_up: Form | None


_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff々〇]")
_RUN = re.compile(rf"{_HAN.pattern}+")
_KANA = re.compile(r"(?![のノ])[\u3041-\u3096\u30a1-\u30fa]")  # shops in Hong Kong like a の
_A_NAME = 0.5
"""Points of cues that a name may have (廣東話 has a hint of Cantonese in it)."""
_IN_NAMES = frozenset({
    *("bom", "boa", "costa", "nice", "nova", "são", "the", "of", "on"),
    *("a", "da", "das", "de", "do", "dos", "e", "el", "la", "las", "le", "los", "o"),
})  # fmt: skip
"""Words of chat that stand in the names of places too."""


def talks(text: str) -> bool:
    """Whether it has a word that people chat with, as no name has: “not now”, 搞唔掂."""
    seen = cleaned(text)
    words = [word for word in words_of(seen.lower()) if word not in _IN_NAMES]
    return cues.chats(words) or abs(cues.spoken(folded(seen).lower())) > _A_NAME


@lru_cache(maxsize=64)
def detect(text: str) -> Detection:
    """The written form of a text; a text without letters has none, and that is certain (confidence 1.0).

    None with less confidence means a language that is not the bot's. Never raises.
    """
    seen = cleaned(text)
    words = words_of(cues.spelt_out(seen.lower()))
    if words and text.isascii():
        return _latin(words, seen)
    letters = sum(map(str.isalpha, seen))
    if not letters or not any(map(str.isalpha, text)):  # NFKC makes letters of №
        return Detection(None, 1.0, None)
    han, kana, latin = len(_HAN.findall(seen)), len(_KANA.findall(seen)), sum(map(len, words_of(seen.lower())))
    if letters - han - latin > max(han, latin / 2) or kana > han / 6:
        return Detection(None, 0.99, None)
    if _han_decides(seen, han, words):
        return _han(seen, han)
    return _latin(words, seen)


def _han_decides(seen: str, han: int, words: list[str]) -> bool:
    """Chinese with English names in it is Chinese; an English sentence with a Chinese name in it is English."""
    if not han or _framed(seen, words):
        return False
    if han >= len(words):
        return True
    return han * 4 >= len(words) and (cues.spoken(folded(seen).lower()) != 0 or not cues.latin(words))


_ONE_NAME = 4
"""Characters of a Chinese word that somebody asks about."""
_TELLING = 4
"""Two small words among so many words ask about a Chinese word; “I mean 唔係” does not."""
_PERSONS = frozenset("我你他她佢")
_WHOLE = 3
"""So many small words are a whole Latin sentence, if it has twice as many words as there are Chinese characters, or as
many and speaks of saying something."""
_AMID = 5
"""So many words that are no names, and a quarter more than Chinese characters, have these among them."""
_JOINING = 3
"""So many small words may join two Chinese names: 粵語 and 普通話, from 廣州南站 to 珠江新城, 早茶 the same as 飲茶."""


def _framed(seen: str, words: list[str]) -> bool:
    """Whether a Chinese name or quoted word, or several joined, stand in (before, behind) a sentence of small words."""
    before, *between, behind = _RUN.split(seen)
    small, han = cues.small(words), len(_HAN.findall(seen))
    if not between and _is_amid(before, behind, han):
        return True
    if not small or small * 3 < len(words):
        return False
    speaks = bool(WORD.search(before)) and not cues.saying().isdisjoint(words)
    if small >= _WHOLE and len(words) >= (han if speaks else 2 * han):
        return True
    if not all(map(_joins, between)):
        return False
    inside = bool(WORD.search(before) and WORD.search(behind))
    runs = _RUN.findall(seen)
    mentioned = small > 1 and len(words) >= _TELLING and not between and _is_mentioned(before, runs[0], behind)
    return inside + (mentioned or all(map(_is_name, runs))) + (small > 1) > 1


def _is_amid(before: str, behind: str, han: int) -> bool:
    """Whether a few characters stand amid many Latin words that are hardly names."""
    left, right = WORD.findall(before), WORD.findall(behind)
    small = sum(map(str.islower, left + right))
    return bool(left and right) and small >= max(_AMID, 1.25 * han) and small * 3 >= len(left + right) * 2


def _is_name(text: str) -> bool:
    return text[0] not in _PERSONS and abs(cues.spoken(folded(text))) < _A_NAME


def _is_mentioned(before: str, name: str, behind: str) -> bool:
    """Whether a Chinese word is spoken about, not with: next to say, mean, dizer."""
    beside = (*words_of(before.lower())[-2:], *words_of(behind.lower())[:1])
    return len(name) <= _ONE_NAME and name[0] not in _PERSONS and not cues.saying().isdisjoint(beside)


def _joins(between: str) -> bool:
    """Whether what stands between two Chinese words is only a few small words of a Latin sentence."""
    words = words_of(between.lower())
    return 0 < len(words) <= _JOINING and cues.small(words) == len(words)


def _odds(points: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, points))))


# Without any cue a text is rather written Chinese than Cantonese, the more so in Simplified characters.
_UNMARKED = 0.4
_UNMARKED_SIMPLIFIED = 2.2
_OBVIOUS = 6.0
"""Points of cues and canto-filter that the learnt model is not asked to confirm."""
_SHORT, _HEARD, _UNHEARD = 12, 1.0, 2.2
"""In so few characters, below so many points, no known word is Cantonese: then the model has so many at most."""
_CHINESE, _OVERRULED = -0.5, 1.4
"""Below so many points known words are written Chinese: the model alone does not outweigh them (辛苦啦, 好可愛喔)."""
_LONG, _SILENT = 16, -2.0
"""In more characters than these Cantonese has a word of its own: without one the model, which knows Hong Kong's topics
better from Cantonese than from written Chinese, has so many points at most."""


def _han(seen: str, han: int) -> Detection:
    counts = counted(seen)
    shapes = cues.japanese(seen)
    if shapes * 8 >= han and shapes > max((counts.simplified + counts.shared) / 3, counts.traditional / 4):
        return Detection(None, 0.7, Form.ZH_HANT)
    script, certainty = _script(counts)
    simplified = script is Form.ZH_HANS and certainty > _NEUTRAL
    spoken = _odds(_spoken(seen) - (_UNMARKED_SIMPLIFIED if simplified else _UNMARKED))
    if spoken >= 1 - spoken:
        return Detection(Form.YUE, spoken, script)
    other = Form.ZH_HANS if script is Form.ZH_HANT else Form.ZH_HANT
    return Detection(script, certainty * (1 - spoken), Form.YUE if spoken > 1 - certainty else other)


def _spoken(seen: str) -> float:
    """Points for Cantonese over written Chinese: by known words, by canto-filter and by the learnt model."""
    lowered = cues.without_lookalikes(folded(seen).lower())
    points = cues.spoken(lowered) + cues.turns(lowered) + _judged(lowered)
    if abs(points) > _OBVIOUS:
        return points
    return points + min(model("han").scores(han_shape(lowered))[0], _most(points, lowered))


def _most(points: float, lowered: str) -> float:
    """How many points the learnt model has at most, after what the known words say."""
    if points >= _HEARD or cues.marked(lowered):
        return math.inf
    if points <= 0 and len(lowered) > _LONG:
        return _SILENT
    if points < _CHINESE:
        return _OVERRULED
    return _UNHEARD if len(lowered) <= _SHORT else math.inf


_NEUTRAL = 0.5
_SHARED_ONLY = 0.75


def _script(counts: Counts) -> tuple[Form, float]:
    """The script and how sure it is: from even odds for a neutral text to nearly 1 for a few telling characters."""
    lead = counts.simplified - counts.traditional
    if not lead:
        return Form.ZH_HANS, _SHARED_ONLY if counts.shared and not counts.traditional else _NEUTRAL
    sure = _odds(3.0 + abs(lead) - min(counts.simplified, counts.traditional))
    return (Form.ZH_HANS if lead > 0 else Form.ZH_HANT), sure


_JUDGED: Mapping[str, float] = {"cantonese": 2.0, "mandarin": -1.0, "mixed": 0.5, "neutral": 0.0}


def _judged(lowered: str) -> float:
    from cantofilter import judge  # noqa: PLC0415 -- late, so that importing this module stays quick

    return _JUDGED[str(judge(lowered))]


# Plausible in a chat in Guangzhou, Macau or Hong Kong; more languages only take words from the few that matter.
_PLAUSIBLE = "en,pt,es,fr,it,de,nl,ca,ro,ms,tl,vi,no,sv,da,fi,pl,cs,tr,hu,eu,hr"
# A short message is rather in one of the bot's languages; Portuguese typed without accents looks Spanish to eldc.
_PRIORS: Mapping[str, float] = {"en": 1.0, "pt": 1.2}
_LOUDNESS = 0.7
"""Model, cues and eldc see the same words, so their points together say more than they know."""


@lru_cache(maxsize=1)
def _eldc() -> Any:  # noqa: ANN401 -- eldc has no types
    import eldc  # noqa: PLC0415 -- loads 20 MB of n-grams

    eldc.init()
    instance = eldc.instance()
    instance.set_languages(_PLAUSIBLE)
    instance.set_scores(12)
    return instance


_CLEAR = 4.0
"""Points of lead from which cues and eldc need no third opinion."""
_RARE = 1.5
"""Points against Galician: in a chat here it is rarer than in the text that the model learnt from."""
_RARE_SPANISH = 1.0
"""The same against Spanish, where the learnt model decides: que lento, igualmente are words of both."""
_ONE_WORD = 3.0
"""One word that looks like Cantonese in Latin letters (hai, sik) is more often another language."""
_NEVER_GALICIAN = re.compile(
    r"[ãõçâêôà]|lh|[éó]is\b|\b(?:em|um|uma|com|nem|bem|tem|rua|muit[oa]s?)\b|que horas(?! son)"
)


def _latin(words: list[str], seen: str) -> Detection:
    """Every language's points; the learnt model is asked where the known words leave doubt, for it costs the most.

    Neither the cues nor eldc know Galician, so it gets theirs for Portuguese, and only the model tells the two apart.
    """
    words = cues.without_names(words)
    points = _known(words, seen.lower())
    english, portuguese = (points.get(code, 0.0) + prior for code, prior in _PRIORS.items())
    romanised = points.pop("yue", 0.0)
    romanised = romanised if romanised > _ONE_WORD else 0.0
    foreign = max((value for language, value in points.items() if language not in _PRIORS), default=0.0)
    ranked = [(english, Form.EN), (portuguese, Form.PT), (foreign, None)]
    ranked.sort(key=itemgetter(0), reverse=True)
    if (
        romanised
        or ranked[0][0] - ranked[1][0] < _CLEAR
        or (ranked[0][1] is Form.PT and not _NEVER_GALICIAN.search(seen.lower()))
    ):
        learnt = dict(zip(model("latin").classes, model("latin").scores(latin_shape(words)), strict=True))
        ranked = [
            (learnt["en"] + english, Form.EN),
            (learnt["pt"] + portuguese, Form.PT),
            (learnt["gl"] + portuguese + points.get("gl", 0.0) - _RARE, None),
            (learnt["es"] + points.get("es", 0.0) - _RARE_SPANISH, None),
            (learnt["other"] + foreign, None),
        ]
        ranked += [(learnt["other"] + romanised, Form.YUE)] if romanised else []
    return _best(sorted(((value * _LOUDNESS, form) for value, form in ranked), key=itemgetter(0), reverse=True))


def _best(ranked: Sequence[tuple[float, Form | None]]) -> Detection:
    """The best form with its share of all chances; the runner-up is the next that is another one of ours."""
    chances = [(math.exp(max(-30.0, value - ranked[0][0])), form) for value, form in ranked]
    form = ranked[0][1]
    share = sum(chance for chance, other in chances if other is form) / sum(chance for chance, _ in chances)
    return Detection(form, share, next((other for _, other in ranked if other not in {form, None}), None))


def _known(words: list[str], lowered: str) -> dict[str, float]:
    """Points per language by the short words of chat, by signs and by eldc."""
    points = cues.latin(words)
    for language, point in cues.signs(lowered).items():
        points[language] = points.get(language, 0.0) + point
    scores: dict[str, float] = _eldc().detect_details(" ".join(words)).scores
    for language, score in scores.items():  # a score is 1 - exp(-evidence per word)
        evidence = -math.log(max(1e-6, 1.0 - score)) * len(words)
        points[language] = points.get(language, 0.0) + evidence
    return points
