"""At the door: the first choice of a language, links, stopping and coming back, help, small talk."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.languages import Form
from bot.places import Place
from bot.searching import Sought
from bot.words import words_for
from handlers.audience.arriving.start_screens import consent
from handlers.audience.plain_words.talk_screens import passed_on_screen, unread_screen
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of
from tests.journeys.deeds import commands, reader_of, speaks_english
from tests.journeys.reader_deeds import invitation

QUESTION = "Which language would you like?"
IN_PORTUGUESE = "A partir de agora, falamos na sua língua: português."


async def test_a_newcomer_is_asked_for_a_language_in_all_of_them_before_anything_is_sent(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start")
    greeting = await tomas.sees("Kapok", "/stop")
    assert labels_of(greeting) == ["Português", "简体中文", "繁體中文", "粵語", "English"]
    for form in Form:
        assert plain(words_for(form).say(QUESTION)) in words_of(greeting)
    assert not (await reader_of(city, cast.NEWCOMER)).reachable


async def test_the_first_choice_opens_the_door_and_sets_the_menu(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start")
    await tomas.presses("English")
    welcome = await tomas.sees("Welcome!", "English", "Where do you live?", "May I send you posts?", "/stop", "/forget")
    asked = ["Guangzhou", "Hong Kong", "Macau", "Another place", "Yes, and show me a story", "Pick partners"]
    assert labels_of(welcome) == [*asked, "Only read"]
    reader = await reader_of(city, cast.NEWCOMER)
    assert (reader.form, reader.reachable) == (Form.EN, False)
    await tomas.presses("Pick partners")
    await tomas.sees("City partners")
    assert (await commands(tomas))["stop"] == "Stop all posts"


@pytest.mark.parametrize("form", [Form.YUE])
async def test_whoever_left_before_they_agreed_is_asked_again_and_not_welcomed_a_second_time(
    city: City, form: Form
) -> None:
    tomas, words = city.person(cast.NEWCOMER), words_for(form)
    spoken = plain(words.say("From now on I'll speak {language} with you.", language=words.language(form)))
    await tomas.says("/start")
    await tomas.presses(form.endonym)
    await tomas.sees(spoken, plain(consent(words)))
    await tomas.presses(words.place(Place.MACAU))
    await tomas.sees(plain(words.say("Your place: <b>{place}</b>.", place=words.place(Place.MACAU))))
    await tomas.says("/start")
    asked = words_of(await tomas.sees(plain(words.say("<b>Good to see you again!</b>")), plain(consent(words))))
    assert spoken not in asked


@pytest.mark.parametrize("said", ["/stories", "/partners", "/settings", "/language", "hello there", "/start nonsense"])
async def test_whatever_a_newcomer_begins_with_the_language_comes_first(city: City, said: str) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says(said)
    assert "English" in labels_of(await tomas.sees("Kapok"))


async def test_a_newcomer_may_ask_for_help_and_may_stop_before_starting(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/help")
    await tomas.sees("/stories")
    await tomas.says("/stop")
    await tomas.sees("/start")
    assert not (await reader_of(city, cast.NEWCOMER)).reachable


async def test_an_invitation_waits_for_the_language_and_is_then_accepted(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says(f"/start invite_{await invitation(city)}")
    await tomas.sees("Kapok")
    await tomas.says("/help")
    await tomas.sees("/stories")
    await tomas.presses("English")
    await tomas.sees("You write for Nippon Paint now.", "/new")
    assert "new" in await commands(tomas)
    await tomas.presses("Write a post")
    await tomas.sees("A new post for Nippon Paint")


async def test_an_invitation_works_once_and_says_so_the_second_time(city: City) -> None:
    token = await invitation(city)
    emma, joana = city.person(cast.EMMA), city.person(cast.JOANA)
    await emma.says(f"/start invite_{token}")
    await emma.sees("You write for Nippon Paint now.")
    await emma.says(f"/start invite_{token}")
    await emma.sees("You already write for Nippon Paint")
    await joana.says(f"/start invite_{token}")
    await joana.sees(
        plain(words_for(Form.PT).say("This invitation has been used already. Ask the programme's admin for a new one."))
    )


async def test_an_admin_who_opens_an_invitation_does_not_use_it_up_unless_they_say_so(city: City) -> None:
    token, admin = await invitation(city), await speaks_english(city, cast.ZHIYUAN)
    for answer in ("No, it's for somebody else", "Yes, I'll write for them"):
        await admin.says(f"/start invite_{token}")
        await admin.sees("somebody else can still open it", "Nippon Paint")
        await admin.presses(answer)
    await admin.sees("You write for Nippon Paint now.")
    await admin.says(f"/start invite_{token}")
    await admin.sees("You already write for Nippon Paint")


async def test_an_old_and_an_invented_invitation_are_refused_kindly(city: City) -> None:
    token, emma = await invitation(city), city.person(cast.EMMA)
    city.watch.forward(timedelta(days=8))
    await emma.says(f"/start invite_{token}")
    await emma.sees("expired")
    await emma.says("/start invite_nonsense")
    await emma.sees("isn't valid")
    await emma.says("/start invite_")
    await emma.sees("isn't valid")


async def test_a_link_to_a_partner_shows_its_page(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/start partner_adolph")
    page = await emma.sees("Adolph", "A super partner of the city")
    assert labels_of(page)[0] in {"Follow", "Unfollow"}


async def test_a_link_to_a_story_brings_a_newcomer_to_it_after_the_choice(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    async with city.store.read() as tx:
        post = (await tx.stories.found(Sought(), 0, 1)).items[0]
    await tomas.says(f"/start story_{post.id}")
    await tomas.presses("English")
    story = await tomas.sees(post.title_in(Form.EN).rstrip("…"), "city partner")
    assert "‹ Stories" in labels_of(story)


async def test_somebody_known_gets_home(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/start")
    home = await emma.sees("What would you like to do?")
    assert labels_of(home) == ["Stories", "Partners", "Settings", "Language"]


async def test_stop_is_at_once_and_start_brings_everything_back(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/stop")
    await emma.sees("No more posts will come.", "/start")
    assert not (await reader_of(city, cast.EMMA)).reachable
    await emma.says("/stop")
    await emma.sees("No more posts will come.")
    await emma.says("/start")
    await emma.sees("Welcome back!")
    reader = await reader_of(city, cast.EMMA)
    assert (reader.form, reader.reachable) == (Form.EN, True)


async def test_stop_and_start_are_buttons_too(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/settings")
    await emma.presses("Stop all posts")
    await emma.sees("No more posts will come.")
    await emma.presses("Send me posts again")
    await emma.sees("Welcome back!")
    assert (await reader_of(city, cast.EMMA)).reachable


async def test_changing_the_language_does_not_start_posts_again(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/stop")
    await emma.says("/language")
    assert "✓ English" in labels_of(await emma.sees(QUESTION))
    await emma.presses("Português")
    assert "✓ Português" in labels_of(await emma.sees(IN_PORTUGUESE))
    reader = await reader_of(city, cast.EMMA)
    assert (reader.form, reader.reachable) == (Form.PT, False)
    expected = plain(words_for(Form.PT).say("Stop all posts"))
    assert (await commands(emma))["stop"] == expected


async def test_help_tells_each_role_what_is_theirs(city: City) -> None:
    emma, ziqing, zhiyuan = (city.person(who) for who in (cast.EMMA, cast.ZIQING, cast.ZHIYUAN))
    await emma.says("/help")
    assert "/new" not in words_of(await emma.sees("/stories"))
    await ziqing.says("/help")
    assert "/halt" not in words_of(await ziqing.sees("/stories", "/new"))
    await zhiyuan.says("/help")
    told = words_of(await zhiyuan.sees("/review", "/halt"))
    assert told.count("/partners – ") == 1


async def test_plain_text_is_answered_with_ways_on(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("Nice weather today")
    answer = await emma.sees("/help")
    assert labels_of(answer) == ["Search", "Write to a partner", "Stories", "Partners", "Settings", "Language"]


async def test_writing_in_another_language_is_met_with_an_offer_once(city: City) -> None:
    emma, text = city.person(cast.EMMA), "Bom dia! Quando é a próxima festa dos barcos-dragão em Cantão, por favor?"
    await emma.says(text)
    offer = await emma.sees("português")
    assert labels_of(offer)[:2] == ["Português", "✓ English"]
    await emma.says(text)
    assert "Português" not in labels_of(await emma.sees(""))
    await emma.presses("✓ English")
    await emma.sees("From now on I'll speak English with you.")


async def test_an_offered_language_is_taken_with_one_press(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("Bom dia! Quando é a próxima festa dos barcos-dragão em Cantão, por favor?")
    await emma.sees("português")
    await emma.presses("Português")
    await emma.sees(IN_PORTUGUESE)
    assert (await reader_of(city, cast.EMMA)).form is Form.PT


@pytest.mark.parametrize("said", ["/xyz", "/xyz with words", "/stroies", "/new"])
async def test_an_unknown_command_is_named(city: City, said: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says(said)
    await emma.sees("/help")


@pytest.mark.parametrize("said", ["/", "//", "/<b>", "/" + "x" * 500])
async def test_strange_commands_are_answered_too(city: City, said: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says(said)
    await emma.sees("I don't know /", "/help")


async def test_pictures_voices_and_stickers_are_answered(city: City, png: bytes) -> None:
    emma = city.person(cast.EMMA)
    for kind in ("photo", "document", "sticker", "voice"):
        await emma.sends((f"a.{kind}", png), kind=kind)
        await emma.sees("I can only read text here")


PLACED: dict[str, Any] = {"latitude": 22.19, "longitude": 113.54}
CHANNEL: dict[str, Any] = {"id": -100, "type": "channel", "title": "Elsewhere"}
HANDED: list[dict[str, Any]] = [
    {"kind": "poll", "question": "Which?", "options": ["a", "b"]},
    {"kind": "poll", "question": "Which?", "options": ["a", "b"], "correct": 1},
    {"kind": "dice"},
    {"kind": "contact", "phone_number": "+85366", "first_name": "Ana"},
    {"kind": "location", **PLACED},
    {"kind": "location", "live_period": 900, **PLACED},
    {"kind": "venue", "title": "Torre de Macau", "address": "Largo", **PLACED},
    {"kind": "checklist", "title": "To do", "tasks": ["a"]},
]
GIVEN: list[dict[str, Any]] = [
    {"story": {"chat": CHANNEL, "id": 3}},
    {"paid_media": {"star_count": 3, "paid_media": [{"type": "preview"}]}},
    {"giveaway": {"chats": [CHANNEL], "winners_selection_date": 1900000000, "winner_count": 2}},
    {"game": {"title": "g", "description": "d", "photo": []}},
    {"poll": {"id": "1", "question": "as an older Telegram tells it", "options": []}},
    {"something_of_next_year": {}},
]
FILM = b"\x00\x00\x00\x18ftypmp42"


@pytest.mark.parametrize(("form", "who"), cast.READERS.items())
async def test_whatever_people_hand_over_gets_a_kind_word_in_their_own_form(city: City, form: Form, who: int) -> None:
    reader, kind = city.person(who), plain(unread_screen(words_for(form)).text)
    for file in ("voice", "video_note", "animation", "audio", "sticker"):
        await reader.sends((f"a.{file}", FILM), kind=file)
        await reader.sees(kind)
    for handed in HANDED:
        await reader.does("hand", **handed)
        await reader.sees(kind)
    for content in GIVEN:
        await reader._mark(typed=True)
        await city.control("hand", user=who, key=reader.key, content=content)
        await reader.sees(kind)


@pytest.mark.parametrize(("form", "who"), cast.READERS.items())
async def test_words_that_somebody_else_wrote_and_a_reader_passes_on_do_nothing(
    city: City, form: Form, who: int
) -> None:
    reader, other = city.person(who), city.person(cast.EMMA if form is not Form.EN else cast.JOANA)
    for text in ("停", "Stop!", "Como é que eu deixo de receber estas mensagens todas?"):
        await reader._mark(typed=True)
        origin = {"type": "user", "date": 1, "sender_user": city.world.users[other.id]}
        await city.control("hand", user=who, key=reader.key, content={"text": text, "forward_origin": origin})
        await reader.sees(plain(passed_on_screen(words_for(form)).text))
    assert (await reader_of(city, who)).reachable


async def test_a_reaction_or_another_emoji_breaks_nothing(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/help")
    shown = await emma.sees("/stories")
    await emma.does("react", message_id=shown["message_id"], emoji="👎")
    await emma.says("/help")
    await emma.sees("/stories")


async def test_an_album_is_answered_once(city: City, png: bytes) -> None:
    emma = city.person(cast.EMMA)
    await emma.sends(("a.png", png), ("b.png", png), ("c.png", png))
    await emma.sees("I can only read text here")
    answers = [one for one in await emma.messages() if "I can only read text here" in words_of(one)]
    assert len(answers) == 1


async def test_an_edited_message_is_left_alone(city: City) -> None:
    emma = city.person(cast.EMMA)
    said = await emma.says("Nice weather today")
    await emma.sees("/help")
    await emma.does("edit", message_id=said["message"]["message_id"], text="Nice weather tomorrow")
    assert len(await emma.messages()) == 2


async def test_in_a_group_the_bot_is_quiet_and_keeps_nobody(city: City) -> None:
    emma = city.person(cast.EMMA)
    made = await emma._post("chat", user=cast.EMMA, type="supergroup", title="Friends")
    group = replace(emma, key=made["key"])
    await group._post("promote", user=cast.EMMA, key=group.key, member=cast.BOT, rights={"can_delete_messages": True})
    for text in ("/start", "/help", "/xyz", "hello"):
        await group.says(text)
    tomas = replace(group, id=cast.NEWCOMER)
    await tomas.does("join")
    await tomas.says("I only talk with my friends here")
    assert len([one for one in await group.messages() if one.get("text")]) == 5
    async with city.store.read() as tx:
        assert await tx.readers.by_address(cast.NEWCOMER) is None


async def test_a_menu_that_cannot_be_set_costs_nobody_their_invitation(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says(f"/start invite_{await invitation(city)}")
    await tomas.sees("Kapok")
    city.world.faults.add({"method": "setMyCommands", "times": None, "error": [400, "Bad Request: not today"]})
    await tomas.presses("English")
    await tomas.sees("You write for Nippon Paint now.")
