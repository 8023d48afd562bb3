"""Correcting a post that was sent: what of it, what it should be, both side by side, and what became of it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup

from bot.actions.compare import compared
from bot.actions.correction_notices import Rival, rivals_lines, rounds_lines
from bot.content import Post, Version
from bot.languages import Form
from bot.mistakes import Mistake
from bot.ports.page import Page
from bot.texts import shortened, units, visible
from bot.transport import Button
from bot.words import Words
from handlers.correcting.waiting_screens import NONE, Proposal, waiting_lines, waiting_rows
from handlers.sending.broadcast_screens import Correct, OpenSending, SendingPress
from handlers.sending.facts import Act
from handlers.showing.screen import Number, Screen, grid

WHOLE = 3500
"""UTF-16 units of the present text that are shown with its formatting; of a longer one only the beginning."""
BEGINNING = 1500
SEEN = 16


class CorrectWays(CallbackData, prefix="fixb"):
    """Correct the buttons of a sending, or, `seen`, look at the change that was made so far."""

    broadcast_id: Number
    seen: bool = False


class CorrectPicture(CallbackData, prefix="fixp"):
    """Put another picture in place of one of a sending; no place: ask which."""

    broadcast_id: Number
    no: Number | None = None


class Correcting(StatesGroup):
    """A corrected text is awaited. Data: broadcast_id, form, and text once one was sent."""

    text = State()


class CorrectSure(CallbackData, prefix="fix!"):
    """Yes, this text; `seen` is the beginning of its fingerprint. `alone`: without the other script."""

    broadcast_id: Number
    form: Form
    seen: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A correction as it stands before its author's yes. `chats` is how many have it and would see it change."""

    broadcast_id: int
    title: str
    old: Version
    new: Version
    chats: int
    alone: bool
    """Their word is enough; otherwise an admin is asked."""
    beside: tuple[Version, Version] | None = None
    """The other script that is derived from it: as it is, and as it would be made from the new text."""
    left: Mistake | None = None
    """Why the other script that is derived from it stays as it is: it would get too long."""
    like: Form | None = None
    """The language that the new text surely is in, when it is another than its readers get."""
    rivals: Sequence[Rival] = ()
    """What waits for the same."""
    beside_it: Markup | None = None
    """What becomes of the picture that came with the text."""
    again: bool = False
    """The post comes again."""
    held_back: bool = False
    """Some readers have it only in a digest or among the stories."""


