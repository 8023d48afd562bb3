"""How the languages of a draft stand: a line for each, a small sign, and what keeps the gate closed."""

from markupsafe import Markup

from bot.content import Post
from bot.forms.conversion import changed_terms
from bot.gate import Light, closed_for, light
from bot.languages import OTHER_SCRIPT, Form
from bot.partners import Depth
from bot.words import Words, marked


def gate_lines(post: Post, depth: Depth | None, words: Words) -> list[Markup]:
    """Which languages must be reviewed before it may go out, and which keep the gate closed by being too old."""
    if depth is None or not post.versions:
        return []
    closed = closed_for(post, depth)
    if not closed:
        return [Markup(""), words.say("All languages that must be reviewed are reviewed.")]
    needed = words.list([words.language(form) for form in closed])
    lines = [Markup(""), words.say("Must be reviewed before it goes out: {languages}.", languages=needed)]
    if any(light(post, form) is Light.STALE for form in closed):
        lines.append(words.say("⚠ Look first at the languages that are out of date: press their buttons."))
    return lines


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


def makeable(post: Post) -> list[Form]:
    """The Chinese scripts that are missing and could be made from the other."""
    return [form for form, source in OTHER_SCRIPT.items() if form not in post.versions and source in post.versions]


def made_from(post: Post, form: Form) -> list[Form]:
    """The other script of Chinese, when it was made from this one."""
    return [made for made, version in post.versions.items() if version.derived_from is form]


def made_lines(words: Words, post: Post, saved: Form) -> list[Markup]:
    """That the other script was made at once, with the words that are others there."""
    lines = []
    for made in made_from(post, saved):
        told = words.say(
            "⇄ I made {language} from it. To say it in your own words, just send that text.",
            language=words.language(made),
        )
        lines += [told, *terms_lines(words, post, made)]
    return lines


def terms_lines(words: Words, post: Post, form: Form) -> list[Markup]:
    """Words that are another word in the other script, not only another shape."""
    source = post.versions[form].derived_from or OTHER_SCRIPT[form]
    if source not in post.versions:
        return []
    changed = changed_terms(post.versions[source].text, form)
    shown = " · ".join(f"{before} → {after}" for before, after in changed[:TERMS])
    shown += " · …" if len(changed) > TERMS else ""
    return [words.say("Words that differ there: {terms}", terms=shown)] if changed else []


TERMS = 12
"""Changed words listed; a longer list nobody reads."""
SIGNS = {
    Light.MISSING: "–",
    Light.DERIVED: "⇄",
    Light.DRAFT: "✓",
    Light.MACHINE: "⚙",
    Light.REVIEWED: "✓✓",
    Light.STALE: "⚠",
}
"""How a language stands, on a small button and in a list."""
