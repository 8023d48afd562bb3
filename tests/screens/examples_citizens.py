"""Screens around letting go and taking part that stand outside the readers' own room."""

from collections.abc import Callable
from datetime import UTC, datetime

from bot.languages import Form
from bot.requests import Request, RequestKind
from bot.words import Words
from handlers.admin.requests_screens import Asked, Clocks, answered_screen, question_screen, requests_screen
from handlers.groups_screens import called_screen
from handlers.presence_screens import unblocked_screen
from handlers.screen import Screen
from handlers.signposts_screens import cities_screen, sign_screen, signposts_screen, stories_screen
from tests.screens.examples_audience import NAMELESS, POST_OFFICE, STORY

NOW = datetime(2027, 3, 9, 4, 5, tzinfo=UTC)
LINK = "https://t.me/kapok_sandbox_bot?start=partner_china-post"


def asked(kind: RequestKind, *, late: bool = False) -> Asked:
    """A request of somebody who speaks Portuguese."""
    return Asked(Request(7, 3, kind, NOW, NOW, "Quem vê <o meu> nome & a minha cidade?"), Form.PT, NOW, late)


EVERY = [asked(kind, late=late) for kind in RequestKind for late in (False, True)]
EXAMPLES: dict[str, list[Callable[[Words], Screen]]] = {
    "admin.requests_screens.requests_screen": [
        lambda words: requests_screen(words, [], Clocks(0, None, None)),
        lambda words: requests_screen(words, EVERY[:1], Clocks(1, NOW, NOW)),
        lambda words: requests_screen(words, EVERY, Clocks(1234, NOW, NOW)),
    ],
    "admin.requests_screens.question_screen": [
        lambda words: question_screen(words, asked(RequestKind.QUESTION)),
        lambda words: question_screen(words, asked(RequestKind.QUESTION), words.say("Cancel")),
    ],
    "admin.requests_screens.answered_screen": [answered_screen],
    "handlers.groups_screens.called_screen": [lambda words: called_screen(words, LINK)],
    "handlers.presence_screens.unblocked_screen": [unblocked_screen],
    "handlers.signposts_screens.signposts_screen": [
        lambda words: signposts_screen(words, [], cities=True),
        lambda words: signposts_screen(words, [POST_OFFICE, NAMELESS], cities=False),
    ],
    "handlers.signposts_screens.cities_screen": [cities_screen],
    "handlers.signposts_screens.stories_screen": [
        lambda words: stories_screen(words, []),
        lambda words: stories_screen(words, [STORY]),
    ],
    "handlers.signposts_screens.sign_screen": [
        lambda words: sign_screen(words, POST_OFFICE.name(words.form), LINK, 0),
        lambda words: sign_screen(words, NAMELESS.slug, LINK, 1234),
    ],
}
