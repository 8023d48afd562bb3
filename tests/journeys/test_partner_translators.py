"""A translator's file from the chat and back, in Cantonese or in Portuguese: what is wrong is said at its place."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.actions.meet import meet
from bot.actions.proofs import keep, look_at
from bot.actions.worksheets import read_back
from bot.content import Campaign, PostState
from bot.languages import Form
from bot.mistakes import Why
from bot.texts import visible
from bot.translating.proofreading import Fault
from bot.translating.worksheets import LARGEST, Flaw
from bot.words import words_for
from handlers.partner.translating.translators_screens import FLAWS
from handlers.showing.mistakes import SENTENCES
from tests import cast
from tests.journeys.conftest import City, Person, a_city, labels_of, words_of
from tests.journeys.partner_deeds import newest, presses_forged
from tests.journeys.working_day import Day
from tests.machine import Server, machine_at, machine_server

SOURCE = (
    "Come **tonight** and see the Pearl River glitter. Read more at https://example.com/river and bring your friends."
)
TOLD = {
    Form.PT: ["Venha <b>esta noite</b> ver o Rio das Pérolas a brilhar.", "Leia mais em {} e traga os seus amigos."],
    Form.YUE: ["<b>今晚</b>嚟睇下珠江閃閃發光啦。", "去 {} 睇多啲，記得叫埋你啲朋友一齊嚟。"],
}
LINK = "https://example.com/river"


@pytest.fixture(params=[Form.PT])
def day(city: City, request: pytest.FixtureRequest) -> Day:
    return Day(city, request.param)


async def begun(day: Day) -> None:
    """A post in English is open."""
    await day.begins()
    await day.opens(SOURCE)


async def file_of(day: Day, kind: str) -> str:
    """The file for the day's own language, got by three presses."""
    await day.author.presses(day.say("More ›"))
    await day.author.presses(day.say("For translators"))
    await day.author.sees("")
    await day.author.presses(f"{day.form.mark} · {kind}")
    message = await day.author.sees(day.say("Send it back to me here when it's translated."))
    return (await content_of(day.city, message)).decode()


async def content_of(city: City, message: dict[str, Any]) -> bytes:
    file = await city.kapok._bot.download(message["document"]["file_id"])
    assert file
    return file.read()


def translated(file: str, form: Form) -> str:
    """The file as a translator's program would save it."""
    first, second = TOLD[form]
    if "<file" not in file:
        told = iter([first, second.format(LINK)])
        head, rest = file.split("msgctxt", 1)
        return head + re.sub(r'msgstr ""', lambda _: f'msgstr "{next(told)}"', "msgctxt" + rest)
    code = re.search(r"<pc [^>]*>", file)
    link = re.search(r"<ph [^>]*>", file)
    assert code
    assert link
    told = iter([first.replace("<b>", code[0]).replace("</b>", "</pc>"), second.format(link[0])])
    return re.sub(r"</source>", lambda _: f"</source><target>{next(told)}</target>", file)


async def sends_back(author: Person, file: str | bytes, name: str) -> None:
    content = file.encode() if isinstance(file, str) else file
    await author.sends((name, content), kind="document", force=True)


@pytest.mark.parametrize(("kind", "name"), [("XLIFF", "texts.xlf"), ("PO", "texts.po")])
async def test_a_file_goes_out_comes_back_and_is_kept_by_one_press(day: Day, kind: str, name: str) -> None:
    await begun(day)
    file = await file_of(day, kind)
    await sends_back(day.author, translated(file, day.form), name)
    await day.author.sees("✓", day.named)
    assert day.form not in (await newest(day.city)).versions
    await day.author.presses(str(day.words.plural("Keep {n} text", "Keep {n} texts", 1)))
    await day.author.sees(str(day.words.plural("✓ {n} text kept as a draft.", "✓ {n} texts kept as drafts.", 1)))
    post = await newest(day.city)
    first, second = TOLD[day.form]
    space = "" if day.form is Form.YUE else " "
    assert post.versions[day.form].text == f"{first}{space}{second.format(LINK)}"
    assert post.versions[day.form].basis == post.versions[Form.EN].print
    assert post.state is PostState.DRAFT


