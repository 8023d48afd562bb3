"""Screens of writing: the beginning of a post, and the questions about a text whose language is open."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.languages import Form
from bot.partners import Partner
from bot.words import Words
from handlers.partner.planning.schedule_screens import moment_of
from handlers.partner.presses import Act, NeverMind, NewFor, NewThen, Pages, Press, Shelf, Take, button
from handlers.showing.screen import Screen, grid


def choose_partner_screen(
    words: Words, partners: Sequence[Partner], notice: Markup | None = None, at: str = ""
) -> Screen:
    """Asks for which partner; `at`, when the post shall go out, is handed on."""
    presses = [NewThen(partner_id=one.id, at=at) if at else NewFor(partner_id=one.id) for one in partners]
    named = zip(partners, presses, strict=True)
    buttons = [button(partner.name(words.form), press) for partner, press in named]
    lines = [notice] if notice else []
    return Screen(Markup("\n").join([*lines, words.say("For which partner is the new post?")]), grid(buttons, 1))


def begin_screen(words: Words, partner: str, notice: Markup | None = None, templates: int = 0) -> Screen:
    """Send the text. Nothing is kept before the first message."""
    lines = [notice, Markup("")] if notice else []
    lines += [
        words.say("<b>A new post for {partner}</b>", partner=partner),
        Markup(""),
        words.say(
            "Send its text in any of these languages: {languages}. Bold, links and the like stay as you make them; "
            "a photo, a video or an album may come with it.",
            languages=words.list([words.language(form) for form in Form]),
        ),
        Markup(""),
        words.say("Then send the other languages, one message each, in any order."),
    ]
    ready = (button(words.say("Begin from a template"), Pages(shelf=Shelf.TEMPLATES)),) if templates else ()
    return Screen(Markup("\n").join(lines), (ready, (button(words.say("Not now"), NeverMind()),)))


def noted_line(words: Words, digits: str) -> Markup:
    """When it shall go out is kept for later."""
    return words.say(
        "✓ Noted: {moment}. Once the post is approved, one press gives it that time.",
        moment=moment_of(words, digits),
    )


def never_mind_screen(words: Words) -> Screen:
    """Left before it began."""
    return Screen(words.say("Nothing was kept. /new starts a post, /drafts shows those you have."))


def which_language_screen(words: Words, post_id: int, foreign: str | None = None) -> Screen:
    """The text's language could not be told; `foreign` names one that is not among the five, when it looks like it."""
    text = words.say("Which language is this text in? Choose, and I'll save it.")
    if foreign:
        text = words.say(
            "This looks like {language}, a language that no reader gets here. If it's one of these, choose it.",
            language=foreign,
        )
    buttons = [button(words.language(form, begins=True), Take(post_id=post_id, form=form)) for form in Form]
    return Screen(text, (*grid(buttons), (button(words.say("Leave it out"), Press(act=Act.CARD, post_id=post_id)),)))


def pictures_line(words: Words) -> Markup:
    """What came with a text that is asked about is in already."""
    return words.say("✓ The pictures are in the post; this is only about the text.")


def replace_screen(words: Words, post_id: int, form: Form) -> Screen:
    """There is a text in this form already."""
    text = words.say("There's already a text in {language}. Replace it with this one?", language=words.language(form))
    return Screen(
        text,
        (
            (button(words.say("Replace it"), Take(post_id=post_id, form=form, sure=True)),),
            (button(words.say("It's another language"), Take(post_id=post_id)),),
            (button(words.say("Leave it out"), Press(act=Act.CARD, post_id=post_id)),),
        ),
    )
