"""The screens of the audit and of announcements: every deed there is, long names, nothing found."""

from collections.abc import Callable
from dataclasses import replace

from bot.audit import Field, Line
from bot.partners import Benefit, Kind
from bot.ports.page import Page
from bot.words import Words
from handlers.admin.auditing.audit_screens import (
    AuditBy,
    AuditFilter,
    AuditPage,
    By,
    Found,
    audit_screen,
    code_of,
    fields_screen,
    found_screen,
    names_screen,
    when_screen,
)
from handlers.admin.auditing.audit_words import DEEDS, Entry
from handlers.admin.exports.export_files import Kind as FileKind
from handlers.admin.exports.exporting_screens import (
    done_screen,
    export_screen,
    failed_screen,
    stopped_screen,
    too_large_screen,
    under_way_screen,
)
from handlers.admin.running.announcing_screens import announce_screen, write_screen
from handlers.showing.screen import PAGE, Screen
from tests.screens.examples_admin import LONG_NAME, NOW, TRICKY, XPENG, ZONE

BIG = 2**40
STATES_OF = {
    "post": ("draft", "submitted"),
    "broadcast": ("sending", "paused"),
    "channel": ("zh-Hans", "zh-Hans en"),
}


def _line(number: int, verb: str, thing: str) -> Line:
    before, after = STATES_OF.get(thing, (None, None))
    return Line(number, NOW, 5, verb, f"{thing} {number}", 7, before, after)


def _lines() -> list[Entry]:
    every = [Entry(_line(no, *key), "Maria <Lobo> & Filhos", LONG_NAME, "周子晴") for no, key in enumerate(DEEDS)]
    kind = Line(90, NOW, None, "kind", "partner 5", 5, Kind.SUPER, Kind.DREAMER)
    own = Line(91, NOW, 9, "benefit", f"partner 5 {Benefit.PINNING.value}", 5, "False", "True")
    odd = Line(92, NOW, 9, "benefit", f"partner 5 {Benefit.POSTS.value}", 5, "7", "60")
    names = Line(93, NOW, 9, "rename", "partner 5", 5, "Tea & <Toast>", "Chá")
    timed = Line(94, NOW, 9, "move", f"post 7 {NOW.isoformat()}", 5)
    return [
        *every,
        Entry(timed, "Ana", "飛行"),
        Entry(kind, what="JD.com"),
        Entry(own, "Ana", "JD.com"),
        Entry(odd),
        Entry(names),
    ]


def _page(begin: int) -> Callable[[Words], Screen]:
    found = Page(_lines()[begin : begin + PAGE], 400)
    return lambda words: audit_screen(words, found, AuditFilter(AuditPage(page=begin // PAGE)), ZONE)


NARROW = AuditPage(page=0, person=BIG, partner=BIG, field=Field.PROGRAMME, when="20261120")
DEED = AuditPage(page=0, person=BIG, post=BIG, deed=code_of(("halt", "programme")), when="30")
ASKED = AuditBy(by=By.PERSON, page=1, person=BIG, partner=BIG, field=Field.PARTNERS, when="20261120")
FOUND = Found([(BIG, "周子晴")], [(BIG, LONG_NAME)], [(BIG, "<飛行>")], list(DEEDS)[:5], NOW.date())
AUDIT: dict[str, list[Callable[[Words], Screen]]] = {
    "audit_screens.audit_screen": [
        lambda words: audit_screen(words, Page([], 0), AuditFilter(NARROW, "周子晴", "Tea & <Toast>"), ZONE),
        lambda words: audit_screen(words, Page([], 0), AuditFilter(DEED, "周子晴", None, "“<飛行>”"), ZONE),
        *(_page(begin) for begin in range(0, len(_lines()), PAGE)),
    ],
    "announcing_screens.write_screen": [lambda words: write_screen(words, TRICKY)],
    "announcing_screens.announce_screen": [
        lambda words: announce_screen(words, XPENG, 1, alone=True),
        lambda words: announce_screen(words, replace(XPENG, id=0), 51_234, alone=True),
        lambda words: announce_screen(words, TRICKY, 51_234, alone=False),
    ],
    "audit_screens.names_screen": [
        lambda words: names_screen(words, ASKED, Page([(BIG, LONG_NAME)] * PAGE, 99)),
        lambda words: names_screen(words, AuditBy(by=By.PARTNER, page=0), Page([(1, "JD.com")], 1)),
    ],
    "audit_screens.when_screen": [lambda words: when_screen(words, ASKED)],
    "audit_screens.found_screen": [
        lambda words: found_screen(words, "<b>", Found()),
        lambda words: found_screen(words, "飛行", FOUND),
    ],
    "exporting_screens.export_screen": [
        lambda words: export_screen(words, None),
        lambda words: export_screen(words, TRICKY),
    ],
    "exporting_screens.under_way_screen": [
        lambda words: under_way_screen(words, 0),
        lambda words: under_way_screen(words, 1),
        lambda words: under_way_screen(words, 1_234_567),
    ],
    "exporting_screens.done_screen": [lambda words: done_screen(words, 1), lambda words: done_screen(words, 51_234)],
    "exporting_screens.too_large_screen": [lambda words: too_large_screen(words, 1_234, 50)],
    "exporting_screens.failed_screen": [failed_screen],
    "exporting_screens.stopped_screen": [lambda words: stopped_screen(words, 7, FileKind.XLSX)],
    "audit_screens.fields_screen": [lambda words: fields_screen(words, ASKED)],
}
