"""The vote for the story of the month."""

from collections.abc import Sequence
from datetime import date

from aiogram.filters.callback_data import CallbackData

from bot.content import Post
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import TellStory, back_home, doors, paragraphs
from handlers.audience.library.stories_screens import ReadStory
from handlers.showing.screen import Number, Screen


class Vote(CallbackData, prefix="a_vote"):
    """My vote goes to a story."""

    share_id: Number


def vote_screen(
    words: Words,
    choices: Sequence[tuple[int, Post]],
    mine: int | None,
    best: Post | None,
    following: date | None = None,
) -> Screen:
    """Last month's stories, each to be read and to be chosen (by its share's number); and the one chosen before.

    Where there is none, when the next vote begins: `following`, if a story has come out for it.
    """
    before = words.say("The last story of the month: “{title}”.", title=best.title_in(words.form)) if best else ""
    if not choices:
        none = words.say(
            "No citizen's story came out last month, so there's nothing to vote for. Tell yours with /share."
        )
        begins = (
            words.say("The next vote begins on {day}, between the stories of this month.", day=words.day(following))
            if following
            else words.say("As soon as one comes out, there's a vote in the month after.")
        )
        tell = Button(words.say("Tell your own story"), TellStory().pack())
        return Screen(paragraphs(none, begins, before), ((tell,), (back_home(words),)))
    text = paragraphs(
        words.say("<b>Which story of last month did you like best?</b>"),
        words.say("Everybody has one vote, and may change it until the month is over."),
        before,
    )
    rows = [_row(words, post, share_id, chosen=share_id == mine) for share_id, post in choices]
    return Screen(text, (*rows, (back_home(words),)))


def no_vote_screen(words: Words) -> Screen:
    """For who would not vote."""
    return Screen(words.say("You need not vote: nothing depends on it, and nothing is asked of you."), doors(words))


def _row(words: Words, post: Post, share_id: int, *, chosen: bool) -> tuple[Button, ...]:
    read = Button(post.title_in(words.form), ReadStory(post_id=post.id).pack())
    label = words.say("✓ My vote") if chosen else words.say("Vote")
    return (read, Button(label, Vote(share_id=share_id).pack()))
