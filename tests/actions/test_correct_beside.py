"""The buttons and the pictures of a post that is out are corrected in every copy, by the same ledger as its texts."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.actions.admit import choose_channel_form
from bot.actions.copies import duplicate
from bot.actions.correct import approve_correction, correct, corrected, new_picture, propose, without_buttons
from bot.actions.ways import leading
from bot.broadcast import Broadcast
from bot.content import Media, MediaKind, Post
from bot.corrections import Picture, Replacement
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.notices import NoticeKind
from bot.redirects import Redirects
from bot.ways import Way, WayKind, in_place_of, numbered
from tests import cast
from tests.actions.conftest import FOUR, Newsroom
from tests.actions.deeds import due
from tests.actions.lines import dies_after_intending
from tests.actions.lookups import told

SEAT = Way(WayKind.LINK, "https://example.com/seat", {Form.EN: "Book a seat", Form.ZH_HANS: "预约座位"})
FOLLOW = Way(WayKind.FOLLOW)
RIGHT = "https://example.com/the-right-one"
LONG = " …" * 600
EVERYBODY = (*cast.READERS.values(), cast.CHANNEL)


async def out(
    newsroom: Newsroom, *, ways: tuple[Way, ...] = (), pictures: int = 0, texts: dict[Form, str] | None = None
) -> tuple[Post, Broadcast]:
    """A post of this shape that was sent."""
    post = await newsroom.approved(texts)
    async with newsroom.store.write() as tx:
        media = [await tx.posts.new_media(MediaKind.PHOTO, str(cast.PICTURE)) for _ in range(pictures)]
        post = replace(post, ways=ways, media=tuple(media))
        await tx.posts.save(replace(post, approved_hash=post.hash()))
    await due(newsroom, post)
    await newsroom.deliver_all()
    return post, (await newsroom.broadcasts(post))[0]


async def messages(newsroom: Newsroom, address: int) -> list[dict[str, Any]]:
    """What stands in somebody's chat, as the network has it."""
    key = str(address) if address < 0 else f"{cast.BOT}:{address}"
    async with newsroom.http.get(f"{newsroom.sandbox.url}/sandbox/messages", params={"key": key}) as response:
        return list((await response.json())["messages"])


