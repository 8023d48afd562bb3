"""Notices about corrections: what is proposed, beside what stands, with the decision; and what was decided."""

from markupsafe import Markup

from bot.actions.compare import compared, compared_picture, compared_ways
from bot.actions.fates import fate_of
from bot.actions.notice_parts import with_button
from bot.content import Media, Post
from bot.corrections import Correction, CorrectionState, Replacement
from bot.mistakes import Mistake
from bot.notices import Notice, NoticeKind
from bot.people import Reader
from bot.store import Work
from bot.transport import Button, Letter
from bot.words import Words, marked, words_for


async def correction_letter(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    """What is proposed, with both sides and the decision; or what was decided. None once an admin has decided."""
    words = words_for(reader.speaks)
    correction = await tx.corrections.get(int(notice.facts["correction_id"]))
    if correction is None:
        return None
    title = post.title_in(words.form)
    if notice.kind is NoticeKind.CORRECTION_DECIDED:
        over = correction.state is CorrectionState.OUTDATED
        recalled = over and await fate_of(tx, post.id, correction.broadcast_id) is not None
        text = _decided(words, correction, title, recalled=recalled)
        return with_button(text, words.say("Look at it"), f"sending:{correction.broadcast_id}")
    if correction.state is not CorrectionState.OPEN or not _has_place(post, correction.what):
        return None
    person = await tx.readers.get(correction.proposed_by)
    head = proposed_line(words, correction.what, title, proposer(words, person))
    both, media = both_sides(words, post, correction.what)
    return Letter(Markup("\n").join([head, Markup(""), *both]), media, rows=decisions(words, correction.id))


def proposer(words: Words, person: Reader | None) -> str:
    """Their name, or that they are no longer here."""
    return person.name if person and person.name else words.bare("Somebody who has left")


def decisions(words: Words, correction_id: int) -> tuple[tuple[Button, ...], ...]:
    """Yes and no, in a notice and wherever a proposal is shown to who may decide it."""
    yes = Button(words.bare("✓ Correct every copy"), data=f"fixed:{correction_id}:1")
    no = Button(words.bare("Keep as it is"), data=f"fixed:{correction_id}:0")
    return (yes,), (no,)


def both_sides(words: Words, post: Post, what: Replacement) -> tuple[list[Markup], tuple[Media, ...]]:
    """As it is and as it would be, in lines; of a picture both, to stand above them."""
    if what.picture:
        return compared_picture(words, post, what.picture), (post.media[what.picture.no], what.picture.media)
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


def _decided(words: Words, correction: Correction, title: str, *, recalled: bool) -> Markup:
    if recalled:
        return words.say("“{title}” has been recalled, so your correction of it is not needed any more.", title=title)
    if correction.state is CorrectionState.OUTDATED:
        return words.say(
            "Your correction of “{title}” no longer fits: the post has changed since. "
            "Look at it, and propose it again.",
            title=title,
        )
    if correction.state is CorrectionState.WITHDRAWN:
        return words.say(
            "Your correction of “{title}” was withdrawn by somebody else who writes for this partner. Everything stays "
            "as it is.",
            title=title,
        )
    if texts := correction.what.texts:
        return words.say(DECIDED[correction.state], title=title, language=words.language(texts[0].form))
    return words.say(DECIDED_BESIDE[correction.state], title=title)


DECIDED: dict[CorrectionState, str] = {
    CorrectionState.APPROVED: marked("✓ Your correction of “{title}” in {language} is approved and on its way."),
    CorrectionState.DECLINED: marked(
        "Your correction of “{title}” in {language} was not accepted. The text stays as it is."
    ),
}
DECIDED_BESIDE: dict[CorrectionState, str] = {
    CorrectionState.APPROVED: marked("✓ Your correction of “{title}” is approved and on its way."),
    CorrectionState.DECLINED: marked("Your correction of “{title}” was not accepted. Everything stays as it is."),
}
"""Of buttons and pictures."""
