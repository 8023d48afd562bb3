"""A communicator's turn, and what they have open."""

from dataclasses import dataclass

from aiogram.fsm.state import State, StatesGroup

from bot.actions.compose import own_post
from bot.content import Post, PostState
from bot.partners import Partner
from handlers.turns.turn import Composing, Turn

__all__ = ["AT_HAND", "AWAY", "Campaigning", "Composing", "Naming", "Pen", "Scheduling"]

AWAY = frozenset({PostState.SUBMITTED, PostState.APPROVED})
"""Out of the author's hands, but may be fetched back: a change makes it a draft again."""
AT_HAND = frozenset({PostState.DRAFT, PostState.RETURNED})


class Scheduling(StatesGroup):
    """A date and time, or how often, may be typed. Data: post_id, day, at, rule, own, moving."""

    open = State()


class Naming(StatesGroup):
    """A button under a post is being made or named. Data: post_id, no, form."""

    link = State()
    label = State()
    lead = State()


class Campaigning(StatesGroup):
    """Something is asked about a campaign. Data: partner_id, asking, and its facts so far, or campaign_id."""

    open = State()


@dataclass(frozen=True, slots=True)
class Pen(Turn):
    """One turn of a communicator."""

    async def post(self, post_id: int) -> Post:
        """A post of one of their partners. Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`."""
        async with self.store.read() as tx:
            return await own_post(tx, self.speaker, post_id)

    async def partner_of(self, post: Post) -> Partner:
        """The post's partner."""
        return await self.partner(post.partner_id)

    async def may_change(self, post: Post) -> bool:
        """Whether it is at hand, or they agreed to fetch it back."""
        if post.state in AWAY:
            return bool((await self.state.get_data()).get("agreed") == post.id)
        return post.state in AT_HAND
