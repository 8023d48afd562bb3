"""Correct a post that was sent, in every delivered copy that it changes: a text, the buttons, or a picture.

The other script of Chinese goes with a text where it was derived from it, if the author wants it so.

Four eyes: an admin corrects what others wrote; whoever writes for the partner, and an admin's own post, need an admin
who approves what was proposed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.actions.control import errand_of, finished_sending, own_broadcast, start_errand
from bot.actions.decide import decide
from bot.actions.held import held_broadcast
from bot.actions.render import check_lengths, check_shape, letter_as, letter_for, letter_for_channel
from bot.broadcast import Broadcast, Errand, Saying
from bot.content import Media, MediaKind, Post, Version
from bot.corrections import Correction, CorrectionState, Picture, Replacement
from bot.delivery import DeliveryState
from bot.forms.conversion import convert
from bot.forms.flips import less_command
from bot.gate import signed
from bot.languages import OTHER_SCRIPT, Form
from bot.mistakes import Mistake, Why, existing
from bot.notices import Notice, NoticeKind
from bot.partners import Channel, Partner
from bot.people import Speaker
from bot.store import Store, Work
from bot.texts import is_seen, visible
from bot.transport import Letter


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


async def corrected(tx: Work, speaker: Speaker, broadcast_id: int, what: Replacement) -> tuple[Broadcast, Post, Post]:
    """The sending, its post as it stands, and as it would be with what takes the place of something.

    Raises `Mistake` when nobody may correct it now, when it is what stands, or has no place in the copies.
    """
    broadcast, post = await correctable(tx, speaker, broadcast_id)
    return broadcast, post, await _with(tx, post, what)


async def correctable(tx: Work, speaker: Speaker, broadcast_id: int) -> tuple[Broadcast, Post]:
    """A sending that is over, whose post is still out. Raises `Mistake(RECALLED)`, and as `finished_sending`."""
    broadcast, post = await finished_sending(tx, speaker, broadcast_id)
    if not post.is_story:
        raise Mistake(Why.RECALLED)
    return broadcast, post


async def _with(tx: Work, post: Post, what: Replacement) -> Post:
    """The post as it would be, when its copies have a place for that."""
    changed = what.put_into(post)
    if changed.hash() == post.hash():
        raise Mistake(Why.NOTHING_CORRECTED)
    if not all(is_seen(visible(version.text)) for version in what.texts):
        raise Mistake(Why.TEXT_EMPTY)
    if less_command(post) and changed.ways:
        raise Mistake(Why.ALBUM_WITHOUT_BUTTONS)
    partner = existing(await tx.partners.get(post.partner_id))
    channels = await _channels(tx, post)
    check_lengths(changed, partner, channels)
    _check_shapes(post, changed, partner, channels)
    return replace(changed, approved_hash=changed.hash())


async def _channels(tx: Work, post: Post) -> Sequence[Channel]:
    """Where it went besides its readers' chats."""
    return () if post.places else await tx.channels.of(post.partner_id)


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
    """Whose copies this correction changes: those that read or look otherwise, of readers and of channels."""
    partner = existing(await tx.partners.get(post.partner_id))
    forms = set(_rewritten(post, changed))
    for reader in Form:
        chosen = post.version_for(reader)
        if chosen and letter_for(post, partner, reader) != letter_for(changed, partner, reader):
            forms.add(chosen.version.form)
    channels = await _channels(tx, post)
    others = {each.id for each in channels if _reads_otherwise(post, changed, partner, each)}
    return Saying(sorted(forms), sorted(others), [each.id for each in channels if each.id not in others])


def _rewritten(post: Post, changed: Post) -> list[Form]:
    """The forms whose texts are others."""
    return [form for form, version in changed.versions.items() if version != post.versions[form]]


def _reads_otherwise(post: Post, changed: Post, partner: Partner, channel: Channel) -> bool:
    """In either shape, and in any languages that it had: a copy keeps those in which it was sent."""
    return any(
        before != after and not (after and _bears_no_buttons(before) and before == after._replace(rows=()))
        for before, after in _letters(post, changed, partner, channel)
    )


def _letters(
    post: Post, changed: Post, partner: Partner, channel: Channel
) -> Iterator[tuple[Letter | None, Letter | None]]:
    """What may stand in a channel, before and after."""
    for forms in {channel.forms, *(forms for _, forms in channel.past)}:
        for shape in (True, False):
            before = letter_for_channel(post, partner, forms, separately=shape)
            yield before, letter_for_channel(changed, partner, forms, separately=shape)


