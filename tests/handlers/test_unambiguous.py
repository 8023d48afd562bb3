"""What conversations wait for is told apart by names: of buttons and of states."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import StatesGroup

import handlers
from handlers.partner.lists.gone_out import EDITS

for _each in pkgutil.walk_packages(handlers.__path__, "handlers."):
    importlib.import_module(_each.name)


def twice(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def buttons(base: type[CallbackData] = CallbackData) -> Iterator[type[CallbackData]]:
    for each in base.__subclasses__():
        if each.__module__.startswith("handlers.") and hasattr(each, "__prefix__"):
            yield each
        yield from buttons(each)


def test_no_two_buttons_begin_alike() -> None:
    ours = list(buttons())
    assert ours
    assert twice([each.__prefix__ for each in ours]) == []


OPEN_STILL = {
    *("OpenPost", "OpenTemplate", "Look", "CampaignChoice", "PutInto", "NewCampaign", "SteerPlan", "TakeBack"),
    "HoldUntil",
    *("WriteInto", "Take", "LinkBelow", "NotText", "ForTranslators", "GiveFile", "Said", "ByMachine"),
}
"""They look, say themselves what cannot be done once a post is out, or are about something that was sent."""


def test_every_button_about_a_post_has_an_answer_once_the_post_is_out() -> None:
    theirs = (each for each in buttons() if each.__module__.startswith("handlers.partner."))
    about_one = {each.__name__ for each in theirs if "post_id" in each.model_fields}
    assert about_one == {each.__name__ for each in EDITS} | OPEN_STILL


def test_no_two_questions_are_kept_under_one_name() -> None:
    ours = [each for each in StatesGroup.__subclasses__() if each.__module__.startswith("handlers.")]
    assert ours
    assert twice([each.__full_group_name__ for each in ours]) == []
