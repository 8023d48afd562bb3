"""A sent text is corrected in every copy: by an admin about what others wrote, else with a second pair of eyes."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.admit import choose_channel_form
from bot.actions.compose import derive_version, open_draft, put_version
from bot.actions.control import recall
from bot.actions.correct import (
    approve_correction,
    chats_changed,
    correct,
    corrected,
    decline_correction,
    end_correction,
    made_from,
    propose,
    withdraw_correction,
)
from bot.actions.correction_notices import correction_letter, rivals_of
from bot.actions.review import approve
from bot.actions.submit import submit
from bot.broadcast import Broadcast, Errand
from bot.content import Post, PostState, Version
from bot.corrections import Correction, CorrectionState, Replacement
from bot.delivery import DeliveryState
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.notices import NoticeKind
from bot.people import Speaker
from bot.words import words_for
from tests import cast
from tests.actions.conftest import FOUR, Newsroom
from tests.actions.deeds import due
from tests.actions.lines import dies_after_intending
from tests.actions.lookups import sent, told
from tests.ledger import outcomes_of

SUNDAY = Version(Form.EN, "See you by the river on Sunday")


async def proposed(newsroom: Newsroom) -> tuple[Post, Broadcast, Correction]:
    post, broadcast = await sent(newsroom)
    author = await newsroom.speaker(cast.ZIQING)
    return post, broadcast, await propose(newsroom.store, author, broadcast.id, Replacement([SUNDAY]), newsroom.watch())


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
    assert isinstance(errand, Broadcast)
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


async def corrected_to_sunday(newsroom: Newsroom) -> Broadcast:
    """A correction that has begun."""
    _, _, correction = await proposed(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    errand = await approve_correction(newsroom.store, admin, correction.id, newsroom.watch())
    assert isinstance(errand, Broadcast)
    return errand


async def ends(newsroom: Newsroom, errand: Broadcast) -> set[tuple[DeliveryState, str | None]]:
    async with newsroom.store.read() as tx:
        return {(each.state, each.reason) for each in await outcomes_of(tx, errand.id)}


async def test_a_worker_that_died_while_correcting_leaves_nobody_in_doubt(newsroom: Newsroom) -> None:
    errand = await corrected_to_sunday(newsroom)
    await dies_after_intending(newsroom, "died", 3)
    await newsroom.deliver_all()
    assert await ends(newsroom, errand) == {(DeliveryState.SENT, None)}
    assert SUNDAY.text in (await newsroom.received(cast.EMMA))[0]


@pytest.mark.parametrize("cut", ["after", "before"])
async def test_a_correction_without_an_answer_is_made_once_more(newsroom: Newsroom, cut: str) -> None:
    errand = await corrected_to_sunday(newsroom)
    await newsroom.fault(method="editMessageText", chat_id=cast.EMMA, cut=cut)
    await newsroom.deliver_all()
    assert await ends(newsroom, errand) == {(DeliveryState.SENT, None)}
    assert SUNDAY.text in (await newsroom.received(cast.EMMA))[0]


async def test_a_correction_that_is_never_answered_is_in_doubt_after_the_second_time(newsroom: Newsroom) -> None:
    errand = await corrected_to_sunday(newsroom)
    await newsroom.fault(method="editMessageText", chat_id=cast.EMMA, cut="before", times=9)
    await newsroom.deliver_all()
    assert await ends(newsroom, errand) == {(DeliveryState.SENT, None), (DeliveryState.UNKNOWN, "timeout")}


async def test_what_is_declined_stays_as_it_was_and_its_author_hears(newsroom: Newsroom) -> None:
    post, _, correction = await proposed(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    await decline_correction(newsroom.store, admin, correction.id, newsroom.watch())
    await newsroom.deliver_all()
    assert FOUR[Form.EN] in (await newsroom.received(cast.EMMA))[0]
    (answer,) = await told(newsroom, NoticeKind.CORRECTION_DECIDED)
    assert answer.person_id == post.author_id
    async with newsroom.store.read() as tx:
        letter = await correction_letter(tx, answer, post, admin.reader)
    assert letter
    assert post.title_in(admin.reader.speaks) in letter.text
    assert "<u><s>Saturday</s></u>→<u><b>Sunday</b></u>" in letter.text


async def test_what_waits_is_listed_until_whoever_writes_for_the_partner_takes_it_back(newsroom: Newsroom) -> None:
    post, broadcast, correction = await proposed(newsroom)
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    async with newsroom.store.read() as tx:
        assert [each.id for each in await tx.corrections.waiting()] == [correction.id]
        assert await tx.corrections.count() == 1
        assert [each.id for each in await tx.corrections.waiting(post.id)] == [correction.id]
        assert await tx.corrections.waiting(post.id + 1) == []
    with pytest.raises(Mistake) as refused:
        await withdraw_correction(newsroom.store, admin, correction.id, newsroom.watch())
    assert refused.value.why is Why.NOT_ALLOWED
    await withdraw_correction(newsroom.store, author, correction.id, newsroom.watch())
    with pytest.raises(Mistake) as refused:
        await approve_correction(newsroom.store, admin, correction.id, newsroom.watch())
    assert refused.value.why is Why.CORRECTION_DECIDED
    async with newsroom.store.read() as tx:
        assert await tx.corrections.waiting() == []
        assert await tx.corrections.count() == 0
    assert not await told(newsroom, NoticeKind.CORRECTION_DECIDED)
    # Somebody else who writes for the partner takes it back: then whoever proposed it hears of that.
    again = await propose(newsroom.store, author, broadcast.id, Replacement([SUNDAY]), newsroom.watch())
    colleague = replace(await newsroom.speaker(cast.EMMA), partner_ids=author.partner_ids)
    await withdraw_correction(newsroom.store, colleague, again.id, newsroom.watch())
    assert [each.person_id for each in await told(newsroom, NoticeKind.CORRECTION_DECIDED)] == [post.author_id]


async def test_who_proposes_the_same_again_replaces_their_own_and_an_admin_sees_what_others_propose_for_it(
    newsroom: Newsroom,
) -> None:
    post, broadcast, first = await proposed(newsroom)
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    colleague = replace(await newsroom.speaker(cast.JOANA), partner_ids=author.partner_ids)
    monday = Replacement([Version(Form.EN, "See you by the river on Monday")])
    async with newsroom.store.read() as tx:
        post = await tx.posts.get(post.id) or post
        assert [each.gives_way for each in await rivals_of(tx, author.reader, post, monday)] == [True]
        assert [each.gives_way for each in await rivals_of(tx, colleague.reader, post, monday)] == [False]
        assert not await rivals_of(tx, author.reader, post, Replacement(ways=()))
    theirs = await propose(newsroom.store, colleague, broadcast.id, monday, newsroom.watch())
    again = await propose(newsroom.store, author, broadcast.id, monday, newsroom.watch())
    async with newsroom.store.read() as tx:
        assert [each.id for each in await tx.corrections.waiting(post.id)] == [theirs.id, again.id]
        kept = await tx.corrections.get(first.id)
        letter = await correction_letter(tx, (await told(newsroom, NoticeKind.CORRECTION))[-1], post, admin.reader)
    assert kept
    assert kept.state is CorrectionState.REPLACED
    assert not await told(newsroom, NoticeKind.CORRECTION_DECIDED)
    assert letter
    assert "<u><s>Saturday</s></u>→<u><b>Monday</b></u>" in letter.text
    assert f"fixq:{theirs.id}:0" in str(letter.rows)
    assert f"fixq:{first.id}:0" not in str(letter.rows)


async def test_a_correction_is_decided_once(newsroom: Newsroom) -> None:
    _, _, correction = await proposed(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    await approve_correction(newsroom.store, admin, correction.id, newsroom.watch())
    for again in (approve_correction, decline_correction):
        with pytest.raises(Mistake) as refused:
            await again(newsroom.store, admin, correction.id, newsroom.watch())
        assert refused.value.why is Why.CORRECTION_DECIDED
    author = await newsroom.speaker(cast.ZIQING)
    with pytest.raises(Mistake) as refused:
        await withdraw_correction(newsroom.store, author, correction.id, newsroom.watch())
    assert refused.value.why is Why.CORRECTION_DECIDED


async def test_of_a_yes_and_a_withdrawal_at_one_moment_one_holds_and_the_other_is_told_so(newsroom: Newsroom) -> None:
    _, _, correction = await proposed(newsroom)
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    both = (
        withdraw_correction(newsroom.store, author, correction.id, newsroom.watch()),
        approve_correction(newsroom.store, admin, correction.id, newsroom.watch()),
    )
    (refused,) = [each for each in await asyncio.gather(*both, return_exceptions=True) if isinstance(each, Mistake)]
    assert refused.why is Why.CORRECTION_DECIDED


async def test_nobody_approves_what_they_proposed_or_corrects_alone_what_they_wrote(newsroom: Newsroom) -> None:
    _, broadcast, correction = await proposed(newsroom)
    author = as_admin(await newsroom.speaker(cast.ZIQING))
    with pytest.raises(Mistake) as refused:
        await approve_correction(newsroom.store, author, correction.id, newsroom.watch())
    assert refused.value.why is Why.OWN_CORRECTION
    with pytest.raises(Mistake) as refused:
        await correct(newsroom.store, author, broadcast.id, Replacement([SUNDAY]), newsroom.watch())
    assert refused.value.why is Why.OWN_POST


async def test_what_no_longer_fits_ends_with_the_correction_that_takes_its_place_and_its_author_hears(
    newsroom: Newsroom,
) -> None:
    post, broadcast, correction = await proposed(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    monday = Replacement([Version(Form.EN, "See you on Monday")])
    await correct(newsroom.store, admin, broadcast.id, monday, newsroom.watch())
    assert [each.person_id for each in await told(newsroom, NoticeKind.CORRECTION_DECIDED)] == [post.author_id]
    async with newsroom.store.read() as tx:
        ended = await tx.corrections.get(correction.id)
    assert ended
    assert ended.state is CorrectionState.OUTDATED


async def misfit(newsroom: Newsroom) -> tuple[Post, Correction]:
    """One that waits, and takes the place of what does not stand there."""
    post, _, correction = await proposed(newsroom)
    async with newsroom.store.write() as tx:
        await tx.corrections.decide(correction.id, CorrectionState.REPLACED, post.author_id)
        kept = await tx.corrections.add(replace(correction, content_hash="of another text"))
    return post, kept


@pytest.mark.parametrize("verb", [approve_correction, end_correction])
async def test_a_correction_of_what_has_changed_since_is_ended_and_its_author_hears(
    newsroom: Newsroom, verb: Callable[..., Awaitable[Broadcast | Correction]]
) -> None:
    post, correction = await misfit(newsroom)
    ended = await verb(newsroom.store, await newsroom.speaker(cast.ZHIYUAN), correction.id, newsroom.watch())
    assert isinstance(ended, Correction)
    assert ended.state is CorrectionState.OUTDATED
    assert [each.person_id for each in await told(newsroom, NoticeKind.CORRECTION_DECIDED)] == [post.author_id]


async def test_what_fits_is_not_taken_off_the_list(newsroom: Newsroom) -> None:
    _, _, correction = await proposed(newsroom)
    with pytest.raises(Mistake) as refused:
        await end_correction(newsroom.store, await newsroom.speaker(cast.ZHIYUAN), correction.id, newsroom.watch())
    assert refused.value.why is Why.CONTENT_CHANGED


async def test_a_correction_of_one_text_does_not_mind_that_another_was_corrected_since(newsroom: Newsroom) -> None:
    _, broadcast, correction = await proposed(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    other = Replacement([Version(Form.PT, "Até segunda-feira")])
    await correct(newsroom.store, admin, broadcast.id, other, newsroom.watch())
    await newsroom.deliver_all()
    assert isinstance(await approve_correction(newsroom.store, admin, correction.id, newsroom.watch()), Broadcast)


async def test_a_recall_ends_what_waits_and_its_author_hears_why(newsroom: Newsroom) -> None:
    post, broadcast, correction = await proposed(newsroom)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    await recall(newsroom.store, admin, broadcast.id, newsroom.watch())
    async with newsroom.store.read() as tx:
        assert not await tx.corrections.waiting(post.id)
        (answer,) = await told(newsroom, NoticeKind.CORRECTION_DECIDED)
        letter = await correction_letter(tx, answer, post, admin.reader)
    assert letter
    words = words_for(admin.reader.speaks)
    assert str(words.say("✗ The post has been recalled, so your correction isn't needed any more.")) in letter.text
    with pytest.raises(Mistake) as refused:
        await approve_correction(newsroom.store, admin, correction.id, newsroom.watch())
    assert refused.value.why is Why.CORRECTION_DECIDED


@pytest.mark.parametrize(
    ("version", "why"),
    [
        (Version(Form.EN, " <b> </b>"), Why.TEXT_EMPTY),
        (Version(Form.EN, "<b>\u200b\u2060</b>\n"), Why.TEXT_EMPTY),
        (Version(Form.EN, "x" * 4097), Why.TEXT_TOO_LONG),
    ],
)
async def test_a_text_that_could_not_be_sent_is_not_proposed(newsroom: Newsroom, version: Version, why: Why) -> None:
    _, broadcast = await sent(newsroom)
    author = await newsroom.speaker(cast.ZIQING)
    with pytest.raises(Mistake) as refused:
        await propose(newsroom.store, author, broadcast.id, Replacement([version]), newsroom.watch())
    assert refused.value.why is why


async def test_strangers_propose_and_approve_nothing(newsroom: Newsroom) -> None:
    _, broadcast, correction = await proposed(newsroom)
    emma, author = await newsroom.speaker(cast.EMMA), await newsroom.speaker(cast.ZIQING)
    for deed in (
        propose(newsroom.store, emma, broadcast.id, Replacement([SUNDAY]), newsroom.watch()),
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
    await correct(newsroom.store, admin, broadcast.id, Replacement([Version(Form.PT, "Até domingo")]), newsroom.watch())
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
        _, was, changed = await corrected(tx, admin, broadcast.id, Replacement([version]))
        said = await chats_changed(tx, was, changed, broadcast)
    errand = await correct(newsroom.store, admin, broadcast.id, Replacement([version]), newsroom.watch())
    await newsroom.deliver_all()
    assert set(await newsroom.outcomes(post)) == meant
    assert (said, errand.meant) == (len(meant), len(meant))


async def test_a_channel_whose_language_is_read_as_another_is_corrected_with_that_one(newsroom: Newsroom) -> None:
    admin = await newsroom.speaker(cast.ZHIYUAN)
    async with newsroom.store.read() as tx:
        channel = await tx.channels.by_address(cast.CHANNEL)
    assert channel is not None
    for form in (Form.YUE, *channel.forms):  # a channel has always one
        await choose_channel_form(newsroom.store, admin, channel.id, form, newsroom.watch(), on=form is Form.YUE)
    _, broadcast = await sent(newsroom, {form: text for form, text in FOUR.items() if form is not Form.YUE})
    assert FOUR[Form.ZH_HANT] in (await newsroom.received(cast.CHANNEL))[0]
    await correct(
        newsroom.store, admin, broadcast.id, Replacement([Version(Form.ZH_HANT, "禮拜日見")]), newsroom.watch()
    )
    await newsroom.deliver_all()
    assert "禮拜日見" in (await newsroom.received(cast.CHANNEL))[0]


async def test_a_channel_that_lost_a_language_has_its_copies_corrected_in_those_in_which_they_came(
    newsroom: Newsroom,
) -> None:
    admin = await newsroom.speaker(cast.ZHIYUAN)
    _, broadcast = await sent(newsroom)
    async with newsroom.store.read() as tx:
        channel = await tx.channels.by_address(cast.CHANNEL)
    assert channel is not None
    assert channel.forms == (Form.ZH_HANS, Form.EN)
    newsroom.watch.forward(timedelta(minutes=1))
    await choose_channel_form(newsroom.store, admin, channel.id, Form.EN, newsroom.watch(), on=False)
    for version in (SUNDAY, Version(Form.ZH_HANS, "改到周日")):
        await correct(newsroom.store, admin, broadcast.id, Replacement([version]), newsroom.watch())
        await newsroom.deliver_all()
    (copy,) = await newsroom.received(cast.CHANNEL)
    assert SUNDAY.text in copy
    assert "改到周日" in copy


async def test_what_a_channel_got_after_it_lost_a_language_does_not_get_it_back_by_a_correction(
    newsroom: Newsroom,
) -> None:
    admin = await newsroom.speaker(cast.ZHIYUAN)
    async with newsroom.store.read() as tx:
        channel = await tx.channels.by_address(cast.CHANNEL)
    assert channel is not None
    await choose_channel_form(newsroom.store, admin, channel.id, Form.EN, newsroom.watch(), on=False)
    newsroom.watch.forward(timedelta(minutes=1))
    post, broadcast = await sent(newsroom)
    for version in (SUNDAY, Version(Form.ZH_HANS, "改到周日")):
        await correct(newsroom.store, admin, broadcast.id, Replacement([version]), newsroom.watch())
        await newsroom.deliver_all()
        assert {state for state, _ in (await newsroom.outcomes(post)).values()} == {"sent"}
    (copy,) = await newsroom.received(cast.CHANNEL)
    assert copy.startswith("改到周日")
    assert SUNDAY.text not in copy


async def with_derived(newsroom: Newsroom, text: str) -> tuple[Post, Broadcast]:
    """Sent in Simplified Chinese, and in the Traditional that is made from it."""
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    post = await open_draft(newsroom.store, author, next(iter(author.partner_ids)), newsroom.watch())
    await put_version(newsroom.store, author, post.id, Version(Form.ZH_HANS, text))
    post = await derive_version(newsroom.store, author, post.id, Form.ZH_HANT)
    post = await submit(newsroom.store, author, post.id, newsroom.watch())
    await approve(newsroom.store, admin, post.id, post.hash(), newsroom.watch())
    await due(newsroom, post)
    await newsroom.deliver_all()
    return post, (await newsroom.broadcasts(post))[0]


async def test_the_derived_script_is_made_again_and_corrected_with_the_one_that_it_is_made_from(
    newsroom: Newsroom,
) -> None:
    post, broadcast = await with_derived(newsroom, "周六江边见")
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    new = Version(Form.ZH_HANS, "周日湾区见")
    made = made_from(post, new)
    assert made is not None
    assert (made.form, made.text, made.derived_from) == (Form.ZH_HANT, "星期日灣區見", Form.ZH_HANS)
    async with newsroom.store.read() as tx:
        _, was, changed = await corrected(tx, author, broadcast.id, Replacement([new, made]))
        said = await chats_changed(tx, was, changed, broadcast)
    correction = await propose(newsroom.store, author, broadcast.id, Replacement((new, made)), newsroom.watch())
    async with newsroom.store.read() as tx:
        assert (await tx.corrections.get(correction.id)) == correction
    errand = await approve_correction(newsroom.store, admin, correction.id, newsroom.watch())
    assert isinstance(errand, Broadcast)
    assert errand.meant == said
    await newsroom.deliver_all()
    assert new.text in (await newsroom.received(cast.XIAOLAN))[0]
    for address in (cast.WINGSZE, cast.KAMAN):
        (letter,) = await newsroom.received(address)
        assert made.text in letter
    async with newsroom.store.read() as tx:
        now = await tx.posts.get(post.id)
    assert now is not None
    assert now.versions[Form.ZH_HANT].derived_from is Form.ZH_HANS
    assert {version.signed_by for version in now.versions.values()} == {admin.reader.id}


async def test_the_derived_script_stays_where_its_author_wants_it_so_and_may_follow_later(newsroom: Newsroom) -> None:
    post, broadcast = await with_derived(newsroom, "周六江边见")
    admin, new = await newsroom.speaker(cast.ZHIYUAN), Version(Form.ZH_HANS, "周日湾区见")
    await correct(newsroom.store, admin, broadcast.id, Replacement([new]), newsroom.watch())
    await newsroom.deliver_all()
    assert "星期六江邊見" in (await newsroom.received(cast.WINGSZE))[0]
    async with newsroom.store.read() as tx:
        now = await tx.posts.get(post.id)
    assert now is not None
    assert made_from(now, replace(new, text="周日下午湾区见")) is not None
    await correct(
        newsroom.store, admin, broadcast.id, Replacement([Version(Form.ZH_HANT, "禮拜日見")]), newsroom.watch()
    )
    await newsroom.deliver_all()
    async with newsroom.store.read() as tx:
        now = await tx.posts.get(post.id)
    assert now is not None
    assert made_from(now, new) is None  # by now somebody wrote it


async def test_a_derived_text_that_gets_too_long_is_named_with_the_one_that_can_be_shortened(
    newsroom: Newsroom,
) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    post = await open_draft(newsroom.store, author, next(iter(author.partner_ids)), newsroom.watch())
    await put_version(newsroom.store, author, post.id, Version(Form.ZH_HANS, "周六江边见"))
    await derive_version(newsroom.store, author, post.id, Form.ZH_HANT)
    with pytest.raises(Mistake) as refused:  # 周六 is 星期六 there
        await put_version(newsroom.store, author, post.id, Version(Form.ZH_HANS, "周六江边见" * 800))
    assert (refused.value.why, refused.value.facts["form"]) == (Why.DERIVED_TOO_LONG, Form.ZH_HANT)
    assert refused.value.facts["source"] is Form.ZH_HANS


async def test_what_is_being_recalled_is_not_corrected(newsroom: Newsroom) -> None:
    _, broadcast = await sent(newsroom)
    author = await newsroom.speaker(cast.ZIQING)
    await recall(newsroom.store, author, broadcast.id, newsroom.watch())
    with pytest.raises(Mistake) as refused:
        await propose(newsroom.store, author, broadcast.id, Replacement([SUNDAY]), newsroom.watch())
    assert refused.value.why is Why.BROADCAST_RUNNING
    await newsroom.deliver_all()
    with pytest.raises(Mistake) as refused:
        await propose(newsroom.store, author, broadcast.id, Replacement([SUNDAY]), newsroom.watch())
    assert refused.value.why is Why.RECALLED
