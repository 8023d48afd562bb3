"""Load a sample programme: partners, channels, people and past posts; loading it again adds nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.content import MediaKind, Post, PostKind, PostState, Version
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Channel, Partner
from bot.people import Consent, Purpose, Reader
from bot.places import Place
from bot.store import Store, Work


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """Somebody of the sample, by network id, and what they are and chose."""

    address: int
    name: str
    form: Form
    zone: str
    follows: tuple[str, ...] = ()
    communicator_of: str | None = None
    admin: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class SamplePost:
    """A post that was sent some days ago."""

    partner: str
    kind: PostKind
    versions: Mapping[Form, str]
    days_ago: int
    picture: str | None = None
    """A local file."""


@dataclass(frozen=True, slots=True)
class Sample:
    """All of it."""

    partners: tuple[Partner, ...]
    channels: tuple[tuple[str, Channel], ...]
    """Partner's slug, channel."""
    people: tuple[SamplePerson, ...]
    posts: tuple[SamplePost, ...] = field(default=())


async def load_sample(store: Store, sample: Sample, now: datetime) -> bool:
    """Load everything in one transaction; false when the sample's first partner is there already."""
    async with store.write() as tx:
        if await tx.partners.by_slug(sample.partners[0].slug) is not None:
            return False
        partners = {partner.slug: await tx.partners.add(partner) for partner in sample.partners}
        for slug, channel in sample.channels:
            await tx.channels.link(replace(channel, partner_id=partners[slug].id))
        readers = {person.address: await _person(tx, person, partners, now) for person in sample.people}
        author = next(readers[person.address] for person in sample.people if person.communicator_of)
        for post in sorted(sample.posts, key=lambda post: -post.days_ago):
            await _post(tx, post, partners[post.partner], author, now)
    return True


async def _person(tx: Work, person: SamplePerson, partners: Mapping[str, Partner], now: datetime) -> Reader:
    reader = Reader(0, person.address, person.name, now, person.form, zone=person.zone, place=person.place)
    reader = await tx.readers.meet(reader)
    await tx.readers.consent(Consent(reader.id, Purpose.SERVICE, given=True, at=now, form=person.form))
    for slug in person.follows:
        await _follow(tx, reader, _known(partners, slug), now)
    if person.communicator_of:
        await tx.partners.join(_known(partners, person.communicator_of).id, reader.id, now)
    if person.admin:
        await tx.admins.ensure([person.address], now)
    return reader


async def _follow(tx: Work, reader: Reader, partner: Partner, now: datetime) -> None:
    """Nobody gets posts without a line that says they agreed, the sample's people neither."""
    await tx.follows.follow(reader.id, partner.id, now)
    given = Consent(reader.id, Purpose.FOLLOW, given=True, at=now, form=reader.speaks, partner_id=partner.id)
    await tx.readers.consent(given)


def _known(partners: Mapping[str, Partner], slug: str) -> Partner:
    if slug not in partners:
        raise Mistake(Why.NOT_FOUND, slug=slug)
    return partners[slug]


async def _post(tx: Work, sample: SamplePost, partner: Partner, author: Reader, now: datetime) -> None:
    media = (await tx.posts.new_media(MediaKind.PHOTO, sample.picture),) if sample.picture else ()
    sent_at = now - timedelta(days=sample.days_ago)
    post = Post(
        id=0,
        partner_id=partner.id,
        author_id=author.id,
        kind=sample.kind,
        state=PostState.SENT,
        created_at=sent_at,
        versions={form: Version(form, text) for form, text in sample.versions.items()},
        media=media,
        source=Form.ZH_HANS,
        sent_at=sent_at,
    )
    await tx.posts.add(replace(post, approved_hash=post.hash()))
