"""A delivered post read in another form, in the same message; in a channel, for who tapped only."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.correct import correct
from bot.actions.meet import meet
from bot.broadcast import Broadcast, BroadcastState, Errand
from bot.content import Post, PostState, Version
from bot.corrections import Replacement
from bot.forms.flips import BELL
from bot.languages import Form
from handlers.audience.receiving.less_screens import LessOf
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import planted
from tests.journeys.flipping import delivered, got, kept
from tests.journeys.partner_deeds import HANS, PT, YUE, until


@pytest.mark.parametrize("pictures", [0, 1])
async def test_a_reader_flips_a_delivered_post_and_back_in_the_same_message_which_keeps_its_buttons(
    city: City, pictures: int
) -> None:
    await delivered(city, pictures=pictures)
    kaman = city.person(cast.KAMAN)
    message = await got(kaman)
    assert labels_of(message) == ["简", "• 粵", "PT", BELL]
    await kaman.presses("PT")
    flipped = await kaman.sees(PT[:40], "/stop")
    assert flipped["message_id"] == message["message_id"]
    assert labels_of(flipped) == ["简", "粵", "• PT", BELL]
    await kaman.presses("• PT")
    await kaman.presses("粵")
    assert words_of(await kaman.sees(YUE)) == words_of(message)
    assert len(await kaman.messages()) == 1


async def test_the_mark_of_the_form_that_is_shown_leaves_the_note_on_its_language(city: City) -> None:
    await delivered(city)
    emma = city.person(cast.EMMA)
    message = await got(emma)
    note = words_of(message).splitlines()[-1]
    shown = next(label for label in labels_of(message) if label.startswith("• "))
    await emma.presses(shown)
    assert words_of(await got(emma)).splitlines()[-1] == note
    assert words_of(await got(emma)) == words_of(message)


async def test_a_correction_keeps_the_buttons_and_a_flip_shows_the_corrected_text(city: City) -> None:
    _, broadcast = await delivered(city)
    kaman, joana = city.person(cast.KAMAN), city.person(cast.JOANA)
    admin = await meet(city.store, cast.ZHIYUAN, "梁志远", "zh-hans", city.watch())
    errand = await correct(city.store, admin, broadcast.id, Replacement([Version(Form.PT, "Corrigido.")]), city.watch())
    await joana.sees("Corrigido.")
    await until(city, errand.post_id, BroadcastState.FINISHED)
    assert labels_of(await got(joana)) == ["简", "粵", "• PT", BELL]
    await kaman.presses("PT")
    await kaman.sees("Corrigido.")


async def test_years_later_the_mark_still_works_through_the_posts_number(city: City) -> None:
    await delivered(city)
    city.watch.forward(timedelta(days=3000))
    emma = city.person(cast.EMMA)
    await emma.presses("简")
    await emma.sees(HANS)


async def test_where_the_message_cannot_hold_the_post_it_comes_anew(city: City) -> None:
    post, emma = await kept(city, pictures=1, state=PostState.SENT, pt=PT * 30), city.person(cast.EMMA)
    await emma.says(f"/start story_{post.id}_{Form.ZH_HANS}")
    picture = await emma.sees(HANS[:40])
    assert picture["photo"]
    await emma.presses("PT")
    anew = await emma.sees(PT[:40])
    assert "photo" not in anew
    assert labels_of(anew)[:3] == ["简", "粵", "• PT"]


@pytest.mark.parametrize("data", ["flip:999:en", "flip:0:zh-Hans", "flip:1:xx", "flip:x:en", "flip:-1:en", "flip"])
async def test_a_forged_mark_gets_a_clear_answer(city: City, data: str) -> None:
    emma = city.person(cast.EMMA)
    toast = await emma.presses_data(await planted(city, cast.EMMA, data), data)
    assert toast
    assert "/help" in toast["text"]


async def test_a_form_that_is_not_there_is_said_and_the_message_stays(city: City) -> None:
    post, emma = await kept(city, state=PostState.SENT), city.person(cast.EMMA)
    data = f"flip:{post.id}:zh-Hant"
    toast = await emma.presses_data(await planted(city, cast.EMMA, data), data)
    assert toast
    assert "Traditional Chinese" in toast["text"]
    assert words_of(await emma.last()) == "An old message"


async def test_nobody_but_who_works_on_it_flips_a_draft(city: City) -> None:
    post = await kept(city, state=PostState.DRAFT)
    data = f"flip:{post.id}:pt"
    emma, author = city.person(cast.EMMA), city.person(cast.ZIQING)
    toast = await emma.presses_data(await planted(city, cast.EMMA, data), data)
    assert toast
    assert "no longer there" in toast["text"]
    await author.presses_data(await planted(city, cast.ZIQING, data), data)
    await author.sees(PT[:40])


async def test_in_a_channel_the_post_stays_and_the_bot_opens_for_who_tapped(city: City) -> None:
    post, _ = await delivered(city)
    (message,) = await city.channel().messages()
    emma = city.person(cast.EMMA)
    at_channel = replace(emma, key=str(cast.CHANNEL))
    data = next(key["callback_data"] for key in message["reply_markup"]["inline_keyboard"][0] if key["text"] == "PT")
    answer = await at_channel.presses_data(message["message_id"], data)
    assert answer
    assert answer["url"] == f"https://t.me/kapok_city_bot?start=story_{post.id}_pt"
    assert [words_of(one) for one in await city.channel().messages()] == [words_of(message)]
    await emma.says("/start " + answer["url"].split("=", 1)[1])
    await emma.sees(PT[:40])


async def test_an_old_mark_in_a_channel_is_answered_too(city: City) -> None:
    at_channel = replace(city.person(cast.EMMA), key=str(cast.CHANNEL))
    toast = await at_channel.presses_data(await planted(city, cast.CHANNEL, "flip:1:xx"), "flip:1:xx")
    assert toast
    assert "/help" in toast["text"]


async def taken_back(city: City) -> Post:
    """A series whose only round so far was recalled: it is still planned."""
    post = await kept(city, state=PostState.SCHEDULED)
    async with city.store.write() as tx:
        standing = await tx.posts.get(post.id)
        assert standing
        await tx.posts.save(replace(standing, sent_at=city.watch()))
        now, over = city.watch(), BroadcastState.FINISHED
        sent = await tx.broadcasts.start(Broadcast(0, post.id, now, post.hash(), now, 0, over), post.whom)
        back = replace(sent, id=0, errand=Errand.RECALL, origin_id=sent.id)
        await tx.broadcasts.start_errand(back, ())
    return post


async def test_what_was_taken_back_is_read_by_no_mark_but_can_still_be_stopped(city: City) -> None:
    post, emma = await taken_back(city), city.person(cast.EMMA)
    data = f"flip:{post.id}:pt"
    toast = await emma.presses_data(await planted(city, cast.EMMA, data), data)
    assert toast
    assert "no longer there" in toast["text"]
    less = LessOf(post_id=post.id, form=Form.EN).pack()
    await emma.presses_data(await planted(city, cast.EMMA, less), less)
    assert "Stop all posts" in " ".join(labels_of(await emma.last()))


async def test_a_post_on_its_way_to_readers_opens_by_its_link(city: City) -> None:
    post, emma = await kept(city, state=PostState.SENDING), city.person(cast.EMMA)
    await emma.says(f"/start story_{post.id}_pt")
    await emma.sees(PT[:40])
