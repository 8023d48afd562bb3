"""A citizen's story: told piece by piece, handed in, decided by an admin, and among the stories of the city."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.actions.render import check_lengths
from bot.content import MediaKind, Post, PostKind, PostState, Version, check_album
from bot.forms.conversion import convert
from bot.languages import OTHER_SCRIPT, Form
from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind
from bot.partners import Kind, Partner
from bot.people import Reader, Speaker
from bot.places import BAY, Place
from bot.shares import BEGUN, CITIZENS, CITIZENS_NAMES, SHARE_LIMIT, Share, ShareState
from bot.store import Store, Work
from bot.texts import straight, units, visible, within

COMMENT_LIMIT = 1000
ANEW = 60
"""Of 100: from then on a text is so much like the one before that it is the same, written better."""
Change = Callable[[Share], Share]


async def open_share(store: Store, reader: Reader, now: datetime) -> Share:
    """The story they are telling: the one that was begun or returned, else a new one."""
    async with store.write() as tx:
        begun = await tx.shares.of(reader.id, BEGUN)
        if begun:
            return begun[0]
        about = reader.place if reader.place in BAY else None  # a story of the city is not about “another country”
        return await tx.shares.add(
            Share(0, reader.id, ShareState.DRAFT, now, form=reader.speaks, place=about, credit=reader.credit)
        )


async def own_share(tx: Work, reader_id: int, share_id: int) -> Share:
    """The story, if it is theirs. Raises `Mistake(NOT_FOUND)`."""
    share = await tx.shares.get(share_id)
    if share is None or share.reader_id != reader_id:
        raise Mistake(Why.NOT_FOUND)
    return share


def says_anew(before: str, text: str) -> bool:
    """Whether a text is the one before it, written better, and takes its place."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - a worker tells no story and need not hold it

    return fuzz.ratio(visible(before), visible(text)) >= ANEW


async def tell(store: Store, reader_id: int, share_id: int, text: str, form: Form | None) -> Share:
    """Its whole text, in this language if that is known.

    Raises `Mistake(TEXT_EMPTY | SHARE_TOO_LONG)`.
    """
    text = straight(text).strip()
    if not any(character.isalnum() for character in visible(text)):
        raise Mistake(Why.TEXT_EMPTY)
    length = units(visible(text))
    if length > SHARE_LIMIT:
        raise Mistake(Why.SHARE_TOO_LONG, length=length, limit=SHARE_LIMIT)
    return await _change(store, reader_id, share_id, lambda share: replace(share, text=text, form=form or share.form))


async def show_picture(store: Store, reader_id: int, share_id: int, file: tuple[int, str]) -> Share:
    """One more photo, by (account id, the network's reference); one that it has already changes nothing.

    Raises `Mistake(ALBUM_TOO_LARGE)` past ten.
    """
    account_id, reference = file
    async with store.write() as tx:
        share = await own_share(tx, reader_id, share_id)
        share.require_editable()
        known = await tx.posts.references([media.id for media in share.media], account_id)
        if reference in known.values():
            return share
        check_album([*(media.kind for media in share.media), MediaKind.PHOTO])
        media = await tx.posts.new_media(MediaKind.PHOTO)
        await tx.posts.keep_reference(media.id, *file)
        return await _kept(tx, replace(share, media=(*share.media, media)), share.state)


async def in_form(store: Store, reader_id: int, share_id: int, form: Form) -> Share:
    """It is in this language."""
    return await _change(store, reader_id, share_id, lambda share: replace(share, form=form))


async def at_place(store: Store, reader_id: int, share_id: int, place: Place | None) -> Share:
    """It is about this city, or about none."""
    return await _change(store, reader_id, share_id, lambda share: replace(share, place=place))


async def credited(store: Store, reader: Reader, share_id: int, *, named: bool) -> Share:
    """Told with their name as it is now, or without. Raises `Mistake(NO_NAME)` when they show none."""
    if named and reader.credit is None:
        raise Mistake(Why.NO_NAME)
    name = reader.credit if named else None
    return await _change(store, reader.id, share_id, lambda share: replace(share, credit=name))


async def confirm_rights(store: Store, reader_id: int, share_id: int, at: datetime | None) -> Share:
    """They say that text and pictures are theirs to share, or take it back."""
    return await _change(store, reader_id, share_id, lambda share: replace(share, rights_at=at))


async def throw_away(store: Store, reader_id: int, share_id: int) -> None:
    """Nothing of it is kept."""
    async with store.write() as tx:
        share = await own_share(tx, reader_id, share_id)
        share.require_editable()
        await tx.shares.discard(share.id)


async def hand_in(store: Store, reader_id: int, share_id: int, now: datetime) -> Share:
    """Hand it to the admins. Raises `Mistake(TEXT_EMPTY | RIGHTS_MISSING)`."""
    async with store.write() as tx:
        share = await own_share(tx, reader_id, share_id)
        share.require_editable()
        if not share.text:
            raise Mistake(Why.TEXT_EMPTY)
        if share.rights_at is None:
            raise Mistake(Why.RIGHTS_MISSING)
        handed = replace(share, state=ShareState.SUBMITTED, submitted_at=now, comment=None)
        handed = await _kept(tx, handed, share.state)
        for admin in await tx.admins.all():
            await tx.notices.add(Notice(admin.id, NoticeKind.SHARE, {"share_id": share.id}, at=now))
        return handed


