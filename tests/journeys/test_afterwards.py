"""After sending, in chat: pinned and unpinned in the channel, followed up, recalled out of the stories."""

from bot.broadcast import Broadcast, BroadcastState, Errand
from bot.content import PostState
from bot.searching import Sought
from handlers.sending.broadcast_screens import OpenSending
from tests import cast
from tests.journeys.conftest import City, Person, labels_of
from tests.journeys.deeds import pressing, speaks_english
from tests.journeys.partner_deeds import until
from tests.journeys.sending import goes_out


async def opened(city: City) -> tuple[Person, Broadcast]:
    """The page of a post that was sent, before its author, in English."""
    _, broadcast = await goes_out(city)
    author = await speaks_english(city, cast.ZIQING)
    await until(city, broadcast.post_id, BroadcastState.FINISHED)
    await pressing(city, author, OpenSending(broadcast_id=broadcast.id).pack())
    await author.sees("The sending", "Finished.")
    return author, broadcast


async def errand(city: City, post_id: int, what: Errand) -> None:
    assert (await until(city, post_id, BroadcastState.FINISHED)).errand is what


async def test_a_post_is_pinned_and_unpinned_in_the_channel(city: City) -> None:
    author, broadcast = await opened(city)
    await author.presses("Pin in the channels")
    await author.sees("Pinning")
    await errand(city, broadcast.post_id, Errand.PIN)
    chat = city.world.chat_by_key(str(cast.CHANNEL))
    assert len(chat.pinned) == 1
    await author.presses("‹ The sending")
    shown = await author.sees("The sending", "Done in 1 channel")
    assert "Pin in the channels" not in labels_of(shown)
    await author.presses("Unpin in the channels")
    await author.sees("Unpinning")
    await errand(city, broadcast.post_id, Errand.UNPIN)
    assert not chat.pinned


async def test_what_could_not_be_pinned_says_which_right_is_missing_and_pinning_is_offered_again(city: City) -> None:
    author, broadcast = await opened(city)
    rights = {"can_post_messages": True}
    await city.control("member", key=str(cast.CHANNEL), member=cast.BOT, status="administrator", rights=rights)
    await author.presses("Pin in the channels")
    await author.sees("Pinning")
    await errand(city, broadcast.post_id, Errand.PIN)
    await author.sees("Done in 0 channels", "the bot has no right to do that there")
    await author.presses("‹ The sending")
    shown = labels_of(await author.sees("The sending", "Done in 0 channels"))
    assert "Pin in the channels" in shown
    assert "Unpin in the channels" not in shown


async def test_a_follow_up_begins_from_the_page_of_what_was_sent(city: City) -> None:
    author, broadcast = await opened(city)
    await author.presses("Write a follow-up")
    await author.sees("Your follow-up to", "as a reply")
    await author.says("Thank you all for coming on Saturday, see you again in the spring.")
    await author.sees("Thank you all for coming", "A follow-up to")
    async with city.store.read() as tx:
        (draft,) = (await tx.posts.page((), {PostState.DRAFT}, 0, 9)).items
    assert draft.follows_id == broadcast.post_id
    assert len(draft.versions) == 1


async def test_a_recalled_post_is_no_story_any_more(city: City) -> None:
    author, broadcast = await opened(city)
    async with city.store.read() as tx:
        stories = await tx.stories.found(Sought(), 0, 50)
    assert broadcast.post_id in [post.id for post in stories.items]
    await author.presses("Recall every copy")
    await author.presses("Yes, delete every copy")
    await author.sees("Recall")
    async with city.store.read() as tx:
        assert broadcast.post_id not in [post.id for post in (await tx.stories.found(Sought(), 0, 50)).items]
    await errand(city, broadcast.post_id, Errand.RECALL)
