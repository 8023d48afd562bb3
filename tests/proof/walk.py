"""A campaign from its first draft to its last report: many posts, many readers, and what each phone has at the end."""

import asyncio
import re
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.actions.account_for import Account, account_for
from bot.actions.campaigns import Progress, begin_campaign, progress_of, put_into
from bot.actions.compose import open_draft, put_version
from bot.actions.deliver import LINES, deliver
from bot.actions.plan import plan_due
from bot.actions.review import approve
from bot.actions.schedule import schedule
from bot.actions.submit import submit
from bot.broadcast import CANARY_WAIT
from bot.content import Campaign, Post, Version
from bot.delivery import DeliveryState, Sums
from bot.languages import Form
from bot.recurrence import local
from tests import cast
from tests.actions.conftest import Newsroom

FIRST = 1_000_000
SPAN = (date(2026, 1, 1), date(2027, 12, 31))
BETWEEN = timedelta(hours=1)
_MARK = re.compile(r"№(\d+) (\S+)")


@dataclass(frozen=True, slots=True)
class Walked:
    """What the ledger, the campaign and the reports say, and what the network has seen."""

    progress: Progress
    posts: list[Post]
    sums: list[Sums]
    reports: list[Account]
    received: Counter[tuple[int, int, str]]
    """Reader's address, post's number, form of the text -> how often."""
    seconds: float
    slowest_report: float


async def furnish(room: Newsroom, readers: int) -> None:
    """So many readers in all forms, in the sandbox and in the database, who follow XPeng."""
    body = {"count": readers, "from": FIRST, "started": True}
    async with room.http.post(f"{room.sandbox.url}/control/users", json=body) as answer:
        assert answer.status == 200
    async with room.http.post(f"{room.sandbox.url}/control/record", json={"texts": True}) as answer:
        assert answer.status == 200
    forms = tuple(Form)
    async with room.store.write() as tx:
        partner = await tx.partners.by_slug("xpeng")
        assert partner is not None
        for no in range(readers):
            reader = await tx.readers.meet(replace(cast.reader(FIRST + no, room.watch()), form=forms[no % 5]))
            await tx.follows.follow(reader.id, partner.id, room.watch())


async def written(room: Newsroom, campaign: Campaign, number: int) -> Post:
    """One post of it in all forms, approved and planned for its hour."""
    author, admin = await room.speaker(cast.ZIQING), await room.speaker(cast.ZHIYUAN)
    post = await open_draft(room.store, author, campaign.partner_id, room.watch())
    for form in Form:
        post = await put_version(room.store, author, post.id, Version(form, f"№{number} {form.value} {WORDS[form]}"))
    await put_into(room.store, author, post.id, campaign.id, room.watch())
    post = await submit(room.store, author, post.id, room.watch())
    post = await approve(room.store, admin, post.id, post.hash(), room.watch())
    wall = local(room.watch() + BETWEEN * (number + 1), author.reader.zone).replace(tzinfo=None)
    await schedule(room.store, author, post.id, wall, room.watch())
    return post


WORDS = {
    Form.ZH_HANS: "周六江边见，带上朋友们",
    Form.ZH_HANT: "週六江邊見，帶上朋友們",
    Form.YUE: "禮拜六江邊見啦，叫埋啲朋友",
    Form.EN: "See you by the river on Saturday, bring your friends",
    Form.PT: "Até sábado junto ao rio, tragam os amigos",
}


async def out(room: Newsroom) -> None:
    """Until everything that is due has gone out, as the clock would do it: canaries have their wait."""
    while True:
        while await plan_due(room.store, room.watch()):
            pass
        await asyncio.gather(*(_line(room) for _ in range(LINES)))
        async with room.store.read() as tx:
            left = await tx.broadcasts.unfinished()
        if not left:
            return
        room.watch.forward(CANARY_WAIT + timedelta(seconds=1))


async def _line(room: Newsroom) -> None:
    while await deliver(room.desk):
        pass


async def walk(room: Newsroom, posts: int, readers: int) -> Walked:
    """The whole of it."""
    await room.keep_to(1e6)
    await furnish(room, readers)
    author = await room.speaker(cast.ZIQING)
    campaign = Campaign(0, next(iter(author.partner_ids)), {Form.EN: "River days"}, *SPAN, "#River", posts)
    campaign = await begin_campaign(room.store, author, campaign, room.watch())
    planned = [await written(room, campaign, number) for number in range(posts)]
    begun = time.perf_counter()
    for _ in planned:
        room.watch.forward(BETWEEN)
        await out(room)
    seconds = time.perf_counter() - begun
    return await _looked_at(room, campaign, planned, seconds)


async def _looked_at(room: Newsroom, campaign: Campaign, planned: list[Post], seconds: float) -> Walked:
    speaker, took = await room.speaker(cast.ZIQING), []
    sums, reports = [], []
    for post in planned:
        begun = time.perf_counter()
        async with room.store.read() as tx:
            sending = (await tx.broadcasts.of_post(post.id))[0]
            sums.append(await tx.broadcasts.sums(sending.id))
            reports.append(await account_for(tx, speaker, sending.id, room.watch()))
        took.append(time.perf_counter() - begun)
    async with room.store.read() as tx:
        progress = await progress_of(tx, campaign)
    return Walked(progress, planned, sums, reports, await _received(room), seconds, max(took))


async def _received(room: Newsroom) -> Counter[tuple[int, int, str]]:
    """What the sandbox was asked to show on which phone, as it answered yes."""
    found: Counter[tuple[int, int, str]] = Counter()
    since = 0
    while True:
        async with room.http.get(f"{room.sandbox.url}/control/record", params={"since": str(since)}) as answer:
            told = await answer.json()
        for _, method, chat, code, text in told["calls"]:
            if method.lower().startswith("send") and code == 200 and (mark := _MARK.search(text)):
                found[chat, int(mark[1]), mark[2]] += 1
        if told["call"] == since or since >= told["n"]:
            return found
        since = told["call"]


def check(walked: Walked, readers: int) -> None:
    """Everybody has every post once, in their own form, and ledger, campaign and reports say just that."""
    posts, forms = len(walked.posts), [form.value for form in Form]
    mine = Counter({key: n for key, n in walked.received.items() if key[0] >= FIRST})
    assert mine == Counter({(FIRST + no, post, forms[no % 5]): 1 for no in range(readers) for post in range(posts)})
    assert (walked.progress.sent, walked.progress.posts, walked.progress.share) == (posts, posts, 1.0)
    for number, (sums, account) in enumerate(zip(walked.sums, walked.reports, strict=True)):
        got = sum(n for (_, post, _), n in walked.received.items() if post == number)
        sent, doubt = sums.of(DeliveryState.SENT), sums.of(DeliveryState.UNKNOWN)
        assert (sent, doubt) == tuple(map(account.report.of, (DeliveryState.SENT, DeliveryState.UNKNOWN)))
        # A busy machine may answer too late: such a copy is in doubt, and has arrived or not.
        assert sent <= got <= sent + doubt, (number, sent, doubt, got)
        assert sums.known == sums.meant == account.report.meant
