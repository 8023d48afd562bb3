"""What the bot asks of the ledger: broadcasts, the pace of accounts, reports."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.accounts import Slots
from bot.broadcast import Broadcast, BroadcastState, Group, Policy, Saying
from bot.content import Whom
from bot.delivery import DeliveryState, Sums
from bot.reports import Crowd, Pressed, Since


class Broadcasts(Protocol):
    """The ledger: broadcasts, segments, deliveries."""

    async def start(self, broadcast: Broadcast, whom: Whom) -> Broadcast:
        """Keep it and freeze its audience into segments inside the database, each person once.

        Of a large audience only the first range: `freeze_on` does the others.

        Meant are followers who can be reached and have not muted the partner, and the partner's channels; with `places`
        only followers who live there, and no channel. Of everybody: whoever follows anybody and has not left this
        partner. Whoever is over their own limit is meant, and looked at when it is their turn: the report says so.
        """

    async def freezing(self) -> bool:
        """Whether an audience is not frozen whole yet."""

    async def freeze_on(self) -> bool:
        """Freeze one more range of an audience that is not frozen whole; false when there is none.

        It means those who followed when the broadcast began and still do. Nothing is finished before its last range.
        """

    async def start_group(self, broadcast: Broadcast, whom: Whom, group: Group) -> Broadcast:
        """As `start`, but only for one group of a wave: see `Group`. It is noted as one of the wave."""

    async def wave(self, broadcast_id: int) -> Sequence[Broadcast]:
        """All broadcasts of its wave, in their order; itself alone when it is of none."""

    async def rounds(self, post_id: int) -> Sequence[int]:
        """The first broadcast of each time that a post went out, in their order."""

    async def with_copies(self, post_id: int) -> Sequence[Broadcast]:
        """A post's sendings that are over, that anybody got, and that were not recalled; newest first."""

    async def one_correction(self, broadcast: Broadcast) -> Sequence[Broadcast]:
        """The errands of one correction of many sendings, in their order; of anything else itself alone."""

    async def last_of_correction(self, broadcast: Broadcast) -> int:
        """The id of the last of these."""

    async def start_errand(
        self, broadcast: Broadcast, states: Collection[DeliveryState], saying: Saying | None = None
    ) -> Broadcast:
        """Keep it; it means those whose delivery of `broadcast.origin_id` ended in one of these states.

        Only copies that say it, when that is named. Sending later leaves out whoever was meant since already,
        by an errand or by another round; a large audience gets it after its canary.
        """

    async def chats_saying(self, broadcast_ids: Collection[int], saying: Saying) -> int:
        """How many chats have a copy of these sendings that says it; each once."""

    async def messages_within(self, broadcast_id: int, spans: Sequence[tuple[datetime, datetime | None]]) -> int:
        """How many messages of its copies arrived in one of these spans; one without an end goes on."""

    async def choosable(self, broadcast_id: int) -> Mapping[DeliveryState, int]:
        """How many of a sending may be sent to later, by how theirs ended; of the skipped those of `LEFT_OUT`.

        Neither those meant since already, by an errand or another round, nor those who blocked the bot or are no more.
        """

    async def missed(self, channel_id: int, since: datetime) -> Sequence[Broadcast]:
        """The last sending of each post that a channel did not get since then for want of a right; newest first.

        None that was recalled.
        """

    async def look_again(self, broadcast_id: int) -> None:
        """Chats of a sending that refused it as not found may be there all the same: they are written to again."""

    async def get(self, broadcast_id: int) -> Broadcast | None: ...
    async def hold(self, broadcast_id: int) -> Broadcast | None:
        """As it stands; in a unit of work that writes, nobody else changes it before it ends."""

    async def of_post(self, post_id: int) -> Sequence[Broadcast]:
        """Newest first."""

    async def unfinished(self, partner_id: int | None = None) -> Sequence[Broadcast]:
        """All of them, or those of a partner's posts."""

    async def complete(self) -> Sequence[Broadcast]:
        """Those unfinished of which every segment is done."""

    async def canaries(self) -> Sequence[Broadcast]:
        """Those whose canary is done and that nobody has looked at yet."""

    async def widen(self, broadcast_id: int, at: datetime) -> None:
        """Everybody is meant from this moment on."""

    async def advance(
        self, broadcast_id: int, was: BroadcastState, state: BroadcastState, until: datetime | None = None
    ) -> bool:
        """Change its state, only if it still stands at `was`; paused, it may rest `until` then."""

    async def rested(self, now: datetime) -> Sequence[int]:
        """Those whose pause is over by now, by number."""

    async def set_policy(self, broadcast_id: int, policy: Policy) -> None: ...
    async def set_paid(self, broadcast_id: int, *, paid: bool = True) -> None:
        """Pay for speed from now on, or no longer."""

    async def finish(self, broadcast_id: int, at: datetime, crowds: Sequence[Crowd]) -> bool:
        """Finish it if every segment is done and all those meant have an outcome; false when it is not finished now.

        `crowds`: how they ended, counted before; kept, so that nobody counts a million lines again.
        """

    async def done(self, broadcast_id: int) -> int:
        """How many of those meant are behind it, by its segments: cheap, however many there are."""

    async def leaving(self) -> int:
        """To how many chats somebody is about to write, or is writing, at this moment."""

    async def watched(self, least: int, after: int, limit: int) -> Sequence[Broadcast]:
        """Those unfinished, and those finished whose progress message does not say so yet, by id, a page at a time.

        Only those that mean at least so many.
        """

    async def progress_message(self, broadcast_id: int) -> int | None:
        """The message in its author's chat that shows how far it is; 0 while nobody knows which, or it is lost."""

    async def begin_progress(self, broadcast_id: int) -> bool:
        """Somebody is about to send its progress message: false when another has."""

    async def keep_progress_message(self, broadcast_id: int, message_id: int | None) -> None: ...

    async def sums(self, broadcast_id: int) -> Sums: ...
    async def known(self, broadcast_id: int, ids: Collection[int]) -> frozenset[int]:
        """Those of `ids` who already have an outcome."""


