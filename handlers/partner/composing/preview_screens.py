"""Screens around a preview: the line above a letter, and the way on below it."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.actions.compare import borrowed_lines
from bot.content import Post
from bot.languages import Form
from bot.partners import Channel
from bot.words import Words
from handlers.partner.composing.card_screens import submit_button
from handlers.partner.pen import AT_HAND, AWAY
from handlers.partner.presses import Look, OpenDraft, OpenPost, button
from handlers.showing.screen import Screen, grid


def above_screen(words: Words, post: Post, seen_by: Form | Channel, hidden: Sequence[Form] = ()) -> Screen:
    """Whose letter follows, in which form when it is not their own, and what a channel gets behind a tap (`hidden`)."""
    if isinstance(seen_by, Channel):
        lines = [crowded_line(words, hidden)] if hidden else []
        gets = words.say("The channel “{channel}” gets:", channel=seen_by.title)
        return Screen(Markup("\n").join([*lines, gets]))
    chosen = post.version_for(seen_by)
    if chosen is None or chosen.version.form is seen_by:
        return Screen(words.say("A reader of {language} sees:", language=words.language(seen_by)))
    text = words.say(
        "A reader of {language} sees {given}, because there's no {language} version:",
        language=words.language(seen_by),
        given=words.language(chosen.version.form),
    )
    return Screen(text)


def crowded_line(words: Words, hidden: Sequence[Form]) -> Markup:
    """What does not fit into a channel's one message."""
    return words.say(
        "Its languages don't fit into one message together. A button below it opens the rest: {languages}. Shorter "
        "texts would fit.",
        languages=words.list([words.language(form) for form in hidden]),
    )


def below_screen(
    words: Words, post: Post, channels: Sequence[Channel], seen_by: Form | Channel, over: str = ""
) -> Screen:
    """The other readers, the channels, and the way back. `over`: the address where presses of its links are counted."""
    shown = seen_by if isinstance(seen_by, Form) else None
    forms = [button(_marked(form.mark, form is shown), Look(post_id=post.id, form=form)) for form in Form]
    rows = [tuple(forms)]
    for channel in channels:
        here = isinstance(seen_by, Channel) and seen_by.id == channel.id
        rows.append((button(_marked(channel.title, here), Look(post_id=post.id, channel_id=channel.id)),))
    way = []
    if post.state in AT_HAND | AWAY:
        way.append(button(words.say("Back to draft"), OpenDraft(post_id=post.id)))
    else:
        way.append(button(words.say("Back"), OpenPost(post_id=post.id)))
    if post.state in AT_HAND:
        way.append(submit_button(words, post))
    arrives = _arrives(words, over)
    told = [arrives, *borrowed_lines(words, post)]
    return Screen(Markup("\n").join([*told, words.say("Whose view would you like to see?")]), (*rows, *grid(way)))


def _arrives(words: Words, over: str) -> Markup:
    if not over:
        return words.say("This is exactly how it will arrive.")
    return words.say(
        "This is how it will arrive; only its links go through {address}, where presses are counted.", address=over
    )


def _marked(label: str, here: bool) -> str:  # noqa: FBT001 - it is what it says
    return f"▸ {label}" if here else label
