"""Listeners for partners: one that is named, a trade, all of them, or somebody who is none."""

import re
from dataclasses import replace

from bot.hearing.aliases import Alias, Wish, beyond, language_named, mentioned
from bot.hearing.companies import company_named
from bot.hearing.meaning import meant
from bot.hearing.patterns import Pattern, any_of
from bot.places import Place
from bot.searching import Sought, only_names
from handlers.audience.answering.beyond_screens import Said, asked_of_them, to_them
from handlers.audience.at_hand.pointing import Points, pointed
from handlers.audience.at_hand.pronouns import by_pronoun
from handlers.audience.home_screens import paragraphs
from handlers.audience.library.in_passing import rings
from handlers.audience.library.leaves import leaf_screen, look_for
from handlers.audience.library.shelves import PARTNERS
from handlers.audience.plain_words.circumstances import (
    all_but,
    followed_by_name,
    keeps_some,
    would_undo_following,
)
from handlers.audience.plain_words.circumstances_screens import one_district_screen, one_topic_screen
from handlers.audience.plain_words.days_named import names_a_time
from handlers.audience.plain_words.kinds_refused import kind_refused
from handlers.audience.plain_words.listeners.said import Answer, Hearing
from handlers.audience.plain_words.named import city_named, district_named
from handlers.audience.plain_words.plainly import (
    declines_one,
    keeps_stories,
    more_or_less,
    only_topic,
    refuses_ads,
    would_have_a_part,
)
from handlers.audience.plain_words.several import OF_A_PARTNER
from handlers.audience.plain_words.suggesting_screens import suggestions
from handlers.audience.plain_words.telling import asks, is_for_a_partner
from handlers.audience.receiving.following_screens import cities_screen
from handlers.audience.receiving.less_of_one import LESS, page_heard, whose_posts
from handlers.audience.receiving.less_of_one_screens import others_followed
from handlers.audience.receiving.partners import everyone, nobody_called
from handlers.audience.receiving.places import is_name
from handlers.audience.receiving.stop_screens import promotions_screen
from handlers.reading.ends import mute_told
from handlers.showing.directory import known_for, partner_alone, partner_named, partners_named
from handlers.showing.screen import Screen

PARTNERS_ANSWER = OF_A_PARTNER | {Wish.TROUBLE, Wish.BEYOND, Wish.JOIN, Wish.OFFERS, Wish.HUMAN}
"""Wishes that a partner can answer, and what is asked of one."""
BRIEF = 3
"""Spaces of a message that may name a partner by its trade, and no more: “the post office”."""
_MISSING = Pattern(
    r"[没沒冇未]有?[收睇看]|收[唔不]到|\b(?:did ?n['’]?t|haven['’]?t|not|never) (?:get|got|receive\w*|come|came)\b"
    r"|\bn[ãa]o (?:receb\w+|cheg\w+|veio)\b",
    re.IGNORECASE,
)
"""What of a partner has not come."""
_OF_THERE = Pattern(
    r"[在喺去到][哪边邊]|[边邊]度|哪[里裡裏儿]|[几幾][时時点點]|[啥何][时時]|[什甚][么麼][时時]候|[怎点點][么麼样樣]?[去坐搭]|多少[钱錢]|[几幾][钱錢]|有[冇没沒]有?(?:得|比较|比較)?[平便优優折送]"
    r"|\b(?:where|when|how much|onde|quando|quanto)\b",
    re.IGNORECASE,
)
"""What of a partner its page does not say."""
_TAKES_PART = OF_A_PARTNER | {Wish.STORIES, Wish.WHO, Wish.PROGRAMME}
"""What is asked of a company that may be a partner."""
_WONDERS = any_of(r"\bwhy\b|\bporqu[eê]\b", "点解|點解|怎[么麼]|为什么|為什麼|為甚麼")
AROUND = 4
"""Characters around a name that is all that is said."""
_OF_ANOTHER = frozenset(Wish) - {Wish.PARTNERS}
"""What is no topic, though it is called as one: stories, promotions, the vote."""
_MUTES = Pattern(r"\b(?:un)?mute|\bsilenci|[静靜]音", re.IGNORECASE)


