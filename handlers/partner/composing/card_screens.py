"""The card of a draft: what is written, who gets what, and what can be done."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.actions.quotes import language_note
from bot.broadcast import BroadcastState, Fate
from bot.content import MediaKind, Post, PostKind, PostState
from bot.gate import light
from bot.hearing.tasks import Task
from bot.languages import OTHER_SCRIPT, Form
from bot.names import Finding
from bot.partners import Depth
from bot.transport import Button
from bot.words import Words, marked
from handlers.partner.campaign_presses import CampaignChoice
from handlers.partner.composing.form_standing import SIGNS, form_lines, gate_lines, made_from, made_lines, makeable
from handlers.partner.composing.registers import mixed_lines, register_line, register_row, script_lines
from handlers.partner.pen import AT_HAND, AWAY
from handlers.partner.planning.plan_presses import OpenSchedule
from handlers.partner.presses import (
    Act,
    Look,
    Move,
    NotText,
    OpenPost,
    Pages,
    Press,
    Shelf,
    WayPress,
    Whom,
    button,
    press,
)
from handlers.showing.mistakes import CANCELLED, FATES, STATES
from handlers.showing.screen import Screen, grid
from handlers.staff.links_advice import links_lines
from handlers.staff.names_advice import advice_lines
from handlers.staff.reach import follows_lines, whom_line
from handlers.staff.ways_screens import WayDo

KIND_LINES = {
    PostKind.CAMPAIGN: marked("Promotion by {partner} · {state}"),
    PostKind.STORY: marked("Story by {partner} · {state}"),
}


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
    doubtful: int = 0
    """The message whose words were just saved, and may have been no text."""


def title_of(post: Post, words: Words) -> str:
    """The post's title, or a word for none."""
    return post.title_at_work(words.form) or words.bare("No text yet")


def head_of(
    post: Post, partner: str, words: Words, fate: Fate | None = None, going: BroadcastState | None = None
) -> Markup:
    """Title, kind, partner and state, in two lines; of a recalled post what became of that, of one `going` out how."""
    state = state_word(words, post, fate, going)
    about = words.say(KIND_LINES[post.kind], partner=partner, state=state)
    return Markup("<b>{}</b>\n{}").format(title_of(post, words), about)


def state_word(words: Words, post: Post, fate: Fate | None, going: BroadcastState | None) -> Markup:
    """Where it stands."""
    if fate:
        return words.say(FATES[fate])
    return words.say(CANCELLED if going is BroadcastState.CANCELLED else STATES[post.state])


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
        *links_lines(words, post),
    ]
    if card.saved and card.doubt:
        lines = [register_line(words, card.saved), Markup(""), *lines]
    else:
        lines = [*mixed_lines(words, post, card.saved), *script_lines(words, post, card.saved), *lines]
    told = made_lines(words, post, card.saved) if card.saved else []
    if card.notice or told:
        lines = [*([card.notice] if card.notice else []), *told, Markup(""), *lines]
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
        said = words.say("An album can't carry buttons: they come below it, with the text.")
    else:
        said = words.say(
            "Too long for a caption: {languages}. The text comes as a separate message, just below.",
            languages=languages,
        )
    return [Markup(""), said]


def whom_lines(post: Post, words: Words) -> list[Markup]:
    """Whom it is for, when that is not all who follow."""
    return [whom_line(words, post.whom)] if post.places or post.everybody else []


def _rows(words: Words, card: Card) -> tuple[tuple[Button, ...], ...]:
    post = card.post
    rows: list[tuple[Button, ...]] = []
    if card.saved and card.doubt:
        rows.append(register_row(words, post, card.saved, card.doubt))
    elif card.saved:
        label = words.say("Not {language}?", language=words.language(card.saved))
        rows.append((button(label, Move(post_id=post.id, was=card.saved)),))
    if card.saved and card.doubtful:
        away = NotText(post_id=post.id, form=card.saved, said=card.doubtful)
        rows.append((button(words.say("It isn't part of the post"), away),))
    rows += [
        row for made in (made_from(post, card.saved) if card.saved else ()) for row in _made_rows(words, post, made)
    ]
    if post.versions:
        rows.append(_forward(words, post))
        rows += [(_make(words, post, form),) for form in makeable(post)]
        rows.append(_texts(post))
        rows.append((_whom(words, post),))
        rows.append(_around(words, post))
    rows += _kind_and_media(words, post)
    rows.append(_leaving(words, post))
    return tuple(rows)


def _made_rows(words: Words, post: Post, made: Form) -> tuple[tuple[Button, ...], ...]:
    """One tap to see what was made, and one to do without."""
    language = words.language(made)
    look = button(words.say("Look at {language}", language=language), Press(act=Act.FORM, post_id=post.id, form=made))
    away = button(words.say("Without {language}", language=language), Press(act=Act.REMOVE, post_id=post.id, form=made))
    return grid([look, away])


