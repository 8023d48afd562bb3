"""Screens of review: the queue, one post as it stands, what was decided."""

from dataclasses import dataclass
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup

from bot.actions.compare import borrowed_lines
from bot.actions.quotes import blockquote
from bot.content import Post, PostKind, PostState
from bot.gate import Light, closed_for, is_changed, light, openable, signable, signed, unread
from bot.languages import Form
from bot.names import Finding
from bot.partners import Depth, Partner
from bot.recurrence import local
from bot.texts import shortened
from bot.transport import Button, Rows
from bot.words import Words, marked
from handlers.admin.doors import lines, noted, queue_door, status_door
from handlers.correcting.texts_screens import seen_of
from handlers.correcting.waiting_screens import proposals_door, proposals_line
from handlers.showing.mistakes import STATES
from handlers.showing.screen import Number, Screen
from handlers.staff.links_advice import links_lines
from handlers.staff.names_advice import advice_lines
from handlers.staff.reach import Reach, follows_lines, reach_lines, whom_line
from handlers.turns.facts import LISTS, OPEN

QUOTED = 1200
"""Units of a comment that are shown again."""
SEEN = 16
"""So many characters of the content's hash travel in a button: what was looked at is what is approved."""


class Returning(StatesGroup):
    """Where returning a post, or changing one of its texts, stands."""

    comment = State()
    text = State()


LOOKING = State(OPEN, group_name=f"{LISTS}review")
"""A post that waits for their decision is open. Data: post_id, at (when it was opened), and comment once something was
typed. It is no question: words that ask for something else go on meaning that.
"""


class ReturnWith(CallbackData, prefix="m_ret"):
    """What was typed while the post was open, and is quoted above, is why it goes back."""

    post_id: Number
    seen: str


class NoteWith(CallbackData, prefix="m_note"):
    """What was typed to return a post that somebody else decided meanwhile goes to its authors, and changes nothing."""

    post_id: Number
    seen: str


class ReviewButton(CallbackData, prefix="review"):
    """One post's review; notices carry it too."""

    post_id: Number


class GoingOut(CallbackData, prefix="m_out"):
    """How an approved post goes out."""

    post_id: Number


class Look(CallbackData, prefix="m_look"):
    """See it as readers of a form get it."""

    post_id: Number
    form: Form
    seen: str


class LookInChannels(CallbackData, prefix="m_lookch"):
    """See it as the partner's channels get it."""

    post_id: Number
    seen: str


class Texts(CallbackData, prefix="m_texts"):
    """All texts of a post one below the other; one alone when they are too long together."""

    post_id: Number
    form: Form | None = None


class Changes(CallbackData, prefix="m_chg"):
    """What a text says since the last review, beside what it said then."""

    post_id: Number
    form: Form | None = None


class Decision(StrEnum):
    """What an admin decides."""

    APPROVE = "ok"
    RETURN = "back"


class Decide(CallbackData, prefix="m_do"):
    """A decision about what was seen."""

    decision: Decision
    post_id: Number
    seen: str


@dataclass(frozen=True, slots=True)
class Case:
    """What a review shows: the post, whose it is, who wrote it, who decided."""

    post: Post
    partner: Partner
    author: str | None
    reviewer: str | None
    channels: int
    own: bool
    """The admin who looks wrote it."""
    reach: Reach
    """Whom it would reach now."""
    mine: tuple[Form, ...] = ()
    """Languages whose text the admin who looks has written."""
    me: int = 0
    """The admin who looks."""
    follows: str | None = None
    """The title of the post that it follows up."""
    advice: tuple[Finding, ...] = ()
    """Names to look at."""
    looked: frozenset[Form] = frozenset()
    """Languages whose text the admin who looks has opened."""

    @property
    def depth(self) -> Depth:
        """How deep this partner's posts are reviewed."""
        return self.partner.benefits.review

    @property
    def approvable(self) -> bool:
        """Whether the admin who looks may approve it as it stands."""
        free = self.post.state is PostState.SUBMITTED and not self.own and not self.mine
        return free and openable(self.post, self.depth, self.me)


KINDS = {PostKind.CAMPAIGN: marked("Promotion"), PostKind.STORY: marked("Story of the city")}


def title_of(words: Words, post: Post) -> str:
    """Its title, or a word for none."""
    return post.title_at_work(words.form) or words.say("(no text)")


