"""What is typed where buttons stand: a place, a yes at the door, signs alone, and what is no text at all."""

from typing import Any

import pytest

from bot.actions.digest import choose_only
from bot.actions.settle_in import choose_place
from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.partners import PROGRAMME
from bot.places import Place, Spot
from bot.recurrence import local
from bot.words import words_for
from handlers.audience.arriving.start_screens import consent
from handlers.audience.plain_words.suggesting_screens import LABELS
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, plain, words_of
from tests.journeys.deeds import EVERYBODY, TWO_PEOPLE, reader_of, say

LIVES = {
    Form.ZH_HANS: ("天河区", Place.GUANGZHOU),
    Form.ZH_HANT: ("深水埗", Place.HONG_KONG),
    Form.YUE: ("氹仔", Place.MACAU),
    Form.EN: ("Foshan", Place.FOSHAN),
    Form.PT: ("macau", Place.MACAU),
}
YES = {Form.ZH_HANS: "好的", Form.ZH_HANT: "好", Form.YUE: "好呀", Form.EN: "yes", Form.PT: "sim"}


async def at_the_door(city: City, form: Form) -> Person:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start")
    await tomas.presses(form.endonym)
    await tomas.sees(plain(consent(words_for(form))))
    return tomas


@pytest.mark.parametrize("form", Form)
async def test_a_place_typed_at_the_door_answers_its_question(city: City, form: Form) -> None:
    tomas, (typed, place) = await at_the_door(city, form), LIVES[form]
    await tomas.says(typed)
    shown = await tomas.sees(say(form, "Your place: <b>{place}</b>.", place=words_for(form).place(place)))
    assert say(form, "Yes, and show me a story") in labels_of(shown)
    reader = await reader_of(city, cast.NEWCOMER)
    assert (reader.place, reader.reachable) == (place, False)


@pytest.mark.parametrize("form", Form)
async def test_a_yes_typed_at_the_door_is_shown_its_button_and_is_no_consent(city: City, form: Form) -> None:
    tomas = await at_the_door(city, form)
    await tomas.says(YES[form])
    await tomas.sees(say(form, "Please press a button to answer:"), plain(consent(words_for(form))))
    assert not (await reader_of(city, cast.NEWCOMER)).reachable
    await tomas.presses(say(form, "Yes, and show me a story"))
    await tomas.sees(say(form, "<b>Thank you!</b> Now choose the partners you like, and their posts will come here."))
    await tomas.says(YES[form])
    await tomas.sees(say(form, "Got it. I'm here whenever you need me."))


@EVERYBODY
async def test_a_place_typed_at_any_other_time_may_become_theirs_with_one_press(
    city: City, who: int, form: Form
) -> None:
    person, words = city.person(who), words_for(form)
    await person.says("Coloane" if form is Form.PT else "沙田" if form in {Form.YUE, Form.ZH_HANT} else "惠州")
    shown = await person.sees(say(form, "That's a place. If you live there, press it, and I'll remember it."))
    named = labels_of(shown)[0]
    assert named in {words.place(place) for place in (Place.MACAU, Place.HONG_KONG, Place.HUIZHOU)}
    await person.presses(named)
    await person.sees(say(form, "✓ Saved."), named)


@TWO_PEOPLE
async def test_of_a_town_abroad_only_the_time_zone_is_kept_and_that_is_what_is_said(
    city: City, who: int, form: Form
) -> None:
    person, lisbon = city.person(who), words_for(form).zone("Europe/Lisbon")
    await choose_place(city.store, (await reader_of(city, who)).id, Spot("Asia/Macau", Place.MACAU))
    await person.says("Coimbra")
    shown = await person.sees(say(form, "That's a place. If you live there, press its time zone, and I'll go by it."))
    assert labels_of(shown)[0] == lisbon
    await person.presses(lisbon)
    clock = words_for(form).clock(local(city.watch(), "Europe/Lisbon"))
    await person.sees(say(form, "Your time zone: <b>{place}</b>. It's {clock} there now.", place=lisbon, clock=clock))


@pytest.mark.parametrize("form", [Form.PT])
async def test_a_town_that_nobody_knows_is_said_at_the_door_and_its_questions_stay(city: City, form: Form) -> None:
    tomas = await at_the_door(city, form)
    await tomas.says("Tondela")
    shown = await tomas.sees(
        say(form, "I don't know “{place}”. Try a larger city nearby.", place="Tondela"),
        plain(consent(words_for(form))),
    )
    assert say(form, "Another place") in labels_of(shown)
    await tomas.says("Viseu")
    await tomas.sees(say(form, "Your time zone: <b>{place}</b>.", place=words_for(form).zone("Europe/Lisbon")))


@pytest.mark.parametrize("said", ["Tondela?", "a casa da minha avó fica em Tondela", "Tondela 7", "Tondela agora não"])
async def test_what_is_hardly_a_towns_name_is_not_taken_for_one_at_the_door(city: City, said: str) -> None:
    tomas = await at_the_door(city, Form.PT)
    await tomas.says(said)
    assert "Tondela" not in words_of(await tomas.sees(""))


