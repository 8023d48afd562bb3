"""Stop all sending at once, and go on again; the other admins, and whose posts it stops, are told of it and its end."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from bot.actions.compose import writers
from bot.broadcast import BroadcastState
from bot.delivery import Refusal
from bot.notices import Notice, NoticeKind
from bot.people import Speaker
from bot.store import Store, Work

SOON = timedelta(days=1)
"""So far ahead a halt concerns those whose posts are planned; others see it where they look at their plans."""
_TOLD = "halt:told"
"""The setting that keeps the ids of those who know of a halt, and shall be told of its end."""
Facts = Mapping[str, str | int]


async def halt(store: Store, speaker: Speaker, now: datetime) -> int:
    """Stop everything; how many broadcasts are stopped in the middle. Those that somebody had paused stood already."""
    speaker.must_be_admin()
    async with store.read() as tx:  # looked up beforehand: a halt waits for no post that somebody holds
        concerned = await _concerned(tx, now)
        admins = [admin.id for admin in await tx.admins.all()]
    idle: Facts = {"going": 0, "planned": 0}
    runs = {each: {**concerned.get(each, idle), "admin": 1, "by": speaker.reader.id} for each in admins}
    told = {each: facts for each, facts in {**concerned, **runs}.items() if each != speaker.reader.id}
    async with store.write() as tx:
        if await tx.programme.halt(now):
            await tx.programme.note(now, speaker.reader.id, "halt", "programme", ("on", "off"))
            await _tell(tx, told, {speaker.reader.id}, now)
        return sum(each.state is BroadcastState.SENDING for each in await tx.broadcasts.unfinished())


async def halt_by_network(store: Store, refusal: Refusal, now: datetime) -> None:
    """The network takes nothing from this account: everything stops, the admins are told why, then whoever it stops."""
    async with store.write() as tx:
        if not await tx.programme.halt(now):
            return
        await tx.programme.note(now, None, "halt", f"refused: {refusal.reason}", ("on", "off"))
        admins = {admin.id for admin in await tx.admins.all()}
        detail: Facts = {"detail": refusal.detail}
        await tx.notices.add_all([Notice(each, NoticeKind.HALTED, detail, at=now) for each in sorted(admins)])
    async with store.read() as tx:  # nothing of this may keep the halt from standing
        concerned = await _concerned(tx, now)
    async with store.write() as tx:
        others = {each: facts for each, facts in concerned.items() if each not in admins}
        await _tell(tx, {each: {**facts, "network": 1} for each, facts in others.items()}, admins, now)


async def _tell(tx: Work, told: Mapping[int, Facts], know: Collection[int], now: datetime) -> None:
    """Those whose posts it stops, by their ids; of its end those are told, too, who know of it without this."""
    notices = [Notice(each, NoticeKind.POSTS_HALTED, told[each], at=now) for each in sorted(told)]
    await tx.notices.add_all(notices)
    await tx.programme.set_setting(_TOLD, " ".join(map(str, sorted({*told, *know}))))


async def _concerned(tx: Work, now: datetime) -> Mapping[int, Facts]:
    """Whose posts are on their way, or would be soon: how many of each kind, by the writer's id."""
    going, planned = Counter[int](), Counter[int]()
    under_way = {each.post_id for each in await tx.broadcasts.unfinished() if each.state is BroadcastState.SENDING}
    standing = await tx.plans.standing((now, now + SOON))
    soon = {plan.post_id for _, plan, suspended in standing if not (suspended or plan.held_at)}
    for post_ids, counted in ((under_way, going), (soon - under_way, planned)):
        for post in [await tx.posts.get(each) for each in sorted(post_ids)]:
            counted.update(await writers(tx, post) if post else ())
    return {each: {"going": going[each], "planned": planned[each]} for each in {*going, *planned}}


async def resume(store: Store, speaker: Speaker, now: datetime) -> None:
    """Go on where sending stopped; what somebody had paused stays so."""
    speaker.must_be_admin()
    async with store.write() as tx:
        if await tx.programme.resume():
            await tx.programme.note(now, speaker.reader.id, "resume", "programme", ("off", "on"))
            await _tell_of_its_end(tx, speaker, now)


async def _tell_of_its_end(tx: Work, speaker: Speaker, now: datetime) -> None:
    """Those who were told of the halt; who has not heard of it yet hears neither."""
    told = set(map(int, (await tx.programme.setting(_TOLD) or "").split()))
    admins = {admin.id for admin in await tx.admins.all()}
    for person_id in sorted(told):
        untold = await tx.notices.untold(person_id, NoticeKind.POSTS_HALTED)
        for notice in untold:
            await tx.notices.told(notice.id)
        if not untold and person_id != speaker.reader.id:
            by: Facts = {"by": speaker.reader.id} if person_id in admins else {}
            await tx.notices.add(Notice(person_id, NoticeKind.POSTS_RESUMED, by, at=now))
    await tx.programme.set_setting(_TOLD, "")
