"""Whether a text is in the register it is marked as: Cantonese as it is spoken, or formal written Chinese.

Sentence by sentence, for a quoted sentence must not turn a whole text. It only tells; the author knows better.
"""

import re

from bot.detection import SURE, detect
from bot.languages import HAN, OTHER_SCRIPT, Form

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_HAN_CHARACTER = re.compile(r"[\u3400-\u9fff]")
_SHORTEST = 4
"""A sentence of fewer Chinese characters says too little to be held against a text."""
_MOST = 0.6


def other_register(text: str, marked: Form) -> Form | None:
    """The form a Chinese text seems to be in although it is marked as another register; none when it may well be right.

    A text marked Cantonese that is formal Chinese gives zh-Hant or zh-Hans, a text marked Chinese that is spoken gives
    yue-Hant. A difference in script alone is no difference in register.
    """
    if marked not in HAN:
        return None
    sure = {form: size for form, size in _weights(text).items() if (form is Form.YUE) != (marked is Form.YUE)}
    against, said = sum(sure.values()), sum(map(len, _HAN_CHARACTER.findall(text)))
    return max(sure, key=lambda form: sure[form]) if said and against > said * _MOST else None


def _weights(text: str) -> dict[Form, int]:
    """How many Chinese characters are in sentences that are surely in each form."""
    weights: dict[Form, int] = {}
    for sentence in _SENTENCE.findall(text):
        size, found = len(_HAN_CHARACTER.findall(sentence)), detect(sentence)
        if size >= _SHORTEST and found.form in HAN and _is_sure(found.confidence, found.runner_up, found.form):
            weights[found.form] = weights.get(found.form, 0) + size
    return weights


def _is_sure(confidence: float, runner_up: Form | None, form: Form) -> bool:
    """Doubt between the two scripts, which share what is sure then, is no doubt about the register."""
    scripts = 1 if Form.YUE in {runner_up, form} else len(OTHER_SCRIPT)
    return confidence * scripts >= SURE
