"""What the buttons of communicators' screens carry. Ids only; rights are looked at again at each press."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.content import Post
from bot.languages import Form
from bot.places import Place
from bot.transport import Button
from handlers.showing.listing_screens import Listed
from handlers.showing.screen import Number
from handlers.staff.ways_screens import WayDo


class OpenDraft(CallbackData, prefix="draft"):
    """Open the card of a draft."""

    post_id: Number


class WriteInto(CallbackData, prefix="pput"):
    """Put what the offer replies to into this post; `sure`: though it has to be approved again for it.

    `form`: the one it is in, if that is known; `over`: they were told that it takes another text's place.
    """

    post_id: Number
    sure: bool = False
    form: Form | None = None
    over: bool = False


class BeginWith(CallbackData, prefix="pbw"):
    """Begin a post for this partner with the text that the offer replies to."""

    partner_id: Number


class Rewrite(CallbackData, prefix="prw"):
    """Change what has its day already; `sure`: take the day away for it."""

    post_id: Number
    sure: bool = False


class OpenPost(CallbackData, prefix="post"):
    """Open a post's page: where it stands, and its numbers."""

    post_id: Number


class OpenTemplate(CallbackData, prefix="pts"):
    """Look at a template, and begin a post from it."""

    post_id: Number
    begin: bool = False
    drop: bool = False


class NewFor(CallbackData, prefix="pn"):
    """Begin a post for this partner."""

    partner_id: Number


class NewThen(CallbackData, prefix="pnt"):
    """Begin a post for this partner that shall go out at this moment, in digits."""

    partner_id: Number
    at: str


class WishThen(CallbackData, prefix="pwt"):
    """Open the card of this draft, which shall go out at this moment, in digits."""

    post_id: Number
    at: str


class NeverMind(CallbackData, prefix="pq"):
    """Leave a new post before it began."""


class Act(StrEnum):
    """What can be done to a draft from its card."""

    CARD = "card"
    FORM = "form"
    STORY = "story"
    PROMOTION = "promo"
    DERIVE = "make"
    AGAIN = "again"
    REMOVE = "out"
    CLEAR = "clear"
    NEWEST = "newest"
    DELETE = "del"
    DELETE_SURE = "del!"
    CHANGE = "change"
    CHANGE_SURE = "change!"
    RIGHT = "right"
    EVERYBODY = "all"
    FOLLOWERS = "mine"
    MORE = "more"
    TO_ME = "me"
    DUPLICATE = "dup"
    TEMPLATE = "tpl"
    SUBMIT = "sub"
    SUBMIT_SURE = "sub!"
    WITHOUT = "sub-"
    """Handed in without the texts that are asked about."""
    ANSWER = "answer"
    DROP = "drop"
    """One language too many goes, in all its scripts."""
    DONE = "done"


CHANGES = frozenset(
    {
        *(Act.STORY, Act.PROMOTION, Act.DERIVE, Act.REMOVE, Act.CLEAR, Act.NEWEST, Act.RIGHT),
        *(Act.EVERYBODY, Act.FOLLOWERS),
    }
)
"""Acts that change the content: on a submitted or approved post they are asked about once."""


class Press(CallbackData, prefix="pe"):
    """An act on a draft, and the form it is about."""

    act: Act
    post_id: Number
    form: Form | None = None


def press(act: Act, post: Post, form: Form | None = None) -> Press:
    """An act on this post."""
    return Press(act=act, post_id=post.id, form=form)


class Whom(CallbackData, prefix="pw"):
    """Whom a post is for; a place goes in (`on`) or out, `everybody` takes them all out."""

    post_id: Number
    place: Place | None = None
    on: bool = True
    everybody: bool = False


class Take(CallbackData, prefix="pk"):
    """The text of the message that was asked about is in this form; none: ask which. `sure`: replace what is there."""

    post_id: Number
    form: Form | None = None
    sure: bool = False


class LinkBelow(CallbackData, prefix="plb"):
    """The message that was asked about is a button under this post."""

    post_id: Number


class NotText(CallbackData, prefix="pnot"):
    """What was taken for the first text of this post, in this form, was `said` for something else."""

    post_id: Number
    form: Form
    said: Number


class Move(CallbackData, prefix="pm"):
    """The version kept as `was` is really in `form`; none: ask which. `sure`: replace what is there."""

    post_id: Number
    was: Form
    form: Form | None = None
    sure: bool = False


class Look(CallbackData, prefix="pv"):
    """Preview for readers of a form, or for a channel."""

    post_id: Number
    form: Form | None = None
    channel_id: Number | None = None


class NeededBy(CallbackData, prefix="pb"):
    """The review is needed within so many hours."""

    post_id: Number
    hours: Number


class WayPress(CallbackData, prefix="py"):
    """Something to do with the buttons of a post, or with the one at a place, or with its label in a form."""

    do: WayDo
    post_id: Number
    no: Number = 0
    form: Form | None = None


class Shelf(StrEnum):
    """The lists of posts."""

    TEMPLATES = "templates"
    DRAFTS = "drafts"
    POSTS = "posts"
    SCHEDULE = "schedule"


class Pages(Listed, prefix="pl"):
    """A page of a list of posts; `at`: the moment for which one of them is chosen, as `When` has it."""

    shelf: Shelf
    at: str = ""


def button(label: Markup | str, press: CallbackData) -> Button:
    """A button; its label is plain text."""
    return Button(label.unescape() if isinstance(label, Markup) else label, press.pack())
