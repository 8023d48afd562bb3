"""Facts for the screens that stand beside the three rooms."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from bot.broadcast import Broadcast, BroadcastState, Errand
from bot.delivery import DeliveryState, Doubt, Reason, Skip, Sums
from bot.languages import Form
from bot.words import Words
from handlers.screen import Screen
from handlers.sending_screens import SURE, Act, Facts, question_screen, sending_screen

NOW = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)
MANY = 1234567
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
OVER = replace(
    GOING,
    broadcast=replace(BROADCAST, state=BroadcastState.FINISHED, finished_at=NOW),
    choosable={DeliveryState.UNKNOWN: 67, DeliveryState.REFUSED: MANY},
    admin=True,
)


def errand(what: Errand, state: BroadcastState = BroadcastState.FINISHED) -> Broadcast:
    """Something done about the copies of the sending that is over."""
    later = NOW + timedelta(hours=1)
    return replace(BROADCAST, id=8, errand=what, state=state, origin_id=7, started_at=later)


ERRANDS = [(errand(what), SUMS) for what in (Errand.RECALL, Errand.CORRECT, Errand.AGAIN) for _ in range(2)]


def _page(facts: Facts, note: Markup | None = None) -> Callable[[Words], Screen]:
    return lambda words: sending_screen(words, facts, note)


def _asked(act: Act, facts: Facts = OVER) -> Callable[[Words], Screen]:
    return lambda words: question_screen(words, facts, act)


EXAMPLES: dict[str, list[Callable[[Words], Screen]]] = {
    "sending_screens.sending_screen": [
        _page(GOING),
        _page(replace(GOING, halted=True, admin=True)),
        _page(replace(GOING, broadcast=replace(BROADCAST, wide_from=None))),
        *(
            _page(replace(GOING, broadcast=replace(BROADCAST, state=state)), Markup("Too late."))
            for state in BroadcastState
        ),
        *(_page(replace(GOING, broadcast=errand(what, state))) for what in Errand for state in BroadcastState),
        _page(replace(GOING, broadcast=replace(BROADCAST, meant=0), sums=NOTHING, title="")),
        _page(OVER),
        _page(replace(OVER, errands=ERRANDS)),
        _page(replace(OVER, errands=[(errand(Errand.RECALL, BroadcastState.SENDING), NOTHING)])),
    ],
    "sending_screens.question_screen": [
        *(_asked(act) for act in SURE),
        *(_asked(act, replace(OVER, old=True, sums=NOTHING, choosable={})) for act in SURE),
    ],
}
