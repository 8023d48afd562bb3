"""A detection weighed with what is known of the chat."""

from collections.abc import Sequence

from bot.detection import SURE, Detection
from bot.languages import HAN, Form

MOST_RECENT = 5
"""Messages before this one that are weighed; who keeps them for it keeps no more."""
_CHOSEN_COUNTS, _RECENT_COUNTS, _HINT_COUNTS = 4.0, 1.5, 0.5
_RUNNER_UP_SHARE = 0.6
_REGISTER_SHARE = 0.95
"""The same where Cantonese came second: then the register is in doubt, and the script is seen."""


def weigh(
    detection: Detection, chosen: Form | None, recent: Sequence[Form] = (), hint: Form | None = None
) -> Detection:
    """The detection with the chat as a prior: what the person chose, their last messages, the network's hint.

    A text that is SURE, or has no letters, stays what it is. Otherwise each form's probability is multiplied by one
    plus what speaks for it (chosen 4, each of the last five messages 1.5, hint 0.5).
    """
    if detection.confidence >= SURE:
        return detection
    prior: dict[Form | None, float] = dict.fromkeys([*Form, None], 1.0)
    counts = [
        (chosen, _CHOSEN_COUNTS),
        (hint, _HINT_COUNTS),
        *((form, _RECENT_COUNTS) for form in recent[-MOST_RECENT:]),
    ]
    for form, count in counts:
        prior[form] += count if form else 0.0
    weighed = {form: chance * prior[form] for form, chance in _chances(detection).items()}
    first, second, *_ = sorted(weighed, key=lambda form: -weighed[form])
    return Detection(first, weighed[first] / sum(weighed.values()), second)


def _chances(detection: Detection) -> dict[Form | None, float]:
    """How probable each form is: the runner-up gets most of the doubt, the forms it could also be share the rest."""
    doubt = 1.0 - detection.confidence
    chances: dict[Form | None, float] = {detection.form: detection.confidence}
    if detection.runner_up is not None:
        share = _REGISTER_SHARE if detection.runner_up is Form.YUE else _RUNNER_UP_SHARE
        chances[detection.runner_up] = doubt * share
    rest = [form for form in Form if form not in chances and (form in HAN) == (detection.form in HAN)]
    left = 1.0 - sum(chances.values())
    return chances | {form: left / len(rest) for form in rest}
