"""An audience as a statement with gaps: worded once, filled in for each of ten thousand posts."""

from typing import Any, NamedTuple

from sqlalchemy import Integer, Text, bindparam

from bot.broadcast import Group
from bot.content import Whom
from storage.schema import Id, Moment
from storage.segments import Audience, first, readers_meant, with_channels
from storage.waves import of_group


class Shape(NamedTuple):
    """What two audiences have in common that are told by the same statement."""

    everybody: bool
    campaign: bool
    """The post is of a campaign, which may be followed alone."""
    places: int
    zones: int | None
    """None: it is no group of a wave."""
    later: bool
    """Not the first group of its wave."""
    channels: bool


def shape_of(whom: Whom, group: Group | None) -> Shape:
    """Of whom a broadcast means."""
    meant = (whom.everybody, whom.campaign_id is not None, len(whom.places))
    if group is None:
        return Shape(*meant, None, later=False, channels=True)
    return Shape(*meant, len(group.zones), group.wave_id is not None, group.channels)


def few(shape: Shape, *, sqlite: bool) -> Audience:
    """The first of its readers, and the channels."""
    partner, at, most = _gap("partner", Id), _gap("at", Moment), _gap("most", Integer)
    campaign = _gap("campaign", Id) if shape.campaign else None
    whom = Whom(partner, _gaps("place", shape.places), shape.everybody, campaign)
    meant = readers_meant(whom, at)
    if shape.zones is not None:
        wave = _gap("wave", Id) if shape.later else None
        meant = of_group(meant, Group(_gaps("zone", shape.zones), shape.channels, wave), sqlite=sqlite)
    some = first(meant, whom, most)
    return with_channels(some, whom) if shape.channels else some


def _gap(name: str, kind: Any) -> Any:  # noqa: ANN401 - of whatever the noun holds there
    return bindparam(name, type_=kind)


def _gaps(name: str, number: int) -> frozenset[Any]:
    return frozenset(_gap(f"{name}{no}", Text) for no in range(number))


def fillings(whom: Whom, group: Group | None) -> dict[str, object]:
    """What the gaps are filled with."""
    zones = group.zones if group else frozenset[str]()
    named: dict[str, object] = {f"place{no}": place.value for no, place in enumerate(whom.places)}
    named |= {f"zone{no}": zone for no, zone in enumerate(zones)}
    named |= {"campaign": whom.campaign_id} if whom.campaign_id is not None else {}
    return {"partner": whom.partner_id, "wave": group.wave_id if group else None, **named}
