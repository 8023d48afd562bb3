"""Screens of the buttons under a post."""

from markupsafe import Markup

from bot.actions.render import LABELS
from bot.content import Post
from bot.languages import Form
from bot.transport import Button
from bot.ways import WAYS_LIMIT, Way, WayKind
from bot.words import Words, marked, words_for
from handlers.partner.card_screens import back_to, title_of
from handlers.partner.presses import WayDo, WayPress, button
from handlers.screen import Screen, grid

NAMES = {
    WayKind.LINK: marked("Link"),
    WayKind.FOLLOW: marked("Follow this partner"),
}


def ways_screen(words: Words, post: Post) -> Screen:
    """The buttons there are, and those that could come."""
    lines = [words.say("<b>Buttons under “{title}”</b>", title=title_of(post, words))]
    lines += [_line(words, way) for way in post.ways]
    lines.append(Markup(""))
    if not post.ways:
        lines.append(words.say("There are none yet. Readers see them below the text, each in their own language."))
    else:
        lines.append(words.say("In channels only links are shown. Press a button to change or remove it."))
    lines.append(words.say("The row 简·繁·粵·EN·PT comes by itself: it opens the post in its other languages."))
    rows = [
        (button(_label(words, way), WayPress(do=WayDo.OPEN, post_id=post.id, no=no)),)
        for no, way in enumerate(post.ways)
    ]
    return Screen(Markup("\n").join(lines), (*rows, *_adding(words, post), (back_to(words, post),)))


def _line(words: Words, way: Way) -> Markup:
    if way.kind is WayKind.LINK:
        return words.say("• {label} → {url}", label=_label(words, way), url=way.url)
    return words.say("• {label}", label=_label(words, way))


def _label(words: Words, way: Way) -> str:
    return way.label(words.form) or words.bare(LABELS[way.kind])


def _adding(words: Words, post: Post) -> tuple[tuple[Button, ...], ...]:
    if len(post.ways) >= WAYS_LIMIT:
        return ()
    there = {way.kind for way in post.ways}
    offers = [(WayDo.LINK, WayKind.LINK), (WayDo.FOLLOW, WayKind.FOLLOW)]
    free = [(do, kind) for do, kind in offers if kind is WayKind.LINK or kind not in there]
    return tuple(
        (button(words.say("+ {button}", button=words.say(NAMES[kind])), WayPress(do=do, post_id=post.id)),)
        for do, kind in free
    )


def link_question_screen(words: Words, post: Post, wrong: Markup | None = None) -> Screen:
    """Asks for a label and an address in one message."""
    lines = [wrong, Markup("")] if wrong else []
    lines += [
        words.say("Send what the button says and where it leads, in one message, for example:"),
        Markup("<code>{}</code>").format(words.say("Book a seat https://example.com")),
        words.say("You can add the other languages afterwards."),
    ]
    back = button(words.say("Cancel"), WayPress(do=WayDo.LIST, post_id=post.id))
    return Screen(Markup("\n").join(lines), ((back,),))


def way_screen(words: Words, post: Post, no: int) -> Screen:
    """One button: what it says in each of the post's languages."""
    way = post.ways[no]
    lines = [words.say("<b>{button}</b>", button=words.say(NAMES[way.kind]))]
    if way.url:
        lines.append(Markup.escape(way.url))
    lines += [_label_line(words, way, form) for form in Form]
    lines.append(Markup(""))
    if not way.labels:
        lines.append(words.say("The button says this unless you change it."))
    lines.append(words.say("Press a language to write your own words for it."))
    labels = [
        button(words.language(form, begins=True), WayPress(do=WayDo.LABEL, post_id=post.id, no=no, form=form))
        for form in Form
    ]
    remove = button(words.say("Remove it"), WayPress(do=WayDo.REMOVE, post_id=post.id, no=no))
    back = button(words.say("Back"), WayPress(do=WayDo.LIST, post_id=post.id))
    return Screen(Markup("\n").join(lines), (*grid(labels), (remove, back)))


def _label_line(words: Words, way: Way, form: Form) -> Markup:
    if form in way.labels:
        return words.say("{mark} {label}", mark=form.mark, label=way.labels[form])
    shown = way.label(form)
    if shown is None:
        return words.say("{mark} {label}", mark=form.mark, label=words_for(form).say(LABELS[way.kind]))
    return words.say("{mark} – missing: its readers see “{label}”", mark=form.mark, label=shown)


def label_question_screen(words: Words, post: Post, no: int, form: Form, wrong: Markup | None = None) -> Screen:
    """Asks what a button says in one language."""
    lines = [wrong, Markup("")] if wrong else []
    lines.append(
        words.say("What should this button say in {language}? Send a few words.", language=words.language(form))
    )
    back = button(words.say("Cancel"), WayPress(do=WayDo.OPEN, post_id=post.id, no=no))
    return Screen(Markup("\n").join(lines), ((back,),))


def first_label_screen(words: Words, post: Post, no: int) -> Screen:
    """The address is kept; asks what the button says."""
    way = post.ways[no]
    text = Markup("\n").join(
        [
            words.say("✓ The button leads to {address}.", address=way.url or ""),
            words.say("What should it say? Send a few words, in any of the languages."),
        ]
    )
    stay = words.say("Keep “{label}”", label=words.say(LABELS[way.kind]))
    return Screen(text, ((button(stay, WayPress(do=WayDo.OPEN, post_id=post.id, no=no)),),))
