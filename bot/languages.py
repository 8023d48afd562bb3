"""The written forms, their names, and which form a reader gets when their own is missing, with the reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """A written form: a language in a script, by its BCP 47 tag."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    YUE = "yue-Hant"
    EN = "en"
    PT = "pt"

    @property
    def catalog(self) -> str:
        """The gettext catalog and CLDR locale of this form."""
        return CATALOGS[self]

    @property
    def endonym(self) -> str:
        """Its own name for itself, as on a button."""
        return ENDONYMS[self]

    @property
    def mark(self) -> str:
        """One or two characters for a row of small buttons."""
        return MARKS[self]


CATALOGS: Mapping[Form, str] = {
    Form.ZH_HANS: "zh_Hans_CN",
    Form.ZH_HANT: "zh_Hant_HK",
    Form.YUE: "yue_Hant_HK",
    Form.EN: "en",
    Form.PT: "pt_MO",
}
ENDONYMS: Mapping[Form, str] = {
    Form.ZH_HANS: "简体中文",
    Form.ZH_HANT: "繁體中文",
    Form.YUE: "粵語",
    Form.EN: "English",
    Form.PT: "Português",
}
MARKS: Mapping[Form, str] = {Form.ZH_HANS: "简", Form.ZH_HANT: "繁", Form.YUE: "粵", Form.EN: "EN", Form.PT: "PT"}
HAN = frozenset({Form.ZH_HANS, Form.ZH_HANT, Form.YUE})
OTHER_SCRIPT: Mapping[Form, Form] = {Form.ZH_HANT: Form.ZH_HANS, Form.ZH_HANS: Form.ZH_HANT}
"""What a form may be converted from."""


class Because(StrEnum):
    """Why a reader gets the form they get."""

    OWN = "own"
    """It is theirs."""
    SCRIPT = "script"
    """Their language in the other script."""
    FORMAL = "formal"
    """Written Chinese for a reader of Cantonese."""
    SPOKEN = "spoken"
    """Written Cantonese for a reader of Chinese."""
    OTHER = "other"
    """Another language: nothing nearer exists."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a fallback chain."""

    form: Form
    because: Because


def _chain(*steps: tuple[Form, Because]) -> tuple[Step, ...]:
    return tuple(Step(form, because) for form, because in steps)


# Traditional always stands before Simplified except for readers of Simplified, so nobody meets simplified characters
# while a traditional version exists; a Latin reader tries the other Latin language first (names can be read in it).
CHAINS: Mapping[Form, tuple[Step, ...]] = {
    Form.ZH_HANS: _chain(
        (Form.ZH_HANS, Because.OWN),
        (Form.ZH_HANT, Because.SCRIPT),
        (Form.YUE, Because.SPOKEN),
        (Form.EN, Because.OTHER),
        (Form.PT, Because.OTHER),
    ),
    Form.ZH_HANT: _chain(
        (Form.ZH_HANT, Because.OWN),
        (Form.YUE, Because.SPOKEN),
        (Form.ZH_HANS, Because.SCRIPT),
        (Form.EN, Because.OTHER),
        (Form.PT, Because.OTHER),
    ),
    Form.YUE: _chain(
        (Form.YUE, Because.OWN),
        (Form.ZH_HANT, Because.FORMAL),
        (Form.ZH_HANS, Because.FORMAL),
        (Form.EN, Because.OTHER),
        (Form.PT, Because.OTHER),
    ),
    Form.EN: _chain(
        (Form.EN, Because.OWN),
        (Form.PT, Because.OTHER),
        (Form.ZH_HANT, Because.OTHER),
        (Form.YUE, Because.OTHER),
        (Form.ZH_HANS, Because.OTHER),
    ),
    Form.PT: _chain(
        (Form.PT, Because.OWN),
        (Form.EN, Because.OTHER),
        (Form.ZH_HANT, Because.OTHER),
        (Form.YUE, Because.OTHER),
        (Form.ZH_HANS, Because.OTHER),
    ),
}


def step_for(reader: Form, available: Collection[Form]) -> Step | None:
    """The first step of the reader's chain that is available; none when nothing is."""
    return next((step for step in CHAINS[reader] if step.form in available), None)


def known(tag: str | None) -> Form | None:
    """The form with this tag; none when there is no such form (kept by another version of Kapok, or by hand)."""
    return _BY_TAG.get(tag)


_BY_TAG: Mapping[str | None, Form] = {form.value: form for form in Form}
DEFAULT = Form.EN
_HINTS: Mapping[str, Form] = {
    "zh": Form.ZH_HANS,
    "zh-hk": Form.ZH_HANT,
    "zh-mo": Form.ZH_HANT,
    "zh-tw": Form.ZH_HANT,
}
_HINT_PREFIXES = (
    *(("zh-hans", Form.ZH_HANS), ("zh-hant", Form.ZH_HANT), ("yue", Form.YUE), ("zh-yue", Form.YUE), ("pt", Form.PT)),
    ("zh-", Form.ZH_HANS),
)


def hinted(language_code: str | None) -> Form:
    """The form that a network's language code hints at; a hint only, what a person chose always wins."""
    code = (language_code or "").lower().replace("_", "-")
    if code in _HINTS:
        return _HINTS[code]
    return next((form for prefix, form in _HINT_PREFIXES if code.startswith(prefix)), DEFAULT)
