"""Long lists page and are searched: by words that are typed, by the button, behind the command; in any script."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content import Campaign, Post, PostKind, PostState, Version
from bot.languages import Form
from bot.partners import Channel
from bot.people import Reader
from bot.requests import Request, RequestKind
from bot.shares import Share, ShareState
from handlers.showing.screen import PAGE
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import speaks_english, the_partner

MANY = 20
NOTHING = "I found nothing here"


async def posts_of_xpeng(city: City, state: PostState, number: int = MANY) -> None:
    """Of their texts every tenth is about the dragon boats, and one about Cantão."""
    partner, now = await the_partner(city, "xpeng"), city.watch()
    async with city.store.write() as tx:
        author = await tx.readers.by_address(cast.ZIQING)
        assert author is not None
        for no in range(number):
            hans = Version(Form.ZH_HANS, f"<b>端午的龙舟 {no}</b>" if no % 10 == 0 else f"<b>早晨的茶 {no}</b>")
            pt = Version(Form.PT, "O chá de Cantão" if no == 1 else "O chá")
            en = Version(Form.EN, f"Boats {no}" if no % 10 == 0 else f"Tea {no}")
            versions = {Form.ZH_HANS: hans, Form.EN: en, Form.PT: pt}
            sent = now if state is PostState.SENT else None
            post = Post(0, partner.id, author.id, PostKind.STORY, state, now, versions, source=Form.ZH_HANS)
            await tx.posts.add(replace(post, sent_at=sent))


async def found(person: Person, typed: str) -> list[str]:
    """The buttons of a list after this was typed."""
    await person.says(typed)
    return labels_of(await person.sees(""))


async def test_a_communicator_types_into_an_open_list_and_finds_either_script_whatever_the_accents(city: City) -> None:
    await posts_of_xpeng(city, PostState.DRAFT)
    author = await speaks_english(city, cast.ZIQING)
    assert "Search" in await found(author, "/drafts")
    assert await found(author, "龍舟") == ["1 · Boats 10", "2 · Boats 0", "Search", "Show all"]
    assert await found(author, "CANTAO") == ["1 · Tea 1", "Search", "Show all"]
    await author.says("lychees")
    shown = await author.sees("Drafts", "Only: “lychees”", NOTHING)
    assert labels_of(shown) == ["Search", "Show all"]
    await author.presses("Show all")
    assert "Older ›" in labels_of(await author.sees("Drafts"))


OTHERWISE = {
    "my posts": "Posts",
    "/posts": "",
    "help": "",
    "show me the calendar": "Nothing goes out this week.",
    "pause everything": "What should stop",
    "停晒所有廣播": "What should stop",
    "how do I add a photo to a post?": "Photos and videos",
    "approve it": "admin",
}


async def test_an_open_list_holds_nobody_who_wants_something_else_unless_it_has_the_words(city: City) -> None:
    await posts_of_xpeng(city, PostState.DRAFT)
    author = await speaks_english(city, cast.ZIQING)
    for said, sees in OTHERWISE.items():
        await found(author, "/drafts")
        await author.says(said)
        assert NOTHING not in words_of(await author.sees(sees)), said
    async with city.store.write() as tx:
        post = (await tx.posts.page([(await the_partner(city, "xpeng")).id], {PostState.DRAFT}, 0, 1)).items[0]
        told = Version(Form.EN, "How do I add a photo to a post? asks the old man.")
        await tx.posts.save(replace(post, versions={**post.versions, Form.EN: told}))
    await found(author, "/drafts")
    assert (await found(author, "how do I add a photo to a post?"))[1:] == ["Search", "Show all"]


async def test_a_text_as_long_as_a_post_is_no_search_and_a_short_list_takes_nothing_that_is_typed(city: City) -> None:
    await posts_of_xpeng(city, PostState.DRAFT, 2)
    author = await speaks_english(city, cast.ZIQING)
    assert "Search" not in await found(author, "/drafts")
    await author.says("lychees")
    assert NOTHING not in words_of(await author.sees(""))
    await posts_of_xpeng(city, PostState.DRAFT)
    await found(author, "/drafts")
    await author.says("Tonight the Pearl River has wings: glide past the tower as the lights come on.")
    await author.sees("Is this a text for readers?")


@pytest.mark.parametrize(
    ("command", "state"),
    [
        ("/posts", PostState.SUBMITTED),
        ("/schedule", PostState.APPROVED),
        ("/templates", PostState.TEMPLATE),
        ("/drafts", PostState.RETURNED),
    ],
)
async def test_each_list_of_posts_is_searched_by_its_button_and_behind_its_command(
    city: City, command: str, state: PostState
) -> None:
    await posts_of_xpeng(city, state)
    author = await speaks_english(city, cast.ZIQING)
    assert (await found(author, f"{command} 端午的龍舟 boats"))[2:] == ["Search", "Show all"]
    await found(author, command)
    await author.presses("Search")
    await author.sees("What are you looking for?")
    assert await found(author, "lychees and wine") == ["Search", "Show all"]


async def test_the_queue_is_searched_by_a_text_or_a_partners_name_within_what_is_shown_alone(city: City) -> None:
    await posts_of_xpeng(city, PostState.SUBMITTED)
    admin = await speaks_english(city, cast.ZHIYUAN)
    await admin.says("/review")
    await admin.sees("20 posts are waiting for review")
    await admin.says("龍舟")
    await admin.sees("Only: “龍舟”", "2 posts are waiting for review")
    await admin.says("xpeng")
    await admin.sees("Only: “xpeng”", "20 posts are waiting for review")
    await admin.presses("Promotions")
    await admin.sees("Only: Promotions · “xpeng”", NOTHING)


async def test_approved_posts_are_searched_by_admins(city: City) -> None:
    await posts_of_xpeng(city, PostState.APPROVED)
    admin = await speaks_english(city, cast.ZHIYUAN)
    await admin.says("/status")
    await admin.sees("How things stand")
    await admin.presses("Approved posts")
    await admin.sees("20 approved posts")
    await admin.says("龍舟")
    await admin.sees("2 approved posts")
    await admin.says("lychees")
    await admin.sees(NOTHING)


async def test_people_and_channels_of_a_partner_page_and_are_searched(city: City) -> None:
    partner, now = await the_partner(city, "xpeng"), city.watch()
    async with city.store.write() as tx:
        for no in range(MANY):
            reader = await tx.readers.meet(Reader(0, 5000 + no, f"João Gonçalves {no}", now))
            await tx.partners.join(partner.id, reader.id, now)
            await tx.channels.link(Channel(0, -1003000000000 - no, partner.id, f"羊城频道 {no}", (Form.ZH_HANS,)))
    admin = await speaks_english(city, cast.ZHIYUAN)
    await admin.says("/partners xpeng")
    await admin.sees("1 partner found")
    await admin.presses("XPeng Motors")
    await admin.sees("and 13 others", "and 13 more")
    await admin.presses("Communicators")
    assert "›" in labels_of(await admin.sees("These people write for"))
    assert await found(admin, "goncalves 19") == [
        "João Gonçalves 19",
        *("Search", "Show all", "Invite a communicator", "‹ Back"),
    ]
    await admin.presses("‹ Back")
    await admin.sees("Strategic partner")
    await admin.presses("Channels")
    shown = await admin.sees("Channels of XPeng Motors")
    assert sum(label.startswith("羊城频道") for label in labels_of(shown)) == PAGE - 1
    assert "羊城频道 7" in await found(admin, "羊城頻道 7")


async def test_the_ninth_question_and_the_ninth_story_of_a_citizen_are_reached(city: City) -> None:
    now = city.watch()
    async with city.store.write() as tx:
        reader = await tx.readers.by_address(cast.JOANA)
        assert reader is not None
        for no in range(1, PAGE + 2):
            due = now + timedelta(days=no)
            await tx.requests.add(Request(0, reader.id, RequestKind.QUESTION, now, due, f"Why, {no}?"))
            share = Share(0, reader.id, ShareState.SUBMITTED, now, f"外婆的龙舟 {no}", Form.ZH_HANS)
            await tx.shares.add(replace(share, submitted_at=now + timedelta(minutes=no)))
    admin = await speaks_english(city, cast.ZHIYUAN)
    await admin.says("/requests")
    await admin.sees("Why, 8?")
    await admin.presses("›")
    await admin.sees("Why, 9?")
    await admin.presses("Answer 9")
    await admin.sees("A reader asks", "Why, 9?")
    await admin.says("/requests why 3")
    await admin.sees("Only: “why 3”", "Why, 3?")
    await admin.says("/moderate")
    await admin.sees("9 stories from citizens are waiting")
    await admin.presses("›")
    assert "外婆的龙舟 9" in labels_of(await admin.sees("9 stories"))
    assert (await found(admin, "龍舟 4"))[0] == "外婆的龙舟 4"


async def test_every_campaign_that_runs_is_offered_for_a_post_and_campaigns_are_searched(city: City) -> None:
    await posts_of_xpeng(city, PostState.DRAFT, 1)
    partner, today = await the_partner(city, "xpeng"), city.watch().date()
    async with city.store.write() as tx:
        for no in range(1, PAGE + 2):
            names = {Form.ZH_HANS: f"龙舟季 {no}"}
            await tx.campaigns.add(Campaign(0, partner.id, names, today, today + timedelta(days=no)))
    author = await speaks_english(city, cast.ZIQING)
    await author.says("/drafts")
    await author.presses("1 · ")
    await author.presses("Campaign")
    assert "龙舟季 9" not in labels_of(await author.sees("Which campaign is"))
    await author.presses("›")
    assert "龙舟季 9" in labels_of(await author.sees("Which campaign is"))
    await author.presses("龙舟季 9")
    await author.sees("Boats 0")
    await author.says("/campaigns")
    await author.sees("Campaigns")
    await author.says("龍舟季 5")
    await author.sees("Only: “龍舟季 5”", "龙舟季 5")


async def test_a_day_that_is_written_at_several_approved_posts_asks_which_of_them_is_meant(city: City) -> None:
    await posts_of_xpeng(city, PostState.APPROVED, 3)
    author = await speaks_english(city, cast.ZIQING)
    await author.says("/schedule")
    await author.sees("Approved and scheduled posts")
    await author.says("tomorrow 9:00")
    await author.sees("Wednesday, 10 March 2027, 09:00", "which of these")
    await author.presses("2 · ")
    await author.sees("Tea 1", "Wednesday, 10 March 2027, 09:00")
    await author.says("/schedule")
    await author.sees("Approved and scheduled posts")
    await author.says("yesterday 9:00")
    await author.sees("That time has passed")
    await author.says("every Friday 9:00")
    await author.sees("First press the post")
    await author.says("12 March")
    await author.sees("Friday, 12 March 2027", "which of these")
    await author.presses("1 · ")
    await author.sees("Friday, 12 March 2027", "At what time")
