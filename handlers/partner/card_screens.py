"""The card of a draft: what is written, who gets what, and what can be done; its questions, one screen each."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.actions.quotes import language_note
from bot.content import MediaKind, Post, PostKind, PostState, visible
from bot.gate import Light, closed_for, light, required
from bot.languages import OTHER_SCRIPT, Form
from bot.names import Finding
from bot.partners import Depth
from bot.transport import Button
from bot.words import Words, marked
from handlers.mistakes import STATES
from handlers.names_advice import advice_lines
from handlers.partner.pen import AT_HAND, AWAY
from handlers.partner.presses import (
    Act,
    Look,
    Move,
    OpenDraft,
    OpenPost,
    OpenSchedule,
    Pages,
    Press,
    PutInto,
    Shelf,
    WayDo,
    WayPress,
    Whom,
    button,
)
from handlers.partner.registers import register_line, register_row
from handlers.reach import follows_lines, whom_line
from handlers.screen import Screen, grid

KIND_LINES = {
    PostKind.CAMPAIGN: marked("Promotion by {partner} · {state}"),
    PostKind.STORY: marked("Story by {partner} · {state}"),
}
EXCERPT = 600
"""Characters of a version shown on its own page."""


@dataclass(frozen=True, slots=True)
class Card:
    """Facts of a card. `saved` is the form that was just taken for a text; `notice` comes first."""

    post: Post
    partner: str
    at_hand: bool = True
    notice: Markup | None = None
    saved: Form | None = None
    doubt: Form | None = None
    """The form that the text just saved reads like, when that is another register."""
    depth: Depth | None = None
    """How deep the partner's posts are reviewed."""
    below: tuple[Form, ...] = ()
    """Languages whose text does not fit under the pictures."""
    campaign: str | None = None
    """The name of the campaign it is in."""
    follows: str | None = None
    """The title of the post that it follows up."""
    advice: tuple[Finding, ...] = ()
    """Names to look at."""


def title_of(post: Post, words: Words) -> str:
    """The post's title, or a word for none."""
    return post.title_in(words.form) or words.bare("No text yet")


def head_of(post: Post, partner: str, words: Words) -> Markup:
    """Title, kind, partner and state, in two lines."""
    state = words.say(STATES[post.state])
    about = words.say(KIND_LINES[post.kind], partner=partner, state=state)
    return Markup("<b>{}</b>\n{}").format(title_of(post, words), about)


def card_screen(words: Words, card: Card) -> Screen:
    """The card."""
    post = card.post
    lines = [
        head_of(post, card.partner, words),
        *_media_line(post, words),
        *whom_lines(post, words),
        *follows_lines(words, card.follows),
        *_campaign_line(card, words),
        *_ways_line(post, words),
        Markup(""),
        *form_lines(post, words),
        *gate_lines(post, card.depth, words),
        *_below_line(card, words),
        *advice_lines(words, card.advice),
    ]
    if card.saved and card.doubt:
        lines = [register_line(words, card.saved, card.doubt), Markup(""), *lines]
    if card.notice:
        lines = [card.notice, Markup(""), *lines]
    if post.state is PostState.RETURNED and post.comment:
        said = words.say("The reviewer says: {comment}", comment=post.comment)
        lines += [Markup(""), said + language_note(words, post.comment)]
    if card.at_hand and post.state not in AWAY:
        lines += [Markup(""), _next_line(post, words)]
    rows = _rows(words, card) if card.at_hand else _closed_rows(words, post)
    return Screen(Markup("\n").join(lines), rows)


def _next_line(post: Post, words: Words) -> Markup:
    if not post.versions:
        return words.say("Send its text, in any of these languages.")
    return words.say("Send another language or more pictures at any time.")


def _media_line(post: Post, words: Words) -> list[Markup]:
    photos = sum(media.kind is MediaKind.PHOTO for media in post.media)
    videos = len(post.media) - photos
    counts = [words.plural("{n} photo", "{n} photos", photos)] if photos else []
    counts += [words.plural("{n} video", "{n} videos", videos)] if videos else []
    return [words.list(counts)] if counts else []


