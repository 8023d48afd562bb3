"""Correct one text of a post that was sent, in every delivered copy of its language.

The other script of Chinese goes with it where it was derived from that text, if the author wants it so.

Four eyes: an admin corrects what others wrote; whoever writes for the partner, and an admin's own post, need an admin
who approves what was proposed.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.actions.control import errand_of, finished_sending, start_errand
from bot.actions.render import check_lengths, check_shape, letter_as, letter_for_channel
from bot.broadcast import Broadcast, Errand, Saying
from bot.content import Correction, CorrectionState, Post, Version
from bot.conversion import convert
from bot.delivery import DeliveryState
from bot.gate import signed
from bot.languages import OTHER_SCRIPT, Form
from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind
from bot.partners import Channel, Partner
from bot.people import Speaker
from bot.store import Store, Work
from bot.texts import is_seen, visible


def corrects_alone(speaker: Speaker, post: Post) -> bool:
    """Whether their word is enough: an admin's, about what somebody else wrote."""
    return speaker.is_admin and post.author_id != speaker.reader.id


def made_from(post: Post, version: Version) -> Version | None:
    """The other script as it would be made from this text; none where it is not derived, or would stay as it is."""
    form = OTHER_SCRIPT.get(version.form)
    standing = post.versions.get(form) if form else None
    if form is None or standing is None or standing.derived_from is not version.form:
        return None
    made = Version(form, convert(version.text, form), derived_from=version.form)
    return made if made.text != standing.text else None


async def corrected(
    tx: Work, speaker: Speaker, broadcast_id: int, texts: Collection[Version]
) -> tuple[Broadcast, Post, Post]:
    """The sending, its post as it stands, and as it would be with these texts.

    Raises `Mistake` when nobody may correct it now, or when the new text is empty or too long.
    """
    broadcast, post = await finished_sending(tx, speaker, broadcast_id)
    if any(version.form not in post.versions for version in texts):
        raise Mistake(Why.NO_VERSION)
    if not all(is_seen(visible(version.text)) for version in texts):
        raise Mistake(Why.TEXT_EMPTY)
    partner = await tx.partners.get(post.partner_id)
    if partner is None:
        raise Mistake(Why.NOT_FOUND)
    changed = replace(post, versions={**post.versions, **{version.form: version for version in texts}})
    channels = () if post.places else await tx.channels.of(partner.id)
    check_lengths(changed, partner, channels)
    _check_shapes(post, changed, partner, channels)
    return broadcast, post, replace(changed, approved_hash=changed.hash())


def _check_shapes(post: Post, changed: Post, partner: Partner, channels: Iterable[Channel]) -> None:
    """Every copy keeps its shape: a text that stands under a picture goes on fitting there."""
    for form in changed.versions:
        before, after = letter_as(post, partner, form, form), letter_as(changed, partner, form, form)
        if before and after:
            check_shape(changed, before, after, form)
    for channel in channels:
        before = letter_for_channel(post, partner, channel.forms, separately=channel.separately)
        after = letter_for_channel(changed, partner, channel.forms, separately=channel.separately)
        if before and after:
            check_shape(changed, before, after, next(iter(channel.forms), Form.ZH_HANS))


async def saying(tx: Work, post: Post, changed: Post) -> Saying:
    """Whose copies this correction changes: readers' in its forms, and the channels whose letter reads otherwise."""
    partner = await tx.partners.get(post.partner_id)
    if partner is None:
        raise Mistake(Why.NOT_FOUND)
    channels = () if post.places else await tx.channels.of(partner.id)
    forms = [form for form, version in changed.versions.items() if version != post.versions[form]]
    return Saying(forms, tuple(each.id for each in channels if _reads_otherwise(post, changed, partner, each)))


def _reads_otherwise(post: Post, changed: Post, partner: Partner, channel: Channel) -> bool:
    """In either shape, and in any languages that it had: a copy keeps those in which it was sent."""
    languages = {channel.forms, *(forms for _, forms in channel.past)}
    return any(
        letter_for_channel(post, partner, forms, separately=shape)
        != letter_for_channel(changed, partner, forms, separately=shape)
        for forms in languages
        for shape in (True, False)
    )


async def chats_changed(tx: Work, post: Post, changed: Post, broadcast: Broadcast) -> int:
    """In how many chats a copy would change, of this sending or of another round."""
    sendings = {broadcast.id, *(other.id for other in await tx.broadcasts.with_copies(post.id))}
    return await tx.broadcasts.chats_saying(sendings, await saying(tx, post, changed))


