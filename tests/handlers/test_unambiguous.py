"""What conversations wait for is told apart by names: of buttons and of states."""

import importlib
import pkgutil
from collections import Counter

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import StatesGroup

import handlers

for _each in pkgutil.walk_packages(handlers.__path__, "handlers."):
    importlib.import_module(_each.name)


def twice(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def test_no_two_buttons_begin_alike() -> None:
    ours = [each for each in CallbackData.__subclasses__() if each.__module__.startswith("handlers.")]
    assert ours
    assert twice([each.__prefix__ for each in ours]) == []


def test_no_two_questions_are_kept_under_one_name() -> None:
    ours = [each for each in StatesGroup.__subclasses__() if each.__module__.startswith("handlers.")]
    assert ours
    assert twice([each.__full_group_name__ for each in ours]) == []
