"""What somebody looks for who types words: its terms, without the words that only ask, and what is nearly the same."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from bot.content import PostKind
from bot.forms.scripts import DATA
from bot.languages import Form
from bot.places import Place
from bot.terms import LONGEST_TERM, OF_HAN, RUN, Term, Wanted, asking_words, stems, term_shape

MOST_TERMS = 24
"""Of what somebody looks for; a text is looked up by its beginning."""
READ = 512
"""Characters of what somebody looks for that are read at all."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which stories somebody wants: all that is given must hold. `spans` are moments [begin, end), one of them.

    `overheard` tells that nobody asked for the `words`; of a `reader_id` only what came to them, then, or lately.
    """

    words: str = ""
    overheard: bool = False
    partner_id: int | None = None
    campaign_id: int | None = None
    kind: PostKind | None = None
    place: Place | None = None
    spans: tuple[tuple[datetime, datetime], ...] | None = None
    reader_id: int | None = None

    @property
    def wanted(self) -> Wanted:
        """What the words look for."""
        return overheard(self.words) if self.overheard else looked_for(self.words)


@dataclass(frozen=True, slots=True)
class Picked:
    """Which posts of a list somebody looks for: those whose texts hold the words, and those of these partners."""

    words: str
    partner_ids: Collection[int] = ()


@lru_cache(maxsize=256)
def looked_for(typed: str) -> Wanted:
    """What is looked for when somebody types this; nothing without a letter or digit.

    Words that only ask ("stories about …", 有冇關於…嘅故事) or say little (why, 點解) are left out, unless nothing
    else is there.
    """
    asked = term_shape(typed[:READ])
    return _looked_for(_telling(asked)) or _looked_for(asked)


@lru_cache(maxsize=256)
def literally(typed: str) -> Wanted:
    """All of it, small words too, and nothing else: of a list, somebody types a piece of what stands there."""
    return _looked_for(term_shape(typed[:READ]), kinds={})


@lru_cache(maxsize=256)
def overheard(typed: str) -> Wanted:
    """What may be looked for in a message that asked for nothing: only words that tell, the short ones as they are.

    One Chinese character is none: 發, 出, 飛.
    """
    return _looked_for(_telling(term_shape(typed[:READ])), SHORTEST_OVERHEARD)


MOST_NAMED, MOST_HAN = 3, 8
"""Words, and Chinese characters, of a message that only names what it is about."""


def only_names(typed: str) -> bool:
    """Whether a message is nothing but a few words that tell something: 木棉花, “kapok flower”."""
    asked = term_shape(typed)
    runs = RUN.findall(asked)
    return 0 < len(runs) <= MOST_NAMED and sum(len(han) for han, _ in runs) <= MOST_HAN and _telling(asked) == asked


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells the bot to look for; `surely` in words that mean nothing else, `likely` 找一下 and a name."""

    words: str
    surely: bool
    likely: bool


_SEARCH = re.compile(
    r"(?:(?:请|請|唔該|麻烦|麻煩|帮我|幫我|我想|我要|想|please)\s*)*"
    r"(?:(?P<surely>搜索|搜寻|搜尋|搜一下|搜下|搜|search(?: for)?\b|pesquis(?:a|ar|e)\b(?: por)?)"
    r"|(?P<likely>查找|查一下|查下|找一下|找找|找下|搵下|搵吓)"
    r"|找[回返]?|搵[返番]?|find\b|look for\b|procur(?:a|ar|e)\b(?: por)?)"
    r"[\s:：]*(?P<words>\S.*)",
    re.IGNORECASE,
)


def searched_for(typed: str) -> Told | None:
    """What a message that begins with a word for searching would have looked for; none of any other message."""
    found = _SEARCH.fullmatch(typed.strip())
    words = without_asking(found["words"]) if found else ""
    if found is None or not any(map(str.isalnum, words)):
        return None
    return Told(words, surely=bool(found["surely"]), likely=bool(found["likely"]) and only_names(words))


@dataclass(frozen=True, slots=True)
class _Little:
    """The words of `data/asking.toml`, in the shape of terms."""

    asking: re.Pattern[str]
    han: frozenset[str]
    endings: str
    edges: tuple[str, str]
    alike: Mapping[str, tuple[Term, ...]]
    """Two characters, and those that say the same."""


@cache
def _little() -> _Little:
    words = asking_words()
    latin = [*words["latin"], *words["everyday"]]
    alike = [[*map(term_shape, same)] for same in words["alike"]]
    letter = f"[^\\W{OF_HAN}]"  # Han stands beside a word without a space: 嗰個post
    asking = re.compile(f"{_either(words['han'])}|(?<!{letter}){_either(latin)}(?:['’]s)?(?!{letter})")
    return _Little(
        asking,
        frozenset(map(term_shape, words["everyday_han"])),
        term_shape(words["endings"]),
        (term_shape(words["edges"][0]), term_shape(words["edges"][1])),
        {one: tuple(map(Term, same)) for same in alike for one in same},
    )


@cache
def _kinds() -> Mapping[str, tuple[Term, ...]]:
    """The names of kinds of things, and what tells of each."""
    found: dict[str, tuple[Term, ...]] = {}
    for kind in tomllib.loads((DATA / "kinds.toml").read_text(encoding="utf-8")).values():
        told = [(word, tag) for tag in _TONGUES for word in map(term_shape, (*kind[tag], *kind["tells"][tag]))]
        terms = {Term(term): None for word, tag in told for term in _of_kind(word, _TONGUES[tag]) if term[-1] != "+"}
        for name in (term_shape(name) for tag in _TONGUES for name in kind[tag]):
            found[name] = (*found.get(name, ()), *terms)
    return found


