"""Past posts: the list, and the buttons under a story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.actions.render import title_language
from bot.content import Post
from bot.languages import Form
from bot.partners import Partner
from bot.ports.page import Page
from bot.recurrence import city_day
from bot.texts import shortened
from bot.transport import Button, Row
from bot.words import Words
from handlers.audience.home_screens import StoriesPage, back_home, page_line, paragraphs, turning
from handlers.audience.library.shelves import TODAY, Shelf
from handlers.audience.receiving.partners_screens import PartnerPage
from handlers.showing.screen import Number, Screen, grid


class FindStories(CallbackData, prefix="a_find"):
    """Let me say what I look for."""


class ChooseStories(CallbackData, prefix="a_choose"):
    """To the shelves; `of`: those of one kind."""

    of: str = ""


class ReadStory(CallbackData, prefix="a_story"):
    """Send me this story; `page` of the shelf `by` is the list to go back to."""

    post_id: Number
    page: Number = 0
    by: str = ""


class StoryIn(CallbackData, prefix="a_read"):
    """Show this story in another form, in place; `at` is the album's first message when the buttons stand below one."""

    post_id: Number
    form: Form
    page: Number = 0
    at: Number = 0
    by: str = ""


def is_of_list(button: Button) -> bool:
    """Whether it opens a story that is listed beside others."""
    return (button.data or "").startswith(f"{ReadStory.__prefix__}:")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a shelf: the stories, their partners, its number, what stands above it."""

    stories: Page[Post]
    partners: Mapping[int, Partner]
    no: int = 0
    by: str = ""
    head: Markup | str = ""
    note: Markup | str = ""
    shelves: Sequence[Shelf] = ()
    """Those that the words name, beside the stories that hold them."""
    rather: tuple[str, str] | None = None
    """What they may have wanted to type, and its shelf."""
    about: Row = ()
    """Ways to whom the shelf is about."""


def stories_screen(words: Words, leaf: Leaf) -> Screen:
    """One page of stories, numbered; a number sends the story. Their days are the city's, wherever it is read."""
    page, by = leaf.stories, leaf.by
    if not page.total:
        return _empty_screen(words, leaf)
    lines = [_line(words, place, post, leaf.partners) for place, post in enumerate(page.items, 1)]
    head, last = leaf.head or words.say("<b>Stories</b>"), page_line(words, leaf.no, page.total)
    text = paragraphs(head, leaf.note, *lines, words.say("Press a number to read."), last)
    turns = turning(words, leaf.no, page.total, lambda to: StoriesPage(page=to, by=by).pack())
    numbers = _numbers(words, page.items, leaf)
    named = shelf_rows(words, leaf.shelves)
    ways = (*_about(leaf), *ways_on(words, by), (back_home(words),))
    return Screen(text, (*rather_rows(words, leaf), *numbers, *turns, *named, *ways))


def _about(leaf: Leaf) -> tuple[Row, ...]:
    return (leaf.about,) if leaf.about else ()


def _empty_screen(words: Words, leaf: Leaf) -> Screen:
    if not leaf.by:
        return Screen(words.say("There are no stories yet. The first ones will come soon."), ((back_home(words),),))
    none = (
        words.say("No story came out on this day. Look again tomorrow.")
        if leaf.by == TODAY
        else words.say("There are no stories here yet.")
    )
    text = paragraphs(leaf.head, leaf.note or none)
    rows = (*rather_rows(words, leaf), *shelf_rows(words, leaf.shelves), *_about(leaf), *ways_on(words, leaf.by))
    return Screen(text, (*rows, (back_home(words),)))


NAME = 30
"""Characters of a shelf's name on its button."""


def shelf_rows(words: Words, shelves: Sequence[Shelf]) -> tuple[Row, ...]:
    """A button for each shelf, with how many stories stand there."""
    return grid(
        [Button(f"{shortened(name, NAME)} · {words.number(n)}", StoriesPage(by=by).pack()) for by, name, n in shelves]
    )


def rather_rows(words: Words, leaf: Leaf) -> tuple[Row, ...]:
    """A button with what they may have wanted to type."""
    if leaf.rather is None:
        return ()
    typed, by = leaf.rather
    return ((rather(words, typed, StoriesPage(by=by)),),)


def rather(words: Words, typed: str, press: CallbackData) -> Button:
    """A button with it, which does what it would have done."""
    return Button(words.bare("Did you mean “{words}”?", words=shortened(typed, NAME)), press.pack())


def ways_on(words: Words, by: str) -> tuple[Row, ...]:
    """Other stories than these."""
    search = Button(words.say("Search"), FindStories().pack())
    choose = Button(words.say("Browse"), ChooseStories().pack())
    today = Button(words.say("On this day"), StoriesPage(by=TODAY).pack())
    newest = Button(words.say("All stories"), StoriesPage().pack())
    return ((search, choose), (newest,) if by else (today,))


def _line(words: Words, place: int, post: Post, partners: Mapping[int, Partner]) -> Markup:
    facts = [words.day(city_day(post.sent_at), begins=True)] if post.sent_at else []
    if post.partner_id in partners:
        facts.append(partners[post.partner_id].name(words.form))
    facts += title_language(post, words)
    title = post.title_in(words.form) or words.say("A story without words")
    head = Markup("{}. <b>{}</b>").format(words.number(place), title)
    return Markup("\n").join([head, " · ".join(facts)] if facts else [head])


def _numbers(words: Words, posts: Sequence[Post], leaf: Leaf) -> tuple[Row, ...]:
    buttons = [
        Button(words.number(place), ReadStory(post_id=post.id, page=leaf.no, by=leaf.by).pack())
        for place, post in enumerate(posts, 1)
    ]
    return grid(buttons, 4)


def story_rows(words: Words, post: Post, shown: StoryIn) -> tuple[Row, ...]:
    """Under a story: its languages, the shown one dotted; back to the list; its partner."""
    marks = tuple(
        Button(f"• {one.mark}" if one is shown.form else one.mark, shown.model_copy(update={"form": one}).pack())
        for one in Form
        if one in post.versions
    )
    below = not shown.at
    back = Button(words.say("‹ Stories"), StoriesPage(page=shown.page, below=below, by=shown.by).pack())
    sender = Button(words.say("Who sent this?"), PartnerPage(partner_id=post.partner_id, below=below).pack())
    return (marks, (back, sender)) if len(marks) > 1 else ((back, sender),)


def below_album_screen(words: Words, post: Post, shown: StoryIn, ways: tuple[Row, ...] = ()) -> Screen:
    """The small message below an album, which cannot carry buttons itself; `ways`: its author's."""
    text = words.say("Above: <b>{title}</b>", title=post.title_in(shown.form))
    return Screen(text, (*ways, *story_rows(words, post, shown)))