def review_screen(words: Words, case: Case, zone: str, note: Markup | None = None) -> Screen:
    """One post as it stands, each form to look at, and the decision if it is still to be made."""
    post = case.post
    text = lines(
        words.say("<b>{title}</b>", title=title_of(words, post)),
        words.say("{kind} by {partner}", kind=words.say(KINDS[post.kind]), partner=case.partner.name(words.form)),
        _author_line(words, case, zone),
        _media_line(words, post),
        *follows_lines(words, case.follows),
        Markup(),
        *(_form_line(words, post, form) for form in Form),
        Markup(),
        *([] if post.places else [whom_line(words, case.post.whom)]),
        *reach_lines(words, case.reach),
        Markup(),
        *_ways_lines(words, post),
        _gate_line(words, case),
        *_unread_lines(words, case),
        _due_line(words, post, zone),
        _state_line(words, case),
        *advice_lines(words, case.advice),
        *links_lines(words, case.post),
    )
    return Screen(noted(note, text), _review_rows(words, case))


def _ways_lines(words: Words, post: Post) -> list[Markup]:
    links = [way.url for way in post.ways if way.url]
    lines = [words.plural("{n} button under it", "{n} buttons under it", len(post.ways))] if post.ways else []
    lines += [Markup("→ {}").format(url) for url in links]
    lines += borrowed_lines(words, post)
    if post.hashtag:
        lines.append(words.say("Hashtag: {hashtag}", hashtag=post.hashtag))
    return [*lines, Markup()] if lines else []


def _gate_line(words: Words, case: Case) -> Markup | None:
    """What must be reviewed for this kind of partner, while there is something to decide."""
    if case.post.state is not PostState.SUBMITTED or not case.post.versions:
        return None
    left = closed_for(signed(case.post, signable(case.post, case.depth), case.me), case.depth)
    if left:
        languages = words.list([words.language(form) for form in left])
        return words.say(
            "You can approve it once these languages are reviewed, each under “All texts”: {languages}.",
            languages=languages,
        )
    closed = closed_for(case.post, case.depth)
    if not closed:
        return words.say("All languages that must be reviewed are reviewed.")
    needed = words.list([words.language(form) for form in closed])
    return words.say("Must be reviewed before it goes out: {languages}.", languages=needed)


def _unread_lines(words: Words, case: Case) -> list[Markup]:
    """What an approval says of languages that this admin has not opened."""
    if not case.approvable:
        return []
    anyway, otherwise = unread(case.post, case.depth, case.looked)
    told = [(marked("⚠ You haven't opened yet, and would approve: {languages}."), anyway)] if anyway else []
    told += [(marked("Not opened, so not marked as reviewed: {languages}."), otherwise)] if otherwise else []
    return [words.say(said, languages=words.list([words.language(each) for each in forms])) for said, forms in told]


def _due_line(words: Words, post: Post, zone: str) -> Markup | None:
    if post.state is not PostState.SUBMITTED or post.review_by is None:
        return None
    return words.say("Please look at it by {due}.", due=words.moment(local(post.review_by, zone)))


def _author_line(words: Words, case: Case, zone: str) -> Markup:
    begun = words.moment(local(case.post.created_at, zone))
    if case.author is None:
        return words.say("Started on {begun} by somebody who has left", begun=begun)
    return words.say("Started by {author} on {begun}", author=case.author, begun=begun)


def _media_line(words: Words, post: Post) -> Markup | None:
    if not post.media:
        return words.say("No pictures")
    return words.plural("{n} picture or video", "{n} pictures or videos", len(post.media))


STAND_LINES = {
    Light.STALE: marked("{mark} ⚠ out of date: its source has changed since"),
    Light.REVIEWED: marked("{mark} ✓✓ reviewed"),
    Light.MACHINE: marked("{mark} ⚙ translated by a machine"),
}


def _form_line(words: Words, post: Post, form: Form) -> Markup:
    chosen = post.version_for(form)
    if chosen is None:
        return words.say("{mark} ✗ no text", mark=form.mark)
    if chosen.version.form is not form:
        return words.say("{mark} ✗ missing: its readers get {other}", mark=form.mark, other=chosen.version.form.mark)
    stands = light(post, form)
    if stands in STAND_LINES:
        return words.say(STAND_LINES[stands], mark=form.mark)
    if chosen.version.derived_from is not None:
        return words.say("{mark} ✓ converted from {other}", mark=form.mark, other=chosen.version.derived_from.mark)
    return words.say("{mark} ✓ written", mark=form.mark)


def _state_line(words: Words, case: Case) -> Markup:
    state, who = case.post.state, case.reviewer
    if state is PostState.SUBMITTED:
        if case.own:
            return words.say("You wrote this post yourself, so another admin must approve it.")
        if case.mine:
            languages = words.list([words.language(form) for form in case.mine])
            return words.say("You wrote {languages} yourself, so another admin must approve it.", languages=languages)
        return words.say("It's waiting for your decision. Press a language to see exactly what its readers get.")
    if state is PostState.RETURNED and who is not None:
        return words.say("Returned by {who}: “{comment}”", who=who, comment=case.post.comment or "")
    if who is not None and case.post.approved_hash is not None:
        return words.say("Approved by {who}. It's now: {state}.", who=who, state=words.say(STATES[state]))
    return words.say("Nothing to decide now. It is: {state}.", state=words.say(STATES[state]))


