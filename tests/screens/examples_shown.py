"""Screens about what was just shown: a story, a list, an offer."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.content import Version
from bot.languages import Form
from bot.words import Words
from handlers.audience.at_hand.pointing import Points
from handlers.audience.at_hand.shown_screens import (
    FACTUAL,
    alike_screen,
    as_before_screen,
    edge_screen,
    fact_screen,
    kept_as_is_screen,
    none_screen,
    not_yet_screen,
    short_screen,
    stays_screen,
    untold_screen,
    which_of_screen,
    which_screen,
)
from handlers.audience.home_screens import paused_line
from handlers.audience.library.keeping_screens import onward_screen
from handlers.audience.receiving.pause_screens import pause_offer_screen
from handlers.showing.screen import Screen
from tests.screens.examples_audience import BARE, NOW, POST_OFFICE, STORY

TELLING = replace(
    STORY,
    versions={Form.EN: Version(Form.EN, "<b>Lanterns</b>\n\nEvery Friday at 7pm, on River Road. Entry is free.")},
    credit="<Wai & Sons>",
)
RETIRED = replace(POST_OFFICE, retired_at=NOW)


def _not_yet(words: Words) -> Screen:
    offer = pause_offer_screen(words, NOW)
    return not_yet_screen(words, offer.text, offer.rows)


def _which(words: Words, *, instead: bool) -> Screen:
    return which_screen(words, pause_offer_screen(words, NOW).rows[0], instead=instead)


EXAMPLES: dict[str, list[Callable[[Words], Screen]]] = {
    "audience.keeping_screens.onward_screen": [onward_screen],
    "audience.shown_screens.alike_screen": [
        partial(alike_screen, post=STORY, other=TELLING),
        partial(alike_screen, post=STORY, other=None),
    ],
    "audience.shown_screens.as_before_screen": [
        lambda words: as_before_screen(words, pause_offer_screen(words, NOW).rows)
    ],
    "audience.shown_screens.edge_screen": [
        partial(edge_screen, by="", page=0, first=True),
        partial(edge_screen, by="p3", page=2, first=False),
        partial(edge_screen, by="p3", page=0, first=False, other=TELLING),
    ],
    "audience.shown_screens.fact_screen": [
        partial(fact_screen, post=post, partner=partner, points=points)
        for points in sorted({*FACTUAL, Points.AUTHOR, Points.PICTURES})
        for post, partner in ((STORY, POST_OFFICE), (TELLING, RETIRED), (BARE, POST_OFFICE))
    ],
    "audience.shown_screens.kept_as_is_screen": [kept_as_is_screen],
    "audience.shown_screens.none_screen": [none_screen],
    "audience.shown_screens.not_yet_screen": [_not_yet],
    "audience.shown_screens.short_screen": [partial(short_screen, post=post) for post in (STORY, TELLING, BARE)],
    "audience.shown_screens.untold_screen": [partial(untold_screen, post=STORY, partner=POST_OFFICE)],
    "audience.shown_screens.which_of_screen": [partial(which_of_screen, rows=())],
    "audience.shown_screens.stays_screen": [
        partial(stays_screen, until=None),
        lambda words: stays_screen(words, paused_line(words, NOW)),
    ],
    "audience.shown_screens.which_screen": [partial(_which, instead=False), partial(_which, instead=True)],
}