async def all_but_some(it: Hearing) -> Answer | None:
    """They would leave all but those that they name: the others that they follow, or the list."""
    all_others = all_but(it.text)
    if not all_others and not keeps_some(it.text):
        return None
    kept = partners_named(it.text, await it.visit.store.called())
    if not kept:
        return Alias(Wish.PARTNERS, frozenset()) if all_others else None
    async with it.visit.store.read() as tx:
        followed = await tx.partners.those(await tx.follows.of(it.visit.reader.id))
    others = [partner for number, partner in followed.items() if number not in kept]
    return others_followed(it.words, others) if others else Alias(Wish.PARTNERS, frozenset())


async def one_district(it: Hearing) -> Answer | None:
    """They would have what is of one part of a town alone, which nobody can choose."""
    district = district_named(it.text) if would_have_a_part(it.text) else ""
    if not district or partners_named(it.text, await it.visit.store.called()):
        return None
    told = await rings(it.visit.store, district)
    return one_district_screen(it.words, district, await look_for(it.visit.state, district) if told else "")


async def one_partner(it: Hearing) -> Answer | None:
    """They name it and no more, have something to say to it or to ask of it, or want fewer or more posts of it."""
    wishes, text = it.asked, it.text
    if not {Wish.VOTE, Wish.COUNTED}.isdisjoint(wishes):
        return None
    if answer := await _asked_of_one(it):
        return answer
    wanted = wishes[:1] == (Wish.BEYOND,) or (
        wishes[:1] != (Wish.JOIN,) and bool(wishes) and PARTNERS_ANSWER.issuperset(wishes)
    )
    wanted = wanted or (asks(text) and not it.meaning.clear and mentioned(text) == (Wish.PARTNERS,))
    wanted = wanted or (Wish.PARTNERS in mentioned(text) and bool(kind_refused(text)))
    wanted = wanted or mute_told(text) is not None
    told = is_for_a_partner(text) and Wish.STORIES not in mentioned(text)
    briefly = mentioned(text) == (Wish.PARTNERS,) and text.count(" ") < BRIEF
    declined = declines_one(text)
    if not (wanted or told or briefly or declined or only_names(text)):
        return None
    partner = (partner_named if wanted or told or declined else partner_alone)(text, await it.visit.store.called())
    partner = partner or (await _known_for(it) if wishes[:1] == (Wish.PARTNERS,) and asks(text) else None)
    return await page_of(it, partner) if partner else None


async def one_topic(it: Hearing) -> Answer | None:
    """They would keep all posts to a topic or a place, which nobody can: partners are what they can choose."""
    topic = only_topic(it.text)
    timed = it.meaning.wishes[:1] == (Wish.TIMING,) or names_a_time(topic)
    if not topic or timed or language_named(topic) or _OF_ANOTHER.intersection(mentioned(topic)):
        return None
    if partner_named(topic, await it.visit.store.called()):
        return None
    found = await look_for(it.visit.state, topic) if await rings(it.visit.store, topic) else ""
    return one_topic_screen(it.words, found)


async def another_city(it: Hearing) -> Answer | None:
    """They would have posts of another city too, or no more: the cities, where one press does it."""
    reader = it.visit.reader
    if not more_or_less(it.text) or city_named(it.text) in {None, Place.GUANGZHOU}:
        return None
    async with it.visit.store.read() as tx:
        return cities_screen(it.words, await tx.follows.cities(reader.id), reader.place)


async def one_trade(it: Hearing) -> Answer | None:
    """They want no more posts of a trade: fewer of its partners; of what is no trade, fewer; no ads: stories alone."""
    of_stories = it.meaning.wishes[:1] in {(Wish.STORIES,), (Wish.KEEP,)} or Wish.FEWER in it.meaning.wishes
    if of_stories and keeps_stories(it.text) and it.visit.reader.reachable:
        return promotions_screen(it.words)
    of_partners = not OF_A_PARTNER.isdisjoint(it.meaning.wishes)
    of_none = it.meaning.wishes[:1] == (Wish.STORIES,) and not asks(it.text)
    kind = kind_refused(it.text) if of_partners or of_none else ""
    theirs = await whose_posts(it.visit, it.text, kind) if kind and of_partners else None
    if theirs or not of_partners:
        return theirs or (Alias(Wish.FEWER, frozenset()) if kind and of_none else None)
    return promotions_screen(it.words) if refuses_ads(it.text) else None


