"""Past posts: the list, and the buttons under a story."""

from collections.abc import Mapping, Sequence

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.content import Post
from bot.languages import Form
from bot.partners import Partner
from bot.recurrence import local
from bot.store import Page
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import Row, StoriesPage, back_home, page_line, paragraphs, turning
from handlers.audience.partners_screens import PartnerPage
from handlers.screen import Number, Screen, grid


class ReadStory(CallbackData, prefix="a_story"):
    """Send me this story; `page` is the list's to go back to."""

    post_id: Number
    page: Number = 0


class StoryIn(CallbackData, prefix="a_read"):
    """Show this story in another form, in place; `at` is the album's first message when the buttons stand below one."""

    post_id: Number
    form: Form
    page: Number = 0
    at: Number = 0


def stories_screen(words: Words, page: Page[Post], no: int, partners: Mapping[int, Partner], zone: str) -> Screen:
    """One page of past posts, newest first, numbered; a number sends the story."""
    if not page.total:
        return Screen(words.say("There are no stories yet. The first ones will come soon."), ((back_home(words),),))
    lines = [_line(words, place, post, partners, zone) for place, post in enumerate(page.items, 1)]
    text = paragraphs(
        words.say("<b>Stories</b>"), *lines, words.say("Press a number to read."), page_line(words, no, page.total)
    )
    turns = turning(words, no, page.total, lambda to: StoriesPage(page=to).pack())
    return Screen(text, (*_numbers(words, page.items, no), *turns, (back_home(words),)))


def _line(words: Words, place: int, post: Post, partners: Mapping[int, Partner], zone: str) -> Markup:
    facts = [words.day(local(post.sent_at, zone))] if post.sent_at else []
    if post.partner_id in partners:
        facts.append(partners[post.partner_id].name(words.form))
    title = post.title_in(words.form) or words.say("A story without words")
    head = Markup("{}. <b>{}</b>").format(words.number(place), title)
    return Markup("\n").join([head, " · ".join(facts)] if facts else [head])


def _numbers(words: Words, posts: Sequence[Post], no: int) -> tuple[Row, ...]:
    buttons = [
        Button(words.number(place), ReadStory(post_id=post.id, page=no).pack()) for place, post in enumerate(posts, 1)
    ]
    return grid(buttons, 4)


def story_rows(words: Words, post: Post, form: Form, page: int, at: int = 0) -> tuple[Row, ...]:
    """Under a story: its languages, the shown one dotted; back to the list; its partner."""
    marks = tuple(
        Button(
            f"• {one.mark}" if one is form else one.mark, StoryIn(post_id=post.id, form=one, page=page, at=at).pack()
        )
        for one in Form
        if one in post.versions
    )
    back = Button(words.say("‹ Stories"), StoriesPage(page=page, below=not at).pack())
    sender = Button(words.say("Who sends this?"), PartnerPage(partner_id=post.partner_id, below=not at).pack())
    return (marks, (back, sender)) if len(marks) > 1 else ((back, sender),)


def below_album_screen(words: Words, post: Post, form: Form, page: int, at: int) -> Screen:
    """The small message below an album, which cannot carry buttons itself."""
    return Screen(
        words.say("Above: <b>{title}</b>", title=post.title_in(form)), story_rows(words, post, form, page, at)
    )
