"""Notices about corrections: what is proposed, beside what stands, with the decision; and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.actions.compare import album_lines, briefly, compared, compared_picture, compared_ways, ways_lines
from bot.actions.notice_parts import with_button
from bot.actions.quotes import blockquote
from bot.content import Post
from bot.corrections import Correction, CorrectionState, Replacement
from bot.mistakes import Mistake
from bot.notices import Notice, NoticeKind
from bot.people import Reader
from bot.recurrence import local
from bot.store import Work
from bot.transport import Button, Letter
from bot.words import Words, marked, words_for


async def correction_letter(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    """What is proposed, with both sides and the decision; or what was decided. None once an admin has decided."""
    words = words_for(reader.speaks)
    correction = await tx.corrections.get(int(notice.facts["correction_id"]))
    if correction is None:
        return None
    if notice.kind is NoticeKind.CORRECTION_DECIDED:
        return _decided(words, correction, post, notice.facts.get("was"), again=await comes_again(tx, post))
    if correction.state is not CorrectionState.OPEN or not _has_place(post, correction.what):
        return None
    person = await tx.readers.get(correction.proposed_by)
    head = proposed_line(words, correction.what, post.title_at_work(words.form), proposer(words, person))
    both, pictures = both_sides(words, post, correction.what)
    rivals = await rivals_of(tx, reader, post, correction.what, correction.id)
    told = [*both, *rounds_lines(words, again=await comes_again(tx, post)), *rivals_lines(words, rivals)]
    text = Markup("\n").join([head, Markup(""), *told])
    letter = Letter(text, rows=(*decisions(words, correction.id), *rivals_rows(words, rivals)))
    for picture in reversed(pictures):
        letter = picture._replace(then=letter)
    return letter


def proposer(words: Words, person: Reader | None) -> str:
    """Their name, or that they are no longer here."""
    return person.name if person and person.name else words.bare("Somebody who has left")


def decisions(words: Words, correction_id: int) -> tuple[tuple[Button, ...], ...]:
    """Yes and no, in a notice and wherever a proposal is shown to who may decide it."""
    yes = Button(words.bare("✓ Correct every copy"), data=f"fixed:{correction_id}:1")
    no = Button(words.bare("Keep as it is"), data=f"fixed:{correction_id}:0")
    return (yes,), (no,)


def both_sides(words: Words, post: Post, what: Replacement) -> tuple[list[Markup], tuple[Letter, ...]]:
    """As it is and as it would be, in lines; of a picture both, each under its name, to stand above them."""
    if what.picture:
        # Side by side in an album they could not be told apart: Telegram shows no captions there.
        standing = Letter(words.say("<b>As it is now</b>"), (post.media[what.picture.no],), silent=True)
        changed = Letter(words.say("<b>As it would be</b>"), (what.picture.media,), silent=True)
        return compared_picture(words, post, what.picture), (standing, changed)
    if what.ways is not None:
        return compared_ways(words, post, what.ways), ()
    new, *made = [(post.versions[text.form], text) for text in what.texts]
    return compared(words, new, made[0] if made else None), ()


def _has_place(post: Post, what: Replacement) -> bool:
    try:
        what.put_into(post)
    except Mistake:
        return False
    return True


def proposed_line(words: Words, what: Replacement, title: str, person: str) -> Markup:
    """Who proposes what for which post."""
    if what.texts:
        language = words.language(what.texts[0].form)
        return words.say(
            "{person} proposes a correction of “{title}” in {language}.", person=person, title=title, language=language
        )
    if what.picture:
        return words.say("{person} proposes another picture for “{title}”.", person=person, title=title)
    return words.say("{person} proposes other buttons for “{title}”.", person=person, title=title)


def about(words: Words, what: Replacement) -> str:
    """What would be corrected: the language of a text, the buttons, or a picture."""
    if what.texts:
        return words.language(what.texts[0].form, begins=True)
    return words.bare("A picture") if what.picture else words.bare("The buttons")


async def comes_again(tx: Work, post: Post) -> bool:
    """Whether rounds of it are to come, which say what it says by then."""
    plan = await tx.plans.of(post.id)
    return plan is not None and plan.repeat is not None


def rounds_lines(words: Words, *, again: bool) -> list[Markup]:
    """That what is corrected stays so in the rounds to come."""
    return [words.say("The post comes again: the times to come go out corrected, too.")] if again else []


def _decided(words: Words, correction: Correction, post: Post, was: str | int | None, *, again: bool) -> Letter:
    """Of which post, what of it, what became of it, and what was proposed in place of what stood there then."""
    what = correction.what
    head = Markup("<b>{}</b> · {}").format(post.title_at_work(words.form), about(words, what))
    lines = [
        head,
        words.say(DECIDED[correction.state]),
        *rounds_lines(words, again=again and correction.state is CorrectionState.APPROVED),
        *in_short(words, post, what, None if was is None else str(was)),
    ]
    letter = with_button(Markup("\n").join(lines), words.say("Look at it"), f"sending:{correction.broadcast_id}")
    return letter._replace(media=(what.picture.media,)) if what.picture else letter


def in_short(words: Words, post: Post, what: Replacement, was: str | None = None) -> list[Markup]:
    """What is proposed in place of what a text was, else of what it says now; of a picture, which one it is."""
    if what.picture:
        return album_lines(words, post, what.picture)
    if what.texts:
        new = what.texts[0]
        standing = post.versions.get(new.form, new).text
        return [blockquote(briefly(standing if was is None else was, new.text))]
    return [blockquote(Markup("\n").join(ways_lines(words, what.ways or ())))]


DECIDED: dict[CorrectionState, str] = {
    CorrectionState.APPROVED: marked("✓ Your correction is approved and on its way."),
    CorrectionState.DECLINED: marked("✗ Your correction wasn't accepted. Everything stays as it is."),
    CorrectionState.OUTDATED: marked(
        "✗ Your correction no longer fits: the post has changed since. Look at it, and propose it again."
    ),
    CorrectionState.RECALLED: marked("✗ The post has been recalled, so your correction isn't needed any more."),
    CorrectionState.WITHDRAWN: marked(
        "✗ Your correction was withdrawn by somebody else who writes for this partner. Everything stays as it is."
    ),
}


ENDED: dict[CorrectionState, str] = {
    CorrectionState.APPROVED: marked("✓ An admin has approved it."),
    CorrectionState.DECLINED: marked("✗ An admin has left it as it is."),
    CorrectionState.OUTDATED: marked("✗ The post had changed since, so it wasn't carried out."),
    CorrectionState.RECALLED: marked("✗ The post was recalled before an admin decided, so it wasn't carried out."),
    CorrectionState.REPLACED: marked("✗ Whoever proposed it has proposed something else in its place since."),
    CorrectionState.WITHDRAWN: marked("✗ It was withdrawn before an admin decided. Nothing changes."),
}


@dataclass(frozen=True, slots=True)
class Rival:
    """Another correction of the same that waits, for somebody who proposes or decides one."""

    id: int
    person: str
    """Who proposed it."""
    wall: datetime
    """When, where the reader is."""
    said: Sequence[Markup]
    """What, in short."""
    gives_way: bool
    """It is theirs: what they propose now takes its place."""


async def correction_settled(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    """What an admin was asked, and what became of it; none while it waits."""
    words = words_for(reader.speaks)
    correction = await tx.corrections.get(int(notice.facts["correction_id"]))
    if correction is None or correction.state is CorrectionState.OPEN:
        return None
    person = await tx.readers.get(correction.proposed_by)
    head = proposed_line(words, correction.what, post.title_at_work(words.form), proposer(words, person))
    text = Markup("\n").join([head, words.say(ENDED[correction.state])])
    return with_button(text, words.say("Look at it"), f"fixq:{correction.id}:0")


async def rivals_of(tx: Work, reader: Reader, post: Post, what: Replacement, of: int = 0) -> list[Rival]:
    """Corrections that wait for the same, the oldest first, but for this one; 0: the reader is about to propose it."""
    words, waiting = words_for(reader.speaks), await tx.corrections.waiting(post.id)
    return [
        Rival(
            other.id,
            proposer(words, await tx.readers.get(other.proposed_by)),
            local(other.at, reader.zone),
            in_short(words, post, other.what),
            gives_way=not of and other.proposed_by == reader.id and other.what.part == what.part,
        )
        for other in waiting
        if other.id != of and other.what.meets(what) and other.fits(post)
    ]


RIVALS = 2
"""Rivals that are quoted; of more it is said how many."""


def rivals_lines(words: Words, rivals: Sequence[Rival]) -> list[Markup]:
    """Who has proposed what for the same; nothing where nobody has."""
    lines: list[Markup] = []
    for rival in rivals[:RIVALS]:
        moment = words.moment(rival.wall)
        if rival.gives_way:
            told = words.say("⏳ If you propose this, it replaces what you proposed on {moment}:", moment=moment)
        else:
            told = words.say(
                "⏳ {person} proposed something here, too, on {moment}. Only one of the two can be carried out.",
                person=rival.person,
                moment=moment,
            )
        lines += [Markup(""), told, *rival.said]
    more = len(rivals) - RIVALS
    return [*lines, words.plural("… and {n} more", "… and {n} more", more)] if more > 0 else lines


def rivals_rows(words: Words, rivals: Sequence[Rival]) -> tuple[tuple[Button, ...], ...]:
    """To each of those that are quoted."""
    return tuple(
        (Button(words.bare("⏳ What {person} proposed", person=rival.person), f"fixq:{rival.id}:0"),)
        for rival in rivals[:RIVALS]
    )
