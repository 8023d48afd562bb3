"""One person with two devices, or with old buttons: pressed at once, each is answered and the deed is done once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.actions.meet import meet
from bot.actions.settle_in import follow
from bot.actions.share import accept
from bot.actions.vote import candidates
from bot.content import Post
from bot.languages import Form
from bot.places import Place, spot_of
from bot.shares import ShareState, month_of
from bot.words import words_for
from handlers.audience.arriving.start_screens import consent
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of
from tests.journeys.deeds import IN_CANTONESE, IN_PORTUGUESE, ledger, planted, reader_of, say, xpeng
from tests.journeys.flipping import delivered
from tests.journeys.partner_deeds import its_minute_comes
from tests.journeys.reader_deeds import hands_in


async def both(city: City, who: int, *presses: str) -> list[dict[str, Any] | None]:
    """Two devices press at the same moment: the same button, or two."""
    person = city.person(who)
    below = [(await planted(city, who, data), data) for data in (presses * 2)[:2]]
    return list(
        await asyncio.gather(*(person.presses_data(message_id, data, at_once=True) for message_id, data in below))
    )


@pytest.mark.parametrize(("first", "second"), [("a_form:pt", "a_form:yue-Hant"), ("a_form:pt", "a_form:pt")])
async def test_two_first_choices_of_a_language_leave_one_and_ask_for_consent_in_it(
    city: City, first: str, second: str
) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start")
    await tomas.sees("Kapok")
    await both(city, cast.NEWCOMER, first, second)
    kept = await reader_of(city, cast.NEWCOMER)
    assert kept.form in {Form.PT, Form.YUE}
    assert not kept.reachable
    assert await ledger(city, cast.NEWCOMER) == []


@pytest.mark.parametrize("form", [Form.YUE])
async def test_a_language_tapped_twice_on_the_first_message_leaves_its_questions_there(city: City, form: Form) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start")
    first = (await tomas.sees("Kapok"))["message_id"]
    await asyncio.gather(*(tomas.presses_data(first, f"a_form:{form.value}", at_once=True) for _ in range(2)))
    (shown,) = [one for one in await tomas.messages() if labels_of(one)]
    assert words_of(shown).endswith(plain(consent(words_for(form))))
    yes = say(form, "Yes, and show me a story")
    assert yes in labels_of(shown)
    await tomas.presses_data(await planted(city, cast.NEWCOMER, "a_form:pt"), "a_form:pt")
    assert say(Form.PT, "Yes, and show me a story") in labels_of(await tomas.last())


async def test_two_places_said_at_the_door_leave_the_clock_of_the_one_that_stays(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start")
    await tomas.presses("English")
    await tomas.sees("Where do you live?")
    await both(city, cast.NEWCOMER, "a_live:macau", "a_live:hong_kong")
    kept = await reader_of(city, cast.NEWCOMER)
    assert kept.place
    assert spot_of(kept.place).zone == kept.zone


async def test_another_place_may_be_typed_at_the_door_and_the_question_about_posts_stays_open(city: City) -> None:
    tomas, words = city.person(cast.NEWCOMER), words_for(Form.PT)
    await tomas.says("/start")
    await tomas.presses("Português")
    await tomas.sees(say(Form.PT, "Where do you live? You can skip this."))
    await tomas.presses(say(Form.PT, "Another place"))
    await tomas.presses(say(Form.PT, "Another place"))
    await tomas.says("Lisboa")
    welcome = await tomas.sees(words.zone("Europe/Lisbon"))
    kept = await reader_of(city, cast.NEWCOMER)
    assert (kept.zone, kept.place, kept.reachable) == ("Europe/Lisbon", Place.ABROAD, False)
    assert say(Form.PT, "Yes, and show me a story") in labels_of(welcome)
    await tomas.presses(say(Form.PT, "Yes, and show me a story"))
    await tomas.sees(
        say(Form.PT, "<b>Thank you!</b> Now choose the partners you like, and their posts will come here.")
    )
    assert (await reader_of(city, cast.NEWCOMER)).reachable


async def test_a_stop_and_a_yes_at_once_leave_a_ledger_that_says_how_it_stands(city: City) -> None:
    await both(city, cast.EMMA, "a_stop", "a_start")
    lines = await ledger(city, cast.EMMA)
    last = [given for purpose, given in lines if purpose.value == "service"][-1]
    assert (await reader_of(city, cast.EMMA)).reachable is last


@IN_PORTUGUESE
async def test_who_stays_with_two_taps_reads_that_posts_are_off_and_may_have_them_again(
    city: City, who: int, form: Form
) -> None:
    person = city.person(who)
    await person.says("/forget")
    await person.presses(say(form, "Yes, erase everything"))
    pending = await person.sees(say(form, "No posts come from now on. Until then you can still change your mind."))
    await asyncio.gather(*(person.presses_data(pending["message_id"], "a_stay", at_once=True) for _ in range(2)))
    shown = await person.last()
    assert words_of(shown) == say(
        form, "I'm glad you're staying. Nothing was erased. Posts stay off until you ask for them."
    )
    assert say(form, "Send me posts again") in labels_of(shown)


async def test_two_limits_at_once_leave_one_and_both_devices_show_settings_that_hold(city: City) -> None:
    await both(city, cast.EMMA, "a_cap:1", "a_cap:5")
    emma = city.person(cast.EMMA)
    await emma.says("/settings")
    kept = (await reader_of(city, cast.EMMA)).cap
    assert kept in {1, 5}
    await emma.sees(f"Promotions: at most {kept} a day.", "Digest: off.")


async def test_less_pressed_on_two_devices_mutes_once_and_the_post_has_its_buttons_again(city: City) -> None:
    post, _ = await delivered(city)
    await both(city, cast.EMMA, f"a_less:{post.id}:pt:mute")
    reader = await reader_of(city, cast.EMMA)
    async with city.store.read() as tx:
        assert list(await tx.follows.mutes(reader.id)) == [(await xpeng(city)).id]


async def test_following_and_leaving_at_once_leave_what_the_ledger_says_last(city: City) -> None:
    partner, emma = await xpeng(city), await reader_of(city, cast.EMMA)
    await follow(city.store, emma.id, partner.id, city.watch())
    await both(city, cast.EMMA, f"a_follow:{partner.id}:0:0", f"a_follow:{partner.id}:1:0")
    last = [given for purpose, given in await ledger(city, cast.EMMA) if purpose.value == "follow"][-1]
    async with city.store.read() as tx:
        assert (partner.id in await tx.follows.of(emma.id)) is last


@IN_CANTONESE
async def test_a_vote_is_one_on_two_devices_may_change_and_its_result_names_the_best(
    city: City, who: int, form: Form
) -> None:
    reader, words = city.person(who), words_for(form)
    posts = []
    for text in ("The ferryman of our street knows every tide.", "Grandmother folded paper lanterns for the lane."):
        await hands_in(city.person(cast.EMMA), Form.EN, text)
        posts.append(await published(city, text))
    city.watch.forward(timedelta(days=31))
    async with city.store.read() as tx:
        shares = {share.post_id: share.id for share in await candidates(tx, month_of(city.watch()))}
    first, second = [f"a_vote:{shares[post.id]}" for post in posts]
    await reader.says("/vote")
    await reader.sees(say(form, "<b>Which story of last month did you like best?</b>"))
    await both(city, who, first, second)
    async with city.store.read() as tx:
        assert len(await tx.shares.voters(month_of(city.watch()), 0, 100, city.watch())) == 1
    await reader.presses_data(await planted(city, who, second), second)
    assert any(say(form, "✓ My vote") in labels_of(one) for one in await reader.messages())
    city.watch.forward(timedelta(days=31))
    said = "<b>The story of the month</b> is “{title}”, with {n} vote."
    title = posts[1].title_in(form)
    await reader.sees(str(words.plural(said, said.replace("vote", "votes"), 1, title=title).striptags()))
    toast = await reader.presses_data(await planted(city, who, first), first)
    assert toast
    assert toast["text"] == say(form, "The vote on this story is over. /vote shows what you can vote for now.")


async def published(city: City, text: str) -> Post:
    """The admins have taken Emma's story, and it is out."""
    emma = await reader_of(city, cast.EMMA)
    admin = await meet(city.store, cast.ZHIYUAN, "梁志远", "zh-hans", city.watch())
    async with city.store.read() as tx:
        shares = await tx.shares.of(emma.id, (ShareState.SUBMITTED,))
    (share,) = [share for share in shares if text in share.text]
    post = await accept(city.store, admin, share.id, city.watch())
    await its_minute_comes(city, post, by=cast.ZHIYUAN)
    return post