class Accounts(Protocol):
    """The pace of sending accounts."""

    async def reserve(self, account_id: int, count: int, now: datetime) -> Slots:
        """Take slots on the account's row."""

    async def pause(self, account_id: int, until: datetime, now: datetime) -> datetime | None:
        """Nothing may be sent before `until`; as `paused_until` was before."""

    async def paused_until(self, account_id: int, now: datetime) -> datetime | None:
        """Until when nothing may be sent, if that is still ahead."""


class Reports(Protocol):
    """What became of a sending, counted inside the database."""

    async def crowds(self, broadcast_ids: Collection[int]) -> Sequence[Crowd]:
        """Outcomes of readers and channels, grouped by everything that a report breaks down."""

    async def since(self, broadcast_ids: Collection[int], partner_id: int, span: tuple[datetime, datetime]) -> Since:
        """What happened in [begin, end), from the sending on."""

    async def usual(self, partner_id: int, before: datetime, number: int) -> Sequence[tuple[int, int, int]]:
        """Meant, sent and blocked of so many sendings of this partner that began before, the newest first."""

    async def pressed(self, post_id: int) -> Mapping[str, int]:
        """How many people pressed which of a post's buttons."""

    async def passages(self, post_id: int) -> Mapping[int, int]:
        """How often which of a post's buttons led onto the web, by their numbers from 1; times, not people."""

    async def passed(self, counts: Mapping[tuple[int, int], int]) -> None:
        """Add to how often, by post and number of the button, in one statement."""

    async def press(self, pressed: Pressed, at: datetime) -> None:
        """Note that a reader pressed a button under their delivered copy; the first time counts, a preview's never."""
