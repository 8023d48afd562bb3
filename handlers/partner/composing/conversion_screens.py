"""A version made from the other Chinese script, as its readers will see it, and the question before it is made anew."""

from markupsafe import Markup

from bot.content import Post
from bot.languages import OTHER_SCRIPT, Form
from bot.texts import visible
from bot.transport import Button
from bot.words import Words
from handlers.partner.composing.card_screens import back_to
from handlers.partner.composing.form_standing import terms_lines
from handlers.partner.presses import Act, Press, button
from handlers.showing.screen import Screen

EXCERPT = 2400
"""Characters of a version shown whole: with the words around it one message holds them."""


def derived_screen(words: Words, post: Post, form: Form, size: tuple[int, int]) -> Screen:
    """The text as converted, the words that the term list changed, and how to overrule it."""
    source = post.versions[form].derived_from or OTHER_SCRIPT.get(form, form)
    text = visible(post.versions[form].text).strip()
    length, limit = (words.number(n) for n in size)
    lines = [
        words.say(
            "This is how readers of {language} will see it, made from {source}:",
            language=words.language(form),
            source=words.language(source),
        ),
        Markup("\n{}\n").format(text if len(text) <= EXCERPT else text[:EXCERPT] + "…"),
        *terms_lines(words, post, form),
        words.say("{length} of {limit} characters, with its footer", length=length, limit=limit),
        words.say("To say it in your own words, just send your {language} text.", language=words.language(form)),
    ]
    remove = button(words.say("Remove it"), Press(act=Act.REMOVE, post_id=post.id, form=form))
    return Screen(Markup("\n").join(lines), ((remove, back_to(words, post)),))


def remakeable(post: Post, form: Form) -> bool:
    """Whether an author's own version could be made from the other script instead."""
    source = OTHER_SCRIPT.get(form)
    return source in post.versions and form in post.versions and form is not post.source


def again_button(words: Words, post: Post, form: Form) -> Button:
    """Back to the converted text."""
    label = words.say("Make it from {source} instead", source=OTHER_SCRIPT[form].mark)
    return button(label, Press(act=Act.AGAIN, post_id=post.id, form=form))


def again_screen(words: Words, post: Post, form: Form) -> Screen:
    """An author's own text would go: asked once."""
    text = words.say(
        "Your own {language} text will be replaced by one made from {source}.",
        language=words.language(form),
        source=words.language(OTHER_SCRIPT[form]),
    )
    yes = button(words.say("Replace it"), Press(act=Act.DERIVE, post_id=post.id, form=form))
    return Screen(text, ((yes, button(words.say("Keep it"), Press(act=Act.FORM, post_id=post.id, form=form))),))