_TONGUES: Mapping[str, Form | None] = {"en": Form.EN, "pt": Form.PT, "han": None}


def _of_kind(word: str, form: Form | None) -> tuple[str, ...]:
    """As it stands among a text's terms."""
    return stems(word, form) if form else (word,)


def _either(words: Iterable[str]) -> str:
    """A pattern of any of them, the longest first: 想睇下 before 想睇, where's before where.

    Grouped by how they begin, so that a character costs a few comparisons and not one for each word; one with which
    none of them begins costs a single one.
    """
    longest = sorted(map(term_shape, words), key=len, reverse=True)
    begun: dict[str, list[str]] = {}
    for word in longest:
        begun.setdefault(word[0], []).append(word[1:])
    grouped = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in begun.items())
    return f"(?=[{''.join(begun)}])(?:{grouped})"


def without_asking(typed: str) -> str:
    """What is looked for, as it was typed: without the words around it that only ask, unless nothing else is there."""
    shown = unicodedata.normalize("NFC", typed[:READ])
    pieces = [(place, piece) for place, char in enumerate(shown) for piece in _shaped(char)]
    kept = [
        place
        for (place, _), piece in zip(pieces, _telling("".join(piece for _, piece in pieces)), strict=True)
        if piece.isalnum()
    ]
    return " ".join((shown[kept[0] : kept[-1] + 1] if kept else shown).split())


_shaped = lru_cache(maxsize=4096)(term_shape)
"""Of one character."""


def _telling(asked: str) -> str:
    """Blank where the words stand that tell nothing of what is looked for; as long as before."""
    return RUN.sub(_unless_everyday, _little().asking.sub(_blank, asked))


def _blank(words: re.Match[str]) -> str:
    return " " * len(words[0])


def _unless_everyday(run: re.Match[str]) -> str:
    little = _little()
    bare = run[0].rstrip(little.endings)
    if not run[1]:
        return run[0]
    if not bare or {run[0], bare} & little.han or run[0] in little.edges[0]:
        return _blank(run)
    return _without_edges(run[0]) if len(run[0]) >= _SHORTEST_CUT else run[0]


_SHORTEST_CUT = 3


def _without_edges(han: str) -> str:
    before, after = _little().edges
    rest = han.removeprefix(han[0] if han[0] in before else "")
    bare = rest.rstrip(after)
    return bare.rjust(len(bare) + len(han) - len(rest)).ljust(len(han)) if bare else han


def names_a_kind(typed: str) -> bool:
    """Whether something is looked for by the name of its kind, which finds more than that word."""
    runs = RUN.findall(_telling(term_shape(typed[:READ])))
    return any(word in _kinds() or any(pair in _kinds() for pair in _pairs(han)) for han, word in runs)


def _pairs(han: str) -> Iterator[str]:
    return (han[at : at + 2] for at in range(len(han) - 1))


def _looked_for(
    asked: str, beginning: int | None = None, kinds: Mapping[str, tuple[Term, ...]] | None = None
) -> Wanted:
    found: dict[tuple[Term, ...], None] = {}
    named = _kinds() if kinds is None else kinds
    for han, word in RUN.findall(asked):
        if len(han) > 1:
            found.update(dict.fromkeys(_of_han(tuple(_pairs(han)), named)))
        elif han:
            if not beginning:
                found[Term(han, begins=True),] = None
        else:
            either = *named.get(word, ()), *_of_word(word, beginning or SHORTEST_BEGINNING)
            found[tuple(dict.fromkeys(either))] = None
    return tuple(found)[:MOST_TERMS]


def _of_han(pairs: Sequence[str], named: Mapping[str, tuple[Term, ...]]) -> Iterator[tuple[Term, ...]]:
    """Each pair of characters; beside the name of a kind those that it shares a character with tell nothing: 旧建筑.

    One character at the end makes it another word, which tells: 大戏院, 手工皂.
    """
    alike, last = _little().alike, len(pairs) - 1
    kinds = [at for at, pair in enumerate(pairs) if pair in named]
    shared = {*kinds, *(at - 1 for at in kinds), *(at + 1 for at in kinds if at + 1 < last)}
    for at, pair in enumerate(pairs):
        if pair in named:
            yield named[pair]
        elif at not in shared:
            yield alike.get(pair) or (Term(pair),)


NEAR = 0.4
"""The share of what is looked for that a story must hold to come near."""


def least_near(wanted: Wanted) -> int:
    """So many of the things that are looked for a story must hold to come near."""
    return max(1, round(len(wanted) * NEAR))


def _of_word(word: str, beginning: int) -> tuple[Term, ...]:
    """Its stems, and what begins as they have typed it so far: a stem alone begins too much (homem, home)."""
    begun = [Term(word[:LONGEST_TERM], begins=True)] if len(word) >= beginning else []
    return (*(Term(each) for each in stems(word)), *begun)


SHORTEST_BEGINNING, SHORTEST_OVERHEARD = 3, 5
"""Letters of a word that may be the beginning of a longer one, typed into a search, and said in passing."""
