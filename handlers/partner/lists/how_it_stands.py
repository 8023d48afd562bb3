"""A communicator asks in plain words what became of a post: the newest one's page, where its state and numbers are."""

import re
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.content import STANDING, Post, PostState
from bot.people import Speaker
from bot.store import Store, Work
from handlers.partner.lists.posts import page_of
from handlers.partner.lists.shelves import SHELVES
from handlers.partner.pen import Pen
from handlers.partner.presses import Pages, Shelf
from handlers.showing.screen import show
from handlers.turns.filters import BY_COMMUNICATOR, IDLE, OWN, PLAIN

LONGEST = 60
"""Characters of such a question."""
HANDED_IN = tuple(state for state in STANDING if state is not PostState.DRAFT)
_IT = r"(?:it|this|that|they|(?:the|my|our) (?:last |new )?post|any(?:one|body))"
_THEN = r"(?:[没沒未冇]有?|[吗嗎])"
_JA = r"j[áa] (?:saiu|foi (?:envi|aprov|public)\w+|est[áa] aprovad\w+|aprovaram)"
_ASKED = re.compile(
    rf"\b(?:is|are|was|were|has|have|did|does|do)\b {_IT}\b"
    r".{0,24}\b(?:out|sent|go|gone|approved?|published|live|read|reviewed|through|arrived?)\b"
    rf"|\bhow (?:did|is|does|was) {_IT} (?:do|doing|go|going|done|stand)\b"
    rf"|\bwhat(?:['’]s| is| has)? (?:happened|become|the status) (?:to|of|with) {_IT}\b|\bwhere(?:['’]s| is) {_IT}\b"
    rf"|[发發](?:出去?[了咗]?|[了咗]){_THEN}|(?:批|[审審](?:批|核)?|[过過])[了咗完]+{_THEN}|(?:出咗?街|批咗|睇咗)未"
    r"|帖[文子]?(?:怎[样樣么麼]了|[点點]呀)|效果(?:怎[样樣么麼]|如何|[点點])"
    rf"|\b{_JA}[^,.;?]{{0,20}}\?|^\W*(?:\w+ ){{0,3}}{_JA}\W*$"
    r"|\bcomo (?:correu|est[áa] a correr|ficou)\b"
    r"|\b(?:o que [ée] feito d|onde est[áa] )a (?:minha|nossa) publica[çc][ãa]o",
    re.IGNORECASE,
)


_WHEN = re.compile(
    rf"\bwhen(?:['’]s| is| does| do| will) (?:{_IT}|the next (?:one|post)|(?:my|our) posts)\b"
    r".{0,16}\b(?:out|go|sent)\b"
    r"|(?:下一?[条條篇个個]|帖[文子]?).{0,4}(?:什么时候|甚麼時候|几时|幾時|几点|幾點)(?:[会會要])?[发發出]"
    r"|\bquando (?:[ée] que )?(?:sai|saem|vai sair|v[ãa]o sair|[ée] enviad\w)\b",
    re.IGNORECASE,
)
"""When something goes out that has its time."""


async def newest(tx: Work, speaker: Speaker) -> Post | None:
    """The latest post of theirs that is a draft no longer."""
    found = await tx.posts.page(list(speaker.partner_ids), HANDED_IN, 0, 1)
    return next(iter(found.items), None)


def asks_how_it_stands(text: str) -> bool:
    """Whether it asks what became of a post that is not named."""
    return len(text) <= LONGEST and bool(_ASKED.search(text.strip()))


def asks_when(text: str) -> bool:
    """Whether it asks when a post goes out."""
    return len(text) <= LONGEST and bool(_WHEN.search(text.strip()))


class AsksHowItStands(Filter):
    """Nobody awaits an answer, and a communicator asks what became of a post: the handler gets it."""

    async def __call__(self, message: Message, speaker: Speaker, store: Store) -> bool | dict[str, Any]:
        """The newest, if there is one; none when they ask when posts go out."""
        if asks_when(message.text or ""):
            return {"post": None}
        if not asks_how_it_stands(message.text or ""):
            return False
        async with store.read() as tx:
            post = await newest(tx, speaker)
        return {"post": post} if post else False


def router() -> Router:
    """The question. Before `how`: a general answer would follow."""
    asked = Router(name="partner.how_it_stands")
    asked.message.register(told, PLAIN, BY_COMMUNICATOR, IDLE, OWN, AsksHowItStands())
    return asked


async def told(message: Message, pen: Pen, post: Post | None) -> None:
    """Its page; or all that have their time, or may be given one."""
    if post is None:
        await SHELVES.open(message, pen, Pages(shelf=Shelf.SCHEDULE))
    else:
        await show(message, await page_of(pen, post))
