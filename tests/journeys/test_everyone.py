"""Whoever would follow all partners says so, and does it by one press."""

import pytest

from bot.languages import Form
from handlers.turns import last_screen
from tests.journeys.conftest import City, labels_of
from tests.journeys.deeds import EVERYBODY, reader_of, say

SAID = {
    Form.ZH_HANS: ("关注所有合伙人", "全部关注", "我想关注全部"),
    Form.ZH_HANT: ("追蹤所有合夥人", "我想全部追蹤"),
    Form.YUE: ("追蹤晒所有合夥人", "我想追蹤晒"),
    Form.EN: ("follow everyone", "follow all partners", "I want to follow them all"),
    Form.PT: ("seguir todos", "seguir todos os parceiros", "quero seguir toda a gente"),
}
OTHERWISE = {
    Form.ZH_HANS: "取消关注全部",
    Form.ZH_HANT: "不再追蹤所有合夥人",
    Form.YUE: "唔想追蹤晒",
    Form.EN: "unfollow everyone",
    Form.PT: "deixar de seguir todos",
}


@EVERYBODY
async def test_all_partners_are_followed_by_one_press(
    city: City, who: int, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_screen, "FRESH", -1.0)  # each is said alone, and not to the button that stands
    person = city.person(who)
    for said in SAID[form]:
        await person.says(said)
        assert labels_of(await person.sees(""))[0] == say(form, "Follow all partners")
    await person.presses(say(form, "Follow all partners"))
    shown = await person.sees(say(form, "<b>City partners</b>"))
    async with city.store.read() as tx:
        here = {partner.id for partner in await tx.partners.all()}
        followed = await tx.follows.of((await reader_of(city, who)).id)
        lines = await tx.readers.consents((await reader_of(city, who)).id)
    assert followed == here
    assert {line.partner_id for line in lines if line.given and line.partner_id} >= here - {None}
    assert sum(label.startswith("✓ ") for label in labels_of(shown)) == min(len(here), 8)
    await person.says(SAID[form][0])
    assert say(form, "Follow all partners") not in labels_of(await person.sees(""))


@EVERYBODY
async def test_who_would_follow_nobody_is_not_offered_all(city: City, who: int, form: Form) -> None:
    person = city.person(who)
    await person.says(OTHERWISE[form])
    assert say(form, "Follow all partners") not in labels_of(await person.sees(""))
