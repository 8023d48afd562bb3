"""Admins are whom the operator names."""

import pytest

from bot.actions.admit import accept, dismiss, invite
from bot.actions.announce import announce
from bot.actions.appoint import appoint
from bot.actions.retire import readmit, retire
from bot.audit import Wanted
from bot.mistakes import Mistake, Why
from bot.partners import hash_of
from tests import cast
from tests.actions.conftest import Newsroom


async def test_whoever_is_no_longer_named_is_no_admin_and_the_audit_says_so(newsroom: Newsroom) -> None:
    before = await newsroom.speaker(cast.ZHIYUAN)
    await appoint(newsroom.store, {cast.EMMA, 77}, newsroom.watch())
    async with newsroom.store.read() as tx:
        assert await tx.admins.addresses() == {cast.EMMA, 77}
        line = (await tx.audit.page(Wanted(), 0, 1)).items[0]
    assert (line.verb, line.subject) == ("step down", f"reader {before.reader.id}")
    assert not (await newsroom.speaker(cast.ZHIYUAN)).is_admin
    assert (await newsroom.speaker(cast.EMMA)).is_admin


async def test_when_nobody_is_named_everybody_stays(newsroom: Newsroom) -> None:
    await appoint(newsroom.store, set(), newsroom.watch())
    assert (await newsroom.speaker(cast.ZHIYUAN)).is_admin


async def test_whoever_is_no_longer_named_does_not_speak_for_the_programme_either(newsroom: Newsroom) -> None:
    await appoint(newsroom.store, {cast.ZHIYUAN, cast.EMMA}, newsroom.watch())
    programme = await announce(newsroom.store, await newsroom.speaker(cast.ZHIYUAN), newsroom.watch())
    assert (await newsroom.speaker(cast.EMMA)).writes_for(programme.id)
    await appoint(newsroom.store, {cast.ZHIYUAN}, newsroom.watch())
    assert not (await newsroom.speaker(cast.EMMA)).writes_for(programme.id)
    assert (await newsroom.speaker(cast.ZHIYUAN)).writes_for(programme.id)


@pytest.mark.parametrize("why", ["stepped down", "dismissed", "retired"])
async def test_an_invitation_ends_with_the_right_of_whoever_holds_it(newsroom: Newsroom, why: str) -> None:
    store, watch = newsroom.store, newsroom.watch
    await appoint(store, {cast.ZHIYUAN, cast.EMMA}, watch())
    admin, other = await newsroom.speaker(cast.ZHIYUAN), await newsroom.speaker(cast.EMMA)
    author, guest = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.JOANA)
    (partner_id,) = author.partner_ids
    token = await invite(store, other, partner_id, watch())
    if why == "stepped down":
        await appoint(store, {cast.ZHIYUAN}, watch())
    elif why == "dismissed":
        await dismiss(store, admin, partner_id, author.reader.id, watch())
    else:
        await retire(store, admin, partner_id, watch())
        await readmit(store, admin, partner_id, watch())
    with pytest.raises(Mistake) as refused:
        await accept(store, guest, hash_of(token), watch())
    assert refused.value.why is Why.INVITATION_UNKNOWN


async def test_an_invitation_of_an_admin_is_good_while_they_are_one(newsroom: Newsroom) -> None:
    admin, guest = await newsroom.speaker(cast.ZHIYUAN), await newsroom.speaker(cast.JOANA)
    (partner_id,) = (await newsroom.speaker(cast.ZIQING)).partner_ids
    token = await invite(newsroom.store, admin, partner_id, newsroom.watch())
    assert (await accept(newsroom.store, guest, hash_of(token), newsroom.watch())).id == partner_id