async def test_a_lost_tag_is_named_and_the_file_with_what_is_left_holds_the_rest(day: Day) -> None:
    await begun(day)
    good = translated(await file_of(day, "XLIFF"), day.form)
    at = good.index("<target>")
    bad = good[:at] + re.sub(r"<pc [^>]*>|</pc>", "", good[at:].split("</target>")[0]) + good[good.index("</target>") :]
    await sends_back(day.author, bad, "texts.xlf")
    found = await day.author.sees("✗", "<b> </b>")
    assert labels_of(found) == [day.say("A file with what is left")]
    await day.author.presses(day.say("A file with what is left"))
    left = (await content_of(day.city, await day.author.sees(day.named))).decode()
    assert TOLD[day.form][1].split("{}")[1] in left
    assert left.count("<target>") == 1


OLDER = b'<xliff version="1.2"><file original="kapok/post/1/ab"/></xliff>'
FOREIGN = b'<xliff version="2.0" srcLang="en" trgLang="pt"><file original="menu.docx"/></xliff>'
BAD = {
    "a bomb": ("texts.xlf", b'<!DOCTYPE x [<!ENTITY a "b">]><xliff version="2.0">&a;</xliff>', Flaw.DOCTYPE),
    "cut short": ("texts.xlf", b'<xliff version="2.0"', None),
    "nothing": ("texts.xlf", b"\n", Flaw.FOREIGN),
    "too large": ("texts.xlf", b" " * (LARGEST + 1), Flaw.LARGE),
    "of another kind": ("texts.mqxliff", OLDER, Flaw.FOREIGN),
    "somebody else's": ("texts.xlf", FOREIGN, Flaw.FOREIGN),
    "another catalog": ("texts.po", b'msgid "Hello"\nmsgstr "Ola"\n', Flaw.FOREIGN),
    "a broken catalog": ("texts.po", b'msgid "Hello\nmsgstr "Ola"\n', Flaw.FOREIGN),
    "packed": ("texts.zip", b"PK\x03\x04" + b"\0" * 9, Flaw.PACKED),
    "packed under another name": ("texts.xlf", b"PK\x03\x04\0\0", Flaw.PACKED),
}


@pytest.mark.parametrize("name", BAD)
async def test_a_file_that_cannot_be_read_is_refused_with_the_reason(city: City, name: str) -> None:
    day = Day(city, Form.PT)
    await begun(day)
    called, content, flaw = BAD[name]
    await sends_back(day.author, content, called)
    if flaw:
        await day.author.sees(day.say(FLAWS[flaw]))
    else:
        await day.author.sees(day.say("I can't read this file: it's broken in line {line}.", line=1))
    assert set((await newest(city)).versions) == {Form.EN}


async def test_a_file_of_another_partner_s_post_says_so_and_keeps_nothing(city: City) -> None:
    day = Day(city, Form.PT)
    await begun(day)
    file = translated(await file_of(day, "XLIFF"), day.form)
    own = await newest(city)
    async with city.store.read() as tx:
        sent = (await tx.posts.page([], [PostState.SENT], 0, 50)).items
    foreign = next(post.id for post in sent if post.partner_id != own.partner_id)
    await sends_back(day.author, file.replace(f"kapok/post/{own.id}/", f"kapok/post/{foreign}/"), "texts.xlf")
    found = await day.author.sees(day.say("This part of the file is for a post that isn't there, or not yours."))
    assert labels_of(found) == []


async def test_a_source_that_changed_meanwhile_is_said_and_the_text_is_not_taken(day: Day) -> None:
    await begun(day)
    file = translated(await file_of(day, "PO"), day.form)
    async with day.city.store.write() as tx:
        post = await tx.posts.get((await newest(day.city)).id)
        assert post

        english = post.versions[Form.EN]
        changed = replace(english, text=english.text.replace("Read more", "Learn more"))
        await tx.posts.save(replace(post, versions={**post.versions, Form.EN: changed}))
    await sends_back(day.author, file, "texts.po")
    found = await day.author.sees("Learn more at https://example.com/river")
    assert labels_of(found) == [day.say("A file with what is left")]


