"""What the bell under a post offers, and the word that answers each choice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.content import Post, PostKind
from bot.forms.flips import LESS
from bot.languages import Form
from bot.partners import Partner
from bot.texts import shortened
from bot.transport import Button
from bot.words import Words, marked
from handlers.audience.receiving.partners_screens import Bond
from handlers.showing.screen import Number, Screen

ONE_A_DAY = 1
"""The smallest limit."""
_NAME = 24
"""Characters of a partner's name on a button."""


class Choice(StrEnum):
    """What somebody wants less of."""

    BACK = "back"
    """Nothing: the post's own buttons again."""
    RARELY = "rarely"
    """One post of the partner a week."""
    MUTE = "mute"
    UNMUTE = "unmute"
    LEAVE = "leave"
    THEME = "theme"
    """The campaign that they follow without its partner."""
    ONE = "one"
    """One promotion a day."""
    STORIES = "stories"
    """No promotions."""
    DIGEST = "digest"
    """Everything in one message."""
    STOP = "stop"


class LessOf(CallbackData, prefix=LESS):
    """Less of this post; made by `bot/forms/flips.py`. The form is the one shown."""

    post_id: Number
    form: Form


class Choose(CallbackData, prefix="a_less"):
    """Less of what."""

    post_id: Number
    form: Form
    choice: Choice


@dataclass(frozen=True, slots=True)
class Standing:
    """How much a reader takes by now."""

    bond: Bond
    cap: int | None
    digest_only: bool = False


def choice_screen(words: Words, post: Post, partner: Partner, standing: Standing, form: Form) -> Screen:
    """Only what would change something for this reader, the mildest first; under the post, without the text."""
    name = shortened(partner.name(words.form), _NAME)
    offers = [*_of_partner(words, standing.bond, name), *_of_kind(words, post.kind, standing)]
    offers += _of_campaign(words, standing.bond, post)
    offers += [(words.say("Nothing more from {partner}", partner=name), Choice.LEAVE)]
    rows = [(_button(post, form, label, choice),) for label, choice in offers]
    last = (words.say("Stop all posts"), Choice.STOP), (words.say("‹ Back"), Choice.BACK)
    buttons = tuple(_button(post, form, label, choice) for label, choice in last)
    return Screen(words.say("<b>Less of this</b>"), (*rows, buttons))


Offer = tuple[Markup, Choice]


def _of_partner(words: Words, bond: Bond, name: str) -> Sequence[Offer]:
    if bond.muted_until:
        return [(words.say("Unmute {partner}", partner=name), Choice.UNMUTE)]
    if not bond.hears:
        return []
    rarely = words.say("One post a week from {partner}", partner=name), Choice.RARELY
    mute = words.say("A week without {partner}", partner=name), Choice.MUTE
    return [mute] if bond.weekly is not None else [rarely, mute]


def _of_campaign(words: Words, bond: Bond, post: Post) -> Sequence[Offer]:
    """What comes by the campaign alone."""
    if bond.followed or not any(each.id == post.campaign_id for each in bond.campaigns):
        return []
    return [(words.say("Nothing more of this campaign"), Choice.THEME)]


def _of_kind(words: Words, kind: PostKind, standing: Standing) -> Sequence[Offer]:
    """Of promotions one a day, then none; of stories a digest."""
    if kind is PostKind.STORY:
        return [] if standing.digest_only else [(words.say("All posts as one digest"), Choice.DIGEST)]
    one = words.say("At most one promotion a day"), Choice.ONE
    none = words.say("Stories only, no promotions"), Choice.STORIES
    if standing.cap is None or standing.cap > ONE_A_DAY:
        return [one, none]
    return [none] if standing.cap else []


def _button(post: Post, form: Form, label: Markup, choice: Choice) -> Button:
    return Button(str(label.unescape()), Choose(post_id=post.id, form=form, choice=choice).pack())


def done_line(words: Words, choice: Choice, partner: Partner, until: datetime) -> Markup | None:
    """What comes of a choice, and where it is taken back; at most 200 characters, as an answer to a button may have."""
    if choice not in SAID:
        return None
    return words.say(SAID[choice], partner=partner.name(words.form), day=words.day(until))


SAID = {
    Choice.RARELY: marked("At most one post a week comes from {partner} now. You can change this under /partners."),
    Choice.MUTE: marked("Nothing comes from {partner} until {day}. You can change this under /settings."),
    Choice.UNMUTE: marked("Posts from {partner} come again."),
    Choice.LEAVE: marked("Nothing more comes from {partner}. You can change this under /partners."),
    Choice.THEME: marked("Nothing more comes from this campaign. You can change this under /settings."),
    Choice.ONE: marked("At most one promotion a day comes now. You can change this under /settings."),
    Choice.STORIES: marked("No more promotions come, only stories. You can change this under /settings."),
    Choice.DIGEST: marked("All posts now wait for your digest, in one message. You can change this under /settings."),
}
