"""CPU of one update by webhook, against a bare aiogram handler in the same run; and the worst that 64 KB can cost.

Run: `.venv/bin/python -m benchmarks.update_cost` (about a minute; `--updates 200` for a quick look).

Each server is a process of its own and its CPU alone is counted; the Telegram that it answers to is a stub. Updates of
100 people, 32 in flight, in turns; the median of a few rounds counts. `bare aiogram` is its own webhook server, default
session and one handler that says what Kapok says (text and buttons): no rights, no language, no record, no order. Other
work on the machine shows.
"""

import argparse
import asyncio
import contextlib
import gc
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import aiohttp
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.types import InlineKeyboardMarkup, Message, Update
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bot.actions.clock import utc_now
from bot.actions.load_sample import load_sample
from bot.languages import Form
from bot.people import Reader
from bot.wire import Wire
from handlers.network.opening import Session
from handlers.network.updates import NotAnUpdate, Unreadable, read
from handlers.network.webhook import Webhook
from handlers.terminal.cli import read_sample
from handlers.turns.conversations import conversations
from storage import Database

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "700000001:sandbox"  # noqa: S105 - the sandbox's
SECRET = "a-secret-of-some-length"  # noqa: S105 - of this run alone
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PEOPLE = 100
IN_FLIGHT = 32
BASELINE = "bare aiogram"
KAPOK = "Kapok, everything"
SERVERS = {BASELINE: "bare", f"{BASELINE}, 100 commands": "hundred", f"{BASELINE}, the text alone": "alone"}
Answers = Mapping[str, dict[str, Any]]
"""What was said -> the fields of `sendMessage` that Kapok answered it with."""
MESSAGE = {
    "message_id": 1,
    "from": {"id": 700000001, "is_bot": True, "first_name": "Kapok", "username": "kapok_bot"},
    "chat": {"id": 1, "type": "private", "first_name": "Emma"},
    "date": 1_800_000_000,
}
SAID = {
    "a command": ("/help",),
    "plain text": ("hello NAME, what can you do?",),
    "texts of all kinds": (
        *("good evening NAME", "how do I get fewer posts, NAME?", "NAME is late for the bus again this evening"),
        *("Hi NAME. I like this city. Is it always so warm in November?", "my aunt NAME sends you her love, thanks"),
        *("bom dia NAME", "NAME, como é que mudo a língua?", "a NAME disse que amanhã vai chover muito"),
        *("Olá NAME. Gosto muito da cidade. Está sempre calor em novembro?", "obrigada, NAME"),
        *(
            "你好，NAME",
            "NAME，怎么少收一点消息",
            "今天天气真好，我和NAME去公园走走",
            "NAME！我很喜欢这里。十一月一直这么暖和吗？",
        ),
        *(
            "早晨呀NAME",
            "NAME，點樣轉做廣東話",
            "聽日會落雨，我同NAME遲啲先飲茶",
            "NAME！我好鍾意呢度。十一月係咪成日咁暖㗎？",
        ),
    ),
    "a story's words": ("kapok flower",),
}
"""What is said, one after the other: a hello, a wish, small talk and several sentences, in four languages."""
LONGEST = 4096
_HAN = "".join(chr(0x4E00 + 7 * no) for no in range(2900)) * 2
DEAREST = {
    "Chinese, no two alike": _HAN,
    "Chinese in 1,365 pieces": "，".join(_HAN[at : at + 2] for at in range(0, len(_HAN), 2)),
    "Chinese that is looked for": f"搜{_HAN}",
    "where somebody lives, and not at night": f"我住 晚上 不要 发 {_HAN}",
    "partners' names": "小鹏汽车，京东，中国邮政，" * 400,
    "hours": "晚上十點半到早上七點 " * 400,
    "sentences": "I like it. Hello there, what is new? " * 120,
    "English, no two words alike": " ".join(
        "".join(chr(97 + no // 26**at % 26) for at in range(4)) for no in range(900)
    ),
    "Spanish": "¿Dónde está la biblioteca? Me gusta mucho la ciudad. " * 80,
    "Russian": "Привет, как дела сегодня? " * 160,
    "one letter that is eighteen": "\ufdfa" * LONGEST,
    "signs": "👍🏽❤️‍🔥 " * 500,
}
"""Texts that cost more than others, found by trying; what is asked of none of them is that it is understood."""
NAMES = ["".join(parts).title() for parts in itertools.product(("ba", "do", "mi", "ru", "te", "xi"), repeat=4)]
"""In place of NAME, another one in each update: two people seldom write the same."""


# The servers, each in its own process: says its port, then its CPU seconds whenever asked.


async def stub() -> None:
    """A Telegram that says yes; `/sent` counts the messages it was asked to send, `/last` tells the last one."""
    sent: list[dict[str, Any]] = []

    async def answer(request: web.Request) -> web.Response:
        if not request.path.endswith("sendMessage"):
            return web.json_response({"ok": True, "result": True})
        in_json = request.content_type == "application/json"
        told: dict[str, Any] = await request.json() if in_json else dict(await request.post())
        if isinstance(told.get("reply_markup"), str):
            told["reply_markup"] = json.loads(told["reply_markup"])
        sent.append(told)
        said = {name: told[name] for name in ("text", "reply_markup") if name in told}
        return web.json_response({"ok": True, "result": MESSAGE | said})

    async def count(_: web.Request) -> web.Response:
        return web.json_response(len(sent))

    async def last(_: web.Request) -> web.Response:
        return web.json_response(sent[-1])

    app = web.Application()
    app.router.add_get("/sent", count)
    app.router.add_get("/last", last)
    app.router.add_post("/{method:.*}", answer)
    await _until_closed(await _listen(app))


async def bare(api: str, answers: Answers, commands: int = 1) -> None:
    """One handler that answers, found among so many commands."""
    dispatcher = Dispatcher()
    default = DefaultBotProperties(parse_mode="HTML")
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api)), default=default)
    told = {said: _answer(fields) for said, fields in answers.items()}

    async def reply(message: Message) -> None:
        await message.answer(**told.get(message.text or "", told[SAID["plain text"][0]]))

    for number in range(commands - 1):
        dispatcher.message.register(reply, Command(f"command{number}"))
    if commands > 1:
        dispatcher.message.register(reply, Command("help"))
    dispatcher.message.register(reply)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(app, path="/hook")
    await _until_closed(await _listen(app))
    await bot.session.close()


