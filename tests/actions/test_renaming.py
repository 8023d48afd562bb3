"""A partner's new name leaves the posts that wait to go out short enough, or it is not taken."""

from dataclasses import replace

import pytest

from bot.actions.admit import rename_partner
from bot.actions.compose import open_draft, put_version
from bot.actions.render import letter_for
from bot.content import TEXT_LIMIT, Post, PostState, Version
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Partner
from bot.texts import units, visible
from bot.words import words_for
from handlers.showing.mistakes import in_words
from tests import cast
from tests.actions.conftest import Newsroom

LONG = "Kapok" * 48


async def renamed(room: Newsroom, post: Post, form: Form, name: str) -> Partner:
    admin = await room.speaker(cast.ZHIYUAN)
    return await rename_partner(room.store, admin, post.partner_id, {form: name}, room.watch())


async def names_of(room: Newsroom, post: Post) -> dict[Form, str]:
    async with room.store.read() as tx:
        partner = await tx.partners.get(post.partner_id)
    assert partner
    return dict(partner.names)


async def test_a_name_that_makes_an_approved_post_too_long_is_refused_and_says_which(newsroom: Newsroom) -> None:
    post = await newsroom.approved({Form.EN: "River news\n" + "a" * (TEXT_LIMIT - 220)})
    before = await names_of(newsroom, post)
    with pytest.raises(Mistake) as refused:
        await renamed(newsroom, post, Form.EN, LONG)
    assert refused.value.why is Why.NAME_LENGTHENS
    assert (refused.value.facts["title"], refused.value.facts["form"]) == ("River news", Form.EN)
    for form in Form:
        said = in_words(refused.value, words_for(form))
        assert "River news" in said
        assert words_for(form).language(Form.EN) in said
    assert await names_of(newsroom, post) == before
    over = refused.value.facts["over"]
    assert isinstance(over, int)
    assert (await renamed(newsroom, post, Form.EN, LONG[:-over])).names[Form.EN] == LONG[:-over]


async def test_a_post_that_is_still_with_its_author_stands_in_no_name_s_way(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    post = await open_draft(newsroom.store, author, next(iter(author.partner_ids)), newsroom.watch())
    post = await put_version(newsroom.store, author, post.id, Version(Form.EN, "a" * (TEXT_LIMIT - 220)))
    assert (await renamed(newsroom, post, Form.EN, LONG)).names[Form.EN] == LONG


async def test_a_story_that_is_out_still_opens_under_a_longer_name(newsroom: Newsroom) -> None:
    text = "River news\n" + "a" * (TEXT_LIMIT - 220)
    post = await newsroom.approved({Form.EN: text})
    async with newsroom.store.write() as tx:
        await tx.posts.save(replace(post, state=PostState.SENT))
    partner = await renamed(newsroom, post, Form.EN, LONG)
    story = replace(post, state=PostState.SENT)
    for form in Form:
        letter = letter_for(story, partner, form)
        assert letter is not None
        assert visible(letter.text).startswith(text)
        assert units(visible(letter.text)) <= TEXT_LIMIT
    english = letter_for(story, partner, Form.EN)
    assert english is not None
    assert "KapokKapok" in english.text
    assert "…" in english.text
