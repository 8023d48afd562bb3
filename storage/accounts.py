"""Sending accounts: one row each, whose next free moment all workers share."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Column, Float, Table, select

from bot.accounts import Account
from storage.schema import Id, Keeper, Moment, metadata

accounts = Table(
    "account",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("next_slot", Moment, nullable=False),
    Column("rate", Float, nullable=False),
    Column("paused_until", Moment),
)


class Accounts(Keeper):
    """Keeps the pace."""

    async def reserve(self, account_id: int, count: int, now: datetime) -> tuple[datetime, float]:
        account, first = (await self._hold(account_id, now)).reserve(count, now)
        await self._put(accounts, **asdict(account))
        return first, account.rate

    async def pause(self, account_id: int, until: datetime) -> None:
        await self._put(accounts, **asdict((await self._hold(account_id, until)).pause(until)))

    async def paused_until(self, account_id: int) -> datetime | None:
        until: datetime | None = await self._value(select(accounts.c.paused_until).where(accounts.c.id == account_id))
        return until

    async def _hold(self, account_id: int, now: datetime) -> Account:
        """The account, made when new; nobody else reads it to change it until this work ends."""
        await self._add(accounts, **asdict(Account(account_id, next_slot=now)))
        row = await self._just_one(select(accounts).where(accounts.c.id == account_id).with_for_update())
        return Account(row.id, row.next_slot, row.rate, row.paused_until)
