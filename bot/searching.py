"""What a search compares: a text's terms, the same whatever its script, width, accents, and (mostly) word forms.

Han without spaces: every pair of neighbouring characters, and the last one of a run alone, so that a single character
is the beginning of a term. Words of other scripts: their stems. One way for texts and for what is typed, anywhere.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from bot.content import Post, PostKind, Version
from bot.languages import Form
from bot.places import Place
from bot.scripts import DATA, plain
from bot.texts import visible

RULES = "5"
"""Changed with anything below, and with which posts have terms: those kept under other rules are made anew when the
database is opened."""
LONGEST_TERM = 24
MOST_TERMS = 24
"""Of what somebody looks for; a text is looked up by its beginning."""
READ = 512
"""Characters of what somebody looks for that are read at all."""
_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(f"([{_HAN}]+)|([^\\W_{_HAN}]+)")
_ASKING, _KINDS = DATA / "asking.toml", DATA / "kinds.toml"
_SAME = str.maketrans("著衞鉢盃", "着卫钵杯")
"""Shapes that Hong Kong writes and the tables take for other characters."""
_KEPT = frozenset("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328")
"""Accents that a search leaves out; marks of other scripts are letters there."""


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
    def wanted(self) -> "Wanted":
        """What the words look for."""
        return overheard(self.words) if self.overheard else looked_for(self.words)


@dataclass(frozen=True, slots=True)
class Picked:
    """Which posts of a list somebody looks for: those whose texts hold the words, and those of these partners."""

    words: str
    partner_ids: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """What somebody looks for, a piece of it: as it stands, or as the beginning of a term."""

    text: str
    begins: bool = False


def folded(text: str) -> str:
    """Full width to half, small letters, no accents, no invisible characters, one script."""
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    left_out = {ord(char) for char in set(parts) if char in _KEPT or unicodedata.category(char) == "Cf"}
    bare = parts.translate(dict.fromkeys(left_out))
    return plain(unicodedata.normalize("NFC", bare)).translate(_SAME)


def terms_of(text: str, form: Form | None = None) -> Iterator[str]:
    """Every term of a text in one form, in order."""
    for han, word in _RUN.findall(folded(text)):
        if han:
            yield from (han[at : at + 2] for at in range(len(han)))
        else:
            yield from stems(word, form)


def terms_in(post: Post) -> Mapping[str, bool]:
    """The terms of all its versions, and whether they stand in a first line."""
    found: dict[str, bool] = {}
    for version in post.versions.values():
        head, rest = _headline(version)
        found.update(dict.fromkeys(terms_of(head, version.form), True))
        for term in terms_of(f"{rest}\n{post.hashtag or ''}", version.form):
            found.setdefault(term, False)
    return found


def _headline(version: Version) -> tuple[str, str]:
    """The first line that a reader sees, and the rest."""
    head, _, rest = visible(version.text).strip().partition("\n")
    return head, rest


Wanted = tuple[tuple[Term, ...], ...]
"""All that is looked for, each in its alternatives."""


@lru_cache(maxsize=256)
def looked_for(typed: str) -> Wanted:
    """What is looked for when somebody types this; nothing without a letter or digit.

    Words that only ask ("stories about …", 有冇關於…嘅故事) or say little (why, 點解) are left out, unless nothing
    else is there.
    """
    asked = folded(typed[:READ])
    return _looked_for(_telling(asked)) or _looked_for(asked)


@lru_cache(maxsize=256)
def literally(typed: str) -> Wanted:
    """All of it, small words too, and nothing else: of a list, somebody types a piece of what stands there."""
    return _looked_for(folded(typed[:READ]), kinds={})


@lru_cache(maxsize=256)
def overheard(typed: str) -> Wanted:
    """What may be looked for in a message that asked for nothing: only words that tell, the short ones as they are.

    One Chinese character is none: 發, 出, 飛.
    """
    return _looked_for(_telling(folded(typed[:READ])), SHORTEST_OVERHEARD)


MOST_NAMED, MOST_HAN = 3, 8
"""Words, and Chinese characters, of a message that only names what it is about."""


def only_names(typed: str) -> bool:
    """Whether a message is nothing but a few words that tell something: 木棉花, “kapok flower”."""
    asked = folded(typed)
    runs = _RUN.findall(asked)
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
    r"|(?P<likely>查找|查一下|查下|找一下|找找|找下|搵下|搵吓)|找|搵|find\b|look for\b|procur(?:a|ar|e)\b(?: por)?)"
    r"[\s:：]*(?P<words>\S.*)",
    re.IGNORECASE,
)


def searched_for(typed: str) -> Told | None:
    """What a message that begins with a word for searching would have looked for; none of any other message."""
    found = _SEARCH.fullmatch(typed.strip())
    words = told(found["words"]) if found else ""
    if found is None or not any(map(str.isalnum, words)):
        return None
    return Told(words, surely=bool(found["surely"]), likely=bool(found["likely"]) and only_names(words))


@dataclass(frozen=True, slots=True)
class _Little:
    """The words of `data/asking.toml`, as they are folded."""

    asking: re.Pattern[str]
    latin: frozenset[str]
    han: frozenset[str]
    endings: str
    edges: tuple[str, str]
    alike: Mapping[str, tuple[Term, ...]]
    """Two characters, and those that say the same."""


@cache
def _little() -> _Little:
    words = tomllib.loads(_ASKING.read_text(encoding="utf-8"))
    latin = [*words["latin"], *words["everyday"]]
    alike = [[*map(folded, same)] for same in words["alike"]]
    asking = re.compile(f"{_either(words['han'])}|\\b{_either(latin)}(?:['’]s)?\\b")
    return _Little(
        asking,
        frozenset(map(folded, latin)),
        frozenset(map(folded, words["everyday_han"])),
        folded(words["endings"]),
        (folded(words["edges"][0]), folded(words["edges"][1])),
        {one: tuple(map(Term, same)) for same in alike for one in same},
    )


@cache
def _kinds() -> Mapping[str, tuple[Term, ...]]:
    """The names of kinds of things, and what tells of each."""
    found: dict[str, tuple[Term, ...]] = {}
    for kind in tomllib.loads(_KINDS.read_text(encoding="utf-8")).values():
        told = [(word, tag) for tag in _TONGUES for word in map(folded, (*kind[tag], *kind["tells"][tag]))]
        terms = {Term(term): None for word, tag in told for term in _of_kind(word, _TONGUES[tag]) if term[-1] != "+"}
        for name in (folded(name) for tag in _TONGUES for name in kind[tag]):
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
    longest = sorted(map(folded, words), key=len, reverse=True)
    begun: dict[str, list[str]] = {}
    for word in longest:
        begun.setdefault(word[0], []).append(word[1:])
    grouped = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in begun.items())
    return f"(?=[{''.join(begun)}])(?:{grouped})"


def told(typed: str) -> str:
    """What is looked for, as it was typed: without the words around it that only ask, unless nothing else is there."""
    shown = unicodedata.normalize("NFC", typed[:READ])
    pieces = [(place, piece) for place, char in enumerate(shown) for piece in _folded(char)]
    kept = [
        place
        for (place, _), piece in zip(pieces, _telling("".join(piece for _, piece in pieces)), strict=True)
        if piece.isalnum()
    ]
    return " ".join((shown[kept[0] : kept[-1] + 1] if kept else shown).split())


_folded = lru_cache(maxsize=4096)(folded)
"""Of one character."""


def _telling(asked: str) -> str:
    """Blank where the words stand that tell nothing of what is looked for; as long as before."""
    return _RUN.sub(_unless_everyday, _little().asking.sub(_blank, asked))


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
    runs = _RUN.findall(_telling(folded(typed[:READ])))
    return any(word in _kinds() or any(pair in _kinds() for pair in _pairs(han)) for han, word in runs)


def _pairs(han: str) -> Iterator[str]:
    return (han[at : at + 2] for at in range(len(han) - 1))


def _looked_for(
    asked: str, beginning: int | None = None, kinds: Mapping[str, tuple[Term, ...]] | None = None
) -> Wanted:
    found: dict[tuple[Term, ...], None] = {}
    named = _kinds() if kinds is None else kinds
    for han, word in _RUN.findall(asked):
        if len(han) > 1:
            found.update(dict.fromkeys(_of_han(tuple(_pairs(han)), named)))
        elif han:
            if not beginning:
                found[Term(han, begins=True),] = None
        else:
            either = *named.get(word, ()), *_of_word(word, beginning or SHORTEST_BEGINNING)
            found[tuple(dict.fromkeys(either))] = None
    return tuple(found)[:MOST_TERMS]


def headed(post: Post, wanted: Wanted) -> bool:
    """Whether all that is looked for stands in the first lines of a post."""
    heads = {term for version in post.versions.values() for term in terms_of(_headline(version)[0], version.form)}
    return all(any(_is(head, term) for term in terms for head in heads) for terms in wanted)


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


def held_of(post: Post, wanted: Wanted) -> int:
    """How many of the things that are looked for stand in a post."""
    told = terms_in(post)
    return sum(is_told(told, one_of) for one_of in wanted)


def is_told(told: Iterable[str], one_of: Iterable[Term]) -> bool:
    """Whether one of these stands among a text's terms."""
    return any(_is(each, term) for term in one_of for each in told)