def links(message: dict[str, Any]) -> dict[str, str]:
    """Label -> address of its buttons that are links."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button["url"] for row in rows for button in row if "url" in button}


def files(found: list[dict[str, Any]]) -> list[str]:
    """What each of the messages shows."""
    return [message["photo"][-1]["file_unique_id"] for message in found if "photo" in message]


async def by_admin(newsroom: Newsroom, broadcast: Broadcast, what: Replacement) -> Broadcast:
    admin = await newsroom.speaker(cast.ZHIYUAN)
    errand = await correct(newsroom.store, admin, broadcast.id, what, newsroom.watch())
    await newsroom.deliver_all()
    return errand


async def another(newsroom: Newsroom, tmp_path: Path, no: int = 0) -> Picture:
    """Another picture, which the account has not seen yet."""
    path = tmp_path / "other.png"
    path.write_bytes((cast.SAMPLE / "pictures" / "flying-car.png").read_bytes())
    async with newsroom.store.write() as tx:
        return Picture(no, await tx.posts.new_media(MediaKind.PHOTO, str(path)))


async def test_an_address_is_corrected_under_every_copy_and_a_button_comes_or_goes(newsroom: Newsroom) -> None:
    post, broadcast = await out(newsroom, ways=(SEAT, FOLLOW))
    assert links((await messages(newsroom, cast.EMMA))[0]) == {"Book a seat": SEAT.url}
    errand = await by_admin(newsroom, broadcast, Replacement(ways=leading(numbered(post.ways), 0, RIGHT)))
    assert {state for state, _ in (await newsroom.outcomes(post)).values()} == {"sent"}
    assert errand.meant == 6
    for address in (cast.EMMA, cast.CHANNEL):
        (message,) = await messages(newsroom, address)
        assert list(links(message).values()) == [RIGHT]
    await by_admin(newsroom, broadcast, Replacement(ways=()))
    (message,) = await messages(newsroom, cast.EMMA)
    assert not links(message)
    assert message["text"].startswith(FOUR[Form.EN])
    await by_admin(newsroom, broadcast, Replacement(ways=(SEAT,)))
    assert links((await messages(newsroom, cast.EMMA))[0]) == {"Book a seat": SEAT.url}


async def test_a_label_is_corrected_only_where_it_is_read(newsroom: Newsroom) -> None:
    post, broadcast = await out(newsroom, ways=(SEAT,))
    other = replace(SEAT, labels={**SEAT.labels, Form.EN: "Book your seat"})
    await by_admin(newsroom, broadcast, Replacement(ways=(other,)))
    # Who reads Portuguese sees the English label; the channel may have had its languages one by one.
    assert set(await newsroom.outcomes(post)) == {cast.EMMA, cast.JOANA, cast.CHANNEL}


async def test_the_follow_button_changes_no_channel(newsroom: Newsroom) -> None:
    post, broadcast = await out(newsroom)
    await by_admin(newsroom, broadcast, Replacement(ways=(FOLLOW,)))
    assert cast.CHANNEL not in await newsroom.outcomes(post)


async def test_presses_of_a_counted_link_stay_its_own_when_another_goes_and_old_copies_lead_on() -> None:
    redirects = Redirects.made_with("https://kapok.example/go", "a:b")
    post = Post(7, 1, 2, None, None, None, ways=(SEAT, replace(SEAT, url="https://b.example")))  # type: ignore[arg-type]
    old = redirects.through(post).ways[1].url
    third, fourth = Way(WayKind.LINK, "https://c.example"), Way(WayKind.LINK, "https://d.example")
    after = Replacement(ways=(*leading(numbered(post.ways)[1:], 0, RIGHT), third)).put_into(post)
    assert [way.number for way in after.ways] == [2, 3]
    assert redirects.through(after).ways[0].url == old
    # The last one goes, and all of them: whichever comes later is counted under a number of its own.
    without = Replacement(ways=()).put_into(Replacement(ways=after.ways[:1]).put_into(after))
    assert [way.number for way in Replacement(ways=(fourth,)).put_into(without).ways] == [4]


async def test_buttons_of_a_duplicate_are_counted_from_one_again(newsroom: Newsroom) -> None:
    post, broadcast = await out(newsroom, ways=(replace(SEAT, number=2), replace(FOLLOW, number=3)))
    await by_admin(newsroom, broadcast, Replacement(ways=(replace(FOLLOW, number=3),)))
    copy = await duplicate(newsroom.store, await newsroom.speaker(cast.ZIQING), post.id, newsroom.watch())
    assert [way.number for way in numbered((*copy.ways, SEAT))] == [1, 2]
    async with newsroom.store.read() as tx:
        kept = await tx.posts.get(post.id)
    assert kept is not None
    assert (kept.numbers, copy.numbers) == (3, 0)


@pytest.mark.parametrize("pictures", [1, 3])
@pytest.mark.parametrize("text", ["See you", "See you" + LONG])
async def test_a_picture_is_put_in_place_of_another_and_everything_else_stays(
    newsroom: Newsroom, tmp_path: Path, pictures: int, text: str
) -> None:
    texts = dict.fromkeys(FOUR, text)
    post, broadcast = await out(newsroom, ways=(SEAT,), pictures=pictures, texts=texts)
    before = await messages(newsroom, cast.EMMA)
    no = pictures - 1
    await by_admin(newsroom, broadcast, Replacement(picture=await another(newsroom, tmp_path, no)))
    assert set((await newsroom.outcomes(post)).values()) == {("sent", None)}
    after = await messages(newsroom, cast.EMMA)
    assert files(after)[:no] == files(before)[:no]
    assert files(after)[no] != files(before)[no]
    for was, is_now in zip(before, after, strict=True):
        same = ("message_id", "text", "caption", "reply_markup")
        assert {name: was.get(name) for name in same} == {name: is_now.get(name) for name in same}
    async with newsroom.store.read() as tx:
        now = await tx.posts.get(post.id)
    assert now is not None
    assert (now.media[no].id, now.approved_hash) != (post.media[no].id, post.approved_hash)
    assert now.approved_hash == now.hash()


async def test_the_new_picture_goes_up_once(newsroom: Newsroom, tmp_path: Path) -> None:
    post, broadcast = await out(newsroom, pictures=1)
    picture = await another(newsroom, tmp_path)
    await by_admin(newsroom, broadcast, Replacement(picture=picture))
    assert len(await newsroom.outcomes(post)) == 6
    shown = [file for address in EVERYBODY for file in files(await messages(newsroom, address))]
    assert len(shown) == 6
    assert len(set(shown)) == 1
    async with newsroom.store.read() as tx:
        assert await tx.posts.references([picture.media.id], cast.BOT)


async def test_what_already_stands_is_no_correction(newsroom: Newsroom) -> None:
    post, broadcast = await out(newsroom, ways=(SEAT,))
    for what in (Replacement(ways=(SEAT,)), Replacement([post.versions[Form.EN]])):
        with pytest.raises(Mistake) as refused:
            await by_admin(newsroom, broadcast, what)
        assert refused.value.why is Why.NOTHING_CORRECTED


def test_only_a_link_gets_an_address() -> None:
    with pytest.raises(Mistake) as refused:
        leading((SEAT, FOLLOW), 1, RIGHT)
    assert refused.value.why is Why.NOT_FOUND


@pytest.mark.parametrize("shape", ["buttons", "picture"])
async def test_a_worker_that_died_in_the_middle_leaves_nobody_in_doubt_and_nothing_twice(
    newsroom: Newsroom, tmp_path: Path, shape: str
) -> None:
    post, broadcast = await out(newsroom, ways=(SEAT,), pictures=1)
    ways = leading(numbered(post.ways), 0, RIGHT)
    what = Replacement(ways=ways) if shape == "buttons" else Replacement(picture=await another(newsroom, tmp_path))
    admin = await newsroom.speaker(cast.ZHIYUAN)
    errand = await correct(newsroom.store, admin, broadcast.id, what, newsroom.watch())
    await dies_after_intending(newsroom, "died", 3)
    await newsroom.fault(
        method="editMessageMedia" if shape == "picture" else "editMessageCaption", chat_id=cast.EMMA, cut="after"
    )
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert (len(outcomes), set(outcomes.values())) == (errand.meant, {("sent", None)})
    for address in EVERYBODY:
        assert len(await messages(newsroom, address)) == 1


async def test_what_others_wait_for_an_admin_is_proposed_and_carried_out_as_it_was_proposed(
    newsroom: Newsroom,
) -> None:
    post, broadcast = await out(newsroom, ways=(SEAT,), pictures=1)
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    async with newsroom.store.read() as tx:
        known = (await tx.posts.references([post.media[0].id], cast.BOT))[post.media[0].id]
    picture = await new_picture(newsroom.store, author, broadcast.id, 0, (MediaKind.PHOTO, cast.BOT, known))
    for what in (Replacement(picture=picture), Replacement(ways=in_place_of(post.ways, (SEAT, FOLLOW))[0])):
        correction = await propose(newsroom.store, author, broadcast.id, what, newsroom.watch())
        async with newsroom.store.read() as tx:
            assert await tx.corrections.get(correction.id) == correction
        assert await told(newsroom, NoticeKind.CORRECTION)
        with pytest.raises(Mistake) as refused:
            await correct(newsroom.store, author, broadcast.id, what, newsroom.watch())
        assert refused.value.why is Why.NOT_ALLOWED
        await approve_correction(newsroom.store, admin, correction.id, newsroom.watch())
        await newsroom.deliver_all()
        async with newsroom.store.read() as tx:
            now = await tx.posts.get(post.id)
        assert now is not None
        assert now.media == (picture.media,)
    assert now is not None
    assert [way.kind for way in now.ways] == [WayKind.LINK, WayKind.FOLLOW]


async def test_only_a_picture_of_the_same_kind_takes_anothers_place(newsroom: Newsroom) -> None:
    _, broadcast = await out(newsroom, pictures=1)
    author = await newsroom.speaker(cast.ZIQING)
    with pytest.raises(Mistake) as refused:
        await new_picture(newsroom.store, author, broadcast.id, 0, (MediaKind.VIDEO, cast.BOT, "x"))
    assert refused.value.why is Why.MEDIA_KIND
    what = Replacement(picture=Picture(1, Media(1, MediaKind.PHOTO)))
    with pytest.raises(Mistake) as refused:
        await propose(newsroom.store, author, broadcast.id, what, newsroom.watch())
    assert refused.value.why is Why.CONTENT_CHANGED


async def test_an_album_that_went_out_without_buttons_gets_none(newsroom: Newsroom) -> None:
    _, broadcast = await out(newsroom, pictures=2, texts={Form.EN: FOUR[Form.EN]})
    author = await newsroom.speaker(cast.ZIQING)
    with pytest.raises(Mistake) as refused:
        await propose(newsroom.store, author, broadcast.id, Replacement(ways=(SEAT,)), newsroom.watch())
    assert refused.value.why is Why.ALBUM_WITHOUT_BUTTONS


async def test_a_channel_whose_copy_is_a_mere_album_is_named_and_left_alone(newsroom: Newsroom) -> None:
    admin = await newsroom.speaker(cast.ZHIYUAN)
    async with newsroom.store.read() as tx:
        channel = await tx.channels.by_address(cast.CHANNEL)
    assert channel is not None
    for form in Form:
        await choose_channel_form(newsroom.store, admin, channel.id, form, newsroom.watch(), on=True)
    post, broadcast = await out(newsroom, pictures=2)
    before = await messages(newsroom, cast.CHANNEL)
    assert len(files(before)) == 2
    what = Replacement(ways=(SEAT,))
    async with newsroom.store.read() as tx:
        _, _, changed = await corrected(tx, admin, broadcast.id, what)
        named = [each.id for each in await without_buttons(tx, post, changed)]
    assert named == [channel.id]
    await by_admin(newsroom, broadcast, what)
    assert await messages(newsroom, cast.CHANNEL) == before
    assert links((await messages(newsroom, cast.EMMA))[-1])
