"""Numbers in words up to ninety-nine, in the bot's languages: the one table for whatever reads an hour or a while.

CLDR's (ICU spells them), and the few words that are a number only before something: a week, meia hora, 兩日.
"""

import re
from collections.abc import Mapping
from functools import cache

MOST = 99
_LOCALES = ("en", "pt", "pt_PT")
_RULES = ("%spellout-cardinal-masculine", "%spellout-cardinal-feminine", "%spellout-numbering", "%spellout-cardinal")
_ARTICLES = {"a": 1, "an": 1, "a couple of": 2, "quatorze": 14}
_DIGITS = {char: no for no, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_TENS = re.compile(r"([一二三四五六七八九]?)(?:十|(廿)|(卅))([一二三四五六七八九]?)")
HAN_NUMERALS = "〇零一二兩两三四五六七八九十廿卅"
"""The characters that Chinese numbers up to ninety-nine are made of."""


@cache
def latin() -> Mapping[str, int]:
    """English and Portuguese words, without accents: seven, twenty-one, vinte e duas."""
    import icu  # noqa: PLC0415 - a worker reads nothing and need not hold it

    told = dict(_ARTICLES)
    for locale in _LOCALES:
        speller = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(locale))
        known = {speller.getRuleSetName(no) for no in range(speller.getNumberOfRuleSetNames())}
        for rules in known.intersection(_RULES):
            speller.setDefaultRuleSet(rules)
            for number in range(1, MOST + 1):
                word = speller.format(number).replace("ê", "e").replace("\xad", "")
                told |= {word: number, word.replace("-", " "): number}
    return told


@cache
def words() -> str:
    """A pattern of any of them."""
    return "|".join(sorted(latin(), key=len, reverse=True))


def han_number(text: str) -> int:
    """What Chinese characters say: 二十三, 廿三, 十; or digit by digit, 二〇二七."""
    found = _TENS.fullmatch(text)
    if not found:
        return int("".join(str(_DIGITS.get(char, 1)) for char in text))
    tens, twenty, thirty, ones = found.groups()
    return 10 * (2 if twenty else 3 if thirty else _DIGITS.get(tens, 1)) + _DIGITS.get(ones, 0)
