"""Admins approve what they saw, or return it with a comment; of two at once exactly one decides."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.compose import open_draft, put_version
from bot.actions.meet import meet
from bot.actions.review import approve
from bot.actions.submit import submit
from bot.content import MediaKind, Post, PostState, Version
from bot.languages import Form
from handlers.admin.doors import PlannedPage, QueuePage
from handlers.admin.reviewing.returning import FRESH
from tests import cast
from tests.journeys.admin_deeds import SECOND, kept
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import ADMIN, pressing, reader_of, speaks_english, the_partner
from tests.journeys.partner_deeds import a_submitted_post, author


async def changes(city: City, post: Post, text: str) -> Post:
    """The author fetches it back, changes it and hands it in again."""
    speaker = await author(city)
    await put_version(city.store, speaker, post.id, Version(Form.ZH_HANS, text))
    return await submit(city.store, speaker, post.id, city.watch())


async def second_admin(city: City) -> None:
    async with city.store.write() as tx:
        await tx.admins.ensure({SECOND}, city.watch())


def approving(post: Post) -> str:
    return f"m_do:ok:{post.id}:{post.hash()[:16]}"


async def test_an_admin_sees_what_each_reader_gets_and_approves(city: City) -> None:
    post = await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/review")
    await admin.sees("1 post is waiting for review", "XPeng Motors", "飞行汽车日")
    await admin.presses("飞行汽车日")
    await admin.sees(
        "简 ✓ written", "繁 ✓ converted from 简", "粵 ✗ missing: its readers get 繁", "周子晴", "No pictures"
    )
    await admin.sees("would approve: Simplified Chinese.", "not marked as reviewed: Traditional Chinese.")
    await admin.presses("繁")
    await admin.sees("飛行汽車日", "小鵬汽車", "/stop")
    assert "It's waiting for your decision" in words_of(await admin.last())
    assert "not marked as reviewed" not in words_of(await admin.last())
    await admin.presses("EN")
    await admin.sees("飛行汽車日", "/stop", "XPeng Motors")
    await admin.presses("In its channels")
    await admin.sees("飞行汽车日", "小鹏汽车")
    await admin.presses("✓ Approve")
    await admin.sees(
        "✓ Approved: “飞行汽车日”",
        "Marked as reviewed: Simplified Chinese and Traditional Chinese.",
        "Nothing else is waiting",
    )
    assert (await kept(city, post)).state is PostState.APPROVED


async def test_an_album_is_shown_as_readers_get_it(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    speaker, now = await author(city), city.watch()
    async with city.store.write() as tx:
        picture = await tx.posts.new_media(MediaKind.PHOTO, "sample/pictures/kapok.png")
    draft = await open_draft(city.store, speaker, (await the_partner(city, "xpeng")).id, now)
    await put_version(city.store, speaker, draft.id, Version(Form.EN, "Kapok in bloom"))
    async with city.store.write() as tx:
        found = await tx.posts.get(draft.id)
        assert found is not None
        await tx.posts.save(replace(found, media=(picture, picture)))
    await submit(city.store, speaker, draft.id, now)
    await admin.says("/review")
    await admin.sees("Kapok in bloom")
    await admin.presses("Kapok in bloom")
    await admin.sees("2 pictures or videos")
    await admin.presses("PT")
    message = await admin.sees("Kapok in bloom", "XPeng Motors", "/stop")
    assert message["photo"]
    await admin.sees("It's waiting for your decision")


async def test_a_post_is_returned_with_a_comment_and_what_was_looked_at_stays_so_when_it_is_not(city: City) -> None:
    post = await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/review")
    await admin.sees("飞行汽车日")
    await admin.presses("飞行汽车日")
    assert "opened" in words_of(await admin.sees("It's waiting for your decision"))
    for mark in ("简", "繁"):
        await admin.presses(mark)
        page = await admin.sees("It's waiting for your decision")
    assert "opened" not in words_of(page)
    await admin.presses("Return with a comment")
    await admin.sees("What should 周子晴 change")
    await admin.presses("Cancel")
    assert "opened" not in words_of(await admin.sees("It's waiting for your decision"))
    await admin.presses("Return with a comment")
    await admin.sees("What should 周子晴 change")
    await admin.says("x" * 1001)
    await admin.sees("too long", "What should 周子晴 change")
    await admin.says("算了，不改了")
    assert "opened" not in words_of(await admin.sees("It's waiting for your decision"))
    await admin.presses("Return with a comment")
    await admin.says("谁提交的？")
    await admin.sees("Is this why 飞行汽车日 should go back?", "谁提交的？")
    assert (await kept(city, post)).state is PostState.SUBMITTED
    await admin.says("The date is <wrong> & late")
    await admin.sees("✓ Returned: 飞行汽车日", "Nothing else is waiting")
    found = await kept(city, post)
    assert found.state is PostState.RETURNED
    assert found.comment == "The date is <wrong> & late"


async def test_a_comment_that_is_typed_while_a_post_is_open_goes_back_with_it_after_one_press(
    city: City,
) -> None:
    post = await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/review")
    await admin.presses("飞行汽车日")
    await admin.sees("It's waiting for your decision")
    await admin.says("The date is <wrong>, please look")
    await admin.sees("Is this why 飞行汽车日 should go back?", "The date is <wrong>, please look")
    await admin.presses("No, leave it as it is")
    await admin.sees("It's waiting for your decision")
    assert (await kept(city, post)).state is PostState.SUBMITTED
    await admin.presses("All texts")
    await admin.says("The year is wrong, too")
    await admin.presses("Return it with this comment")
    await admin.sees("✓ Returned: 飞行汽车日")
    assert (await kept(city, post)).comment == "The year is wrong, too"


async def test_an_order_typed_while_a_post_is_open_is_no_comment_on_it(city: City) -> None:
    await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/review")
    await admin.presses("飞行汽车日")
    await admin.sees("It's waiting for your decision")
    await admin.says("status")
    assert "should go back" not in words_of(await admin.sees(""))


async def opens(city: City, *, writes: bool = False) -> Person:
    """The admin, before whom a post is open; perhaps one who writes for a partner, too."""
    await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    if writes:
        async with city.store.write() as tx:
            reader = await reader_of(city, ADMIN)
            await tx.partners.join((await the_partner(city, "jd")).id, reader.id, city.watch())
    await admin.says("/review")
    await admin.presses("飞行汽车日")
    await admin.sees("It's waiting for your decision")
    return admin


@pytest.mark.parametrize(
    "typed",
    [
        "I want to write a post for tomorrow 9am",
        "show my drafts please",
        "how do I add a button",
        "找粤剧的故事",
        "search opera",
    ],
)
async def test_what_a_writer_or_a_reader_asks_for_is_no_comment_on_the_open_post(city: City, typed: str) -> None:
    admin = await opens(city, writes=True)
    await admin.says(typed)
    assert "should go back" not in words_of(await admin.sees(""))


@pytest.mark.parametrize("writes", [False, True])
@pytest.mark.parametrize(
    "typed",
    [
        *("The year is wrong, too", "the photo is blurry", "Need a Portuguese version", "时间不对"),
        *("A data está errada", "英文里 this weekend 要写日期", "the QR code is too small"),
    ],
)
async def test_what_is_wrong_with_the_open_post_is_a_comment_on_it_of_whoever_says_so(
    city: City, typed: str, *, writes: bool
) -> None:
    admin = await opens(city, writes=writes)
    await admin.says(typed)
    await admin.sees("should go back?", typed)


async def test_what_is_typed_long_after_a_post_was_opened_is_no_comment_on_it(city: City) -> None:
    admin = await opens(city)
    city.watch.forward(FRESH + timedelta(minutes=1))
    await admin.says("The date is <wrong>, please look")
    assert "should go back" not in words_of(await admin.sees(""))


async def test_of_two_comments_the_one_goes_back_under_which_yes_was_pressed(city: City) -> None:
    admin = await opens(city)
    await admin.says("The date is <wrong>, please look")
    first = await admin.sees("should go back?", "The date is")
    await admin.says("The second paragraph is far too long for a phone")
    await admin.sees("should go back?", "The second paragraph")
    yes = first["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await pressing(city, admin, yes)
    await admin.sees("should go back?", "The second paragraph")
    await admin.presses("Return it with this comment")
    await admin.sees("✓ Returned: 飞行汽车日")


async def test_two_admins_approve_at_once_and_exactly_one_succeeds(city: City) -> None:
    post = await a_submitted_post(city)
    await second_admin(city)
    first, second = await speaks_english(city, ADMIN), await speaks_english(city, SECOND)
    for admin in (first, second):
        await admin.says("/review")
        await admin.sees("飞行汽车日")
        await admin.presses("飞行汽车日")
        await admin.sees("It's waiting for your decision")
    await asyncio.gather(first.presses("✓ Approve"), second.presses("✓ Approve"))
    answers = ["\n\n".join(map(words_of, await admin.messages())) for admin in (first, second)]
    assert sum("✓ Approved: “飞行汽车日”" in answer for answer in answers) == 1, answers
    assert sum("Somebody has already decided on this post" in answer for answer in answers) == 1, answers
    reviewer = ADMIN if "✓ Approved: “飞" in answers[0] else SECOND
    found = await kept(city, post)
    async with city.store.read() as tx:
        assert (await tx.readers.by_address(reviewer)).id == found.reviewer_id  # type: ignore[union-attr]
    name = "梁志远" if reviewer == ADMIN else "Emma Clarke"
    assert any(f"Approved by {name}" in answer for answer in answers), answers


async def test_a_comment_typed_after_somebody_else_decided_is_answered(city: City) -> None:
    post = await a_submitted_post(city)
    await second_admin(city)
    first, second = await speaks_english(city, ADMIN), await speaks_english(city, SECOND)
    await first.says("/review")
    await first.sees("飞行汽车日")
    await first.presses("飞行汽车日")
    await first.sees("It's waiting for your decision")
    await first.presses("Return with a comment")
    await first.sees("What should 周子晴 change")
    await pressing(city, second, approving(post))
    await second.sees("✓ Approved")
    await first.says("Too late, alas")
    unsent = "Somebody has already decided", "Your comment wasn't sent", "Approved by Emma Clarke"
    await first.sees("Too late, alas", *unsent)
    # So is one that is typed while the post stands open; its author may have either.
    await first.says("The date is wrong, it must be the 12th")
    await first.sees("The date is wrong", *unsent)
    writer = city.person(cast.ZIQING)
    await writer._mark()
    await first.presses("Send it to the author")
    await first.sees("✓ The author has your comment.", "Approved by Emma Clarke")
    await writer.sees("梁志远", "飞行汽车日", "The date is wrong")
    assert (await kept(city, post)).state is PostState.APPROVED
    for late in (f"m_note:{post.id}:0123456789abcdef", f"m_ret:{post.id}:0123456789abcdef"):
        await pressing(city, first, late)
        await first.sees("I no longer have what you typed", "Approved by Emma Clarke")


async def test_what_changed_since_it_was_seen_is_not_approved(city: City) -> None:
    post = await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/review")
    await admin.sees("飞行汽车日")
    await admin.presses("飞行汽车日")
    await admin.sees("It's waiting for your decision")
    await changes(city, post, "全新的内容")
    await admin.presses("✓ Approve")
    await admin.sees("The post has changed since you opened it", "简 ✓ written")
    assert (await kept(city, post)).state is PostState.SUBMITTED
    await changes(city, post, "又改了")
    await admin.presses("简")
    await admin.sees("又改了", "/stop")
    await admin.sees("The post has changed since you opened it")
    await admin.presses("✓ Approve")
    await admin.sees("✓ Approved")


async def test_what_the_author_fetched_back_is_not_approved(city: City) -> None:
    post = await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/review")
    await admin.sees("飞行汽车日")
    await put_version(city.store, await author(city), post.id, Version(Form.EN, "Later"))
    await pressing(city, admin, approving(post))
    await admin.sees("isn't waiting for review now", "Nothing to decide now")


async def test_nobody_approves_their_own_post(city: City) -> None:
    post = await a_submitted_post(city)
    async with city.store.write() as tx:
        await tx.admins.ensure({cast.ZIQING}, city.watch())
    ziqing = await speaks_english(city, cast.ZIQING)
    await ziqing.says("/review")
    await ziqing.sees("飞行汽车日")
    await ziqing.presses("飞行汽车日")
    shown = await ziqing.sees("You wrote this post yourself")
    assert "✓ Approve" not in labels_of(shown)
    for deed in ("ok", "back"):
        toast = await pressing(city, ziqing, f"m_do:{deed}:{post.id}:{post.hash()[:16]}")
        assert "another admin must approve it" in toast["text"]
    assert (await kept(city, post)).state is PostState.SUBMITTED


async def test_the_queue_is_oldest_first_in_pages_and_leads_on(city: City) -> None:
    for number in range(1, 11):
        await a_submitted_post(city, f"故事 {number}")
    admin = await speaks_english(city, ADMIN)
    await admin.says("/review")
    shown = await admin.sees("10 posts are waiting for review")
    assert labels_of(shown)[:9] == [f"故事 {number}" for number in range(1, 9)] + ["›"]
    await admin.presses("›")
    shown = await admin.sees("故事 9", "故事 10")
    assert labels_of(shown)[:3] == ["故事 9", "故事 10", "‹"]
    await admin.presses("故事 9")
    await admin.sees("It's waiting for your decision")
    await admin.presses("✓ Approve")
    await admin.sees("✓ Approved: “故事 9”", "9 more posts are waiting")
    await admin.presses("Next post")
    await admin.sees("故事 1", "It's waiting for your decision")


async def test_a_page_that_is_no_more_shows_the_last_one_of_waiting_and_of_approved_posts(city: City) -> None:
    posts = [await a_submitted_post(city, f"故事 {number}") for number in range(1, 11)]
    admin = await speaks_english(city, ADMIN)
    await pressing(city, admin, QueuePage(page=9).pack())
    shown = await admin.sees("10 posts are waiting for review")
    assert labels_of(shown)[:3] == ["故事 9", "故事 10", "‹"]
    chief = await meet(city.store, ADMIN, "梁志远", None, city.watch())
    for post in posts:
        await approve(city.store, chief, post.id, post.hash(), city.watch())
    await pressing(city, admin, PlannedPage(page=9).pack())
    shown = await admin.sees("故事 2", "故事 1")
    assert [label for label in labels_of(shown) if "故事" in label or label in "‹›"] == ["故事 2", "故事 1", "‹"]


async def test_approve_tapped_twice_says_the_same_twice(city: City) -> None:
    post = await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await pressing(city, admin, approving(post))
    await admin.sees("✓ Approved: “飞行汽车日”", "Nothing else is waiting")
    await pressing(city, admin, approving(post))
    await admin.sees("✓ Approved: “飞行汽车日”", "Nothing else is waiting")


async def test_the_queue_shows_one_partners_one_kinds_or_what_presses(city: City) -> None:
    await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/review")
    await admin.sees("1 post is waiting for review:", "due")
    await admin.presses("Stories")
    await admin.sees("Only: Stories", "Nothing of this kind is waiting for review")
    await admin.presses("✓ Stories")
    await admin.presses("Promotions")
    await admin.sees("Only: Promotions", "1 post is waiting")
    await admin.presses("Due soon")
    await admin.sees("Only: Promotions · due soon", "Nothing of this")
    city.watch.forward(timedelta(hours=22))
    await admin.presses("✓ Promotions")
    await admin.sees("Only: due soon", "1 post is waiting")
    await admin.presses("Partner")
    whose = await admin.sees("Whose posts?")
    assert labels_of(whose) == ["XPeng Motors", "All of them"]
    await admin.presses("XPeng Motors")
    await admin.sees("Only: XPeng Motors · due soon", "1 post is waiting")
    await admin.presses("Show all")
    await admin.sees("1 post is waiting for review:")
