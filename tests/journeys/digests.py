"""The digest of a reader, and what became of a post."""

from datetime import datetime, timedelta

from bot.broadcast import Broadcast
from bot.delivery import Outcome
from bot.digests import Digest
from bot.people import Reader
from tests.journeys.conftest import City, Person, words_of
from tests.journeys.deeds import reader_of, say
from tests.ledger import outcomes_of


async def the_digest(city: City, reader: Reader) -> Digest:
    async with city.store.read() as tx:
        digest = await tx.digests.of(reader.id)
    assert digest is not None
    return digest


async def wait_for_digest(
    city: City, person: Person, reader: Reader, late: timedelta = timedelta(minutes=1)
) -> datetime:
    """Time passes until their digest is due, and so long beyond; the person looks at what comes from then on.

    When it was due.
    """
    due = (await the_digest(city, reader)).next_at
    assert due is not None
    await person._mark()
    city.watch.forward(due - city.watch() + late)
    return due


async def digests_in(city: City, who: int) -> list[str]:
    form = (await reader_of(city, who)).speaks
    head = say(form, "<b>Your digest</b>")
    return [text for message in await city.person(who).messages() if (text := words_of(message)).startswith(head)]


async def outcome_of(city: City, broadcast: Broadcast, reader: Reader) -> Outcome:
    async with city.store.read() as tx:
        outcomes = await outcomes_of(tx, broadcast.id)
    return next(each for each in outcomes if each.recipient == reader.id)
