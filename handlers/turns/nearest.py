"""Which of their commands somebody may have meant by one that does not exist: /drfats, /channels, /頻道, /publicar."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.hearing.aliases import Wish, alias_of, behind_stroke, read_aliases
from bot.hearing.mistyped import put_right, vocabulary
from bot.hearing.orders import order_of
from bot.languages import Form
from bot.searching import looked_for
from bot.terms import Term, term_shape, terms_of
from bot.words import words_for
from handlers.turns.menus import commands_for, duties

MOST = 3
_WORTH = 3
"""What is worth less than a third of the likeliest is no help beside it."""
_BEGINNING = 5
"""Letters of a stem that may be the beginning of another: “public” of “publicação”."""

_HINT = 5
"""Times that a word counts which was written down to lead near a command."""


@dataclass(frozen=True, slots=True)
class _Menu:
    """The commands of somebody's roles, by the terms that lead to them, and how many of its phrases say a term."""

    said: Mapping[str, Counter[str]]
    named: Mapping[str, str]
    """The command that is called so."""


def nearest(typed: str, *, is_admin: bool, is_communicator: bool) -> tuple[str, ...]:
    """At most three commands of these roles, the likeliest first; `typed` with its stroke."""
    menu = _menu(is_admin, is_communicator)
    said = behind_stroke(typed) or ""
    if whole := _whole(said, frozenset(menu.named.values())):
        return (whole,)
    worth: Counter[str] = Counter()
    for terms in looked_for(put_right(said, _known()) or said):
        for term in _found(terms, menu):
            counted = menu.said[term]
            worth.update({name: count / counted.total() for name, count in counted.items()})
            worth.update({menu.named[term]: 1} if term in menu.named else {})
    best = worth.most_common(MOST)
    return tuple(name for name, each in best if each * _WORTH >= best[0][1])


def _whole(said: str, names: frozenset[str]) -> str | None:
    """The command that all of it stands for, or that it begins with: “/stats”, “/halt2”, “/newpost”."""
    alias, order = alias_of(said), order_of(said)
    meant = [str(each) for each in (order, alias and alias.wish) if each in names]
    begun = [name for name in names if term_shape(said).startswith(name)]
    return next(iter([*meant, *sorted(begun, key=len, reverse=True)]), None)


def _found(terms: tuple[Term, ...], menu: _Menu) -> set[str]:
    """The terms of the menu that one word asks for: as it is, or else as the beginning of theirs."""
    exactly = {term.text for term in terms if term.text in menu.said}
    begins = tuple(term.text for term in terms if term.begins or len(term.text) >= _BEGINNING)
    return exactly or {known for known in menu.said if known.startswith(begins)}


@lru_cache
def _known() -> Mapping[str, str]:
    """The words of all commands, to put a mistyped one right: a word of somebody else's command is no mistake."""
    return vocabulary(text for _, text, _ in _phrases(is_admin=True, is_communicator=True))


@lru_cache
def _menu(is_admin: bool, is_communicator: bool) -> _Menu:  # noqa: FBT001 - as the menus' own
    said: dict[str, Counter[str]] = {}
    for name, text, form in _phrases(is_admin=is_admin, is_communicator=is_communicator):
        for term in set(terms_of(text, form)):
            said.setdefault(term, Counter())[name] += 1
    names = [name for name, _ in commands_for(is_admin=is_admin, is_communicator=is_communicator)]
    return _Menu(said, {term: name for name in names for term in terms_of(name, Form.EN)})


def _phrases(*, is_admin: bool, is_communicator: bool) -> Iterator[tuple[str, str, Form]]:
    """What leads to a command: its name, what the menu says of it, and the words that are as good as it, or near.

    Whoever works here hardly means the readers' commands: their words (“send”, “delete”) lead to their own work.
    """
    menu = commands_for(is_admin=is_admin, is_communicator=is_communicator)
    for name, meaning in menu:
        yield name, name, Form.EN
        yield from ((name, words_for(form).bare(meaning), form) for form in Form)
    work = {name for name, _ in duties(is_admin=is_admin, is_communicator=is_communicator)}
    theirs = work or {name for name, _ in menu}
    for section, name, form, text in read_aliases():
        if section.startswith("near."):
            times = _HINT if name in work or name == Wish.HELP else 0
        else:
            times = int(name in theirs and not section.startswith(("mentions.", "both.", "story.")))
        yield from [(name, text, form)] * times
