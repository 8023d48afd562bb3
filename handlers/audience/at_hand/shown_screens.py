"""Answers to what is asked of a story that was just shown: what it says of it, and who would know more."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.content import Post
from bot.partners import Partner
from bot.recurrence import city_day
from bot.texts import shortened, visible
from bot.translating.sentences import cut
from bot.transport import Button, Row, Rows
from bot.words import Words, marked
from handlers.audience.at_hand.pointing import FACTS, Points
from handlers.audience.home_screens import StoriesPage, back_home, doors, paragraphs
from handlers.audience.library.shelves import PARTNERS
from handlers.audience.library.stories_screens import ChooseStories, FindStories, StoryIn
from handlers.audience.receiving.partners_screens import PartnerPage, WriteTo
from handlers.showing.screen import Screen

NAME = 30
"""Characters of a name or title on a button."""
TITLE = 60
"""Characters of a title within a sentence."""
BEGINNING = 240
"""Characters of a story that stand for it in short."""
MOST_QUOTED = 2
_UNTOLD = {
    Points.WHEN: marked("“{title}” doesn't say when. It came out on {day}."),
    Points.WHERE: marked("“{title}” doesn't say exactly where that is, or how to get there."),
    Points.PRICE: marked("“{title}” doesn't say what it costs."),
    Points.STILL: marked("Whether that still goes on, I don't know: “{title}” came out on {day}."),
    Points.JOIN: marked("“{title}” doesn't say how one can take part."),
}
_TOLD = {
    Points.WHEN: marked("“{title}” came out on {day} and says: “{said}”"),
    Points.WHERE: marked("“{title}” says: “{said}”"),
    Points.PRICE: marked("“{title}” says: “{said}”"),
    Points.STILL: marked("Whether that still goes on, I don't know: “{title}” came out on {day} and says: “{said}”"),
    Points.JOIN: marked("“{title}” says: “{said}”"),
}
FACTUAL = frozenset(_TOLD)
"""What only the story itself, or its partner, may tell."""


def fact_screen(words: Words, post: Post, partner: Partner, points: Points) -> Screen:
    """Who wrote it; or what it says of what is asked, or that it does not, and who may know."""
    title, name = _title(words, post), partner.name(words.form)
    if points is Points.AUTHOR:
        by = words.say("“{title}” is by <b>{partner}</b>, a partner of the city.", title=title, partner=name)
        credit = words.say("It was told to them by {name}.", name=post.credit) if post.credit else ""
        return Screen(paragraphs(by, credit), _of_partner(words, partner))
    if points is Points.PICTURES:
        told = words.say("“{title}” has no pictures: it's told in words alone.", title=title)
        return Screen(told, _of_partner(words, partner))
    said = _quoted(words, post, points)
    day = words.day(city_day(post.sent_at)) if post.sent_at else ""
    told = words.say(_TOLD[points] if said else _UNTOLD[points], title=title, day=day, said=said)
    more = "" if partner.retired_at else words.say("I know no more than that; {partner} may.", partner=name)
    return Screen(paragraphs(told, more), _of_partner(words, partner))


def untold_screen(words: Words, post: Post, partner: Partner) -> Screen:
    """Nothing more is known of it than what it says, whatever was asked."""
    told = words.say("Of “{title}” I know only what stands in it.", title=_title(words, post))
    more = (
        ""
        if partner.retired_at
        else words.say("I know no more than that; {partner} may.", partner=partner.name(words.form))
    )
    return Screen(paragraphs(told, more), _of_partner(words, partner))


def short_screen(words: Words, post: Post) -> Screen:
    """How it begins: nobody here retells it."""
    lines = [line for line in _lines(words, post)[1:] if line]
    begins = shortened(" ".join(lines[:MOST_QUOTED]) or _title(words, post), BEGINNING)
    text = paragraphs(
        words.say("In short, <b>{title}</b>: “{said}”", title=_title(words, post), said=begins),
        words.say("That's how it begins; I can't sum it up in words of my own."),
    )
    whole = Button(words.say("Read all of it"), StoryIn(post_id=post.id, form=words.form, page=0).pack())
    return Screen(text, ((whole,), (Button(words.say("Stories"), StoriesPage(below=True).pack()), back_home(words))))


def alike_screen(words: Words, post: Post, other: Post | None) -> Screen:
    """The nearest story, to be opened; or that there is none."""
    if other is None:
        told = words.say("I have no other story like “{title}” yet.", title=_title(words, post))
        return Screen(told, doors(words))
    told = words.say("The nearest to it is “{title}”. Shall I show it?", title=_title(words, other))
    theirs = Button(words.say("By the same partner"), StoriesPage(by=f"{PARTNERS}{post.partner_id}").pack())
    return Screen(told, (_shows(words, other), (theirs,), (back_home(words),)))


def edge_screen(words: Words, by: str, page: int, *, first: bool, other: Post | None = None) -> Screen:
    """No story stands before the first of a list, none after the last; another one that is not of it may be shown."""
    told = words.say("That was the first of the list.") if first else words.say("That was the last of the list.")
    back = Button(words.say("‹ Stories"), StoriesPage(page=page, by=by).pack())
    rows: Rows = ((back,), (back_home(words),))
    if other is None:
        return Screen(told, rows)
    offer = words.say("The newest of the others is “{title}”. Shall I show it?", title=_title(words, other))
    return Screen(paragraphs(told, offer), (_shows(words, other), *rows), offers=True)


def none_screen(words: Words) -> Screen:
    """None of the list was it."""
    told = words.say("None of these, then. What are you looking for? A word or two will do, or look here:")
    rows = (
        (Button(words.say("Search"), FindStories().pack()), Button(words.say("Browse"), ChooseStories().pack())),
        (back_home(words),),
    )
    return Screen(told, rows)


def which_of_screen(words: Words, rows: Rows) -> Screen:
    """They ask something of one story, where several are listed: its number, below which it opens."""
    return Screen(words.say("Which one do you mean? Press its number."), rows)


def which_screen(words: Words, buttons: Sequence[Button], *, instead: bool = False) -> Screen:
    """A yes to several things; or a yes with a change, which is not to be had."""
    told = words.say("Not just so. This is what I can do:") if instead else words.say("Which of these? Press one:")
    return Screen(told, (*((each,) for each in buttons), (back_home(words),)))


def kept_as_is_screen(words: Words) -> Screen:
    """A no to what was offered."""
    return Screen(words.say("All right. Nothing changes."), doors(words))


def not_yet_screen(words: Words, offer: Markup, rows: Rows) -> Screen:
    """They would undo what was not done: the offer stands."""
    return Screen(paragraphs(words.say("Nothing has changed yet: I only asked."), offer), rows, offers=True)


def as_before_screen(words: Words, rows: Rows) -> Screen:
    """They would have a setting as it was."""
    told = words.say("How it was before I didn't keep. Here you can set it as you like:")
    return Screen(told, rows)


def stays_screen(words: Words, until: Markup | None) -> Screen:
    """How long what they have set will last."""
    return Screen(until or words.say("It stays like this until you change it."), doors(words))


def _of_partner(words: Words, partner: Partner) -> tuple[Row, ...]:
    """Its page, and writing to it where somebody may read that."""
    page = Button(shortened(partner.name(words.form), NAME), PartnerPage(partner_id=partner.id).pack())
    if partner.retired_at is not None:
        return ((page,), (back_home(words),))
    write = Button(words.say("Write to them"), WriteTo(partner_id=partner.id).pack())
    return ((write,), (page,), (back_home(words),))


def _shows(words: Words, post: Post) -> Row:
    return (Button(words.say("Show it"), StoryIn(post_id=post.id, form=words.form, page=0).pack()),)


def _title(words: Words, post: Post) -> str:
    return shortened(post.title_in(words.form) or words.bare("A story without words"), TITLE)


def _lines(words: Words, post: Post) -> list[str]:
    """Its sentences as they are read, the title first."""
    chosen = post.version_for(words.form)
    return [visible(each.text).strip() for each in cut(chosen.version.text)] if chosen else []


def _quoted(words: Words, post: Post, points: Points) -> str:
    """Its sentences that tell this."""
    told = [line for line in _lines(words, post)[1:] if FACTS[points].search(line)]
    return shortened(" ".join(told[:MOST_QUOTED]), BEGINNING)
