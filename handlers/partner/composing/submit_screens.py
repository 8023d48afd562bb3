"""Screens of submitting: what is missing, and that it is on its way."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup

from bot.content import Post, PostState
from bot.gate import Light, light
from bot.languages import Form
from bot.mistakes import Why
from bot.partners import Benefits, Partner, languages_of
from bot.recurrence import local
from bot.words import Words
from handlers.partner.composing.card_screens import back_to, title_of
from handlers.partner.composing.form_standing import makeable
from handlers.partner.composing.preview_screens import crowded_line
from handlers.partner.planning.plan_presses import OpenSchedule
from handlers.partner.presses import Act, NeededBy, Pages, Press, Shelf, button
from handlers.showing.mistakes import SENTENCES
from handlers.showing.screen import Screen, grid


def missing(post: Post, benefits: Benefits) -> list[Form]:
    """Forms whose readers would get another, and that the partnership still has room for."""
    there = languages_of(post.versions)
    full = len(there) >= benefits.languages
    return [form for form in Form if form not in post.versions and (not full or languages_of([form]) <= there)]


def stale(post: Post) -> list[Form]:
    """Forms that are older than their source."""
    return [form for form in Form if light(post, form) is Light.STALE]


Crowded = Mapping[str, tuple[Form, ...]]
"""Titles of channels, and what a tap opens there because it does not fit beside the rest."""


def crowded_lines(words: Words, crowded: Crowded) -> list[Markup]:
    """What a channel cannot show together."""
    return [
        words.say("{what}: {count}", what=title, count=crowded_line(words, hidden)) for title, hidden in crowded.items()
    ]


def used_up_line(words: Words, partner: Partner, renews: datetime) -> Markup:
    """The month's posts are planned or sent already, so it will have to wait."""
    name, limit = partner.name(words.form), partner.benefits.posts_a_month
    if limit == 0:
        return words.say(SENTENCES[Why.NO_POSTS_INCLUDED], partner=name)
    return words.say(
        "⚠ {partner} has used up its {limit} posts for this month. This one can go out from {renews}.",
        partner=name,
        limit=limit,
        renews=words.moment(renews),
    )


def submit_screen(words: Words, post: Post, benefits: Benefits, told: Sequence[Markup] = ()) -> Screen:
    """What should be known first; which languages are missing, or older than their source."""
    lines = [words.say("<b>Some languages are missing</b>")] if missing(post, benefits) else []
    for form in missing(post, benefits):
        chosen = post.version_for(form)
        if chosen is not None:
            given = words.language(chosen.version.form)
            lines.append(
                words.say("Readers of {language} will get {given}.", language=words.language(form), given=given)
            )
    old = stale(post)
    if old:
        languages = words.list([words.language(form) for form in old])
        lines.append(words.say("⚠ Out of date, since the source has changed: {languages}.", languages=languages))
    rows = [(button(words.say("Submit as it is"), Press(act=Act.SUBMIT_SURE, post_id=post.id)),)]
    for form in makeable(post):
        label = words.say("Make {language}", language=words.language(form))
        rows.append((button(label, Press(act=Act.DERIVE, post_id=post.id, form=form)),))
    rows += [
        (button(words.say("Look at {language}", language=words.language(form)), _page(post, form)),) for form in old
    ]
    rows.append((button(words.say("Add a language"), Press(act=Act.CARD, post_id=post.id)),))
    parts = [*told, Markup("\n").join(lines)]
    return Screen(Markup("\n\n").join(part for part in parts if part), tuple(rows))


def waiting_screen(words: Words, post: Post, count: int) -> Screen:
    """Texts that were sent are not in it: a question about them is open."""
    text = words.plural(
        "⚠ {n} text that you sent isn't in the post yet: my question about it waits for your answer.",
        "⚠ {n} texts that you sent aren't in the post yet: my questions about them wait for your answers.",
        count,
    )
    answer = button(words.say("Answer first"), Press(act=Act.ANSWER, post_id=post.id))
    leave = button(words.say("Submit anyway"), Press(act=Act.WITHOUT, post_id=post.id))
    return Screen(text, ((answer,), (leave,)))


def too_many_screen(words: Words, post: Post, partner: Partner) -> Screen:
    """Its partner may use fewer languages by now: which may go, and what their readers get then."""
    there = dict.fromkeys(one for form in Form if form in post.versions for one in languages_of([form]))
    told = [
        words.say(
            SENTENCES[Why.LANGUAGES_TOO_MANY],
            count=words.number(len(there)),
            partner=partner.name(words.form),
            limit=words.number(partner.benefits.languages),
        ),
        Markup(),
    ]
    rows = []
    for forms in ([form for form in Form if form in post.versions and languages_of([form]) == {one}] for one in there):
        rest = replace(post, versions={form: each for form, each in post.versions.items() if form not in forms})
        names = words.list([words.language(form) for form in forms])
        given = rest.version_for(forms[0])
        if given is not None:
            told.append(
                words.say(
                    "Without {language}, those readers get {given}.",
                    language=names,
                    given=words.language(given.version.form),
                )
            )
        press = Press(act=Act.DROP, post_id=post.id, form=forms[0])
        label = names if len(forms) == 1 else " ".join(form.mark for form in forms)
        rows.append((button(words.say("Remove {language}", language=label), press),))
    return Screen(Markup("\n").join(told), (*rows, (back_to(words, post),)))


def _page(post: Post, form: Form) -> Press:
    return Press(act=Act.FORM, post_id=post.id, form=form)


HOURS = (4, 24, 72)
"""Within so many hours an author may need the review."""


def submitted_screen(words: Words, post: Post, zone: str, told: Sequence[Markup] = ()) -> Screen:
    """It is with the admins now; when they should have looked, and whether that is soon enough."""
    if post.state is PostState.APPROVED:  # an announcement by the only admin
        text = words.say("✓ Approved: “{title}”. When should it go out?", title=title_of(post, words))
        now = button(words.say("Schedule it"), OpenSchedule(post_id=post.id))
        return Screen(Markup("\n").join([text, *told]), ((now,),))
    lines = [
        words.say("✓ Submitted: “{title}”. An admin will look at it, and I'll tell you.", title=title_of(post, words))
    ]
    if post.review_by:
        lines.append(words.say("They've been asked to look by {due}.", due=words.moment(local(post.review_by, zone))))
    lines += told
    choices = [
        button(words.plural("Within {n} hour", "Within {n} hours", hours), NeededBy(post_id=post.id, hours=hours))
        for hours in HOURS
    ]
    rows = (*grid(choices, 3), (button(words.say("All drafts"), Pages(shelf=Shelf.DRAFTS)),))
    return Screen(Markup("\n").join(lines), rows)
