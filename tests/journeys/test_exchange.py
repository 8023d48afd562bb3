"""A reader writes to a partner and gets an answer through the bot; neither ever sees the other's account."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.actions.exchange import answer
from bot.actions.meet import meet
from bot.actions.settle_in import stop
from bot.exchanges import ANSWERS, AT_ONCE, TO_ALL, Said
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.notices import NoticeKind
from bot.partners import Kind, Partner
from bot.people import Speaker
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import IN_CANTONESE, reader_of, say, xpeng
from tests.journeys.exchanges import asks_from_page, question_at, write
from tests.journeys.fewer import goes_out
from tests.waiting import comes


def hides(shown: list[dict[str, Any]], *accounts: str) -> None:
    told = json.dumps([{key: each.get(key) for key in ("text", "entities", "reply_markup")} for each in shown])
    for account in accounts:
        assert account not in told


@IN_CANTONESE
async def test_a_reader_writes_and_is_answered_and_neither_sees_the_others_account(
    city: City, who: int, form: Form
) -> None:
    reader, ziqing, partner = city.person(who), city.person(cast.ZIQING), await xpeng(city)
    await ziqing._mark()
    await asks_from_page(city, reader, form, "几点开门？ <b>&</b>")
    question = await question_at(city, "几点开门？ <b>&</b>")
    assert words_for(Form.ZH_HANS).language(form) in words_of(question)
    names = {user["first_name"] for user in city.world.users.values() if user["id"] == who}
    hides([question], str(who), *names, "tg://")
    await reader._mark()
    await ziqing.says("早上九点", reply_to=question["message_id"])
    answered = await reader.sees(say(form, "<b>{partner} answers you:</b>", partner=partner.name(form)), "早上九点")
    hides([answered], str(cast.ZIQING), "周子晴", "tg://")
    await ziqing._mark()
    await reader.says("谢谢", reply_to=answered["message_id"])
    await question_at(city, "谢谢")


async def test_a_reply_to_a_post_reaches_its_partner_and_says_which_post(city: City) -> None:
    emma, ziqing = city.person(cast.EMMA), city.person(cast.ZIQING)
    await goes_out(city)
    post = next(each for each in reversed(await emma.messages()) if "/stop" in words_of(each))
    await ziqing._mark()
    await emma.says("Can I bring my dog?", reply_to=post["message_id"])
    await emma.sees("Passed on to XPeng Motors")
    assert "关于“" in words_of(await question_at(city, "Can I bring my dog?"))
    await ziqing.presses(say(Form.ZH_HANS, "Answer"))
    await ziqing.sees(
        say(
            Form.ZH_HANS,
            "What would you like to answer? Send it as one message, in a language they read.",
        )
    )
    await emma._mark()
    await ziqing.says("Yes, on a lead.")
    assert "Write back" in labels_of(await emma.sees("XPeng Motors answers you:", "Yes, on a lead."))


async def test_who_answers_a_post_with_anything_but_text_hears_that_only_text_is_passed_on(
    city: City, png: bytes
) -> None:
    emma = city.person(cast.EMMA)
    await goes_out(city)
    post = next(each for each in reversed(await emma.messages()) if "/stop" in words_of(each))
    for kind in ("voice", "sticker", "photo"):
        await emma.sends(("a.png", png), kind=kind, reply_to=post["message_id"], caption="nice" * (kind == "photo"))
        told = await emma.sees("I can only pass on text. Please write it in words.")
        assert labels_of(told) == ["‹ Home"]
    await emma.does("hand", kind="poll", question="?", options=["a", "b"], reply_to=post["message_id"])
    await emma.sees("I can only pass on text. Please write it in words.")


SHORT = {
    "muito giro!": None,
    "que lindo": None,
    "adorei a foto": None,
    "😍": None,
    "好靚呀": None,
    "I loved the picture, thank you very much": Form.EN,
}
"""What a reader of Portuguese may say of a picture, and the language of it that who reads Chinese is told besides."""


@pytest.mark.parametrize(("said", "besides"), SHORT.items())
async def test_a_communicator_always_reads_which_language_the_reader_reads_and_another_one_that_they_wrote_in(
    city: City, said: str, besides: Form | None
) -> None:
    joana, ziqing = city.person(cast.JOANA), city.person(cast.ZIQING)
    words = words_for(Form.ZH_HANS)
    await goes_out(city)
    post = next(each for each in reversed(await joana.messages()) if "/stop" in words_of(each))
    await ziqing._mark()
    await joana.says(said, reply_to=post["message_id"])
    told = words_of(await question_at(city, said))
    head = "<b>A reader writes to {partner}.</b> They read {language}."
    partner = (await xpeng(city)).name(Form.ZH_HANS)
    assert say(Form.ZH_HANS, head, partner=partner, language=words.language(Form.PT)) in told
    wrote = say(Form.ZH_HANS, "They wrote in {language}.", language=words.language(Form.EN))
    assert (wrote in told) == (besides is Form.EN)


async def speaker(city: City, who: int) -> Speaker:
    return await meet(city.store, who, (await reader_of(city, who)).name, None, city.watch())


async def reply(city: City) -> None:
    emma, partner = await reader_of(city, cast.EMMA), await xpeng(city)
    async with city.store.read() as tx:
        exchange = await tx.exchanges.between(emma.id, partner.id)
    assert exchange is not None
    await answer(city.store, await speaker(city, cast.ZIQING), exchange.id, Said("!"), city.watch())


async def refused(deed: Any) -> Why:
    with pytest.raises(Mistake) as caught:
        await deed
    return caught.value.why


async def test_a_flood_of_messages_is_slowed_until_an_answer_or_an_hour(city: City) -> None:
    for _ in range(AT_ONCE):
        await write(city)
    assert await refused(write(city)) is Why.WRITTEN_ENOUGH
    await reply(city)
    await write(city)
    city.watch.forward(timedelta(hours=1))
    await write(city)


async def test_nobody_writes_to_all_partners_at_once(city: City) -> None:
    ziqing = await reader_of(city, cast.ZIQING)
    why = None
    for no in range(TO_ALL + 1):
        async with city.store.write() as tx:
            partner = await tx.partners.add(Partner(0, f"p{no}", Kind.DREAMER, {Form.EN: f"P{no}"}))
            await tx.partners.join(partner.id, ziqing.id, city.watch())
        if no < TO_ALL:
            await write(city, partner_id=partner.id)
        else:
            why = await refused(write(city, partner_id=partner.id))
    assert why is Why.WRITTEN_ENOUGH


async def test_a_partner_keeps_no_way_to_a_reader(city: City) -> None:
    await write(city)
    for _ in range(ANSWERS):
        await reply(city)
    assert await refused(reply(city)) is Why.ANSWERED_ENOUGH
    await write(city)
    city.watch.forward(timedelta(days=31))
    assert await refused(reply(city)) is Why.EXCHANGE_OVER


async def test_after_a_stop_the_conversation_is_over_until_the_reader_writes_again(city: City) -> None:
    await write(city)
    emma = await reader_of(city, cast.EMMA)
    await stop(city.store, emma.id, city.watch())
    assert await refused(reply(city)) is Why.EXCHANGE_OVER
    city.watch.forward(timedelta(minutes=1))
    await write(city)
    await reply(city)


async def test_only_those_who_write_for_the_partner_may_answer(city: City) -> None:
    await write(city)
    async with city.store.write() as tx:
        await tx.partners.leave((await tx.partners.by_slug("xpeng")).id, (await reader_of(city, cast.ZIQING)).id)  # type: ignore[union-attr]
    assert await refused(reply(city)) is Why.NOT_ALLOWED


@pytest.mark.parametrize("text", ["\u200b\u200b", "x" * 2001])
async def test_what_cannot_be_handed_on_is_said(city: City, text: str) -> None:
    assert await refused(write(city, text)) in {Why.TEXT_EMPTY, Why.MESSAGE_TOO_LONG}


async def test_a_picture_for_a_partner_gets_a_kind_word(city: City, png: bytes) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/partners")
    await emma.presses("XPeng")
    await emma.presses("Write to them")
    await emma.sends(("kapok.png", png))
    await emma.sees("I can only pass on text.")
    await emma.presses("Cancel")
    await emma.sees("What would you like to do?")


async def asked_for_an_answer(city: City) -> Person:
    """The communicator has pressed the button under a reader's question."""
    ziqing = city.person(cast.ZIQING)
    await write(city)
    await ziqing.presses(say(Form.ZH_HANS, "Answer"))
    await ziqing.sees(
        say(Form.ZH_HANS, "What would you like to answer? Send it as one message, in a language they read.")
    )
    return ziqing


