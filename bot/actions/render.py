"""A post as a chat will see it: the version for its form, its hashtag, why it is not theirs, who sends it, buttons."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.content import CAPTION_LIMIT, TEXT_LIMIT, Chosen, Post, PostKind, Version
from bot.forms.conversion import convert
from bot.forms.flips import less_command, marks_row, other_forms_row
from bot.hashtags import hashtag_for
from bot.languages import CHAINS, HAN, Because, Form
from bot.mistakes import Mistake, Why
from bot.partners import PROGRAMME, Channel, Partner
from bot.ports.strides import Recipient
from bot.shares import CITIZENS
from bot.texts import shortened, units, visible
from bot.transport import Button, Letter, Rows
from bot.ways import Way, WayKind
from bot.words import Words, marked, words_for

REASONS = {
    Because.SCRIPT: marked("No version in your script yet: this one is in {language}."),
    Because.FORMAL: marked("No Cantonese version yet: this one is in written Chinese ({language})."),
    Because.SPOKEN: marked("No written Chinese version yet: this one is in Cantonese."),
    Because.OTHER: marked("Not in your language yet: this one is in {language}."),
}


def because_line(chosen: Chosen, words: Words) -> Markup | None:
    """The one line that tells a reader why this is not their form; none when it is."""
    if chosen.because is Because.OWN:
        return None
    return words.say(REASONS[chosen.because], language=words.language(chosen.version.form))


def title_language(post: Post, words: Words) -> Sequence[str]:
    """The language of its title beside it in a list, where that is not the reader's; nothing where they read it alike.

    A title is never converted for a list: when a script is missing, its author took it away.
    """
    chosen = post.version_for(words.form)
    if chosen is None or {chosen.version.form, words.form} <= TRADITIONAL or chosen.because is Because.OWN:
        return ()
    return (words.language(chosen.version.form),)


TRADITIONAL = frozenset({Form.ZH_HANT, Form.YUE})


def machine_line(version: Version, words: Words) -> Markup | None:
    """The one line that tells a reader that no person has read this translation."""
    return words.say("Translated by a machine.") if version.by_machine else None


def footer(post: Post, partner: Partner, words: Words) -> Markup:
    """Who sends it and, under a promotion, how to stop."""
    name = partner.name(words.form)
    if post.kind is PostKind.CAMPAIGN:
        return words.say(
            "From {partner}, city partner. Stop these: {these} · stop all: /stop",
            partner=name,
            these=f"/stop_{partner.id}",
        )
    if post.credit:
        return words.say("Told by {citizen} · {partner}", citizen=post.credit, partner=name)
    if partner.slug == CITIZENS:
        return words.say("Told by a citizen · {partner}", partner=name)
    return signature(words, partner)


TOLD = marked("Told by {partner}, city partner")
"""Under a story, to a reader."""
SENT = marked("From {partner}, city partner")
"""Under whatever stands in a channel."""


def signature(words: Words, partner: Partner, said: str = TOLD) -> Markup:
    """Whose post it is; the programme is no partner of itself."""
    said = marked("A message from {partner}") if partner.slug == PROGRAMME else said
    return words.say(said, partner=partner.name(words.form))


def less_line(post: Post, words: Words) -> Markup | None:
    """The way to less of this where no button can stand."""
    command = less_command(post)
    return words.say("Less of this: {command}", command=command) if command else None


def letter_as(post: Post, partner: Partner, form: Form, reader: Form) -> Letter | None:
    """The letter in one form for a reader of perhaps another; none when the post or their chain does not have it."""
    because = next((step.because for step in CHAINS[reader] if step.form is form), None)
    if form not in post.versions or because is None:
        return None
    return _fitting(post, partner, Chosen(post.versions[form], because), words_for(reader))


def letter_for(post: Post, partner: Partner, reader: Form) -> Letter | None:
    """What a reader of this form gets, exactly; none when the post has no version."""
    chosen = post.version_for(reader)
    return _fitting(post, partner, chosen, words_for(reader)) if chosen else None


def _fitting(post: Post, partner: Partner, chosen: Chosen, words: Words) -> Letter:
    """What is out can be opened for years: where its partner's name has become too long for it, the name is cut."""
    letter = _letter(post, partner, chosen, words)
    over = _length(letter) - TEXT_LIMIT
    if over <= 0 or not post.is_out:
        return letter
    name = partner.name(words.form)
    short = shortened(name, max(1, units(name) - over))
    return _letter(post, replace(partner, names={words.form: short}), chosen, words)


