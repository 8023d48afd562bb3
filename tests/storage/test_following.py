"""Campaigns and cities that are followed decide whom a broadcast means, as partners do."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from typing import cast as cast_to

import pytest

from bot.broadcast import Broadcast, Group
from bot.content import Campaign, PostState, Whom
from bot.delivery import DeliveryState, Outcome
from bot.languages import Form
from bot.partners import Kind, Partner
from bot.people import Consent, Purpose, Reader
from bot.places import Place
from bot.store import Work
from storage import Database
from storage.follows import _CAMPAIGNS, _FOLLOWED, _LIMITED, _MUTED
from storage.prepared import OnSQLite, Prepared
from tests.ledger import claimed_within, finished, recipients
from tests.storage.conftest import NOW, Cast, crowd, draft, members, person
from tests.strides import keep

TODAY = NOW.date()
LATER = NOW + timedelta(hours=1)


async def a_campaign(tx: Work, partner_id: int, ends: date = TODAY, name: str = "Flower fair") -> Campaign:
    return await tx.campaigns.add(Campaign(0, partner_id, {Form.EN: name}, TODAY, ends))


async def met(tx: Work, address: int, place: Place | None = None) -> Reader:
    reader = await tx.readers.meet(person(address))
    await tx.readers.save(replace(reader, place=place))
    return reader


async def meant(tx: Work, cast: Cast, whom: Whom, group: Group | None = None) -> list[int]:
    """Whom a broadcast that starts now has in its segments."""
    post = await tx.posts.add(replace(draft(cast, PostState.SENDING), campaign_id=whom.campaign_id))
    begun = Broadcast(0, post.id, NOW, "hash", NOW)
    begun = await (tx.broadcasts.start_group(begun, whom, group) if group else tx.broadcasts.start(begun, whom))
    return await members(tx, begun)


async def test_who_follows_a_campaign_gets_its_posts_and_no_others_of_the_partner(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        partner = cast.post_office.id
        fair, other = await a_campaign(tx, partner), await a_campaign(tx, partner, name="Stamps")
        whole = (await crowd(tx, partner, 1))[0]
        await tx.follows.follow_campaign(cast.ana.id, fair, NOW)
        assert await meant(tx, cast, Whom(partner)) == [whole.id]
        assert await meant(tx, cast, Whom(partner, campaign_id=other.id)) == [whole.id]
        assert await meant(tx, cast, Whom(partner, campaign_id=fair.id)) == sorted([cast.ana.id, whole.id])
        assert await tx.follows.of(cast.ana.id) == frozenset()
        assert await tx.follows.campaigns(cast.ana.id) == {fair.id}
        assert await tx.follows.counts(partner) == {Form.EN: 1}


async def test_who_follows_both_is_meant_once(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        partner = cast.post_office.id
        fair, other = await a_campaign(tx, partner), await a_campaign(tx, partner, name="Stamps")
        for campaign in (fair, other, fair):
            await tx.follows.follow_campaign(cast.ana.id, campaign, NOW)
        await tx.follows.follow(cast.ana.id, partner, LATER)
        assert await meant(tx, cast, Whom(partner, campaign_id=fair.id)) == [cast.ana.id]
        assert await meant(tx, cast, Whom(partner)) == [cast.ana.id]


async def test_leaving_a_campaign_leaves_what_else_is_followed(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        partner = cast.post_office.id
        fair, other = await a_campaign(tx, partner), await a_campaign(tx, partner, name="Stamps")
        await tx.follows.follow_campaign(cast.ana.id, fair, NOW)
        await tx.follows.follow_campaign(cast.ana.id, other, NOW)
        await tx.follows.unfollow_campaign(cast.ana.id, fair)
        assert await meant(tx, cast, Whom(partner, campaign_id=fair.id)) == []
        assert await meant(tx, cast, Whom(partner, campaign_id=other.id)) == [cast.ana.id]
        await tx.follows.unfollow_campaign(cast.ana.id, other)
        assert not await tx.follows.mute(cast.ana.id, partner, LATER)  # nothing of the partner is left to mute
        await tx.follows.follow(cast.ana.id, partner, NOW)
        await tx.follows.follow_campaign(cast.ana.id, fair, NOW)
        await tx.follows.unfollow_campaign(cast.ana.id, fair)
        assert await tx.follows.of(cast.ana.id) == {partner}


async def test_leaving_the_partner_leaves_its_campaigns_and_no_others(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        partner, jd = cast.post_office.id, await tx.partners.add(Partner(0, "jd", Kind.SUPER, {}))
        fair, theirs = await a_campaign(tx, partner), await a_campaign(tx, jd.id)
        for campaign in (fair, theirs):
            await tx.follows.follow_campaign(cast.ana.id, campaign, NOW)
        await tx.follows.unfollow(cast.ana.id, partner)
        assert await tx.follows.campaigns(cast.ana.id) == {theirs.id}
        assert await meant(tx, cast, Whom(partner, campaign_id=fair.id)) == []


async def test_a_mute_is_of_the_partner_also_for_who_follows_a_campaign_alone(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        partner = cast.post_office.id
        fair = await a_campaign(tx, partner)
        await tx.follows.follow_campaign(cast.ana.id, fair, NOW)
        assert await tx.follows.mute(cast.ana.id, partner, LATER)
        assert await meant(tx, cast, Whom(partner, campaign_id=fair.id)) == []
        assert await tx.follows.mute(cast.ana.id, partner, None)
        assert await meant(tx, cast, Whom(partner, campaign_id=fair.id)) == [cast.ana.id]


async def test_a_recipient_follows_by_the_campaign_of_the_post_only(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        partner, ana = cast.post_office.id, cast.ana.id
        fair, other = await a_campaign(tx, partner), await a_campaign(tx, partner, name="Stamps")
        await tx.follows.follow_campaign(ana, fair, NOW)
        follows = {
            campaign: (await recipients(tx, [ana], partner, NOW, campaign))[ana].follows
            for campaign in (None, other.id, fair.id)
        }
        assert follows == {None: False, other.id: False, fair.id: True}


async def test_who_left_the_partner_and_follows_a_campaign_gets_for_everybody_only_what_is_of_it(
    store: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        partner, ana = cast.post_office.id, cast.ana.id
        jd = await tx.partners.add(Partner(0, "jd", Kind.SUPER, {}))
        await tx.follows.follow(ana, jd.id, NOW)
        fair = await a_campaign(tx, partner)
        await tx.readers.consent(Consent(ana, Purpose.FOLLOW, given=False, at=NOW, form=Form.PT, partner_id=partner))
        assert await meant(tx, cast, Whom(partner, everybody=True)) == []
        await tx.follows.follow_campaign(ana, fair, NOW)
        assert await meant(tx, cast, Whom(partner, everybody=True)) == []
        assert await meant(tx, cast, Whom(partner, everybody=True, campaign_id=fair.id)) == [ana]
        assert (await recipients(tx, [ana], partner, NOW))[ana].left
        assert not (await recipients(tx, [ana], partner, NOW, fair.id))[ana].left


async def test_a_city_that_is_followed_counts_as_where_one_lives(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        partner = cast.post_office.id
        there, visitor, elsewhere, stranger = [
            await met(tx, 500 + no, place) for no, place in enumerate((Place.MACAU, Place.FOSHAN, Place.FOSHAN, None))
        ]
        for reader in (there, visitor, elsewhere):
            await tx.follows.follow(reader.id, partner, NOW)
        for reader in (visitor, stranger, there):
            await tx.follows.follow_place(reader.id, Place.MACAU, NOW)
            await tx.follows.follow_place(reader.id, Place.ZHUHAI, NOW)
        macau = Whom(partner, frozenset({Place.MACAU}))
        assert await meant(tx, cast, macau) == [there.id, visitor.id]  # the stranger follows no partner
        assert await meant(tx, cast, Whom(partner, frozenset({Place.MACAU, Place.ZHUHAI}))) == [there.id, visitor.id]
        assert await tx.follows.places(macau, NOW) == {Place.MACAU: 1, Place.FOSHAN: 1}
        assert await tx.follows.cities(visitor.id) == {Place.MACAU, Place.ZHUHAI}
        await tx.follows.unfollow_place(visitor.id, Place.MACAU)
        assert await meant(tx, cast, macau) == [there.id]


@pytest.mark.parametrize("everybody", [False, True])
async def test_a_small_audience_of_a_campaign_in_a_city_is_the_same_as_one_frozen_in_ranges(
    store: Database,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    everybody: bool,  # noqa: FBT001 - an example's
) -> None:
    async with store.write() as tx:
        partner = cast.post_office.id
        fair = await a_campaign(tx, partner)
        readers = [await met(tx, 600 + no, Place.MACAU if no % 2 else Place.FOSHAN) for no in range(12)]
        for no, reader in enumerate(readers):
            if no % 3 == 0:
                await tx.follows.follow(reader.id, partner, NOW)
            else:
                await tx.follows.follow_campaign(reader.id, fair, NOW)
            if no % 4 == 0:
                await tx.follows.follow_place(reader.id, Place.MACAU, NOW)
        whom = Whom(partner, frozenset({Place.MACAU}), everybody, fair.id)
        wave = Group(frozenset({readers[0].zone}), channels=False)
        small = [await meant(tx, cast, whom), await meant(tx, cast, whom, wave)]
        monkeypatch.setattr("storage.freezing.RANGE", 2)
        begun = await tx.posts.add(replace(draft(cast, PostState.SENDING), campaign_id=fair.id, places=whom.places))
        await tx.posts.save(replace(begun, everybody=everybody))
        first = await tx.broadcasts.start(Broadcast(0, begun.id, NOW, "hash", NOW), whom)
        ranged = await members(tx, first)
    assert small[0] == small[1] == [reader.id for no, reader in enumerate(readers) if no % 2 or no % 4 == 0]
    assert ranged == small[0]


async def test_a_partner_that_comes_back_has_its_followers_and_those_of_its_campaigns_who_said_no_no_more(
    store: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        partner = cast.post_office.id
        fair, other = await a_campaign(tx, partner), await a_campaign(tx, partner, name="Stamps")
        rui, mei = [await met(tx, address) for address in (700, 701)]

        async def says(reader: Reader, campaign: Campaign, *, given: bool) -> None:
            line = Consent(reader.id, Purpose.CAMPAIGN, given, NOW, Form.PT, partner, campaign_id=campaign.id)
            await tx.readers.consent(line)

        await says(cast.ana, fair, given=True)
        await says(cast.ana, other, given=True)
        await says(rui, fair, given=True)
        await says(rui, fair, given=False)
        await says(mei, fair, given=True)
        await tx.readers.consent(Consent(mei.id, Purpose.FOLLOW, given=False, at=NOW, form=Form.PT, partner_id=partner))
        await tx.follows.follow_campaign(cast.ana.id, fair, NOW)
        await tx.follows.let_go(partner)
        assert await meant(tx, cast, Whom(partner, campaign_id=fair.id)) == []
        await tx.follows.restore(partner, LATER)
        assert await tx.follows.campaigns(cast.ana.id) == {fair.id, other.id}
        assert await meant(tx, cast, Whom(partner, campaign_id=fair.id)) == [cast.ana.id]
        assert await meant(tx, cast, Whom(partner)) == []


async def test_a_partner_that_comes_back_is_muted_and_limited_as_its_followers_had_it(
    store: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        partner, later = cast.post_office.id, NOW + timedelta(days=400)
        muted, limited, plain, left = [await met(tx, address) for address in (700, 701, 702, 703)]
        for reader in (muted, limited, plain, left):
            yes = Consent(reader.id, Purpose.FOLLOW, given=True, at=NOW, form=Form.PT, partner_id=partner)
            await tx.readers.consent(yes)
            await tx.follows.follow(reader.id, partner, NOW)
        for reader in (muted, left):
            await tx.follows.mute(reader.id, partner, later)
        await tx.follows.limit(limited.id, partner, 1)
        for _ in range(2):
            await tx.follows.let_go(partner)
            assert await meant(tx, cast, Whom(partner)) == []
            no = Consent(left.id, Purpose.FOLLOW, given=False, at=NOW, form=Form.PT, partner_id=partner)
            await tx.readers.consent(no)
            await tx.follows.restore(partner, LATER)
        assert await meant(tx, cast, Whom(partner)) == [limited.id, plain.id]
        assert [await tx.follows.of(each.id) for each in (muted, left)] == [{partner}, frozenset()]
        assert [await tx.follows.mutes(each.id) for each in (muted, limited, plain)] == [{partner: later}, {}, {}]
        assert [await tx.follows.limits(each.id) for each in (muted, limited, plain)] == [{}, {partner: 1}, {}]


async def test_readers_are_shown_campaigns_that_go_on_and_of_which_something_went_out(
    store: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        partner = cast.post_office.id
        told, over, silent, gone = [
            await a_campaign(tx, partner, ends) for ends in (TODAY, TODAY - timedelta(days=1), TODAY, TODAY)
        ]
        jd = await tx.partners.add(Partner(0, "jd", Kind.SUPER, {}))
        late = await a_campaign(tx, jd.id, TODAY + timedelta(days=9))
        for campaign in (told, over, gone, late):
            post = replace(draft(cast, PostState.SENT), partner_id=campaign.partner_id, campaign_id=campaign.id)
            await tx.posts.add(post)
        await tx.posts.add(replace(draft(cast), campaign_id=silent.id))
        await tx.campaigns.save(replace(gone, ended_at=NOW))
        assert [each.id for each in (await tx.campaigns.public(TODAY, None, 0, 5)).items] == [told.id, late.id]
        assert [each.id for each in (await tx.campaigns.public(TODAY, jd.id, 0, 5)).items] == [late.id]
        await tx.partners.save(replace(jd, suspended_at=NOW))
        assert (await tx.campaigns.public(TODAY, None, 0, 5)).total == 1


async def test_a_limit_of_a_partner_is_reached_by_its_posts_of_the_last_seven_days_alone(
    store: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        partner, reader = cast.post_office.id, (await crowd(tx, cast.post_office.id, 1))[0]
        jd = await tx.partners.add(Partner(0, "jd", Kind.SUPER, {}))
        await tx.follows.follow(reader.id, jd.id, NOW)

        async def gets(of: int, state: DeliveryState = DeliveryState.SENT) -> None:
            post = await tx.posts.add(replace(draft(cast, PostState.SENDING), partner_id=of))
            begun = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(of))
            segment = await claimed_within(tx, "one", NOW)
            assert segment
            await keep(tx, segment, [Outcome(reader.id, state, NOW, None, Form.EN)])
            assert await finished(tx, begun.id, NOW)

        async def over(at: datetime = NOW) -> tuple[bool, bool]:
            found = (await recipients(tx, [reader.id], partner, at))[reader.id]
            return found.over_week, found.digest_only

        assert await tx.follows.limit(reader.id, partner, 1)
        await gets(jd.id)
        await gets(partner, DeliveryState.REFUSED)
        assert await over() == (False, False)
        await gets(partner)
        assert await over() == (True, False)
        assert await over(NOW + timedelta(days=7)) == (False, False)
        assert await tx.follows.limit(reader.id, partner, 0)
        assert (await over(NOW + timedelta(days=8)))[1]
        assert await tx.follows.limits(reader.id) == {partner: 0}
        assert await tx.follows.limit(reader.id, partner, None)
        assert await over() == (False, False)
        assert not await tx.follows.limit(cast.ana.id, partner, 1)


async def test_to_follow_a_campaign_ends_with_it_and_leaves_what_else_is_followed(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        partner, (rui, eva) = cast.post_office.id, await crowd(tx, cast.post_office.id, 2)
        over, ended, on = [await a_campaign(tx, partner, name=name) for name in ("Fair", "Stamps", "Letters")]
        await tx.campaigns.save(replace(ended, ends=TODAY + timedelta(days=9), ended_at=NOW))
        await tx.campaigns.save(replace(on, ends=TODAY + timedelta(days=9)))
        joana = await met(tx, 900)
        for reader, campaign in ((rui, over), (cast.ana, over), (cast.ana, on), (joana, over), (eva, ended)):
            await tx.follows.follow_campaign(reader.id, campaign, NOW)
        assert await tx.follows.lapsing(TODAY)  # one was ended by hand
        await tx.follows.lapse(TODAY, 9)
        assert not await tx.follows.lapsing(TODAY)  # its last day is not over everywhere
        while await tx.follows.lapsing(TODAY + timedelta(days=1)):
            await tx.follows.lapse(TODAY + timedelta(days=1), 2)
        followed = [await tx.follows.campaigns(each.id) for each in (rui, cast.ana, joana, eva)]
        assert followed == [frozenset(), {on.id}, frozenset(), frozenset()]
        assert await tx.follows.of(rui.id) == await tx.follows.of(eva.id) == {partner}
        assert not await tx.follows.mute(joana.id, partner, LATER)  # nothing of the partner is left
        assert await meant(tx, cast, Whom(partner, campaign_id=over.id)) == sorted([rui.id, eva.id])
        assert await meant(tx, cast, Whom(partner, campaign_id=on.id)) == sorted([rui.id, eva.id, cast.ana.id])


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("asked", [_FOLLOWED, _LIMITED, _MUTED, _CAMPAIGNS])
async def test_what_one_reader_follows_is_found_by_their_number(store: Database, asked: Prepared) -> None:
    async with store.read() as tx:
        said, keeper = asked.on(OnSQLite.dialect), cast_to(Any, tx.follows)
        told = tuple(said.arguments({"reader": 1}))
        steps = [str(row.detail) for row in await keeper._tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {said.text}", told)]
    assert steps
    assert all(step.startswith("SEARCH") for step in steps), steps