async def test_a_communicators_answer_that_is_no_text_or_too_long_has_a_way_out_and_may_be_sent_again(
    city: City, png: bytes
) -> None:
    ziqing, emma = await asked_for_an_answer(city), city.person(cast.EMMA)
    await emma._mark()
    for wrong in ("picture", "long"):
        if wrong == "picture":
            await ziqing.sends(("kapok.png", png))
        else:
            await ziqing.says("x" * 2001)
        told = await ziqing.sees("")
        assert labels_of(told) == [say(Form.ZH_HANS, "Cancel")], wrong
    await ziqing.says("Nine in the morning")
    await ziqing.sees(say(Form.ZH_HANS, "✓ Your answer is on its way, in the name of the partner."))
    await emma.sees("Nine in the morning")


async def test_a_communicator_who_cancels_an_answer_sends_nothing_with_what_they_type_next(city: City) -> None:
    ziqing, emma = await asked_for_an_answer(city), city.person(cast.EMMA)
    await ziqing.presses(say(Form.ZH_HANS, "Cancel"))
    await ziqing.sees(say(Form.ZH_HANS, "Nothing was sent. You can still answer: reply to the reader's message."))
    await ziqing.says("not for the reader")
    await ziqing.sees("")
    async with city.store.read() as tx:
        assert not await tx.notices.untold((await reader_of(city, cast.EMMA)).id, NoticeKind.ANSWER)
    assert all("not for the reader" not in words_of(each) for each in await emma.messages())


async def test_a_picture_in_reply_to_a_readers_message_is_told_that_only_text_is_passed_on(
    city: City, png: bytes
) -> None:
    ziqing = city.person(cast.ZIQING)
    await write(city, "How late?")
    question = await question_at(city, "How late?")
    await ziqing.sends(("kapok.png", png), reply_to=question["message_id"])
    await ziqing.sees(say(Form.ZH_HANS, "I can only pass on text. Please write it in words."))


async def test_a_question_that_nobody_would_get_is_not_said_to_be_passed_on(city: City) -> None:
    ziqing, emma = city.person(cast.ZIQING), city.person(cast.EMMA)
    await ziqing.does("block")
    await gone(city, cast.ZIQING, left=True)
    await emma.says("/partners")
    await emma.presses("XPeng Motors")
    toast = await emma.presses("Write to them")
    assert "Nobody from this partner can answer here at the moment. Please try again another day." in str(toast)
    await ziqing.does("unblock")
    await gone(city, cast.ZIQING, left=False)
    await asks_from_page(city, emma, Form.EN, "And on Sunday?")
    await question_at(city, "And on Sunday?")


async def gone(city: City, who: int, *, left: bool) -> None:
    """The bot has heard of it."""

    async def heard() -> bool:
        return ((await reader_of(city, who)).gone_at is not None) is left

    await comes(heard)
