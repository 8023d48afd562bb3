"""Every screen of the admins with realistic facts: none, one, many, and the long ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from bot.content import Media, MediaKind, Post, PostKind, PostState, Version
from bot.corrections import Correction, Replacement
from bot.gate import seen
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.names import Finding
from bot.partners import Benefit, Channel, Kind, Messages, Partner, name_of_topic
from bot.people import Reader
from bot.places import Place
from bot.ports.page import Page
from bot.recurrence import Plan, local
from bot.ways import Way, WayKind
from bot.words import Words
from handlers.admin.doors import PartnersPage, PlannedPage, QueuePage
from handlers.admin.linked_chats.channels_screens import (
    ChannelsPage,
    channel_screen,
    channels_screen,
    forms_question_screen,
    link_question_screen,
    unlink_screen,
)
from handlers.admin.reviewing.proposals_screens import Waiting, proposals_screen
from handlers.admin.reviewing.queue_screens import QueueFilter, QueueOf, queue_screen, whose_screen
from handlers.admin.reviewing.review_screens import (
    Case,
    comment_question_screen,
    decided_screen,
    reason_screen,
    review_screen,
    unsent_screen,
)
from handlers.admin.reviewing.texts_screens import changes_screen, edit_question_screen, texts_screen
from handlers.admin.roster.adding_screens import kind_question_screen, name_question_screen
from handlers.admin.roster.benefits_screens import benefit_screen, benefits_screen, chosen_line
from handlers.admin.roster.invitations_screens import invitation_screen, invited_screen
from handlers.admin.roster.names_screens import names_screen, rename_question_screen
from handlers.admin.roster.partners_list_screens import partners_screen, which_kind_screen
from handlers.admin.roster.partners_screens import (
    PartnerFacts,
    PeoplePage,
    dismiss_screen,
    kinds_screen,
    partner_screen,
    pause_screen,
    people_screen,
    suspend_screen,
)
from handlers.admin.roster.retiring_screens import Ending, readmitted_screen, retire_screen
from handlers.admin.roster.said_screens import admins_screen
from handlers.admin.running.going_out_screens import (
    Departure,
    going_out_screen,
    pay_question_screen,
    planned_screen,
    which_plan_screen,
)
from handlers.admin.running.status_screens import (
    Running,
    Standing,
    halted_screen,
    not_halted_screen,
    resume_question_screen,
    resumed_screen,
    status_screen,
)
from handlers.correcting.waiting_screens import ProposalsPage
from handlers.showing.mistakes import in_words
from handlers.showing.screen import PAGE, Screen
from handlers.staff.reach import Reach

ZONE = "Asia/Macau"
NOW = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)
LONG_NAME = "中國郵政・廣州文化主題郵局（粵港澳大灣區城市合夥人聯合推廣中心）"
XPENG = Partner(
    id=5,
    slug="xpeng",
    kind=Kind.STRATEGIC,
    names={
        Form.ZH_HANS: "小鹏汽车",
        Form.ZH_HANT: "小鵬汽車",
        Form.YUE: "小鵬汽車",
        Form.EN: "XPeng Motors",
        Form.PT: "XPeng Motors",
    },
)
POST_OFFICE = Partner(id=3, slug="partner-2", kind=Kind.AMBASSADOR, names={Form.ZH_HANT: LONG_NAME})
TRICKY = Partner(id=2**53 - 1, slug="tricky", kind=Kind.DREAMER, names={Form.EN: "Tea & <Toast>"})
EVERYBODY = (XPENG, POST_OFFICE, TRICKY)


def person(number: int, name: str) -> Reader:
    return Reader(id=number, address=1000 + number, name=name, met_at=NOW)


PEOPLE = [person(1, "周子晴"), person(2, "Maria da Conceição <Lobo> & Filhos"), person(3, "何嘉敏")]
CHANNEL = Channel(9, -1002000000001, XPENG.id, "小鹏汽车 · 城市合伙人（样例）", (Form.ZH_HANS, Form.EN))
TOPIC = replace(CHANNEL, id=11, title=name_of_topic("XPeng <Macau>", 77, "充電 & 充电"), topic=77)
LOST = Channel(10, -1002000000002, XPENG.id, "XPeng <Macau>", tuple(Form), lost_at=NOW - timedelta(days=2))
TEXT = "<b>飞行汽车日</b>\n三月的珠江边，人人都可以坐进驾驶舱。"
LONG_TEXT = "Uma manhã de chá em Xiguan, onde as histórias da família passam de mesa em mesa, de geração em geração"


def post(state: PostState = PostState.SUBMITTED, number: int = 1) -> Post:
    return Post(
        id=number,
        partner_id=XPENG.id,
        author_id=1,
        kind=PostKind.CAMPAIGN,
        state=state,
        created_at=NOW - timedelta(hours=number),
        versions={
            Form.ZH_HANS: Version(Form.ZH_HANS, TEXT),
            Form.ZH_HANT: Version(Form.ZH_HANT, "<b>飛行汽車日</b>", derived_from=Form.ZH_HANS),
            Form.PT: Version(Form.PT, LONG_TEXT),
        },
        media=(Media(1, MediaKind.PHOTO), Media(2, MediaKind.VIDEO)),
        source=Form.ZH_HANS,
        approved_hash="0" * 64 if state in {PostState.APPROVED, PostState.SENDING} else None,
        comment="日期写错了，请改成三月二十日。" if state is PostState.RETURNED else None,
    )


APPROVED = post(PostState.APPROVED)
PLAN = Plan(1, datetime(2027, 3, 10, 18), ZONE, NOW + timedelta(days=1), 1)  # noqa: DTZ001 - a wall clock
LEAVES = Departure(APPROVED, XPENG, Reach(1234567, 3), PLAN, ZONE)
FEW = Departure(
    replace(APPROVED, urgent=True, places=frozenset({Place.MACAU})),
    POST_OFFICE,
    Reach(1, 0, frozenset({Place.MACAU}), 1),
    None,
    ZONE,
)
MIDNIGHT = NOW.replace(hour=0)
HELD = replace(LEAVES, plan=replace(PLAN, held_at=NOW, held_until=NOW))
PAID = replace(LEAVES, post=replace(APPROVED, urgent=True, paid=True))
ALL_WAITING = QueueFilter(QueuePage())
SOME_WAITING = QueueFilter(
    QueuePage(page=2, partner=5, kind=PostKind.CAMPAIGN, due=True, sought="廣州文"), "Tea & <Toast>"
)
DUE = replace(post(number=3), submitted_at=NOW, review_by=NOW)
EMPTY = Post(7, XPENG.id, 1, PostKind.STORY, PostState.DRAFT, NOW)


def case(of: Post, *, own: bool = False, reviewer: str | None = None, author: str | None = "周子晴") -> Case:
    reach = Reach(1, 0, of.places, 12) if of.places else Reach(1234567, 3)
    return Case(of, XPENG, author, reviewer, channels=1, own=own, reach=reach)


AGAIN = case(
    replace(
        post(),
        versions={
            **post().versions,
            Form.PT: Version(Form.PT, LONG_TEXT, seen=LONG_TEXT.replace("manhã", "tarde"), basis="other"),
            Form.EN: Version(Form.EN, "Flying <b>cars</b>", signed_by=4, seen="Flying <b>cars</b>"),
        },
        seen_frame="other",
        hashtag="#廣州木棉 #GuangzhouKapok",
        ways=(Way(WayKind.LINK, "https://example.com/?a=1&b=2"), Way(WayKind.FOLLOW)),
        review_by=NOW,
    )
)
LONG_ONES = replace(
    post(), versions={form: Version(form, (LONG_TEXT + " &amp; 長 ") * 35) for form in Form}, review_by=NOW
)
RARE = {
    n: replace(
        post(),
        versions={form: Version(form, "𠮷𠮷 " * n, seen="𠮷𠮷 " * (n - 3) + "𡃁𡃁 " * n) for form in Form},
        review_by=NOW,
    )
    for n in (240, 760)
}
"""Characters that Telegram counts twice: so many pairs in each text, other ones before."""
ADVICE = (
    Finding(Form.PT, "Cantão", "Guangzhou", "um dia <em>\n", " & arredores"),
    Finding(Form.EN, "Pearl River", "珠江", "三月的", "边", missing=True),
    Finding(Form.EN, "Guangzhou", "Canton", "See ", "", button=1),
) * 4
OWN = replace(TRICKY, own={Benefit.POSTS: 60, Benefit.MESSAGES: Messages.EVERYBODY, Benefit.PINNING: True})


def standing(*running: Running, sending: int | None = None, halted: bool = False, quiet: bool = False) -> Standing:
    return Standing(
        at=local(NOW, ZONE),
        halted_at=local(NOW - timedelta(minutes=7), ZONE) if halted else None,
        running=running,
        sending=len(running) if sending is None else sending,
        waiting=0 if quiet else 3,
        next_at=None if quiet else local(NOW + timedelta(days=1), ZONE),
        readers={} if quiet else {Form.ZH_HANS: 51_234, Form.YUE: 1, Form.PT: 120},
        partners=0 if quiet else 171,
        planned=0 if quiet else 12,
        lost=() if quiet else [LOST] * 7,
    )


RUNNING = Running("飞行汽车日", "小鹏汽车", 1_234, 10_000, 7)
NOBODY = Running("Morning tea <in> Xiguan", "Tea & Toast", 0, 0, 2**53 - 1)
PROPOSED = Waiting(Correction(5, 7, Replacement(ways=()), "x", 6, NOW), RUNNING.title, NOBODY.title)
SOUGHT = PartnersPage(page=3, kind=Kind.AMBASSADOR, sought="廣州文化主題郵局粵港澳")
Examples = list[Callable[[Words], Screen]]


def _too_long(words: Words) -> Screen:
    mistake = Mistake(Why.NAME_TOO_LONG, length=1_234, limit=64)
    return name_question_screen(words, in_words(mistake, words))


def _not_admin(words: Words) -> Screen:
    return link_question_screen(words, XPENG, in_words(Mistake(Why.CHANNEL_NOT_ADMIN), words))


def _changed(words: Words) -> Screen:
    return review_screen(words, case(post()), ZONE, in_words(Mistake(Why.CONTENT_CHANGED), words))


def _unsent(words: Words) -> Screen:
    told = case(post(PostState.APPROVED), reviewer="梁志远")
    said = in_words(Mistake(Why.ALREADY_REVIEWED, state=PostState.APPROVED), words)
    return unsent_screen(words, said, review_screen(words, told, ZONE), told.post.id, "请改日期 <错>。" * 400)


def _comment_missing(words: Words) -> Screen:
    return comment_question_screen(words, case(post()), in_words(Mistake(Why.COMMENT_MISSING), words))


def _invitation(words: Words) -> Screen:
    link = "https://t.me/kapok_city_bot?start=invite_" + "x" * 32
    return invitation_screen(words.form, XPENG, link, local(NOW, ZONE))


def _facts(partner: Partner, *, many: bool = True) -> PartnerFacts:
    return PartnerFacts(partner, PEOPLE if many else [], [CHANNEL, LOST] if many else [], 12_345 if many else 1)


ADDING: dict[str, Examples] = {
    "adding_screens.name_question_screen": [name_question_screen, _too_long],
    "adding_screens.kind_question_screen": [
        lambda words: kind_question_screen(words, XPENG.names),
        lambda words: kind_question_screen(words, {Form.PT: "Correios"}),
    ],
    "names_screens.names_screen": [
        *(lambda words, one=one: names_screen(words, one) for one in EVERYBODY),
    ],
    "names_screens.rename_question_screen": [
        lambda words: rename_question_screen(words, TRICKY, Form.YUE),
        lambda words: rename_question_screen(words, XPENG, Form.PT, in_words(Mistake(Why.NAME_MISSING), words)),
    ],
    "invitations_screens.invited_screen": [lambda words: invited_screen(words, TRICKY)],
    "invitations_screens.invitation_screen": [_invitation],
}
PARTNERS: dict[str, Examples] = {
    "partners_list_screens.partners_screen": [
        lambda words: partners_screen(words, Page([], 0), PartnersPage()),
        lambda words: partners_screen(words, Page([TRICKY], 1), PartnersPage()),
        lambda words: partners_screen(words, Page([XPENG, POST_OFFICE] * (PAGE // 2), 171), SOUGHT),
        lambda words: partners_screen(words, Page([], 0), SOUGHT),
        lambda words: partners_screen(words, Page([], 0), PartnersPage(kind=Kind.AMBASSADOR)),
    ],
    "partners_screens.partner_screen": [
        lambda words: partner_screen(words, _facts(XPENG)),
        lambda words: partner_screen(words, _facts(POST_OFFICE, many=False)),
        lambda words: partner_screen(words, _facts(replace(TRICKY, suspended_at=NOW))),
        lambda words: partner_screen(words, _facts(replace(TRICKY, suspended_at=NOW, retired_at=NOW))),
    ],
    "retiring_screens.retire_screen": [
        lambda words: retire_screen(words, Ending(XPENG, 0, 0, 0, (), (), 0, 0)),
        lambda words: retire_screen(words, Ending(XPENG, 1, 0, 0, (), (), 0, 0, [Markup("Sending …"), Markup("…")])),
        lambda words: retire_screen(words, Ending(TRICKY, 12, 3, 1, ["周子晴", "Ana <b>"], ["Rio & Mar"], 30_000, 214)),
    ],
    "retiring_screens.readmitted_screen": [
        lambda words: readmitted_screen(words, TRICKY, 30_000),
        lambda words: readmitted_screen(words, XPENG, 0),
    ],
    "partners_list_screens.which_kind_screen": [which_kind_screen],
    "partners_screens.suspend_screen": [
        lambda words: suspend_screen(words, XPENG, 0),
        lambda words: suspend_screen(words, TRICKY, 12),
    ],
    "partners_screens.pause_screen": [
        lambda words: pause_screen(words, XPENG, 0, 0, NOW),
        lambda words: pause_screen(words, TRICKY, 12, 0, NOW),
        lambda words: pause_screen(words, TRICKY, 1, 1, MIDNIGHT),
    ],
    "partners_screens.kinds_screen": [lambda words: kinds_screen(words, POST_OFFICE)],
    "partners_screens.people_screen": [
        lambda words: people_screen(words, XPENG, Page([], 0), PeoplePage(partner_id=5)),
        lambda words: people_screen(words, POST_OFFICE, Page(PEOPLE, 40), PeoplePage(partner_id=5, page=2)),
    ],
    "partners_screens.dismiss_screen": [lambda words: dismiss_screen(words, POST_OFFICE, PEOPLE[1])],
}
CHANNELS: dict[str, Examples] = {
    "channels_screens.channels_screen": [
        lambda words: channels_screen(words, XPENG, Page([], 0), ChannelsPage(partner_id=5, sought="<港>")),
        lambda words: channels_screen(words, XPENG, Page([CHANNEL], 1), ChannelsPage(partner_id=5)),
        lambda words: channels_screen(
            words, XPENG, Page([CHANNEL, LOST, TOPIC], 40), ChannelsPage(partner_id=5, page=1)
        ),
    ],
    "channels_screens.channel_screen": [
        lambda words: channel_screen(words, XPENG, CHANNEL, ZONE),
        lambda words: channel_screen(words, XPENG, replace(CHANNEL, separately=True), ZONE),
        lambda words: channel_screen(words, XPENG, replace(CHANNEL, forms=(Form.PT,)), ZONE),
        lambda words: channel_screen(words, XPENG, LOST, ZONE),
        lambda words: channel_screen(words, XPENG, TOPIC, ZONE),
        lambda words: channel_screen(words, XPENG, replace(CHANNEL, group=True), ZONE),
    ],
    "channels_screens.unlink_screen": [lambda words: unlink_screen(words, XPENG, LOST)],
    "channels_screens.link_question_screen": [lambda words: link_question_screen(words, XPENG), _not_admin],
    "channels_screens.forms_question_screen": [
        lambda words: forms_question_screen(words, XPENG, "XPeng <Macau>", ()),
        lambda words: forms_question_screen(words, XPENG, CHANNEL.title, tuple(Form)),
    ],
}
REVIEW: dict[str, Examples] = {
    "going_out_screens.planned_screen": [
        lambda words: planned_screen(words, Page([], 0), PlannedPage()),
        lambda words: planned_screen(words, Page([FEW, LEAVES], 2), PlannedPage(sought="茶")),
        lambda words: planned_screen(words, Page([LEAVES] * PAGE, 40), PlannedPage(page=2)),
    ],
    "going_out_screens.going_out_screen": [
        *(
            lambda words, departure=departure: going_out_screen(words, departure)
            for departure in (LEAVES, FEW, PAID, replace(LEAVES, ends=[NOW]), HELD)
        ),
    ],
    "going_out_screens.which_plan_screen": [
        lambda words: which_plan_screen(words, XPENG, []),
        lambda words: which_plan_screen(words, XPENG, [LEAVES, PAID]),
        lambda words: which_plan_screen(words, None, []),
        lambda words: which_plan_screen(words, None, [LEAVES, PAID]),
        lambda words: which_plan_screen(words, None, [LEAVES, PAID], NOW),
    ],
    "going_out_screens.pay_question_screen": [
        *(lambda words, departure=departure: pay_question_screen(words, departure) for departure in (LEAVES, FEW)),
    ],
    "queue_screens.queue_screen": [
        lambda words: queue_screen(words, Page([], 0), ALL_WAITING, ZONE),
        lambda words: queue_screen(words, Page([], 0), SOME_WAITING, ZONE),
        lambda words: queue_screen(words, Page([], 0), ALL_WAITING, ZONE, 1),
        lambda words: queue_screen(words, Page([(post(), XPENG)], 1), ALL_WAITING, ZONE, 12),
        lambda words: queue_screen(words, Page([], 0), QueueFilter(QueuePage(kind=PostKind.STORY)), ZONE),
        lambda words: queue_screen(words, Page([(post(), XPENG)], 1), ALL_WAITING, ZONE),
        lambda words: queue_screen(words, Page([(DUE, POST_OFFICE)] * PAGE, 40), SOME_WAITING, ZONE),
    ],
    "proposals_screens.proposals_screen": [
        lambda words: proposals_screen(words, Page([], 0), ProposalsPage(), ZONE),
        lambda words: proposals_screen(words, Page([], 0), ProposalsPage(sought="廣州文化主題郵局"), ZONE),
        lambda words: proposals_screen(words, Page([PROPOSED] * PAGE, 40), ProposalsPage(page=2), ZONE),
    ],
    "queue_screens.whose_screen": [
        lambda words: whose_screen(words, Page([XPENG, POST_OFFICE], 40), QueueOf(page=2, kind=PostKind.STORY)),
    ],
    "review_screens.review_screen": [
        lambda words: review_screen(words, case(post()), ZONE),
        lambda words: review_screen(words, case(post(), own=True), ZONE),
        lambda words: review_screen(words, case(replace(post(), places=frozenset(Place))), ZONE),
        lambda words: review_screen(words, case(post(PostState.RETURNED), reviewer="梁志远"), ZONE),
        lambda words: review_screen(words, case(post(PostState.SENDING), reviewer="<Ana>", author=None), ZONE),
        lambda words: review_screen(words, case(EMPTY), ZONE),
        lambda words: review_screen(words, AGAIN, ZONE),
        lambda words: review_screen(words, replace(case(post()), looked=frozenset({Form.ZH_HANS})), ZONE),
        lambda words: review_screen(words, replace(AGAIN, mine=(Form.PT,), advice=ADVICE, follows="<Tea>"), ZONE),
        lambda words: review_screen(words, replace(AGAIN, partner=POST_OFFICE), ZONE),
        _changed,
    ],
    "review_screens.reason_screen": [
        lambda words: reason_screen(words, case(post()), "日期 <错> 了 & 请改"),
        lambda words: reason_screen(words, case(post()), "请改日期。" * 800),
    ],
    "review_screens.unsent_screen": [_unsent],
    "review_screens.comment_question_screen": [
        lambda words: comment_question_screen(words, case(post(), author=None)),
        _comment_missing,
    ],
    "review_screens.decided_screen": [
        lambda words: decided_screen(words, case(post(PostState.APPROVED)), None, 0),
        lambda words: decided_screen(words, case(post(PostState.APPROVED)), None, 0, 2),
        lambda words: decided_screen(words, case(post(PostState.APPROVED)), post(number=2), 1),
        lambda words: decided_screen(words, case(post(PostState.RETURNED)), post(number=2), 12),
    ],
}
STATUS: dict[str, Examples] = {
    "status_screens.status_screen": [
        lambda words: status_screen(words, standing(quiet=True)),
        lambda words: status_screen(words, replace(standing(RUNNING), proposals=2)),
        lambda words: status_screen(words, replace(standing(RUNNING), flooded_until=NOW)),
        lambda words: status_screen(words, standing(*[RUNNING, NOBODY] * 4, sending=40, halted=True)),
    ],
    "status_screens.halted_screen": [
        lambda words: halted_screen(words, standing(quiet=True, halted=True), 0),
        lambda words: halted_screen(words, standing(RUNNING, halted=True), 1),
        lambda words: halted_screen(words, replace(standing(RUNNING, halted=True), leaving=30), 1),
        lambda words: halted_screen(words, standing(RUNNING, NOBODY, halted=True), 2),
        lambda words: halted_screen(words, replace(standing(*[RUNNING] * 25, halted=True), sending=40), 40),
    ],
    "status_screens.resume_question_screen": [
        lambda words: resume_question_screen(words, standing(quiet=True, halted=True)),
        lambda words: resume_question_screen(words, standing(RUNNING, NOBODY, sending=12, halted=True)),
    ],
    "status_screens.resumed_screen": [
        lambda words: resumed_screen(words, standing(quiet=True)),
        lambda words: resumed_screen(words, standing(*[RUNNING, NOBODY] * 4, sending=40)),
    ],
    "status_screens.not_halted_screen": [not_halted_screen],
}
TEXTS: dict[str, Examples] = {
    "texts_screens.texts_screen": [
        lambda words: texts_screen(words, case(post()), None),
        lambda words: texts_screen(words, AGAIN, None),
        lambda words: texts_screen(words, replace(AGAIN, post=LONG_ONES), Form.PT),
        lambda words: texts_screen(words, case(post(PostState.RETURNED)), None),
        *(lambda words, rare=rare: texts_screen(words, replace(AGAIN, post=rare), None) for rare in RARE.values()),
    ],
    "texts_screens.changes_screen": [
        lambda words: changes_screen(words, AGAIN.post, None),
        lambda words: changes_screen(words, AGAIN.post, Form.PT),
        lambda words: changes_screen(words, replace(post(), seen_frame="other"), None),
        lambda words: changes_screen(words, seen(post()), None),
        *(lambda words, rare=rare: changes_screen(words, rare, Form.YUE) for rare in RARE.values()),
    ],
    "texts_screens.edit_question_screen": [
        lambda words: edit_question_screen(words, post(), Form.PT),
        lambda words: edit_question_screen(words, RARE[760], Form.YUE),
        lambda words: edit_question_screen(words, LONG_ONES, Form.PT, in_words(Mistake(Why.TEXT_EMPTY), words)),
    ],
}
BENEFITS_OF: dict[str, Examples] = {
    "benefits_screens.benefits_screen": [
        lambda words: benefits_screen(words, XPENG),
        lambda words: benefits_screen(words, OWN),
        lambda words: benefits_screen(words, OWN, chosen_line(words, OWN, Benefit.REVIEW)),
    ],
    "benefits_screens.benefit_screen": [
        *(lambda words, benefit=benefit: benefit_screen(words, OWN, benefit) for benefit in Benefit),
    ],
}
EXAMPLES: dict[str, Examples] = {
    "said_screens.admins_screen": [
        lambda words: admins_screen(words, ["梁志远"], 0),
        lambda words: admins_screen(words, ["梁志远", "A <&> B"], 1),
        lambda words: admins_screen(words, ["梁志远"], 1204),
    ],
    **ADDING,
    **PARTNERS,
    **CHANNELS,
    **REVIEW,
    **TEXTS,
    **BENEFITS_OF,
    **STATUS,
}