async def _change(store: Store, reader_id: int, share_id: int, changed: Change) -> Share:
    async with store.write() as tx:
        share = await own_share(tx, reader_id, share_id)
        share.require_editable()
        return await _kept(tx, changed(share), share.state)


async def _kept(tx: Work, share: Share, was: ShareState) -> Share:
    if not await tx.shares.advance(share, was):
        raise Mistake(Why.SHARE_CLOSED)
    return share


async def the_share(tx: Work, speaker: Speaker, share_id: int) -> Share:
    """A story that waits for a decision. Raises `Mistake(NOT_ALLOWED | NOT_FOUND | SHARE_DECIDED | OWN_POST)`."""
    speaker.must_be_admin()
    share = await tx.shares.get(share_id)
    if share is None or share.state in BEGUN:
        raise Mistake(Why.NOT_FOUND)
    if share.state is not ShareState.SUBMITTED:
        raise Mistake(Why.SHARE_DECIDED)
    return share


async def accept(store: Store, speaker: Speaker, share_id: int, now: datetime) -> Post:
    """It becomes an approved story that citizens tell; the admin may add languages, and schedules it.

    Raises `Mistake(NOT_FOUND | SHARE_DECIDED | OWN_POST)`, and what `check_lengths` raises.
    """
    async with store.write() as tx:
        share = await _decidable(tx, speaker, share_id)
        partner = await _citizens(tx)
        post = await tx.posts.add(_post(share, partner, speaker, now))
        check_lengths(post, partner)
        await tx.partners.join(partner.id, speaker.reader.id, now)
        await _decide(tx, replace(share, state=ShareState.ACCEPTED, post_id=post.id), speaker, now)
        return post


def _post(share: Share, partner: Partner, speaker: Speaker, now: datetime) -> Post:
    form = share.form or Form.ZH_HANS
    versions = {form: Version(form, share.text)}
    if form in OTHER_SCRIPT:
        other = OTHER_SCRIPT[form]
        versions[other] = Version(other, convert(share.text, other), derived_from=form)
    me, kind, state = speaker.reader.id, PostKind.STORY, PostState.APPROVED
    post = Post(0, partner.id, me, kind, state, now, versions, share.media, form, reviewer_id=me, credit=share.credit)
    return replace(post, approved_hash=post.hash(), submitted_at=share.submitted_at)


async def _citizens(tx: Work) -> Partner:
    """Whoever tells citizens' stories: a partner that readers may follow, made with the first story."""
    partner = await tx.partners.by_slug(CITIZENS)
    return partner or await tx.partners.add(Partner(0, CITIZENS, Kind.DREAMER, CITIZENS_NAMES))


async def send_back(store: Store, speaker: Speaker, share_id: int, comment: str, now: datetime) -> None:
    """Return it with words that say what to change."""
    await _refused(store, speaker, share_id, (ShareState.RETURNED, comment), now)


async def decline(store: Store, speaker: Speaker, share_id: int, comment: str, now: datetime) -> None:
    """Decline it with words that say why."""
    await _refused(store, speaker, share_id, (ShareState.DECLINED, comment), now)


async def _refused(
    store: Store, speaker: Speaker, share_id: int, decision: tuple[ShareState, str], now: datetime
) -> None:
    state, comment = decision
    comment = within(comment, COMMENT_LIMIT, empty=Why.COMMENT_MISSING, too_long=Why.COMMENT_TOO_LONG)
    async with store.write() as tx:
        share = await _decidable(tx, speaker, share_id)
        await _decide(tx, replace(share, state=state, comment=comment), speaker, now)


async def _decidable(tx: Work, speaker: Speaker, share_id: int) -> Share:
    share = await the_share(tx, speaker, share_id)
    if share.reader_id == speaker.reader.id:
        raise Mistake(Why.OWN_POST)
    return share


async def _decide(tx: Work, share: Share, speaker: Speaker, now: datetime) -> None:
    """Of two admins one decides; the author is told."""
    decided = replace(share, decided_by=speaker.reader.id)
    if not await tx.shares.advance(decided, ShareState.SUBMITTED):
        raise Mistake(Why.SHARE_DECIDED)
    if share.reader_id is not None:
        facts: dict[str, str | int] = {"share_id": share.id}
        await tx.notices.add(Notice(share.reader_id, NoticeKind.SHARE_DECIDED, facts, at=now))
    await tx.programme.note(now, speaker.reader.id, share.state.value, f"share {share.id}")


async def tell_authors(store: Store, now: datetime) -> None:
    """Whose story is among the city's since the last look hears of it."""
    async with store.read() as tx:
        out = await tx.shares.newly_out(20)
    for share in out:
        async with store.write() as tx:
            if await tx.shares.mark_told(share.id, now) and share.reader_id is not None:
                facts: dict[str, str | int] = {"share_id": share.id}
                await tx.notices.add(Notice(share.reader_id, NoticeKind.SHARE_OUT, facts, at=now))
