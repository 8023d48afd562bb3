"""Who listens to a plain text that nobody awaits: one hearing of it, and those who may answer, in their order."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from bot.aliases import Alias, Wish, alias_of, beyond, language_named, mentioned
from bot.languages import Form
from bot.meaning import ENDING, LONGEST, Meaning, asks_for_quiet, meant, was_woken
from bot.mistyped import mistyped_alias
from bot.nods import nod_of
from bot.people import Reader
from bot.places import Place, Spot
from bot.recurrence import city_day
from bot.searching import Sought, only_names, searched_for
from bot.words import Words, words_for
from handlers.audience.answers_screens import ANSWERS
from handlers.audience.circumstances import all_but, followed_by_name, lost_messages, read_by_others, two_languages
from handlers.audience.circumstances_screens import both_screen, others_screen, silent_already_screen
from handlers.audience.door import unknown_place
from handlers.audience.finding import (
    OF_STORIES,
    Asked,
    asking_screen,
    found_screen,
    heard_screen,
    may_be_sought,
    near_screen,
    newest_screen,
    rather_heard,
    rings,
)
from handlers.audience.hearing import Heard, hear, may_offer
from handlers.audience.home import home_of
from handlers.audience.home_screens import StoriesPage
from handlers.audience.hours import hour_told, hours_alone
from handlers.audience.less_of_one import page_heard, whose_posts
from handlers.audience.partners import everyone, nobody_called
from handlers.audience.pause import asks_of_a_day, overheard
from handlers.audience.places import is_name, places_like
from handlers.audience.settings_screens import hours_offer_screen
from handlers.audience.several import OF_A_PARTNER, SHOWS, Part, several
from handlers.audience.talk_screens import (
    PRESSES,
    asked_of_them,
    beyond_screen,
    chores_screen,
    complaint_screen,
    duties_lines,
    feast_screen,
    foreign_line,
    foreign_screen,
    here_screen,
    letters_line,
    moved_screen,
    nodded_screen,
    noted_screen,
    offer_screen,
    rather_screen,
    suggesting_screen,
    suggestions,
    thanked_screen,
    unasked_screen,
    unspoken_line,
)
from handlers.audience.telling import (
    ASKS,
    asks,
    complains,
    feast_asked,
    goes_on_with,
    goes_onward,
    is_a_day,
    is_for_a_partner,
    kind_refused,
    language_asked_for,
    language_wanted,
    lives_at,
    moved_to,
    praises,
    recalls_one,
    refuses_a_kind,
    says_hello,
    seldom,
    speaks,
    tells_a_tale,
    tells_at_length,
    wants_more_than_to_thank,
)
from handlers.audience.this_one import this_one
from handlers.audience.tongues import tongue_named
from handlers.audience.topics import one_word
from handlers.audience.visit import Visit
from handlers.directory import known_for, partner_alone, partner_named
from handlers.menus import COMMUNICATOR, duties, for_tasks
from handlers.screen import Screen
from handlers.tasks import tasks_of

MOST_CHORES = 3
WORLDWIDE = frozenset({Wish.HOME, Wish.THANKS})
"""Said in English by whoever speaks something else: hi, ok."""
PARTNERS_ANSWER = OF_A_PARTNER | {Wish.TROUBLE, Wish.BEYOND, Wish.JOIN, Wish.OFFERS, Wish.HUMAN}
"""The same, with what is asked of one."""
AKIN = frozenset({Form.ZH_HANT, Form.YUE})
"""Both are written by most who read one of them: what is understood is answered, in theirs."""
BRIEF = 3
"""Spaces of a message that may name a partner by its trade, and no more: “the post office”."""
NO_STORIES = ENDING | {Wish.FEWER, Wish.PAUSE, Wish.SETTINGS, Wish.FOLLOWING}
"""Wishes beside which stories are only offered; whatever else may be meant, they are no bad answer."""
OF_A_DAY = OF_STORIES | {Wish.TODAY, Wish.BEYOND}
"""Wishes that a question about the day of a feast is taken for."""
KEPT_AT_A_COMPLAINT = frozenset({Wish.HELP, Wish.SHARE, Wish.PARTNERS, Wish.WHO, Wish.TROUBLE, Wish.HUMAN, Wish.VOTE})
"""Wishes that a complaint is easily taken for."""
_PAUSE = re.compile("[,，、.。!！;；\n]")
_MISSING = re.compile(
    r"[没沒冇未]有?[收睇看]|收[唔不]到|\b(?:did ?n['’]?t|haven['’]?t|not|never) (?:get|got|receive\w*|come|came)\b"
    r"|\bn[ãa]o (?:receb\w+|cheg\w+|veio)\b",
    re.IGNORECASE,
)
"""What of a partner has not come."""
_IN_IT = re.compile(r"\b(?:in|em) \S+\W*$", re.IGNORECASE)
"""“Say it in German.”"""


@dataclass(frozen=True)
class Hearing:
    """One text, heard once for all who listen; what only some of them ask is found out when the first one does."""

    visit: Visit
    text: str
    heard: Heard
    meaning: Meaning

    @property
    def words(self) -> Words:
        """The reader's own."""
        return self.visit.words

    @cached_property
    def wishes(self) -> tuple[Wish, ...]:
        """What they surely ask for, and can be offered."""
        return _likely(self.meaning) if self.meaning.sure else ()

    @cached_property
    def asked(self) -> tuple[Wish, ...]:
        """What they surely ask for: the same, and what only somebody who is there can tell."""
        if not self.meaning.sure:
            return ()
        return tuple(wish for wish in self.meaning.wishes if wish in PRESSES or wish is Wish.BEYOND)

    @cached_property
    def for_stories(self) -> bool:
        """Whether they ask for stories, and perhaps name whose."""
        asked = set(self.wishes)
        if self.wishes and self.wishes[0] in OF_STORIES:
            return asked.isdisjoint(NO_STORIES)
        return bool(asked & OF_STORIES) and asked <= {Wish.PARTNERS, *OF_STORIES}

    @cached_property
    def named(self) -> bool:
        """Whether it only names something that is no place."""
        return only_names(self.text) and Wish.THANKS not in self.meaning.wishes and not self.is_place

    @cached_property
    def is_place(self) -> bool:
        """Whether it is the name of a place."""
        return is_name(self.text)

    @cached_property
    def beyond(self) -> bool:
        """Whether it speaks of what only somebody who is there can tell."""
        return beyond(self.text) and Wish.SHARE not in self.wishes

    async def rings(self) -> bool:
        """Whether its words are worth looking for."""
        return await rings(self.visit.store, self.text)


