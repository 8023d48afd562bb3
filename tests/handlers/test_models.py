"""aiogram's models are made when they are first used, and come out as if they had been made at once."""

import subprocess
import sys

import pytest
from pydantic import BaseModel, ValidationError

from handlers.network.models import made_when_used

FRESH = """
import sys
from handlers.network.models import made_when_used, make_ready
with made_when_used():
    from aiogram import methods, types
models = [each for package in (types, methods) for each in map(vars(package).get, package.__all__)]
models = [each for each in models if hasattr(each, "model_fields")]

def is_a_type(each):
    return each.__module__.startswith("aiogram.types")

def is_known(said, known):
    try:
        eval(said, known)
    except NameError:
        return False
    return True

for model in models:
    for owner in filter(is_a_type, model.__mro__):
        for said in vars(owner).get("__annotations__", {}).values():
            if isinstance(said, str) and not is_known(said, vars(sys.modules[model.__module__])):
                print(f"{model.__name__} does not know {said}")
few = [each.__name__ for each in models if each.__pydantic_complete__]
make_ready()
ready = (types.Update, types.Message, methods.GetUpdates, methods.SendMessage)
print(len(models) > 500, len(few) < 10, all(each.__pydantic_complete__ for each in ready))
update = {"update_id": 1, "message": {"message_id": 2, "date": 3, "chat": {"id": 4, "type": "private"}, "text": "five"}}
print(types.Update.model_validate(update).message.text, types.MenuButtonCommands().type.value)
"""


def test_each_model_is_made_late_and_finds_in_its_own_module_all_that_it_is_made_of() -> None:
    done = subprocess.run([sys.executable, "-c", FRESH], check=True, capture_output=True, text=True)  # noqa: S603 - ours
    assert done.stdout.splitlines() == ["True True True", "five commands"]


def test_other_models_are_made_as_ever() -> None:
    class Late(BaseModel):
        other: "Other"

    class Other(BaseModel):
        no: int

    with made_when_used():
        Late.model_rebuild()
    assert Late(other=Other(no=1)).other.no == 1
    with pytest.raises(ValidationError):
        Late(other=Other(no="one"))  # type: ignore[arg-type]
