"""Worksheets as files: what is written can be read, and what comes from anywhere does no harm."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

from bot.languages import Form
from bot.translating import po, xliff
from bot.translating.sentences import cut, joined
from bot.translating.worksheets import Earlier, Flaw, Line, Sheet, Unreadable, Worksheet
from tests.rows import each_of
from tests.telegram_html import telegram_html

FORMATS = {"xliff": xliff, "po": po}


def sheet_of(text: str) -> Worksheet:
    """A worksheet whose translations are the sentences themselves."""
    lines = tuple(Line(each.text, each.text) for each in cut(text) if each.text)
    return Worksheet(Form.EN, Form.PT, [Sheet(7, "ab12", lines, ("Story by XPeng",))])


@pytest.mark.parametrize("name", FORMATS)
@given(text=telegram_html())
def test_a_text_that_goes_out_and_comes_back_is_the_same(name: str, text: str) -> None:
    worksheet, sentences = sheet_of(text), cut(text)
    if not any(each.text for each in sentences):
        return
    back = FORMATS[name].read(FORMATS[name].write(worksheet))
    assert (back.source, back.form, back.sheets[0].post_id, back.sheets[0].print) == (Form.EN, Form.PT, 7, "ab12")
    assert [line.source for line in back.sheets[0].lines] == [each.text for each in sentences if each.text]
    said = iter(line.target or line.source for line in back.sheets[0].lines)
    targets = [next(said) if each.text else "" for each in sentences]
    assert joined(sentences, targets, Form.EN, Form.PT) == text


def test_in_xliff_tags_and_links_are_inline_codes_and_notes_stand_at_the_top() -> None:
    written = xliff.write(sheet_of("<b>Go</b> to https://a.hk.")).decode()
    assert '<source><pc id="1" dataRefStart="d1" dataRefEnd="d2">Go</pc> to <ph id="2" dataRef="d3"' in written
    assert "<note>Story by XPeng</note>" in written
    assert '<data id="d1">&lt;b&gt;</data>' in written


def test_what_was_said_before_is_a_match_in_xliff_and_fuzzy_in_po() -> None:
    earlier = (Earlier("Come at five.", "Venha às cinco.", 0.92),)
    worksheet = Worksheet(Form.EN, Form.PT, [Sheet(7, "ab12", (Line("Come at six.", "", earlier),))])
    assert re.search(r'match ref="#s" similarity="92".*Venha às cinco', xliff.write(worksheet).decode(), re.DOTALL)
    written = po.write(worksheet).decode()
    assert '#, fuzzy\n#| msgid "Come at five."\n' in written
    assert 'msgstr "Venha às cinco."' in written
    for module in FORMATS.values():
        assert module.read(module.write(worksheet)).sheets[0].lines[0].target == ""


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xliff version="2.0" srcLang="en" trgLang="pt" xmlns="urn:oasis:names:tc:xliff:document:2.0">&b;</xliff>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">
<xliff version="2.0" srcLang="en" trgLang="pt" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>"""
UNREADABLE = {
    "a bomb of entities": BOMB,
    "a document type from elsewhere": OUTSIDE,
    "cut in the middle": xliff.write(sheet_of("Hello."))[:-40],
    "no XLIFF": b"<html><xliff/></html>",
    "XLIFF 1.2": b'<xliff version="1.2" srcLang="en" trgLang="pt"/>',
    "a language that does not exist": b'<xliff version="2.0" srcLang="en" trgLang="tlh"/>',
    "another program's file": xliff.write(sheet_of("Hello.")).replace(b"kapok/post", b"other/post"),
    "nothing": b"",
    "deep": xliff.write(sheet_of("Hello.")).replace(
        b"<target>Hello", b"<target>" + b'<mrk id="m">' * 50_000 + b"</mrk>" * 50_000
    ),
}


@each_of("name", UNREADABLE)
def test_what_is_no_worksheet_in_xliff_is_refused(name: str) -> None:
    with pytest.raises(Unreadable):
        xliff.read(UNREADABLE[name])


PO_HEAD = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
PO_LINE = b'msgctxt "post/7/ab/en/pt/1"\nmsgid "a"\nmsgstr "b"\n'
PO_UNREADABLE = {
    "no PO": b"hello there",
    "another program's": b'msgid "a"\nmsgstr "b"\n',
    "plurals": b'msgctxt "post/7/ab/en/pt/1"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n',
    "bytes": bytes(range(256)),
    "nothing": b"",
    "a character set that does not exist": PO_HEAD.replace(b"utf-8", b"utf-x") + PO_LINE,
    "bytes of another character set": PO_LINE.replace(b"b", b"\xff"),
    "a date of two lines": PO_HEAD.replace(b"Content-Type", b"PO-Revision-Date: 2027-03-09 10:00+0000\\n x\\nType")
    + PO_LINE,
    "a word that is none of PO's": PO_HEAD + PO_LINE + b"\nmessage\n",
    "a source that does not exist": PO_LINE.replace(b"en/pt", b"tlh/pt"),
    "a target that does not exist": PO_LINE.replace(b"en/pt", b"en/tlh"),
    "two languages": PO_LINE + PO_LINE.replace(b"en/pt/1", b"en/yue-Hant/1"),
    "a post of no database": PO_LINE.replace(b"post/7", b"post/" + b"7" * 16),
    "a sentence without end": PO_LINE.replace(b"pt/1", b"pt/" + b"1" * 7),
}