Answer = Screen | Alias | tuple[Part, ...]
"""What is shown, or a wish that is granted, or several."""
Listener = Callable[[Hearing], Awaitable[Answer | None]]


async def answer_to(visit: Visit, text: str) -> Answer:
    """From the first who has one."""
    if nod := nod_of(text):
        return nodded_screen(visit.words, nod)
    meaning = _fitting(text, meant(text), visit.reader)
    hearing = Hearing(visit, text, await hear(text, visit.reader, visit.state), meaning)
    for listen in LISTENERS:
        if answer := await listen(hearing):
            return answer
    return await at_last(hearing)


async def strange_language(it: Hearing) -> Answer | None:
    """A language that nobody speaks here: they write in it, or ask for it."""
    strange = strange_line(it.words, it.heard) or _tongue(it.words, it.text, it.meaning)
    return foreign_screen(it.words, strange) if strange else None


async def work(it: Hearing) -> Answer | None:
    """Whoever works here speaks of their work; what else a communicator writes is more likely a post than a wish."""
    speaker = it.visit.speaker
    menu = duties(is_admin=speaker.is_admin, is_communicator=speaker.is_communicator)
    found = tasks_of(it.text, speaker)
    theirs = for_tasks(menu, found.tasks)[:MOST_CHORES]
    if theirs and (found.sure or not (speaker.is_communicator or found.reads or it.meaning.clear)):
        return chores_screen(it.words, theirs)
    if not speaker.is_communicator or (found.reads and it.meaning.clear):
        return None
    return unasked_screen(it.words, duties_lines(it.words, theirs, COMMUNICATOR))


async def lost(it: Hearing) -> Answer | None:
    """What came to them is no longer in their chat: it is shown again."""
    return Alias(Wish.RESEND, frozenset()) if lost_messages(it.text) and Wish.PHONE not in it.asked else None


