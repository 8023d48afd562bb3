"""Screens around letting go and taking part that stand outside the readers' own room."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.places import Place
from bot.ports.page import Page
from bot.requests import Request, RequestKind
from bot.shares import Share, ShareState
from bot.words import Words
from handlers.admin.reviewing import moderate_screens
from handlers.admin.running.requests_screens import (
    Asked,
    Clocks,
    RequestsPage,
    answered_screen,
    question_screen,
    requests_screen,
)
from handlers.audience.citizens import share_screens
from handlers.audience.citizens.own_story_screens import this_story_screen
from handlers.audience.citizens.vote_screens import no_vote_screen, vote_screen
from handlers.chats.groups_screens import called_screen
from handlers.chats.presence_screens import unblocked_screen
from handlers.showing.screen import Screen
from handlers.showing.translated_screens import translated_screen
from handlers.staff.signposts_screens import cities_screen, sign_screen, signposts_screen, stories_screen
from tests.screens.examples_audience import NAMELESS, POST_OFFICE, STORY

NOW = datetime(2027, 3, 9, 4, 5, tzinfo=UTC)
LINK = "https://t.me/kapok_sandbox_bot?start=partner_china-post"


def asked(kind: RequestKind, *, late: bool = False) -> Asked:
    """A request of somebody who speaks Portuguese."""
    return Asked(Request(7, 3, kind, NOW, NOW, "Quem vê <o meu> nome & a minha cidade?"), Form.PT, NOW, late)


SHARE = Share(
    7,
    3,
    ShareState.RETURNED,
    NOW,
    "<b>陳婆婆</b>嘅雲吞麵 &amp; 其他\n" + "好味！" * 400,
    Form.YUE,
    Place.HONG_KONG,
    credit="🌺",
    rights_at=NOW,
    comment="加多少少 <細節>？",
)
ENGLISH = replace(SHARE, comment="Please add the name of the shop, and when it opened.")
BARE = Share(8, 3, ShareState.DRAFT, NOW)
EVERY = [asked(kind, late=late) for kind in RequestKind for late in (False, True)]
EXAMPLES: dict[str, list[Callable[[Words], Screen]]] = {
    "admin.requests_screens.requests_screen": [
        lambda words: requests_screen(words, Page([], 0), Clocks(0, None, None), RequestsPage()),
        lambda words: requests_screen(words, Page(EVERY[:1], 1), Clocks(1, NOW, NOW), RequestsPage(sought="<茶>")),
        lambda words: requests_screen(words, Page(EVERY, 1234), Clocks(1234, NOW, NOW), RequestsPage(page=3)),
    ],
    "admin.requests_screens.question_screen": [
        lambda words: question_screen(words, asked(RequestKind.QUESTION)),
        lambda words: question_screen(words, asked(RequestKind.QUESTION), words.say("Cancel")),
    ],
    "admin.requests_screens.answered_screen": [answered_screen],
    "audience.share_screens.begin_screen": [share_screens.begin_screen],
    "audience.share_screens.card_screen": [
        lambda words: share_screens.card_screen(words, BARE),
        lambda words: share_screens.card_screen(words, SHARE, share_screens.unusable(words)),
    ],
    "audience.own_story_screens.this_story_screen": [
        lambda words: this_story_screen(words, None, None, ""),
        lambda words: this_story_screen(words, None, None, "", never=True),
        *(
            partial(this_story_screen, share=replace(SHARE, state=state), out=None, said=said)
            for state in ShareState
            for said in ("", "take my name off my story")
        ),
        partial(this_story_screen, share=replace(SHARE, state=ShareState.ACCEPTED), out=STORY, said=""),
    ],
    "audience.share_screens.places_screen": [lambda words: share_screens.places_screen(words, SHARE)],
    "audience.share_screens.aside_screen": [
        lambda words: share_screens.aside_screen(words, SHARE, (), ()),
        lambda words: share_screens.aside_screen(words, SHARE, [Wish.FORGET, Wish.STOP], ()),
        lambda words: share_screens.aside_screen(words, SHARE, (), [Place.GUANGZHOU]),
    ],
    "audience.share_screens.away_screen": [lambda words: share_screens.away_screen(words, SHARE)],
    "audience.share_screens.with_join": [
        lambda words: share_screens.with_join(words, share_screens.card_screen(words, SHARE), SHARE),
    ],
    "audience.share_screens.with_alone": [
        lambda words: share_screens.with_alone(words, share_screens.card_screen(words, SHARE), SHARE),
    ],
    "audience.share_screens.with_translation": [
        lambda words: share_screens.with_translation(words, share_screens.card_screen(words, SHARE), ENGLISH),
    ],
    "showing.translated_screens.translated_screen": [lambda words: translated_screen(words, "<好> & 得")],
    "audience.share_screens.thrown_screen": [share_screens.thrown_screen],
    "audience.share_screens.handed_in_screen": [share_screens.handed_in_screen],
    "audience.vote_screens.no_vote_screen": [no_vote_screen],
    "audience.vote_screens.vote_screen": [
        lambda words: vote_screen(words, [], None, None),
        lambda words: vote_screen(words, [], None, STORY, NOW.date()),
        lambda words: vote_screen(words, [(7, STORY), (8, STORY)], 7, STORY),
    ],
    "admin.moderate_screens.shares_screen": [
        lambda words: moderate_screens.shares_screen(words, Page([], 0), moderate_screens.SharesPage()),
        lambda words: moderate_screens.shares_screen(words, Page([], 0), moderate_screens.SharesPage(sought="<茶>")),
        lambda words: moderate_screens.shares_screen(words, Page([SHARE, BARE], 1234), moderate_screens.SharesPage()),
    ],
    "admin.moderate_screens.share_screen": [
        lambda words: moderate_screens.share_screen(words, SHARE, own=False),
        lambda words: moderate_screens.share_screen(words, BARE, own=True),
        lambda words: moderate_screens.share_screen(words, SHARE, own=False, machine=True),
    ],
    "admin.moderate_screens.words_question_screen": [
        lambda words: moderate_screens.words_question_screen(words, SHARE, declines=True),
        lambda words: moderate_screens.words_question_screen(
            words, SHARE, declines=False, sorry=share_screens.unusable(words)
        ),
    ],
    "admin.moderate_screens.accepted_screen": [lambda words: moderate_screens.accepted_screen(words, STORY)],
    "admin.moderate_screens.told_screen": [moderate_screens.told_screen],
    "chats.groups_screens.called_screen": [lambda words: called_screen(words, LINK)],
    "chats.presence_screens.unblocked_screen": [unblocked_screen],
    "staff.signposts_screens.signposts_screen": [
        lambda words: signposts_screen(words, [], cities=True),
        lambda words: signposts_screen(words, [POST_OFFICE, NAMELESS], cities=False),
    ],
    "staff.signposts_screens.cities_screen": [cities_screen],
    "staff.signposts_screens.stories_screen": [
        lambda words: stories_screen(words, []),
        lambda words: stories_screen(words, [STORY]),
    ],
    "staff.signposts_screens.sign_screen": [
        lambda words: sign_screen(words, POST_OFFICE.name(words.form), LINK, 0),
        lambda words: sign_screen(words, NAMELESS.slug, LINK, 1234),
    ],
}
