"""Messages that only nod, laugh, frown or wonder: 👍, 哈哈, kkk, 👎, “?”. They ask for nothing, yet deserve an answer.

Asked last, after aliases and questions: in a conversation “?” or 👍 is what somebody wanted to write.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any

from bot.forms.scripts import DATA
from bot.hearing.negation import ends_nothing
from bot.hearing.patterns import Pattern
from bot.hearing.shape import shape
from bot.lookup import name_shape

_LONGEST, _SPACES = 60, 3
"""Characters of a message that only nods, and spaces where it does so in words."""
_HEARD = 1_000
"""Characters of a message in which despair is listened for."""
_LAUGHTER = re.compile(r"(?:h[aei]|[aei]h|rs|ks|哈|嘻|嘿|呵)+h?|k{2,}|k|233+")
_AROUND_LAUGHTER = Pattern(r"^(?:[哈嘻嘿呵]+|a?ha(?:ha)+h?|lol) ?| ?(?:[哈嘻嘿呵]+|a?ha(?:ha)+h?|lol)$")
_MARKS, _SPACED = re.compile(r"([()|])"), re.compile(r"\S(?:.*\S)?")
"""Of a line with alternatives: its marks, and a piece without the spaces around it."""
_BEGINNING = 2
"""Characters by which such a line is found."""
_SMILE = re.compile(r"[:;=]'?-?[)dp3]+|<3+|\^_*\^|xd+", re.IGNORECASE)
_EDGE = r"\b"
_UNSEEN = re.compile("[\\s.!,。！，…~～\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""What stands around a sign and changes nothing: spaces, punctuation, the tone of a skin."""


class Nod(StrEnum):
    """What such a message says, as the tables in bot/data/nods.toml are named; for AGREED nobody need be thanked."""

    PLEASED = "pleased"
    AGREED = "agreed"
    AMUSED = "amused"
    NIGHT = "night"
    DISPLEASED = "displeased"
    PUZZLED = "puzzled"
    SAD = "sad"
    DESPERATE = "desperate"
    BIRTHDAY = "birthday"
    GLAD = "glad"
    FESTIVE = "festive"


class Reply(StrEnum):
    """What a whole message says to what is offered; FINE is a yes only to a question."""

    YES = "yes"
    FINE = "fine"
    NO = "no"


