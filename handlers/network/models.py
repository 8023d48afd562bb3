"""aiogram's models, each made when it is first used: all of them at once are four seconds and 100 MB of every start."""

import contextlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from pydantic import BaseModel

_NAME = re.compile(r"\w+")


@contextlib.contextmanager
def made_when_used() -> Iterator[None]:
    """What is imported here for the first time only tells each model what the names in its fields mean.

    aiogram asks pydantic for all its types when it is imported, since their modules cannot import each other; its
    methods, which can, it declares without a word about when they are made.
    """
    at_once, said = vars(BaseModel)["model_rebuild"], BaseModel.model_config
    BaseModel.model_rebuild = classmethod(partial(_told, at_once.__func__))  # type: ignore[assignment]
    BaseModel.model_config = {**said, "defer_build": True}
    try:
        yield
    finally:
        BaseModel.model_rebuild = at_once  # type: ignore[method-assign]
        BaseModel.model_config = said


def _told(
    at_once: Callable[..., bool | None],
    model: type[BaseModel],
    *,
    _types_namespace: Mapping[str, Any] | None = None,
    _parent_namespace_depth: int = 2,
    **more: bool,
) -> bool | None:
    """Instead of making the model now: it finds in its own module what it is made of."""
    if not _types_namespace:
        return at_once(model, _parent_namespace_depth=_parent_namespace_depth + 1, **more)
    place = vars(sys.modules[model.__module__])
    for name in _names_in(model) & _types_namespace.keys():
        place.setdefault(name, _types_namespace[name])
    return None


def _names_in(model: type) -> set[str]:
    """Every name that the types of a model's fields have, inherited ones too."""
    said = (str(each) for owner in model.__mro__ for each in vars(owner).get("__annotations__", {}).values())
    return {name for each in said for name in _NAME.findall(each)}


def make_ready() -> None:
    """Make what nearly every update and answer needs, before somebody waits for it."""
    # Beside their use: this room is asked before aiogram is there.
    from aiogram.methods import AnswerCallbackQuery, EditMessageText, GetUpdates, SendMessage  # noqa: PLC0415
    from aiogram.types import Message, Update  # noqa: PLC0415

    for model in (Update, Message, GetUpdates, SendMessage, EditMessageText, AnswerCallbackQuery):
        model.model_rebuild()