def _bears_no_buttons(letter: Letter | None) -> bool:
    """Whether it is an album whose text is its caption."""
    return letter is not None and len(letter.media) > 1 and not letter.apart


async def without_buttons(tx: Work, post: Post, changed: Post) -> Sequence[Channel]:
    """The channels whose copies cannot get the buttons that this correction adds: they stand there as mere albums."""
    partner, named = existing(await tx.partners.get(post.partner_id)), []
    for channel in await _channels(tx, post):
        before, after = (
            letter_for_channel(each, partner, channel.forms, separately=channel.separately) for each in (post, changed)
        )
        if _bears_no_buttons(before) and after and after.rows:
            named.append(channel)
    return named


async def chats_changed(tx: Work, post: Post, changed: Post, broadcast: Broadcast) -> int:
    """In how many chats a copy would change, of this sending or of another round."""
    sendings = {broadcast.id, *(other.id for other in await tx.broadcasts.with_copies(post.id))}
    return await tx.broadcasts.chats_saying(sendings, await saying(tx, post, changed))


async def correct(store: Store, speaker: Speaker, broadcast_id: int, what: Replacement, now: datetime) -> Broadcast:
    """Put what is corrected in place of what every delivered copy says or shows.

    Raises `Mistake(NOT_ALLOWED | OWN_POST)`, and as `corrected`.
    """
    speaker.must_be_admin()
    async with store.write() as tx:
        broadcast, post, changed = await corrected(tx, speaker, broadcast_id, what)
        if not corrects_alone(speaker, post):
            raise Mistake(Why.OWN_POST)
        return await _start(tx, speaker, (broadcast, post, changed), what, now)


async def propose(store: Store, speaker: Speaker, broadcast_id: int, what: Replacement, now: datetime) -> Correction:
    """Ask the admins; those who may approve it are told, with what stands and what would.

    It takes the place of what the same person proposed for the same before.
    """
    async with store.write() as tx:
        broadcast, post, _ = await corrected(tx, speaker, broadcast_id, what)
        for other in await tx.corrections.waiting(post.id):
            if other.proposed_by == speaker.reader.id and other.what.part == what.part and other.what.meets(what):
                await decide(tx, speaker, other, CorrectionState.REPLACED, now)
        proposed = Correction(0, broadcast.id, what, what.stands(post), speaker.reader.id, now)
        correction = await tx.corrections.add(proposed)
        facts: dict[str, str | int] = {"post_id": post.id, "correction_id": correction.id}
        for admin in await tx.admins.all():
            if admin.id != speaker.reader.id:
                await tx.notices.add(Notice(admin.id, NoticeKind.CORRECTION, facts, at=now))
        await tx.programme.note(now, speaker.reader.id, "propose", f"correction {correction.id} of post {post.id}")
        return correction


async def approve_correction(
    store: Store, speaker: Speaker, correction_id: int, now: datetime
) -> Broadcast | Correction:
    """Carry out what was proposed; or end it, when what it takes the place of is gone: whoever proposed it is told.

    Raises `Mistake(NOT_ALLOWED | NOT_FOUND | OWN_CORRECTION | CORRECTION_DECIDED)`, and `BROADCAST_RUNNING` while
    another errand is under way: then it can be approved a little later.
    """
    async with store.write() as tx:
        correction = await _open(tx, speaker, correction_id)
        broadcast, post = await finished_sending(tx, speaker, correction.broadcast_id)
        if not correction.fits(post):
            await decide(tx, speaker, correction, CorrectionState.OUTDATED, now)
            return replace(correction, state=CorrectionState.OUTDATED)
        changed = await _with(tx, post, correction.what)
        await decide(tx, speaker, correction, CorrectionState.APPROVED, now)
        return await _start(tx, speaker, (broadcast, post, changed), correction.what, now)


async def end_correction(store: Store, speaker: Speaker, correction_id: int, now: datetime) -> Correction:
    """Take one that can no longer be carried out off the list; whoever proposed it is told.

    Raises `Mistake(CONTENT_CHANGED)` when it fits again, and as `decline_correction`.
    """
    async with store.write() as tx:
        correction = await _open(tx, speaker, correction_id)
        _, post = await own_broadcast(tx, speaker, correction.broadcast_id)
        if correction.fits(post):
            raise Mistake(Why.CONTENT_CHANGED)
        await decide(tx, speaker, correction, CorrectionState.OUTDATED, now)
        return replace(correction, state=CorrectionState.OUTDATED)