async def for_others(it: Hearing) -> Answer | None:
    """Somebody else reads another language, or they would have two: their own stays as it is."""
    of_language = Wish.LANGUAGE in it.meaning.wishes or language_named(it.text) is not None
    if of_language and read_by_others(it.text):
        return others_screen(it.words)
    return both_screen(it.words) if it.meaning.wishes[:1] == (Wish.LANGUAGE,) and two_languages(it.text) else None


async def another_language(it: Hearing) -> Answer | None:
    """It is not the one that they have chosen: that one is offered, once in a while; not of a text to be translated."""
    form, visit = it.heard.form, it.visit
    akin = {form, it.words.form} == AKIN and it.meaning.sure
    if Wish.LEARN in it.wishes or akin:
        return None
    if form and form is not it.words.form and await may_offer(visit.state, form, visit.now):
        return offer_screen(words_for(form), it.words.form, _likely(it.meaning))
    return None


async def all_but_some(it: Hearing) -> Answer | None:
    """They would leave all but those that they name: the list, where those whom they follow are marked."""
    return Alias(Wish.PARTNERS, frozenset()) if all_but(it.text) else None


async def several_wishes(it: Hearing) -> Answer | None:
    """One after the other."""
    return await several(it.visit, it.text) or None


async def one_partner(it: Hearing) -> Answer | None:
    """They name it and no more, have something to say to it or to ask of it, or want fewer or more posts of it."""
    wishes, text = it.asked, it.text
    wanted = wishes[:1] == (Wish.BEYOND,) or (
        wishes[:1] != (Wish.JOIN,) and bool(wishes) and PARTNERS_ANSWER.issuperset(wishes)
    )
    wanted = wanted or (asks(text) and not it.meaning.clear and mentioned(text) == (Wish.PARTNERS,))
    told = is_for_a_partner(text) and Wish.STORIES not in mentioned(text)
    briefly = mentioned(text) == (Wish.PARTNERS,) and text.count(" ") < BRIEF
    if not {Wish.VOTE, Wish.COUNTED}.isdisjoint(wishes) or not (wanted or told or briefly or only_names(text)):
        return None
    partner = (partner_named if wanted or told else partner_alone)(text, await it.visit.store.called())
    partner = partner or (await _known_for(it) if wishes[:1] == (Wish.PARTNERS,) and asks(text) else None)
    return await _page_of(it, partner) if partner else None


async def one_trade(it: Hearing) -> Answer | None:
    """They want no more posts of a trade: fewer of its partners; of what is no trade, fewer."""
    of_partners = not OF_A_PARTNER.isdisjoint(it.meaning.wishes)
    of_none = it.meaning.wishes[:1] == (Wish.STORIES,) and not asks(it.text)
    kind = kind_refused(it.text) if of_partners or of_none else ""
    if not kind:
        return None
    theirs = await whose_posts(it.visit, it.text, kind) if of_partners else None
    return theirs or (Alias(Wish.FEWER, frozenset()) if of_none else None)


async def no_partner(it: Hearing) -> Answer | None:
    """They would follow somebody who is no partner."""
    of_partners = Wish.PARTNERS in it.meaning.wishes or Wish.PARTNERS in mentioned(it.text)
    name = followed_by_name(it.text) if of_partners else ""
    return await nobody_called(it.visit, name) if name and not is_name(name) and not it.is_place else None


async def a_pause(it: Hearing) -> Answer | None:
    """Of everything until a day, with a day or without one."""
    return overheard(it.visit, it.text, it.meaning)


async def this_post(it: Hearing) -> Answer | None:
    """The last one, in another language."""
    otherwise = it.meaning.clear and Wish.LANGUAGE not in it.meaning.wishes
    return None if otherwise or len(it.text) > LONGEST else await this_one(it.visit, it.text)


async def all_partners(it: Hearing) -> Answer | None:
    """They would follow every one."""
    return await everyone(it.visit, it.text)


async def in_its_place(it: Hearing) -> Answer | None:
    """A day, “more”, or “and in Macau?”: what they would have in place of what was just shown."""
    if goes_onward(it.text):
        return await newest_screen(it.visit)
    if is_a_day(it.text):
        return await newest_screen(it.visit, of_a_day=True)
    more = goes_on_with(it.text)
    if not more or beyond(it.text) or not may_be_sought(more, Sought(words=more, overheard=True)):
        return None
    return await heard_screen(it.visit, more, unasked_screen(it.words), Asked.ANY)