OWN = {
    Form.PT: "Hoje à noite o rio brilha. Apareça, e traga quem quiser consigo.",
    Form.YUE: "今晚珠江好靚㗎，得閒就同屋企人一齊嚟睇下啦。",
}


async def test_what_somebody_has_written_since_is_shown_and_replaced_only_when_asked_for(day: Day) -> None:
    await begun(day)
    file = translated(await file_of(day, "PO"), day.form)
    await day.author.says("/drafts")
    await day.author.presses("1 · ")
    await day.author.sees("")
    await day.writes(OWN[day.form])
    first, _ = (visible(told) for told in TOLD[day.form])
    await sends_back(day.author, file, "texts.po")
    found = await day.author.sees("⚠", OWN[day.form][:6], first)
    replace_it = str(day.words.plural("Replace {n} text", "Replace {n} texts", 1))
    assert labels_of(found) == [replace_it]
    assert (await newest(day.city)).versions[day.form].text == OWN[day.form]
    writer = await meet(day.city.store, cast.ZIQING, "周子晴", None, day.city.watch())
    unasked = await keep(day.city.store, writer, await look_at(day.city.store, writer, read_back(file.encode())))
    assert [finding.fault for proof in unasked for finding in proof.findings] == [Fault.WRITTEN]
    assert (await newest(day.city)).versions[day.form].text == OWN[day.form]
    await day.author.presses(replace_it)
    message = await day.author.sees(day.say("The texts that stood there before."))
    assert OWN[day.form] in (await content_of(day.city, message)).decode()
    assert (await newest(day.city)).versions[day.form].text.startswith(TOLD[day.form][0])


async def test_a_text_that_was_older_than_its_source_when_the_file_went_out_is_replaced_unasked(day: Day) -> None:
    await begun(day)
    await day.writes(OWN[day.form])
    await day.author.says(SOURCE.replace("glitter", "shine"))
    await day.author.presses(day.say("Replace it"))
    await day.author.sees("")
    file = translated(await file_of(day, "PO"), day.form)
    await sends_back(day.author, file, "texts.po")
    found = await day.author.sees("✓", day.named)
    assert str(day.words.plural("Keep {n} text", "Keep {n} texts", 1)) in labels_of(found)


async def test_a_readers_file_is_no_worksheet_and_a_button_of_a_stranger_does_nothing(city: City) -> None:

    day = Day(city, Form.PT)
    await begun(day)
    emma = city.person(cast.EMMA)
    assert await presses_forged(city, emma, f"ptf:pt:xliff:{(await newest(city)).id}:0")
    await asyncio.sleep(0)
    assert not any("document" in each for each in await emma.messages())


async def test_what_was_said_before_is_a_start(day: Day) -> None:
    await begun(day)

    async with day.city.store.read() as tx:
        sent = next(
            each
            for each in (await tx.posts.page([(await newest(day.city)).partner_id], [PostState.SENT], 0, 9)).items
            if {Form.EN, day.form} <= set(each.versions)
        )
    said = re.sub("</?b>", "**", sent.versions[Form.EN].text.strip().splitlines()[0])
    await day.opens(f"{said}\nCome and see it this evening.")
    await day.author.presses(day.say("More ›"))
    await day.author.presses(day.say("For translators"))
    await day.author.presses(day.say("{mark}: earlier sentences", mark=day.form.mark))
    page = await day.author.sees(
        day.say("<b>{language}</b>: the same or similar sentences from your earlier posts", language=day.named)
    )
    assert "Come and see it this evening." in words_of(page)
    assert visible(sent.versions[day.form].text).strip().splitlines()[0] in words_of(page)


