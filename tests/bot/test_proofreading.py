"""What comes back from a translator is looked at sentence by sentence, as a table in plain words."""

from dataclasses import replace
from types import ModuleType

from bot.content import Version
from bot.languages import Form
from bot.translating import po, xliff
from bot.translating.proofreading import Fault, proofread
from bot.translating.sentences import cut
from bot.translating.worksheets import Line, Sheet, Worksheet
from tests.bot.posts import ENGLISH, POST, SOURCE
from tests.rows import each_of

GOOD = ["A <b>sumaúma</b> está em flor.", "Leia https://a.hk/kapok e diga a @joe.", "Venha no domingo!"]


def sheet(*targets: str, fingerprint: str = SOURCE.print) -> Sheet:
    sources = [each.text for each in cut(ENGLISH)]
    return Sheet(7, fingerprint, tuple(Line(*pair) for pair in zip(sources, targets, strict=True)))


def test_a_good_sheet_becomes_the_text_with_the_source_s_lines() -> None:
    proof = proofread(POST, sheet(*GOOD), Form.PT)
    assert proof.text == f"{GOOD[0]} {GOOD[1]}\n{GOOD[2]}"
    assert proof.findings == ()


WRONG = {
    "a tag is lost": (0, "A sumaúma está em flor.", Fault.TAGS, "<b> </b>"),
    "a tag is another": (0, "A <i>sumaúma</i> está em flor.", Fault.TAGS, "<b> </b> <i> </i>"),
    "tags cross": (0, "A </b>sumaúma<b> está em flor.", Fault.TAGS, "<…>"),
    "a < before a number": (2, "Venha no domingo por <5 euros!", Fault.TAGS, "<"),
    "a < between letters": (2, "Venha no domingo, a<b!", Fault.TAGS, "<"),
    "a < at the end": (2, "Venha no domingo <", Fault.TAGS, "<"),
    "half a closing tag": (2, "Venha no domingo </b!", Fault.TAGS, "<"),
    "a link is lost": (1, "Leia e diga a @joe.", Fault.THINGS, "https://a.hk/kapok"),
    "a link is another": (
        1,
        "Leia https://b.hk/kapok e diga a @joe.",
        Fault.THINGS,
        "https://a.hk/kapok https://b.hk/kapok",
    ),
    "a name is another": (1, "Leia https://a.hk/kapok e diga a @zé.", Fault.THINGS, "@joe @zé"),
    "nothing is said": (2, "", Fault.EMPTY, ""),
    "only a blank": (2, "  ", Fault.EMPTY, ""),
}


@each_of("name", WRONG)
def test_each_fault_names_its_sentence_and_keeps_the_text_from_being_good(name: str) -> None:
    at, target, fault, what = WRONG[name]
    targets = [*GOOD[:at], target, *GOOD[at + 1 :]]
    proof = proofread(POST, sheet(*targets), Form.PT)
    assert [(each.fault, each.no, each.what) for each in proof.findings] == [(fault, at + 1, what)]
    assert proof.text is None
    assert [line.target for line in proof.lines] == [*GOOD[:at], "", *GOOD[at + 1 :]]


@each_of("target", ["Por &lt;5 euros, a&lt;b!", "Por > 5 euros & mais!"])
def test_signs_that_telegram_reads_as_words_are_words(target: str) -> None:
    assert proofread(POST, sheet(*GOOD[:2], target), Form.PT).findings == ()


@each_of("module", [po, xliff])
def test_a_bare_less_than_sign_in_a_file_is_found_or_comes_back_as_words(module: ModuleType) -> None:
    written = module.write(Worksheet(Form.EN, Form.PT, [sheet(*GOOD[:2], "Por &lt;5 euros!")]))
    bare = written.replace(b"Por &lt;5", b"Por <5")  # in XLIFF, where &lt; is what XML writes, that is no file
    back = module.read(bare if module is po else written)
    proof = proofread(POST, back.sheets[0], Form.PT)
    assert [each.fault for each in proof.findings] == ([Fault.TAGS] if module is po else [])
    assert proof.text is None or proof.text.endswith("Por &lt;5 euros!")


def test_half_a_tag_among_the_codes_of_an_xliff_is_found() -> None:
    written = xliff.write(Worksheet(Form.EN, Form.PT, [sheet(*GOOD)])).decode()
    forged = written.replace("<originalData>", '<originalData><data id="d9">&lt;</data>', 1)
    forged = forged.replace("está em flor.</target>", 'está <ph id="9" dataRef="d9"/> em flor.</target>')
    proof = proofread(POST, xliff.read(forged.encode()).sheets[0], Form.PT)
    assert [(each.fault, each.no, each.what) for each in proof.findings] == [(Fault.TAGS, 1, "<")]


def test_a_text_in_another_language_is_found() -> None:
    spanish = [
        "El <b>kapok</b> está en flor en el jardín.",
        "Lee https://a.hk/kapok y cuéntaselo a @joe.",
        "¡Ven el domingo!",
    ]
    proof = proofread(POST, sheet(*spanish), Form.PT)
    assert [(each.fault, each.no) for each in proof.findings] == [(Fault.LANGUAGE, 0)]
    english = proofread(POST, sheet(*(each.text for each in cut(ENGLISH))), Form.PT)
    assert [(each.fault, each.what) for each in english.findings] == [(Fault.LANGUAGE, Form.EN)]


def test_of_a_changed_source_what_still_is_said_is_taken_and_what_is_new_is_named() -> None:
    text = ENGLISH.replace("Come on Sunday!", "Come on Monday!")
    changed = replace(POST, versions={Form.EN: Version(Form.EN, text)})
    proof = proofread(changed, sheet(*GOOD), Form.PT)
    assert [(each.fault, each.no, each.sentence) for each in proof.findings] == [(Fault.STALE, 3, "Come on Monday!")]
    assert [line.target for line in proof.lines] == [*GOOD[:2], ""]
    shorter = replace(POST, versions={Form.EN: Version(Form.EN, cut(ENGLISH)[2].text)})
    assert proofread(shorter, sheet(*GOOD), Form.PT).text == GOOD[2]


def test_a_sentence_that_stands_there_twice_may_be_said_in_two_ways() -> None:
    post = replace(POST, versions={Form.EN: Version(Form.EN, "Come and see!\nCome and see!")})
    lines = (Line("Come and see!", "Venha ver!"), Line("Come and see!", "Venham todos ver!"))
    assert proofread(post, Sheet(7, "ab", lines), Form.PT).text == "Venha ver!\nVenham todos ver!"


def test_the_source_itself_is_not_translated() -> None:
    assert proofread(POST, sheet(*GOOD), Form.EN).findings[0].fault is Fault.NOT_HERE
