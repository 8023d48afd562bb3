"""Admins are whom the operator names."""

from bot.actions.appoint import appoint
from bot.audit import Wanted
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
