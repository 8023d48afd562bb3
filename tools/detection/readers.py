"""How each format is read: a path becomes (form or language, text) pairs; texts may still be paragraphs."""

import gettext
import gzip
import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Read = Iterator[tuple[str, str, float]]
"""Language, text, and how much this one text counts."""

_NAMES = """
zh-Hans: zh-cn zh-hans chinese cmn-hans
zh-Hant: zh-tw zh-hk zh-hant traditionalchinese cmn-hant
yue: yue yue-hant
pt: pt pt-br pt-pt por-br por-pt portuguese
en: en en-gb eng english
gl: gl glg
es: es spa spanish
ca: ca cat
fr: fr fra french
it: it ita italian
de: de deu-1996 german
nl: nl nld dutch
ro: ro ron-2006
id: id ind indonesian
ms: ms mly-latn
vi: vi vie
tl: tl tgl fil
sv: sv swe swedish
da: da dan
nb: nb nob
fi: fi fin
pl: pl pol
cs: cs ces
tr: tr tur turkish
hu: hu hun
eu: eu eus
hr: hr hrv sh
sk: sk
sl: sl slv
lt: lt lit
lv: lv lav
et: et est
eo: eo epo
af: af afr
"""
_TAGS = {tag: line.partition(":")[0] for line in _NAMES.strip().splitlines() for tag in line.partition(":")[2].split()}


def language(tag: str) -> str:
    """Our name for a package's name of a language; empty for one that is not trained on."""
    return _TAGS.get(tag.replace("_", "-").lower(), "")


def _chat(path: Path, form: str) -> Read:
    """CHAT transcripts: a speaker's line begins with a star, words stand apart."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("*"):
            words = [word for word in line.partition("\t")[2].split() if word not in {"-", "#", "+"}]
            yield form, re.sub(r"(?<![A-Za-z]) | (?![A-Za-z])", "", " ".join(words)), 1.0


def _strings(path: Path, form: str) -> Read:
    for text in json.loads(path.read_text(encoding="utf-8")):
        yield form, text, 1.0


def _leaves(value: Any) -> Iterator[str]:  # noqa: ANN401 -- whatever JSON or YAML holds
    match value:
        case str():
            yield value
        case dict():
            for key, inner in value.items():
                yield from _leaves(inner if key != "@metadata" else None)
        case list():
            for inner in value:
                yield from _leaves(inner)


def _messages(path: Path, _: str) -> Read:
    for text in _leaves(json.loads(path.read_text(encoding="utf-8"))):
        yield language(path.stem), text, 1.0


def _talks(path: Path, _: str) -> Read:
    import yaml  # noqa: PLC0415 -- a training extra

    talks = yaml.safe_load(path.read_text(encoding="utf-8"))
    for text in _leaves(talks.get("conversations")):
        yield language(path.parent.name), text, 1.0


def _pages(path: Path, form: str) -> Read:
    for text in re.findall(r"<(p|li|h\d)\b[^>]*>(.*?)</\1>", path.read_text(encoding="utf-8"), re.DOTALL):
        yield form or language(path.stem), text[1], 1.0


def _catalog(path: Path, _: str) -> Read:
    """A translation, and the English it was made from; what is the same in both is a name."""
    code = language(path.parts[-3])
    if not code:
        return
    with path.open("rb") as file:
        found = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]  # noqa: SLF001 -- no other door
    for key, text in found.items():
        source = (key if isinstance(key, str) else key[0]).rpartition("\x04")[2].rpartition("^")[2]
        if source and isinstance(text, str) and text != source:
            yield code, text, 1.0
            yield "en", source, 1.0


def _fortunes(path: Path, form: str) -> Read:
    if path.suffix not in {".dat", ".u8"}:
        for cookie in path.read_text(encoding="utf-8", errors="ignore").split("\n%"):
            said = re.sub(r"\n\s*--.*", "", cookie, flags=re.DOTALL)
            yield form, re.sub(r"(?<![.!?])\n", " ", said), 1.0


def _frequencies(path: Path, _: str) -> Read:
    """A list of words for each hundredth of a power of ten that they are rarer than every word being that one."""
    import msgpack  # noqa: PLC0415 -- a training extra

    size, _, code = path.name.partition(".")[0].partition("_")
    lists = msgpack.unpackb(gzip.decompress(path.read_bytes()), raw=False)[1:]
    better = size == "small" and path.with_name(f"large_{code}.msgpack.gz").exists()
    for place, words in enumerate([] if better else lists):
        share = min(6.0, 0.03 + 0.25 * (1e5 * 10 ** (-place / 100)) ** 0.5)
        for word in words:
            yield "zh-Hans" if code == "zh" else language(code), word, share


READERS: dict[str, Callable[[Path, str], Read]] = {
    "chat": _chat,
    "strings": _strings,
    "messages": _messages,
    "talks": _talks,
    "pages": _pages,
    "catalog": _catalog,
    "fortunes": _fortunes,
    "frequencies": _frequencies,
}

_PLACEHOLDERS = re.compile(
    r"%[-0-9.$]*[a-zA-Z]|\$\w+|\{\{[^}]*\}\}|\{[^}]*\}|\[\[|\]\]|<[^>]*>|\\n|\(_?[A-Za-z~]\)|_(?=[A-Za-z])|~|&(?=\w)|''+"
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+|(?<=[。！？])")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text without placeholders and markup."""
    for piece in _SENTENCES.split(_PLACEHOLDERS.sub(" ", html.unescape(text))):
        said = " ".join(piece.split())
        if said:
            yield said[:400]
