"""A partner's name stands under its posts: a new one must leave those that wait to go out short enough."""

from collections.abc import Sequence

from bot.actions.render import check_lengths
from bot.actions.suspend import MANY
from bot.content import Post, PostState
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Channel, Partner
from bot.store import Work

WAITING = frozenset({PostState.SUBMITTED, PostState.APPROVED, PostState.SCHEDULED, PostState.SENDING})
"""Their length is looked at no more before they go out."""


async def require_room(tx: Work, was: Partner, partner: Partner, form: Form) -> None:
    """Raise `Mistake(NAME_LENGTHENS)` with the first post that fits now and would not under the new names."""
    channels = await tx.channels.of(partner.id)
    for post in (await tx.posts.page([partner.id], WAITING, 0, MANY)).items:
        there = () if post.places else channels
        wrong = _too_long(post, partner, there)
        # One that is too long already must not stand in the way of a name that may be its cure.
        if wrong is not None and _too_long(post, was, there) is None:
            facts = {name: wrong.facts[name] for name in ("form", "over", "limit")}
            raise Mistake(Why.NAME_LENGTHENS, title=post.title_in(form), **facts)


def _too_long(post: Post, partner: Partner, channels: Sequence[Channel]) -> Mistake | None:
    try:
        check_lengths(post, partner, channels)
    except Mistake as wrong:
        return wrong
    return None
