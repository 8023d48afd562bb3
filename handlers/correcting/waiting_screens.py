"""Corrections that wait for an admin's yes: where they are named, one of them as it stands, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.actions.correction_notices import (
    ENDED,
    Rival,
    about,
    both_sides,
    decisions,
    in_short,
    proposed_line,
    rivals_lines,
    rivals_rows,
    rounds_lines,
)
from bot.content import Post
from bot.corrections import Correction, CorrectionState
from bot.ports.page import Page
from bot.recurrence import local
from bot.transport import Button
from bot.words import Words, marked
from handlers.sending.broadcast_screens import OpenSending
from handlers.showing.listing_screens import Listed
from handlers.showing.screen import Number, Screen


class DecideCorrection(CallbackData, prefix="fixed"):
    """An admin's decision about a proposed correction; notices carry it."""

    correction_id: Number
    yes: bool


class OpenProposal(CallbackData, prefix="fixq"):
    """Look at a proposed correction as it stands, or, `back`, take it back."""

    correction_id: Number
    back: bool = False


class EndProposal(CallbackData, prefix="fixo"):
    """Take a proposed correction off the list that can no longer be carried out."""

    correction_id: Number


class ProposalsPage(Listed, prefix="m_fix"):
    """A page of the corrections that wait for an admin's yes, the oldest first."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction that was proposed, for somebody who looks at it."""

    correction: Correction
    post: Post
    """As it stands."""
    person: str
    """Who proposed it."""
    zone: str
    decides: bool = False
    """Who looks may decide it."""
    admin: bool = False
    withdraws: bool = False
    """Who looks may take it back."""
    rivals: Sequence[Rival] = ()
    """What waits for the same."""
    again: bool = False
    """The post comes again."""

    @property
    def fits(self) -> bool:
        """Whether it can still be carried out."""
        return self.correction.fits(self.post)


NONE: Page[Proposal] = Page((), 0)


def waiting_lines(words: Words, waiting: Page[Proposal]) -> list[Markup]:
    """Who proposed what, and since when, and how many more; nothing where nothing waits."""
    if not waiting.items:
        return []
    more = waiting.total - len(waiting.items)
    told = [
        words.say("• {what}, proposed by {person} on {moment}", what=about(words, each.correction.what),
                  person=each.person, moment=words.moment(local(each.correction.at, each.zone)))
        for each in waiting.items
    ]  # fmt: skip
    if more:
        told.append(words.plural("… and {n} more", "… and {n} more", more))
    return [Markup(""), words.say("⏳ Waiting for an admin's yes:"), *told]


def waiting_rows(words: Words, waiting: Page[Proposal]) -> tuple[tuple[Button, ...], ...]:
    """To each of them, where it can be decided or withdrawn."""
    labels = {True: marked("⏳ See and decide: {what}"), False: marked("⏳ See or withdraw: {what}")}
    return tuple(
        (
            Button(
                words.bare(labels[each.decides], what=about(words, each.correction.what)),
                OpenProposal(correction_id=each.correction.id).pack(),
            ),
        )
        for each in waiting.items
    )


def proposal_screen(words: Words, proposal: Proposal) -> Screen:
    """Both sides and what can be done about it, or what became of it."""
    correction, post = proposal.correction, proposal.post
    head = proposed_line(words, correction.what, post.title_at_work(words.form), proposal.person)
    lines = [head, Markup("")]
    if correction.state is not CorrectionState.OPEN:
        lines += [words.say(ENDED[correction.state]), *in_short(words, post, correction.what)]
    elif not proposal.fits:
        lines.append(words.say("The post has changed since this was proposed, so it can no longer be carried out."))
    else:
        lines += both_sides(words, post, correction.what)[0]
        lines += [*rounds_lines(words, again=proposal.again), *rivals_lines(words, proposal.rivals)]
        if not proposal.decides:
            lines += [Markup(""), words.say("⏳ It waits for an admin's yes.")]
    return Screen(Markup("\n").join(lines), (*_deeds(words, proposal), *_ways(words, proposal)))


def _deeds(words: Words, proposal: Proposal) -> tuple[tuple[Button, ...], ...]:
    correction = proposal.correction
    if correction.state is not CorrectionState.OPEN:
        return ()
    if proposal.decides and proposal.fits:
        return decisions(words, correction.id)
    if proposal.decides:
        end = EndProposal(correction_id=correction.id)
        return ((Button(words.bare("Take it off the list"), end.pack()),),)
    if proposal.withdraws:
        back = OpenProposal(correction_id=correction.id, back=True)
        return ((Button(words.bare("Withdraw it"), back.pack()),),)
    return ()


def _ways(words: Words, proposal: Proposal) -> tuple[tuple[Button, ...], ...]:
    return (
        *rivals_rows(words, proposal.rivals),
        (_back(words, proposal.correction.broadcast_id),),
        *((proposals_door(words),) if proposal.admin else ()),
    )


def proposals_door(words: Words) -> tuple[Button, ...]:
    """To all that wait, for admins."""
    return (Button(words.bare("Proposed corrections"), ProposalsPage().pack()),)


def proposals_line(words: Words, count: int) -> Markup:
    """How many corrections wait."""
    return words.plural(
        "{n} correction of a post that is out is waiting for a decision.",
        "{n} corrections of posts that are out are waiting for a decision.",
        count,
    )


def proposed_screen(words: Words, title: str, correction: Correction) -> Screen:
    """It is with the admins now."""
    text = words.say("✓ Proposed for “{title}”. An admin will look at it, and I'll tell you.", title=title)
    withdraw = Button(words.bare("Withdraw it"), OpenProposal(correction_id=correction.id, back=True).pack())
    return Screen(text, ((withdraw,), (_back(words, correction.broadcast_id),)))


def withdrawn_screen(words: Words, title: str, broadcast_id: int) -> Screen:
    """It is taken back."""
    text = words.say("✓ Withdrawn. “{title}” stays as it is, and no admin needs to look at it.", title=title)
    return Screen(text, ((_back(words, broadcast_id),),))


def outdated_screen(words: Words, broadcast_id: int) -> Screen:
    """It was approved when the post had changed."""
    text = words.say(
        "The post has changed since this was proposed, so it can no longer be carried out. I'll tell the person who "
        "proposed it."
    )
    return Screen(text, ((_back(words, broadcast_id),), proposals_door(words)))


def declined_screen(words: Words, title: str, broadcast_id: int) -> Screen:
    """An admin has left it as it is."""
    text = words.say("“{title}” stays as it is. I'll tell the person who proposed the correction.", title=title)
    return Screen(text, ((_back(words, broadcast_id),), proposals_door(words)))


def _back(words: Words, broadcast_id: int) -> Button:
    return Button(words.bare("‹ The sending"), OpenSending(broadcast_id=broadcast_id).pack())