@lru_cache(maxsize=1)
def _raw() -> Mapping[str, Any]:
    return tomllib.loads((DATA / "nods.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Nod]:
    return {shape(word): nod for nod in Nod for word in _raw()[nod].get("words", ())}


@lru_cache(maxsize=1)
def _replies() -> Mapping[str, Reply]:
    return {shape(word): reply for reply in Reply for word in _raw()["reply"][reply]}


@lru_cache(maxsize=1)
def _agreeing() -> Pattern:
    """Up to three words of a yes in a row: 嗯嗯好的, ok got it."""
    words = sorted(map(re.escape, (word for word, nod in _words().items() if nod is Nod.AGREED)), key=len, reverse=True)
    return Pattern(f"(?:(?:{'|'.join(words)}) ?){{2,3}}")


@lru_cache(maxsize=1)
def _signs() -> Mapping[str, Nod]:
    return {sign: nod for nod in Nod for sign in _raw()[nod].get("signs", "")}


@lru_cache(maxsize=1)
def _whole() -> Mapping[str, Sequence[tuple[re.Pattern[str], Nod]]]:
    """Whole messages that tell of something sad or glad, in the shape in which they are compared, by how they begin."""
    found: dict[str, list[tuple[re.Pattern[str], Nod]]] = {}
    for nod in Nod:
        for line in map(_shaped, _raw()[nod].get("whole", ())):
            pattern = re.compile(line)
            for begin in _beginnings(line):
                found.setdefault(begin, []).append((pattern, nod))
    return found


def _beginnings(line: str) -> set[str]:
    """The first characters of all that a line says, with alternatives within alternatives."""
    starts, ended, said = [{""}], [set[str]()], {""}
    for piece in _MARKS.split(line):
        if piece == "(":
            starts, ended = [*starts, said], [*ended, set()]
        elif piece == "|":
            ended[-1] |= said
            said = starts[-1]
        elif piece == ")":
            starts.pop()
            said = said | ended.pop()
        else:
            said = {(begin + piece)[:_BEGINNING] for begin in said}
    return said | ended[0]


@lru_cache(maxsize=1)
def _leaving() -> Pattern:
    """Whole messages of who thinks better of it, in that shape, too."""
    left = _raw()["left"]
    return _any_of([*left["words"], *left["whole"]])


def _any_of(lines: Iterable[str]) -> Pattern:
    return Pattern("|".join(map(_shaped, lines)))


def _shaped(line: str) -> str:
    """What stands between its brackets and strokes in the shape of aliases; the spaces at the edges stay."""
    return "".join(
        each if each in "()|" else _SPACED.sub(lambda piece: shape(piece[0]), each) for each in _MARKS.split(line)
    )


@lru_cache(maxsize=1)
def _desperate() -> Pattern:
    """Those that begin where a word does stand behind one such edge: in the midst of words none is tried."""
    within = _raw()[Nod.DESPERATE]["within"]
    words = [each.removeprefix(_EDGE) for each in within if each.startswith(_EDGE)]
    others = [each for each in within if not each.startswith(_EDGE)]
    return Pattern("|".join([*others, f"{_EDGE}(?:{'|'.join(words)})"]))


def nod_of(text: str) -> Nod | None:
    """How they feel, if the whole message says only that; of several signs the least pleased counts.

    Who does not want to live need not say so alone.
    """
    if _desperate().search(name_shape(text[:_HEARD].replace("’", "'"))[:_HEARD]):
        return Nod.DESPERATE
    if len(text) > _LONGEST:
        return None
    if ends_nothing(text):
        return Nod.AGREED
    said = shape(text)
    bare = _AROUND_LAUGHTER.sub("", said)
    whole = _as_a_whole(said) or (_as_a_whole(bare) if bare != said else None)
    wordy = text.count(" ") > _SPACES and any(map(str.isalpha, text))
    told = whole if whole or wordy else _in_short(said, _UNSEEN.sub("", text))
    return Nod.AGREED if told is None and lets_be(text) else told


@lru_cache(maxsize=64)
def lets_be(text: str) -> bool:
    """Whether somebody who was asked to write something thinks better of it: 算了, cancel, deixa."""
    return len(text) <= _LONGEST and bool(_leaving().fullmatch(shape(text)))


def reply_of(said: str) -> Reply | None:
    """What a message in the shape of aliases says to what is offered, if it says only that, once or twice over."""
    replies, (first, _, rest) = _replies(), said.partition(" ")
    begun, told = replies.get(first), replies.get(rest)
    if told is not None and (told is begun or (begun is Reply.FINE and told is Reply.YES)):
        return told
    return replies.get(said)


def _as_a_whole(said: str) -> Nod | None:
    return next((nod for line, nod in _whole().get(said[:_BEGINNING], ()) if line.fullmatch(said)), None)


def _in_short(said: str, seen: str) -> Nod | None:
    """In a few words, which `said` are in the shape of aliases, or in signs alone, which are `seen`."""
    if _SMILE.fullmatch(seen):
        return Nod.PLEASED
    if _LAUGHTER.fullmatch(said):
        return Nod.AMUSED
    if said:
        agrees = _agreeing().fullmatch(said) or _AROUND_LAUGHTER.sub("", said) in _words()
        return _words().get(said) or (Nod.AGREED if agrees else None)
    found = {_signs().get(char) for char in seen}
    if None in found or not found:
        return None
    return next(nod for nod in (Nod.DISPLEASED, Nod.PUZZLED, Nod.PLEASED) if nod in found)
