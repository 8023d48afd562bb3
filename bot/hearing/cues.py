"""What single words say about a text's language: weights read from bot/data/han.toml and latin.toml, summed.

Units are made-up points, about those of eldc's evidence per word; positive Han points mean Cantonese, negative written
Chinese. Nothing here was counted on a corpus: the tables are what people know of these languages.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from bot.forms.scripts import DATA, folded

_POINTS: Mapping[str, float] = {
    "only": 4.5,
    "sure": 3.0,
    "clear": 2.2,
    "likely": 1.2,
    "hint": 0.4,
    "neither": 0.0,
}
_WRITTEN: Mapping[str, float] = {"sure": -2.5, "likely": -1.1, "hint": -0.3}
_NO_LANGUAGES = frozenset({"small", "saying", "names", "pairs", "digits"})
_TURNS = re.compile(
    r"[\u3400-\u9fff]\s?(?:la|ga|ge|lo|ar|ah|wor|gwa|tim|lor|jor|je|leh|ma|me|geh|lah)\b"  # 得 la
    r"|(?<![首優祖領率原事預爭當佔起在早搶])先[呀啊啦喇囉]?(?:\W*$|\s?[，。！？,.!?~])"  # 食飯先
    r"|(?<![乙丁己辛癸])未[呀啊]?\W*$"  # 食飯未
    r"|咋\W*$"  # 三個咋
    r"|(?:^\W*|[，。！？,.!?我你佢]\s?)[個部架隻間份條件啲]\s?[a-z]"  # 個 file
    r"|[a-z\u3400-\u9fff]\s?到(?:飛起|癲|傻|喊|痹|暈(?![倒過])|嘔(?!吐))"  # 熱到飛起
    r"|到[我你佢]?[腳腰頸面手頭眼耳口心肺肚喉牙骨膝腿聲汗]都(?!不|沒|是)[^了]{1,2}\W*$"  # 等到我頸都長
    r"|[我你佢](?:部(?![分隊門長署落])|架(?![設起構空])|間(?![接隔或歇諜中])|條(?![件款例約理]))[\u3400-\u9fff]"
    r"|[a-z]{2}\s?[個啲隻部條份張間架]\s?[a-z]{2}"  # cancel 個 booking
    r"|[a-z]{3}\s?(?:[隻啲]|張(?![先小太老姓])|部(?![分隊門長署落])|條(?![件款例約理]))[\u3400-\u9fff]"  # cancel 張單
    r"|將(?:[啲隻]|個(?![人別性案體股月]))"
    r"|(?<![a-z])(?:sor|hea|chur|chok|jetso|laan)(?![a-z])"  # English as only Hong Kong shortens it
    r"|[a-z]\s?(?:左(?![右邊側轉手])|緊(?![急張密跟要])|曬|埋|住(?![院宿址在])|下(?:[先啦佢你]|\W*$))"  # check 緊
)
_TURN = 2.0
_DIGIT = re.compile("[0-9]")
_PLACES = re.compile("[氹凼]仔|路[氹凼]")
"""Names in Macau, in every language; elsewhere their first character is Cantonese."""
_BOTH_AND = re.compile("既(?=[^，。！？]{1,8}，?[又也且])|(?:^|(?<=[，。！？；：、“「（(]))既")
"""Written Chinese "both … and", no keyboard 嘅, which never begins a clause."""
_LEFT = re.compile(r"(?:^|(?<=[\s，。！？；：、“「（(]))左")
"""The side (左 Shift, 左搖桿): no clause begins with the 左 that keyboards write for 咗."""


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _han_entries(raw: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for pair in raw["pairs"]:
        for first in pair["first"].split():
            for then in pair["then"].split():
                yield (first + then).lower(), _POINTS[pair["weight"]]
    for grade, words in raw["zh"].items():
        for word in words.split():
            yield word, _WRITTEN[grade]
    for grade in ("hint", "likely", "clear", "sure", "only"):
        for word in raw["yue"][grade].split():
            yield word, _POINTS[grade]
    for word in raw["neither"]["words"].split():
        yield word, 0.0


@lru_cache(maxsize=1)
def _han() -> dict[str, float]:
    return {folded(word): points for word, points in _han_entries(_read("han.toml"))}


@lru_cache(maxsize=1)
def _reach() -> dict[str, int]:
    """How long the longest word is that begins with a character."""
    reach: dict[str, int] = {}
    for word in _han():
        reach[word[0]] = max(reach.get(word[0], 0), len(word))
    return reach


@lru_cache(maxsize=1)
def _japanese() -> frozenset[str]:
    return frozenset(_read("han.toml")["japanese"]["chars"])


def spoken(text: str) -> float:
    """Points for Cantonese over written Chinese in Han text that is folded and lower-cased."""
    table, reach, points, place, end = _han(), _reach(), 0.0, 0, len(text)
    while place < end:
        for length in range(reach.get(text[place], 0), 0, -1):
            found = table.get(text[place : place + length])
            if found is not None:
                points += found
                place += length
                break
        else:
            place += 1
    return points


@lru_cache(maxsize=1)
def _marks() -> frozenset[str]:
    """The single characters that are clearly Cantonese."""
    return frozenset(word for word, points in _han().items() if len(word) == 1 and points >= _POINTS["clear"])


def marked(text: str) -> bool:
    """Whether folded Han text has a character that is clearly Cantonese, whatever else is in it."""
    return not _marks().isdisjoint(text)


def turns(text: str) -> float:
    """Points for a turn of Cantonese that is no single word, in Han text that is folded and lower-cased."""
    return _TURN if _TURNS.search(text) else 0.0


def without_lookalikes(text: str) -> str:
    """The text with what only looks Cantonese put otherwise: names in Macau, 關係, 既 and 左 in written Chinese."""
    related = text.replace("關係", "關聯").replace("關系", "關聯")
    return _LEFT.sub("右", _BOTH_AND.sub("又", _PLACES.sub("澳門", related)))


def japanese(text: str) -> int:
    """How many characters have a shape that only Japan writes."""
    return sum(map(_japanese().__contains__, text))


@lru_cache(maxsize=1)
def _latin() -> dict[str, dict[str, float]]:
    """For every word the points it gives each language: the more languages have it, the fewer."""
    raw = _read("latin.toml")
    owners: dict[str, set[str]] = {}
    for language, table in raw.items():
        for word in table.get("words", "").split() if language not in _NO_LANGUAGES else ():
            owners.setdefault(word, set()).add(language)
    return {word: dict.fromkeys(languages, 3.0 / len(languages)) for word, languages in owners.items()}


_PAIR_OF = {"yue": 4.5}
"""Two words of Cantonese in Latin letters are enough, where one is not; no other language here has both in a row."""


@lru_cache(maxsize=1)
def _pairs() -> dict[tuple[str, str], dict[str, float]]:
    """The same for two words in a row."""
    owners: dict[tuple[str, str], set[str]] = {}
    for language, pairs in _read("latin.toml")["pairs"].items():
        for pair in pairs.split():
            first, second = pair.split("_")
            owners.setdefault((first, second), set()).add(language)
    return {
        pair: {language: _PAIR_OF.get(language, 3.0) / len(languages) for language in languages}
        for pair, languages in owners.items()
    }


@lru_cache(maxsize=1)
def _digits() -> tuple[re.Pattern[str], dict[str, str]]:
    spelt: dict[str, str] = _read("latin.toml")["digits"]
    return re.compile(rf"\b(?:{'|'.join(sorted(spelt, key=len, reverse=True))})\b"), spelt


_DRAWN = re.compile(r"(.)\1{2,}")
_LETTERS = re.compile(r"[^\W\d_]+")


def _drawn_in(word: str) -> str:
    """A word with its drawn-out letters once (siiim), or twice where that is a word (gooood); kkkk is laughter."""
    if len(set(word)) == 1:
        return word
    once, twice = _DRAWN.sub(r"\1", word), _DRAWN.sub(r"\1\1", word)
    return twice if twice in _latin() and once not in _latin() else once


def spelt_out(lowered: str) -> str:
    """The lower-case text with its words as spelt: without drawn-out letters (siiim) or digits for sounds (l8r)."""
    if _DRAWN.search(lowered):
        lowered = _LETTERS.sub(lambda match: _drawn_in(match[0]), lowered)
    if not _DIGIT.search(lowered):
        return lowered
    found, spelt = _digits()
    return found.sub(lambda match: spelt[match[0]], lowered)


@lru_cache(maxsize=1)
def spanish_alone() -> frozenset[str]:
    """Words of Spanish, in lower case, that Portuguese does not write."""
    return frozenset(_read("latin.toml")["es"]["alone"].split())


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(_read("latin.toml")["names"]["words"].split())


def without_names(words: list[str]) -> list[str]:
    """The lower-case words without the places that every language here names, unless there are no others."""
    names = _names()
    return [word for word in words if word not in names] or words


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return frozenset(_read("latin.toml")["small"]["words"].split())


def small(words: list[str]) -> int:
    """How many of the lower-case words are small ones that an English or Portuguese sentence stands on."""
    return sum(word in _small() for word in words)


@lru_cache(maxsize=1)
def saying() -> frozenset[str]:
    """Words of English and Portuguese next to which a Chinese word is asked about: say, means, dizer."""
    return frozenset(_read("latin.toml")["saying"]["words"].split())


def latin(words: list[str]) -> dict[str, float]:
    """Points per language for lower-case Latin words."""
    points: dict[str, float] = {}
    table = _latin()
    for word in words:
        if word in table:
            _add(points, table[word])
    pairs = _pairs()
    for pair in pairwise(words):
        if pair in pairs:
            _add(points, pairs[pair])
    return points


def chats(words: Iterable[str]) -> bool:
    """Whether one of the lower-case words is a short word of chat in any language."""
    return not _latin().keys().isdisjoint(words)


_SIGNS = (
    (re.compile("[¿¡]"), {"es": 3.0}),
    (re.compile("ñ"), {"es": 1.5, "gl": 1.5}),
    (re.compile(r"[áéíóú]n\b"), {"es": 1.5, "gl": 1.5}),  # perdín, tamén, estación
)
"""Letters and signs that neither English nor Portuguese writes."""


def signs(text: str) -> dict[str, float]:
    """Points per language for letters and signs that are never ours, in a lower-case text."""
    points: dict[str, float] = {}
    for sign, found in () if text.isascii() else _SIGNS:
        if sign.search(text):
            _add(points, found)
    return points


def _add(points: dict[str, float], found: Mapping[str, float]) -> None:
    for language, point in found.items():
        points[language] = points.get(language, 0.0) + point
