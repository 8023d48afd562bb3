"""Worksheets as XLIFF 2: tags are inline codes, which a translator's program protects.

Read with defusedxml: no document type, so neither entities that grow nor files from elsewhere. What XML cannot hold
stands in it as <cp>. A sentence that was cut further by a program is put together again.
"""

import html
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import count
from xml.etree.ElementTree import Element, ElementTree, ParseError, SubElement, register_namespace

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.languages import known
from bot.translating.sentences import Code, is_nested, pieces
from bot.translating.worksheets import Flaw, Line, Sheet, Unreadable, Worksheet

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_ORIGINAL = re.compile(r"kapok/post/(\d{1,15})/([0-9a-f]+)")
_NOT_XML = re.compile("([^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])")
_LABEL = "b"
"""Begins the name of a unit that is a button's label; sentences begin with s."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
register_namespace("", NAMESPACE)
register_namespace("mtc", MATCHES)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def write(worksheet: Worksheet) -> bytes:
    """The file: XLIFF 2.0 in UTF-8, a `file` for each sheet."""
    told = {"version": "2.0", "srcLang": worksheet.source.value, "trgLang": worksheet.form.value, _SPACE: "preserve"}
    root = Element(_tag("xliff"), told)
    for sheet in worksheet.sheets:
        _file(root, sheet)
    written = BytesIO()
    ElementTree(root).write(written, encoding="utf-8", xml_declaration=True)
    return written.getvalue()


def _file(root: Element, sheet: Sheet) -> None:
    original = f"kapok/post/{sheet.post_id}/{sheet.print}"
    file = SubElement(root, _tag("file"), {"id": f"p{sheet.post_id}", "original": original})
    notes = SubElement(file, _tag("notes"))
    for note in sheet.notes:
        _fill(SubElement(notes, _tag("note")), note, {})
    for no, line in enumerate(sheet.lines, 1):
        _unit(file, f"s{no}", line)
    for no, line in enumerate(sheet.labels, 1):
        _unit(file, f"{_LABEL}{no}", line)


def _unit(file: Element, name: str, line: Line) -> None:
    unit = SubElement(file, _tag("unit"), {"id": name, "canResegment": "no"})
    data: dict[str, str] = {}
    if line.earlier:
        _matches(unit, line, data)
    if line.note:
        _fill(SubElement(SubElement(unit, _tag("notes")), _tag("note")), line.note, {})
    kept = SubElement(unit, _tag("originalData"))
    state = "translated" if line.target else "initial"
    segment = SubElement(unit, _tag("segment"), {"id": "s", "state": state})
    _fill(SubElement(segment, _tag("source")), line.source, data)
    if line.target:
        _fill(SubElement(segment, _tag("target")), line.target, data)
    for raw, called in data.items():
        _fill(SubElement(kept, _tag("data"), {"id": called}), html.escape(raw, quote=False), {})
    if not data:
        unit.remove(kept)


def _matches(unit: Element, line: Line, data: dict[str, str]) -> None:
    matches = SubElement(unit, f"{{{MATCHES}}}matches")
    for earlier in line.earlier:
        about = {"ref": "#s", "similarity": f"{earlier.likeness * 100:.0f}", "origin": "kapok"}
        match = SubElement(matches, f"{{{MATCHES}}}match", about)
        _fill(SubElement(match, _tag("source")), earlier.source, data)
        _fill(SubElement(match, _tag("target")), earlier.target, data)


def _fill(parent: Element, sentence: str, data: dict[str, str]) -> None:
    """Telegram HTML as an element's inside; `data` collects the raw codes and their names."""
    nested, numbers = is_nested(sentence), count(1)
    inside = [parent]

    def named(raw: str) -> str:
        return data.setdefault(raw, f"d{len(data) + 1}")

    for code, raw in pieces(sentence) if not _is_data(parent) else [(Code.WORDS, sentence)]:
        if code is Code.WORDS:
            _words(inside[-1], html.unescape(raw))
        elif code is Code.THING or not nested:
            shown = _NOT_XML.sub("", html.unescape(raw))
            SubElement(inside[-1], _tag("ph"), {"id": str(next(numbers)), "dataRef": named(raw), "disp": shown})
        elif raw.startswith("</"):
            inside.pop().set("dataRefEnd", named(raw))
        else:
            about = {"id": str(next(numbers)), "dataRefStart": named(raw)}
            inside.append(SubElement(inside[-1], _tag("pc"), about))