def forms_with(post: Post, wanted: Wanted) -> tuple[Form, ...]:
    """The forms of a post whose version has all that is looked for; of the scripts of Chinese both."""
    told = {form: set(terms_of(visible(version.text), form)) for form, version in post.versions.items()}
    return tuple(form for form, terms in told.items() if all(is_told(terms, one_of) for one_of in wanted))


def _is(head: str, term: Term) -> bool:
    return head.startswith(term.text) if term.begins else head == term.text


def _of_word(word: str, beginning: int) -> tuple[Term, ...]:
    """Its stems, and what begins as they have typed it so far: a stem alone begins too much (homem, home)."""
    begun = [Term(word[:LONGEST_TERM], begins=True)] if len(word) >= beginning else []
    return (*(Term(each) for each in stems(word)), *begun)


SHORTEST_BEGINNING, SHORTEST_OVERHEARD = 3, 5
"""Letters of a word that may be the beginning of a longer one, typed into a search, and said in passing."""
_ENDINGS = (("coes", "cao"), ("soes", "sao"), ("aes", "ao"), ("ais", "al"), ("eis", "el"), ("ois", "ol"), ("ns", "m"))
"""Plurals of Portuguese that change more than an s, without their accents, by which the stemmer would know them."""
_SHORTEST_PLURAL = 4


@cache
def _stemmers() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """English and Portuguese."""
    from snowballstemmer import stemmer  # noqa: PLC0415 - 3 MB that a worker, which makes no terms, does without

    return stemmer("english").stemWord, stemmer("portuguese").stemWord


@lru_cache(4096)
def stems(word: str, form: Form | None = None) -> tuple[str, ...]:
    """A word's stem in the language of a text; what is typed, or stands among Han, in English and in Portuguese.

    For comparing, not words of any language. One that looks like a small word is told from it: comida is not com.
    """
    if not word.isascii() or not word.isalpha():
        return (word[:LONGEST_TERM],)
    english, portuguese = _stemmers()
    both = {Form.EN: english(word), Form.PT: portuguese(_without_plural(word))}
    wanted = [both[form]] if form in both else both.values()
    small = _little().latin
    told = (f"{each}+" if each in small and each != word else each for each in wanted)
    return tuple(dict.fromkeys(each[:LONGEST_TERM] for each in told))


def _without_plural(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    for ending, single in _ENDINGS:
        if len(word) > len(ending) and word.endswith(ending):
            return word[: -len(ending)] + single
    return word[:-1]
