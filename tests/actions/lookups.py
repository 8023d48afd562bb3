"""What tests of the verbs look up again and again."""

from dataclasses import replace
from typing import Any

from bot.actions.notify import notify
from bot.languages import Form
from bot.notices import Notice, NoticeKind
from bot.partners import Benefit, Kind, Partner
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.deeds import due

SENT = ("sent", None)


async def sent(newsroom: Newsroom, texts: dict[Form, str] | None = None):  # type: ignore[no-untyped-def]  # noqa: ANN201 - post and broadcast
    post = await newsroom.approved(texts)
    await due(newsroom, post)
    await newsroom.deliver_all()
    return post, (await newsroom.broadcasts(post))[0]


async def told(newsroom: Newsroom, kind: NoticeKind) -> list[Notice]:
    async with newsroom.store.read() as tx:
        return [each for each in await tx.notices.waiting(newsroom.watch(), 100) if each.kind is kind]


async def heard(newsroom: Newsroom, address: int) -> str:
    while await notify(newsroom.desk):
        pass
    return "\n".join(await newsroom.received(address))


async def replies(newsroom: Newsroom, address: int) -> list[tuple[str, str]]:
    """Texts on somebody's phone that reply to another, with the text they reply to."""
    key = str(address) if address < 0 else f"{cast.BOT}:{address}"
    async with newsroom.http.get(f"{newsroom.sandbox.url}/sandbox/messages", params={"key": key}) as response:
        messages = (await response.json())["messages"]
    return [(one["text"], one["reply_to_message"]["text"]) for one in messages if "reply_to_message" in one]


async def partner_of(newsroom: Newsroom, kind: Kind, **own: Any) -> Partner:
    """周子晴's partner, of this kind."""
    async with newsroom.store.write() as tx:
        partner = await tx.partners.by_slug("xpeng")
        assert partner is not None
        partner = replace(partner, kind=kind, own={Benefit(name): value for name, value in own.items()})
        await tx.partners.save(partner)
        return partner
