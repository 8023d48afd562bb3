"""The row of marks under a letter: the other forms of the same post, each a tap away, and a way to less of this.

A button carries the post's number and a form, nothing of the moment: it works as long as the post is kept.
"""

from collections.abc import Collection

from bot.content import Post
from bot.languages import Form
from bot.transport import Button, Rows

FLIP = "flip"
"""What such a button's data begins with."""
LESS = "less"
"""What the data of the way to less of this begins with."""
BELL = "🔕"
SHOWN = "• "
"""Before the mark of the form that a letter shows."""
_ALONE = 2


def marks_row(post: Post, shown: Form, less: str) -> Rows:
    """All forms that the post is written in, the shown one dotted, and the bell; alone the bell says what it is for.

    Telegram puts no buttons under an album: in several forms its text comes below it, in a message that bears them; in
    one form it stays the caption, and `less_command` stands in it instead of a row.
    """
    if less_command(post):
        return ()
    bell = Button(BELL, f"{LESS}:{post.id}:{shown}")
    if len(post.versions) < _ALONE:
        return ((bell._replace(label=f"{BELL} {less}"),),)
    forms = [form for form in Form if form in post.versions]
    marks = [_button(post, form, f"{SHOWN}{form.mark}" if form is shown else form.mark) for form in forms]
    return ((*marks, bell),)


def less_command(post: Post) -> str | None:
    """What stands under an album that bears no buttons: the bell as a command."""
    bare = len(post.versions) < _ALONE and len(post.media) >= _ALONE and not post.ways
    return f"/{LESS}_{post.id}" if bare else None


def other_forms_row(post: Post, shown: Collection[Form]) -> Rows:
    """Under a channel's post, which everybody sees alike: only what it does not show, opened for whoever taps."""
    forms = [form for form in Form if form in post.versions and form not in shown]
    return (tuple(_button(post, form, form.mark) for form in forms),) if forms else ()


def _button(post: Post, form: Form, label: str) -> Button:
    return Button(label, f"{FLIP}:{post.id}:{form}")
