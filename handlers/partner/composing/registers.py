"""What an author is told of a text that reads, or is written, like another language than it is marked as."""

from markupsafe import Markup

from bot.content import Post
from bot.forms.conversion import written
from bot.forms.register import other_register, second_language
from bot.forms.scripts import counted
from bot.languages import HAN, Form
from bot.texts import visible
from bot.transport import Button
from bot.words import Words
from handlers.partner.presses import Act, Move, Press, button


def doubt_about(post: Post, saved: Form | None) -> Form | None:
    """The form that a text just saved seems to be in rather; none when its mark may well be right."""
    if saved is None or saved not in HAN or saved not in post.versions:
        return None
    return other_register(visible(post.versions[saved].text), saved)


def register_line(words: Words, saved: Form) -> Markup:
    """Cantonese that reads like formal Chinese, or the reverse; the author knows better."""
    if saved is Form.YUE:
        return words.say(
            "It's marked as {language}, but reads like formal written Chinese, not like spoken Cantonese. The choice "
            "is yours.",
            language=words.language(saved),
        )
    return words.say(
        "It's marked as {language}, but reads like spoken Cantonese. The choice is yours.",
        language=words.language(saved),
    )


_SHOWN = 8
"""Characters that are shown of those that do not belong; more would be the whole text."""


def script_lines(words: Words, post: Post, saved: Form | None) -> list[Markup]:
    """The characters of a text just saved that its readers' script does not have: half converted, or not at all."""
    if saved not in HAN or saved not in post.versions:
        return []
    odd = dict.fromkeys(char for char in written(post.versions[saved].text) if _strange(char, saved))
    if not odd:
        return []
    said = words.say(
        "Some characters in the {language} text aren't in its script: {characters}. Please look at them.",
        language=words.language(saved),
        characters=" ".join(list(odd)[:_SHOWN]) + (" …" if len(odd) > _SHOWN else ""),
    )
    return [said, Markup("")]


def mixed_lines(words: Words, post: Post, saved: Form | None) -> list[Markup]:
    """Two languages in the text just saved, where each reader gets one whole version."""
    version = post.versions.get(saved) if saved else None
    other = second_language(visible(version.text), version.form) if version else None
    if version is None or other is None:
        return []
    said = words.say(
        "Part of the {language} text is in {other}. Send each language as a message of its own, and every reader gets "
        "theirs.",
        language=words.language(version.form),
        other=words.language(other),
    )
    return [said, Markup("")]


def _strange(char: str, form: Form) -> bool:
    counts = counted(char)
    return bool(counts.traditional if form is Form.ZH_HANS else counts.simplified)


def register_row(words: Words, post: Post, saved: Form, other: Form) -> tuple[Button, ...]:
    """Change the mark, or keep it."""
    mark = words.say("Mark it as {language}", language=words.language(other))
    change = button(mark, Move(post_id=post.id, was=saved, form=other))
    keep = button(words.say("Keep {language}", language=words.language(saved)), Press(act=Act.CARD, post_id=post.id))
    return change, keep
