"""Whoever writes in one script of Chinese has the other at once, unless they wrote it or took it away."""

import pytest

from bot.actions.both_scripts import rename_version, write_version
from bot.actions.compose import open_draft, remove_version
from bot.actions.review import approve
from bot.actions.submit import submit
from bot.content import TEXT_LIMIT, Post, PostState, Version
from bot.gate import Light, light
from bot.languages import Form
from bot.people import Speaker
from tests import cast
from tests.actions.conftest import Newsroom

HANS, HANT = "登录账号，看广州塔的灯光", "登入帳戶，看廣州塔的燈光"
SPOKEN = "我哋聽日喺廣州塔下面等你哋，記得帶埋把遮，唔好遲到呀。"


class Writer:
    """A communicator and the post they write."""

    def __init__(self, newsroom: Newsroom, author: Speaker, post: Post) -> None:
        self.room, self.author, self.post = newsroom, author, post

    async def writes(self, form: Form, text: str) -> Post:
        version = Version(form, text)
        self.post = await write_version(self.room.store, self.author, self.post.id, version)
        return self.post

    async def removes(self, form: Form) -> Post:
        self.post = await remove_version(self.room.store, self.author, self.post.id, form)
        return self.post


@pytest.fixture
async def writer(newsroom: Newsroom) -> Writer:
    author = await newsroom.speaker(cast.ZIQING)
    return Writer(
        newsroom, author, await open_draft(newsroom.store, author, next(iter(author.partner_ids)), newsroom.watch())
    )


@pytest.mark.parametrize(
    ("form", "text", "made", "converted"),
    [(Form.ZH_HANS, HANS, Form.ZH_HANT, HANT), (Form.ZH_HANT, "看廣州塔的燈光", Form.ZH_HANS, "看广州塔的灯光")],
)
async def test_the_missing_script_is_made_at_once_and_is_not_reviewed(
    writer: Writer, form: Form, text: str, made: Form, converted: str
) -> None:
    post = await writer.writes(form, text)
    assert set(post.versions) == {form, made}
    assert (post.versions[made].text, post.versions[made].derived_from) == (converted, form)
    assert (post.source, light(post, made)) == (form, Light.DERIVED)


async def test_what_was_made_changes_with_its_source_and_not_once_the_author_has_written_it(writer: Writer) -> None:
    await writer.writes(Form.ZH_HANS, HANS)
    post = await writer.writes(Form.ZH_HANS, "看广州塔")
    assert post.versions[Form.ZH_HANT].text == "看廣州塔"
    await writer.writes(Form.ZH_HANT, "去睇廣州塔")
    post = await writer.writes(Form.ZH_HANS, "再看广州塔")
    assert post.versions[Form.ZH_HANT].text == "去睇廣州塔"
    assert light(post, Form.ZH_HANT) is Light.STALE


async def test_the_authors_own_text_is_never_made_anew(writer: Writer) -> None:
    await writer.writes(Form.ZH_HANT, "去看廣州塔")
    post = await writer.writes(Form.ZH_HANS, HANS)
    assert post.versions[Form.ZH_HANT].text == "去看廣州塔"
    assert post.versions[Form.ZH_HANS].derived_from is None


async def test_what_was_taken_away_does_not_come_back_with_the_next_change(writer: Writer) -> None:
    await writer.writes(Form.ZH_HANS, HANS)
    await writer.removes(Form.ZH_HANT)
    post = await writer.writes(Form.ZH_HANS, "看广州塔")
    assert set(post.versions) == {Form.ZH_HANS}


async def test_what_was_made_goes_with_the_text_it_was_made_from(writer: Writer) -> None:
    await writer.writes(Form.ZH_HANS, HANS)
    assert not (await writer.removes(Form.ZH_HANS)).versions


@pytest.mark.parametrize("form", [Form.YUE, Form.EN, Form.PT])
async def test_nothing_is_made_from_another_language(writer: Writer, form: Form) -> None:
    assert set((await writer.writes(form, SPOKEN)).versions) == {form}


async def test_nothing_is_made_from_spoken_cantonese_that_is_marked_as_chinese(writer: Writer) -> None:
    assert set((await writer.writes(Form.ZH_HANT, SPOKEN)).versions) == {Form.ZH_HANT}


async def test_a_text_that_was_another_language_leaves_nothing_made_from_it(writer: Writer) -> None:
    await writer.writes(Form.ZH_HANS, HANS)
    store, author = writer.room.store, writer.author
    post = await rename_version(store, author, writer.post.id, Form.ZH_HANS, Form.YUE)
    assert set(post.versions) == {Form.YUE}
    post = await rename_version(store, author, writer.post.id, Form.YUE, Form.ZH_HANT)
    assert post.versions[Form.ZH_HANS].derived_from is Form.ZH_HANT


async def test_a_text_whose_other_script_would_be_too_long_is_kept_alone(writer: Writer) -> None:
    text = "周一" * 1900  # 星期一 is half as long again
    assert len(text) < TEXT_LIMIT
    assert set((await writer.writes(Form.ZH_HANS, text)).versions) == {Form.ZH_HANS}


async def test_an_approval_belongs_to_what_was_made_too(writer: Writer) -> None:
    room = writer.room
    admin = await room.speaker(cast.ZHIYUAN)
    post = await writer.writes(Form.ZH_HANS, HANS)
    await submit(room.store, writer.author, post.id, room.watch())
    post = await approve(room.store, admin, post.id, post.hash(), room.watch())
    assert light(post, Form.ZH_HANT) is Light.REVIEWED
    post = await writer.removes(Form.ZH_HANT)
    assert (post.state, post.approved_hash) == (PostState.DRAFT, None)
