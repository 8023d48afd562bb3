"""What somebody may have wanted to type: a word that was mistyped, put right from words that are known.

Words of letters only: a Chinese character is typed whole, and a wrong one is another word. Nearness is the number of
letters left out, put in, changed or swapped (rapidfuzz), after accents and case are gone. A whole message that is
nearly an alias is told apart more strictly: most short words are one letter from another (note, vote).
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.forms.conversion import convert
from bot.hearing.aliases import Wish, alias_of, whole_messages
from bot.hearing.meaning import LONGEST as READ
from bot.hearing.meaning import WISHES, ear, meant
from bot.hearing.shape import shape
from bot.languages import HAN, Form
from bot.terms import term_shape
from bot.texts import HAN_CHARACTER

SHORTEST = 4
"""Letters of a word that may be a mistyped one: below that, too many words are near."""
_LONG, _TWO = 7, 2
"""From so many letters on, two of them may be wrong."""
_SAFE = 6
"""Letters of a word that is told from others even with a letter changed."""
_LOOKED_AT = 5
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")
_DOUBLE = re.compile(r"(.)\1")


def vocabulary(texts: Iterable[str]) -> Mapping[str, str]:
    """The words of texts, as they are compared and as they are first written."""
    known: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text):
            if len(word) >= SHORTEST:
                known.setdefault(term_shape(word), word)
    return known


def put_right(typed: str, known: Mapping[str, str]) -> str | None:
    """What was typed with every unknown word replaced by the nearest known one; none when no word has one."""
    rather = _WORD.sub(lambda word: _nearest(word[0], known), typed)
    return rather if rather != typed else None


def may_be_put_right(typed: str) -> bool:
    """Whether it has a word that is long enough for a slip to be told from another word."""
    return any(len(term_shape(word)) >= SHORTEST for word in _WORD.findall(typed))


def _nearest(word: str, known: Mapping[str, str]) -> str:
    said = term_shape(word)
    if len(said) < SHORTEST or said in known:
        return word
    found = process.extractOne(said, known.keys(), scorer=OSA.distance, score_cutoff=_mistakes(said))
    return known[found[0]] if found else word


FEWEST = 5
"""Letters of a word that is told from others with one missing, too many, or two swapped."""


def without_slips(typed: str) -> str:
    """A message with what is surely a slip of the finger put right: by the words of the model, and if it then is sure.

    The first and last letter stand where they are, and no letter is another one: that is more often another word.
    """
    if len(typed) > READ or meant(typed).sure:
        return typed
    rather = _WORD.sub(lambda word: _slipped(word[0]) if word[0].islower() or not word.start() else word[0], typed)
    return rather if rather != typed and meant(rather).sure else typed


def _slipped(word: str) -> str:
    said = term_shape(word)
    near = _alike().get((said[0], said[-1])) if len(said) >= FEWEST else None
    if near is None or said in near:
        return word
    found = process.extract(said, near, scorer=OSA.distance, score_cutoff=1, limit=_LOOKED_AT)
    meant_words = [other for other, _, _ in found if len(other) != len(said) or sorted(other) == sorted(said)]
    return meant_words[0] if len(meant_words) == 1 else word


@lru_cache(maxsize=1)
def _alike() -> Mapping[tuple[str, str], frozenset[str]]:
    """The words that the model knows whole, by their first and last letter."""
    found: dict[tuple[str, str], set[str]] = {}
    for part in ear(WISHES).known(WISHES):
        word = part[1:-1]
        if part == f" {word} " and len(word) >= FEWEST and _WORD.fullmatch(word):
            found.setdefault((word[0], word[-1]), set()).add(word)
    return {edges: frozenset(words) for edges, words in found.items()}


LONGEST = 30
"""Characters of a message that may be a mistyped alias."""
_SURE_OF_HAN = 3
"""Characters of a Chinese message of which one may be wrong; of two, the other alone says too little."""
_LITTLE = frozenset("太了吧啦呀喇嘅啲啊㗎呢嗎很好不唔別一先")
"""Characters that say too little on their own: 太貴了 is no mistyped 太多了."""


@lru_cache(maxsize=1024)
def mistyped_alias(text: str, form: Form) -> tuple[str, Wish] | None:
    """The alias that a whole message nearly is, as a form writes it, and its wish; none when it is one, or is far.

    In words under six letters only swapped neighbours and a letter too many of two alike count.
    """
    said = shape(text) if len(text) <= LONGEST else ""
    known = whole_messages()
    if said in known or len(said) < (_SURE_OF_HAN if HAN_CHARACTER.search(said) else SHORTEST):
        return None
    most = 1 if HAN_CHARACTER.search(said) else _mistakes(said)
    near = process.extract(
        said, _about_as_long(len(said), most), scorer=OSA.distance, score_cutoff=most, limit=_LOOKED_AT
    )
    key = next((key for key, _, _ in near if _is_near(said, key)), None)
    alias = alias_of(key) if key else None
    if key is None or alias is None:
        return None
    return known[key].get(form) or _in_script(next(iter(known[key].values())), form), alias.wish


@lru_cache(maxsize=2 * LONGEST)
def _about_as_long(size: int, most: int) -> tuple[str, ...]:
    """What a message of this size may nearly be: with more letters left out or put in it is another one."""
    return tuple(key for key in whole_messages() if abs(len(key) - size) <= most)


def _in_script(words: str, form: Form) -> str:
    """Chinese words in the letters that a reader of Chinese reads."""
    return convert(words, Form.ZH_HANS if form is Form.ZH_HANS else Form.ZH_HANT) if form in HAN else words


def _mistakes(said: str) -> int:
    return _TWO if len(said) >= _LONG else 1


def _is_near(said: str, key: str) -> bool:
    if HAN_CHARACTER.search(said):
        same = {one for one, other in zip(said, key, strict=False) if one == other}
        return len(said) == len(key) and not same <= _LITTLE
    if " " in said and said.count(" ") == key.count(" "):
        return all(map(_is_slip, said.split(), key.split()))
    long = max(len(said), len(key)) >= _SAFE and min(len(said), len(key)) >= _SAFE - 1
    return long or sorted(said) == sorted(key) or _single(said) == _single(key)


def _is_slip(word: str, other: str) -> bool:
    return word == other or (len(word) >= SHORTEST and OSA.distance(word, other) <= _mistakes(word))


def _single(word: str) -> str:
    return _DOUBLE.sub(r"\1", word)
