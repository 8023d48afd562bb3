"""Prizes: of a vote, of a draw, of taking part."""

from bot.hearing.aliases import Wish
from bot.hearing.patterns import any_of
from bot.words import Words
from handlers.audience.answering.beyond_screens import look_or_write
from handlers.audience.home_screens import back_home, paragraphs
from handlers.audience.plain_words.suggesting_screens import suggestions
from handlers.showing.screen import Screen

_OF_PRIZES = any_of(
    r"[有得抽领領][没沒冇唔]?有?[奖獎](?!学|學)|[奖獎][品金]|中[咗了没沒唔冇]{0,2}[奖獎]|[礼禮]品",
    r"\b(?:win|won|winn\w+|prizes?|raffles?|lucky draw|prize draw|giveaways?|contests?|competitions?|ganh\w+|sorteios?"
    r"|pr[ée]mios?|concursos?|passatempos?|brindes?)\b|抽[奖獎]|中[奖獎咗]",
)
_OF_MORE = any_of(
    r"折|[优優]惠|券|[着著][数數]"
    r"|\b(?:discounts?|vouchers?|coupons?|deals?|offers?|promos?|descontos?|vales?|cup[õo]\w+|ofertas?|promo[çc]\w+)\b"
)


def asks_of_prizes(said: str) -> bool:
    """Whether it is about what can be won, and who has won it, and nothing else that is on offer."""
    return bool(_OF_PRIZES.search(said)) and not _OF_MORE.search(said)


def prizes_screen(words: Words, *, voting: bool = False) -> Screen:
    """What there is to win: who knows it, and that a vote promises nothing, which is first for who asks of `voting`."""
    unknown = words.say("Of prizes, and of who has won, I know nothing: ask the partner that gives them.")
    vote = words.say("A vote for the story of the month costs nothing, and I promise no prize for it.")
    text = paragraphs(vote, unknown) if voting else paragraphs(unknown, vote)
    ways = suggestions(words, (Wish.VOTE, Wish.OFFERS) if voting else (Wish.OFFERS, Wish.VOTE))
    return Screen(text, (*ways, look_or_write(words), (back_home(words),)))