async def no_partner(it: Hearing) -> Answer | None:
    """They would follow somebody who is no partner; or a follow was a slip, and all whom they follow are shown."""
    of_partners = Wish.PARTNERS in it.meaning.wishes or Wish.PARTNERS in mentioned(it.text)
    if of_partners and would_undo_following(it.text):
        return Alias(Wish.FOLLOWING, frozenset())
    name = (followed_by_name(it.text) if of_partners else "") or _company(it)
    return await nobody_called(it.visit, name) if name and not is_name(name) and not it.is_place else None


def _company(it: Hearing) -> str:
    """The company of whom they ask, or name no more than it; nothing where they surely ask for something else."""
    name = company_named(it.text) if _TAKES_PART.issuperset(it.asked[:1]) else ""
    alone = len(it.text) - len(name) <= AROUND
    return name if alone or it.asked or asks(it.text) or mentioned(it.text) or _WONDERS.search(it.text) else ""


async def all_partners(it: Hearing) -> Answer | None:
    """They would follow every one."""
    return await everyone(it.visit, it.text)


async def _asked_of_one(it: Hearing) -> Screen | None:
    """What would be asked of a partner that stands before them: what came from it, 小鹏最近发了啥, or who it is."""
    called = await it.visit.store.called()
    partner = partner_named(it.text, called)
    said = by_pronoun(it.text, called.names[partner], it.words.form) if partner else ""
    if partner is None or Wish.OFFERS in meant(said).wishes or not LESS.isdisjoint(it.meaning.wishes[:1]):
        return None
    points = pointed(said)
    if points is Points.THEIRS:
        return await leaf_screen(it.visit, 0, f"{PARTNERS}{partner}")
    return await page_of(it, partner) if points is Points.ABOUT and not it.for_stories else None


async def page_of(it: Hearing, partner: int) -> Screen:
    """A partner's page; who has something to say to them, or asks what they know, is told first how that is done."""
    page = await page_heard(it.visit, partner, it.text)
    if it.asked[:1] == (Wish.TROUBLE,) and it.meaning.clear:
        return to_them(it.words, page, partner, Said.SORRY)
    if is_for_a_partner(it.text) and LESS.isdisjoint(it.meaning.wishes[:1]) and not _MUTES.search(it.text):
        return to_them(it.words, page, partner, Said.TELLS)
    if it.asked[:1] in {(Wish.BEYOND,), (Wish.OFFERS,)} or beyond(it.text) or _OF_THERE.search(it.text):
        return to_them(it.words, page, partner, Said.ASKS)
    if _MISSING.search(it.text):
        async with it.visit.store.read() as tx:
            followed = partner in await tx.follows.of(it.visit.reader.id)
        none_yet = it.words.say("If nothing comes, no partner has posted anything.") if followed else ""
        page = replace(page, text=paragraphs(none_yet, page.text))
        page = replace(page, rows=(*suggestions(it.words, (Wish.RESEND, Wish.SILENCE)), *page.rows))
    if not LESS.isdisjoint(it.meaning.wishes[:1]):
        return page
    return asked_of_them(it.words, page) if asks(it.text) else page


async def _known_for(it: Hearing) -> int | None:
    """The partner whose page alone has the words of a question that only ask for nothing: “who makes cars”."""
    unknown = company_named(it.text) or followed_by_name(it.text)
    wanted = () if unknown else Sought(words=it.text, overheard=True).wanted
    async with it.visit.store.read() as tx:
        partner = known_for(await tx.partners.all(), wanted) if wanted else None
    return partner.id if partner else None
