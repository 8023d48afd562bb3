"""Every screen of the readers' conversations with realistic facts: none, one, many, long ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from markupsafe import Markup

from bot.content import Campaign, Post, PostKind, PostState, Version
from bot.digests import Change, Digest, Rhythm
from bot.hearing.aliases import Wish
from bot.hearing.nods import Nod
from bot.hearing.unread import Letters
from bot.languages import HAN, Form
from bot.mistakes import Mistake, Why
from bot.partners import Kind, Partner
from bot.people import Mute, Quiet, Reader, Speaker
from bot.places import BAY, Place, Spot
from bot.ports.page import Page
from bot.transport import Button
from bot.words import Words
from handlers.audience.answering.answers_screens import (
    counted_screen,
    elsewhere_screen,
    join_screen,
    learn_screen,
    phone_screen,
    programme_screen,
    remind_screen,
    terms_screen,
    voice_screen,
)
from handlers.audience.answering.beyond_screens import (
    Said,
    asked_of_them,
    beyond_screen,
    diet_screen,
    feast_screen,
    to_them,
)
from handlers.audience.answering.points_screens import POINTS, Point, answered_first, asked_of
from handlers.audience.answering.prizes_screens import prizes_screen
from handlers.audience.answering.timing_screens import timing_screen
from handlers.audience.answering.trouble_screens import slip_screen, trouble_screen
from handlers.audience.answering.who_screens import human_screen, me_screen, who_screen
from handlers.audience.arriving.start_screens import (
    agreed_screen,
    back_again_screen,
    city_screen,
    door_again_screen,
    door_screen,
    greeting_screen,
    joined_screen,
    language_screen,
    other_city_screen,
    own_invitation_screen,
    welcome_screen,
)
from handlers.audience.citizens.own_story_screens import own_screen, telling_screen
from handlers.audience.help_screens import help_screen
from handlers.audience.home_screens import (
    Comes,
    StoriesPage,
    going_screen,
    home_screen,
    undecided_screen,
    with_story,
    work,
)
from handlers.audience.library import shelves
from handlers.audience.library.finding_screens import (
    choose_screen,
    find_screen,
    found_head,
    found_note,
    shelf_head,
    shelves_screen,
    today_head,
)
from handlers.audience.library.keeping_screens import keep_screen
from handlers.audience.library.shelves import LABELS, MONTHS, PARTNERS, THEMES
from handlers.audience.library.stories_screens import Leaf, StoryIn, below_album_screen, stories_screen
from handlers.audience.personal_data.forget_screens import (
    as_it_is_screen,
    asked_screen,
    data_screen,
    forget_screen,
    kept_screen,
    pending_screen,
    question_screen,
)
from handlers.audience.plain_words.circumstances_screens import (
    both_screen,
    for_kin_screen,
    no_partner_screen,
    one_district_screen,
    one_topic_screen,
    others_screen,
    silent_already_screen,
    theirs_screen,
    why_language_screen,
)
from handlers.audience.plain_words.of_language_screens import (
    foreign_line,
    foreign_screen,
    letters_line,
    offer_screen,
    this_one_screen,
)
from handlers.audience.plain_words.suggesting_screens import (
    ONE_PRESS,
    chores_screen,
    copy_first_screen,
    introduced_screen,
    jumbled_screen,
    one_press_screen,
    or_else,
    rather_screen,
    suggesting_screen,
    unasked_screen,
)
from handlers.audience.plain_words.talk_screens import (
    complaint_screen,
    drawn_screen,
    nodded_screen,
    noted_screen,
    passed_on_screen,
    praised_screen,
    puzzled_screen,
    sorry_screen,
    story_row,
    thanked_screen,
    unknown_command_screen,
    unread_screen,
)
from handlers.audience.receiving.digest_screens import digest_offer_screen, digest_screen, hour_question_screen
from handlers.audience.receiving.fewer_screens import Wanted, fewer_screen
from handlers.audience.receiving.following_screens import Followed, cities_screen, following_screen
from handlers.audience.receiving.less_of_one_screens import (
    beside_others,
    mute_offer,
    nothing_of_them,
    others_followed,
    whose_screen,
)
from handlers.audience.receiving.less_screens import Choice, Standing, choice_screen, done_line
from handlers.audience.receiving.partners_screens import Bond, follow_all_screen, partner_screen, partners_screen
from handlers.audience.receiving.pause_screens import (
    by_itself,
    not_later,
    pause_offer_screen,
    pause_question_screen,
    pause_screen,
    paused_screen,
    resumed_screen,
    which_day_screen,
)
from handlers.audience.receiving.places import places_like
from handlers.audience.receiving.places_screens import here_screen, moved_screen, place_row, wherever_screen
from handlers.audience.receiving.settings_screens import (
    Chosen,
    hours_offer_screen,
    hours_question_screen,
    hours_set_screen,
    place_question_screen,
    places_screen,
    quiet_now_screen,
    quiet_screen,
    settings_screen,
    zones_screen,
)
from handlers.audience.receiving.silence_screens import Ties, silence_screen
from handlers.audience.receiving.stop_screens import (
    left_screen,
    never_screen,
    promotions_screen,
    stopped_screen,
    stories_only_screen,
)
from handlers.audience.receiving.themes_screens import Theme, theme_screen, themes_screen
from handlers.audience.writing_screens import for_whom_screen, only_text_screen, write_screen, written_screen
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen
from handlers.turns.menus import ADMIN, COMMUNICATOR, commands

FLOWERS = Campaign(
    11,
    7,
    {Form.ZH_HANS: "迎春花市", Form.YUE: "行花街", Form.EN: "Flower fair", Form.PT: "Feira das Flores"},
    date(2027, 3, 1),
    date(2027, 3, 31),
    "#花市 #FlowerFair",
)
LONG_THEME = Campaign(
    12, 3, {Form.ZH_HANS: "一封寄往二〇三七年的信：写给未来的广州和你自己"}, date(2027, 3, 1), date(2027, 12, 1)
)
BY_THEME = Bond(followed=False, stopped=False, campaigns=(FLOWERS,))
Example = Callable[[Words], Screen]

NOW = datetime(2027, 3, 9, 4, 5, tzinfo=UTC)
READER = Reader(
    id=4, address=1004, name="Emma Clarke", met_at=NOW, form=Form.EN, zone="Europe/Lisbon", place=Place.ABROAD
)
PLACES: tuple[Place | None, ...] = (None, *Place)
SPOTS = [
    Spot("Asia/Shanghai", Place.DONGGUAN),
    *(Spot(zone, Place.ABROAD) for zone in ("Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores")),
]
LOUD = replace(READER, zone="America/Sao_Paulo", quiet=Quiet(time(23), time(7, 45), on=False), stopped_at=NOW)
FAR = replace(READER, zone="America/Argentina/Buenos_Aires", quiet=Quiet(time(0), time(7)))
POST_OFFICE = Partner(
    3,
    "china-post",
    Kind.STRATEGIC,
    {
        Form.ZH_HANS: "中国邮政 · 广州文化主题邮局",
        Form.YUE: "中國郵政 · 廣州文化主題郵局",
        Form.EN: "China Post · Guangzhou Cultural Theme Post Office",
        Form.PT: "China Post · Estação de Correios Temática da Cultura de Cantão",
    },
    {
        Form.ZH_HANT: "全球傳播節點：主題郵局與香港、澳門的郵政相連，把城市的文化寄出去。",
        Form.EN: "A global communication node: it carries the city’s culture outward.",
    },
)
NAMELESS = Partner(5, "tea-&-<b>friends</b>", Kind.AMBASSADOR, {})
DREAMER = Partner(6, "dreamer", Kind.DREAMER, {Form.ZH_HANS: "陈婆婆"})
PAINT = Partner(7, "nippon-paint", Kind.SUPER, {Form.ZH_HANS: "立邦", Form.EN: "Nippon Paint"})
THEIRS = {3: POST_OFFICE, 7: PAINT}
WAYS = ((Button("買荔枝", url="https://shop.example/lichees"),),)
STORY = Post(
    id=12,
    partner_id=3,
    author_id=6,
    kind=PostKind.STORY,
    state=PostState.SENT,
    created_at=NOW,
    versions={
        Form.ZH_HANS: Version(Form.ZH_HANS, "<b>写一封信，寄过伶仃洋</b>\n\n消息一秒就到，信却要走几天。"),
        Form.EN: Version(
            Form.EN, "<b>A letter across the estuary, &amp; all the slow and stubborn seas beyond</b>\n\nDays."
        ),
    },
    source=Form.ZH_HANS,
    sent_at=NOW,
)
BARE = replace(STORY, id=13, partner_id=99, versions={}, sent_at=None)
MANY_STORIES = Page([STORY] * 7 + [BARE], 2345)
SPEAKER = Speaker(READER)
STAFF = Speaker(READER, is_admin=True, partner_ids=frozenset({3, 5}))
NOBODY: frozenset[int] = frozenset()


def _other(words: Words) -> Form:
    return Form.PT if words.form is not Form.PT else Form.YUE


def _nothing(words: Words, *, readable: bool = True) -> Leaf:
    note = found_note(words, 0, readable=readable, near=True, long=True)
    return Leaf(Page([], 0), {}, 0, "q1", found_head(words, "“ OR <b>花\u202e市 " * 20), note)


def _near(words: Words) -> Leaf:
    note = found_note(words, 9, readable=True, near=True, long=True)
    return Leaf(MANY_STORIES, {}, 1, "q1", found_head(words, "花市"), note)


def _less(
    words: Words, partner: Partner, standing: Standing, kind: PostKind = PostKind.CAMPAIGN, **more: Any
) -> Screen:
    said = [done_line(words, choice, partner, NOW) for choice in Choice]
    screen = choice_screen(words, replace(STORY, kind=kind, **more), partner, standing, words.form)
    return replace(screen, text=Markup("\n").join([screen.text, *filter(None, said)]))


def _mute_offered(words: Words, *, span: Mute) -> Screen:
    return mute_offer(words, POST_OFFICE, span, sorry_screen(words))


def _answered_first(words: Words, wish: Wish, point: Point) -> Screen:
    return answered_first(words, point, suggesting_screen(words, [wish]))


def _written_to(words: Words, *, said: Said) -> Screen:
    page = partner_screen(words, PAINT, Bond(followed=True, stopped=False), 21)
    return to_them(words, page, PAINT.id, said)


EXAMPLES: dict[str, list[Example]] = {
    "home_screens.with_story": [lambda words: with_story(words, home_screen(words, Comes(2)))],
    "home_screens.home_screen": [
        lambda words: home_screen(words, Comes(0)),
        lambda words: home_screen(words, Comes(1)),
        lambda words: home_screen(words, Comes(1234)),
        lambda words: home_screen(words, Comes(0, 1)),
        lambda words: home_screen(words, Comes(5, 2)),
        lambda words: home_screen(words, Comes(2, stopped=True)),
        lambda words: home_screen(words, Comes(2, paused=NOW)),
        lambda words: home_screen(words, Comes(), work(words, STAFF, [POST_OFFICE.name(words.form)])),
    ],
    "start_screens.greeting_screen": [greeting_screen, partial(greeting_screen, again=True)],
    "home_screens.undecided_screen": [undecided_screen],
    "home_screens.going_screen": [lambda words: going_screen(words, NOW)],
    "start_screens.welcome_screen": [
        welcome_screen,
        lambda words: welcome_screen(words, Place.MACAU),
        lambda words: welcome_screen(words, Place.MACAU, by_link=True),
    ],
    "start_screens.door_screen": [
        lambda words: door_screen(words, None, ""),
        lambda words: door_screen(words, Place.MACAU, "Asia/Macau"),
        lambda words: door_screen(words, Place.ABROAD, "Europe/Lisbon"),
    ],
    "start_screens.door_again_screen": [lambda words: door_again_screen(words, None, "")],
    "start_screens.agreed_screen": [agreed_screen],
    "start_screens.city_screen": [lambda words: city_screen(words, Place.HONG_KONG)],
    "start_screens.other_city_screen": [
        lambda words: other_city_screen(words, Place.HONG_KONG, Place.ABROAD, "Europe/Lisbon"),
        lambda words: other_city_screen(words, Place.GUANGZHOU, Place.MACAU),
    ],
    "start_screens.back_again_screen": [
        lambda words: back_again_screen(words, 0),
        lambda words: back_again_screen(words, 3),
        lambda words: back_again_screen(words, 3, 0),
        lambda words: back_again_screen(words, 0, campaigns=1),
        lambda words: back_again_screen(words, 3, None, Digest(4, only=True)),
    ],
    "start_screens.joined_screen": [lambda words: joined_screen(words, POST_OFFICE)],
    "start_screens.own_invitation_screen": [lambda words: own_invitation_screen(words, POST_OFFICE, "x" * 32)],
    "start_screens.language_screen": [
        language_screen,
        lambda words: language_screen(words, changed=True),
        lambda words: language_screen(words, asked=True),
    ],
    "partners_screens.partners_screen": [
        lambda words: partners_screen(words, Page([], 0), 0, NOBODY),
        lambda words: partners_screen(words, Page([POST_OFFICE], 1), 0, frozenset({3})),
        lambda words: partners_screen(words, Page([POST_OFFICE, NAMELESS, DREAMER, PAINT] * 2, 170), 1, frozenset({3})),
    ],
    "partners_screens.follow_all_screen": [
        lambda words: follow_all_screen(words, 1),
        lambda words: follow_all_screen(words, 212),
    ],
    "of_language_screens.this_one_screen": [lambda words: this_one_screen(words, STORY, Form.EN)],
    "partners_screens.partner_screen": [
        lambda words: partner_screen(words, POST_OFFICE, Bond(followed=False, stopped=False)),
        lambda words: partner_screen(words, PAINT, Bond(followed=True, stopped=False), 21),
        lambda words: partner_screen(words, PAINT, Bond(followed=True, stopped=False, muted_until=NOW)),
        lambda words: partner_screen(words, DREAMER, Bond(followed=True, stopped=True, muted_until=NOW)),
        lambda words: partner_screen(words, DREAMER, Bond(followed=True, stopped=False, paused=NOW)),
        lambda words: partner_screen(words, NAMELESS, Bond(followed=False, stopped=True)),
        lambda words: partner_screen(words, PAINT, replace(BY_THEME, stopped=True)),
        lambda words: partner_screen(words, PAINT, BY_THEME, 0, [FLOWERS, LONG_THEME]),
        lambda words: partner_screen(words, PAINT, replace(BY_THEME, muted_until=NOW)),
        lambda words: partner_screen(words, PAINT, Bond(followed=True, stopped=False, weekly=0)),
        lambda words: partner_screen(words, PAINT, Bond(followed=True, stopped=False, weekly=1)),
        lambda words: partner_screen(words, PAINT, Bond(followed=True, stopped=False, weekly=1, digest=False)),
        lambda words: partner_screen(words, replace(PAINT, retired_at=NOW), Bond(followed=False, stopped=False)),
        lambda words: partner_screen(words, replace(PAINT, suspended_at=NOW), Bond(followed=True, stopped=False)),
    ],
    "stories_screens.stories_screen": [
        lambda words: stories_screen(words, Leaf(Page([], 0), {})),
        lambda words: stories_screen(words, Leaf(Page([STORY], 1), {3: POST_OFFICE})),
        lambda words: stories_screen(words, Leaf(MANY_STORIES, {3: POST_OFFICE}, 1)),
        lambda words: stories_screen(
            words, Leaf(MANY_STORIES, {}, 1, "p3", shelf_head(words, POST_OFFICE.name(words.form)))
        ),
        lambda words: stories_screen(words, Leaf(Page([], 0), {}, 0, "t", today_head(words))),
        lambda words: stories_screen(words, _nothing(words)),
        lambda words: stories_screen(words, _nothing(words, readable=False)),
        lambda words: stories_screen(words, _near(words)),
        lambda words: stories_screen(words, replace(_nothing(words), rather=("<b>&", "q2"))),
        lambda words: stories_screen(
            words,
            replace(_near(words), rather=("沙面", "q2"), shelves=[("p3", POST_OFFICE.name(words.form), 12)]),
        ),
    ],
    "stories_screens.below_album_screen": [
        lambda words: below_album_screen(words, STORY, StoryIn(post_id=12, form=Form.EN, page=2, at=345678), WAYS),
    ],
    "finding_screens.find_screen": [find_screen],
    "finding_screens.choose_screen": [lambda words: choose_screen(words, [PARTNERS, shelves.PLACES, THEMES, MONTHS])],
    "finding_screens.shelves_screen": [
        lambda words: shelves_screen(words, []),
        lambda words: shelves_screen(
            words,
            [
                ("p3", POST_OFFICE.name(words.form), 1234),
                *((f"k{kind}", words.say(LABELS[kind]), 2) for kind in LABELS),
            ],
        ),
        lambda words: shelves_screen(words, [(f"l{place}", words.place(place), 3) for place in Place]),
        lambda words: shelves_screen(words, [("m202703", words.day_as(NOW, "yMMMM"), 3)]),
    ],
    "themes_screens.theme_screen": [
        lambda words: theme_screen(words, Theme(FLOWERS, PAINT, Bond(followed=False, stopped=False), FLOWERS.begins)),
        lambda words: theme_screen(words, Theme(LONG_THEME, POST_OFFICE, BY_THEME, FLOWERS.begins)),
        lambda words: theme_screen(words, Theme(FLOWERS, PAINT, BY_THEME, FLOWERS.begins)),
        lambda words: theme_screen(words, Theme(FLOWERS, PAINT, replace(BY_THEME, stopped=True), FLOWERS.begins)),
        lambda words: theme_screen(words, Theme(FLOWERS, PAINT, replace(BY_THEME, muted_until=NOW), FLOWERS.begins)),
        lambda words: theme_screen(words, Theme(FLOWERS, PAINT, Bond(followed=True, stopped=False), FLOWERS.begins)),
        lambda words: theme_screen(words, Theme(FLOWERS, PAINT, BY_THEME, date(2030, 1, 1))),
    ],
    "themes_screens.themes_screen": [
        lambda words: themes_screen(words, Page([], 0), {}, 0, frozenset()),
        lambda words: themes_screen(words, Page([FLOWERS, LONG_THEME], 12), THEIRS, 1, frozenset({11})),
    ],
    "following_screens.following_screen": [
        lambda words: following_screen(words, Followed()),
        lambda words: following_screen(words, Followed((), [FLOWERS], BAY, Place.FOSHAN)),
        lambda words: following_screen(
            words, Followed([POST_OFFICE] * 12, [FLOWERS, LONG_THEME], (Place.MACAU,), Place.ABROAD)
        ),
        lambda words: following_screen(words, Followed([POST_OFFICE], (), (), Place.MAINLAND, stopped=True)),
        lambda words: following_screen(words, Followed([POST_OFFICE], paused=NOW)),
    ],
    "following_screens.cities_screen": [
        lambda words: cities_screen(words, (), None),
        lambda words: cities_screen(words, (Place.MACAU, Place.ZHAOQING), Place.FOSHAN, saved=True),
    ],
    "settings_screens.settings_screen": [
        lambda words: settings_screen(words, Chosen(READER, None, NOW)),
        lambda words: settings_screen(words, Chosen(replace(READER, stopped_at=NOW), None, NOW)),
        lambda words: settings_screen(words, Chosen(replace(READER, stopped_at=NOW), None, NOW, erased_at=NOW)),
        lambda words: settings_screen(words, Chosen(replace(READER, stopped_at=NOW), None, NOW, agreed=False)),
        lambda words: settings_screen(words, Chosen(LOUD, Digest(4), NOW)),
        lambda words: settings_screen(words, Chosen(replace(READER, paused_until=NOW + timedelta(days=3)), None, NOW)),
        lambda words: settings_screen(
            words, Chosen(FAR, Digest(4, Rhythm.WEEK, time(8, 30), 4, only=True), NOW), saved=True
        ),
        *(
            lambda words, place=place: settings_screen(
                words, Chosen(replace(READER, place=place, cap=3), Digest(4, every=None), NOW)
            )
            for place in PLACES
        ),
    ],
    "settings_screens.zones_screen": [
        lambda words: zones_screen(words, READER),
        lambda words: zones_screen(words, FAR),
        lambda words: zones_screen(words, replace(READER, zone="Asia/Shanghai", place=Place.MAINLAND)),
    ],
    "settings_screens.place_question_screen": [
        place_question_screen,
        lambda words: place_question_screen(words, "Atlantis <i>& friends</i> under the seven seas, somewhere"),
    ],
    "settings_screens.places_screen": [
        lambda words: places_screen(words, SPOTS),
    ],
    "fewer_screens.fewer_screen": [
        lambda words: fewer_screen(words, Wanted()),
        lambda words: fewer_screen(words, Wanted(0, Digest(4, only=True))),
        lambda words: fewer_screen(words, Wanted(3, paused=NOW)),
        lambda words: fewer_screen(words, Wanted(1, stopped=True)),
        lambda words: fewer_screen(words, Wanted(1, Digest(4), [(PAINT, NOW)], [(PAINT, 1), (DREAMER, 0)]), saved=True),
        lambda words: fewer_screen(
            words, Wanted(5, Digest(4, Rhythm.WEEK, time(8, 30), 4), [(POST_OFFICE, NOW), (NAMELESS, NOW)] * 6)
        ),
    ],
    "silence_screens.silence_screen": [
        lambda words: silence_screen(words, Wanted(), Ties()),
        lambda words: silence_screen(words, Wanted(), Ties(3)),
        lambda words: silence_screen(words, Wanted(), Ties(2, 0, 2)),
        lambda words: silence_screen(words, Wanted(3, Digest(4, only=True)), Ties(1)),
        lambda words: silence_screen(words, Wanted(mutes=[(PAINT, NOW)]), Ties(1, 1)),
        lambda words: silence_screen(words, Wanted(mutes=[(PAINT, NOW), (NAMELESS, NOW)]), Ties(2, 2)),
        lambda words: silence_screen(words, Wanted(0, mutes=[(POST_OFFICE, NOW)]), Ties(4, 1)),
    ],
    "circumstances_screens.others_screen": [others_screen],
    "circumstances_screens.theirs_screen": [theirs_screen],
    "circumstances_screens.both_screen": [both_screen],
    "circumstances_screens.for_kin_screen": [for_kin_screen],
    "circumstances_screens.why_language_screen": [why_language_screen],
    "circumstances_screens.one_district_screen": [
        lambda words: one_district_screen(words, "<天河>", ""),
        lambda words: one_district_screen(words, "天河", "s1"),
    ],
    "circumstances_screens.one_topic_screen": [
        lambda words: one_topic_screen(words, ""),
        lambda words: one_topic_screen(words, "s1"),
    ],
    "circumstances_screens.no_partner_screen": [
        lambda words: no_partner_screen(words, "Galp", partners_screen(words, Page([], 0), 0, frozenset())),
    ],
    "circumstances_screens.silent_already_screen": [
        lambda words: silent_already_screen(words, Quiet(), sorry=True),
        lambda words: silent_already_screen(words, Quiet(), sorry=False),
    ],
    "digest_screens.digest_screen": [
        lambda words: digest_screen(words, Digest(4, every=None)),
        lambda words: digest_screen(words, Digest(4, only=True), saved=True),
        lambda words: digest_screen(words, Digest(4, Rhythm.WEEK, time(8, 30), 4)),
    ],
    "writing_screens.write_screen": [lambda words: write_screen(words, POST_OFFICE)],
    "writing_screens.for_whom_screen": [
        lambda words: for_whom_screen(words, POST_OFFICE, 0, ()),
        lambda words: for_whom_screen(words, POST_OFFICE, 9, [Wish.STOP, Wish.FEWER, Wish.FORGET, Wish.MY_DATA]),
    ],
    "writing_screens.written_screen": [lambda words: written_screen(words, POST_OFFICE)],
    "writing_screens.only_text_screen": [only_text_screen, partial(only_text_screen, asked=False)],
    "digest_screens.hour_question_screen": [
        lambda words: hour_question_screen(words, Digest(4, at=time(7, 30))),
        lambda words: hour_question_screen(words, Digest(4, every=None), missed=True),
    ],
    "digest_screens.digest_offer_screen": [
        lambda words: digest_offer_screen(words, [Change(Rhythm.DAY, time(7, 30))]),
        lambda words: digest_offer_screen(words, [Change(weekday=5), Change(weekday=6)]),
    ],
    "settings_screens.quiet_now_screen": [lambda words: quiet_now_screen(words, READER, NOW)],
    "settings_screens.hours_set_screen": [lambda words: hours_set_screen(words, READER)],
    "talk_screens.drawn_screen": [drawn_screen],
    "beyond_screens.diet_screen": [diet_screen, partial(diet_screen, by="s1")],
    "less_of_one_screens.mute_offer": [partial(_mute_offered, span=span) for span in Mute],
    "settings_screens.quiet_screen": [
        lambda words: quiet_screen(words, READER),
        lambda words: quiet_screen(words, LOUD),
    ],
    "settings_screens.hours_offer_screen": [lambda words: hours_offer_screen(words, time(23, 30), time(6, 15))],
    "settings_screens.hours_question_screen": [
        hours_question_screen,
        lambda words: hours_question_screen(words, missed=True),
    ],
    "less_screens.choice_screen": [
        lambda words: _less(words, POST_OFFICE, Standing(Bond(followed=True, stopped=False), 5)),
        lambda words: _less(words, NAMELESS, Standing(Bond(followed=True, stopped=False, muted_until=NOW), 0)),
        lambda words: _less(words, PAINT, Standing(Bond(followed=False, stopped=False), 1), PostKind.STORY),
        lambda words: _less(words, PAINT, Standing(BY_THEME, None), campaign_id=11),
    ],
    "stop_screens.promotions_screen": [promotions_screen],
    "stop_screens.stopped_screen": [lambda words: stopped_screen(words, 0), lambda words: stopped_screen(words, 2)],
    "stop_screens.never_screen": [never_screen],
    "stop_screens.stories_only_screen": [stories_only_screen],
    "stop_screens.left_screen": [
        lambda words: left_screen(words, POST_OFFICE),
        lambda words: left_screen(words, POST_OFFICE, followed=False),
    ],
    "forget_screens.forget_screen": [
        forget_screen,
        lambda words: forget_screen(words, words.say("You'll no longer run the programme.")),
    ],
    "forget_screens.pending_screen": [lambda words: pending_screen(words, NOW)],
    "forget_screens.as_it_is_screen": [as_it_is_screen],
    "forget_screens.kept_screen": [
        lambda words: kept_screen(words, off=True),
        lambda words: kept_screen(words, off=True, agreed=False),
        lambda words: kept_screen(words, off=False),
    ],
    "forget_screens.data_screen": [data_screen],
    "forget_screens.question_screen": [question_screen, lambda words: question_screen(words, words.say("Cancel"))],
    "forget_screens.asked_screen": [lambda words: asked_screen(words, NOW)],
    "help_screens.help_screen": [
        lambda words: help_screen(words, SPEAKER, []),
        lambda words: help_screen(words, STAFF, [POST_OFFICE.name(words.form), NAMELESS.name(words.form)]),
    ],
    "answers_screens.join_screen": [join_screen],
    "keeping_screens.keep_screen": [
        keep_screen,
        *(partial(keep_screen, said=said) for said in ("forward", "copyright")),
    ],
    "answers_screens.learn_screen": [learn_screen],
    "answers_screens.counted_screen": [counted_screen],
    "who_screens.me_screen": [me_screen, partial(me_screen, said="tell me a joke")],
    "who_screens.human_screen": [human_screen],
    "who_screens.who_screen": [
        who_screen,
        *(partial(who_screen, said=said) for said in ("official?", "who sees it?", "who called me", "why do I get it")),
    ],
    "answers_screens.remind_screen": [remind_screen],
    "answers_screens.elsewhere_screen": [elsewhere_screen],
    "timing_screens.timing_screen": [timing_screen],
    "trouble_screens.trouble_screen": [
        trouble_screen,
        *(partial(trouble_screen, said=said) for said in ("big photos", "no pics please", "a typo")),
    ],
    "trouble_screens.slip_screen": [slip_screen],
    "prizes_screens.prizes_screen": [prizes_screen, partial(prizes_screen, voting=True)],
    "suggesting_screens.copy_first_screen": [copy_first_screen],
    "answers_screens.phone_screen": [phone_screen],
    "own_story_screens.own_screen": [
        own_screen,
        partial(own_screen, said="close my account"),
        partial(own_screen, said="why was my story rejected"),
    ],
    "pause_screens.pause_screen": [
        pause_screen,
        lambda words: pause_screen(words, NOW),
        lambda words: pause_screen(words, None, not_later(words)),
        lambda words: pause_screen(words, NOW, by_itself(words)),
    ],
    "pause_screens.pause_offer_screen": [lambda words: pause_offer_screen(words, NOW)],
    "pause_screens.which_day_screen": [lambda words: which_day_screen(words, [NOW, NOW])],
    "pause_screens.paused_screen": [lambda words: paused_screen(words, NOW)],
    "pause_screens.pause_question_screen": [
        pause_question_screen,
        lambda words: pause_question_screen(words, in_words(Mistake(Why.TIME_UNREADABLE), words)),
    ],
    "pause_screens.resumed_screen": [resumed_screen],
    "answers_screens.programme_screen": [programme_screen],
    "own_story_screens.telling_screen": [telling_screen, partial(telling_screen, said="who owns the photos")],
    "answers_screens.terms_screen": [terms_screen],
    "talk_screens.complaint_screen": [complaint_screen],
    "suggesting_screens.unasked_screen": [
        unasked_screen,
        lambda words: unasked_screen(words, asked=True),
        lambda words: unasked_screen(words, guesses=[Wish.SHARE, Wish.FEWER, Wish.STORIES]),
        lambda words: unasked_screen(words, commands(words, COMMUNICATOR)),
    ],
    "beyond_screens.beyond_screen": [
        beyond_screen,
        partial(beyond_screen, said="book a table"),
        partial(beyond_screen, said="do i need a visa"),
        partial(beyond_screen, said="how much?"),
    ],
    "beyond_screens.feast_screen": [lambda words: feast_screen(words, NOW.date())],
    "beyond_screens.asked_of_them": [
        lambda words: asked_of_them(words, partner_screen(words, PAINT, Bond(followed=True, stopped=False), 21)),
    ],
    "less_of_one_screens.whose_screen": [lambda words: whose_screen(words, [POST_OFFICE, POST_OFFICE])],
    "less_of_one_screens.nothing_of_them": [lambda words: nothing_of_them(words, sorry_screen(words))],
    "less_of_one_screens.others_followed": [lambda words: others_followed(words, [POST_OFFICE, PAINT])],
    "answers_screens.voice_screen": [voice_screen],
    "less_of_one_screens.beside_others": [
        lambda words: beside_others(words, sorry_screen(words), 1),
        lambda words: beside_others(words, sorry_screen(words), 12),
    ],
    "talk_screens.sorry_screen": [sorry_screen],
    "talk_screens.puzzled_screen": [puzzled_screen],
    "talk_screens.passed_on_screen": [passed_on_screen],
    "suggesting_screens.rather_screen": [
        lambda words: rather_screen(words, "故事" if words.form in HAN else "histórias", StoriesPage()),
        lambda words: rather_screen(words, "<b>&" * 20, StoriesPage(by="q12")),
    ],
    "talk_screens.unread_screen": [
        unread_screen,
        lambda words: unread_screen(words, story_row(words)),
        lambda words: unread_screen(words, place_row(words)),
    ],
    "talk_screens.noted_screen": [noted_screen],
    "places_screens.moved_screen": [
        lambda words: moved_screen(words, places_like("Macau")),
        lambda words: moved_screen(words, places_like("Porto")),
    ],
    "places_screens.wherever_screen": [
        lambda words: wherever_screen(words, places_like("Macau"), story_row(words)),
        lambda words: wherever_screen(words, places_like("Porto")),
        lambda words: wherever_screen(words, places_like("Macau"), known=True),
    ],
    "places_screens.here_screen": [
        lambda words: here_screen(words, places_like("Portugal")),
        lambda words: here_screen(words, places_like("Foshan")),
    ],
    "suggesting_screens.jumbled_screen": [jumbled_screen],
    "suggesting_screens.chores_screen": [lambda words: chores_screen(words, COMMUNICATOR[:3])],
    "talk_screens.unknown_command_screen": [
        lambda words: unknown_command_screen(words, "/stories_&_<b>more</b>…"),
        lambda words: unknown_command_screen(words, "/publicar", COMMUNICATOR[:3], COMMUNICATOR),
        lambda words: unknown_command_screen(words, "/channels", (), ADMIN),
    ],
    "of_language_screens.offer_screen": [
        lambda words: offer_screen(words, _other(words)),
        lambda words: offer_screen(words, _other(words), [Wish.STOP, Wish.SETTINGS]),
        lambda words: offer_screen(words, _other(words), asked=True),
        lambda words: offer_screen(words, Form.YUE, asked=True),
    ],
    "suggesting_screens.introduced_screen": [
        lambda words: introduced_screen(words, suggesting_screen(words, [Wish.VOTE])),
    ],
    "points_screens.asked_of": [
        lambda words: asked_of(words, Wish.VOTE, "can I change my vote", suggesting_screen(words, [Wish.VOTE])),
    ],
    "points_screens.answered_first": [
        partial(_answered_first, wish=wish, point=point) for wish, points in POINTS.items() for point in points.values()
    ],
    "suggesting_screens.or_else": [lambda words: or_else(words, copy_first_screen(words), (Wish.SHARE, Wish.VOTE))],
    "suggesting_screens.one_press_screen": [partial(one_press_screen, wish=wish) for wish in ONE_PRESS],
    "suggesting_screens.suggesting_screen": [lambda words: suggesting_screen(words, list(Wish))],
    "talk_screens.thanked_screen": [thanked_screen],
    "talk_screens.praised_screen": [praised_screen],
    "beyond_screens.to_them": [partial(_written_to, said=said) for said in Said],
    "talk_screens.nodded_screen": [*(partial(nodded_screen, nod=nod) for nod in Nod)],
    "of_language_screens.foreign_screen": [
        lambda words: foreign_screen(words, foreign_line(words, str(words.locale.languages["es"]))),
        *(lambda words, letters=letters: foreign_screen(words, letters_line(words, letters)) for letters in Letters),
    ],
}
