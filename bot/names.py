"""The programme's names in each form, and where a post writes one wrongly or leaves it out: advice, never a refusal.

Looked for is what a reader sees: no tags nor their attributes, and no links, @names, #tags and /commands, which are
addresses and not names. A longer name shields those it contains. Limits: a name is matched without understanding, so
one that is left out for good reason is named too; a foreign name beside the right one ("小鹏汽车 XPeng") is let be.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.content import Post
from bot.forms.scripts import DATA
from bot.languages import Form
from bot.partners import Partner
from bot.texts import visible

AROUND = 12
"""Characters shown before and behind a name."""
SHORTEST = 2
"""A name of one character is found everywhere."""
_CUT = re.compile(r"[^\W_\u2e80-\uffff]{2}")
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,15}://|(?<![\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,}/|www\.)[^\s<>\"'，。！？；：、）」』】》]*"
    r"|[\w.+-]+@[\w.-]+|[@#]\w+|(?<![\w/])/[A-Za-z0-9_]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """What is right in each form, the best first, and what is often written instead."""

    right: Mapping[Form, tuple[str, ...]]
    wrong: Mapping[Form, tuple[str, ...]] = field(default_factory=dict)

    def every(self) -> Iterator[str]:
        """Everything it is called."""
        for called in (*self.right.values(), *self.wrong.values()):
            yield from called


@dataclass(frozen=True, slots=True)
class Finding:
    """A name that is not as it should be in one form, with the words around it.

    `missing`: the form leaves it out; then the words around are the source's.
    """

    form: Form
    right: str
    found: str
    before: str
    after: str
    missing: bool = False
    button: int | None = None
    """The number of the button whose label it is in, from 0."""


@lru_cache(maxsize=1)
def glossary() -> tuple[Name, ...]:
    """The names of `bot/data/names.toml`."""
    raw = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))
    return tuple(Name(_called(entry), _called(entry.get("wrong", {}))) for entry in raw["name"])


def _called(entry: Mapping[str, list[str]]) -> Mapping[Form, tuple[str, ...]]:
    return {Form(tag): tuple(called) for tag, called in entry.items() if tag != "wrong"}


def names_of(partners: Iterable[Partner]) -> tuple[Name, ...]:
    """Partners' own names."""
    return tuple(Name({form: (name,) for form, name in partner.names.items()}) for partner in partners)


def look(post: Post, names: Iterable[Name]) -> tuple[Finding, ...]:
    """Every name of these that a version or a label writes wrongly, and those that a version leaves out."""
    texts = {form: shown(version.text) for form, version in post.versions.items()}
    labels = [(no, form, label) for no, way in enumerate(post.ways) for form, label in way.labels.items()]
    everything = "\n".join([*texts.values(), *(label for _, _, label in labels)]).casefold()
    here = [name for name in names if any(called.casefold() in everything for called in name.every())]
    lexicons = {form: _Lexicon(form, here) for form in Form}
    found = [finding for form, text in texts.items() for finding in lexicons[form].wrong_in(text)]
    found += [
        finding for no, form, label in labels for finding in lexicons[form].wrong_in(shown(label, html=False), no)
    ]
    return (*found, *_left_out(post.source, texts, lexicons))


def shown(text: str, *, html: bool = True) -> str:
    """What a reader sees, with blanks in place of every address; each character keeps its place."""
    plain = visible(text) if html else text
    return _ADDRESS.sub(lambda address: " " * len(address.group()), plain)


@dataclass(frozen=True, slots=True)
class _Meaning:
    name: int
    right: str
    good: bool


class _Lexicon:
    """What a text of one form may say of these names."""

    def __init__(self, form: Form, names: Sequence[Name]) -> None:
        self._form = form
        self._meant: dict[str, _Meaning] = {}
        self._spellings = frozenset(right for name in names for right in name.right.get(form, ()))
        known = [(no, name) for no, name in enumerate(names) if form in name.right]
        for no, name in known:
            for right in name.right[form]:
                self._mean(right, _Meaning(no, right, good=True))
        for no, name in known:
            for called in (*name.wrong.get(form, ()), *_foreign(name, form)):
                self._mean(called, _Meaning(no, _like(called, name, form), good=False))
        longest_first = sorted(self._meant, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_whole, longest_first)), re.IGNORECASE) if longest_first else None

    def _mean(self, called: str, meaning: _Meaning) -> None:
        if len(called) >= SHORTEST:
            self._meant.setdefault(called.casefold(), meaning)

    def said_in(self, text: str) -> list[tuple[re.Match[str], _Meaning]]:
        """Each name in it, in order."""
        return (
            [(hit, self._meant[hit.group().casefold()]) for hit in self._pattern.finditer(text)]
            if self._pattern
            else []
        )

    def right_for(self, name: int) -> str | None:
        """What a name is called here."""
        return next((each.right for each in self._meant.values() if each.name == name and each.good), None)

    def wrong_in(self, text: str, button: int | None = None) -> list[Finding]:
        """Each that is not as it should be; a foreign one beside the right one is let be."""
        said = self.said_in(text)
        good = {meaning.name for hit, meaning in said if self._is_right(hit.group(), meaning)}
        return [
            _finding(self._form, meaning.right, text, hit, button=button)
            for hit, meaning in said
            if meaning.name not in good
        ]

    def _is_right(self, found: str, meaning: _Meaning) -> bool:
        """As it should be, or all in capitals as in a heading."""
        return meaning.good and (found in self._spellings or found.isupper())


def _foreign(name: Name, form: Form) -> list[str]:
    """What other forms call it."""
    return [called for other, rights in name.right.items() if other is not form for called in rights]


def _like(called: str, name: Name, form: Form) -> str:
    """The right one that stands where this one does in its own form; the best when nothing tells."""
    for rights in name.right.values():
        if called in rights and rights.index(called) < len(name.right[form]):
            return name.right[form][rights.index(called)]
    return name.right[form][0]


def _whole(called: str) -> str:
    """Latin names are whole words; Han has none."""
    begin = r"(?<!\w)" if called[0].isascii() else ""
    return f"{begin}{re.escape(called)}" + (r"(?!\w)" if called[-1].isascii() and called[-1].isalnum() else "")


def _finding(form: Form, right: str, text: str, hit: re.Match[str], *, button: int | None = None) -> Finding:
    before, after = text[: hit.start()], text[hit.end() :]
    near = _near(before[::-1])[::-1], _near(after)
    return Finding(form, right, hit.group(), *near, button=button)


def _near(text: str) -> str:
    """What is nearest, from its beginning; a word of letters that would be cut is left out."""
    near = text[:AROUND]
    if _CUT.fullmatch(text[AROUND - 1 : AROUND + 1]) and " " in near.strip():
        return near[: near.rindex(" ")]
    return near


def _left_out(source: Form | None, texts: Mapping[Form, str], lexicons: Mapping[Form, _Lexicon]) -> list[Finding]:
    """Names of the source that another version does not say at all, each once."""
    if source is None or source not in texts:
        return []
    meant = {meaning.name: hit for hit, meaning in reversed(lexicons[source].said_in(texts[source]))}
    found = []
    for form, text in texts.items():
        said = {meaning.name for _, meaning in lexicons[form].said_in(text)}
        for name, hit in meant.items():
            right = lexicons[form].right_for(name)
            if form is not source and name not in said and right is not None:
                left_out = _finding(form, right, texts[source], hit)
                found.append(Finding(form, right, left_out.found, left_out.before, left_out.after, missing=True))
    return found
