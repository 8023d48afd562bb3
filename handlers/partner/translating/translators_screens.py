"""Screens for translators: files to be had, what was said before, and what was found in a file that came back."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from markupsafe import Markup

from bot.actions.compare import compare
from bot.content import Post
from bot.languages import Form, known
from bot.texts import shortened, units, visible
from bot.translating.proofreading import Fault, Finding, Proof
from bot.translating.worksheets import Flaw, Format, Sheet, Unreadable
from bot.transport import Button
from bot.words import Words, marked
from handlers.partner.campaign_presses import CampaignDo, CampaignPress
from handlers.partner.composing.card_screens import back_to, title_of
from handlers.partner.pen import AWAY
from handlers.partner.presses import OpenDraft, Pages, Shelf, button
from handlers.partner.translating.translators_presses import ByMachine, ForTranslators, GiveFile, KeepTexts, Said
from handlers.showing.mistakes import in_words
from handlers.showing.screen import PAGE, Screen

MOST = 12
"""Findings on one screen; a file with what is left holds them all."""
EXCERPT = 60
ASKED, BESIDE = 2, 200
"""Texts written since that are shown, and units of each of the two."""
START = 3000
NEAR = 5
LABELS = {Format.XLIFF: "{mark} · XLIFF", Format.PO: "{mark} · PO"}


def translators_screen(
    words: Words, title: str, missing: Mapping[Form, int], of: ForTranslators, machine: Collection[Form] = ()
) -> Screen:
    """Which languages are missing (in how many posts), as files; for one post also from memory or from a machine.

    `machine`: the languages that a machine can write from the post's own.
    """
    parts = [Markup("<b>{}</b>").format(title)]
    if not missing:
        parts.append(words.say("No language is missing here that a translator could add."))
        return Screen(Markup("\n\n").join(parts), ((_back(words, of),),))
    parts.append(
        words.say(
            "Choose a language and a kind of file for your translator. When it's done, send the file to me here: "
            "I look at every sentence before anything is kept."
        )
    )
    if machine and of.post_id:
        parts.append(
            words.say(
                "⚙ asks a machine for a draft. Until somebody signs it, readers are told that a machine wrote it."
            )
        )
    if of.campaign_id:
        counts = [
            words.plural("{language}: {n} post", "{language}: {n} posts", n, language=words.language(form, begins=True))
            for form, n in missing.items()
        ]
        parts.append(Markup("\n").join(counts))
    rows = [_form_row(words, form, of, machine=form in machine) for form in missing]
    return Screen(Markup("\n\n").join(parts), (*rows, (_back(words, of),)))


def _form_row(words: Words, form: Form, of: ForTranslators, *, machine: bool) -> tuple[Button, ...]:
    files = [
        button(
            LABELS[kind].format(mark=form.mark),
            GiveFile(form=form, kind=kind, post_id=of.post_id, campaign_id=of.campaign_id),
        )
        for kind in Format
    ]
    if not of.post_id:
        return tuple(files)
    files.append(button(words.say("{mark}: earlier sentences", mark=form.mark), Said(post_id=of.post_id, form=form)))
    if machine:
        files.append(button(f"⚙ {form.mark}", ByMachine(post_id=of.post_id, form=form)))
    return tuple(files)


def _back(words: Words, of: ForTranslators) -> Button:
    if of.post_id:
        return button(words.say("Back"), OpenDraft(post_id=of.post_id))
    return button(words.say("Back"), CampaignPress(do=CampaignDo.SHOW, campaign_id=of.campaign_id))


def file_caption(words: Words, form: Form, count: int) -> Markup:
    """What the file is, and what to do with it."""
    what = words.plural(
        "{language}, {n} post.", "{language}, {n} posts.", count, language=words.language(form, begins=True)
    )
    return Markup("{}\n{}").format(what, words.say("Send it back to me here when it's translated."))


def said_screen(words: Words, post: Post, form: Form, sheet: Sheet, start: str) -> Screen:
    """The post with the sentences that were said before, and near ones below."""
    language = words.language(form, begins=True)
    parts = [words.say("<b>{language}</b>: the same or similar sentences from your earlier posts", language=language)]
    if any(line.target for line in sheet.lines):
        long = units(visible(start)) > START
        parts += [
            Markup.escape(visible(start)[:START] + "…") if long else Markup(start),  # noqa: S704 - the author's own
            words.say("Copy it, translate the rest into {language}, and send it to me.", language=words.language(form)),
        ]
    near = [(line, line.earlier[0]) for line in sheet.lines if line.earlier and not line.target]
    if near:
        parts.append(words.say("Almost the same was said:"))
        parts += [
            Markup("≈ {} {}\n→ {}").format(words.percent(earlier.likeness), _cut(earlier.source), _cut(earlier.target))
            for _, earlier in near[:NEAR]
        ]
    if len(parts) == 1:
        parts.append(
            words.say("None of your earlier posts says anything like it in {language}.", language=words.language(form))
        )
    return Screen(Markup("\n\n").join(parts), ((back_to(words, post),),))


def _cut(text: str) -> str:
    return shortened(visible(text), EXCERPT)


def waiting_screen(words: Words, form: Form) -> Screen:
    """A machine is at work."""
    return Screen(
        words.say("⚙ A machine is translating it into {language}. One moment …", language=words.language(form))
    )


FAULTS = {
    Fault.NOT_HERE: marked("This part of the file is for a post that isn't there, or not yours."),
    Fault.STALE: marked("The source has changed. Sentence {no} is new: “{said}”"),
    Fault.EMPTY: marked("Sentence {no} isn't translated yet: “{said}”"),
    Fault.TAGS: marked("Sentence {no}: its formatting is lost or broken ({what}): “{said}”"),
    Fault.WRITTEN: marked("Somebody has written this text since the file was given out: it stays as it is."),
    Fault.THINGS: marked("Sentence {no}: a link or a name is lost or changed ({what}): “{said}”"),
}


def finding_line(words: Words, form: Form, finding: Finding) -> Markup:
    """One finding in words."""
    if finding.fault is Fault.LABEL:
        said = words.say("The words on a button don't fit: “{said}”", said=_cut(finding.sentence))
        return said if finding.mistake is None else Markup("{} {}").format(said, in_words(finding.mistake, words))
    if finding.mistake is not None:
        return in_words(finding.mistake, words)
    if finding.fault is Fault.LANGUAGE and (other := known(finding.what)):
        return words.say("This doesn't look like {language}, but like {other}.", language=words.language(form),
                         other=words.language(other))  # fmt: skip
    if finding.fault is Fault.LANGUAGE:
        return words.say("This doesn't look like {language}.", language=words.language(form))
    what = finding.what or "<…>"
    return words.say(
        FAULTS[finding.fault], no=words.number(finding.no), said=_cut(finding.sentence), what=what[:EXCERPT]
    )


FLAWS = {
    Flaw.BROKEN: marked(
        "I can't read this file: it's broken, or it isn't one that I gave out. I read XLIFF 2 and PO, up to 1 MB."
    ),
    Flaw.FOREIGN: marked(
        "I didn't give out this file, or other software has saved it as another kind: it doesn't say which post it "
        "is for. Take a new file from the post, XLIFF or PO, and send that one back."
    ),
    Flaw.LARGE: marked(
        "This file is too large: I read up to 1 MB. Take files of fewer posts, and send them one by one."
    ),
    Flaw.PACKED: marked("This file is packed. Unpack it, and send me the .xlf or .po file that is in it."),
    Flaw.DOCTYPE: marked(
        "I don't read this file: it begins with a DOCTYPE, which could hide something harmful. Take a new file from "
        "the post, and send back that one."
    ),
}


def unreadable_screen(words: Words, broken: Unreadable) -> Screen:
    """Why the file is not read, and what to do instead."""
    if broken.flaw is not Flaw.BROKEN or not broken.line:
        return Screen(words.say(FLAWS[broken.flaw]))
    told = words.say("I can't read this file: it's broken in line {line}.", line=words.number(broken.line))
    again = words.say("Ask whoever translated it to save it once more, or take a new file from the post.")
    return Screen(Markup("{}\n{}").format(told, again))


def proofs_screen(words: Words, proofs: Sequence[Proof]) -> Screen:
    """What was found, and what can be kept."""
    good = [proof for proof in proofs if proof.text is not None and proof.standing is None]
    asked = [proof for proof in proofs if proof.text is not None and proof.standing is not None]
    lines = [*_good_lines(words, good), *_bad_lines(words, proofs), *_asked_lines(words, asked)]
    if any(proof.post is not None and proof.post.state in AWAY for proof in [*good, *asked]):
        lines.append(words.say("⚠ Keeping it makes a submitted or approved post a draft again."))
    rows = []
    if good:
        label = words.plural("Keep {n} text", "Keep {n} texts", len(good))
        rows.append((button(label, KeepTexts()),))
    if asked:
        label = words.plural("Replace {n} text", "Replace {n} texts", len(asked))
        rows.append((button(label, KeepTexts(over=True)),))
    if any(proof.text is None and proof.lines for proof in proofs):
        rows.append((button(words.say("A file with what is left"), KeepTexts(left=True)),))
    return Screen(Markup("\n").join(lines), tuple(rows))


def _good_lines(words: Words, good: Sequence[Proof]) -> Iterator[Markup]:
    for proof in good[:MOST]:
        if proof.post is not None:
            title = title_of(proof.post, words)
            yield words.say(
                "✓ {language}, “{title}”: all is well.", language=words.language(proof.form, begins=True), title=title
            )


def _asked_lines(words: Words, asked: Sequence[Proof]) -> Iterator[Markup]:
    """What somebody has written since, beside what the file would put in its place; of many only how many there are."""
    heads = words.say("<b>As it is now</b>"), words.say("<b>In the file</b>")
    for proof in asked[:ASKED]:
        if proof.post is None or proof.text is None or proof.standing is None:
            continue
        yield Markup("")
        yield words.say(
            "⚠ {language}, “{title}”: somebody has written this text since the file was given out.",
            language=words.language(proof.form, begins=True),
            title=title_of(proof.post, words),
        )
        yield from compare(words, proof.standing.text, proof.text, heads, BESIDE)
    if (more := len(asked) - ASKED) > 0:
        yield words.plural("… and {n} more", "… and {n} more", more)


def replaced_text(words: Words, proofs: Sequence[Proof]) -> str:
    """A file of what stood there before, each under its language and title."""
    parts = [
        f"{words.language(proof.form, begins=True)} · {title_of(proof.post, words)}\n\n{proof.standing.text}\n"
        for proof in proofs
        if proof.post is not None and proof.standing is not None
    ]
    return "\n————\n\n".join(parts)


def _bad_lines(words: Words, proofs: Sequence[Proof]) -> list[Markup]:
    lines = []
    for proof in proofs:
        title = title_of(proof.post, words) if proof.post else ""
        for finding in proof.findings:
            said = finding_line(words, proof.form, finding)
            if title and len(proofs) > 1:
                said = words.say("“{title}”: {finding}", title=_cut(title), finding=said)
            lines.append(Markup("✗ ") + said)
    more = len(lines) - MOST
    return lines if more <= 0 else [*lines[:MOST], words.plural("… and {n} more", "… and {n} more", more)]


def kept_screen(words: Words, proofs: Sequence[Proof]) -> Screen:
    """Drafts now."""
    kept = [proof for proof in proofs if proof.text is not None]
    lines = [words.plural("✓ {n} text kept as a draft.", "✓ {n} texts kept as drafts.", len(kept))]
    lines += _bad_lines(words, proofs)
    rows = [
        (button(title_of(proof.post, words), OpenDraft(post_id=proof.post_id)),)
        for proof in kept[:PAGE]
        if proof.post is not None
    ]
    return Screen(Markup("\n").join(lines), (*rows, (button(words.say("All drafts"), Pages(shelf=Shelf.DRAFTS)),)))
