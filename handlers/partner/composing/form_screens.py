"""A draft in one of its languages: the text on a page of its own, and which language it really is."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.content import Post
from bot.gate import Light, light
from bot.languages import Form
from bot.texts import visible
from bot.transport import Button
from bot.words import Words
from handlers.partner.composing.card_screens import back_to
from handlers.partner.presses import Act, Move, Press, button
from handlers.showing.screen import Screen, grid

EXCERPT = 600
"""Characters of a version shown on its own page."""


def form_screen(words: Words, post: Post, form: Form, size: tuple[int, int], more: Sequence[Button] = ()) -> Screen:
    """One version: how it begins, how long it is with its footer (`size`: length, limit), what can be done to it."""
    text = visible(post.versions[form].text).strip()
    excerpt = text if len(text) <= EXCERPT else text[:EXCERPT] + "…"
    length, limit = (words.number(n) for n in size)
    lines = [
        Markup("<b>{}</b>").format(words.language(form, begins=True)),
        words.say("{length} of {limit} characters, with its footer", length=length, limit=limit),
        Markup("\n{}\n").format(excerpt),
        words.say("To replace it, just send the new text."),
    ]
    stale = light(post, form) is Light.STALE
    if stale:
        lines.append(
            words.say(
                "⚠ The {source} text, which this follows, has changed since. Send a new text, "
                "or say that this one still says the same.",
                source=words.language(post.source) if post.source else "",
            )
        )
    right = button(words.say("✓ It still says the same"), Press(act=Act.RIGHT, post_id=post.id, form=form))
    rows = (
        ((right,) if stale else ()),
        (
            button(words.say("Remove it"), Press(act=Act.REMOVE, post_id=post.id, form=form)),
            button(words.say("It's another language"), Move(post_id=post.id, was=form)),
        ),
        tuple(more),
        (back_to(words, post),),
    )
    return Screen(Markup("\n").join(lines), tuple(row for row in rows if row))


def move_screen(words: Words, post: Post, was: Form) -> Screen:
    """Asks which language it really is."""
    others = [
        button(
            words.language(form, begins=True) + (" ✓" if form in post.versions else ""),
            Move(post_id=post.id, was=was, form=form),
        )
        for form in Form
        if form is not was
    ]
    text = words.say("It was saved as {language}. Which language is it?", language=words.language(was))
    return Screen(text, (*grid(others), (back_to(words, post),)))


def move_over_screen(words: Words, post: Post, move: Move) -> Screen:
    """Another text stands there already: asks whether to replace it."""
    form = move.form or move.was
    text = words.say("There's already a text in {language}. Replace it with this one?", language=words.language(form))
    sure = Move(post_id=post.id, was=move.was, form=form, sure=True)
    return Screen(text, ((button(words.say("Replace it"), sure), back_to(words, post)),))