def _answer(fields: dict[str, Any]) -> dict[str, Any]:
    """What aiogram is told; its objects are made once."""
    if "reply_markup" not in fields:
        return {"text": fields["text"]}
    return {"text": fields["text"], "reply_markup": InlineKeyboardMarkup.model_validate(fields["reply_markup"])}


async def kapok(api: str) -> None:
    """The whole: rights, language, the reader's record, states, order, every command; SQLite, the sample's stories."""
    wire = Wire()
    bot = Bot(
        TOKEN,
        session=Session(wire=wire, api=TelegramAPIServer.from_base(api)),
        default=DefaultBotProperties(parse_mode="HTML"),
    )
    with tempfile.TemporaryDirectory() as folder:
        store = Database(f"sqlite+aiosqlite:///{folder}/kapok.db")
        await store.open()
        await load_sample(store, read_sample(), utc_now())
        forms = list(Form)
        async with store.write() as tx:
            for each in range(PEOPLE * max(map(len, SAID.values()))):
                known = Reader(id=0, address=each + 1, name="Emma", met_at=utc_now(), form=forms[each % len(forms)])
                await tx.readers.meet(known)
        async with Webhook(conversations(store, utc_now), bot, SECRET).serving("/hook", "127.0.0.1", 0) as port:
            await _until_closed(port)
        await store.close()
    await wire.close()


async def _listen(app: web.Application) -> int:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return int(runner.addresses[0][1])