@each_of("name", PO_UNREADABLE)
def test_what_is_no_worksheet_in_po_is_refused(name: str) -> None:
    with pytest.raises(Unreadable):
        po.read(PO_UNREADABLE[name])


@each_of(
    ("name", "line", "flaw"),
    [
        ("a word that is none of PO's", 9, Flaw.BROKEN),
        ("another program's", 1, Flaw.FOREIGN),
        ("nothing", None, Flaw.FOREIGN),
        ("plurals", 2, Flaw.BROKEN),
    ],
)
def test_who_sent_a_po_file_hears_what_is_wrong_with_it_and_where(name: str, line: int | None, flaw: Flaw) -> None:
    with pytest.raises(Unreadable) as refused:
        po.read(PO_UNREADABLE[name])
    assert (refused.value.line, refused.value.flaw) == (line, flaw)


def test_sentences_of_a_po_file_come_back_in_their_order_whatever_order_a_program_kept_them_in() -> None:
    one, two = (PO_LINE.replace(b"pt/1", b"pt/%d" % no).replace(b'"a"', b'"%d"' % no) for no in (1, 2))
    assert [line.source for line in po.read(two + one).sheets[0].lines] == ["1", "2"]


def test_blanks_in_a_po_file_are_no_translation_and_a_percent_is_no_pattern() -> None:
    assert po.read(PO_LINE.replace(b'"b"', b'" "')).sheets[0].lines[0].target == ""
    earlier = (Earlier("50% off", "50% de desconto", 0.9),)
    written = po.write(Worksheet(Form.EN, Form.PT, [Sheet(7, "ab", (Line("50% de", "50% de", earlier),))])).decode()
    assert "#," not in written  # what is translated has no proposal, either
    assert "de desconto" not in written


def test_a_code_that_was_never_there_makes_its_sentence_broken_and_no_other() -> None:
    written = xliff.write(sheet_of("<b>One</b>. Two.")).decode()
    at = written.index("<target>")
    broken = written[:at] + written[at:].replace('dataRefStart="d1"', 'dataRefStart="d9"', 1)
    lines = xliff.read(broken.encode()).sheets[0].lines
    assert [line.broken for line in lines] == [True, False]


def test_a_sentence_that_a_program_cut_further_is_put_together_again() -> None:
    written = xliff.write(sheet_of("One and two")).decode()
    whole = re.search(r"<segment.*</segment>", written)
    assert whole
    cut_further = (
        "<segment><source>One</source><target>Um</target></segment><ignorable><source> </source></ignorable>"
        "<segment><source>and two</source><target>e dois</target></segment>"
    )
    line = xliff.read(written.replace(whole[0], cut_further).encode()).sheets[0].lines[0]
    assert (line.source, line.target) == ("One and two", "Um e dois")


@each_of("name", FORMATS)
def test_the_labels_of_buttons_go_out_with_their_note_and_come_back_apart_from_the_sentences(name: str) -> None:
    labels = (Line("Read &amp; follow", note="A button"), Line("=Map", "Mapa"))
    worksheet = Worksheet(Form.EN, Form.PT, [Sheet(7, "ab12", (Line("Come.", "Venha."),), labels=labels)])
    written = FORMATS[name].write(worksheet)
    assert b"A button" in written
    (back,) = FORMATS[name].read(written).sheets
    assert [(line.source, line.target) for line in back.lines] == [("Come.", "Venha.")]
    assert [(line.source, line.target) for line in back.labels] == [("Read &amp; follow", ""), ("=Map", "Mapa")]


def test_a_po_file_says_what_it_is_and_asks_for_nobody_s_name_or_address() -> None:
    one = sheet_of("Come tonight.")
    head = po.write(one).decode().split("\n\n")[0]
    assert '"Project-Id-Version: Kapok, post 7\\n"' in head
    assert '"Language: pt_MO\\n"\n"X-Source-Language: en\\n"' in head
    for word in ("PROJECT", "VERSION", "AUTHOR", "ADDRESS", "@li.org", "YEAR", "FULL NAME", "Plural-Forms"):
        assert word not in head.replace("MIME-Version", "")
    two = Worksheet(one.source, one.form, [*one.sheets, replace(one.sheets[0], post_id=8)])
    assert "Kapok, 2 posts" in po.write(two).decode()
    assert [sheet.post_id for sheet in po.read(po.write(two)).sheets] == [7, 8]