def _campaign_line(card: Card, words: Words) -> list[Markup]:
    if card.campaign is None:
        return []
    if card.post.hashtag is None:
        return [words.say("Campaign: {campaign}", campaign=card.campaign)]
    return [words.say("Campaign: {campaign} · {hashtag}", campaign=card.campaign, hashtag=card.post.hashtag)]


def _ways_line(post: Post, words: Words) -> list[Markup]:
    return [words.plural("{n} button under it", "{n} buttons under it", len(post.ways))] if post.ways else []


def _below_line(card: Card, words: Words) -> list[Markup]:
    """What the author should know in time: where the text stands when it has no place as a caption."""
    if not card.below:
        return []
    languages = words.list([words.language(form) for form in card.below])
    if len(card.post.media) > 1 and (card.post.ways or len(card.post.versions) > 1):
        said = words.say("An album cannot carry buttons: they come below it, with the text.")
    else:
        said = words.say(
            "Too long for a caption: {languages}. The text comes as a separate message, just below.",
            languages=languages,
        )
    return [Markup(""), said]


def gate_lines(post: Post, depth: Depth | None, words: Words) -> list[Markup]:
    """Which languages must be reviewed before it may go out, and which keep the gate closed by being too old."""
    if depth is None or not post.versions:
        return []
    needed = words.list([words.language(form) for form in required(post, depth)])
    closed = closed_for(post, depth)
    if not closed:
        return [Markup(""), words.say("All languages that must be reviewed are reviewed.")]
    lines = [Markup(""), words.say("Must be reviewed before it goes out: {languages}.", languages=needed)]
    if any(light(post, form) is Light.STALE for form in closed):
        lines.append(words.say("⚠ First look at what is out of date: press it."))
    return lines


def whom_lines(post: Post, words: Words) -> list[Markup]:
    """Whom it is for, when that is not all who follow."""
    known = bool(post.places) or post.everybody
    return [whom_line(words, post.places, everybody=post.everybody)] if known else []


def form_lines(post: Post, words: Words) -> list[Markup]:
    """A line for each form: written, made from another, or what its readers get instead."""
    return [_form_line(post, form, words) for form in Form]


STAND_LINES = {
    Light.STALE: marked("⚠ {language}: its source has changed since"),
    Light.REVIEWED: marked("✓✓ {language}: reviewed"),
    Light.MACHINE: marked("⚙ {language}: translated by a machine, not reviewed"),
}


def _form_line(post: Post, form: Form, words: Words) -> Markup:
    version, chosen, stands = post.versions.get(form), post.version_for(form), light(post, form)
    if stands in STAND_LINES:
        return words.say(STAND_LINES[stands], language=words.language(form, begins=True))
    if version is not None and version.derived_from is not None:
        return words.say(
            "⇄ {language}: made from {source}",
            language=words.language(form, begins=True),
            source=words.language(version.derived_from),
        )
    if version is not None:
        return words.say("✓ {language}", language=words.language(form, begins=True))
    if chosen is None:
        return words.say("– {language}: missing", language=words.language(form, begins=True))
    return words.say(
        "– {language}: missing, its readers get {given}",
        language=words.language(form, begins=True),
        given=words.language(chosen.version.form),
    )


def _rows(words: Words, card: Card) -> tuple[tuple[Button, ...], ...]:
    post = card.post
    rows: list[tuple[Button, ...]] = []
    if card.saved and card.doubt:
        rows.append(register_row(words, post, card.saved, card.doubt))
    elif card.saved:
        label = words.say("Not {language}?", language=words.language(card.saved))
        rows.append((button(label, Move(post_id=post.id, was=card.saved)),))
    if post.versions:
        rows.append(_forward(words, post))
        rows += [(_make(words, post, form),) for form in makeable(post)]
        rows.append(tuple(_form_button(post, form) for form in Form if form in post.versions))
        rows.append((_whom(words, post),))
        rows.append(_around(words, card))
    rows += _kind_and_media(words, post)
    rows.append(_leaving(words, post))
    return tuple(rows)