async def a_search(it: Hearing) -> Answer | None:
    """What they tell the bot to look for; a mere 找 or “find” may be about anything, unless a story has the words."""
    sought = searched_for(it.text)
    if sought is None:
        return None
    if sought.surely or await rings(it.visit.store, sought.words):
        return await found_screen(it.visit, sought.words)
    if not sought.likely or mentioned(it.text):
        return None
    return await heard_screen(it.visit, sought.words, unasked_screen(it.words), Asked.ANY)


async def a_feast(it: Hearing) -> Answer | None:
    """They ask on which day it is."""
    day = feast_asked(it.text, city_day(it.visit.now))
    return feast_screen(it.words, day) if day and OF_A_DAY.issuperset(it.asked[:1]) else None


async def a_complaint(it: Hearing) -> Answer | None:
    """Partners can do something about it."""
    ends = ENDING.difference(mentioned(it.text))  # a complaint sounds like an end, whether it asks for one or not
    complained = complains(it.text) and KEPT_AT_A_COMPLAINT.issuperset(set(it.wishes) - ends)
    return complaint_screen(it.words) if complained else None


async def of_themselves(it: Hearing) -> Answer | None:
    """Their quiet hours, or where they live now, to be set by one press; a tale of theirs, to be told to all."""
    if hours := hours_alone(it.text):
        return hours_offer_screen(it.words, *hours)
    if silent := _silent_already(it):
        return silent
    if tells_a_tale(it.text):
        return suggesting_screen(it.words, (Wish.SHARE,))
    wished = it.meaning.wishes
    lives = Wish.SETTINGS in wished and (it.meaning.sure or {Wish.SETTINGS}.issuperset(mentioned(it.text)))
    spots = lives_at(it.text) or (moved_to(it.text) if lives else ())
    if spots == (Spot(it.visit.reader.zone, it.visit.reader.place or Place.ABROAD),):
        return Alias(Wish.SETTINGS, frozenset())  # which shows that it is known
    return moved_screen(it.words, spots) if spots else None


def _silent_already(it: Hearing) -> Screen | None:
    """Said of an hour that is quiet as it is."""
    hour, quiet = hour_told(it.text) if asks_for_quiet(it.text) else None, it.visit.reader.quiet
    if hour is None or not quiet.covers(hour):
        return None
    return silent_already_screen(it.words, quiet, sorry=was_woken(it.text))


async def praise(it: Hearing) -> Answer | None:
    """How good something was, and nothing else."""
    praised = {Wish.THANKS, Wish.STORIES, Wish.SHARE}
    alone = praises(it.text) and not ASKS.search(it.text) and praised.issuperset(mentioned(it.text))
    return thanked_screen(it.words) if alone else None


async def what_nobody_here_knows(it: Hearing) -> Answer | None:
    """Only somebody who is there can tell; a story may."""
    unknown = it.beyond and not it.meaning.clear and answered(it.wishes) is None
    only_there = it.meaning.wishes[:1] == (Wish.BEYOND,) and (it.meaning.sure or asks(it.text))
    if not unknown and not only_there:
        return None
    if partner := partner_named(it.text, await it.visit.store.called()):
        return await _page_of(it, partner)
    look = asking_screen if it.beyond or not await it.rings() else heard_screen
    return await look(it.visit, it.text, beyond_screen(it.words))


async def a_greeting(it: Hearing) -> Answer | None:
    """A hello, with whatever else, that neither names nor asks for anything that the bot can do."""
    if not it.meaning.sure or it.meaning.wishes[0] is not Wish.HOME or mentioned(it.text):
        return None
    if any((alias := alias_of(part)) and alias.wish not in WORLDWIDE for part in _PAUSE.split(it.text)[1:]):
        return None
    if not it.meaning.clear and not says_hello(it.text):
        return None
    return await home_of(it.visit.store, it.visit.speaker, it.visit.now)


async def a_page(it: Hearing) -> Answer | None:
    """Words or a page answer it, or a language that is asked for by name and can be offered."""
    if answer := answered(it.wishes):
        return Alias(answer, frozenset())
    wished = it.meaning.wishes
    named = it.wishes[:1] == (Wish.LANGUAGE,) and language_wanted(it.text)
    named = named or (wished == (Wish.LANGUAGE,) and language_asked_for(it.text))
    if named or (it.meaning.clear and it.wishes and SHOWS.issuperset(it.wishes)):
        return Alias(wished[0], frozenset(), language_wanted(it.text))
    return None