def _letter(post: Post, partner: Partner, chosen: Chosen, words: Words) -> Letter:
    about = because_line(chosen, words), machine_line(chosen.version, words)
    told = *about, footer(post, partner, words), less_line(post, words)
    lines = [line for line in told if line]
    form = chosen.version.form
    text = f"{body(post, form)}\n\n" + "\n".join(f"<i>{line}</i>" for line in lines)
    less = words.bare("Less of this")
    # Whoever has left the programme can be followed no more: what is shown from then on has no such button.
    rows = ways_rows(post, words, links_only=partner.retired_at is not None)
    return Letter(text=text, media=post.media, rows=(*rows, *marks_row(post, form, less)))


def body(post: Post, form: Form) -> str:
    """The version's text, and its campaign's hashtag below unless it stands in the text already."""
    text = post.versions[form].text.strip()
    tag = hashtag_in(post.hashtag, form) if post.hashtag else ""
    return f"{text}\n\n{tag}" if tag and tag.casefold() not in visible(text).casefold() else text


def hashtag_in(tags: str, form: Form) -> str:
    """The hashtag under a text of this form: a Chinese one in the form's own script."""
    tag = hashtag_for(tags, form)
    script = Form.ZH_HANT if form is Form.YUE else form
    return f"#{convert(tag[1:], script)}" if form in HAN else tag


FOLLOW_DATA = "w_follow:{post_id}"
"""What a button under a post carries; `handlers/audience/receiving/ways.py` answers it."""


def ways_rows(post: Post, words: Words, *, links_only: bool) -> Rows:
    """The buttons that the author put under a letter, a row each.

    In a channel links only: its readers may never have talked to the bot, which could not answer them there.
    """
    return tuple((_way(way, post, words),) for way in post.ways if way.kind is WayKind.LINK or not links_only)


def _way(way: Way, post: Post, words: Words) -> Button:
    label = way.label(words.form) or words.bare(LABELS[way.kind])
    if way.kind is WayKind.LINK:
        return Button(label, url=way.url)
    return Button(label, data=FOLLOW_DATA.format(post_id=post.id))


LABELS = {WayKind.LINK: marked("Read more"), WayKind.FOLLOW: marked("Follow this partner")}
"""What a button says that was given no label."""


def letter_for_channel(
    post: Post, partner: Partner, forms: Iterable[Form], *, separately: bool = False
) -> Letter | None:
    """What a channel gets: its forms that exist, one below the other; else what its first form falls back to.

    When they do not fit into one message together, the first stands alone and whole, and a tap opens the others;
    unless the channel takes each in a message of its own. None when not even a fallback exists.
    """
    forms = tuple(forms) or (post.source or Form.ZH_HANS,)
    own = [post.versions[form] for form in forms if form in post.versions]
    if not own:
        return _fallen_back(post, partner, forms[0])
    if separately:
        return _one_by_one(post, partner, own)
    letter = _together(post, partner, own)
    return letter if _length(letter) <= TEXT_LIMIT else _together(post, partner, own[:1])


def letter_like(post: Post, partner: Partner, channel: Recipient, messages: int) -> Letter | None:
    """A channel's letter in the shape of a copy of so many messages, whatever is set by now; none when none fits."""
    shapes = (channel.separately, not channel.separately)
    letters = [letter_for_channel(post, partner, channel.forms, separately=shape) for shape in shapes]
    return next((letter for letter in letters if letter and letter.fits(messages)), None)


