"""Between the question whether to be forgotten and its buttons: no word in passing erases anybody or leads nowhere."""

import pytest

from bot.actions.let_go import forgetting
from bot.languages import Form
from tests import cast
from tests.journeys.conftest import City, labels_of
from tests.journeys.deeds import EVERYBODY, reader_of, say

YES = {Form.ZH_HANS: "是", Form.ZH_HANT: "是的", Form.YUE: "係呀", Form.EN: "yes", Form.PT: "sim"}
NO = {
    Form.ZH_HANS: ("不", "不删了", "算了吧"),
    Form.ZH_HANT: ("不要", "不用了，謝謝", "取消"),
    Form.YUE: ("唔好", "唔刪住", "都係唔好啦"),
    Form.EN: ("no", "No thanks!", "keep my data", "no dont delete, just kidding"),
    Form.PT: ("não", "Não, obrigada", "não quero"),
}
STAY = {Form.ZH_HANS: "不删了", Form.ZH_HANT: "不刪了", Form.YUE: "唔刪住", Form.EN: "undo", Form.PT: "não apaguem"}


async def going(city: City, who: int) -> bool:
    async with city.store.read() as tx:
        return await forgetting(tx, await reader_of(city, who)) is not None


@EVERYBODY
async def test_a_typed_yes_is_shown_the_buttons_and_a_typed_no_keeps_all(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    await reader.says("/forget")
    await reader.sees(say(form, "<b>Shall I erase your data?</b>"))
    await reader.says(YES[form])
    asked = await reader.sees(say(form, "Please press a button to answer:"))
    assert labels_of(asked) == [say(form, "Yes, erase everything"), say(form, "No, keep my data")]
    for typed in NO[form]:
        await reader.says("/forget")
        await reader.sees(say(form, "<b>Shall I erase your data?</b>"))
        await reader.says(typed)
        await reader.sees(say(form, "Nothing was erased."))
    assert not await going(city, who)


@EVERYBODY
async def test_who_thinks_better_in_words_is_shown_the_way_to_stay(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    await reader.says("/forget")
    await reader.presses(say(form, "Yes, erase everything"))
    await reader.sees("")
    await reader.says(STAY[form])
    stay = labels_of(await reader.sees(""))
    await reader.presses(stay[0])
    await reader.sees("")
    assert not await going(city, who)


@pytest.mark.parametrize("said", ["kapok", "who are you"])
async def test_anything_else_leaves_the_question(city: City, said: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/forget")
    await emma.sees("Shall I erase your data?")
    await emma.says(said)
    await emma.sees("")
    await emma.says("yes")
    await emma.sees("Got it.")
