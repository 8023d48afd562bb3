"""The queue of posts that wait for review: a page of it, and what to show alone."""

from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.content import Post, PostKind
from bot.partners import Partner
from bot.ports.page import Page
from bot.recurrence import local
from bot.transport import Button
from bot.words import Words, marked
from handlers.admin.doors import QueuePage, lines, status_door
from handlers.admin.review_screens import ReviewButton, title_of
from handlers.screen import PAGE, Number, Screen


class QueueOf(CallbackData, prefix="m_qof"):
    """Ask whose posts to show alone; the other choices are kept."""

    page: Number
    kind: PostKind | None = None
    due: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """Which posts are shown, with the partner's name."""

    at: QueuePage
    partner: str | None = None

    @property
    def narrow(self) -> bool:
        """Whether it is not the whole queue."""
        return bool(self.at.partner or self.at.kind or self.at.due)


ALONE = {PostKind.CAMPAIGN: marked("Promotions"), PostKind.STORY: marked("Stories")}


def queue_screen(words: Words, found: Page[tuple[Post, Partner]], sought: Sought, zone: str) -> Screen:
    """Posts that wait for review, oldest first."""
    if not found.total and not sought.narrow:
        nothing = words.say("Nothing is waiting for review. I will tell you when a post comes in.")
        return Screen(nothing, ((status_door(words),),))
    rows = [(Button(title_of(words, post), data=ReviewButton(post_id=post.id).pack()),) for post, _ in found.items]
    text = lines(
        *_sought_lines(words, sought),
        words.plural(
            "{n} post is waiting for review:", "{n} posts are waiting for review, the oldest first:", found.total
        )
        if found.total
        else words.say("Nothing of this kind is waiting for review."),
        *(_line(words, post, partner, zone) for post, partner in found.items),
    )
    return Screen(text, (*rows, _pages(sought.at, found.total), *_filters(words, sought)))


def _sought_lines(words: Words, sought: Sought) -> list[Markup]:
    told = [Markup.escape(sought.partner)] if sought.partner else []
    told += [words.say(ALONE[sought.at.kind])] if sought.at.kind else []
    told += [words.say("due soon")] if sought.at.due else []
    return [words.say("Only: {filters}", filters=Markup(" · ").join(told))] if told else []


def _line(words: Words, post: Post, partner: Partner, zone: str) -> Markup:
    name, title = partner.name(words.form), post.title_in(words.form)
    since = words.moment(local(post.submitted_at or post.created_at, zone))
    if post.review_by is None:
        return words.say("• {partner}: {title} <i>({since})</i>", partner=name, title=title, since=since)
    due = words.moment(local(post.review_by, zone))
    return words.say(
        "• {partner}: {title} <i>({since}, due {due})</i>", partner=name, title=title, since=since, due=due
    )


def _pages(at: QueuePage, total: int) -> tuple[Button, ...]:
    before = (Button("‹", data=at.model_copy(update={"page": at.page - 1}).pack()),) if at.page > 0 else ()
    more = (at.page + 1) * PAGE < total
    return (*before, *((Button("›", data=at.model_copy(update={"page": at.page + 1}).pack()),) if more else ()))


def _filters(words: Words, sought: Sought) -> tuple[tuple[Button, ...], ...]:
    """One partner's, one kind's, or only what presses; pressed again a choice is taken back."""
    at = sought.at
    kinds = [
        _choice(words, words.say(name), here=at.kind is kind, to=_first(at, kind=None if at.kind is kind else kind))
        for kind, name in ALONE.items()
    ]
    due = _choice(words, words.say("Due soon"), here=at.due, to=_first(at, due=not at.due))
    whose = Button(words.say("Partner"), data=QueueOf(page=0, kind=at.kind, due=at.due).pack())
    everything = ((Button(words.say("Show everything"), data=QueuePage(page=0).pack()),),) if sought.narrow else ()
    return (tuple(kinds), (due, whose), *everything)


def _choice(words: Words, label: Markup, *, here: bool, to: QueuePage) -> Button:
    return Button(words.say("✓ {choice}", choice=label) if here else label, data=to.pack())


def _first(at: QueuePage, **choice: object) -> QueuePage:
    return at.model_copy(update={"page": 0, **choice})


def whose_screen(words: Words, found: Page[Partner], asked: QueueOf) -> Screen:
    """Whose posts to show alone."""
    rows = [
        (Button(one.name(words.form), data=QueuePage(page=0, partner=one.id, kind=asked.kind, due=asked.due).pack()),)
        for one in found.items
    ]
    turns = []
    if asked.page > 0:
        turns.append(Button("‹", data=asked.model_copy(update={"page": asked.page - 1}).pack()))
    if (asked.page + 1) * PAGE < found.total:
        turns.append(Button("›", data=asked.model_copy(update={"page": asked.page + 1}).pack()))
    everybody = Button(words.say("All of them"), data=QueuePage(page=0, kind=asked.kind, due=asked.due).pack())
    return Screen(words.say("Whose posts?"), (*rows, tuple(turns), (everybody,)))