def _is_data(parent: Element) -> bool:
    return parent.tag in {_tag("data"), _tag("note")}


def _words(parent: Element, text: str) -> None:
    for place, piece in enumerate(_NOT_XML.split(text)):
        if place % 2:
            SubElement(parent, _tag("cp"), {"hex": f"{ord(piece):04X}"})
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + piece
        else:
            parent.text = (parent.text or "") + piece


def read(file: bytes) -> Worksheet:
    """The worksheet of a file. Raises `Unreadable`."""
    try:
        return _worksheet(fromstring(file, forbid_dtd=True))
    except ParseError as broken:
        raise Unreadable(broken.position[0]) from broken
    except DefusedXmlException as refused:
        raise Unreadable(flaw=Flaw.DOCTYPE) from refused
    except (ValueError, LookupError, RecursionError) as broken:
        raise Unreadable from broken


def _worksheet(root: Element) -> Worksheet:
    source, form = known(root.get("srcLang")), known(root.get("trgLang"))
    if _name(root) != "xliff" or not root.get("version", "").startswith("2.") or source is None or form is None:
        raise Unreadable(flaw=Flaw.FOREIGN)
    return Worksheet(source, form, [_sheet(file) for file in root if _name(file) == "file"])


def _sheet(file: Element) -> Sheet:
    original = _ORIGINAL.fullmatch(file.get("original", ""))
    if original is None:
        raise Unreadable(flaw=Flaw.FOREIGN)
    told: dict[bool, list[Line]] = {True: [], False: []}
    for each in file.iter():
        if _name(each) == "unit":
            told[each.get("id", "").startswith(_LABEL)].append(_line(each))
    return Sheet(int(original[1]), original[2], tuple(told[False]), labels=tuple(told[True]))


def _line(unit: Element) -> Line:
    data = {each.get("id", ""): _plain(each) for each in unit.iter() if _name(each) == "data"}
    parts = [each for each in unit if _name(each) in {"segment", "ignorable"}]
    source = "".join(_said(each, "source", data) for each in parts)
    try:
        target = "".join(_said(each, "target", data) or _blank(each, data) for each in parts)
    except KeyError:
        return Line(source, broken=True)
    return Line(source, target if target.strip() else "")


def _blank(part: Element, data: Mapping[str, str]) -> str:
    """Between two pieces of a sentence that a program cut, what stood there in the source."""
    return _said(part, "source", data) if _name(part) == "ignorable" else ""


def _said(part: Element, which: str, data: Mapping[str, str]) -> str:
    """The inside of its source or target as Telegram HTML. Raises `KeyError` for a code that was never there."""
    found = next((each for each in part if _name(each) == which), None)
    return "".join(_html(found, data)) if found is not None else ""


def _html(parent: Element, data: Mapping[str, str]) -> Iterator[str]:
    yield html.escape(parent.text or "", quote=False)
    for child in parent:
        match _name(child):
            case "pc":
                yield from (data[child.get("dataRefStart", "")], *_html(child, data), data[child.get("dataRefEnd", "")])
            case "ph":
                yield data[child.get("dataRef", "")]
            case "cp":
                yield _character(child)
            case "mrk":  # a program's own mark around words
                yield from _html(child, data)
            case name:
                raise KeyError(name)
        yield html.escape(child.tail or "", quote=False)


def _plain(parent: Element) -> str:
    """Text alone, <cp> included."""
    return (parent.text or "") + "".join(_character(child) + (child.tail or "") for child in parent)


def _character(element: Element) -> str:
    try:
        return html.escape(chr(int(element.get("hex", ""), 16)), quote=False)
    except (ValueError, OverflowError):
        raise Unreadable from None


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