def _around(words: Words, card: Card) -> tuple[Button, ...]:
    """Buttons, campaign, and what else can be done."""
    post_id = card.post.id
    return (
        button(words.say("Buttons"), WayPress(do=WayDo.LIST, post_id=post_id)),
        button(words.say("Campaign"), PutInto(post_id=post_id)),
        button(words.say("More ›"), Press(act=Act.MORE, post_id=post_id)),
    )


def _forward(words: Words, post: Post) -> tuple[Button, ...]:
    preview = button(words.say("Preview"), Look(post_id=post.id, form=post.source or next(iter(post.versions))))
    submit = button(words.say("Submit"), Press(act=Act.SUBMIT, post_id=post.id))
    return (preview, submit) if post.state in AT_HAND else (preview,)


def makeable(post: Post) -> list[Form]:
    """The Chinese scripts that are missing and could be made from the other."""
    return [form for form, source in OTHER_SCRIPT.items() if form not in post.versions and source in post.versions]


def _make(words: Words, post: Post, form: Form) -> Button:
    label = words.say("Make {made} from {source}", made=form.mark, source=OTHER_SCRIPT[form].mark)
    return button(label, Press(act=Act.DERIVE, post_id=post.id, form=form))


def _form_button(post: Post, form: Form) -> Button:
    return button(f"{form.mark} {SIGNS[light(post, form)]}", Press(act=Act.FORM, post_id=post.id, form=form))


SIGNS = {
    Light.MISSING: "–",
    Light.DERIVED: "⇄",
    Light.DRAFT: "✓",
    Light.MACHINE: "⚙",
    Light.REVIEWED: "✓✓",
    Light.STALE: "⚠",
}
"""How a language stands, on a small button and in a list."""


def _whom(words: Words, post: Post) -> Button:
    everybody = words.say("For all readers") if post.everybody else words.say("For all followers")
    label = words.plural("For {n} place", "For {n} places", len(post.places)) if post.places else everybody
    return button(label, Whom(post_id=post.id))


def _kind_and_media(words: Words, post: Post) -> tuple[tuple[Button, ...], ...]:
    story = post.kind is PostKind.STORY
    label = words.say("Make it a promotion") if story else words.say("Make it a story")
    buttons = [button(label, Press(act=Act.KIND, post_id=post.id))]
    if post.media:
        buttons.append(button(words.say("Remove pictures"), Press(act=Act.CLEAR, post_id=post.id)))
    if len(post.media) > 1:
        buttons.append(button(words.say("Keep only the newest"), Press(act=Act.NEWEST, post_id=post.id)))
    return grid(buttons)


def _leaving(words: Words, post: Post) -> tuple[Button, ...]:
    done = button(words.say("Finish later"), Press(act=Act.DONE, post_id=post.id))
    if post.state not in AT_HAND:
        return (done,)
    return button(words.say("Delete draft"), Press(act=Act.DELETE, post_id=post.id)), done


def _closed_rows(words: Words, post: Post) -> tuple[tuple[Button, ...], ...]:
    """Buttons of a post that is out of the author's hands."""
    rows: list[tuple[Button, ...]] = []
    if post.versions:
        rows.append((button(words.say("Preview"), Look(post_id=post.id, form=post.source)),))
    if post.state in {PostState.APPROVED, PostState.SCHEDULED}:
        rows.append((button(words.say("Day and time"), OpenSchedule(post_id=post.id)),))
    if post.versions:
        rows.append((button(words.say("More ›"), Press(act=Act.MORE, post_id=post.id)),))
    if post.state in AWAY:
        rows.append((button(words.say("Change it"), Press(act=Act.CHANGE, post_id=post.id)),))
    rows.append((button(words.say("All drafts"), Pages(shelf=Shelf.DRAFTS)),))
    return tuple(rows)