@pytest.fixture(params=[Form.YUE])
async def helped(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[tuple[Day, Server]]:
    """A day with a machine that knows its language."""
    first, second = TOLD[request.param]
    async with machine_server() as server, a_city(tmp_path, machine=machine_at(server, "chat")) as city:
        marked = first.replace("<b>", '<x id="0"/>').replace("</b>", '<x id="1"/>')
        server.replies = [marked, second.format('<x id="0"/>')]
        yield Day(city, request.param), server


async def asks_the_machine(day: Day) -> None:
    await day.author.presses(day.say("More ›"))
    await day.author.presses(day.say("For translators"))
    await day.author.presses(f"⚙ {day.form.mark}")


async def test_a_machine_s_text_stands_on_the_card_as_not_reviewed_and_its_readers_see_it(
    helped: tuple[Day, Server],
) -> None:
    day, _ = helped
    await begun(day)
    await asks_the_machine(day)
    await day.author.sees(
        day.say("⚙ {language}: translated by a machine, not reviewed", language=day.named),
    )
    await day.author.presses(day.say("Preview"))
    await day.author.presses(day.form.mark)
    assert (await newest(day.city)).versions[day.form].by_machine
    await day.author.sees(str(words_for(day.form).say("Translated by a machine.")))


async def test_a_machine_that_fails_is_said_on_the_card_and_nothing_is_lost(helped: tuple[Day, Server]) -> None:
    day, server = helped
    server.mood = "429"
    await begun(day)
    before = await newest(day.city)
    await asks_the_machine(day)
    await day.author.sees(day.say(SENTENCES[Why.TRANSLATOR_BUSY]), day.words.language(Form.EN, begins=True))
    assert await newest(day.city) == before


async def test_without_a_machine_there_is_no_such_button(city: City) -> None:
    day = Day(city, Form.PT)
    await begun(day)
    assert await machines_offered(day) == []


async def test_a_campaign_s_posts_go_out_in_one_file(day: Day) -> None:
    await begun(day)
    post = await newest(day.city)
    async with day.city.store.write() as tx:
        campaign = await tx.campaigns.add(
            Campaign(0, post.partner_id, {Form.EN: "River"}, date(2027, 3, 1), date(2027, 4, 1))
        )
        await tx.posts.save(replace(post, campaign_id=campaign.id))
        await tx.posts.add(replace(post, campaign_id=campaign.id))
    await day.author.says("/campaigns")
    await day.author.presses("River")
    await day.author.presses(day.say("For translators"))
    await day.author.presses(f"{day.form.mark} · XLIFF")
    message = await day.author.sees(day.say("Send it back to me here when it's translated."))
    file = (await content_of(day.city, message)).decode()
    assert file.count("<file ") == 2
    told = file.split("</file>")
    await sends_back(day.author, "</file>".join([*(translated(each, day.form) for each in told[:2]), told[2]]), "a.xlf")
    await day.author.presses(str(day.words.plural("Keep {n} text", "Keep {n} texts", 2)))
    await day.author.sees(str(day.words.plural("✓ {n} text kept as a draft.", "✓ {n} texts kept as drafts.", 2)))


async def test_what_deepl_cannot_read_is_not_offered_and_an_old_button_is_answered(tmp_path: Path) -> None:
    async with machine_server() as server, a_city(tmp_path, machine=machine_at(server, "deepl")) as city:
        day = Day(city, Form.PT)
        await begun(day)
        assert await machines_offered(day) == ["⚙ 简", "⚙ 繁", "⚙ PT"]
        await day.opens(OWN[Form.YUE])
        assert await machines_offered(day) == []
        post = await newest(city)
        await presses_forged(city, day.author, f"ptm:{post.id}:pt")
        await day.author.sees(
            day.say(SENTENCES[Why.TRANSLATOR_UNABLE], language=day.words.language(Form.YUE)),
        )
        assert await newest(city) == post
        assert server.heard == []


async def machines_offered(day: Day) -> list[str]:
    await day.author.presses(day.say("More ›"))
    await day.author.presses(day.say("For translators"))
    page = await day.author.sees(
        day.say(
            "Choose a language and a kind of file for your translator. When it's done, send the file to me here: "
            "I look at every sentence before anything is kept."
        )
    )
    offered = [label for label in labels_of(page) if "⚙" in label]
    assert ("⚙" in words_of(page)) is bool(offered)
    return offered
