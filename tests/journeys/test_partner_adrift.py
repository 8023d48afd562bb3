"""Words sent at the wrong moment find their way: into the post that came back, onto the button that was just made."""

import asyncio
from dataclasses import replace

import pytest

from bot.actions.admit import dismiss
from bot.actions.meet import meet
from bot.content import PostState
from bot.languages import Form
from bot.mistakes import Why
from bot.ways import WayKind
from handlers.showing.mistakes import SENTENCES
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.partner_deeds import (
    EN,
    HANS,
    PT,
    WORDS,
    admin_returns,
    begins,
    newest,
    presses_forged,
    saved,
    say,
    submits,
    writes,
)


async def given_back(city: City) -> Person:
    """A post of 周子晴's comes back; the notice is there, and nothing is open."""
    author = await begins(city)
    await writes(author, ZH_HANS=HANS)
    post = await submits(city, author)
    await admin_returns(city, post, "请写短一点")
    await author.sees("请写短一点")
    return author


async def test_words_after_a_post_came_back_are_put_into_it_by_one_press(city: City) -> None:
    author = await given_back(city)
    await author.says(PT)
    offer = await author.sees(str(WORDS.plural("This post came back to you. Shall I put your text into it?", "", 1)))
    assert any("今晚的珠江" in label for label in labels_of(offer))
    await author.presses("今晚的珠江")
    await author.sees(saved(Form.PT))
    post = await newest(city)
    assert set(post.versions) == {Form.ZH_HANS, Form.ZH_HANT, Form.PT}
    await author.says(EN)
    await author.sees(saved(Form.EN))
    assert (await newest(city)).id == post.id


async def test_that_a_text_takes_anothers_place_is_told_with_the_offer_and_asked_no_more(city: City) -> None:
    author = await given_back(city)
    await author.says("今晚的珠江，多了一双翅膀，灯一盏一盏亮起来，真好看。")
    told = "It has a text in {language} already: yours takes its place."
    await author.sees(str(WORDS.plural(told, "", 1, language="简体中文")))
    await author.presses("今晚的珠江")
    await author.sees(saved(Form.ZH_HANS))
    assert "真好看" in (await newest(city)).versions[Form.ZH_HANS].text


async def test_a_post_that_went_to_review_meanwhile_takes_no_words(city: City) -> None:
    author = await given_back(city)
    await author.says(PT)
    await author.sees(str(WORDS.plural("This post came back to you. Shall I put your text into it?", "", 1)))
    post = await newest(city)
    async with city.store.write() as tx:
        held = await tx.posts.get(post.id)
        assert held is not None
        await tx.posts.advance(replace(held, state=PostState.APPROVED), PostState.RETURNED)
    assert await presses_forged(city, author, f"pput:{post.id}:0::0")
    assert set((await newest(city)).versions) == {Form.ZH_HANS, Form.ZH_HANT}


async def test_a_wish_is_still_a_wish_and_others_are_offered_nothing(city: City) -> None:
    author = await given_back(city)
    await author.says("设置")
    await author.sees("免打扰")
    for said in ("稍等", "算了", "why was it sent back", "谁来审核？", "给我看日程"):
        await author.says(said)
        assert "要把你发来的文字放进去吗" not in words_of(await author.sees("")), said
    emma = city.person(cast.EMMA)
    await emma.says("A sentence about nothing at all")
    await emma.sees("only a bot")


async def test_what_a_writer_wants_who_runs_the_programme_too_is_for_no_post(city: City) -> None:
    author = await given_back(city)
    async with city.store.write() as tx:
        await tx.admins.ensure({cast.ZIQING}, city.watch())
    await author.says("which partners are suspended")
    assert "/partners" in words_of(await author.sees(""))


