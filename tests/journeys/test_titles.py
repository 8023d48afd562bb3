"""A title that is not in a reader's own language says beside it which it is, wherever it stands."""

from dataclasses import replace
from datetime import date

import pytest

from bot.actions.notice_letters import letter_of
from bot.forms.conversion import convert
from bot.languages import Form
from bot.notices import Notice, NoticeKind
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, plain, words_of
from tests.journeys.deeds import LANTERNS, TWO_FORMS, reader_of, tell
from tests.journeys.reader_deeds import asks, chooses

ONLY = {Form.ZH_HANS: "湖上的花灯\n\n满湖灯火。"}


def name(form: Form) -> str:
    return words_for(form).language(Form.ZH_HANS)


@TWO_FORMS
async def test_a_story_in_simplified_alone_is_named_as_such_in_lists_search_digest_and_inline(
    city: City, who: int, form: Form
) -> None:
    post, person, reader = await tell(city, ONLY), city.person(who), await reader_of(city, who)
    named = 0 if form is Form.ZH_HANS else 1
    for asked in ("/stories", "/stories 花灯"):
        await person.says(asked)
        line = words_of(await person.sees("湖上的花灯")).partition("湖上的花灯")[2].splitlines()[1]
        assert line.count(f" · {name(form)}") == named
    async with city.store.read() as tx:
        digest = Notice(reader.id, NoticeKind.DIGEST, {"posts": str(post.id)}, at=city.watch())
        letter = await letter_of(tx, digest, reader)
    assert letter
    assert letter.text.count(f" · {name(form)}") == named
    answer = await asks(person, "")
    assert answer["results"][0]["description"].count(f" · {name(form)} · ") == named
    shared = words_of(await chooses(person, answer)).splitlines()
    assert len([line for line in shared if name(form) in line]) == named


@pytest.mark.parametrize(("who", "form"), [(cast.KAMAN, Form.ZH_HANT), (cast.WINGSZE, Form.YUE)])
async def test_readers_of_traditional_letters_are_told_nothing_beside_a_title_in_them(
    city: City, who: int, form: Form
) -> None:
    texts = {Form.ZH_HANT: "湖上的花燈\n\n滿湖燈火。", Form.YUE: "湖上嘅花燈\n\n成個湖都係燈。"}
    await tell(city, {form: texts[form]})
    await city.person(who).says("/stories")
    shown = words_of(await city.person(who).sees("花燈"))
    assert words_for((await reader_of(city, who)).speaks).language(form) not in shown


@pytest.mark.parametrize(
    ("author", "typed", "name"),
    [(cast.KAMAN, "花燈夜", "花灯夜"), (cast.WINGSZE, "龍舟水路", "龙舟水路"), (cast.EMMA, "广州花灯", "广州花灯")],
)
async def test_a_campaigns_name_stands_in_each_readers_own_script(
    city: City, author: int, typed: str, name: str
) -> None:
    post = await tell(city, LANTERNS)
    async with city.store.write() as tx:
        await tx.partners.join(post.partner_id, (await reader_of(city, author)).id, city.watch())
    writer = city.person(author)
    say = words_for((await reader_of(city, author)).speaks).bare
    await writer.says("/campaigns")
    await writer.presses(say("New campaign"))
    for answer in (typed, "2027-03-09", "2027-03-31", "5", "#x"):
        await writer.says(answer)
        await writer.sees("")
    async with city.store.write() as tx:
        (campaign,) = await tx.campaigns.running(post.partner_id, date(2027, 3, 9))
        await tx.posts.save(replace(post, campaign_id=campaign.id))
    for reader, shown in ((cast.XIAOLAN, name), (cast.WINGSZE, convert(name, Form.ZH_HANT))):
        await city.person(reader).says("/stories")
        words = words_for((await reader_of(city, reader)).speaks)
        await city.person(reader).presses(words.bare("Browse"))
        await city.person(reader).presses(words.bare("By theme"))
        await city.person(reader).presses(shown)
        await city.person(reader).sees(plain(words.say("<b>Stories: {name}</b>", name=shown)))


async def test_a_title_in_their_own_language_has_nothing_beside_it(city: City) -> None:
    await tell(city, LANTERNS)
    await city.person(cast.JOANA).says("/stories")
    line = words_of(await city.person(cast.JOANA).sees("Lanternas no lago")).partition("Lanternas")[2].splitlines()[1]
    assert line.endswith("Adolph")
