"""`python -m bot worker` that kills itself, -9, within the stage that it is told to die in (`aiming`).

Everything else is as in a worker: process, database, requests. `correct NUMBER` is another program: an admin corrects
every copy of that broadcast.
"""

import asyncio
import os
import runpy
import signal
import sys
import threading
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Engine, event

import bot.actions.deliver
import bot.actions.notify
import bot.actions.plan
import bot.broadcast
import storage.claims
import storage.freezing
from bot.actions.clock import utc_now
from bot.actions.correct import correct
from bot.actions.meet import meet
from bot.connection import Connection
from bot.content import Version
from bot.corrections import Replacement
from bot.languages import Form
from bot.transports.telegram import Opening, Telegram
from storage import Database
from storage.prepared import OnSQLite
from storage.prepared_postgresql import OnPostgreSQL
from tests import cast
from tests.proof.aiming import CORRECTED, Aim, Stage, leave_note
from tests.proof.mistakes import make

CANARY_FROM = 200
"""Fewer than in any campaign's crowd."""
_taken: list["Doom"] = []
"""At most one: whoever takes an aim takes no other."""


class Doom:
    """The aim that this process took."""

    def __init__(self, aim: Aim) -> None:
        self.stage = aim.stage
        self._left, self._late = aim.steps, aim.late
        self._once = threading.Lock()

    def step(self, place: str) -> None:
        """Something of the stage is about to happen."""
        self._left -= 1
        if self._left >= 0:
            return
        if not self._late:
            self.strike(place)
        threading.Timer(self._late, self.strike, (f"after {place}",)).start()
        self._left = sys.maxsize

    def strike(self, place: str) -> None:
        """The end, without a word to anybody; whoever comes second waits for it."""
        self._once.acquire()
        leave_note(self.stage, place)
        os.kill(os.getpid(), signal.SIGKILL)


def enter(stage: Stage) -> None:
    if not _taken and (aim := Aim.take(stage)):
        _taken.append(Doom(aim))
        _taken[0].step("its beginning")


def step(place: str) -> None:
    if _taken:
        _taken[0].step(place)


def leave(stage: Stage) -> None:
    if _taken and _taken[0].stage is stage:
        _taken[0].strike("its end")


def during(owner: Any, name: str, *stages: Stage, entered: bool = True) -> None:
    """A coroutine function is a stage, or only its end."""
    within(owner, name, lambda *_: stages if entered else (), stages)


def within(
    owner: Any, name: str, stages_of: Callable[..., Collection[Stage]], left: Collection[Stage] | None = None
) -> None:
    """A coroutine function is one of several stages, by what it is told."""
    really = getattr(owner, name)

    async def watched(*told: Any, **more: Any) -> Any:
        stages = stages_of(*told)
        for stage in stages:
            enter(stage)
        try:
            return await really(*told, **more)
        finally:
            for stage in left or stages:
                leave(stage)

    setattr(owner, name, watched)


def before(owner: Any, name: str, say: Callable[[], None]) -> None:
    """Say something whenever a plain function is called."""
    really = getattr(owner, name)

    def watched(*told: Any, **more: Any) -> Any:
        say()
        return really(*told, **more)

    setattr(owner, name, watched)


def _strides(_: Database, stride: Any) -> list[Stage]:
    return [Stage.INTENT] * bool(stride.asked) + [Stage.OUTCOME] * bool(stride.outcomes)


def on_its_way(owner: Any) -> None:
    """A request has three places; it is written at once, so that the loop's next turn finds it on its way."""
    really = owner.say

    def watched(*request: Any) -> None:
        *spoken, told = request

        def heard(said: Any) -> None:
            step("its answer")
            told(said)

        step("its leaving")
        asyncio.get_running_loop().call_soon(step, "its way")
        really(*spoken, heard)

    owner.say = watched


def called_back(owner: Any, name: str, stage: Stage) -> None:
    """A plain function is a stage until what it is told to call is called."""
    really = getattr(owner, name)

    def watched(self: Any, parcel: Any, told: Any) -> None:
        def heard(said: Any) -> None:
            leave(stage)
            told(said)

        enter(stage)
        really(self, parcel, heard)

    setattr(owner, name, watched)


def watch() -> None:
    """Every stage and each of its steps is told."""
    during(bot.actions.plan, "_take", Stage.FREEZE)
    before(storage.freezing.Freezing, "freeze_on", lambda: enter(Stage.FREEZE))
    during(bot.actions.plan, "_freeze_on", Stage.FREEZE, entered=False)
    before(storage.claims, "_taken", lambda: enter(Stage.CLAIM))
    during(Database, "claim", Stage.CLAIM, entered=False)
    within(Database, "stride", _strides)
    within(bot.actions.deliver, "_widen", lambda _, canaries: [Stage.WIDEN] * bool(canaries))
    during(bot.actions.deliver, "_finish", Stage.FINISH)
    during(bot.actions.notify, "_ended", Stage.NOTICE)
    during(Telegram, "send", Stage.SEND)
    called_back(Opening, "send", Stage.SEND)
    during(Telegram, "edit", Stage.CORRECT)
    during(Telegram, "replace_picture", Stage.CORRECT)
    during(Telegram, "recall", Stage.RECALL)
    during(Telegram, "pin", Stage.PIN)
    on_its_way(Connection)
    for name in ("row", "rows", "alike", "changed", "do", "many"):
        before(OnSQLite, name, lambda: step("a statement"))
    for name in ("rows", "do", "many"):
        before(OnPostgreSQL, name, lambda: step("a statement"))
    event.listen(Engine, "before_cursor_execute", lambda *_: step("a statement"))
    event.listen(Engine, "commit", lambda *_: step("its commit"))


async def begin_correction(broadcast_id: int) -> None:
    """The verb, in a process of its own."""
    store = Database(os.environ["KAPOK_DATABASE_URL"])
    admin = await meet(store, cast.ZHIYUAN, "梁志远", None, utc_now())
    enter(Stage.CORRECT)
    await correct(store, admin, broadcast_id, Replacement([Version(Form.EN, CORRECTED)]), utc_now())
    leave(Stage.CORRECT)


def main() -> None:
    make(os.environ.get("MISTAKE"))
    watch()
    if sys.argv[1] == "correct":
        asyncio.run(begin_correction(int(sys.argv[2])))
        return
    bot.broadcast.CANARY_FROM = CANARY_FROM
    storage.freezing.RANGE = int(os.environ.get("FREEZING_RANGE", storage.freezing.RANGE))
    sys.argv = ["bot", "worker"]
    runpy.run_module("bot", run_name="__main__")


if __name__ == "__main__":
    main()
