"""The same command gives four kinds of partner four outcomes; a refusal says which benefit is used up."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.actions.admit import check_linkable, choose_benefit
from bot.actions.compose import choose_everybody, choose_kind, open_draft, put_version, remove_version
from bot.actions.review import approve
from bot.actions.schedule import schedule
from bot.actions.submit import submit
from bot.audit import Wanted
from bot.broadcast import Broadcast
from bot.content import Post, PostKind, PostState, Version, Whom
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import BENEFITS, Benefit, Channel, Kind, Messages, Partner
from bot.people import Speaker
from bot.recurrence import local
from storage.ledger import segments
from tests import cast
from tests.actions.conftest import FOUR, Newsroom
from tests.actions.lookups import partner_of


async def outcome(newsroom: Newsroom, author: Speaker, partner: Partner, forms: list[Form]) -> Why | None:
    """What comes of writing a post in these languages."""
    post = await open_draft(newsroom.store, author, partner.id, newsroom.watch())
    try:
        for form in forms:
            await put_version(newsroom.store, author, post.id, Version(form, FOUR[form]))
    except Mistake as mistake:
        return mistake.why
    return None


USED_UP = Why.LANGUAGES_USED_UP
LANGUAGES = {
    #                 two in Chinese  Chinese, English  and Portuguese  and Cantonese
    Kind.STRATEGIC:  (None,           None,             None,           None),
    Kind.SUPER:      (None,           None,             None,           None),
    Kind.DREAMER:    (None,           None,             None,           USED_UP),
    Kind.AMBASSADOR: (None,           None,             USED_UP,        USED_UP),
}  # fmt: skip
WRITTEN = (
    [Form.ZH_HANS, Form.ZH_HANT],
    [Form.ZH_HANS, Form.ZH_HANT, Form.EN],
    [Form.ZH_HANS, Form.ZH_HANT, Form.EN, Form.PT],
    [Form.ZH_HANS, Form.ZH_HANT, Form.EN, Form.PT, Form.YUE],
)


@pytest.mark.parametrize("kind", Kind)
async def test_a_post_holds_as_many_languages_as_its_kind_includes(newsroom: Newsroom, kind: Kind) -> None:
    author, partner = await newsroom.speaker(cast.ZIQING), await partner_of(newsroom, kind)
    assert tuple([await outcome(newsroom, author, partner, forms) for forms in WRITTEN]) == LANGUAGES[kind]


@pytest.mark.parametrize("kind", Kind)
async def test_only_some_kinds_reach_readers_who_do_not_follow_and_only_with_a_story(
    newsroom: Newsroom, kind: Kind
) -> None:
    author, partner = await newsroom.speaker(cast.ZIQING), await partner_of(newsroom, kind)
    post = await open_draft(newsroom.store, author, partner.id, newsroom.watch())
    allowed = BENEFITS[kind].messages is Messages.EVERYBODY
    with pytest.raises(Mistake) as refused:
        await choose_everybody(newsroom.store, author, post.id, everybody=True)
    assert refused.value.why is (Why.EVERYBODY_ONLY_STORIES if allowed else Why.EVERYBODY_NOT_INCLUDED)
    await choose_kind(newsroom.store, author, post.id, PostKind.STORY)
    if allowed:
        assert (await choose_everybody(newsroom.store, author, post.id, everybody=True)).everybody
        assert not (await choose_kind(newsroom.store, author, post.id, PostKind.CAMPAIGN)).everybody
    else:
        with pytest.raises(Mistake):
            await choose_everybody(newsroom.store, author, post.id, everybody=True)


@pytest.mark.parametrize(("kind", "used_up"), [(Kind.STRATEGIC, False), (Kind.SUPER, False), (Kind.DREAMER, False),
                                               (Kind.AMBASSADOR, True)])  # fmt: skip
async def test_a_second_channel_needs_a_kind_that_includes_it(newsroom: Newsroom, kind: Kind, used_up: bool) -> None:  # noqa: FBT001
    partner = await partner_of(newsroom, kind)
    async with newsroom.store.write() as tx:
        for channel in await tx.channels.of(partner.id):
            await tx.channels.unlink(channel.id)
        await tx.channels.link(Channel(0, -1009, partner.id, "one", (Form.EN,)))
        if not used_up:
            await check_linkable(tx, partner.id, -1010)
            return
        with pytest.raises(Mistake) as refused:
            await check_linkable(tx, partner.id, -1010)
        assert refused.value.why is Why.CHANNELS_FULL


async def test_the_refusal_names_the_benefit_and_when_it_renews_by_the_readers_own_clock(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    author = replace(author, reader=replace(author.reader, zone="Europe/Lisbon"))
    *earlier, post = [await newsroom.approved() for _ in range(3)]
    await partner_of(newsroom, Kind.DREAMER, posts_a_month=2)
    wall = local(newsroom.watch() + timedelta(hours=1), "Europe/Lisbon").replace(tzinfo=None)
    for first in earlier:
        await schedule(newsroom.store, author, first.id, wall, newsroom.watch())
    with pytest.raises(Mistake) as refused:
        await schedule(newsroom.store, author, post.id, wall, newsroom.watch())
    assert refused.value.why is Why.POSTS_USED_UP
    renews = refused.value.facts["renews"]
    assert isinstance(renews, datetime)
    assert renews == datetime(2027, 4, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert renews.utcoffset() == datetime(2027, 3, 31, 17, tzinfo=ZoneInfo("Europe/Lisbon")).utcoffset()


async def test_who_may_send_nothing_is_not_told_to_wait_for_next_month(newsroom: Newsroom) -> None:
    author, post = await newsroom.speaker(cast.ZIQING), await newsroom.approved()
    await partner_of(newsroom, Kind.DREAMER, posts_a_month=0)
    wall = local(newsroom.watch() + timedelta(hours=1), "Asia/Shanghai").replace(tzinfo=None)
    with pytest.raises(Mistake) as refused:
        await schedule(newsroom.store, author, post.id, wall, newsroom.watch())
    assert refused.value.why is Why.NO_POSTS_INCLUDED


async def test_an_admin_gives_one_partner_more_it_is_kept_and_audited_and_can_be_taken_back(newsroom: Newsroom) -> None:
    admin, partner = await newsroom.speaker(cast.ZHIYUAN), await partner_of(newsroom, Kind.AMBASSADOR)
    now = newsroom.watch()
    await choose_benefit(newsroom.store, admin, partner.id, (Benefit.LANGUAGES, 4), now)
    await choose_benefit(newsroom.store, admin, partner.id, (Benefit.MESSAGES, Messages.EVERYBODY), now)
    async with newsroom.store.read() as tx:
        kept = await tx.partners.get(partner.id)
    assert kept is not None
    assert kept.benefits == replace(BENEFITS[Kind.AMBASSADOR], languages=4, messages=Messages.EVERYBODY)
    author = await newsroom.speaker(cast.ZIQING)
    assert await outcome(newsroom, author, kept, WRITTEN[3]) is None
    back = await choose_benefit(newsroom.store, admin, partner.id, (Benefit.LANGUAGES, None), now)
    assert back.benefits.languages == BENEFITS[Kind.AMBASSADOR].languages
    same = await choose_benefit(newsroom.store, admin, partner.id, (Benefit.LANGUAGES, 2), now)
    assert dict(same.own) == {Benefit.MESSAGES: Messages.EVERYBODY}
    async with newsroom.store.read() as tx:
        found = await tx.audit.page(Wanted(partner_id=partner.id), 0, 10)
    assert [(line.subject, line.before, line.after) for line in found.items if line.verb == "benefit"] == [
        (f"partner {partner.id} languages", "4", "2"),
        (f"partner {partner.id} messages", "followers", "everybody"),
        (f"partner {partner.id} languages", "2", "4"),
    ]


async def test_a_draft_in_more_languages_than_its_partner_may_use_by_now_is_not_handed_in(newsroom: Newsroom) -> None:
    author, partner = await newsroom.speaker(cast.ZIQING), await partner_of(newsroom, Kind.DREAMER)
    post = await open_draft(newsroom.store, author, partner.id, newsroom.watch())
    for form in (Form.YUE, Form.EN, Form.PT):
        await put_version(newsroom.store, author, post.id, Version(form, FOUR[form]))
    await partner_of(newsroom, Kind.AMBASSADOR)
    with pytest.raises(Mistake) as refused:
        await submit(newsroom.store, author, post.id, newsroom.watch())
    assert refused.value.why is Why.LANGUAGES_TOO_MANY
    assert (refused.value.facts["count"], refused.value.facts["limit"]) == (3, 2)
    await remove_version(newsroom.store, author, post.id, Form.PT)
    assert (await submit(newsroom.store, author, post.id, newsroom.watch())).state is PostState.SUBMITTED


async def test_what_was_handed_in_before_its_partner_lost_languages_is_approved_as_it_is(newsroom: Newsroom) -> None:
    author, partner = await newsroom.speaker(cast.ZIQING), await partner_of(newsroom, Kind.DREAMER)
    post = await open_draft(newsroom.store, author, partner.id, newsroom.watch())
    for form in (Form.YUE, Form.EN, Form.PT):
        await put_version(newsroom.store, author, post.id, Version(form, FOUR[form]))
    handed_in = await submit(newsroom.store, author, post.id, newsroom.watch())
    await partner_of(newsroom, Kind.DREAMER, languages=2)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    approved = await approve(newsroom.store, admin, post.id, handed_in.hash(), newsroom.watch())
    wall = local(newsroom.watch() + timedelta(hours=1), "Asia/Hong_Kong").replace(tzinfo=None)
    plan = await schedule(newsroom.store, author, approved.id, wall, newsroom.watch())
    assert plan.post_id == post.id


async def test_nobody_else_gives_benefits_and_nothing_that_is_not_offered(newsroom: Newsroom) -> None:
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    partner = await partner_of(newsroom, Kind.SUPER)
    with pytest.raises(Mistake) as refused:
        await choose_benefit(newsroom.store, author, partner.id, (Benefit.POSTS, 200), newsroom.watch())
    assert refused.value.why is Why.NOT_ALLOWED
    with pytest.raises(Mistake):
        await choose_benefit(newsroom.store, admin, partner.id, (Benefit.POSTS, 10**9), newsroom.watch())


async def test_a_story_for_everybody_reaches_those_who_follow_others_and_nobody_who_muted_or_stopped(
    newsroom: Newsroom,
) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    partner = await partner_of(newsroom, Kind.STRATEGIC)
    async with newsroom.store.write() as tx:
        other = await tx.partners.by_slug("jd")
        assert other is not None
        strangers = [await tx.readers.meet(cast.reader(number, newsroom.watch())) for number in (51, 52, 53, 54)]
        for stranger in strangers[:3]:
            await tx.follows.follow(stranger.id, other.id, newsroom.watch())
        await tx.follows.follow(strangers[1].id, partner.id, newsroom.watch())
        await tx.follows.mute(strangers[1].id, partner.id, newsroom.watch() + timedelta(days=1))
        await tx.readers.save(replace(strangers[2], stopped_at=newsroom.watch()))
        followers = await tx.follows.places(Whom(partner.id), newsroom.watch())
        everybody = await tx.follows.places(Whom(partner.id, everybody=True), newsroom.watch())
        meant = await _frozen(newsroom, tx, author, partner)
    assert sum(everybody.values()) > sum(followers.values())
    assert strangers[0].id in meant
    assert not {strangers[1].id, strangers[2].id, strangers[3].id} & meant


async def _frozen(newsroom: Newsroom, tx: Any, author: Speaker, partner: Partner) -> set[int]:
    post: Post = await tx.posts.add(
        Post(0, partner.id, author.reader.id, PostKind.STORY, PostState.SENDING, newsroom.watch(), everybody=True)
    )
    started = Broadcast(0, post.id, newsroom.watch(), "x", newsroom.watch())
    broadcast = await tx.broadcasts.start(started, Whom(partner.id, everybody=True))
    mine = select(segments.c.members).where(segments.c.broadcast_id == broadcast.id)
    rows = await tx.broadcasts._all(mine)
    return {member for row in rows for member in row.members}
