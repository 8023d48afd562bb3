"""Where a kill is to strike: a stage of delivery, and how far into it. The killer's half; `aimed` is the victim's.

    the killer puts an aim down -> whichever process first enters that stage takes it, and dies in it by its own hand
    -> where it was, it leaves a note

Files in the folder where the processes run.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Self

AIM = "aim"
CORRECTED = "Corrected under fire."
LATE = 0.004
"""Seconds by which a kill comes at most after the place that it was aimed at: amid a commit, or an answer's way."""


class Stage(StrEnum):
    """Of delivery, as the ledger has them, with what its end leads to; the last three change what was sent."""

    FREEZE = "freeze"
    CLAIM = "claim"
    INTENT = "intent"
    SEND = "send"
    OUTCOME = "outcome"
    WIDEN = "widen"
    FINISH = "finish"
    NOTICE = "notice"
    CORRECT = "correct"
    RECALL = "recall"
    PIN = "pin"


ENDING = (Stage.WIDEN, Stage.FINISH, Stage.NOTICE)
"""What a canary's outcomes lead to, and everybody's."""
ASKED = frozenset({Stage.FREEZE, Stage.CLAIM, Stage.INTENT, Stage.SEND, Stage.OUTCOME, Stage.CORRECT})
"""A campaign that has not killed in each of these, and in each of `ENDING`, has not shown what it is for."""
DELIVERING = (Stage.CLAIM, Stage.INTENT, Stage.SEND, Stage.OUTCOME)
CHANGING = (Stage.CLAIM, Stage.INTENT, Stage.OUTCOME)
"""What an errand goes through besides its own stage."""
_LONGEST = {
    Stage.FREEZE: 16,
    Stage.CLAIM: 7,
    Stage.INTENT: 8,
    Stage.OUTCOME: 6,
    Stage.WIDEN: 6,
    Stage.FINISH: 14,
    Stage.NOTICE: 20,
}
"""Statements in a stage, or a few more; a request has three places."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A stage, how many of its steps go well, and seconds from then on. Whoever leaves the stage dies at its end."""

    stage: Stage
    steps: int
    late: float

    @classmethod
    def at(cls, stage: Stage, rng: Random, most: int = 0) -> Self:
        """Anywhere in it, or in so many steps."""
        late = rng.choice((0.0, rng.uniform(0.0, LATE)))
        return cls(stage, rng.randrange(most or _LONGEST.get(stage, 4)), late)

    def put_down(self, folder: Path) -> None:
        """For all who are at work there."""
        fresh = folder / f"{AIM}-fresh"
        fresh.write_text(f"{self.stage} {self.steps} {self.late}")
        fresh.replace(folder / AIM)

    @classmethod
    def take(cls, stage: Stage) -> Self | None:
        """The aim that is there, if it is at this stage and nobody else was first."""
        try:
            with open(AIM, encoding="utf-8") as file:  # noqa: PTH123 - at every send: a Path costs more than the rest
                name, steps, late = file.read().split()
            if name != stage:
                return None
            os.rename(AIM, f"{AIM}-{os.getpid()}")  # noqa: PTH104 - as above
        except FileNotFoundError:
            return None
        return cls(stage, int(steps), float(late))


def withdraw(folder: Path) -> bool:
    """Whether the aim was still there: nobody will take it now."""
    try:
        (folder / AIM).unlink()
    except FileNotFoundError:
        return False
    return True


def leave_note(stage: Stage, place: str) -> None:
    """By whoever is about to die, in the last moment."""
    Path(f"struck-{os.getpid()}").write_text(f"{stage} {place}", encoding="utf-8")


def note_of(folder: Path, pid: int) -> tuple[Stage, str] | None:
    """In which stage it died, and where in it; none of one that was killed by chance."""
    note = folder / f"struck-{pid}"
    if not note.exists():
        return None
    stage, place = note.read_text(encoding="utf-8").split(maxsplit=1)
    return Stage(stage), place