async def _until_closed(port: int) -> None:
    gc.freeze()
    print(port, flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(time.process_time(), flush=True)


# The measuring side.


class Server:
    """One of the processes above."""

    def __init__(self, *role: str) -> None:
        told = [sys.executable, "-m", "benchmarks.update_cost", "--role", *role]
        self.process = subprocess.Popen(told, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
        self.url = f"http://127.0.0.1:{int(self._line())}"

    def _line(self) -> str:
        out: IO[str] | None = self.process.stdout
        assert out
        return out.readline()

    def cpu(self) -> float:
        """Seconds so far."""
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return float(self._line())

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(30)


@contextlib.contextmanager
def serving(*role: str) -> Iterator[Server]:
    server = Server(*role)
    try:
        yield server
    finally:
        server.close()


class Pusher:
    """Telegram's side: pushes updates and waits until each has had its message."""

    def __init__(self, http: aiohttp.ClientSession, api: str) -> None:
        self._http, self._api, self._next = http, api, 1

    async def push(self, server: Server, texts: Sequence[str], count: int) -> None:
        wanted = await self._sent() + count
        left = iter(range(count))
        await asyncio.gather(*(self._one_by_one(server, texts, left) for _ in range(IN_FLIGHT)))
        async with asyncio.timeout(60):
            while await self._sent() < wanted:  # noqa: ASYNC110 - another process counts
                await asyncio.sleep(0.01)

    async def _one_by_one(self, server: Server, texts: Sequence[str], left: Iterator[int]) -> None:
        for _ in left:
            self._next += 1
            said = self._next // PEOPLE % len(texts)
            person = said * PEOPLE + self._next % PEOPLE + 1  # nobody writes in one language now and in another then
            body = json.dumps(update(self._next, person, texts[said])).encode()
            async with self._http.post(server.url + "/hook", data=body, headers={HEADER: SECRET}) as answer:
                assert answer.status == 200, answer.status

    async def last(self) -> dict[str, Any]:
        """What was sent last."""
        async with self._http.get(self._api + "/last") as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def _sent(self) -> int:
        async with self._http.get(self._api + "/sent") as answer:
            return int(await answer.json())


def update(number: int, person: int, text: str) -> dict[str, Any]:
    text = text.replace("NAME", NAMES[number % len(NAMES)])
    someone = {"id": person, "is_bot": False, "first_name": "Emma", "language_code": "en"}
    chat = {"id": person, "type": "private", "first_name": "Emma"}
    said: dict[str, Any] = {"message_id": number, "date": 1_800_000_000, "chat": chat, "from": someone, "text": text}
    if text.startswith("/"):
        said["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"update_id": number, "message": said}


async def compare(updates: int, rounds: int) -> None:
    found: dict[tuple[str, str], list[float]] = {}
    async with contextlib.AsyncExitStack() as opened:
        api = opened.enter_context(serving("stub"))
        running = {KAPOK: opened.enter_context(serving("kapok", "--api", api.url))}
        pusher = Pusher(await opened.enter_async_context(aiohttp.ClientSession()), api.url)
        answers = {}
        for texts in SAID.values():
            # Everybody has their menu, everything is compiled.
            await pusher.push(running[KAPOK], texts, (1 + len(texts)) * PEOPLE)
            answers[texts[0]] = await pusher.last()
        for name, role in SERVERS.items():
            running[name] = opened.enter_context(serving(role, "--api", api.url, "--answers", json.dumps(answers)))
            for texts in SAID.values():
                await pusher.push(running[name], texts, PEOPLE)
        for _ in range(rounds):
            for what, texts in SAID.items():
                for name, server in running.items():
                    before = server.cpu()
                    await pusher.push(server, texts, updates)
                    found.setdefault((what, name), []).append((server.cpu() - before) / updates * 1e6)
        dearest = {what: await _cost(pusher, running[KAPOK], text[: LONGEST - 4]) for what, text in DEAREST.items()}
    print(f"{'':20}{'':30}{'CPU µs an update':>18}{'spread':>14}{'ratio':>8}")
    for (what, name), spent in found.items():
        ratio = statistics.median(spent) / statistics.median(found[what, BASELINE])
        spread = f"{min(spent):.0f}-{max(spent):.0f}"
        print(f"{what:20}{name:30}{statistics.median(spent):18.0f}{spread:>14}{ratio:8.2f}")

    print(f"\n{'a text of 4,096 characters':45}{'CPU ms':>8}")
    for what, ms in dearest.items():
        print(f"{what:45}{ms:8.1f}")


async def _cost(pusher: Pusher, server: Server, text: str) -> float:
    """CPU ms of a long text, each time another one; the lowest of five."""
    spent = []
    for no in range(6):
        before = server.cpu()
        await pusher.push(server, (f"{text}{no}",), 1)
        spent.append((server.cpu() - before) * 1e3)
    return min(spent[1:])


# The worst that a body can cost.

SIZE = 65_536
PLAIN = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}


def shaped(field: str, body: str) -> bytes:
    return (json.dumps({"update_id": 1, "message": PLAIN})[:-2] + f', "{field}": {body}}}}}').encode()


def many(unit: str, most: int = 10**9) -> str:
    return ",".join([unit] * min(most, (SIZE - 300) // (len(unit) + 1)))


def rich(levels: int) -> str:
    return (
        '{"blocks":[{"type":"paragraph","text":' + '{"type":"bold","text":' * levels + '"x"' + "}" * (levels + 1) + "]}"
    )


SHAPES = {
    "rich text, 3 deep": shaped("rich_message", rich(3)),
    "rich text, 4 deep": shaped("rich_message", rich(4)),
    "rich text, 20 deep": shaped("rich_message", rich(20)),
    "rich text, 2,000 deep": shaped("rich_message", rich(2_000)),
    "rich text, wide": shaped(
        "rich_message", '{"blocks":[{"type":"paragraph","text":[' + many('{"type":"bold","text":"x"}') + "]}]}"
    ),
    "brackets, 65,536 deep": b"[" * SIZE,
    "strings, empty": shaped("x", "[" + many('""') + "]"),
    "rows, empty": shaped("reply_markup", '{"inline_keyboard":[' + many("[]") + "]}"),
    "photos that are numbers": shaped("photo", "[" + many("1") + "]"),
    "photos, empty, 780": shaped("photo", "[" + many("{}", 780) + "]"),
    "buttons, 390": shaped("reply_markup", '{"inline_keyboard":[' + many('[{"text":"a","url":"b"}]', 390) + "]}"),
    "people named, 390": shaped(
        "entities",
        "[" + many('{"type":"x","offset":0,"length":1,"user":{"id":1,"is_bot":true,"first_name":"a"}}', 390) + "]",
    ),
    "paid media, 780": shaped("paid_media", '{"star_count":1,"paid_media":[' + many('{"type":"preview"}', 780) + "]}"),
    "keys, 6,000": shaped("x", "{" + ",".join(f'"{number}":1' for number in range(6_000)) + "}"),
}
FOREVER = {"rich text, 20 deep", "rich text, 2,000 deep"}


def worst() -> None:
    bot = Bot(TOKEN)
    gc.freeze()
    Update.model_validate(update(1, 1, "warm"), context={"bot": bot})
    print(f"\n{'an update of up to 64 KB':28}{'bytes':>8}{'guarded, ms':>14}{'aiogram alone, ms':>20}")
    for name, raw in SHAPES.items():
        guarded = []
        for _ in range(7):
            began = time.process_time()
            with contextlib.suppress(NotAnUpdate, Unreadable):
                read(raw, bot)
            guarded.append((time.process_time() - began) * 1e3)
        began = time.process_time()
        if name not in FOREVER:
            with contextlib.suppress(ValueError, RecursionError):
                Update.model_validate(json.loads(raw), context={"bot": bot})
        alone = "not tried" if name in FOREVER else f"{(time.process_time() - began) * 1e3:.1f}"
        print(f"{name:28}{len(raw):8}{max(guarded):14.1f}{alone:>20}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--updates", type=int, default=1000, help="a round (default 1000)")
    parser.add_argument("--rounds", type=int, default=5, help="default 5")
    parser.add_argument("--role", help=argparse.SUPPRESS)
    parser.add_argument("--api", default="", help=argparse.SUPPRESS)
    parser.add_argument("--answers", type=json.loads, default={}, help=argparse.SUPPRESS)
    told = parser.parse_args()
    match told.role:
        case "stub":
            asyncio.run(stub())
        case "bare":
            asyncio.run(bare(told.api, told.answers))
        case "hundred":
            asyncio.run(bare(told.api, told.answers, 100))
        case "alone":
            asyncio.run(bare(told.api, {said: {"text": told.answers[said]["text"]} for said in told.answers}))
        case "kapok":
            asyncio.run(kapok(told.api))
        case _:
            asyncio.run(compare(told.updates, told.rounds))
            worst()


if __name__ == "__main__":
    main()
