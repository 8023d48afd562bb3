"""Campaigns: how far they are, what their hashtag does to their posts, and what ending one leaves alone."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.actions.campaigns import (
    GOAL_LIMIT,
    begin_campaign,
    change_campaign,
    end_campaign,
    named,
    progress_of,
    put_into,
)
from bot.actions.compose import open_draft, put_version
from bot.actions.copies import duplicate, save_template
from bot.actions.render import letter_for
from bot.actions.schedule import schedule
from bot.actions.submit import submit
from bot.content import Campaign, Post, PostState, Version
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.recurrence import city_day, local
from bot.texts import visible
from tests import cast
from tests.actions.conftest import Newsroom

MARCH = (date(2027, 3, 1), date(2027, 3, 31))
TAGS = "#广州木棉 #GuangzhouKapok"


async def march(newsroom: Newsroom, author: Speaker, **facts: object) -> Campaign:
    partner_id = next(iter(author.partner_ids))
    campaign = replace(Campaign(0, partner_id, {Form.EN: "Kapok"}, *MARCH, TAGS, 4), **facts)  # type: ignore[arg-type]
    return await begin_campaign(newsroom.store, author, campaign, newsroom.watch())


async def written(newsroom: Newsroom, author: Speaker, text: str = "In bloom") -> Post:
    post = await open_draft(newsroom.store, author, next(iter(author.partner_ids)), newsroom.watch())
    return await put_version(newsroom.store, author, post.id, Version(Form.EN, text))


@pytest.mark.parametrize(
    ("today", "left"),
    [("2027-02-20", 31), ("2027-03-01", 31), ("2027-03-09", 23), ("2027-03-31", 1), ("2027-04-01", 0)],
)
def test_the_days_that_are_left_count_today_and_never_more_than_it_has(today: str, left: int) -> None:
    assert Campaign(1, 1, {}, *MARCH).days_left(date.fromisoformat(today)) == left


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"ends": date(2027, 2, 28)}, Why.CAMPAIGN_BACKWARDS),
        ({"goal": 0}, Why.GOAL_UNREADABLE),
        ({"goal": GOAL_LIMIT + 1}, Why.GOAL_UNREADABLE),
        ({"names": {}}, Why.NAME_MISSING),
        ({"names": {Form.EN: "x" * 61}}, Why.NAME_TOO_LONG),
    ],
)
async def test_a_campaign_that_cannot_be_is_refused(newsroom: Newsroom, facts: dict[str, object], why: Why) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    with pytest.raises(Mistake) as refused:
        await march(newsroom, author, **facts)
    assert refused.value.why is why


def test_a_chinese_name_stands_in_both_scripts_and_a_new_one_takes_the_other_along() -> None:
    campaign = named(Campaign(1, 1, {}, *MARCH), Form.ZH_HANS, "广州花灯")
    assert campaign.names == {Form.ZH_HANS: "广州花灯", Form.ZH_HANT: "廣州花燈"}
    campaign = named(named(campaign, Form.PT, "Lanternas"), Form.ZH_HANT, "龍舟水路")
    assert [campaign.name(form) for form in Form] == ["龙舟水路", "龍舟水路", "龍舟水路", "Lanternas", "Lanternas"]


def test_a_name_that_was_written_in_its_own_script_stays_when_the_other_changes() -> None:
    campaign = Campaign(1, 1, {Form.ZH_HANS: "广州花灯", Form.ZH_HANT: "羊城花燈"}, *MARCH)
    assert named(campaign, Form.ZH_HANS, "花灯节").names == {Form.ZH_HANS: "花灯节", Form.ZH_HANT: "羊城花燈"}


async def test_progress_counts_what_is_planned_and_sent_of_the_goal(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    campaign = await march(newsroom, author)
    first, second = [await newsroom.approved() for _ in range(2)]
    await written(newsroom, author)
    for post in (first, second):
        async with newsroom.store.write() as tx:
            await tx.posts.save(replace(post, campaign_id=campaign.id))
    wall = local(newsroom.watch() + timedelta(days=1), author.reader.zone).replace(tzinfo=None)
    await schedule(newsroom.store, author, first.id, wall, newsroom.watch())
    async with newsroom.store.write() as tx:
        await tx.posts.save(replace(second, campaign_id=campaign.id, state=PostState.SENT))
        progress = await progress_of(tx, campaign)
    assert (progress.planned, progress.sent, progress.posts, progress.share) == (1, 1, 2, 0.25)


@pytest.mark.parametrize("days", [-1, 0, 1])
async def test_what_went_out_before_the_first_day_brings_a_campaign_no_nearer_its_goal(
    newsroom: Newsroom, days: int
) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    campaign, post, now = await march(newsroom, author), await newsroom.approved(), newsroom.watch()
    begins = city_day(now) + timedelta(days=days)
    later = replace(campaign, begins=begins, ends=begins + timedelta(days=9))
    async with newsroom.store.write() as tx:
        await tx.campaigns.save(later)
        await tx.posts.save(replace(post, campaign_id=campaign.id, state=PostState.SENT, sent_at=now))
        progress = await progress_of(tx, later)
    early = int(days > 0)
    assert (progress.early, progress.sent, progress.share) == (early, 1 - early, 0 if early else 0.25)


async def test_a_post_that_is_still_on_its_way_is_told_apart_from_those_that_arrived(newsroom: Newsroom) -> None:
    campaign, post = await march(newsroom, await newsroom.speaker(cast.ZIQING)), await newsroom.approved()
    async with newsroom.store.write() as tx:
        await tx.posts.save(replace(post, campaign_id=campaign.id, state=PostState.SENDING))
        progress = await progress_of(tx, campaign)
    assert (progress.sent, progress.sending, progress.arrived) == (1, 1, 0)


async def test_a_running_series_counts_as_sent_and_is_planned_no_more(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    campaign, post = await march(newsroom, author), await newsroom.approved()
    going = replace(post, campaign_id=campaign.id, state=PostState.SCHEDULED)
    async with newsroom.store.write() as tx:
        await tx.posts.save(going)
        before = await progress_of(tx, campaign)
        await tx.posts.save(replace(going, sent_at=newsroom.watch()))
        after = await progress_of(tx, campaign)
    assert (before.planned, before.sent) == (1, 0)
    assert (after.planned, after.sent, after.posts, after.share) == (0, 1, 1, 0.25)


async def test_a_post_carries_its_campaigns_hashtag_in_each_readers_own_letters(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    campaign, post = await march(newsroom, author), await written(newsroom, author)
    await put_version(newsroom.store, author, post.id, Version(Form.ZH_HANT, "木棉開了"))
    post = await put_into(newsroom.store, author, post.id, campaign.id, newsroom.watch())
    async with newsroom.store.read() as tx:
        partner = await tx.partners.get(post.partner_id)
    assert partner is not None
    for form, tag, other in ((Form.YUE, "#廣州木棉", "#Guangzhou"), (Form.PT, "#GuangzhouKapok", "木棉")):
        letter = letter_for(post, partner, form)
        assert letter is not None
        assert tag in visible(letter.text)
        assert other not in visible(letter.text)
    post = await put_into(newsroom.store, author, post.id, None, newsroom.watch())
    letter = letter_for(post, partner, Form.EN)
    assert letter is not None
    assert "#" not in visible(letter.text)


async def test_a_hashtag_that_stands_in_the_text_already_is_not_said_twice(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    campaign, post = await march(newsroom, author), await written(newsroom, author, "In bloom #guangzhoukapok today")
    post = await put_into(newsroom.store, author, post.id, campaign.id, newsroom.watch())
    async with newsroom.store.read() as tx:
        partner = await tx.partners.get(post.partner_id)
    letter = letter_for(post, partner, Form.EN) if partner else None
    assert letter is not None
    assert visible(letter.text).lower().count("#guangzhoukapok") == 1


async def test_another_hashtag_reaches_drafts_but_not_what_was_submitted(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    campaign = await march(newsroom, author)
    draft, submitted = [await written(newsroom, author) for _ in range(2)]
    for post in (draft, submitted):
        await put_into(newsroom.store, author, post.id, campaign.id, newsroom.watch())
    seen = (await submit(newsroom.store, author, submitted.id, newsroom.watch())).hash()
    await change_campaign(
        newsroom.store, author, campaign.id, lambda had: replace(had, hashtag="#Kapok2027"), newsroom.watch()
    )
    async with newsroom.store.read() as tx:
        kept = [await tx.posts.get(post.id) for post in (draft, submitted)]
    assert [post.hashtag for post in kept if post] == ["#Kapok2027", TAGS]
    assert kept[1] is not None
    assert kept[1].hash() == seen


async def test_an_ended_campaign_takes_no_more_posts_and_leaves_those_it_has(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    campaign, post = await march(newsroom, author), await written(newsroom, author)
    post = await put_into(newsroom.store, author, post.id, campaign.id, newsroom.watch())
    await end_campaign(newsroom.store, author, campaign.id, newsroom.watch())
    with pytest.raises(Mistake) as refused:
        await put_into(newsroom.store, author, (await written(newsroom, author)).id, campaign.id, newsroom.watch())
    assert refused.value.why is Why.CAMPAIGN_OVER
    async with newsroom.store.read() as tx:
        assert await tx.posts.get(post.id) == post
        assert campaign.id not in {each.id for each in await tx.campaigns.running(post.partner_id, MARCH[0])}


async def test_another_partners_campaign_is_nobody_elses_business(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    async with newsroom.store.write() as tx:
        jd = await tx.partners.by_slug("jd")
        assert jd is not None
        theirs = await tx.campaigns.add(Campaign(0, jd.id, {Form.EN: "Theirs"}, *MARCH))
    with pytest.raises(Mistake) as refused:
        await put_into(newsroom.store, author, (await written(newsroom, author)).id, theirs.id, newsroom.watch())
    assert refused.value.why is Why.NOT_ALLOWED


async def test_a_copy_says_the_same_and_nobody_has_reviewed_it(newsroom: Newsroom) -> None:
    author, post = await newsroom.speaker(cast.ZIQING), await newsroom.approved()
    copy = await duplicate(newsroom.store, author, post.id, newsroom.watch())
    assert (copy.hash(), copy.state, copy.approved_hash) == (post.hash(), PostState.DRAFT, None)
    assert {version.signed_by for version in copy.versions.values()} == {None}
    template = await save_template(newsroom.store, author, copy.id, newsroom.watch())
    begun = await duplicate(newsroom.store, author, template.id, newsroom.watch())
    assert (template.state, begun.state, begun.hash()) == (PostState.TEMPLATE, PostState.DRAFT, post.hash())
    async with newsroom.store.read() as tx:
        mine = await tx.posts.page([post.partner_id], [PostState.TEMPLATE], 0, 10)
    assert [each.id for each in mine.items] == [template.id]


async def test_two_who_change_a_campaign_at_once_undo_nothing_of_each_other(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    for _ in range(5):
        campaign, now = await march(newsroom, author), newsroom.watch()
        await asyncio.gather(
            end_campaign(newsroom.store, author, campaign.id, now),
            change_campaign(newsroom.store, author, campaign.id, lambda one: replace(one, goal=9), now),
        )
        async with newsroom.store.read() as tx:
            kept = await tx.campaigns.get(campaign.id)
        assert kept
        assert (kept.ended_at, kept.goal) == (now, 9)


async def test_progress_tells_posts_without_a_moment_from_planned_ones(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    campaign = await march(newsroom, author)
    for _ in range(2):
        post = await written(newsroom, author)
        await put_into(newsroom.store, author, post.id, campaign.id, newsroom.watch())
    async with newsroom.store.read() as tx:
        progress = await progress_of(tx, campaign)
    assert (progress.begun, progress.planned, progress.sent, progress.posts) == (2, 0, 0, 2)