def _review_rows(words: Words, case: Case) -> Rows:
    post_id, seen = case.post.id, case.post.hash()[:SEEN]
    rows = [tuple(Button(form.mark, data=Look(post_id=post_id, form=form, seen=seen).pack()) for form in Form)]
    if case.channels:
        rows.append((Button(words.say("In its channels"), data=LookInChannels(post_id=post_id, seen=seen).pack()),))
    rows.append(_reading(words, case.post))
    if case.post.state is PostState.SUBMITTED and not case.own:
        approve = Decide(decision=Decision.APPROVE, post_id=post_id, seen=seen)
        give_back = Decide(decision=Decision.RETURN, post_id=post_id, seen=seen)
        if case.approvable:
            rows.append((Button(words.say("✓ Approve"), data=approve.pack()),))
        rows.append((Button(words.say("Return with a comment"), data=give_back.pack()),))
    if case.post.state in {PostState.APPROVED, PostState.SCHEDULED}:
        rows.append((_going_out(words, case.post),))
    rows.append((queue_door(words),))
    return tuple(rows)


def _reading(words: Words, post: Post) -> tuple[Button, ...]:
    texts = Button(words.bare("All texts"), data=Texts(post_id=post.id).pack())
    if not is_changed(post):
        return (texts,)
    return texts, Button(words.bare("What changed"), data=Changes(post_id=post.id).pack())


def _going_out(words: Words, post: Post) -> Button:
    return Button(words.say("How it goes out"), data=GoingOut(post_id=post.id).pack())


def comment_question_screen(words: Words, case: Case, wrong: Markup | None = None) -> Screen:
    """Asks what the author should change."""
    asks = words.say(
        "What should {author} change in <b>{title}</b>? Write it in your next message.",
        author=case.author or case.partner.name(words.form),
        title=case.post.title_at_work(words.form),
    )
    cancel = Button(words.say("Cancel"), data=ReviewButton(post_id=case.post.id).pack())
    return Screen(noted(wrong, asks), ((cancel,),))


def reason_screen(words: Words, case: Case, comment: str) -> Screen:
    """Something was typed while a post was open: whether it goes back with that."""
    asks = words.say("Is this why <b>{title}</b> should go back?", title=case.post.title_at_work(words.form))
    quote = blockquote(shortened(comment, QUOTED))
    back = ReturnWith(post_id=case.post.id, seen=seen_of(comment))
    yes = Button(words.bare("Return it with this comment"), data=back.pack())
    no = Button(words.bare("No, leave it as it is"), data=ReviewButton(post_id=case.post.id).pack())
    return Screen(lines(asks, quote), ((yes,), (no,)))


def _reviewed_line(words: Words, post: Post) -> Markup | None:
    """Which languages count as reviewed from now on."""
    forms = [form for form in Form if light(post, form) is Light.REVIEWED]
    if not forms:
        return None
    return words.say("Marked as reviewed: {languages}.", languages=words.list([words.language(each) for each in forms]))


def unsent_screen(words: Words, why: Markup, standing: Screen, post_id: int, comment: str) -> Screen:
    """The post as it stands, above it what was typed to return it and came too late; its authors may have it yet."""
    asks = words.say("Your comment wasn't sent. Shall the author have it as a note? That changes nothing of the post.")
    quote = blockquote(shortened(comment, QUOTED))
    note = NoteWith(post_id=post_id, seen=seen_of(comment))
    yes = Button(words.bare("Send it to the author"), data=note.pack())
    return Screen(lines(why, asks, quote, Markup(), standing.text), ((yes,), *standing.rows))


def decided_screen(words: Words, case: Case, following: Post | None, waiting: int, proposals: int = 0) -> Screen:
    """What was decided, and the next post in the queue, or the corrections that wait."""
    title = case.post.title_at_work(words.form)
    text = lines(
        words.say("✓ Approved: “{title}”. I've told the author, who can schedule it now.", title=title),
        _reviewed_line(words, case.post),
    )
    if case.post.state is PostState.RETURNED:
        text = words.say("✓ Returned: <b>{title}</b>. The author has your comment.", title=title)
    going = ((_going_out(words, case.post),),) if case.post.state is PostState.APPROVED else ()
    if following is None and proposals:
        told = words.say("No other post is waiting for review.")
        return Screen(lines(text, told, proposals_line(words, proposals)), (*going, proposals_door(words)))
    if following is None:
        return Screen(lines(text, words.say("Nothing else is waiting for review.")), (*going, (status_door(words),)))
    rest = words.plural("{n} more post is waiting.", "{n} more posts are waiting.", waiting)
    onward = Button(words.say("Next post ›"), data=ReviewButton(post_id=following.id).pack())
    return Screen(lines(text, rest), ((onward,), *going, (queue_door(words),)))
