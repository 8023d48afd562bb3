"""Waves: a post goes out at one hour of each reader's own clock, group by group; nobody is meant twice."""

from sqlalchemy import BigInteger, ColumnElement, Select, cast, false, func, or_, select, true

from bot.broadcast import Group
from storage.ledger import segments, waves
from storage.people import readers


def of_group(meant: Select[int, str], group: Group, *, sqlite: bool) -> Select[int, str]:
    """Of the readers whom a post means: those of one group."""
    meant = meant.where(or_(false(), *(readers.c.zone == zone for zone in group.zones)))
    return meant if group.wave_id is None else meant.where(not_meant(group.wave_id, sqlite=sqlite))


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