def left_to_a_tap(post: Post, partner: Partner, channel: Channel) -> tuple[Form, ...]:
    """Forms of a channel that are written, and do not fit into its one message beside the first."""
    own = [post.versions[form] for form in channel.forms if form in post.versions]
    if channel.separately or len(own) < _SEVERAL or _length(_together(post, partner, own)) <= TEXT_LIMIT:
        return ()
    return tuple(version.form for version in own[1:])


_SEVERAL = 2


def _fallen_back(post: Post, partner: Partner, form: Form) -> Letter | None:
    """Another form's version, and why; signed as all else in a channel, where nobody can stop a post by a command."""
    chosen, words = post.version_for(form), words_for(form)
    if chosen is None:
        return None
    lines = because_line(chosen, words), machine_line(chosen.version, words), signature(words, partner, SENT)
    told = "\n".join(f"<i>{line}</i>" for line in lines if line)
    text = f"{body(post, chosen.version.form)}\n\n{told}"
    return Letter(text=text, media=post.media, rows=_channel_rows(post, words, {chosen.version.form}))


def _together(post: Post, partner: Partner, versions: Sequence[Version]) -> Letter:
    """Whole versions, one below the other, with one signature."""
    text = "\n\n".join(_told_body(post, version) for version in versions)
    words = words_for(versions[0].form)
    signed = signature(words, partner, SENT)
    rows = _channel_rows(post, words, {version.form for version in versions})
    return Letter(text=f"{text}\n\n<i>{signed}</i>", media=post.media, rows=rows)


def _one_by_one(post: Post, partner: Partner, versions: Sequence[Version]) -> Letter:
    """A letter for each version, in order; pictures with the first, which alone makes a sound."""
    shown = {version.form for version in versions}
    rows = [_channel_rows(post, words_for(version.form), shown) for version in versions]
    alone = [_together(post, partner, [version]) for version in versions]
    first, *others = [each._replace(rows=row) for each, row in zip(alone, rows, strict=True)]
    then = None
    for other in reversed(others):
        then = other._replace(media=(), silent=True, then=then)
    return first._replace(then=then)


def _channel_rows(post: Post, words: Words, shown: Collection[Form]) -> Rows:
    return (*ways_rows(post, words, links_only=True), *other_forms_row(post, shown))


def _told_body(post: Post, version: Version) -> str:
    """One of a channel's texts; a machine's says so in its own language."""
    line = machine_line(version, words_for(version.form))
    return f"{body(post, version.form)}\n<i>{line}</i>" if line else body(post, version.form)


def _length(letter: Letter) -> int:
    return units(visible(letter.text))


def check_lengths(post: Post, partner: Partner, channels: Iterable[Channel] = ()) -> None:
    """Raise `Mistake(TEXT_TOO_LONG | DERIVED_TOO_LONG)` naming the form whose letter would be refused, and by how much.

    Of a derived one the form that it is made from, too: that is the text which somebody can shorten.
    """
    for form in Form:
        if chosen := post.version_for(form):
            _check(post, _letter(post, partner, chosen, words_for(form)), chosen.version.form)
    for channel in channels:
        letter = letter_for_channel(post, partner, channel.forms, separately=channel.separately)
        forms = [form for form in channel.forms if form in post.versions] or [*channel.forms[:1], Form.ZH_HANS]
        for form, each in zip(forms, letter.letters if letter else (), strict=False):
            _check(post, each, form)


def check_shape(post: Post, before: Letter, after: Letter, form: Form) -> None:
    """Raise, as `check_lengths`, when what stands under a picture would become too long to go on standing there."""
    if after.apart and not before.apart:
        _check(post, after, form, CAPTION_LIMIT)


def _check(post: Post, letter: Letter, form: Form, limit: int = TEXT_LIMIT) -> None:
    length = _length(letter)
    if length <= limit:
        return
    facts = {"form": form, "length": length, "limit": limit, "over": length - limit}
    source = post.versions[form].derived_from if form in post.versions else None
    if source is None:
        raise Mistake(Why.TEXT_TOO_LONG, **facts)
    raise Mistake(Why.DERIVED_TOO_LONG, **facts, source=source)
