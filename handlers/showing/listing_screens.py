"""What every long list shows beside its things: the ways to its other pages and to its search; what is looked for."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.transport import Button, Rows
from bot.words import Words
from handlers.showing.screen import PAGE, Number, Screen


class Listed(CallbackData, prefix="listed"):
    """A page of a list, of those that hold what was typed; or the question what to look for. Each list has its own."""

    page: Number = 0
    sought: str = ""
    ask: bool = False


P = TypeVar("P", bound=Listed)


def anew(at: P) -> P:
    """The whole list, as it was narrowed by buttons."""
    return at.model_copy(update={"page": 0, "sought": "", "ask": False})


def asking_screen(words: Words, at: Listed, question: Callable[[Words], Markup] | None = None) -> Screen:
    """Asks what to look for."""
    asked = words.say("What are you looking for? Type a word or two of it, in any language or script.")
    return Screen(question(words) if question else asked, ((_everything(words, at),),))


def _everything(words: Words, at: Listed) -> Button:
    return Button(words.bare("Show all"), data=anew(at).pack())


def is_long(at: Listed, total: int) -> bool:
    """Whether there is something to look through."""
    return bool(at.sought) or total > PAGE


def search_rows(words: Words, at: Listed, total: int, *, always: bool = False) -> Rows:
    """The button to the search, where there is something to look through, and the way back to everything."""
    if not (always or is_long(at, total)):
        return ()
    ask = Button(words.bare("Search"), data=anew(at).model_copy(update={"ask": True}).pack())
    return ((ask, _everything(words, at)),) if at.sought else ((ask,),)


def arrows(at: Listed, total: int) -> tuple[Button, ...]:
    """To the pages before and after."""
    return arrows_of(at, at.page, total)


def arrows_of(at: CallbackData, page: int, total: int) -> tuple[Button, ...]:
    """As `arrows`, of any press that carries its `page`."""
    either = (("‹", page - 1, page > 0), ("›", page + 1, (page + 1) * PAGE < total))
    return tuple(Button(sign, data=at.model_copy(update={"page": to}).pack()) for sign, to, leads in either if leads)


def newer_older(words: Words, at: Listed, total: int) -> tuple[Button, ...]:
    """As `arrows`, of what has its order in time."""
    names = {"‹": words.bare("‹ Newer"), "›": words.bare("Older ›")}
    return tuple(Button(names[each.label], each.data) for each in arrows(at, total))


def only_lines(words: Words, at: Listed, total: int, filters: Sequence[Markup] = ()) -> list[Markup]:
    """What is shown alone; and that nothing holds what was typed."""
    told = [*filters, words.say("“{title}”", title=at.sought)] if at.sought else list(filters)
    only = [words.say("Only: {filters}", filters=Markup(" · ").join(told))] if told else []
    if total or not at.sought:
        return only
    return [*only, words.say("I found nothing here. Try a shorter piece of it, or another word.")]
