"""Screens of a review's texts: all of them together, what has changed since the last one, and changing one."""

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.actions.compare import compare
from bot.content import Post, PostState
from bot.gate import Light, changed_since, light
from bot.languages import Form
from bot.texts import shortened, units, visible
from bot.transport import Button, Rows
from bot.words import Words, marked
from handlers.admin.doors import lines, noted
from handlers.admin.reviewing.review_screens import SEEN, Case, Changes, Decide, Decision, ReviewButton, Texts
from handlers.showing.screen import Number, Screen, grid

TOGETHER = 3200
"""Units of all texts that fit into one message with everything around them."""
PRINTED = 8
"""Characters of a text's print that travel in a button."""
STANDS = {
    Light.MISSING: marked("missing"),
    Light.DERIVED: marked("converted, not reviewed"),
    Light.DRAFT: marked("written, not reviewed"),
    Light.MACHINE: marked("translated by a machine, not reviewed"),
    Light.REVIEWED: marked("reviewed"),
    Light.STALE: marked("out of date"),
}


class Sign(CallbackData, prefix="m_sign"):
    """Just this text is read and good."""

    post_id: Number
    form: Form
    seen: str


class Edit(CallbackData, prefix="m_edit"):
    """Put a better text in its place."""

    post_id: Number
    form: Form


def texts_shown(post: Post, form: Form | None) -> list[Form]:
    """The languages whose texts are shown at once: all, or one that was chosen, or when they are too long together."""
    there = [each for each in Form if each in post.versions]
    together = sum(units(visible(post.versions[each].text)) for each in there) <= TOGETHER
    return there if together and form is None else [form if form in there else there[0]]


def texts_screen(words: Words, case: Case, form: Form | None, note: Markup | None = None) -> Screen:
    """Every text below the other, or one alone when they are too long together."""
    post, shown = case.post, texts_shown(case.post, form)
    there = [each for each in Form if each in post.versions]
    parts = [_text(words, post, each) for each in shown]
    title = words.say("<b>{title}</b>", title=post.title_at_work(words.form))
    rows = [] if shown == there else [_marks(post, shown[0], there)]
    return Screen(noted(note, Markup("\n\n").join([title, *parts])), (*rows, *_rows(words, case, shown)))


def _text(words: Words, post: Post, form: Form) -> Markup:
    stands = words.say(STANDS[light(post, form)])
    return lines(
        words.say("<b>{language}</b> ({stands})", language=words.language(form, begins=True), stands=stands),
        _cut(post.versions[form].text),
    )


def _marks(post: Post, here: Form, there: list[Form]) -> tuple[Button, ...]:
    return tuple(
        Button(f"▸ {each.mark}" if each is here else each.mark, data=Texts(post_id=post.id, form=each).pack())
        for each in there
    )


def _rows(words: Words, case: Case, shown: list[Form]) -> Rows:
    post = case.post
    back = Button(words.bare("‹ Back"), data=ReviewButton(post_id=post.id).pack())
    if post.state is not PostState.SUBMITTED or case.own:
        return ((back,),)
    good = [
        Button(words.bare("✓ {mark} is good", mark=form.mark), data=_sign(post, form))
        for form in shown
        if form not in case.mine and light(post, form) is not Light.REVIEWED
    ]
    edits = tuple(Button(f"✎ {form.mark}", data=Edit(post_id=post.id, form=form).pack()) for form in shown)
    approve = Decide(decision=Decision.APPROVE, post_id=post.id, seen=post.hash()[:SEEN])
    last = [Button(words.bare("✓ Approve"), data=approve.pack())] if case.approvable else []
    return (*grid(good, 3), edits, (*last, back))


def _sign(post: Post, form: Form) -> str:
    return Sign(post_id=post.id, form=form, seen=post.versions[form].print[:PRINTED]).pack()


def changes_screen(words: Words, post: Post, form: Form | None) -> Screen:
    """One text that has changed, as it was and as it is; the others by button; and whether more has changed."""
    changed = changed_since(post)
    parts = [words.say("<b>Changed since the last review</b>")]
    if post.seen_frame != post.frame:
        parts.append(words.say("Pictures, buttons, hashtag, kind, or whom it's for: look at the preview."))
    here = form if form in changed else next(iter(changed), None)
    if here is not None:
        version = post.versions[here]
        heads = words.say("<b>As it was</b>"), words.say("<b>As it is now</b>")
        was = version.seen or ""
        told = compare(words, was, version.text, heads) if was else [words.say("A new language."), _cut(version.text)]
        parts += [Markup(), Markup("<b>{}</b>").format(words.language(here, begins=True)), *told]
    if len(parts) == 1:
        parts.append(words.say("Nothing: it says what the last reviewer saw."))
    marks = tuple(
        Button(f"▸ {each.mark}" if each is here else each.mark, data=Changes(post_id=post.id, form=each).pack())
        for each in changed
    )
    back = Button(words.bare("‹ Back"), data=ReviewButton(post_id=post.id).pack())
    return Screen(lines(*parts), (marks if len(marks) > 1 else (), (back,)))


def _cut(text: str) -> Markup:
    return Markup.escape(shortened(visible(text).strip(), TOGETHER))


def edit_question_screen(words: Words, post: Post, form: Form, wrong: Markup | None = None) -> Screen:
    """Asks for the better text, and says what follows from it."""
    asks = lines(
        words.say("<b>{language}</b> now says:", language=words.language(form, begins=True)),
        _cut(post.versions[form].text),
        Markup(),
        words.say("Send the whole new text. It's yours from then on, so another admin must approve the post."),
    )
    cancel = Button(words.bare("Cancel"), data=Texts(post_id=post.id).pack())
    return Screen(noted(wrong, asks), ((cancel,),))
