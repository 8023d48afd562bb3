"""Facts for every screen of the communicators' conversations: short and long, none, one and many."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.actions.campaigns import Progress
from bot.actions.foresee import Foresight
from bot.actions.report import report
from bot.actions.standstill import halted_line
from bot.almanac import Region
from bot.broadcast import Broadcast, BroadcastState
from bot.content import Campaign, Media, MediaKind, Post, PostKind, PostState, Version
from bot.delivery import DeliveryState, Doubt, Reason, Skip, Sums
from bot.hearing.tasks import Task
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import BENEFITS, Benefit, Channel, Depth, Kind, Partner
from bot.places import Place
from bot.planner import Care, Caution
from bot.ports.page import Page
from bot.recurrence import Aim, Plan
from bot.repeating import LAST, Every, Repeat, Rule
from bot.translating.proofreading import Fault, Finding, Proof
from bot.translating.worksheets import Earlier, Flaw, Line, Sheet, Unreadable
from bot.ways import Way, WayKind
from bot.words import Words
from handlers.partner import campaign_questions_screens, campaigns_screens, how_screens
from handlers.partner.campaign_presses import CampaignChoice, CampaignPosts, CampaignsPage, NewCampaign
from handlers.partner.composing import (
    beside_screens,
    card_screens,
    compose_screens,
    confirm_screens,
    conversion_screens,
    form_screens,
    leaving_screens,
    preview_screens,
    rewriting_screens,
    submit_screens,
    whom_screens,
)
from handlers.partner.composing.adrift_screens import (
    Offered,
    back_again_screen,
    begin_with_screen,
    into_it_screen,
    picture_screen,
    went_out_screen,
)
from handlers.partner.lists import more_screens, posts_screens, shelf_screens
from handlers.partner.planning import often_screens, schedule_screens, steering_screens, which_screens
from handlers.partner.planning.said_when_screens import not_yet_screen, whose_screen
from handlers.partner.presses import Move, Pages, Shelf
from handlers.partner.translating import translators_screens
from handlers.partner.translating.translators_presses import ForTranslators
from handlers.reading.moment import Reading
from handlers.showing.screen import Screen
from handlers.staff.reach import Reach
from handlers.turns.menus import COMMUNICATOR
from tests.screens.examples_admin import ADVICE
from tests.screens.examples_shared import PROPOSALS

NOW = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)

ZONE = "Europe/Lisbon"
WALL = datetime(2027, 3, 10, 23, 30)  # noqa: DTZ001 - a wall clock
LONG = "A <b>very</b> long name & title that goes on, 很长很长的名字和标题，" * 3
NAME = "China Post · Guangzhou Cultural Theme Post Office <&>"
MANY = 1234567
EMPTY = Post(9876543, 5, 6, PostKind.CAMPAIGN, PostState.DRAFT, NOW)
ONE = replace(EMPTY, versions={Form.ZH_HANS: Version(Form.ZH_HANS, "今晚的珠江")}, source=Form.ZH_HANS)
LINKED = replace(
    ONE,
    versions={
        Form.ZH_HANS: Version(Form.ZH_HANS, "https://kapok.example/zh 和 https://kapok.example/map"),
        Form.EN: Version(Form.EN, "https://kapok.example/en?from=the+river&amp;when=tonight+or+any+other+evening"),
        Form.PT: Version(Form.PT, "https://kapok.example/map"),
    },
)
DERIVED = replace(
    ONE,
    kind=PostKind.STORY,
    versions={**ONE.versions, Form.ZH_HANT: Version(Form.ZH_HANT, "今晚的珠江", derived_from=Form.ZH_HANS)},
    media=(Media(1, MediaKind.PHOTO),),
)
MACHINE = replace(ONE, versions={**ONE.versions, Form.PT: Version(Form.PT, "Esta noite", machine=True)}, campaign_id=3)
FULL = replace(
    EMPTY,
    versions={form: Version(form, LONG.replace("&", "&amp;") + "\n" + "長文 text " * 90) for form in Form},
    source=Form.EN,
    media=(*(Media(n, MediaKind.PHOTO) for n in range(8)), Media(8, MediaKind.VIDEO), Media(9, MediaKind.VIDEO)),
)
RETURNED = replace(ONE, state=PostState.RETURNED, comment="Please <shorten> it & name the place. " * 20)
SUBMITTED, APPROVED, SCHEDULED, SENDING, SENT = (
    replace(FULL, state=state)
    for state in (PostState.SUBMITTED, PostState.APPROVED, PostState.SCHEDULED, PostState.SENDING, PostState.SENT)
)
PARTNER = Partner(5, "china-post", Kind.STRATEGIC, {Form.EN: NAME, Form.ZH_HANS: "中国邮政 · 广州文化主题邮局"})
USED_UP = Mistake(Why.POSTS_USED_UP, partner=NAME, limit=200, renews=NOW)
OF_POST, OF_CAMPAIGN = ForTranslators(post_id=9876543), ForTranslators(campaign_id=9876543)
SAID = Sheet(1, "ab", (Line("今晚", "Hoje"), *(Line(LONG, "", (Earlier(LONG, LONG, 0.91),)) for _ in range(9))))
GOOD = Proof(SUBMITTED.id, Form.PT, (), SUBMITTED, "Olá")
WRITTEN = replace(GOOD, text=LONG * 9, standing=Version(Form.PT, LONG[::-1] * 9))
BAD = Proof(
    FULL.id,
    Form.YUE,
    (
        *(Finding(fault, 1234, LONG, "<b> </b> " * 30) for fault in Fault if fault is not Fault.REFUSED),
        Finding(Fault.LANGUAGE),
        Finding(Fault.REFUSED, mistake=Mistake(Why.LANGUAGES_USED_UP, limit=3)),
    ),
    FULL,
    None,
    (Line(LONG),),
)
PLAN = Plan(FULL.id, WALL, ZONE, datetime(2027, 3, 10, 23, 30, tzinfo=UTC), 6)
TERMS = replace(
    DERIVED,
    versions={
        Form.ZH_HANS: Version(
            Form.ZH_HANS, "登录账号看视频，短信里有默认链接，坐出租车或公交车，打印软件质量 &amp; <b>信息</b>。" * 90
        ),
        Form.ZH_HANT: Version(Form.ZH_HANT, "登入帳戶看影片 " * 400, derived_from=Form.ZH_HANS),
    },
)
CHANNEL = Channel(77, -100, 5, "小鹏汽车 · 城市合伙人（样例）<&>", (Form.ZH_HANS, Form.EN))
LOCAL = NOW.astimezone(ZoneInfo(ZONE))
QUIET = datetime(2027, 3, 11, 7, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
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
BROADCAST = Broadcast(1, FULL.id, NOW, "x", NOW, MANY, BroadcastState.FINISHED, finished_at=NOW)
NOTICE = Markup("✗ One thing.\nAnother &lt;thing&gt;.")


def _card(card: card_screens.Card) -> Callable[[Words], Screen]:
    return lambda words: card_screens.card_screen(words, card)


PAUSED = posts_screens.Sending(MANY, 1000, 999, state=BroadcastState.PAUSED)
CANCELLED = replace(PAUSED, state=BroadcastState.CANCELLED)


def _shelf(shelf: Shelf, page: int, *posts: Post, total: int | None = None) -> Callable[[Words], Screen]:
    rows = [
        shelf_screens.Row(post, PARTNER, PLAN if post.state is PostState.SCHEDULED else None)
        for post in (replace(post, sent_at=NOW if post.state is PostState.SENT else None) for post in posts)
    ]
    found = Page(rows, len(rows) if total is None else total)
    return lambda words: shelf_screens.shelf_screen(words, Pages(shelf=shelf, page=page), found, ZONE)


IN_CAMPAIGN = [
    shelf_screens.Row(SCHEDULED, PARTNER, PLAN),
    *(
        shelf_screens.Row(replace(FULL, sent_at=NOW, state=PostState.SENT), PARTNER, sums=sums)
        for sums in (SUMS, replace(SUMS, meant=0, states={}))
    ),
    *[shelf_screens.Row(FULL, PARTNER)] * 5,
]


def _which(*, plain: bool) -> Callable[[Words], Screen]:
    timing = _timing(SCHEDULED)
    return lambda words: which_screens.which_screen(words, timing, AGAIN, WALL, all_of_them=plain)


def _post(standing: posts_screens.Standing) -> Callable[[Words], Screen]:
    return lambda words: posts_screens.post_screen(words, standing)


def _timing(post: Post = APPROVED, *, halted: bool = False, late: bool = False) -> schedule_screens.Timing:
    now = LOCAL.replace(hour=23, minute=58) if late else LOCAL
    plan = PLAN if post.state is PostState.SCHEDULED else None
    return schedule_screens.Timing(post, ZONE, now, now, plan, halted)


def _confirm(timing: schedule_screens.Timing, aim: Aim, outlook: confirm_screens.Outlook) -> Callable[[Words], Screen]:
    return lambda words: confirm_screens.confirm_screen(words, timing, aim, outlook)


RULES = [
    Rule(Every.WEEK, weekdays=frozenset(range(7)), until=date(2027, 12, 31)),
    Rule(Every.WEEK, step=2, weekdays=frozenset({0, 3}), count=12),
    Rule(Every.DAY),
    Rule(Every.DAY, step=2, count=1),
    Rule(Every.MONTH, day=31),
    Rule(Every.MONTH, day=LAST, step=3),
    *(Rule(Every.MONTH, weekdays=frozenset({day}), nth=nth) for day in (2, 5) for nth in (1, 2, 3, 4, LAST)),
    Rule(Every.YEAR, month=10, day=1),
    Rule(Every.YEAR, month=2, day=30),
]
AGAIN = replace(PLAN, repeat=Repeat(RULES[1], WALL, WALL), own_zone=True, wave_id=1, held_at=NOW)
WORST = Foresight(
    [
        *(Caution(care, MANY) for care in (Care.QUIET, Care.OTHERS, Care.OWN, Care.FULL)),
        *(Caution(Care.HOLIDAY, MANY, region, date(2027, 5, 1)) for region in Region),
        Caution(Care.MADE_UP, MANY, Region.CN, date(2026, 10, 10)),
    ],
    better=datetime(2027, 12, 29, 20, 30),  # noqa: DTZ001 - a wall clock
)
FORESIGHT = Foresight([Caution(Care.OTHERS, 1)], passed={"Pacific/Auckland": 1, "Asia/Tokyo": MANY})


def _reports(words: Words) -> Screen:
    reports = [report(words, SENT, [BROADCAST], SUMS, ZONE)] * 3
    return posts_screens.post_screen(words, posts_screens.Standing(SENT, NAME, ZONE, reports=reports))


NOBODY, SOME = Reach(0, 0), Reach(MANY, 3, lost=2)
THERE = replace(FULL, places=frozenset({Place.MACAU, Place.ZHUHAI, Place.ABROAD}))
FEW = Reach(1, 0, THERE.places, 1)
MOST = Reach(MANY, 0, frozenset(Place), MANY)
COUNTS: dict[Place | None, int] = {None: 1, **dict.fromkeys(Place, MANY)}
TODAY, TOMORROW = LOCAL.date(), WALL.date()
OLD = replace(
    ONE,
    versions={**ONE.versions, Form.PT: Version(Form.PT, "Esta noite", basis="another text")},
    everybody=True,
)
GREEN = replace(FULL, versions={form: replace(version, signed_by=7) for form, version in FULL.versions.items()})
BUTTONED = replace(
    FULL,
    ways=(
        Way(WayKind.LINK, "https://example.com/?a=1&b=<2>", {Form.EN: "Book <a> seat & more", Form.PT: "Reservar"}),
        Way(WayKind.FOLLOW),
    ),
    campaign_id=3,
    hashtag="#廣州木棉 #GuangzhouKapok",
)
CAMPAIGN = campaigns_screens.Standing(
    Progress(
        Campaign(3, 5, {Form.EN: LONG[:60]}, TODAY, TOMORROW, "#廣州木棉 #GuangzhouKapok", 20),
        planned=7,
        sent=5,
        posts=14,
        begun=2,
        sending=2,
        early=1,
    ),
    TODAY,
)
AHEAD = campaigns_screens.Standing(
    Progress(Campaign(4, 5, {Form.YUE: "木棉"}, TOMORROW, date(2027, 12, 31)), planned=0, sent=0, posts=0), TODAY
)
EMPTY_WITH_GOAL = campaigns_screens.Standing(replace(AHEAD.progress, campaign=CAMPAIGN.campaign), TODAY)
NEVER_BEGUN = campaigns_screens.Standing(AHEAD.progress, date(2028, 1, 1))
NO_GOAL = campaigns_screens.Standing(
    replace(CAMPAIGN.progress, campaign=replace(CAMPAIGN.progress.campaign, goal=None)), TODAY - timedelta(days=9)
)
UNSENT = campaigns_screens.Standing(replace(CAMPAIGN.progress, sent=0, sending=0), TODAY)
OVER = campaigns_screens.Standing(replace(CAMPAIGN.progress, sent=MANY), date(2028, 1, 1))
OUTSIDE = replace(_timing(), campaign=OVER.campaign, post=replace(APPROVED, campaign_id=3))
HALF_CONVERTED = replace(FULL, versions={Form.YUE: replace(FULL.versions[Form.YUE], text="我哋请咗师傅嚟，快啲嚟啦")})
TWO_LANGUAGES = replace(
    FULL, versions={Form.EN: replace(FULL.versions[Form.EN], text="The kapok is in bloom.\n今晚珠江邊睇木棉花，嚟啦。")}
)
ASKED = [
    campaign_questions_screens.Asked(what, no, TODAY, TOMORROW)
    for what in campaign_questions_screens.QUESTIONS
    for no in (0, 3)
]

EXAMPLES: dict[str, list[Callable[[Words], Screen]]] = {
    "card_screens.card_screen": [
        _card(card_screens.Card(EMPTY, NAME)),
        _card(card_screens.Card(EMPTY, NAME, notice=NOTICE)),
        _card(card_screens.Card(ONE, NAME, saved=Form.ZH_HANS)),
        _card(card_screens.Card(DERIVED, NAME, saved=Form.ZH_HANS)),
        _card(card_screens.Card(ONE, NAME, saved=Form.ZH_HANS, doubtful=2**40)),
        _card(card_screens.Card(MACHINE, NAME, campaign="木棉")),
        _card(card_screens.Card(LINKED, NAME)),
        _card(card_screens.Card(FULL, NAME, saved=Form.YUE, doubt=Form.ZH_HANT)),
        _card(card_screens.Card(FULL, NAME, saved=Form.ZH_HANS, doubt=Form.YUE)),
        _card(card_screens.Card(HALF_CONVERTED, NAME, saved=Form.YUE)),
        _card(card_screens.Card(TWO_LANGUAGES, NAME, saved=Form.EN)),
        _card(card_screens.Card(FULL, NAME, notice=NOTICE, saved=Form.PT)),
        _card(card_screens.Card(RETURNED, NAME, advice=ADVICE, follows="<Tea>")),
        _card(card_screens.Card(THERE, NAME)),
        _card(card_screens.Card(replace(THERE, places=frozenset(Place)), NAME)),
        _card(card_screens.Card(SUBMITTED, NAME)),
        *(_card(card_screens.Card(OLD, NAME, depth=depth)) for depth in Depth),
        _card(card_screens.Card(BUTTONED, NAME, depth=Depth.EVERY, below=tuple(Form), campaign=LONG[:60])),
        _card(card_screens.Card(replace(BUTTONED, media=()), NAME, depth=Depth.SOURCE, campaign="木棉")),
        _card(card_screens.Card(replace(FULL, media=FULL.media[:1]), NAME, below=(Form.EN,))),
        _card(card_screens.Card(GREEN, NAME, depth=Depth.EVERY)),
        *(
            _card(card_screens.Card(post, NAME, at_hand=False))
            for post in (EMPTY, SUBMITTED, APPROVED, SCHEDULED, SENDING, SENT)
        ),
    ],
    "form_screens.form_screen": [
        lambda words: form_screens.form_screen(words, ONE, Form.ZH_HANS, (42, 4096)),
        lambda words: form_screens.form_screen(words, FULL, Form.PT, (1024, 1024)),
        lambda words: form_screens.form_screen(words, SENT, Form.EN, (1024, 1024)),
        lambda words: form_screens.form_screen(words, OLD, Form.PT, (1024, 4096)),
    ],
    "form_screens.move_screen": [
        lambda words: form_screens.move_screen(words, ONE, Form.ZH_HANS),
        lambda words: form_screens.move_screen(words, FULL, Form.YUE),
    ],
    "form_screens.move_over_screen": [
        lambda words: form_screens.move_over_screen(words, FULL, Move(post_id=FULL.id, was=Form.EN, form=Form.PT)),
    ],
    "leaving_screens.change_screen": [
        lambda words: leaving_screens.change_screen(words, SUBMITTED),
        lambda words: leaving_screens.change_screen(words, APPROVED),
    ],
    "leaving_screens.delete_screen": [
        lambda words: leaving_screens.delete_screen(words, EMPTY),
        lambda words: leaving_screens.delete_screen(words, FULL),
    ],
    "conversion_screens.derived_screen": [
        lambda words: conversion_screens.derived_screen(words, DERIVED, Form.ZH_HANT, (120, 4096)),
        lambda words: conversion_screens.derived_screen(words, TERMS, Form.ZH_HANT, (120, 4096)),
    ],
    "conversion_screens.again_screen": [lambda words: conversion_screens.again_screen(words, FULL, Form.ZH_HANT)],
    "leaving_screens.deleted_screen": [lambda words: leaving_screens.deleted_screen(words, LONG)],
    "leaving_screens.done_screen": [
        lambda words: leaving_screens.done_screen(words, EMPTY),
        lambda words: leaving_screens.done_screen(words, FULL),
    ],
    "compose_screens.choose_partner_screen": [
        lambda words: compose_screens.choose_partner_screen(words, [PARTNER, replace(PARTNER, id=6, names={})]),
        lambda words: compose_screens.choose_partner_screen(words, [PARTNER], NOTICE),
    ],
    "compose_screens.begin_screen": [
        lambda words: compose_screens.begin_screen(words, NAME, compose_screens.noted_line(words, "202703091830")),
        lambda words: compose_screens.begin_screen(words, NAME),
        lambda words: compose_screens.begin_screen(words, NAME, NOTICE),
        lambda words: compose_screens.begin_screen(words, NAME, templates=3),
    ],
    "compose_screens.never_mind_screen": [compose_screens.never_mind_screen],
    "compose_screens.which_language_screen": [
        lambda words: compose_screens.which_language_screen(words, FULL.id),
        lambda words: compose_screens.which_language_screen(words, FULL.id, "español"),
    ],
    "compose_screens.replace_screen": [lambda words: compose_screens.replace_screen(words, FULL.id, Form.YUE)],
    "whom_screens.whom_screen": [
        lambda words: whom_screens.whom_screen(words, EMPTY, NOBODY, {}),
        lambda words: whom_screens.whom_screen(words, FULL, SOME, COUNTS),
        lambda words: whom_screens.whom_screen(words, THERE, FEW, COUNTS),
        lambda words: whom_screens.whom_screen(words, OLD, replace(SOME, everybody=True), COUNTS),
        lambda words: whom_screens.whom_screen(words, replace(ONE, campaign_id=3), SOME, COUNTS),
        lambda words: whom_screens.whom_screen(words, replace(THERE, state=PostState.SENT), MOST, COUNTS),
    ],
    "submit_screens.submit_screen": [
        lambda words: submit_screens.submit_screen(words, ONE, BENEFITS[Kind.STRATEGIC]),
        lambda words: submit_screens.submit_screen(words, OLD, BENEFITS[Kind.AMBASSADOR]),
        lambda words: submit_screens.submit_screen(words, DERIVED, BENEFITS[Kind.STRATEGIC]),
        lambda words: submit_screens.submit_screen(
            words,
            FULL,
            BENEFITS[Kind.STRATEGIC],
            (
                submit_screens.used_up_line(words, PARTNER, NOW),
                *submit_screens.crowded_lines(words, {CHANNEL.title: (Form.EN, Form.PT)}),
            ),
        ),
    ],
    "submit_screens.waiting_screen": [
        lambda words: submit_screens.waiting_screen(words, ONE, 1),
        lambda words: submit_screens.waiting_screen(words, ONE, 12),
    ],
    "submit_screens.too_many_screen": [
        lambda words: submit_screens.too_many_screen(words, FULL, replace(PARTNER, own={Benefit.LANGUAGES: 1})),
    ],
    "submit_screens.submitted_screen": [
        lambda words: submit_screens.submitted_screen(words, replace(FULL, review_by=NOW), ZONE),
        lambda words: submit_screens.submitted_screen(
            words,
            replace(FULL, state=PostState.APPROVED),
            ZONE,
            [submit_screens.used_up_line(words, replace(PARTNER, own={Benefit.POSTS: 0}), NOW)],
        ),
    ],
    "more_screens.more_screen": [
        lambda words: more_screens.more_screen(words, ONE, everybody=False),
        *(
            lambda words, all_of=all_of: more_screens.more_screen(
                words, replace(FULL, kind=PostKind.STORY, everybody=all_of), everybody=True
            )
            for all_of in (False, True)
        ),
    ],
    "more_screens.duplicated_screen": [lambda words: more_screens.duplicated_screen(words, FULL)],
    "more_screens.template_saved_screen": [lambda words: more_screens.template_saved_screen(words, FULL)],
    "more_screens.template_screen": [
        lambda words: more_screens.template_screen(words, replace(FULL, state=PostState.TEMPLATE), NAME)
    ],
    "adrift_screens.picture_screen": [picture_screen],
    "adrift_screens.back_again_screen": [
        lambda words: back_again_screen(words, [Offered(BUTTONED, Form.YUE, over=True)]),
        lambda words: back_again_screen(
            words, [Offered(BUTTONED), Offered(SCHEDULED, Form.EN, over=True), Offered(BUTTONED)]
        ),
    ],
    "adrift_screens.begin_with_screen": [
        lambda words: begin_with_screen(words, [PARTNER]),
        lambda words: begin_with_screen(words, [PARTNER, PARTNER]),
    ],
    "adrift_screens.into_it_screen": [
        lambda words: into_it_screen(
            words, Offered(SUBMITTED, Form.PT, over=True), leaving_screens.change_screen(words, SUBMITTED).text
        ),
    ],
    "adrift_screens.went_out_screen": [
        lambda words: went_out_screen(words, SENT, 7),
        lambda words: went_out_screen(words, replace(SENT, state=PostState.SENDING), 7),
    ],
    "beside_screens.when_screen": [
        lambda words: beside_screens.when_screen(words, BUTTONED),
        lambda words: beside_screens.when_screen(words, replace(BUTTONED, wished="202703091830")),
    ],
    "beside_screens.people_screen": [lambda words: beside_screens.people_screen(words, BUTTONED)],
    "beside_screens.for_admins_too": [
        lambda words: beside_screens.for_admins_too(words, beside_screens.order_screen(words, BUTTONED)),
        lambda words: beside_screens.for_admins_too(words, beside_screens.people_screen(words, BUTTONED)),
    ],
    "beside_screens.order_screen": [lambda words: beside_screens.order_screen(words, BUTTONED)],
    "beside_screens.work_screen": [
        lambda words: beside_screens.work_screen(words, 9, ()),
        lambda words: beside_screens.work_screen(words, 9, COMMUNICATOR[:3]),
        lambda words: beside_screens.work_screen(words, 9, COMMUNICATOR[1:2], (Task.APPROVAL,)),
    ],
    "beside_screens.part_screen": [
        lambda words: beside_screens.part_screen(words, BUTTONED, (Task.PREVIEW, Task.WHOM)),
        lambda words: beside_screens.part_screen(words, BUTTONED, (Task.PREVIEW, Task.WHOM), asks=True),
        lambda words: beside_screens.part_screen(words, BUTTONED, (Task.WORDING, Task.PICTURES)),
        lambda words: beside_screens.part_screen(words, replace(BUTTONED, versions={}), (Task.BELOW, Task.CAMPAIGN)),
        lambda words: beside_screens.part_screen(words, BUTTONED, (Task.DELETE, Task.DRAFTS)),
        lambda words: beside_screens.part_screen(words, BUTTONED, (Task.MORE, Task.WHEN)),
        lambda words: beside_screens.part_screen(words, BUTTONED, (Task.PEOPLE, Task.LETTERS)),
    ],
    "how_screens.how_screen": [
        *(
            lambda words, part=part: how_screens.how_screen(words, (part,), COMMUNICATOR[:2])
            for part in sorted(how_screens.TOLD)
        ),
        lambda words: how_screens.how_screen(words, (Task.PEOPLE,), ()),
    ],
    "beside_screens.link_screen": [lambda words: beside_screens.link_screen(words, BUTTONED)],
    "said_when_screens.whose_screen": [
        lambda words: whose_screen(words, [BUTTONED, SUBMITTED], Reading(WALL.date(), WALL.time())),
        lambda words: whose_screen(words, [BUTTONED, SUBMITTED], Reading(WALL.date(), None)),
    ],
    "said_when_screens.not_yet_screen": [
        lambda words: not_yet_screen(words, [replace(SUBMITTED, wished="20270309")]),
        lambda words: not_yet_screen(words, [SUBMITTED]),
        lambda words: not_yet_screen(words, [BUTTONED]),
    ],
    "rewriting_screens.rewrite_screen": [
        lambda words: rewriting_screens.rewrite_screen(words, SCHEDULED, PLAN, ZONE),
    ],
    "campaigns_screens.campaigns_screen": [
        lambda words: campaigns_screens.campaigns_screen(words, Page([], 0), CampaignsPage()),
        lambda words: campaigns_screens.campaigns_screen(words, Page([CAMPAIGN] * 8, 20), CampaignsPage(page=1)),
        lambda words: campaigns_screens.campaigns_screen(
            words, Page([AHEAD, OVER, EMPTY_WITH_GOAL, NEVER_BEGUN, UNSENT, NO_GOAL], 6), CampaignsPage(sought="春")
        ),
    ],
    "campaigns_screens.campaign_screen": [
        lambda words: campaigns_screens.campaign_screen(words, CAMPAIGN, NAME, NOTICE),
        lambda words: campaigns_screens.campaign_screen(words, AHEAD, NAME),
        lambda words: campaigns_screens.campaign_screen(words, UNSENT, NAME),
        lambda words: campaigns_screens.campaign_screen(words, OVER, NAME),
    ],
    "campaigns_screens.end_screen": [lambda words: campaigns_screens.end_screen(words, CAMPAIGN.campaign)],
    "campaigns_screens.campaign_posts_screen": [
        lambda words: campaigns_screens.campaign_posts_screen(
            words, CAMPAIGN.campaign, Page(IN_CAMPAIGN, 20), CampaignPosts(campaign_id=3, page=1), ZONE
        ),
    ],
    "campaigns_screens.whose_campaign_screen": [
        lambda words: campaigns_screens.whose_campaign_screen(words, [PARTNER, replace(PARTNER, id=6)]),
    ],
    "campaigns_screens.put_into_screen": [
        lambda words: campaigns_screens.put_into_screen(words, FULL, Page([], 0), CampaignChoice(post_id=7)),
        lambda words: campaigns_screens.put_into_screen(
            words, replace(FULL, campaign_id=3), Page([CAMPAIGN.campaign] * 8, 9), CampaignChoice(post_id=7)
        ),
    ],
    "campaign_questions_screens.begun_screen": [
        lambda words: campaign_questions_screens.begun_screen(words, "广交会 & <月>", NewCampaign(partner_id=5))
    ],
    "campaign_questions_screens.question_screen": [
        *(
            lambda words, asked=asked: campaign_questions_screens.question_screen(words, asked, NOTICE)
            for asked in ASKED
        ),
    ],
    "preview_screens.above_screen": [
        lambda words: preview_screens.above_screen(words, ONE, Form.ZH_HANS),
        lambda words: preview_screens.above_screen(words, ONE, Form.PT),
        lambda words: preview_screens.above_screen(words, FULL, CHANNEL),
        lambda words: preview_screens.above_screen(words, FULL, CHANNEL, [Form.EN]),
    ],
    "preview_screens.below_screen": [
        lambda words: preview_screens.below_screen(words, ONE, [], Form.YUE),
        lambda words: preview_screens.below_screen(words, FULL, [CHANNEL] * 10, CHANNEL),
        lambda words: preview_screens.below_screen(words, SENT, [CHANNEL], Form.EN),
        lambda words: preview_screens.below_screen(words, BUTTONED, [], Form.PT, "https://kapok.example.org/go"),
    ],
    "shelf_screens.shelf_screen": [
        lambda words: shelf_screens.shelf_screen(
            words,
            Pages(shelf=Shelf.POSTS),
            Page(
                [shelf_screens.Row(SCHEDULED, replace(PARTNER, suspended_at=NOW), PLAN, going=BroadcastState.PAUSED)], 1
            ),
            ZONE,
        ),
        *(_shelf(shelf, 0) for shelf in Shelf),
        *(
            lambda words, at=at: shelf_screens.shelf_screen(words, at, Page([], 0), ZONE)
            for at in (
                Pages(shelf=Shelf.POSTS, sought="<早茶>"),
                Pages(shelf=Shelf.SCHEDULE, sought="a", at="20270309"),
            )
        ),
        lambda words: shelf_screens.shelf_screen(
            words, Pages(shelf=Shelf.SCHEDULE, at="202703091830"), Page([shelf_screens.Row(FULL, PARTNER)], 1), ZONE
        ),
        _shelf(Shelf.DRAFTS, 0, EMPTY, replace(ONE, copied_id=3)),
        _shelf(Shelf.TEMPLATES, 0, replace(ONE, state=PostState.TEMPLATE)),
        _shelf(Shelf.POSTS, 0, replace(ONE, state=PostState.SENDING)),
        _shelf(Shelf.DRAFTS, 0, *[RETURNED] * 8, total=20),
        _shelf(Shelf.POSTS, 1, *[SENT, SCHEDULED] * 4, total=20),
        _shelf(Shelf.SCHEDULE, 2, APPROVED, SCHEDULED, total=18),
    ],
    "posts_screens.post_screen": [
        *(
            _post(posts_screens.Standing(post, NAME, ZONE))
            for post in (EMPTY, ONE, RETURNED, SUBMITTED, APPROVED, SENT)
        ),
        _post(posts_screens.Standing(SCHEDULED, NAME, ZONE, PLAN)),
        _post(posts_screens.Standing(SCHEDULED, NAME, ZONE, PLAN, stopped=Mistake(Why.SUSPENDED, partner=NAME))),
        _post(posts_screens.Standing(SENDING, NAME, ZONE, sending=posts_screens.Sending(MANY, 1000, 999))),
        _post(posts_screens.Standing(SENDING, NAME, ZONE, sending=posts_screens.Sending(1, 0, 0), broadcast_id=7)),
        _post(posts_screens.Standing(SENDING, NAME, ZONE, sending=PAUSED, broadcast_id=7)),
        _post(posts_screens.Standing(SENDING, NAME, ZONE, sending=CANCELLED, broadcast_id=7)),
        lambda words: posts_screens.post_screen(
            words,
            posts_screens.Standing(SENDING, NAME, ZONE, sending=posts_screens.Sending(156, 20, 20, halted_line(words))),
        ),
        _post(posts_screens.Standing(SENT, NAME, ZONE, broadcast_id=MANY, waiting=Page(PROPOSALS[:3], 4))),
        _reports,
    ],
    "schedule_screens.days_screen": [
        lambda words: schedule_screens.days_screen(words, _timing()),
        lambda words: schedule_screens.days_screen(
            words, replace(_timing(), post=replace(BUTTONED, wished="209902031830"))
        ),
        lambda words: schedule_screens.days_screen(words, _timing(SCHEDULED, halted=True), NOTICE),
        lambda words: schedule_screens.days_screen(words, _timing(late=True)),
        lambda words: schedule_screens.days_screen(words, replace(_timing(), suspended="Rio & <b>Mar</b>")),
        lambda words: schedule_screens.days_screen(words, replace(_timing(SCHEDULED), suspended="小鹏汽车")),
        lambda words: schedule_screens.days_screen(words, replace(_timing(SCHEDULED), plan=AGAIN)),
        lambda words: schedule_screens.days_screen(
            words, replace(_timing(SCHEDULED), plan=replace(AGAIN, wave_id=None, held_at=None))
        ),
        lambda words: schedule_screens.days_screen(words, replace(_timing(SCHEDULED), plan=AGAIN, moving=True)),
        lambda words: schedule_screens.days_screen(words, _timing(), NOTICE, ("209902031830", "20990204")),
    ],
    "schedule_screens.hours_screen": [
        lambda words: schedule_screens.hours_screen(words, _timing(), TODAY),
        lambda words: schedule_screens.hours_screen(words, _timing(late=True), TODAY),
        lambda words: schedule_screens.hours_screen(words, _timing(), TOMORROW),
    ],
    "schedule_screens.minutes_screen": [
        lambda words: schedule_screens.minutes_screen(words, _timing(), TOMORROW, 8),
        lambda words: schedule_screens.minutes_screen(words, _timing(late=True), TODAY, 23),
    ],
    "steering_screens.steering_screen": [
        lambda words: steering_screens.steering_screen(words, _timing(SCHEDULED), PLAN, None),
        lambda words: steering_screens.steering_screen(words, _timing(SCHEDULED), AGAIN, WALL.date()),
        lambda words: steering_screens.steering_screen(words, _timing(SCHEDULED), PLAN, None, NOW),
    ],
    "which_screens.which_screen": [_which(plain=plain) for plain in (True, False)],
    "confirm_screens.confirm_screen": [
        _confirm(_timing(), Aim(WALL), confirm_screens.Outlook(NOBODY)),
        _confirm(_timing(halted=True), Aim(WALL), confirm_screens.Outlook(SOME, QUIET)),
        _confirm(OUTSIDE, Aim(WALL + timedelta(days=30)), confirm_screens.Outlook(SOME)),
        _confirm(_timing(), Aim(WALL), confirm_screens.Outlook(SOME, None, WORST, refused=USED_UP)),
        _confirm(_timing(THERE), Aim(WALL, own_zone=True), confirm_screens.Outlook(FEW, QUIET, FORESIGHT)),
        _confirm(_timing(THERE), Aim(WALL), confirm_screens.Outlook(MOST, None, WORST)),
        *(
            _confirm(_timing(), Aim(WALL, rule), confirm_screens.Outlook(SOME, None, WORST, [NOW] * 3))
            for rule in RULES
        ),
        _confirm(_timing(), Aim(WALL, RULES[0], own_zone=True), confirm_screens.Outlook(SOME, None, WORST, [NOW])),
        _confirm(replace(_timing(SCHEDULED), moving=True), Aim(WALL), confirm_screens.Outlook(SOME)),
        lambda words: confirm_screens.confirm_screen(
            words,
            replace(_timing(SCHEDULED), plan=AGAIN),
            Aim(WALL),
            confirm_screens.Outlook(SOME),
            confirm_screens.changed_line(words),
        ),
    ],
    "often_screens.often_screen": [
        lambda words: often_screens.often_screen(words, _timing(), WALL),
        lambda words: often_screens.often_screen(words, _timing(), datetime(2027, 4, 30, 9)),  # noqa: DTZ001
    ],
    "often_screens.weekdays_screen": [
        lambda words: often_screens.weekdays_screen(words, _timing(), 0),
        lambda words: often_screens.weekdays_screen(words, _timing(), 127),
    ],
    "often_screens.ends_screen": [
        lambda words: often_screens.ends_screen(words, _timing(), Aim(WALL, RULES[0])),
        lambda words: often_screens.ends_screen(words, _timing(), Aim(WALL, RULES[0]), NOTICE),
    ],
    "confirm_screens.scheduled_screen": [
        lambda words: confirm_screens.scheduled_screen(
            words, _timing(SCHEDULED), PLAN, confirm_screens.Outlook(NOBODY)
        ),
        lambda words: confirm_screens.scheduled_screen(
            words, _timing(SCHEDULED, halted=True), AGAIN, confirm_screens.Outlook(SOME, QUIET)
        ),
        *(
            lambda words, line=line: confirm_screens.scheduled_screen(
                words, _timing(SCHEDULED), AGAIN, confirm_screens.Outlook(SOME), line(words)
            )
            for line in (
                lambda words: steering_screens.moved_line(words, SCHEDULED),
                lambda words: steering_screens.left_out_line(words, SCHEDULED, PLAN, ZONE),
                lambda words: steering_screens.passed_line(words, [PLAN.wall] * 3),
                lambda words: steering_screens.passed_line(words, [PLAN.wall] * 40),
            )
        ),
    ],
    "schedule_screens.taken_back_screen": [
        lambda words: schedule_screens.taken_back_screen(words, APPROVED),
        lambda words: schedule_screens.taken_back_screen(words, SENT),
    ],
    "translators_screens.translators_screen": [
        lambda words: translators_screens.translators_screen(words, NAME, {}, OF_POST),
        lambda words: translators_screens.translators_screen(words, NAME, {Form.PT: 1}, OF_POST, {Form.PT}),
        lambda words: translators_screens.translators_screen(
            words, NAME, {Form.PT: 1, Form.YUE: 200}, OF_CAMPAIGN, {Form.PT}
        ),
    ],
    "translators_screens.said_screen": [
        lambda words: translators_screens.said_screen(words, ONE, Form.PT, Sheet(1, "ab", (Line("今晚"),)), "今晚"),
        lambda words: translators_screens.said_screen(words, ONE, Form.PT, SAID, "<b>Olá</b> &amp; 今晚"),
        lambda words: translators_screens.said_screen(words, FULL, Form.PT, SAID, FULL.versions[Form.EN].text * 5),
    ],
    "translators_screens.waiting_screen": [lambda words: translators_screens.waiting_screen(words, Form.PT)],
    "translators_screens.unreadable_screen": [
        *(
            lambda words, flaw=flaw: translators_screens.unreadable_screen(words, Unreadable(flaw=flaw))
            for flaw in Flaw
        ),
        lambda words: translators_screens.unreadable_screen(words, Unreadable(1234)),
    ],
    "translators_screens.proofs_screen": [
        lambda words: translators_screens.proofs_screen(words, [GOOD]),
        lambda words: translators_screens.proofs_screen(words, [BAD]),
        lambda words: translators_screens.proofs_screen(words, [GOOD, BAD] * 30),
        lambda words: translators_screens.proofs_screen(words, [WRITTEN]),
        lambda words: translators_screens.proofs_screen(words, [GOOD, BAD, WRITTEN] * 9),
    ],
    "translators_screens.kept_screen": [
        lambda words: translators_screens.kept_screen(words, [GOOD]),
        lambda words: translators_screens.kept_screen(words, [GOOD] * 30 + [BAD]),
    ],
}
