"""What letters of notices are made of."""

from markupsafe import Markup

from bot.transport import Button, Letter


def with_button(text: Markup, label: Markup, data: str) -> Letter:
    """A letter with one button."""
    return Letter(text, rows=((Button(str(label.unescape()), data=data),),))
