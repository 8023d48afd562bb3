"""Taking part, in the form that one reads: a citizen tells a story, admins decide, everybody has a vote."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.actions import share as verbs
from bot.actions.let_go import ask_to_be_forgotten
from bot.content import Post, PostState
from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.recurrence import city_day
from bot.requests import COOLING
from bot.shares import CITIZENS, CITIZENS_NAMES, ShareState
from bot.words import words_for
from handlers.audience.answering.points_screens import POINTS
from tests import cast
from tests.journeys.conftest import City, Person, a_city, labels_of, words_of
from tests.journeys.deeds import EVERY_FORM, IN_CANTONESE, IN_PORTUGUESE, planted, reader_of, say
from tests.journeys.partner_deeds import its_minute_comes, presses_old
from tests.journeys.reader_deeds import STORIES, gone, hands_in
from tests.machine import machine_at, machine_server
from tests.waiting import comes

HANS = Form.ZH_HANS

NO_MORE = {
    Form.ZH_HANS: "不想讲了",
    Form.ZH_HANT: "不想講了",
    Form.YUE: "唔想講喇",
    Form.EN: "I don't want to tell it any more",
    Form.PT: "descartar",
}


async def accepted(city: City) -> Post:
    """The admin accepts what waits."""
    admin = city.person(cast.ZHIYUAN)
    await admin.sees(say(HANS, "A citizen has shared a story."))
    await admin.presses(say(HANS, "Read it"))
    await admin.sees(say(HANS, "Its author says that text and photos are theirs to share."))
    await admin.presses(say(HANS, "✓ Accept"))
    shown = await admin.sees(say(HANS, "✓ Accept")[2:], "“")
    assert labels_of(shown)[:2] == [say(HANS, "Schedule it"), say(HANS, "Add languages")]
    async with city.store.read() as tx:
        partner = await tx.partners.by_slug(CITIZENS)
        assert partner is not None
        (post, *_) = (await tx.posts.page({partner.id}, {PostState.APPROVED}, 0, 5)).items
    return post


CHANGES = {
    Form.ZH_HANS: "投错了能改吗",
    Form.ZH_HANT: "投錯了可以改票嗎",
    Form.YUE: "投錯咗票可唔可以改",
    Form.EN: "can I change my vote",
    Form.PT: "posso mudar o meu voto?",
}

UNTIL = {
    Form.ZH_HANS: "投票什么时候结束",
    Form.ZH_HANT: "投票什麼時候截止",
    Form.YUE: "投票幾時截止",
    Form.EN: "until when can I vote",
    Form.PT: "até quando posso votar",
}


@EVERY_FORM
async def test_a_citizens_story_is_told_decided_credited_and_voted_for(city: City, who: int, form: Form) -> None:
    reader, kept = city.person(who), await reader_of(city, who)
    await hands_in(reader, form)
    post = await accepted(city)
    assert form in post.versions
    assert (post.credit, post.kind.value) == (kept.name, "story")
    assert (Form.ZH_HANT in post.versions) == (form in {Form.ZH_HANS, Form.ZH_HANT})
    await reader.sees(
        say(form, "<b>Your story is accepted!</b> I'll tell you when it's among the stories of the city.")
    )
    await its_minute_comes(city, post, by=cast.ZHIYUAN)
    await reader.sees(
        say(
            form,
            "<b>Your story is out!</b> “{title}” is among the stories of the city. Thank you.",
            title=post.title_in(form),
        )
    )
    await reader.presses(say(form, "Read it"))
    told = words_of(await reader.sees(STORIES[form][:20]))
    assert kept.name in told.rsplit("\n", 1)[-1]
    await reader.says(UNTIL[form])
    ballot = words_of(await reader.sees("/share"))
    assert say(form, POINTS[Wish.VOTE]["until"].told) not in ballot
    next_month = (city_day(city.watch()).replace(day=1) + timedelta(days=32)).replace(day=1)
    begins = say(
        form, "The next vote begins on {day}, between the stories of this month.", day=words_for(form).day(next_month)
    )
    assert begins in ballot
    city.watch.forward(timedelta(days=31))
    await reader.says("/vote")
    await reader.sees(say(form, "<b>Which story of last month did you like best?</b>"))
    await reader.presses(say(form, "Vote"))
    assert say(form, "✓ My vote") in labels_of(
        await reader.sees(say(form, "Everybody has one vote, and may change it until the month is over."))
    )
    await reader.says(CHANGES[form])
    await reader.sees(say(form, POINTS[Wish.VOTE]["change"].told))
    city.watch.forward(timedelta(days=31))
    words = words_for(form)
    await reader.sees(
        str(
            words.plural(
                "<b>The story of the month</b> is “{title}”, with {n} vote.",
                "<b>The story of the month</b> is “{title}”, with {n} votes.",
                1,
                title=post.title_in(form),
            ).striptags()
        )
    )


async def test_who_asks_after_their_story_hears_where_that_very_one_stands(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("what happened to my story?")
    assert labels_of(await emma.sees("You haven't told a story here yet."))[0] == "Tell your own story"
    await hands_in(emma, Form.EN)
    await emma.says("what happened to my story?")
    assert labels_of(await emma.sees("” has been with the editors since"))[0] == "Ask the editors"
    await its_minute_comes(city, await accepted(city), by=cast.ZHIYUAN)
    await emma.sees("is among the stories of the city")
    await emma.says("can u take my name off my story")
    out = await emma.sees("You can no longer change it yourself", "is out, among the stories of the city")
    assert labels_of(out)[:2] == ["Read it", "Ask the editors"]


@IN_PORTUGUESE
async def test_a_story_is_returned_with_words_changed_and_declined_with_words(city: City, who: int, form: Form) -> None:
    reader, admin = city.person(who), city.person(cast.ZHIYUAN)
    await hands_in(reader, form)
    await admin.sees(say(HANS, "A citizen has shared a story."))
    await admin.says("/moderate")
    await admin.sees(
        str(words_for(HANS).plural("{n} story from citizens is waiting.", "{n} stories from citizens are waiting.", 1))
    )
    await admin.presses(STORIES[form][:10])
    await admin.presses(say(HANS, "Return"))
    await admin.says("🙂")
    await admin.sees(say(HANS, "Write in a few words what should be changed."))
    await admin.says("请写上店名")
    await admin.sees(say(HANS, "✓ The author will see your words."))
    await reader.sees("请写上店名")
    await reader.presses(say(form, "Go on with it"))
    await reader.sees("请写上店名")
    await reader.says(STORIES[form] + " 🙂")
    await reader.presses(say(form, "Send it in"))
    await reader.sees(say(form, "✓ <b>Thank you!</b> Your story is with the editors. I'll tell you what they say."))
    await admin.presses(say(HANS, "Read it"))
    await admin.presses(say(HANS, "Decline"))
    await admin.says("这家店已经写过了")
    told = words_of(await reader.sees("这家店已经写过了"))
    assert "梁志远" not in told


@IN_CANTONESE
async def test_what_is_sent_in_several_messages_is_one_story_unless_the_last_shall_stand_alone(
    city: City, who: int, form: Form
) -> None:
    reader, more = city.person(who), {Form.EN: "It smells of soup.", Form.PT: "Cheira a sopa."}.get(form, "好香。")
    last = {Form.EN: "Come and taste it!", Form.PT: "Venham provar!"}.get(form, "都嚟試下啦！")
    await reader.says("/share")
    for text in (STORIES[form], more, last):
        await reader.says(text)
        await reader.sees(text)
    assert f"{STORIES[form]}\n\n{more}\n\n{last}" in words_of(await reader.last())
    await reader.presses(say(form, "Only the last text"))
    card = await reader.sees(last)
    assert STORIES[form] not in words_of(card)
    data = card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await reader.presses(say(form, "Add it to the text before"))
    joined = await reader.sees(STORIES[form], more, last)
    assert say(form, "Add it to the text before") not in labels_of(joined)
    await presses_old(city, reader, data)
    assert words_of(await reader.sees(STORIES[form])).count(last) == 1


@IN_PORTUGUESE
async def test_a_text_that_says_the_same_anew_takes_the_place_of_the_last(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    better = STORIES[form][:-1] + {Form.EN: "!", Form.PT: "!"}.get(form, "！")
    await reader.says("/share")
    await reader.says(STORIES[form])
    await reader.sees(STORIES[form])
    await reader.says(better)
    card = await reader.sees(better)
    assert STORIES[form] not in words_of(card)
    assert labels_of(card)[0] == say(form, "Add it to the text before")


async def test_a_piece_that_a_story_has_no_room_for_may_stand_alone(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/share")
    await emma.says("It rained. " * 60)
    await emma.sees("It rained.")
    await emma.says("Then the sun came. " * 30)
    card = await emma.sees("✗", "It rained.")
    assert "Then the sun came." not in words_of(card)
    await emma.presses("Only the last text")
    assert "It rained." not in words_of(await emma.sees("Then the sun came."))


@EVERY_FORM
async def test_whoever_wants_no_more_in_the_middle_of_a_story_is_offered_to_throw_it_away(
    city: City, who: int, form: Form
) -> None:
    reader = city.person(who)
    await reader.says("/share")
    await reader.says(STORIES[form])
    await reader.sees(STORIES[form])
    await reader.says(NO_MORE[form])
    await reader.sees(say(form, "Is that meant for me, or is it part of your story?"))
    await reader.presses(say(form, "Throw away the story"))
    await reader.sees(say(form, "Throw this story away, with its text and photos?"))


@IN_CANTONESE
async def test_words_of_the_editors_in_another_language_say_which_it_is(city: City, who: int, form: Form) -> None:
    reader, admin = city.person(who), city.person(cast.ZHIYUAN)
    await hands_in(reader, form)
    await returns(admin, "Please add the name of the shop and the street, and tell us when it opened.")
    note = say(form, "They wrote in {language}.", language=words_for(form).language(Form.EN))
    told = words_of(await reader.sees("Please add the name"))
    assert (note in told) == (form is not Form.EN)
    await reader.presses(say(form, "Go on with it"))
    card = await reader.sees("Please add the name", STORIES[form][:9])
    assert (note in words_of(card)) == (form is not Form.EN)
    assert say(form, "Translate what they say") not in labels_of(card)


@pytest.mark.parametrize("comment", ["太短", "年份？"])
@IN_PORTUGUESE
async def test_two_characters_of_the_editors_are_chinese_to_whoever_reads_none(
    city: City, who: int, form: Form, comment: str
) -> None:
    reader, admin = city.person(who), city.person(cast.ZHIYUAN)
    await hands_in(reader, form)
    await returns(admin, comment)
    told = words_of(await reader.sees(comment))
    note = {
        Form.EN: "They wrote in Chinese.",
        Form.PT: "Escrito em chinês.",
    }
    assert told.endswith(note.get(form, comment))


@pytest.mark.parametrize("username", ["quiet_one", None])
async def test_whoever_shows_no_name_is_not_credited_with_their_account_or_its_number(
    city: City, username: str | None
) -> None:
    named = {"username": username} if username else {}
    await city.control("users", id=4242, first_name="\u3164", language_code="pt", started=True, **named)
    quiet = city.person(4242)
    await quiet.says("/start")
    await quiet.presses("Português")
    await quiet.says("/share")
    await quiet.says(STORIES[Form.PT])
    card = words_of(await quiet.sees(say(Form.PT, "Told anonymously")))
    assert "4242" not in card
    assert "quiet_one" not in card
    await quiet.presses(say(Form.PT, "With my name"))
    sorry = say(Form.PT, "Your account shows no name. Give it one in the app's settings, then press again.")
    await quiet.sees(sorry, say(Form.PT, "Told anonymously"))


async def test_with_a_machine_the_editors_words_can_be_had_in_the_readers_language(tmp_path: Path) -> None:
    async with machine_server() as server, a_city(tmp_path, machine=machine_at(server, "chat")) as city:
        joana, admin = city.person(cast.JOANA), city.person(cast.ZHIYUAN)
        server.replies = [""]
        await hands_in(joana, Form.PT)
        await returns(admin, "Please add the name of the shop & the street.")
        await joana.sees("Please add the name")
        await joana.presses(say(Form.PT, "Go on with it"))
        toast = await joana.presses(say(Form.PT, "Translate what they say"))
        assert toast
        assert toast["text"] == say(
            Form.PT, "I couldn't get that translated just now. Try again in a few minutes."
        )  # of no post, for there is none
        server.replies = ["Acrescente o nome da loja & a rua."]
        await joana.presses(say(Form.PT, "Translate what they say"))
        await joana.sees(
            "Acrescente o nome da loja & a rua.", say(Form.PT, "<i>Translated by a machine: it may be wrong.</i>")
        )


async def test_a_machine_that_does_not_know_the_readers_language_is_not_offered(tmp_path: Path) -> None:
    async with machine_server() as server, a_city(tmp_path, machine=machine_at(server, "deepl")) as city:
        kaman, admin = city.person(cast.KAMAN), city.person(cast.ZHIYUAN)
        await hands_in(kaman, Form.YUE)
        await returns(admin, "Please add the name of the shop & the street.")
        await kaman.sees("Please add the name")
        await kaman.presses(say(Form.YUE, "Go on with it"))
        card = await kaman.sees("Please add the name")
        assert say(Form.YUE, "Translate what they say") not in labels_of(card)


@pytest.mark.parametrize(
    ("who", "form", "foreign"),
    [(cast.JOANA, Form.PT, True), (cast.KAMAN, Form.YUE, True), (cast.WINGSZE, Form.ZH_HANT, False)],
)
async def test_with_a_machine_the_admin_can_read_what_a_citizen_tells_in_another_language(
    tmp_path: Path,
    who: int,
    form: Form,
    foreign: bool,  # noqa: FBT001 - of a table
) -> None:
    async with machine_server() as server, a_city(tmp_path, machine=machine_at(server, "chat")) as city:
        admin = city.person(cast.ZHIYUAN)
        server.replies = ["楼下的面馆开了三十年。"]
        await hands_in(city.person(who), form)
        await admin.sees(say(HANS, "A citizen has shared a story."))
        await admin.presses(say(HANS, "Read it"))
        card = await admin.sees(say(HANS, "Its author says that text and photos are theirs to share."))
        assert (labels_of(card)[0] == say(HANS, "Translate what they say")) == foreign
        if foreign:
            await admin.presses(say(HANS, "Translate what they say"))
            await admin.sees("楼下的面馆", say(HANS, "<i>Translated by a machine: it may be wrong.</i>"))
            assert labels_of(await admin.last()) == []


async def returns(admin: Person, said: str) -> None:
    """The admin gives the story back with these words."""
    await admin.sees(say(HANS, "A citizen has shared a story."))
    await admin.presses(say(HANS, "Read it"))
    await admin.presses(say(HANS, "Return"))
    await admin.says(said)
    await admin.sees(say(HANS, "✓ The author will see your words."))


async def test_an_album_gives_one_card_and_the_eleventh_photo_is_left_out(city: City, png: bytes) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/share")
    await emma.sees("Tell your own story")
    await emma.sends(*((f"{no}.png", png + bytes([no])) for no in range(3)), caption=STORIES[Form.EN])
    await emma.sees("3 photos")
    assert len([one for one in await emma.messages() if "Send it in" in labels_of(one)]) == 1
    await emma.sends(*((f"{no}.png", png + bytes([no])) for no in range(3, 11)))
    await emma.sees("10 photos", "at most 10")
    await emma.sends(("voice.ogg", png), kind="voice")
    await emma.sees("I left this out.")
    await emma.presses("Send it in")
    await emma.sees("Confirm first")
    await emma.presses("Throw away")
    await emma.presses("Throw away")
    await emma.sees("/share starts a new one")
    async with city.store.read() as tx:
        assert not await tx.shares.of((await reader_of(city, cast.EMMA)).id, tuple(ShareState))


@pytest.mark.parametrize("text", ["🙂🙂", "\u200b\u200e\u2060", "\u202e\u202e", "x" * 4096, "好" * 901])
async def test_a_text_that_is_none_or_too_long_is_said_on_the_card(city: City, text: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/share")
    await emma.says(text)
    assert "✗" in words_of(await emma.sees("No text yet"))


async def test_a_text_that_turns_its_direction_cannot_turn_what_stands_below(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/share")
    await emma.says("שלום \u202eevil\u202c from the river, a story about two old friends by the water")
    await emma.sees("evil")
    (share,) = await shares_of(city, cast.EMMA)
    assert "\u202e" not in share


async def shares_of(city: City, who: int) -> list[str]:
    async with city.store.read() as tx:
        return [share.text for share in await tx.shares.of((await reader_of(city, who)).id, tuple(ShareState))]


@pytest.mark.parametrize(
    "data", ["a_share:h:999:", "a_share:f:1:xx", "a_share:q:1:", "a_vote:999", "m_share:a:1", "m_shares"]
)
async def test_a_forged_press_about_stories_does_no_harm(city: City, data: str) -> None:
    emma = city.person(cast.EMMA)
    toast = await emma.presses_data(await planted(city, cast.EMMA, data), data)
    assert toast
    assert toast["text"]


async def test_nobody_changes_another_ones_story(city: City) -> None:
    emma, joana = city.person(cast.EMMA), city.person(cast.JOANA)
    await emma.says("/share")
    await emma.says(STORIES[Form.EN])
    await emma.sees("English")
    share = await verbs.open_share(city.store, await reader_of(city, cast.EMMA), city.watch())
    data = f"a_share:n:{share.id}:0"
    toast = await joana.presses_data(await planted(city, cast.JOANA, data), data)
    assert toast
    assert (await verbs.open_share(city.store, await reader_of(city, cast.EMMA), city.watch())).credit == "Emma Clarke"


async def test_of_two_presses_at_once_one_hands_in_and_one_accepts(city: City) -> None:
    emma, admin = city.person(cast.EMMA), city.person(cast.ZHIYUAN)
    await hands_in(emma, Form.EN)
    await admin.sees(say(HANS, "A citizen has shared a story."))
    data = f"m_share:a:{(await all_shares(city))[0]}"
    below = [await planted(city, cast.ZHIYUAN, data) for _ in range(2)]
    await asyncio.gather(*(admin.presses_data(message_id, data) for message_id in below))
    async with city.store.read() as tx:
        partner = await tx.partners.by_slug(CITIZENS)
        assert partner is not None
        assert (await tx.posts.page({partner.id}, tuple(PostState), 0, 5)).total == 1


async def all_shares(city: City) -> list[int]:
    async with city.store.read() as tx:
        return [share.id for share in await tx.shares.of((await reader_of(city, cast.EMMA)).id, tuple(ShareState))]


async def test_a_story_outlives_the_name_of_whoever_was_forgotten(city: City) -> None:
    emma, joana = city.person(cast.EMMA), city.person(cast.JOANA)
    await hands_in(emma, Form.EN)
    post = await accepted(city)
    await its_minute_comes(city, post, by=cast.ZHIYUAN)
    await ask_to_be_forgotten(city.store, (await reader_of(city, cast.EMMA)).id, city.watch())
    city.watch.forward(COOLING)
    await gone(city, cast.EMMA)
    await joana.says(f"/start story_{post.id}")
    told = words_of(await joana.sees("noodle shop"))
    assert "Emma" not in told
    assert told.endswith(say(Form.PT, "Told by a citizen · {partner}", partner=CITIZENS_NAMES[Form.PT]))


async def test_the_story_of_a_reader_abroad_is_about_no_city_until_they_say_which(city: City) -> None:
    joana = city.person(cast.JOANA)
    await joana.says("/share")
    await joana.says("A minha avó viveu sessenta anos em Xiguan.")
    told = await joana.sees(say(Form.PT, "City: {place}", place=say(Form.PT, "no particular city")))
    assert say(Form.PT, "No photos yet") in words_of(told)


async def the_card(who: Person) -> dict[str, Any]:
    """The one message that has the buttons of a card, once an older one has lost them."""

    async def the_only_one() -> dict[str, Any] | None:
        cards = [one for one in await who.messages() if "Send it in" in labels_of(one)]
        return cards[0] if len(cards) == 1 else None

    return await comes(the_only_one)


async def test_a_story_that_was_begun_and_left_stands_at_home_until_it_is_handed_in_or_thrown_away(city: City) -> None:
    emma, begun = city.person(cast.EMMA), say(Form.EN, "Go on with my story")
    await emma.says("/share")
    await emma.says("/cancel")
    assert begun not in labels_of(await emma.sees("What would you like to do?"))
    await emma.says("/share")
    await emma.says("My grandmother sold dumplings in Xiguan.")
    await emma.says("cancel")
    assert labels_of(await emma.sees("What would you like to do?"))[0] == begun
    await emma.presses(begun)
    await emma.sees("My grandmother sold dumplings in Xiguan.")
    await emma.presses("Throw away")
    await emma.presses("Throw away")
    await emma.presses("‹ Home")
    assert begun not in labels_of(await emma.sees("What would you like to do?"))


async def test_only_the_last_card_of_a_story_has_buttons(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/share")
    for text in (STORIES[Form.EN], STORIES[Form.EN] + " Still."):
        await emma.says(text)
        await emma.sees("English", text[-10:])
        assert text[-10:] in words_of(await the_card(emma))
    await emma.says("/help")
    await emma.says("/share")
    await emma.sees("Still.")
    assert await the_card(emma) == await emma.last()


async def test_a_card_of_a_story_that_is_handed_in_says_so_and_leads_home(city: City) -> None:
    emma = city.person(cast.EMMA)
    await hands_in(emma, Form.EN)
    (share,) = await all_shares(city)
    stale = await planted(city, cast.EMMA, f"a_share:n:{share}:0")
    toast = await emma.presses_data(stale, f"a_share:n:{share}:0")
    assert toast
    assert toast["text"] == "This story can no longer be changed: it has been sent in."
    shown = next(one for one in await emma.messages() if one["message_id"] == stale)
    assert labels_of(shown) == ["‹ Home"]
