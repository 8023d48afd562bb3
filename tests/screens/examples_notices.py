"""Facts for what the bot says by itself: each kind of notice, as it is told to somebody of each form; and how far a
broadcast is. What it would read from storage is put beside it here, so that one notice can be looked at alone."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from markupsafe import Markup

from bot.actions.catalogs import STRANGE
from bot.actions.correction_notices import DECIDED, ENDED
from bot.actions.let_go import farewell
from bot.actions.notice_letters import letter_of
from bot.actions.progress import progress
from bot.audit import Line
from bot.broadcast import Broadcast, BroadcastState, Errand
from bot.content import Media, MediaKind, Post, PostKind, PostState, Version
from bot.corrections import Correction, Picture, Replacement
from bot.delivery import DeliveryState, Reason, Skip, Sums
from bot.exchanges import Exchange
from bot.languages import Form
from bot.notices import LEFT, Notice, NoticeKind
from bot.partners import Benefit, Kind, Messages, Partner, Reports, Venue
from bot.people import Reader
from bot.places import Place
from bot.recurrence import Plan
from bot.repeating import Every, Repeat, Rule
from bot.requests import Request, RequestKind
from bot.shares import Share, ShareState
from bot.store import Work
from bot.transport import Letter
from bot.ways import Way, WayKind
from bot.words import Words
from handlers.showing.screen import Screen

NOW = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)
WALL = datetime(2027, 3, 16, 12)  # noqa: DTZ001 - a wall clock
PARTNER = Partner(
    3,
    "china-post",
    Kind.SUPER,
    {
        Form.ZH_HANS: "中国邮政 · 广州文化主题邮局",
        Form.YUE: "中國郵政 · 廣州文化主題郵局",
        Form.EN: "China Post · Guangzhou Cultural Theme Post Office",
        Form.PT: "China Post · Estação de Correios Temática da Cultura de Cantão",
    },
    own={Benefit.POSTS: 12, Benefit.PINNING: True, Benefit.REPORTS: Reports.SUMS},
)
TEXTS = {
    Form.ZH_HANS: "周六江边见：夜游珠江\n晚上七点，大沙头码头集合。",
    Form.ZH_HANT: "週六江邊見：夜遊珠江\n晚上七時，大沙頭碼頭集合。",
    Form.YUE: "禮拜六江邊見啦：夜遊珠江\n夜晚七點，喺大沙頭碼頭集合。",
    Form.EN: "See you by the river on Saturday\nAt seven in the evening, Dashatou pier.",
    Form.PT: "Até sábado, junto ao rio\nÀs sete da noite, no cais de Dashatou.",
}
LATER = {
    Form.ZH_HANS: ("晚上七点", "晚上六点"),
    Form.ZH_HANT: ("晚上七時", "晚上六時"),
    Form.YUE: ("夜晚七點", "夜晚六點"),
    Form.EN: ("seven", "six"),
    Form.PT: ("sete", "seis"),
}
"""What an admin saw in the text before."""
POST = Post(
    41,
    PARTNER.id,
    6,
    PostKind.CAMPAIGN,
    PostState.SUBMITTED,
    NOW,
    {form: Version(form, text, seen=text.replace(*LATER[form])) for form, text in TEXTS.items()},
    source=Form.ZH_HANS,
    comment="请写清楚集合的码头 <入口>，再补一张地图。",
)
ONE = replace(
    POST,
    id=42,
    partner_id=0,
    kind=PostKind.STORY,
    versions={Form.YUE: Version(Form.YUE, "陳婆婆嘅雲吞麵：<b>三十年</b>味道冇變過")},
)
SENT = replace(POST, state=PostState.SENT)
ALONE = Broadcast(7, POST.id, NOW, "x", NOW, 1240, BroadcastState.FINISHED, finished_at=NOW + timedelta(minutes=4))
SUMS = Sums(
    1240,
    {DeliveryState.SENT: 1201, DeliveryState.REFUSED: 17, DeliveryState.SKIPPED: 21, DeliveryState.UNKNOWN: 1},
    {Form.ZH_HANS: 620, Form.ZH_HANT: 201, Form.YUE: 240, Form.EN: 90, Form.PT: 50},
    {
        (DeliveryState.REFUSED, str(Reason.BLOCKED)): 16,
        (DeliveryState.REFUSED, str(Reason.NO_RIGHTS)): 1,
        (DeliveryState.SKIPPED, str(Skip.DIGEST)): 21,
    },
)
WEEKLY = Plan(POST.id, WALL, "Asia/Shanghai", NOW + timedelta(days=7), 6, Repeat(Rule(Every.WEEK), WALL, WALL))
EIGHT = replace(POST.versions[Form.EN], text="At <b>eight</b> in the evening.")
CORRECTION = Correction(5, 7, Replacement([EIGHT]), "x", 6, NOW)
PICTURES = Media(1, MediaKind.PHOTO), Media(2, MediaKind.VIDEO)
OTHER_PICTURE = Replacement(picture=Picture(1, Media(3, MediaKind.VIDEO)))
RIVALS = [Correction(no, 7, CORRECTION.what, CORRECTION.what.stands(SENT), 4, NOW) for no in range(6, 9)]
SHARE = Share(
    7,
    4,
    ShareState.SUBMITTED,
    NOW,
    "陳婆婆嘅雲吞麵",
    Form.YUE,
    Place.HONG_KONG,
    comment="可以写写铺头开了多少年吗？<细节>越多越好。",
    post_id=ONE.id,
)
ASKED = Request(
    7, 4, RequestKind.QUESTION, NOW, NOW, "Quem vê <o meu> nome?", "Só a equipa do programa, e mais ninguém."
)
MINE = Reader(4, 1004, "Joana Ribeiro", NOW, Form.PT)


@dataclass(frozen=True)
class Case:
    """A notice and what it finds in storage."""

    kind: NoticeKind
    facts: Mapping[str, str | int]
    post: Post | None = POST
    partner: Partner | None = PARTNER
    member: bool = True
    plan: Plan | None = None
    correction: Correction = CORRECTION
    share: Share = SHARE
    request: Request = ASKED
    group: tuple[Broadcast, ...] = (ALONE,)
    stories: tuple[Post, ...] = (POST, replace(ONE, partner_id=0))
    halted: bool = False
    deed: Line | None = None

    def screen(self, words: Words) -> Screen:
        """As somebody of this form gets it."""
        reader = Reader(6 if self.member else 8, 1006, "周子晴", NOW, words.form)
        letter = _told(letter_of(self._kept(), Notice(reader.id, self.kind, self.facts), reader))
        assert letter is not None, self
        letter = letter.letters[-1]  # those before it are pictures with their names
        return Screen(Markup(letter.text), letter.rows)  # noqa: S704 - Telegram HTML, as it is sent

    def _kept(self) -> Work:
        partner, post = self.partner, self.post
        kept = SimpleNamespace(
            posts=_finds(post),
            partners=SimpleNamespace(
                get=_gives(partner), of_member=_gives([partner] if partner and self.member else [])
            ),
            readers=_finds(MINE),
            plans=SimpleNamespace(of=_gives(self.plan)),
            broadcasts=SimpleNamespace(
                get=_gives(self.group[-1]),
                wave=_gives(self.group),
                one_correction=_gives(self.group),
                sums=_gives(SUMS),
                rounds=_gives([1, ALONE.id]),
                messages_within=_gives(1201),
                choosable=_gives({DeliveryState.SKIPPED: 1240}),
                of_post=_gives([*self.group, replace(ALONE, id=1)]),
            ),
            programme=SimpleNamespace(halted_at=_gives(NOW if self.halted else None)),
            corrections=SimpleNamespace(get=_gives(self.correction), waiting=_gives(RIVALS)),
            shares=_finds(self.share),
            requests=_finds(self.request),
            exchanges=_finds(Exchange(9, MINE.id, PARTNER.id, NOW)),
            stories=SimpleNamespace(those=_gives({story.id: story for story in self.stories})),
            audit=SimpleNamespace(last=_gives(self.deed), lines=_gives([])),
            admins=SimpleNamespace(addresses=_gives({1006})),
            follows=SimpleNamespace(of=_gives({PARTNER.id: None}), campaigns=_gives({})),
        )
        return cast("Work", kept)


def _gives(found: object) -> Callable[..., Coroutine[Any, Any, Any]]:
    async def give(*_asked: object) -> Any:
        return found

    return give


def _finds(found: object) -> SimpleNamespace:
    return SimpleNamespace(get=_gives(found))


def _told(letter: Coroutine[Any, Any, Letter | None]) -> Letter | None:
    """All of it is there, so it needs no loop of its own: pictures are made in one that runs."""
    try:
        letter.send(None)
    except StopIteration as done:
        return cast("Letter | None", done.value)
    raise AssertionError(letter)


_OF_POST: dict[str, str | int] = {"post_id": POST.id}
_MISSED: dict[str, str | int] = {**_OF_POST, "moment": NOW.isoformat(), "zone": "Asia/Shanghai"}
_CHANNEL: dict[str, str | int] = {"channel": "中国邮政 · 主题邮局 <样例>"}
_SAID: dict[str, str | int] = {"exchange_id": 9, "about": POST.id, "text": "星期六几点集合？ <b>"}
_RATHER: dict[str, str | int] = {"exchange_id": 9, "about": 0, "text": "At seven, by the <main> gate."}
_WHY = (Reason.CONTENT, Reason.FILE, Reason.FLOOD, Reason.SERVER, Reason.UNREACHED, Reason.UNANSWERED, Reason.OTHER)
"""Why a copy failed, of what somebody who asked for it can still be told in the same chat."""
_WAYS = (Venue.CHANNEL, Venue.GROUP, Venue.TOPIC)
NOTICES: Mapping[NoticeKind, list[Case]] = {
    NoticeKind.SUBMITTED: [Case(NoticeKind.SUBMITTED, _OF_POST, replace(POST, state=PostState.SUBMITTED))],
    NoticeKind.SETTLED: [
        *(
            Case(
                NoticeKind.SETTLED,
                _OF_POST,
                replace(POST, state=state, approved_hash=approved, reviewer_id=MINE.id),
                member=False,
            )
            for state, approved in ((PostState.APPROVED, "a"), (PostState.RETURNED, None), (PostState.DRAFT, None))
        ),
        *(
            Case(
                NoticeKind.SETTLED,
                _OF_POST | {"correction_id": 5},
                correction=replace(CORRECTION, state=state),
                member=False,
            )
            for state in ENDED
        ),
        *(
            Case(NoticeKind.SETTLED, _OF_POST | {"broadcast_id": 7}, deed=deed)
            for deed in (None, *(Line(1, NOW, MINE.id, state, "broadcast 7") for state in ("sending", "cancelled")))
        ),
    ],
    NoticeKind.APPROVED: [Case(NoticeKind.APPROVED, _OF_POST)],
    NoticeKind.RETURNED: [Case(NoticeKind.RETURNED, _OF_POST)],
    NoticeKind.REPORT: [
        Case(NoticeKind.REPORT, _OF_POST | {"broadcast_id": 7}, SENT),
        Case(NoticeKind.REPORT, _OF_POST | {"broadcast_id": 7}, SENT, group=(replace(ALONE, paid=True),)),
        Case(NoticeKind.REPORT, _OF_POST | {"broadcast_id": 7}, SENT, replace(PARTNER, own={}), plan=WEEKLY),
        *(
            Case(NoticeKind.REPORT, _OF_POST | {"broadcast_id": 7}, SENT, group=(replace(ALONE, errand=errand),))
            for errand in (Errand.CORRECT, Errand.RECALL, Errand.PIN)
        ),
    ],
    NoticeKind.MISSED: [
        Case(NoticeKind.MISSED, _MISSED),
        Case(NoticeKind.MISSED, _MISSED | {"repeats": True}, plan=WEEKLY),
        Case(NoticeKind.MISSED, _MISSED | {"repeats": True}, SENT),
        Case(NoticeKind.MISSED, _MISSED | {"wave": 7, "zone": "Europe/Lisbon"}),
        Case(NoticeKind.MISSED, _MISSED, member=False),
    ],
    NoticeKind.JOINED: [Case(NoticeKind.JOINED, {"partner_id": 3, "reader_id": 4})],
    NoticeKind.DISMISSED: [Case(NoticeKind.DISMISSED, {"partner_id": 3})],
    NoticeKind.CHANNEL_LOST: [Case(NoticeKind.CHANNEL_LOST, _CHANNEL | {"venue": venue.value}) for venue in _WAYS],
    NoticeKind.CHANNEL_BACK: [
        Case(NoticeKind.CHANNEL_BACK, _CHANNEL | {"venue": venue.value, **missed})
        for venue in _WAYS
        for missed in ({}, {"missed": "7"}, {"missed": "7 6"})
    ],
    NoticeKind.CHANNEL_FOUND: [
        Case(NoticeKind.CHANNEL_FOUND, _CHANNEL | {"admin": admin, "address": -1002000000009}) for admin in (0, 1)
    ],
    NoticeKind.CHANNEL_MOVED: [Case(NoticeKind.CHANNEL_MOVED, _CHANNEL | {"venue": Venue.GROUP.value})],
    NoticeKind.TOPIC_CLOSED: [Case(NoticeKind.TOPIC_CLOSED, _CHANNEL | {"venue": Venue.TOPIC.value})],
    NoticeKind.PIN_LOST: [Case(NoticeKind.PIN_LOST, _CHANNEL | {"venue": venue.value}) for venue in _WAYS],
    NoticeKind.PIN_BACK: [Case(NoticeKind.PIN_BACK, _CHANNEL | {"venue": venue.value}) for venue in _WAYS],
    NoticeKind.SUSPENDED: [Case(NoticeKind.SUSPENDED, {"partner_id": 3})],
    NoticeKind.LIFTED: [
        Case(NoticeKind.LIFTED, {"partner_id": 3}),
        Case(NoticeKind.LIFTED, {"partner_id": 3, "passed": 2, "waiting": 1}),
        Case(NoticeKind.LIFTED, {"partner_id": 3, "passed": 1, "waiting": 3}),
    ],
    NoticeKind.KIND: [
        Case(NoticeKind.KIND, {"partner_id": 3}),
        Case(NoticeKind.KIND, {"partner_id": 3}, partner=replace(PARTNER, kind=Kind.AMBASSADOR, own={})),
    ],
    NoticeKind.BENEFITS: [
        Case(
            NoticeKind.BENEFITS,
            {
                "partner_id": 3,
                Benefit.POSTS.value: "4",
                Benefit.PINNING.value: "False",
                Benefit.REPORTS.value: str(Reports.LANGUAGES),
                Benefit.MESSAGES.value: str(Messages.EVERYBODY),
            },
        )
    ],
    NoticeKind.RETIRED: [Case(NoticeKind.RETIRED, {"partner_id": 3})],
    NoticeKind.PASSED: [
        Case(NoticeKind.PASSED, _MISSED),
        Case(NoticeKind.PASSED, _MISSED, plan=replace(WEEKLY, held_at=NOW)),
        Case(NoticeKind.PASSED, _MISSED, member=False),
    ],
    NoticeKind.PAUSE_OVER: [
        Case(NoticeKind.PAUSE_OVER, _OF_POST),
        *(Case(NoticeKind.PAUSE_OVER, _MISSED | {"passed": n}, plan=WEEKLY) for n in (0, 1, 12)),
        Case(NoticeKind.PAUSE_OVER, _OF_POST | {"broadcast_id": 7}),
    ],
    NoticeKind.PAUSED: [Case(NoticeKind.PAUSED, _OF_POST | {"broadcast_id": 7})],
    NoticeKind.CORRECTION: [
        Case(NoticeKind.CORRECTION, _OF_POST | {"correction_id": 5}, post, correction=replace(CORRECTION, what=what))
        for what, post in (
            (CORRECTION.what, SENT),
            (Replacement(ways=(Way(WayKind.FOLLOW),)), SENT),
            (OTHER_PICTURE, replace(SENT, media=PICTURES)),
        )
    ],
    NoticeKind.CORRECTION_DECIDED: [
        Case(
            NoticeKind.CORRECTION_DECIDED,
            _OF_POST | {"correction_id": 5} | was,
            correction=replace(CORRECTION, state=state, what=what),
        )
        for state in DECIDED
        for what, was in (
            (CORRECTION.what, {"was": "At <b>nine</b>."}),
            (CORRECTION.what, {}),
            (Replacement(ways=(Way(WayKind.FOLLOW),)), {}),
            (OTHER_PICTURE, {}),
        )
    ],
    NoticeKind.VOIDED: [
        Case(NoticeKind.VOIDED, _OF_POST | {"name": "林晓岚", "was": was.value}, member=member)
        for was, member in ((PostState.APPROVED, True), (PostState.SUBMITTED, False))
    ],
    NoticeKind.EDITED: [
        Case(NoticeKind.EDITED, _OF_POST | {"name": "梁志远", "form": form.value}) for form in (Form.EN, Form.ZH_HANS)
    ],
    NoticeKind.REMARK: [
        Case(NoticeKind.REMARK, _OF_POST | {"name": "梁志远", "comment": "O título <promete> demais: mude-o."})
    ],
    NoticeKind.REVIEW_DUE: [Case(NoticeKind.REVIEW_DUE, _OF_POST | {"due": NOW.isoformat()}, member=False)],
    NoticeKind.REVIEW_LATE: [
        Case(NoticeKind.REVIEW_LATE, _OF_POST | {"due": NOW.isoformat()}, member=member) for member in (False, True)
    ],
    NoticeKind.COPY: [
        Case(NoticeKind.COPY, _OF_POST | {"form": Form.YUE.value}),
        *(Case(NoticeKind.COPY, _OF_POST | {"form": "en", "why": why.value}) for why in _WHY),
    ],
    NoticeKind.DATA_QUESTION: [Case(NoticeKind.DATA_QUESTION, {"request_id": 7})],
    NoticeKind.DATA_ANSWER: [Case(NoticeKind.DATA_ANSWER, {"request_id": 7})],
    NoticeKind.SHARE: [Case(NoticeKind.SHARE, {"share_id": 7})],
    NoticeKind.SHARE_DECIDED: [
        Case(NoticeKind.SHARE_DECIDED, {"share_id": 7}, share=replace(SHARE, state=state))
        for state in (ShareState.ACCEPTED, ShareState.RETURNED, ShareState.DECLINED)
    ],
    NoticeKind.SHARE_OUT: [Case(NoticeKind.SHARE_OUT, {"share_id": 7}, ONE)],
    NoticeKind.VOTED: [Case(NoticeKind.VOTED, {"share_id": 7, "votes": votes}, ONE) for votes in (1, 1204)],
    NoticeKind.FLOODED: [
        Case(NoticeKind.FLOODED, {"since": "2027-03-09T04:00:00+00:00", "until": "2027-03-09T06:46:40+00:00"})
    ],
    NoticeKind.HALTED: [Case(NoticeKind.HALTED, {"detail": "Unauthorized"})],
    NoticeKind.POSTS_HALTED: [
        Case(NoticeKind.POSTS_HALTED, {"going": going, "planned": planned}, halted=True)
        for going, planned in ((1, 0), (0, 1), (3, 12))
    ]
    + [
        Case(NoticeKind.POSTS_HALTED, {"going": 1, "planned": 0, "network": 1}, halted=True),
        Case(NoticeKind.POSTS_HALTED, {"going": 0, "planned": 0, "admin": 1, "by": 9}, halted=True),
    ],
    NoticeKind.POSTS_RESUMED: [Case(NoticeKind.POSTS_RESUMED, facts) for facts in ({}, {"by": 9})],
    NoticeKind.RESUMED: [Case(NoticeKind.RESUMED, {})],
    NoticeKind.DIGEST: [
        Case(NoticeKind.DIGEST, {"posts": "41 42"}),
        Case(
            NoticeKind.DIGEST,
            {"posts": " ".join(map(str, range(100, 123)))},
            stories=tuple(replace(POST, id=no) for no in range(100, 123)),
        ),
    ],
    NoticeKind.QUESTION: [
        Case(NoticeKind.QUESTION, _SAID),
        Case(NoticeKind.QUESTION, _SAID | {"about": 0, "text": "A que horas é?"}, None),
        Case(NoticeKind.QUESTION, _SAID | {"about": 0, "named": 1}, None),
    ],
    NoticeKind.ANSWER: [Case(NoticeKind.ANSWER, _RATHER), Case(NoticeKind.ANSWER, _RATHER | {LEFT: 1})],
    NoticeKind.ANSWERED: [Case(NoticeKind.ANSWERED, _RATHER | {"name": "林晓岚"})],
    NoticeKind.RIVAL: [Case(NoticeKind.RIVAL, {"there": 1}), Case(NoticeKind.RIVAL, {"there": 0})],
    NoticeKind.CATALOGS: [
        Case(NoticeKind.CATALOGS, {Form.YUE.value: Form.ZH_HANT.value, Form.PT.value: Form.EN.value}),
        Case(NoticeKind.CATALOGS, {STRANGE: "xx-Klingon, tlh", Form.YUE.value: Form.ZH_HANT.value}),
        Case(NoticeKind.CATALOGS, {STRANGE: "tlh"}),
        Case(NoticeKind.CATALOGS, {Form.ZH_HANS.value: 261, Form.PT.value: 1}),
    ],
}


def _how_far(state: BroadcastState, errand: Errand, known: int) -> Callable[[Words], Screen]:
    broadcast = replace(ALONE, state=state, errand=errand)
    return lambda words: Screen(progress(words, broadcast, known, POST.title_in(words.form)))


EXAMPLES: dict[str, list[Callable[[Words], Screen]]] = {
    **{f"notices.{kind.value}": [case.screen for case in cases] for kind, cases in NOTICES.items()},
    "notices.farewell": [lambda words: Screen(farewell(words))],
    "notices.progress": [
        *(_how_far(BroadcastState.SENDING, errand, 310) for errand in Errand),
        *(_how_far(state, Errand.SEND, 1240) for state in BroadcastState if state is not BroadcastState.SENDING),
    ],
}
