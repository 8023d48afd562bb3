"""Communicators ask how posts are made while none is open: the answer in a sentence, and the commands for it."""

import re
from dataclasses import replace

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.hearing.aliases import alias_of
from bot.hearing.orders import order_of
from bot.hearing.tasks import AT_ONCE, Task
from bot.people import Speaker
from handlers.partner.composing.card_screens import title_of
from handlers.partner.how_screens import OF_ONE_OUT, TOLD, how_screen
from handlers.partner.lists.how_it_stands import newest
from handlers.partner.pen import Pen
from handlers.partner.presses import OpenPost, button
from handlers.showing.screen import show
from handlers.staff.tasks import tasks_of
from handlers.turns.filters import BY_COMMUNICATOR, PLAIN, WORDLESS_QUESTION
from handlers.turns.menus import COMMUNICATOR, for_tasks

_IS_OUT = re.compile(
    r"已[经經]?[发發]|[发發][错錯]|[发發][咗了]?出[咗了]?去?"
    r"|(?:already|was|been|were) (?:sent|published|out)|sent already"
    r"|\b(?:is|are) (?:already )?out\b|\bwent out|\bgone out"
    r"|\bj[áa] (?:foi|foram|saiu|sa[íi]ram|est[áa]|envi|mand|publi)|\bsaiu|\bsa[íi]ram",
    re.IGNORECASE,
)
"""What is spoken of has gone out: so it is not about a draft."""
_NOT_YET = re.compile(
    r"[未没沒冇]有?[发發]出?去?|[发發]出?去?[之以]?前|[再先][发發]出去?(?![了咗])|[发發][了咗]?[给給畀]我"
    r"|\b(?:before|until|till|unless) (?:\w+ ){1,4}?(?:is|are|was|were|been|went|gone)\b \w+"
    r"|\b(?:when|once|as soon as) (?:\w+ ){1,4}?(?:is|are|has been|have been)\b \w+"
    r"|(?:\bnot|n['’]t)(?: yet)? (?:been|gone) \w+|\bout of\b|\b(?:was|were|been) sent to (?:me|us|you)\b"
    r"|\bn[ãa]o (?:foi|foram|saiu|sa[íi]ram|est[áa])\b",
    re.IGNORECASE,
)
"""What only sounds so: before it is out, 发出之前."""


OF_A_POST = OF_ONE_OUT | {Task.APPROVAL}
"""What may be asked because of one post."""


def is_out(text: str) -> bool:
    """Whether a post is spoken of that readers have already."""
    return bool(_IS_OUT.search(_NOT_YET.sub(" ", text)))


class AsksHow(Filter):
    """Nobody awaits an answer, and a communicator surely wants something that a sentence answers; no wish, no order.

    The handler gets `tasks`.
    """

    async def __call__(self, message: Message, speaker: Speaker) -> bool | dict[str, tuple[Task, ...]]:
        """What they want."""
        text = message.text or ""
        if message.forward_origin or alias_of(text) or order_of(text):
            return False
        found, out = tasks_of(text, speaker), is_out(text)
        if out and found.asks and Task.POSTS in found.tasks and Task.REPORT not in found.tasks:
            return {"tasks": (Task.POSTS,)}
        if not found.sure or found.tasks[0] not in TOLD:
            return False
        return {"tasks": (Task.POSTS,) if out and found.tasks[0] in OF_ONE_OUT else found.tasks[:AT_ONCE]}


def router() -> Router:
    """The answer. After what is said of a moment, before what is taken for a post."""
    how = Router(name="partner.how")
    how.message.register(told, PLAIN, BY_COMMUNICATOR, WORDLESS_QUESTION, AsksHow())
    return how


async def told(message: Message, pen: Pen, tasks: tuple[Task, ...]) -> None:
    """How it is done, and where; the newest post is at hand where it may be meant."""
    screen = how_screen(pen.words, tasks, for_tasks(COMMUNICATOR, tasks))
    if OF_A_POST.intersection(tasks):
        async with pen.store.read() as tx:
            post = await newest(tx, pen.speaker)
        rows = ((button(title_of(post, pen.words), OpenPost(post_id=post.id)),),) if post else ()
        screen = replace(screen, rows=(*rows, *screen.rows))
    await show(message, screen)