async def correct(
    store: Store, speaker: Speaker, broadcast_id: int, texts: Collection[Version], now: datetime
) -> Broadcast:
    """Put corrected texts in place of every delivered copy in their languages.

    Raises `Mistake(NOT_ALLOWED | OWN_POST)`, and as `corrected`.
    """
    speaker.must_be_admin()
    async with store.write() as tx:
        broadcast, post, changed = await corrected(tx, speaker, broadcast_id, texts)
        if not corrects_alone(speaker, post):
            raise Mistake(Why.OWN_POST)
        meant = await saying(tx, post, changed)
        changed = signed(changed, meant.forms, speaker.reader.id)
        return await _start(tx, speaker, errand_of(broadcast, Errand.CORRECT, changed, now), changed, meant)


async def propose(
    store: Store, speaker: Speaker, broadcast_id: int, texts: Sequence[Version], now: datetime
) -> Correction:
    """Ask the admins; those who may approve it are told, with what stands and what would. The first is the author's."""
    async with store.write() as tx:
        broadcast, post, _ = await corrected(tx, speaker, broadcast_id, texts)
        beside = texts[1] if len(texts) > 1 else None
        proposed = Correction(0, broadcast.id, texts[0], post.hash(), speaker.reader.id, now, beside=beside)
        correction = await tx.corrections.add(proposed)
        facts: dict[str, str | int] = {"post_id": post.id, "correction_id": correction.id}
        for admin in await tx.admins.all():
            if admin.id != speaker.reader.id:
                await tx.notices.add(Notice(admin.id, NoticeKind.CORRECTION, facts, at=now))
        await tx.programme.note(now, speaker.reader.id, "propose", f"correction {correction.id} of post {post.id}")
        return correction


async def approve_correction(store: Store, speaker: Speaker, correction_id: int, now: datetime) -> Broadcast:
    """Carry out what was proposed.

    Raises `Mistake(NOT_ALLOWED | NOT_FOUND | OWN_CORRECTION | CORRECTION_DECIDED | CONTENT_CHANGED)`, and
    `BROADCAST_RUNNING` while another errand is under way: then it can be approved a little later.
    """
    async with store.write() as tx:
        correction = await _open(tx, speaker, correction_id)
        broadcast, post, changed = await corrected(tx, speaker, correction.broadcast_id, correction.texts)
        if post.hash() != correction.content_hash:
            raise Mistake(Why.CONTENT_CHANGED)
        await _decide(tx, speaker, correction, CorrectionState.APPROVED, now)
        meant = await saying(tx, post, changed)
        changed = signed(changed, meant.forms, speaker.reader.id)
        return await _start(tx, speaker, errand_of(broadcast, Errand.CORRECT, changed, now), changed, meant)


async def decline_correction(store: Store, speaker: Speaker, correction_id: int, now: datetime) -> Correction:
    """Leave every copy as it is; whoever proposed it is told."""
    async with store.write() as tx:
        correction = await _open(tx, speaker, correction_id)
        await _decide(tx, speaker, correction, CorrectionState.DECLINED, now)
        return replace(correction, state=CorrectionState.DECLINED)


async def _open(tx: Work, speaker: Speaker, correction_id: int) -> Correction:
    """A correction that this admin may decide."""
    speaker.must_be_admin()
    correction = await tx.corrections.get(correction_id)
    if correction is None:
        raise Mistake(Why.NOT_FOUND)
    if correction.state is not CorrectionState.OPEN:
        raise Mistake(Why.CORRECTION_DECIDED)
    if correction.proposed_by == speaker.reader.id:
        raise Mistake(Why.OWN_CORRECTION)
    return correction


async def _decide(tx: Work, speaker: Speaker, correction: Correction, state: CorrectionState, now: datetime) -> None:
    if not await tx.corrections.decide(correction.id, state, speaker.reader.id):
        raise Mistake(Why.CORRECTION_DECIDED)
    broadcast = await tx.broadcasts.get(correction.broadcast_id)
    facts: dict[str, str | int] = {"post_id": broadcast.post_id if broadcast else 0, "correction_id": correction.id}
    await tx.notices.add(Notice(correction.proposed_by, NoticeKind.CORRECTION_DECIDED, facts, at=now))
    await tx.programme.note(now, speaker.reader.id, state.value, f"correction {correction.id}")


async def _start(tx: Work, speaker: Speaker, errand: Broadcast, changed: Post, meant: Saying) -> Broadcast:
    """Only copies that say it are meant.

    Copies of other rounds, of a wave's other groups and of what was sent again are corrected beside, each under its
    own sending. Rounds to come say the new text.
    """
    if not changed.is_story or not await tx.posts.advance(changed, changed.state):
        raise Mistake(Why.CONTENT_CHANGED)
    # Not `sums`: a series has hundreds of rounds, and this is a write that others wait for.
    for other in await tx.broadcasts.with_copies(errand.post_id):
        if other.id == errand.origin_id:
            continue
        beside = errand_of(other, Errand.CORRECT, changed, errand.started_at)
        await tx.broadcasts.start_errand(beside, {DeliveryState.SENT}, meant)
    return await start_errand(tx, speaker, errand, {DeliveryState.SENT}, meant)