def seen_of(text: str) -> str:
    """The beginning of a text's fingerprint."""
    return hashlib.sha256(text.encode()).hexdigest()[:SEEN]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A language that shall be corrected, and that the post is not in."""

    form: Form
    writes: bool
    """Who asks writes for the partner, and can follow it up."""


def what_question_screen(
    words: Words, post: Post, broadcast_id: int, waiting: Page[Proposal] = NONE, lacking: Lacking | None = None
) -> Screen:
    """Asks what shall be corrected, and says what cannot be, and what waits for an admin."""
    buttons = [
        Button(words.language(form, begins=True), Correct(broadcast_id=broadcast_id, form=form).pack())
        for form in Form
        if form in post.versions
    ]
    lines = [
        Markup("<b>{}</b>").format(post.title_at_work(words.form)),
        *_lacking(words, post, lacking),
        words.say("What needs correcting? Choose the language of a text, or send the whole text as it should be."),
    ]
    others = [Button(words.bare("The buttons"), CorrectWays(broadcast_id=broadcast_id).pack())]
    if post.media:
        others.append(Button(words.bare("A picture"), CorrectPicture(broadcast_id=broadcast_id).pack()))
        lines.append(
            words.say(
                "Pictures can be replaced, but none can be added or taken away: for that, recall the post and send it "
                "again, or write a follow-up."
            )
        )
    else:
        lines.append(_no_picture(words))
    lines += waiting_lines(words, waiting)
    follow = Button(words.bare("Write a follow-up"), SendingPress(act=Act.FOLLOW_UP, broadcast_id=broadcast_id).pack())
    below = ((follow,),) if lacking and lacking.writes else ()
    rows = (*grid(buttons), tuple(others), *below, *waiting_rows(words, waiting), (leave(words, broadcast_id),))
    return Screen(Markup("\n").join(lines), rows)


def _no_picture(words: Words) -> Markup:
    return words.say(
        "No picture can be added any more: for that, recall the post and send it again, or write a follow-up."
    )


def picture_line(words: Words, post: Post) -> Markup:
    """A picture came where a text is awaited: how one is replaced, or that none can come."""
    if not post.media:
        return _no_picture(words)
    return words.say(
        "The picture that you sent is left out here. To replace one, first press “{button}”.",
        button=words.bare("A picture"),
    )


def _lacking(words: Words, post: Post, lacking: Lacking | None) -> list[Markup]:
    """What its readers got in its place, and what brings it yet."""
    chosen = post.version_for(lacking.form) if lacking else None
    if lacking is None or chosen is None:
        return []
    told = words.say(
        "This post has no {language} text, and none can be added to it any more: its readers got {other}. A follow-up "
        "can bring it.",
        language=words.language(lacking.form),
        other=words.language(chosen.version.form),
    )
    return [told, Markup("")]


def text_question_screen(words: Words, version: Version, broadcast_id: int, wrong: Markup | None = None) -> Screen:
    """Asks for the corrected text, and shows the present one."""
    shown = visible(version.text)
    whole = Markup(version.text) if units(shown) <= WHOLE else Markup.escape(shortened(shown, BEGINNING))  # noqa: S704 - kept HTML
    lines = [wrong, Markup("")] if wrong is not None else []
    lines += [
        words.say(
            "Send the whole {language} text as it should be. Now it says:", language=words.language(version.form)
        ),
        Markup(""),
        whole,
    ]
    return Screen(Markup("\n").join(lines), ((leave(words, broadcast_id),),))


def compare_screen(words: Words, change: Change) -> Screen:
    """Both texts with what changes, those of the script that is made from it too, and how many copies it is about."""
    copies = words.plural(
        "{n} chat has this text; its copy changes in place, without a sound.",
        "{n} chats have this text; their copies change in place, without a sound.",
        change.chats,
    )
    lines = [
        Markup("<b>{}</b> · {}").format(change.title, words.language(change.new.form, begins=True)),
        Markup(""),
        *compared(words, (change.old, change.new), change.beside),
        Markup(""),
        *_left(words, change.left),
        *_like(words, change),
        *([change.beside_it] if change.beside_it else []),
        copies,
        *_held_back_line(words, change),
        *rounds_lines(words, again=change.again),
    ]
    if not change.alone:
        lines.append(words.say("An admin looks at it first."))
    lines += rivals_lines(words, change.rivals)
    again = Correct(broadcast_id=change.broadcast_id, form=change.new.form)
    return Screen(
        Markup("\n").join(lines),
        (
            *_yes(words, change),
            (Button(words.bare("Write it again"), again.pack()),),
            (leave(words, change.broadcast_id),),
        ),
    )


def _held_back_line(words: Words, change: Change) -> list[Markup]:
    """What becomes of those who have no copy of their own, and may have opened it."""
    if not change.held_back:
        return []
    told = words.say(
        "Some readers have it only in a digest or under /stories: it opens with the new text from now on, but what "
        "they opened already stays as it was."
    )
    return [told]


def _left(words: Words, left: Mistake | None) -> list[Markup]:
    if left is None:
        return []
    told = words.say(
        "The {language} text that is made from it would be {over} characters too long, so it stays as it is. To change "
        "both, send this one shorter.",
        language=words.language(Form(str(left.facts["form"]))),
        over=words.number(int(str(left.facts["over"]))),
    )
    return [told, Markup("")]


def _yes(words: Words, change: Change) -> tuple[tuple[Button, ...], ...]:
    """The whole; or without the script that is made from it."""
    label = words.say("✓ Correct every copy") if change.alone else words.say("Propose it to the admins")
    whole = CorrectSure(
        broadcast_id=change.broadcast_id, form=change.new.form, seen=seen_of(change.new.text), alone=False
    )
    if change.beside is None:
        return ((Button(label.unescape(), whole.pack()),),)
    only = words.say("Only {language}", language=words.language(change.new.form))
    alone = whole.model_copy(update={"alone": True})
    return (Button(label.unescape(), whole.pack()),), (Button(only.unescape(), alone.pack()),)


def _like(words: Words, change: Change) -> list[Markup]:
    if change.like is None:
        return []
    unlike = words.say("This doesn't look like {language}, but like {other}.",
                       language=words.language(change.new.form), other=words.language(change.like))  # fmt: skip
    return [Markup("⚠ {}").format(unlike)]


def leave(words: Words, broadcast_id: int) -> Button:
    """Back to the sending, with nothing corrected."""
    return Button(words.bare("Keep as it is"), OpenSending(broadcast_id=broadcast_id).pack())
