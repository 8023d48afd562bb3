"""The queue of posts that wait for review: a page of it, and what to show alone."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.content import Post, PostKind
from bot.partners import Partner
from bot.ports.page import Page
from bot.recurrence import local
from bot.transport import Button, Rows
from bot.words import Words, marked
from handlers.admin.doors import QueuePage, lines, status_door
from handlers.admin.reviewing.review_screens import ReviewButton, title_of
from handlers.correcting.waiting_screens import proposals_door, proposals_line
from handlers.showing.listing_screens import Listed, arrows, only_lines, search_rows
from handlers.showing.screen import Screen


class QueueOf(Listed, prefix="m_qof"):
    """Ask whose posts to show alone; the other choices are kept."""

    kind: PostKind | None = None
    due: bool = False


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which posts are shown, with the partner's name."""

    at: QueuePage
    partner: str | None = None

    @property
    def narrow(self) -> bool:
        """Whether it is not the whole queue."""
        return bool(self.at.partner or self.at.kind or self.at.due or self.at.sought)


ALONE = {PostKind.CAMPAIGN: marked("Promotions"), PostKind.STORY: marked("Stories")}


def queue_screen(
    words: Words, found: Page[tuple[Post, Partner]], sought: QueueFilter, zone: str, proposals: int = 0
) -> Screen:
    """Posts that wait for review, oldest first; and how many corrections wait, with the way to them."""
    beside = (proposals_door(words),) if proposals else ()
    if not found.total and not sought.narrow:
        nothing = words.say("Nothing is waiting for review. I'll tell you when a post comes in.")
        if proposals:
            nothing = lines(words.say("No post is waiting for review."), proposals_line(words, proposals))
        return Screen(nothing, (*beside, (status_door(words),)))
    rows = [(Button(title_of(words, post), data=ReviewButton(post_id=post.id).pack()),) for post, _ in found.items]
    text = lines(
        *only_lines(words, sought.at, found.total, _filters_on(words, sought)),
        words.plural(
            "{n} post is waiting for review:", "{n} posts are waiting for review, the oldest first:", found.total
        )
        if found.total
        else None
        if sought.at.sought
        else words.say("Nothing of this kind is waiting for review."),
        *(_line(words, post, partner, zone) for post, partner in found.items),
        *((Markup(), proposals_line(words, proposals)) if proposals else ()),
    )
    turns = (arrows(sought.at, found.total), *search_rows(words, sought.at, found.total))
    return Screen(text, (*rows, *turns, *beside, *_filters(words, sought)))


def _filters_on(words: Words, sought: QueueFilter) -> list[Markup]:
    told = [Markup.escape(sought.partner)] if sought.partner else []
    told += [words.say(ALONE[sought.at.kind])] if sought.at.kind else []
    return [*told, words.say("due soon")] if sought.at.due else told


def _line(words: Words, post: Post, partner: Partner, zone: str) -> Markup:
    name, title = partner.name(words.form), post.title_at_work(words.form)
    since = words.moment(local(post.submitted_at or post.created_at, zone))
    if post.review_by is None:
        return words.say("• {partner}: {title} <i>({since})</i>", partner=name, title=title, since=since)
    due = words.moment(local(post.review_by, zone))
    return words.say(
        "• {partner}: {title} <i>({since}, due {due})</i>", partner=name, title=title, since=since, due=due
    )


def _filters(words: Words, sought: QueueFilter) -> Rows:
    """One partner's, one kind's, or only what presses; pressed again a choice is taken back."""
    at = sought.at
    kinds = [
        _choice(words, words.say(name), here=at.kind is kind, to=_first(at, kind=None if at.kind is kind else kind))
        for kind, name in ALONE.items()
    ]
    due = _choice(words, words.say("Due soon"), here=at.due, to=_first(at, due=not at.due))
    whose = Button(words.say("Partner"), data=QueueOf(kind=at.kind, due=at.due).pack())
    narrow = sought.narrow and not at.sought
    everything = ((Button(words.say("Show all"), data=QueuePage().pack()),),) if narrow else ()
    return (tuple(kinds), (due, whose), *everything)


def _choice(words: Words, label: Markup, *, here: bool, to: QueuePage) -> Button:
    return Button(words.say("✓ {choice}", choice=label) if here else label, data=to.pack())


def _first(at: QueuePage, **choice: object) -> QueuePage:
    return at.model_copy(update={"page": 0, **choice})


def whose_screen(words: Words, found: Page[Partner], asked: QueueOf) -> Screen:
    """Whose posts to show alone."""
    rows = [
        (Button(one.name(words.form), data=QueuePage(partner=one.id, kind=asked.kind, due=asked.due).pack()),)
        for one in found.items
    ]
    turns = (arrows(asked, found.total), *search_rows(words, asked, found.total))
    everybody = Button(words.say("All of them"), data=QueuePage(kind=asked.kind, due=asked.due).pack())
    text = lines(words.say("Whose posts?"), *only_lines(words, asked, found.total))
    return Screen(text, (*rows, *turns, (everybody,)))
