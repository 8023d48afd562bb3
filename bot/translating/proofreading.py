"""What came back from a translator, looked at sentence by sentence before anything of it is kept; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto

from bot.content import Post, Version
from bot.detection import SURE, detect
from bot.gate import Light, light
from bot.languages import Form
from bot.mistakes import Mistake
from bot.texts import visible
from bot.translating.sentences import Code, Sentence, codes, cut, is_nested, joined, pieces
from bot.translating.worksheets import Line, Sheet
from bot.ways import check_label


class Fault(StrEnum):
    """What is wrong with a sentence, or with a whole text."""

    NOT_HERE = auto()
    """The file is about a post that is not there, or another partner's."""
    STALE = auto()
    """The source says something else by now, and nothing in the file translates it."""
    EMPTY = auto()
    """Not translated yet."""
    TAGS = auto()
    """A tag is lost, broken, or was never there."""
    THINGS = auto()
    """A link, an @name, a /command or a {gap} is lost or changed."""
    LANGUAGE = auto()
    """The text is in another language than it is meant for."""
    LABEL = auto()
    """The words on a button do not fit; the finding's mistake says why."""
    WRITTEN = auto()
    """Somebody has written this text since the file was given out; the file's is not kept in its place unasked."""
    REFUSED = auto()
    """It cannot be kept as it is; the finding's mistake says why."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `no` 0 means the text as a whole, else the sentence's number in the source."""

    fault: Fault
    no: int = 0
    sentence: str = ""
    """The source's, without tags."""
    what: str = ""
    """The tags or things that are lost; the language that it looks like."""
    mistake: Mistake | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One sheet as it was found. `text` is the whole translation, if all of it is good."""

    post_id: int
    form: Form
    findings: tuple[Finding, ...]
    post: Post | None = None
    text: str | None = None
    lines: tuple[Line, ...] = ()
    """The source's sentences as they are now, with what was good."""
    labels: Mapping[int, str] = field(default_factory=dict)
    """What is good of the buttons' labels, by their place."""
    standing: Version | None = None
    """What somebody has written since the file was given out, and this text would replace."""


def proofread(post: Post, sheet: Sheet, form: Form) -> Proof:
    """The sheet against the post as it stands now: where the source has changed, what still fits is taken."""
    source = post.versions.get(post.source) if post.source else None
    if source is None or post.source is form:
        return Proof(post.id, form, (Finding(Fault.NOT_HERE),))
    labels, wrong = _labels(post, source.form, sheet)
    if not sheet.lines and form in post.versions:
        text = None if wrong else post.versions[form].text
        return Proof(post.id, form, wrong, post, text, labels=labels)
    proof = _text(post, source, sheet, form)
    kept = None if wrong else proof.text
    standing = _written_since(post, source, sheet, form)
    standing = None if standing is None or standing.text == kept else standing
    return replace(proof, findings=(*proof.findings, *wrong), text=kept, labels=labels, standing=standing)


def _written_since(post: Post, source: Version, sheet: Sheet, form: Form) -> Version | None:
    """What stands there by now, if a person wrote it and it was not there when the file was given out.

    A file is given out for what is missing, or older than the source: what still is older than the very source that
    the file translates stood there then.
    """
    standing = post.versions.get(form)
    if standing is None or standing.derived_from is not None or standing.by_machine:
        return None
    stood = light(post, form) is Light.STALE and sheet.print == source.print
    return None if stood else standing


def _labels(post: Post, source: Form, sheet: Sheet) -> tuple[Mapping[int, str], tuple[Finding, ...]]:
    """Labels by their button's place, and what is wrong with the others. One that is empty stays as it is."""
    said = {visible(line.source): visible(line.target) for line in sheet.labels if line.target and not line.broken}
    good, wrong = {}, []
    for no, way in enumerate(post.ways):
        if label := said.get(way.labels.get(source, "")):
            try:
                good[no] = check_label(label)
            except Mistake as mistake:
                wrong.append(Finding(Fault.LABEL, sentence=label, mistake=mistake))
    return good, tuple(wrong)


def _text(post: Post, source: Version, sheet: Sheet, form: Form) -> Proof:
    """The text alone."""
    sentences = cut(source.text)
    told = _told(sentences, sheet)
    findings = [*_sentences(sentences, told, stale=sheet.print != source.print)]
    bad = {finding.no for finding in findings}
    good = ["" if no in bad or line is None else line.target for no, line in enumerate(told, 1)]
    lines = tuple(Line(each.text, target) for each, target in zip(sentences, good, strict=True) if each.text)
    if findings:
        return Proof(post.id, form, tuple(findings), post, None, lines)
    text = joined(sentences, good, source.form, form)
    findings += language_findings(text, form)
    return Proof(post.id, form, tuple(findings), post, None if findings else text, lines)


def _told(sentences: tuple[Sentence, ...], sheet: Sheet) -> list[Line | None]:
    """What the sheet says for each sentence; of one that stands there twice, in the order of the file."""
    said: dict[str, list[Line]] = {}
    for line in reversed(sheet.lines):
        said.setdefault(line.source, []).append(line)
    lines = (said.get(each.text) for each in sentences)
    return [(found.pop() if len(found) > 1 else found[0]) if found else None for found in lines]


def _sentences(sentences: tuple[Sentence, ...], told: Sequence[Line | None], *, stale: bool) -> Iterator[Finding]:
    for no, (each, line) in enumerate(zip(sentences, told, strict=True), 1):
        if not each.text:
            continue
        if line is None:
            yield Finding(Fault.STALE if stale else Fault.EMPTY, no, visible(each.text))
        else:
            yield from _sentence(no, line)


def _sentence(no: int, line: Line) -> Iterator[Finding]:
    about = no, visible(line.source)
    if line.broken:
        yield Finding(Fault.TAGS, *about)
    elif not visible(line.target).strip():
        yield Finding(Fault.EMPTY, *about)
    elif wrong := changed(line.source, line.target, Code.TAG) or _unnested(line.target) or _half_tag(line.target):
        yield Finding(Fault.TAGS, *about, wrong)
    elif wrong := changed(line.source, line.target, Code.THING):
        yield Finding(Fault.THINGS, *about, wrong)


def changed(source: str, target: str, kind: Code) -> str:
    """The codes that are lost, or were never there; nothing when all are as they were."""
    before, after = codes(source, kind), codes(target, kind)
    return " ".join([*(before - after), *(after - before)])


def _unnested(target: str) -> str:
    return "" if is_nested(target) else "<…>"


def _half_tag(target: str) -> str:
    """A < that begins no tag: it is written &lt;, or no network takes the text."""
    return "<" if any("<" in raw for code, raw in pieces(target) if code is Code.WORDS) else ""


def language_findings(text: str, form: Form) -> Iterator[Finding]:
    """That it is surely in another language than it should be."""
    found = detect(visible(text))
    if found.form is not form and found.confidence >= SURE and (found.form is not None or _has_letters(text)):
        yield Finding(Fault.LANGUAGE, what=found.form or "")


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, visible(text)))
