"""What somebody means who types words instead of a command, in any of the five forms (bot/data/aliases.toml).

Compared in their shape (`bot/hearing/shape.py`); the language that the reader has chosen makes no difference. A
button's label is never a key.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from bot.hearing.negation import ends_nothing
from bot.hearing.patterns import Pattern
from bot.hearing.shape import Pieces, lengths, shape, spaced, typed
from bot.languages import Form
from bot.texts import HAN_CHARACTER

T = TypeVar("T")
LONGEST = 60
"""Characters of a message that may be an alias as a whole."""
LONGEST_ASKED = 200
"""Characters of a question; more is a tale."""
_ASKS = re.compile(r"[?？吗嗎咩]\W*$")
"""Who asks “可以吗” or “ok?” has neither thanked nor agreed."""
_AGAIN_AND_AGAIN = re.compile(r"(.{2,}?)\1+")


class Wish(StrEnum):
    """What a message without a command may ask for; the first of those that are mentioned are offered."""

    FORGET = "forget"
    MY_DATA = "mydata"
    SHARE = "share"
    VOTE = "vote"
    STORIES = "stories"
    PARTNERS = "partners"
    LANGUAGE = "language"
    SETTINGS = "settings"
    FEWER = "fewer"
    STOP = "stop"
    START = "start"
    SILENCE = "silence"
    FOLLOWING = "following"
    TODAY = "today"
    HELP = "help"
    HOME = "home"
    THANKS = "thanks"
    JOIN = "join"
    """To become a partner."""
    KEEP = "keep"
    """To keep a story, or pass it on."""
    WHO = "who"
    """Who is behind all this, what it costs, whether it can be trusted."""
    TROUBLE = "trouble"
    """Something does not open, or is wrong in a post."""
    PHONE = "phone"
    """Another phone, number or account: what becomes of all this."""
    OWN = "own"
    """What became of a story of theirs, and how it is changed or taken out."""
    PAUSE = "pause"
    """Nothing at all for a while."""
    PROGRAMME = "programme"
    """What the programme is, and what kinds of partner there are."""
    TELLING = "telling"
    """Who may tell a story, in which language, what becomes of it."""
    TERMS = "terms"
    """What the bot's own words and signs mean: a digest, the tick, to stop."""
    BEYOND = "beyond"
    """What only somebody who is there can tell: a price, opening hours, the way."""
    ME = "me"
    """Who or what the bot itself is; small talk with it."""
    HUMAN = "human"
    """To speak to somebody."""
    EVENTS = "events"
    """What is on."""
    OFFERS = "offers"
    """Discounts, vouchers, prizes."""
    LEARN = "learn"
    """To learn a language, or what a word means."""
    COUNTED = "counted"
    """How many readers there are."""
    REMIND = "remind"
    """To be reminded of something."""
    TIMING = "timing"
    """On which days, or at which hours, posts come; all at once."""
    RESEND = "resend"
    """What came to them before, once more."""
    ELSEWHERE = "elsewhere"
    """By another way than this app."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A wish, the forms that say it so, the language it asks for, if it names one, and what else may be meant."""

    wish: Wish
    forms: frozenset[Form]
    named: Form | None = None
    beside: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    aliases: Mapping[str, Alias]
    around: frozenset[str]
    """Words that may stand around an alias."""
    before: frozenset[str]
    after: frozenset[str]
    """The same with the space, if any, that parts them from it."""
    begins: Mapping[str, tuple[int, ...]]
    ends: Mapping[str, tuple[int, ...]]
    """The lengths of these by their first, and by their last character, the longest first."""
    sizes: Mapping[str, tuple[int, ...]]
    """The same of aliases and words around them, by the first two characters."""
    spoken_of: Pieces[Wish]
    """What words speak of; last `BEYOND`, by the words of questions that the bot cannot answer."""
    of_the_story: Mapping[str, bool]
    elsewhere: Pattern
    """Things whose names sound like a wish."""


_ASIDE = frozenset({"spelled", "elsewhere"})
"""Of the data: sections that hold no words of a wish."""
_GROUPS = ("mentions", "orders", "near", "both", "story", "city", "staff")
"""Of the data: sections that hold sections."""
_OTHERS = ("near.", "staff.", "orders.", "both.")
"""Of these, those that others read: `handlers/turns/nearest.py`, `bot/hearing/matters.py`, `bot/hearing/orders.py`."""


