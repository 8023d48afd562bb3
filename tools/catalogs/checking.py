"""Whether a catalog is whole: every sentence there, gaps, tags and plural forms kept, within the network's limits."""

import re
from collections.abc import Iterator, Sequence

from babel.messages.catalog import Catalog, Message

from bot.languages import Form
from bot.texts import columns
from tools.catalogs.files import PLURALS, BrokenCatalog, key_of, path_of, read, sentences, strings_of, template
from tools.catalogs.kinds import ROOT, Kind, kinds
from tools.catalogs.wording import wrong_words

GAP = re.compile(r"\{[a-z_]*\}")
_TAG = re.compile(r"</?[a-z]+>")
_ENTITY = re.compile(r"&#?\w+;")
_BLANKS = re.compile(r"[\s()]")
"""What editors put into a plural rule, or leave out, that changes nothing in ours."""
_PROSE = re.compile(r"[^\W\d_]{2,}")
_WORDS = 3
"""A sentence of so many words is not the same in any two forms."""
_END = re.compile(r"[.?!:…。？！：](?<!\bno\.)[\"”’」』)）]*$")
_COMMAND = re.compile(r"(?<![\w/<])/[a-z]+")
_COMMAND_LAST = re.compile(r"/[a-z]+$")


def check(form: Form, catalog: Catalog | None = None, source: Catalog | None = None) -> Iterator[str]:
    """What is wrong with a form's catalog, beside every sentence of the code or those of `source`; one line each."""
    name = path_of(form).relative_to(ROOT)
    try:
        catalog = read(form) if catalog is None else catalog
    except BrokenCatalog as broken:
        yield f"{name}: {broken}"
        return
    yield from (f"{name}: {finding}" for finding in _findings(form, catalog, source or template()))


def _findings(form: Form, catalog: Catalog, source: Catalog) -> Iterator[str]:
    if _BLANKS.sub("", catalog.plural_forms) != _BLANKS.sub("", PLURALS[form]):
        yield f"plural forms are “{catalog.plural_forms}” instead of “{PLURALS[form]}”"
    for message in sentences(source):
        told = catalog.get(message.id)
        if told is None or not all(strings_of(told) or [""]):
            yield f"no translation of “{key_of(message)}”"
        elif told.fuzzy:
            yield f"fuzzy translation of “{key_of(message)}”"
        else:
            yield from (f"{fault} in “{key_of(message)}”" for fault in faults(form, message, told))
    for message in sentences(catalog):
        if source.get(message.id) is None:
            yield f"nobody says “{key_of(message)}” any more"


def faults(form: Form, message: Message, told: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = strings_of(told)
    wanted = 1 if isinstance(message.id, str) else int(PLURALS[form].split("nplurals=")[1][0])
    if len(strings) != wanted:
        yield f"{len(strings)} plural forms instead of {wanted}"
    for string in strings:
        yield from _changed(ids[-1], string)
        yield from _careless(form, ids, string)
        yield from _too_long(kinds().get(ids[0], frozenset()), string)
        yield from wrong_words(form, ids[0], string)


def unfit(source: str, string: str) -> Iterator[str]:
    """Why a translation could not be said at all: filling its gaps would fail, or the network would refuse it."""
    for what, pattern in (("a {gap}", GAP), ("a tag", _TAG)):
        if sorted(pattern.findall(string)) != sorted(pattern.findall(source)):
            yield f"{what} differs"
    if not _nested(string):
        yield "a tag closed before it is opened"
    if len(GAP.findall(string)) != string.count("{") or string.count("{") != string.count("}"):
        yield "a brace that is no {gap}"


def _changed(source: str, string: str) -> Iterator[str]:
    yield from unfit(source, string)
    if sorted(_ENTITY.findall(string)) != sorted(_ENTITY.findall(source)):
        yield "an &entity; differs"
    if set(_COMMAND.findall(string)) != set(_COMMAND.findall(source)):
        yield "a /command differs"
    if string.count("\n") != source.count("\n"):
        yield "line breaks differ"


def _nested(string: str) -> bool:
    """Whether every tag that is closed is the last one opened."""
    opened: list[str] = []
    for tag in _TAG.findall(string):
        if not tag.startswith("</"):
            opened.append(tag)
        elif not opened or opened.pop() != tag.replace("/", ""):
            return False
    return True


def _careless(form: Form, ids: Sequence[str], string: str) -> Iterator[str]:
    """What an editor does not show, or a hurried hand leaves."""
    if form is Form.EN and string not in ids:
        yield "not what the code says (change it there, then `update`)"
    if form is not Form.EN and string in ids and len(_PROSE.findall(_TAG.sub("", GAP.sub("", string)))) >= _WORDS:
        yield "left in English"
    if string != string.strip(" ") or "  " in string:
        yield "a space too many"
    if not string.replace("\n", "").isprintable():
        yield "a character that nobody sees"
    source, told = _TAG.sub("", ids[-1]), _TAG.sub("", string)
    if bool(_END.search(source)) != bool(_END.search(told)) and not any(map(_COMMAND_LAST.search, (source, told))):
        yield "another end of the sentence"


def _too_long(of: frozenset[Kind], string: str) -> Iterator[str]:
    for kind in of:
        length = columns(GAP.sub("", string)) if kind is Kind.BUTTON else len(string.encode("utf-16-le")) // 2
        if length > kind.value:
            yield f"too long for {kind.shown} ({length}, {kind.value} allowed)"
