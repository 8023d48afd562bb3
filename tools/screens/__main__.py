"""Every screen in five forms side by side, as pictures to look at: `python -m tools.screens OUT_DIR [WORD ...]`.

Each example of `tests/screens` is sent to five people of the sandbox and drawn by the sandbox's own page in a headless
chromium, as wide as on a phone and as in the desk of eight phones: OUT_DIR/phone and OUT_DIR/desktop, and one page with
all of them, OUT_DIR/index.html. With words, only screens whose names hold one of them. Labels that do not stand in one
line of their button are named.
"""

import asyncio
import html
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from playwright.async_api import Page, async_playwright

from bot.languages import Form
from bot.words import words_for
from handlers.showing.screen import Screen
from sandbox import cast
from sandbox.server import Sandbox, serving
from sandbox.world import World
from tests.screens.every import EXAMPLES

ROOT = Path(__file__).parents[2]
WIDTHS = {"phone": 390, "desktop": 354}
"""Pixels of a phone's screen, and of a phone in the desk on a laptop."""
READERS = {Form.ZH_HANS: 1001, Form.ZH_HANT: 1002, Form.YUE: 1003, Form.EN: 1004, Form.PT: 1005}
"""Who of the cast gets which form."""
SPEECH = {Form.ZH_HANT: "zh-hk"}
"""What a phone says it is set to, where that is not the form itself: our Traditional has the shapes of Hong Kong."""
DRAW = (Path(__file__).parent / "sheet.js").read_text("utf-8")


@dataclass(frozen=True)
class Studio:
    """Where pictures are made."""

    sandbox: Sandbox
    http: aiohttp.ClientSession
    page: Page
    out: Path

    async def draw(self, name: str, screens: dict[Form, Screen]) -> None:
        """One picture for each width."""
        columns = [await self._column(form, screen) for form, screen in screens.items()]
        for kind, width in WIDTHS.items():
            tight = await self.page.evaluate(DRAW, [columns, width])
            await self.page.locator("#sheet").screenshot(path=self.out / kind / f"{name}.png")
            if tight:
                sys.stdout.write(f"{name}, {kind}: more than a line: {', '.join(tight)}\n")

    async def _column(self, form: Form, screen: Screen) -> dict[str, Any]:
        """The message as the network tells it."""
        keyboard = screen.keyboard
        body = {
            "chat_id": READERS[form],
            "text": str(screen.text),
            "parse_mode": "HTML",
            **({"reply_markup": keyboard.model_dump(exclude_none=True)} if keyboard else {}),
        }
        token = next(iter(self.sandbox.world.bots.values())).token
        async with self.http.post(f"{self.sandbox.url}/bot{token}/sendMessage", json=body) as response:
            answer = await response.json()
        if not answer["ok"]:
            raise ValueError(f"{form}: {answer['description']}: {screen}")
        return {"speech": SPEECH.get(form, form.value.lower()), "label": form.endonym, "message": answer["result"]}


def wanted(words: list[str]) -> Iterator[tuple[str, dict[Form, Screen]]]:
    """Names and screens."""
    for name, made in EXAMPLES.items():
        if not words or any(word in name for word in words):
            for no, make in enumerate(made):
                yield f"{name}-{no}", {form: make(words_for(form)) for form in Form}


def index(out: Path, names: list[str]) -> None:
    """One page with all pictures."""
    lines = ["<!doctype html><meta charset=utf-8><title>Kapok's screens</title>"]
    for name in names:
        lines.append(f"<h2>{html.escape(name)}</h2>")
        lines += [f'<p>{kind}<br><img loading=lazy src="{kind}/{name}.png">' for kind in WIDTHS]
    (out / "index.html").write_text("\n".join(lines), "utf-8")


async def draw_all(out: Path, words: list[str], executable: str) -> int:
    """How many screens there were."""
    for kind in WIDTHS:
        (out / kind).mkdir(parents=True, exist_ok=True)
    world = World(cast.read(ROOT / "sample" / "cast.toml"), None, flood=False)
    names = []
    async with serving(world) as sandbox, aiohttp.ClientSession() as http, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        page = await browser.new_page(viewport={"width": 2100, "height": 1000})
        await page.goto(f"{sandbox.url}/")
        studio = Studio(sandbox, http, page, out)
        for name, screens in wanted(words):
            await studio.draw(name, screens)
            names.append(name)
        await browser.close()
    index(out, names)
    return len(names)


def main(said: list[str]) -> int:
    """Do what the command line says; the exit code."""
    executable = os.environ.get("KAPOK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not said or said[0].startswith("-") or executable is None:
        sys.stdout.write(__doc__ or "")
        sys.stdout.write("" if executable else "\nIt needs chromium: apt install chromium, or set KAPOK_CHROMIUM.\n")
        return 2
    count = asyncio.run(draw_all(Path(said[0]), said[1:], executable))
    sys.stdout.write(f"{count} screens in {said[0]}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
