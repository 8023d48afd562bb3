"""Somebody is forgotten while a broadcast that means them stands still, and the process is another one by then."""

from dataclasses import replace

from bot.actions.control import go_on, pause
from bot.actions.let_go import ask_to_be_forgotten, forget_due
from bot.actions.meet import meet
from bot.actions.settle_in import follow, start
from bot.broadcast import BroadcastState
from bot.languages import Form
from bot.requests import COOLING
from storage import Database
from tests import cast
from tests.actions.conftest import FOUR, Newsroom
from tests.actions.deeds import READERS, due
from tests.ledger import outcomes_of


async def test_a_paused_broadcast_goes_on_without_who_was_forgotten_even_if_they_are_back(
    newsroom: Newsroom, url: str
) -> None:
    author, emma = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.EMMA)
    post = await newsroom.approved()
    await due(newsroom, post)
    (broadcast,) = await newsroom.broadcasts(post)
    await pause(newsroom.store, author, broadcast.id, newsroom.watch())
    await ask_to_be_forgotten(newsroom.store, emma.reader.id, newsroom.watch())
    newsroom.watch.forward(COOLING)
    after_restart = Database(url)
    await after_restart.open()
    newsroom.desk = replace(newsroom.desk, store=after_restart, owner="another", pacer=newsroom.pacer())
    assert await forget_due(newsroom.desk)
    again = await meet(after_restart, cast.EMMA, "Emma", "en", newsroom.watch())
    await start(after_restart, again.reader.id, newsroom.watch())
    await follow(after_restart, again.reader.id, post.partner_id, newsroom.watch())
    await go_on(after_restart, author, broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    async with after_restart.read() as tx:
        sums = await tx.broadcasts.sums(broadcast.id)
        kept = await outcomes_of(tx, broadcast.id)
        over = await tx.broadcasts.get(broadcast.id)
    outcomes = {each.recipient: (each.state.value, each.reason) for each in kept}
    await after_restart.close()
    assert outcomes.pop(emma.reader.id) == ("skipped", "gone")
    assert again.reader.id not in outcomes
    assert set(outcomes.values()) == {("sent", None)}
    assert sums.known == sums.meant == len(outcomes) + 1
    assert over
    assert over.state is BroadcastState.FINISHED
    assert not [text for text in await newsroom.received(cast.EMMA) if FOUR[Form.EN] in text]
    assert len([each for each in READERS if each != cast.EMMA and await newsroom.received(each)]) == len(READERS) - 1