async def test_a_place_of_nothing_but_unseen_signs_is_asked_for_again_and_turns_no_line(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/settings")
    await emma.presses("Change place")
    await emma.presses("Another place")
    await emma.says("\u202e\u200b")
    assert "\u202e" not in words_of(await emma.sees("Type a city"))
    await emma.says("\u202eytic on")
    await emma.sees("I don't know “ytic on”.")


@TWO_PEOPLE
@pytest.mark.parametrize("said", ["🧭🧭", "…"])
async def test_signs_alone_that_say_nothing_more_are_noted_and_not_taken_for_a_question(
    city: City, who: int, form: Form, said: str
) -> None:
    await city.person(who).says(said)
    await city.person(who).sees(say(form, "Got it. I'm here whenever you need me."))


@pytest.mark.parametrize("said", ["好熱呀", "好攰呀"])
async def test_what_only_sounds_like_thanks_is_not_thanked_for(city: City, said: str) -> None:
    await city.person(cast.KAMAN).says(said)
    answer = words_of(await city.person(cast.KAMAN).sees(""))
    assert say(Form.YUE, "You're welcome. I'm here whenever you need me.") not in answer


@TWO_PEOPLE
async def test_the_link_of_a_city_names_the_city_abroad_where_they_live(city: City, who: int, form: Form) -> None:
    reader, person = await reader_of(city, who), city.person(who)
    await choose_place(city.store, reader.id, Spot("Europe/Lisbon", Place.ABROAD))
    await person.says("/start city_macau")
    told = words_of(await person.sees(words_for(form).zone("Europe/Lisbon")))
    assert words_for(form).place(Place.ABROAD) not in told


@TWO_PEOPLE
async def test_signs_without_a_width_leave_no_gap_in_what_was_looked_for(city: City, who: int, form: Form) -> None:
    await city.person(who).says("/stories \u200b木\u200b棉\u202e")
    await city.person(who).sees(say(form, "<b>Stories with “{words}”</b>", words="木棉"))


@TWO_PEOPLE
async def test_who_stops_what_they_never_followed_is_not_offered_to_follow_it_again(
    city: City, who: int, form: Form
) -> None:
    reader, person = await reader_of(city, who), city.person(who)
    async with city.store.read() as tx:
        follows, partners = await tx.follows.of(reader.id), await tx.partners.all()
    for followed, label in ((True, "Follow again"), (False, "Follow")):
        partner = next(each for each in partners if (each.id in follows) is followed and each.slug != PROGRAMME)
        await person.says(f"/stop_{partner.id}")
        shown = await person.sees(partner.name(form))
        assert say(form, label) in labels_of(shown)


@TWO_PEOPLE
async def test_who_comes_back_and_gets_only_the_digest_is_told_so(city: City, who: int, form: Form) -> None:
    reader, person = await reader_of(city, who), city.person(who)
    await choose_only(city.store, reader, city.watch(), only=True)
    await person.says("/stop")
    await person.says("/start")
    await person.sees(
        say(form, "<b>Welcome back!</b> Posts will come here again."),
        say(form, "Only your digest comes, every day at {clock}.", clock="19:00"),
    )


async def comes(city: City, who: int, **content: Any) -> None:
    """Something arrives that the sandbox's phones cannot send."""
    place = {"id": who, "type": "private", "first_name": "Emma", "is_bot": False}
    said = {"message_id": 9_000, "date": 1, "chat": place, "from": place}
    city.world.bots[cast.BOT].updates.add("message", {**said, **content})


@TWO_PEOPLE
@pytest.mark.parametrize(
    "content",
    [
        {"contact": {"phone_number": "+85361234567", "first_name": "A"}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"poll": {
            "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
            "type": "regular", "members_only": False, "allows_multiple_answers": False, "allows_revoting": True,
        }},
        {"video_note": {"file_id": "a", "file_unique_id": "b", "length": 1, "duration": 1}},
    ],
)  # fmt: skip
async def test_what_is_no_text_gets_a_kind_word(city: City, who: int, form: Form, content: dict[str, Any]) -> None:
    await comes(city, who, **content)
    await city.person(who).sees(say(form, "Thank you. I can only read text here, but these buttons may help."))


@TWO_PEOPLE
async def test_a_location_leads_to_the_places_and_a_picture_to_a_story_of_their_own(
    city: City, who: int, form: Form, png: bytes
) -> None:
    person = city.person(who)
    await comes(city, who, location={"latitude": 22.2, "longitude": 113.5})
    await person.presses(say(form, "Change place"))
    await person.sees(say(form, "Where do you live? Times and quiet hours follow the clock there."))
    await person.sends(("kapok.png", png))
    await person.presses(say(form, LABELS[Wish.SHARE]))
    await person.sees(say(form, "<b>Tell your own story of the city.</b>"))
