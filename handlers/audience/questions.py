"""Open questions: how commands lead out of them, and the little that is remembered beside them."""

from typing import Any

from aiogram.fsm.context import FSMContext

from handlers.turns.turn import Composing

PAYLOAD = "payload"
"""What a newcomer came for: the deep link, kept until they have chosen a language."""
INVITED = "invited"
"""The same of an invitation: the hash of its token, since the token itself is a secret."""
WANTED = "wanted"
"""The words that a newcomer looks for, kept until they have chosen a language."""
SAID = "said"
"""What a newcomer said before they had chosen a language."""
AT_DOOR = "at_door"
"""They are being met: what they set is followed by the question that still stands."""
OPENING = "opening"
"""Kept as `AT_DOOR` while a first choice is being followed: after a crash the same press comes again, and goes on."""
OFFERED = "offered"
"""Languages that were offered, and when: they are not offered again for a while."""
ALBUM = "album"
"""The last album that was answered: its pictures come as many messages."""
SEARCHES = "searches"
"""What they looked for last, with numbers that buttons can carry."""
LEAF = "leaf"
"""The shelf and page of the stories that they saw last, and when."""
DIRECTORY = "directory"
"""The page of the partners that they saw, and when, while they have seen no list since."""
WHOSE = "whose"
"""The partner whose page they saw last, and when."""
OPENED = "opened"
"""The story that they opened last, and when."""
INTRODUCED = "introduced"
"""When they were last told that it is a bot that suggests things to them."""
SHARE_CARD = "share_card"
"""The message that is the card of their story: the only one of its kind with buttons."""
_KEPT = (
    PAYLOAD,
    INVITED,
    WANTED,
    SAID,
    AT_DOOR,
    OFFERED,
    SEARCHES,
    LEAF,
    DIRECTORY,
    WHOSE,
    OPENED,
    INTRODUCED,
    SHARE_CARD,
)


async def leave_question(state: FSMContext) -> None:
    """A command leads out of any open question, whoever asked it; what is remembered beside it stays."""
    if await state.get_state() is None:
        return
    data = await state.get_data()
    await state.set_state(None)
    await state.set_data({name: data[name] for name in _KEPT if name in data})


async def look_aside(state: FSMContext) -> None:
    """Help, or a command that does not exist: leads out of any question, but an open post stays open."""
    if await state.get_state() != Composing.open.state:
        await leave_question(state)


async def remember(state: FSMContext, name: str, value: Any) -> None:  # noqa: ANN401 - any JSON
    """Keep a value beside the question; None forgets it."""
    data = await state.get_data()
    if data.get(name) != value:
        await state.set_data({key: kept for key, kept in {**data, name: value}.items() if kept is not None})


async def recall(state: FSMContext, name: str) -> Any:  # noqa: ANN401 - any JSON
    """What was kept under this name, or None."""
    return (await state.get_data()).get(name)
