"""Whether a message's words stand in some story, and a search, among many stories; to a bare look at the index.

Run: `.venv/bin/python -m benchmarks.search` (a minute and a half; `--stories 500 --on SQLite` for a quick look).

Every story has a hundred terms, as often as words are: a few stand in nearly all stories, most in a few. A message that
nobody awaits asks the first (`heard_of`), and nearly all small talk ends there; the second is what /stories asks, first
page and number. The bare look is one statement by the key of one term, in the same database and the same run. The
median of nine. SQLite looks in the event loop; PostgreSQL is a server of its own on the same machine.
"""

import argparse
import asyncio
import platform
import random
import statistics
import time
from collections.abc import Awaitable, Callable
from functools import partial

from sqlalchemy import insert, select, text

from benchmarks import city
from benchmarks.freeze import BOTH, databases
from bot.searching import Sought
from storage import Database
from storage.content import posts
from storage.terms import terms

STORIES, TERMS, WORDS, CHUNK = 20_000, 100, 60_000, 1_000
ROUNDS = 9
ASKED = {
    "a word of nobody's": "zzzzz",
    "two words of a few stories": "word40 word300",
    "two words, the second of nobody's": "word40 zzzzz",
    "two words of nearly all": "word1 word2",
}


async def settle(store: Database, stories: int) -> None:
    """So many stories, by one that is there."""
    chance = random.Random(1)  # noqa: S311 - the same ones in each run
    common = [f"word{int(chance.paretovariate(0.9)) % WORDS}" for _ in range(stories * 20)]
    first = await city.settle(store, 1)
    async with store.write() as tx:
        connection = city.connection(tx)
        like = dict((await connection.execute(select(posts).where(posts.c.id == first.id))).mappings().one())
        for begin in range(first.id + 1, first.id + 1 + stories, CHUNK):
            ids = range(begin, min(begin + CHUNK, first.id + 1 + stories))
            told = [{**like, "id": each, "state": "sent", "sent_at": city.now()} for each in ids]
            await connection.execute(insert(posts), told)
            held = [(each, set(chance.sample(common, TERMS))) for each in ids]
            lines = [{"term": term, "post_id": each, "heading": False} for each, its in held for term in its]
            await connection.execute(insert(terms), lines)
        if connection.dialect.name == "postgresql":  # as its autovacuum does by itself, a little later
            await connection.execute(text("ANALYZE"))


async def median(ask: Callable[[], Awaitable[object]]) -> float:
    """Microseconds of the wall."""
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        await ask()
        spent.append((time.perf_counter() - began) * 1e6)
    return statistics.median(spent)


async def measure(url: str, name: str, stories: int) -> list[str]:
    """A line for each question."""
    store, lines = Database(url), []
    await store.open()
    await settle(store, stories)
    async with store.read() as tx:
        one = select(terms.c.post_id).where(terms.c.term == "word40").limit(1)
        bare = await median(partial(city.connection(tx).execute, one))
        for what, words in ASKED.items():
            heard = await median(partial(store.heard_of, Sought(words, overheard=True)))
            found = await median(partial(tx.stories.found, Sought(words), 0, 8))
            total = (await tx.stories.found(Sought(words), 0, 8)).total
            ratios = f"{heard / bare:.2f}x | {found / 1e3:.1f} | {found / bare:.0f}x"
            lines.append(f"| {name} | {what} | {total} | {heard:.0f} | {ratios} |")
    await store.close()
    return lines


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--stories", type=int, default=STORIES, help=f"default {STORIES}")
    parser.add_argument("--on", choices=BOTH, help="one of the two databases (default: both)")
    said = parser.parse_args()
    print(f"Python {platform.python_version()}, {said.stories} stories, {TERMS} terms each\n")
    print("| on | asked | stories | heard of, µs | to the bare look | found, ms | to the bare look |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for name in [said.on] if said.on else BOTH:
        with databases(name) as new:
            print("\n".join(asyncio.run(measure(new(), name, said.stories))), flush=True)


if __name__ == "__main__":
    main()
