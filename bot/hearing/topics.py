"""What a sentence that asks for stories is about: the noun in it, without the words around it; pure.

Chinese has no spaces to tell it by: what may stand ahead of a noun, or behind it, is taken off (`data/topics.toml`).
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bot.forms.scripts import DATA
from bot.terms import term_shape
from bot.texts import HAN_CHARACTER

_CLAUSE = re.compile(r"[^\s,，.。!！?？;；:：…~～、“”「」《》\"()（）]+")
_TWO_WORDS = re.compile(r"[\u3400-\u9fff]{4}")
_SURELY = re.compile(r"关于|關於|有关|有關|[讲講].+[的嘅]|[的嘅](?:故事|故仔|文章)")
"""What is told between these is a topic, whatever it is: 關於茶."""
SHORTEST, LONGEST = 2, 8
"""Chinese characters of what may be the name of something: one is a sigh, or a verb, wherever it is not surely one."""
MOST_WORDS, SHORTEST_ALONE = 3, 3
"""Words of a name each of which is looked for alone, and the letters of one."""


@dataclass(frozen=True, slots=True)
class _Around:
    ahead: re.Pattern[str]
    behind: re.Pattern[str]
    joints: re.Pattern[str]
    ages: re.Pattern[str]
    sentence: re.Pattern[str]
    shield: re.Pattern[str]
    nothing: frozenset[str]


@cache
def _around() -> _Around:
    words = tomllib.loads((DATA / "topics.toml").read_text(encoding="utf-8"))
    ages = f"{_any_of(words['ages'])}|\\b{_any_of(words['ages_latin'])}\\b"
    return _Around(
        re.compile(f"(?:\\w{{1,4}}?想(?=[听睇看知读找搵揾了]))?(?:{_any_of(words['ahead'])}|[跟和同与](?=.+有关))*"),
        re.compile(f"{_any_of(words['behind'])}+$"),
        re.compile(f"{_any_of(words['joints'])}|\\b{_any_of(words['joints_latin'])}\\b|[,;]"),
        re.compile(ages),
        re.compile(f"[{term_shape(words['sentence'])}]"),
        re.compile(_any_of(words["shield"])),
        frozenset(map(term_shape, words["nothing"])),
    )


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(map(term_shape, words), key=len, reverse=True)))})"


def nouns_of(text: str) -> tuple[str, ...]:
    """What the clauses of a Chinese sentence are about, as they were typed, the last one first."""
    shortest = 1 if _SURELY.search(text) else SHORTEST
    nouns = (_peeled(clause, shortest) for clause in reversed(_CLAUSE.findall(text)) if HAN_CHARACTER.search(clause))
    return tuple(filter(None, nouns))


def _peeled(clause: str, shortest: int) -> str:
    around, asked = _around(), _in_step(clause)
    shielded = _shielded(asked)
    ahead = around.ahead.match(shielded)
    begin = ahead.end() if ahead else 0
    behind = around.behind.search(shielded, begin)
    end = behind.start() if behind else len(clause)
    told = around.joints.sub("", shielded[begin:end])
    characters = len(HAN_CHARACTER.findall(clause[begin:end]))
    joined = end - begin - len(told)
    names = shortest <= characters and characters - joined <= LONGEST and asked[begin:end] not in around.nothing
    return clause[begin:end] if names and not around.sentence.search(told) else ""


def _in_step(text: str) -> str:
    """Folded, character by character."""
    return "".join(term_shape(char)[:1] or " " for char in text)


def parts_of(topic: str) -> tuple[str, ...]:
    """What to look for where no story has all of a topic: each of several things, then those without their age.

    A Chinese name of four characters is most often two words, of which the last one says what it is: 嶺南建築.
    """
    around = _around()
    whole = things_in(topic)
    bare = [piece for part in whole for piece in _between(part, around.ages)]
    names = [half for part in bare if _TWO_WORDS.fullmatch(part) for half in (part[2:], part[:2])]
    halves = [half for half in names if _in_step(half) not in around.nothing]
    few = [part.split() for part in bare if part.count(" ") < MOST_WORDS]
    alone = [word for words in few for word in words if len(word) >= SHORTEST_ALONE and len(words) > 1]
    alone = [word for word in alone if _in_step(word) not in around.nothing]
    found = dict.fromkeys((*whole, *bare, *halves, *alone))
    return tuple(part for part in found if len(part) >= SHORTEST and part != topic)


def things_in(topic: str) -> tuple[str, ...]:
    """Each of the things that a topic joins: “arcades or gardens”."""
    return tuple(thing for thing in _between(topic, _around().joints) if len(thing) >= SHORTEST)


def _shielded(asked: str) -> str:
    return _around().shield.sub(lambda noun: "_" * len(noun[0]), asked)


def _between(text: str, pattern: re.Pattern[str]) -> list[str]:
    found = pattern.finditer(_shielded(_in_step(text)))
    ends = [0, *(place for each in found for place in each.span()), len(text)]
    return [text[begin:end].strip() for begin, end in zip(ends[::2], ends[1::2], strict=True)]
