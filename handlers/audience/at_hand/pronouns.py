"""“Them” and a partner's name stand for each other: what is said of one is heard as if the other had been said."""

import re
from collections.abc import Iterable, Iterator

from bot.hearing.aliases import Wish
from bot.hearing.meaning import meant
from bot.hearing.patterns import Pattern
from bot.languages import Form
from bot.texts import HAN_CHARACTER
from handlers.audience.at_hand.shown import below_one, whose_lately
from handlers.audience.plain_words.telling import is_for_a_partner
from handlers.audience.visit import Visit
from handlers.showing.directory import partner_named, partners_named
from handlers.turns.turn import the_partner

_ENDS = r"(?=\W*$|\W+(?:and|but|then|too|also|please|pls|thanks|for|e|mas|tamb[ée]m|por)\b|[,.;!?])"
_PRONOUN = Pattern(
    r"(?<!all of )(?<!both of )\b(?:their(?P<whose>s?)|them|they)\b(?! (?:all|both)\b)"
    rf"|(?P<do>\b(?:(?:un)?follow|(?:un)?mute|(?:un)?subscribe (?:to|from)) )(?:it|(?:this|that)(?: one)?)\b{_ENDS}"
    rf"|(?P<faz>\b(?:segu(?:ir|e|i)|sig[oa]|silenci\w+) )(?:est[ea]s?|ess[ea]s?|isso|isto)\b{_ENDS}"
    rf"|(?P<seguir>\b(?:segui|silenciá))-l[oa]s?\b|(?P<ir>[áêâéi])-l[oa]s?\b|(?P<to>-lhes\b)|(?P<os>(?<=[aeiou])-[oa]s?\b{_ENDS})"
    r"|(?<!tod[oa]s )\b(?P<de>[dn])?el[ea]s\b(?! tod[oa]s)"
    r"|(?P<verb>(?:[关關]注|追[蹤踪]|[订訂][阅閱]|[静靜]音|取[关關]|跟|follow|mute)[咗了]?\s*)"
    r"(?:[它佢他她]|[這这呢嗰那]一?[个個家間间位])(?![们們哋])"
    r"|[它佢他她](?:[们們哋]|地(?![方铁鐵]))(?!全)",
    re.IGNORECASE,
)
"""A partner that is not named; “it” and “this one” only where it is followed or muted."""
_IMPLIED = Pattern(
    r"(?P<verb>(?:我|先|还是|還是|都係)*+(?:[不唔别別]|不要|唔好)(?:[关關]注|追[蹤踪]|follow))(?=[了喇啦住]*(?:[,，\s].{0,10})?\W*$)"
)
"""先不追蹤了: of nobody but who was shown."""
_ONLY_THEM = frozenset({"do", "faz", "seguir", "verb"})
"""Verbs that are said of partners alone."""
_THEIR_OWN = frozenset({Wish.PARTNERS, Wish.FOLLOWING})
"""Wishes that are about partners and nothing else."""
_BEHIND = re.compile(r"\s*[·(（]")
"""What stands behind the name proper."""
_SHORTEST = 2
"""Characters of a beginning that names one."""
_INFINITIVES = str.maketrans("áêâéi", "aeaei")
_THEY = {Form.EN: "they", Form.PT: "eles", Form.YUE: "佢哋", Form.ZH_HANT: "他們", Form.ZH_HANS: "他们"}


async def by_name(visit: Visit, text: str) -> str:
    """A message with the name of the partner that it only points at: the one seen last, be there other screens since.

    Below another screen only what is about partners and nothing else points at one.
    """
    found = _PRONOUN.search(text) or _IMPLIED.search(text)
    if found is None or not (found.lastgroup in _ONLY_THEM or below_one(visit) or _is_of_partners(text)):
        return text
    whose, called = await whose_lately(visit), await visit.store.called()
    if whose is None or partners_named(text[: found.start()], called):
        return text
    async with visit.store.read() as tx:
        partner = await the_partner(tx, whose)
    names = (partner.name(visit.words.form), *partner.names.values())
    name = next((each for each in names if _in_han(each) is _in_han(text)), names[0])
    short = _BEHIND.split(name, maxsplit=1)[0]
    name = short if partner_named(short, called) == whose else name
    return f"{text[: found.start()]}{_in_place(found, name)}{text[found.end() :]}"


def _in_place(found: re.Match[str], name: str) -> str:
    """The name, with what of the language was one with the pronoun."""
    said = found.groupdict()
    if said.get("whose") is not None:
        return f"{name}’s"
    if stem := said.get("seguir") or said.get("ir"):
        return f"{stem.translate(_INFINITIVES)}r {name}"
    if of := said.get("de"):
        return f"{of}a {name}"
    if said.get("to") or said.get("os"):
        return f" {'a ' if said.get('to') else ''}{name}"
    return f"{said.get('do') or said.get('faz') or said.get('verb') or ''}{name}"


def _is_of_partners(text: str) -> bool:
    """Whether it can be about nothing but partners: they are followed, muted, or written to."""
    return is_for_a_partner(text) or not _THEIR_OWN.isdisjoint(meant(text).wishes[:1])


def by_pronoun(text: str, names: Iterable[str], form: Form) -> str:
    """A message that names a partner as it would be said of the partner that stands before somebody."""
    they = _THEY[form]
    for said in sorted({each for name in names for each in _said_of(name)}, key=len, reverse=True):
        found = re.search(rf"(?:\b(?P<of>[dn])?[ao] )?{re.escape(said)}(?P<whose>['’]?s\b)?", text, re.IGNORECASE)
        if found:
            instead = "their" if found["whose"] else f"{found['of'] or ''}{they}"
            return f"{text[: found.start()]}{instead}{text[found.end() :]}"
    return text


def _said_of(name: str) -> Iterator[str]:
    """A name, without what stands behind it, its first word, or its first two characters of Chinese."""
    short = _BEHIND.split(name, maxsplit=1)[0]
    yield from (name, short)
    if _in_han(short):
        yield short[:_SHORTEST]
    elif len(first := short.split()[0]) > _SHORTEST:
        yield first


def _in_han(text: str) -> bool:
    return bool(HAN_CHARACTER.search(text))