async def a_wish(it: Hearing) -> Answer | None:
    """The bot can do it, and it is offered."""
    offered = set(it.wishes) - OF_STORIES and not it.for_stories and not it.is_place
    return suggesting_screen(it.words, it.wishes) if offered else None


async def stories(it: Hearing) -> Answer | None:
    """Those that they ask for, or that have their words."""
    if not it.for_stories and not await it.rings():
        return None
    asked = Asked.SOME if it.for_stories or it.named else Asked.NOT
    if it.for_stories and (it.meaning.clear or OF_STORIES.issuperset(it.meaning.wishes)):
        asked = Asked.EVENTS if Wish.EVENTS in it.wishes else Asked.ANY
    return await heard_screen(it.visit, it.text, await _partner_or_else(it), asked)


async def a_slip(it: Hearing) -> Answer | None:
    """It is nearly a message that is known, and nothing speaks against that; or nearly the name of something."""
    near = mistyped_alias(it.text, it.words.form)
    if near and (not it.meaning.wishes or near[1] in it.meaning.wishes):
        if near[1] in PRESSES:
            return rather_screen(it.words, near[0], PRESSES[near[1]])
        return Alias(near[1], frozenset())  # thanks, or a hello
    rather = None if it.meaning.wishes else await rather_heard(it.visit, it.text)
    return rather_screen(it.words, rather[0], StoriesPage(by=rather[1])) if rather else None


async def their_place(it: Hearing) -> Answer | None:
    """At the door: the name of a place that is not known."""
    visit = it.visit
    if it.meaning.sure or asks(it.text):
        return None
    return await unknown_place(visit.store, visit.state, visit.reader, it.text)


async def at_last(it: Hearing) -> Screen:
    """A way to the stories that are nearest, where looking is worth it; else whatever can be said."""
    otherwise = await _partner_or_else(it)
    named = it.named and {Wish.STORIES}.issuperset(it.meaning.wishes) and one_word(it.text)
    if named or (recalls_one(it.text) and not it.meaning.sure):
        otherwise = await heard_screen(it.visit, it.text, otherwise, Asked.SOME)
    closest = near_screen if it.named else asking_screen
    worth_it = it.named or (asks(it.text) and not it.meaning.sure)
    return await closest(it.visit, it.text, otherwise) if worth_it else otherwise


LISTENERS: tuple[Listener, ...] = (
    strange_language,
    work,
    lost,
    for_others,
    another_language,
    all_but_some,
    several_wishes,
    one_partner,
    one_trade,
    no_partner,
    a_pause,
    this_post,
    all_partners,
    in_its_place,
    a_search,
    a_feast,
    a_complaint,
    of_themselves,
    praise,
    what_nobody_here_knows,
    a_greeting,
    a_page,
    a_wish,
    stories,
    a_slip,
    their_place,
)
"""Of whom the language is comes first, then what is said in so many words, then what it may mean; stories last."""


async def _page_of(it: Hearing, partner: int) -> Screen:
    """A partner's page; who asks something of them is told that they know more."""
    page = await page_heard(it.visit, partner, it.text)
    if _MISSING.search(it.text):
        page = replace(page, rows=(*suggestions(it.words, (Wish.RESEND, Wish.SILENCE)), *page.rows))
    return asked_of_them(it.words, page) if asks(it.text) or beyond(it.text) else page


async def _known_for(it: Hearing) -> int | None:
    """The partner whose page alone has the words of a question that only ask for nothing: “who makes cars”."""
    wanted = Sought(words=it.text, overheard=True).wanted
    async with it.visit.store.read() as tx:
        partner = known_for(await tx.partners.all(), wanted) if wanted else None
    return partner.id if partner else None


async def _partner_or_else(it: Hearing) -> Screen:
    """The page of the partner of whom something is asked that the bot cannot answer: they can be written to there."""
    wished = it.meaning.wishes
    of_one = not it.meaning.sure and (asks(it.text) or (wished and OF_A_PARTNER.issuperset(wished)))
    if of_one and (partner := partner_named(it.text, await it.visit.store.called())):
        return await _page_of(it, partner)
    return _otherwise(it)


