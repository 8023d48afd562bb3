"""What a message that no list foresaw may ask for: a small linear model over its words and characters.

`bot/data/wishes.ngrams`, made by tools/meaning from our own sentences (docs/meaning.md). Nothing is ever changed on its
word alone: what it finds is offered with buttons, the likeliest first, or a page is opened.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from bot.forms import ngrams
from bot.forms.scripts import DATA
from bot.hearing.aliases import Wish, mentioned, without_things
from bot.hearing.patterns import Pattern
from bot.hearing.shape import shape

WISHES, SHOWN = "wishes", "points/shown"
_TOGETHER = (WISHES, SHOWN)
"""Models that hear nearly every message."""
NONE = "none"
"""The class of messages that ask for nothing the bot does."""
UNLIKELY, LEAST, BESIDE = 0.3, 0.44, 0.12
"""How likely it may be at most that nothing is asked for, how likely the best wish must be, and one beside it."""
PRESSED = 0.05
"""How likely a wish must be for a button below the answer to a likelier one (docs/meaning.md)."""
PERHAPS, GUESS = 0.6, 0.2
"""The same for a guess: at most that nothing is asked for, and each wish at least."""
WEIGHTY = 0.05
"""How likely it may be at most that nothing is asked for, where being forgotten is offered."""
CLEAR = 0.9
"""How likely a wish that stands alone must be for its page to be opened and not offered (docs/meaning.md)."""
WARM = 0.8
"""How likely thanks must be: “noted” said to a complaint is a dismissal."""
MOST = 3
"""Wishes that are offered at once: more would be guessing."""
ENDING = frozenset({Wish.STOP, Wish.FORGET})
ENDING_BESIDE, ENDING_GUESS = 0.2, 0.4
"""How likely what ends something must be, beside something else and as a guess: offered wrongly it is a dismissal."""
COURTESY = frozenset({Wish.HOME, Wish.THANKS})
"""A greeting, and thanks: beside anything else they ask for nothing."""
NEVER_GUESSED = frozenset({Wish.FORGET, Wish.START, Wish.HOME, Wish.THANKS, Wish.SILENCE})
"""Too weighty to be shown on a mere guess, or easily mistaken (“again” is near “no more”, “anything” near “nothing”),
or no button at all."""
_WEIGHTY = ENDING | COURTESY | {Wish.START, Wish.SILENCE}
"""What is no button below the answer to something else, unless it is likely."""
LONGEST = 200
"""Characters of a message that is a wish rather than a tale."""
_AT_AN_HOUR = Pattern(
    r"\d\s*(?:[点點時时]|:\d\d|[ap]m\b|h\b)|[一二三四五六七八九十]\s*[点點時时](?![间間候])|晚上|夜晚|深夜|半夜|凌晨|[一大清太咁]早|[这這][么麼]早|清晨"
    r"|\d (?:in the morning|da manh[ãa])\b|\bat night\b|\bà noite\b|\bde madrugada\b",
    re.IGNORECASE,
)
_AT_A_NUMBER = Pattern(
    r"\b(?:after|before|depois d[aeo]s?|antes d[aeo]s?)"
    r" (?:\d\d?(?=\W*(?:$|pls|please|por favor|pf\b|sff\b))"
    r"|(?:five|six|seven|eight|nine|ten|eleven|midnight|noon|cinco|seis|sete|oito|nove|dez|onze|meia)\b)",
    re.IGNORECASE,
)
_SHALL_NOT = Pattern(
    r"[别別勿]|不要|唔好|\bdon['’]?t\b|\bdo not\b|\bstop\b|\bn[aã]o\b|\bpar(?:a|e|em) de\b"
    r"|\b(?:no|sem) (?:more |mais )?(?:msgs?|messages?|texts?|notifications?|mensagens|notifica[çc][õo]es)\b",
    re.IGNORECASE,
)
_SEND = Pattern(
    r"[发發吵嘈响響震煩烦傳]|打扰|打擾|(?<![a-z])(?:send|messag|msg|text|ping|notif|bother|disturb|pester|envi|mand|mensag|chatei|incomod|perturb)",
    re.IGNORECASE,
)
_WOKE = Pattern(
    r"[吵嘈嚇吓]醒|(?<![唔不要])[好太真][吵嘈]|[吵嘈]死"
    r"|\b(?:woke|wakes|buzzed|rang|beeped|went off|acordou|acordaram|apitou|tocou|vibrou)\b",
    re.IGNORECASE,
)
_NOTHING = Pattern(
    r"\W*(?:please |pls |por favor,? )?(?:nothing|nada) "
    r"(?:after|before|past|until|till|depois|antes|a partir|at[ée])\b",
    re.IGNORECASE,
)
"""“Nothing before ten.”"""
_PIECE = re.compile(r"[\u3400-\u9fff]+|[^\s\u3400-\u9fff]+")
_SIZES_OF_HAN, _SIZES_OF_LATIN = (1, 2, 3, 4), (3, 4, 5)
_PAIR = 30
"""Characters of two words that count together, at most."""
_WORD, _WORDS = 16, 1024
"""Characters of a word that may come again, at most, and how many of them are kept."""
_FIELD, _ZERO = 24, 128
"""Of an n-gram's integer: the bits of a class or count, and what stands there for nothing."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What may be asked for, the likeliest first; or, when that is not `sure`, what stands first among other ways.

    `clear`: there is one, and hardly anything else can be meant. `others` are less likely, and worth a button.
    """

    wishes: tuple[Wish, ...] = ()
    sure: bool = False
    clear: bool = False
    others: tuple[Wish, ...] = ()


@lru_cache(maxsize=1024)
def meant(text: str) -> Meaning:
    """What a message that is no alias as a whole may ask for."""
    whole = shape(text) if len(text) <= LONGEST else ""
    said = without_things(whole).strip()
    found = _meant(said, text) if said else Meaning()
    if said != whole and not found.clear:
        return Meaning(tuple(wish for wish in mentioned(text) if wish is Wish.PARTNERS))
    return _quiet_first(found) if not found.clear and asks_for_quiet(text) else found


def asks_for_quiet(text: str) -> bool:
    """Whether it says not to send at an hour, or at night, or what woke them: more likely quiet hours than an end."""
    at_an_hour = _AT_AN_HOUR.search(text) or _AT_A_NUMBER.search(text)
    return bool(at_an_hour and (was_woken(text) or shall_not_sound(text) or _NOTHING.match(text)))


def shall_not_sound(text: str) -> bool:
    """Whether it says not to send, or not to disturb."""
    return bool(_SHALL_NOT.search(text) and _SEND.search(text))


def was_woken(text: str) -> bool:
    """Whether it says that something made a noise."""
    return bool(_WOKE.search(text))


def _quiet_first(found: Meaning) -> Meaning:
    if found.wishes[:1] == (Wish.SETTINGS,) and found.sure:
        return replace(found, wishes=tuple(wish for wish in found.wishes if wish is not Wish.TIMING), others=())
    others = [wish for wish in found.wishes if wish in {Wish.STOP, Wish.FEWER, Wish.PARTNERS}]
    return Meaning((Wish.SETTINGS, *others), sure=True)


def _meant(said: str, text: str) -> Meaning:
    likely = _without_courtesy(likelihoods(said))
    nothing = likely.pop(NONE)
    if nothing > WEIGHTY:
        del likely[Wish.FORGET]
    first = sorted(likely, key=likely.__getitem__, reverse=True)[:MOST]
    best = [wish for wish in map(Wish, first) if likely[wish] >= _beside(wish)]
    least = WARM if best[:1] == [Wish.THANKS] and Wish.THANKS not in mentioned(text) else LEAST
    if best and nothing <= UNLIKELY and likely[best[0]] >= least:
        clear = len(best) == 1 and likely[best[0]] >= CLEAR
        others = tuple(wish for wish in map(Wish, first) if wish not in _WEIGHTY and PRESSED <= likely[wish] < BESIDE)
        return Meaning(tuple(best), sure=True, clear=clear, others=others)
    likely_enough = [
        wish for wish in best if likely[wish] >= (ENDING_GUESS if wish in ENDING else GUESS) and nothing <= PERHAPS
    ]
    guessed = dict.fromkeys((*likely_enough, *mentioned(text)))
    return Meaning(tuple(wish for wish in guessed if wish not in NEVER_GUESSED)[:MOST])


def _without_courtesy(likely: dict[str, float]) -> dict[str, float]:
    """A greeting or thanks beside a wish is no other wish, and no doubt about it: “hi there, can I vote for this?”."""
    first = max(likely, key=likely.__getitem__)
    if first == NONE or first in COURTESY:
        return likely
    also = sum(likely[wish] for wish in COURTESY)
    return {**likely, **dict.fromkeys(COURTESY, 0.0), first: likely[first] + also}


def _beside(wish: Wish) -> float:
    return ENDING_BESIDE if wish in ENDING else BESIDE


def likelihoods(said: str, model: str = WISHES) -> dict[str, float]:
    """How likely each class of a model is meant by a message in the shape of aliases; together they are 1.

    `model`: the name of its file in bot/data.
    """
    classes, points = ear(model).points(said, model)
    most = max(points)
    weights = [math.exp(each - most) for each in points]
    whole = sum(weights)
    return {each: weight / whole for each, weight in zip(classes, weights, strict=True)}


class Ear:
    """Models that hear the same messages, each part of which is looked up once for all of them.

    In an n-gram's integer stand the classes of one model and its count, then those of the next. Most words come again
    and again: what the parts of one come to is added up once.
    """

    def __init__(self, *names: str) -> None:
        self._table: dict[str, int] = {}
        self._models: dict[str, tuple[int, ngrams.Model]] = {}
        self._fields = 0
        for name in names:
            model = ngrams.read(DATA / f"{name}.ngrams")
            count, below = 1 << _FIELD * len(model.bias), _FIELD * self._fields
            for part, classes in model.table.items():
                self._table[part] = self._table.get(part, 0) | (classes | count) << below
            self._models[name] = self._fields, model._replace(table={})
            self._fields += len(model.bias) + 1
        self._of_known_word = lru_cache(maxsize=_WORDS)(self._of_word)
        self._added_up = lru_cache(maxsize=64)(self._add_up)

    def points(self, said: str, name: str) -> tuple[Sequence[str], list[float]]:
        """The classes of a model and the points of each: `Model.sums` of the message's `parts`."""
        first, model = self._models[name]
        *fields, found = self._added_up(said)[first : first + len(model.bias) + 1]
        step, zero = model.step, _ZERO * found
        return model.classes, [bias + step * (field - zero) for bias, field in zip(model.bias, fields, strict=True)]

    def known(self, name: str) -> Iterator[str]:
        """The parts that a model knows."""
        first, model = self._models[name]
        count = 1 << _FIELD * (first + len(model.bias))
        return (part for part, found in self._table.items() if found & count)

    def _add_up(self, said: str) -> tuple[int, ...]:
        words, pairs, again = _counted(said)
        total = self._sum(pairs) - self._sum(again)
        for word in words:
            total += self._of_known_word(word) if len(word) <= _WORD else self._of_word(word)
        return ngrams._unpacked(total, self._fields)  # noqa: SLF001 - that file is part of what other models are made from

    def _of_word(self, word: str) -> int:
        return self._sum(_within(word))

    def _sum(self, among: Iterable[str]) -> int:
        return sum(filter(None, map(self._table.get, among)))


