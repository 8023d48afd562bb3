"""What a language is called that is none of the bot's, where its letters or two opinions tell."""

import re

from bot.detection import detect
from bot.forms.cleaning import cleaned, words_of
from bot.forms.ngrams import latin_shape, model
from bot.hearing.cues import spanish_alone

_NAMEABLE, _DIFFERENT = 16, 6
"""Letters of a text whose language can be named, and different ones: ééééé is none."""
_CERTAIN = 0.8
"""What langdetect says with a smaller probability is not repeated."""
_OURS = frozenset({"en", "pt"})
_OF_ITS_OWN = {
    "ja": re.compile("[\u3041-\u309f\u30a1-\u30fa]{2}"),
    "ko": re.compile("[\uac00-\ud7a3]{2}"),
    "th": re.compile("[\u0e01-\u0e4e]{2}"),
    "he": re.compile("[\u05d0-\u05ea]{2}"),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]{2}"),
    "es": re.compile(r"[¿¡]\s*[^\W\d_]"),
    "vi": re.compile("[ơưấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE),
    "hy": re.compile("[\u0531-\u0587]{2}"),
    "ka": re.compile("[\u10d0-\u10f0]{2}"),
    "ta": re.compile("[\u0b82-\u0bcd]{2}"),
    "te": re.compile("[\u0c05-\u0c4d]{2}"),
    "km": re.compile("[\u1780-\u17d3]{2}"),
    "lo": re.compile("[\u0e81-\u0ecd]{2}"),
}
"""Letters and signs that belong to one language alone. Those that several share are told by `bot/hearing/unread.py`."""


_ENOUGH = 2


def in_spanish(text: str) -> bool:
    """Whether a short text has two words of Spanish alone, which detect() takes for Portuguese: “quiero parar hoy”."""
    lowered = text.lower()
    if spanish_alone().isdisjoint(lowered.split()):  # of nearly all that is Portuguese, at a third of the price
        return False
    return len(spanish_alone().intersection(words_of(lowered))) >= _ENOUGH


def foreign_name(text: str) -> str | None:
    """The ISO 639-1 code of a foreign language that its letters tell, or of a Latin text of 16 letters or more.

    None when detect() knows it, and when the opinions differ: no name is better than a wrong one. langdetect does not
    know Galician and says Spanish, Portuguese or Slovenian. Seeded, so the same text always gets the same answer. The
    first call loads langdetect, about a second.
    """
    seen = cleaned(text)
    if detect(text).form is not None:
        return None
    if told := [code for code, letters in _OF_ITS_OWN.items() if letters.search(seen)]:
        return told[0] if len(told) == 1 else None
    words = words_of(seen.lower())
    letters = "".join(words)
    if len(letters) < _NAMEABLE or len(set(letters)) < _DIFFERENT:
        return None
    return _agreed(words, seen)


def _agreed(words: list[str], seen: str) -> str | None:
    """The language that the learnt model and langdetect say together; Galician the model alone."""
    learnt = model("latin")
    points = dict(zip(learnt.classes, learnt.scores(latin_shape(words)), strict=True))
    nearest = max(points, key=lambda language: points[language])
    if nearest in _OURS | {"gl"}:
        return nearest if nearest == "gl" else None
    named = _named(seen)
    return named if named not in _OURS and (named == "es") is (nearest == "es") else None


def _named(seen: str) -> str | None:
    """What langdetect is fairly sure of."""
    import langdetect  # noqa: PLC0415 -- slow to load, seldom needed

    langdetect.DetectorFactory.seed = 0
    try:
        first = langdetect.detect_langs(seen)[0]
    except langdetect.LangDetectException:
        return None
    return str(first.lang) if first.prob >= _CERTAIN else None
