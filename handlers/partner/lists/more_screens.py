"""Screens of what else can be done with a post: sent to oneself, once more, kept as a template; and of templates."""

from markupsafe import Markup

from bot.content import Post, PostKind
from bot.languages import Form
from bot.words import Words
from handlers.partner.composing.card_screens import back_to, head_of, title_of
from handlers.partner.composing.form_standing import form_lines
from handlers.partner.presses import Act, OpenDraft, OpenTemplate, Pages, Shelf, button, press
from handlers.partner.translating.translators_presses import ForTranslators
from handlers.showing.screen import Screen, grid


def more_screen(words: Words, post: Post, *, everybody: bool) -> Screen:
    """What else can be done; `everybody`: its partner may reach every reader with a story."""
    lines = [
        Markup("<b>{}</b>").format(title_of(post, words)),
        words.say("“Send to me” sends it only to you, exactly as it will arrive."),
    ]
    forms = [form for form in Form if form in post.versions]
    mine = [button(words.say("Send to me: {mark}", mark=form.mark), press(Act.TO_ME, post, form)) for form in forms]
    rows = [*grid(mine)]
    rows.append((button(words.say("Duplicate"), press(Act.DUPLICATE, post)),
                 button(words.say("Save as a template"), press(Act.TEMPLATE, post))))  # fmt: skip
    rows.append((button(words.say("For translators"), ForTranslators(post_id=post.id)),))
    if everybody and post.kind is PostKind.STORY:
        label = words.say("Only for my followers") if post.everybody else words.say("For every reader")
        rows.append((button(label, press(Act.FOLLOWERS if post.everybody else Act.EVERYBODY, post)),))
    return Screen(Markup("\n").join(lines), (*rows, (back_to(words, post),)))


def duplicated_screen(words: Words, copy: Post) -> Screen:
    """A second draft is there."""
    text = words.say("✓ A new draft with the same content: “{title}”.", title=title_of(copy, words))
    return Screen(text, ((button(words.say("Open the draft"), OpenDraft(post_id=copy.id)),),))


def template_saved_screen(words: Words, post: Post) -> Screen:
    """A template is there."""
    text = words.say(
        "✓ Saved as a template: “{title}”. /new offers it from now on; the post itself stays as it is.",
        title=title_of(post, words),
    )
    rows = ((button(words.say("Templates"), Pages(shelf=Shelf.TEMPLATES)),), (back_to(words, post),))
    return Screen(text, rows)


def template_screen(words: Words, template: Post, partner: str) -> Screen:
    """A template, to begin a post from or to throw away."""
    lines = [head_of(template, partner, words), Markup(""), *form_lines(template, words)]
    begin = OpenTemplate(post_id=template.id, begin=True)
    drop = OpenTemplate(post_id=template.id, drop=True)
    rows = (
        (button(words.say("Begin a post from it"), begin),),
        (button(words.say("Delete it"), drop), button(words.say("Templates"), Pages(shelf=Shelf.TEMPLATES))),
    )
    return Screen(Markup("\n").join(lines), rows)