@lru_cache(maxsize=len(Wish))
def _ear_of(*names: str) -> Ear:
    return Ear(*names)


def ear(name: str) -> Ear:
    """Who hears by the model of that name, read once."""
    return _ear_of(*_TOGETHER) if name in _TOGETHER else _ear_of(name)


def parts(said: str) -> set[str]:
    """What the model looks at: words, pairs of words, and runs of characters within them."""
    words, pairs, _ = _counted(said)
    return set(pairs).union(*map(_within, words))


@lru_cache(maxsize=64)
def _counted(said: str) -> tuple[Sequence[str], Collection[str], Sequence[str]]:
    """The words, the pairs of words, and what a word has in common with one before it: each part counts once."""
    pieces = _PIECE.findall(said)
    pairs = {pair for one, two in pairwise(pieces) if len(pair := f" {one} {two} ") <= _PAIR}
    words, again = list(dict.fromkeys(pieces)), list[str]()
    within = list(map(_within, words))
    seen = set[str]().union(*within)
    if len(seen) < sum(map(len, within)):
        seen.clear()
        for each in within:
            again += seen & each
            seen |= each
    return words, pairs, again


def _within(word: str) -> frozenset[str]:
    """Of one word, or of Chinese without a break."""
    return _within_known(word) if len(word) <= _WORD else _runs(word)


def _runs(word: str) -> frozenset[str]:
    han = word[0] >= "\u3400"
    framed = f"^{word}$" if han else f" {word} "
    sizes = _SIZES_OF_HAN if han else _SIZES_OF_LATIN
    runs = [framed[at : at + size] for size in sizes for at in range(len(framed) - size + 1)]
    return frozenset(runs if han else [*runs, framed])


_within_known = lru_cache(maxsize=_WORDS)(_runs)
