"""Command menus: per role and language. A menu shows, it does not authorise."""

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand, BotCommandScopeChat, TelegramObject
from markupsafe import Markup

from bot.actions.settle_in import note_menu
from bot.hearing.tasks import Task
from bot.languages import Form
from bot.people import Speaker
from bot.store import Store
from bot.words import Words, marked, words_for
from handlers.turns.middlewares import Handler

_log = logging.getLogger(__name__)

READER = (
    ("stories", marked("Stories of the city")),
    ("partners", marked("Partners to follow")),
    ("share", marked("Tell your own story")),
    ("vote", marked("Vote for the story of the month")),
    ("language", marked("Language")),
    ("settings", marked("Place, quiet hours, fewer posts")),
    ("stop", marked("Stop all posts")),
    ("mydata", marked("What I keep about you")),
    ("forget", marked("Erase what I keep about you")),
    ("help", marked("What I can do")),
)
COMMUNICATOR = (
    ("new", marked("Write a post")),
    ("drafts", marked("Drafts")),
    ("schedule", marked("Schedule an approved post")),
    ("posts", marked("Your posts, to look at or change")),
    ("report", marked("Reports of what went out")),
    ("campaigns", marked("Campaigns and their progress")),
    ("calendar", marked("What goes out when")),
    ("link", marked("Links and QR codes")),
)
ADMIN = (
    ("review", marked("Posts waiting for review")),
    ("partners", marked("Partners, people, channels")),
    ("moderate", marked("Stories from citizens")),
    ("requests", marked("Requests about data")),
    ("link", marked("Links and QR codes")),
    ("status", marked("How things stand")),
    ("calendar", marked("What goes out when")),
    ("report", marked("Reports of what went out")),
    ("announce", marked("Write to all readers")),
    ("audit", marked("Who did what")),
    ("export", marked("Export everything as a file")),
    ("halt", marked("Stop all sending")),
    ("resume", marked("Resume sending")),
)


def commands_for(*, is_admin: bool, is_communicator: bool) -> list[tuple[str, str]]:
    """Commands of all their roles, each once, the busiest role first."""
    tables: list[Sequence[tuple[str, str]]] = []
    if is_admin:
        tables.append(ADMIN)
    if is_communicator:
        tables.append(COMMUNICATOR)
    tables.append(READER)
    seen: dict[str, str] = {}
    for table in tables:
        for name, description in table:
            seen.setdefault(name, description)
    return list(seen.items())


def named(table: Iterable[tuple[str, str]], names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Of a table's commands those with these names, in the order of the names."""
    meanings = dict(table)
    return tuple((str(name), meanings[name]) for name in names if name in meanings)


_WRITING = ("new", "drafts")
_WHERE: Mapping[Task, tuple[str, ...]] = {
    **dict.fromkeys((Task.PICTURES, Task.BELOW, Task.LANGUAGES, Task.PREVIEW, Task.WHOM), _WRITING),
    **dict.fromkeys((Task.MORE, Task.LENGTH), _WRITING),
    **dict.fromkeys((Task.PEOPLE, Task.QUOTA, Task.CHANNEL, Task.LETTERS, Task.ADMINS, Task.ZONE), ()),
    Task.CAMPAIGN: ("campaigns",),
    **dict.fromkeys((Task.WORDING, Task.DELETE), ("drafts", "posts")),
    Task.WHEN: ("schedule",),
    Task.APPROVAL: ("drafts",),
}
"""Commands for a task that is called otherwise."""


def for_tasks(table: Iterable[tuple[str, str]], tasks: Iterable[Task]) -> tuple[tuple[str, str], ...]:
    """Of a table's commands those for these tasks, each once; who has no list of posts finds them by the reports."""
    table = tuple(table)
    known = {name for name, _ in table}
    names = dict.fromkeys(name for task in tasks for name in _WHERE.get(task, (task,)))
    return named(table, dict.fromkeys("report" if name == "posts" and name not in known else name for name in names))


def duties(*, is_admin: bool, is_communicator: bool) -> tuple[tuple[str, str], ...]:
    """Commands of whoever works here; none for a reader."""
    if not (is_admin or is_communicator):
        return ()
    all_theirs = commands_for(is_admin=is_admin, is_communicator=is_communicator)
    readers = {name for name, _ in READER} - {name for name, _ in ADMIN if is_admin}
    return tuple(each for each in all_theirs if each[0] not in readers)


class FreshMenu(BaseMiddleware):
    """Whoever writes gets the menu of their roles at this moment: they may have been let in or taken out meanwhile."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Newcomers have the public menu."""
        speaker: Speaker | None = data.get("speaker")
        if speaker is not None and speaker.reader.form is not None:
            await refresh_menu(data["bot"], self._store, speaker)
        return await handler(event, data)


async def refresh_menu(bot: Bot, store: Store, speaker: Speaker) -> None:
    """Set the chat's own menu for this person's roles and language, when it has changed; a refusal costs no answer."""
    menu, fingerprint = _menu_of(speaker.is_admin, speaker.is_communicator, speaker.reader.speaks)
    if fingerprint == speaker.reader.menu:
        return
    try:
        await bot.set_my_commands(list(menu), scope=BotCommandScopeChat(chat_id=speaker.reader.address))
    except AiogramError as refused:
        _log.warning("the menu of reader %d was not set: %s", speaker.reader.id, refused)
        return
    await note_menu(store, speaker.reader.id, fingerprint)


@lru_cache
def _menu_of(is_admin: bool, is_communicator: bool, form: Form) -> tuple[tuple[BotCommand, ...], str]:  # noqa: FBT001
    """A menu and its fingerprint; looked at for every message, made once."""
    menu = menu_of(commands_for(is_admin=is_admin, is_communicator=is_communicator), words_for(form))
    told = json.dumps([(item.command, item.description) for item in menu])
    return tuple(menu), hashlib.sha256(told.encode()).hexdigest()


def menu_of(table: Sequence[tuple[str, str]], words: Words) -> list[BotCommand]:
    """Commands and what they do, in somebody's words."""
    return [BotCommand(command=name, description=words.bare(description)) for name, description in table]


@lru_cache
def commands(words: Words, table: tuple[tuple[str, str], ...]) -> Markup:
    """A line for each command, worded once."""
    return Markup("\n").join(Markup("/{} – {}").format(name, words.say(meaning)) for name, meaning in table)