def form_screen(words: Words, post: Post, form: Form, size: tuple[int, int], more: Sequence[Button] = ()) -> Screen:
    """One version: how it begins, how long it is with its footer (`size`: length, limit), what can be done to it."""
    text = visible(post.versions[form].text).strip()
    excerpt = text if len(text) <= EXCERPT else text[:EXCERPT] + "…"
    length, limit = (words.number(n) for n in size)
    lines = [
        Markup("<b>{}</b>").format(words.language(form, begins=True)),
        words.say("{length} of {limit} characters, with its footer", length=length, limit=limit),
        Markup("\n{}\n").format(excerpt),
        words.say("To replace it, just send the new text."),
    ]
    stale = light(post, form) is Light.STALE
    if stale:
        lines.append(
            words.say(
                "⚠ The {source} text, which this follows, has changed since. Send a new text, "
                "or say that this one still says the same.",
                source=words.language(post.source) if post.source else "",
            )
        )
    right = button(words.say("✓ It still says the same"), Press(act=Act.RIGHT, post_id=post.id, form=form))
    rows = (
        ((right,) if stale else ()),
        (
            button(words.say("Remove it"), Press(act=Act.REMOVE, post_id=post.id, form=form)),
            button(words.say("It is another language"), Move(post_id=post.id, was=form)),
        ),
        tuple(more),
        (back_to(words, post),),
    )
    return Screen(Markup("\n").join(lines), tuple(row for row in rows if row))


def move_screen(words: Words, post: Post, was: Form) -> Screen:
    """Asks which language it really is."""
    others = [
        button(
            words.language(form, begins=True) + (" ✓" if form in post.versions else ""),
            Move(post_id=post.id, was=was, form=form),
        )
        for form in Form
        if form is not was
    ]
    text = words.say("It was saved as {language}. Which language is it?", language=words.language(was))
    return Screen(text, (*grid(others), (back_to(words, post),)))


def move_over_screen(words: Words, post: Post, move: Move) -> Screen:
    """Another text stands there already: asks whether to replace it."""
    form = move.form or move.was
    text = words.say("There is already a text in {language}. Replace it with this one?", language=words.language(form))
    sure = Move(post_id=post.id, was=move.was, form=form, sure=True)
    return Screen(text, ((button(words.say("Replace it"), sure), back_to(words, post)),))


def change_screen(words: Words, post: Post) -> Screen:
    """It is out of their hands: asks whether to fetch it back."""
    state = words.say(STATES[post.state])
    text = words.say(
        "“{title}” is {state}. If you change it, it becomes a draft and has to be approved again.",
        title=title_of(post, words),
        state=state,
    )
    change = button(words.say("Change it"), Press(act=Act.CHANGE_SURE, post_id=post.id))
    return Screen(text, ((change, button(words.say("Leave it as it is"), OpenDraft(post_id=post.id))),))


def delete_screen(words: Words, post: Post) -> Screen:
    """Asks whether it is meant."""
    text = words.say("Delete “{title}” with all its languages and pictures?", title=title_of(post, words))
    sure = button(words.say("Delete it"), Press(act=Act.DELETE_SURE, post_id=post.id))
    return Screen(text, ((sure, button(words.say("Keep it"), Press(act=Act.CARD, post_id=post.id))),))


def deleted_screen(words: Words, title: str) -> Screen:
    """It is gone."""
    text = words.say("“{title}” is deleted. /new starts another post.", title=title)
    return Screen(text, ((button(words.say("All drafts"), Pages(shelf=Shelf.DRAFTS)),),))


def done_screen(words: Words, post: Post) -> Screen:
    """It waits among the drafts."""
    text = words.say("“{title}” is kept as it is: find it again with /drafts.", title=title_of(post, words))
    return Screen(text, ((button(words.say("Open the draft"), OpenDraft(post_id=post.id)),),))


def back_to(words: Words, post: Post) -> Button:
    """Back to the card, or to the page of a post that has left its author's hands for good."""
    press = Press(act=Act.CARD, post_id=post.id) if post.state in AT_HAND | AWAY else OpenPost(post_id=post.id)
    return button(words.say("Back"), press)
