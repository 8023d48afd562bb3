"""Labels of buttons travel with a post to its translators and back, with its text or alone."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.actions.compose import open_draft, put_version
from bot.actions.proofs import keep, leftover, look_at
from bot.actions.ways import add_way, label_way
from bot.actions.worksheets import read_back, wanted, write, write_out
from bot.content import Post, PostState, Version
from bot.languages import Form
from bot.mistakes import Why
from bot.translating.proofreading import Fault
from bot.translating.worksheets import Format, Worksheet
from bot.ways import LABEL_LIMIT, Way, WayKind
from tests import cast
from tests.actions.conftest import Newsroom

MAP = Way(WayKind.LINK, "https://a.hk", {Form.EN: "Way & map"})


async def a_draft(room: Newsroom, texts: dict[Form, str]) -> Post:
    author = await room.speaker(cast.ZIQING)
    post = await open_draft(room.store, author, next(iter(author.partner_ids)), room.watch())
    for form, text in texts.items():
        post = await put_version(room.store, author, post.id, Version(form, text))
    return await add_way(room.store, author, post.id, MAP)


def filled(worksheet: Worksheet, text: str, label: str) -> Worksheet:
    """As a translator gives it back."""
    (sheet,) = worksheet.sheets
    lines = tuple(replace(line, target=text) for line in sheet.lines)
    labels = tuple(replace(line, target=label) for line in sheet.labels)
    return replace(worksheet, sheets=[replace(sheet, lines=lines, labels=labels)])


@pytest.mark.parametrize("kind", Format)
async def test_a_label_goes_out_with_its_text_and_is_kept_with_it(newsroom: Newsroom, kind: Format) -> None:
    post, author = await a_draft(newsroom, {Form.EN: "Come tonight."}), await newsroom.speaker(cast.ZIQING)
    (worksheet,) = await write_out(newsroom.store, [post], Form.PT)
    assert [line.source for line in worksheet.sheets[0].labels] == ["Way &amp; map"]
    back = read_back(write(filled(worksheet, "Venha esta noite.", "Caminho &amp; mapa"), kind))
    (kept,) = await keep(newsroom.store, author, await look_at(newsroom.store, author, back))
    assert kept.post
    assert kept.post.ways[0].labels == {Form.EN: "Way & map", Form.PT: "Caminho & mapa"}
    assert kept.post.versions[Form.PT].text == "Venha esta noite."


async def test_a_label_alone_goes_out_where_only_it_is_missing_and_leaves_the_text_alone(newsroom: Newsroom) -> None:
    texts = {Form.EN: "Come tonight.", Form.PT: "Venha esta noite."}
    post, author = await a_draft(newsroom, texts), await newsroom.speaker(cast.ZIQING)
    assert Form.PT in wanted(post)
    (worksheet,) = await write_out(newsroom.store, [post], Form.PT)
    assert not worksheet.sheets[0].lines
    back = read_back(write(filled(worksheet, "", "Mapa"), Format.XLIFF))
    (kept,) = await keep(newsroom.store, author, await look_at(newsroom.store, author, back))
    assert kept.post
    assert kept.post.ways[0].labels[Form.PT] == "Mapa"
    assert kept.post.versions[Form.PT] == post.versions[Form.PT]
    assert Form.PT not in wanted(kept.post)


async def test_a_label_too_long_is_named_and_what_is_left_goes_out_again_with_the_text(newsroom: Newsroom) -> None:
    post, author = await a_draft(newsroom, {Form.EN: "Come tonight."}), await newsroom.speaker(cast.ZIQING)
    (worksheet,) = await write_out(newsroom.store, [post], Form.PT)
    wrong = filled(worksheet, "Venha esta noite.", "x" * (LABEL_LIMIT + 1))
    (proof,) = await look_at(newsroom.store, author, wrong)
    assert [each.fault for each in proof.findings] == [Fault.LABEL]
    assert [each.mistake.why for each in proof.findings if each.mistake] == [Why.LABEL_TOO_LONG]
    assert await keep(newsroom.store, author, [proof]) == []
    (left,) = leftover([proof], wrong).sheets
    assert [line.target for line in left.lines] == ["Venha esta noite."]
    assert [(line.source, line.target) for line in left.labels] == [("Way &amp; map", "")]


async def test_a_label_that_is_left_empty_holds_nothing_up(newsroom: Newsroom) -> None:
    post, author = await a_draft(newsroom, {Form.EN: "Come tonight."}), await newsroom.speaker(cast.ZIQING)
    (worksheet,) = await write_out(newsroom.store, [post], Form.PT)
    (proof,) = await look_at(newsroom.store, author, filled(worksheet, "Venha esta noite.", ""))
    assert proof.text == "Venha esta noite."
    assert not proof.labels


@pytest.mark.parametrize(("rounds", "proposed"), [(1, "Venha esta noite."), (0, "")])
async def test_sentences_of_a_running_series_are_proposed_and_those_of_a_first_plan_are_not(
    newsroom: Newsroom, rounds: int, proposed: str
) -> None:
    said = await a_draft(newsroom, {Form.EN: "Come tonight.", Form.PT: "Venha esta noite."})
    going = replace(said, state=PostState.SCHEDULED, sent_at=newsroom.watch() if rounds else None)
    async with newsroom.store.write() as tx:
        await tx.posts.save(going)
    post = await a_draft(newsroom, {Form.EN: "Come tonight."})
    (worksheet,) = await write_out(newsroom.store, [post], Form.PT)
    assert [line.target for line in worksheet.sheets[0].lines] == [proposed]


@pytest.mark.parametrize("kind", Format)
async def test_what_no_database_takes_is_left_out_of_what_comes_back(newsroom: Newsroom, kind: Format) -> None:
    post, author = await a_draft(newsroom, {Form.EN: "Come tonight."}), await newsroom.speaker(cast.ZIQING)
    (worksheet,) = await write_out(newsroom.store, [post], Form.PT)
    back = read_back(write(filled(worksheet, "Venha\x00 esta\tnoite\x07.", "Ma\x00pa"), kind))
    (kept,) = await keep(newsroom.store, author, await look_at(newsroom.store, author, back))
    assert kept.post
    assert kept.post.versions[Form.PT].text == "Venha esta\tnoite."
    assert kept.post.ways[0].labels[Form.PT] == "Mapa"


async def test_a_chinese_label_stands_in_both_scripts_until_somebody_writes_the_other(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    post = await a_draft(newsroom, {Form.ZH_HANS: "今晚来。"})

    async def named(form: Form, label: str) -> Mapping[Form, str]:
        return (await label_way(newsroom.store, author, post.id, (0, form), label)).ways[0].labels

    assert (await named(Form.ZH_HANS, "订票"))[Form.ZH_HANT] == "訂票"
    assert (await named(Form.ZH_HANS, "看视频"))[Form.ZH_HANT] == "看影片"
    assert (await named(Form.ZH_HANT, "睇片"))[Form.ZH_HANS] == "看视频"
    assert (await named(Form.ZH_HANS, "短信报名"))[Form.ZH_HANT] == "睇片"
    assert (await named(Form.YUE, "即刻撲飛"))[Form.ZH_HANS] == "短信报名"


async def test_a_button_that_is_added_with_a_chinese_label_has_both_scripts(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    post = await a_draft(newsroom, {Form.ZH_HANS: "今晚来。"})
    post = await add_way(newsroom.store, author, post.id, Way(WayKind.LINK, "https://a.hk", {Form.ZH_HANT: "訂票"}))
    assert post.ways[1].labels == {Form.ZH_HANT: "訂票", Form.ZH_HANS: "订票"}
    assert post.ways[1].label(Form.YUE) == "訂票"
