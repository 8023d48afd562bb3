"""Screens of submitting: what is missing, and that it is on its way."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.content import Post
from bot.languages import Form
from bot.words import Words
from handlers.partner.card_screens import makeable, title_of
from handlers.partner.presses import Act, Pages, Press, Shelf, button
from handlers.partner.preview_screens import crowded_line
from handlers.screen import Screen


def missing(post: Post) -> list[Form]:
    """Forms whose readers would get another."""
    return [form for form in Form if form not in post.versions]


Crowded = Mapping[str, tuple[Form, ...]]
"""Titles of channels, and what a tap opens there because it does not fit beside the rest."""


def submit_screen(words: Words, post: Post, crowded: Crowded | None = None) -> Screen:
    """Which languages are missing, and what their readers get instead."""
    lines = [Markup("{}: {}").format(title, crowded_line(words, hidden)) for title, hidden in (crowded or {}).items()]
    lines += [words.say("<b>Some languages are missing</b>")] if missing(post) else []
    for form in missing(post):
        chosen = post.version_for(form)
        if chosen is not None:
            given = chosen.version.form.endonym
            lines.append(words.say("Readers of {language} will get {given}.", language=form.endonym, given=given))
    rows = [(button(words.say("Submit as it is"), Press(act=Act.SUBMIT_SURE, post_id=post.id)),)]
    for form in makeable(post):
        label = words.say("Make {language}", language=form.endonym)
        rows.append((button(label, Press(act=Act.DERIVE, post_id=post.id, form=form)),))
    rows.append((button(words.say("Add a language"), Press(act=Act.CARD, post_id=post.id)),))
    return Screen(Markup("\n").join(lines), tuple(rows))


def submitted_screen(words: Words, post: Post) -> Screen:
    """It is with the admins now."""
    text = words.say(
        "✓ Submitted: “{title}”. An admin will look at it, and I will tell you.", title=title_of(post, words)
    )
    return Screen(text, ((button(words.say("All drafts"), Pages(shelf=Shelf.DRAFTS)),),))
