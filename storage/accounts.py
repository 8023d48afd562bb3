"""Sending accounts: one row each, whose next free moment all workers share."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Column, Float, Table, select

from bot.accounts import Account, Slots
from storage.schema import AnyRow, Id, Keeper, Moment, metadata

accounts = Table(
    "account",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("next_slot", Moment, nullable=False),
    Column("rate", Float, nullable=False),
    Column("paused_until", Moment),
    Column("paused_at", Moment),
    Column("paid_next_slot", Moment),
)


def account_of(row: AnyRow) -> Account:
    """The noun of a row."""
    return Account(row.id, row.next_slot, row.rate, row.paused_until, row.paused_at, row.paid_next_slot)


class Accounts(Keeper):
    """Keeps the pace."""

    async def reserve(self, account_id: int, count: int, now: datetime) -> Slots:
        account, slots = (await self._hold(account_id, now)).reserve(count, now)
        await self._put(accounts, **asdict(account))
        return slots

    async def pause(self, account_id: int, until: datetime, now: datetime) -> datetime | None:
        account = await self._hold(account_id, now)
        await self._put(accounts, **asdict(account.pause(until, now)))
        return account.pause_end(now)

    async def paused_until(self, account_id: int, now: datetime) -> datetime | None:
        row = await self._one(select(accounts).where(accounts.c.id == account_id))
        return account_of(row).pause_end(now) if row else None

    @property
    def _shared(self) -> bool:
        return self._tx.dialect.name != "sqlite"

    async def _hold(self, account_id: int, now: datetime) -> Account:
        """The account, made when new; nobody else reads it to change it until this work ends."""
        await self._add(accounts, **asdict(Account.fresh(account_id, now, shared=self._shared)))
        return account_of(await self._just_one(select(accounts).where(accounts.c.id == account_id).with_for_update()))
