"""Notices about corrections: what is proposed, with both texts and the decision; and what was decided."""

from markupsafe import Markup

from bot.actions.compare import compared
from bot.actions.notice_parts import with_button
from bot.content import CorrectionState, Post
from bot.notices import Notice, NoticeKind
from bot.people import Reader
from bot.store import Work
from bot.transport import Button, Letter
from bot.words import marked, words_for


async def correction_letter(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    """What is proposed, with both texts and the decision; or what was decided. None once an admin has decided."""
    words = words_for(reader.speaks)
    correction = await tx.corrections.get(int(notice.facts["correction_id"]))
    if correction is None:
        return None
    title, language = post.title_in(words.form), words.language(correction.version.form)
    if notice.kind is NoticeKind.CORRECTION_DECIDED:
        text = words.say(DECIDED[correction.state], title=title, language=language)
        return with_button(text, words.say("Look at it"), f"sending:{correction.broadcast_id}")
    if correction.state is not CorrectionState.OPEN or any(text.form not in post.versions for text in correction.texts):
        return None
    person = await tx.readers.get(correction.proposed_by)
    head = words.say(
        "{person} proposes a correction of “{title}” in {language}.",
        person=person.name if person else "",
        title=title,
        language=language,
    )
    new, *made = [(post.versions[text.form], text) for text in correction.texts]
    texts = compared(words, new, made[0] if made else None)
    yes = Button(words.bare("✓ Correct every copy"), data=f"fixed:{correction.id}:1")
    no = Button(words.bare("Keep as it is"), data=f"fixed:{correction.id}:0")
    return Letter(Markup("\n").join([head, Markup(""), *texts]), rows=((yes,), (no,)))


DECIDED: dict[CorrectionState, str] = {
    CorrectionState.APPROVED: marked("✓ Your correction of “{title}” in {language} is approved and on its way."),
    CorrectionState.DECLINED: marked(
        "Your correction of “{title}” in {language} was not accepted. The text stays as it is."
    ),
}