def _around(words: Words, post: Post) -> tuple[Button, ...]:
    """Buttons, campaign, and what else can be done."""
    return (_below(words, post), _campaign(words, post), _more(words, post))


def _more(words: Words, post: Post) -> Button:
    return button(words.say("More ›"), press(Act.MORE, post))


def _below(words: Words, post: Post) -> Button:
    return button(words.say("Buttons"), WayPress(do=WayDo.LIST, post_id=post.id))


def _campaign(words: Words, post: Post) -> Button:
    return button(words.say("Campaign"), CampaignChoice(post_id=post.id))


def _forward(words: Words, post: Post) -> tuple[Button, ...]:
    preview = _preview(words, post)
    return (preview, submit_button(words, post)) if post.state in AT_HAND else (preview,)


def submit_button(words: Words, post: Post) -> Button:
    """Hands the post in."""
    return button(words.say("Submit"), press(Act.SUBMIT, post))


def _preview(words: Words, post: Post) -> Button:
    return button(words.say("Preview"), Look(post_id=post.id, form=post.source or next(iter(post.versions))))


def _make(words: Words, post: Post, form: Form) -> Button:
    label = words.say("Make {made} from {source}", made=form.mark, source=OTHER_SCRIPT[form].mark)
    return button(label, Press(act=Act.DERIVE, post_id=post.id, form=form))


def _texts(post: Post) -> tuple[Button, ...]:
    """One for each language that is written."""
    return tuple(_form_button(post, form) for form in Form if form in post.versions)


def _form_button(post: Post, form: Form) -> Button:
    return button(f"{form.mark} {SIGNS[light(post, form)]}", Press(act=Act.FORM, post_id=post.id, form=form))


def _whom(words: Words, post: Post) -> Button:
    everybody = words.say("For all readers") if post.everybody else words.say("For all followers")
    label = words.plural("For {n} place", "For {n} places", len(post.places)) if post.places else everybody
    return button(label, Whom(post_id=post.id))


def _kind_and_media(words: Words, post: Post) -> tuple[tuple[Button, ...], ...]:
    story = post.kind is PostKind.STORY
    label = words.say("Make it a promotion") if story else words.say("Make it a story")
    return grid([button(label, press(Act.PROMOTION if story else Act.STORY, post)), *_media(words, post)])


def _media(words: Words, post: Post) -> tuple[Button, ...]:
    """What can be done with its pictures."""
    buttons = [button(words.say("Remove pictures"), press(Act.CLEAR, post))] if post.media else []
    if len(post.media) > 1:
        buttons.append(button(words.say("Keep only the newest"), press(Act.NEWEST, post)))
    return tuple(buttons)


def _leaving(words: Words, post: Post) -> tuple[Button, ...]:
    return (_delete(words, post), _later(words, post)) if post.state in AT_HAND else (_later(words, post),)


def _delete(words: Words, post: Post) -> Button:
    return button(words.say("Delete draft"), press(Act.DELETE, post))


def _later(words: Words, post: Post) -> Button:
    return button(words.say("Finish later"), press(Act.DONE, post))


def part_buttons(words: Words, post: Post, part: Task) -> tuple[Button, ...]:
    """Those of the card that lead to a part of the post; none while there is nothing to do with it."""
    if part is Task.PICTURES:
        return _media(words, post)
    if part is Task.WORDING:
        return _texts(post)
    lead = _LEAVING.get(part) or (_OF_TEXT.get(part) if post.versions else None)
    return (lead(words, post),) if lead else ()


def _whose(words: Words, post: Post) -> Button:
    return button(words.say("Who is it for?"), Whom(post_id=post.id))


_LEAVING = {Task.DELETE: _delete, Task.DRAFTS: _later}
_OF_TEXT = {
    Task.PREVIEW: _preview,
    Task.WHOM: _whose,
    Task.BELOW: _below,
    Task.CAMPAIGN: _campaign,
    Task.MORE: _more,
    Task.WHEN: submit_button,
}


def _closed_rows(words: Words, post: Post) -> tuple[tuple[Button, ...], ...]:
    """Buttons of a post that is out of the author's hands."""
    rows: list[tuple[Button, ...]] = []
    if post.versions:
        rows.append((button(words.say("Preview"), Look(post_id=post.id, form=post.source)),))
    if post.state in {PostState.APPROVED, PostState.SCHEDULED}:
        rows.append((button(words.say("Day and time"), OpenSchedule(post_id=post.id)),))
    if post.versions:
        rows.append((_more(words, post),))
    if post.state in AWAY:
        rows.append((button(words.say("Change it"), Press(act=Act.CHANGE, post_id=post.id)),))
    rows.append((button(words.say("All drafts"), Pages(shelf=Shelf.DRAFTS)),))
    return tuple(rows)


def back_to(words: Words, post: Post) -> Button:
    """Back to the card, or to the page of a post that has left its author's hands for good."""
    press = Press(act=Act.CARD, post_id=post.id) if post.state in AT_HAND | AWAY else OpenPost(post_id=post.id)
    return button(words.say("Back"), press)
