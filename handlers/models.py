"""aiogram's models, each made when it is first used: all of them at once are three seconds and 80 MB of every start."""

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

    aiogram asks pydantic for all its models when it is imported, since their modules cannot import each other.
    """
    at_once = vars(BaseModel)["model_rebuild"]
    BaseModel.model_rebuild = classmethod(partial(_told, at_once.__func__))  # type: ignore[assignment]
    try:
        yield
    finally:
        BaseModel.model_rebuild = at_once  # type: ignore[method-assign]


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
    from aiogram.types import Message, Update  # noqa: PLC0415 - beside its use: this room is asked before aiogram is there

    for model in (Update, Message):
        model.model_rebuild()
