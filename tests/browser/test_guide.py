"""The two-minute guide, followed by hand on the page that `python -m bot run` opens: nothing set up, real clock."""

import os
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.browser.conftest import OpenPage
from tests.journeys.sentences import READERS, label
from tests.processes.conftest import ROOT, ends, says, start

A_MINUTE = 90_000.0
"""Milliseconds: the next minute, and what sending takes."""
HANS = words_for(Form.ZH_HANS)


def phone(page: Page, user: int) -> Locator:
    """Somebody's phone."""
    return page.locator(f'.phone[data-key="{cast.BOT}:{user}"]')


async def types(page: Page, step: int, user: int) -> None:
    """Press a step's “Type it in”, then send; wait for the bot's card below it."""
    hand = phone(page, user)
    await page.locator(f'li[data-step="{step}"] .type-it').click()
    await hand.locator(".composer textarea").press("Enter")
    await expect(hand.locator(".composer textarea")).to_have_value("")


async def presses(page: Page, user: int, text: str) -> None:
    """Press the newest button with these words."""
    await phone(page, user).locator("button.key", has_text=text).last.click()


async def follow_the_guide(page: Page, pictures: Path | None = None) -> None:
    """Every step; a picture after the main ones when a folder is given."""
    author = phone(page, cast.ZIQING)
    await types(page, 0, cast.ZIQING)
    for step, form in enumerate(Form, start=1):
        await types(page, step, cast.ZIQING)
        saved = str(HANS.say("Saved as {language}.", language=HANS.language(form)).striptags())
        await expect(author.get_by_text(saved).last).to_be_visible()
    await presses(page, cast.ZIQING, label("Preview"))
    await presses(page, cast.ZIQING, "粵")
    await expect(author.get_by_text("多咗對翼").last).to_be_visible()
    await _picture(page, pictures, "preview")
    await presses(page, cast.ZIQING, label("Submit"))
    await presses(page, cast.ZHIYUAN, label("Review it"))
    await presses(page, cast.ZHIYUAN, label("✓ Approve"))
    await presses(page, cast.ZIQING, label("Schedule it"))
    await presses(page, cast.ZIQING, label("Next minute ({clock})", clock="").rstrip("（）"))
    await _picture(page, pictures, "scheduled")
    for user, (_, fragment) in READERS.items():
        await expect(phone(page, user).get_by_text(fragment)).to_be_visible(timeout=A_MINUTE)
    channel = page.locator(f'.phone[data-key="{cast.CHANNEL}"]')
    await expect(channel.get_by_text("多了一双翅膀")).to_be_visible()
    await expect(author.get_by_text(str(HANS.plural("Received by {n}", "Received by {n}", 6)))).to_be_visible()
    await _picture(page, pictures, "received")


async def _picture(page: Page, folder: Path | None, name: str) -> None:
    if folder is not None:
        await page.wait_for_timeout(600)
        await page.screenshot(path=folder / f"{name}.png", full_page=True, animations="disabled")


async def test_the_guide_leads_from_a_post_to_every_phone_and_the_report(tmp_path: Path, open_page: OpenPage) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KAPOK_")}
    kapok = await start(tmp_path, {**kept, "PYTHONPATH": str(ROOT), "KAPOK_SANDBOX_PORT": "0"}, "-m", "bot", "run")
    try:
        address = (await says(kapok, "Open http://")).split("Open ")[1].split()[0]
        page = await open_page(address, size=(1600, 1000))
        shots = os.environ.get("KAPOK_SHOTS")
        await follow_the_guide(page, Path(shots) if shots else None)
    finally:
        kapok.terminate()
        code, said = await ends(kapok)
    assert code == 0, said
