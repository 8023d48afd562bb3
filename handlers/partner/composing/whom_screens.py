"""Whom a post is for: everybody who follows, or the readers of some places."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.content import Post
from bot.places import Place
from bot.words import Words
from handlers.partner.composing.card_screens import back_to, title_of
from handlers.partner.presses import Whom, button
from handlers.showing.roughly import shown
from handlers.showing.screen import Screen, grid
from handlers.staff.reach import Reach, reach_lines, whom_line


def whom_screen(words: Words, post: Post, reach: Reach, counts: Mapping[Place | None, int]) -> Screen:
    """The places, each with about how many followers; what is chosen has a tick."""
    everybody = words.say("All readers") if post.everybody else words.say("All followers")
    lines = [
        Markup("<b>{}</b>").format(title_of(post, words)),
        words.say("Who is it for?"),
        Markup(""),
        *([] if post.places else [whom_line(words, post.whom)]),
        *reach_lines(words, reach),
        *([words.say("Readers elsewhere who follow one of these places get it too.")] if post.places else []),
    ]
    places = [
        button(
            _ticked(f"{words.place(place)} · {shown(words, counts.get(place, 0))}", chosen=place in post.places),
            Whom(post_id=post.id, place=place, on=place not in post.places),
        )
        for place in Place
    ]
    first = button(_ticked(everybody.unescape(), chosen=not post.places), Whom(post_id=post.id, everybody=True))
    return Screen(Markup("\n").join(lines), ((first,), *grid(places), (back_to(words, post),)))


def _ticked(label: str, *, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label
