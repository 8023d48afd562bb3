"""What the buttons carry under which a moment is chosen and a plan is steered. As all presses, ids only."""

from enum import StrEnum
from zlib import crc32

from aiogram.filters.callback_data import CallbackData

from bot.recurrence import Aim, Plan
from handlers.showing.screen import Number


class OpenSchedule(CallbackData, prefix="schedule"):
    """Choose the moment of an approved post."""

    post_id: Number


class When(CallbackData, prefix="pt"):
    """A moment being chosen, digit by digit: "" (days), yyyymmdd, yyyymmddHH, yyyymmddHHMM, or "now"."""

    post_id: Number
    at: str = ""
    sure: bool = False
    seen: Number = 0
    """The `seal` of the plan that stood when this was shown: whatever stands by now is not replaced unasked."""


class Do(StrEnum):
    """What can be changed about a moment that is being chosen."""

    OFTEN = "often"
    """Ask how often."""
    RULE = "rule"
    """Take a suggested rule, by its number."""
    DAYS = "days"
    """Choose weekdays; the number holds them as bits."""
    WEEKLY = "weekly"
    """Take the weekdays chosen."""
    ENDS = "ends"
    """Ask until when."""
    TIMES = "times"
    """So many times; 0 is without an end."""
    ONCE = "once"
    THIS = "this"
    """Only this round of the series that is planned."""
    SERIES = "series"
    """All rounds of the series that is planned, from this moment on."""
    OWN = "own"
    """On each reader's own clock (1) or at one moment for all (0)."""
    SAVE = "save"
    """Plan it; the number is the `seal` of what was shown."""


class Shape(CallbackData, prefix="px"):
    """A change to the moment that is being chosen, which stands in the conversation."""

    post_id: Number
    do: Do
    n: Number = 0


class Steer(StrEnum):
    """What can be done to a plan."""

    HOLD = "hold"
    GO_ON = "go"
    LEAVE_OUT = "out"
    MOVE = "move"


class SteerPlan(CallbackData, prefix="pst"):
    """Do it to the plan of this post, which stood as `seen` then."""

    post_id: Number
    do: Steer
    seen: Number = 0


class HoldUntil(CallbackData, prefix="psu"):
    """Hold the plan of this post until a moment, in seconds since 1970."""

    post_id: Number
    until: Number


class TakeBack(CallbackData, prefix="pu"):
    """Take back the plan of this post, which stood as `seen` then."""

    post_id: Number
    seen: Number = 0


def seal(plan: Plan | None, aim: Aim | None = None) -> int:
    """A number that changes with the plan, and with what shall take its place; 0 where there is neither."""
    told: list[object] = [] if plan is None else [plan.moment, plan.repeat and plan.repeat.rule.text, plan.own_zone]
    told += [] if aim is None else [aim.wall, aim.rule and aim.rule.text, aim.own_zone]
    return crc32(repr(told).encode()) if told else 0
