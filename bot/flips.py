"""The row of marks under a letter: the other forms of the same post, each a tap away.

A button carries the post's number and a form, nothing of the moment: it works as long as the post is kept.
"""

from collections.abc import Collection

from bot.content import Post
from bot.languages import Form
from bot.transport import Button

FLIP = "flip"
"""What such a button's data begins with."""
_ALONE = 2


def flip_row(post: Post, shown: Form) -> tuple[tuple[Button, ...], ...]:
    """All forms that the post is written in, the shown one dotted; no row when there is only one.

    Telegram puts no buttons under an album: with a row, its text comes below it, in a message that bears them.
    """
    if len(post.versions) < _ALONE:
        return ()
    forms = [form for form in Form if form in post.versions]
    return (tuple(_button(post, form, f"• {form.mark}" if form is shown else form.mark) for form in forms),)


def other_forms_row(post: Post, shown: Collection[Form]) -> tuple[tuple[Button, ...], ...]:
    """Under a channel's post, which everybody sees alike: only what it does not show, opened for whoever taps."""
    forms = [form for form in Form if form in post.versions and form not in shown]
    return (tuple(_button(post, form, form.mark) for form in forms),) if forms else ()


def _button(post: Post, form: Form, label: str) -> Button:
    return Button(label, f"{FLIP}:{post.id}:{form}")
