"""Questions about what was said while a post is open and is likely no text of it."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.content import Post
from bot.hearing.tasks import Task
from bot.transport import Button
from bot.words import Words
from handlers.partner.composing.card_screens import part_buttons, submit_button
from handlers.partner.how_screens import OF_ADMINS, TOLD, how_line
from handlers.partner.planning.schedule_screens import moment_of
from handlers.partner.presses import Act, LinkBelow, Press, Take, button
from handlers.showing.screen import Screen
from handlers.staff.asking_screens import PassToAdmins, ask_button, pass_screen
from handlers.turns.menus import commands


def when_screen(words: Words, post: Post) -> Screen:
    """It says when the post goes out: that is for later, and kept if it is a moment and not how often."""
    text = words.say("Is that when it should go out? Submit it first: once it's approved, send me that time again.")
    if post.wished:
        moment = moment_of(words, post.wished)
        text = words.say(
            "Is that when it should go out? Noted: {moment}. Submit the post; once it's approved, one press gives it "
            "that time.",
            moment=moment,
        )
    return _screen(words, post.id, text, submit_button(words, post))


def order_screen(words: Words, post: Post) -> Screen:
    """It sounds like an order to the bot: what comes next, for this post."""
    text = words.say(
        "Is that for me, and not part of the post? Submit the post here; once it's approved, it gets its time."
    )
    return _screen(words, post.id, text, submit_button(words, post))


def work_screen(words: Words, post_id: int, table: tuple[tuple[str, str], ...], asked: Sequence[Task] = ()) -> Screen:
    """A sentence about their work, or none about anything: what was `asked`, the commands; the draft is kept."""
    lines = [how_line(words, task) for task in asked if task in TOLD]
    text = _for_whom(words, lines, commands(words, table) if table else None)
    return _asked(words, post_id, text, *_to_admins(words, asked))


def part_screen(words: Words, post: Post, tasks: Sequence[Task], *, asks: bool = False) -> Screen:
    """It speaks of the making of the post: the button for it, and how it is done if it `asks` or there is none."""
    found = {task: part_buttons(words, post, task) for task in tasks}
    lines = [how_line(words, task) for task in tasks if asks or not found[task]]
    rows = [buttons for buttons in found.values() if buttons]
    return _asked(words, post.id, _for_whom(words, lines), *rows, *_to_admins(words, tasks))


def _for_whom(words: Words, lines: Sequence[Markup], more: Markup | None = None) -> Markup:
    """The answer, if it is a question to the bot, and whether it is one."""
    asked = words.say("Is that meant for me, or is it part of the post?")
    return Markup("\n\n").join((*lines, asked, *([more] if more else [])))


def _to_admins(words: Words, tasks: Sequence[Task]) -> list[tuple[Button, ...]]:
    """What is theirs to do they can be asked about."""
    return [(ask_button(words),)] if OF_ADMINS.intersection(tasks) else []


def people_screen(words: Words, post: Post) -> Screen:
    """It speaks of the admins: it may be for them, or another question."""
    asked = pass_screen(words)
    return _asked(words, post.id, asked.text, *asked.rows)


def link_screen(words: Words, post: Post) -> Screen:
    """An address alone, or behind a few words: most likely a button."""
    below = button(words.say("Make it a button"), LinkBelow(post_id=post.id))
    return _screen(words, post.id, words.say("Should this link become a button under the post?"), below)


def for_admins_too(words: Words, screen: Screen) -> Screen:
    """The same question; the words may be for the admins as well."""
    passing = (Button(words.say("Send it to the admins"), PassToAdmins().pack()),)
    *likely, is_text, back = screen.rows
    known = any(one.data == passing[0].data for row in likely for one in row)
    return screen if known else Screen(screen.text, (*likely, passing, is_text, back))


def _screen(words: Words, post_id: int, text: Markup, *likely: Button) -> Screen:
    return _asked(words, post_id, text, *((each,) for each in likely))


def _asked(words: Words, post_id: int, text: Markup, *likely: tuple[Button, ...]) -> Screen:
    """The likely answers, that it is a text after all, or neither."""
    is_text = button(words.say("It's part of the post"), Take(post_id=post_id))
    back = button(words.say("Back to draft"), Press(act=Act.CARD, post_id=post_id))
    return Screen(text, (*likely, (is_text,), (back,)))
