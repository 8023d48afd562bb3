"""A sent text is corrected in every copy: by an admin about what others wrote, else with a second pair of eyes."""

from dataclasses import replace

import pytest

from bot.actions.admit import toggle_channel_form
from bot.actions.control import recall
from bot.actions.correct import approve_correction, chats_changed, correct, corrected, decline_correction, propose
from bot.broadcast import Broadcast, Errand
from bot.content import Correction, Post, PostState, Version
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind
from bot.people import Speaker
from tests import cast
from tests.actions.conftest import FOUR, Newsroom
from tests.actions.test_control import sent

SUNDAY = Version(Form.EN, "See you by the river on Sunday")


async def proposed(newsroom: Newsroom) -> tuple[Post, Broadcast, Correction]:
    post, broadcast = await sent(newsroom)
    author = await newsroom.speaker(cast.ZIQING)
    return post, broadcast, await propose(newsroom.store, author, broadcast.id, SUNDAY, newsroom.watch())


async def told(newsroom: Newsroom, kind: NoticeKind) -> list[Notice]:
    async with newsroom.store.read() as tx:
        return [each for each in await tx.notices.waiting(newsroom.watch(), 100) if each.kind is kind]


def as_admin(speaker: Speaker) -> Speaker:
    """The same person, were they an admin."""
    return replace(speaker, is_admin=True)


async def test_a_proposal_changes_nothing_until_an_admin_approves_it(newsroom: Newsroom) -> None:
    post, _, correction = await proposed(newsroom)
    await newsroom.deliver_all()
    assert FOUR[Form.EN] in (await newsroom.received(cast.EMMA))[0]
    admin = await newsroom.speaker(cast.ZHIYUAN)
    (notice,) = await told(newsroom, NoticeKind.CORRECTION)
    assert (notice.person_id, notice.facts["correction_id"]) == (admin.reader.id, correction.id)
    errand = await approve_correction(newsroom.store, admin, correction.id, newsroom.watch())
    assert errand.errand is Errand.CORRECT
    await newsroom.deliver_all()
    (emma,) = await newsroom.received(cast.EMMA)
    assert SUNDAY.text in emma
    assert FOUR[Form.PT] in (await newsroom.received(cast.JOANA))[0]
    (answer,) = await told(newsroom, NoticeKind.CORRECTION_DECIDED)
    assert answer.person_id == post.author_id
    async with newsroom.store.read() as tx:
        now = await tx.posts.get(post.id)
    assert now is not None
    assert (now.state, now.approved_hash) == (PostState.SENT, now.hash())
    assert now.versions[Form.EN].signed_by == admin.reader.id