def answered(wishes: Sequence[Wish]) -> Wish | None:
    """A question that words answer; help, which is like it, may be likelier: the answer leads there too."""
    first = next((wish for wish in wishes if wish is not Wish.HELP), None)
    return first if first in ANSWERS or first in {Wish.PAUSE, Wish.OFFERS, Wish.RESEND} else None


def strange_line(words: Words, heard: Heard) -> Markup | None:
    """What is said of a language, or of letters, that nobody reads here."""
    name = words.locale.languages.get(heard.foreign) if heard.foreign else None
    if name:
        return foreign_line(words, name)
    return letters_line(words, heard.letters) if heard.letters else None


def _tongue(words: Words, text: str, meaning: Meaning) -> Markup | None:
    """What is said of a language that they ask for, and that nobody speaks here."""
    code = tongue_named(text) if speaks(text) or _IN_IT.search(text) or Wish.LANGUAGE in meaning.wishes else None
    return unspoken_line(words, words.locale.languages[code]) if code else None


def _fitting(text: str, meaning: Meaning, reader: Reader) -> Meaning:
    """Whoever gets posts hardly asks for them anew: that comes to mind only where nothing but an end does.

    Who refuses one kind of post hardly wants an end of all; who is reminded too often, no reminder. Who tells something
    at length hardly asks what a few words answer. What is open until Monday asks for no pause.
    """
    if meaning.wishes[:1] == (Wish.STOP,) and Wish.FEWER not in meaning.wishes and refuses_a_kind(text):
        meaning = Meaning((Wish.FEWER, *meaning.wishes), sure=meaning.sure)
    if meaning.wishes[:1] == (Wish.REMIND,) and seldom(text):
        meaning = Meaning((Wish.FEWER,), sure=meaning.sure)
    unfit = {*ANSWERS, Wish.BEYOND} if tells_at_length(text) else set[Wish]()
    if Wish.PAUSE in meaning.wishes and asks_of_a_day(text):
        unfit.add(Wish.PAUSE)
    if unfit:
        left = tuple(wish for wish in meaning.wishes if wish not in unfit)
        sure = (meaning.clear if tells_at_length(text) else meaning.sure) and bool(left)
        meaning = Meaning(left, sure=sure, clear=meaning.clear and bool(left))
    if Wish.START not in meaning.wishes:
        return meaning
    no_end = {Wish.START, *(ENDING if meaning.wishes[0] is Wish.START else ())}
    others = tuple(wish for wish in meaning.wishes if wish not in no_end)
    others = others or tuple(wish for wish in mentioned(text) if wish not in no_end | {Wish.STORIES})
    if not reader.reachable or reader.paused_until:
        return meaning
    if not others:  # that they get posts is told there
        return Meaning((Wish.SILENCE,), sure=meaning.sure, clear=meaning.sure)
    return replace(meaning, wishes=others, clear=False)


def _likely(meaning: Meaning) -> tuple[Wish, ...]:
    """What can be offered."""
    return tuple(wish for wish in meaning.wishes if wish in PRESSES)


def _otherwise(it: Hearing) -> Screen:
    """What is said when no story has their words."""
    words, text, meaning = it.words, it.text, it.meaning
    if not any(map(str.isalnum, text)) and not ASKS.search(text):
        return noted_screen(words)
    if it.is_place:
        return here_screen(words, places_like(text))
    if not meaning.sure:
        return _guessed(words, text, meaning)
    if any(wish in PRESSES for wish in meaning.wishes):
        return suggesting_screen(words, meaning.wishes)
    if Wish.THANKS not in meaning.wishes or wants_more_than_to_thank(text):
        return unasked_screen(words, asked=asks(text))
    return thanked_screen(words) if Wish.THANKS in mentioned(text) else noted_screen(words)


def _guessed(words: Words, text: str, meaning: Meaning) -> Screen:
    """Of what is not sure: praise, stories when words and model agree on them, perhaps a tale, or a guess."""
    if mentioned(text) == (Wish.THANKS,) and not wants_more_than_to_thank(text):
        return thanked_screen(words)
    if meaning.wishes == mentioned(text) == (Wish.STORIES,):
        return suggesting_screen(words, meaning.wishes)
    tale = (Wish.SHARE,) if tells_at_length(text) else ()
    return unasked_screen(words, guesses=tuple(dict.fromkeys((*tale, *meaning.wishes))), asked=asks(text))
