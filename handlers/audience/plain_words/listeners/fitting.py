"""What a meaning leaves for this reader and this text: not every likely wish is one of theirs."""

from dataclasses import replace

from bot.hearing.aliases import Wish, mentioned
from bot.hearing.meaning import ENDING, Meaning
from bot.people import Reader
from handlers.audience.answering.answers_screens import ANSWERS
from handlers.audience.plain_words.kinds_refused import refuses_a_kind, seldom, still_wants
from handlers.audience.plain_words.telling import tells_at_length
from handlers.audience.receiving.pause import asks_of_a_day


def fitting(text: str, meaning: Meaning, reader: Reader) -> Meaning:
    """Whoever gets posts hardly asks for them anew: that comes to mind only where nothing but an end does.

    Who refuses one kind of post hardly wants an end of all; who is reminded too often, no reminder. Who tells something
    at length hardly asks what a few words answer. Who gets none and would keep on getting some wants them again. What
    is open until Monday asks for no pause.
    """
    if meaning.wishes[:1] == (Wish.STOP,) and Wish.FEWER not in meaning.wishes and refuses_a_kind(text):
        meaning = Meaning((Wish.FEWER, *meaning.wishes), sure=meaning.sure)
    if not reader.reachable and meaning.wishes[:1] != (Wish.FORGET,) and still_wants(text):
        return Meaning((Wish.START,), sure=True, clear=True)
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
