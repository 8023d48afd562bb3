"""A machine's version of a post: marked until somebody signs it, and nothing is lost when it fails."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from bot.actions.compose import open_draft, put_version
from bot.actions.render import letter_for, letter_for_channel
from bot.actions.review import approve, sign
from bot.actions.submit import submit
from bot.actions.translate import translate
from bot.content import Post, Version
from bot.gate import Light, light
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Depth
from bot.store import Store
from bot.words import words_for
from tests import cast
from tests.actions.conftest import Newsroom

ENGLISH = "<b>Guangzhou</b> glitters. Come and see it tonight!\nXPeng"


ELSE = Version(Form.EN, "Something else.")


@dataclass
class Parrot:
    """Says everything in Portuguese, in its way."""

    failure: Why | None = None
    store: Store | None = None
    post: Post | None = None
    meanwhile: Version = ELSE
    """What somebody writes while it works, when there is a store."""

    def knows(self, source: Form, form: Form) -> bool:
        return (source, form) == (Form.EN, Form.PT)

    async def translate(self, sentences: Sequence[str], source: Form, form: Form) -> Sequence[str]:
        assert (source, form) == (Form.EN, Form.PT)
        if self.failure:
            raise Mistake(self.failure)
        if self.store and self.post:
            async with self.store.write() as tx:
                versions = {**self.post.versions, self.meanwhile.form: self.meanwhile}
                await tx.posts.save(replace(self.post, versions=versions))
        return [
            each.replace("glitters", "brilha").replace("Come and see it tonight", "Venha ver") for each in sentences
        ]


async def drafted(room: Newsroom) -> Post:
    author = await room.speaker(cast.ZIQING)
    post = await open_draft(room.store, author, next(iter(author.partner_ids)), room.watch())
    return await put_version(room.store, author, post.id, Version(Form.EN, ENGLISH))


def line(form: Form) -> str:
    return str(words_for(form).say("Translated by a machine."))


async def test_its_readers_are_told_until_a_reviewer_signs_just_that_text(newsroom: Newsroom) -> None:
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    post = await translate(newsroom.store, author, Parrot(), (await drafted(newsroom)).id, Form.PT)
    assert post.versions[Form.PT].text.startswith("<b>Cantão</b> brilha. Venha ver!")
    assert light(post, Form.PT) is Light.MACHINE
    async with newsroom.store.read() as tx:
        partner = await tx.partners.get(post.partner_id)
    assert partner
    letter, channel = letter_for(post, partner, Form.PT), letter_for_channel(post, partner, [Form.PT, Form.EN])
    english = letter_for(post, partner, Form.EN)
    assert letter
    assert channel
    assert english
    assert (line(Form.PT) in letter.text, line(Form.PT) in channel.text) == (True, True)
    assert line(Form.EN) not in english.text
    await submit(newsroom.store, author, post.id, newsroom.watch())
    signed = await sign(newsroom.store, admin, post.id, Form.PT, post.versions[Form.PT].print)
    after = letter_for(signed, partner, Form.PT)
    assert after
    assert line(Form.PT) not in after.text


async def test_an_approval_of_the_whole_does_not_sign_it(newsroom: Newsroom) -> None:
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    post = await translate(newsroom.store, author, Parrot(), (await drafted(newsroom)).id, Form.PT)
    async with newsroom.store.read() as tx:
        partner = await tx.partners.get(post.partner_id)
    assert partner
    await submit(newsroom.store, author, post.id, newsroom.watch())
    if partner.benefits.review is Depth.SOURCE:
        approved = await approve(newsroom.store, admin, post.id, post.hash(), newsroom.watch())
        assert light(approved, Form.PT) is Light.MACHINE
    else:
        with pytest.raises(Mistake) as refused:
            await approve(newsroom.store, admin, post.id, post.hash(), newsroom.watch())
        assert refused.value.why is Why.GATE_CLOSED


async def test_a_person_s_text_in_its_place_is_a_person_s(newsroom: Newsroom) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    post = await translate(newsroom.store, author, Parrot(), (await drafted(newsroom)).id, Form.PT)
    post = await put_version(newsroom.store, author, post.id, Version(Form.PT, post.versions[Form.PT].text))
    assert light(post, Form.PT) is Light.DRAFT


@pytest.mark.parametrize("why", [why for why in Why if why.name.startswith("TRANSLATOR_")])
async def test_when_it_fails_the_post_stays_as_it_was(newsroom: Newsroom, why: Why) -> None:
    author, post = await newsroom.speaker(cast.ZIQING), await drafted(newsroom)
    with pytest.raises(Mistake) as refused:
        await translate(newsroom.store, author, Parrot(why), post.id, Form.PT)
    assert refused.value.why is why
    async with newsroom.store.read() as tx:
        assert await tx.posts.get(post.id) == post


async def test_a_source_that_was_changed_meanwhile_is_not_translated_behind_its_author_s_back(
    newsroom: Newsroom,
) -> None:
    author, post = await newsroom.speaker(cast.ZIQING), await drafted(newsroom)
    with pytest.raises(Mistake) as refused:
        await translate(newsroom.store, author, Parrot(store=newsroom.store, post=post), post.id, Form.PT)
    assert refused.value.why is Why.CONTENT_CHANGED
    async with newsroom.store.read() as tx:
        kept = await tx.posts.get(post.id)
    assert kept
    assert set(kept.versions) == {Form.EN}


async def test_a_person_who_writes_that_language_meanwhile_is_not_overwritten(newsroom: Newsroom) -> None:
    author, post = await newsroom.speaker(cast.ZIQING), await drafted(newsroom)
    parrot = Parrot(store=newsroom.store, post=post, meanwhile=Version(Form.PT, "Escrito por uma pessoa."))
    with pytest.raises(Mistake) as refused:
        await translate(newsroom.store, author, parrot, post.id, Form.PT)
    assert refused.value.why is Why.CONTENT_CHANGED
    async with newsroom.store.read() as tx:
        kept = await tx.posts.get(post.id)
    assert kept
    assert kept.versions[Form.PT].text == "Escrito por uma pessoa."


async def test_an_old_button_does_not_put_a_machine_s_words_in_place_of_a_person_s(newsroom: Newsroom) -> None:
    author, post = await newsroom.speaker(cast.ZIQING), await drafted(newsroom)
    await put_version(newsroom.store, author, post.id, Version(Form.PT, "Escrito por uma pessoa."))
    with pytest.raises(Mistake) as refused:
        await translate(newsroom.store, author, Parrot(), post.id, Form.PT)
    assert refused.value.why is Why.CONTENT_CHANGED