async def test_what_is_declined_stays_as_it_was_and_its_author_hears(newsroom: Newsroom) -> None:
    post, _, correction = await proposed(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    await decline_correction(newsroom.store, admin, correction.id, newsroom.watch())
    await newsroom.deliver_all()
    assert FOUR[Form.EN] in (await newsroom.received(cast.EMMA))[0]
    assert [each.person_id for each in await told(newsroom, NoticeKind.CORRECTION_DECIDED)] == [post.author_id]


async def test_a_correction_is_decided_once(newsroom: Newsroom) -> None:
    _, _, correction = await proposed(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    await approve_correction(newsroom.store, admin, correction.id, newsroom.watch())
    for again in (approve_correction, decline_correction):
        with pytest.raises(Mistake) as refused:
            await again(newsroom.store, admin, correction.id, newsroom.watch())
        assert refused.value.why is Why.CORRECTION_DECIDED


async def test_nobody_approves_what_they_proposed_or_corrects_alone_what_they_wrote(newsroom: Newsroom) -> None:
    _, broadcast, correction = await proposed(newsroom)
    author = as_admin(await newsroom.speaker(cast.ZIQING))
    with pytest.raises(Mistake) as refused:
        await approve_correction(newsroom.store, author, correction.id, newsroom.watch())
    assert refused.value.why is Why.OWN_CORRECTION
    with pytest.raises(Mistake) as refused:
        await correct(newsroom.store, author, broadcast.id, SUNDAY, newsroom.watch())
    assert refused.value.why is Why.OWN_POST


async def test_a_correction_of_what_has_changed_since_is_not_approved(newsroom: Newsroom) -> None:
    _, broadcast, correction = await proposed(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    await correct(newsroom.store, admin, broadcast.id, Version(Form.EN, "See you on Monday"), newsroom.watch())
    with pytest.raises(Mistake) as refused:
        await approve_correction(newsroom.store, admin, correction.id, newsroom.watch())
    assert refused.value.why is Why.BROADCAST_RUNNING
    await newsroom.deliver_all()
    with pytest.raises(Mistake) as refused:
        await approve_correction(newsroom.store, admin, correction.id, newsroom.watch())
    assert refused.value.why is Why.CONTENT_CHANGED


@pytest.mark.parametrize(
    ("version", "why"),
    [
        (Version(Form.EN, " <b> </b>"), Why.TEXT_EMPTY),
        (Version(Form.EN, "x" * 4097), Why.TEXT_TOO_LONG),
    ],
)
async def test_a_text_that_could_not_be_sent_is_not_proposed(newsroom: Newsroom, version: Version, why: Why) -> None:
    _, broadcast = await sent(newsroom)
    author = await newsroom.speaker(cast.ZIQING)
    with pytest.raises(Mistake) as refused:
        await propose(newsroom.store, author, broadcast.id, version, newsroom.watch())
    assert refused.value.why is why


async def test_strangers_propose_and_approve_nothing(newsroom: Newsroom) -> None:
    _, broadcast, correction = await proposed(newsroom)
    emma, author = await newsroom.speaker(cast.EMMA), await newsroom.speaker(cast.ZIQING)
    for deed in (
        propose(newsroom.store, emma, broadcast.id, SUNDAY, newsroom.watch()),
        approve_correction(newsroom.store, author, correction.id, newsroom.watch()),
        decline_correction(newsroom.store, emma, correction.id, newsroom.watch()),
    ):
        with pytest.raises(Mistake) as refused:
            await deed
        assert refused.value.why is Why.NOT_ALLOWED


async def test_a_correction_names_those_it_could_not_reach(newsroom: Newsroom) -> None:
    post, broadcast = await sent(newsroom)
    await newsroom.fault(
        method="editMessageText", chat_id=cast.JOANA, error=[400, "Bad Request: message to edit not found"]
    )
    admin = await newsroom.speaker(cast.ZHIYUAN)
    await correct(newsroom.store, admin, broadcast.id, Version(Form.PT, "Até domingo"), newsroom.watch())
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert outcomes == {cast.JOANA: ("refused", "copy")}


@pytest.mark.parametrize(
    ("form", "meant"),
    [
        (Form.EN, {cast.EMMA, cast.CHANNEL}),  # the channel takes Simplified Chinese and English
        (Form.PT, {cast.JOANA}),
    ],
)
async def test_a_correction_counts_and_means_only_channels_that_have_the_language(
    newsroom: Newsroom, form: Form, meant: set[int]
) -> None:
    post, broadcast = await sent(newsroom)
    admin, version = await newsroom.speaker(cast.ZHIYUAN), Version(form, "2027")
    async with newsroom.store.read() as tx:
        _, was, changed = await corrected(tx, admin, broadcast.id, version)
        said = await chats_changed(tx, was, changed, broadcast, form)
    errand = await correct(newsroom.store, admin, broadcast.id, version, newsroom.watch())
    await newsroom.deliver_all()
    assert set(await newsroom.outcomes(post)) == meant
    assert (said, errand.meant) == (len(meant), len(meant))


async def test_a_channel_whose_language_is_read_as_another_is_corrected_with_that_one(newsroom: Newsroom) -> None:
    admin = await newsroom.speaker(cast.ZHIYUAN)
    async with newsroom.store.read() as tx:
        channel = await tx.channels.by_address(cast.CHANNEL)
    assert channel is not None
    for form in (Form.YUE, *channel.forms):  # a channel has always one
        await toggle_channel_form(newsroom.store, admin, channel.id, form, newsroom.watch())
    _, broadcast = await sent(newsroom, {form: text for form, text in FOUR.items() if form is not Form.YUE})
    assert FOUR[Form.ZH_HANT] in (await newsroom.received(cast.CHANNEL))[0]
    await correct(newsroom.store, admin, broadcast.id, Version(Form.ZH_HANT, "禮拜日見"), newsroom.watch())
    await newsroom.deliver_all()
    assert "禮拜日見" in (await newsroom.received(cast.CHANNEL))[0]


async def test_what_is_being_recalled_is_not_corrected(newsroom: Newsroom) -> None:
    _, broadcast = await sent(newsroom)
    author = await newsroom.speaker(cast.ZIQING)
    await recall(newsroom.store, author, broadcast.id, newsroom.watch())
    with pytest.raises(Mistake) as refused:
        await propose(newsroom.store, author, broadcast.id, SUNDAY, newsroom.watch())
    assert refused.value.why is Why.BROADCAST_RUNNING