async def test_a_long_text_without_new_begins_one_post_by_a_press_also_by_two(city: City) -> None:
    author, before = city.person(cast.ZIQING), (await newest(city)).id
    await author.says(HANS)
    offer = await author.sees(say("Is this a text for readers? I can begin a post with it."))
    assert labels_of(offer) == [say("Begin a post with it")]
    twice = ("pbw:5", "pbw:5")
    await asyncio.gather(*(author.presses_data(offer["message_id"], press, at_once=True) for press in twice))
    async with city.store.read() as tx:
        found = await tx.posts.page([5], [PostState.DRAFT], 0, 9)
    assert [post.versions[Form.ZH_HANS].text for post in found.items if post.id > before] == [HANS]
    await author.says(EN)
    await author.sees(saved(Form.EN))
    assert set((await newest(city)).versions) == {Form.ZH_HANS, Form.ZH_HANT, Form.EN}


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("星期六晚嚟永慶坊睇粵劇，免費入場，記得早啲到", True),
        ("周六晚来永庆坊看粤剧，免费入场，早点到", True),
        ("Sábado à noite há ópera cantonense em Yongqing Fang, venha cedo", True),
        ("我想睇下我琴日發嗰篇帖文", False),
        ("帮我看一下昨天那篇发了没有", False),
        ("Quero ver a publicação que escrevi ontem", False),
    ],
)
async def test_a_text_is_as_long_as_what_it_says_in_any_script(city: City, text: str, offered: bool) -> None:  # noqa: FBT001
    author = city.person(cast.ZIQING)
    await author.says(text)
    shown = await author.sees("")
    assert (say("Begin a post with it") in labels_of(shown)) is offered


async def test_a_text_that_says_nearly_what_a_waiting_post_says_is_offered_to_it(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANS=HANS, PT=PT)
    post = await submits(city, author)
    await author.says(f"{PT} Até já!")
    told = "It has a text in {language} already: yours takes its place."
    await author.sees(str(WORDS.plural(told, "", 1, language="葡文")))
    await author.presses("今晚的珠江")
    await author.sees(saved(Form.PT))
    changed = await newest(city)
    assert (changed.id, changed.state) == (post.id, PostState.DRAFT)
    assert changed.versions[Form.PT].text.endswith("Até já!")


async def test_a_long_question_and_a_readers_long_text_begin_nothing(city: City) -> None:
    author, emma = city.person(cast.ZIQING), city.person(cast.EMMA)
    await author.says("请问一下，如果我们想把每个星期天的散步活动写成一条帖子发给读者，应该从哪里开始写比较好呢？")
    assert say("Begin a post with it") not in labels_of(await author.sees(""))
    await emma.says(EN)
    assert "Begin a post with it" not in labels_of(await emma.sees(""))


async def test_nobody_begins_a_post_for_a_partner_they_do_not_write_for(city: City) -> None:
    author, before = city.person(cast.ZIQING), (await newest(city)).id
    await author.says(HANS)
    await author.sees("")
    assert await presses_forged(city, author, "pbw:1")
    assert (await newest(city)).id == before


async def test_whoever_was_removed_with_a_draft_open_hears_why_nothing_opens(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANS=HANS)
    post, admin = await newest(city), await meet(city.store, cast.ZHIYUAN, "梁志远", None, city.watch())
    await dismiss(city.store, admin, post.partner_id, post.author_id, city.watch())
    for said in (EN, "/drafts", "/new"):
        await author.says(said)
        answer = words_of(await author.sees(""))
        assert post.title_in(Form.ZH_HANS) not in answer
    assert answer == say(SENTENCES[Why.NO_PARTNER])
    assert set((await newest(city)).versions) == {Form.ZH_HANS, Form.ZH_HANT}


async def test_an_address_alone_asks_for_its_words_and_they_are_no_version(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANS=HANS)
    post = await newest(city)
    await author.presses(say("Buttons"))
    await author.presses(say("+ {button}", button=say("Link")))
    await author.says("https://example.com/seats")
    await author.sees(
        "https://example.com/seats", say("What should it say? Send a few words, in any of the languages.")
    )
    await author.says("Ler mais sobre o rio")
    await author.sees("https://example.com/seats", "Ler mais sobre o rio")
    post = await newest(city)
    (way,) = post.ways
    assert (way.kind, dict(way.labels)) == (WayKind.LINK, {Form.PT: "Ler mais sobre o rio"})
    assert set(post.versions) == {Form.ZH_HANS, Form.ZH_HANT}


async def test_an_address_sent_as_the_words_of_a_button_is_not_taken_for_them(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANS=HANS)
    await author.presses(say("Buttons"))
    await author.presses(say("+ {button}", button=say("Link")))
    await author.says("https://example.com/seats")
    await author.sees("https://example.com/seats")
    await author.says("https://example.com/other")
    await author.sees(say(SENTENCES[Why.LABEL_IS_ADDRESS]))
    await author.says("Ler mais sobre o rio")
    await author.sees("https://example.com/seats", "Ler mais sobre o rio")
    (way,) = (await newest(city)).ways
    assert dict(way.labels) == {Form.PT: "Ler mais sobre o rio"}