async def decline_correction(store: Store, speaker: Speaker, correction_id: int, now: datetime) -> Correction:
    """Leave every copy as it is; whoever proposed it is told.

    Raises `Mistake(NOT_ALLOWED | NOT_FOUND | OWN_CORRECTION | CORRECTION_DECIDED)`.
    """
    async with store.write() as tx:
        correction = await _open(tx, speaker, correction_id)
        await decide(tx, speaker, correction, CorrectionState.DECLINED, now)
        return replace(correction, state=CorrectionState.DECLINED)


async def withdraw_correction(store: Store, speaker: Speaker, correction_id: int, now: datetime) -> Correction:
    """Take it back before an admin decides, for whoever writes for its partner; who proposed it hears from others.

    Raises `Mistake(NOT_ALLOWED | NOT_FOUND | CORRECTION_DECIDED)`.
    """
    async with store.write() as tx:
        correction = await proposal(tx, correction_id)
        _, post = await own_broadcast(tx, speaker, correction.broadcast_id)
        if not may_withdraw(speaker, correction, post):
            raise Mistake(Why.NOT_ALLOWED)
        await decide(tx, speaker, correction, CorrectionState.WITHDRAWN, now)
        return replace(correction, state=CorrectionState.WITHDRAWN)


def may_withdraw(speaker: Speaker, correction: Correction, post: Post) -> bool:
    """Whether it is theirs, or of a partner that they write for: an admin declines what others proposed."""
    return correction.proposed_by == speaker.reader.id or speaker.writes_for(post.partner_id)


async def proposal(tx: Work, correction_id: int) -> Correction:
    """A correction that was proposed, whatever became of it. Raises `Mistake(NOT_FOUND)`."""
    return existing(await tx.corrections.get(correction_id))


async def _open(tx: Work, speaker: Speaker, correction_id: int) -> Correction:
    """A correction that this admin may decide, as it stands; nobody else decides it meanwhile."""
    speaker.must_be_admin()
    await held_broadcast(tx, (await proposal(tx, correction_id)).broadcast_id)
    correction = await proposal(tx, correction_id)
    if correction.state is not CorrectionState.OPEN:
        raise Mistake(Why.CORRECTION_DECIDED)
    if correction.proposed_by == speaker.reader.id:
        raise Mistake(Why.OWN_CORRECTION)
    return correction


async def _start(
    tx: Work, speaker: Speaker, about: tuple[Broadcast, Post, Post], what: Replacement, now: datetime
) -> Broadcast:
    """Only copies that it changes are meant.

    Copies of other rounds, of a wave's other groups and of what was sent again are corrected beside, each under its
    own sending. Rounds to come are sent as it is now. Whoever
    proposed what no longer fits hears it at once.
    """
    sending, post, changed = about
    for waiting in await tx.corrections.waiting(post.id):
        if not waiting.fits(changed):
            await decide(tx, speaker, waiting, CorrectionState.OUTDATED, now)
    meant = await saying(tx, post, changed)
    changed = signed(changed, _rewritten(post, changed), speaker.reader.id)
    if not changed.is_story or not await tx.posts.advance(changed, changed.state):
        raise Mistake(Why.CONTENT_CHANGED)

    def errand(of: Broadcast) -> Broadcast:
        return replace(errand_of(of, Errand.CORRECT, changed, now), media_id=what.media_id)

    # Not `sums`: a series has hundreds of rounds, and this is a write that others wait for.
    for other in await tx.broadcasts.with_copies(post.id):
        if other.id != sending.id:
            await tx.broadcasts.start_errand(errand(other), {DeliveryState.SENT}, meant)
    return await start_errand(tx, speaker, errand(sending), {DeliveryState.SENT}, meant)


async def new_picture(
    store: Store, speaker: Speaker, broadcast_id: int, no: int, brought: tuple[MediaKind, int, str]
) -> Picture:
    """A picture or film (its kind, and an account's reference) that may take the place of another of this sending.

    Raises `Mistake(MEDIA_KIND)`, and as `correctable`.
    """
    kind, account_id, reference = brought
    async with store.write() as tx:
        _, post = await correctable(tx, speaker, broadcast_id)
        Replacement(picture=Picture(no, Media(0, kind))).put_into(post)
        media = await tx.posts.new_media(kind)
        await tx.posts.keep_reference(media.id, account_id, reference)
        return Picture(no, media)
