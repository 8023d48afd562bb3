"""Small talk: whatever nobody waited for is answered kindly, in the reader's language. Stands last."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import Message
from markupsafe import Markup

from bot.aliases import Alias, Wish, alias_of, behind_stroke, beyond, chores, mentioned
from bot.languages import Form, hinted
from bot.meaning import ENDING, Meaning, meant
from bot.mistyped import mistyped_alias
from bot.nods import Nod, nod_of
from bot.people import Reader, Speaker
from bot.searching import READ, Sought, only_names, searched_for
from bot.store import Glancing
from bot.texts import shortened
from bot.words import Words, words_for
from handlers.audience.answers_screens import ANSWERS
from handlers.audience.door import unknown_place
from handlers.audience.finding import (
    asking_screen,
    found_screen,
    heard_screen,
    may_be_sought,
    near_screen,
    newest_screen,
    offers_screen,
    one_word,
    rather_heard,
    rings,
)
from handlers.audience.hearing import AGAIN, Heard, hear, may_offer
from handlers.audience.home import home_of
from handlers.audience.home_screens import Row, StoriesPage
from handlers.audience.hours import hours_alone
from handlers.audience.partners import everyone, partner_page
from handlers.audience.partners_screens import PartnerPage
from handlers.audience.pause import overheard
from handlers.audience.places import is_name, places_like
from handlers.audience.questions import ALBUM, INTRODUCED, SAID, look_aside, recall, remember
from handlers.audience.settings_screens import hours_offer_screen
from handlers.audience.several import OF_A_PARTNER, SHOWS, granted_each, several
from handlers.audience.start import IsNewcomer
from handlers.audience.start_screens import greeting_screen
from handlers.audience.talk_screens import (
    PRESSES,
    Table,
    beyond_screen,
    chores_screen,
    complaint_screen,
    foreign_line,
    foreign_screen,
    here_screen,
    introduced_screen,
    letters_line,
    moved_screen,
    nodded_screen,
    noted_screen,
    offer_screen,
    passed_on_screen,
    place_row,
    rather_screen,
    story_row,
    suggesting_screen,
    suggests,
    thanked_screen,
    unasked_screen,
    unknown_command_screen,
    unread_screen,
    unspoken_line,
)
from handlers.audience.telling import (
    ASKS,
    asks,
    complains,
    goes_on_with,
    goes_onward,
    is_a_day,
    is_for_a_partner,
    language_asked_for,
    language_wanted,
    lives_at,
    moved_to,
    praises,
    says_hello,
    speaks,
    tells_a_tale,
    tells_at_length,
    wants_more_than_to_thank,
    wants_offers,
)
from handlers.audience.this_one import this_one
from handlers.audience.tongues import tongue_named
from handlers.audience.visit import Visit
from handlers.audience.wishes import Wishing, granted
from handlers.directory import partner_alone, partner_named
from handlers.filters import PASSED_ON, PLAIN, STROKE
from handlers.menus import COMMUNICATOR, commands, commands_for, duties, named
from handlers.nearest import nearest
from handlers.screen import Screen, show
from handlers.turn import hand

LONGEST_COMMAND = 40
MOST_CHORES = 3
WORLDWIDE = frozenset({Wish.HOME, Wish.THANKS})
"""Said in English by whoever speaks something else: hi, ok."""
PARTNERS_ANSWER = OF_A_PARTNER | {Wish.TROUBLE, Wish.BEYOND, Wish.JOIN}
"""The same, with what is asked of one."""
OF_OFFERS = frozenset({Wish.PARTNERS, Wish.STORIES})
"""Wishes that a question about offers is taken for."""
KEPT_AT_A_COMPLAINT = frozenset({Wish.HELP, Wish.SHARE, Wish.PARTNERS, Wish.WHO, Wish.TROUBLE})
"""Wishes that a complaint is easily taken for."""
_PAUSE = re.compile("[,，、.。!！;；\n]")
_A_BOT = re.compile(
    r"机器人|機械人|機器人|真人|(?<![a-z])ai(?![a-z])|人工智[能慧]"
    r"|\b(?:ro)?bots?\b|\bhumans?\b|real person|\brob[oôó]s?\b|humano|pessoa real",
    re.IGNORECASE,
)
"""Who asks whether a bot answers is told so, however lately they were told."""
_IN_IT = re.compile(r"\b(?:in|em) \S+\W*$", re.IGNORECASE)
"""“Say it in German.”"""


def router() -> Router:
    """The catch-all of messages."""
    talk = Router(name="audience.talk")
    hand(talk, "visit", Visit)
    talk.message.register(granted, Wishing(stroke=True))
    talk.message.register(first_words, IsNewcomer(), F.text)
    talk.message.register(unknown_command, STROKE)
    talk.message.register(passed_on, PASSED_ON)
    talk.message.register(plain_text, PLAIN)
    talk.message.register(anything_else)
    return talk


async def unknown_command(message: Message, state: FSMContext, speaker: Speaker, words: Words) -> None:
    """Not a command of theirs: those that are near, or else all that whoever works here has."""
    await look_aside(state)
    command = (message.text or "").split()[0]
    roles = {"is_admin": speaker.is_admin, "is_communicator": speaker.is_communicator}
    near = named(commands_for(**roles), nearest(command[:READ], **roles))
    await show(message, unknown_command_screen(words, shortened(command, LONGEST_COMMAND), near, duties(**roles)))


async def first_words(message: Message, state: FSMContext, speaker: Speaker, words: Words) -> None:
    """A newcomer who just writes: what they write in says more than what their phone hints at.

    What they wrote is kept, and answered once they have a language.
    """
    own = (message.text or "") if message.forward_origin is None else ""
    text = behind_stroke(own) or own
    alias, heard = alias_of(text), await hear(text, speaker.reader, state)
    form = _form_of_first_words(alias, heard, speaker.reader.hint) or words.form
    if nod_of(own) is Nod.DESPERATE:
        await show(message, nodded_screen(words_for(form), Nod.DESPERATE))
        return
    strange, before = _strange(words_for(form), heard), await recall(state, SAID)
    await remember(state, SAID, None if strange else text[:READ])
    await show(message, greeting_screen(words_for(form), strange or "", again=bool(before)))


async def passed_on(message: Message, words: Words) -> None:
    """Somebody else's words: neither their language nor what they ask for is the reader's own."""
    await show(message, passed_on_screen(words))


async def plain_text(message: Message, visit: Visit) -> None:
    """Offer their language once in a while, name one not spoken here, open or suggest what they may mean, or look."""
    text, words, state, now = message.text or "", visit.words, visit.state, visit.now
    if nod := nod_of(text):
        await show(message, await _introduced(text, words, nodded_screen(words, nod), state, now))
        return
    heard, meaning = await hear(text, visit.reader, state), _fitting(text, meant(text), visit.reader)
    wishes = _likely(meaning) if meaning.sure else ()
    if first := await _of_its_language(visit, text, heard, meaning):
        screen = first
    elif parts := await several(visit, text):
        await granted_each(message, parts, visit)
        return
    elif known := await _known(visit, text, meaning, wishes):
        screen = known
    elif _greets(text, meaning):
        screen = await home_of(visit.store, visit.speaker, now)
    elif opened := _opened(text, meaning, wishes):
        await granted(message, opened, visit)
        return
    elif set(wishes) - {Wish.STORIES} and not _asks_for_stories(wishes) and not is_name(text):
        screen = suggesting_screen(words, wishes)
    else:
        screen = await _looked(visit, text, meaning)
    await show(message, await _introduced(text, words, screen, state, now))


async def _of_its_language(visit: Visit, text: str, heard: Heard, meaning: Meaning) -> Screen | None:
    """What is said before anything that a message asks for: of its language, or of the work of whoever works here."""
    words, form = visit.words, heard.form
    if strange := _strange(words, heard) or _tongue(words, text, meaning):
        return foreign_screen(words, strange)
    if duty := _chores(text, visit.speaker):
        return chores_screen(words, duty)
    if visit.speaker.is_communicator:
        # More likely a post, or a version of one, than a wish to change the language.
        return unasked_screen(words, commands(words, COMMUNICATOR))
    if form and form is not words.form and await may_offer(visit.state, form, visit.now):
        return offer_screen(words_for(form), words.form, _likely(meaning))
    return None


async def _known(visit: Visit, text: str, meaning: Meaning, wishes: Sequence[Wish]) -> Screen | None:
    """What has an answer of its own: a partner is meant, it searches, only somebody who is there can tell, and more."""
    asked = (*wishes, Wish.BEYOND) if meaning.sure and Wish.BEYOND in meaning.wishes else wishes
    if partner := await _of_one_partner(visit.store, text, asked):
        return await partner_page(visit, PartnerPage(partner_id=partner))
    if own := await _their_own(visit, text, meaning):
        return own
    if found := await _in_its_place(visit, text) or await _searched(visit, text):
        return found
    offered = wants_offers(text) and wishes and OF_OFFERS.issuperset(wishes)
    if offered and (shelf := await offers_screen(visit)):
        return shelf
    told = _told(visit.words, text, meaning, wishes)
    listed = beyond(text) and Wish.SHARE not in wishes
    unknown = listed and not meaning.clear and answered(wishes) is None
    only_there = meaning.wishes[:1] == (Wish.BEYOND,) and (meaning.sure or asks(text))
    if told is None and (unknown or only_there):
        look = asking_screen if listed or not await rings(visit.store, text) else heard_screen
        return await look(visit, text, beyond_screen(visit.words))
    return told


async def _their_own(visit: Visit, text: str, meaning: Meaning) -> Screen | None:
    """What they would have otherwise, as far as they say: paused, in another language, of all partners."""
    if paused := overheard(visit, text, meaning):
        return paused
    spoken = Wish.LANGUAGE in meaning.wishes and await this_one(visit, text)
    return spoken or await everyone(visit, text)


async def _in_its_place(visit: Visit, text: str) -> Screen | None:
    """A day, “more”, or “and in Macau?”: what they would have in place of what was just shown."""
    if goes_onward(text):
        return await newest_screen(visit)
    if is_a_day(text):
        return await newest_screen(visit, of_a_day=True)
    more = goes_on_with(text)
    if not more or beyond(text) or not may_be_sought(more, Sought(words=more, overheard=True)):
        return None
    return await heard_screen(visit, more, unasked_screen(visit.words), asked=True, newest=True)


def _told(words: Words, text: str, meaning: Meaning, wishes: Sequence[Wish]) -> Screen | None:
    """What words alone tell of a message: it complains, is about themselves, praises."""
    if complains(text) and KEPT_AT_A_COMPLAINT.issuperset(wishes):
        return complaint_screen(words)
    if told := _of_themselves(words, text, meaning):
        return told
    return thanked_screen(words) if _praises(text) else None


def _tongue(words: Words, text: str, meaning: Meaning) -> Markup | None:
    """What is said of a language that they ask for, and that nobody speaks here."""
    code = tongue_named(text) if speaks(text) or _IN_IT.search(text) or Wish.LANGUAGE in meaning.wishes else None
    return unspoken_line(words, words.locale.languages[code]) if code else None


def _greets(text: str, meaning: Meaning) -> bool:
    """Whether it says hello, with whatever else, and neither names nor asks for anything that the bot can do."""
    if not meaning.sure or meaning.wishes[0] is not Wish.HOME or mentioned(text):
        return False
    if any((alias := alias_of(part)) and alias.wish not in WORLDWIDE for part in _PAUSE.split(text)[1:]):
        return False
    return meaning.clear or says_hello(text)


def _opened(text: str, meaning: Meaning, wishes: Sequence[Wish]) -> Alias | None:
    """What words or a page answer it, or a language that is asked for by name and can be offered."""
    if answer := answered(wishes):
        return Alias(answer, frozenset())
    named = wishes[:1] == (Wish.LANGUAGE,) and language_wanted(text)
    named = named or (meaning.wishes == (Wish.LANGUAGE,) and language_asked_for(text))
    if named or (meaning.clear and wishes and SHOWS.issuperset(wishes)):
        return Alias(meaning.wishes[0], frozenset(), language_wanted(text))
    return None


def answered(wishes: Sequence[Wish]) -> Wish | None:
    """A question that words answer; help, which is like it, may be likelier: the answer leads there too."""
    first = next((wish for wish in wishes if wish is not Wish.HELP), None)
    return first if first in ANSWERS or first is Wish.PAUSE else None


def _praises(text: str) -> bool:
    """Whether it says how good something was, and nothing else."""
    praised = {Wish.THANKS, Wish.STORIES, Wish.SHARE}
    return praises(text) and not ASKS.search(text) and praised.issuperset(mentioned(text))


def _fitting(text: str, meaning: Meaning, reader: Reader) -> Meaning:
    """Whoever gets posts hardly asks for them anew: that comes to mind only where nothing but an end does.

    Who tells something at length hardly asks what a few words answer.
    """
    if tells_at_length(text):
        left = tuple(wish for wish in meaning.wishes if wish not in ANSWERS and wish is not Wish.BEYOND)
        meaning = Meaning(left, sure=meaning.sure and bool(left), clear=meaning.clear and bool(left))
    if Wish.START not in meaning.wishes:
        return meaning
    no_end = {Wish.START, *(ENDING if meaning.wishes[0] is Wish.START else ())}
    others = tuple(wish for wish in meaning.wishes if wish not in no_end)
    others = others or tuple(wish for wish in mentioned(text) if wish not in {Wish.START, Wish.STORIES})
    takes = reader.reachable and not reader.paused_until
    return replace(meaning, wishes=others, clear=False) if others and takes else meaning


def _of_themselves(words: Words, text: str, meaning: Meaning) -> Screen | None:
    """Their quiet hours, or where they live now, to be set by one press; a tale of theirs, to be told to all."""
    if hours := hours_alone(text):
        return hours_offer_screen(words, *hours)
    if tells_a_tale(text):
        return suggesting_screen(words, (Wish.SHARE,))
    lives = Wish.SETTINGS in meaning.wishes and (meaning.sure or {Wish.SETTINGS}.issuperset(mentioned(text)))
    spots = lives_at(text) or (moved_to(text) if lives else ())
    return moved_screen(words, spots) if spots else None


async def _searched(visit: Visit, text: str) -> Screen | None:
    """What they tell the bot to look for; a mere 找 or “find” may be about anything, unless a story has the words."""
    sought = searched_for(text)
    if sought is None:
        return None
    if sought.surely or await rings(visit.store, sought.words):
        return await found_screen(visit, sought.words)
    if not sought.likely or mentioned(text):
        return None
    return await heard_screen(visit, sought.words, unasked_screen(visit.words), asked=True, newest=True)


async def _introduced(text: str, words: Words, screen: Screen, state: FSMContext, now: datetime) -> Screen:
    """Above the first suggestion in a while stands who makes it; above each of them it was a lecture."""
    last = await recall(state, INTRODUCED)
    lately = last and now < datetime.fromisoformat(last) + AGAIN
    if not suggests(words, screen) or (lately and not _A_BOT.search(text)):
        return screen
    await remember(state, INTRODUCED, now.isoformat())
    return introduced_screen(words, screen)


def _chores(text: str, speaker: Speaker) -> Table:
    """Commands of theirs that a sentence about their work may need."""
    menu = duties(is_admin=speaker.is_admin, is_communicator=speaker.is_communicator)
    return named(menu, chores(text))[:MOST_CHORES] if menu else ()


async def _of_one_partner(store: Glancing, text: str, wishes: Sequence[Wish]) -> int | None:
    """The partner whom they name and no more, have something to say to, or want fewer or more posts of."""
    wanted = wishes[:1] != (Wish.JOIN,) and bool(wishes) and PARTNERS_ANSWER.issuperset(wishes)
    told = is_for_a_partner(text) and Wish.STORIES not in mentioned(text)
    if not wanted and not told and not only_names(text):
        return None
    return (partner_named if wanted or told else partner_alone)(text, await store.called())


async def _looked(visit: Visit, text: str, meaning: Meaning) -> Screen:
    """The stories with their words, else what they may have wanted to type, else what they may mean."""
    words, asked = visit.words, _asks_for_stories(_likely(meaning) if meaning.sure else ())
    named = only_names(text) and Wish.THANKS not in meaning.wishes and not is_name(text)
    if asked or await rings(visit.store, text):
        otherwise = await _partner_or_else(visit, text, meaning)
        return await heard_screen(visit, text, otherwise, asked=asked or named, newest=asked and meaning.clear)
    if near := _nearly(words, text, meaning):
        return near
    if not meaning.wishes and (rather := await rather_heard(visit, text)):
        return rather_screen(words, rather[0], StoriesPage(by=rather[1]))
    unknown = None if meaning.sure or asks(text) else await unknown_place(visit.store, visit.state, visit.reader, text)
    if unknown:
        return unknown
    otherwise = await _partner_or_else(visit, text, meaning)
    if named and not meaning.wishes and one_word(text):
        return await heard_screen(visit, text, otherwise, asked=True)
    closest = near_screen if named else asking_screen
    worth_it = named or (asks(text) and not meaning.sure)
    return await closest(visit, text, otherwise) if worth_it else otherwise


def _nearly(words: Words, text: str, meaning: Meaning) -> Screen | None:
    """For a message that is nearly one that is known, if nothing speaks against it."""
    near = None if meaning.sure else mistyped_alias(text, words.form)
    if near is None or (meaning.wishes and near[1] not in meaning.wishes):
        return None
    if near[1] in PRESSES:
        return rather_screen(words, near[0], PRESSES[near[1]])
    return thanked_screen(words) if near[1] is Wish.THANKS else None


async def _partner_or_else(visit: Visit, text: str, meaning: Meaning) -> Screen:
    """The page of the partner of whom something is asked that the bot cannot answer: they can be written to there."""
    of_one = not meaning.sure and meaning.wishes and OF_A_PARTNER.issuperset(meaning.wishes)
    if of_one and (partner := partner_named(text, await visit.store.called())):
        return await partner_page(visit, PartnerPage(partner_id=partner))
    return _otherwise(visit.words, text, meaning)


def _likely(meaning: Meaning) -> tuple[Wish, ...]:
    """What can be offered."""
    return tuple(wish for wish in meaning.wishes if wish in PRESSES)


def _asks_for_stories(wishes: Sequence[Wish]) -> bool:
    """Whether they ask for stories, and perhaps name whose; 我想睇…嘅故事 sounds a little like telling one."""
    asked = set(wishes)
    if Wish.SHARE in asked:
        return wishes[0] is Wish.STORIES and asked <= {Wish.STORIES, Wish.PARTNERS, Wish.SHARE}
    return Wish.STORIES in asked and asked <= {Wish.STORIES, Wish.PARTNERS}


def _otherwise(words: Words, text: str, meaning: Meaning) -> Screen:
    """What is said when no story has their words."""
    if not any(map(str.isalnum, text)) and not ASKS.search(text):
        return noted_screen(words)
    if is_name(text):
        return here_screen(words, places_like(text))
    if not meaning.sure:
        return _guessed(words, text, meaning)
    if any(wish in PRESSES for wish in meaning.wishes):
        return suggesting_screen(words, meaning.wishes)
    if Wish.THANKS not in meaning.wishes or wants_more_than_to_thank(text):
        return unasked_screen(words)
    return thanked_screen(words) if Wish.THANKS in mentioned(text) else noted_screen(words)


def _guessed(words: Words, text: str, meaning: Meaning) -> Screen:
    """Of what is not sure: praise, stories when words and model agree on them, perhaps a tale, or a guess."""
    if mentioned(text) == (Wish.THANKS,) and not wants_more_than_to_thank(text):
        return thanked_screen(words)
    if meaning.wishes == mentioned(text) == (Wish.STORIES,):
        return suggesting_screen(words, meaning.wishes)
    tale = (Wish.SHARE,) if tells_at_length(text) else ()
    return unasked_screen(words, guesses=tuple(dict.fromkeys((*tale, *meaning.wishes))))


def _form_of_first_words(alias: Alias | None, heard: Heard, hint: str | None) -> Form | None:
    """What they write in, unless all they say is the hello of the whole world and their phone tells more."""
    if alias and alias.wish in WORLDWIDE and alias.forms == {Form.EN} and hint and hinted(hint):
        return None
    return heard.form or (next(iter(alias.forms)) if alias and len(alias.forms) == 1 else None) or heard.likely


def _strange(words: Words, heard: Heard) -> Markup | None:
    """What is said of a language, or of letters, that nobody reads here."""
    name = words.locale.languages.get(heard.foreign) if heard.foreign else None
    if name:
        return foreign_line(words, name)
    return letters_line(words, heard.letters) if heard.letters else None


async def anything_else(message: Message, state: FSMContext, speaker: Speaker, words: Words) -> None:
    """Pictures and all the rest; an album, which comes as many messages, is answered once."""
    album = message.media_group_id
    if album and await recall(state, ALBUM) == album:
        return
    if album:
        await remember(state, ALBUM, album)
    screen = unread_screen(words, *_good_for(message, words))
    await show(message, greeting_screen(words) if speaker.reader.form is None else screen)


def _good_for(message: Message, words: Words) -> Sequence[Row]:
    """What they may do with what they have sent."""
    if message.photo or message.video:
        return (story_row(words),)
    return (place_row(words),) if message.location else ()
