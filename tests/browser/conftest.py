"""A real browser for the tests that look at pages: Debian's chromium, driven by Playwright."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from playwright.async_api import Browser, Error, Page, async_playwright, expect

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
LAPTOP = (1440, 900)
PATIENCE = 40_000.0
"""Milliseconds that a page may take; machines that test are busy."""
expect.set_options(timeout=PATIENCE)

OpenPage = Callable[..., Awaitable[Page]]


def _executable() -> str | None:
    return os.environ.get("KAPOK_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    executable = _executable()
    if executable is None:
        pytest.skip("no chromium on this machine (apt install chromium, or set KAPOK_CHROMIUM)")
    async with async_playwright() as playwright:
        try:
            found = await playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        except Error as error:
            pytest.skip(f"chromium is here but does not start: {str(error).splitlines()[0]}")
        yield found
        await found.close()


@pytest.fixture
async def open_page(browser: Browser) -> AsyncIterator[OpenPage]:
    """`await open_page(url, size=(390, 844))`; a script error on any page opened fails the test."""
    contexts = []
    errors: list[str] = []

    async def opened(url: str, size: tuple[int, int] = LAPTOP, locale: str = "en-GB") -> Page:
        context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, locale=locale)
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(url)
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert not errors
