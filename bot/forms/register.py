"""Whether a text is in the register it is marked as, Cantonese or formal Chinese, and in one language throughout.

Sentence by sentence, for a quoted sentence must not turn a whole text. It only tells; the author knows better.
"""

import re

from bot.detection import SURE, detect
from bot.languages import HAN, OTHER_SCRIPT, Form
from bot.texts import HAN_CHARACTER

_SENTENCE = re.compile(r"[^。！？!?\n]+")
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
    against, said = sum(sure.values()), sum(map(len, HAN_CHARACTER.findall(text)))
    return max(sure, key=lambda form: sure[form]) if said and against > said * _MOST else None


_CLAUSE = re.compile(r"(?:[^。！？!?\n.]|\.(?!\s))+")
_HAN_WEIGHT, _WHOLE, _PART = 2, 20, 0.25
"""A Chinese character weighs as much as two letters; a sentence of less is a name or a slogan; so much is a part."""


def second_language(text: str, marked: Form) -> Form | None:
    """The form of whole sentences in another language than the marked one; none when they are less than a quarter."""
    ours = HAN if marked in HAN else {marked}
    sizes: dict[Form, int] = {}
    total = 0
    for sentence in _CLAUSE.findall(text):
        size = sum(map(str.isalpha, sentence)) + len(HAN_CHARACTER.findall(sentence)) * (_HAN_WEIGHT - 1)
        total += size
        found = detect(sentence)
        if size >= _WHOLE and found.form and found.form not in ours and found.confidence >= SURE:
            sizes[found.form] = sizes.get(found.form, 0) + size
    most = max(sizes, key=lambda form: sizes[form], default=None)
    return most if most and sizes[most] >= total * _PART else None


def _weights(text: str) -> dict[Form, int]:
    """How many Chinese characters are in sentences that are surely in each form."""
    weights: dict[Form, int] = {}
    for sentence in _SENTENCE.findall(text):
        size, found = len(HAN_CHARACTER.findall(sentence)), detect(sentence)
        if size >= _SHORTEST and found.form in HAN and _is_sure(found.confidence, found.runner_up, found.form):
            weights[found.form] = weights.get(found.form, 0) + size
    return weights


def _is_sure(confidence: float, runner_up: Form | None, form: Form) -> bool:
    """Doubt between the two scripts, which share what is sure then, is no doubt about the register."""
    scripts = 1 if Form.YUE in {runner_up, form} else len(OTHER_SCRIPT)
    return confidence * scripts >= SURE
