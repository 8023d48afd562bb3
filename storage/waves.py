"""Waves: a post goes out at one hour of each reader's own clock, group by group; nobody is meant twice."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, Select, cast, func, select, true, union

from bot.broadcast import Group
from bot.places import Place
from storage.ledger import segments, waves
from storage.people import readers
from storage.segments import Audience, followers, linked


def group_audience(partner_id: int, at: datetime, places: Collection[Place], group: Group, *, sqlite: bool) -> Audience:
    """Whom one group means; channels, if it has them and no places are named."""
    people = followers(partner_id, at, places).where(readers.c.zone.in_(group.zones))
    if group.wave_id is not None:
        people = people.where(not_meant(group.wave_id, sqlite=sqlite))
    return union(linked(partner_id), people) if group.channels and not places else people


def not_meant(wave_id: int, *, sqlite: bool) -> ColumnElement[bool]:
    """Of readers: those whom no broadcast of the wave has frozen, by the ledger's own segments."""
    return readers.c.id.not_in(_members(wave_id, sqlite=sqlite))


def _members(wave_id: int, *, sqlite: bool) -> Select[int]:
    unfold = func.json_each if sqlite else func.json_array_elements_text
    each = unfold(segments.c.members).table_valued("value", name="each")
    if not sqlite:
        each = each.render_derived()
    joined = segments.join(waves, waves.c.broadcast_id == segments.c.broadcast_id).join(each, true())
    return select(cast(each.c.value, BigInteger)).select_from(joined).where(waves.c.first_id == wave_id)
