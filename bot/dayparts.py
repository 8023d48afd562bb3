"""The parts of the day as people name them, in lower-case text without accents; pure."""

from collections.abc import Mapping

from bot.hearing.patterns import Pattern

AT_NOON = Pattern(r"\b(?:(?:ao|at)\s+)?(?:12\s+)?(?:meio[\s-]dia|noon|midday)\b|中午|正午")
"""Noon said as a word."""
MORNING = Pattern(
    r"上午|上[晝昼]|早上|早晨|朝頭早|朝早|凌晨|清晨|大清早|(?:da|de|pela) (?:manha|madrugada)"
    r"|(?:in the |this )?\b(?:early )?morning\b|(?:in the )?\b(?:early|small) hours\b"
    r"|(?<=[日号號一二三四五六天])\s?[朝早](?=\s|$|\d)"
)
LATER = Pattern(
    r"下午|下[晝昼]|中午|晏[晝昼]|傍晚|黃昏|黄昏|晚上|夜晚|深夜|半夜|午夜|晚|夜[裡里]?"
    r"|\b(?:d[ae]|a|pela|n?esta) (?:noite|tarde|tardinha)\b|(?:in the |this |at )?\b(?:afternoon|evening|night)\b"
)
NOONTIME = Pattern(r"中午|晏[晝昼]")
NIGHT = Pattern(r"晚|夜|\b(?:night|evening|tonight|noite)\b")
SMALL = Pattern(r"凌晨|清晨|大清早|\bmadrugada\b|\b(?:early|small) hours\b")
"""The small hours are those of the day that is named."""
MIDNIGHT = Pattern(r"(?:\b(?:[aà]|at) )?\b(?:meia[\s-]noite|midnight)\b|(?:午夜|半夜|子夜)(?!\s*\d)")
DAY_PART = Pattern(
    r"([今明聽听]|(?<![之以日天拜期周週])[後后])(?:(朝頭早|朝早|朝|早上|早)|晚上?|夜)"
    r"|\b(?:this|n?esta) (?:morning|afternoon|evening|manha|tarde|tardinha|noite)\b"
)
_SHORT = Pattern(r"[朝早晏]")
"""As they stand before an hour: 早8点."""
PARTS = (AT_NOON, MORNING, LATER, NOONTIME, NIGHT, SMALL, MIDNIGHT, DAY_PART)


def says_part(text: str) -> bool:
    """Whether it names a part of the day."""
    return bool(MORNING.search(text) or LATER.search(text))


def hints_at_part(text: str) -> bool:
    """Whether it names one in any way, be it by a mere 早, or noon."""
    return says_part(text) or bool(AT_NOON.search(text) or _SHORT.search(text))


HOURS: Mapping[str, range] = {
    "凌晨": range(6),
    "中午": range(11, 14),
    "晚上": range(18, 24),
    "下午": range(12, 19),
    "上午": range(6, 12),
}
"""Parts of a day, each by a word that is read as one, with the hours that belong to it."""


def part_of(text: str) -> str:
    """The part of the day that is named, by its word in `HOURS`; nothing when none is, or an hour beside it."""
    if SMALL.search(text):
        return "凌晨"
    if AT_NOON.search(text) or NOONTIME.search(text):
        return "中午"
    early = any(found[2] for found in DAY_PART.finditer(text))
    if NIGHT.search(text) and not early:
        return "晚上"
    if LATER.search(text):
        return "下午"
    return "上午" if early or MORNING.search(text) else ""
