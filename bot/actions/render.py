"""A post as a chat will see it: the version for its form, why it is not theirs, who sends it and how to stop."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.content import Chosen, Post, PostKind, units, visible
from bot.languages import CHAINS, Because, Form
from bot.mistakes import Mistake, Why
from bot.partners import Channel, Partner
from bot.transport import Letter
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
    return words.say(REASONS[chosen.because], language=chosen.version.form.endonym)


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
    return words.say("Told by {partner}, city partner", partner=name)


def letter_as(post: Post, partner: Partner, form: Form, reader: Form) -> Letter | None:
    """The letter in one form for a reader of perhaps another; none when the post has no version in it."""
    if form not in post.versions:
        return None
    because = next(step.because for step in CHAINS[reader] if step.form is form)
    return _letter(post, partner, Chosen(post.versions[form], because), words_for(reader))


def letter_for(post: Post, partner: Partner, reader: Form) -> Letter | None:
    """What a reader of this form gets, exactly; none when the post has no version."""
    chosen = post.version_for(reader)
    return _letter(post, partner, chosen, words_for(reader)) if chosen else None


def _letter(post: Post, partner: Partner, chosen: Chosen, words: Words) -> Letter:
    lines = [line for line in (because_line(chosen, words), footer(post, partner, words)) if line]
    text = f"{chosen.version.text.strip()}\n\n" + "\n".join(f"<i>{line}</i>" for line in lines)
    return Letter(text=text, media=post.media)


def letter_for_channel(post: Post, partner: Partner, forms: Iterable[Form]) -> Letter | None:
    """What a channel gets: its forms that exist, one below the other; else what its first form falls back to."""
    forms = tuple(forms) or (post.source or Form.ZH_HANS,)
    own = [post.versions[form] for form in forms if form in post.versions]
    if not own:
        return letter_for(post, partner, forms[0])
    text = "\n\n".join(version.text.strip() for version in own)
    words = words_for(own[0].form)
    signed = words.say("From {partner}, city partner", partner=partner.name(words.form))
    return Letter(text=f"{text}\n\n<i>{signed}</i>", media=post.media)


def check_lengths(post: Post, partner: Partner, channels: Iterable[Channel] = ()) -> None:
    """Raise `Mistake(TEXT_TOO_LONG)` naming the form whose letter would be refused, and by how much.

    `Mistake(CHANNEL_TOO_LONG)` when texts that fit alone do not fit together into the one message of a channel.
    """
    for form in Form:
        chosen, letter = post.version_for(form), letter_for(post, partner, form)
        if chosen and letter:
            _check(letter, post.limit, chosen.version.form)
    for channel in channels:
        letter = letter_for_channel(post, partner, channel.forms)
        if letter and sum(form in post.versions for form in channel.forms) > 1:
            _check_together(letter, post.limit, channel)
        elif letter:
            _check(letter, post.limit, channel.forms[0] if channel.forms else Form.ZH_HANS)


def _check(letter: Letter, limit: int, form: Form) -> None:
    length = units(visible(letter.text))
    if length > limit:
        raise Mistake(Why.TEXT_TOO_LONG, form=form, length=length, limit=limit, over=length - limit)


def _check_together(letter: Letter, limit: int, channel: Channel) -> None:
    length = units(visible(letter.text))
    if length > limit:
        facts = {"length": length, "limit": limit, "over": length - limit}
        raise Mistake(Why.CHANNEL_TOO_LONG, channel=channel.title, **facts)