def read_aliases() -> Iterator[tuple[str, str, Form, str]]:
    """Every line of the data: section, wish, form, words."""
    raw = {section: dict(told) for section, told in typed().items() if section not in _ASIDE}
    within = [(f"{group}.{name}", told) for group in _GROUPS for name, told in raw.pop(group).items()]
    for section, table in [*raw.items(), *within]:
        for tag, words in table.items():
            for each in words:
                yield section, section.rpartition(".")[2], Form(tag), each


@lru_cache(maxsize=1)
def _table() -> _Table:
    aliases: dict[str, Alias] = {}
    around: set[str] = set()
    mentions: dict[str, Wish] = {}
    of_the_story: dict[str, bool] = {}
    beyond: list[tuple[str, Wish]] = []
    for section, name, form, words in read_aliases():
        key = shape(words)
        if section == "around":
            around.add(key)
        elif section == "named":
            aliases[key] = Alias(Wish.LANGUAGE, frozenset(), form)
        elif section.startswith(_OTHERS):
            continue
        elif section == "city.beyond":
            beyond.append((key, Wish.BEYOND))
        elif section == "story.card":
            of_the_story[key] = True
        elif section.startswith("mentions"):
            mentions[key] = Wish(name)
        else:
            said_in = aliases[key].forms if key in aliases else frozenset()
            aliases[key] = Alias(Wish(name), said_in | {form})
    order = list(Wish)
    found = sorted(mentions.items(), key=lambda item: order.index(item[1]))
    before = frozenset(word if HAN_CHARACTER.search(word) else f"{word} " for word in around)
    after = frozenset(word if HAN_CHARACTER.search(word) else f" {word}" for word in around)
    elsewhere = {shape(words) for told in typed()["elsewhere"].values() for words in told}
    things = Pattern("|".join(sorted(map(_thing, elsewhere), key=len, reverse=True)))
    return _Table(
        aliases=aliases,
        around=frozenset(around),
        before=before,
        after=after,
        begins=lengths((word[0], word) for word in before),
        ends=lengths((word[-1], word) for word in after),
        sizes=lengths((word[:2], word) for word in (*aliases, *around)),
        spoken_of=Pieces([*found, *beyond]),
        of_the_story=of_the_story,
        elsewhere=things,
    )


def _thing(key: str) -> str:
    """A pattern of the name of a thing; one of letters is whole words."""
    return key if HAN_CHARACTER.search(key) else rf"(?<![a-z]){re.escape(key)}(?![a-z])"


def without_things(said: str) -> str:
    """A message in its shape without the names of things that the bot has nothing to do with."""
    return _table().elsewhere.sub(" ", said)


def behind_stroke(text: str) -> str | None:
    """The words of what is typed as a command: “my drafts” of “/my_drafts@bot”; none when there is no stroke."""
    return text[1:].partition("@")[0].replace("_", " ") if text.startswith("/") else None


@lru_cache(maxsize=1024)
def alias_of(text: str) -> Alias | None:
    """What a whole message asks for, once or several times over; none when it says anything more, or something else."""
    found = whole(text, _table().aliases) or (_over_and_over(shape(text)) if len(text) <= LONGEST else None)
    if found and found.wish in {Wish.STOP, Wish.FORGET} and ends_nothing(text):
        return None  # “não quero” and “parar” are each a stop
    return None if found and found.wish is Wish.THANKS and _ASKS.search(text) else found


def _over_and_over(said: str) -> Alias | None:
    """What every part of it asks for: “ok thx”, “退订退订”, “hihi”."""
    aliases, around, sizes = _table().aliases, _table().around, _table().sizes
    if again := _AGAIN_AND_AGAIN.fullmatch(said):
        return aliases.get(again[1].strip())
    found: set[Alias] = set()
    while said:
        ends = (*sizes.get(said[:2], ()), *sizes.get(said[0], ()))
        for end in ends:
            longest = said[:end]
            if (longest in aliases or longest in around) and end <= len(said) and _ends(said, end):
                break
        else:
            return None
        if longest in aliases:
            found.add(Alias(aliases[longest].wish, frozenset(), aliases[longest].named))
        said = said[len(longest) :].strip()
    if found == {_HELLO, _HELP}:  # “hello there, what can you do?”
        return _HELP
    return found.pop() if len(found) == 1 else None


_HELLO, _HELP = Alias(Wish.HOME, frozenset()), Alias(Wish.HELP, frozenset())


