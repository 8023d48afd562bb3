"""Facts for the screens that stand beside the three rooms."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from markupsafe import Markup

from bot.actions.account_for import Account
from bot.actions.agenda import Entry
from bot.actions.correction_notices import Rival
from bot.actions.standstill import flooded_line, halted_line
from bot.broadcast import Begun, Broadcast, BroadcastState, Errand, Fate, Policy
from bot.content import Media, MediaKind, Post, PostKind, PostState, Version
from bot.corrections import Correction, CorrectionState, Picture, Replacement
from bot.delivery import DeliveryState, Doubt, Reason, Skip, Sums
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Kind, Partner
from bot.places import Place
from bot.ports.page import Page
from bot.recurrence import Plan
from bot.repeating import Every, Repeat, Rule
from bot.reports import Crowd, Since, report_of
from bot.ways import Way, WayKind, numbered
from bot.words import Words
from handlers.admin.doors import PartnersPage
from handlers.admin.roster.partners_list_screens import seek_line
from handlers.correcting.beside_screens import (
    ChangeBeside,
    bench_of,
    change_beside_screen,
    changing_ways_screen,
    picture_question_screen,
    several_screen,
    which_picture_screen,
)
from handlers.correcting.texts_screens import (
    Change,
    Lacking,
    compare_screen,
    picture_line,
    text_question_screen,
    what_question_screen,
)
from handlers.correcting.waiting_screens import (
    NONE,
    Proposal,
    declined_screen,
    outdated_screen,
    proposal_screen,
    proposed_screen,
    withdrawn_screen,
)
from handlers.reading.page import View
from handlers.reporting.reports_screens import (
    Gain,
    Reported,
    ReportPages,
    gains_screen,
    no_reports_screen,
    report_screen,
    reports_screen,
)
from handlers.sending.broadcast_screens import follow_up_screen, question_screen, sending_screen, with_recall_lines
from handlers.sending.facts import SURE, Act, Facts
from handlers.sending.steered_screens import faster_screen, mending_screen, no_doubt_screen, still_screen, which_screen
from handlers.sending.stopping_screens import what_stops_screen
from handlers.showing.listing_screens import asking_screen
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen
from handlers.staff import asking_screens
from handlers.staff.answering_screens import again_screen, answer_screen, answered_screen, left_screen, only_text_line
from handlers.staff.calendar_screens import Diary, calendar_screen
from handlers.staff.pausing_screens import which_pauses_screen
from handlers.staff.ways_screens import (
    Bench,
    address_question_screen,
    first_label_screen,
    label_question_screen,
    link_question_screen,
    way_screen,
    ways_screen,
)
from handlers.turns.menus import ADMIN, COMMUNICATOR

NOW = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)
MANY = 1234567
DAY = NOW.date()
WALL = datetime(2027, 3, 9, 12)  # noqa: DTZ001 - a wall clock
PLAN = Plan(1, WALL, "Asia/Macau", NOW, 1)
PLANS = [
    None,
    PLAN,
    replace(PLAN, held_at=NOW),
    replace(PLAN, held_at=NOW, held_until=NOW),
    replace(PLAN, repeat=Repeat(Rule(Every.DAY), WALL, WALL)),
]
BROADCAST = Broadcast(2**53 - 1, 9876543, NOW, "x", NOW, MANY, wide_from=NOW)
SUMS = Sums(
    MANY,
    {DeliveryState.SENT: 1200000, DeliveryState.REFUSED: 34000, DeliveryState.SKIPPED: 500, DeliveryState.UNKNOWN: 67},
    dict.fromkeys(Form, 240000),
    {
        **{(DeliveryState.REFUSED, str(reason)): 100 for reason in Reason},
        **{(DeliveryState.SKIPPED, str(skip)): 50 for skip in Skip},
        **{(DeliveryState.UNKNOWN, str(doubt)): 20 for doubt in Doubt},
    },
)
NOTHING = Sums(0, {}, {}, {})
GOING = Facts(
    BROADCAST,
    "Tonight the <Pearl River> & all of its lights, seen f…",
    "China Post · Guangzhou Cultural Theme Post Office <&>",
    SUMS,
    "Europe/Lisbon",
    writes=True,
)
PAUSED = replace(BROADCAST, state=BroadcastState.PAUSED)
OVER = replace(
    GOING,
    broadcast=replace(BROADCAST, state=BroadcastState.FINISHED, finished_at=NOW),
    choosable={DeliveryState.UNKNOWN: 67, DeliveryState.REFUSED: MANY, DeliveryState.SKIPPED: MANY},
    admin=True,
    paid=MANY,
)


def errand(what: Errand, state: BroadcastState = BroadcastState.FINISHED) -> Broadcast:
    """Something done about the copies of the sending that is over."""
    later = NOW + timedelta(hours=1)
    return replace(BROADCAST, id=8, errand=what, state=state, origin_id=7, started_at=later)


ERRANDS = [(errand(what), SUMS) for what in (Errand.PIN, Errand.RECALL, Errand.REST, Errand.AGAIN) for _ in range(2)]


OLD = Version(Form.EN, "Meet us on <b>Saturday</b> at 3 pm by the river &amp; the old pier. 週六下午三時見。")
NEW = Version(Form.EN, "Meet us on <b>Sunday</b> at 4 pm by the river &amp; the old pier. 週日下午四時見。")
LONG = Version(Form.EN, "今晚的珠江 and all of its lights, " * 160)
CHANGE = Change(BROADCAST.id, GOING.title, OLD, NEW, MANY, alone=True)


def _bench(words: Words, ways: tuple[Way, ...] | None = None) -> Bench:
    return bench_of(words, OUT, BROADCAST.id, WAYS if ways is None else ways)


def _compared(change: Change) -> Callable[[Words], Screen]:
    return lambda words: compare_screen(words, change)


def _page(facts: Facts, note: Markup | None = None) -> Callable[[Words], Screen]:
    return lambda words: sending_screen(words, facts, note)


def _asked(act: Act, facts: Facts = OVER) -> Callable[[Words], Screen]:
    return lambda words: question_screen(words, facts, act)


def _asked_to_recall(ended: int) -> Callable[[Words], Screen]:
    return lambda words: question_screen(words, OVER, Act.RECALL, with_recall_lines(words, ended, WALL))


POST = Post(9876543, 5, 6, PostKind.CAMPAIGN, PostState.SENT, NOW, {Form.EN: Version(Form.EN, "Title <&> " * 9)})
WAYS = (
    Way(WayKind.LINK, "https://example.com/a?b=1&c=2", {Form.ZH_HANS: "免费试驾 <&>", Form.EN: "Book a test drive"}),
    Way(WayKind.FOLLOW),
)
OUT = replace(POST, ways=WAYS, versions={form: Version(form, f"{form} Title <&> " * 5) for form in Form})
ALBUM = (Media(1, MediaKind.PHOTO), Media(2, MediaKind.VIDEO), Media(3, MediaKind.PHOTO))
PICTURED = replace(OUT, media=ALBUM)


def _proposal(what: Replacement, state: CorrectionState = CorrectionState.OPEN) -> Proposal:
    correction = Correction(2**53 - 1, BROADCAST.id, what, what.stands(PICTURED), 6, NOW, state)
    return Proposal(correction, PICTURED, "周子晴 <&>", "Europe/Lisbon", withdraws=True)


PROPOSAL = _proposal(Replacement([NEW]))
RIVALS = [
    Rival(2**53 - 1, "周子晴 <&>", NOW, [Markup("<blockquote>&lt;&amp;&gt;</blockquote>")], gives_way=gives_way)
    for gives_way in (True, False, False)
]
PROPOSALS = (
    PROPOSAL,
    _proposal(Replacement(ways=())),
    _proposal(Replacement(picture=Picture(0, Media(9, MediaKind.PHOTO)))),
    replace(PROPOSAL, decides=True, admin=True),
    replace(PROPOSAL, decides=True, admin=True, post=POST),
    replace(PROPOSAL, decides=True, admin=True, rivals=RIVALS),
    *(
        _proposal(what, state)
        for state in CorrectionState
        if state is not CorrectionState.OPEN
        for what in (Replacement(ways=()), Replacement([NEW]))
    ),
)
PICTURE = Picture(2, Media(4, MediaKind.PHOTO))
BESIDE = ChangeBeside(BROADCAST.id, OUT, Replacement(ways=WAYS[::-1]), MANY, alone=True)
PARTNER = Partner(5, "xpeng", Kind.SUPER, {Form.ZH_HANS: "小鹏汽车", Form.EN: "XPeng <&>"})


def _account(crowds: list[Crowd], usual: list[tuple[int, int, int]]) -> Account:
    report = report_of(
        sum(crowd.number for crowd in crowds), crowds, Since(1, 2, MANY), {"follow": 7, "Go <&>": 1}, usual
    )
    return Account(BROADCAST, POST, PARTNER, report, NOW, BROADCAST.started_at)


def _with_links(account: Account) -> Account:
    """Two links were pressed, one of them without a label of its own; the third, which was not, is not told."""
    urls = "https://a.example", "https://b.example", "https://c.example"
    labels: list[dict[Form, str]] = [{Form.EN: "Buy tickets <&> come"}, {}, {}]
    ways = tuple(Way(WayKind.LINK, url, label) for url, label in zip(urls, labels, strict=True))
    return replace(account, post=replace(POST, ways=ways), passages={1: 1, 2: MANY})


CROWDS = [
    *(
        Crowd(DeliveryState.SENT, None, form, place, "Asia/Shanghai", False, 1000)  # noqa: FBT003
        for form in Form
        for place in (None, *Place)
    ),
    Crowd(DeliveryState.SENT, None, Form.EN, None, None, True, 3),  # noqa: FBT003
    *(Crowd(DeliveryState.REFUSED, str(reason), None, None, "Europe/Lisbon", False, 9) for reason in Reason),  # noqa: FBT003
]
FEW = [Crowd(DeliveryState.SENT, None, Form.PT, Place.MACAU, "Asia/Macau", False, 4)]  # noqa: FBT003
ENTRIES = [
    Entry(
        NOW + timedelta(hours=5 * no),
        5,
        no,
        PLANS[no % 4],
        sending=no,
        fate=None if PLANS[no % 4] else list(Fate)[no // 4 % 4],
    )
    for no in range(30)
]


REPORTED = [
    Reported(Begun(5, 1, 7, NOW, recalled=fate is not None), "Title <&> " * 5, "XPeng <&> 小鹏汽车", fate)
    for fate in (None, *Fate)
]
HOLIDAY, MADE_UP = date(2026, 10, 1), date(2026, 10, 10)


_FEW = _account(FEW, [])
QUIET = replace(_FEW, report=replace(_FEW.report, since=Since(0, 0, 0)))


def _report(account: Account, *, drawn: bool) -> Callable[[Words], Screen]:
    return lambda words: report_screen(words, account, "Europe/Lisbon", drawn=drawn)


def _calendar(view: View, entries: list[Entry], *, drawn: bool) -> Callable[[Words], Screen]:
    names, titles = {5: "XPeng <&> 小鹏汽车"}, {no: f"Title <&> {no} " * 4 for no in range(30)}
    day = NOW.date()
    return lambda words: calendar_screen(
        words, Diary(view, day, day, "Asia/Macau", entries, names, titles, everybody=True), drawn=drawn
    )


EXAMPLES: dict[str, list[Callable[[Words], Screen]]] = {
    "staff.answering_screens.answer_screen": [answer_screen],
    "staff.answering_screens.answered_screen": [
        answered_screen,
        lambda words: answered_screen(words, for_all=True),
    ],
    "sending.stopping_screens.what_stops_screen": [
        lambda words: what_stops_screen(words, ADMIN[-2:], runs=True),
        lambda words: what_stops_screen(words, ADMIN[-2:], runs=True, ends=True),
        lambda words: what_stops_screen(words, COMMUNICATOR[3:4], runs=False),
    ],
    "staff.asking_screens.ask_screen": [asking_screens.ask_screen],
    "staff.asking_screens.pass_screen": [asking_screens.pass_screen],
    "staff.asking_screens.passed_screen": [
        asking_screens.passed_screen,
        lambda words: asking_screens.passed_screen(words, (asking_screens.ask_button(words),)),
    ],
    "staff.asking_screens.not_asked_screen": [asking_screens.not_asked_screen],
    "staff.answering_screens.again_screen": [lambda words: again_screen(words, only_text_line(words))],
    "staff.answering_screens.left_screen": [left_screen],
    "reporting.reports_screens.no_reports_screen": [
        lambda words: no_reports_screen(words, 0, writes=False),
        lambda words: no_reports_screen(words, MANY, writes=True),
    ],
    "showing.listing_screens.asking_screen": [
        lambda words: asking_screen(words, ReportPages(sought="茶")),
        lambda words: asking_screen(words, PartnersPage(), seek_line),
    ],
    "reporting.reports_screens.reports_screen": [
        lambda words: reports_screen(words, Page([*REPORTED, *REPORTED[:3]], 20), ReportPages(page=1), "Europe/Lisbon"),
    ],
    "reporting.reports_screens.report_screen": [
        _report(_account(CROWDS, [(100, 90, 1)]), drawn=True),
        _report(_account(FEW, []), drawn=False),
        _report(_with_links(_account(CROWDS, [(100, 90, 1)])), drawn=True),
        _report(QUIET, drawn=False),
    ],
    "staff.calendar_screens.calendar_screen": [
        _calendar(View.WEEK, ENTRIES, drawn=True),
        _calendar(View.MONTH, ENTRIES, drawn=False),
        _calendar(View.WEEK, [], drawn=False),
        _calendar(View.DAY, [replace(entry, moment=NOW) for entry in ENTRIES], drawn=True),
        _calendar(View.DAY, [], drawn=False),
        _calendar(View.WEEK, [Entry(NOW, 5, 1, PLANS[0], suspended=True)], drawn=True),
        *(
            lambda words, day=day: calendar_screen(
                words, Diary(View.DAY, day, NOW.date(), "Asia/Macau", [], {}, {}), drawn=False
            )
            for day in (HOLIDAY, MADE_UP)
        ),
    ],
    "sending.steered_screens.no_doubt_screen": [no_doubt_screen],
    "sending.steered_screens.mending_screen": [
        lambda words: mending_screen(words, Markup("/report"), []),
        lambda words: mending_screen(words, Markup("/report"), [(1, "Tea <&>"), (2, "")]),
    ],
    "sending.steered_screens.still_screen": [
        lambda words: still_screen(words, Markup("/calendar"), [], None),
        lambda words: still_screen(words, Markup("/calendar"), ["Tea <&>"], NOW),
    ],
    "reporting.reports_screens.gains_screen": [
        lambda words: gains_screen(words, (DAY, DAY + timedelta(days=1)), [Gain("Tea <&>", Since(0, MANY, 1), MANY)]),
        lambda words: gains_screen(words, (DAY, DAY + timedelta(days=7)), [Gain("小鹏", Since(0, 0, 0), 0)] * 12),
    ],
    "sending.steered_screens.faster_screen": [
        lambda words: faster_screen(words, admin=True),
        lambda words: faster_screen(words, admin=False),
    ],
    "sending.steered_screens.which_screen": [
        lambda words: which_screen(words, [GOING, OVER]),
        lambda words: which_screen(words, [GOING, OVER], NOW),
    ],
    "staff.pausing_screens.which_pauses_screen": [
        lambda words: which_pauses_screen(words, [("Tea <b>", "x")], NOW.replace(hour=0))
    ],
    "sending.broadcast_screens.sending_screen": [
        _page(GOING),
        lambda words: sending_screen(words, replace(GOING, standstill=halted_line(words), admin=True)),
        lambda words: sending_screen(words, replace(GOING, standstill=flooded_line(words, NOW))),
        _page(replace(GOING, broadcast=replace(BROADCAST, wide_from=None))),
        *(
            _page(replace(GOING, broadcast=replace(BROADCAST, state=state)), Markup("Too late."))
            for state in BroadcastState
        ),
        *(_page(replace(GOING, broadcast=errand(what, state))) for what in Errand for state in BroadcastState),
        _page(replace(GOING, broadcast=replace(BROADCAST, meant=0), sums=NOTHING, title="")),
        _page(replace(GOING, admin=True, broadcast=replace(BROADCAST, policy=Policy.URGENT, paid=True))),
        _page(replace(GOING, broadcast=PAUSED, ends=[NOW] * 3)),
        _page(replace(GOING, broadcast=replace(PAUSED, paused_until=NOW))),
        _page(OVER),
        _page(replace(OVER, errands=ERRANDS)),
        _page(replace(OVER, writes=True, pinning=True)),
        _page(replace(OVER, pinning=True, errands=[(errand(Errand.PIN), SUMS)])),
        _page(replace(OVER, errands=[(errand(Errand.RECALL, BroadcastState.SENDING), NOTHING)])),
    ],
    "sending.broadcast_screens.follow_up_screen": [lambda words: follow_up_screen(words, GOING.title, 2**40)],
    "correcting.texts_screens.what_question_screen": [
        lambda words: what_question_screen(words, OUT, BROADCAST.id),
        *(
            lambda words, writes=writes: what_question_screen(words, POST, BROADCAST.id, NONE, Lacking(Form.PT, writes))
            for writes in (True, False)
        ),
        lambda words: what_question_screen(words, PICTURED, BROADCAST.id, Page(PROPOSALS[:3], 60)),
    ],
    "correcting.texts_screens.text_question_screen": [
        lambda words: text_question_screen(words, OLD, BROADCAST.id),
        lambda words: text_question_screen(words, LONG, BROADCAST.id, Markup("Too &lt;long&gt;.")),
        lambda words: text_question_screen(words, Version(Form.PT, "a &amp; <b>b</b>" * 200), BROADCAST.id),
    ],
    "correcting.texts_screens.compare_screen": [
        *(
            _compared(replace(CHANGE, new=new, alone=alone))
            for new in (NEW, OLD, replace(OLD, text=f"<b>{OLD.text}</b>"), LONG, replace(OLD, text="<>&amp;"))
            for alone in (True, False)
        ),
        _compared(replace(CHANGE, like=Form.PT)),
        _compared(replace(CHANGE, rivals=RIVALS, again=True, held_back=True)),
        lambda words: compare_screen(words, replace(CHANGE, beside_it=picture_line(words, PICTURED))),
        _compared(replace(CHANGE, old=LONG, new=replace(LONG, text=LONG.text[::-1]), chats=1)),
        _compared(replace(CHANGE, beside=(OLD, NEW))),
        _compared(replace(CHANGE, old=LONG, new=replace(LONG, text=LONG.text[::-1]), beside=(LONG, NEW), alone=False)),
        _compared(replace(CHANGE, left=Mistake(Why.DERIVED_TOO_LONG, form=Form.ZH_HANT, over=MANY))),
    ],
    "correcting.beside_screens.changing_ways_screen": [
        *(
            lambda words, ways=ways: changing_ways_screen(words, OUT, BROADCAST.id, ways)
            for ways in ((), WAYS, numbered(WAYS))
        ),
        lambda words: changing_ways_screen(
            words, OUT, BROADCAST.id, WAYS, in_words(Mistake(Why.LINK_UNREADABLE), words)
        ),
    ],
    "correcting.beside_screens.change_beside_screen": [
        *(
            lambda words, told=told: change_beside_screen(words, told)
            for told in (
                BESIDE,
                replace(BESIDE, what=Replacement(ways=()), chats=1, rivals=RIVALS, again=True),
                replace(BESIDE, alone=False, without=["XPENG 香港", "JD.com & <friends>"]),
                replace(BESIDE, post=PICTURED, what=Replacement(picture=PICTURE), captioned=True, alone=False),
            )
        ),
    ],
    "correcting.beside_screens.which_picture_screen": [
        *(
            lambda words, early=early: which_picture_screen(words, PICTURED, BROADCAST.id, early=early)
            for early in (0, 1)
        )
    ],
    "correcting.beside_screens.several_screen": [several_screen],
    "correcting.beside_screens.picture_question_screen": [
        *(lambda words, kind=kind: picture_question_screen(words, kind, BROADCAST.id) for kind in MediaKind),
        lambda words: picture_question_screen(
            words, MediaKind.PHOTO, BROADCAST.id, in_words(Mistake(Why.MEDIA_KIND), words)
        ),
    ],
    "staff.ways_screens.ways_screen": [
        *(lambda words, ways=ways: ways_screen(words, _bench(words, ways), ()) for ways in ((), WAYS, WAYS * 2)),
    ],
    "staff.ways_screens.link_question_screen": [
        lambda words: link_question_screen(words, _bench(words)),
        lambda words: link_question_screen(words, _bench(words), Markup("Too &lt;long&gt;.")),
    ],
    "staff.ways_screens.way_screen": [
        *(lambda words, no=no: way_screen(words, _bench(words), no) for no in range(2)),
    ],
    "staff.ways_screens.first_label_screen": [lambda words: first_label_screen(words, _bench(words), 0)],
    "staff.ways_screens.address_question_screen": [
        lambda words: address_question_screen(words, _bench(words), 0),
        lambda words: address_question_screen(words, _bench(words), 0, Markup("Too &lt;long&gt;.")),
    ],
    "staff.ways_screens.label_question_screen": [
        lambda words: label_question_screen(words, _bench(words), 0, Form.YUE),
        lambda words: label_question_screen(words, _bench(words), 0, Form.YUE, Markup("Too &lt;long&gt;.")),
    ],
    "correcting.waiting_screens.proposal_screen": [
        *(lambda words, told=told: proposal_screen(words, told) for told in PROPOSALS)
    ],
    "correcting.waiting_screens.proposed_screen": [
        lambda words: proposed_screen(words, GOING.title, PROPOSAL.correction)
    ],
    "correcting.waiting_screens.withdrawn_screen": [lambda words: withdrawn_screen(words, GOING.title, BROADCAST.id)],
    "correcting.waiting_screens.outdated_screen": [lambda words: outdated_screen(words, BROADCAST.id)],
    "correcting.waiting_screens.declined_screen": [lambda words: declined_screen(words, GOING.title, BROADCAST.id)],
    "sending.broadcast_screens.question_screen": [
        *(_asked_to_recall(ended) for ended in (1, MANY)),
        *(_asked(act) for act in SURE),
        *(_asked(act, replace(OVER, old=True, sums=NOTHING, choosable={})) for act in SURE),
    ],
}