def _ends(said: str, at: int) -> bool:
    """Whether a word may end there."""
    return at == len(said) or said[at] == " " or _is_han(said[at - 1]) or _is_han(said[at])


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


@lru_cache(maxsize=1024)
def of_the_story(text: str) -> bool:
    """Whether a whole message speaks of a story that its author is telling: send it in, anonymously, throw it away."""
    return bool(whole(text, _table().of_the_story))


def whole(text: str, meanings: Mapping[str, T]) -> T | None:
    """What the whole message means, or what is left of it without the words around it."""
    if len(text) > LONGEST:
        return None
    table, said = _table(), shape(text)
    while said:
        if said in meanings:
            return meanings[said]
        bare = _bare(said, table)
        if bare == said:
            return None
        said = bare
    return None


def _bare(said: str, table: _Table) -> str:
    """Without the longest word at either end that changes nothing."""
    first = next((size for size in table.begins.get(said[0], ()) if said[:size] in table.before), 0)
    last = next((size for size in table.ends.get(said[-1], ()) if said[-size:] in table.after), 0)
    return said[first:] if first >= last else said[:-last]


@lru_cache(maxsize=1)
def whole_messages() -> Mapping[str, Mapping[Form, str]]:
    """Every alias in its shape, and as each form writes it; for whoever looks for what is nearly one."""
    written: dict[str, dict[Form, str]] = {}
    for section, _, form, words in read_aliases():
        if section != "around" and "." not in section:
            written.setdefault(shape(words), {}).setdefault(form, words)
    return written


@lru_cache(maxsize=256)
def language_named(text: str) -> Form | None:
    """The one language that a message names; none when it names none, or several."""
    said, found = spaced(shape(text)), set[Form]()
    known, names = _names_of_languages()
    for words, form in names if known.search(said) else ():
        if words in said:
            found.add(form)
            said = said.replace(words, " ")
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _names_of_languages() -> tuple[Pattern, tuple[tuple[str, Form], ...]]:
    """A pattern of any of them, which most messages have none of; the longest first: 繁體中文 is not 中文."""
    named = [(words, alias.named) for words, alias in _table().aliases.items() if alias.named]
    framed = [(words if HAN_CHARACTER.search(words) else f" {words} ", form) for words, form in named]
    letters = "|".join(re.escape(words[1:]) for words, _ in framed if words[0] == " ")
    han = (re.escape(words) for words, _ in framed if words[0] != " ")
    return Pattern("|".join([f" (?:{letters})", *han])), tuple(sorted(framed, key=lambda each: -len(each[0])))


MOST = 2
"""Wishes that are suggested at once: more would be guessing."""


@lru_cache(maxsize=1024)
def _spoken_of(text: str) -> tuple[tuple[Wish, ...], bool]:
    """What words inside it are about, at most two wishes, and whether some ask what the bot cannot answer."""
    found = _table().spoken_of.within(text)
    unanswered = found[-1:] == (Wish.BEYOND,)
    return found[: min(MOST, len(found) - unanswered)], unanswered


def mentioned(text: str) -> tuple[Wish, ...]:
    """What a longer message seems to be about: at most two wishes, by words inside it."""
    return _spoken_of(text)[0]


@lru_cache(maxsize=1)
def _trades() -> tuple[str, ...]:
    """Words that speak of some partner by what it is, and not of partners as such."""
    words = (shape(words) for section, _, _, words in read_aliases() if section == "mentions.partners")
    return tuple(word if HAN_CHARACTER.search(word) else f" {word} " for word in words if word not in _table().aliases)


def speaks_of_one(text: str, names: Iterable[str]) -> bool:
    """Whether it and one of these names have such a word in common: “the post office”, correios."""
    said = spaced(shape(text))
    found = [word for word in _trades() if word in said]
    return bool(found) and any(word in spaced(shape(name)) for name in names for word in found)


ABOUT_THE_CITY = frozenset({Wish.STORIES, Wish.PARTNERS, Wish.HELP})
"""Wishes whose words may stand in a question about a place or an offer."""


def beyond(text: str) -> bool:
    """Whether it asks for a price, opening hours, the way or the like, and speaks of nothing that the bot can do."""
    wishes, unanswered = _spoken_of(text)
    return unanswered and len(text) <= LONGEST_ASKED and ABOUT_THE_CITY.issuperset(wishes)
